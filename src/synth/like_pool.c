#include "synth/like_pool.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { OLD_AGE = 10 };

/* Ids by which counts are told. */
struct ids {
    enum synth_like_kind of_state[FLOW_STATES_MAX]; /* the placement that a state is told as */
    int32_t adopted, sgo, home, cao, transfer;      /* exits */
};

struct making {
    const struct synth_draft *draft;
    const struct flow_system *system;
    struct synth_like_families *out;
    struct ids ids;
    int32_t years;   /* told */
    double *leaving; /* [cell]: rate a day of all ways out before the final birthday */
    int64_t column_capacity, count_capacity;
    int16_t *column; /* cells so far */
    uint8_t *count;
    int32_t row[SYNTH_LIKE_COLUMNS]; /* counts of the unit at hand */
};

static int find_ids(struct making *making, struct problem *problem)
{
    static const struct {
        const char *state;
        enum synth_like_kind kind;
    } told[] = {
        {"connected_carer", SYNTH_LIKE_FOSTER}, {"foster_inhouse", SYNTH_LIKE_FOSTER}, {"foster_agency", SYNTH_LIKE_FOSTER},
        {"home_inhouse", SYNTH_LIKE_HOMES},     {"home_external", SYNTH_LIKE_HOMES},   {"secure", SYNTH_LIKE_HOMES},
        {"supported", SYNTH_LIKE_SUPPORTED},    {"parents", SYNTH_LIKE_PARENTS},       {"adoption", SYNTH_LIKE_ADOPTION}};
    static const char *const exits[] = {"adopted", "sgo", "home", "cao", "transfer"};
    int32_t *const exit[] = {&making->ids.adopted, &making->ids.sgo, &making->ids.home, &making->ids.cao,
                             &making->ids.transfer};
    for (int32_t s = 0; s < making->system->states; s++)
        making->ids.of_state[s] = SYNTH_LIKE_OTHER;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const int32_t state = flow_state_named(making->system, told[i].state);
        if (state < 0)
            return problem_set(problem, PROBLEM_INPUT, "the care system has no state %s, by which counts are told",
                               told[i].state);
        making->ids.of_state[state] = told[i].kind;
    }
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++)
        if ((*exit[i] = flow_exit_named(making->system, exits[i])) < 0)
            return problem_set(problem, PROBLEM_INPUT, "the care system has no exit %s, by which counts are told", exits[i]);
    return 0;
}

/* 31 March of year `opens` + at. */
static day year_end(const struct making *making, int32_t at)
{
    return calendar_year_end(making->out->pool.opens + at - 1);
}

/* The year in which a day lies: 1 … years; 0 before the first told, years + 1 after the last. */
static int32_t year_of(const struct making *making, day on)
{
    int32_t at = 0;
    while (at <= making->years && on > year_end(making, at))
        at++;
    return at;
}

static day period_to(const struct synth_draft *draft, const struct synth_period *period)
{
    return draft->spell[period->first_spell + period->spells - 1].to;
}

static day period_from(const struct synth_draft *draft, const struct synth_period *period)
{
    return draft->spell[period->first_spell].from;
}

/* Whether anything of a period is told. */
static bool is_told(const struct making *making, const struct synth_period *period)
{
    return period_from(making->draft, period) <= year_end(making, making->years) &&
           period_to(making->draft, period) > year_end(making, 0);
}

static void lay_leaving(struct making *making)
{
    const struct flow_system *system = making->system;
    const struct flow_rates *rates = &making->draft->posterior.rates[0];
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            for (int32_t c = 0; c < system->time_in_system.count; c++)
                for (int32_t p = 0; p < system->time_in_state.count; p++)
                    for (int32_t e = 0; e < system->exits; e++)
                        if (rates->base[s][system->states + e] > 0)
                            making->leaving[flow_cell(system, s, a, c, p)] +=
                                flow_rate(system, rates, s, system->states + e, a, c, p);
}

