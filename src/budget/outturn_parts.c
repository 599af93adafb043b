#include "budget/outturn_parts.h"

#include <stdlib.h>

#include "base/array.h"
#include "money/money.h"

enum { COLUMNS = 8, THOUSAND = 1000 };

static bool subtract(int64_t *sum, int64_t less)
{
    return !__builtin_sub_overflow(*sum, less, sum);
}

day outturn_rest_from(const struct outturn_question *question)
{
    return books_period_start(question->books->year, question->closed + 1);
}

bool outturn_profiled(int64_t budget, int32_t year, int32_t closed, int64_t *out)
{
    const day begins = calendar_year_start(year);
    struct money part = {0};
    const bool fits = money_scale((struct money){budget}, books_period_start(year, closed + 1) - begins,
                                  calendar_year_start(year + 1) - begins, &part);
    *out = part.pence;
    return fits;
}

struct outturn_line *outturn_line_at(struct outturn *out, int32_t line)
{
    return &out->line[line == BOOKS_NO_LINE ? out->lines - 1 : line];
}

/* One package, month by month: rounded once a month, as it is paid. */
static bool add_package(const struct outturn_question *question, const struct books_package *given, int64_t at,
                        struct outturn_sums *out)
{
    const int32_t year = question->books->year;
    struct books_package package = *given;
    package.to = books_known_end(given->to, given->planned_to, outturn_rest_from(question));
    out->packages[at]++;
    for (int32_t m = 0; m < BOOKS_PERIODS; m++) {
        const day from = books_period_start(year, m + 1), to = books_period_start(year, m + 2);
        const bool before = m < question->closed;
        int64_t pence, health, education;
        if (!books_package_cost(&package, from, to, &pence) || !books_package_due(&package, from, to, &health, &education))
            return false;
        (before ? out->nights_before : out->nights_after)[at] += books_package_nights(&package, from, to);
        if (!pence_add(&(before ? out->packages_before : out->packages_after)[at], pence) ||
            !pence_add(&out->health[1], health) || !pence_add(&out->education[1], education) ||
            (before && (!pence_add(&out->health[0], health) || !pence_add(&out->education[0], education))))
            return false;
    }
    const day next = calendar_year_start(year + 1);
    int64_t pence;
    return package.to <= next || (books_package_cost(&package, next, calendar_year_start(year + 2), &pence) &&
                                  pence_add(&out->next_year[at], pence));
}

static bool add_post(const struct outturn_question *question, const struct books_post *given, int64_t at,
                     struct outturn_sums *out)
{
    const int32_t year = question->books->year;
    struct books_post post = *given;
    int64_t pence;
    post.to = books_known_end(given->to, given->planned_to, outturn_rest_from(question));
    out->posts[at]++;
    if (!books_post_periods(&post, year, question->closed + 1, BOOKS_PERIODS, &pence) ||
        !pence_add(&out->posts_after[at], pence))
        return false;
    const day next = calendar_year_start(year + 1);
    return post.to <= next ||
           (books_post_cost(&post, next, calendar_year_start(year + 2), &pence) && pence_add(&out->next_year[at], pence));
}

static bool add_all(const struct outturn_question *question, struct outturn_sums *out)
{
    const struct books *books = question->books;
    for (int64_t i = 0; i < books->packages; i++) {
        const int32_t line = books->package[i].line;
        if (!add_package(question, &books->package[i], line == BOOKS_NO_LINE ? out->lines - 1 : line, out))
            return false;
    }
    for (int64_t i = 0; i < books->posts; i++) {
        const int32_t line = books->post[i].line;
        if (!add_post(question, &books->post[i], line == BOOKS_NO_LINE ? out->lines - 1 : line, out))
            return false;
    }
    return true;
}

int outturn_sums_make(const struct outturn_question *question, int64_t lines, struct outturn_sums *out,
                      struct problem *problem)
{
    *out = (struct outturn_sums){.lines = lines};
    int64_t *column = array_new(lines, COLUMNS * sizeof *column, problem);
    if (!column)
        return PROBLEM_MEMORY;
    int64_t **const columns[COLUMNS] = {&out->packages_before, &out->packages_after, &out->nights_before, &out->nights_after,
                                        &out->posts_after,     &out->next_year,      &out->packages,      &out->posts};
    for (int c = 0; c < COLUMNS; c++)
        *columns[c] = column + c * lines;
    if (add_all(question, out))
        return 0;
    outturn_sums_clear(out);
    return problem_set(problem, PROBLEM_LIMIT, "the packages of the ledger add up to more than can be kept in pence");
}

void outturn_sums_clear(struct outturn_sums *sums)
{
    free(sums->packages_before); /* the first of one piece */
    *sums = (struct outturn_sums){0};
}

void outturn_sums_kinds(const struct outturn_sums *sums, struct outturn *out)
{
    for (int64_t i = 0; i < out->lines; i++)
        if (sums->packages[i])
            out->line[i].kind = OUTTURN_PLACEMENTS;
        else if (sums->posts[i])
            out->line[i].kind = OUTTURN_STAFF;
}

