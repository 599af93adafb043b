#include "budget/pay_award.h"

#include <string.h>

#include "money/money.h"

enum { WHOLE = 100000 /* thousandths of a percent */, THOUSAND = 1000 };

/* An amount a full-time post, for a post of so many hours, with on-costs. */
static bool of_post(int64_t amount, const struct books_post *post, const struct pay_award *award, int64_t *out)
{
    return pence_scale(amount, post->fte, THOUSAND, out) && pence_scale(*out, WHOLE + award->on_costs, WHOLE, out);
}

/* A full year's award of a post, before vacancies. */
static bool award_of(const struct books_post *post, const struct pay_award *award, int64_t *out)
{
    int64_t percent, flat, up_to;
    if (!pence_scale(post->yearly, award->percent, WHOLE, &percent) || !of_post(award->flat, post, award, &flat) ||
        !of_post(award->flat_up_to, post, award, &up_to))
        return false;
    switch (award->rule) {
    case PAY_PERCENT:
        *out = percent;
        return true;
    case PAY_FLAT:
        *out = flat;
        return true;
    case PAY_HIGHER:
        *out = percent > flat ? percent : flat;
        return true;
    case PAY_UP_TO:
        *out = post->yearly <= up_to ? flat : percent;
        return true;
    case PAY_BOTH:
        break;
    }
    *out = percent;
    return pence_add(out, flat);
}

static bool add_post(const struct books_post *post, const struct pay_award *award, struct pay_pressure *out)
{
    const int32_t year = calendar_year(award->from);
    const day begins = calendar_year_start(year), ends = calendar_year_start(year + 1);
    int64_t full, rollover, this_year;
    if (!award_of(post, award, &full) || !pence_scale(full, WHOLE - award->vacancy, WHOLE, &full) ||
        !pence_scale(full, ends - award->from, ends - begins, &this_year) ||
        !pence_scale(post->yearly, award->last_award - award->last_budget, WHOLE, &rollover) ||
        !pence_scale(rollover, WHOLE - award->vacancy, WHOLE, &rollover))
        return false;
    return pence_add(&out->posts, post->fte) && pence_add(&out->pay, post->yearly) && pence_add(&out->full_year, full) &&
           pence_add(&out->this_year, this_year) && pence_add(&out->rollover, rollover);
}

/* Posts with a yearly cost that are there on the day; agency workers and managed teams have a price. */
static bool has_award(const struct books_post *post, day on)
{
    return post->yearly != BOOKS_BLANK && post->from <= on && post->to > on && strcmp(post->contract, "agency") != 0 &&
           strcmp(post->contract, "managed team") != 0;
}

int pay_award_cost(const struct books *books, int32_t line, const struct pay_award *award, struct pay_pressure *out,
                   struct problem *problem)
{
    *out = (struct pay_pressure){0};
    if (calendar_year(award->from) != books->year && calendar_year(award->from) != books->year + 1) {
        problem_set(problem, PROBLEM_INPUT, "the award begins neither in the year of the books nor in the next");
        return problem_next(problem, "Give a day between 1 April %d and 31 March %d.", books->year, books->year + 2);
    }
    for (int64_t i = 0; i < books->posts; i++) {
        const struct books_post *post = &books->post[i];
        if ((line != PAY_ALL_LINES && post->line != line) || !has_award(post, award->from))
            continue;
        if (!add_post(post, award, out))
            return problem_set(problem, PROBLEM_LIMIT, "the pay award adds up to more than can be kept in pence");
    }
    out->pressure = out->this_year;
    out->next_year = out->full_year - out->this_year;
    return pence_add(&out->pressure, out->rollover)
               ? 0
               : problem_set(problem, PROBLEM_LIMIT, "the pay award adds up to more than can be kept in pence");
}

void pay_award_levels(const struct books *books, const struct pay_award *award, const struct pay_pressure *cost,
                      int64_t pence[PAY_YEARS])
{
    const int64_t full = cost->full_year + cost->rollover;
    pence[0] = award->from < calendar_year_start(books->year + 1) ? full : cost->pressure;
    pence[1] = full;
}
