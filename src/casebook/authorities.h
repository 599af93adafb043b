/*
 * authorities: the English local authorities with children's services, by the codes that the rest of Homeward uses.
 *
 * All authorities that have sent a children looked-after return since 2015-16, with the ones that merged or were split since
 * and what became of them. An authority whose boundary changed has a new code (Barnsley and Sheffield on 1 April 2025) and
 * is listed under both.
 *
 * Sources: DfE numbers and names as in the LAIT and in the statistics of children looked after; GSS codes of the ONS
 * Register of Geographic Codes. A code that ends in 099 belongs to no authority and is free for demonstrations and tests.
 *
 * Constant data. Includes: base.
 */
#ifndef CASEBOOK_AUTHORITIES_H
#define CASEBOOK_AUTHORITIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"

struct authority {
    const char *code;      /* GSS: "E08000025" */
    int32_t number;        /* DfE: 330 */
    const char *name;      /* "Birmingham"; one that is no more says to which collection year it was */
    const char *successor; /* codes of what it became, with a blank between them; NULL while it stands */
};

const struct authority *authority_find(const char *code); /* NULL when there is none */

/* E, eight digits, the last three 099: for demonstrations. */
bool authority_is_made_up(const char *code);

/* The authority whose code or name is closest by spelling. Never NULL. */
const struct authority *authority_closest(const char *text);

/* 0 for a code of the list or a made-up one; else PROBLEM_INPUT that names the closest by spelling. */
int authority_check(const char *code, struct problem *problem);

#endif
