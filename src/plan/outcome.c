#include "plan/outcome.h"

#include <stdbool.h>
#include <stdlib.h>

int plan_outcome_make(int32_t months, int32_t paths, int32_t effects, int32_t states, struct plan_outcome *out,
                      struct problem *problem)
{
    *out = (struct plan_outcome){.months = months, .paths = paths, .effects = effects, .states = states};
    const size_t cells = (size_t)months * (size_t)paths;
    out->first = arena_take(&out->arena, (size_t)months * sizeof *out->first);
    out->last = arena_take(&out->arena, (size_t)months * sizeof *out->last);
    out->if_none = arena_take(&out->arena, cells * sizeof *out->if_none);
    out->moved = arena_take(&out->arena, ((size_t)effects * (size_t)months + 1) * sizeof *out->moved);
    bool made = out->first && out->last && out->if_none && out->moved;
    for (int32_t side = 0; side < PLAN_SIDES; side++) {
        out->nights[side] = arena_take(&out->arena, cells * sizeof *out->nights[side]);
        out->pence[side] = arena_take(&out->arena, cells * sizeof *out->pence[side]);
        out->kind[side] = arena_take(&out->arena, (cells * (size_t)states + 1) * sizeof *out->kind[side]);
        made = made && out->nights[side] && out->pence[side] && out->kind[side];
    }
    if (!made)
        plan_outcome_clear(out);
    return made ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for what a plan changes");
}

void plan_outcome_clear(struct plan_outcome *outcome)
{
    arena_clear(&outcome->arena);
    *outcome = (struct plan_outcome){0};
}

static int by_size(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* Nearest whole number of a / b, halves away from 0; b > 0. */
static int64_t divide(int64_t a, int64_t b)
{
    return a < 0 ? -((-a + b / 2) / b) : (a + b / 2) / b;
}

/* The smallest value that at least `per_mille` of 1,000 do not exceed; `rising` is sorted. */
static int64_t quantile(const int64_t *rising, int32_t count, int32_t per_mille)
{
    const int64_t rank = ((int64_t)count * per_mille + 999) / 1000;
    return rising[rank > 0 ? rank - 1 : 0];
}

static int64_t sum_of(const int64_t *column, int32_t months, int32_t path, int32_t from, int32_t to)
{
    int64_t sum = 0;
    for (int32_t m = from; m < to; m++)
        sum += column[(int64_t)path * months + m];
    return sum;
}

static double variance(const int64_t *value, int32_t count)
{
    double mean = 0, sum = 0;
    for (int32_t i = 0; i < count; i++)
        mean += (double)value[i] / count;
    for (int32_t i = 0; i < count; i++)
        sum += ((double)value[i] - mean) * ((double)value[i] - mean);
    return count > 1 ? sum / (count - 1) : 0;
}

static int64_t mean_of(const int64_t *value, int32_t count)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += value[i];
    return divide(sum, count);
}

void plan_outcome_values(const struct plan_outcome *outcome, enum plan_quantity quantity, enum plan_side side, int32_t from,
                         int32_t to, int64_t *value)
{
    const bool pounds = quantity == PLAN_POUNDS;
    const int64_t *column = pounds ? outcome->pence[side] : outcome->nights[side];
    const int64_t days = outcome->last[to - 1] - outcome->first[from] + 1;
    for (int32_t r = 0; r < outcome->paths; r++) {
        const int64_t sum = sum_of(column, outcome->months, r, from, to);
        value[r] = pounds ? sum : divide(sum * 1000, days);
    }
}

/* The children in one kind of placement, path by path. */
static void kind_values(const struct plan_outcome *outcome, int32_t state, enum plan_side side, int32_t from, int32_t to,
                        int64_t *value)
{
    const int32_t *column = outcome->kind[side] + (int64_t)state * outcome->paths * outcome->months;
    const int64_t days = outcome->last[to - 1] - outcome->first[from] + 1;
    for (int32_t r = 0; r < outcome->paths; r++) {
        int64_t sum = 0;
        for (int32_t m = from; m < to; m++)
            sum += column[(int64_t)r * outcome->months + m];
        value[r] = divide(sum * 1000, days);
    }
}

struct plan_range plan_range_of(int64_t *value, int32_t paths)
{
    qsort(value, (size_t)paths, sizeof *value, by_size);
    return (struct plan_range){mean_of(value, paths), quantile(value, paths, 100), quantile(value, paths, 900)};
}

/* What lies between the values of both sides, the first two of four columns; the others are room. */
static void difference_of(const struct plan_outcome *outcome, int64_t *values, struct plan_difference *out)
{
    const int32_t paths = outcome->paths;
    int64_t *without = values, *with = values + paths, *between = values + 2 * (int64_t)paths;
    for (int32_t r = 0; r < paths; r++)
        between[r] = with[r] - without[r];
    *out = (struct plan_difference){.without = mean_of(without, paths), .with = mean_of(with, paths)};
    const double spread = variance(between, paths);
    out->reduction = spread > 0 ? (variance(without, paths) + variance(with, paths)) / spread : 0;
    const struct plan_range range = plan_range_of(between, paths);
    out->difference = range.mean;
    out->low = range.low;
    out->high = range.high;
    out->lowest = quantile(between, paths, 25);
    out->highest = quantile(between, paths, 975);
}

