#include "budget/position.h"

#include <string.h>

enum { WHOLE = 100000 /* 100% */ };

bool position_share(int64_t part, int64_t whole, int64_t *out)
{
    struct money share;
    if (whole <= 0 || !money_scale((struct money){part}, WHOLE, whole, &share))
        return false;
    *out = share.pence;
    return true;
}

bool position_variance(const struct position_line *line, int64_t *out)
{
    if (line->told != POSITION_NONE) {
        *out = line->told;
        return true;
    }
    return line->budget != POSITION_NONE && line->forecast != POSITION_NONE &&
           !__builtin_sub_overflow(line->forecast, line->budget, out);
}

bool position_before(const struct position_line *line, int64_t *out)
{
    int64_t variance;
    return position_variance(line, &variance) && line->movement != POSITION_NONE &&
           !__builtin_sub_overflow(variance, line->movement, out);
}

bool position_variance_share(const struct position_line *line, int64_t *out)
{
    int64_t variance;
    return position_variance(line, &variance) && line->budget != POSITION_NONE &&
           position_share(variance, line->budget, out);
}

bool position_tolerance(const struct position_line *line, int32_t share, int64_t *out)
{
    struct money tolerance;
    if (line->budget == POSITION_NONE || !money_scale((struct money){line->budget}, share, WHOLE, &tolerance))
        return false;
    *out = tolerance.pence;
    return true;
}

bool position_beyond(const struct position_line *line, int32_t share, int64_t *out)
{
    int64_t variance, tolerance;
    if (!position_variance(line, &variance) || !position_tolerance(line, share, &tolerance))
        return false;
    *out = variance > tolerance ? variance - tolerance : 0;
    return true;
}

bool position_explained(const struct position_line *line, const struct position_cause *cause, int64_t causes, int64_t *out)
{
    *out = 0;
    for (int64_t i = 0; i < causes; i++)
        if (strcmp(cause[i].line, line->line) == 0 && __builtin_add_overflow(*out, cause[i].amount, out))
            return false;
    return true;
}

bool position_unexplained(const struct position_line *line, const struct position_cause *cause, int64_t causes, int64_t *out)
{
    int64_t variance, explained;
    return position_variance(line, &variance) && position_explained(line, cause, causes, &explained) &&
           !__builtin_sub_overflow(variance, explained, out);
}

bool position_implied_budget(int64_t variance, int64_t share, int64_t step, int64_t *least, int64_t *most)
{
    struct money low, high;
    if (2 * share - step <= 0 || !money_scale((struct money){variance}, INT64_C(2) * WHOLE, 2 * share + step, &low) ||
        !money_scale((struct money){variance}, INT64_C(2) * WHOLE, 2 * share - step, &high))
        return false;
    *least = low.pence;
    *most = high.pence;
    return true;
}
