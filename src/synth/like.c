#include "synth/like.h"

#include "chance/special.h"

enum { ROUNDS = 40, SWEEPS = 40, NEWTON = 3, COUNT_MAX = 8 /* of one unit in a column; a family has four children */ };

/* Counts are near enough when the farthest is so far off; a choice of whole children rounds more than that. */
static const double near = 0.005;

/* How far multipliers and factors may go. */
static const double least_k = 0.2, most_k = 5, least_e = 0.3, most_e = 3.5, most_u = 2.5, most_factor = 4;

/* A step of the fixed point is damped and bounded, so that the three do not chase one another. */
static const double damping = 0.6, least_step = 0.7, most_step = 1.4;

/* Counts that small are not asked to fit better than a child or so. */
static const double small = 20;

const char *synth_like_words(enum synth_like_kind kind)
{
    static const char *const words[SYNTH_LIKE_KIND_COUNT] = {
#define SYNTH_LIKE_WORDS(name, words) words,
        SYNTH_LIKE_KINDS(SYNTH_LIKE_WORDS)
#undef SYNTH_LIKE_WORDS
    };
    return words[kind];
}

void synth_like_want(struct synth_like *like, enum synth_like_kind kind, int32_t year, double count, bool exact)
{
    const int32_t at = year - like->opens;
    if (at < 0 || year > like->last || at >= SYNTH_LIKE_YEARS_MAX || count < 0)
        return;
    like->count[kind][at] = count;
    like->wanted[kind][at] = true;
    like->exact[kind][at] = exact;
}

/* What the weights add up to: stock when the first year opens, starts by year, ways out of all years. */
struct sums {
    double opening, starts[SYNTH_LIKE_YEARS_MAX], ceases, grown;
};

/* Step 1 while it goes on. */
struct fitting {
    const struct synth_like_pool *pool;
    const struct synth_like *like;
    const double *base;
    int32_t years; /* told */
    struct sums wanted;
    bool told[SYNTH_LIKE_YEARS_MAX];    /* whether the starts of a year are wanted */
    double level[SYNTH_LIKE_YEARS_MAX]; /* of entries by year; level[0] of those before */
    double e, u;
    bool ages; /* whether it is known how many turned 18 */
    double *weight;
};

static double clip(double x, double least, double most)
{
    return x < least ? least : x > most ? most : x;
}

static double power(double x, double exponent)
{
    return chance_exp(exponent * chance_log(x));
}

/* What is wanted of step 1; starts follow from stocks and ceases, which count every child that came. */
static void set_wanted(struct fitting *fitting)
{
    const struct synth_like *like = fitting->like;
    struct sums *wanted = &fitting->wanted;
    const bool *stock = like->wanted[SYNTH_LIKE_STOCK], *ceases = like->wanted[SYNTH_LIKE_CEASES];
    wanted->opening = stock[0] ? like->count[SYNTH_LIKE_STOCK][0] : like->count[SYNTH_LIKE_STOCK][fitting->years];
    fitting->ages = true;
    for (int32_t y = 1; y <= fitting->years; y++) {
        if (stock[y - 1] && stock[y] && ceases[y])
            wanted->starts[y] =
                like->count[SYNTH_LIKE_STOCK][y] - like->count[SYNTH_LIKE_STOCK][y - 1] + like->count[SYNTH_LIKE_CEASES][y];
        else if (like->wanted[SYNTH_LIKE_STARTS][y])
            wanted->starts[y] = like->count[SYNTH_LIKE_STARTS][y];
        fitting->told[y] = wanted->starts[y] > 0;
        wanted->ceases += like->count[SYNTH_LIKE_CEASES][y];
        wanted->grown += like->count[SYNTH_LIKE_CEASED_18][y];
        fitting->ages = fitting->ages && (like->wanted[SYNTH_LIKE_CEASED_18][y] || !like->wanted[SYNTH_LIKE_CEASES][y]);
    }
}

static void weigh(struct fitting *fitting)
{
    const struct synth_like_pool *pool = fitting->pool;
    const double log_e = chance_log(fitting->e);
    for (int64_t i = 0; i < pool->units; i++) {
        const double tilt = log_e * pool->left[i] - (fitting->e - 1) * (double)pool->rate[i] + fitting->u * pool->old[i];
        fitting->weight[i] =
            (fitting->base ? fitting->base[i] : 1) * fitting->level[pool->entered[i]] * chance_exp(clip(tilt, -30, 30));
    }
}

