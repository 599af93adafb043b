/*
 * panel_series ORIGIN [lag]: what would have been forecast of the panel's series on 31 March of that year, from published
 * counts alone, as samples on stdout (samples.h).
 *
 *     starts, ceases       148 units, one to three years ahead: the levels that the engine uses (drift/fit.h) on yearly
 *                          counts, with a prior fitted to counts up to the origin; ceases over the stock at the origin
 *     stock, stock_own     the same units: log stock walks, with the variance that h-year changes had up to the origin
 *                          (b0 + b1 / stock, a t with 6 degrees of freedom); its middle is the stock of the origin times the
 *                          growth that the levels imply to the power .1 (the pull to balance). `stock` has the national part
 *                          too, one shock a path for all, `stock_own` has not. How large it is, is an assumption: 10, 15 and
 *                          19% of the squared error one to three years ahead; nine years cannot say more
 *     still_starts, still_ceases, still_ways_home   the nine cells again with a level that never moves and Poisson counts:
 * what the gates must find wanting r1_starts, r1_ceases, r1_ways_home   authorities with every year since 2021, from those
 * years alone; the prior of ways home is fitted to them, the others' as above; origins 2023 and 2024
 *
 * Everything comes from panel_view_read(ORIGIN): no later year is looked at. With `lag`, what is learnt from other councils
 * comes from the view of the year before, as a council knows it on 31 March: figures of that day appear in November.
 * Priors say on stderr what they are.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chance/draw.h"
#include "drift/fit.h"
#include "drift/levels.h"
#include "panel_view.h"
#include "prior_fit.h"
#include "samples.h"

enum { PATHS = 500, AHEAD = 3, SEED = 1, NATION = 0, R1_ORIGINS_FROM = 2023, ORIGIN_FIRST = 2019, ORIGIN_LAST = 2027 };

/* The stock's random numbers stand beside those of the series. */
enum { STOCKS = PANEL_WAYS_HOME + 1 };

static const double own_growth = 0.1, least_variance = 4e-4, student = 6;

/* Share of the squared error of stock that is common to all councils, by years ahead: an assumption. */
static const double common_share[AHEAD] = {.10, .15, .19};

/* The future of one council's yearly counts. */
struct future {
    double level[PATHS][AHEAD]; /* the log level by path and year */
    int32_t count[AHEAD][PATHS];
};

/* How much log stock changes in h years: b0 + b1 / stock, and the sd of what all councils share. */
struct walk {
    double base, by_size, national;
};

/* What is learnt from all councils. */
struct learnt {
    struct prior_fitted starts, ceases;
    struct walk walk[AHEAD];
    double residual; /* of the identity, a year, over the stock */
};

/* Draws the years ahead of counts under a prior; `ahead_expected` is what each of them is held against. */
static int draw_future(const struct drift_prior *prior, const struct drift_counts *counts, double ahead_expected,
                       int32_t council, enum panel_series series, struct future *out)
{
    struct problem problem = {0};
    struct drift_fit fit;
    struct drift_levels levels = {0};
    const struct drift_draw_plan plan = {.key = chance_key_of(SEED, (uint32_t)council),
                                         .series = (int32_t)series,
                                         .replicates = PATHS,
                                         .ahead = AHEAD,
                                         .coupled_to = -1};
    int code = drift_fit_years(prior, counts, &fit, &problem);
    if (code == 0) {
        code = drift_draw_levels(&fit, &plan, &levels, &problem);
        drift_fit_clear(&fit);
    }
    for (int32_t r = 0; r < PATHS && code == 0; r++) {
        struct chance_stream luck;
        chance_stream_start(&luck, plan.key, (uint32_t)series, (uint32_t)r, CHANCE_SCATTER);
        for (int32_t h = 0; h < AHEAD; h++) {
            out->level[r][h] = levels.log_level[r * AHEAD + h];
            double mean = ahead_expected * exp(out->level[r][h]);
            if (levels.dispersion[r] > 1.0001)
                mean = (levels.dispersion[r] - 1) * chance_gamma(&luck, mean / (levels.dispersion[r] - 1));
            out->count[h][r] = (int32_t)chance_poisson(&luck, mean);
        }
    }
    drift_levels_clear(&levels);
    if (code < 0)
        fprintf(stderr, "panel_series: %s\n", problem.text);
    return code;
}

static struct drift_counts yearly(const struct prior_counts *counts, int32_t unit)
{
    return (struct drift_counts){counts->years, counts->events[unit], counts->expected[unit], true};
}

/* Least squares of squared h-year log changes, each year's mean taken out, on 1 and 1 / stock. Where the view is shorter
 * than h years its longest changes stand for them, growing with time as a walk does. */
