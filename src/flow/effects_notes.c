#include "flow/effects_notes.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "flow/system.h"

void effects_notes_add(struct effects_notes *notes, int32_t on, int32_t state, int64_t sign)
{
    if (notes->count == notes->capacity &&
        array_reserve(&notes->note, &notes->capacity, notes->count + 1, sizeof *notes->note, NULL) < 0) {
        notes->memory = true;
        return;
    }
    notes->note[notes->count++] = (struct effects_note){sign * ((INT64_C(1) << 32) + flow_months_left(notes->months, on)),
                                                        flow_months_of(notes->months, on) * notes->states + state};
}

void effects_notes_clear(struct effects_notes *notes)
{
    free(notes->note);
    *notes = (struct effects_notes){0};
}

/* As flow_tally_census has them. */
void effects_notes_nights(const struct flow_months *months, int32_t states, const int64_t *change, int32_t *stock,
                          int32_t *nights)
{
    for (int32_t m = 0; m < months->count; m++) {
        const int32_t length = flow_months_length(months, m);
        for (int32_t s = 0; s < states; s++, change++, nights++) {
            const int32_t slept = (int32_t)(uint32_t)(uint64_t)*change; /* the lower half, with its sign */
            *nights += stock[s] * length + slept;
            stock[s] += (int32_t)((*change - slept) / (INT64_C(1) << 32));
        }
    }
}

int effects_notes_sum(const struct effects_notes *notes, int32_t *nights, struct problem *problem)
{
    int64_t change[FLOW_MONTHS_MAX * FLOW_STATES_MAX];
    int32_t stock[FLOW_STATES_MAX] = {0};
    if (notes->memory)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for what a plan changes");
    memset(change, 0, (size_t)(notes->months->count * notes->states) * sizeof *change);
    for (int64_t i = 0; i < notes->count; i++)
        change[notes->note[i].cell] += notes->note[i].change;
    effects_notes_nights(notes->months, notes->states, change, stock, nights);
    return 0;
}
