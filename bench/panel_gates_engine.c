#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "panel_gates.h"
#include "panel_moves.h"

enum { ORIGIN_FIRST = 2022, PARTS_PER_MILLION = 1000000 };

static const struct study_part everybody = {.size = STUDY_ALL};

/* P10 to P12: placements. A limit of 0 is none. */
struct placement_limits {
    const char *gate, *quantity;
    double wape_2022[STUDY_AHEAD], wape_2023[STUDY_AHEAD], crps[STUDY_AHEAD];
    double low80, high80, low95, high95; /* of the shares held with what is common taken out */
};

static void judge_at_most(struct study *study, const char *gate, const char *of, int32_t ahead, int32_t origin, double share,
                          double limit)
{
    char what[96], target[32];
    if (limit <= 0)
        return;
    snprintf(what, sizeof what, "%s %s, %dy from %d", gate, of, ahead, origin);
    snprintf(target, sizeof target, "<= %g", limit);
    study_judge(study, 100 * share < limit + .05, what, target, "%.1f", 100 * share);
}

static void gates_placement(struct study *study, const struct placement_limits *limits)
{
    char what[96], target[64];
    struct score s;
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        snprintf(what, sizeof what, "%s WAPE", limits->quantity);
        if (gates_pool_from(study, limits->quantity, 2022, h, everybody, &s)) {
            judge_at_most(study, limits->gate, what, h, 2022, s.wape, limits->wape_2022[h - 1]);
            snprintf(what, sizeof what, "%s CRPS", limits->quantity);
            judge_at_most(study, limits->gate, what, h, 2022, s.crps, limits->crps[h - 1]);
        }
        snprintf(what, sizeof what, "%s WAPE", limits->quantity);
        if (gates_pool_from(study, limits->quantity, 2023, h, everybody, &s))
            judge_at_most(study, limits->gate, what, h, 2023, s.wape, limits->wape_2023[h - 1]);
        if (!gates_pool(study, limits->quantity, h, everybody, &s))
            continue;
        snprintf(what, sizeof what, "%s %s, common taken out, %dy: 80 and 95", limits->gate, limits->quantity, h);
        snprintf(target, sizeof target, "%g-%g %g-%g", limits->low80, limits->high80, limits->low95, limits->high95);
        study_judge(study,
                    gates_within(s.own[SCORE_80], limits->low80, limits->high80) &&
                        gates_within(s.own[SCORE_95], limits->low95, limits->high95),
                    what, target, "%.1f %.1f (%.1f %.1f)", 100 * s.own[SCORE_80], 100 * s.own[SCORE_95],
                    100 * score_error(s.own[SCORE_80], s.cases), 100 * score_error(s.own[SCORE_95], s.cases));
    }
}

