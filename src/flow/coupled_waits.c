#include "flow/coupled.h"

#include <string.h>

void flow_waits_census(const struct flow_waits *waits, int32_t month, struct flow_waits_census *census)
{
    const int32_t length = flow_months_length(waits->months, month);
    for (int32_t s = 0; s < waits->states; s++) {
        const struct flow_waits_cell *cell = &waits->cell[month * waits->states + s];
        const int32_t nights = (int32_t)(uint32_t)(uint64_t)cell->waiting; /* the lower half, with its sign */
        census->nights[s] = census->waiting[s] * length + nights;
        census->waiting[s] += (int32_t)((cell->waiting - nights) / (INT64_C(1) << 32));
        census->guests[s] += cell->guests;
    }
}

void flow_coupled_reset_waits(struct flow_coupled *coupled)
{
    const struct flow_waits *waits = &coupled->waits;
    memset(waits->cell, 0, (size_t)(waits->months->count * waits->states) * sizeof *waits->cell);
}

/* The least places of a state on the days of a month, of a state that has a cap. */
static int32_t least_cap(const struct flow_places *places, const struct flow_months *months, int32_t month, int32_t state)
{
    const int32_t from = months->first[month] - months->first[0], to = months->end[month] - months->first[0];
    int32_t least = FLOW_PLACES_MAX;
    for (int32_t on = from; on <= to; on++) {
        const int32_t cap = flow_places_cap(places, state, on);
        least = cap < least ? cap : least;
    }
    return least;
}

bool flow_coupled_never_full(const struct flow_places *places, const struct flow_tally *tally,
                             const struct flow_census *census)
{
    struct flow_census now = *census;
    for (int32_t m = 0; m < tally->months->count; m++) {
        for (int32_t s = 0; s < places->states; s++) {
            int32_t persons = 0;
            for (int32_t b = 0; b < tally->bands && places->capped[s]; b++) {
                const struct flow_tally_cell *cell = flow_tally_at(tally, m, b, s);
                persons += now.stock[b][s] + cell->starts + cell->moves_in;
            }
            if (places->capped[s] && persons > least_cap(places, tally->months, m, s))
                return false;
        }
        flow_tally_census(tally, m, &now);
    }
    return true;
}
