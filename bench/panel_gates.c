/*
 * panel_gates series|engine ORIGIN=FILE …: the samples of several origins against what was published, as tables.
 *
 * First every cell (quantity, origin, years ahead) with its scores; then the gates, with target and met or not. A gate that
 * is missed is told like any other. Figures are per cent unless said otherwise; (s.e.) is that of a share of independent
 * councils, which they are not quite. Where a gate comes from: METHODS section 11.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "panel_gates.h"

enum { ANY = 0 };

static const struct study_part everybody = {.size = STUDY_ALL};

void gates_print_cells(const struct study *study, const char *const *quantity, int32_t quantities)
{
    printf("%-14s %-6s %-5s %4s %6s %10s %6s %6s %-22s %-22s %6s %5s %6s\n", "quantity", "origin", "ahead", "n", "WAPE",
           "no change", "bias", "CRPS", "held 50 80 95", "common out: 50 80 95", "width", "PIT", "chi2");
    for (int32_t q = 0; q < quantities; q++)
        for (int32_t o = 0; o < study->origins; o++)
            for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
                struct score s;
                if ((o > 0 && study->origin[o] == study->origin[o - 1]) ||
                    !gates_pool_from(study, quantity[q], study->origin[o], h, everybody, &s))
                    continue;
                printf("%-14s %-6d %-5d %4d %6.1f %10.1f %+6.1f %6.1f %6.1f %6.1f %6.1f   %6.1f %6.1f %6.1f   %6.1f %5.2f "
                       "%6.1f\n",
                       quantity[q], study->origin[o], h, s.cases, 100 * s.wape, 100 * s.unchanged_wape, 100 * s.bias,
                       100 * s.crps, 100 * s.cover[SCORE_50], 100 * s.cover[SCORE_80], 100 * s.cover[SCORE_95],
                       100 * s.own[SCORE_50], 100 * s.own[SCORE_80], 100 * s.own[SCORE_95], 100 * s.width, s.pit, s.chi2);
            }
    printf("\n%-62s %-34s %-24s %s\n", "gate", "figure (s.e.)", "target", "met");
}

/* Means over origins, all of them where `origin` is ANY. */
static bool pool(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                 struct score *out)
{
    int32_t cells = 0;
    *out = (struct score){0};
    for (int32_t o = 0; o < study->origins; o++) {
        struct score s;
        if ((origin != ANY && study->origin[o] != origin) || !study_score(study, quantity, o, ahead, part, &s))
            continue;
        cells++;
        out->cases += s.cases;
        out->wape += s.wape, out->unchanged_wape += s.unchanged_wape, out->bias += s.bias, out->crps += s.crps;
        out->width += s.width, out->pit += s.pit, out->chi2 += s.chi2;
        for (int32_t k = 0; k < SCORE_RANGES; k++)
            out->cover[k] += s.cover[k] * s.cases, out->own[k] += s.own[k] * s.cases;
    }
    if (cells == 0)
        return false;
    out->wape /= cells, out->unchanged_wape /= cells, out->bias /= cells, out->crps /= cells;
    out->width /= cells, out->pit /= cells, out->chi2 /= cells;
    for (int32_t k = 0; k < SCORE_RANGES; k++)
        out->cover[k] /= out->cases, out->own[k] /= out->cases;
    return true;
}

bool gates_pool(const struct study *study, const char *quantity, int32_t ahead, struct study_part part, struct score *out)
{
    return pool(study, quantity, ANY, ahead, part, out);
}

bool gates_pool_from(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                     struct score *out)
{
    return pool(study, quantity, origin, ahead, part, out);
}

bool gates_within(double share, double low, double high)
{
    return 100 * share >= low && 100 * share <= high;
}

/* P1: the median against "no change". */
void gates_wape(struct study *study)
{
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        struct score s;
        char what[96];
        if (!gates_pool(study, "stock", h, everybody, &s))
            continue;
        snprintf(what, sizeof what, "P1 stock WAPE over that of no change, %dy, mean of origins", h);
        study_judge(study, s.wape <= 1.01 * s.unchanged_wape, what, "<= 1.01", "%.3f (%.2f v %.2f)",
                    s.wape / s.unchanged_wape, 100 * s.wape, 100 * s.unchanged_wape);
    }
}

/* P2: CRPS from two origins. */
void gates_crps_from(struct study *study)
{
    static const double from_2022[] = {4.0, 5.4, 6.3}, from_2023[] = {3.3, 5.1, NAN};
    char what[96], target[32];
    struct score s;
    for (int32_t year = 2022; year <= 2023; year++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
            const double limit = year == 2022 ? from_2022[h - 1] : from_2023[h - 1];
            if (!gates_pool_from(study, "stock", year, h, everybody, &s))
                continue;
            snprintf(what, sizeof what, "P2 stock CRPS, %dy, from %d", h, year);
            snprintf(target, sizeof target, "<= %g", limit);
            study_judge(study, 100 * s.crps < limit + .05, what, target, "%.2f", 100 * s.crps);
        }
}

