#include "table/rounding.h"

#include "money/money.h"

static int64_t floor_to(int64_t value, int64_t unit)
{
    int64_t rest = value % unit;
    return value - (rest < 0 ? rest + unit : rest);
}

int64_t round_ratio(int64_t value, int64_t factor, int64_t divisor)
{
    struct money out = {0};
    return money_scale((struct money){value}, factor, divisor, &out) ? out.pence : 0;
}

int64_t round_to(int64_t value, int64_t unit)
{
    return round_ratio(value, 1, unit) * unit;
}

/*
 * Whether part i should be moved rather than part j: going up, the one with the larger remainder; going down, with the
 * smaller; of equals the larger part, which feels it least.
 */
static bool goes_before(const int64_t *parts, int64_t unit, int64_t step, int64_t i, int64_t j)
{
    int64_t rest_i = parts[i] - floor_to(parts[i], unit), rest_j = parts[j] - floor_to(parts[j], unit);
    if (rest_i == rest_j)
        return parts[i] > parts[j];
    return step > 0 ? rest_i > rest_j : rest_i < rest_j;
}

/* The part to move next by `step`, among those not moved yet; -1 when there is none. */
static int64_t next_to_move(const int64_t *parts, int64_t count, int64_t unit, int64_t step, const int64_t *shown)
{
    int64_t best = -1;
    for (int64_t i = 0; i < count; i++) {
        bool moved = shown[i] != floor_to(parts[i], unit);
        if (!moved && shown[i] + step >= 0 && (best < 0 || goes_before(parts, unit, step, i, best)))
            best = i;
    }
    return best;
}

bool round_parts(const int64_t *parts, int64_t count, int64_t unit, int64_t total, int64_t *shown)
{
    int64_t left = total;
    for (int64_t i = 0; i < count; i++) {
        shown[i] = floor_to(parts[i], unit);
        left -= shown[i];
    }
    int64_t step = left < 0 ? -unit : unit;
    for (; left; left -= step) {
        int64_t next = next_to_move(parts, count, unit, step, shown);
        if (next < 0)
            return false;
        shown[next] += step;
    }
    return true;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a < b ? b - a : a - b;
}

bool round_column(const int64_t *parts, int64_t count, int64_t unit, int64_t total, int64_t apart, int64_t *shown,
                  int64_t *total_shown)
{
    int64_t sum = 0;
    for (int64_t i = 0; i < count; i++)
        if (__builtin_add_overflow(sum, parts[i], &sum))
            return false;
    *total_shown = round_to(total, unit);
    return distance(sum, total) <= apart && round_parts(parts, count, unit, *total_shown, shown);
}

/* How far off a part would lie; a part that is nothing is the last to be shown as something. */
static int64_t missed(int64_t part, int64_t shown, int64_t unit)
{
    return part == 0 && shown != 0 ? 1000 * unit : distance(part, shown);
}

bool round_signed_parts(const int64_t *parts, int64_t columns, int64_t unit, int64_t total, int64_t *shown)
{
    int64_t left = total;
    for (int64_t i = 0; i < columns; i++) {
        shown[i] = floor_to(parts[i], unit);
        if (__builtin_sub_overflow(left, shown[i], &left))
            return false;
    }
    if (distance(left, 0) / unit > 2 * columns)
        return false;
    for (const int64_t step = left < 0 ? -unit : unit; left; left -= step) {
        int64_t best = 0, least = INT64_MAX;
        for (int64_t i = 0; i < columns; i++) {
            int64_t cost = missed(parts[i], shown[i] + step, unit) - missed(parts[i], shown[i], unit);
            if (cost < least) {
                least = cost;
                best = i;
            }
        }
        shown[best] += step;
    }
    return true;
}

/* Moves one unit from column `from` to column `to` in the row where it costs least. */
static void move_unit(const int64_t *parts, int64_t rows, int64_t columns, int64_t unit, int64_t from, int64_t to,
                      int64_t *shown)
{
    int64_t best = 0, least = INT64_MAX;
    for (int64_t i = 0; i < rows; i++) {
        const int64_t *part = parts + i * columns, *now = shown + i * columns;
        int64_t cost = missed(part[from], now[from] - unit, unit) - missed(part[from], now[from], unit) +
                       missed(part[to], now[to] + unit, unit) - missed(part[to], now[to], unit);
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    shown[best * columns + from] -= unit;
    shown[best * columns + to] += unit;
}

/* A column that shows more (sign 1) or less (-1) than its total; -1 when there is none. */
static int64_t column_off(const int64_t *shown, int64_t rows, int64_t columns, const int64_t *column, int64_t sign)
{
    for (int64_t j = 0; j < columns; j++) {
        int64_t sum = 0;
        for (int64_t i = 0; i < rows; i++)
            sum += shown[i * columns + j];
        if ((sum > column[j] && sign > 0) || (sum < column[j] && sign < 0))
            return j;
    }
    return -1;
}

bool round_cells(const int64_t *parts, int64_t rows, int64_t columns, int64_t unit, const int64_t *row,
                 const int64_t *column, int64_t *shown)
{
    int64_t apart = 0;
    for (int64_t i = 0; i < rows; i++)
        if (__builtin_add_overflow(apart, row[i], &apart) ||
            !round_signed_parts(parts + i * columns, columns, unit, row[i], shown + i * columns))
            return false;
    for (int64_t j = 0; j < columns; j++)
        if (__builtin_sub_overflow(apart, column[j], &apart))
            return false;
    if (apart != 0)
        return false;
    for (int64_t from; rows > 0 && (from = column_off(shown, rows, columns, column, 1)) >= 0;)
        move_unit(parts, rows, columns, unit, from, column_off(shown, rows, columns, column, -1), shown);
    return true;
}

bool round_in_and_out(int64_t in, int64_t out, int64_t unit, int64_t change, int64_t *in_shown, int64_t *out_shown)
{
    int64_t least = unit + 1, low = floor_to(in, unit);
    for (int64_t candidate = low; candidate <= low + unit; candidate += unit) {
        int64_t other = candidate - change;
        int64_t moved_in = distance(candidate, in), moved_out = distance(other, out);
        int64_t moved = moved_in > moved_out ? moved_in : moved_out;
        if (other < 0 || moved >= least)
            continue;
        least = moved;
        *in_shown = candidate;
        *out_shown = other;
    }
    return least <= unit;
}
