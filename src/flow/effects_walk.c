#include "flow/effects_walk.h"

#include <math.h>
#include <string.h>

#include "chance/draw.h"
#include "chance/special.h"
#include "flow/walker.h"

enum {
    BASE_ENTRANTS_MAX = 1 << 15, /* a month; their numbers end where those of further ones begin */
    FURTHER = 1 << 19,           /* index of the first further entrant of a factor: 16 for each of the base */
    FURTHER_EACH = 16,
    ADDED = FURTHER + (1 << 18), /* index of the first of those that come beside the base: 1,024 an effect */
    ADDED_EACH = 1024,
    CLOCK_SHIFT = 20 /* block = effect × 2^20 + candidate */
};

/* One replicate on its way. */
struct going {
    const struct flow_effects_walk *walk;
    struct flow_tally *tally;
    int32_t active;                                                 /* effects that are delivered */
    int32_t which[FLOW_EFFECTS_MAX];                                /* [active]: their numbers */
    float bound[FLOW_EFFECTS_MAX][FLOW_STATES_MAX][FLOW_BANDS_MAX]; /* [active]: most candidates a day of its clock */
    struct flow_arrivals arrivals;                                  /* with the kinds of one entrant */
};

/* One person on the way. */
struct person {
    struct flow_walker walker;
    int32_t band, state;                  /* as the tally has them */
    float clock[FLOW_EFFECTS_MAX];        /* [active]: the next candidate of each effect's clock */
    uint32_t candidate[FLOW_EFFECTS_MAX]; /* [active]: candidates used so far */
};

static const struct flow_effect *effect_at(const struct going *going, int32_t k)
{
    return &going->walk->effects->effect[going->which[k]];
}

static void add_event(const struct going *going, int32_t k, int32_t month)
{
    going->walk->count->events[going->which[k] * going->walk->count->months + month]++;
}

static void add_offer(const struct going *going, int32_t k, int32_t month)
{
    going->walk->count->offered[going->which[k] * going->walk->count->months + month]++;
}

/* ---- rates of the base ---- */

static int32_t band_at(const float *from, int32_t count, float value)
{
    int32_t band = 0;
    while (band + 1 < count && value >= from[band + 1])
        band++;
    return band;
}

static int32_t slot_of(const struct flow_tables *tables, int32_t state, int32_t destination)
{
    for (int32_t i = 0; i < tables->slots[state]; i++)
        if (tables->destination[state][i] == destination)
            return i;
    return -1;
}

/* How many times the rate of its draw an event's series has in a month. */
static float level_of(const struct flow_pace *pace, int32_t series, int32_t month)
{
    return pace->months ? pace->ratio[series][month] / pace->shrink[series] : 1;
}

/* The rate a day of a move in the base, at a time. */
static float rate_of(const struct flow_pace *pace, const struct flow_walker *walker, int32_t destination, float time,
                     int32_t month)
{
    const struct flow_tables *tables = pace->tables;
    const int32_t slot = slot_of(tables, walker->state, destination);
    if (slot < 0)
        return 0;
    const int32_t system = band_at(tables->system_from, tables->systems, time - walker->entered);
    const int32_t duration = band_at(tables->duration_from, tables->durations, time - walker->since);
    const int32_t cell =
        ((walker->state * tables->ages + walker->age) * tables->systems + system) * tables->durations + duration;
    return tables->rate[(int64_t)cell * tables->stride + slot] * level_of(pace, tables->series[walker->state][slot], month);
}

/* The largest rate of a move from a state at an age, over all times and months. */
static float largest_rate(const struct flow_pace *pace, int32_t months, int32_t state, int32_t age, int32_t destination)
{
    const struct flow_tables *tables = pace->tables;
    const int32_t slot = slot_of(tables, state, destination), cells = tables->systems * tables->durations;
    float rate = 0, level = 0;
    if (slot < 0)
        return 0;
    for (int32_t c = 0; c < cells; c++)
        rate = fmaxf(rate, tables->rate[((int64_t)(state * tables->ages + age) * cells + c) * tables->stride + slot]);
    for (int32_t m = 0; m < months; m++)
        level = fmaxf(level, level_of(pace, tables->series[state][slot], m));
    return rate * level;
}

/* ---- effects on moves ---- */

/* Whether an effect is about a move of this person now. */
static bool concerns(const struct flow_effect *effect, const struct flow_walker *walker, int32_t destination)
{
    return effect->kind == FLOW_EFFECT_MOVE && effect->to == destination && (effect->ages >> walker->age & 1) &&
           (effect->from == walker->state || (effect->from == FLOW_ANY_STATE && walker->state != destination));
}

