#include "flow/levels.h"

#include <string.h>

#include "chance/draw.h"
#include "chance/special.h"
#include "drift/levels.h"
#include "flow/balance.h"
#include "flow/crew.h"
#include "flow/months.h"
#include "flow/posterior.h"
#include "flow/series.h"

enum {
    MEAN_OF = 256,         /* the mean of levels is taken over the same first draws, however many paths are asked for */
    NATION = 0,            /* the authority number of what all have in common: no authority's own */
    PIECE_REPLICATES = 64, /* what one thread takes at a time */
    PIECE_DRAWS = 16       /* of the posterior: the same */
};

/* Of the normals of ways into and out of the drifting group: the published stocks of homes say that both move, and not by
 * how much each; more in together with fewer out is what lets them move as much as they do. */
static const double coupling = -0.7;

/* A quarter of 365.25 days. */
static const double quarter_days = FLOW_YEAR_DAYS / 4;

/* What rates expect of the whole past, by series. */
struct expectation {
    double of[FLOW_SERIES];
};

/* All that is made on the way. */
struct drawing {
    const struct flow_system *system;
    const struct flow_exposure *exposure;
    const struct flow_posterior *posterior;
    const struct flow_levels_plan *plan;
    int32_t quarters, drawn; /* ahead; replicates drawn: at least MEAN_OF */
    struct chance_key key;
    struct flow_counts counts;                  /* the past by quarter */
    struct drift_levels own[FLOW_SERIES];       /* log levels by replicate */
    double expected[FLOW_SERIES];               /* E*: by the centre, of the whole past */
    struct expectation *expected_of_draw;       /* [draws]: E_draw */
    double mean[FLOW_SERIES][DRIFT_FUTURE_MAX]; /* mean levels, as flow_base wants them */
    struct flow_levels *out;
    struct progress *progress;
    struct problem problem[FLOW_SERIES]; /* why a series could not be fitted */
    struct arena arena;
};

static int fit_series(struct drawing *drawing, int32_t k, struct problem *problem)
{
    const struct drift_counts counts = {.quarters = drawing->counts.quarters,
                                        .events = drawing->counts.events[k],
                                        .expected = drawing->counts.expected[k],
                                        .own_centre = k == FLOW_ENTRIES};
    const struct drift_draw_plan plan = {.key = drawing->key,
                                         .series = k,
                                         .replicates = drawing->drawn,
                                         .ahead = drawing->quarters,
                                         .coupled_to = k == FLOW_OUT_OF_GROUP ? FLOW_INTO_GROUP : -1,
                                         .correlation = coupling,
                                         .common = drawing->plan->common,
                                         .common_key = chance_key_of(drawing->plan->seed, NATION),
                                         .alone = drawing->plan->alone};
    struct drift_fit fit;
    int code = drift_fit_counts(drawing->plan->prior[k], &counts, &fit, problem);
    if (code < 0)
        return code;
    code = drift_draw_levels(&fit, &plan, &drawing->own[k], problem);
    drift_fit_clear(&fit);
    return code;
}

/* One series on one thread: none needs another. Only the caller's own thread, the first, tells how far all are. */
static int fit_piece(void *self, int32_t thread, int32_t k)
{
    struct drawing *drawing = self;
    if (thread == 0 && progress_step(drawing->progress, "levels", k, FLOW_SERIES))
        return problem_set(&drawing->problem[k], PROBLEM_STOPPED, "stopped while the levels were being fitted");
    return fit_series(drawing, k, &drawing->problem[k]);
}

static int fit_all(struct drawing *drawing, struct problem *problem)
{
    const int32_t threads = flow_crew_size(drawing->plan->hands.threads, FLOW_SERIES);
    const int code = flow_crew_run(threads, FLOW_SERIES, fit_piece, drawing);
    for (int32_t k = 0; k < FLOW_SERIES && code < 0; k++)
        if (drawing->problem[k].code == code) {
            if (problem)
                *problem = drawing->problem[k];
            break;
        }
    return code;
}

/* What some draws expect of the past. */
static int expect_piece(void *self, int32_t thread, int32_t piece)
{
    const struct drawing *drawing = self;
    const struct flow_posterior *posterior = drawing->posterior;
    const int32_t end = (piece + 1) * PIECE_DRAWS;
    (void)thread;
    for (int32_t d = piece * PIECE_DRAWS; d < end && d < posterior->draws; d++)
        flow_series_expected(drawing->system, &posterior->rates[d], drawing->exposure, drawing->expected_of_draw[d].of);
    return 0;
}

