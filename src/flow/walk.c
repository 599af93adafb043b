#include "flow/walk.h"

#include "flow/walker.h"

int32_t flow_walk(const struct flow_tables *tables, const struct flow_key *key, const struct flow_person *person, day start,
                  day until, struct flow_step *steps, int32_t max)
{
    enum { PIECE = 32 };
    struct flow_turn turns[PIECE];
    struct flow_walker walker;
    const struct chance_key words = chance_key_of(key->seed, key->authority);
    const struct flow_pace pace = flow_pace_steady(tables);
    const float horizon = (float)(until - start);
    flow_walker_place(tables, person, start, &walker);
    int32_t count = 0, got = PIECE;
    while (got == PIECE && count < max) {
        got = flow_walker_turns(&pace, words, key->replicate, horizon, &walker, turns, PIECE);
        for (int32_t i = 0; i < got && count < max; i++)
            if (turns[i].destination != FLOW_AGEING)
                steps[count++] = (struct flow_step){start + 1 + turns[i].on, turns[i].destination};
    }
    return count;
}