/* What effects before `k` make of the rate of a move: all that hold up, and the excess of earlier ones. */
static float scale_before(const struct going *going, const struct flow_walker *walker, int32_t destination, int32_t k,
                          int32_t month)
{
    float scale = 1;
    for (int32_t i = 0; i < going->active; i++) {
        const struct flow_effect *effect = effect_at(going, i);
        if (!concerns(effect, walker, destination))
            continue;
        if (flow_effect_holds_up(effect, month))
            scale *= effect->strength[month];
        else if (!effect->adds && i < k)
            scale *= effect->strength[month];
    }
    return scale;
}

/* The excess a day that an effect brings at a time. */
static float excess_of(const struct going *going, const struct flow_walker *walker, int32_t k, float time, int32_t month)
{
    const struct flow_effect *effect = effect_at(going, k);
    if (!concerns(effect, walker, effect->to) || flow_effect_holds_up(effect, month))
        return 0;
    if (effect->adds)
        return effect->strength[month];
    return (effect->strength[month] - 1) * scale_before(going, walker, effect->to, k, month) *
           rate_of(going->walk->pace, walker, effect->to, time, month);
}

/* The most that scale_before can be in any month. */
static float largest_scale(const struct going *going, const struct flow_effect *of, int32_t k)
{
    float scale = 1;
    for (int32_t i = 0; i < k; i++) {
        const struct flow_effect *effect = effect_at(going, i);
        float most = 1;
        if (effect->kind != FLOW_EFFECT_MOVE || effect->adds || effect->to != of->to)
            continue;
        for (int32_t m = 0; m < going->walk->months->count; m++)
            most = fmaxf(most, effect->strength[m]);
        scale *= most;
    }
    return scale;
}

static void lay_bounds(struct going *going, int32_t k)
{
    const struct flow_effect *effect = effect_at(going, k);
    const struct flow_pace *pace = going->walk->pace;
    const struct flow_tables *tables = pace->tables;
    const int32_t months = going->walk->months->count;
    float most = 0;
    memset(going->bound[k], 0, sizeof going->bound[k]);
    if (effect->kind != FLOW_EFFECT_MOVE)
        return;
    for (int32_t m = 0; m < months; m++)
        if (!flow_effect_holds_up(effect, m))
            most = fmaxf(most, effect->adds ? effect->strength[m] : effect->strength[m] - 1);
    const float scale = effect->adds ? 1 : largest_scale(going, effect, k);
    for (int32_t s = 0; s < tables->states; s++)
        for (int32_t a = 0; a < tables->ages; a++) {
            const struct flow_walker there = {.state = s, .age = a};
            if (most > 0 && concerns(effect, &there, effect->to))
                going->bound[k][s][a] = most * (effect->adds ? 1 : scale * largest_rate(pace, months, s, a, effect->to));
        }
}

/* ---- clocks ---- */

static struct chance_block clock_block(const struct going *going, const struct person *person, int32_t k)
{
    return chance_block_at(going->walk->key, (uint32_t)going->which[k] << CLOCK_SHIFT | person->candidate[k],
                           person->walker.number, going->walk->replicate, CHANCE_EFFECT);
}

/* The next candidate of an effect's clock after `time`. */
static void wind(const struct going *going, struct person *person, int32_t k, float time)
{
    const float bound = going->bound[k][person->walker.state][person->walker.age];
    person->clock[k] = INFINITY;
    if (bound > 0)
        person->clock[k] = time + chance_exponential(clock_block(going, person, k).word[0]) / bound;
}

static void wind_all(const struct going *going, struct person *person, float time)
{
    for (int32_t k = 0; k < going->active; k++) {
        if (isfinite(person->clock[k]))
            person->candidate[k]++; /* a candidate that was drawn is not used again */
        wind(going, person, k, time);
    }
}

/* ---- turns ---- */

/* Where somebody comes to live who is placed in `state`: there, or where an effect diverts them to. */
static int32_t divert(const struct going *going, int32_t state, int32_t age, uint32_t word, int32_t month, int32_t *by)
{
    float from = 0;
    const float at = (float)(word >> 8) * 0x1p-24f;
    *by = -1;
    for (int32_t k = 0; k < going->active; k++) {
        const struct flow_effect *effect = effect_at(going, k);
        if (effect->kind != FLOW_EFFECT_DIVERT || effect->from != state || !(effect->ages >> age & 1))
            continue;
        add_offer(going, k, month);
        if (at >= from && at < from + effect->strength[month]) {
            *by = k;
            return effect->to;
        }
        from += effect->strength[month];
    }
    return state;
}

