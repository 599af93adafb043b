#include "budget/movement.h"

#include <stdlib.h>
#include <string.h>

#include "money/money.h"

#include "base/array.h"
#include "budget/movement_parts.h"
#include "budget/outturn_parts.h"

static const struct {
    const char *word, *words;
} steps[] = {
#define MOVEMENT_STEP_WORDS(name, word, words) [name] = {word, words},
    MOVEMENT_STEPS(MOVEMENT_STEP_WORDS)
#undef MOVEMENT_STEP_WORDS
};

const char *movement_step_word(enum movement_step step)
{
    return steps[step].word;
}

const char *movement_step_words(enum movement_step step)
{
    return steps[step].words;
}

static bool subtract(int64_t *sum, int64_t less)
{
    return !__builtin_sub_overflow(*sum, less, sum);
}

bool movement_add(struct movement *out, int32_t line, enum movement_step step, int64_t pence, int64_t number)
{
    out->line[line].number[step] += number;
    return pence_add(&out->line[line].step[step], pence);
}

int32_t movement_line_of(const struct movement_books *books, int32_t line)
{
    return books->line[line == BOOKS_NO_LINE ? books->books->lines : line];
}

/* The line of the movement for a name: that of the books now, else the last. */
static int32_t line_named(const struct books *now, const char *name)
{
    int32_t line = 0;
    while (line < (int32_t)now->lines && strcmp(now->line[line].line, name) != 0)
        line++;
    return line;
}

/* What is paid and forecast of a line without packages and posts, else 0. */
static bool by_days(const struct outturn_line *line, const struct outturn *of, int32_t closed, int64_t *out)
{
    *out = 0;
    return line->kind != OUTTURN_PAYMENTS || outturn_profiled(line->budget, of->year, closed, out);
}

/* How a line is forecast and how its payments are called, as the books now have it. */
struct row {
    enum outturn_kind kind;
    bool income;
    bool same_kind; /* as in the last report, or there was none */
};

static enum movement_step payments_of(const struct row *row, enum movement_step otherwise)
{
    return row->income ? MOVEMENT_INCOME : otherwise;
}

static bool causes_of(const struct outturn_line *line, int64_t *out)
{
    *out = 0;
    for (int c = 0; c < OUTTURN_CAUSE_COUNT; c++)
        if (!pence_add(out, line->cause[c]))
            return false;
    return true;
}

/* A line of the last report: what it said, taken away. */
static bool take_last(const struct outturn_line *line, const struct outturn *of, const struct row *row, int32_t at,
                      struct movement *out)
{
    int64_t causes, closed, rest = line->budget;
    if (!causes_of(line, &causes) || !by_days(line, of, of->closed, &closed) || !subtract(&rest, closed) ||
        !pence_add(&out->line[at].opening, line->variance) || !movement_add(out, at, MOVEMENT_BUDGET, line->budget, 0))
        return false;
    if (line->kind == OUTTURN_PAYMENTS && row->kind == OUTTURN_PAYMENTS &&
        !subtract(&out->line[at].step[MOVEMENT_BUDGET], rest))
        return false;
    return subtract(&out->line[at].step[MOVEMENT_EXPECTED], causes);
}

/* A line of this report. `last_closed`: periods that the last one had closed. */
static bool put_now(const struct outturn_line *line, const struct outturn *of, int32_t last_closed, const struct row *row,
                    int32_t at, struct movement *out)
{
    int64_t causes, before, closed, rest = line->budget;
    int64_t *paid = &out->line[at].step[payments_of(row, MOVEMENT_PAYMENTS)];
    if (!causes_of(line, &causes) || !by_days(line, of, last_closed, &before) || !by_days(line, of, of->closed, &closed) ||
        !subtract(&rest, before) || !pence_add(&out->line[at].closing, line->variance) ||
        !subtract(&out->line[at].step[MOVEMENT_BUDGET], line->budget) || !pence_add(paid, before) || !subtract(paid, closed))
        return false;
    if (line->kind == OUTTURN_PAYMENTS && row->same_kind && !movement_add(out, at, MOVEMENT_BUDGET, rest, 0))
        return false;
    return movement_add(out, at, MOVEMENT_EXPECTED, causes, 0);
}

