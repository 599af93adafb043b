#include "flow/coupled_run.h"

#include <string.h>

#include "base/array.h"

/* Room for somebody: that of one who has left, if there is any. -1 (and a problem) when memory is out. */
static int32_t take_room(const struct coupled_run *run)
{
    struct flow_coupled *coupled = run->coupled;
    if (coupled->free >= 0) {
        const int32_t who = coupled->free;
        coupled->free = coupled->person[who].behind;
        return who;
    }
    if (array_reserve(&coupled->person, &coupled->persons_capacity, coupled->persons + 1, sizeof *coupled->person,
                      run->problem) < 0 ||
        (run->going && array_reserve(&coupled->planned, &coupled->planned_capacity, coupled->persons + 1,
                                     sizeof *coupled->planned, run->problem) < 0))
        return -1;
    coupled->person[coupled->persons].stamp = 0;
    return (int32_t)coupled->persons++;
}

/* Somebody new in the list; -1 when memory is out. The stamp goes on from whoever had the room before. */
static int32_t add_person(const struct coupled_run *run, const struct flow_walker *walker)
{
    const int32_t who = take_room(run);
    if (who < 0)
        return who;
    struct flow_coupled_person *person = &run->coupled->person[who];
    *person = (struct flow_coupled_person){.walker = *walker,
                                           .since = walker->since,
                                           .stamp = person->stamp + 1,
                                           .state = (int8_t)walker->state,
                                           .band = (int8_t)walker->age,
                                           .more = true,
                                           .waits_for = -1,
                                           .before = -1,
                                           .behind = -1};
    return who;
}

static int begin_one(const struct coupled_run *run, const struct flow_walker *walker,
                     const struct flow_ways_person *foreseen)
{
    struct flow_coupled *coupled = run->coupled;
    const int32_t who = add_person(run, walker);
    if (who < 0)
        return PROBLEM_MEMORY;
    if (run->going)
        effects_person_begin(run->going, &coupled->planned[who].person, walker, foreseen->turn, foreseen->turns);
    coupled->person[who].here = true;
    coupled->occupied[coupled->person[who].state]++;
    return coupled_push_next(run, who);
}

int coupled_begin_cohort(const struct coupled_run *run)
{
    int code = 0;
    for (int64_t i = 0; i < run->cohort->count && code == 0; i++) {
        struct flow_ways_person foreseen = {0};
        if (run->going)
            flow_ways_next(run->foreseen, &foreseen);
        const struct effects_unit unit = {
            .kind = EFFECTS_RESIDENT, .index = i, .turn = foreseen.turn, .turns = foreseen.turns};
        if (!run->going || !effects_way_alone(run->going, &unit))
            code = begin_one(run, &run->cohort->walker[i], &foreseen);
    }
    return code;
}

/* A time on day `on`: float32 can round the last moment of a day up to the next. */
static float time_within(float time, int32_t on)
{
    const float next = (float)(on + 1);
    uint32_t bits;
    if (time < next)
        return time;
    memcpy(&bits, &next, sizeof bits);
    bits--; /* the largest float32 below */
    memcpy(&time, &bits, sizeof time);
    return time;
}

/* Somebody who enters in the month at hand; they come when it is time. Ways are drawn here, for places as meant: many in a
 * row take the processor less time than each when its event comes. `planned` is their way under a plan, or NULL. */
static int arrive(const struct coupled_run *run, const struct flow_walker *walker, const struct flow_entrant *entrant,
                  const struct effects_person *planned)
{
    const int32_t who = add_person(run, walker);
    if (who < 0)
        return PROBLEM_MEMORY;
    run->coupled->person[who].marked = run->arrivals->marked[entrant->stratum];
    if (planned)
        run->coupled->planned[who].person = *planned;
    coupled_draw_ahead(run, &run->coupled->person[who], COUPLED_AHEAD);
    const float time = time_within(walker->now, entrant->person.entered - run->cohort->start - 1);
    const bool quiet = !run->coupled->places->capped[walker->state];
    return quiet ? coupled_enter(run, who, time) : coupled_push(run, who, time);
}

