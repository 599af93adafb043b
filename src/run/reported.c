#include "run/reported.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "budget/reconcile.h"
#include "casebook/outturn_store.h"
#include "casebook/periods.h"

/* The year and the periods that the options mean: the newest where they do not say. */
static int settle(struct casebook *casebook, struct run_outturn_options *options, struct problem *problem)
{
    struct casebook_books books;
    if (options->year != CASEBOOK_NEWEST_YEAR && options->closed != OUTTURN_NEWEST_PERIOD)
        return 0;
    int code = casebook_load_books(casebook, options->year, options->known_at, &books, problem);
    if (code < 0)
        return code;
    options->year = books.books.year;
    if (options->closed == OUTTURN_NEWEST_PERIOD)
        options->closed = reconcile_newest(&books.books);
    casebook_books_clear(&books);
    return 0;
}

int run_report_afresh(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
                      struct outturn_report *out, struct problem *problem)
{
    struct casebook_last_report last;
    struct run_outturn_options moving = *options;
    *out = (struct outturn_report){.as_at = DAY_NONE};
    int code = casebook_find_last_report(casebook, options->year, options->closed, &last, problem);
    if (code < 0)
        return code;
    moving.before = last.rows ? last.row : NULL;
    moving.befores = last.rows;
    code = run_outturn(casebook, &moving, progress, out, problem);
    out->last_period = code < 0 ? 0 : last.period;
    casebook_last_report_clear(&last);
    return code;
}

/* A text of the kept report that lives as long as the report. */
static const char *take_text(struct outturn_report *out, const char *text)
{
    return arena_text(&out->kept.arena, text, strlen(text));
}

static bool take_names(struct outturn_report *out, struct outturn_line *line)
{
    line->line = take_text(out, line->line);
    line->service = take_text(out, line->service);
    return line->line && line->service;
}

/* The lines are the report's own from here on. */
static int take_outturn(const struct outturn *kept, struct outturn_report *out, struct problem *problem)
{
    struct outturn *outturn = &out->outturn;
    struct outturn_line *line = array_new(kept->lines, sizeof *line, problem);
    if (!line)
        return PROBLEM_MEMORY;
    memcpy(line, kept->line, (size_t)kept->lines * sizeof *line);
    *outturn = *kept;
    outturn->line = line;
    bool whole = take_names(out, &outturn->total);
    for (int64_t i = 0; i < outturn->lines; i++)
        whole = take_names(out, &line[i]) && whole;
    return whole ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the outturn report");
}

static int take_kept(struct casebook *casebook, const struct casebook_kept_outturn *kept, struct outturn_report *out,
                     struct problem *problem)
{
    const struct casebook_period *period = &kept->period;
    const struct casebook_settings *settings = casebook_settings(casebook);
    int code = casebook_load_books(casebook, period->year, period->snapshot, &out->kept, problem);
    if (code == 0)
        code = take_outturn(&kept->outturn, out, problem);
    snprintf(out->id, sizeof out->id, "%s", period->run);
    snprintf(out->council, sizeof out->council, "%s", settings->council);
    snprintf(out->authority, sizeof out->authority, "%s", settings->authority);
    snprintf(out->made, sizeof out->made, "%s", period->closed_at);
    out->paths = kept->outturn.replicates;
    out->seed = kept->facts.seed;
    out->as_at = kept->facts.as_at;
    out->walked = kept->facts.walked;
    out->running = kept->facts.running;
    out->version = period->version;
    out->snapshot = period->snapshot;
    out->last_period = period->period - 1; /* periods are closed in order */
    if (code == 0 && *kept->facts.run_on_because)
        out->only_run_on = take_text(out, kept->facts.run_on_because);
    return code;
}

static int read_kept(struct casebook *casebook, int32_t year, int32_t period, struct outturn_report *out,
                     struct problem *problem)
{
    struct casebook_kept_outturn kept;
    *out = (struct outturn_report){.as_at = DAY_NONE};
    int code = casebook_find_outturn(casebook, year, period, CASEBOOK_NEWEST_VERSION, &kept, problem);
    if (code < 0)
        return code;
    code = take_kept(casebook, &kept, out, problem);
    casebook_kept_outturn_clear(&kept);
    if (code < 0)
        outturn_report_clear(out);
    return code;
}

int run_report(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
               struct outturn_report *out, struct problem *problem)
{
    struct run_outturn_options meant = *options;
    const bool named = options->closed >= 1 && options->known_at == CASEBOOK_NOW;
    int32_t closed;
    *out = (struct outturn_report){.as_at = DAY_NONE};
    int code = settle(casebook, &meant, problem);
    if (code == 0)
        code = casebook_closed_periods(casebook, meant.year, &closed, problem);
    if (code < 0)
        return code;
    return named && meant.closed <= closed ? read_kept(casebook, meant.year, meant.closed, out, problem)
                                           : run_report_afresh(casebook, &meant, progress, out, problem);
}
