#include "panel_score.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chance/draw.h"

enum { PATHS_MAX = 10000, BINS = 10 };

static const double outside[SCORE_RANGES] = {.25, .1, .025};

static int compare(const void *left, const void *right)
{
    const int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

/* The paths in order, in memory of the caller's. */
static int32_t sorted(const struct score_case *at, int32_t out[PATHS_MAX])
{
    const int32_t paths = at->paths < PATHS_MAX ? at->paths : PATHS_MAX;
    memcpy(out, at->value, (size_t)paths * sizeof *out);
    qsort(out, (size_t)paths, sizeof *out, compare);
    return paths;
}

double score_median(const struct score_case *at)
{
    int32_t value[PATHS_MAX];
    const int32_t paths = sorted(at, value);
    return (value[(paths - 1) / 2] + value[paths / 2]) / 2.0;
}

double score_pit(const struct score_case *at, double truth, uint32_t luck)
{
    double below = 0, equal = 0;
    struct chance_stream stream;
    chance_stream_start(&stream, chance_key_of(0, 0), luck, 0, CHANCE_SYNTHETIC);
    for (int32_t r = 0; r < at->paths; r++) {
        below += at->value[r] < truth;
        equal += at->value[r] == truth;
    }
    return (below + chance_uniform(&stream) * (equal + 1)) / (at->paths + 1);
}

double score_error(double share, double cases)
{
    return cases > 0 ? sqrt(share * (1 - share) / cases) : 0;
}

/* Mean |path - truth| less half of the mean difference between paths. */
static double crps_of(const int32_t *value, int32_t paths, double truth)
{
    double sum = 0;
    for (int32_t i = 0; i < paths; i++)
        sum += fabs(value[i] - truth) / paths - value[i] * (2.0 * i + 1 - paths) / paths / paths;
    return sum;
}

/* Adds a case's PIT to the shares held. */
static void add_cover(double pit, double cases, double cover[SCORE_RANGES])
{
    for (int32_t k = 0; k < SCORE_RANGES; k++)
        cover[k] += (pit > outside[k] && pit < 1 - outside[k]) / cases;
}

/* What one case adds but to `own`. */
static void add_case(const struct score_case *at, uint32_t number, double cases, double total, struct score *out,
                     double bin[BINS])
{
    int32_t value[PATHS_MAX];
    const int32_t paths = sorted(at, value);
    const double median = (value[(paths - 1) / 2] + value[paths / 2]) / 2.0, pit = score_pit(at, at->truth, number);
    out->wape += fabs(median - at->truth) / total;
    out->unchanged_wape += fabs(at->unchanged - at->truth) / total;
    out->bias += (median - at->truth) / total;
    out->crps += crps_of(value, paths, at->truth) / total;
    out->width += median > 0 ? (value[paths * 9 / 10] - value[paths / 10]) / 2.0 / median / cases : 0;
    out->pit += pit / cases;
    out->common += median > 0 && at->truth > 0 ? log(at->truth / median) / cases : 0;
    add_cover(pit, cases, out->cover);
    bin[(int32_t)(pit * BINS)]++;
}

void score_cases(const struct score_case *list, int32_t cases, struct score *out)
{
    double total = 0, bin[BINS] = {0};
    *out = (struct score){.cases = cases};
    for (int32_t i = 0; i < cases; i++)
        total += list[i].truth;
    for (int32_t i = 0; i < cases; i++)
        add_case(&list[i], (uint32_t)i, cases, total, out, bin);
    for (int32_t i = 0; i < cases; i++)
        add_cover(score_pit(&list[i], list[i].truth * exp(-out->common), (uint32_t)i), cases, out->own);
    for (int32_t b = 0; b < BINS && cases > 0; b++)
        out->chi2 += (bin[b] - cases / 10.0) * (bin[b] - cases / 10.0) / (cases / 10.0);
}
