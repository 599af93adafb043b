#include "briefing/variance_causes.h"

#include <stdlib.h>
#include <strings.h>

#include "base/array.h"
#include "briefing/outturn_words.h"
#include "table/rounding.h"

/* Rows on their way: `exact` and `shown` are what the rows of the service at hand add up to so far. */
struct gathering {
    const struct outturn_page *page;
    struct variance_causes *out;
    struct problem *problem;
    int64_t exact, shown;
};

static bool same(const char *left, const char *right)
{
    return strcasecmp(left, right) == 0;
}

/* Lines that name no service stand for themselves. */
static const char *service_of(const struct outturn_line *line)
{
    return *line->service ? line->service : line->line;
}

static bool recovers(const struct books_cause *cause)
{
    return same(cause->cause, "recovery");
}

/* The name of a cause: what some call volume is number here. */
static const char *cause_named(const struct books_cause *cause)
{
    return same(cause->cause, "volume") ? "number" : cause->cause;
}

static int64_t causes_of(const struct gathering *gathering)
{
    const struct books *books = gathering->page->sources->books;
    return books ? books->causes : 0;
}

static const struct books_cause *cause_at(const struct gathering *gathering, int64_t index)
{
    return &gathering->page->sources->books->cause[index];
}

static bool names_line(const struct gathering *gathering, const struct books_cause *cause)
{
    for (int64_t i = 0; i < gathering->page->exact->lines; i++)
        if (same(cause->named, gathering->page->exact->line[i].line))
            return true;
    return false;
}

static bool names_service(const struct gathering *gathering, const struct books_cause *cause)
{
    for (int64_t i = 0; i < gathering->page->exact->lines; i++)
        if (same(cause->named, service_of(&gathering->page->exact->line[i])))
            return true;
    return false;
}

static int add_row(struct gathering *gathering, struct variance_row row)
{
    struct variance_causes *out = gathering->out;
    const int code = array_reserve(&out->row, &out->capacity, out->rows + 1, sizeof *out->row, gathering->problem);
    if (code < 0)
        return code;
    if (__builtin_add_overflow(gathering->exact, row.exact, &gathering->exact) ||
        __builtin_add_overflow(gathering->shown, row.shown, &gathering->shown))
        return problem_set(gathering->problem, PROBLEM_LIMIT, "the causes of %.100s are too large to add up", row.service);
    out->row[out->rows++] = row;
    return 0;
}

/* A row that adds nothing up: a sum of those above it. */
static int add_sum(struct gathering *gathering, struct variance_row row)
{
    gathering->exact = gathering->shown = 0;
    return add_row(gathering, row);
}

/* What somebody told, as a row; on a public page without their words. */
static struct variance_row told_row(const struct gathering *gathering, const struct books_cause *cause)
{
    const bool public = gathering->page->sources->for_public;
    gathering->out->words_left_out = gathering->out->words_left_out || (public && (*cause->note || *cause->owner));
    return (struct variance_row){.part = VARIANCE_CAUSE,
                                 .service = "",
                                 .line = "",
                                 .cause = cause_named(cause),
                                 .note = public ? "" : cause->note,
                                 .owner = public ? "" : cause->owner,
                                 .exact = cause->pence == BOOKS_BLANK ? 0 : cause->pence,
                                 .shown = cause->pence == BOOKS_BLANK ? 0 : round_to(cause->pence, OUTTURN_UNIT),
                                 .recurrent = cause->recurrent,
                                 .due = cause->due};
}

/* Whether a row of causes.csv is about a line (or, of a line NULL, about the service itself) and tells an amount; `cause`:
 * of which cause, NULL for any. */
static bool concerns(const struct gathering *gathering, const struct books_cause *told, const struct outturn_line *line,
                     const char *service, const char *cause)
{
    if (recovers(told) || (cause && !same(cause_named(told), cause)))
        return false;
    return line ? same(told->named, line->line) : same(told->named, service) && !names_line(gathering, told);
}

/* What is told of a line, in all or of one cause. */
static int sum_told(const struct gathering *gathering, const struct outturn_line *line, const char *cause, int64_t *exact,
                    int64_t *shown)
{
    *exact = *shown = 0;
    for (int64_t i = 0; i < causes_of(gathering); i++) {
        const struct books_cause *told = cause_at(gathering, i);
        if (!concerns(gathering, told, line, "", cause) || told->pence == BOOKS_BLANK)
            continue;
        if (__builtin_add_overflow(*exact, told->pence, exact) ||
            __builtin_add_overflow(*shown, round_to(told->pence, OUTTURN_UNIT), shown))
            return problem_set(gathering->problem, PROBLEM_LIMIT, "the causes of %.100s are too large to add up",
                               line->line);
    }
    return 0;
}

