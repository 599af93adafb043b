#include "flow/effects_way.h"

#include "base/array.h"
#include "chance/draw.h"
#include "chance/special.h"

enum {
    FURTHER = 1 << 19, /* index of the first further entrant of a factor: 16 for each of the base */
    FURTHER_EACH = 16,
    ADDED = FURTHER + (1 << 18), /* index of the first of those that come beside the base: 1,024 an effect */
    ADDED_EACH = 1024,
    CLOCK_SHIFT = 20, /* block = effect × 2^20 + candidate */
    FIRST = 1 << 27,  /* block of the first candidates of four effects: their exponentials, a word each */
    FIRST_EACH = 4,
    AHEAD = 8 /* turns of the base that are taken at a time where they were not foreseen */
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
    int32_t band, state;                  /* as they are counted */
    uint64_t laid;                        /* bit e: the clock of effect e has been begun */
    uint32_t candidate[FLOW_EFFECTS_MAX]; /* [effect]: candidates used so far */
    uint32_t word[FLOW_EFFECTS_MAX];      /* [effect]: of the exponential after which the next one comes, */
    float least[FLOW_EFFECTS_MAX];        /* [effect]: and what that is not below */
    float spent[FLOW_EFFECTS_MAX];        /* [effect]: how much of it has passed, up to … */
    float from[FLOW_EFFECTS_MAX];         /* [effect]: … this time, where the clock runs */
    struct ahead ahead;
};

static const struct flow_effect *effect_of(const struct effects_going *going, int32_t e)
{
    return &going->walk->effects->effect[e];
}

static void add_event(const struct effects_going *going, int32_t e, int32_t month)
{
    struct flow_effects_count *count = going->walk->count;
    if (count)
        count->events[e * count->months + month]++;
}

static void add_offer(const struct effects_going *going, int32_t e, int32_t month)
{
    struct flow_effects_count *count = going->walk->count;
    if (count)
        count->offered[e * count->months + month]++;
}

/* Says that all initiatives with an effect of the set had a part. */
static void mark(struct effects_going *going, uint64_t set)
{
    for (; set; set &= set - 1)
        going->acted |= 1u << effect_of(going, __builtin_ctzll(set))->initiative;
}

static float fraction_of(uint32_t word)
{
    return (float)(word >> 8) * 0x1p-24f;
}

/* ---- what is counted ---- */

static void note(struct effects_going *going, int32_t on, int32_t state, int64_t sign)
{
    struct effects_notes *notes = going->notes;
    const struct flow_months *months = going->walk->months;
    if (notes->count == notes->capacity &&
        array_reserve(&notes->note, &notes->capacity, notes->count + 1, sizeof *notes->note, NULL) < 0) {
        notes->memory = true;
        return;
    }
    notes->note[notes->count++] =
        (struct effects_note){sign * ((INT64_C(1) << 32) + flow_months_left(months, on)),
                              flow_months_of(months, on) * going->walk->pace->tables->states + state};
}

static void count_turn(struct effects_going *going, struct person *person, struct flow_turn turn)
{
    if (going->tally) {
        flow_tally_turns(going->tally, &turn, 1, &person->band, &person->state);
        return;
    }
    if (turn.destination == FLOW_AGEING)
        return;
    note(going, turn.on, person->state, -1);
    if (turn.destination < going->walk->pace->tables->states)
        note(going, turn.on, person->state = turn.destination, 1);
}

static void count_start(struct effects_going *going, const struct person *person, int32_t on, bool marked)
{
    if (going->tally)
        flow_tally_start(going->tally, on, person->band, person->state, marked);
    else
        note(going, on, person->state, 1);
}

/* ---- clocks ----
 *
 * A clock's candidates come at rates that change as the person moves and ages: the next one is there when the rate, added up
 * over the days, has reached an exponential of its own. So a clock takes a number a candidate, not one a turn, and stands
 * still where its effect has nobody to move.
 */

static struct chance_block clock_block(const struct effects_going *going, const struct person *person, int32_t e)
{
    return chance_block_at(going->walk->key, (uint32_t)e << CLOCK_SHIFT | person->candidate[e], person->walker.number,
                           going->walk->replicate, CHANCE_EFFECT);
}

