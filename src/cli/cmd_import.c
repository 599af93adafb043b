#include <inttypes.h>

#include "base/file.h"
#include "briefing/import_sentence.h"
#include "briefing/tables_data.h"
#include "casebook/import.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "run/import_sum.h"

enum { AUTHORITY, OUTPUT };

static const struct command_option options[] = {
    {"authority", 0, "CODE",
     "the GSS code of the authority whose returns these are, where a file does not say (the workspace's own)"},
    OUTPUT_OPTIONS,
    {0},
};

static void say_others(const struct command_line *line, const struct casebook_import_report *report)
{
    if (report->other_rows == 0)
        return;
    command_say(line, "%" PRId64 " rows of %" PRId64 " other %s are kept and not used: this workspace is one council's.",
                report->other_rows, report->other_authorities, report->other_authorities == 1 ? "authority" : "authorities");
    command_say(line, "To use them, make a workspace for each (homeward init FOLDER --council NAME --authority CODE) and "
                      "import the same files there.");
}

/* What to look at now: of returns the check of the data, of books alone what they can be held against. */
static const char *next_step(const struct casebook_import_report *report)
{
    bool came[CASEBOOK_LISTS] = {false}, books = false;
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].outcome == CASEBOOK_LOADED) {
            came[report->file[i].list] = true;
            books = books || report->file[i].list >= CASEBOOK_BOOKS;
        }
    if (!books || came[CASEBOOK_NO_LIST])
        return report->quarantined ? "homeward check data, which lists the quarantined rows." : "homeward check data";
    if (report->quarantined)
        return "homeward data quarantine, which lists the rows that could not be read.";
    if (came[CASEBOOK_LEDGER])
        return "homeward check ledger";
    if (came[CASEBOOK_CAUSES])
        return "homeward table T2";
    return came[CASEBOOK_ACTUALS] || came[CASEBOOK_EXPLAINED] ? "homeward check reconcile" : "homeward data list --files";
}

static void say_what_came(const struct command_line *line, const struct casebook_import_report *report)
{
    command_say(line, "%" PRId64 " rows read: %" PRId64 " loaded, %" PRId64 " quarantined.", report->rows_read, report->rows,
                report->quarantined);
    if (report->snapshot == 0)
        command_say(line, "Nothing new: every file is in the casebook already. The casebook is as it was.");
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].message)
            command_say(line, "%s: %s", report->file[i].place, report->file[i].message);
    say_others(line, report);
    command_say(line, "Next: %s", next_step(report));
}

/* What became of the rows, in a line. The import is done: where the sum cannot be made, that is said and nothing else. */
static void say_what_became_of_it(const struct command_line *line, struct casebook *casebook, int64_t snapshot)
{
    struct problem problem = {0};
    struct run_import_sum sum = {0};
    struct text sentence = {0};
    if (snapshot == 0 || line->quiet)
        return;
    if (run_import_sum_make(casebook, snapshot, &sum, &problem) < 0)
        command_say(line, "The histories could not be made: %s.", problem.text);
    import_sentence_rows(&sum.rows, &sentence);
    if (sentence.length)
        command_say(line, "%s", text_string(&sentence));
    text_reset(&sentence);
    import_sentence_codes(casebook_system(casebook), &sum.odd, &sentence);
    if (sentence.length)
        command_say(line, "%s", text_string(&sentence));
    text_clear(&sentence);
    run_import_sum_clear(&sum);
}

static int import_paths(struct command_line *line, const struct output *output, const struct file_paths *paths,
                        struct problem *problem)
{
    char now[24];
    const struct casebook_import_options given = {
        .who = terminal_user(), .when = terminal_now(now), .today = terminal_today(), .authority = line->option[AUTHORITY]};
    struct casebook *casebook = NULL;
    struct casebook_import_report report = {0};
    struct table table = {0};
    int code = casebook_open(line->workspace, &casebook, problem);
    if (code == 0)
        code = casebook_import(casebook, paths, &given, &line->progress, &report, problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        code = table_of_import(&report, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    if (code == 0) {
        say_what_became_of_it(line, casebook, report.snapshot);
        say_what_came(line, &report);
    }
    table_clear(&table);
    casebook_import_report_clear(&report);
    casebook_close(casebook);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct file_paths paths = {0};
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && line->arguments == 0) {
        code = problem_set(&problem, PROBLEM_USAGE, "no file or folder was named");
        problem_next(&problem, "For example: %s", cmd_import.example);
    }
    for (int32_t i = 0; code == 0 && i < line->arguments; i++)
        code = file_list(line->argument[i], &paths, &problem);
    if (code == 0 && paths.count == 0)
        code = problem_set(&problem, PROBLEM_INPUT, "there is no file in %s", line->argument[0]);
    if (code == 0)
        code = import_paths(line, &output, &paths, &problem);
    file_paths_clear(&paths);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_import = {
    "import",
    "take returns into the casebook",
    "PATH…",
    options,
    run,
    "Reads every file at or below each PATH, and every file of a ZIP archive there. What a file is and which year it "
    "belongs "
    "to, its content says: names and folders do not matter. A file may hold several tables (an XML return), or several "
    "authorities and years (columns LA and YEAR): rows of other authorities than the workspace's are kept and not used. A "
    "row "
    "that cannot be read is quarantined and named; the rest loads. What is in the casebook already changes nothing, "
    "whatever "
    "form it comes in; a newer table of the same year and authority, or a newer price list, supersedes the older, which is "
    "kept. If any return cannot be read at all, nothing is changed.",
    "homeward import returns/",
};
