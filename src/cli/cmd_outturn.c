#include <stdio.h>
#include <string.h>

#include "briefing/reconcile_sentence.h"
#include "briefing/sentences.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/year_end.h"
#include "table/wrap.h"
#include "cli/terminal.h"

enum { YEAR_END, DEAREST = YEAR_END + YEAR_END_OPTIONS_COUNT, OUTPUT };

static const struct command_option options[] = {
    YEAR_END_OPTIONS,
    {"dearest", 0, NULL, "also the ten packages that cost most: restricted, not for publication"},
    OUTPUT_OPTIONS,
    {0},
};

/* What is not explained stands first, above all else. */
static void append_unexplained(const struct year_end *year_end, struct text *out)
{
    struct text words = {0};
    reconcile_sentence(year_end->sources.books, &year_end->found, &words);
    wrap_paragraph(out, "", text_string(&words), terminal_width());
    text_append(out, "\n");
    text_clear(&words);
}

static int append_sentences(const struct year_end *year_end, struct text *out, struct problem *problem)
{
    struct text lines = {0};
    const int code = sentences_append("outturn", &year_end->sources, &lines, problem);
    const char *line = text_string(&lines);
    while (code == 0 && *line) {
        const size_t length = strcspn(line, "\n");
        struct text one = {0};
        text_append_bytes(&one, line, length);
        wrap_paragraph(out, "\u2022 ", text_string(&one), terminal_width());
        text_clear(&one);
        line += length + (line[length] == '\n');
    }
    text_clear(&lines);
    return code;
}

static int append_table(const char *id, const struct output *output, const struct year_end *year_end, struct text *out,
                        struct problem *problem)
{
    struct table table = {0};
    int code = tables_build(id, output->layout, &year_end->sources, &table, problem);
    if (code == 0)
        code = output_append(output, &table, out, problem);
    table_clear(&table);
    return code;
}

/* For people: what is not explained, sentences, the position in short. */
static int show_people(const struct output *output, struct year_end *year_end, bool dearest, struct text *out,
                       struct problem *problem)
{
    if (year_end->found.unexplained_size)
        append_unexplained(year_end, out);
    int code = year_end_look_back(year_end, problem);
    if (code == 0)
        code = append_sentences(year_end, out, problem);
    text_append(out, "\n");
    if (code == 0)
        code = append_table("outturn", output, year_end, out, problem);
    if (code == 0 && dearest) {
        text_append(out, "\n");
        code = append_table("H1", output, year_end, out, problem);
    }
    return code;
}

/* For programs: the whole position, or one number a row; or the dearest. */
static int show(const struct command_line *line, const struct output *output, struct year_end *year_end,
                struct problem *problem)
{
    const bool dearest = line->option[DEAREST] != NULL;
    struct text out = {0};
    int code = output->format == RENDER_TEXT && output->layout == TABLE_WIDE
                   ? show_people(output, year_end, dearest, &out, problem)
                   : append_table(dearest ? "H1" : "T1", output, year_end, &out, problem);
    if (code == 0)
        code = output_bytes(output, &out, problem);
    text_clear(&out);
    return code;
}

static void say_next(const struct command_line *line, const struct year_end *year_end)
{
    if (year_end->report.version)
        command_say(line, "As kept when P%d was closed; what was imported since is not in it (homeward table restated).",
                    year_end->report.outturn.closed);
    else if (year_end->report.only_run_on)
        command_say(line, "Nothing was simulated: %s.", year_end->report.only_run_on);
    if (year_end->found.unexplained_size)
        command_say(line, "Not all that was paid is explained: homeward check reconcile says what is not.");
    command_say(line,
                "Next: homeward table T3 for number and price, T4 for what moved, exposures for what needs looking at.");
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct year_end_options wanted;
    struct year_end year_end = {0};
    int status = 0, code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0)
        code = year_end_read(line, &cmd_outturn, YEAR_END, &wanted, &problem);
    if (code == 0)
        code = year_end_open(line, &wanted, &year_end, &problem);
    if (code == 0)
        code = show(line, &output, &year_end, &problem);
    if (code == 0) {
        fflush(stdout); /* talk stands behind what it is about, in a pipe too */
        say_next(line, &year_end);
        status = year_end.found.unexplained_size ? problem_exit_status(PROBLEM_UNEXPLAINED) : 0;
    }
    year_end_close(&year_end);
    return code < 0 ? command_fail(&problem) : status;
}

const struct command cmd_outturn = {
    "outturn",
    "where the year will end, line by line, and why",
    "",
    options,
    run,
    "Says in sentences and in a short table where the year will end against the budget: what was paid, what the packages of "
    "today cost if they run on to 31 March, and what is expected when they end, move and start as in simulated futures. "
    "What "
    "ledger and packages do not explain is said first, with exit status 4. With -O csv it prints all of table T1; with "
    "--layout tidy one number a row: line, service, measure, unit (pence, or thousandths of what is named) and value.",
    "homeward outturn --layout tidy -O csv",
};