static float bound_of(const struct effects_going *going, const struct person *person, int32_t e)
{
    return going->reach.bound[e][person->walker.state][person->walker.age];
}

/* The effects whose clocks run where the person is. */
static uint64_t clocked(const struct effects_going *going, const struct person *person)
{
    return going->reach.clocked[person->walker.state][person->walker.age] & going->present;
}

/* An exponential is at least 1 - u, which spares nearly all logarithms; with a margin that no rounding of what it is held
 * against can reach. */
static float at_least(uint32_t word)
{
    return ((float)(int32_t)(0x7fffffu - (word >> 9)) + 0.5f) * (0.999f * 0x1p-23f);
}

/* Begins the clocks of an effect and its neighbours, who share a block. */
static void lay_clocks(const struct effects_going *going, struct person *person, int32_t e)
{
    const int32_t first = e / FIRST_EACH * FIRST_EACH;
    const struct chance_block block = chance_block_at(going->walk->key, FIRST | (uint32_t)(first / FIRST_EACH),
                                                      person->walker.number, going->walk->replicate, CHANCE_EFFECT);
    for (int32_t k = 0; k < FIRST_EACH; k++) {
        person->word[first + k] = block.word[k];
        person->least[first + k] = at_least(block.word[k]);
        person->candidate[first + k] = 0;
        person->spent[first + k] = 0;
    }
    person->laid |= ((UINT64_C(1) << FIRST_EACH) - 1) << first;
}

/* The clocks go on where the person has come to be, */
static void start_clocks(const struct effects_going *going, struct person *person, float time)
{
    for (uint64_t set = clocked(going, person); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        if (!(person->laid >> e & 1))
            lay_clocks(going, person, e);
        person->from[e] = time;
    }
}

/* and stop before the person leaves or grows older. */
static void stop_clocks(const struct effects_going *going, struct person *person, float time)
{
    for (uint64_t set = clocked(going, person); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        person->spent[e] += bound_of(going, person, e) * (time - person->from[e]);
    }
}

/* A candidate that has come is not used again. */
static void take_candidate(const struct effects_going *going, struct person *person, int32_t e, float time)
{
    person->candidate[e]++;
    person->word[e] = clock_block(going, person, e).word[0];
    person->least[e] = at_least(person->word[e]);
    person->spent[e] = 0;
    person->from[e] = time;
}

/* When the next candidate of an effect comes, if that is before `until`; else `until`. */
static float due(const struct effects_going *going, const struct person *person, int32_t e, float until)
{
    const float bound = bound_of(going, person, e);
    if (person->least[e] > person->spent[e] + bound * (until - person->from[e]))
        return until;
    const float left = chance_exponential(person->word[e]) - person->spent[e];
    const float time = left > 0 ? person->from[e] + left / bound : person->from[e];
    return time < until ? time : until;
}

/* ---- turns ---- */

/* Where somebody comes to live who is placed in `state`: there, or where one of the set diverts them to. */
static int32_t divert(struct effects_going *going, uint64_t set, int32_t state, uint32_t word, int32_t month, int32_t *by)
{
    float from = 0;
    const float at = fraction_of(word);
    uint64_t asked = 0;
    *by = -1;
    for (; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const float share = effect_of(going, e)->strength[month];
        add_offer(going, e, month);
        asked |= UINT64_C(1) << e;
        if (at >= from && at < from + share) {
            *by = e;
            mark(going, asked);
            add_event(going, e, month);
            return effect_of(going, e)->to;
        }
        from += share;
    }
    return state;
}

static uint64_t diverting(const struct effects_going *going, int32_t state, int32_t age)
{
    return going->reach.diverting[state][age] & going->present;
}

/* What became of an event. */
enum outcome { LEFT, AS_FORESEEN, OTHERWISE };