static day sooner(day a, day b)
{
    return a < b ? a : b;
}

/* The day on which the band of a clock that began on `since` ends. */
static day band_end(const struct flow_bands *bands, int32_t band, day since)
{
    return band + 1 < bands->count ? since + bands->from[band + 1] : DAY_OPEN;
}

/* The cumulated rate of ways out along a spell, to the end of the years told. */
static double leaving_of(const struct making *making, const struct synth_spell *spell, day born, day entered)
{
    const struct flow_system *system = making->system;
    const day end = sooner(spell->to, year_end(making, making->years) + 1);
    double sum = 0;
    for (day on = spell->from; on < end;) {
        const int32_t age = flow_band(&system->age, calendar_age(born, on)),
                      in_care = flow_band(&system->time_in_system, on - entered),
                      in_place = flow_band(&system->time_in_state, on - spell->from);
        day next = sooner(band_end(&system->time_in_system, in_care, entered),
                          band_end(&system->time_in_state, in_place, spell->from));
        if (age + 1 < system->age.count)
            next = sooner(next, calendar_birthday(born, system->age.from[age + 1]));
        next = sooner(next, end);
        sum += making->leaving[flow_cell(system, spell->state, age, in_care, in_place)] * (next - on);
        on = next;
    }
    return sum;
}

static void add(struct making *making, enum synth_like_kind kind, int32_t at)
{
    if (at >= 0 && at <= making->years)
        making->row[synth_like_column(kind, at)]++;
}

/* The kind of the first of five bands whose last age is not below. */
static enum synth_like_kind aged(enum synth_like_kind first, int32_t age)
{
    return (enum synth_like_kind)((int32_t)first + (age < 1 ? 0 : age < 5 ? 1 : age < 10 ? 2 : age < 16 ? 3 : 4));
}

static void add_start(struct making *making, const struct synth_person *person, day on)
{
    const int32_t at = year_of(making, on);
    if (at < 1)
        return;
    add(making, SYNTH_LIKE_STARTS, at);
    add(making, aged(SYNTH_LIKE_STARTED_UNDER_1, calendar_age(person->born, on)), at);
    if (person->unaccompanied)
        add(making, SYNTH_LIKE_STARTED_UASC, at);
}

static void add_cease(struct making *making, const struct synth_person *person, const struct synth_spell *last)
{
    const struct ids *ids = &making->ids;
    const int32_t at = year_of(making, last->to), exit = last->next - making->system->states;
    if (at < 1 || last->to == DAY_OPEN)
        return;
    add(making, SYNTH_LIKE_CEASES, at);
    if (last->to >= calendar_birthday(person->born, making->system->final_age)) {
        add(making, SYNTH_LIKE_CEASED_18, at);
        return;
    }
    add(making, aged(SYNTH_LIKE_CEASED_UNDER_1, calendar_age(person->born, last->to)), at);
    if (exit == ids->adopted)
        add(making, SYNTH_LIKE_ADOPTED, at);
    else if (exit == ids->sgo)
        add(making, SYNTH_LIKE_SGO, at);
    else if (exit == ids->home)
        add(making, SYNTH_LIKE_HOME, at);
    else if (exit == ids->cao)
        add(making, SYNTH_LIKE_CAO, at);
    else if (exit == ids->transfer)
        add(making, SYNTH_LIKE_TRANSFER, at);
}

static void add_stock(struct making *making, const struct synth_person *person, const struct synth_spell *spell)
{
    for (int32_t at = 0; at <= making->years; at++) {
        const day on = year_end(making, at);
        if (spell->from > on || spell->to <= on)
            continue;
        add(making, SYNTH_LIKE_STOCK, at);
        add(making, making->ids.of_state[spell->state], at);
        add(making, aged(SYNTH_LIKE_AGED_UNDER_1, calendar_age(person->born, on)), at);
        if (person->unaccompanied)
            add(making, SYNTH_LIKE_UASC, at);
    }
}

