#include "flow/crowd.h"

#include "flow/crowd_abreast.h"

enum { PIECE = 32 /* turns taken at a time: nearly everybody's at once */ };

bool flow_crowd_can(void)
{
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2");
#else
    return false;
#endif
}

void flow_crowd_begin(struct flow_crowd *crowd, const struct flow_pace *pace, struct chance_key key, uint32_t replicate,
                      float horizon, enum flow_gait gait, struct flow_tally *tally)
{
    crowd->pace = pace;
    crowd->tally = tally;
    crowd->key = key;
    crowd->replicate = replicate;
    crowd->horizon = horizon;
    crowd->abreast = gait != FLOW_GAIT_SINGLE && flow_crowd_can();
    crowd->count = 0;
}

/* One walker to the horizon. */
static void follow(struct flow_crowd *crowd, struct flow_walker *walker)
{
    struct flow_turn turns[PIECE];
    int32_t band = walker->age, state = walker->state, got;
    do {
        got = flow_walker_turns(crowd->pace, crowd->key, crowd->replicate, crowd->horizon, walker, turns, PIECE);
        flow_tally_turns(crowd->tally, turns, got, &band, &state);
    } while (got == PIECE);
}

void flow_crowd_walk(struct flow_crowd *crowd)
{
#if defined(__x86_64__)
    if (crowd->abreast) {
        crowd_walk_abreast(crowd);
        crowd->count = 0;
        return;
    }
#endif
    for (int32_t i = 0; i < crowd->count; i++)
        follow(crowd, &crowd->walker[i]);
    crowd->count = 0;
}

void flow_crowd_end(struct flow_crowd *crowd)
{
    flow_crowd_walk(crowd);
}
