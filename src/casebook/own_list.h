/*
 * own_list: the lists that a council gives beside its returns: no table of the return, of no year, and one of each in force.
 *
 * Includes: nothing.
 */
#ifndef CASEBOOK_OWN_LIST_H
#define CASEBOOK_OWN_LIST_H

enum casebook_list {
    CASEBOOK_NO_LIST,       /* a table of the return, or nothing known */
    CASEBOOK_PRICE_LIST,    /* returns/price_list.h */
    CASEBOOK_CAPACITY_LIST, /* returns/capacity.h */
    CASEBOOK_LISTS
};

/* "Price list", "Capacity list"; "" for none. */
const char *casebook_list_title(enum casebook_list list);

#endif
