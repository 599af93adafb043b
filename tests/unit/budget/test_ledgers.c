/*
 * What must hold of the outturn and the movement of any books whatever, on books that chance made: 1,000, or as many as the
 * first argument says.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "budget/movement.h"
#include "random_books.h"

enum {
    TOLERANCE = 5000,
    COLUMNS = (int)((offsetof(struct outturn_line, restated) - offsetof(struct outturn_line, original)) / 8)
};

static int64_t ledgers = 1000;

/* One ledger, and the luck that is left for what is done to it. */
struct ledger {
    struct random_luck luck;
    struct random_books books;
    struct random_futures futures;
    struct outturn_before before[RANDOM_LINES + 2];
    struct outturn_question question;
};

static void make_ledger(uint64_t seed, struct ledger *out)
{
    static const char *const told[] = {"Homes", "Fostering", "Agencies", "Foster care", "Gone", "Not in the budget"};
    out->luck = (struct random_luck){seed << 20};
    random_books_make(&out->luck, &out->books);
    random_futures_make(&out->luck, &out->books, &out->futures);
    out->question = (struct outturn_question){.books = &out->books.books,
                                              .closed = (int32_t)random_between(&out->luck, 0, BOOKS_PERIODS),
                                              .tolerance = TOLERANCE,
                                              .futures = random_comes(&out->luck, 700) ? &out->futures.futures : NULL};
    out->question.befores = random_between(&out->luck, 0, 6);
    for (int64_t i = 0; i < out->question.befores; i++)
        out->before[i] = (struct outturn_before){told[i], random_between(&out->luck, 0, 90000000)};
    out->question.before = random_comes(&out->luck, 700) ? out->before : NULL;
    out->question.befores = out->question.before ? out->question.befores : 0;
}

typedef bool ledger_law(struct ledger *ledger);

/* Holds a law against every ledger, and says how long that took. */
static void hold(ledger_law *law)
{
    struct ledger *ledger = malloc(sizeof *ledger);
    const clock_t began = clock();
    assert_non_null(ledger);
    for (int64_t seed = 1; seed <= ledgers; seed++) {
        make_ledger((uint64_t)seed, ledger);
        if (!law(ledger))
            fail_msg("ledger %" PRId64, seed);
    }
    free(ledger);
    printf("# %" PRId64 " ledgers in %.1f s\n", ledgers, (double)(clock() - began) / CLOCKS_PER_SEC);
}

static bool make(const struct outturn_question *question, struct outturn *out)
{
    struct problem problem = {0};
    return outturn_make(question, out, &problem) == 0;
}

static int64_t causes_of(const struct outturn_line *line)
{
    int64_t sum = 0;
    for (int c = 0; c < OUTTURN_CAUSE_COUNT; c++)
        sum += line->cause[c];
    return sum;
}

static bool line_adds_up(const struct outturn_line *line)
{
    return line->run_on + causes_of(line) == line->expected && line->expected - line->budget == line->variance &&
           line->permanent + line->temporary == line->variance &&
           (line->last == OUTTURN_NONE || line->last + line->movement == line->expected);
}

/* Run-on and causes are the expected year; what was and what moved is what is; lasting and passing are the variance. */
static bool parts_are_the_whole(struct ledger *ledger)
{
    struct outturn out;
    bool holds = make(&ledger->question, &out);
    for (int64_t i = 0; holds && i < out.lines; i++)
        holds = line_adds_up(&out.line[i]);
    holds = holds && line_adds_up(&out.total);
    outturn_clear(&out);
    return holds;
}

static bool lines_are_the_total(struct ledger *ledger)
{
    static const size_t columns[] = {offsetof(struct outturn_line, budget),    offsetof(struct outturn_line, profiled),
                                     offsetof(struct outturn_line, actual),    offsetof(struct outturn_line, run_on),
                                     offsetof(struct outturn_line, expected),  offsetof(struct outturn_line, variance),
                                     offsetof(struct outturn_line, permanent), offsetof(struct outturn_line, temporary),
                                     offsetof(struct outturn_line, next_year), offsetof(struct outturn_line, last),
                                     offsetof(struct outturn_line, movement)};
    struct outturn out;
    bool holds = make(&ledger->question, &out);
    for (size_t c = 0; holds && c < sizeof columns / sizeof *columns; c++) {
        int64_t sum = 0, total = *(const int64_t *)((const char *)&out.total + columns[c]);
        for (int64_t i = 0; i < out.lines; i++)
            sum += total == OUTTURN_NONE ? 0 : *(const int64_t *)((const char *)&out.line[i] + columns[c]);
        holds = total == OUTTURN_NONE || sum == total;
    }
    outturn_clear(&out);
    return holds;
}

