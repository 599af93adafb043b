#include "cli/year_end.h"

#include "casebook/periods.h"
#include "cli/period_words.h"
#include "cli/terminal.h"
#include "flow/futures.h"
#include "run/gather.h"

enum { YEAR, PERIOD, PATHS, SEED, RUN_ON, PUBLIC, PATHS_DEFAULT = 1000 };

int year_end_read(const struct command_line *line, const struct command *command, int32_t first,
                  struct year_end_options *out, struct problem *problem)
{
    int64_t paths, seed;
    *out = (struct year_end_options){.run_on = line->option[first + RUN_ON] != NULL,
                                     .for_public = line->option[first + PUBLIC] != NULL};
    if (!command_number(line, command, first + PATHS, 1, FLOW_REPLICATES_MAX, PATHS_DEFAULT, &paths, problem) ||
        !command_number(line, command, first + SEED, 0, INT64_MAX, 1, &seed, problem))
        return problem->code;
    out->paths = (int32_t)paths;
    out->seed = (uint64_t)seed;
    int code = period_words_year(line->option[first + YEAR], CASEBOOK_NEWEST_YEAR, &out->year, problem);
    return code < 0 ? code : period_words_period(line->option[first + PERIOD], 0, &out->period, problem);
}

/* The report of a closed period as it was kept, and the books as they were known then. */
static int open_kept(struct year_end *out, int32_t year, int32_t period, struct problem *problem)
{
    out->is_kept = true;
    casebook_books_clear(&out->report.kept);
    int code = casebook_find_outturn(out->casebook, year, period, CASEBOOK_NEWEST_VERSION, &out->kept, problem);
    if (code == 0)
        code = casebook_load_books(out->casebook, year, out->kept.period.snapshot, &out->report.kept, problem);
    out->sources.outturn = &out->kept.outturn;
    out->sources.known_at = out->kept.period.snapshot;
    out->sources.last_period = period - 1;
    return code;
}

/* Made now: as if `closed` periods were, with the movement since the last report that was kept. */
static int make_now(struct command_line *line, const struct year_end_options *options, int32_t year, int32_t closed,
                    struct year_end *out, struct problem *problem)
{
    char now[24];
    struct casebook_last_report last;
    int code = casebook_find_last_report(out->casebook, year, closed, &last, problem);
    if (code < 0)
        return code;
    const struct run_outturn_options wanted = {.year = year,
                                               .closed = closed,
                                               .paths = options->paths,
                                               .seed = options->seed,
                                               .run_on = options->run_on,
                                               .known_at = CASEBOOK_NOW,
                                               .when = terminal_now(now),
                                               .hands = {.company = line->company},
                                               .before = last.rows ? last.row : NULL,
                                               .befores = last.rows};
    out->sources.last_period = last.period;
    casebook_books_clear(&out->report.kept);
    code = run_outturn(out->casebook, &wanted, &line->progress, &out->report, problem);
    terminal_progress_end(&line->progress);
    casebook_last_report_clear(&last);
    out->sources.outturn = &out->report.outturn;
    return code;
}

static int open_report(struct command_line *line, const struct year_end_options *options, struct year_end *out,
                       struct problem *problem)
{
    int32_t closed = 0;
    int code = casebook_load_books(out->casebook, options->year, CASEBOOK_NOW, &out->report.kept, problem);
    if (code < 0)
        return code;
    const int32_t year = out->report.kept.books.year, newest = reconcile_newest(&out->report.kept.books);
    code = casebook_closed_periods(out->casebook, year, &closed, problem);
    if (code < 0)
        return code;
    if (options->period && options->period <= closed)
        return open_kept(out, year, options->period, problem);
    return make_now(line, options, year, options->period ? options->period : newest, out, problem);
}

/* Why this report is not what the last one said. */
static int compare_last(struct year_end *out, struct problem *problem)
{
    const int32_t year = out->sources.outturn->year, period = out->sources.last_period;
    if (period == 0)
        return 0;
    int code = casebook_find_outturn(out->casebook, year, period, CASEBOOK_NEWEST_VERSION, &out->last, problem);
    if (code == 0)
        code = casebook_load_books(out->casebook, year, out->last.period.snapshot, &out->last_books, problem);
    const struct movement_question question = {.last = {&out->last_books.books, &out->last.outturn},
                                               .now = {&out->report.kept.books, out->sources.outturn}};
    if (code == 0)
        code = movement_make(&question, &out->movement, problem);
    if (code == 0)
        out->sources.movement = &out->movement;
    return code;
}

int year_end_open(struct command_line *line, const struct year_end_options *options, struct year_end *out,
                  struct problem *problem)
{
    *out = (struct year_end){0};
    int code = casebook_open(line->workspace, &out->casebook, problem);
    if (code == 0) {
        out->sources = (struct table_sources){.system = casebook_system(out->casebook),
                                              .casebook = out->casebook,
                                              .signs = casebook_settings(out->casebook)->signs,
                                              .for_public = options->for_public};
        code = open_report(line, options, out, problem);
    }
    if (code == 0 && out->sources.outturn->closed > 0)
        code = reconcile_make(&out->report.kept.books, 1, out->sources.outturn->closed, &out->found, problem);
    out->sources.books = &out->report.kept.books;
    if (code == 0)
        code = compare_last(out, problem);
    if (code < 0)
        year_end_close(out);
    return code;
}

int year_end_look_back(struct year_end *year_end, struct problem *problem)
{
    struct gathered past = {0};
    struct problem none = {0};
    if (gather_histories_known(year_end->casebook, year_end->sources.known_at, DAY_NONE, &past, &none) < 0) {
        if (none.code == PROBLEM_NOT_FOUND)
            return 0;
        *problem = none;
        return none.code;
    }
    const int code = gather_history_rows(&past, &year_end->history, problem);
    gather_clear(&past);
    if (code == 0)
        year_end->sources.history = &year_end->history;
    return code;
}

void year_end_close(struct year_end *year_end)
{
    run_rows_clear(&year_end->history);
    movement_clear(&year_end->movement);
    casebook_books_clear(&year_end->last_books);
    casebook_kept_outturn_clear(&year_end->last);
    reconcile_clear(&year_end->found);
    outturn_report_clear(&year_end->report);
    casebook_kept_outturn_clear(&year_end->kept);
    casebook_close(year_end->casebook);
    *year_end = (struct year_end){0};
}
