#include "flow/futures.h"

#include <string.h>

#include "flow/posterior.h"
#include "flow/replicate.h"

/* What all replicates of a simulation read (but the tables, arrivals and tally, which each draw and replicate lays out
 * anew). */
struct simulation {
    const struct flow_system *system;       /* borrowed */
    const struct flow_posterior *posterior; /* borrowed */
    const struct flow_plan *plan;           /* borrowed */
    struct chance_key key;                  /* of the plan's seed and authority */
    struct flow_months months;              /* the days of the forecast */
    struct flow_cohort cohort;              /* who is there at the start */
    struct flow_tables tables;              /* rates of the present draw; owned */
    struct flow_pace pace;                  /* of the present replicate */
    struct flow_arrivals arrivals;          /* entries of the present draw */
    struct flow_tally tally;                /* counts of the present replicate */
    int32_t *order;                         /* [replicates]: those of draw 0, then those of draw 1, … */
    int32_t *draw_end;                      /* [draws]: end of each draw's part of the order */
    struct arena arena;                     /* owns the above but the tables */
};

static int check_plan(const struct flow_plan *plan, struct problem *problem)
{
    if (plan->months < 1 || plan->months > FLOW_MONTHS_MAX)
        return problem_set(problem, PROBLEM_INPUT, "a forecast of %d months was asked for; it can have 1 to %d",
                           plan->months, FLOW_MONTHS_MAX);
    if (plan->replicates < 1 || plan->replicates > FLOW_REPLICATES_MAX)
        return problem_set(problem, PROBLEM_INPUT, "%d paths were asked for; there can be 1 to %d", plan->replicates,
                           FLOW_REPLICATES_MAX);
    if (plan->levels &&
        (plan->levels->replicates < plan->replicates || plan->levels->quarters <= flow_levels_quarter(plan->months - 1)))
        return problem_set(problem, PROBLEM_INPUT, "the levels are of fewer paths or quarters than the forecast");
    return 0;
}

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the forecast");
}

/* Series stand month by month, so that one month of a replicate is added to neighbours. */
int64_t flow_futures_series(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                            int32_t month)
{
    const int64_t states = futures->states + 1, bands = futures->bands + 1;
    const int32_t s = state == FLOW_ALL ? futures->states : state, b = band == FLOW_ALL ? futures->bands : band;
    return ((month * (int64_t)FLOW_MEASURES + (int32_t)measure) * bands + b) * states + s;
}

static int futures_make(const struct simulation *simulation, struct flow_futures *out, struct problem *problem)
{
    const struct flow_system *system = simulation->system;
    const struct flow_plan *plan = simulation->plan;
    *out = (struct flow_futures){.months = plan->months,
                                 .replicates = plan->replicates,
                                 .states = system->states,
                                 .bands = system->age.count,
                                 .exits = system->exits};
    const size_t months = (size_t)plan->months, replicates = (size_t)plan->replicates;
    out->series = (int64_t)plan->months * FLOW_MEASURES * (out->states + 1) * (out->bands + 1);
    out->month_end = arena_take(&out->arena, months * sizeof *out->month_end);
    out->sum = arena_take(&out->arena, (size_t)out->series * sizeof *out->sum);
    out->histogram = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram);
    out->histogram_size = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram_size);
    out->nights = arena_take(&out->arena, replicates * months * (size_t)out->states * sizeof *out->nights);
    out->starts = arena_take(&out->arena, replicates * months * sizeof *out->starts);
    out->ceases = arena_take(&out->arena, replicates * months * sizeof *out->ceases);
    out->exits_sum = arena_take(&out->arena, months * (size_t)out->exits * sizeof *out->exits_sum);
    out->starts_marked_sum = arena_take(&out->arena, months * sizeof *out->starts_marked_sum);
    if (!out->month_end || !out->sum || !out->histogram || !out->histogram_size || !out->nights || !out->starts ||
        !out->ceases || !out->exits_sum || !out->starts_marked_sum)
        return out_of_memory(problem);
    memcpy(out->month_end, simulation->months.end, months * sizeof *out->month_end);
    return 0;
}

/* Makes room for `value` in a histogram, with a quarter to spare. The smaller piece stays in the arena until the end. */
static int histogram_grow(struct flow_futures *futures, int64_t series, int32_t value, struct problem *problem)
{
    const int32_t size = (value + value / 4 + 16) & ~15;
    uint32_t *bins = arena_take(&futures->arena, (size_t)size * sizeof *bins);
    if (!bins)
        return out_of_memory(problem);
    if (futures->histogram[series])
        memcpy(bins, futures->histogram[series], (size_t)futures->histogram_size[series] * sizeof *bins);
    futures->histogram[series] = bins;
    futures->histogram_size[series] = size;
    return 0;
}

