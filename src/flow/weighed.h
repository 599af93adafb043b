/*
 * weighed: simulated futures in which every night weighs something: what the night of each person is charged at.
 *
 * Some people are there at the start, each in a spell of a known weight a night (an opaque whole number: this room knows no
 * money). If nothing happened, their spells would run to the horizon or to a known end: the base. In a future they leave, or
 * go on to another state, where a night weighs what is drawn for them from that state's list; others enter and weigh from
 * their first night. Kept are, of every group (an opaque number) and replicate, weight × nights of each month; and over all
 * replicates why that is not the base, event by event, as if each were the last:
 *
 *     a spell of weight u ends on day d         - u × (its end - d)                    left
 *     … and one of weight v begins there        - u × (its end - d) + v × (horizon - d)   moved down (v < u) or up
 *     somebody enters, with all that follows    + v × (horizon - d) …                  entered
 *
 * so that base × replicates + Σ causes = Σ of all, exactly, in every group. Spells that are not walked (the person is
 * unknown) are base and nothing else. Luck is that of flow/walk.h; weights have a domain of their own.
 *
 *     flow_weighed_simulate(&system, &posterior, &plan, progress, &weighed, problem);
 *     flow_weighed_clear(&weighed);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_WEIGHED_H
#define FLOW_WEIGHED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/progress.h"
#include "calendar/calendar.h"
#include "flow/hands.h"
#include "flow/levels.h"
#include "flow/posterior.h"
#include "flow/walk.h"

enum flow_weighed_cause { FLOW_WEIGHED_LEFT, FLOW_WEIGHED_DOWN, FLOW_WEIGHED_UP, FLOW_WEIGHED_ENTERED, FLOW_WEIGHED_CAUSES };

/* One spell of somebody there in the night of the start, or that begins later and is known already. */
struct flow_weighed_spell {
    bool walks;                /* false: nobody knows the person, and nothing happens to the spell */
    struct flow_person person; /* of one who walks: as on the night of the start, not past the final birthday */
    day from, to;              /* of one who does not: when it begins; of all: the known end, DAY_OPEN */
    int64_t weight;            /* a night, ≥ 0 */
    int32_t group;
    int32_t followers; /* the next so many spells, which do not walk, are of the same person and end when this one does */
};

/* What a night weighs for one who comes into a state: one of `count` weights, all as likely; 0 when there are none. */
struct flow_weighed_state {
    int32_t group, count;
    const int64_t *weight;
};

struct flow_weighed_plan {
    day start; /* the last night before the first month */
    int32_t months, replicates, groups;
    uint64_t seed;
    uint32_t authority;
    const struct flow_levels *levels; /* of these months; NULL: nothing drifts */
    int64_t spells;
    const struct flow_weighed_spell *spell;
    const struct flow_weighed_state *state; /* [states] */
    struct flow_hands hands;                /* threads; a company has no part in it */
};

struct flow_weighed {
    int32_t groups, replicates, months;
    int64_t *sum;       /* [group][replicate][month] weight × nights */
    int64_t *base;      /* [group][month] the same of the base */
    int64_t *cause;     /* [group][FLOW_WEIGHED_CAUSES] weight × nights over all replicates and months */
    int64_t *nights;    /* [group] over all replicates and months */
    struct arena arena; /* owns all of it */
};

/* *out is filled on success and empty after a failure: PROBLEM_INPUT, PROBLEM_LIMIT, PROBLEM_MEMORY, PROBLEM_STOPPED. */
int flow_weighed_simulate(const struct flow_system *system, const struct flow_posterior *posterior,
                          const struct flow_weighed_plan *plan, struct progress *progress, struct flow_weighed *out,
                          struct problem *problem);
void flow_weighed_clear(struct flow_weighed *weighed); /* safe on zeroes and twice */

#endif
