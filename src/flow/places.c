#include "flow/places.h"

int flow_spill_check(const struct flow_system *system, const struct flow_spill *spill, struct problem *problem)
{
    if (spill->last < 0 || spill->last >= system->states)
        return problem_set(problem, PROBLEM_INPUT, "the last resort of the spill order is no state");
    for (int32_t s = 0; s < system->states; s++) {
        uint32_t seen = UINT32_C(1) << s;
        for (int32_t i = 0; i < spill->count[s]; i++) {
            const int32_t next = spill->next[s][i];
            if (next < 0 || next >= system->states)
                return problem_set(problem, PROBLEM_INPUT, "the spill order of %s leads to no state", system->state[s]);
            if (seen & UINT32_C(1) << next)
                return problem_set(problem, PROBLEM_INPUT, "the spill order of %s comes to %s %s", system->state[s],
                                   system->state[next], next == s ? "itself" : "twice");
            seen |= UINT32_C(1) << next;
        }
    }
    return 0;
}

static int check_line(const struct flow_system *system, const struct flow_spill *spill, const struct flow_places_line *line,
                      struct problem *problem)
{
    if (line->state < 0 || line->state >= system->states)
        return problem_set(problem, PROBLEM_INPUT, "places were given for no state");
    if (line->state == spill->last) {
        problem_set(problem, PROBLEM_INPUT, "places were given for %s, the last resort, which can have no cap",
                    system->state[line->state]);
        return problem_next(problem, "Leave these places out, or name another last resort.");
    }
    if (line->places < 0 || line->places > FLOW_PLACES_MAX)
        return problem_set(problem, PROBLEM_INPUT, "%d places in %s: there can be 0 to %d", line->places,
                           system->state[line->state], FLOW_PLACES_MAX);
    return 0;
}

/* Adds a line to the days on which it holds. */
static int add_line(const struct flow_system *system, struct flow_places *places, const struct flow_places_line *line,
                    day start, struct problem *problem)
{
    const day origin = start + 1;
    const int32_t from = line->from > origin ? line->from - origin : 0;
    const int32_t to = line->to - origin < places->days ? line->to - origin : places->days;
    int32_t *cap = &places->cap[(int64_t)line->state * places->days];
    for (int32_t on = from; on < to; on++) {
        cap[on] += line->places;
        if (cap[on] > FLOW_PLACES_MAX)
            return problem_set(problem, PROBLEM_INPUT, "more than %d places in %s on one day", FLOW_PLACES_MAX,
                               system->state[line->state]);
    }
    return 0;
}

int flow_places_make(const struct flow_system *system, const struct flow_spill *spill, const struct flow_places_line *line,
                     int64_t lines, day start, int32_t days, struct arena *arena, struct flow_places *out,
                     struct problem *problem)
{
    *out = (struct flow_places){.states = system->states, .days = days, .spill = *spill};
    int code = flow_spill_check(system, spill, problem);
    for (int64_t i = 0; i < lines && code == 0; i++) {
        code = check_line(system, spill, &line[i], problem);
        if (code == 0)
            out->capped[line[i].state] = true;
    }
    if (code < 0)
        return code;
    out->cap = arena_take(arena, (size_t)system->states * (size_t)days * sizeof *out->cap);
    if (!out->cap)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the places");
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t on = 0; on < days; on++)
            out->cap[(int64_t)s * days + on] = out->capped[s] ? 0 : FLOW_NO_CAP;
    for (int64_t i = 0; i < lines && code == 0; i++)
        code = add_line(system, out, &line[i], start, problem);
    return code;
}
