#include "flow/coupled.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum {
    AHEAD = 8,         /* turns drawn ahead at a time */
    AHEAD_CHANGED = 2, /* of a way that places have changed, and soon may change again */
    WHO_PLACES = -1,
    WHO_MONTH = -2,  /* events of nobody: places open; a month begins */
    FRESH_SHIFT = 20 /* candidates set apart for each stretch of a way that places have changed */
};

/* One on the way; small, so that a council's people stay close to the processor. */
struct flow_coupled_person {
    struct flow_walker walker; /* at the end of what is drawn; its number, birthdays and entry hold all along */
    float since;               /* when the clock of time in state began */
    int32_t before, behind;    /* among those who wait for the same state; -1 */
    uint32_t stamp;            /* of the event that holds */
    uint16_t changes;          /* how often places have changed their way */
    int8_t state, band;        /* where they are, at which age; the state meant, before they enter */
    int8_t waits_for;          /* the state that they wait for; -1: none */
    bool here, marked;         /* has entered; of a stratum that is counted apart */
    bool more;                 /* their way may go on behind what is drawn */
    int8_t at, next, drawn;    /* turns drawn ahead: the first still to come, the one that is an event, how many */
    int8_t destination[AHEAD]; /* where each leads, as in flow_turn */
    float time[AHEAD];         /* when each comes */
};

/* One replicate on its way: what the steps below read and write. */
struct run {
    struct flow_coupled *coupled;
    const struct flow_pace *pace;
    const struct flow_arrivals *arrivals;
    const struct flow_levels *levels;
    const struct flow_cohort *cohort;
    struct chance_key key;
    uint32_t replicate;
    float horizon;
    struct flow_tally *tally;
    struct problem *problem;
};

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

int flow_coupled_make(const struct flow_system *system, const struct flow_places *places, const struct flow_months *months,
                      enum flow_queue_kind kind, struct arena *arena, struct flow_coupled *out, struct problem *problem)
{
    *out = (struct flow_coupled){.places = places, .waits = {.months = months, .states = system->states}};
    out->waits.cell = arena_take(arena, (size_t)(months->count * system->states) * sizeof *out->waits.cell);
    if (!out->waits.cell)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for those who wait");
    if (places->days < months->days)
        return problem_set(problem, PROBLEM_INPUT, "places are known for fewer days than the forecast has");
    return flow_queue_make(kind, months->days, &out->queue, problem);
}

void flow_coupled_clear(struct flow_coupled *coupled)
{
    flow_queue_clear(&coupled->queue);
    free(coupled->person);
    *coupled = (struct flow_coupled){0};
}

/* Counts a wait, or takes it off again, from day `on`. */
static void count_wait(const struct run *run, const struct flow_coupled_person *person, int32_t on, int32_t sign)
{
    const struct flow_waits *waits = &run->coupled->waits;
    if (person->waits_for < 0)
        return;
    struct flow_waits_cell *month = &waits->cell[flow_months_of(waits->months, on) * waits->states];
    month[person->waits_for].waiting += sign * ((INT64_C(1) << 32) + flow_months_left(waits->months, on));
    month[person->state].guests += sign;
}

static void stop_waiting(struct flow_coupled *coupled, struct flow_coupled_person *person)
{
    const int32_t state = person->waits_for;
    if (state < 0)
        return;
    if (person->before >= 0)
        coupled->person[person->before].behind = person->behind;
    else
        coupled->first[state] = person->behind;
    if (person->behind >= 0)
        coupled->person[person->behind].before = person->before;
    else
        coupled->last[state] = person->before;
    person->waits_for = -1;
    person->before = person->behind = -1;
}

/* Puts somebody behind all who wait for the state, unless they are among them. */
static void wait_for(const struct run *run, int32_t who, int32_t state, int32_t on)
{
    struct flow_coupled *coupled = run->coupled;
    struct flow_coupled_person *person = &coupled->person[who];
    if (person->waits_for == state)
        return;
    stop_waiting(coupled, person);
    person->waits_for = (int8_t)state;
    person->before = coupled->last[state];
    if (person->before >= 0)
        coupled->person[person->before].behind = who;
    else
        coupled->first[state] = who;
    coupled->last[state] = who;
    coupled->waits.cell[flow_months_of(coupled->waits.months, on) * coupled->waits.states + state].spilled++;
}

static bool has_room(const struct flow_coupled *coupled, int32_t state, int32_t on)
{
    const int32_t cap = flow_places_cap(coupled->places, state, on);
    return cap < 0 || coupled->occupied[state] < cap;
}

