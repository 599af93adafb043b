#include "flow/coupled.h"

#include <stdlib.h>
#include <string.h>

#include "flow/coupled_run.h"
#include "flow/effects_everybody.h"
#include "flow/effects_walk.h"

enum {
    AHEAD_CHANGED = 2, /* turns drawn ahead of a way that places have changed, and soon may change again */
    FRESH_SHIFT = 20   /* candidates set apart for each stretch of a way that places have changed */
};

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
    free(coupled->planned);
    *coupled = (struct flow_coupled){0};
}

/* Counts a wait, or takes it off again, from day `on`. */
static void count_wait(const struct coupled_run *run, const struct flow_coupled_person *person, int32_t on, int32_t sign)
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
static void wait_for(const struct coupled_run *run, int32_t who, int32_t state, int32_t on)
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

int coupled_push(const struct coupled_run *run, int32_t who, float time)
{
    const struct flow_coupled_person *person = &run->coupled->person[who];
    const struct flow_event event = {.time = time, .number = person->walker.number, .who = who, .stamp = person->stamp};
    return flow_queue_push(&run->coupled->queue, &event, run->problem);
}

/* The next event of somebody who goes by effects_person. */
static void draw_event(const struct coupled_run *run, struct flow_coupled_person *person)
{
    struct flow_coupled_planned *planned = &run->coupled->planned[person - run->coupled->person];
    person->at = 0;
    person->drawn = effects_person_next(run->going, &planned->person, &planned->event);
    person->more = person->drawn && planned->event.destination < run->coupled->waits.states;
    if (!person->drawn)
        return;
    person->time[0] = planned->event.time;
    person->destination[0] = (int8_t)planned->event.destination;
}

void coupled_draw_ahead(const struct coupled_run *run, struct flow_coupled_person *person, int32_t room)
{
    struct flow_turn turn[COUPLED_AHEAD];
    if (run->going) {
        draw_event(run, person);
        return;
    }
    const int32_t drawn = flow_walker_timed_turns(run->pace, run->key, run->replicate, run->horizon, &person->walker, turn,
                                                  person->time, room);
    for (int32_t i = 0; i < drawn; i++)
        person->destination[i] = (int8_t)turn[i].destination;
    person->at = 0;
    person->drawn = (int8_t)drawn;
    person->more = drawn == room && turn[room - 1].destination < run->coupled->waits.states;
}

/* Counts one turn; whether there is room for it is the caller's. */
static void count_turn(const struct coupled_run *run, struct flow_coupled_person *person, int32_t destination, float time)
{
    const struct flow_turn turn = {(int32_t)time, destination};
    int32_t band = person->band, state = person->state;
    flow_tally_turns(run->tally, &turn, 1, &band, &state);
    person->band = (int8_t)band;
    person->state = (int8_t)state;
    if (destination != FLOW_AGEING)
        person->since = time;
}

/* Counts what effects had to do with the event at hand, now that it comes. Who asks again for what they wait for is no other
 * event. */
static void count_event(const struct coupled_run *run, const struct flow_coupled_person *person)
{
    if (!run->going)
        return;
    const struct effects_event *event = &run->coupled->planned[person - run->coupled->person].event;
    if (event->brought < 0 || event->destination != person->waits_for)
        effects_event_count(run->going, event);
}

/* A turn that changes nobody's room, of somebody in `state` then: a birthday, a move within the state, or one between states
 * without caps or out of one, unless they wait. It need not wait for its place in the order. */
static bool is_quiet(const struct coupled_run *run, const struct flow_coupled_person *person, int32_t state,
                     int32_t destination)
{
    const bool *capped = run->coupled->places->capped;
    if (destination < 0 || destination == state)
        return true;
    return person->waits_for < 0 && !capped[state] && (destination >= run->coupled->waits.states || !capped[destination]);
}

/* Counts the quiet turns up to `time` that come before the next event. */
static void settle(const struct coupled_run *run, struct flow_coupled_person *person, float time)
{
    int32_t *occupied = run->coupled->occupied;
    for (; person->at < person->next && person->time[person->at] <= time; person->at++) {
        const int32_t left = person->state, destination = person->destination[person->at];
        count_event(run, person);
        if (destination == EFFECTS_NOTHING)
            continue;
        count_turn(run, person, destination, person->time[person->at]);
        if (destination == FLOW_AGEING)
            continue;
        occupied[left]--;
        if (destination < run->coupled->waits.states)
            occupied[destination]++;
    }
}

/* Of somebody who goes by effects_person: the next event that is not quiet. Nobody changes the way of somebody who does not
 * wait before they come to it themselves, so that what is quiet is counted at once. */
