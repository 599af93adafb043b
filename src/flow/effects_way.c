#include "flow/effects_way.h"

#include "chance/draw.h"
#include "chance/special.h"
#include "flow/effects_ask.h"
#include "flow/effects_clocks.h"
#include "flow/foresight.h"

enum {
    FURTHER = 1 << 19, /* index of the first further entrant of a factor: 16 for each of the base */
    FURTHER_EACH = 16,
    ADDED = FURTHER + (1 << 18), /* index of the first of those that come beside the base: 1,024 an effect */
    ADDED_EACH = 1024,
    COUNT_SHIFT = 20, /* stream = effect × 2^20 + month */
    AHEAD = 8         /* turns of the base that are taken at a time where they were not foreseen */
};

/* Turns of the base from where a person stands. */
struct ahead {
    const struct flow_foreseen *turn; /* [count] */
    int32_t next, count;              /* those that have come, and all */
    bool last;                        /* there are no more before the horizon */
    bool scouted;                     /* the scout took them, and is behind the last of them */
    struct flow_walker scout;
    struct flow_foreseen own[AHEAD];
};

/* One person on the way. */
struct person {
    struct flow_walker walker;
    int32_t band, state; /* as they are counted */
    struct effects_clocks clocks;
    struct ahead ahead;
};

/* ---- what is counted ---- */

static void count_turn(struct effects_going *going, int32_t *band, int32_t *state, struct flow_turn turn)
{
    if (going->tally) {
        flow_tally_turns(going->tally, &turn, 1, band, state);
        return;
    }
    if (turn.destination == FLOW_AGEING)
        return;
    effects_notes_add(going->notes, turn.on, *state, -1);
    if (turn.destination < going->walk->pace->tables->states)
        effects_notes_add(going->notes, turn.on, *state = turn.destination, 1);
}

/* The rest of a way as it was foreseen. */
static void count_turns(struct effects_going *going, int32_t band, int32_t state, const struct flow_foreseen *turn,
                        int32_t turns)
{
    for (int32_t i = 0; i < turns; i++)
        count_turn(going, &band, &state, (struct flow_turn){(int32_t)turn[i].time, turn[i].destination});
}

static void count_start(struct effects_going *going, int32_t on, int32_t band, int32_t state, bool marked)
{
    if (going->tally)
        flow_tally_start(going->tally, on, band, state, marked);
    else
        effects_notes_add(going->notes, on, state, 1);
}

/* Takes turns of the base back, where the difference from it is what is noted; the state or exit that they lead to. */
static int32_t take_back_turns(struct effects_going *going, int32_t state, const struct flow_foreseen *turn, int32_t turns)
{
    for (int32_t i = 0; i < turns; i++) {
        if (turn[i].destination == FLOW_AGEING)
            continue;
        effects_notes_add(going->notes, (int32_t)turn[i].time, state, 1);
        state = turn[i].destination;
        if (state < going->walk->pace->tables->states)
            effects_notes_add(going->notes, (int32_t)turn[i].time, state, -1);
    }
    return state;
}

/* The same of somebody's whole way in the base from where the walker stands. */
static void take_back(struct effects_going *going, const struct flow_walker *walker, const struct effects_unit *unit)
{
    const struct flow_effects_walk *walk = going->walk;
    struct flow_foreseen own[AHEAD];
    struct flow_walker scout = *walker;
    int32_t state = walker->state, got = AHEAD;
    if (unit->turn)
        take_back_turns(going, state, unit->turn, unit->turns);
    while (!unit->turn && got == AHEAD && state < walk->pace->tables->states) {
        got = flow_walker_foresee(walk->pace, walk->key, walk->replicate, (float)walk->months->days, &scout, own, AHEAD);
        state = take_back_turns(going, state, own, got);
    }
}

/* ---- turns ---- */

/* What became of an event. */
enum outcome { LEFT, AS_FORESEEN, OTHERWISE };