/* Where somebody in state `own` (-1: nowhere yet) gets who is meant for `state`. */
static int32_t place_for(const struct flow_coupled *coupled, int32_t own, int32_t state, int32_t on)
{
    const struct flow_spill *spill = &coupled->places->spill;
    if (has_room(coupled, state, on))
        return state;
    for (int32_t i = 0; i < spill->count[state]; i++) {
        const int32_t next = spill->next[state][i];
        if (next == own || has_room(coupled, next, on))
            return next;
    }
    return spill->last;
}

static int push(const struct run *run, int32_t who, float time)
{
    const struct flow_coupled_person *person = &run->coupled->person[who];
    const struct flow_event event = {.time = time, .number = person->walker.number, .who = who, .stamp = person->stamp};
    return flow_queue_push(&run->coupled->queue, &event, run->problem);
}

/* Draws the next turns of somebody from where the walker stands. */
static void draw_ahead(const struct run *run, struct flow_coupled_person *person, int32_t room)
{
    struct flow_turn turn[AHEAD];
    const int32_t drawn = flow_walker_timed_turns(run->pace, run->key, run->replicate, run->horizon, &person->walker, turn,
                                                  person->time, room);
    for (int32_t i = 0; i < drawn; i++)
        person->destination[i] = (int8_t)turn[i].destination;
    person->at = 0;
    person->drawn = (int8_t)drawn;
    person->more = drawn == room && turn[room - 1].destination < run->coupled->waits.states;
}

/* Counts one turn; whether there is room for it is the caller's. */
static void count_turn(const struct run *run, struct flow_coupled_person *person, int32_t destination, float time)
{
    const struct flow_turn turn = {(int32_t)time, destination};
    int32_t band = person->band, state = person->state;
    flow_tally_turns(run->tally, &turn, 1, &band, &state);
    person->band = (int8_t)band;
    person->state = (int8_t)state;
    if (destination != FLOW_AGEING)
        person->since = time;
}

/* A turn that changes nobody's room, of somebody in `state` then: a birthday, a move within the state, or one between states
 * without caps or out of one, unless they wait. It need not wait for its place in the order. */
static bool is_quiet(const struct run *run, const struct flow_coupled_person *person, int32_t state, int32_t destination)
{
    const bool *capped = run->coupled->places->capped;
    if (destination == FLOW_AGEING || destination == state)
        return true;
    return person->waits_for < 0 && !capped[state] && (destination >= run->coupled->waits.states || !capped[destination]);
}

/* Counts the quiet turns up to `time` that come before the next event. */
static void settle(const struct run *run, struct flow_coupled_person *person, float time)
{
    int32_t *occupied = run->coupled->occupied;
    for (; person->at < person->next && person->time[person->at] <= time; person->at++) {
        const int32_t left = person->state, destination = person->destination[person->at];
        count_turn(run, person, destination, person->time[person->at]);
        if (destination == FLOW_AGEING)
            continue;
        occupied[left]--;
        if (destination < run->coupled->waits.states)
            occupied[destination]++;
    }
}

/* The next turn of their way that is not quiet becomes the event that holds; a quiet one if it is the last of those drawn
 * ahead and others may follow. */
static int push_next(const struct run *run, int32_t who)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    int32_t state = person->state;
    if (person->at == person->drawn && person->more)
        draw_ahead(run, person, AHEAD);
    for (person->next = person->at; person->next < person->drawn; person->next++) {
        const int32_t destination = person->destination[person->next];
        if (!is_quiet(run, person, state, destination))
            break;
        state = destination == FLOW_AGEING ? state : destination;
    }
    if (person->next == person->drawn && person->more)
        person->next--;
    person->stamp++;
    return person->next < person->drawn ? push(run, who, person->time[person->next]) : 0;
}

/* Draws it anew, because it is not where it was thought to be: with candidates that nobody has looked at. */
static int change_way(const struct run *run, int32_t who, float time)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    struct flow_walker *walker = &person->walker;
    walker->state = person->state;
    walker->age = person->band;
    walker->now = time;
    walker->since = person->since;
    walker->candidate = (uint32_t)++person->changes << FRESH_SHIFT;
    draw_ahead(run, person, AHEAD_CHANGED);
    return push_next(run, who);
}

/* Somebody takes a place that there must be. */
static int take_place(const struct run *run, int32_t state, int32_t on)
{
    struct flow_coupled *coupled = run->coupled;
    if (!has_room(coupled, state, on))
        return problem_set(run->problem, PROBLEM_INTERNAL, "day %d, state %d: somebody came although it was full", on,
                           state);
    coupled->occupied[state]++;
    return 0;
}