static bool number_price_and_mix_are_the_variance(struct ledger *ledger)
{
    struct outturn out;
    int64_t number = 0, price = 0, variance = 0;
    bool holds = make(&ledger->question, &out);
    for (int64_t i = 0; holds && i < out.lines; i++) {
        const struct outturn_line *line = &out.line[i];
        holds = line->number_effect + line->price_effect == line->packages_variance;
        number += line->number_effect;
        price += line->price_effect;
        variance += line->packages_variance;
    }
    holds = holds && out.total.packages_variance == variance && out.total.price_effect == price &&
            out.total.number_effect + out.mix == number;
    outturn_clear(&out);
    return holds;
}

/* Pence × nights / 7, half to even, worked otherwise: in fourteenths. */
static int64_t nights_at(int64_t weekly, int64_t nights)
{
    const int64_t twice = 2 * weekly * nights, floored = twice / 14, rest = twice % 14;
    return floored + (rest > 7 || (rest == 7 && floored % 2));
}

/* Nights of the package from period `first` on, counted one by one; pence a month. */
static int64_t counted(const struct books_package *package, int32_t first, day end)
{
    int64_t pence = 0;
    for (int32_t period = first; package->weekly != BOOKS_BLANK && period <= BOOKS_PERIODS; period++) {
        int64_t nights = 0;
        for (day night = books_period_start(RANDOM_YEAR, period); night < books_period_start(RANDOM_YEAR, period + 1);
             night++)
            nights += night >= package->from && night < end;
        pence += nights_at(package->weekly, nights);
    }
    return pence;
}

static bool has_posts(const struct books *books, int64_t line)
{
    for (int64_t i = 0; i < books->posts; i++)
        if (books->post[i].line == (line == books->lines ? BOOKS_NO_LINE : (int32_t)line))
            return true;
    return false;
}

/* The run-on of packages and the mean of the futures, counted night by night and future by future. */
static bool counted_night_by_night_it_is_the_same(struct ledger *ledger)
{
    struct outturn out;
    const struct books *books = &ledger->books.books;
    const struct outturn_futures *futures = ledger->question.futures;
    const int32_t closed = ledger->question.closed;
    const day as_at = books_period_start(RANDOM_YEAR, closed + 1);
    bool holds = make(&ledger->question, &out);
    for (int64_t i = 0; holds && i < out.lines; i++) {
        const int32_t line = i == books->lines ? BOOKS_NO_LINE : (int32_t)i;
        int64_t rest = 0, sum = 0;
        for (int64_t k = 0; k < books->packages; k++) {
            const struct books_package *package = &books->package[k];
            const bool planned = package->planned_to >= as_at && package->planned_to < package->to;
            if (package->line == line)
                rest += counted(package, closed + 1, planned ? package->planned_to : package->to);
        }
        if (out.line[i].kind == OUTTURN_PLACEMENTS && !has_posts(books, i))
            holds = out.line[i].run_on - out.line[i].actual == rest;
        for (int32_t r = 0; futures && r < futures->replicates; r++)
            sum += futures->pence[i * futures->replicates + r] - rest;
        const int64_t off = futures ? 2 * ((out.line[i].expected - out.line[i].run_on) * futures->replicates - sum) : 0;
        holds = holds && (!futures || (off <= futures->replicates && off >= -futures->replicates));
    }
    outturn_clear(&out);
    return holds;
}

/* Of `count` years, paid and to come, the low end has rank ⌈n/10⌉ and the high end ⌈9n/10⌉; chances are shares of them. */
static bool ranks_hold(const struct outturn_line *line, const int64_t *pence, int32_t count)
{
    int64_t at_low = 0, under_low = 0, at_high = 0, under_high = 0, over = 0, beyond = 0;
    for (int32_t r = 0; r < count; r++) {
        const int64_t year = line->actual + pence[r];
        at_low += year <= line->low;
        under_low += year < line->low;
        at_high += year <= line->high;
        under_high += year < line->high;
        over += year > line->budget;
        beyond += 20 * (year - line->budget) > llabs(line->budget) + 10; /* 5%, and half a penny of rounding */
    }
    return at_low * 10 >= count && under_low * 10 < count && at_high * 10 >= 9 * (int64_t)count &&
           under_high * 10 < 9 * (int64_t)count && line->chance_over == (over * 1000 + count / 2) / count &&
           line->chance_beyond >= (beyond * 1000 + count / 2) / count && line->chance_beyond <= line->chance_over;
}

