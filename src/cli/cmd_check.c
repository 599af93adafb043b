#include <inttypes.h>
#include <string.h>

#include "briefing/tables_data.h"
#include "cli/check_reconcile.h"
#include "briefing/tables_ledger.h"
#include "cli/commands.h"
#include "cli/known_past.h"
#include "cli/terminal.h"
#include "run/checked.h"
#include "run/matched.h"

enum { YEAR, RULE, PERIOD, OUTPUT };

static const struct command_option options[] = {
    {"year", 0, "YEAR", "the return or the budget to check: 2023-24, say, or of data all (the newest)"},
    {"rule", 0, "CODE", "with data: run that rule alone and list every row that fails it"},
    {"period", 0, "PERIOD", "with reconcile: P6, say (all that payments are known of)"},
    OUTPUT_OPTIONS,
    {0},
};

static int read_year(const struct command_line *line, int32_t *out, struct problem *problem)
{
    const char *year = line->option[YEAR];
    *out = year && strcmp(year, "all") == 0 ? CHECK_EVERY_YEAR : CHECK_NEWEST;
    if (!year || *out == CHECK_EVERY_YEAR || calendar_parse_year(year, strlen(year), out))
        return 0;
    problem_set(problem, PROBLEM_USAGE, "“%.40s” is no year", year);
    return problem_next(problem, "Give a year like 2023-24, or all.");
}

/* "2024-25", "2017-18 to 2024-25". */
static void append_years(const struct check_findings *findings, struct text *out)
{
    int32_t first = INT32_MAX, last = INT32_MIN;
    for (int32_t i = 0; i < findings->years; i++) {
        first = findings->year_of[i].year < first ? findings->year_of[i].year : first;
        last = findings->year_of[i].year > last ? findings->year_of[i].year : last;
    }
    calendar_append_year(out, first);
    if (first == last)
        return;
    text_append(out, " to ");
    calendar_append_year(out, last);
}

/* How many rules were run over the one return that was checked. */
static int64_t rules_run(const struct check_result *check)
{
    int64_t in_force = 0;
    for (int32_t rule = 0; rule < check->catalogue.rules; rule++)
        in_force += check_rule_in_force(&check->catalogue.rule[rule], check->findings.year_of[0].year);
    return in_force - check->findings.skips;
}

static void say_what_was_checked(const struct command_line *line, const struct known_past *past,
                                 const struct check_result *check, bool found)
{
    const char *outcome = found ? "findings are listed above" : "nothing was found";
    struct text years = {0};
    append_years(&check->findings, &years);
    if (check->findings.years == 1)
        command_say(line, "Checked the return of %s by %" PRId64 " rules, and the histories of all returns: %s.",
                    text_string(&years), rules_run(check), outcome);
    else
        command_say(line, "Checked the returns of %s, and the histories that they give: %s.", text_string(&years), outcome);
    if (!line->option[YEAR] && past->gathered.records.returns > check->findings.years)
        command_say(line, "Next: homeward check data --year all, for the returns of earlier years.");
    text_clear(&years);
}

static int show_findings(struct command_line *line, const struct output *output, struct known_past *past,
                         const struct check_result *check, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(past->casebook),
                                          .casebook = past->casebook,
                                          .records = &past->gathered.records,
                                          .fates = &past->gathered.fates,
                                          .check = check};
    struct table table;
    int code = tables_build("A2", output->layout, &sources, &table, problem);
    bool found = code == 0 && table.rows > 0;
    if (code == 0 && (found || output->format != RENDER_TEXT))
        code = output_table(output, &table, problem);
    if (code == 0)
        say_what_was_checked(line, past, check, found);
    table_clear(&table);
    return code == 0 && found ? EXIT_FINDINGS : code;
}

static int show_rule(struct command_line *line, const struct output *output, struct known_past *past,
                     const struct check_result *check, struct problem *problem)
{
    int32_t rule = check_rule_named(&check->catalogue, line->option[RULE]);
    const struct check_rule *one = &check->catalogue.rule[rule];
    struct text years = {0};
    struct table table = {0};
    bool in_force = false;
    for (int32_t i = 0; i < check->findings.years; i++)
        in_force = in_force || check_rule_in_force(one, check->findings.year_of[i].year);
    int code = table_of_rule_rows(past->casebook, check, rule, &table, problem);
    bool found = code == 0 && table.rows > 0;
    if (code == 0 && (found || output->format != RENDER_TEXT))
        code = output_table(output, &table, problem);
    append_years(&check->findings, &years);
    if (code == 0 && !in_force)
        command_say(line, "Rule %s is not in force for %s.", one->code, text_string(&years));
    else if (code == 0 && check->findings.skips == check->findings.years)
        command_say(line, "Rule %s did not run in %s: homeward check rules names the tables that it needs.", one->code,
                    text_string(&years));
    else if (code == 0)
        command_say(line, "%" PRId64 " rows of %s fail rule %s.", table.rows, text_string(&years), one->code);
    text_clear(&years);
    table_clear(&table);
    return code == 0 && found ? EXIT_FINDINGS : code;
}

