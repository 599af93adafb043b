/*
 * made_up_council: children with a known true past, told by six annual returns of two authorities, with or without faults.
 *
 * The truth is a list of stays a child. A return of a year tells every stay that touches the year, with its end only if
 * that is not after the year. Faults spoil the telling (not the truth): rows lost, doubled, overlapping, a day apart,
 * open, ending in 2203 or before they begin, with another PLACE, LS, provider or DECOM than the year before; a return
 * that is missing and one that is incomplete.
 */
#ifndef MADE_UP_COUNCIL_H
#define MADE_UP_COUNCIL_H

#include <stdbool.h>
#include <stdint.h>

#include "care_fixture.h"

enum { COUNCIL_FIRST_YEAR = 2016, COUNCIL_LAST_YEAR = 2021, COUNCIL_STAYS_MAX = 40 };

/* One true stay: the child sleeps there in the nights [from, to). */
struct true_stay {
    day from, to;    /* to is DAY_OPEN when it goes on after the last return */
    const char *rne, *ls, *place, *provider, *rec;
    int32_t lives;   /* state in which the child truly is: a temporary stay belongs to the placement before it */
};

struct true_child {
    day born;
    int32_t stays;
    struct true_stay stay[COUNCIL_STAYS_MAX];
};

struct made_up_council {
    struct care_system system;
    struct care_records records;
    struct true_child *truth; /* [records.children] */
};

/* A stream of numbers: the same seed gives the same council. */
struct dice {
    uint64_t state;
};
int32_t dice_below(struct dice *dice, int32_t sides); /* 0 … sides-1 */
bool dice_chance(struct dice *dice, int32_t per_cent);

void made_up_council(struct made_up_council *out, int32_t children, uint64_t seed, bool faults);
void made_up_council_clear(struct made_up_council *council);

#endif
