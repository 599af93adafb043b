#include "flow/effects_clocks.h"

#include "chance/special.h"

enum {
    CLOCK_SHIFT = 20,   /* block = effect × 2^20 + stretch × 2^10 + candidate */
    STRETCH_SHIFT = 10, /* the 1,025th stretch and candidate are another's: nobody comes to so many */
    FIRST = 1 << 27,    /* block of the first candidates of four effects: their exponentials, a word each */
    FIRST_SHIFT = 4,    /* + stretch × 2^4 */
    FIRST_EACH = 4
};

/* An exponential is at least 1 - u, which spares nearly all logarithms; with a margin that no rounding of what it is held
 * against can reach. */
static float at_least(uint32_t word)
{
    return ((float)(int32_t)(0x7fffffu - (word >> 9)) + 0.5f) * (0.999f * 0x1p-23f);
}

/* The first exponentials of effects first … first + 3. */
static struct chance_block first_block(const struct effects_going *going, uint32_t number, uint32_t stretch, int32_t first)
{
    return chance_block_at(going->walk->key, FIRST | stretch << FIRST_SHIFT | (uint32_t)(first / FIRST_EACH), number,
                           going->walk->replicate, CHANCE_EFFECT);
}

struct chance_block effects_clocks_block(const struct effects_going *going, const struct effects_clocks *clocks,
                                         const struct flow_walker *walker, int32_t e)
{
    return chance_block_at(going->walk->key,
                           (uint32_t)e << CLOCK_SHIFT | (clocks->candidate[e] + (clocks->stretch << STRETCH_SHIFT)),
                           walker->number, going->walk->replicate, CHANCE_EFFECT);
}

/* The effects whose clocks run where the person is. */
static uint64_t running(const struct effects_going *going, const struct flow_walker *walker)
{
    return going->reach.clocked[walker->state][walker->age] & going->present;
}

/* Begins the clocks of an effect and its neighbours, who share a block. */
static void lay(const struct effects_going *going, struct effects_clocks *clocks, uint32_t number, int32_t e)
{
    const int32_t first = e / FIRST_EACH * FIRST_EACH;
    const struct chance_block block = first_block(going, number, clocks->stretch, first);
    for (int32_t k = 0; k < FIRST_EACH; k++) {
        clocks->word[first + k] = block.word[k];
        clocks->least[first + k] = at_least(block.word[k]);
        clocks->candidate[first + k] = 0;
        clocks->spent[first + k] = 0;
    }
    clocks->laid |= ((UINT64_C(1) << FIRST_EACH) - 1) << first;
}

void effects_clocks_start(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                          float time)
{
    for (uint64_t set = running(going, walker); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        if (!(clocks->laid >> e & 1))
            lay(going, clocks, walker->number, e);
        clocks->from[e] = time;
    }
}

void effects_clocks_stop(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                         float time)
{
    for (uint64_t set = running(going, walker); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        clocks->spent[e] += effects_clocks_bound(going, walker, e) * (time - clocks->from[e]);
    }
}

void effects_clocks_take(const struct effects_going *going, struct effects_clocks *clocks, const struct flow_walker *walker,
                         int32_t e, float time)
{
    clocks->candidate[e]++;
    clocks->word[e] = effects_clocks_block(going, clocks, walker, e).word[0];
    clocks->least[e] = at_least(clocks->word[e]);
    clocks->spent[e] = 0;
    clocks->from[e] = time;
}

/* When the next candidate of an effect comes, if that is before `until`; else `until`. */
static float due(const struct effects_going *going, const struct effects_clocks *clocks, const struct flow_walker *walker,
                 int32_t e, float until)
{
    const float bound = effects_clocks_bound(going, walker, e);
    if (clocks->least[e] > clocks->spent[e] + bound * (until - clocks->from[e]))
        return until;
    const float left = chance_exponential(clocks->word[e]) - clocks->spent[e];
    const float time = left > 0 ? clocks->from[e] + left / bound : clocks->from[e];
    return time < until ? time : until;
}

int32_t effects_clocks_next(const struct effects_going *going, const struct effects_clocks *clocks,
                            const struct flow_walker *walker, float *until)
{
    int32_t first = -1;
    for (uint64_t set = running(going, walker); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const float time = due(going, clocks, walker, e, *until);
        if (time < *until) {
            *until = time;
            first = e;
        }
    }
    return first;
}

/* Sums of a few hundred products are not wrong by a hundred-thousandth: a thousandth is left for it. */
bool effects_clocks_silent(const struct effects_going *going, uint32_t number, uint64_t set, float spent)
{
    while (set) {
        const int32_t first = __builtin_ctzll(set) / FIRST_EACH * FIRST_EACH;
        const struct chance_block block = first_block(going, number, 0, first);
        for (int32_t k = 0; k < FIRST_EACH; k++)
            if ((set >> (first + k) & 1) && at_least(block.word[k]) <= spent * 1.001f)
                return false;
        set &= ~(((UINT64_C(1) << FIRST_EACH) - 1) << first);
    }
    return true;
}
