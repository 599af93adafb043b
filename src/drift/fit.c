#include "drift/fit.h"

#include <math.h> /* sqrt alone, which is exact */
#include <string.h>

#include "chance/special.h"
#include "drift/matrix.h"

enum {
    STEPS = 12, /* Newton steps at most; from the mode of the point before, three or four do */
    YEAR = 4    /* quarters of one */
};

/* A step smaller than this leaves the evidence as it is to nine figures. */
static const double still = 1e-6;

/* Points of a smaller prior weight are left out: together they could not move a percentile. */
static const double least_weight = 1e-7;

/* exp of more is never asked for while steps are wild. */
static const double widest = 3;

/* The Laplace approximation under one point. */
struct mode {
    int32_t quarters;
    double covariance[DRIFT_HISTORY_MAX * DRIFT_HISTORY_MAX]; /* K */
    double turned[DRIFT_HISTORY_MAX * DRIFT_HISTORY_MAX];     /* its transpose: the same to rounding */
    double factor[DRIFT_HISTORY_MAX * DRIFT_HISTORY_MAX];     /* L of B = I + √W K √W */
    double f[DRIFT_HISTORY_MAX];                              /* the mode */
    double pull[DRIFT_HISTORY_MAX], root[DRIFT_HISTORY_MAX];  /* a and √W there */
};

/* The quarters that are used. */
struct series {
    int32_t quarters, span;
    const double *events, *expected; /* the newest `quarters` of what was given */
    double centre;                   /* m */
};

static double clipped(double f)
{
    return f > widest ? widest : f < -widest ? -widest : f;
}

static void factor_of(const double *covariance, const double *root, int32_t n, double *factor)
{
    for (int32_t i = 0; i < n; i++)
        for (int32_t j = 0; j <= i; j++)
            factor[i * n + j] = (i == j) + root[i] * root[j] * covariance[i * n + j];
    matrix_factor(factor, n);
}

/* Matrix × vector from the transpose: no sum waits for itself, and each adds up in the order of its row. */
static void multiply(const double *turned, const double *vector, int32_t n, double *out)
{
    for (int32_t i = 0; i < n; i++)
        out[i] = 0;
    for (int32_t j = 0; j < n; j++)
        for (int32_t i = 0; i < n; i++)
            out[i] += turned[j * n + i] * vector[j];
}

/* One step to the mode; how far the farthest quarter went. */
static double step(const struct series *series, double dispersion, struct mode *mode)
{
    const int32_t n = series->quarters;
    double b[DRIFT_HISTORY_MAX] = {0}, x[DRIFT_HISTORY_MAX], next[DRIFT_HISTORY_MAX];
    for (int32_t i = 0; i < n; i++) {
        const double f = clipped(mode->f[i]), mean = series->expected[i] * chance_exp(series->centre + f);
        const double gain = series->expected[i] > 0 ? (series->events[i] - mean) / dispersion : 0;
        mode->root[i] = sqrt(mean / dispersion);
        b[i] = mean / dispersion * f + gain;
    }
    factor_of(mode->covariance, mode->root, n, mode->factor);
    multiply(mode->turned, b, n, x);
    for (int32_t i = 0; i < n; i++)
        x[i] *= mode->root[i];
    matrix_solve_lower(mode->factor, n, x);
    matrix_solve_upper(mode->factor, n, x);
    for (int32_t i = 0; i < n; i++)
        mode->pull[i] = b[i] - mode->root[i] * x[i];
    multiply(mode->turned, mode->pull, n, next);
    double farthest = 0;
    for (int32_t i = 0; i < n; i++) {
        const double way = next[i] > mode->f[i] ? next[i] - mode->f[i] : mode->f[i] - next[i];
        farthest = way > farthest ? way : farthest;
        mode->f[i] = next[i];
    }
    return farthest;
}

/* Goes to the mode from where `mode->f` stands, under its covariance; the log evidence. */
static double settle(const struct series *series, double dispersion, struct mode *mode)
{
    const int32_t n = series->quarters;
    for (int32_t i = 0; i < n; i++)
        for (int32_t j = 0; j < n; j++)
            mode->turned[j * n + i] = mode->covariance[i * n + j];
    for (int32_t i = 0; i < STEPS; i++)
        if (step(series, dispersion, mode) < still)
            break;
    double evidence = 0;
    for (int32_t i = 0; i < n; i++) {
        const double mean = series->expected[i] * chance_exp(series->centre + clipped(mode->f[i]));
        evidence -= 0.5 * mode->pull[i] * mode->f[i] + chance_log(mode->factor[i * n + i]);
        evidence += drift_log_probability(series->events[i], mean, dispersion);
    }
    return evidence;
}

static struct series series_of(const struct drift_counts *counts, int32_t span)
{
    const int32_t most = DRIFT_HISTORY_MAX / span;
    const int32_t skipped = counts->quarters > most ? counts->quarters - most : 0;
    struct series series = {.quarters = counts->quarters - skipped,
                            .span = span,
                            .events = counts->events + skipped,
                            .expected = counts->expected + skipped};
    double events = 0.5, expected = 0;
    for (int32_t i = 0; i < series.quarters; i++) {
        events += series.expected[i] > 0 ? series.events[i] : 0;
        expected += series.expected[i];
    }
    if (counts->own_centre && expected > 0)
        series.centre = chance_log(events / expected);
    return series;
}

