#include "run/summary.h"

#include <stdlib.h>

#include "base/array.h"
#include "money/money.h"

/* sum × scale / count, rounded once, half to even: the mean of whole numbers without a float. */
static int64_t mean_of(int64_t sum, int64_t scale, int64_t count)
{
    struct money mean = {0};
    money_scale((struct money){sum}, scale, count, &mean);
    return mean.pence;
}

static int add_mean(struct run_rows *out, enum run_measure measure, day date, int32_t state, int64_t mean,
                    struct problem *problem)
{
    int64_t row = run_rows_add(out, measure, date, state, RUN_ALL, problem);
    if (row < 0)
        return (int)row;
    out->mean[row] = mean;
    return 0;
}

static int add_count(const struct flow_futures *futures, enum run_measure measure, enum flow_measure of, int32_t month,
                     int32_t state, int32_t band, struct run_rows *out, struct problem *problem)
{
    int64_t row = run_rows_add(out, measure, futures->month_end[month], state, band, problem);
    if (row < 0)
        return (int)row;
    out->mean[row] = mean_of(flow_futures_sum(futures, of, state, band, month), 1000, futures->replicates);
    for (int32_t q = 0; q < RUN_QUANTILES; q++)
        out->quantile[row * RUN_QUANTILES + q] =
            flow_futures_quantile(futures, of, state, band, month, run_quantile_per_mille[q]);
    return 0;
}

static int add_measure(const struct flow_futures *futures, enum run_measure measure, enum flow_measure of,
                       struct run_rows *out, struct problem *problem)
{
    for (int32_t month = 0; month < futures->months; month++)
        for (int32_t state = FLOW_ALL; state < futures->states; state++)
            for (int32_t band = FLOW_ALL; band < futures->bands; band++)
                if (add_count(futures, measure, of, month, state, band, out, problem) < 0)
                    return problem->code;
    return 0;
}

static int add_counts(const struct flow_futures *futures, struct run_rows *out, struct problem *problem)
{
    if (add_measure(futures, RUN_STOCK, FLOW_STOCK, out, problem) < 0 ||
        add_measure(futures, RUN_STARTS, FLOW_STARTS, out, problem) < 0 ||
        add_measure(futures, RUN_CEASES, FLOW_CEASES, out, problem) < 0 ||
        add_measure(futures, RUN_MOVES, FLOW_MOVES, out, problem) < 0)
        return problem->code;
    return 0;
}

static int add_ends(const struct flow_futures *futures, struct run_rows *out, struct problem *problem)
{
    int64_t paths = futures->replicates;
    for (int32_t month = 0; month < futures->months; month++)
        for (int32_t exit = 0; exit < futures->exits; exit++) {
            int64_t mean = mean_of(futures->exits_sum[month * futures->exits + exit], 1000, paths);
            if (add_mean(out, RUN_EXITS, futures->month_end[month], exit, mean, problem) < 0)
                return problem->code;
        }
    for (int32_t month = 0; month < futures->months; month++) {
        int64_t mean = mean_of(futures->starts_marked_sum[month], 1000, paths);
        if (add_mean(out, RUN_STARTS_UASC, futures->month_end[month], RUN_ALL, mean, problem) < 0)
            return problem->code;
    }
    return 0;
}

