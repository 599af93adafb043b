#include "cli/year_end.h"

#include "cli/period_words.h"
#include "cli/terminal.h"
#include "flow/futures.h"
#include "run/gather.h"
#include "run/moved.h"
#include "run/reported.h"

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

static int open_report(struct command_line *line, const struct year_end_options *options, struct year_end *out,
                       struct problem *problem)
{
    char now[24];
    const struct run_outturn_options wanted = {.year = options->year,
                                               .closed = options->period ? options->period : OUTTURN_NEWEST_PERIOD,
                                               .paths = options->paths,
                                               .seed = options->seed,
                                               .run_on = options->run_on,
                                               .known_at = CASEBOOK_NOW,
                                               .when = terminal_now(now),
                                               .hands = {.company = line->company}};
    const int code = run_report(out->casebook, &wanted, &line->progress, &out->report, problem);
    terminal_progress_end(&line->progress);
    out->sources.outturn = &out->report.outturn;
    out->sources.books = &out->report.kept.books;
    out->sources.known_at = out->report.snapshot;
    out->sources.last_period = out->report.last_period;
    return code;
}

/* Why this report is not what the last one said. */
static int compare_last(struct year_end *out, struct problem *problem)
{
    const int code = run_movement(out->casebook, &out->report, &out->movement, problem);
    if (code == 0 && out->movement.lines > 0)
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
    reconcile_clear(&year_end->found);
    outturn_report_clear(&year_end->report);
    casebook_close(year_end->casebook);
    *year_end = (struct year_end){0};
}
