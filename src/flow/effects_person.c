#include "flow/effects_person.h"

/* A move or exit that comes to pass, unless it is diverted. */
static void pass(struct effects_going *going, struct effects_person *person, struct effects_event *event)
{
    struct flow_walker *walker = &person->walker;
    const bool diverted = event->diverted.by >= 0;
    if (diverted)
        event->destination = effects_of(going, event->diverted.by)->to;
    walker->now = event->time;
    person->anew = diverted || event->brought >= 0;
    if (diverted && event->destination == walker->state) { /* diverted to where they are: they stay */
        event->destination = EFFECTS_NOTHING;
        return;
    }
    person->gone = event->destination >= going->walk->pace->tables->states;
    if (person->gone)
        return;
    effects_clocks_stop(going, &person->clocks, walker, event->time);
    walker->state = event->destination;
    walker->since = event->time;
    effects_clocks_start(going, &person->clocks, walker, event->time);
}

/* Whether a clock's candidate is an event. */
static bool comes(struct effects_going *going, const struct effects_person *person, int32_t e, float time)
{
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
    const float at = effects_fraction(effects_clocks_block(going, &person->clocks, &person->walker, e).word[1]) *
                     effects_clocks_bound(going, &person->walker, e);
    const struct effects_excess excess =
        effects_reach_excess(&going->reach, going->present, &person->walker, e, time, month);
    if (at < excess.with)
        effects_mark(going, excess.raise | UINT64_C(1) << e);
    else if (at < excess.without)
        effects_mark(going, excess.hold);
    return at < excess.with;
}

/* Lets the clocks run up to *until; the effect whose candidate is an event, and when, or -1. */
static int32_t run_clocks(struct effects_going *going, struct effects_person *person, float *until)
{
    int32_t e;
    float time = *until;
    while ((e = effects_clocks_next(going, &person->clocks, &person->walker, &time)) >= 0 &&
           !comes(going, person, e, time)) {
        effects_clocks_take(going, &person->clocks, &person->walker, e, time);
        time = *until;
    }
    *until = time;
    return e;
}

/* An event that an effect's clock brings. */
static void take_excess(struct effects_going *going, struct effects_person *person, int32_t e, struct effects_event *event)
{
    const uint32_t word = effects_clocks_block(going, &person->clocks, &person->walker, e).word[2];
    event->brought = e;
    event->destination = effects_of(going, e)->to;
    event->diverted = effects_ask_divert(going, effects_diverting(going, event->destination, person->walker.age), word,
                                         event->diverted.month);
    effects_clocks_take(going, &person->clocks, &person->walker, e, event->time);
    pass(going, person, event);
}

/* An event of the base, which takes the walker as it is before it. */
static void take_base(struct effects_going *going, struct effects_person *person, struct effects_event *event)
{
    struct flow_walker *walker = &person->walker;
    walker->now = event->time;
    if (event->destination == FLOW_AGEING) {
        effects_clocks_stop(going, &person->clocks, walker, event->time);
        walker->age++;
        effects_clocks_start(going, &person->clocks, walker, event->time);
        return;
    }
    if (event->destination == going->walk->pace->tables->final_destination) {
        person->gone = true;
        return;
    }
    effects_ask_base(going, walker, event->destination, (int32_t)event->time, &event->held, &event->diverted);
    if (event->held.by < 0) {
        pass(going, person, event);
        return;
    }
    event->destination = EFFECTS_NOTHING;
    event->diverted = (struct effects_answer){-1, event->held.month, 0};
    person->anew = true;
}

/* The next turns of the base, from where the scout is. */
static void look_ahead(const struct effects_going *going, struct effects_person *person)
{
    const struct flow_effects_walk *walk = going->walk;
    struct effects_ahead *ahead = &person->ahead;
    const int32_t room = person->clocks.stretch ? EFFECTS_AHEAD_PLACED : EFFECTS_AHEAD;
    ahead->turn = NULL;
    ahead->next = 0;
    ahead->count = flow_walker_foresee(walk->pace, walk->key, walk->replicate, (float)walk->months->days, &ahead->scout,
                                       ahead->own, room);
    ahead->last = ahead->count < room;
    ahead->scouted = true;
}

/* Forgets what was foreseen: from here on the way is another. */
static void look_anew(struct effects_person *person)
{
    struct effects_ahead *ahead = &person->ahead;
    ahead->scout = person->walker;
    ahead->next = ahead->count = 0;
    ahead->last = false;
    person->anew = false;
}

static const struct flow_foreseen *next_of(const struct effects_ahead *ahead)
{
    return (ahead->turn ? ahead->turn : ahead->own) + ahead->next;
}

bool effects_person_next(struct effects_going *going, struct effects_person *person, struct effects_event *event)
{
    struct effects_ahead *ahead = &person->ahead;
    if (person->gone)
        return false;
    if (person->anew)
        look_anew(person);
    if (ahead->next == ahead->count && !ahead->last)
        look_ahead(going, person);
    const bool more = ahead->next < ahead->count;
    float time = more ? next_of(ahead)->time : (float)going->walk->months->days;
    const int32_t e = run_clocks(going, person, &time);
    if (e < 0 && !more)
        return false;
    if (!more && !ahead->scouted) { /* nobody knows how many candidates there are to the horizon: they are counted now */
        look_anew(person);
        look_ahead(going, person);
    }
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
    *event = (struct effects_event){.time = time, .brought = -1, .held = {-1, month, 0}, .diverted = {-1, month, 0}};
    person->walker.candidate =
        more ? flow_foreseen_candidate(*next_of(ahead), person->walker.candidate) : ahead->scout.candidate;
    if (more)
        event->destination = ahead->turn ? ahead->turn[ahead->next++].destination : ahead->own[ahead->next++].destination;
    if (e >= 0)
        take_excess(going, person, e, event);
    else
        take_base(going, person, event);
    return true;
}

void effects_event_count(struct effects_going *going, const struct effects_event *event)
{
    effects_ask_count(going, &event->held);
    if (event->brought >= 0)
        effects_count_event(going, event->brought, event->diverted.month);
    effects_ask_count(going, &event->diverted);
}

void effects_person_begin(struct effects_going *going, struct effects_person *person, const struct flow_walker *walker,
                          const struct flow_foreseen *turn, int32_t turns)
{
    person->walker = *walker;
    person->gone = false;
    person->anew = !turn;
    person->ahead.turn = turn;
    person->ahead.next = 0;
    person->ahead.count = turn ? turns : 0;
    person->ahead.last = true;
    person->ahead.scouted = false;
    effects_clocks_begin(&person->clocks, 0);
    effects_clocks_start(going, &person->clocks, walker, walker->now);
}

void effects_person_place(struct effects_going *going, struct effects_person *person, const struct flow_walker *at,
                          uint32_t stretch)
{
    person->walker = *at;
    person->gone = false;
    person->anew = true;
    effects_clocks_begin(&person->clocks, stretch);
    effects_clocks_start(going, &person->clocks, at, at->now);
}
