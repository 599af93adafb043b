#include "run/sufficiency.h"

#include <inttypes.h>

#include "base/array.h"
#include "base/text.h"
#include "casebook/import.h"
#include "flow/futures.h"
#include "money/money.h"
#include "run/gather.h"
#include "run/prepared.h"
#include "run/provenance.h"
#include "run/run_id.h"

/* What one run reads and writes. */
struct making {
    struct casebook *casebook;
    const struct casebook_capacity *capacity;
    const struct gathered *past;
    const struct run_forecast_options *options;
    struct progress *progress;
    struct problem *problem;
};

/* Whether a state is capped: places of the council's own or of a block contract, and none that can be bought one by one. */
static bool is_capped(const struct casebook_capacity *capacity, int32_t state)
{
    bool own = false, bought = false;
    for (int64_t i = 0; i < capacity->rows; i++) {
        const struct casebook_places *row = &capacity->row[i];
        const bool sure = row->owner == CAPACITY_COUNCIL || row->owner == CAPACITY_BLOCK;
        own = own || (row->state == state && sure);
        bought = bought || (row->state == state && !sure);
    }
    return own && !bought;
}

int sufficiency_places(const struct care_system *system, const struct casebook_capacity *capacity, day start, int32_t days,
                       struct arena *arena, struct flow_places *out, struct problem *problem)
{
    struct flow_places_line *line = arena_take(arena, (size_t)(capacity->rows + 1) * sizeof *line);
    int64_t lines = 0;
    if (!line)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the places");
    for (int64_t i = 0; i < capacity->rows; i++) {
        const struct casebook_places *row = &capacity->row[i];
        if (is_capped(capacity, row->state))
            line[lines++] = (struct flow_places_line){row->state, row->places, row->from, row->to};
    }
    return flow_places_make(&system->flow, &system->spill, line, lines, start, days, arena, out, problem);
}

int64_t sufficiency_places_on(const struct casebook_capacity *capacity, int32_t state, int32_t owner, day on)
{
    int64_t places = 0;
    bool counted = false;
    for (int64_t i = 0; i < capacity->rows; i++) {
        const struct casebook_places *row = &capacity->row[i];
        if ((state != RUN_ALL && row->state != state) || (owner != RUN_ALL && (int32_t)row->owner != owner) ||
            row->places == CAPACITY_UNCOUNTED)
            continue;
        counted = true;
        places += row->from <= on && on < row->to ? row->places : 0;
    }
    return counted ? places : RUN_NO_PLACES;
}

/* sum × 1,000 / count, rounded once, half to even. */
static int64_t mean_of(int64_t sum, int64_t count)
{
    struct money mean = {0};
    money_scale((struct money){sum}, 1000, count, &mean);
    return mean.pence;
}

/* A row of which there is one value and no doubt. */
static int add_certain(struct run_rows *out, enum run_measure measure, day date, int32_t state, int32_t owner, int64_t value,
                       struct problem *problem)
{
    const int64_t row = run_rows_add(out, measure, date, state, owner, problem);
    if (row < 0)
        return (int)row;
    out->mean[row] = value * 1000;
    for (int32_t q = 0; q < RUN_QUANTILES; q++)
        out->quantile[row * RUN_QUANTILES + q] = value;
    return 0;
}

/* A row of the replicates; `less` is taken from each value. */
static int add_counted(struct run_rows *out, enum run_measure measure, const struct flow_futures *futures,
                       enum flow_sufficiency_measure of, int32_t state, int32_t month, int64_t less, struct problem *problem)
{
    const int64_t row = run_rows_add(out, measure, futures->month_end[month], state, RUN_ALL, problem);
    if (row < 0)
        return (int)row;
    out->mean[row] =
        mean_of(flow_sufficiency_sum(&futures->sufficiency, of, state, month), futures->replicates) - less * 1000;
    for (int32_t q = 0; q < RUN_QUANTILES; q++)
        out->quantile[row * RUN_QUANTILES + q] =
            flow_sufficiency_quantile(&futures->sufficiency, of, state, month, run_quantile_per_mille[q]) - less;
    return 0;
}

