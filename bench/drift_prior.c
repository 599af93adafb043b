/*
 * drift_prior [TO]: how levels move in English councils, fitted to published counts up to the year TO (2025): the prior
 * that the program carries, printed as src/care/panel_prior.c.
 *
 *     entries       starts a year of 148 comparable authorities, 2016 to TO
 *     exits         children who went home, or left on a special guardianship or child arrangements order, over the mean
 *                   stock, 2021 to TO; for TO before 2024, when there are too few years of reasons, all ceases from 2017
 *     residential   nothing is published but stocks: a frozen proposal, printed like the others and fitted to nothing
 *
 * How it is fitted, prior_fit.h says; where the counts come from, panel_view.h.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "panel_view.h"
#include "prior_fit.h"

enum { FIRST_ORIGIN = 2019, LAST_ORIGIN = 2027, REASONS_FROM = 2024, PAST_LAST = 2024, A_LINE = 7 };

static void print_points(const char *name, const struct prior_fitted *fitted)
{
    printf("static const struct drift_point %s[] = {\n", name);
    for (int32_t g = 0; g < fitted->points; g++) {
        const struct drift_point *point = &fitted->point[g];
        printf("%s{%s, %g, %g, %g, %g},%s", g % 3 ? " " : "    ",
               point->family == DRIFT_WALKS ? "DRIFT_WALKS" : "DRIFT_RETURNS", point->slow, point->fast, point->dispersion,
               point->trend, g % 3 == 2 || g + 1 == fitted->points ? "\n" : "");
    }
    printf("};\n\n");
}

static void print_weights(const char *name, const struct prior_fitted *fitted)
{
    printf("static const double %s[] = {\n", name);
    for (int32_t g = 0; g < fitted->points; g++)
        printf("%s%a,%s", g % 4 ? " " : "    ", fitted->weight[g], g % 4 == 3 || g + 1 == fitted->points ? "\n" : "");
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

static const char past_of_the_flow[] = "};\n"
                                       "\n"
                                       "struct drift_prior care_panel_prior_of(int32_t year, enum flow_series series)\n"
                                       "{\n"
                                       "    struct drift_prior prior = *care_panel_prior(series);\n"
                                       "    const int32_t known = year < FIRST ? FIRST : year;\n"
                                       "    if (known <= LAST && (series == FLOW_ENTRIES || series == FLOW_WAYS_OUT))\n"
                                       "        prior.weight = weights[known - FIRST][series == FLOW_WAYS_OUT];\n"
                                       "    return prior;\n"
                                       "}\n";

/* Reads the figures up to a year and fits the two series that are published. */
static int fit_year(int32_t to, struct prior_fitted *entries, struct prior_fitted *exits)
{
    static struct panel_view view;
    static struct prior_counts counts;
    if (panel_view_read(to, &view) < 0)
        return -1;
    panel_units_counts(&view, PANEL_STARTS, &counts);
    prior_fit("starts", &counts, entries);
    if (to >= REASONS_FROM)
        panel_authorities_counts(&view, PANEL_WAYS_HOME, &counts, NULL);
    else
        panel_units_counts(&view, PANEL_CEASES, &counts);
    prior_fit(to >= REASONS_FROM ? "ways home" : "ceases", &counts, exits);
    panel_view_clear(&view);
    return 0;
}

static int print_now(int32_t to)
{
    static struct prior_fitted entries, exits, residential;
    if (fit_year(to, &entries, &exits) < 0)
        return -1;
    prior_residential(&residential);
    printf("/* Made by bench/drift_prior %d; see care/panel_prior.h. */\n/* clang-format off */\n"
           "#include \"care/panel_prior.h\"\n\n",
           to);
    print_points("point", &entries);
    print_weights("entries", &entries);
    print_weights("exits", &exits);
    print_points("residential_point", &residential);
    print_weights("residential", &residential);
    fputs(series_of_the_flow, stdout);
    return 0;
}

/* To the seven digits of a float: enough for a weight, and a third of the bytes. */
static void print_past_weights(const struct prior_fitted *fitted)
{
    printf("        {\n");
    for (int32_t g = 0; g < fitted->points; g++)
        printf("%s%a,%s", g % A_LINE ? " " : "         ", (double)(float)fitted->weight[g],
               g % A_LINE == A_LINE - 1 || g + 1 == fitted->points ? "\n" : "");
    printf("        },\n");
}

static int print_past(void)
{
    static struct prior_fitted entries, exits;
    for (int32_t year = FIRST_ORIGIN; year <= PAST_LAST; year++) {
        if (fit_year(year, &entries, &exits) < 0)
            return -1;
        if (year == FIRST_ORIGIN)
            printf("/* Made by bench/drift_prior past; see care/panel_prior.h. */\n/* clang-format off */\n"
                   "#include \"care/panel_prior.h\"\n\n"
                   "enum { POINTS = %d, FIRST = CARE_PANEL_PRIOR_FIRST, LAST = %d };\n\n"
                   "/* [year][entries, ways home][point] */\n"
                   "static const double weights[LAST - FIRST + 1][2][POINTS] = {\n",
                   entries.points, PAST_LAST);
        printf("    {\n");
        print_past_weights(&entries);
        print_past_weights(&exits);
        printf("    },\n");
    }
    fputs(past_of_the_flow, stdout);
    return 0;
}

int main(int count, char **argument)
{
    const bool past = count > 1 && strcmp(argument[1], "past") == 0;
    const int32_t to = count > 1 && !past ? (int32_t)strtoll(argument[1], NULL, 10) : 2025;
    if (to < FIRST_ORIGIN || to > LAST_ORIGIN) {
        fprintf(stderr, "drift_prior: the last year is %d to %d, or past\n", FIRST_ORIGIN, LAST_ORIGIN);
        return 2;
    }
    return (past ? print_past() : print_now(to)) < 0;
}
