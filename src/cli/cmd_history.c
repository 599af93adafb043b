#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/known_past.h"

enum { FATES, AS_AT, KNOWN_AT, OUTPUT };

static const struct command_option options[] = {
    {"fates", 0, NULL, "what became of every row of the returns, and why"},
    {"as-at", 0, "DATE",
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"},
    {"known-at", 0, "SNAPSHOT", "from the returns that were in force at this snapshot (those in force now)"},
    OUTPUT_OPTIONS,
    {0},
};

static int show(struct command_line *line, const struct output *output, struct known_past *past, struct problem *problem)
{
    const struct gathered *gathered = &past->gathered;
    struct run_rows rows = {0};
    struct table table = {0};
    const struct table_sources sources = {.system = casebook_system(past->casebook),
                                          .casebook = past->casebook,
                                          .as_at = gathered->as_at,
                                          .known_at = gathered->known_at,
                                          .history = &rows,
                                          .records = &gathered->records,
                                          .fates = &gathered->fates};
    int code = gather_history_rows(gathered, &rows, problem);
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
    return known_past_command_at(line, &cmd_history, AS_AT, KNOWN_AT, OUTPUT, show);
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