static int fit_make(const struct drift_prior *prior, const struct series *series, struct drift_fit *out,
                    struct problem *problem)
{
    const size_t points = (size_t)prior->points, cells = points * (size_t)series->quarters;
    *out = (struct drift_fit){.prior = prior, .quarters = series->quarters, .span = series->span, .centre = series->centre};
    out->weight = arena_take(&out->arena, points * sizeof *out->weight);
    out->pull = arena_take(&out->arena, cells * sizeof *out->pull);
    out->root = arena_take(&out->arena, cells * sizeof *out->root);
    if (out->weight && out->pull && out->root)
        return 0;
    drift_fit_clear(out);
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to fit how a level moves");
}

/* Log weights to weights that add up to 1. */
static void weigh(struct drift_fit *fit)
{
    const double none = -1e300;
    double largest = none, sum = 0;
    for (int32_t i = 0; i < fit->prior->points; i++)
        largest = fit->weight[i] > largest ? fit->weight[i] : largest;
    for (int32_t i = 0; i < fit->prior->points; i++) {
        fit->weight[i] = fit->weight[i] > none ? chance_exp(fit->weight[i] - largest) : 0;
        sum += fit->weight[i];
    }
    for (int32_t i = 0; i < fit->prior->points; i++)
        fit->weight[i] /= sum;
    fit->log_evidence = largest + chance_log(sum);
}

static int fit_periods(const struct drift_prior *prior, const struct drift_counts *counts, int32_t span,
                       struct drift_fit *out, struct problem *problem)
{
    *out = (struct drift_fit){0};
    if (counts->quarters < 1)
        return problem_set(problem, PROBLEM_INPUT, "a level cannot be fitted without a quarter of history");
    const struct series series = series_of(counts, span);
    if (fit_make(prior, &series, out, problem) < 0)
        return PROBLEM_MEMORY;
    struct mode mode = {.quarters = series.quarters};
    const size_t row = (size_t)series.quarters * sizeof(double);
    for (int32_t i = 0; i < prior->points; i++) {
        out->weight[i] = -1e300;
        if (prior->weight[i] < least_weight)
            continue;
        drift_covariance_of_periods(prior, &prior->point[i], series.span, series.quarters, 0, series.quarters,
                                    series.quarters, mode.covariance);
        out->weight[i] = settle(&series, prior->point[i].dispersion, &mode) + chance_log(prior->weight[i]);
        memcpy(out->pull + (int64_t)i * series.quarters, mode.pull, row);
        memcpy(out->root + (int64_t)i * series.quarters, mode.root, row);
    }
    weigh(out);
    return 0;
}

int drift_fit_counts(const struct drift_prior *prior, const struct drift_counts *counts, struct drift_fit *out,
                     struct problem *problem)
{
    return fit_periods(prior, counts, 1, out, problem);
}

int drift_fit_years(const struct drift_prior *prior, const struct drift_counts *counts, struct drift_fit *out,
                    struct problem *problem)
{
    return fit_periods(prior, counts, YEAR, out, problem);
}

double drift_log_evidence_of_years(const struct drift_prior *prior, const struct drift_point *point,
                                   const struct drift_counts *counts)
{
    const struct series series = series_of(counts, YEAR);
    struct mode mode = {.quarters = series.quarters};
    drift_covariance_of_periods(prior, point, series.span, series.quarters, 0, series.quarters, series.quarters,
                                mode.covariance);
    return settle(&series, point->dispersion, &mode);
}

void drift_fit_clear(struct drift_fit *fit)
{
    arena_clear(&fit->arena);
    *fit = (struct drift_fit){0};
}

/* mean = m + K* a, covariance = K** - V'V with V = L⁻¹ √W K*'. Sums go over the past quarter by quarter, all of the future
 * at once. */
void drift_fit_future(const struct drift_fit *fit, int32_t point, int32_t ahead, double *mean, double *factor)
{
    const int32_t past = fit->quarters, all = past + ahead;
    const struct drift_point *at = &fit->prior->point[point];
    const double *pull = fit->pull + (int64_t)point * past, *root = fit->root + (int64_t)point * past;
    double among[DRIFT_HISTORY_MAX * DRIFT_HISTORY_MAX], cross[DRIFT_FUTURE_MAX * DRIFT_QUARTERS_MAX];
    double through[DRIFT_HISTORY_MAX * DRIFT_FUTURE_MAX], lower[DRIFT_HISTORY_MAX * DRIFT_HISTORY_MAX];
    drift_covariance_of_periods(fit->prior, at, fit->span, past, 0, past, past, among);
    drift_covariance_of_periods(fit->prior, at, fit->span, past, past, ahead, all, cross);
    factor_of(among, root, past, lower);
    for (int32_t h = 0; h < ahead; h++) {
        mean[h] = fit->centre;
        for (int32_t k = 0; k <= h; k++)
            factor[h * ahead + k] = cross[h * all + past + k];
    }
    for (int32_t i = 0; i < past; i++)
        for (int32_t h = 0; h < ahead; h++) {
            mean[h] += cross[h * all + i] * pull[i];
            through[i * ahead + h] = root[i] * cross[h * all + i];
        }
    matrix_solve_lower_many(lower, past, ahead, through);
    for (int32_t i = 0; i < past; i++)
        for (int32_t h = 0; h < ahead; h++)
            for (int32_t k = 0; k <= h; k++)
                factor[h * ahead + k] -= through[i * ahead + h] * through[i * ahead + k];
    matrix_factor(factor, ahead);
}
