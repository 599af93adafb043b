/*
 * markov: the method that others use, kept as a baseline that a forecast must be held against.
 *
 * Councils' present tools count, over the last year or so, how many people a day went from each kind of place to each other,
 * divide by how many were there, and let those rates run on for ever: one mean rate for each pair of states, a steady number
 * of entries, no memory of how long anybody has been there, no range. Here a state of that chain (a cell) is a state and an
 * age band. Over the last `window` days before the start
 *
 *     p(cell → to)    what happened ÷ nights at risk: moves, ways out (the final birthday among them), and birthdays into
 * the next age band, all alike n(cell)         entries ÷ days x(t + 1)        x(t) + n + Σ in - Σ out, day by day, from the
 * people who are there at the start
 *
 * Fractions of people all the way. Where p of a cell adds up to more than 1, it is scaled to 1; a cell nobody slept in has
 * no rates.
 *
 *     struct flow_markov markov = {0};
 *     flow_markov_project(&system, &histories, start, 365, 24, &markov, problem);
 *     flow_markov_clear(&markov);
 *
 * Source: the tools' own code (csdm of Social Finance and its successor); ages by observed birthdays, as in the successor.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef FLOW_MARKOV_H
#define FLOW_MARKOV_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/histories.h"
#include "flow/system.h"

struct flow_markov {
    int32_t months, states, bands;
    double *stock;           /* [month][state][band]: in the night of the month's end */
    double *nights;          /* [month][state] */
    double *starts, *ceases; /* [month] */
    struct arena arena;      /* owns the columns */
};

/*
 * Projects from the night of `start` over `months` month ends. The window is cut to what was observed. PROBLEM_INPUT when no
 * day of it was; PROBLEM_MEMORY. *out is empty after a failure.
 */
int flow_markov_project(const struct flow_system *system, const struct flow_histories *histories, day start, int32_t window,
                        int32_t months, struct flow_markov *out, struct problem *problem);
void flow_markov_clear(struct flow_markov *markov); /* safe on zeroes and twice */

/* Stock at a month's end; state and band may be -1 for all. */
double flow_markov_stock(const struct flow_markov *markov, int32_t month, int32_t state, int32_t band);

#endif