static int push_next_planned(const struct coupled_run *run, int32_t who)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    person->stamp++;
    for (;;) {
        if (person->at == person->drawn && person->more)
            draw_event(run, person);
        person->next = person->at;
        if (person->at == person->drawn)
            return 0;
        if (person->waits_for >= 0 || !is_quiet(run, person, person->state, person->destination[person->at]))
            return coupled_push(run, who, person->time[person->at]);
        person->next++;
        settle(run, person, person->time[person->at]);
    }
}

/* The next turn of their way that is not quiet becomes the event that holds; a quiet one if it is the last of those drawn
 * ahead and others may follow. */
int coupled_push_next(const struct coupled_run *run, int32_t who)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    int32_t state = person->state;
    if (run->going)
        return push_next_planned(run, who);
    if (person->at == person->drawn && person->more)
        coupled_draw_ahead(run, person, COUPLED_AHEAD);
    for (person->next = person->at; person->next < person->drawn; person->next++) {
        const int32_t destination = person->destination[person->next];
        if (!is_quiet(run, person, state, destination))
            break;
        state = destination < 0 ? state : destination;
    }
    if (person->next == person->drawn && person->more)
        person->next--;
    person->stamp++;
    return person->next < person->drawn ? coupled_push(run, who, person->time[person->next]) : 0;
}

/* Draws it anew, because it is not where it was thought to be: with candidates that nobody has looked at. */
static int change_way(const struct coupled_run *run, int32_t who, float time)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    struct flow_walker *walker = &person->walker;
    walker->state = person->state;
    walker->age = person->band;
    walker->now = time;
    walker->since = person->since;
    walker->candidate = (uint32_t)++person->changes << FRESH_SHIFT;
    if (run->going)
        effects_person_place(run->going, &run->coupled->planned[who].person, walker, person->changes);
    coupled_draw_ahead(run, person, AHEAD_CHANGED);
    return coupled_push_next(run, who);
}

/* Somebody takes a place that there must be. */
static int take_place(const struct coupled_run *run, int32_t state, int32_t on)
{
    struct flow_coupled *coupled = run->coupled;
    if (!has_room(coupled, state, on))
        return problem_set(run->problem, PROBLEM_INTERNAL, "day %d, state %d: somebody came although it was full", on,
                           state);
    coupled->occupied[state]++;
    return 0;
}

static int leave_place(const struct coupled_run *run, int32_t state)
{
    /* Those in kinds without a cap may be counted before their time (push_next_planned). */
    if (--run->coupled->occupied[state] < 0 && run->coupled->places->capped[state])
        return problem_set(run->problem, PROBLEM_INTERNAL, "state %d: fewer than nobody", state);
    return 0;
}

/* Moves somebody to a state with room, and counts the move. Who waits is settled by the caller. */
static int move(const struct coupled_run *run, int32_t who, int32_t state, float time)
{
    struct flow_coupled_person *person = &run->coupled->person[who];
    const int32_t left = person->state;
    count_turn(run, person, state, time);
    const int code = take_place(run, state, (int32_t)time);
    return code < 0 ? code : leave_place(run, left);
}

/* Counts all that is quiet up to `time`, a birthday at that very moment among it, whether it was to be an event or not: how
 * far ahead ways are drawn does not show. */
static void settle_all(const struct coupled_run *run, struct flow_coupled_person *person, float time)
{
    settle(run, person, time);
    while (person->at < person->drawn && person->time[person->at] <= time &&
           is_quiet(run, person, person->state, person->destination[person->at])) {
        person->next = (int8_t)(person->at + 1);
        settle(run, person, time);
        if (person->at == person->drawn && person->more)
            coupled_draw_ahead(run, person, AHEAD_CHANGED);
    }
}

/* Who has waited longest for the state moves in; *left is what they leave. */
static int call_back(const struct coupled_run *run, int32_t state, float time, int32_t *left)
{
    struct flow_coupled *coupled = run->coupled;
    const int32_t who = coupled->first[state], on = (int32_t)time;
    struct flow_coupled_person *person = &coupled->person[who];
    settle_all(run, person, time);
    count_wait(run, person, on, -1);
    stop_waiting(coupled, person);
    *left = person->state;
    const int code = move(run, who, state, time);
    return code < 0 ? code : change_way(run, who, time);
}

/* Calls back those who wait for any of these states (a bit each), as long as there is room; what they leave is then filled
 * too. It ends, as each call leaves one fewer who waits. */
static int fill(const struct coupled_run *run, uint32_t states, float time)
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

int coupled_enter(const struct coupled_run *run, int32_t who, float time)
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
        return coupled_push_next(run, who);
    wait_for(run, who, meant, on);
    count_wait(run, person, on, 1);
    return change_way(run, who, time);
}

/* A move that finds room goes on as it was drawn; another ends somewhere else, or does not take place. */
static int try_move(const struct coupled_run *run, int32_t who, int32_t meant, float time)
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
        code = found == meant ? coupled_push_next(run, who) : change_way(run, who, time);
    return code < 0 ? code : fill(run, UINT32_C(1) << left, time);
}