/* A move or exit that comes to pass at `time`; false when the person has left. */
static bool take_turn(struct going *going, struct person *person, float time, int32_t destination, uint32_t word)
{
    struct flow_walker *walker = &person->walker;
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
    int32_t by = -1, to = destination;
    if (destination < going->walk->pace->tables->states)
        to = divert(going, destination, walker->age, word, month, &by);
    if (by >= 0)
        add_event(going, by, month);
    walker->now = time;
    if (by >= 0 && to == walker->state) /* diverted to where they are: they stay */
        return true;
    const struct flow_turn turn = {(int32_t)time, to};
    flow_tally_turns(going->tally, &turn, 1, &person->band, &person->state);
    if (to >= going->walk->pace->tables->states)
        return false;
    walker->state = to;
    walker->since = time;
    wind_all(going, person, time);
    return true;
}

/* Whether an event of the base is let through by all effects that hold such events up. */
static bool let_through(const struct going *going, const struct flow_walker *walker, int32_t destination, float time,
                        uint32_t word)
{
    const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
    const float at = (float)(word >> 8) * 0x1p-24f;
    float kept = 1;
    for (int32_t k = 0; k < going->active; k++) {
        const struct flow_effect *effect = effect_at(going, k);
        if (!concerns(effect, walker, destination) || !flow_effect_holds_up(effect, month))
            continue;
        add_offer(going, k, month);
        kept *= effect->strength[month];
        if (at >= kept) {
            add_event(going, k, month);
            return false;
        }
    }
    return true;
}

/* The earliest clock before `until`; -1 when none is. */
static int32_t earliest(const struct going *going, const struct person *person, float until)
{
    int32_t first = -1;
    for (int32_t k = 0; k < going->active; k++)
        if (person->clock[k] < until) {
            until = person->clock[k];
            first = k;
        }
    return first;
}

/* Lets the clocks run up to `until`, as `there` stands; the effect whose candidate is an event, or -1. */
static int32_t run_clocks(const struct going *going, struct person *person, float until)
{
    int32_t k;
    while ((k = earliest(going, person, until)) >= 0) {
        const float time = person->clock[k];
        const int32_t month = flow_months_of(going->walk->months, (int32_t)time);
        const float bound = going->bound[k][person->walker.state][person->walker.age];
        const float at = (float)(clock_block(going, person, k).word[1] >> 8) * 0x1p-24f;
        if (at * bound < excess_of(going, &person->walker, k, time, month))
            return k;
        person->candidate[k]++;
        wind(going, person, k, time);
    }
    return -1;
}

/* An event that an effect's clock brings; false when the person has left. */
static bool take_excess(struct going *going, struct person *person, int32_t k)
{
    const float time = person->clock[k];
    const uint32_t word = clock_block(going, person, k).word[2];
    add_event(going, k, flow_months_of(going->walk->months, (int32_t)time));
    person->candidate[k]++;
    person->clock[k] = INFINITY;
    if (!take_turn(going, person, time, effect_at(going, k)->to, word))
        return false;
    if (!isfinite(person->clock[k]))
        wind(going, person, k, time);
    return true;
}

/* An event of the base; false when the person has left. `before` is the walker before it. */
static bool take_base(struct going *going, struct person *person, const struct flow_walker *before, struct flow_turn turn)
{
    const struct flow_effects_walk *walk = going->walk;
    struct flow_walker after = person->walker;
    const struct chance_block block =
        chance_block_at(walk->key, after.candidate, after.number, walk->replicate, CHANCE_EFFECT_BASE);
    if (turn.destination == FLOW_AGEING) {
        flow_tally_turns(going->tally, &turn, 1, &person->band, &person->state);
        wind_all(going, person, after.now);
        return true;
    }
    person->walker = *before;
    person->walker.candidate = after.candidate;
    person->walker.now = after.now;
    if (turn.destination == walk->pace->tables->final_destination) {
        flow_tally_turns(going->tally, &turn, 1, &person->band, &person->state);
        return false;
    }
    if (!let_through(going, before, turn.destination, after.now, block.word[0]))
        return true;
    return take_turn(going, person, after.now, turn.destination, block.word[1]);
}