/* Children there on the day of the data; RUN_ALL: of all kinds. */
static int64_t there_now(const struct flow_system *system, const int64_t *stock, int32_t state)
{
    int64_t there = 0;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t b = 0; b < system->age.count && (state == RUN_ALL || s == state); b++)
            there += stock[s * system->age.count + b];
    return there;
}

static int add_measure(const struct making *making, enum run_measure measure, enum flow_sufficiency_measure of,
                       const int64_t *now, const struct flow_futures *futures, struct run_rows *out)
{
    const struct flow_system *system = &casebook_system(making->casebook)->flow;
    const bool stock = measure == RUN_NEED || measure == RUN_MET || measure == RUN_OCCUPIED;
    int code = 0;
    for (int32_t s = RUN_ALL; s < system->states && code == 0 && stock; s++)
        code = add_certain(out, measure, making->past->as_at, s, RUN_ALL, there_now(system, now, s), making->problem);
    for (int32_t m = 0; m < futures->months && code == 0; m++)
        for (int32_t s = RUN_ALL; s < system->states && code == 0; s++)
            code = add_counted(out, measure, futures, of, s, m, 0, making->problem);
    return code;
}

/* Places of every owner and of all, on one date. */
static int add_places_on(const struct making *making, day date, struct run_rows *out)
{
    const int32_t states = casebook_system(making->casebook)->flow.states;
    int code = 0;
    for (int32_t s = RUN_ALL; s < states && code == 0; s++)
        for (int32_t owner = RUN_ALL; owner < CAPACITY_OWNERS && code == 0; owner++) {
            const int64_t places = sufficiency_places_on(making->capacity, s, owner, date);
            if (places != RUN_NO_PLACES)
                code = add_certain(out, RUN_PLACES, date, s, owner, places, making->problem);
        }
    return code;
}

static int add_places(const struct making *making, const struct flow_futures *futures, struct run_rows *out)
{
    int code = add_places_on(making, making->past->as_at, out);
    for (int32_t m = 0; m < futures->months && code == 0; m++)
        code = add_places_on(making, futures->month_end[m], out);
    return code;
}

/* Need less places, of each kind that has any: homes of one kind do not stand in for another, so there is no gap of all. */
static int add_gaps(const struct making *making, const int64_t *now, const struct flow_futures *futures,
                    struct run_rows *out)
{
    const struct flow_system *system = &casebook_system(making->casebook)->flow;
    int code = 0;
    for (int32_t m = -1; m < futures->months && code == 0; m++) {
        const day date = m < 0 ? making->past->as_at : futures->month_end[m];
        for (int32_t s = 0; s < system->states && code == 0; s++) {
            const int64_t places = sufficiency_places_on(making->capacity, s, RUN_ALL, date);
            if (places == RUN_NO_PLACES)
                continue;
            code = m < 0 ? add_certain(out, RUN_GAP, date, s, RUN_ALL, there_now(system, now, s) - places, making->problem)
                         : add_counted(out, RUN_GAP, futures, FLOW_NEED, s, m, places, making->problem);
        }
    }
    return code;
}

/* Which kinds can be full. */
static int add_capped(const struct making *making, struct run_rows *out)
{
    const int32_t states = casebook_system(making->casebook)->flow.states;
    int code = 0;
    for (int32_t s = 0; s < states && code == 0; s++)
        if (is_capped(making->capacity, s))
            code = add_certain(out, RUN_CAPPED, making->past->as_at, s, RUN_ALL, 1, making->problem);
    return code;
}

static int add_rows(const struct making *making, const struct flow_futures *futures, struct run_rows *out)
{
    static const struct {
        enum run_measure measure;
        enum flow_sufficiency_measure of;
    } measures[] = {{RUN_NEED, FLOW_NEED},
                    {RUN_MET, FLOW_MET},
                    {RUN_SPILLED, FLOW_SPILLED},
                    {RUN_WAITED, FLOW_WAITED},
                    {RUN_OCCUPIED, FLOW_OCCUPIED}};
    const struct flow_system *system = &casebook_system(making->casebook)->flow;
    int64_t now[FLOW_STATES_MAX * FLOW_BANDS_MAX];
    int code = 0;
    flow_stock(system, &making->past->histories, making->past->as_at, now);
    for (size_t i = 0; i < sizeof measures / sizeof *measures && code == 0; i++)
        code = add_measure(making, measures[i].measure, measures[i].of, now, futures, out);
    if (code == 0)
        code = add_places(making, futures, out);
    if (code == 0)
        code = add_gaps(making, now, futures, out);
    return code < 0 ? code : add_capped(making, out);
}

