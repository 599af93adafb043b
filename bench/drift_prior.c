/*
 * drift_prior [TO]: how levels move in English councils, fitted to published counts up to the year TO (2025): the prior
 * that the program carries, printed as src/care/panel_prior.c.
 * drift_prior past: the weights of every year from 2019 to 2024, for back-tests, printed as src/care/panel_prior_past.c.
 *
 *     entries     starts a year of 148 comparable authorities, 2016 to TO
 *     exits       children who went home, or left on a special guardianship or child arrangements order, over the mean
 * stock, 2021 to TO; for TO before 2024, when there are too few years of reasons, all ceases from 2017 residential nothing
 * is published but stocks: a frozen proposal, printed like the others and fitted to nothing
 *
 * The prior over points has a shape with six numbers: sd of the walk half-normal(a), sd of the wave half-normal(a2), share
 * of waves p, sd of the fast part half-normal(b), dispersion lognormal(median m, sd .35), share with a trend t. A point's
 * mass is that of its cell of the grid. For each set of six the likelihood of all authorities is the product of the weighted
 * sums of their evidence; the weights are averaged over the posterior of the six, never taken at the best: five to ten
 * points an authority leave the likelihood flat. Annual counts have the quarters' covariance, averaged over blocks of four.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "drift/fit.h"
#include "facts.h"

enum { UNITS_MAX = 200, YEARS_MAX = 12, POINTS_MAX = 400, FIRST_YEAR = 2016 };

static const double walks[] = {0, .025, .05, .08, .12, .17}, waves[] = {.05, .10, .16, .25}, fasts[] = {0, .07, .14},
                    dispersions[] = {1, 1.5, 2.2, 3.2, 4.8}, trends[] = {0, .04};
static const double residential_walks[] = {0, .05, .08, .12, .17, .25, .35}, residential_trend[] = {.08};

#define COUNT(list) ((int32_t)(sizeof(list) / sizeof *(list)))

struct grid {
    const double *walk;
    int32_t walks;
    const double *trend;
    int32_t trends;
    int32_t points;
    struct drift_point point[POINTS_MAX];
};

struct shape {
    double walk, wave, fast, dispersion, waves, trend; /* a, a2, b, m, p, t */
};