static double column_sum(const struct synth_like_pool *pool, const double *weight, enum synth_like_kind kind, int32_t at)
{
    const int32_t column = synth_like_column(kind, at);
    double sum = 0;
    for (int64_t i = pool->column_first[column]; i < pool->column_first[column + 1]; i++)
        sum += weight[pool->column_unit[i]] * pool->column_count[i];
    return sum;
}

static struct sums sum_up(const struct fitting *fitting)
{
    const struct synth_like_pool *pool = fitting->pool;
    const bool opening = fitting->like->wanted[SYNTH_LIKE_STOCK][0];
    struct sums got = {.opening = column_sum(pool, fitting->weight, SYNTH_LIKE_STOCK, opening ? 0 : fitting->years)};
    for (int32_t y = 1; y <= fitting->years; y++) {
        got.starts[y] = column_sum(pool, fitting->weight, SYNTH_LIKE_STARTS, y);
        if (!fitting->like->wanted[SYNTH_LIKE_CEASES][y])
            continue;
        got.ceases += column_sum(pool, fitting->weight, SYNTH_LIKE_CEASES, y);
        got.grown += column_sum(pool, fitting->weight, SYNTH_LIKE_CEASED_18, y);
    }
    return got;
}

/* A factor that leads from `got` towards `wanted`. */
static double step(double wanted, double got)
{
    return wanted > 0 && got > 0 ? power(clip(wanted / got, least_step, most_step), damping) : 1;
}

/* Ways out before 18; all of them where it is not known how many turned 18. */
static double young(const struct fitting *fitting, const struct sums *sums)
{
    return sums->ceases - (fitting->ages ? sums->grown : 0);
}

static void move_on(struct fitting *fitting, const struct sums *got)
{
    const struct sums *wanted = &fitting->wanted;
    fitting->level[0] *= step(wanted->opening, got->opening);
    for (int32_t y = 1; y <= fitting->years; y++)
        fitting->level[y] =
            fitting->told[y] ? fitting->level[y] * step(wanted->starts[y], got->starts[y]) : fitting->level[0];
    fitting->e = clip(fitting->e * step(young(fitting, wanted), young(fitting, got)), least_e, most_e);
    if (fitting->ages)
        fitting->u = clip(fitting->u + 0.8 * chance_log(step(wanted->grown, got->grown)), -most_u, most_u);
}

static double ratio(double got, double wanted)
{
    return wanted > 0 ? got / wanted : 1;
}

static void fit_multipliers(struct fitting *fitting, struct synth_like_match *out)
{
    struct sums got = {0};
    set_wanted(fitting);
    weigh(fitting);
    got = sum_up(fitting);
    /* Begin with everything in proportion to the stock. */
    for (int32_t y = 0; y <= fitting->years; y++)
        fitting->level[y] = got.opening > 0 ? fitting->wanted.opening / got.opening : 1;
    for (int32_t round = 0; round < ROUNDS; round++) {
        weigh(fitting);
        got = sum_up(fitting);
        move_on(fitting, &got);
    }
    weigh(fitting);
    got = sum_up(fitting);
    out->k = ratio(fitting->level[0], fitting->level[1]);
    out->e = fitting->e;
    out->u = fitting->u;
    out->stock = ratio(got.opening, fitting->wanted.opening);
    out->young = ratio(young(fitting, &got), young(fitting, &fitting->wanted));
    out->grown = fitting->ages ? ratio(got.grown, fitting->wanted.grown) : 1;
    out->clipped = out->k <= least_k || out->k >= most_k || out->e <= least_e || out->e >= most_e || out->u <= -most_u ||
                   out->u >= most_u;
}

/* The x for which the cells of a column weigh `wanted` when each unit's weight is raised by e^(x × its count): Newton's
 * method on the logarithm, exact at once where every count is 1. */