static int leave_place(const struct run *run, int32_t state)
{
    if (--run->coupled->occupied[state] < 0)
        return problem_set(run->problem, PROBLEM_INTERNAL, "state %d: fewer than nobody", state);
    return 0;
}

/* Moves somebody to a state with room, and counts the move. Who waits is settled by the caller. */
static int move(const struct run *run, int32_t who, int32_t state, float time)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    const int32_t left = person->state;
    count_turn(run, person, state, time);
    const int code = take_place(run, state, (int32_t)time);
    return code < 0 ? code : leave_place(run, left);
}

/* Who has waited longest for the state moves in; *left is what they leave. */
static int call_back(const struct run *run, int32_t state, float time, int32_t *left)
{
    struct flow_coupled *coupled = run->coupled;
    const int32_t who = coupled->first[state], on = (int32_t)time;
    struct flow_coupled_person *person = &coupled->person[who];
    settle(run, person, time);
    count_wait(run, person, on, -1);
    stop_waiting(coupled, person);
    *left = person->state;
    const int code = move(run, who, state, time);
    return code < 0 ? code : change_way(run, who, time);
}

/* Calls back those who wait for any of these states (a bit each), as long as there is room; what they leave is then filled
 * too. It ends, as each call leaves one fewer who waits. */
static int fill(const struct run *run, uint32_t states, float time)
{
    const struct flow_coupled *coupled = run->coupled;
    while (states) {
        const int32_t state = __builtin_ctz(states);
        if (coupled->first[state] < 0 || !has_room(coupled, state, (int32_t)time)) {
            states &= states - 1;
            continue;
        }
        int32_t left;
        const int code = call_back(run, state, time, &left);
        if (code < 0)
            return code;
        states |= UINT32_C(1) << left;
    }
    return 0;
}

/* Somebody enters, in the state meant or where there is room. */
static int enter(const struct run *run, int32_t who, float time)
{
    struct flow_coupled *coupled = run->coupled;
    struct flow_coupled_person *person = &coupled->person[who];
    const int32_t on = (int32_t)time, meant = person->state;
    person->here = true;
    person->state = (int8_t)place_for(coupled, -1, meant, on);
    if (take_place(run, person->state, on) < 0)
        return PROBLEM_INTERNAL;
    flow_tally_start(run->tally, on, person->band, person->state, person->marked);
    if (person->state == meant)
        return push_next(run, who);
    wait_for(run, who, meant, on);
    count_wait(run, person, on, 1);
    return change_way(run, who, time);
}

/* A move that finds room goes on as it was drawn; another ends somewhere else, or does not take place. */
static int try_move(const struct run *run, int32_t who, int32_t meant, float time)
{
    struct flow_coupled *coupled = run->coupled;
    struct flow_coupled_person *person = &coupled->person[who];
    const int32_t on = (int32_t)time, left = person->state, found = place_for(coupled, left, meant, on);
    int code = 0;
    count_wait(run, person, on, -1);
    if (found == meant)
        stop_waiting(coupled, person);
    else
        wait_for(run, who, meant, on);
    if (found != left)
        code = move(run, who, found, time);
    count_wait(run, person, on, 1);
    if (code == 0)
        code = found == meant ? push_next(run, who) : change_way(run, who, time);
    return code < 0 ? code : fill(run, UINT32_C(1) << left, time);
}

static int leave(const struct run *run, int32_t who, int32_t destination, float time)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    const int32_t left = person->state;
    count_wait(run, person, (int32_t)time, -1);
    stop_waiting(run->coupled, person);
    count_turn(run, person, destination, time);
    person->stamp++;
    person->next = person->drawn = person->at;
    person->behind = run->coupled->free;
    run->coupled->free = who;
    const int code = leave_place(run, left);
    return code < 0 ? code : fill(run, UINT32_C(1) << left, time);
}

/* Room for somebody: that of one who has left, if there is any. -1 (and a problem) when memory is out. */
static int32_t take_room(const struct run *run)
{
    struct flow_coupled *coupled = run->coupled;
    if (coupled->free >= 0) {
        const int32_t who = coupled->free;
        coupled->free = coupled->person[who].behind;
        return who;
    }
    if (array_reserve(&coupled->person, &coupled->persons_capacity, coupled->persons + 1, sizeof *coupled->person,
                      run->problem) < 0)
        return -1;
    coupled->person[coupled->persons].stamp = 0;
    return (int32_t)coupled->persons++;
}

/* Somebody new in the list; -1 when memory is out. The stamp goes on from whoever had the room before. */
static int32_t add_person(const struct run *run, const struct flow_walker *walker)
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