/* A move or exit that comes to pass at `time`. */
static enum outcome take_turn(struct effects_going *going, struct person *person, float time, int32_t destination,
                              uint32_t word)
{
    struct flow_walker *walker = &person->walker;
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time), states = going->walk->pace->tables->states;
    int32_t by = -1, to = destination;
    if (destination < states)
        to = divert(going, diverting(going, destination, walker->age), destination, word, month, &by);
    walker->now = time;
    if (by >= 0 && to == walker->state) /* diverted to where they are: they stay */
        return OTHERWISE;
    count_turn(going, person, (struct flow_turn){(int32_t)time, to});
    if (to >= states)
        return LEFT;
    stop_clocks(going, person, time);
    walker->state = to;
    walker->since = time;
    start_clocks(going, person, time);
    return by >= 0 ? OTHERWISE : AS_FORESEEN;
}

/* Whether all effects of a set that hold events up in the month let one through. */
static bool let_through(struct effects_going *going, uint64_t set, int32_t month, uint32_t word)
{
    const float at = fraction_of(word);
    float kept = 1;
    uint64_t asked = 0;
    for (; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const struct flow_effect *effect = effect_of(going, e);
        if (!flow_effect_holds_up(effect, month))
            continue;
        add_offer(going, e, month);
        asked |= UINT64_C(1) << e;
        kept *= effect->strength[month];
        if (at >= kept) {
            add_event(going, e, month);
            mark(going, asked);
            return false;
        }
    }
    return true;
}

/* The effect whose candidate is the next before *until, which becomes its time; -1 when none is. */
static int32_t earliest(const struct effects_going *going, const struct person *person, float *until)
{
    int32_t first = -1;
    for (uint64_t set = clocked(going, person); set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const float time = due(going, person, e, *until);
        if (time < *until) {
            *until = time;
            first = e;
        }
    }
    return first;
}

/* Whether a clock's candidate is an event. */
static bool comes(struct effects_going *going, const struct person *person, int32_t e, float time)
{
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
    const float at = fraction_of(clock_block(going, person, e).word[1]) * bound_of(going, person, e);
    const struct effects_excess excess =
        effects_reach_excess(&going->reach, going->present, &person->walker, e, time, month);
    if (at < excess.with)
        mark(going, excess.raise | UINT64_C(1) << e);
    else if (at < excess.without)
        mark(going, excess.hold);
    return at < excess.with;
}

/* Lets the clocks run up to *until; the effect whose candidate is an event, and when, or -1. */
static int32_t run_clocks(struct effects_going *going, struct person *person, float *until)
{
    int32_t e;
    float time = *until;
    while ((e = earliest(going, person, &time)) >= 0 && !comes(going, person, e, time)) {
        take_candidate(going, person, e, time);
        time = *until;
    }
    *until = time;
    return e;
}

/* An event that an effect's clock brings. */
static enum outcome take_excess(struct effects_going *going, struct person *person, int32_t e, float time)
{
    const uint32_t word = clock_block(going, person, e).word[2];
    add_event(going, e, flow_months_of(going->walk->months, (int32_t)time));
    take_candidate(going, person, e, time);
    return take_turn(going, person, time, effect_of(going, e)->to, word) == LEFT ? LEFT : OTHERWISE;
}

/* An event of the base, which takes the walker as it is before it. */
static enum outcome take_base(struct effects_going *going, struct person *person, struct flow_turn turn, float time)
{
    const struct flow_effects_walk *walk = going->walk;
    struct flow_walker *walker = &person->walker;
    const int32_t states = walk->pace->tables->states;
    struct chance_block block = {0};
    walker->now = time;
    if (turn.destination == FLOW_AGEING) {
        count_turn(going, person, turn);
        stop_clocks(going, person, time);
        walker->age++;
        start_clocks(going, person, time);
        return AS_FORESEEN;
    }
    if (turn.destination == walk->pace->tables->final_destination) {
        count_turn(going, person, turn);
        return LEFT;
    }
    const uint64_t present = going->present & going->reach.holding;
    const uint64_t set = going->reach.moving[walker->state][walker->age][turn.destination] & present;
    const bool diverts = turn.destination < states && diverting(going, turn.destination, walker->age);
    if (set || diverts) /* else the words would change nothing */
        block = chance_block_at(walk->key, walker->candidate, walker->number, walk->replicate, CHANCE_EFFECT_BASE);
    if (!let_through(going, set, flow_months_of(walk->months, (int32_t)time), block.word[0]))
        return OTHERWISE;
    return take_turn(going, person, time, turn.destination, block.word[1]);
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
    person->walker.candidate = more ? turn.candidate : ahead->scout.candidate;
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
    person->laid = 0;
    start_clocks(going, person, person->walker.now);
    while (outcome != LEFT) {
        if (outcome == OTHERWISE)
            look_anew(person);
        outcome = take_next(going, person);
    }
}

