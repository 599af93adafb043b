#include "flow/balance.h"

#include "chance/special.h"
#include "flow/futures.h"

enum { CHILDREN = 45000, LEAST = 64, MOST = 1024, CORRECTIONS = 4 };

/* Of a child more at the end of a quarter, so much is still there a quarter later. */
static const double kept = 0.9;

/* What simulating the base says, by quarter. */
struct projection {
    double start;                      /* S0 */
    double stock[DRIFT_FUTURE_MAX];    /* at the quarter's end */
    double turnover[DRIFT_FUTURE_MAX]; /* a × entries + (1 - a) × ways out */
};

/* The base's levels with the pull, the same in all replicates. */
static int lay_levels(const struct flow_base *base, const double *kappa, int32_t replicates, struct flow_levels *out,
                      struct problem *problem)
{
    const int64_t cells = (int64_t)replicates * FLOW_SERIES * base->quarters;
    *out = (struct flow_levels){.replicates = replicates, .quarters = base->quarters};
    out->level = arena_take(&out->arena, (size_t)cells * sizeof *out->level);
    out->dispersion = arena_take(&out->arena, (size_t)replicates * sizeof *out->dispersion);
    if (!out->level || !out->dispersion) {
        flow_levels_clear(out);
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the pull to balance");
    }
    for (int32_t r = 0; r < replicates; r++) {
        out->dispersion[r] = (float)base->dispersion;
        for (int32_t k = 0; k < FLOW_SERIES; k++)
            for (int32_t q = 0; q < base->quarters; q++) {
                const double pull = k == FLOW_ENTRIES    ? base->share * kappa[q]
                                    : k == FLOW_WAYS_OUT ? -(1 - base->share) * kappa[q]
                                                         : 0;
                out->level[((int64_t)r * FLOW_SERIES + k) * base->quarters + q] =
                    (float)(base->level[k][q] * chance_exp(pull));
            }
    }
    return 0;
}

static double stock_at_start(const struct flow_base *base)
{
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX] = {0}, sum = 0;
    flow_stock(base->system, base->histories, base->plan->start, stock);
    for (int32_t i = 0; i < base->system->states * base->system->age.count; i++)
        sum += stock[i];
    return (double)sum;
}

static int64_t sum_of(const struct flow_futures *futures, const int32_t *flow, int32_t month)
{
    int64_t sum = 0;
    for (int32_t r = 0; r < futures->replicates; r++)
        sum += flow[(int64_t)r * futures->months + month];
    return sum;
}

/* Stock needs no counting: it is who was there, and came since, and did not leave. */
static void sum_up(const struct flow_base *base, const struct flow_futures *futures, struct projection *out)
{
    const double paths = futures->replicates;
    int64_t stock = (int64_t)out->start * futures->replicates;
    for (int32_t q = 0; q < base->quarters; q++) {
        const int32_t first = 3 * q, last = first + 2 < futures->months ? first + 2 : futures->months - 1;
        double starts = 0, ways_out = 0;
        for (int32_t m = first; m <= last; m++) {
            const int64_t started = sum_of(futures, futures->starts, m);
            stock += started - sum_of(futures, futures->ceases, m);
            starts += (double)started;
            for (int32_t e = 0; e < futures->exits; e++)
                ways_out += base->system->drifting_exit[e] ? (double)futures->exits_sum[m * futures->exits + e] : 0;
        }
        out->stock[q] = (double)stock / paths;
        out->turnover[q] = (base->share * starts + (1 - base->share) * ways_out) / paths;
    }
}

static int project(const struct flow_base *base, const double *kappa, struct projection *out, struct problem *problem)
{
    const double wanted = out->start > 0 ? CHILDREN / out->start : MOST;
    const int32_t replicates = wanted < LEAST ? LEAST : wanted > MOST ? MOST : (int32_t)wanted;
    struct flow_levels levels;
    struct flow_futures futures;
    int code = lay_levels(base, kappa, replicates, &levels, problem);
    if (code < 0)
        return code;
    struct flow_rates rates = base->posterior->mean_rates;
    struct flow_entries entries = base->posterior->mean_entries;
    const struct flow_posterior mean = {.system = base->system, .draws = 1, .rates = &rates, .entries = &entries};
    const struct flow_plan plan = {.start = base->plan->start,
                                   .months = base->plan->months,
                                   .replicates = replicates,
                                   .seed = base->plan->seed,
                                   .authority = base->plan->authority,
                                   .levels = &levels,
                                   .flows_only = true,
                                   .hands = base->plan->hands};
    code = flow_simulate(base->system, base->histories, &mean, &plan, NULL, &futures, problem);
    if (code == 0) {
        sum_up(base, &futures, out);
        flow_futures_clear(&futures);
    }
    flow_levels_clear(&levels);
    return code;
}

/* Moves κ by what each quarter lacks; the largest lack, of the stock at the start. */
static double correct(const struct flow_base *base, const struct projection *now, const double *target, double *kappa)
{
    double carried = 0, largest = 0;
    for (int32_t q = 0; q < base->quarters; q++) {
        const double lack = target[q] - now->stock[q];
        const double share = (lack < 0 ? -lack : lack) / (now->start > 1 ? now->start : 1);
        largest = share > largest ? share : largest;
        if (now->turnover[q] > 0)
            kappa[q] += (lack - kept * carried) / now->turnover[q];
        carried = lack;
    }
    return largest;
}

int flow_balance_solve(const struct flow_base *base, double *kappa, struct problem *problem)
{
    struct projection now = {.start = stock_at_start(base)};
    double target[DRIFT_FUTURE_MAX];
    for (int32_t q = 0; q < base->quarters; q++)
        kappa[q] = 0;
    if (base->plan->own_growth >= 1 || !(now.start > 0))
        return 0;
    int code = project(base, kappa, &now, problem);
    for (int32_t q = 0; q < base->quarters && code == 0; q++)
        target[q] = now.stock[q] > 0 ? now.start * chance_exp(base->plan->own_growth * chance_log(now.stock[q] / now.start))
                                     : now.start;
    for (int32_t i = 0; i < CORRECTIONS && code == 0; i++) {
        if (correct(base, &now, target, kappa) < 0.002)
            break;
        if (i + 1 < CORRECTIONS)
            code = project(base, kappa, &now, problem);
    }
    return code;
}