/* A move or exit that comes to pass at `time`, unless it is diverted. */
static enum outcome take_turn(struct effects_going *going, struct person *person, float time, int32_t destination,
                              const struct effects_answer *diverted)
{
    struct flow_walker *walker = &person->walker;
    const int32_t states = going->walk->pace->tables->states;
    const int32_t to = diverted->by >= 0 ? effects_of(going, diverted->by)->to : destination;
    effects_ask_count(going, diverted);
    walker->now = time;
    if (diverted->by >= 0 && to == walker->state) /* diverted to where they are: they stay */
        return OTHERWISE;
    count_turn(going, &person->band, &person->state, (struct flow_turn){(int32_t)time, to});
    if (to >= states)
        return LEFT;
    effects_clocks_stop(going, &person->clocks, walker, time);
    walker->state = to;
    walker->since = time;
    effects_clocks_start(going, &person->clocks, walker, time);
    return diverted->by >= 0 ? OTHERWISE : AS_FORESEEN;
}

/* Whether a clock's candidate is an event. */
static bool comes(struct effects_going *going, const struct person *person, int32_t e, float time)
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
static int32_t run_clocks(struct effects_going *going, struct person *person, float *until)
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
static enum outcome take_excess(struct effects_going *going, struct person *person, int32_t e, float time)
{
    const uint32_t word = effects_clocks_block(going, &person->clocks, &person->walker, e).word[2];
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time), to = effects_of(going, e)->to;
    const struct effects_answer diverted =
        effects_ask_divert(going, effects_diverting(going, to, person->walker.age), word, month);
    effects_count_event(going, e, month);
    effects_clocks_take(going, &person->clocks, &person->walker, e, time);
    return take_turn(going, person, time, to, &diverted) == LEFT ? LEFT : OTHERWISE;
}

/* What effects say of an event of the base. */
struct answers {
    struct effects_answer held, diverted;
};

/* Whether any would say a thing of it. */
static bool concerned(const struct effects_going *going, const struct flow_walker *walker, int32_t destination)
{
    return effects_holding(going, walker->state, walker->age, destination) ||
           effects_diverting(going, destination, walker->age);
}

/* Asks them, where the walker is before the event and has used the candidate that brings it. */
static struct answers ask(const struct effects_going *going, const struct flow_walker *walker, int32_t destination,
                          int32_t month)
{
    const struct flow_effects_walk *walk = going->walk;
    const uint64_t holding = effects_holding(going, walker->state, walker->age, destination);
    const uint64_t diverting = effects_diverting(going, destination, walker->age);
    struct chance_block block = {0};
    if (holding | diverting) /* else the words would change nothing */
        block = chance_block_at(walk->key, walker->candidate, walker->number, walk->replicate, CHANCE_EFFECT_BASE);
    return (struct answers){effects_ask_hold(going, holding, block.word[0], month),
                            effects_ask_divert(going, diverting, block.word[1], month)};
}

/* An event of the base, which takes the walker as it is before it. */
static enum outcome take_base(struct effects_going *going, struct person *person, struct flow_turn turn, float time)
{
    const struct flow_effects_walk *walk = going->walk;
    struct flow_walker *walker = &person->walker;
    walker->now = time;
    if (turn.destination == FLOW_AGEING) {
        count_turn(going, &person->band, &person->state, turn);
        effects_clocks_stop(going, &person->clocks, walker, time);
        walker->age++;
        effects_clocks_start(going, &person->clocks, walker, time);
        return AS_FORESEEN;
    }
    if (turn.destination == walk->pace->tables->final_destination) {
        count_turn(going, &person->band, &person->state, turn);
        return LEFT;
    }
    const struct answers answers = ask(going, walker, turn.destination, flow_months_of(walk->months, (int32_t)time));
    effects_ask_count(going, &answers.held);
    return answers.held.by >= 0 ? OTHERWISE : take_turn(going, person, time, turn.destination, &answers.diverted);
}