/* What the centre and each draw expect of the past, by series. */
static int expect(struct drawing *drawing, struct problem *problem)
{
    const struct flow_posterior *posterior = drawing->posterior;
    struct flow_rates centre;
    drawing->expected_of_draw = arena_take(&drawing->arena, (size_t)posterior->draws * sizeof *drawing->expected_of_draw);
    if (!drawing->expected_of_draw)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for what the draws expect");
    flow_rates_prior(drawing->system, &centre);
    flow_series_expected(drawing->system, &centre, drawing->exposure, drawing->expected);
    const int32_t pieces = (posterior->draws + PIECE_DRAWS - 1) / PIECE_DRAWS;
    return flow_crew_run(flow_crew_size(drawing->plan->hands.threads, pieces), pieces, expect_piece, drawing);
}

/* A factor on rates that the centre's level means for other rates: E* / theirs; 1 where nothing is expected. */
static double against(double centre, double theirs)
{
    return centre > 0 && theirs > 0 ? centre / theirs : 1;
}

/* Means over the first draws, of entries a day and of factors on the mean rates. */
static void take_means(struct drawing *drawing)
{
    double expected[FLOW_SERIES];
    flow_series_expected(drawing->system, &drawing->posterior->mean_rates, drawing->exposure, expected);
    for (int32_t k = 0; k < FLOW_SERIES; k++) {
        const struct drift_levels *own = &drawing->own[k];
        const double base = k == FLOW_ENTRIES ? 1 / quarter_days : against(drawing->expected[k], expected[k]);
        for (int32_t q = 0; q < drawing->quarters; q++) {
            double sum = 0;
            for (int32_t r = 0; r < MEAN_OF; r++)
                sum += chance_exp(own->log_level[(int64_t)r * own->ahead + q]);
            drawing->mean[k][q] = base * sum / MEAN_OF;
        }
    }
}

static double variance_at_end(const struct drift_levels *levels)
{
    double sum = 0, squares = 0;
    for (int32_t r = 0; r < MEAN_OF; r++) {
        const double value = levels->log_level[(int64_t)r * levels->ahead + levels->ahead - 1];
        sum += value;
        squares += value * value;
    }
    return (squares - sum * sum / MEAN_OF) / (MEAN_OF - 1);
}

static int balance(struct drawing *drawing, const struct flow_histories *histories, struct flow_levels *out,
                   struct problem *problem)
{
    const struct flow_levels *like = drawing->plan->like;
    if (like) {
        out->share = like->share;
        memcpy(out->balance, like->balance, (size_t)out->quarters * sizeof *out->balance);
        return 0;
    }
    const double entries = variance_at_end(&drawing->own[FLOW_ENTRIES]),
                 ways_out = variance_at_end(&drawing->own[FLOW_WAYS_OUT]);
    double dispersion = 0;
    for (int32_t r = 0; r < MEAN_OF; r++)
        dispersion += drawing->own[FLOW_ENTRIES].dispersion[r] / MEAN_OF;
    take_means(drawing);
    out->share = entries + ways_out > 0 ? entries / (entries + ways_out) : 0.5;
    struct flow_base base = {.system = drawing->system,
                             .histories = histories,
                             .posterior = drawing->posterior,
                             .plan = drawing->plan,
                             .quarters = drawing->quarters,
                             .dispersion = dispersion,
                             .share = out->share};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        base.level[k] = drawing->mean[k];
    return flow_balance_solve(&base, out->balance, problem);
}

/* A Gamma of mean 1 by which a quarter's events scatter beyond Poisson. */
static double scatter(struct chance_stream *stream, double expected_a_quarter, double dispersion)
{
    const double shape = dispersion > 1.0001 ? expected_a_quarter / (dispersion - 1) : 0;
    return shape > 0 ? chance_gamma(stream, shape) / shape : 1;
}