static void gates_placements(struct study *study)
{
    static const struct placement_limits all[] = {
        {"P10", "foster", {5.6, 7.7, 9.8}, {0}, {3.9, 5.4, 6.9}, 74, 86, 91, 98.5},
        {"P11", "homes_places", {12.0, 18.1, 22.2}, {12.5, 17.6}, {0}, 70, 86, 91, 98.5},
        {"P12", "rest", {21.5, 27, 28}, {0}, {0}, 70, 90, 91, 99.5},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        gates_placement(study, &all[i]);
}

static int compare(const void *left, const void *right)
{
    const int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* What was noted of the councils themselves (panel_engine.c: match_…), of all origins, in order; how many. */
static int32_t noted(const struct study *study, const char *quantity, int32_t *out)
{
    int32_t count = 0;
    for (int32_t o = 0; o < study->origins; o++)
        for (int64_t i = 0; i < study->samples[o].lines; i++)
            if (strcmp(study->samples[o].line[i].quantity, quantity) == 0 && count < STUDY_ORIGINS_MAX * PANEL_UNITS_MAX)
                out[count++] = study->samples[o].line[i].value[0];
    qsort(out, (size_t)count, sizeof *out, compare);
    return count;
}

/* Whether the made-up councils have the published counts, and how far the multipliers alone came. */
static void gates_match(struct study *study)
{
    static const struct {
        const char *quantity, *what;
    } shares[] = {{"match_stock", "stock"}, {"match_young", "ceases under 18"}, {"match_grown", "ceases at 18"}};
    static int32_t list[STUDY_ORIGINS_MAX * PANEL_UNITS_MAX];
    int32_t count = noted(study, "match_missed", list), exact = 0;
    for (int32_t i = 0; i < count; i++)
        exact += list[i] == 0;
    study_judge(study, exact == count, "councils whose published counts are all met", "all", "%d of %d", exact, count);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
        count = noted(study, shares[i].quantity, list);
        if (count > 0)
            printf("matched by multipliers alone: %-32s %.3f%% %.2f%%\n", shares[i].what,
                   100.0 * list[count / 2] / PARTS_PER_MILLION, 100.0 * list[count * 95 / 100] / PARTS_PER_MILLION);
    }
    int32_t clipped = 0;
    count = noted(study, "match_clipped", list);
    for (int32_t i = 0; i < count; i++)
        clipped += list[i] != 0;
    printf("%-62s %d of %d\n", "councils whose multipliers reached a bound", clipped, count);
}

/* Half the sum of differences between shares by age of what was made and what was published. */
static double apart(const double made[5], const double published[5])
{
    double of_made = 0, of_published = 0, sum = 0;
    for (int32_t i = 0; i < 5; i++)
        of_made += made[i], of_published += published[i];
    for (int32_t i = 0; i < 5; i++)
        sum += fabs(made[i] / of_made - published[i] / of_published) / 2;
    return sum;
}

/* Children by age that the councils of an area have at an origin: one authority, or all of a region. */
static void made_by_age(const struct study *study, int32_t origin, const char *area, double out[5])
{
    const struct published *all = &study->truth.authorities;
    const int32_t one = published_named(all, area);
    for (int32_t i = 0; i < 5; i++) {
        char quantity[SAMPLES_QUANTITY_MAX];
        snprintf(quantity, sizeof quantity, "match_aged_%d", i);
        out[i] = 0;
        for (int32_t a = 0; a < all->authorities; a++) {
            const struct sample_line *line =
                samples_find(&study->samples[origin], all->authority[a].number, quantity, study->origin[origin]);
            if (line && (one >= 0 ? a == one : strcmp(all->authority[a].region, area) == 0))
                out[i] += line->value[0];
        }
    }
}

/* Whether children made up have the ages that are published where ages are. */
static void gates_ages(struct study *study)
{
    static const enum published_figure_kind aged[] = {PUBLISHED_AGED_UNDER_1, PUBLISHED_AGED_1_TO_4, PUBLISHED_AGED_5_TO_9,
                                                      PUBLISHED_AGED_10_TO_15, PUBLISHED_AGED_16_OVER};
    static const char *const areas[] = {"Liverpool", "Sefton", "Wirral", "Herefordshire", "North West"};
    int32_t o = 0;
    while (o < study->origins && study->origin[o] != ORIGIN_FIRST)
        o++;
    for (int32_t k = 0; k < 5 && o < study->origins; k++) {
        const int32_t area = published_named(&study->truth.areas, areas[k]);
        double made[5], told[5];
        char what[96];
        made_by_age(study, o, areas[k], made);
        for (int32_t i = 0; i < 5; i++)
            told[i] = published_figure(&study->truth.areas, area, aged[i], ORIGIN_FIRST);
        const double most = k < 4 ? 12 : 4, share = 100 * apart(made, told);
        snprintf(what, sizeof what, "ages of %s on 31 March %d: distance from published", areas[k], ORIGIN_FIRST);
        study_judge(study, share <= most, what, k < 4 ? "<= 12" : "<= 4", "%.1f", share);
    }
}

void gates_engine(struct study *study)
{
    static const char *const quantities[] = {"stock", "stock_own",    "starts", "ceases",  "foster",
                                             "homes", "homes_places", "rest",   "parents", "adoption"};
    static const struct gates_limits limits = {74, 86, 74, 86, 91, 98.5};
    gates_print_cells(study, quantities, (int32_t)(sizeof quantities / sizeof *quantities));
    gates_match(study);
    gates_ages(study);
    gates_wape(study);
    gates_crps_from(study);
    gates_own(study, &limits);
    gates_raw(study);
    gates_sizes(study);
    gates_moves(study);
    gates_slope(study);
    gates_starts(study);
    gates_placements(study);
    gates_nation(study);
    gates_joint(study);
}
