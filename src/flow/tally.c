#include "flow/tally.h"

#include <string.h>

int flow_tally_make(const struct flow_system *system, const struct flow_months *months, struct arena *arena,
                    struct flow_tally *out, struct problem *problem)
{
    *out =
        (struct flow_tally){.months = months, .bands = system->age.count, .states = system->states, .exits = system->exits};
    const size_t cells = (size_t)(months->count * out->bands * out->states) * sizeof *out->cell;
    const size_t ways = (size_t)(months->count * out->exits) * sizeof *out->ways_out;
    out->size = cells + ways + (size_t)months->count * sizeof *out->starts_marked;
    char *memory = arena_take(arena, out->size);
    if (!memory)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count a replicate");
    out->cell = (void *)memory;
    out->ways_out = (void *)(memory + cells);
    out->starts_marked = (void *)(memory + cells + ways);
    return 0;
}

void flow_tally_reset(struct flow_tally *tally)
{
    memset(tally->cell, 0, tally->size);
}

void flow_tally_turns(struct flow_tally *tally, const struct flow_turn *turns, int32_t count, int32_t *band, int32_t *state)
{
    for (int32_t i = 0; i < count; i++) {
        const int32_t on = turns[i].on, destination = turns[i].destination;
        if (destination == FLOW_AGEING) {
            flow_tally_age(tally, on, (*band)++, *state);
        } else if (destination < tally->states) {
            flow_tally_move(tally, on, *band, *state, destination);
            *state = destination;
        } else {
            flow_tally_leave(tally, on, *band, *state, destination - tally->states);
        }
    }
}

void flow_tally_census(const struct flow_tally *tally, int32_t month, struct flow_census *census)
{
    const int32_t length = flow_months_length(tally->months, month);
    const struct flow_tally_cell *cell = flow_tally_at(tally, month, 0, 0);
    for (int32_t b = 0; b < tally->bands; b++)
        for (int32_t s = 0; s < tally->states; s++, cell++) {
            const int32_t nights = (int32_t)(uint32_t)(uint64_t)cell->change; /* the lower half, with its sign */
            const int32_t persons = (int32_t)((cell->change - nights) / (INT64_C(1) << 32));
            census->nights[b][s] = census->stock[b][s] * length + nights;
            census->stock[b][s] += persons;
        }
}

/* What a month did to one state, over all bands. */
struct balance {
    int32_t before, after, nights; /* stock at both ends, and nights slept */
    int32_t come, gone;            /* starts and moves in; ceases and moves */
};

static struct balance balance_of(const struct flow_tally *tally, int32_t month, int32_t state,
                                 const struct flow_census *before, const struct flow_census *after)
{
    struct balance sum = {0};
    for (int32_t b = 0; b < tally->bands; b++) {
        const struct flow_tally_cell *cell = flow_tally_at(tally, month, b, state);
        sum.before += before->stock[b][state];
        sum.after += after->stock[b][state];
        sum.nights += after->nights[b][state];
        sum.come += cell->starts + cell->moves_in;
        sum.gone += cell->ceases + cell->moves;
    }
    return sum;
}

static int check_state(const struct flow_tally *tally, int32_t month, int32_t state, const struct flow_census *before,
                       const struct flow_census *after, struct problem *problem)
{
    const int32_t length = flow_months_length(tally->months, month);
    const struct balance sum = balance_of(tally, month, state, before, after);
    if (sum.after != sum.before + sum.come - sum.gone)
        return problem_set(problem, PROBLEM_INTERNAL, "month %d, state %d: the stock %d is not %d + %d - %d", month, state,
                           sum.after, sum.before, sum.come, sum.gone);
    if (sum.nights < (sum.before - sum.gone) * length || sum.nights > (sum.before + sum.come) * length)
        return problem_set(problem, PROBLEM_INTERNAL, "month %d, state %d: %d nights are more or less than people can sleep",
                           month, state, sum.nights);
    for (int32_t b = 0; b < tally->bands; b++)
        if (after->stock[b][state] < 0 || after->nights[b][state] < 0)
            return problem_set(problem, PROBLEM_INTERNAL, "month %d, state %d, band %d: fewer than nobody", month, state, b);
    return 0;
}

static int check_ways_out(const struct flow_tally *tally, int32_t month, struct problem *problem)
{
    int32_t ceases = 0, starts = 0, ways = 0;
    for (int32_t i = 0; i < tally->bands * tally->states; i++) {
        ceases += flow_tally_at(tally, month, 0, 0)[i].ceases;
        starts += flow_tally_at(tally, month, 0, 0)[i].starts;
    }
    for (int32_t e = 0; e < tally->exits; e++)
        ways += tally->ways_out[month * tally->exits + e];
    if (ways != ceases || tally->starts_marked[month] > starts)
        return problem_set(problem, PROBLEM_INTERNAL, "month %d: %d ways out of %d who cease", month, ways, ceases);
    return 0;
}

int flow_tally_check(const struct flow_tally *tally, const struct flow_census *before, struct problem *problem)
{
    struct flow_census last = *before, now = *before;
    int code = 0;
    for (int32_t m = 0; m < tally->months->count && code == 0; m++) {
        flow_tally_census(tally, m, &now);
        for (int32_t s = 0; s < tally->states && code == 0; s++)
            code = check_state(tally, m, s, &last, &now, problem);
        if (code == 0)
            code = check_ways_out(tally, m, problem);
        last = now;
    }
    return code;
}
