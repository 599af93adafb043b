/*
 * books_ledger: the packages of a made-up council's year, as they are paid and as its ledger tells them.
 *
 * Each placement that costs something is a package: those that still had a night on 31 March or began before the end of the
 * closed periods, child after child in the order of time. An end after the closed periods is not known yet. What is paid and
 * what is told are the same until mistakes are planted (synth/books_planting.h): those change what is told.
 *
 *     struct synth_ledger ledger;
 *     if (synth_ledger_make(council, name, closed, &ledger, problem) == 0)
 *         synth_ledger_append(&ledger, &council->system->flow, &text);
 *     synth_ledger_clear(&ledger);
 *
 * Inside synth/. Includes: base, calendar, budget, chance, flow.
 */
#ifndef SYNTH_BOOKS_LEDGER_H
#define SYNTH_BOOKS_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "budget/books.h"
#include "synth/council.h"

struct synth_package {
    struct books_package paid, told; /* texts and line are not used */
    int32_t name;                    /* CHILD */
    int32_t provider;                /* number; 0 is the council itself */
    bool planted;                    /* has a mistake: is spared all others */
};

struct synth_ledger {
    int32_t year;                        /* financial year: the one after the last return */
    int32_t closed;                      /* its closed periods */
    day closed_to;                       /* the first day after them */
    int64_t list_price[FLOW_STATES_MAX]; /* pence a week of each kind, by the council's price list */
    int64_t packages, capacity;
    struct synth_package *package; /* owned; the first of them stands on line 2 */
};

/* `name` are the children's names (synth_names_new). PROBLEM_MEMORY; *out is then empty. */
int synth_ledger_make(const struct synth_council *council, const int32_t *name, int32_t closed, struct synth_ledger *out,
                      struct problem *problem);

/* One more package at the end, told as it is paid. PROBLEM_MEMORY. */
int synth_ledger_add(struct synth_ledger *ledger, const struct synth_package *package, struct problem *problem);

/* The file, heading first. */
void synth_ledger_append(const struct synth_ledger *ledger, const struct flow_system *flow, struct text *out);
void synth_ledger_clear(struct synth_ledger *ledger); /* safe on zeroes and twice */

/* Whether the council runs this kind of placement itself. */
bool synth_ledger_in_house(const struct flow_system *flow, int32_t state);

/* Where the costs of a kind of placement are booked: C100, C110 … */
int32_t synth_ledger_cost_centre(int32_t state);

#endif