static int64_t *room_for(const struct plan_outcome *outcome, struct problem *problem)
{
    int64_t *values = calloc((size_t)outcome->paths * 4, sizeof *values);
    if (!values)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory to compare two plans");
    return values;
}

int plan_outcome_difference(const struct plan_outcome *outcome, enum plan_quantity quantity, int32_t from, int32_t to,
                            struct plan_difference *out, struct problem *problem)
{
    const int32_t paths = outcome->paths;
    int64_t *values = room_for(outcome, problem);
    *out = (struct plan_difference){0};
    if (!values)
        return PROBLEM_MEMORY;
    plan_outcome_values(outcome, quantity, PLAN_WITHOUT, from, to, values);
    plan_outcome_values(outcome, quantity, PLAN_WITH, from, to, values + paths);
    difference_of(outcome, values, out);
    if (quantity == PLAN_POUNDS) {
        int64_t *none = values + 3 * (int64_t)paths;
        for (int32_t r = 0; r < paths; r++)
            none[r] = sum_of(outcome->if_none, outcome->months, r, from, to) - values[r];
        out->if_none = mean_of(none, paths);
    }
    free(values);
    return 0;
}

int plan_outcome_kind(const struct plan_outcome *outcome, int32_t state, int32_t from, int32_t to,
                      struct plan_difference *out, struct problem *problem)
{
    int64_t *values = room_for(outcome, problem);
    *out = (struct plan_difference){0};
    if (!values)
        return PROBLEM_MEMORY;
    kind_values(outcome, state, PLAN_WITHOUT, from, to, values);
    kind_values(outcome, state, PLAN_WITH, from, to, values + outcome->paths);
    difference_of(outcome, values, out);
    free(values);
    return 0;
}

/* ---- shares ---- */

static int64_t factorial(int32_t n)
{
    int64_t out = 1;
    for (int32_t i = 2; i <= n; i++)
        out *= i;
    return out;
}

/* n! times the Shapley share of initiative i in a path. */
static int64_t share_times_factorial(const int64_t *const *value, int32_t count, int32_t i, int32_t path)
{
    int64_t sum = 0;
    for (uint32_t subset = 0; subset < 1u << count; subset++) {
        const int32_t members = __builtin_popcount(subset);
        if (subset >> i & 1)
            continue;
        const int64_t before = value[subset][path], after = value[subset | 1u << i][path];
        sum += factorial(members) * factorial(count - members - 1) * (after - before);
    }
    return sum;
}

/* Rounds means of shares so that they add up to `joint`: down, and then those with the largest remainders up. */
static void round_together(const int64_t *numerator, int32_t count, int64_t divisor, int64_t joint, struct plan_share *out)
{
    int64_t remainder[PLAN_SHARED_MAX], left = joint;
    for (int32_t i = 0; i < count; i++) {
        const int64_t whole = numerator[i] / divisor - (numerator[i] % divisor < 0);
        remainder[i] = numerator[i] - whole * divisor;
        out[i].share = whole;
        left -= whole;
    }
    for (; left > 0; left--) {
        int32_t largest = 0;
        for (int32_t i = 1; i < count; i++)
            largest = remainder[i] > remainder[largest] ? i : largest;
        out[largest].share++;
        remainder[largest] = -1;
    }
}

int plan_shares(const int64_t *const *value, int32_t count, int32_t paths, struct plan_share *out, int64_t *joint,
                struct problem *problem)
{
    if (count < 1 || count > PLAN_SHARED_MAX)
        return problem_set(problem, PROBLEM_INPUT, "a joint effect can be shared out over 1 to %d initiatives, not %d",
                           PLAN_SHARED_MAX, count);
    int64_t *shares = calloc((size_t)paths, sizeof *shares), sum[PLAN_SHARED_MAX] = {0};
    const int64_t whole = factorial(count);
    if (!shares)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to share out an effect");
    for (int32_t i = 0; i < count; i++) {
        for (int32_t r = 0; r < paths; r++) {
            const int64_t times = share_times_factorial(value, count, i, r);
            sum[i] += times;
            shares[r] = divide(times, whole);
        }
        const struct plan_range range = plan_range_of(shares, paths);
        out[i].share_low = range.low;
        out[i].share_high = range.high;
        out[i].alone = mean_of(value[1u << i], paths);
    }
    free(shares);
    int64_t together = 0;
    for (int32_t r = 0; r < paths; r++)
        together += value[(1u << count) - 1][r];
    *joint = divide(together, paths);
    round_together(sum, count, whole * paths, *joint, out);
    return 0;
}