/* What the packages of a line come to over the year: nights times `parts`, and pence. */
struct packages {
    int64_t nights, parts, pence;
};

/* On the expected basis when there are futures: their nights are sums over replicates, which `parts` divides. */
static bool packages_of(const struct outturn_question *question, const struct outturn_sums *sums, const struct outturn *out,
                        int64_t i, struct packages *year)
{
    const struct outturn_futures *futures = question->futures;
    *year = (struct packages){sums->nights_before[i] + sums->nights_after[i], 1, sums->packages_before[i]};
    if (futures) {
        year->parts = futures->replicates;
        year->nights = futures->nights[i];
        if (__builtin_mul_overflow(sums->nights_before[i], year->parts, &year->pence) ||
            !pence_add(&year->nights, year->pence))
            return false;
        year->pence = sums->packages_before[i];
    }
    return pence_add(&year->pence, sums->packages_after[i]) && pence_add(&year->pence, out->line[i].expected) &&
           subtract(&year->pence, out->line[i].run_on);
}

/* Number at budget price, price at forecast number. */
static bool split(const struct books_line *budget, const struct packages *year, int64_t days, struct outturn_line *line)
{
    int64_t planned, at_budget_price, number_days;
    line->budget_number = budget->number;
    line->budget_price = budget->weekly;
    if (__builtin_mul_overflow(budget->number, days, &number_days) ||
        !pence_scale(budget->weekly, number_days, 7 * THOUSAND, &planned) ||
        !pence_scale(budget->weekly, year->nights, 7 * year->parts, &at_budget_price))
        return false;
    return !__builtin_sub_overflow(at_budget_price, planned, &line->number_effect) &&
           !__builtin_sub_overflow(year->pence, planned, &line->packages_variance) &&
           !__builtin_sub_overflow(line->packages_variance, line->number_effect, &line->price_effect);
}

static bool one_line(const struct outturn_question *question, const struct outturn_sums *sums, int64_t i,
                     struct outturn *out)
{
    const int64_t days = calendar_year_start(out->year + 1) - calendar_year_start(out->year);
    const struct books_line *budget = i < question->books->lines ? &question->books->line[i] : NULL;
    struct outturn_line *line = &out->line[i];
    struct packages year;
    line->budget_number = line->budget_price = line->number = line->price = OUTTURN_NONE;
    line->next_year = 0;
    if (line->kind != OUTTURN_PAYMENTS && __builtin_sub_overflow(sums->next_year[i], line->budget, &line->next_year))
        return false;
    if (line->kind != OUTTURN_PLACEMENTS)
        return true;
    if (!packages_of(question, sums, out, i, &year) || !pence_scale(THOUSAND, year.nights, days * year.parts, &line->number))
        return false;
    if (year.nights > 0 && !pence_scale(year.pence, 7 * year.parts, year.nights, &line->price))
        return false;
    const bool planned = budget && budget->number != BOOKS_BLANK && budget->weekly != BOOKS_BLANK;
    return !planned || split(budget, &year, days, line);
}

/* Of all lines with a budgeted number and price: number at their average price, and the mix that remains. */
static bool add_totals(struct outturn *out)
{
    const int64_t days = calendar_year_start(out->year + 1) - calendar_year_start(out->year);
    struct outturn_line *total = &out->total;
    int64_t numbers = 0, budget = 0, each, number_days;
    total->number = total->budget_number = 0;
    for (int64_t i = 0; i < out->lines; i++) {
        const struct outturn_line *line = &out->line[i];
        if (line->budget_price == OUTTURN_NONE)
            continue;
        if (__builtin_mul_overflow(line->budget_number, days, &number_days) ||
            !pence_scale(line->budget_price, number_days, 7 * THOUSAND, &each) || !pence_add(&budget, each) ||
            !pence_add(&numbers, line->number_effect) || !pence_add(&total->price_effect, line->price_effect) ||
            !pence_add(&total->packages_variance, line->packages_variance) || !pence_add(&total->number, line->number) ||
            !pence_add(&total->budget_number, line->budget_number))
            return false;
    }
    total->budget_price = total->price = OUTTURN_NONE;
    if (total->budget_number > 0 &&
        (!pence_scale(budget, total->number - total->budget_number, total->budget_number, &total->number_effect) ||
         __builtin_mul_overflow(total->budget_number, days, &number_days) ||
         !pence_scale(budget, 7 * THOUSAND, number_days, &total->budget_price)))
        return false;
    return !__builtin_sub_overflow(numbers, total->number_effect, &out->mix);
}

bool outturn_number_and_price(const struct outturn_question *question, const struct outturn_sums *sums, struct outturn *out)
{
    for (int64_t i = 0; i < out->lines; i++)
        if (!one_line(question, sums, i, out))
            return false;
    return add_totals(out);
}