static bool ranges_have_the_rank_they_say(struct ledger *ledger)
{
    struct outturn out;
    const struct outturn_futures *futures = ledger->question.futures;
    bool holds = make(&ledger->question, &out);
    for (int64_t i = 0; holds && futures && i < out.lines; i++)
        if (out.line[i].kind == OUTTURN_PLACEMENTS && !has_posts(&ledger->books.books, i))
            holds = ranks_hold(&out.line[i], futures->pence + i * futures->replicates, futures->replicates);
    outturn_clear(&out);
    return holds;
}

/* All that is told of a line in numbers. */
static bool same_line(const struct outturn_line *left, const struct outturn_line *right)
{
    return left->kind == right->kind && left->restated == right->restated && strcmp(left->line, right->line) == 0 &&
           memcmp(&left->original, &right->original, COLUMNS * sizeof left->original) == 0;
}

static bool same_outturn(const struct outturn *left, const struct outturn *right)
{
    bool same = left->lines == right->lines && left->mix == right->mix && left->health_due_year == right->health_due_year &&
                left->education_due == right->education_due && same_line(&left->total, &right->total);
    for (int64_t i = 0; same && i < left->lines; i++)
        same = same_line(&left->line[i], &right->line[i]);
    return same;
}

static bool order_of_rows_changes_nothing(struct ledger *ledger)
{
    struct outturn out, other = {0};
    int64_t dearest[3], still[3];
    const day on = calendar_year_start(RANDOM_YEAR) + 100;
    struct books *books = &ledger->books.books;
    bool holds = make(&ledger->question, &out);
    const int64_t count = outturn_dearest(books, on, 3, dearest);
    struct books_package dear[3];
    for (int64_t i = 0; i < count; i++)
        dear[i] = books->package[dearest[i]];
    random_books_shuffle(&ledger->luck, &ledger->books);
    holds = holds && make(&ledger->question, &other) && same_outturn(&out, &other) &&
            outturn_dearest(books, on, 3, still) == count;
    for (int64_t i = 0; holds && i < count; i++)
        holds = dear[i].child == books->package[still[i]].child && dear[i].from == books->package[still[i]].from;
    outturn_clear(&out);
    outturn_clear(&other);
    return holds;
}

/* A package told as two that meet on some day: the same nights, and at most a penny of rounding in the month of that day. */
static bool splitting_a_package_is_worth_a_penny(struct ledger *ledger)
{
    struct books *books = &ledger->books.books;
    struct outturn out, other = {0};
    ledger->question.futures = NULL;
    if (books->packages == 0 || books->packages == RANDOM_PACKAGES)
        return true;
    struct books_package *package = &books->package[random_between(&ledger->luck, 0, books->packages - 1)];
    const day start = calendar_year_start(RANDOM_YEAR), end = start + 364;
    const day on = (day)random_between(&ledger->luck, package->from > start ? package->from : start, end);
    if (on <= package->from || on >= package->to || (package->planned_to != DAY_NONE && on >= package->planned_to))
        return true;
    bool holds = make(&ledger->question, &out);
    struct books_package *second = &books->package[books->packages++];
    *second = *package;
    second->from = package->to = on;
    package->planned_to = DAY_NONE;
    holds = holds && make(&ledger->question, &other) && out.lines == other.lines;
    const bool inside = on != calendar_month_start(calendar_month(on));
    for (int64_t i = 0; holds && i < out.lines; i++)
        holds = llabs(out.line[i].run_on - other.line[i].run_on) <= inside && out.line[i].number == other.line[i].number &&
                out.line[i].next_year == other.line[i].next_year;
    outturn_clear(&out);
    outturn_clear(&other);
    return holds;
}

