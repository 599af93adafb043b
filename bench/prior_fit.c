#include "prior_fit.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "drift/fit.h"

static const double walks[] = {0, .025, .05, .08, .12, .17}, waves[] = {.05, .10, .16, .25}, fasts[] = {0, .07, .14},
                    dispersions[] = {1, 1.5, 2.2, 3.2, 4.8}, trends[] = {0, .04};
static const double residential_walks[] = {0, .05, .08, .12, .17, .25, .35}, residential_trend[] = {.08};

enum { SHAPES_MAX = 20000 };

#define COUNT(list) ((int32_t)(sizeof(list) / sizeof *(list)))

struct grid {
    const double *walk;
    int32_t walks;
    const double *trend;
    int32_t trends;
    int32_t points;
    struct drift_point point[PRIOR_POINTS_MAX];
};

struct shape {
    double walk, wave, fast, dispersion, waves, trend; /* a, a2, b, m, p, t */
};

static void grid_make(const double *walk, int32_t walk_count, const double *trend, int32_t trend_count, struct grid *out)
{
    *out = (struct grid){.walk = walk, .walks = walk_count, .trend = trend, .trends = trend_count};
    for (int32_t family = 0; family < 2; family++)
        for (int32_t i = 0; i < (family ? COUNT(waves) : walk_count); i++)
            for (int32_t j = 0; j < COUNT(fasts); j++)
                for (int32_t k = 0; k < COUNT(dispersions); k++)
                    for (int32_t l = 0; l < trend_count; l++)
                        out->point[out->points++] =
                            (struct drift_point){family ? DRIFT_RETURNS : DRIFT_WALKS, family ? waves[i] : walk[i], fasts[j],
                                                 dispersions[k], trend[l]};
}

static double half_normal(double x, double sd)
{
    return x <= 0 ? 0 : erf(x / sd / sqrt(2));
}

/* Mass of the cell of the grid around value i. */
static double mass(const double *value, int32_t count, int32_t i, double sd)
{
    const double from = i ? (value[i - 1] + value[i]) / 2 : 0, to = i + 1 < count ? (value[i] + value[i + 1]) / 2 : 1e9;
    return half_normal(to, sd) - half_normal(from, sd);
}

static double log_normal(double x, double median)
{
    return x <= 0 ? 0 : .5 * erfc(-log(x / median) / .35 / sqrt(2));
}

static double dispersion_mass(int32_t i, double median)
{
    const double from = i ? sqrt(dispersions[i - 1] * dispersions[i]) : 0;
    const double to = i + 1 < COUNT(dispersions) ? sqrt(dispersions[i] * dispersions[i + 1]) : 1e9;
    return log_normal(to, median) - log_normal(from, median);
}

static void weigh(const struct grid *grid, const struct shape *shape, double *weight)
{
    int32_t at = 0;
    double sum = 0;
    for (int32_t family = 0; family < 2; family++)
        for (int32_t i = 0; i < (family ? COUNT(waves) : grid->walks); i++)
            for (int32_t j = 0; j < COUNT(fasts); j++)
                for (int32_t k = 0; k < COUNT(dispersions); k++)
                    for (int32_t l = 0; l < grid->trends; l++) {
                        const double slow = family ? shape->waves * mass(waves, COUNT(waves), i, shape->wave)
                                                   : (1 - shape->waves) * mass(grid->walk, grid->walks, i, shape->walk);
                        const double trend = grid->trends == 1 ? 1 : l ? shape->trend : 1 - shape->trend;
                        weight[at] =
                            slow * mass(fasts, COUNT(fasts), j, shape->fast) * dispersion_mass(k, shape->dispersion) * trend;
                        sum += weight[at++];
                    }
    for (int32_t i = 0; i < at; i++)
        weight[i] /= sum;
}

/* Evidence of every council under every point, relative to the council's best. */
static void gather_evidence(const struct grid *grid, const struct prior_counts *counts, double (*evidence)[PRIOR_POINTS_MAX])
{
    const struct drift_prior flat = {.level_sd = PRIOR_LEVEL_SD_ENTRIES};
    for (int32_t i = 0; i < counts->units; i++) {
        const struct drift_counts own = {counts->years, counts->events[i], counts->expected[i], true};
        for (int32_t g = 0; g < grid->points; g++)
            evidence[i][g] = drift_log_evidence_of_years(&flat, &grid->point[g], &own);
    }
    for (int32_t i = 0; i < counts->units; i++) {
        double best = -INFINITY;
        for (int32_t g = 0; g < grid->points; g++)
            best = fmax(best, evidence[i][g]);
        for (int32_t g = 0; g < grid->points; g++)
            evidence[i][g] = exp(evidence[i][g] - best);
    }
}

