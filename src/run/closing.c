#include "run/closing.h"

#include <string.h>

#include "casebook/periods.h"
#include "run/reported.h"

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
    struct run_outturn_options wanted = options->outturn;
    wanted.known_at = closing->snapshot;
    int code = run_report_afresh(casebook, &wanted, progress, &report, problem);
    if (code < 0)
        return code;
    closing->run = report.id;
    closing->facts = (struct casebook_report_facts){.seed = report.seed,
                                                    .as_at = report.as_at,
                                                    .walked = report.walked,
                                                    .running = report.running,
                                                    .run_on_because = report.only_run_on};
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