/* Payments of the periods that were closed are restated; of those closed since they stand against packages and posts. */
static bool add_payments(const struct movement_books *books, int32_t last_closed, int32_t closed, int sign,
                         const struct row *row, struct movement *out)
{
    for (int64_t i = 0; i < books->books->actuals; i++) {
        const struct books_actual *actual = &books->books->actual[i];
        const int32_t at = movement_line_of(books, actual->line);
        const bool restated = actual->period <= last_closed;
        if (actual->period > closed)
            continue;
        int64_t *step = &out->line[at].step[payments_of(&row[at], restated ? MOVEMENT_CORRECTED : MOVEMENT_PAYMENTS)];
        if (sign > 0 ? !pence_add(step, actual->pence) : !subtract(step, actual->pence))
            return false;
    }
    return true;
}

/* What packages and posts now say of the periods that have been closed since: paid less this is told as payments. */
static bool take_closed_since(const struct movement_books *books, int32_t closed, const struct row *row,
                              struct movement *out)
{
    int64_t pence;
    for (int64_t i = 0; i < books->books->packages; i++) {
        const struct books_package *given = &books->books->package[i];
        const int32_t at = movement_line_of(books, given->line);
        struct books_package package = *given;
        package.to = books_known_end(given->to, given->planned_to, books->as_at);
        if (!books_package_periods(&package, books->books->year, books->rest, closed, &pence) ||
            !subtract(&out->line[at].step[payments_of(&row[at], MOVEMENT_PAYMENTS)], pence))
            return false;
    }
    for (int64_t i = 0; i < books->books->posts; i++) {
        const struct books_post *given = &books->books->post[i];
        const int32_t at = movement_line_of(books, given->line);
        struct books_post post = *given;
        post.to = books_known_end(given->to, given->planned_to, books->as_at);
        if (!books_post_periods(&post, books->books->year, books->rest, closed, &pence) ||
            !subtract(&out->line[at].step[payments_of(&row[at], MOVEMENT_PAYMENTS)], pence))
            return false;
    }
    return true;
}

/* How each line is forecast now, and whether it was so. */
static void look_at_rows(const struct movement_question *question, const int32_t *last_line, struct movement *out,
                         struct row *row)
{
    const struct outturn *now = question->now.outturn, *last = question->last.outturn;
    for (int64_t i = 0; i < out->lines; i++) {
        const struct outturn_line *line = i < now->lines ? &now->line[i] : NULL;
        row[i] = (struct row){line ? line->kind : OUTTURN_PAYMENTS, line && line->budget < 0, true};
    }
    row[out->lines - 1].kind = OUTTURN_PAYMENTS; /* no budget, so that no days of one are forecast */
    for (int64_t i = 0; i < last->lines; i++)
        if (last_line[i] < out->lines - 1)
            row[last_line[i]].same_kind =
                last->line[i].kind == row[last_line[i]].kind ||
                (last->line[i].kind != OUTTURN_PAYMENTS && row[last_line[i]].kind != OUTTURN_PAYMENTS);
}

static bool add_reports(const struct movement_question *question, const int32_t *last_line, const struct row *row,
                        struct movement *out)
{
    const struct outturn *now = question->now.outturn, *last = question->last.outturn;
    for (int64_t i = 0; i < last->lines; i++)
        if (!take_last(&last->line[i], last, &row[last_line[i]], last_line[i], out))
            return false;
    for (int64_t i = 0; i < now->lines; i++)
        if (!put_now(&now->line[i], now, last->closed, &row[i], (int32_t)i, out))
            return false;
    return true;
}