static struct walk fit_walk(const struct panel_view *view, int32_t ahead)
{
    const int32_t known = view->to - PANEL_FIRST, over = ahead < known ? ahead : known;
    const double longer = (double)ahead / over;
    double n = 0, x = 0, xx = 0, y = 0, xy = 0;
    for (int32_t from = 0; from + over <= known; from++) {
        double change[PANEL_UNITS_MAX], mean = 0;
        for (int32_t i = 0; i < view->units; i++) {
            change[i] = log(view->unit[i].stock[from + over] / view->unit[i].stock[from]);
            mean += change[i] / view->units;
        }
        for (int32_t i = 0; i < view->units; i++) {
            const double inverse = 1 / view->unit[i].stock[from], square = (change[i] - mean) * (change[i] - mean);
            n += 1, x += inverse, xx += inverse * inverse, y += square, xy += inverse * square;
        }
    }
    const double slope = (n * xy - x * y) / (n * xx - x * x), share = common_share[ahead - 1];
    return (struct walk){longer * (y - slope * x) / n, longer * slope, sqrt(longer * y / n * share / (1 - share))};
}

/* England's mean of (change of stock - starts + ceases) ÷ stock: starts count a child once a year. */
static double identity_residual(const struct panel_view *view)
{
    double residual = 0, stock = 0;
    for (int32_t y = 1; y <= view->to - PANEL_FIRST; y++)
        for (int32_t i = 0; i < view->units; i++) {
            const struct panel_unit *unit = &view->unit[i];
            residual += unit->stock[y] - unit->stock[y - 1] - unit->starts[y] + unit->ceases[y];
            stock += unit->stock[y - 1];
        }
    return residual / stock;
}

/* The middle of the stock in each year ahead: where mean levels would take it, pulled to balance. */
static void middle_of(double stock, double residual, const struct future *starts, const struct future *ceases,
                      double middle[AHEAD])
{
    double now = stock;
    for (int32_t h = 0; h < AHEAD; h++) {
        double in = 0, rate = 0;
        for (int32_t r = 0; r < PATHS; r++) {
            in += exp(starts->level[r][h]) / PATHS;
            rate += exp(ceases->level[r][h]) / PATHS;
        }
        now = (now * (1 - rate / 2 + residual) + in) / (1 + rate / 2);
        middle[h] = stock * pow(now / stock, own_growth);
    }
}

/* A t of 6 degrees of freedom with variance 1. */
static double student_t(struct chance_stream *luck)
{
    const double normal = chance_normal(luck);
    return normal * sqrt((student - 2) / student / (chance_gamma(luck, student / 2) / (student / 2)));
}

static void walk_stock(int32_t council, int32_t year, double stock, double middle, const struct walk *walk)
{
    int32_t all[PATHS], own[PATHS];
    const double variance = walk->base + walk->by_size / stock, sd = sqrt(fmax(variance, least_variance));
    for (int32_t r = 0; r < PATHS; r++) {
        struct chance_stream luck, nation;
        chance_stream_start(&luck, chance_key_of(SEED, (uint32_t)council), STOCKS, (uint32_t)r, CHANCE_SCATTER);
        chance_stream_start(&nation, chance_key_of(SEED, NATION), STOCKS, (uint32_t)r, CHANCE_SCATTER);
        const double step = sd * student_t(&luck);
        own[r] = (int32_t)lround(middle * exp(step));
        all[r] = (int32_t)lround(middle * exp(step + walk->national * chance_normal(&nation)));
    }
    samples_write(stdout, council, "stock", year, PATHS, all);
    samples_write(stdout, council, "stock_own", year, PATHS, own);
}

static void learn(const struct panel_view *others, struct learnt *out)
{
    static struct prior_counts counts;
    panel_units_counts(others, PANEL_STARTS, &counts);
    prior_fit("starts", &counts, &out->starts);
    panel_units_counts(others, PANEL_CEASES, &counts);
    prior_fit("ceases", &counts, &out->ceases);
    out->residual = identity_residual(others);
    for (int32_t h = 0; h < AHEAD; h++) {
        out->walk[h] = fit_walk(others, h + 1);
        fprintf(stderr, "stock %d years ahead: variance %.4f + %.2f / stock, sd of all together %.3f\n", h + 1,
                out->walk[h].base, out->walk[h].by_size, out->walk[h].national);
    }
}

static struct drift_prior prior_yearly(const struct prior_fitted *fitted)
{
    return prior_of(fitted, PRIOR_LEVEL_SD_ENTRIES, 0);
}