/* Words in the arena of the causes; NULL when memory is out. */
static const char *keep(struct gathering *gathering, struct text *words)
{
    const char *kept = words->failed ? NULL : arena_text(&gathering->out->arena, text_string(words), words->length);
    text_clear(words);
    return kept;
}

/* A row that is worked out takes the words of those that were told of it without an amount. */
static int lend_words(struct gathering *gathering, const struct outturn_line *line, struct text *note,
                      struct variance_row *row)
{
    for (int64_t i = 0; i < causes_of(gathering); i++) {
        const struct books_cause *cause = cause_at(gathering, i);
        if (!concerns(gathering, cause, line, "", row->cause) || cause->pence != BOOKS_BLANK)
            continue;
        const struct variance_row told = told_row(gathering, cause);
        text_format(note, "%s%s", note->length && *told.note ? ". " : "", told.note);
        row->owner = *row->owner ? row->owner : told.owner;
        row->due = row->due == DAY_NONE ? told.due : row->due;
        row->recurrent = row->recurrent == BOOKS_BLANK ? told.recurrent : row->recurrent;
    }
    row->note = keep(gathering, note);
    return row->note ? 0 : problem_set(gathering->problem, PROBLEM_MEMORY, "not enough memory for the causes");
}

/* What is left of something worked out when what is told of it is taken off; no row where nothing is left. */
static int add_worked_out(struct gathering *gathering, const struct outturn_line *line, const char *cause, int64_t exact,
                          int64_t shown, struct text *note)
{
    int64_t told, told_shown;
    struct variance_row row = {.part = VARIANCE_CAUSE,
                               .service = service_of(line),
                               .line = line->line,
                               .cause = cause,
                               .note = "",
                               .owner = "",
                               .recurrent = BOOKS_BLANK,
                               .due = DAY_NONE};
    int code = sum_told(gathering, line, line->kind == OUTTURN_STAFF ? NULL : cause, &told, &told_shown);
    if (code < 0)
        return code;
    row.exact = exact - told;
    row.shown = shown - told_shown;
    code = lend_words(gathering, line, note, &row);
    return code < 0 || (row.exact == 0 && row.shown == 0) ? code : add_row(gathering, row);
}

/* "62.4 placed, 58.0 budgeted"; the price "£5,610 a week, £5,150 budgeted". */
static void words_of_number(const struct outturn_line *shown, struct text *out)
{
    text_format(out, "%lld.%lld placed, %lld.%lld budgeted", (long long)shown->number / 1000,
                (long long)shown->number / 100 % 10, (long long)shown->budget_number / 1000,
                (long long)shown->budget_number / 100 % 10);
}

static void words_of_price(const struct outturn_line *shown, struct text *out)
{
    if (shown->price == OUTTURN_NONE)
        return;
    outturn_words_price(out, shown->price);
    text_append(out, " a week, ");
    outturn_words_price(out, shown->budget_price);
    text_append(out, " budgeted");
}

static int add_told(struct gathering *gathering, const struct outturn_line *line, const char *service)
{
    int code = 0;
    for (int64_t i = 0; i < causes_of(gathering) && code == 0; i++) {
        const struct books_cause *cause = cause_at(gathering, i);
        if (!concerns(gathering, cause, line, service, NULL) || (line && cause->pence == BOOKS_BLANK))
            continue;
        struct variance_row row = told_row(gathering, cause);
        row.service = service;
        row.line = line ? line->line : "";
        code = add_row(gathering, row);
    }
    return code;
}

static int add_line(struct gathering *gathering, int64_t index)
{
    const struct outturn_line *exact = outturn_exact_line(gathering->page, index),
                              *shown = outturn_shown_line(gathering->page, index);
    struct text number = {0}, price = {0}, posts = {0};
    int code = 0;
    if (gathering->page->withheld[index])
        return 0;
    if (outturn_has_prices(exact)) {
        words_of_number(shown, &number);
        words_of_price(shown, &price);
        code = add_worked_out(gathering, exact, "number", exact->number_effect, shown->number_effect, &number);
        if (code == 0)
            code = add_worked_out(gathering, exact, "price", exact->price_effect, shown->price_effect, &price);
    } else if (exact->kind == OUTTURN_STAFF) {
        code = add_worked_out(gathering, exact, "staffing", exact->variance, shown->variance, &posts);
    }
    text_clear(&number);
    text_clear(&price);
    return code < 0 ? code : add_told(gathering, exact, service_of(exact));
}

