#include "panel_moves.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct study_part everybody = {.size = STUDY_ALL};

/* Sums by which a variance is told: of moves about their own mean. */
struct sums {
    double count, sum, square;
};

static void add(struct sums *sums, double from, double to)
{
    if (!(from > 0) || !(to > 0))
        return;
    const double move = log(to / from);
    sums->count++;
    sums->sum += move;
    sums->square += move * move;
}

static double about_mean(const struct sums *sums)
{
    return sums->count > 0 ? sums->square - sums->sum * sums->sum / sums->count : 0;
}

static const double *figures_of(const struct panel_unit *unit, const char *quantity)
{
    return quantity[0] == 'c' ? unit->ceases : strncmp(quantity, "starts", 6) == 0 ? unit->starts : unit->stock;
}

double moves_published(const struct study *study, const char *quantity, int32_t to, int32_t lag, int32_t size)
{
    double square = 0, count = 0;
    for (int32_t year = PANEL_FIRST; year + lag <= to; year++) {
        struct sums sums = {0};
        for (int32_t i = 0; i < study->truth.units; i++) {
            const struct panel_unit *unit = &study->truth.unit[i];
            const double *figure = figures_of(unit, quantity);
            if (size == STUDY_ALL || study_size_of(unit->stock[year - PANEL_FIRST]) == size)
                add(&sums, figure[year - PANEL_FIRST], figure[year + lag - PANEL_FIRST]);
        }
        square += about_mean(&sums);
        count += sums.count > 1 ? sums.count - 1 : 0;
    }
    return count > 0 ? square / count : 0;
}

double moves_simulated(const struct study *study, const char *quantity, int32_t origin, int32_t lag, int32_t size)
{
    const int32_t from = study->origin[origin];
    struct sums sums = {0};
    for (int64_t i = 0; i < study->samples[origin].lines; i++) {
        const struct sample_line *line = &study->samples[origin].line[i];
        if (line->year != from + lag || strcmp(line->quantity, quantity) != 0 ||
            (size != STUDY_ALL && study_size_of(study_truth(study, "stock", line->council, from)) != size))
            continue;
        const double now = study_truth(study, quantity, line->council, from);
        for (int32_t r = 0; r < line->paths; r++)
            add(&sums, now, line->value[r]);
    }
    return sums.count > 0 ? about_mean(&sums) / sums.count : 0;
}

/* Mean of the ratio simulated to published over the origins. */
static void judge_variance(struct study *study, const char *quantity, int32_t lag, int32_t size, double within)
{
    double simulated = 0, published = 0;
    char what[96], target[32];
    for (int32_t o = 0; o < study->origins; o++) {
        simulated += moves_simulated(study, quantity, o, lag, size) / study->origins;
        published += moves_published(study, quantity, study->origin[o], lag, size) / study->origins;
    }
    if (!(published > 0))
        return;
    snprintf(what, sizeof what, "P7 variance of log %s over %d year%s, %s: over the panel's", quantity, lag,
             lag > 1 ? "s" : "", study_size_name(size));
    snprintf(target, sizeof target, "%.2f-%.2f", 1 - within, 1 + within);
    study_judge(study, fabs(simulated / published - 1) <= within, what, target, "%.2f (%.4f, %.4f)", simulated / published,
                simulated, published);
}

/* Correlation of the move of starts in the first year with that of ceases in the second, over councils and paths. */
static double follow(const struct study *study, int32_t origin)
{
    double n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    const struct samples *samples = &study->samples[origin];
    const int32_t from = study->origin[origin];
    for (int64_t i = 0; i < samples->lines; i++) {
        const struct sample_line *starts = &samples->line[i];
        if (starts->year != from + 1 || strcmp(starts->quantity, "starts") != 0)
            continue;
        const struct sample_line *first = samples_find(samples, starts->council, "ceases", from + 1),
                                 *second = samples_find(samples, starts->council, "ceases", from + 2);
        const double before = study_truth(study, "starts", starts->council, from);
        for (int32_t r = 0; r < starts->paths && first && second; r++) {
            if (!(before > 0) || starts->value[r] <= 0 || first->value[r] <= 0 || second->value[r] <= 0)
                continue;
            const double a = log(starts->value[r] / before), b = log((double)second->value[r] / first->value[r]);
            n++, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
        }
    }
    return n > 0 ? (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n)) : 0;
}

void gates_moves(struct study *study)
{
    for (int32_t size = STUDY_ALL; size < STUDY_SIZES; size++)
        for (int32_t lag = 1; lag <= STUDY_AHEAD; lag++)
            judge_variance(study, "stock_own", lag, size, .25);
    for (int32_t lag = 1; lag <= STUDY_AHEAD; lag++)
        judge_variance(study, "starts_own", lag, STUDY_ALL, .35);
    for (int32_t lag = 1; lag <= STUDY_AHEAD; lag++)
        judge_variance(study, "ceases_own", lag, STUDY_ALL, .35);
    double mean = 0;
    for (int32_t o = 0; o < study->origins; o++)
        mean += follow(study, o) / study->origins;
    study_judge(study, mean >= .15 && mean <= .45, "P7 correlation of moves: starts, then ceases a year later", ".15-.45",
                "%.2f", mean);
}

/* Sums over councils of one origin and horizon of moves forecast (f), come true (a) and implied by the council's own flows
 * of two years (w). */
struct slope_sums {
    double n, f, a, w, ff, fa, ww;
};

static void slope_add(const struct study *study, int32_t origin, int32_t ahead, struct slope_sums *all)
{
    static struct score_case list[PANEL_UNITS_MAX];
    static int32_t council[PANEL_UNITS_MAX];
    const int32_t cases = study_cases(study, "stock_own", origin, ahead, everybody, list, council),
                  to = study->origin[origin];
    struct slope_sums one = {0};
    for (int32_t i = 0; i < cases; i++) {
        double own = 0;
        for (int32_t year = to - 1; year <= to; year++)
            own += (study_truth(study, "starts", council[i], year) - study_truth(study, "ceases", council[i], year)) / 2 /
                   list[i].unchanged;
        const double median = score_median(&list[i]);
        if (isnan(own) || !(median > 0) || !(list[i].truth > 0))
            continue;
        const double f = log(median / list[i].unchanged), a = log(list[i].truth / list[i].unchanged), w = own * ahead;
        one.n++, one.f += f, one.a += a, one.w += w, one.ff += f * f, one.fa += f * a, one.ww += w * w;
    }
    if (one.n == 0)
        return;
    all->n += one.n;
    all->ff += one.ff - one.f * one.f / one.n;
    all->fa += one.fa - one.f * one.a / one.n;
    all->ww += one.ww - one.w * one.w / one.n;
}

void gates_slope(struct study *study)
{
    struct slope_sums all = {0};
    for (int32_t o = 0; o < study->origins; o++)
        for (int32_t h = 1; h <= STUDY_AHEAD; h++)
            slope_add(study, o, h, &all);
    const double spread = all.ww > 0 ? sqrt(all.ff / all.ww) : 0, slope = all.ff > 0 ? all.fa / all.ff : 0;
    study_judge(study, spread <= .2 || slope >= .5,
                "P8 growth forecast: spread over that of own flows, slope of truth on it", "<= .2, or >= .5", "%.2f, %.2f",
                spread, slope);
}
