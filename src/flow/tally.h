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

/* Somebody enters on day `on`, in this band and state. */
void flow_tally_start(struct flow_tally *tally, int32_t on, int32_t band, int32_t state, bool marked);

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