/* Shares held of one kind of range with what is common taken out, pooled over origins. */
static void judge_own(struct study *study, const char *quantity, const char *words, const struct gates_limits *limits)
{
    char what[96], target[80];
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        struct score s;
        if (!gates_pool(study, quantity, h, everybody, &s))
            continue;
        const double low = h == 1 ? limits->low80 : limits->low80_later,
                     high = h == 1 ? limits->high80 : limits->high80_later;
        snprintf(what, sizeof what, "P3 %s, common taken out, pooled, %dy: 80 and 95", words, h);
        snprintf(target, sizeof target, "%g-%g %g-%g", low, high, limits->low95, limits->high95);
        study_judge(study,
                    gates_within(s.own[SCORE_80], low, high) && gates_within(s.own[SCORE_95], limits->low95, limits->high95),
                    what, target, "%.1f %.1f (%.1f %.1f)", 100 * s.own[SCORE_80], 100 * s.own[SCORE_95],
                    100 * score_error(s.own[SCORE_80], s.cases), 100 * score_error(s.own[SCORE_95], s.cases));
    }
}

/* P3: ranges of what councils do of their own, and the ranges as a council sees them, which hold the common part too. */
void gates_own(struct study *study, const struct gates_limits *limits)
{
    judge_own(study, "stock_own", "own ranges", limits);
    judge_own(study, "stock", "ranges as given", limits);
    double least = 1, most = 0;
    for (int32_t o = 0; o < study->origins; o++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
            struct score s;
            if (!study_score(study, "stock_own", o, h, everybody, &s))
                continue;
            least = fmin(least, s.own[SCORE_80]);
            most = fmax(most, s.own[SCORE_80]);
        }
    study_judge(study, gates_within(least, 68, 90) && gates_within(most, 68, 90),
                "P3 the same, every origin and horizon: 80", "68-90", "%.1f to %.1f", 100 * least, 100 * most);
}

/* P4: raw, one cell may miss. P5: not bought by width. */
void gates_raw(struct study *study)
{
    int32_t cells = 0, missed = 0;
    for (int32_t o = 0; o < study->origins; o++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
            struct score s;
            if (!study_score(study, "stock", o, h, everybody, &s))
                continue;
            cells++;
            missed += !gates_within(s.cover[SCORE_80], 65, 90) || !gates_within(s.cover[SCORE_95], 88, 99.5);
        }
    study_judge(study, missed <= 1, "P4 stock as it fell, each origin and horizon in 65-90, 88-99.5", "one may miss",
                "%d of %d miss", missed, cells);
    static const double widest[] = {10, 15, 19};
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        struct score s;
        char what[96], target[32];
        if (!gates_pool(study, "stock", h, everybody, &s))
            continue;
        snprintf(what, sizeof what, "P5 stock, mean half width of the 80%% range, %dy", h);
        snprintf(target, sizeof target, "<= %g", widest[h - 1]);
        study_judge(study, 100 * s.width <= widest[h - 1], what, target, "%.1f", 100 * s.width);
    }
}

/* P6: by size, pooled over origins. */
void gates_sizes(struct study *study)
{
    for (int32_t size = 0; size < STUDY_SIZES; size++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
            const struct study_part part = {.size = size};
            struct score s;
            char what[96];
            if (!gates_pool(study, "stock_own", h, part, &s))
                continue;
            snprintf(what, sizeof what, "P6 stock, common taken out, %s, %dy: 80", study_size_name(size), h);
            study_judge(study, gates_within(s.own[SCORE_80], size ? 72 : 68, size ? 88 : 92), what, size ? "72-88" : "68-92",
                        "%.1f (%.1f)", 100 * s.own[SCORE_80], 100 * score_error(s.own[SCORE_80], s.cases));
        }
}

/* P9: starts from 2022. */
void gates_starts(struct study *study)
{
    static const double wape[] = {14.8, 18.2, 21.8}, no_kent[] = {14.0, 15.0, 17.5}, crps[] = {10.4, 13.8, 16.7};
    for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
        struct score all, part;
        char what[96], target[32];
        if (!gates_pool_from(study, "starts", 2022, h, everybody, &all) ||
            !gates_pool_from(study, "starts", 2022, h, (struct study_part){STUDY_ALL, true}, &part))
            continue;
        snprintf(what, sizeof what, "P9 starts WAPE, %dy from 2022, with and without Kent", h);
        snprintf(target, sizeof target, "<= %g %g", wape[h - 1], no_kent[h - 1]);
        study_judge(study, 100 * all.wape < wape[h - 1] + .05 && 100 * part.wape < no_kent[h - 1] + .05, what, target,
                    "%.1f %.1f", 100 * all.wape, 100 * part.wape);
        snprintf(what, sizeof what, "P9 starts CRPS, %dy from 2022", h);
        snprintf(target, sizeof target, "<= %g", crps[h - 1]);
        study_judge(study, 100 * all.crps < crps[h - 1] + .05, what, target, "%.1f", 100 * all.crps);
        snprintf(what, sizeof what, "P9 starts, %dy from 2022: 80 and 95", h);
        study_judge(study, gates_within(all.cover[SCORE_80], 75, 87) && gates_within(all.cover[SCORE_95], 92, 98), what,
                    "75-87 92-98", "%.1f %.1f (%.1f %.1f)", 100 * all.cover[SCORE_80], 100 * all.cover[SCORE_95],
                    100 * score_error(all.cover[SCORE_80], all.cases), 100 * score_error(all.cover[SCORE_95], all.cases));
    }
}