/* One period of the unit at hand. */
static void add_period(struct making *making, int64_t unit, const struct synth_period *period)
{
    const struct synth_draft *draft = making->draft;
    struct synth_like_pool *pool = &making->out->pool;
    const struct synth_person *person = &draft->person[period->child];
    const struct synth_spell *spell = &draft->spell[period->first_spell], *last = &spell[period->spells - 1];
    const bool young =
        last->to <= year_end(making, making->years) && last->to < calendar_birthday(person->born, making->system->final_age);
    add_start(making, person, spell->from);
    add_cease(making, person, last);
    for (int32_t i = 0; i < period->spells; i++) {
        add_stock(making, person, &spell[i]);
        pool->rate[unit] += (float)leaving_of(making, &spell[i], person->born, spell->from);
    }
    pool->left[unit] = (uint8_t)(pool->left[unit] + young);
    pool->old[unit] = (uint8_t)(pool->old[unit] + (calendar_age(person->born, spell->from) >= OLD_AGE));
}

/* A period that is told, and the family that its child first came with. */
struct told {
    uint32_t family;
    int32_t period;
};

static int compare_told(const void *left, const void *right)
{
    const struct told *a = left, *b = right;
    if (a->family != b->family)
        return (a->family > b->family) - (a->family < b->family);
    return (a->period > b->period) - (a->period < b->period);
}

/* The periods that are told, family by family; how many. NULL in *out when memory is out. */
static int64_t list_told(const struct making *making, struct told **out)
{
    const struct synth_draft *draft = making->draft;
    int64_t count = 0;
    *out = array_new(draft->periods, sizeof **out, NULL);
    for (int64_t p = 0; *out && p < draft->periods; p++)
        if (is_told(making, &draft->period[p]))
            (*out)[count++] = (struct told){draft->person[draft->period[p].child].family, (int32_t)p};
    if (*out)
        qsort(*out, (size_t)count, sizeof **out, compare_told);
    return count;
}

static int units_make(struct making *making, const struct told *told, int64_t count, struct problem *problem)
{
    struct synth_like_pool *pool = &making->out->pool;
    struct arena *arena = &making->out->arena;
    for (int64_t i = 0; i < count; i++)
        pool->units += i == 0 || told[i].family != told[i - 1].family;
    const size_t units = (size_t)pool->units + 1;
    pool->first = arena_take(arena, (units + 1) * sizeof *pool->first);
    pool->entered = arena_take(arena, units);
    pool->children = arena_take(arena, units);
    pool->left = arena_take(arena, units);
    pool->old = arena_take(arena, units);
    pool->rate = arena_take(arena, units * sizeof *pool->rate);
    making->out->unit_of = arena_take(arena, (size_t)(making->draft->persons + 1) * sizeof *making->out->unit_of);
    if (!pool->first || !pool->entered || !pool->children || !pool->left || !pool->old || !pool->rate ||
        !making->out->unit_of)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the families to choose from");
    for (int64_t i = 0; i < making->draft->persons; i++)
        making->out->unit_of[i] = -1;
    return 0;
}

/* Writes the row of the unit at hand as cells and clears it. */
static int row_write(struct making *making, int64_t unit, struct problem *problem)
{
    struct synth_like_pool *pool = &making->out->pool;
    const int64_t needed = pool->cells + SYNTH_LIKE_COLUMNS;
    if (array_reserve(&making->column, &making->column_capacity, needed, sizeof *making->column, problem) < 0 ||
        array_reserve(&making->count, &making->count_capacity, needed, sizeof *making->count, problem) < 0)
        return PROBLEM_MEMORY;
    for (int32_t c = 0; c < SYNTH_LIKE_COLUMNS; c++) {
        if (making->row[c] == 0)
            continue;
        making->column[pool->cells] = (int16_t)c;
        making->count[pool->cells++] = (uint8_t)making->row[c];
        making->row[c] = 0;
    }
    pool->first[unit + 1] = pool->cells;
    return 0;
}

