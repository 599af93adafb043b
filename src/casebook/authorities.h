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
#include "base/text.h"

enum { AUTHORITY_CODE_SIZE = 16 };

struct authority {
    const char *code;      /* GSS: "E08000025" */
    int32_t number;        /* DfE: 330 */
    const char *name;      /* "Birmingham"; one that is no more says to which collection year it was */
    const char *successor; /* codes of what it became, with a blank between them; NULL while it stands */
};

const struct authority *authority_find(const char *code); /* NULL when there is none */

/*
 * What a return calls an authority, as a code of this list or a made-up one: a GSS code, a DfE number (with zeros in front
 * or not) or a name (capitals, blanks and full stops do not matter). A council whose code changed has one number under both:
 * it is `own` where that is one of them, else the one that stands. False when nobody knows it.
 */
bool authority_resolve(const char *text, const char *own, char code[AUTHORITY_CODE_SIZE]);

/*
 * Appends what a return calls an authority that nobody knows: as it is written when it can only be a code or a number, by
 * the name that it is nearly spelt like ("Birmingham?"), and else as "something else", for it may be a child's.
 */
void authority_append_unknown(const char *text, struct text *out);

/* E, eight digits, the last three 099: for demonstrations. */
bool authority_is_made_up(const char *code);

/* The authority whose code or name is closest by spelling. Never NULL. */
const struct authority *authority_closest(const char *text);

/* 0 for a code of the list or a made-up one; else PROBLEM_INPUT that names the closest by spelling. */
int authority_check(const char *code, struct problem *problem);

#endif
