#include "run/closing.h"

#include <string.h>

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

/* The report of the year with this period closed, as known at a snapshot, with its movement since the one before. */
static int make_report(struct casebook *casebook, const struct run_outturn_options *wanted, int64_t snapshot,
                       struct progress *progress, struct outturn_report *out, struct problem *problem)
{
    struct casebook_last_report last;
    struct run_outturn_options options = *wanted;
    int code = casebook_find_last_report(casebook, wanted->year, wanted->closed, &last, problem);
    if (code < 0)
        return code;
    options.known_at = snapshot;
    options.before = last.rows ? last.row : NULL;
    options.befores = last.rows;
    code = run_outturn(casebook, &options, progress, out, problem);
    casebook_last_report_clear(&last);
    return code;
}

static void tell(const struct outturn_report *report, struct run_closing *out)
{
    out->budget = report->outturn.total.budget;
    out->run_on = report->outturn.total.run_on;
    out->expected = report->outturn.total.expected;
    out->futures = report->outturn.replicates;
    memcpy(out->id, report->id, sizeof out->id);
}

static int close_with_report(struct casebook *casebook, const struct run_closing_options *options,
                             struct casebook_closing *closing, struct progress *progress, struct run_closing *out,
                             struct problem *problem)
{
    struct outturn_report report;
    int code = make_report(casebook, &options->outturn, closing->snapshot, progress, &report, problem);
    if (code < 0)
        return code;
    closing->run = report.id;
    code = casebook_close_period(casebook, closing, &report.outturn, problem);
    tell(&report, out);
    outturn_report_clear(&report);
    return code;
}

int run_close_period(struct casebook *casebook, const struct run_closing_options *options, struct progress *progress,
                     struct run_closing *out, struct problem *problem)
{
    struct run_reconciliation ledger = {0};
    struct casebook_closing closing = {.year = options->outturn.year,
                                       .period = options->outturn.closed,
                                       .run = "",
                                       .reason = options->reason,
                                       .who = options->who,
                                       .when = options->outturn.when};
    int code = casebook_newest_snapshot(casebook, &closing.snapshot, problem);
    if (code == 0)
        code = casebook_may_close(casebook, &closing, problem);
    if (code == 0)
        code = run_reconcile(casebook, closing.year, closing.period, closing.snapshot, &ledger, problem);
    closing.unexplained = ledger.found.unexplained_size;
    *out = (struct run_closing){
        .snapshot = closing.snapshot, .differs = ledger.found.total.difference, .unexplained = closing.unexplained};
    run_reconciliation_clear(&ledger);
    if (code == 0)
        code = casebook_may_close(casebook, &closing, problem);
    return code < 0 ? code : close_with_report(casebook, options, &closing, progress, out, problem);
}