/* England as the sum of all councils, path by path; where the truth stands among the paths. */
static double nation_pit(const struct study *study, int32_t origin, int32_t ahead, double *sd)
{
    static struct score_case list[PANEL_UNITS_MAX];
    static int32_t total[10000];
    const int32_t cases = study_cases(study, "stock", origin, ahead, everybody, list, NULL);
    struct score_case nation = {.value = total};
    double mean = 0, square = 0;
    if (cases == 0)
        return NAN;
    nation.paths = list[0].paths;
    for (int32_t r = 0; r < nation.paths; r++) {
        total[r] = 0;
        for (int32_t i = 0; i < cases; i++)
            total[r] += r < list[i].paths ? list[i].value[r] : 0;
        mean += log(total[r]) / nation.paths;
        square += log(total[r]) * log(total[r]) / nation.paths;
    }
    for (int32_t i = 0; i < cases; i++)
        nation.truth += list[i].truth;
    *sd = sqrt(fmax(square - mean * mean, 0));
    return score_pit(&nation, nation.truth, 0);
}

/* P13: all councils together. */
void gates_nation(struct study *study)
{
    int32_t origins = 0, inside = 0;
    double sd = 0;
    for (int32_t o = 0; o < study->origins; o++) {
        double one;
        const double pit = nation_pit(study, o, 1, &one);
        if (isnan(pit))
            continue;
        origins++;
        sd += one;
        inside += pit > .025 && pit < .975;
    }
    study_judge(study, inside >= origins - 1, "P13 all councils together inside their 95% range, 1y, origins", "all but one",
                "%d of %d", inside, origins);
    study_judge(study, sd / origins >= .015 && sd / origins <= .035, "P13 yearly sd of all together (an assumption)",
                "1.5-3.5", "%.1f", 100 * sd / origins);
}

/* How many councils hold a truth inside their 80% range when it is path r's (or, r < 0, what was published). */
static int32_t held(const struct score_case *list, int32_t cases, int32_t r)
{
    int32_t inside = 0;
    for (int32_t i = 0; i < cases; i++) {
        const double pit = score_pit(&list[i], r < 0 ? list[i].truth : list[i].value[r], (uint32_t)i);
        inside += pit > .1 && pit < .9;
    }
    return inside;
}

/* The joint rank test: is the number of councils inside their 80% range one that the paths themselves show. */
void gates_joint(struct study *study)
{
    static struct score_case list[PANEL_UNITS_MAX];
    int32_t cells = 0, central = 0;
    for (int32_t o = 0; o < study->origins; o++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++) {
            const int32_t cases = study_cases(study, "stock", o, h, everybody, list, NULL);
            if (cases == 0)
                continue;
            const int32_t truth = held(list, cases, -1), paths = list[0].paths;
            int32_t below = 0, above = 0;
            for (int32_t r = 0; r < paths; r++) {
                const int32_t inside = held(list, cases, r);
                below += inside < truth;
                above += inside > truth;
            }
            cells++;
            central += below < .99 * paths && above < .99 * paths;
        }
    study_judge(study, central == cells, "joint rank: councils inside their 80% range, central 98% of paths", "all",
                "%d of %d cells", central, cells);
}

int main(int count, char **argument)
{
    static struct study study;
    const bool engine = count > 2 && strcmp(argument[1], "engine") == 0;
    if (count < 3 || (!engine && strcmp(argument[1], "series") != 0)) {
        fprintf(stderr, "usage: panel_gates series|engine ORIGIN=FILE …\n");
        return 2;
    }
    study.of_authorities = engine;
    int code = panel_view_read(STUDY_LAST_TRUTH, &study.truth);
    for (int32_t i = 2; i < count && code == 0; i++)
        code = study_add(&study, argument[i]);
    if (code == 0) {
        (engine ? gates_engine : gates_series)(&study);
        printf("\n%d of %d gates met\n", study.met, study.judged);
    }
    study_clear(&study);
    return code < 0;
}