static int show(struct command_line *line, const struct output *output, struct known_past *past, struct problem *problem)
{
    struct check_result check = {0};
    int32_t year;
    int code = read_year(line, &year, problem);
    if (code == 0)
        code = checked_make(past->casebook, &past->gathered, year, line->option[RULE], &line->progress, &check, problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        code = (line->option[RULE] ? show_rule : show_findings)(line, output, past, &check, problem);
    check_result_clear(&check);
    return code;
}

static int show_match(struct command_line *line, const struct output *output, struct known_past *past,
                      struct problem *problem)
{
    struct ledger_match match;
    struct table table = {0};
    int code = matched_make(past->casebook, &past->gathered, &match, problem);
    const bool found = code == 0 && match.items > 0;
    if (code == 0)
        code = table_of_ledger_match(casebook_system(past->casebook), &match, output->layout, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    if (code == 0 && !found)
        command_say(line, "Every package and every child in care match.");
    else if (code == 0 && output->layout == TABLE_WIDE)
        command_say(line, "Next: homeward check ledger --layout tidy, for each package and child by line and number.");
    table_clear(&table);
    ledger_match_clear(&match);
    return code == 0 && found ? EXIT_FINDINGS : code;
}

static int list_rules(struct command_line *line, struct problem *problem)
{
    struct output output;
    struct check_catalogue catalogue = {0};
    struct table table = {0};
    int code = output_read(line, OUTPUT, &output, problem);
    if (code == 0)
        code = check_catalogue_open(&catalogue, problem);
    if (code == 0)
        code = table_of_rules(&catalogue, &table, problem);
    if (code == 0)
        code = output_table(&output, &table, problem);
    table_clear(&table);
    check_catalogue_close(&catalogue);
    return code;
}

static int reconcile(struct command_line *line, struct problem *problem)
{
    struct output output;
    int code = output_read(line, OUTPUT, &output, problem);
    if (code == 0)
        code = check_reconcile(line, line->option[YEAR], line->option[PERIOD], &output, problem);
    return code < 0 ? command_fail(problem) : code;
}

/* --rule is of the data, --period of the payments, --year of both. */
static bool takes(const char *what, int32_t option)
{
    const bool data = strcmp(what, "data") == 0, payments = strcmp(what, "reconcile") == 0;
    return (data && option != PERIOD) || (payments && option != RULE);
}

static int refuse_option(const struct command_line *line, struct problem *problem)
{
    for (int32_t option = YEAR; option <= PERIOD; option++)
        if (line->option[option] && !takes(line->argument[0], option)) {
            problem_set(problem, PROBLEM_USAGE, "--%s is not for homeward check %s", options[option].name,
                        line->argument[0]);
            return problem_next(problem, "See homeward check --help.");
        }
    return 0;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    if (line->arguments == 1 && refuse_option(line, &problem) < 0)
        return command_fail(&problem);
    if (line->arguments == 1 && strcmp(line->argument[0], "data") == 0)
        return known_past_command(line, &cmd_check, KNOWN_PAST_NO_DAY, OUTPUT, show);
    if (line->arguments == 1 && strcmp(line->argument[0], "reconcile") == 0)
        return reconcile(line, &problem);
    if (line->arguments == 1 && strcmp(line->argument[0], "ledger") == 0)
        return known_past_command(line, &cmd_check, KNOWN_PAST_NO_DAY, OUTPUT, show_match);
    if (line->arguments == 1 && strcmp(line->argument[0], "rules") == 0)
        return list_rules(line, &problem) < 0 ? command_fail(&problem) : 0;
    problem_set(&problem, PROBLEM_USAGE, "say what to check");
    problem_next(&problem, "For example: %s", cmd_check.example);
    return command_fail(&problem);
}

const struct command cmd_check = {
    "check",
    "check what is in the casebook",
    "data|ledger|reconcile|rules",
    options,
    run,
    "“check data” runs the rules of the return over the newest one (or over that of --year), and lists each rule that found "
    "something with its rows, the children and what their placements cost in that year, those that touch most pounds first; "
    "beside them every quarantined row and every kind of warning met when the histories are made. With --layout tidy it is "
    "one line a finding. “check ledger” holds the packages of the ledger against the children in care on the last night "
    "that the returns know, with the pounds at stake; with --layout tidy, one line a package or child. “check reconcile” "
    "holds what was paid against what packages and posts come to, line by line and period by period; status 4 while a penny "
    "of the difference is not explained. “check rules” lists the rules. Exit status 1 when something was found, 0 when "
    "nothing was.",
    "homeward check data",
};
