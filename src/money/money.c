#include "money/money.h"

#include <inttypes.h>

/* A product of two int64 before it is divided again. */
__extension__ typedef __int128 wide;

bool money_add(struct money left, struct money right, struct money *out)
{
    return !__builtin_add_overflow(left.pence, right.pence, &out->pence);
}

bool money_scale(struct money amount, int64_t factor, int64_t divisor, struct money *out)
{
    wide product = (wide)amount.pence * factor;
    wide quotient = product / divisor, rest = product % divisor;
    wide twice = (rest < 0 ? -rest : rest) * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 != 0))
        quotient += product < 0 ? -1 : 1;
    if (quotient > INT64_MAX || quotient < INT64_MIN)
        return false;
    out->pence = (int64_t)quotient;
    return true;
}

bool pence_scale(int64_t pence, int64_t factor, int64_t divisor, int64_t *out)
{
    struct money amount;
    const bool fits = money_scale((struct money){pence}, factor, divisor, &amount);
    *out = fits ? amount.pence : 0;
    return fits;
}

bool money_for_days(struct money per_week, int64_t days, struct money *out)
{
    return money_scale(per_week, days, 7, out);
}

bool money_uplift(struct money amount, int64_t thousandths_of_percent, struct money *out)
{
    int64_t factor;
    return !__builtin_add_overflow(100000, thousandths_of_percent, &factor) && money_scale(amount, factor, 100000, out);
}

static int64_t floor_units(int64_t pence, int64_t unit, int64_t *rest)
{
    int64_t whole = pence / unit;
    *rest = pence % unit;
    if (*rest < 0) {
        *rest += unit;
        whole -= 1;
    }
    return whole;
}

/* The part not yet raised that has the largest remainder, the earliest of equals; -1 when all are raised. */
static int64_t next_to_raise(const struct money *parts, int64_t count, int64_t unit, const int64_t *rounded)
{
    int64_t best = -1, best_rest = -1;
    for (int64_t i = 0; i < count; i++) {
        int64_t rest;
        int64_t whole = floor_units(parts[i].pence, unit, &rest);
        if (rounded[i] == whole && rest > best_rest) {
            best = i;
            best_rest = rest;
        }
    }
    return best;
}

bool money_round_parts(const struct money *parts, int64_t count, int64_t unit, int64_t *rounded, int64_t *rounded_total)
{
    struct money total = {0}, whole = {0};
    int64_t given = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t rest;
        if (!money_add(total, parts[i], &total))
            return false;
        rounded[i] = floor_units(parts[i].pence, unit, &rest);
        given += rounded[i];
    }
    if (!money_scale(total, 1, unit, &whole))
        return false;
    *rounded_total = whole.pence;
    for (; given < whole.pence; given++)
        rounded[next_to_raise(parts, count, unit, rounded)] += 1;
    return true;
}

/* Digits with commas between, then up to two decimals; the number of bytes must be used up. */
static bool parse_digits(const char *bytes, size_t length, int64_t *pence)
{
    int decimals = -1, digits = 0;
    *pence = 0;
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        if (byte == ',' && decimals < 0 && digits > 0)
            continue;
        if (byte == '.' && decimals < 0) {
            decimals = 0;
            continue;
        }
        if (byte < '0' || byte > '9' || decimals == 2)
            return false;
        if (__builtin_mul_overflow(*pence, 10, pence) || __builtin_add_overflow(*pence, byte - '0', pence))
            return false;
        digits++;
        decimals += decimals >= 0;
    }
    for (; decimals < 2; decimals = decimals < 0 ? 1 : decimals + 1)
        if (__builtin_mul_overflow(*pence, 10, pence))
            return false;
    return digits > 0;
}

bool money_parse(const char *bytes, size_t length, struct money *out)
{
    bool brackets = length >= 2 && bytes[0] == '(' && bytes[length - 1] == ')';
    if (brackets) {
        bytes++;
        length -= 2;
    }
    bool minus = !brackets && length > 0 && bytes[0] == '-';
    if (minus) {
        bytes++;
        length--;
    }
    static const char pound[] = "\xC2\xA3"; /* £ in UTF-8 */
    if (length >= 2 && bytes[0] == pound[0] && bytes[1] == pound[1]) {
        bytes += 2;
        length -= 2;
    }
    int64_t pence;
    if (!parse_digits(bytes, length, &pence))
        return false;
    out->pence = brackets || minus ? -pence : pence;
    return true;
}

void money_append(struct text *out, struct money amount)
{
    uint64_t size = amount.pence < 0 ? (uint64_t)0 - (uint64_t)amount.pence : (uint64_t)amount.pence;
    text_format(out, "%s%" PRIu64 ".%02" PRIu64, amount.pence < 0 ? "-" : "", size / 100, size % 100);
}

void money_append_pounds(struct text *out, struct money amount)
{
    uint64_t size = amount.pence < 0 ? (uint64_t)0 - (uint64_t)amount.pence : (uint64_t)amount.pence;
    text_append(out, amount.pence < 0 ? "-\xC2\xA3" : "\xC2\xA3");
    text_append_grouped(out, (int64_t)(size / 100));
    text_format(out, ".%02" PRIu64, size % 100);
}
