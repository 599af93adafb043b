/*
 * effects_clocks: when an effect next finds a person whom it may move. Within this room.
 *
 * A clock's candidates come at rates that change as the person moves and ages: the next one is there when the rate, added up
 * over the days, has reached an exponential of its own. So a clock takes a number a candidate, not one a turn, and stands
 * still where its effect has nobody to move. Whether a candidate is an event is not asked here (flow/effects_way.h).
 *
 * Pure. Includes: base, chance, flow.
 */
#ifndef FLOW_EFFECTS_CLOCKS_H
#define FLOW_EFFECTS_CLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "flow/effects_way.h"

/* Of one person. A clock that has not begun has nothing written in it: nearly all of nearly everybody. */
struct effects_clocks {
    uint64_t laid;                        /* bit e: the clock of effect e has been begun; 0 at first */
    uint32_t stretch;                     /* how often the way was begun anew: each time all clocks are others */
    uint32_t candidate[FLOW_EFFECTS_MAX]; /* [effect]: candidates used so far */
    uint32_t word[FLOW_EFFECTS_MAX];      /* [effect]: of the exponential after which the next one comes, */
    float least[FLOW_EFFECTS_MAX];        /* [effect]: and what that is not below */
    float spent[FLOW_EFFECTS_MAX];        /* [effect]: how much of it has passed, up to … */
    float from[FLOW_EFFECTS_MAX];         /* [effect]: … this time, where the clock runs */
};

static inline void effects_clocks_begin(struct effects_clocks *clocks, uint32_t stretch)
{
    clocks->laid = 0;
    clocks->stretch = stretch;
}

/* Most candidates a day of an effect where the person is. */
static inline float effects_clocks_bound(const struct effects_going *going, const struct flow_walker *walker, int32_t effect)
{
    return going->reach.bound[effect][walker->state][walker->age];
}

/* The words of an effect's candidate that is next: of its exponential, of whether it is an event, and of what becomes of it.
 */
struct chance_block effects_clocks_block(const struct effects_going *going, const struct effects_clocks *clocks,
                                         const struct flow_walker *walker, int32_t effect);

/* The clocks go on where the person has come to be, and stop before the person leaves or grows older. */
void effects_clocks_start(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                          float time);
void effects_clocks_stop(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                         float time);

/* The effect whose candidate is the next before *until, which becomes its time; -1 when none is. */
int32_t effects_clocks_next(const struct effects_going *going, const struct effects_clocks *clocks,
                            const struct flow_walker *walker, float *until);

/* A candidate that has come is not used again. */
void effects_clocks_take(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                         int32_t effect, float time);

/* Whether none of a set's clocks can come to its first candidate while all their rates, added up, are at most `spent`. */
bool effects_clocks_silent(const struct effects_going *going, uint32_t number, uint64_t set, float spent);

#endif