/* Adds one value of a series. Most are 0: those are not counted here but made up for at the end. */
static int series_add(struct flow_futures *futures, int64_t series, int32_t value, struct problem *problem)
{
    if (value == 0)
        return 0;
    if (value >= futures->histogram_size[series] && histogram_grow(futures, series, value, problem) < 0)
        return PROBLEM_MEMORY;
    futures->histogram[series][value]++;
    futures->sum[series] += value;
    return 0;
}

/* One measure of one month by band and state, with sums behind the last of each. */
struct sheet {
    int32_t value[FLOW_BANDS_MAX + 1][FLOW_STATES_MAX + 1];
};

static void sheet_sum(struct sheet *sheet, int32_t bands, int32_t states)
{
    memset(sheet->value[bands], 0, sizeof sheet->value[bands]);
    for (int32_t b = 0; b < bands; b++) {
        int32_t all = 0;
        for (int32_t s = 0; s < states; s++) {
            all += sheet->value[b][s];
            sheet->value[bands][s] += sheet->value[b][s];
        }
        sheet->value[b][states] = all;
        sheet->value[bands][states] += all;
    }
}

static int sheet_add(struct flow_futures *futures, enum flow_measure measure, int32_t month, struct sheet *sheet,
                     struct problem *problem)
{
    sheet_sum(sheet, futures->bands, futures->states);
    int64_t series = flow_futures_series(futures, measure, 0, 0, month);
    for (int32_t b = 0; b <= futures->bands; b++)
        for (int32_t s = 0; s <= futures->states; s++, series++)
            if (series_add(futures, series, sheet->value[b][s], problem) < 0)
                return PROBLEM_MEMORY;
    return 0;
}

static int add_month(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate, int32_t month,
                     const struct flow_census *census, struct problem *problem)
{
    struct sheet sheet[FLOW_MEASURES];
    int32_t *nights = &futures->nights[((int64_t)replicate * futures->months + month) * futures->states];
    for (int32_t b = 0; b < futures->bands; b++)
        for (int32_t s = 0; s < futures->states; s++) {
            const struct flow_tally_cell *cell = flow_tally_at(tally, month, b, s);
            sheet[FLOW_STOCK].value[b][s] = census->stock[b][s];
            sheet[FLOW_STARTS].value[b][s] = cell->starts;
            sheet[FLOW_CEASES].value[b][s] = cell->ceases;
            sheet[FLOW_MOVES].value[b][s] = cell->moves;
            nights[s] += census->nights[b][s];
            futures->starts[(int64_t)replicate * futures->months + month] += cell->starts;
            futures->ceases[(int64_t)replicate * futures->months + month] += cell->ceases;
        }
    for (int32_t e = 0; e < futures->exits; e++)
        futures->exits_sum[month * futures->exits + e] += tally->ways_out[month * futures->exits + e];
    futures->starts_marked_sum[month] += tally->starts_marked[month];
    for (int32_t measure = 0; measure < FLOW_MEASURES; measure++)
        if (sheet_add(futures, (enum flow_measure)measure, month, &sheet[measure], problem) < 0)
            return PROBLEM_MEMORY;
    return 0;
}

static int add_replicate(struct flow_futures *futures, const struct simulation *simulation, int32_t replicate,
                         struct problem *problem)
{
    struct flow_census census = simulation->cohort.census;
    for (int32_t m = 0; m < futures->months; m++) {
        flow_tally_census(&simulation->tally, m, &census);
        if (add_month(futures, &simulation->tally, replicate, m, &census, problem) < 0)
            return PROBLEM_MEMORY;
    }
    return 0;
}

/* The replicates that a histogram does not hold had 0. */
static void count_zeros(struct flow_futures *futures)
{
    for (int64_t i = 0; i < futures->series; i++) {
        uint32_t others = 0;
        for (int32_t v = 1; v < futures->histogram_size[i]; v++)
            others += futures->histogram[i][v];
        if (futures->histogram_size[i] > 0)
            futures->histogram[i][0] = (uint32_t)futures->replicates - others;
    }
}

/* Replicates in the order of their draws (counting sort), so that the tables of a draw are laid out once. */
static int order_by_draw(struct simulation *simulation, struct problem *problem)
{
    const struct flow_posterior *posterior = simulation->posterior;
    const int32_t replicates = simulation->plan->replicates;
    simulation->order = arena_take(&simulation->arena, (size_t)replicates * sizeof *simulation->order);
    simulation->draw_end = arena_take(&simulation->arena, (size_t)(posterior->draws + 1) * sizeof *simulation->draw_end);
    if (!simulation->order || !simulation->draw_end)
        return out_of_memory(problem);
    int32_t *place = simulation->draw_end; /* counts, then beginnings, then, filled, ends */
    for (int32_t r = 0; r < replicates; r++)
        place[flow_posterior_draw_of(posterior, r) + 1]++;
    for (int32_t d = 0; d < posterior->draws; d++)
        place[d + 1] += place[d];
    for (int32_t r = 0; r < replicates; r++)
        simulation->order[place[flow_posterior_draw_of(posterior, r)]++] = r;
    return 0;
}

