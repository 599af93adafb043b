#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/known_past.h"
#include "cli/terminal.h"
#include "run/rates.h"

enum { AS_AT, OUTPUT };

static const struct command_option options[] = {
    {"as-at", 0, "DATE",
     "the last night that is known (31 March of the newest whole-year return, or an extract's latest date)"},
    OUTPUT_OPTIONS,
    {0},
};

static int show(struct command_line *line, const struct output *output, struct known_past *past, struct problem *problem)
{
    struct rates_learnt learnt = {0};
    struct table table = {0};
    int code = rates_learn(past->casebook, &past->gathered, 1, &line->progress, &learnt, problem);
    terminal_progress_end(&line->progress);
    const struct table_sources sources = {.system = casebook_system(past->casebook),
                                          .casebook = past->casebook,
                                          .as_at = past->gathered.as_at,
                                          .exposure = &learnt.exposure,
                                          .posterior = &learnt.posterior};
    if (code == 0)
        code = tables_build("rates", output->layout, &sources, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    rates_learnt_clear(&learnt);
    return code;
}

static int run(struct command_line *line)
{
    return known_past_command(line, &cmd_rates, AS_AT, OUTPUT, show);
}

const struct command cmd_rates = {
    "rates",
    "how often children move and leave, in words and figures",
    "",
    options,
    run,
    "Counts events and time at risk in the council's own histories and sets them beside the national picture. Every rate "
    "stands with "
    "the events and the child-months that it rests on.",
    "homeward rates",
};