/* Where every period was paid as packages and posts have it, the year is the same however many periods are closed. */
static bool months_are_the_year(struct ledger *ledger)
{
    struct books *books = &ledger->books.books;
    struct books_actual *paid = calloc((size_t)(books->packages + books->posts) * BOOKS_PERIODS + 1, sizeof *paid);
    struct outturn first = {0}, out = {0};
    int64_t count = 0;
    bool holds = paid != NULL;
    for (int64_t i = 0; holds && i < (books->packages + books->posts) * BOOKS_PERIODS; i++) {
        const int64_t at = i / BOOKS_PERIODS;
        struct books_actual *each = &paid[count++];
        each->period = (int32_t)(i % BOOKS_PERIODS) + 1;
        if (at < books->packages) {
            struct books_package *package = &books->package[at];
            package->planned_to = DAY_NONE;
            each->line = package->line;
            holds = books_package_periods(package, RANDOM_YEAR, each->period, each->period, &each->pence);
        } else {
            struct books_post *post = &books->post[at - books->packages];
            post->planned_to = DAY_NONE;
            each->line = post->line;
            holds = books_post_periods(post, RANDOM_YEAR, each->period, each->period, &each->pence);
        }
    }
    books->actual = paid;
    books->actuals = count;
    ledger->question.futures = NULL;
    const int32_t closed[] = {0, (int32_t)random_between(&ledger->luck, 1, BOOKS_PERIODS - 1), BOOKS_PERIODS};
    for (int k = 0; holds && k < 3; k++) {
        ledger->question.closed = closed[k];
        outturn_clear(&out);
        holds = make(&ledger->question, &out) && (k > 0 || make(&ledger->question, &first));
        for (int64_t i = 0; holds && i < out.lines; i++)
            holds = out.line[i].kind == OUTTURN_PAYMENTS || out.line[i].run_on == first.line[i].run_on;
    }
    outturn_clear(&first);
    outturn_clear(&out);
    free(paid);
    return holds;
}

/* The ledger's report, and that of the same council some months on. */
struct two_reports {
    struct random_books books;
    struct random_futures futures;
    struct outturn last, now;
    struct movement_question question;
};

static bool make_two(struct ledger *ledger, struct two_reports *out)
{
    out->last = out->now = (struct outturn){0};
    random_books_move_on(&ledger->luck, &ledger->books, &out->books);
    random_futures_make(&ledger->luck, &out->books, &out->futures);
    struct outturn_question question = ledger->question;
    question.books = &out->books.books;
    question.closed = (int32_t)random_between(&ledger->luck, question.closed, BOOKS_PERIODS);
    question.futures = random_comes(&ledger->luck, 700) ? &out->futures.futures : NULL;
    out->question = (struct movement_question){{&ledger->books.books, &out->last}, {&out->books.books, &out->now}};
    return make(&ledger->question, &out->last) && make(&question, &out->now);
}

static void clear_two(struct two_reports *reports)
{
    outturn_clear(&reports->last);
    outturn_clear(&reports->now);
}

static bool steps_lead_there(const struct movement_line *line)
{
    int64_t sum = line->opening;
    for (int s = 0; s < MOVEMENT_STEP_COUNT; s++)
        sum += line->step[s];
    return sum == line->closing;
}

/* How the line of a name was forecast; PLACEMENTS also stands for STAFF. */
static enum outturn_kind kind_of(const struct outturn *outturn, const char *line, enum outturn_kind otherwise)
{
    for (int64_t i = 0; i < outturn->lines; i++)
        if (strcmp(outturn->line[i].line, line) == 0)
            return outturn->line[i].kind == OUTTURN_PAYMENTS ? OUTTURN_PAYMENTS : OUTTURN_PLACEMENTS;
    return otherwise;
}

/* Every pound between two reports is in a step with a name; "other" is for lines that are forecast in another way now. */
static bool steps_lead_from_report_to_report(struct ledger *ledger)
{
    struct two_reports two;
    struct movement movement = {0};
    struct problem problem = {0};
    bool holds = make_two(ledger, &two) && movement_make(&two.question, &movement, &problem) == 0 &&
                 steps_lead_there(&movement.total) && movement.total.opening == two.last.total.variance &&
                 movement.total.closing == two.now.total.variance;
    for (int64_t i = 0; holds && i < movement.lines; i++) {
        const struct movement_line *line = &movement.line[i];
        const enum outturn_kind now = kind_of(&two.now, line->line, OUTTURN_PAYMENTS);
        holds = steps_lead_there(line) &&
                (line->step[MOVEMENT_OTHER] == 0 || (i < movement.lines - 1 && kind_of(&two.last, line->line, now) != now));
    }
    movement_clear(&movement);
    clear_two(&two);
    return holds;
}

static bool movement_does_not_hang_on_the_order_of_rows(struct ledger *ledger)
{
    struct two_reports two;
    struct movement movement = {0}, other = {0};
    struct problem problem = {0};
    bool holds = make_two(ledger, &two) && movement_make(&two.question, &movement, &problem) == 0;
    random_books_shuffle(&ledger->luck, &ledger->books);
    random_books_shuffle(&ledger->luck, &two.books);
    holds = holds && movement_make(&two.question, &other, &problem) == 0 && movement.lines == other.lines;
    for (int64_t i = 0; holds && i < movement.lines; i++)
        holds = memcmp(&movement.line[i], &other.line[i], sizeof movement.line[i]) == 0;
    movement_clear(&movement);
    movement_clear(&other);
    clear_two(&two);
    return holds;
}

