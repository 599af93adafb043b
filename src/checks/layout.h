/*
 * layout: what the rules see, laid out on a desk: one collection year of one authority, and the year before it.
 *
 * The tables are those of rules/ssda903/tables.sql. They are made (layout_begin), filled, and finished: marks and chains
 * that many rules ask for are worked out once, and the desk is sealed.
 *
 *     desk_open(casebook, &desk, problem);
 *     layout_begin(desk, problem);
 *     layout_fill(desk, "E10000099", 2024, &year, problem);   // or rows of your own, in a test
 *     layout_finish(desk, problem);
 *
 * Includes: base, calendar, returns/codes, casebook/desk, checks/catalogue.
 */
#ifndef CHECKS_LAYOUT_H
#define CHECKS_LAYOUT_H

#include <stdint.h>

#include "base/problem.h"
#include "casebook/desk.h"
#include "checks/catalogue.h"

/* A return that is checked: one collection year of one authority. */
struct check_year {
    char authority[16];         /* GSS code */
    int32_t year;               /* 2024 for 2024-25 */
    int32_t file[CHECK_TABLES]; /* number of the file in force of each table, 0 where none came */
};

/* Makes the empty tables, and fills in the code lists. */
int layout_begin(struct desk *desk, struct problem *problem);

/* Fills the tables from the casebook's files in force and says in `out` which came. */
int layout_fill(struct desk *desk, const char *authority, int32_t year, struct check_year *out, struct problem *problem);

/* Works out Header.UASC where it is not there, and the chains of episodes; makes indexes; seals the desk. */
int layout_finish(struct desk *desk, struct problem *problem);

/* Says what is being checked (table `collection`): the year as it runs, or with days of its own. */
int layout_collection(struct desk *desk, int32_t year, day first_day, day last_day, const char *authority, bool has_last,
                      struct problem *problem);

#endif