/* Those who enter under a plan, one after another. */
struct planned_arrivals {
    const struct coupled_run *run;
    int code;
};

static void arrive_planned(void *self, const struct effects_person *person, const struct flow_entrant *entrant)
{
    struct planned_arrivals *arrivals = self;
    if (arrivals->code == 0)
        arrivals->code = arrive(arrivals->run, &person->walker, entrant, person);
}

/* Everybody who enters in a month under a plan: of the base, and whom effects bring. */
static int begin_planned_month(const struct coupled_run *run, int32_t month, int64_t count)
{
    struct effects_going *going = run->going;
    struct planned_arrivals arrivals = {.run = run};
    if (count > EFFECTS_ENTRANTS_MAX)
        return problem_set(run->problem, PROBLEM_LIMIT, "more people enter in a month than a plan can tell apart");
    going->arrive = arrive_planned;
    going->self = &arrivals;
    for (int32_t i = 0; i < (int32_t)count; i++) {
        struct flow_ways_person foreseen = {0};
        flow_ways_next(run->foreseen, &foreseen);
        effects_way_take(going, &(struct effects_unit){.kind = EFFECTS_ENTRANT,
                                                       .month = month,
                                                       .index = i,
                                                       .turn = foreseen.turn,
                                                       .turns = foreseen.turns,
                                                       .entrant = foreseen.entrant,
                                                       .age = foreseen.age});
    }
    for (uint64_t set = going->delivered; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set), added = effects_way_added(going, e, month);
        for (int32_t i = 0; i < added; i++)
            effects_way_take(going, &(struct effects_unit){.kind = EFFECTS_ADDED, .effect = e, .month = month, .index = i});
    }
    return arrivals.code;
}

int coupled_begin_month(const struct coupled_run *run, int32_t month)
{
    const struct flow_months *months = run->tally->months;
    const int32_t days = flow_months_length(months, month), calendar = months->calendar + month;
    const int64_t count = flow_replicate_entries(run->arrivals, run->levels, run->key, run->replicate, months, month);
    if (count > FLOW_ENTRANTS_MAX)
        return problem_set(run->problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
    if (run->going)
        return begin_planned_month(run, month, count);
    int code = 0;
    for (int64_t i = 0; i < count && code == 0; i++) {
        struct flow_walker walker;
        const struct flow_entrant entrant =
            flow_arrivals_make(run->arrivals, run->key, run->replicate, calendar, (uint32_t)i, months->first[month], days);
        flow_walker_place(run->pace->tables, &run->cohort->birthdays, &entrant.person, run->cohort->start, &walker);
        code = arrive(run, &walker, &entrant, NULL);
    }
    return code;
}

int coupled_begin_days(const struct coupled_run *run)
{
    const struct flow_places *places = run->coupled->places;
    const struct flow_months *months = run->tally->months;
    int code = 0;
    for (int32_t m = 0; m < months->count && code == 0; m++) {
        const struct flow_event event = {
            .time = (float)(months->first[m] - months->first[0]), .who = WHO_MONTH, .stamp = (uint32_t)m};
        code = flow_queue_push(&run->coupled->queue, &event, run->problem);
    }
    for (int32_t on = 1; on < run->tally->months->days && code == 0; on++) {
        uint32_t open = 0;
        for (int32_t s = 0; s < places->states; s++)
            if (flow_places_cap(places, s, on) > flow_places_cap(places, s, on - 1))
                open |= UINT32_C(1) << s;
        const struct flow_event event = {.time = (float)on, .who = WHO_PLACES, .stamp = open};
        if (open)
            code = flow_queue_push(&run->coupled->queue, &event, run->problem);
    }
    return code;
}