/* One row an authority: its counts and what they are held against, by year. */
struct units {
    int32_t count, years;
    double events[UNITS_MAX][YEARS_MAX], expected[UNITS_MAX][YEARS_MAX];
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

/* Covariance of years: the mean over the quarters of both. */
static void yearly(const struct drift_point *point, int32_t years, double *out)
{
    static double quarters[4 * YEARS_MAX * 4 * YEARS_MAX];
    const struct drift_prior flat = {.level_sd = .5};
    const int32_t n = 4 * years;
    drift_covariance(&flat, point, n, 0, n, n, quarters);
    for (int32_t a = 0; a < years; a++)
        for (int32_t b = 0; b < years; b++) {
            double sum = 0;
            for (int32_t i = 0; i < 4; i++)
                for (int32_t j = 0; j < 4; j++)
                    sum += quarters[(4 * a + i) * n + 4 * b + j];
            out[a * years + b] = sum / 16;
        }
}

/* Evidence of every authority under every point, relative to the authority's best. */
static void gather_evidence(const struct grid *grid, const struct units *units, double (*evidence)[POINTS_MAX])
{
    static double covariance[YEARS_MAX * YEARS_MAX];
    for (int32_t g = 0; g < grid->points; g++) {
        yearly(&grid->point[g], units->years, covariance);
        for (int32_t i = 0; i < units->count; i++) {
            const struct drift_counts counts = {units->years, units->events[i], units->expected[i], true};
            evidence[i][g] = drift_log_evidence(&counts, covariance, grid->point[g].dispersion);
        }
    }
    for (int32_t i = 0; i < units->count; i++) {
        double best = -INFINITY;
        for (int32_t g = 0; g < grid->points; g++)
            best = fmax(best, evidence[i][g]);
        for (int32_t g = 0; g < grid->points; g++)
            evidence[i][g] = exp(evidence[i][g] - best);
    }
}

static double log_likelihood(const struct grid *grid, const struct units *units, double (*evidence)[POINTS_MAX],
                             const double *weight)
{
    double sum = 0;
    for (int32_t i = 0; i < units->count; i++) {
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

/* Weights averaged over the posterior of the six numbers. */
static void fit(const char *what, const struct grid *grid, const struct units *units, double *weight)
{
    static double evidence[UNITS_MAX][POINTS_MAX], like[20000], trial[POINTS_MAX];
    struct shape shape, mean = {0};
    int32_t shapes = 0;
    double best = -INFINITY, sum = 0;
    gather_evidence(grid, units, evidence);
    for (; shape_at(shapes, &shape); shapes++) {
        weigh(grid, &shape, trial);
        like[shapes] = log_likelihood(grid, units, evidence, trial);
        best = fmax(best, like[shapes]);
    }
    for (int32_t i = 0; i < shapes; i++)
        sum += like[i] = exp(like[i] - best);
    memset(weight, 0, POINTS_MAX * sizeof *weight);
    for (int32_t i = 0; i < shapes; i++) {
        const double share = like[i] / sum;
        if (share < 1e-7)
            continue;
        shape_at(i, &shape);
        weigh(grid, &shape, trial);
        for (int32_t g = 0; g < grid->points; g++)
            weight[g] += share * trial[g];
        const double *from = &shape.walk;
        double *to = &mean.walk;
        for (int32_t k = 0; k < 6; k++)
            to[k] += share * from[k];
    }
    fprintf(stderr,
            "%s: %d authorities, %d years: sd of the walk %.3f, of the wave %.3f, of fast years %.3f, dispersion %.2f,"
            " waves %.2f, trends %.2f\n",
            what, units->count, units->years, mean.walk, mean.wave, mean.fast, mean.dispersion, mean.waves, mean.trend);
}

/* Rows come unit by unit, year by year. Starts against 1, or ceases against the mean stock (from the second year on). */
static int units_read(const struct facts *facts, int32_t to, bool ceases, struct units *out)
{
    const int32_t la = facts_column(facts, "la"), year = facts_column(facts, "year"), stock = facts_column(facts, "S"),
                  counts = facts_column(facts, ceases ? "C" : "A");
    if (la < 0 || year < 0 || stock < 0 || counts < 0)
        return -1;
    *out = (struct units){.years = to - FIRST_YEAR + !ceases};
    for (int64_t row = 0; row < facts->rows; row++) {
        const int32_t at = (int32_t)facts_number(facts, row, year) - FIRST_YEAR - ceases;
        if (row > 0 && strcmp(facts_text(facts, row, la), facts_text(facts, row - 1, la)) != 0)
            out->count++;
        if (at < 0 || at >= out->years || out->count >= UNITS_MAX)
            continue;
        out->events[out->count][at] = facts_number(facts, row, counts);
        out->expected[out->count][at] =
            ceases ? (facts_number(facts, row - 1, stock) + facts_number(facts, row, stock)) / 2 : 1;
    }
    out->count++;
    return 0;
}

/* The authority's row in `units`, by its code; a new one at the end. */
static int32_t unit_of(const char *code, char (*codes)[16], struct units *units)
{
    for (int32_t i = 0; i < units->count; i++)
        if (strcmp(codes[i], code) == 0)
            return i;
    if (units->count == UNITS_MAX)
        return -1;
    snprintf(codes[units->count], sizeof *codes, "%s", code);
    return units->count++;
}

/* Which of the four ways home a category is, or -1. Counts of 1 to 5 are not published: they stand as 3. */
static int32_t way_home(const char *measure, const char *category)
{
    static const char *const way[] = {"was part of the care planning process", "not part of the care planning process",
                                      "no parental responsibility", "Special guardianship order",
                                      "Residence order or child arrangement order"};
    if (strcmp(measure, "cla_ceased: Reason episode ceased") != 0)
        return -1;
    for (int32_t i = 0; i < COUNT(way); i++)
        if (strstr(category, way[i]))
            return i;
    return -1;
}

enum { WAYS = 5, REASONS_FROM = 2021 };

/* What la_panel.csv says of ways home: stocks and counts by authority and year. */
struct reasons {
    char code[UNITS_MAX][16];
    double stock[UNITS_MAX][YEARS_MAX], ways[UNITS_MAX][YEARS_MAX][WAYS];
};

/* One row of the file. */
static int take_reason(const struct facts *facts, int64_t row, const int32_t column[5], struct units *units,
                       struct reasons *out)
{
    const int32_t at = (int32_t)facts_number(facts, row, column[3]) - REASONS_FROM;
    const char *what = facts_text(facts, row, column[2]);
    const int32_t way = way_home(facts_text(facts, row, column[1]), what);
    const bool stocks = strcmp(what, "Children looked after on 31 March each year") == 0;
    if (at < 0 || at >= units->years || (way < 0 && !stocks))
        return 0;
    const int32_t unit = unit_of(facts_text(facts, row, column[0]), out->code, units);
    if (unit < 0)
        return -1;
    *(stocks ? &out->stock[unit][at] : &out->ways[unit][at][way]) = facts_number(facts, row, column[4]);
    return 0;
}

/* Whether an authority has five published stocks, none below 60; its row then stands at `kept`. */
static bool keep_unit(const struct reasons *reasons, int32_t unit, int32_t kept, struct units *out)
{
    bool whole = true;
    for (int32_t y = 0; y < out->years; y++) {
        const double *stock = reasons->stock[unit];
        whole = whole && stock[y] >= 60;
        out->events[kept][y] = 0;
        for (int32_t w = 0; w < WAYS; w++)
            out->events[kept][y] += reasons->ways[unit][y][w];
        out->expected[kept][y] = (stock[y ? y - 1 : 0] + stock[y]) / 2;
    }
    return whole;
}

/* Ways home over the mean stock by authority; authorities without five published stocks, or of fewer than 60, drop out. */
static int exits_read(const struct facts *facts, int32_t to, struct units *out)
{
    static struct reasons reasons;
    static const char *const name[5] = {"la_code", "measure", "category", "year", "value"};
    int32_t column[5], kept = 0;
    *out = (struct units){.years = to - REASONS_FROM + 1};
    for (int32_t i = 0; i < 5; i++)
        if ((column[i] = facts_column(facts, name[i])) < 0)
            return -1;
    for (int32_t i = 0; i < UNITS_MAX * YEARS_MAX * WAYS; i++)
        (&reasons.ways[0][0][0])[i] = 3;
    for (int64_t row = 0; row < facts->rows; row++)
        if (take_reason(facts, row, column, out, &reasons) < 0)
            return -1;
    for (int32_t i = 0; i < out->count; i++)
        kept += keep_unit(&reasons, i, kept, out);
    out->count = kept;
    return 0;
}

static void print_points(const char *name, const struct grid *grid)
{
    printf("static const struct drift_point %s[] = {\n", name);
    for (int32_t g = 0; g < grid->points; g++) {
        const struct drift_point *point = &grid->point[g];
        printf("%s{%s, %g, %g, %g, %g},%s", g % 3 ? " " : "    ",
               point->family == DRIFT_WALKS ? "DRIFT_WALKS" : "DRIFT_RETURNS", point->slow, point->fast, point->dispersion,
               point->trend, g % 3 == 2 || g + 1 == grid->points ? "\n" : "");
    }
    printf("};\n\n");
}

static void print_weights(const char *name, const struct grid *grid, const double *weight)
{
    printf("static const double %s[] = {\n", name);
    for (int32_t g = 0; g < grid->points; g++)
        printf("%s%a,%s", g % 4 ? " " : "    ", weight[g], g % 4 == 3 || g + 1 == grid->points ? "\n" : "");
    printf("};\n\n");
}

/* Which series has which; the sd of a level and of the season are those of the study behind METHODS section 4. */
static const char series_of_the_flow[] =
    "static const struct drift_prior priors[FLOW_SERIES] = {\n"
    "    [FLOW_ENTRIES] = {(int32_t)(sizeof entries / sizeof *entries), point, entries, 0.5, 0.08},\n"
    "    [FLOW_WAYS_OUT] = {(int32_t)(sizeof exits / sizeof *exits), point, exits, 0.2, 0.04},\n"
    "    [FLOW_INTO_GROUP] = {(int32_t)(sizeof residential / sizeof *residential), residential_point, residential, 0.2, "
    "0.04},\n"
    "    [FLOW_OUT_OF_GROUP] = {(int32_t)(sizeof residential / sizeof *residential), residential_point, residential, 0.2, "
    "0.04},\n"
    "};\n"
    "\n"
    "const struct drift_prior *care_panel_prior(enum flow_series series)\n"
    "{\n"
    "    return &priors[series];\n"
    "}\n";

/* What a year's prior is fitted to. */
struct published {
    struct facts starts, reasons;
};

static int published_read(struct published *out)
{
    if (facts_read("la_units_2016_2025.csv", &out->starts) < 0)
        return -1;
    if (facts_read("la_panel.csv", &out->reasons) == 0)
        return 0;
    facts_clear(&out->starts);
    return -1;
}

static void published_clear(struct published *published)
{
    facts_clear(&published->starts);
    facts_clear(&published->reasons);
}

/* Weights of entries and of ways home, by what was published up to a year. */
static int fit_year(const struct published *published, const struct grid *grid, int32_t to, double *entries, double *exits)
{
    static struct units starts, ceases;
    const bool reasons = to >= REASONS_FROM + 3;
    if (units_read(&published->starts, to, false, &starts) < 0 ||
        (reasons ? exits_read(&published->reasons, to, &ceases) : units_read(&published->starts, to, true, &ceases)) < 0) {
        fprintf(stderr, "the published figures lack a column: la, year, S, A, C or la_code, measure, category, value\n");
        return -1;
    }
    fit("starts", grid, &starts, entries);
    fit(reasons ? "ways home" : "ceases", grid, &ceases, exits);
    return 0;
}

static int print_now(const struct published *published, const struct grid *grid, int32_t to)
{
    static struct grid residential;
    static double entries[POINTS_MAX], exits[POINTS_MAX], moves[POINTS_MAX];
    if (fit_year(published, grid, to, entries, exits) < 0)
        return -1;
    grid_make(residential_walks, COUNT(residential_walks), residential_trend, 1, &residential);
    weigh(&residential, &(struct shape){.15, .15, .04, 2.0, .1, 1}, moves);
    printf("/* Made by bench/drift_prior %d; see care/panel_prior.h. */\n/* clang-format off */\n"
           "#include \"care/panel_prior.h\"\n\n",
           to);
    print_points("point", grid);
    print_weights("entries", grid, entries);
    print_weights("exits", grid, exits);
    print_points("residential_point", &residential);
    print_weights("residential", &residential, moves);
    fputs(series_of_the_flow, stdout);
    return 0;
}

enum { PAST_FIRST = 2019, PAST_LAST = 2024, A_LINE = 7 };

/* To the seven digits of a float: enough for a weight, and a third of the bytes. */
static void print_past_weights(const struct grid *grid, const double *weight)
{
    printf("        {\n");
    for (int32_t g = 0; g < grid->points; g++)
        printf("%s%a,%s", g % A_LINE ? " " : "         ", (double)(float)weight[g],
               g % A_LINE == A_LINE - 1 || g + 1 == grid->points ? "\n" : "");
    printf("        },\n");
}

static int print_past(const struct published *published, const struct grid *grid)
{
    static double entries[POINTS_MAX], exits[POINTS_MAX];
    printf("/* Made by bench/drift_prior past; see care/panel_prior.h. */\n/* clang-format off */\n"
           "#include \"care/panel_prior.h\"\n\n"
           "enum { POINTS = %d, FIRST = CARE_PANEL_PRIOR_FIRST, LAST = %d };\n\n"
           "/* [year][entries, ways home][point] */\n"
           "static const double weights[LAST - FIRST + 1][2][POINTS] = {\n",
           grid->points, PAST_LAST);
    for (int32_t year = PAST_FIRST; year <= PAST_LAST; year++) {
        if (fit_year(published, grid, year, entries, exits) < 0)
            return -1;
        printf("    {\n");
        print_past_weights(grid, entries);
        print_past_weights(grid, exits);
        printf("    },\n");
    }
    fputs("};\n"
          "\n"
          "struct drift_prior care_panel_prior_of(int32_t year, enum flow_series series)\n"
          "{\n"
          "    struct drift_prior prior = *care_panel_prior(series);\n"
          "    const int32_t known = year < FIRST ? FIRST : year;\n"
          "    if (known <= LAST && (series == FLOW_ENTRIES || series == FLOW_WAYS_OUT))\n"
          "        prior.weight = weights[known - FIRST][series == FLOW_WAYS_OUT];\n"
          "    return prior;\n"
          "}\n",
          stdout);
    return 0;
}

int main(int count, char **argument)
{
    static struct grid grid;
    struct published published;
    const bool past = count > 1 && strcmp(argument[1], "past") == 0;
    const int32_t to = count > 1 && !past ? (int32_t)strtoll(argument[1], NULL, 10) : 2025;
    if (to < FIRST_YEAR + 3 || to > FIRST_YEAR + YEARS_MAX - 1) {
        fprintf(stderr, "drift_prior: the last year is 2019 to 2027, or past\n");
        return 2;
    }
    if (published_read(&published) < 0)
        return 1;
    grid_make(walks, COUNT(walks), trends, COUNT(trends), &grid);
    const int code = past ? print_past(&published, &grid) : print_now(&published, &grid, to);
    published_clear(&published);
    return code < 0;
}
