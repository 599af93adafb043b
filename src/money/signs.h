/*
 * signs: how a council writes which side of its budget a variance lies on.
 *
 * Stored, a variance is forecast less budget: above 0 is adverse (more is spent, or less comes in). On paper councils differ
 * and contradict each other, so the workspace says which way is its own (`signs:` in homeward.yaml), and the convention
 * stands under every money table:
 *
 *     plusminus        +2,678   -122              York
 *     brackets_under   2,678    (122)             Brighton and Hove: brackets are an underspend
 *     brackets_over    (2,678)  122               brackets are an overspend
 *     words            2,678 adverse   122 favourable      Wirral
 *
 * CSV and JSON always carry the stored number. Pure. Includes: base.
 */
#ifndef MONEY_SIGNS_H
#define MONEY_SIGNS_H

#include <stdint.h>

#include "base/text.h"

enum money_signs {
    SIGNS_NONE, /* no variance: a minus before what is below 0 */
    SIGNS_PLUSMINUS,
    SIGNS_BRACKETS_UNDER,
    SIGNS_BRACKETS_OVER,
    SIGNS_WORDS,
    SIGNS_COUNT,
};

/* The profile of a word of the settings ("brackets_under"), SIGNS_NONE when there is none such. */
enum money_signs signs_named(const char *word);

/* "+ is more than the budget (adverse), - is less (favourable).": the sentence under a table. */
const char *signs_convention(enum money_signs signs);

/* Encloses the digits of a number in what tells its sign; `digits` carry none. 0 has no side. */
void signs_append(struct text *out, enum money_signs signs, int64_t value, const char *digits);

#endif
