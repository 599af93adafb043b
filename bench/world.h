/*
 * world: councils whose rates move in a known way, for asking whether bands hold what they say.
 *
 * A council is the national picture of a care system with effects of its own (sd .2 on entries and on every rate, .1 on
 * every factor). It is simulated for eighteen years at steady rates, then for the years that a forecast may see, then for
 * three that it may not; from the second part on the levels of its series move as its world says. What comes out are
 * histories, as a casebook would give them, and what happened after.
 *
 * The walk is the program's own (flow/walker.h); the levels are given by the world and not by the method that is tested.
 */
#ifndef BENCH_WORLD_H
#define BENCH_WORLD_H

#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "drift/process.h"
#include "flow/histories.h"
#include "flow/system.h"

enum { WORLD_AHEAD_MONTHS = 36 };

#define WORLDS(X)                                                                                                           \
    X(STILL, "still")               /* nothing moves */                                                                     \
    X(STILLSIB, "stillsib")         /* entries scatter as sibling groups do: variance 2.15 x mean */                        \
    X(SEASONAL20, "seasonal20")     /* entries move by 20% with the season */                                               \
    X(STEP20, "step20")             /* entries 20% up from two years before the origin */                                   \
    X(GROWTH5, "growth5")           /* entries 5% a year up, before and after */                                            \
    X(DRIFT04, "drift04")           /* entries, ways home and ways into residential walk, .04 a year */                     \
    X(MEANREV12SIB, "meanrev12sib") /* the same three are waves of sd .12, with siblings */                                 \
    X(DRIFT08SIB, "drift08sib")     /* walk .08 a year, with siblings */                                                    \
    X(DRIFT12SIB, "drift12sib")     /* walk .12 a year, with siblings */                                                    \
    X(PANEL, "panel")               /* every series moves as one of the panel's authorities does */                         \
    X(PANELRES, "panelres")         /* the same, and residential as its published stocks do */                              \
    X(STEPAFTER20, "stepafter20")   /* entries 20% up from a year after the origin */                                       \
    X(GAP, "gap")                   /* as panel; two quarters of entries, two years before the origin, were not recorded */ \
    X(CODING, "coding")             /* as panel; 18 months before the origin codes of placements changed: see below */

/*
 * In the world of a change of coding, children in supported accommodation (H5 until then) are recorded on one day as in
 * registered supported accommodation (K3), four in five, or as in another residential placement (Z11 to Z14), one in five,
 * and so are all who come later. A casebook that follows codes knows that nobody moved from H5 to K3; the fifth looks moved.
 * What comes true is told in the new codes.
 */
enum world {
#define WORLD_ENUM(name, word) WORLD_##name,
    WORLDS(WORLD_ENUM)
#undef WORLD_ENUM
        WORLD_COUNT
};

const char *world_name(enum world world);
enum world world_named(const char *name); /* WORLD_COUNT when there is none */

struct world_plan {
    enum world world;
    double entries_per_year;
    int32_t years;    /* of history, 1 to 10 */
    uint32_t council; /* number of the council: its luck */
    uint64_t seed;
    const struct drift_prior *prior[FLOW_SERIES]; /* of the panel, for the worlds that are made after it */
};

struct world_council {
    struct flow_histories histories;    /* observed over the years of history */
    day origin;                         /* the day after the last that is known */
    int64_t (*nights)[FLOW_STATES_MAX]; /* [WORLD_AHEAD_MONTHS]: nights that were slept in each state, after the origin */
    int64_t before[FLOW_STATES_MAX];    /* nights in the last month before it */
    int32_t days_before;                /* of that month */
};

int world_make(const struct flow_system *system, const struct world_plan *plan, struct world_council *out,
               struct problem *problem);
void world_clear(struct world_council *council); /* safe on zeroes and twice */

#endif