/* The next turns of the base, from where the scout is. */
static void look_ahead(const struct effects_going *going, struct ahead *ahead)
{
    const struct flow_effects_walk *walk = going->walk;
    ahead->turn = ahead->own;
    ahead->next = 0;
    ahead->count = flow_walker_foresee(walk->pace, walk->key, walk->replicate, (float)walk->months->days, &ahead->scout,
                                       ahead->own, AHEAD);
    ahead->last = ahead->count < AHEAD;
    ahead->scouted = true;
}

/* Forgets what was foreseen: from here on the way is another. */
static void look_anew(struct person *person)
{
    struct ahead *ahead = &person->ahead;
    ahead->scout = person->walker;
    ahead->next = ahead->count = 0;
    ahead->last = false;
}

/* The next event, of the base or of a clock; LEFT when there is none before the horizon. */
static enum outcome take_next(struct effects_going *going, struct person *person)
{
    struct ahead *ahead = &person->ahead;
    if (ahead->next == ahead->count && !ahead->last)
        look_ahead(going, ahead);
    const bool more = ahead->next < ahead->count;
    float time = more ? ahead->turn[ahead->next].time : (float)going->walk->months->days;
    const int32_t e = run_clocks(going, person, &time);
    if (e < 0 && !more)
        return LEFT;
    if (!more && !ahead->scouted) { /* nobody knows how many candidates there are to the horizon: they are counted now */
        look_anew(person);
        look_ahead(going, ahead);
    }
    const struct flow_foreseen turn = more ? ahead->turn[ahead->next++] : (struct flow_foreseen){0};
    person->walker.candidate = more ? flow_foreseen_candidate(turn) : ahead->scout.candidate;
    return e >= 0 ? take_excess(going, person, e, time)
                  : take_base(going, person, (struct flow_turn){(int32_t)time, turn.destination}, time);
}

/* One person to the horizon, from turns that were foreseen, if any were. */
static void follow(struct effects_going *going, struct person *person, const struct flow_foreseen *turn, int32_t turns)
{
    enum outcome outcome = turn ? AS_FORESEEN : OTHERWISE;
    person->band = person->walker.age;
    person->state = person->walker.state;
    person->ahead.turn = turn;
    person->ahead.next = 0;
    person->ahead.count = turns;
    person->ahead.last = true;
    person->ahead.scouted = false;
    person->clocks.laid = 0;
    effects_clocks_start(going, &person->clocks, &person->walker, person->walker.now);
    while (outcome != LEFT) {
        if (outcome == OTHERWISE)
            look_anew(person);
        outcome = take_next(going, person);
    }
}

/* ---- who is left alone ---- */

/* Effects that were asked along a way, and let it be. */
struct asks {
    int32_t count;
    struct effects_answer answer[2 * FORESIGHT_TURNS];
};

/* Whether an effect acts on an event of the base; who is asked is kept. */
static bool acted_on(const struct effects_going *going, const struct flow_walker *walker, struct flow_foreseen turn,
                     struct asks *asks)
{
    if (!concerned(going, walker, turn.destination))
        return false;
    const struct answers answers =
        ask(going, walker, turn.destination, flow_months_of(going->walk->months, (int32_t)turn.time));
    asks->answer[asks->count] = answers.held;
    asks->count += answers.held.asked != 0;
    asks->answer[asks->count] = answers.diverted;
    asks->count += answers.diverted.asked != 0;
    return answers.held.by >= 0 || answers.diverted.by >= 0;
}

/* Whether any effect that is present can act on a way that was foreseen, from where somebody stands. Most often none can,
 * and a look at where it leads tells: nothing on it is held up or diverted, and no clock on it comes to a candidate. */
