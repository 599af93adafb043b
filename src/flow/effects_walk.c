#include "flow/effects_walk.h"

#include <string.h>

#include "flow/effects_everybody.h"

/* Nights of a month of those whom an effect could move. */
static int64_t nights_of(const struct flow_effect *effect, const struct flow_census *census, int32_t bands, int32_t states)
{
    int64_t nights = 0;
    for (int32_t b = 0; b < bands; b++)
        for (int32_t s = 0; s < states && (effect->ages >> b & 1); s++)
            if (s != effect->to && (effect->from == s || effect->from == FLOW_ANY_STATE))
                nights += census->nights[b][s];
    return nights;
}

static void count_path(const struct effects_going *going)
{
    for (int32_t e = 0; e < going->walk->effects->effects; e++)
        going->walk->count->paths[e] += (int64_t)(going->delivered >> e & 1);
}

/* How many every effect could find. */
static void count_nights(const struct effects_going *going)
{
    struct flow_effects_count *count = going->walk->count;
    const struct flow_effects *effects = going->walk->effects;
    struct flow_census census = going->walk->cohort->census;
    uint64_t finding = 0;
    for (int32_t e = 0; e < effects->effects; e++) {
        const struct flow_effect *effect = &effects->effect[e];
        finding |= (uint64_t)(effect->kind == FLOW_EFFECT_MOVE && effect->adds) << e;
    }
    finding &= going->delivered;
    for (int32_t m = 0; m < count->months && finding; m++) {
        flow_tally_census(going->tally, m, &census);
        for (uint64_t set = finding; set; set &= set - 1) {
            const int32_t e = __builtin_ctzll(set);
            count->nights[e * count->months + m] +=
                nights_of(&effects->effect[e], &census, going->tally->bands, going->tally->states);
        }
    }
}

void flow_effects_count_replicate(const struct effects_going *going)
{
    if (!going->walk->count)
        return;
    count_path(going);
    count_nights(going);
}

static void take(void *self, const struct effects_unit *unit)
{
    effects_way_take(self, unit);
}

int flow_effects_replicate(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_tally *tally,
                           struct problem *problem)
{
    struct effects_going going;
    effects_way_begin(&going, walk);
    going.tally = tally;
    const int code = effects_everybody(&going, entries, take, &going, problem);
    if (code == 0)
        flow_effects_count_replicate(&going);
    return code;
}

int flow_effects_nights(const struct flow_effects_walk *walk, const int32_t *entries, struct effects_notes *notes,
                        int32_t *nights, struct problem *problem)
{
    struct effects_going going;
    effects_way_begin(&going, walk);
    going.notes = notes;
    going.differences = true;
    notes->months = walk->months;
    notes->states = walk->pace->tables->states;
    notes->count = 0;
    const int code = effects_everybody(&going, entries, take, &going, problem);
    if (code < 0)
        return code;
    if (walk->count)
        count_path(&going);
    memcpy(nights, walk->nights, (size_t)(notes->months->count * notes->states) * sizeof *nights);
    return effects_notes_sum(notes, nights, problem);
}
