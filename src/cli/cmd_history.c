#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "run/gather.h"

enum { FATES, AS_AT, OUTPUT };

static const struct command_option options[] = {
    {"fates", 0, NULL, "what became of every row of the returns, and why"},
    {"as-at", 0, "DATE",
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"},
    OUTPUT_OPTIONS,
    {0},
};

static int show(const struct command_line *line, const struct output *output, struct casebook *casebook,
                const struct gathered *past, struct problem *problem)
{
    struct run_rows rows = {0};
    struct table table = {0};
    struct table_sources sources = {.system = casebook_system(casebook),
                                    .history = &rows,
                                    .as_at = past->as_at,
                                    .casebook = casebook,
                                    .records = &past->records,
                                    .fates = &past->fates};
    int code = gather_history_rows(past, &rows, problem);
    if (code == 0)
        code = tables_build(line->option[FATES] ? "fates" : "history", output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    run_rows_clear(&rows);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct casebook *casebook = NULL;
    struct gathered past = {0};
    day as_at = DAY_NONE;
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && !command_date(line, &cmd_history, AS_AT, &as_at, &problem))
        code = problem.code;
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, &problem);
    if (code == 0)
        code = gather_histories(casebook, as_at, &past, &problem);
    if (code == 0)
        code = show(line, &output, casebook, &past, &problem);
    gather_clear(&past);
    casebook_close(casebook);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_history = {
    "history",
    "children in care, month by month, from the returns",
    "",
    options,
    run,
    "Makes one history a child from all returns in force and counts it: stock, starts, ceases and moves by kind of "
    "placement and age. "
    "With --fates it tells what became of every row.",
    "homeward history -O csv --layout tidy",
};