static bool can_act(const struct effects_going *going, struct flow_walker *at, const struct effects_unit *unit,
                    struct asks *asks)
{
    const struct effects_reach *reach = &going->reach;
    const int32_t states = going->walk->pace->tables->states, final = going->walk->pace->tables->final_destination;
    uint64_t clocks = 0;
    float spent = 0;
    asks->count = 0;
    for (int32_t i = 0; i <= unit->turns; i++) {
        const float until = i < unit->turns ? unit->turn[i].time : (float)going->walk->months->days;
        const int32_t to = i < unit->turns ? unit->turn[i].destination : final;
        clocks |= reach->clocked[at->state][at->age] & going->present;
        spent += reach->bound_most[at->state][at->age] * (until - at->now);
        at->now = until;
        if (to == FLOW_AGEING) {
            at->age++;
            continue;
        }
        if (to == final)
            break;
        at->candidate = flow_foreseen_candidate(unit->turn[i]);
        if (acted_on(going, at, unit->turn[i], asks))
            return true;
        if (to >= states)
            break;
        at->state = to;
    }
    return clocks && !effects_clocks_silent(going, at->number, clocks, spent);
}

/* Whether somebody goes the way that was foreseen: then those who were asked are counted. `at` is where they stand; no more
 * of it is looked at than number, state, age band and time. */
static bool left_alone(struct effects_going *going, struct flow_walker *at, const struct effects_unit *unit)
{
    struct asks asks;
    if (!going->present)
        return true;
    if (can_act(going, at, unit, &asks))
        return false;
    for (int32_t i = 0; i < asks.count; i++)
        effects_ask_count(going, &asks.answer[i]);
    return true;
}

static void follow_resident(struct effects_going *going, const struct effects_unit *unit)
{
    const struct flow_walker *walker = &going->walk->cohort->walker[unit->index];
    struct person person;
    struct flow_walker at = {.number = walker->number, .age = walker->age, .state = walker->state, .now = walker->now};
    if (unit->turn && left_alone(going, &at, unit)) {
        if (!going->differences)
            count_turns(going, walker->age, walker->state, unit->turn, unit->turns);
        return;
    }
    if (going->differences)
        take_back(going, walker, unit);
    person.walker = *walker;
    follow(going, &person, unit->turn, unit->turns);
}

/* ---- entries ---- */

static int32_t day_of_entry(const struct effects_going *going, const struct flow_entrant *entrant)
{
    return entrant->person.entered - going->walk->cohort->start - 1;
}

static void place(const struct effects_going *going, const struct flow_entrant *entrant, struct flow_walker *walker)
{
    const struct flow_cohort *cohort = going->walk->cohort;
    flow_walker_place(going->walk->pace->tables, &cohort->birthdays, &entrant->person, cohort->start, walker);
}