/* Fills the units one after another. */
static int units_fill(struct making *making, const struct told *told, int64_t count, struct problem *problem)
{
    const struct synth_draft *draft = making->draft;
    struct synth_like_pool *pool = &making->out->pool;
    int64_t unit = 0;
    int code = 0;
    for (int64_t i = 0; i < count && code == 0; i++) {
        const struct synth_period *period = &draft->period[told[i].period];
        const bool first = i == 0 || told[i].family != told[i - 1].family;
        const int32_t person = period->child;
        if (first)
            pool->entered[unit] = (int8_t)year_of(making, period_from(draft, period));
        pool->children[unit] = (uint8_t)(pool->children[unit] + (making->out->unit_of[person] < 0));
        making->out->unit_of[person] = (int32_t)unit;
        add_period(making, unit, period);
        if (i + 1 == count || told[i + 1].family != told[i].family)
            code = row_write(making, unit++, problem);
    }
    return code;
}

/* Cells by column. */
static int columns_lay(struct making *making, struct problem *problem)
{
    struct synth_like_pool *pool = &making->out->pool;
    struct arena *arena = &making->out->arena;
    const size_t cells = (size_t)pool->cells + 1;
    int64_t at[SYNTH_LIKE_COLUMNS] = {0};
    pool->column = arena_take(arena, cells * sizeof *pool->column);
    pool->count = arena_take(arena, cells);
    pool->column_first = arena_take(arena, (SYNTH_LIKE_COLUMNS + 1) * sizeof *pool->column_first);
    pool->column_unit = arena_take(arena, cells * sizeof *pool->column_unit);
    pool->column_count = arena_take(arena, cells);
    if (!pool->column || !pool->count || !pool->column_first || !pool->column_unit || !pool->column_count)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the families to choose from");
    for (int64_t c = 0; c < pool->cells; c++) {
        pool->column[c] = making->column[c];
        pool->count[c] = making->count[c];
        pool->column_first[making->column[c] + 1]++;
    }
    for (int32_t k = 0; k < SYNTH_LIKE_COLUMNS; k++) {
        pool->column_first[k + 1] += pool->column_first[k];
        at[k] = pool->column_first[k];
    }
    for (int64_t unit = 0; unit < pool->units; unit++)
        for (int64_t c = pool->first[unit]; c < pool->first[unit + 1]; c++) {
            pool->column_unit[at[pool->column[c]]] = (int32_t)unit;
            pool->column_count[at[pool->column[c]]++] = pool->count[c];
        }
    return 0;
}

int synth_like_families_make(const struct synth_draft *draft, int32_t opens, int32_t last, struct synth_like_families *out,
                             struct problem *problem)
{
    struct making making = {.draft = draft, .system = draft->posterior.system, .out = out, .years = last - opens};
    struct told *told = NULL;
    int64_t count = 0;
    *out = (struct synth_like_families){.pool = {.opens = opens, .last = last}};
    int code = last > opens && making.years < SYNTH_LIKE_YEARS_MAX
                   ? find_ids(&making, problem)
                   : problem_set(problem, PROBLEM_INPUT, "a council can be made like figures of 1 to %d years",
                                 SYNTH_LIKE_YEARS_MAX - 1);
    if (code == 0) {
        making.leaving = arena_take(&out->arena, (size_t)flow_cells(making.system) * sizeof *making.leaving);
        count = list_told(&making, &told);
        if (!making.leaving || !told)
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the families to choose from");
    }
    if (code == 0)
        code = units_make(&making, told, count, problem);
    if (code == 0) {
        lay_leaving(&making);
        code = units_fill(&making, told, count, problem);
    }
    if (code == 0)
        code = columns_lay(&making, problem);
    free(told);
    free(making.column);
    free(making.count);
    if (code < 0)
        synth_like_families_clear(out);
    return code;
}

void synth_like_families_clear(struct synth_like_families *families)
{
    arena_clear(&families->arena);
    *families = (struct synth_like_families){0};
}
