/*
 * bands WORLD ENTRIES YEARS COUNCILS [SEED]: whether bands hold what they say, in councils of a world.
 *
 * Each council is made (world.h), forecast from what its records hold, and held against what happened to it: four outputs
 * (children in all, in residential, in fostering, and the cost of all nights since the origin) after 12, 24 and 36 months.
 * Two methods: `drift` is the program's own; `steady` the same without levels that move, which a harness worth its name must
 * find wanting. Printed on stdout, one line a method, output and horizon, tabs between:
 *
 *     world entries years councils seed method output months cover80 cover95 width bias bias_mean wape no_change
 *     crps pit_mean pit_chi2
 *
 * cover: per cent of councils inside; width: mean 80% width over the median; bias: sum(median - truth) / sum(truth), in per
 * cent; wape: sum|median - truth| / sum(truth), and that of "no change", in per cent; crps over truth, in per cent; the
 * randomised PIT's mean and its chi-square over ten bins. `bias_mean` is that of the mean in place of the median.
 * Children of a month are its child-nights of that month over its days.
 */
#include <stdio.h>
#include <stdlib.h>

#include "study.h"

static const char *const method_name[STUDY_METHODS] = {"steady", "drift"};
static const char *const output_name[STUDY_OUTPUTS] = {"stock", "residential", "fostering", "cost"};

static void print_cell(const struct study_cell *cell, const char *head, int32_t method, int32_t output, int32_t horizon,
                       double n)
{
    double chi2 = 0;
    for (int32_t b = 0; b < STUDY_BINS; b++)
        chi2 += (cell->bin[b] - n / STUDY_BINS) * (cell->bin[b] - n / STUDY_BINS) / (n / STUDY_BINS);
    printf("%s\t%s\t%s\t%d\t%.1f\t%.1f\t%.4f\t%.2f\t%.2f\t%.2f\t%.2f\t%.2f\t%.3f\t%.1f\n", head, method_name[method],
           output_name[output], 12 * (horizon + 1), 100 * cell->cover80 / n, 100 * cell->cover95 / n, cell->width / n,
           100 * cell->missed / cell->truth, 100 * cell->missed_mean / cell->truth, 100 * cell->absolute / cell->truth,
           100 * cell->unchanged / cell->truth, 100 * cell->crps / cell->truth, cell->pit / n, chi2);
}

/* A whole number of the command line; -1 when it is none. */
static int32_t whole(const char *text)
{
    char *end;
    const long long value = strtoll(text, &end, 10);
    return *text && !*end && value >= 0 && value <= INT32_MAX ? (int32_t)value : -1;
}

static void tell(const struct world_plan *plan, int32_t done, int32_t of)
{
    if (done % 10 == 0)
        fprintf(stderr, "%s %.0f: %d of %d councils\n", world_name(plan->world), plan->entries_per_year, done, of);
}

static void print_study(const struct study *study, const struct world_plan *plan, int32_t councils)
{
    char head[128];
    snprintf(head, sizeof head, "%s\t%.0f\t%d\t%d\t%d", world_name(plan->world), plan->entries_per_year, plan->years,
             councils, (int)plan->seed);
    for (int32_t m = 0; m < STUDY_METHODS; m++)
        for (int32_t o = 0; o < STUDY_OUTPUTS; o++)
            for (int32_t h = 0; h < STUDY_HORIZONS; h++)
                print_cell(&study->cell[m][o][h], head, m, o, h, councils);
}

/* The plan of the command line; false when it is none. */
static bool read_plan(int count, char **argument, struct world_plan *plan, int32_t *councils)
{
    if (count < 5 || count > 6)
        return false;
    *plan = (struct world_plan){.world = world_named(argument[1]),
                                .entries_per_year = whole(argument[2]),
                                .years = whole(argument[3]),
                                .seed = count > 5 ? (uint64_t)whole(argument[5]) : 1};
    *councils = whole(argument[4]);
    return plan->world < WORLD_COUNT && plan->entries_per_year >= 1 && plan->years >= 1 && plan->years <= 10 &&
           *councils >= 1;
}

int main(int count, char **argument)
{
    static struct study study;
    struct problem problem = {0};
    struct world_plan plan;
    int32_t councils;
    if (!read_plan(count, argument, &plan, &councils)) {
        fprintf(stderr, "usage: bands WORLD ENTRIES-A-YEAR YEARS COUNCILS [SEED]: whole numbers, 1 to 10 years; worlds:");
        for (int32_t i = 0; i < WORLD_COUNT; i++)
            fprintf(stderr, " %s", world_name((enum world)i));
        fprintf(stderr, "\n");
        return 2;
    }
    const char *growth = getenv("HOMEWARD_OWN_GROWTH");
    int code = study_open(&study, &problem);
    if (growth)
        study.own_growth = strtod(growth, NULL);
    if (code == 0)
        code = study_councils(&study, &plan, councils, tell, &problem);
    if (code == 0)
        print_study(&study, &plan, councils);
    else
        fprintf(stderr, "bands: %s\n", problem.text);
    return code < 0;
}