/* What is left of each line is "other"; then all lines together. */
static bool add_up(struct movement *out)
{
    struct movement_line *total = &out->total;
    total->line = "Total";
    for (int64_t i = 0; i < out->lines; i++) {
        struct movement_line *line = &out->line[i];
        int64_t other = line->closing;
        bool fits = subtract(&other, line->opening);
        for (int s = 0; fits && s < MOVEMENT_STEP_COUNT; s++)
            fits = subtract(&other, line->step[s]);
        line->step[MOVEMENT_OTHER] = other;
        fits = fits && pence_add(&total->opening, line->opening) && pence_add(&total->closing, line->closing);
        for (int s = 0; fits && s < MOVEMENT_STEP_COUNT; s++) {
            fits = pence_add(&total->step[s], line->step[s]);
            total->number[s] += line->number[s];
        }
        if (!fits)
            return false;
    }
    return true;
}

static int too_large(struct problem *problem)
{
    return problem_set(problem, PROBLEM_LIMIT, "the sums of the movement are too large to be kept in pence");
}

/* `line`: room for the lines of the last report, and of the books of both. */
static int work_out(const struct movement_question *question, int32_t *line, struct row *row, struct movement *out,
                    struct problem *problem)
{
    const struct movement_side *last = &question->last, *now = &question->now;
    int32_t *const of_report = line, *const of_last = of_report + last->outturn->lines,
                   *const of_now = of_last + last->books->lines + 1;
    for (int64_t i = 0; i < last->outturn->lines; i++)
        of_report[i] = line_named(now->books, last->outturn->line[i].line);
    for (int64_t i = 0; i <= last->books->lines; i++)
        of_last[i] = i < last->books->lines ? line_named(now->books, last->books->line[i].line) : (int32_t)now->books->lines;
    for (int64_t i = 0; i <= now->books->lines; i++)
        of_now[i] = (int32_t)i;
    const int32_t year = now->books->year, closed = now->outturn->closed, before = last->outturn->closed;
    const struct movement_books then = {last->books, books_period_start(year, before + 1), before + 1, of_last};
    const struct movement_books since = {now->books, books_period_start(year, closed + 1), before + 1, of_now};
    look_at_rows(question, of_report, out, row);
    if (!add_reports(question, of_report, row, out) || !add_payments(&then, before, before, -1, row, out) ||
        !add_payments(&since, before, closed, 1, row, out) || !take_closed_since(&since, closed, row, out))
        return too_large(problem);
    int code = movement_of_packages(&then, &since, out, problem);
    if (code == 0)
        code = movement_of_posts(&then, &since, out, problem);
    return code == 0 && !add_up(out) ? too_large(problem) : code;
}

static int refuse(const struct movement_question *question, struct problem *problem)
{
    const struct outturn *now = question->now.outturn, *last = question->last.outturn;
    if (last->year != now->year)
        return problem_set(problem, PROBLEM_INPUT, "the last report is of another year (%d, not %d)", last->year, now->year);
    if (last->closed > now->closed)
        return problem_set(problem, PROBLEM_INPUT, "the last report has more periods closed (%d) than this one (%d)",
                           last->closed, now->closed);
    return 0;
}

int movement_make(const struct movement_question *question, struct movement *out, struct problem *problem)
{
    const struct books *now = question->now.books, *last = question->last.books;
    *out = (struct movement){.lines = now->lines + 1};
    int code = refuse(question, problem);
    if (code < 0) {
        movement_clear(out);
        return code;
    }
    out->line = array_new(out->lines, sizeof *out->line, problem);
    struct row *row = array_new(out->lines, sizeof *row, problem);
    int32_t *line = array_new(question->last.outturn->lines + last->lines + 1 + now->lines + 1, sizeof *line, problem);
    code = out->line && row && line ? 0 : PROBLEM_MEMORY;
    if (code == 0) {
        for (int64_t i = 0; i < out->lines; i++)
            out->line[i].line = i < now->lines ? now->line[i].line : "Not in the budget";
        code = work_out(question, line, row, out, problem);
    }
    free(row);
    free(line);
    if (code < 0)
        movement_clear(out);
    return code;
}

void movement_clear(struct movement *movement)
{
    free(movement->line);
    *movement = (struct movement){0};
}