/* The futures in which places can be full. */
static int simulate(const struct making *making, const struct prepared *prepared, struct arena *arena,
                    struct flow_futures *futures)
{
    const struct care_system *system = casebook_system(making->casebook);
    struct flow_months months;
    struct flow_places places;
    struct flow_plan plan = prepared->plan;
    plan.places = &places;
    int code = flow_months_make(plan.start, plan.months, arena, &months, making->problem);
    if (code == 0)
        code = sufficiency_places(system, making->capacity, plan.start, months.days, arena, &places, making->problem);
    if (code == 0)
        code = flow_simulate(&system->flow, &making->past->histories, &prepared->learnt.posterior, &plan, making->progress,
                             futures, making->problem);
    return code;
}

static int compute(const struct making *making, struct run_result *out)
{
    struct prepared prepared;
    struct flow_futures futures = {0};
    struct arena arena = {0};
    int code = prepared_make(making->casebook, making->past, making->options, making->progress, &prepared, making->problem);
    if (code == 0)
        code = simulate(making, &prepared, &arena, &futures);
    if (code == 0)
        code = add_rows(making, &futures, &out->forecast);
    arena_clear(&arena);
    flow_futures_clear(&futures);
    prepared_clear(&prepared);
    return code;
}

/* What the places are and where children go: beside what decides a forecast. */
static void add_inputs(const struct care_system *system, const struct casebook_capacity *capacity, struct text *inputs)
{
    for (int64_t i = 0; i < capacity->rows; i++) {
        const struct casebook_places *row = &capacity->row[i];
        text_format(inputs, "places %d %d %d %d %d\n", row->state, (int)row->owner, row->places, row->from, row->to);
    }
    for (int32_t s = 0; s < system->flow.states; s++) {
        text_format(inputs, "spill %d:", s);
        for (int32_t i = 0; i < system->spill.count[s]; i++)
            text_format(inputs, " %d", system->spill.next[s][i]);
        text_append_char(inputs, '\n');
    }
    text_format(inputs, "last %d\n", system->spill.last);
}

static int make_id(const struct making *making, char id[RUN_ID_SIZE])
{
    char forecast[RUN_ID_SIZE];
    struct text inputs = {0};
    int code = run_id_make(making->casebook, making->past, making->options, forecast, making->problem);
    if (code < 0)
        return code;
    text_format(&inputs, "sufficiency of %s\n", forecast);
    add_inputs(casebook_system(making->casebook), making->capacity, &inputs);
    code = text_check(&inputs, making->problem);
    if (code == 0)
        casebook_hash(text_string(&inputs), inputs.length, id);
    text_clear(&inputs);
    return code;
}

static int describe(const struct making *making, struct run_result *out)
{
    const struct run_forecast_options *options = making->options;
    prepared_describe(making->casebook, options, out);
    int code = provenance_of_forecast(making->casebook, making->past, options, &out->provenance, making->problem);
    if (code == 0)
        code = run_id_of_basis(making->casebook, &making->past->records, RATES_OWN_GROWTH, out->basis, making->problem);
    return code < 0 ? code : casebook_find_verdict(making->casebook, out->basis, &out->verdict, making->problem);
}

int run_sufficiency(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                    struct run_result *out, struct problem *problem)
{
    struct casebook_capacity capacity = {0};
    struct gathered past = {0};
    struct run_forecast_options settled;
    const struct making making = {casebook, &capacity, &past, &settled, progress, problem};
    *out = (struct run_result){0};
    int code = casebook_load_capacity(casebook, &capacity, problem);
    if (code == 0)
        code = gather_histories(casebook, options->as_at, &past, problem);
    if (code == 0)
        code = prepared_settle(options, past.as_at, 1, &settled, problem);
    if (code == 0)
        code = make_id(&making, out->id);
    if (code == 0)
        code = describe(&making, out);
    if (code == 0)
        code = compute(&making, out);
    gather_clear(&past);
    casebook_capacity_clear(&capacity);
    if (code < 0)
        run_result_clear(out);
    return code;
}
