/*
 * effects: what a plan changes in simulated futures, and only that.
 *
 * The base's futures do not know of plans. Those of a plan share all of their random numbers (chance/philox.h): a person's
 * way is the same until an effect really changes a decision, so that the difference of two futures is the effect and not
 * luck.
 *
 *     fewer    an event of the base that comes to pass is let through with the effect's factor; an entrant likewise
 *
 *     more     a clock of the effect's own, beside the base's, adds the excess: (factor - 1) × the rate, or so many persons
 *              a month over all who are there. Entrants beyond the base's have numbers of their own
 *
 *     divert   whoever would come to live in A goes to B instead, with the effect's share
 *
 *     places   an initiative opens or closes places, where places can be full (flow/coupled.h); else they are not looked at
 *
 * Each has random numbers of its own (CHANCE_EFFECT …), addressed by effect, person and replicate: neither another effect
 * nor another person moves them, and without effects nothing at all is different, to the byte.
 *
 * Effects on one event are taken in the order of the list: factors below 1 first, one after another (D), then those above:
 * of effect i the excess is D × U1 … U(i-1) × (Ui - 1), which adds up to D × U - D.
 *
 * An initiative is delivered or not, once a replicate. Effects of one that is not are not there.
 *
 * "So many a month" is settled before walking (flow/effects_settle.h): persons a month become a hazard, or a factor, for
 * those whom the effect can find. Every event that an effect made or held up is counted for it.
 *
 * Pure. Includes: base, chance, flow/system, flow/months, flow/places.
 */
#ifndef FLOW_EFFECTS_H
#define FLOW_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "chance/philox.h"
#include "flow/months.h"
#include "flow/places.h"
#include "flow/system.h"

enum { FLOW_EFFECTS_MAX = 64, FLOW_INITIATIVES_MAX = 24, FLOW_EFFECT_PLACES_MAX = 96, FLOW_ANY_STATE = -1 };

enum flow_effect_kind { FLOW_EFFECT_ENTRIES, FLOW_EFFECT_MOVE, FLOW_EFFECT_DIVERT };

struct flow_effect {
    enum flow_effect_kind kind;
    int32_t initiative;
    bool adds;                       /* `wanted` is persons a month, not a factor */
    int32_t from, to;                /* of a move (state or FLOW_ANY_STATE, destination) and a diversion (states) */
    uint32_t ages;                   /* bit b: age band b; never 0. Of a move or diversion */
    uint64_t strata;                 /* bit s: kind of entry s; never 0. Of entries */
    double wanted[FLOW_MONTHS_MAX];  /* by month of the forecast: factor, persons in the month, or share */
    float strength[FLOW_MONTHS_MAX]; /* as it is walked: factor; hazard a day; persons in the month; share */
};

/* Places that an initiative opens, or closes (fewer than none). */
struct flow_effect_places {
    int32_t initiative;
    struct flow_places_line line;
};

struct flow_effects {
    int32_t effects, initiatives;
    double chance[FLOW_INITIATIVES_MAX]; /* of delivery */
    uint32_t acting;                     /* bit i: initiative i is in the plan at all */
    struct flow_effect effect[FLOW_EFFECTS_MAX];
    int32_t places;
    struct flow_effect_places place[FLOW_EFFECT_PLACES_MAX]; /* where places can be full; else they are not looked at */
};

/* What effects did, added up over replicates; empty where there are none. Owned by whoever's arena made it. */
struct flow_effects_count {
    int32_t effects, months;
    int64_t *events;  /* [effect][month]: events it made, or held up, or diverted */
    int64_t *offered; /* [effect][month]: events of the kind that it could have held up or diverted */
    int64_t *nights;  /* [effect][month]: nights of those whom it could move, in replicates in which it is delivered */
    int64_t *paths;   /* [effect]: replicates in which it is delivered */
};

/* Whether an initiative is in the plan and is delivered in a replicate. */
bool flow_effects_delivered(const struct flow_effects *effects, int32_t initiative, struct chance_key key,
                            uint32_t replicate);

/* Whether an effect holds events up (fewer) in a month, or makes more of them. */
static inline bool flow_effect_holds_up(const struct flow_effect *effect, int32_t month)
{
    return effect->adds ? effect->wanted[month] < 0 : effect->strength[month] < 1;
}

/* Memory is from the arena. PROBLEM_MEMORY. */
int flow_effects_count_make(const struct flow_effects *effects, int32_t months, struct arena *arena,
                            struct flow_effects_count *out, struct problem *problem);
void flow_effects_count_join(struct flow_effects_count *count, const struct flow_effects_count *other);

#endif