/* Where an entrant comes to live: where the base has it, or where somebody is diverted to. */
static int32_t state_on_entry(struct effects_going *going, const struct flow_entrant *entrant, int32_t age, int32_t month,
                              int32_t *by)
{
    const struct flow_effects_walk *walk = going->walk;
    const uint64_t set = effects_diverting(going, entrant->person.state, age);
    *by = -1;
    if (!set)
        return entrant->person.state;
    const struct chance_block block =
        chance_block_at(walk->key, 0, entrant->person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
    const struct effects_answer diverted = effects_ask_divert(going, set, block.word[1], month);
    effects_ask_count(going, &diverted);
    *by = diverted.by;
    return diverted.by >= 0 ? effects_of(going, diverted.by)->to : entrant->person.state;
}

static void count_entry(struct effects_going *going, const struct flow_entrant *entrant, int32_t age, int32_t state)
{
    count_start(going, day_of_entry(going, entrant), age, state, going->walk->arrivals->marked[entrant->stratum]);
}

/* Takes an entrant of the base back, where the difference from it is what is noted. The walker is where it enters. */
static void take_back_entrant(struct effects_going *going, const struct flow_entrant *entrant,
                              const struct flow_walker *walker, const struct effects_unit *unit)
{
    if (!going->differences)
        return;
    effects_notes_add(going->notes, day_of_entry(going, entrant), walker->state, -1);
    take_back(going, walker, unit);
}

/* Whether an entrant who is not diverted goes the way that was foreseen, which then is counted. */
static bool enters_as_foreseen(struct effects_going *going, const struct flow_entrant *entrant,
                               const struct effects_unit *unit)
{
    const struct flow_person *person = &entrant->person;
    struct flow_walker at = {.number = person->number,
                             .age = unit->age,
                             .state = person->state,
                             .now = (float)day_of_entry(going, entrant) + person->moment};
    if (!left_alone(going, &at, unit))
        return false;
    if (!going->differences) {
        count_entry(going, entrant, unit->age, person->state);
        count_turns(going, unit->age, person->state, unit->turn, unit->turns);
    }
    return true;
}

/* Somebody who enters: of the base, or (NULL) whom effects bring. */
static void follow_entrant(struct effects_going *going, const struct flow_entrant *entrant, int32_t month,
                           const struct effects_unit *base)
{
    const bool foreseen = base && base->turn;
    struct person person;
    int32_t by;
    if (!foreseen)
        place(going, entrant, &person.walker);
    const int32_t state = state_on_entry(going, entrant, foreseen ? base->age : person.walker.age, month, &by);
    if (foreseen && by < 0 && enters_as_foreseen(going, entrant, base))
        return;
    if (foreseen)
        place(going, entrant, &person.walker);
    if (base)
        take_back_entrant(going, entrant, &person.walker, base);
    person.walker.state = person.state = state;
    person.band = person.walker.age;
    count_entry(going, entrant, person.walker.age, state);
    follow(going, &person, foreseen && by < 0 ? base->turn : NULL, foreseen ? base->turns : 0);
}

static struct flow_entrant make_entrant(const struct effects_going *going, const struct flow_arrivals *arrivals,
                                        int32_t month, uint32_t index)
{
    const struct flow_months *months = going->walk->months;
    return flow_arrivals_make(arrivals, going->walk->key, going->walk->replicate, months->calendar + month, index,
                              months->first[month], flow_months_length(months, month));
}

/* How many further entrants an effect brings for one of the base: Poisson of the mean, by inversion of one word. */
static int32_t further(float mean, uint32_t word)
{
    double chance = chance_exp(-(double)mean), sum = chance;
    const double at = (double)word * 0x1p-32;
    int32_t count = 0;
    while (at >= sum && count < FURTHER_EACH) {
        chance *= (double)mean / ++count;
        sum += chance;
    }
    return count;
}

/* Further entrants of the same kind that one effect brings for one of the base; `more` were brought for them before. */
static uint32_t bring_further(struct effects_going *going, int32_t e, int32_t count, const struct flow_entrant *entrant,
                              int32_t month, uint32_t index, uint32_t more)
{
    for (int32_t i = 0; i < going->walk->arrivals->strata; i++)
        going->arrivals.kind[i] = i < entrant->stratum ? 0 : UINT64_C(1) << 32;
    for (int32_t i = 0; i < count && more < FURTHER_EACH; i++, more++) {
        const struct flow_entrant another =
            make_entrant(going, &going->arrivals, month, FURTHER + index * FURTHER_EACH + more);
        effects_count_event(going, e, month);
        follow_entrant(going, &another, month, NULL);
    }
    return more;
}

/* An entrant of the base: gone, there, or there with further ones. */
static void enter(struct effects_going *going, const struct effects_unit *unit)
{
    const struct flow_effects_walk *walk = going->walk;
    const int32_t month = unit->month;
    const uint32_t index = (uint32_t)unit->index;
    const struct flow_entrant entrant = unit->entrant ? *unit->entrant : make_entrant(going, walk->arrivals, month, index);
    uint64_t set = going->reach.entering[entrant.stratum] & going->present, raise = 0;
    float scale = 1;
    uint32_t more = 0;
    if (set & going->reach.holding) {
        const struct chance_block block =
            chance_block_at(walk->key, 0, entrant.person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
        const struct effects_answer held = effects_ask_hold(going, set & going->reach.holding, block.word[0], month);
        effects_ask_count(going, &held);
        if (held.by >= 0) {
            struct flow_walker walker;
            place(going, &entrant, &walker);
            take_back_entrant(going, &entrant, &walker, unit);
            return;
        }
    }
    follow_entrant(going, &entrant, month, unit);
    for (; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const struct flow_effect *effect = effects_of(going, e);
        if (effect->adds || flow_effect_holds_up(effect, month))
            continue;
        const struct chance_block block =
            chance_block_at(walk->key, 1 + (uint32_t)e, entrant.person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
        const int32_t count = further((effect->strength[month] - 1) * scale, block.word[0]);
        raise |= UINT64_C(1) << e;
        if (count > 0) {
            effects_mark(going, raise);
            more = bring_further(going, e, count, &entrant, month, index, more);
        }
        scale *= effect->strength[month];
    }
}

/* Shares of the kinds that an effect is about, as thresholds of a word; false where there are none. */
static bool lay_kinds(struct effects_going *going, const struct flow_effect *effect)
{
    const struct flow_arrivals *arrivals = going->walk->arrivals;
    const uint64_t *kind = arrivals->kind;
    uint64_t all = 0, sum = 0;
    for (int32_t s = 0; s < arrivals->strata; s++)
        all += effect->strata >> s & 1 ? kind[s] - (s ? kind[s - 1] : 0) : 0;
    for (int32_t s = 0; s < arrivals->strata && all > 0; s++) {
        sum += effect->strata >> s & 1 ? kind[s] - (s ? kind[s - 1] : 0) : 0;
        going->arrivals.kind[s] = sum == all ? UINT64_C(1) << 32 : (uint64_t)((double)sum / (double)all * 0x1p32);
    }
    return all > 0;
}

int32_t effects_way_added(const struct effects_going *going, int32_t e, int32_t month)
{
    const struct flow_effect *effect = effects_of(going, e);
    if (effect->kind != FLOW_EFFECT_ENTRIES || !effect->adds || flow_effect_holds_up(effect, month))
        return 0;
    struct chance_stream stream;
    chance_stream_start(&stream, going->walk->key, (uint32_t)e << COUNT_SHIFT | (uint32_t)month, going->walk->replicate,
                        CHANCE_EFFECT_COUNT);
    const int64_t count = chance_poisson(&stream, (double)effect->strength[month]);
    return (int32_t)(count < ADDED_EACH ? count : ADDED_EACH);
}

static void enter_added(struct effects_going *going, const struct effects_unit *unit)
{
    const uint32_t index = ADDED + (uint32_t)unit->effect * ADDED_EACH + (uint32_t)unit->index;
    if (!lay_kinds(going, effects_of(going, unit->effect)))
        return;
    const struct flow_entrant entrant = make_entrant(going, &going->arrivals, unit->month, index);
    effects_mark(going, UINT64_C(1) << unit->effect);
    effects_count_event(going, unit->effect, unit->month);
    follow_entrant(going, &entrant, unit->month, NULL);
}

/* ---- everybody ---- */

void effects_way_begin(struct effects_going *going, const struct flow_effects_walk *walk)
{
    going->walk = walk;
    going->tally = NULL;
    going->notes = NULL;
    going->differences = false;
    going->delivered = 0;
    going->acted = 0;
    going->arrivals = *walk->arrivals;
    uint32_t initiatives = 0;
    for (int32_t i = 0; i < walk->effects->initiatives; i++)
        initiatives |= (uint32_t)flow_effects_delivered(walk->effects, i, walk->key, walk->replicate) << i;
    for (int32_t e = 0; e < walk->effects->effects; e++)
        going->delivered |= (uint64_t)(initiatives >> walk->effects->effect[e].initiative & 1) << e;
    going->present = going->delivered;
    effects_reach_lay(&going->reach, walk->effects, going->delivered, walk->pace, walk->months->count);
}

void effects_way_take(struct effects_going *going, const struct effects_unit *unit)
{
    if (unit->kind == EFFECTS_RESIDENT)
        follow_resident(going, unit);
    else if (unit->kind == EFFECTS_ENTRANT)
        enter(going, unit);
    else
        enter_added(going, unit);
}