static bool nothing_moves_where_nothing_has(struct ledger *ledger)
{
    struct outturn out;
    struct movement movement = {0};
    struct problem problem = {0};
    bool holds = make(&ledger->question, &out);
    const struct movement_side side = {&ledger->books.books, &out};
    const struct movement_question question = {side, side};
    holds = holds && movement_make(&question, &movement, &problem) == 0;
    for (int s = 0; holds && s < MOVEMENT_STEP_COUNT; s++)
        holds = movement.total.step[s] == 0 && movement.total.number[s] == 0;
    movement_clear(&movement);
    outturn_clear(&out);
    return holds;
}

/* Now and then as much as an int64 holds, or nearly so. */
static void make_huge(struct random_luck *luck, int64_t *pence)
{
    if (random_comes(luck, 100))
        *pence = random_between(luck, 0, INT64_MAX / 2) >> random_between(luck, 0, 20);
}

static bool what_does_not_fit_is_refused_and_what_fits_adds_up(struct ledger *ledger)
{
    struct random_luck *luck = &ledger->luck;
    struct outturn out = {0}, now = {0};
    struct movement movement = {0};
    struct problem problem = {0};
    struct books *books = &ledger->books.books;
    for (int64_t i = 0; i < books->packages; i++)
        make_huge(luck, &books->package[i].weekly);
    for (int64_t i = 0; i < books->lines; i++)
        make_huge(luck, random_comes(luck, 500) ? &books->line[i].approved : &books->line[i].weekly);
    for (int64_t i = 0; i < books->actuals; i++)
        make_huge(luck, &books->actual[i].pence);
    for (int32_t i = 0; i < (books->lines + 1) * ledger->futures.futures.replicates; i++)
        make_huge(luck, &ledger->futures.pence[i]);
    int code = outturn_make(&ledger->question, &out, &problem);
    bool holds = code == 0 ? line_adds_up(&out.total) : code == PROBLEM_LIMIT && !out.line && out.lines == 0;
    struct outturn_question later = ledger->question;
    later.closed = BOOKS_PERIODS;
    if (holds && code == 0 && outturn_make(&later, &now, &problem) == 0) {
        const struct movement_question question = {{books, &out}, {books, &now}};
        code = movement_make(&question, &movement, &problem);
        holds = code == 0 ? steps_lead_there(&movement.total) : code == PROBLEM_LIMIT && !movement.line;
    }
    movement_clear(&movement);
    outturn_clear(&now);
    outturn_clear(&out);
    return holds;
}

/* One test a law. */
#define LAW(law)                                                                                                            \
    static void law##_in_any_ledger(void **state)                                                                           \
    {                                                                                                                       \
        (void)state;                                                                                                        \
        hold(law);                                                                                                          \
    }

LAW(parts_are_the_whole)
LAW(lines_are_the_total)
LAW(number_price_and_mix_are_the_variance)
LAW(counted_night_by_night_it_is_the_same)
LAW(ranges_have_the_rank_they_say)
LAW(order_of_rows_changes_nothing)
LAW(splitting_a_package_is_worth_a_penny)
LAW(months_are_the_year)
LAW(steps_lead_from_report_to_report)
LAW(movement_does_not_hang_on_the_order_of_rows)
LAW(nothing_moves_where_nothing_has)
LAW(what_does_not_fit_is_refused_and_what_fits_adds_up)

int main(int count, char **argument)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_the_whole_in_any_ledger),
        cmocka_unit_test(lines_are_the_total_in_any_ledger),
        cmocka_unit_test(number_price_and_mix_are_the_variance_in_any_ledger),
        cmocka_unit_test(counted_night_by_night_it_is_the_same_in_any_ledger),
        cmocka_unit_test(ranges_have_the_rank_they_say_in_any_ledger),
        cmocka_unit_test(order_of_rows_changes_nothing_in_any_ledger),
        cmocka_unit_test(splitting_a_package_is_worth_a_penny_in_any_ledger),
        cmocka_unit_test(months_are_the_year_in_any_ledger),
        cmocka_unit_test(steps_lead_from_report_to_report_in_any_ledger),
        cmocka_unit_test(movement_does_not_hang_on_the_order_of_rows_in_any_ledger),
        cmocka_unit_test(nothing_moves_where_nothing_has_in_any_ledger),
        cmocka_unit_test(what_does_not_fit_is_refused_and_what_fits_adds_up_in_any_ledger),
    };
    if (count > 1)
        ledgers = strtoll(argument[1], NULL, 10);
    return cmocka_run_group_tests_name("ledgers", tests, NULL, NULL);
}