static int begin_cohort(const struct run *run)
{
    struct flow_coupled *coupled = run->coupled;
    int code = 0;
    for (int64_t i = 0; i < run->cohort->count && code == 0; i++) {
        const int32_t who = add_person(run, &run->cohort->walker[i]);
        if (who < 0)
            return PROBLEM_MEMORY;
        coupled->person[who].here = true;
        coupled->occupied[coupled->person[who].state]++;
        code = push_next(run, who);
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

/* Everybody who enters in a month; each comes when it is time. Ways are drawn here, for places as meant: many in a row take
 * the processor less time than each when its event comes. */
static int begin_month(const struct run *run, int32_t month)
{
    const struct flow_months *months = run->tally->months;
    const int32_t days = flow_months_length(months, month), calendar = months->calendar + month;
    const int64_t count = flow_replicate_entries(run->arrivals, run->levels, run->key, run->replicate, months, month);
    if (count > FLOW_ENTRANTS_MAX)
        return problem_set(run->problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
    int code = 0;
    for (int64_t i = 0; i < count && code == 0; i++) {
        struct flow_walker walker;
        const struct flow_entrant entrant =
            flow_arrivals_make(run->arrivals, run->key, run->replicate, calendar, (uint32_t)i, months->first[month], days);
        flow_walker_place(run->pace->tables, &run->cohort->birthdays, &entrant.person, run->cohort->start, &walker);
        const int32_t who = add_person(run, &walker);
        if (who < 0)
            return PROBLEM_MEMORY;
        run->coupled->person[who].marked = run->arrivals->marked[entrant.stratum];
        draw_ahead(run, &run->coupled->person[who], AHEAD);
        const float time = time_within(walker.now, entrant.person.entered - run->cohort->start - 1);
        const bool quiet = !run->coupled->places->capped[walker.state];
        code = quiet ? enter(run, who, time) : push(run, who, time);
    }
    return code;
}

/* What the event at hand does, if it still holds. */
static int happen(const struct run *run, const struct flow_event *event)
{
    struct flow_coupled *coupled = run->coupled;
    if (event->who == WHO_MONTH)
        return begin_month(run, (int32_t)event->stamp);
    if (event->who == WHO_PLACES)
        return fill(run, event->stamp, event->time);
    struct flow_coupled_person *person = &coupled->person[event->who];
    if (person->stamp != event->stamp)
        return 0;
    if (!person->here)
        return enter(run, event->who, event->time);
    settle(run, person, event->time);
    const int32_t destination = person->destination[person->at];
    if (is_quiet(run, person, person->state, destination)) {
        person->next++;
        settle(run, person, event->time);
        return push_next(run, event->who);
    }
    person->at++;
    if (destination >= coupled->waits.states)
        return leave(run, event->who, destination, event->time);
    return try_move(run, event->who, destination, event->time);
}

/* The events of nobody: months begin, so that those who enter in one come into the list; on some days places open, so that
 * those who wait are called back, and the stamp says in which states. */
static int begin_days(const struct run *run)
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

static void reset(const struct run *run)
{
    struct flow_coupled *coupled = run->coupled;
    flow_tally_reset(run->tally);
    flow_queue_reset(&coupled->queue);
    flow_coupled_reset_waits(coupled);
    memset(coupled->occupied, 0, sizeof coupled->occupied);
    memset(coupled->first, 0xff, sizeof coupled->first);
    memset(coupled->last, 0xff, sizeof coupled->last);
    coupled->persons = 0;
    coupled->free = -1;
}

int flow_coupled_run(struct flow_coupled *coupled, const struct flow_pace *pace, const struct flow_arrivals *arrivals,
                     const struct flow_levels *levels, const struct flow_cohort *cohort, struct chance_key key,
                     uint32_t replicate, struct flow_tally *tally, struct problem *problem)
{
    struct run run = {.coupled = coupled,
                      .pace = pace,
                      .arrivals = arrivals,
                      .levels = levels,
                      .cohort = cohort,
                      .key = key,
                      .replicate = replicate,
                      .horizon = (float)tally->months->days,
                      .tally = tally,
                      .problem = problem};
    struct flow_event event;
    reset(&run);
    int code = begin_days(&run);
    if (code == 0)
        code = begin_cohort(&run);
    while (code == 0 && (code = flow_queue_pop(&coupled->queue, &event, problem)) == 1) {
        const struct flow_event *next = flow_queue_next(&coupled->queue);
        if (next && next->who >= 0)
            __builtin_prefetch(&coupled->person[next->who], 1);
        code = happen(&run, &event);
    }
    for (int64_t i = 0; i < coupled->persons && code == 0; i++)
        settle(&run, &coupled->person[i], run.horizon);
    return code;
}
