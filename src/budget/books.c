#include "budget/books.h"

#include <string.h>

#include "money/money.h"

enum { WHOLE = 100000 /* thousandths of a percent */ };

static bool same(const char *left, const char *right)
{
    return left[0] && strcmp(left, right) == 0;
}

static int refuse_twins(const struct books *books, struct problem *problem)
{
    for (int64_t i = 0; i < books->lines; i++)
        for (int64_t k = 0; k < i; k++)
            if (strcmp(books->line[i].line, books->line[k].line) == 0) {
                problem_set(problem, PROBLEM_INPUT, "the budget has two lines named %.100s", books->line[i].line);
                return problem_next(problem, "Give each line a name of its own, and import the budget again.");
            }
    return 0;
}

/* Of the lines with this cost centre the one of the name or the kind of placement, else the first. */
static int32_t line_of_centre(const struct books *books, const char *cost_centre, const char *named, int32_t state)
{
    int32_t first = BOOKS_NO_LINE;
    for (int32_t i = 0; i < (int32_t)books->lines; i++) {
        const struct books_line *line = &books->line[i];
        if (!same(cost_centre, line->cost_centre))
            continue;
        if (same(named, line->line) || (state >= 0 && line->state == state))
            return i;
        first = first == BOOKS_NO_LINE ? i : first;
    }
    return first;
}

static int32_t line_of_state(const struct books *books, int32_t state)
{
    for (int32_t i = 0; state >= 0 && i < (int32_t)books->lines; i++)
        if (books->line[i].state == state)
            return i;
    return BOOKS_NO_LINE;
}

static int32_t line_named(const struct books *books, const char *name)
{
    for (int32_t i = 0; i < (int32_t)books->lines; i++)
        if (same(name, books->line[i].line))
            return i;
    return BOOKS_NO_LINE;
}

/* A payment or an explanation: its cost centre, and where that is none of the budget's, its name. */
static int32_t line_of_payment(const struct books *books, const char *cost_centre, const char *named)
{
    const int32_t line = line_of_centre(books, cost_centre, named, -1);
    return line == BOOKS_NO_LINE ? line_named(books, named) : line;
}

static int32_t line_of_post(const struct books *books, const struct books_post *post)
{
    const int32_t line = line_of_payment(books, post->team, post->team);
    for (int32_t i = 0; line == BOOKS_NO_LINE && i < (int32_t)books->lines; i++)
        if (same(post->team, books->line[i].service))
            return i;
    return line;
}

int books_place(struct books *books, struct problem *problem)
{
    const int code = refuse_twins(books, problem);
    if (code < 0)
        return code;
    for (int64_t i = 0; i < books->packages; i++) {
        struct books_package *package = &books->package[i];
        package->line = line_of_centre(books, package->cost_centre, "", package->state);
        if (package->line == BOOKS_NO_LINE)
            package->line = line_of_state(books, package->state);
    }
    for (int64_t i = 0; i < books->actuals; i++)
        books->actual[i].line = line_of_payment(books, books->actual[i].cost_centre, books->actual[i].named);
    for (int64_t i = 0; i < books->explained_items; i++)
        books->explained[i].line = line_of_payment(books, books->explained[i].cost_centre, books->explained[i].named);
    for (int64_t i = 0; i < books->posts; i++)
        books->post[i].line = line_of_post(books, &books->post[i]);
    return 0;
}

day books_period_start(int32_t year, int32_t period)
{
    return calendar_month_start(calendar_month(calendar_year_start(year)) + period - 1);
}

day books_known_end(day to, day planned_to, day as_at)
{
    return planned_to != DAY_NONE && planned_to >= as_at && planned_to < to ? planned_to : to;
}

/* The part of [from, to) that lies within [begins, ends). */
static int64_t days_within(day begins, day ends, day from, day to)
{
    const day first = begins > from ? begins : from, last = ends < to ? ends : to;
    return last > first ? last - first : 0;
}

int64_t books_package_nights(const struct books_package *package, day from, day to)
{
    return days_within(package->from, package->to, from, to);
}

bool books_package_cost(const struct books_package *package, day from, day to, int64_t *pence)
{
    struct money cost = {0};
    *pence = 0;
    if (package->weekly == BOOKS_BLANK)
        return true;
    if (!money_for_days((struct money){package->weekly}, books_package_nights(package, from, to), &cost))
        return false;
    *pence = cost.pence;
    return true;
}

bool books_package_due(const struct books_package *package, day from, day to, int64_t *health, int64_t *education)
{
    int64_t cost;
    struct money of_health, of_education;
    if (!books_package_cost(package, from, to, &cost) ||
        !money_scale((struct money){cost}, package->health, WHOLE, &of_health) ||
        !money_scale((struct money){cost}, package->education, WHOLE, &of_education))
        return false;
    *health = of_health.pence;
    *education = of_education.pence;
    return true;
}

bool books_package_periods(const struct books_package *package, int32_t year, int32_t first, int32_t last, int64_t *pence)
{
    int64_t part;
    *pence = 0;
    for (int32_t period = first; period <= last; period++)
        if (!books_package_cost(package, books_period_start(year, period), books_period_start(year, period + 1), &part) ||
            __builtin_add_overflow(*pence, part, pence))
            return false;
    return true;
}

/* The yearly cost of the days [from, to) that lie in one financial year. */
static bool add_year(int64_t yearly, int32_t year, day from, day to, int64_t *pence)
{
    const day begins = calendar_year_start(year), ends = calendar_year_start(year + 1);
    struct money part;
    return money_scale((struct money){yearly}, days_within(begins, ends, from, to), ends - begins, &part) &&
           !__builtin_add_overflow(*pence, part.pence, pence);
}

bool books_post_cost(const struct books_post *post, day from, day to, int64_t *pence)
{
    const day first = post->from > from ? post->from : from, last = post->to < to ? post->to : to;
    struct money cost;
    *pence = 0;
    if (post->vacant || first >= last || (post->yearly == BOOKS_BLANK && post->weekly == BOOKS_BLANK))
        return true;
    if (post->yearly == BOOKS_BLANK) {
        const bool fits = money_for_days((struct money){post->weekly}, last - first, &cost);
        *pence = fits ? cost.pence : 0;
        return fits;
    }
    for (int32_t year = calendar_year(first); year <= calendar_year(last - 1); year++)
        if (!add_year(post->yearly, year, first, last, pence))
            return false;
    return true;
}

bool books_post_periods(const struct books_post *post, int32_t year, int32_t first, int32_t last, int64_t *pence)
{
    int64_t part;
    *pence = 0;
    for (int32_t period = first; period <= last; period++)
        if (!books_post_cost(post, books_period_start(year, period), books_period_start(year, period + 1), &part) ||
            __builtin_add_overflow(*pence, part, pence))
            return false;
    return true;
}
