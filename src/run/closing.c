#include "run/closing.h"

#include "budget/outturn.h"
#include "casebook/outturn_store.h"
#include "casebook/periods.h"

static int refuse_unpaid(int32_t year, int32_t period, struct problem *problem)
{
    struct text name = {0};
    calendar_append_year(&name, year);
    if (period == RUN_PERIODS_PAID)
        problem_set(problem, PROBLEM_NOT_FOUND, "no payments of %s have been imported", text_string(&name));
    else
        problem_set(problem, PROBLEM_NOT_FOUND, "no payments of P%d of %s have been imported", period, text_string(&name));
    text_clear(&name);
    return problem_next(problem, "homeward template actuals > actuals.csv shows the columns; fill it in and import it.");
}

static bool paid_in(const struct books *books, int32_t period)
{
    for (int64_t i = 0; i < books->actuals; i++)
        if (period == RUN_PERIODS_PAID || books->actual[i].period == period)
            return true;
    return false;
}

int run_reconcile(struct casebook *casebook, int32_t year, int32_t period, int64_t known_at, struct run_reconciliation *out,
                  struct problem *problem)
{
    *out = (struct run_reconciliation){0};
    const struct books *books = &out->kept.books;
    int code = casebook_load_books(casebook, year, known_at, &out->kept, problem);
    if (code == 0 && !paid_in(books, period))
        code = refuse_unpaid(books->year, period, problem);
    if (code == 0)
        code = period == RUN_PERIODS_PAID ? reconcile_make(books, 1, reconcile_newest(books), &out->found, problem)
                                          : reconcile_make(books, period, period, &out->found, problem);
    if (code < 0)
        run_reconciliation_clear(out);
    return code;
}

void run_reconciliation_clear(struct run_reconciliation *reconciliation)
{
    casebook_books_clear(&reconciliation->kept);
    reconcile_clear(&reconciliation->found);
}

/* The report of the year with this period closed, and its movement since the one before. */
static int make_report(struct casebook *casebook, const struct books *books, const struct run_closing_options *options,
                       struct outturn *out, struct problem *problem)
{
    struct casebook_last_report last;
    int code = casebook_find_last_report(casebook, options->year, options->period, &last, problem);
    if (code < 0)
        return code;
    const struct outturn_question question = {.books = books,
                                              .closed = options->period,
                                              .tolerance = options->tolerance,
                                              .before = last.rows ? last.row : NULL,
                                              .befores = last.rows};
    code = outturn_make(&question, out, problem);
    casebook_last_report_clear(&last);
    return code;
}

static int close_with_report(struct casebook *casebook, const struct books *books, const struct run_closing_options *options,
                             const struct casebook_closing *closing, struct run_closing *out, struct problem *problem)
{
    struct outturn outturn = {0};
    int code = make_report(casebook, books, options, &outturn, problem);
    if (code == 0)
        code = casebook_close_period(casebook, closing, &outturn, problem);
    out->budget = outturn.total.budget;
    out->expected = outturn.total.expected;
    outturn_clear(&outturn);
    return code;
}

int run_close_period(struct casebook *casebook, const struct run_closing_options *options, struct run_closing *out,
                     struct problem *problem)
{
    struct run_reconciliation ledger = {0};
    struct casebook_closing closing = {.year = options->year,
                                       .period = options->period,
                                       .run = "",
                                       .reason = options->reason,
                                       .who = options->who,
                                       .when = options->when};
    int code = casebook_newest_snapshot(casebook, &closing.snapshot, problem);
    if (code == 0)
        code = casebook_may_close(casebook, &closing, problem);
    if (code == 0)
        code = run_reconcile(casebook, options->year, options->period, closing.snapshot, &ledger, problem);
    closing.unexplained = ledger.found.unexplained_size;
    *out = (struct run_closing){
        .snapshot = closing.snapshot, .differs = ledger.found.total.difference, .unexplained = closing.unexplained};
    if (code == 0)
        code = casebook_may_close(casebook, &closing, problem);
    if (code == 0)
        code = close_with_report(casebook, &ledger.kept.books, options, &closing, out, problem);
    run_reconciliation_clear(&ledger);
    return code;
}
