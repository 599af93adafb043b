#include "casebook/own_list.h"

#include <stddef.h>

static const struct {
    const char *title, *sheet, *table;
} lists[CASEBOOK_LISTS] = {
    [CASEBOOK_NO_LIST] = {"", NULL, NULL},
    [CASEBOOK_PRICE_LIST] = {"Price list", NULL, NULL},
    [CASEBOOK_CAPACITY_LIST] = {"Capacity list", NULL, NULL},
    [CASEBOOK_LEDGER] = {"Ledger", "ledger", "books_ledger"},
    [CASEBOOK_EXPLAINED] = {"Explanations", "explained", "books_explained"},
    [CASEBOOK_ACTUALS] = {"Payments", "actuals", "books_actuals"},
    [CASEBOOK_BUDGET] = {"Budget", "budget", "books_budget"},
    [CASEBOOK_STAFFING] = {"Staffing", "staffing", "books_staffing"},
    [CASEBOOK_ITEMS] = {"Budget round", "budget_items", "books_items"},
    [CASEBOOK_CAUSES] = {"Causes", "causes", "books_causes"},
};

const char *casebook_list_title(enum casebook_list list)
{
    return lists[list].title;
}

const char *casebook_list_sheet(enum casebook_list list)
{
    return lists[list].sheet;
}

const char *casebook_list_table(enum casebook_list list)
{
    return lists[list].table;
}