static void set_series(const struct drawing *drawing, int32_t replicate, int32_t k, struct flow_levels *out)
{
    const struct drift_levels *own = &drawing->own[k];
    const double *log_level = own->log_level + (int64_t)replicate * own->ahead;
    float *level = out->level + ((int64_t)replicate * FLOW_SERIES + k) * out->quarters;
    struct chance_stream stream;
    chance_stream_start(&stream, drawing->key, (uint32_t)k + FLOW_SERIES * drawing->plan->twin, (uint32_t)replicate,
                        CHANCE_SCATTER);
    for (int32_t q = 0; q < out->quarters; q++) {
        if (k == FLOW_ENTRIES) {
            level[q] = (float)(chance_exp(log_level[q] + out->share * out->balance[q]) / quarter_days);
            continue;
        }
        const double pull = k == FLOW_WAYS_OUT ? -(1 - out->share) * out->balance[q] : 0;
        const int32_t draw = flow_posterior_draw_of(drawing->posterior, replicate);
        level[q] =
            (float)(chance_exp(log_level[q] + pull) * against(drawing->expected[k], drawing->expected_of_draw[draw].of[k]) *
                    scatter(&stream, drawing->expected[k] / drawing->counts.quarters, own->dispersion[replicate]));
    }
}

/* The levels of some replicates on one thread. */
static int set_piece(void *self, int32_t thread, int32_t piece)
{
    const struct drawing *drawing = self;
    struct flow_levels *out = drawing->out;
    const int32_t end = (piece + 1) * PIECE_REPLICATES;
    (void)thread;
    for (int32_t r = piece * PIECE_REPLICATES; r < end && r < out->replicates; r++) {
        out->dispersion[r] = (float)drawing->own[FLOW_ENTRIES].dispersion[r];
        for (int32_t k = 0; k < FLOW_SERIES; k++)
            set_series(drawing, r, k, out);
    }
    return 0;
}

static void set_all(struct drawing *drawing)
{
    const int32_t pieces = (drawing->plan->replicates + PIECE_REPLICATES - 1) / PIECE_REPLICATES;
    flow_crew_run(flow_crew_size(drawing->plan->hands.threads, pieces), pieces, set_piece, drawing);
}

static int levels_make(const struct drawing *drawing, struct flow_levels *out, struct problem *problem)
{
    const size_t replicates = (size_t)drawing->plan->replicates, quarters = (size_t)drawing->quarters;
    *out = (struct flow_levels){.replicates = drawing->plan->replicates, .quarters = drawing->quarters};
    out->level = arena_take(&out->arena, replicates * FLOW_SERIES * quarters * sizeof *out->level);
    out->dispersion = arena_take(&out->arena, replicates * sizeof *out->dispersion);
    out->balance = arena_take(&out->arena, quarters * sizeof *out->balance);
    if (out->level && out->dispersion && out->balance)
        return 0;
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the levels of %d paths", out->replicates);
}

static int check_plan(const struct flow_levels_plan *plan, struct problem *problem)
{
    const bool good = plan->months >= 1 && plan->months <= FLOW_MONTHS_MAX && plan->replicates >= 1 &&
                      plan->own_growth >= 0 && plan->own_growth <= 1 &&
                      (!plan->like || plan->like->quarters > flow_levels_quarter(plan->months - 1));
    return good ? 0 : problem_set(problem, PROBLEM_INPUT, "levels were asked for outside of what can be drawn");
}

int flow_levels_draw(const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_exposure *exposure, const struct flow_posterior *posterior,
                     const struct flow_levels_plan *plan, struct progress *progress, struct flow_levels *out,
                     struct problem *problem)
{
    struct drawing drawing = {
        .system = system, .exposure = exposure, .posterior = posterior, .plan = plan, .out = out, .progress = progress};
    *out = (struct flow_levels){0};
    int code = check_plan(plan, problem);
    if (code < 0)
        return code;
    drawing.quarters = flow_levels_quarter(plan->months - 1) + 1;
    drawing.drawn = plan->replicates > MEAN_OF ? plan->replicates : MEAN_OF;
    drawing.key = chance_key_of(plan->seed, plan->authority);
    code = flow_counts_make(system, histories, &drawing.counts, problem);
    if (code == 0)
        code = fit_all(&drawing, problem);
    if (code == 0)
        code = expect(&drawing, problem);
    if (code == 0)
        code = levels_make(&drawing, out, problem);
    if (code == 0)
        code = balance(&drawing, histories, out, problem);
    if (code == 0)
        set_all(&drawing);
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        drift_levels_clear(&drawing.own[k]);
    flow_counts_clear(&drawing.counts);
    arena_clear(&drawing.arena);
    if (code < 0)
        flow_levels_clear(out);
    return code;
}

void flow_levels_clear(struct flow_levels *levels)
{
    arena_clear(&levels->arena);
    *levels = (struct flow_levels){0};
}
