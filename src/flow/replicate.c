#include "flow/replicate.h"

#include "flow/branches.h"
#include "flow/crowd_abreast.h"
#include "flow/effects_walk.h"

enum { PIECE = 32 /* turns taken at a time: nearly everybody's at once */ };

/* The first day of birth of anybody there or still to come. */
static day first_birth(const struct flow_tables *tables, const struct flow_histories *histories, day start)
{
    day first = start - (tables->final_age + 1) * 366;
    for (int64_t i = 0; i < histories->spells; i++)
        if (histories->from[i] <= start && start < histories->to[i] && histories->born[histories->person[i]] < first)
            first = histories->born[histories->person[i]];
    return first;
}

int flow_cohort_make(const struct flow_tables *tables, const struct flow_histories *histories, day start, day until,
                     struct arena *arena, struct flow_cohort *out, struct problem *problem)
{
    *out = (struct flow_cohort){.start = start};
    int64_t there = 0;
    for (int64_t i = 0; i < histories->spells; i++)
        there += histories->from[i] <= start && start < histories->to[i];
    out->walker = arena_take(arena, (size_t)there * sizeof *out->walker);
    day *born = arena_take(arena, (size_t)there * sizeof *born);
    if (!out->walker || !born)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the people there at the start");
    if (flow_birthdays_make(tables, start, first_birth(tables, histories, start), until, arena, &out->birthdays, problem) <
        0)
        return PROBLEM_MEMORY;
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
        born[out->count] = person.born;
        struct flow_walker *walker = &out->walker[out->count++];
        flow_walker_place(tables, &out->birthdays, &person, start, walker);
        out->census.stock[walker->age][walker->state]++;
    }
    return flow_ranks_make(tables, &out->birthdays, out->walker, born, out->count, arena, &out->ranks, problem);
}

int64_t flow_replicate_entries(const struct flow_arrivals *arrivals, const struct flow_levels *levels, struct chance_key key,
                               uint32_t replicate, const struct flow_months *months, int32_t month)
{
    const int32_t days = flow_months_length(months, month), calendar = months->calendar + month;
    double per_day = arrivals->per_day, dispersion = arrivals->dispersion;
    if (levels) {
        per_day = (double)flow_levels_of(levels, (int32_t)replicate, FLOW_ENTRIES)[flow_levels_quarter(month)];
        dispersion = (double)levels->dispersion[replicate];
    }
    return flow_arrivals_count(per_day * days, dispersion, key, replicate, calendar);
}

/* What a replicate reads and writes. */
struct replicate {
    const struct flow_pace *pace;
    const struct flow_arrivals *arrivals;
    const struct flow_cohort *cohort;
    struct chance_key key;
    uint32_t number;
    struct flow_tally *tally;
    int32_t entries[FLOW_MONTHS_MAX]; /* who enter in each month */
};

/* One walker to the horizon. */
static void follow(const struct replicate *replicate, struct flow_walker *walker)
{
    struct flow_turn turns[PIECE];
    const float horizon = (float)replicate->tally->months->days;
    int32_t band = walker->age, state = walker->state, got;
    do {
        got = flow_walker_turns(replicate->pace, replicate->key, replicate->number, horizon, walker, turns, PIECE);
        flow_tally_turns(replicate->tally, turns, got, &band, &state);
    } while (got == PIECE);
}

static void follow_entrant(const struct replicate *replicate, int32_t month, uint32_t index)
{
    const struct flow_months *months = replicate->tally->months;
    const struct flow_cohort *cohort = replicate->cohort;
    struct flow_walker walker;
    const struct flow_entrant entrant =
        flow_arrivals_make(replicate->arrivals, replicate->key, replicate->number, months->calendar + month, index,
                           months->first[month], flow_months_length(months, month));
    flow_walker_place(replicate->pace->tables, &cohort->birthdays, &entrant.person, cohort->start, &walker);
    flow_tally_start(replicate->tally, entrant.person.entered - cohort->start - 1, walker.age, walker.state,
                     replicate->arrivals->marked[entrant.stratum]);
    follow(replicate, &walker);
}