static double log_likelihood(const struct grid *grid, const struct prior_counts *counts,
                             double (*evidence)[PRIOR_POINTS_MAX], const double *weight)
{
    double sum = 0;
    for (int32_t i = 0; i < counts->units; i++) {
        double one = 0;
        for (int32_t g = 0; g < grid->points; g++)
            one += weight[g] * evidence[i][g];
        sum += log(one);
    }
    return sum;
}

/* Every set of six in turn; false behind the last. */
static bool shape_at(int32_t number, struct shape *out)
{
    static const double a[] = {.01, .03, .05, .07, .10, .14}, a2[] = {.06, .12, .18, .24}, b[] = {.02, .05, .08, .12, .16},
                        m[] = {1.1, 1.4, 1.8, 2.3, 3, 3.8}, p[] = {.1, .3, .5, .7, .9}, t[] = {.05, .3, .6};
    const double *list[] = {a, a2, b, m, p, t};
    const int32_t count[] = {COUNT(a), COUNT(a2), COUNT(b), COUNT(m), COUNT(p), COUNT(t)};
    double value[6];
    for (int32_t i = 0; i < 6; i++) {
        value[i] = list[i][number % count[i]];
        number /= count[i];
    }
    *out = (struct shape){value[0], value[1], value[2], value[3], value[4], value[5]};
    return number == 0;
}

/* The posterior of the six numbers: relative likelihoods of all sets, adding up to 1. How many sets. */
static int32_t weigh_shapes(const struct grid *grid, const struct prior_counts *counts, double *like)
{
    static double evidence[PRIOR_UNITS_MAX][PRIOR_POINTS_MAX], trial[PRIOR_POINTS_MAX];
    struct shape shape;
    int32_t shapes = 0;
    double best = -INFINITY, sum = 0;
    gather_evidence(grid, counts, evidence);
    for (; shape_at(shapes, &shape); shapes++) {
        weigh(grid, &shape, trial);
        like[shapes] = log_likelihood(grid, counts, evidence, trial);
        best = fmax(best, like[shapes]);
    }
    for (int32_t i = 0; i < shapes; i++)
        sum += like[i] = exp(like[i] - best);
    for (int32_t i = 0; i < shapes; i++)
        like[i] /= sum;
    return shapes;
}

static void take_points(const struct grid *grid, struct prior_fitted *out)
{
    *out = (struct prior_fitted){.points = grid->points};
    memcpy(out->point, grid->point, sizeof out->point);
}

void prior_fit(const char *what, const struct prior_counts *counts, struct prior_fitted *out)
{
    static double like[SHAPES_MAX], trial[PRIOR_POINTS_MAX];
    static struct grid grid;
    struct shape shape, mean = {0};
    grid_make(walks, COUNT(walks), trends, COUNT(trends), &grid);
    take_points(&grid, out);
    const int32_t shapes = weigh_shapes(&grid, counts, like);
    for (int32_t i = 0; i < shapes; i++) {
        if (like[i] < 1e-7)
            continue;
        shape_at(i, &shape);
        weigh(&grid, &shape, trial);
        for (int32_t g = 0; g < grid.points; g++)
            out->weight[g] += like[i] * trial[g];
        const double *from = &shape.walk;
        double *to = &mean.walk;
        for (int32_t k = 0; k < 6; k++)
            to[k] += like[i] * from[k];
    }
    fprintf(stderr,
            "%s: %d councils, %d years: sd of the walk %.3f, of the wave %.3f, of fast years %.3f, dispersion %.2f,"
            " waves %.2f, trends %.2f\n",
            what, counts->units, counts->years, mean.walk, mean.wave, mean.fast, mean.dispersion, mean.waves, mean.trend);
}

void prior_residential(struct prior_fitted *out)
{
    static struct grid grid;
    grid_make(residential_walks, COUNT(residential_walks), residential_trend, 1, &grid);
    take_points(&grid, out);
    weigh(&grid, &(struct shape){.15, .15, .04, 2.0, .1, 1}, out->weight);
}

struct drift_prior prior_of(const struct prior_fitted *fitted, double level_sd, double season_sd)
{
    return (struct drift_prior){fitted->points, fitted->point, fitted->weight, level_sd, season_sd};
}
