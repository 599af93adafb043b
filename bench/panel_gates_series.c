#include <math.h>
#include <stdio.h>
#include <string.h>

#include "panel_gates.h"

static const struct study_part everybody = {.size = STUDY_ALL};

static int32_t origin_at(const struct study *study, int32_t year)
{
    int32_t i = 0;
    while (i < study->origins && study->origin[i] != year)
        i++;
    return i;
}

/* P2: CRPS, mean of origins. */
static void gates_crps(struct study *study)
{
    static const double most[] = {3.7, 5.5, 6.9};
    char what[96], target[32];
    struct score s;
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        snprintf(what, sizeof what, "P2 stock CRPS, %dy, mean of origins", h);
        snprintf(target, sizeof target, "<= %g", most[h - 1]);
        if (gates_pool(study, "stock", h, everybody, &s))
            study_judge(study, 100 * s.crps < most[h - 1] + .05, what, target, "%.2f", 100 * s.crps);
    }
}

/* WAPE of the mean of the years since 2021. */
static double history_wape(const struct study *study, const char *quantity, int32_t origin, int32_t ahead)
{
    static struct score_case list[PANEL_UNITS_MAX];
    static int32_t council[PANEL_UNITS_MAX];
    const int32_t cases = study_cases(study, quantity, origin, ahead, everybody, list, council);
    const int32_t last = study->origin[origin];
    double missed = 0, total = 0;
    for (int32_t i = 0; i < cases; i++) {
        double mean = 0;
        for (int32_t year = PANEL_REASONS_FROM; year <= last; year++)
            mean += study_truth(study, quantity, council[i], year) / (last - PANEL_REASONS_FROM + 1);
        missed += fabs(mean - list[i].truth);
        total += list[i].truth;
    }
    return missed / total;
}

/* R2: the councils of one half by stock at the origin; the dividing line is 450, near the median. */
static void gates_halves(struct study *study, const char *quantity, int32_t origin, int32_t ahead)
{
    static struct score_case list[PANEL_UNITS_MAX], half[PANEL_UNITS_MAX];
    static int32_t council[PANEL_UNITS_MAX];
    const int32_t cases = study_cases(study, quantity, origin, ahead, everybody, list, council);
    for (int32_t large = 0; large < 2; large++) {
        int32_t count = 0;
        for (int32_t i = 0; i < cases; i++)
            if ((study_truth(study, "stock", council[i], study->origin[origin]) >= 450) == large)
                half[count++] = list[i];
        struct score s;
        char what[96];
        score_cases(half, count, &s);
        snprintf(what, sizeof what, "R2 %s, %d to %d, %s (n = %d): 80", quantity + 3, study->origin[origin],
                 study->origin[origin] + ahead, large ? "450 children or more" : "under 450", count);
        study_judge(study, gates_within(s.cover[SCORE_80], 70, 90), what, "70-90", "%.1f (%.1f)", 100 * s.cover[SCORE_80],
                    100 * score_error(s.cover[SCORE_80], count));
    }
}

/* R1 to R3: nine cells of authorities, from the years since 2021 alone. */
static void gates_nine(struct study *study)
{
    static const char *const quantities[] = {"r1_starts", "r1_ways_home", "r1_ceases"};
    static const int32_t origin[] = {2024, 2023, 2023}, ahead[] = {1, 1, 2};
    double mean80 = 0, mean95 = 0, still80 = 0;
    int32_t cells = 0;
    for (int32_t q = 0; q < 3; q++)
        for (int32_t k = 0; k < 3; k++) {
            const int32_t o = origin_at(study, origin[k]);
            struct score s;
            char what[96], target[32];
            if (o == study->origins || !study_score(study, quantities[q], o, ahead[k], everybody, &s))
                continue;
            snprintf(what, sizeof what, "R1 %s, %d to %d: 80 and 95", quantities[q] + 3, origin[k], origin[k] + ahead[k]);
            study_judge(study, gates_within(s.cover[SCORE_80], 74, 88) && gates_within(s.cover[SCORE_95], 91, 99), what,
                        "74-88 91-99", "%.1f %.1f (%.1f %.1f)", 100 * s.cover[SCORE_80], 100 * s.cover[SCORE_95],
                        100 * score_error(s.cover[SCORE_80], s.cases), 100 * score_error(s.cover[SCORE_95], s.cases));
            const double history = history_wape(study, quantities[q], o, ahead[k]), best = fmin(history, s.unchanged_wape),
                         most = q == 0 ? 1.0 : 1.05;
            snprintf(what, sizeof what, "R3 %s, %d to %d: WAPE over the better of two", quantities[q] + 3, origin[k],
                     origin[k] + ahead[k]);
            snprintf(target, sizeof target, "<= %.2f", most);
            study_judge(study, s.wape <= most * best, what, target, "%.3f (%.1f; last year %.1f, mean %.1f)", s.wape / best,
                        100 * s.wape, 100 * s.unchanged_wape, 100 * history);
            gates_halves(study, quantities[q], o, ahead[k]);
            snprintf(what, sizeof what, "still_%s", quantities[q] + 3);
            mean80 += s.cover[SCORE_80];
            mean95 += s.cover[SCORE_95];
            cells++;
            if (study_score(study, what, o, ahead[k], everybody, &s))
                still80 += s.cover[SCORE_80];
        }
    if (cells) {
        study_judge(study, gates_within(mean80 / cells, 78, 86) && gates_within(mean95 / cells, 94, 97.5),
                    "R1 mean of the cells: 80 and 95", "78-86 94-97.5", "%.1f %.1f", 100 * mean80 / cells,
                    100 * mean95 / cells);
        study_judge(study, 100 * still80 / cells < 60, "S8 the same, levels that never move: they must fail the gate",
                    "< 60", "%.1f", 100 * still80 / cells);
    }
}

void gates_series(struct study *study)
{
    static const char *const quantities[] = {"stock",     "stock_own",    "starts",   "ceases",
                                             "r1_starts", "r1_ways_home", "r1_ceases"};
    static const struct gates_limits limits = {76, 84, 75, 85, 92, 98};
    gates_print_cells(study, quantities, (int32_t)(sizeof quantities / sizeof *quantities));
    gates_wape(study);
    gates_crps(study);
    gates_crps_from(study);
    gates_own(study, &limits);
    gates_raw(study);
    gates_sizes(study);
    gates_starts(study);
    gates_nation(study);
    gates_joint(study);
    gates_nine(study);
}