/* One person to the horizon. */
static void follow(struct going *going, struct person *person)
{
    const struct flow_effects_walk *walk = going->walk;
    const float horizon = (float)walk->months->days;
    for (int32_t k = 0; k < going->active; k++) {
        person->clock[k] = INFINITY;
        person->candidate[k] = 0;
        wind(going, person, k, person->walker.now);
    }
    for (bool here = true; here;) {
        const struct flow_walker before = person->walker;
        struct flow_turn turn;
        const int32_t got = flow_walker_turns(walk->pace, walk->key, walk->replicate, horizon, &person->walker, &turn, 1);
        const struct flow_walker after = person->walker;
        person->walker = before;
        const int32_t k = run_clocks(going, person, got ? after.now : horizon);
        if (k >= 0) {
            person->walker.candidate = after.candidate;
            here = take_excess(going, person, k);
        } else if (got) {
            person->walker = after;
            here = take_base(going, person, &before, turn);
        } else {
            break;
        }
    }
}

/* ---- entries ---- */

static void follow_entrant(struct going *going, const struct flow_entrant *entrant, int32_t month)
{
    const struct flow_effects_walk *walk = going->walk;
    struct person person = {0};
    struct flow_entrant placed = *entrant;
    int32_t by;
    flow_walker_place(walk->pace->tables, &walk->cohort->birthdays, &entrant->person, walk->cohort->start, &person.walker);
    const struct chance_block block =
        chance_block_at(walk->key, 0, entrant->person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
    placed.person.state = divert(going, entrant->person.state, person.walker.age, block.word[1], month, &by);
    if (by >= 0)
        add_event(going, by, month);
    person.walker.state = placed.person.state;
    person.band = person.walker.age;
    person.state = person.walker.state;
    flow_tally_start(going->tally, entrant->person.entered - walk->cohort->start - 1, person.band, person.state,
                     walk->arrivals->marked[entrant->stratum]);
    follow(going, &person);
}

static struct flow_entrant make_entrant(const struct going *going, const struct flow_arrivals *arrivals, int32_t month,
                                        uint32_t index)
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

/* Whether an effect is about an entrant of a kind. */
static bool concerns_entry(const struct flow_effect *effect, int32_t stratum)
{
    return effect->kind == FLOW_EFFECT_ENTRIES && (effect->strata >> stratum & 1);
}

/* Whether all effects that hold entries up let somebody of a kind in. */
static bool let_in(const struct going *going, int32_t stratum, int32_t month, uint32_t word)
{
    const float at = (float)(word >> 8) * 0x1p-24f;
    float kept = 1;
    for (int32_t k = 0; k < going->active; k++) {
        const struct flow_effect *effect = effect_at(going, k);
        if (!concerns_entry(effect, stratum) || !flow_effect_holds_up(effect, month))
            continue;
        add_offer(going, k, month);
        kept *= effect->strength[month];
        if (at >= kept) {
            add_event(going, k, month);
            return false;
        }
    }
    return true;
}

/* Further entrants of the same kind that one effect brings for one of the base; `more` were brought for them before. */
static uint32_t bring_further(struct going *going, int32_t k, float mean, const struct flow_entrant *entrant, int32_t month,
                              uint32_t index, uint32_t more)
{
    const struct flow_effects_walk *walk = going->walk;
    const struct chance_block block = chance_block_at(walk->key, 1 + (uint32_t)going->which[k], entrant->person.number,
                                                      walk->replicate, CHANCE_EFFECT_ENTRY);
    const int32_t count = further(mean, block.word[0]);
    for (int32_t i = 0; i < walk->arrivals->strata; i++)
        going->arrivals.kind[i] = i < entrant->stratum ? 0 : UINT64_C(1) << 32;
    for (int32_t i = 0; i < count && more < FURTHER_EACH; i++, more++) {
        const struct flow_entrant another =
            make_entrant(going, &going->arrivals, month, FURTHER + index * FURTHER_EACH + more);
        add_event(going, k, month);
        follow_entrant(going, &another, month);
    }
    return more;
}

/* What the effects make of one entrant of the base: gone, there, or there with further ones of the same kind. */
static void enter(struct going *going, int32_t month, uint32_t index)
{
    const struct flow_effects_walk *walk = going->walk;
    const struct flow_entrant entrant = make_entrant(going, walk->arrivals, month, index);
    const struct chance_block block =
        chance_block_at(walk->key, 0, entrant.person.number, walk->replicate, CHANCE_EFFECT_ENTRY);
    float scale = 1;
    uint32_t more = 0;
    if (!let_in(going, entrant.stratum, month, block.word[0]))
        return;
    follow_entrant(going, &entrant, month);
    for (int32_t k = 0; k < going->active; k++) {
        const struct flow_effect *effect = effect_at(going, k);
        if (!concerns_entry(effect, entrant.stratum) || effect->adds || flow_effect_holds_up(effect, month))
            continue;
        more = bring_further(going, k, (effect->strength[month] - 1) * scale, &entrant, month, index, more);
        scale *= effect->strength[month];
    }
}

/* Those whom an effect brings beside the base: a number of their own, of the kinds that it is about. */
static void enter_added(struct going *going, int32_t k, int32_t month)
{
    const struct flow_effects_walk *walk = going->walk;
    const struct flow_effect *effect = effect_at(going, k);
    const uint64_t *kind = walk->arrivals->kind;
    uint64_t all = 0, sum = 0;
    for (int32_t s = 0; s < walk->arrivals->strata; s++)
        all += effect->strata >> s & 1 ? kind[s] - (s ? kind[s - 1] : 0) : 0;
    if (all == 0)
        return;
    for (int32_t s = 0; s < walk->arrivals->strata; s++) {
        sum += effect->strata >> s & 1 ? kind[s] - (s ? kind[s - 1] : 0) : 0;
        going->arrivals.kind[s] = sum == all ? UINT64_C(1) << 32 : (uint64_t)((double)sum / (double)all * 0x1p32);
    }
    struct chance_stream stream;
    chance_stream_start(&stream, walk->key, (uint32_t)going->which[k] << CLOCK_SHIFT | (uint32_t)month, walk->replicate,
                        CHANCE_EFFECT_COUNT);
    int64_t count = chance_poisson(&stream, (double)effect->strength[month]);
    count = count < ADDED_EACH ? count : ADDED_EACH;
    for (int64_t i = 0; i < count; i++) {
        const uint32_t index = ADDED + (uint32_t)going->which[k] * ADDED_EACH + (uint32_t)i;
        const struct flow_entrant entrant = make_entrant(going, &going->arrivals, month, index);
        add_event(going, k, month);
        follow_entrant(going, &entrant, month);
    }
}

/* ---- everybody ---- */

static void begin(const struct flow_effects_walk *walk, struct flow_tally *tally, struct going *going)
{
    going->walk = walk;
    going->tally = tally;
    going->active = 0;
    going->arrivals = *walk->arrivals;
    for (int32_t i = 0; i < walk->effects->effects; i++)
        if (flow_effects_delivered(walk->effects, walk->effects->effect[i].initiative, walk->key, walk->replicate))
            going->which[going->active++] = i;
    for (int32_t k = 0; k < going->active; k++)
        lay_bounds(going, k);
}

/* Nights of a month of those whom an effect could move. */
static int64_t nights_of(const struct flow_effect *effect, const struct flow_census *census, int32_t bands, int32_t states)
{
    int64_t nights = 0;
    for (int32_t b = 0; b < bands; b++)
        for (int32_t s = 0; s < states && (effect->ages >> b & 1); s++)
            if (s != effect->to && (effect->from == s || effect->from == FLOW_ANY_STATE))
                nights += census->nights[b][s];
    return nights;
}

/* How many every effect could find, and that it was there to find them. */
static void count_nights(const struct going *going)
{
    struct flow_effects_count *count = going->walk->count;
    struct flow_census census = going->walk->cohort->census;
    for (int32_t m = 0; m < count->months; m++) {
        flow_tally_census(going->tally, m, &census);
        for (int32_t k = 0; k < going->active; k++)
            if (effect_at(going, k)->kind == FLOW_EFFECT_MOVE && effect_at(going, k)->adds)
                count->nights[going->which[k] * count->months + m] +=
                    nights_of(effect_at(going, k), &census, going->tally->bands, going->tally->states);
    }
    for (int32_t k = 0; k < going->active; k++)
        count->paths[going->which[k]]++;
}

int flow_effects_replicate(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_tally *tally,
                           struct problem *problem)
{
    struct going going;
    begin(walk, tally, &going);
    for (int64_t i = 0; i < walk->cohort->count; i++) {
        struct person person = {.walker = walk->cohort->walker[i]};
        person.band = person.walker.age;
        person.state = person.walker.state;
        follow(&going, &person);
    }
    for (int32_t m = 0; m < walk->months->count; m++) {
        if (entries[m] > BASE_ENTRANTS_MAX)
            return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than a plan can tell apart");
        for (int32_t i = 0; i < entries[m]; i++)
            enter(&going, m, (uint32_t)i);
        for (int32_t k = 0; k < going.active; k++) {
            const struct flow_effect *effect = effect_at(&going, k);
            if (effect->kind == FLOW_EFFECT_ENTRIES && effect->adds && !flow_effect_holds_up(effect, m))
                enter_added(&going, k, m);
        }
    }
    count_nights(&going);
    return 0;
}