/* Whether the line is the first of its service. */
static bool begins_service(const struct outturn *outturn, int64_t index)
{
    for (int64_t i = 0; i < index; i++)
        if (same(service_of(&outturn->line[i]), service_of(&outturn->line[index])))
            return false;
    return true;
}

/* The rows of a service, what has no cause, and its variance. */
static int add_service(struct gathering *gathering, const char *service)
{
    const struct outturn_page *page = gathering->page;
    struct variance_row other = {.part = VARIANCE_OTHER,
                                 .service = service,
                                 .line = "",
                                 .cause = "other",
                                 .note = "",
                                 .owner = "",
                                 .recurrent = BOOKS_BLANK,
                                 .due = DAY_NONE};
    int code = 0;
    gathering->exact = gathering->shown = 0;
    for (int64_t i = 0; i < page->exact->lines && code == 0; i++)
        if (same(service_of(&page->exact->line[i]), service)) {
            other.exact += page->exact->line[i].variance;
            other.shown += page->shown.line[i].variance;
            code = add_line(gathering, i);
        }
    if (code == 0)
        code = add_told(gathering, NULL, service);
    struct variance_row sum = other;
    other.exact -= gathering->exact;
    other.shown -= gathering->shown;
    if (code == 0 && (other.exact != 0 || other.shown != 0))
        code = add_row(gathering, other);
    sum.part = VARIANCE_OF_SERVICE;
    sum.cause = "variance";
    return code < 0 ? code : add_sum(gathering, sum);
}

static int add_recoveries(struct gathering *gathering)
{
    struct variance_causes *out = gathering->out;
    int code = 0;
    gathering->exact = gathering->shown = 0;
    for (int64_t i = 0; i < causes_of(gathering) && code == 0; i++) {
        const struct books_cause *cause = cause_at(gathering, i);
        const bool of_line = names_line(gathering, cause);
        if (!recovers(cause) || (!of_line && !names_service(gathering, cause)))
            continue;
        struct variance_row row = told_row(gathering, cause);
        row.part = VARIANCE_RECOVERY;
        row.line = of_line ? cause->named : "";
        row.service = of_line ? "" : cause->named;
        out->recoveries++;
        code = add_row(gathering, row);
    }
    out->recovery = gathering->exact;
    out->recovery_shown = gathering->shown;
    return code;
}

static int add_totals(struct gathering *gathering)
{
    struct variance_causes *out = gathering->out;
    const struct outturn_page *page = gathering->page;
    struct variance_row total = {.part = VARIANCE_TOTAL,
                                 .service = "Total",
                                 .line = "",
                                 .cause = "variance",
                                 .note = "",
                                 .owner = "",
                                 .exact = page->exact->total.variance,
                                 .shown = page->shown.total.variance,
                                 .recurrent = BOOKS_BLANK,
                                 .due = DAY_NONE};
    int code = add_sum(gathering, total);
    if (code == 0)
        code = add_recoveries(gathering);
    if (code == 0 && (__builtin_add_overflow(total.exact, out->recovery, &out->residual) ||
                      __builtin_add_overflow(total.shown, out->recovery_shown, &out->residual_shown)))
        code = problem_set(gathering->problem, PROBLEM_LIMIT, "the recoveries are too large to add up");
    if (code < 0 || out->recoveries == 0)
        return code;
    total.part = VARIANCE_RESIDUAL;
    total.service = "Residual";
    total.cause = "variance";
    total.exact = out->residual;
    total.shown = out->residual_shown;
    return add_sum(gathering, total);
}

static void count_unplaced(struct gathering *gathering)
{
    for (int64_t i = 0; i < causes_of(gathering); i++) {
        const struct books_cause *cause = cause_at(gathering, i);
        if (names_line(gathering, cause) || names_service(gathering, cause))
            continue;
        if (gathering->out->unplaced++ == 0)
            gathering->out->unplaced_name = cause->named;
    }
}

int variance_causes_make(const struct outturn_page *page, struct variance_causes *out, struct problem *problem)
{
    struct gathering gathering = {.page = page, .out = out, .problem = problem};
    int code = 0;
    *out = (struct variance_causes){0};
    count_unplaced(&gathering);
    for (int64_t i = 0; i < page->exact->lines && code == 0; i++)
        if (begins_service(page->exact, i))
            code = add_service(&gathering, service_of(&page->exact->line[i]));
    if (code == 0)
        code = add_totals(&gathering);
    if (code < 0)
        variance_causes_clear(out);
    return code;
}

void variance_causes_clear(struct variance_causes *causes)
{
    free(causes->row);
    arena_clear(&causes->arena);
    *causes = (struct variance_causes){0};
}