static int simulation_make(const struct flow_histories *histories, struct simulation *simulation, struct problem *problem)
{
    const struct flow_plan *plan = simulation->plan;
    simulation->key = chance_key_of(plan->seed, plan->authority);
    int code = flow_months_make(plan->start, plan->months, &simulation->arena, &simulation->months, problem);
    if (code == 0)
        code = flow_tables_build(simulation->system, &simulation->posterior->rates[0], &simulation->tables, problem);
    if (code == 0)
        code = flow_cohort_make(&simulation->tables, histories, plan->start, simulation->months.end[plan->months - 1],
                                &simulation->arena, &simulation->cohort, problem);
    if (code == 0)
        code = flow_tally_make(simulation->system, &simulation->months, &simulation->arena, &simulation->tally, problem);
    if (code == 0 && plan->levels)
        code = flow_pace_make(simulation->system, &simulation->months, &simulation->arena, &simulation->pace, problem);
    if (code == 0)
        code = order_by_draw(simulation, problem);
    return code;
}

/* The replicates of one draw: order[from … to). */
static int run_draw(struct simulation *simulation, int32_t draw, int32_t from, int32_t to, struct flow_futures *futures,
                    struct problem *problem)
{
    int code = flow_tables_build(simulation->system, &simulation->posterior->rates[draw], &simulation->tables, problem);
    flow_arrivals_build(simulation->system, &simulation->posterior->entries[draw], &simulation->arrivals);
    const struct flow_levels *levels = simulation->plan->levels;
    if (!levels)
        simulation->pace = flow_pace_steady(&simulation->tables);
    for (int32_t i = from; i < to && code == 0; i++) {
        const int32_t replicate = simulation->order[i];
        if (levels)
            flow_pace_take(&simulation->pace, &simulation->tables, levels, replicate);
        code = flow_replicate_run(&simulation->pace, &simulation->arrivals, levels, &simulation->cohort, simulation->key,
                                  (uint32_t)replicate, simulation->plan->gait, &simulation->tally, problem);
        if (code == 0)
            code = add_replicate(futures, simulation, replicate, problem);
    }
    return code;
}

static int run_all(struct simulation *simulation, struct progress *progress, struct flow_futures *futures,
                   struct problem *problem)
{
    const int32_t replicates = simulation->plan->replicates;
    int code = 0;
    for (int32_t draw = 0, done = 0; draw < simulation->posterior->draws && code == 0; draw++) {
        const int32_t end = simulation->draw_end[draw];
        if (progress_step(progress, "paths", done, replicates))
            return problem_set(problem, PROBLEM_STOPPED, "stopped while the paths were being simulated");
        if (end > done)
            code = run_draw(simulation, draw, done, end, futures, problem);
        done = end;
    }
    return code;
}

int flow_simulate(const struct flow_system *system, const struct flow_histories *histories,
                  const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                  struct flow_futures *futures, struct problem *problem)
{
    struct simulation simulation = {.system = system, .posterior = posterior, .plan = plan};
    *futures = (struct flow_futures){0};
    int code = check_plan(plan, problem);
    if (code == 0)
        code = simulation_make(histories, &simulation, problem);
    if (code == 0)
        code = futures_make(&simulation, futures, problem);
    if (code == 0)
        code = run_all(&simulation, progress, futures, problem);
    if (code == 0)
        count_zeros(futures);
    else
        flow_futures_clear(futures);
    flow_tables_clear(&simulation.tables);
    arena_clear(&simulation.arena);
    return code;
}

void flow_futures_clear(struct flow_futures *futures)
{
    arena_clear(&futures->arena);
    *futures = (struct flow_futures){0};
}

int64_t flow_futures_sum(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month)
{
    return futures->sum[flow_futures_series(futures, measure, state, band, month)];
}

int64_t flow_futures_quantile(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                              int32_t month, int32_t per_mille)
{
    const int64_t series = flow_futures_series(futures, measure, state, band, month);
    const int64_t needed = (int64_t)futures->replicates * per_mille;
    int64_t held = 0;
    int32_t value = 0;
    for (; value < futures->histogram_size[series]; value++) {
        held += (int64_t)futures->histogram[series][value] * 1000;
        if (held >= needed)
            break;
    }
    return value;
}

void flow_futures_values(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month, double *rising)
{
    const int64_t series = flow_futures_series(futures, measure, state, band, month);
    int32_t at = 0;
    for (int32_t value = 0; value < futures->histogram_size[series]; value++)
        for (uint32_t i = 0; i < futures->histogram[series][value]; i++)
            rising[at++] = value;
    while (at < futures->replicates)
        rising[at++] = 0; /* a histogram that is not there: all have 0 */
}
