#include "flow/replicate.h"

enum { PIECE = 32 /* turns taken at a time: nearly everybody's at once */ };

int flow_cohort_make(const struct flow_tables *tables, const struct flow_histories *histories, day start,
                     struct arena *arena, struct flow_cohort *out, struct problem *problem)
{
    *out = (struct flow_cohort){.start = start};
    int64_t there = 0;
    for (int64_t i = 0; i < histories->spells; i++)
        there += histories->from[i] <= start && start < histories->to[i];
    out->walker = arena_take(arena, (size_t)there * sizeof *out->walker);
    if (!out->walker)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the people there at the start");
    for (int64_t i = 0; i < histories->spells; i++) {
        if (histories->from[i] > start || start >= histories->to[i])
            continue;
        const int32_t who = histories->person[i];
        const struct flow_person person = {.number = histories->luck[who],
                                           .born = histories->born[who],
                                           .state = histories->state[i],
                                           .entered = histories->entered[i],
                                           .since = histories->from[i],
                                           .moment = 0.5f};
        struct flow_walker *walker = &out->walker[out->count++];
        flow_walker_place(tables, &person, start, walker);
        out->census.stock[walker->age][walker->state]++;
    }
    return 0;
}

/* Walks to the horizon, counting; the walker is a copy of one that stands still. */
static void follow(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, struct flow_walker walker,
                   struct flow_tally *tally)
{
    struct flow_turn turns[PIECE];
    const float horizon = (float)tally->months->days;
    int32_t band = walker.age, state = walker.state, got;
    do {
        got = flow_walker_turns(pace, key, replicate, horizon, &walker, turns, PIECE);
        flow_tally_turns(tally, turns, got, &band, &state);
    } while (got == PIECE);
}

/* How many enter in a month: at the draw's own rate, or at the level that the replicate has in that quarter. */
static int64_t count_entries(const struct flow_arrivals *arrivals, const struct flow_levels *levels, struct chance_key key,
                             uint32_t replicate, int32_t month, int32_t calendar, int32_t days)
{
    double per_day = arrivals->per_day, dispersion = arrivals->dispersion;
    if (levels) {
        per_day = (double)flow_levels_of(levels, (int32_t)replicate, FLOW_ENTRIES)[flow_levels_quarter(month)];
        dispersion = (double)levels->dispersion[replicate];
    }
    return flow_arrivals_count(per_day * days, dispersion, key, replicate, calendar);
}

static int enter_month(const struct flow_pace *pace, const struct flow_arrivals *arrivals, const struct flow_levels *levels,
                       const struct flow_cohort *cohort, int32_t month, struct chance_key key, uint32_t replicate,
                       struct flow_tally *tally, struct problem *problem)
{
    const struct flow_months *months = tally->months;
    const int32_t days = flow_months_length(months, month), calendar = months->calendar + month;
    const int64_t count = count_entries(arrivals, levels, key, replicate, month, calendar, days);
    if (count > FLOW_ENTRANTS_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
    for (int64_t i = 0; i < count; i++) {
        struct flow_walker walker;
        const struct flow_entrant entrant =
            flow_arrivals_make(arrivals, key, replicate, calendar, (uint32_t)i, months->first[month], days);
        flow_walker_place(pace->tables, &entrant.person, cohort->start, &walker);
        flow_tally_start(tally, entrant.person.entered - cohort->start - 1, walker.age, walker.state,
                         arrivals->marked[entrant.stratum]);
        follow(pace, key, replicate, walker, tally);
    }
    return 0;
}

int flow_replicate_run(const struct flow_pace *pace, const struct flow_arrivals *arrivals, const struct flow_levels *levels,
                       const struct flow_cohort *cohort, struct chance_key key, uint32_t replicate, struct flow_tally *tally,
                       struct problem *problem)
{
    flow_tally_reset(tally);
    for (int64_t i = 0; i < cohort->count; i++)
        follow(pace, key, replicate, cohort->walker[i], tally);
    int code = 0;
    for (int32_t m = 0; m < tally->months->count && code == 0; m++)
        code = enter_month(pace, arrivals, levels, cohort, m, key, replicate, tally, problem);
    return code;
}
