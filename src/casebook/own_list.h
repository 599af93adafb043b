/*
 * own_list: the files that a council gives beside its returns: no table of the return. Price and capacity lists are in force
 * one at a time; the books (ledger to items of a round) part by part, as schema/7-books.sql says.
 *
 * Includes: nothing.
 */
#ifndef CASEBOOK_OWN_LIST_H
#define CASEBOOK_OWN_LIST_H

/* Numbers are kept in the casebook: new ones go to the end. */
enum casebook_list {
    CASEBOOK_NO_LIST,       /* a table of the return, or nothing known */
    CASEBOOK_PRICE_LIST,    /* returns/price_list.h */
    CASEBOOK_CAPACITY_LIST, /* returns/capacity.h */
    CASEBOOK_LEDGER,        /* this and the following: kinds of returns/sheet.h */
    CASEBOOK_EXPLAINED,
    CASEBOOK_ACTUALS,
    CASEBOOK_BUDGET,
    CASEBOOK_STAFFING,
    CASEBOOK_ITEMS,
    CASEBOOK_CAUSES,
    CASEBOOK_LISTS,
    CASEBOOK_BOOKS = CASEBOOK_LEDGER /* the first of the books */
};

/* "Price list", "Capacity list", "Ledger"; "" for none. */
const char *casebook_list_title(enum casebook_list list);

/* Of one of the books: the kind of sheet that it is read as, and the table that its rows are in; NULL for other lists. */
const char *casebook_list_sheet(enum casebook_list list);
const char *casebook_list_table(enum casebook_list list);

#endif