static int rising(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* One row from the value of every replicate; sorts `values`. */
static int add_values(int64_t *values, int32_t count, enum run_measure measure, day date, int32_t state,
                      struct run_rows *out, struct problem *problem)
{
    int64_t row = run_rows_add(out, measure, date, state, RUN_ALL, problem);
    if (row < 0)
        return (int)row;
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        if (__builtin_add_overflow(sum, values[i], &sum))
            return problem_set(problem, PROBLEM_LIMIT, "the costs of all paths together are larger than can be counted");
    qsort(values, (size_t)count, sizeof *values, rising);
    out->mean[row] = mean_of(sum, 1, count);
    for (int32_t q = 0; q < RUN_QUANTILES; q++) {
        int64_t rank = ((int64_t)run_quantile_per_mille[q] * count + 999) / 1000;
        out->quantile[row * RUN_QUANTILES + q] = values[rank > 0 ? rank - 1 : 0];
    }
    return 0;
}

/* A financial year of the horizon: months from … to - 1, and the days of it that are forecast. */
struct year_span {
    int32_t from, to;
    int32_t days;
};

static struct year_span span_from(const struct forecast_cost *cost, const struct flow_futures *futures, day start,
                                  int32_t from)
{
    struct year_span span = {.from = from, .to = from};
    while (span.to < cost->months && cost->year[span.to] == cost->year[from])
        span.to++;
    day before = from ? futures->month_end[from - 1] : start;
    span.days = futures->month_end[span.to - 1] - before;
    return span;
}

/* Average children of a state over the span, in thousandths, for every replicate. */
static void average_children(const struct flow_futures *futures, int32_t state, struct year_span span, int64_t *values)
{
    for (int32_t replicate = 0; replicate < futures->replicates; replicate++) {
        int64_t nights = 0;
        for (int32_t month = span.from; month < span.to; month++)
            for (int32_t s = 0; s < futures->states; s++)
                if (state == FLOW_ALL || state == s)
                    nights += flow_futures_nights(futures, replicate, month, s);
        values[replicate] = mean_of(nights, 1000, span.days);
    }
}

/* Sorting the values of every month and kind takes a while where paths are many. */
static int may_go_on(struct progress *progress, int32_t month, int32_t months, struct problem *problem)
{
    return progress_step(progress, "ranges", month, months)
               ? problem_set(problem, PROBLEM_STOPPED, "stopped while the ranges were being worked out")
               : 0;
}

static int add_months(const struct flow_futures *futures, const struct forecast_cost *cost, int64_t *values,
                      struct progress *progress, struct run_rows *out, struct problem *problem)
{
    for (int32_t month = 0; month < cost->months; month++) {
        const int code = may_go_on(progress, month, cost->months, problem);
        if (code < 0)
            return code;
        for (int32_t state = FLOW_ALL; state < cost->states; state++)
            if (forecast_cost_totals(cost, state, month, month + 1, values, problem) < 0 ||
                add_values(values, cost->replicates, RUN_COST, futures->month_end[month], state, out, problem) < 0)
                return problem->code;
    }
    return 0;
}

static int add_years(const struct flow_futures *futures, const struct forecast_cost *cost, day start, bool children,
                     int64_t *values, struct progress *progress, struct run_rows *out, struct problem *problem)
{
    for (int32_t from = 0; from < cost->months;) {
        const int code = may_go_on(progress, from, cost->months, problem);
        if (code < 0)
            return code;
        struct year_span span = span_from(cost, futures, start, from);
        day date = futures->month_end[span.to - 1];
        for (int32_t state = FLOW_ALL; state < cost->states; state++) {
            if (children)
                average_children(futures, state, span, values);
            else if (forecast_cost_totals(cost, state, span.from, span.to, values, problem) < 0)
                return problem->code;
            enum run_measure measure = children ? RUN_YEAR_CHILDREN : RUN_YEAR_COST;
            if (add_values(values, cost->replicates, measure, date, state, out, problem) < 0)
                return problem->code;
        }
        from = span.to;
    }
    return 0;
}

int summary_of_futures(const struct flow_futures *futures, const struct forecast_cost *cost, day start,
                       struct progress *progress, struct run_rows *out, struct problem *problem)
{
    int64_t *values = array_new(cost->replicates, sizeof *values, problem);
    if (!values)
        return PROBLEM_MEMORY;
    int code = add_counts(futures, out, problem);
    if (code == 0)
        code = add_months(futures, cost, values, progress, out, problem);
    if (code == 0)
        code = add_ends(futures, out, problem);
    if (code == 0)
        code = add_years(futures, cost, start, false, values, progress, out, problem);
    if (code == 0)
        code = add_years(futures, cost, start, true, values, progress, out, problem);
    free(values);
    return code;
}