static void follow_resident(struct effects_going *going, const struct effects_unit *unit)
{
    struct person person;
    person.walker = going->walk->cohort->walker[unit->index];
    follow(going, &person, unit->turn, unit->turns);
}

/* ---- entries ---- */

/* Somebody who enters, with the turns that were foreseen of whoever is not diverted on entry. */
static void follow_entrant(struct effects_going *going, const struct flow_entrant *entrant, int32_t month,
                           const struct flow_foreseen *turn, int32_t turns)
{
    const struct flow_effects_walk *walk = going->walk;
    struct person person;
    struct flow_walker *walker = &person.walker;
    int32_t by = -1;
    flow_walker_place(walk->pace->tables, &walk->cohort->birthdays, &entrant->person, walk->cohort->start, walker);
    const uint64_t set = diverting(going, walker->state, walker->age);
    if (set) {
        const struct chance_block block =
            chance_block_at(walk->key, 0, entrant->person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
        walker->state = divert(going, set, walker->state, block.word[1], month, &by);
    }
    person.band = walker->age;
    person.state = walker->state;
    count_start(going, &person, entrant->person.entered - walk->cohort->start - 1, walk->arrivals->marked[entrant->stratum]);
    follow(going, &person, by < 0 ? turn : NULL, turns);
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
        add_event(going, e, month);
        follow_entrant(going, &another, month, NULL, 0);
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
        if (!let_through(going, set & going->reach.holding, month, block.word[0]))
            return;
    }
    follow_entrant(going, &entrant, month, unit->turn, unit->turns);
    for (; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set);
        const struct flow_effect *effect = effect_of(going, e);
        if (effect->adds || flow_effect_holds_up(effect, month))
            continue;
        const struct chance_block block =
            chance_block_at(walk->key, 1 + (uint32_t)e, entrant.person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
        const int32_t count = further((effect->strength[month] - 1) * scale, block.word[0]);
        raise |= UINT64_C(1) << e;
        if (count > 0) {
            mark(going, raise);
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
    const struct flow_effect *effect = effect_of(going, e);
    if (effect->kind != FLOW_EFFECT_ENTRIES || !effect->adds || flow_effect_holds_up(effect, month))
        return 0;
    struct chance_stream stream;
    chance_stream_start(&stream, going->walk->key, (uint32_t)e << CLOCK_SHIFT | (uint32_t)month, going->walk->replicate,
                        CHANCE_EFFECT_COUNT);
    const int64_t count = chance_poisson(&stream, (double)effect->strength[month]);
    return (int32_t)(count < ADDED_EACH ? count : ADDED_EACH);
}

static void enter_added(struct effects_going *going, const struct effects_unit *unit)
{
    const uint32_t index = ADDED + (uint32_t)unit->effect * ADDED_EACH + (uint32_t)unit->index;
    if (!lay_kinds(going, effect_of(going, unit->effect)))
        return;
    const struct flow_entrant entrant = make_entrant(going, &going->arrivals, unit->month, index);
    mark(going, UINT64_C(1) << unit->effect);
    add_event(going, unit->effect, unit->month);
    follow_entrant(going, &entrant, unit->month, NULL, 0);
}

/* ---- everybody ---- */

void effects_way_begin(struct effects_going *going, const struct flow_effects_walk *walk)
{
    going->walk = walk;
    going->tally = NULL;
    going->notes = NULL;
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