/* The 148 units: starts, ceases, stock. */
static int forecast_units(const struct panel_view *view, const struct learnt *learnt)
{
    static struct prior_counts starts, ceases;
    static struct future in, out;
    panel_units_counts(view, PANEL_STARTS, &starts);
    panel_units_counts(view, PANEL_CEASES, &ceases);
    const struct drift_prior entries = prior_yearly(&learnt->starts), exits = prior_yearly(&learnt->ceases);
    for (int32_t i = 0; i < view->units; i++) {
        const struct panel_unit *unit = &view->unit[i];
        const struct drift_counts coming = yearly(&starts, i), going = yearly(&ceases, i);
        const double stock = unit->stock[view->to - PANEL_FIRST];
        double middle[AHEAD];
        if (draw_future(&entries, &coming, 1, unit->number, PANEL_STARTS, &in) < 0 ||
            draw_future(&exits, &going, stock, unit->number, PANEL_CEASES, &out) < 0)
            return -1;
        middle_of(stock, learnt->residual, &in, &out, middle);
        for (int32_t h = 0; h < AHEAD; h++) {
            samples_write(stdout, unit->number, "starts", view->to + h + 1, PATHS, in.count[h]);
            samples_write(stdout, unit->number, "ceases", view->to + h + 1, PATHS, out.count[h]);
            walk_stock(unit->number, view->to + h + 1, stock, middle[h], &learnt->walk[h]);
        }
        if (i % 20 == 19)
            fprintf(stderr, "series %d: %d of %d units\n", view->to, i + 1, view->units);
    }
    return 0;
}

/* A level that never moves, with Poisson counts. */
static struct drift_prior prior_still(void)
{
    static const struct drift_point still = {DRIFT_WALKS, 0, 0, 1, 0};
    static const double sure = 1;
    return (struct drift_prior){1, &still, &sure, PRIOR_LEVEL_SD_ENTRIES, 0};
}

/* The years ahead of one series of authorities, under a prior. */
static int forecast_series(const struct panel_view *view, const struct drift_prior *prior, enum panel_series series,
                           const char *quantity)
{
    static struct prior_counts counts;
    static struct future future;
    static int32_t number[PRIOR_UNITS_MAX];
    panel_authorities_counts(view, series, &counts, number);
    for (int32_t i = 0; i < counts.units; i++) {
        const struct drift_counts own = yearly(&counts, i);
        char words[16];
        snprintf(words, sizeof words, "%d", number[i]);
        const int32_t at = published_named(&view->authorities, words);
        const double ahead =
            series == PANEL_STARTS ? 1 : published_figure(&view->authorities, at, PUBLISHED_STOCK, view->to);
        if (draw_future(prior, &own, ahead, number[i], series, &future) < 0)
            return -1;
        for (int32_t h = 0; h < AHEAD; h++)
            samples_write(stdout, number[i], quantity, view->to + h + 1, PATHS, future.count[h]);
    }
    return 0;
}

/* Three series of authorities whose counts since 2021 are all there. */
static int forecast_authorities(const struct panel_view *view, const struct panel_view *others, const struct learnt *learnt)
{
    static struct prior_counts counts;
    static struct prior_fitted ways_home;
    panel_authorities_counts(others, PANEL_WAYS_HOME, &counts, NULL);
    prior_fit("ways home", &counts, &ways_home);
    const struct drift_prior starts = prior_yearly(&learnt->starts), ceases = prior_yearly(&learnt->ceases),
                             ways = prior_yearly(&ways_home), still = prior_still();
    const struct {
        enum panel_series series;
        const struct drift_prior *prior;
        const char *name, *still_name;
    } all[] = {{PANEL_STARTS, &starts, "r1_starts", "still_starts"},
               {PANEL_CEASES, &ceases, "r1_ceases", "still_ceases"},
               {PANEL_WAYS_HOME, &ways, "r1_ways_home", "still_ways_home"}};
    int code = 0;
    for (int32_t i = 0; i < 3 && code == 0; i++) {
        code = forecast_series(view, all[i].prior, all[i].series, all[i].name);
        if (code == 0)
            code = forecast_series(view, &still, all[i].series, all[i].still_name);
    }
    return code;
}

int main(int count, char **argument)
{
    static struct panel_view view, others;
    static struct learnt learnt;
    const int32_t origin = count > 1 ? (int32_t)strtoll(argument[1], NULL, 10) : 0;
    const bool lag = count == 3 && strcmp(argument[2], "lag") == 0;
    if (count < 2 || count > 3 || (count == 3 && !lag) || origin < ORIGIN_FIRST || origin > ORIGIN_LAST) {
        fprintf(stderr, "usage: panel_series ORIGIN [lag]: a year from %d to %d\n", ORIGIN_FIRST, ORIGIN_LAST);
        return 2;
    }
    int code = panel_view_read(origin, &view);
    if (code == 0)
        code = panel_view_read(lag ? origin - 1 : origin, &others);
    if (code == 0) {
        learn(&others, &learnt);
        code = forecast_units(&view, &learnt);
    }
    if (code == 0 && origin >= R1_ORIGINS_FROM)
        code = forecast_authorities(&view, &others, &learnt);
    panel_view_clear(&view);
    panel_view_clear(&others);
    return code < 0;
}
