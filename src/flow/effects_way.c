#include "flow/effects_way.h"

#include "chance/draw.h"
#include "chance/special.h"
#include "flow/effects_ask.h"
#include "flow/effects_clocks.h"
#include "flow/effects_person.h"
#include "flow/foresight.h"

enum {
    FURTHER = 1 << 19, /* index of the first further entrant of a factor: 16 for each of the base */
    FURTHER_EACH = 16,
    ADDED = FURTHER + (1 << 18), /* index of the first of those that come beside the base: 1,024 an effect */
    ADDED_EACH = 1024,
    COUNT_SHIFT = 20 /* stream = effect × 2^20 + month */
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
    struct flow_foreseen own[EFFECTS_AHEAD];
    struct flow_walker scout = *walker;
    int32_t state = walker->state, got = EFFECTS_AHEAD;
    if (unit->turn)
        take_back_turns(going, state, unit->turn, unit->turns);
    while (!unit->turn && got == EFFECTS_AHEAD && state < walk->pace->tables->states) {
        got = flow_walker_foresee(walk->pace, walk->key, walk->replicate, (float)walk->months->days, &scout, own,
                                  EFFECTS_AHEAD);
        state = take_back_turns(going, state, own, got);
    }
}

/* One person to the horizon, from turns that were foreseen, if any were. */
static void follow(struct effects_going *going, struct effects_person *person)
{
    int32_t band = person->walker.age, state = person->walker.state;
    struct effects_event event;
    while (effects_person_next(going, person, &event)) {
        effects_event_count(going, &event);
        if (event.destination != EFFECTS_NOTHING)
            count_turn(going, &band, &state, (struct flow_turn){(int32_t)event.time, event.destination});
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
    struct effects_answer held, diverted;
    if (!effects_concerned(going, walker, turn.destination))
        return false;
    effects_ask_base(going, walker, turn.destination, (int32_t)turn.time, &held, &diverted);
    asks->answer[asks->count] = held;
    asks->count += held.asked != 0;
    asks->answer[asks->count] = diverted;
    asks->count += diverted.asked != 0;
    return held.by >= 0 || diverted.by >= 0;
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
        at->candidate = flow_foreseen_candidate(unit->turn[i], 0);
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

/* Whether a way that was foreseen comes to a kind that can be full. */
static bool meets_places(const struct effects_going *going, int32_t state, const struct effects_unit *unit)
{
    bool meets = going->capped && going->capped[state];
    for (int32_t i = 0; i < unit->turns && going->capped && !meets; i++) {
        const int32_t to = unit->turn[i].destination;
        meets = to >= 0 && to < going->walk->pace->tables->states && going->capped[to];
    }
    return meets;
}

bool effects_way_alone(struct effects_going *going, const struct effects_unit *unit)
{
    const struct flow_walker *walker = &going->walk->cohort->walker[unit->index];
    struct flow_walker at = {.number = walker->number, .age = walker->age, .state = walker->state, .now = walker->now};
    if (!unit->turn || meets_places(going, walker->state, unit) || !left_alone(going, &at, unit))
        return false;
    if (!going->differences)
        count_turns(going, walker->age, walker->state, unit->turn, unit->turns);
    return true;
}

static void follow_resident(struct effects_going *going, const struct effects_unit *unit)
{
    const struct flow_walker *walker = &going->walk->cohort->walker[unit->index];
    struct effects_person person;
    if (effects_way_alone(going, unit))
        return;
    if (going->differences)
        take_back(going, walker, unit);
    effects_person_begin(going, &person, walker, unit->turn, unit->turns);
    follow(going, &person);
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
    struct effects_person person;
    struct flow_walker walker;
    int32_t by;
    if (!foreseen)
        place(going, entrant, &walker);
    const int32_t state = state_on_entry(going, entrant, foreseen ? base->age : walker.age, month, &by);
    if (foreseen && by < 0 && !meets_places(going, state, base) && enters_as_foreseen(going, entrant, base))
        return;
    if (foreseen)
        place(going, entrant, &walker);
    if (base)
        take_back_entrant(going, entrant, &walker, base);
    walker.state = state;
    effects_person_begin(going, &person, &walker, foreseen && by < 0 ? base->turn : NULL, foreseen ? base->turns : 0);
    if (going->arrive) {
        going->arrive(going->self, &person, entrant);
        return;
    }
    count_entry(going, entrant, walker.age, state);
    follow(going, &person);
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
    going->arrive = NULL;
    going->capped = NULL;
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