static double solve(const struct synth_like_pool *pool, const double *weight, int32_t column, double wanted)
{
    double by_count[COUNT_MAX + 1] = {0}, x = 0;
    for (int64_t c = pool->column_first[column]; c < pool->column_first[column + 1]; c++)
        by_count[pool->column_count[c] < COUNT_MAX ? pool->column_count[c] : COUNT_MAX] += weight[pool->column_unit[c]];
    for (int32_t i = 0; i < NEWTON; i++) {
        double sum = 0, slope = 0;
        for (int32_t n = 1; n <= COUNT_MAX; n++) {
            const double term = by_count[n] * n * chance_exp(clip(x * n, -30, 30));
            sum += term;
            slope += term * n;
        }
        if (!(sum > 0))
            return 0;
        x += chance_log(wanted / sum) * sum / slope;
    }
    return x;
}

/* Goes through all counts once; exact ones last. `factor` holds the logs so far. */
static void sweep(const struct synth_like_pool *pool, const struct synth_like *like, double *factor, double *weight)
{
    for (int32_t exact = 0; exact < 2; exact++)
        for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++) {
            const int32_t kind = column / SYNTH_LIKE_YEARS_MAX, at = column % SYNTH_LIKE_YEARS_MAX;
            if (!like->wanted[kind][at] || like->exact[kind][at] != exact)
                continue;
            /* Nobody at all is approached, never reached. */
            const double wanted = like->count[kind][at] > 0.1 ? like->count[kind][at] : 0.1;
            double x = solve(pool, weight, column, wanted);
            x = clip(factor[column] + x, -most_factor, most_factor) - factor[column];
            factor[column] += x;
            double times[COUNT_MAX + 1] = {1};
            for (int32_t n = 1; n <= COUNT_MAX; n++)
                times[n] = chance_exp(x * n);
            for (int64_t c = pool->column_first[column]; c < pool->column_first[column + 1]; c++)
                weight[pool->column_unit[c]] *= times[pool->column_count[c] < COUNT_MAX ? pool->column_count[c] : COUNT_MAX];
        }
}

static double worst(const struct synth_like_pool *pool, const struct synth_like *like, const double *weight)
{
    double largest = 0;
    for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++) {
        const int32_t kind = column / SYNTH_LIKE_YEARS_MAX, at = column % SYNTH_LIKE_YEARS_MAX;
        if (!like->wanted[kind][at] || like->count[kind][at] < small)
            continue;
        const double away = ratio(column_sum(pool, weight, (enum synth_like_kind)kind, at), like->count[kind][at]) - 1;
        largest = away > largest ? away : -away > largest ? -away : largest;
    }
    return largest;
}

double synth_like_rake(const struct synth_like_pool *pool, const struct synth_like *like, bool once, double *weight)
{
    double factor[SYNTH_LIKE_COLUMNS] = {0}, largest = 1;
    for (int32_t i = 0; i < SWEEPS && largest > near; i++) {
        sweep(pool, like, factor, weight);
        for (int64_t u = 0; once && u < pool->units; u++)
            weight[u] = weight[u] < 1 ? weight[u] : 1;
        largest = worst(pool, like, weight);
    }
    return largest;
}

int synth_like_match(const struct synth_like_pool *pool, const struct synth_like *like, const double *base,
                     struct synth_like_match *out, struct problem *problem)
{
    *out = (struct synth_like_match){.k = 1, .e = 1};
    const int32_t years = like->last - like->opens;
    if (pool->opens != like->opens || pool->last != like->last || years < 1 || !like->wanted[SYNTH_LIKE_STOCK][years])
        return problem_set(problem, PROBLEM_INPUT, "a council can only be made like figures that tell its last stock");
    out->weight = arena_take(&out->arena, (size_t)pool->units * sizeof *out->weight);
    if (!out->weight)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to weigh %ld families", (long)pool->units);
    struct fitting fitting = {.pool = pool, .like = like, .base = base, .years = years, .e = 1, .weight = out->weight};
    for (int32_t y = 0; y < SYNTH_LIKE_YEARS_MAX; y++)
        fitting.level[y] = 1;
    fit_multipliers(&fitting, out);
    out->worst = synth_like_rake(pool, like, true, out->weight);
    return 0;
}

void synth_like_match_clear(struct synth_like_match *match)
{
    arena_clear(&match->arena);
    *match = (struct synth_like_match){0};
}