static int leave(const struct coupled_run *run, int32_t who, int32_t destination, float time)
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

/* What the event at hand does, if it still holds. */
static int happen(const struct coupled_run *run, const struct flow_event *event)
{
    struct flow_coupled *coupled = run->coupled;
    if (event->who == WHO_MONTH)
        return coupled_begin_month(run, (int32_t)event->stamp);
    if (event->who == WHO_PLACES)
        return fill(run, event->stamp, event->time);
    struct flow_coupled_person *person = &coupled->person[event->who];
    if (person->stamp != event->stamp)
        return 0;
    if (!person->here)
        return coupled_enter(run, event->who, event->time);
    settle(run, person, event->time);
    const int32_t destination = person->destination[person->at];
    if (is_quiet(run, person, person->state, destination)) {
        person->next++;
        settle(run, person, event->time);
        return coupled_push_next(run, event->who);
    }
    count_event(run, person);
    person->at++;
    if (destination >= coupled->waits.states)
        return leave(run, event->who, destination, event->time);
    return try_move(run, event->who, destination, event->time);
}

static void reset(const struct coupled_run *run)
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

/* Everybody's events, in their order. */
static int run_all(const struct coupled_run *run)
{
    struct flow_coupled *coupled = run->coupled;
    struct flow_event event;
    reset(run);
    int code = coupled_begin_days(run);
    if (code == 0)
        code = coupled_begin_cohort(run);
    while (code == 0 && (code = flow_queue_pop(&coupled->queue, &event, run->problem)) == 1) {
        const struct flow_event *next = flow_queue_next(&coupled->queue);
        if (next && next->who >= 0)
            __builtin_prefetch(&coupled->person[next->who], 1);
        code = happen(run, &event);
    }
    for (int64_t i = 0; i < coupled->persons && code == 0; i++)
        settle(run, &coupled->person[i], run->horizon);
    return code;
}

int flow_coupled_run(struct flow_coupled *coupled, const struct flow_pace *pace, const struct flow_arrivals *arrivals,
                     const struct flow_levels *levels, const struct flow_cohort *cohort, struct chance_key key,
                     uint32_t replicate, struct flow_tally *tally, struct problem *problem)
{
    const struct coupled_run run = {.coupled = coupled,
                                    .pace = pace,
                                    .arrivals = arrivals,
                                    .levels = levels,
                                    .cohort = cohort,
                                    .key = key,
                                    .replicate = replicate,
                                    .horizon = (float)tally->months->days,
                                    .tally = tally,
                                    .problem = problem};
    return run_all(&run);
}

/* Takes the ways of a replicate ahead where that can be done and was not: *first is where they are. */
static int foresee(const struct flow_effects_walk *planned, const struct flow_levels *levels, struct flow_ways_piece **first,
                   int64_t *left, struct problem *problem)
{
    int32_t entries[FLOW_MONTHS_MAX];
    if (!planned->foresight || *first)
        return 0;
    for (int32_t m = 0; m < planned->months->count; m++) {
        const int64_t count =
            flow_replicate_entries(planned->arrivals, levels, planned->key, planned->replicate, planned->months, m);
        entries[m] = (int32_t)(count < EFFECTS_ENTRANTS_MAX ? count : EFFECTS_ENTRANTS_MAX + 1);
    }
    return effects_everybody_keep(planned, entries, first, left, problem);
}

int flow_coupled_run_planned(struct flow_coupled *coupled, const struct flow_effects_walk *planned,
                             const struct flow_levels *levels, struct flow_tally *tally, struct problem *problem)
{
    struct effects_going going;
    struct flow_ways_piece *own = NULL;
    int64_t room = FLOW_WAYS_ROOM;
    struct flow_ways_piece **first = planned->ways ? &planned->ways->first[planned->replicate] : &own;
    int code = foresee(planned, levels, first, planned->ways ? &planned->ways->left[planned->replicate] : &room, problem);
    struct flow_ways_reader foreseen = {.piece = *first};
    const struct coupled_run run = {.coupled = coupled,
                                    .going = &going,
                                    .foreseen = &foreseen,
                                    .pace = planned->pace,
                                    .arrivals = planned->arrivals,
                                    .levels = levels,
                                    .cohort = planned->cohort,
                                    .key = planned->key,
                                    .replicate = planned->replicate,
                                    .horizon = (float)tally->months->days,
                                    .tally = tally,
                                    .problem = problem};
    effects_way_begin(&going, planned);
    going.tally = tally;
    going.capped = coupled->places->capped;
    if (code == 0)
        code = run_all(&run);
    if (code == 0)
        flow_effects_count_replicate(&going);
    flow_ways_free(own);
    return code;
}
