#include "drift/levels.h"

#include <math.h> /* sqrt alone, which is exact */

#include "chance/draw.h"

/* Fractions of √2, √3, √11 and √23 in 2^64: none is near another, their complements, or the golden ratio's. */
static const uint64_t stride[DRIFT_SERIES_MAX] = {UINT64_C(0x6a09e667f3bcc908), UINT64_C(0xbb67ae8584caa73b),
                                                  UINT64_C(0x510e527fade682d1), UINT64_C(0xcbbb9d5dc1059ed8)};

/* One point's future, kept while replicates that drew it are made. */
struct future {
    int32_t point; /* -1 before the first */
    double mean[DRIFT_FUTURE_MAX];
    double factor[DRIFT_FUTURE_MAX * DRIFT_FUTURE_MAX];
};

/* The point that replicate r draws: where a fraction falls among the weights laid end to end. */
static int32_t point_of(const struct drift_fit *fit, int32_t series, int32_t replicate)
{
    const uint64_t fraction = ((uint64_t)replicate + 1) * stride[series];
    const double at = (double)(fraction >> 11) * 0x1p-53;
    double sum = 0;
    int32_t last = 0;
    for (int32_t i = 0; i < fit->prior->points; i++) {
        if (!(fit->weight[i] > 0))
            continue;
        last = i;
        sum += fit->weight[i];
        if (at < sum)
            break;
    }
    return last;
}

/* The normals of a replicate under a key. */
static void draw_normals(const struct drift_draw_plan *plan, struct chance_key key, int32_t replicate, double *normal)
{
    struct chance_stream stream;
    chance_stream_start(&stream, key, (uint32_t)plan->series, (uint32_t)replicate, CHANCE_DRIFT);
    for (int32_t q = 0; q < plan->ahead; q++)
        normal[q] = chance_normal(&stream);
    if (plan->coupled_to < 0)
        return;
    const double own = sqrt(1 - plan->correlation * plan->correlation);
    chance_stream_start(&stream, key, (uint32_t)plan->coupled_to, (uint32_t)replicate, CHANCE_DRIFT);
    for (int32_t q = 0; q < plan->ahead; q++)
        normal[q] = plan->correlation * chance_normal(&stream) + own * normal[q];
}

/* The same with a share that is common. */
static void draw_shared(const struct drift_draw_plan *plan, int32_t replicate, double *normal)
{
    double common[DRIFT_FUTURE_MAX];
    const double own = sqrt(1 - plan->common), theirs = plan->alone ? 0 : sqrt(plan->common);
    draw_normals(plan, plan->key, replicate, normal);
    if (!(plan->common > 0))
        return;
    draw_normals(plan, plan->common_key, replicate, common);
    for (int32_t q = 0; q < plan->ahead; q++)
        normal[q] = own * normal[q] + theirs * common[q];
}

static void draw_one(const struct drift_draw_plan *plan, const struct future *future, int32_t replicate, double *log_level)
{
    double normal[DRIFT_FUTURE_MAX];
    draw_shared(plan, replicate, normal);
    for (int32_t q = 0; q < plan->ahead; q++) {
        log_level[q] = future->mean[q];
        for (int32_t k = 0; k <= q; k++)
            log_level[q] += future->factor[q * plan->ahead + k] * normal[k];
    }
}

static int check_plan(const struct drift_draw_plan *plan, struct problem *problem)
{
    const bool good = plan->series >= 0 && plan->series < DRIFT_SERIES_MAX && plan->replicates > 0 && plan->ahead > 0 &&
                      plan->ahead <= DRIFT_FUTURE_MAX && plan->correlation >= -1 && plan->correlation <= 1 &&
                      plan->common >= 0 && plan->common <= 1;
    return good ? 0 : problem_set(problem, PROBLEM_INPUT, "levels were asked for outside of what can be drawn");
}

/* Replicates of a point together, so that each point's future is made once; their order changes nothing they draw. */
static void draw_all(const struct drift_fit *fit, const struct drift_draw_plan *plan, const int32_t *point,
                     struct drift_levels *out)
{
    struct future future = {.point = -1};
    for (int32_t i = 0; i < fit->prior->points; i++) {
        if (!(fit->weight[i] > 0))
            continue;
        for (int32_t r = 0; r < plan->replicates; r++) {
            if (point[r] != i)
                continue;
            if (future.point != i) {
                drift_fit_future(fit, i, plan->ahead, future.mean, future.factor);
                future.point = i;
            }
            out->dispersion[r] = fit->prior->point[i].dispersion;
            draw_one(plan, &future, r, out->log_level + (int64_t)r * plan->ahead);
        }
    }
}

int drift_draw_levels(const struct drift_fit *fit, const struct drift_draw_plan *plan, struct drift_levels *out,
                      struct problem *problem)
{
    *out = (struct drift_levels){.replicates = plan->replicates, .ahead = plan->ahead};
    int code = check_plan(plan, problem);
    if (code < 0)
        return code;
    struct arena scratch = {0};
    const size_t replicates = (size_t)plan->replicates;
    int32_t *point = arena_take(&scratch, replicates * sizeof *point);
    out->log_level = arena_take(&out->arena, replicates * (size_t)plan->ahead * sizeof *out->log_level);
    out->dispersion = arena_take(&out->arena, replicates * sizeof *out->dispersion);
    if (!point || !out->log_level || !out->dispersion)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory to draw %d levels", plan->replicates);
    for (int32_t r = 0; code == 0 && r < plan->replicates; r++)
        point[r] = point_of(fit, plan->series, r);
    if (code == 0)
        draw_all(fit, plan, point, out);
    else
        drift_levels_clear(out);
    arena_clear(&scratch);
    return code;
}

void drift_levels_clear(struct drift_levels *levels)
{
    arena_clear(&levels->arena);
    *levels = (struct drift_levels){0};
}
