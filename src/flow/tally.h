/*
 * tally: what happened in one replicate, as whole numbers.
 *
 * Stock and nights are kept as changes: who comes to a state on a day of a month adds one person and the nights left in the
 * month, packed into one number (persons in the upper half, nights in the lower); who leaves takes both away. Whoever was
 * there when the month began sleeps all of it, so that the sums from month to month give the stock at each month's end and
 * the exact nights. Flows are counted beside it and not derived from it: flow_tally_check holds the two against each other.
 *
 * Pure. Includes: base, calendar.
 */
#ifndef FLOW_TALLY_H
#define FLOW_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/months.h"
#include "flow/system.h"
#include "flow/walker.h"

/* A month × age band × state. */
struct flow_tally_cell {
    int64_t change;           /* persons × 2^32 + nights, come less gone; birthdays included */
    int32_t starts, moves_in; /* who came to this state, from outside and from any state */
    int32_t ceases, moves;    /* who left it, by an exit and for any state */
};

struct flow_tally {
    const struct flow_months *months; /* borrowed */
    int32_t bands, states, exits;
    size_t size;                  /* bytes of the three below, which stand together */
    struct flow_tally_cell *cell; /* [month][band][state] */
    int32_t *ways_out;            /* [month][exit] */
    int32_t *starts_marked;       /* [month] */
};

/* The stock at a month's end and the nights of the month, [band][state]; begun with the stock of the night before month 0.
 */
struct flow_census {
    int32_t stock[FLOW_BANDS_MAX][FLOW_STATES_MAX];
    int32_t nights[FLOW_BANDS_MAX][FLOW_STATES_MAX];
};

/* Memory is taken from the arena. PROBLEM_MEMORY. */
int flow_tally_make(const struct flow_system *system, const struct flow_months *months, struct arena *arena,
                    struct flow_tally *out, struct problem *problem);

void flow_tally_reset(struct flow_tally *tally);

static inline struct flow_tally_cell *flow_tally_at(const struct flow_tally *tally, int32_t month, int32_t band,
                                                    int32_t state)
{
    return &tally->cell[(month * tally->bands + band) * tally->states + state];
}

/* One person and the nights that are left of the month from day `on`, packed. */
static inline int64_t flow_tally_presence(const struct flow_tally *tally, int32_t on)
{
    return (INT64_C(1) << 32) + flow_months_left(tally->months, on);
}

/* Somebody enters on day `on`, in this band and state. */
static inline void flow_tally_start(struct flow_tally *tally, int32_t on, int32_t band, int32_t state, bool marked)
{
    const int32_t month = flow_months_of(tally->months, on);
    struct flow_tally_cell *cell = flow_tally_at(tally, month, band, state);
    cell->change += flow_tally_presence(tally, on);
    cell->starts++;
    tally->starts_marked[month] += marked;
}

/* Somebody moves from one state to another. */
static inline void flow_tally_move(struct flow_tally *tally, int32_t on, int32_t band, int32_t from, int32_t to)
{
    const int64_t one = flow_tally_presence(tally, on);
    struct flow_tally_cell *cell = flow_tally_at(tally, flow_months_of(tally->months, on), band, 0);
    cell[from].change -= one;
    cell[from].moves++;
    cell[to].change += one;
    cell[to].moves_in++;
}

/* Somebody leaves by an exit. */
static inline void flow_tally_leave(struct flow_tally *tally, int32_t on, int32_t band, int32_t state, int32_t exit)
{
    const int32_t month = flow_months_of(tally->months, on);
    struct flow_tally_cell *cell = flow_tally_at(tally, month, band, state);
    cell->change -= flow_tally_presence(tally, on);
    cell->ceases++;
    tally->ways_out[month * tally->exits + exit]++;
}

/* Somebody comes into the next age band. */
static inline void flow_tally_age(struct flow_tally *tally, int32_t on, int32_t band, int32_t state)
{
    const int64_t one = flow_tally_presence(tally, on);
    const int32_t month = flow_months_of(tally->months, on);
    flow_tally_at(tally, month, band, state)->change -= one;
    flow_tally_at(tally, month, band + 1, state)->change += one;
}

/* The turns of a walker that stood in *band and *state before the first of them; both are moved along. */
void flow_tally_turns(struct flow_tally *tally, const struct flow_turn *turns, int32_t count, int32_t *band, int32_t *state);

/* Moves the census on through a month. Must be called for months 0, 1, 2 … in turn. */
void flow_tally_census(const struct flow_tally *tally, int32_t month, struct flow_census *census);

/*
 * Conservation: in every month and state the stock is that of the month before + starts + moves in - ceases - moves, nobody
 * is fewer than none, nights lie between what flows allow, and ways out add up to ceases. PROBLEM_INTERNAL names what is not
 * so.
 */
int flow_tally_check(const struct flow_tally *tally, const struct flow_census *before, struct problem *problem);

#endif