static void walk_singly(const struct replicate *replicate)
{
    for (int64_t i = 0; i < replicate->cohort->count; i++) {
        struct flow_walker walker = replicate->cohort->walker[i];
        follow(replicate, &walker);
    }
    for (int32_t m = 0; m < replicate->tally->months->count; m++)
        for (int32_t i = 0; i < replicate->entries[m]; i++)
            follow_entrant(replicate, m, (uint32_t)i);
}

static void walk_abreast(const struct replicate *replicate)
{
#if defined(__x86_64__)
    const struct flow_cohort *cohort = replicate->cohort;
    struct crowd crowd;
    crowd_begin(&crowd, replicate->pace, &cohort->birthdays, cohort->start, replicate->key, replicate->number,
                replicate->tally);
    crowd_add_ranks(&crowd, &cohort->ranks);
    for (int32_t m = 0; m < replicate->tally->months->count; m++)
        crowd_add_entrants(&crowd, replicate->arrivals, m, replicate->entries[m]);
    crowd_end(&crowd);
#else
    walk_singly(replicate);
#endif
}

/* How many enter in each month. */
static int lay_entries(const struct flow_arrivals *arrivals, const struct flow_levels *levels, struct chance_key key,
                       uint32_t number, const struct flow_months *months, int32_t *entries, struct problem *problem)
{
    for (int32_t m = 0; m < months->count; m++) {
        const int64_t count = flow_replicate_entries(arrivals, levels, key, number, months, m);
        if (count > FLOW_ENTRANTS_MAX)
            return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
        entries[m] = (int32_t)count;
    }
    return 0;
}

int flow_replicate_run(const struct flow_pace *pace, const struct flow_arrivals *arrivals, const struct flow_levels *levels,
                       const struct flow_cohort *cohort, struct chance_key key, uint32_t number, enum flow_gait gait,
                       struct flow_tally *tally, struct problem *problem)
{
    struct replicate replicate = {pace, arrivals, cohort, key, number, tally, {0}};
    flow_tally_reset(tally);
    int code = lay_entries(arrivals, levels, key, number, tally->months, replicate.entries, problem);
    if (code < 0)
        return code;
    if (gait != FLOW_GAIT_SINGLE && flow_crowd_can())
        walk_abreast(&replicate);
    else
        walk_singly(&replicate);
    return 0;
}

int flow_replicate_run_planned(const struct flow_effects_walk *planned, const struct flow_levels *levels,
                               struct flow_tally *tally, struct problem *problem)
{
    int32_t entries[FLOW_MONTHS_MAX];
    flow_tally_reset(tally);
    int code = lay_entries(planned->arrivals, levels, planned->key, planned->replicate, tally->months, entries, problem);
    return code < 0 ? code : flow_effects_replicate(planned, entries, tally, problem);
}

int flow_replicate_run_nights(const struct flow_effects_walk *planned, const struct flow_levels *levels,
                              struct effects_notes *notes, int32_t *nights, struct problem *problem)
{
    int32_t entries[FLOW_MONTHS_MAX];
    int code = lay_entries(planned->arrivals, levels, planned->key, planned->replicate, planned->months, entries, problem);
    return code < 0 ? code : flow_effects_nights(planned, entries, notes, nights, problem);
}

int flow_replicate_run_branched(const struct flow_branches *branches, const struct flow_effects_walk *planned,
                                const struct flow_levels *levels, struct flow_branched *room, struct problem *problem)
{
    int32_t entries[FLOW_MONTHS_MAX];
    int code = lay_entries(planned->arrivals, levels, planned->key, planned->replicate, planned->months, entries, problem);
    return code < 0 ? code : flow_branches_replicate(branches, planned, entries, room, problem);
}
