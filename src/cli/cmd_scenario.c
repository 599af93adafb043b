#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "briefing/tables_plan.h"
#include "casebook/scenarios.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/run_options.h"
#include "cli/scenario_goals.h"
#include "cli/terminal.h"
#include "cli/words.h"
#include "flow/months.h"
#include "run/gather.h"
#include "run/planned.h"

enum { FROM, TARGET, VARY, CHANCE, SAVE, AS, VERSION, OWNER, KINDS, RUN, OUTPUT = RUN + RUN_OPTIONS_COUNT };

static const struct command_option options[] = {
    {"from", 0, "INITIATIVE", "with new: an initiative of the library (one to begin from)"},
    {"target", 0, "GOAL",
     "with seek: what is to be reached, such as \"cost 2027-28 <= 38.5m\" or \"children 2028-03 <= 650\""},
    {"vary", 0, "PATH", "with seek: the number that may be turned, such as S01.effects[0].add_per_month"},
    {"chance", 0, "SHARE", "with seek: in how many futures the goal is to be reached (0.8)"},
    {"save", 0, NULL, "with seek: write the answer into the scenario"},
    {"as", 0, "KIND", "with promote: saving or pressure"},
    {"version", 0, "VERSION", "with promote: the version of the budget round (draft 1)"},
    {"owner", 0, "WHO", "with promote: who answers for it (the first initiative's owner)"},
    {"kinds", 0, NULL, "with run and compare: where children live, by kind of placement"},
    RUN_OPTIONS,
    OUTPUT_OPTIONS,
    {0},
};

/* A request on its way: what was asked, and where the answer goes. */
struct request {
    struct command_line *line;
    char **argument;                  /* what follows the word; borrowed */
    int32_t arguments;                /* how many they are */
    char only[SCENARIO_NAME_MAX + 1]; /* the scenario meant where none was named */
    struct output output;
    struct casebook *casebook;
    struct plan_scenario scenario, other;
    struct table table;
};

/* Stands for the forecast without a plan. */
static const char no_plan[] = "base";

/* The nights that a run may have: from the last known one on, as far as the longest run goes. DAY_NONE without returns. */
static void longest_run(struct request *request, day *first, day *last)
{
    struct gathered past = {0};
    *first = *last = DAY_NONE;
    if (gather_histories(request->casebook, DAY_NONE, &past, NULL) == 0) {
        *first = past.as_at + 1;
        *last = calendar_month_end(calendar_month(past.as_at) + FLOW_MONTHS_MAX);
    }
    gather_clear(&past);
}

static int make(struct request *request, struct problem *problem)
{
    day first, last;
    const char *name = request->argument[0];
    longest_run(request, &first, &last);
    const day begun = first == DAY_NONE ? terminal_today() : first;
    const int32_t month = calendar_month(begun);
    const day from = calendar_month_start(begun == calendar_month_start(month) ? month : month + 1);
    int code = casebook_make_scenario(request->casebook, name, request->line->option[FROM], from, problem);
    if (code == 0)
        command_say(
            request->line,
            "Made scenarios/%s.yaml in the workspace.\n"
            "Next: edit the file, or homeward scenario set %s S01.owner=\"Head of Service\"; then homeward scenario show %s",
            name, name, name);
    return code;
}

static int set(struct request *request, struct problem *problem)
{
    char *change = request->argument[1], *equals = strchr(change, '=');
    day first, last;
    if (!equals || equals == change) {
        problem_set(problem, PROBLEM_USAGE, "“%.80s” says no value", change);
        return problem_next(problem, "Write it like this: homeward scenario set %s S01.effects[0].add_per_month=2",
                            request->argument[0]);
    }
    *equals = '\0';
    longest_run(request, &first, &last);
    int code = casebook_set_in_scenario(request->casebook, request->argument[0], change, equals + 1, first, last, problem);
    if (code == 0)
        command_say(request->line, "%s of %s is now %s.", change, request->argument[0], equals + 1);
    return code;
}

static int show(struct request *request, struct problem *problem)
{
    int code =
        casebook_load_scenario(request->casebook, request->argument[0], DAY_NONE, DAY_NONE, &request->scenario, problem);
    if (code == 0)
        code = table_of_scenario(request->casebook, &request->scenario, &request->table, problem);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

static int list(struct request *request, struct problem *problem)
{
    int code = table_of_scenarios(request->casebook, &request->table, problem);
    if (code == 0 && (request->table.rows > 0 || request->output.format != RENDER_TEXT))
        code = output_table(&request->output, &request->table, problem);
    if (code == 0 && request->table.rows == 0)
        command_say(request->line, "There is no scenario yet. Make one with: homeward scenario new NAME");
    return code;
}

static int library(struct request *request, struct problem *problem)
{
    int code = table_of_library(request->casebook, request->output.layout, &request->table, problem);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

/* ---- runs ---- */

static int make_base(struct request *request, struct planned_base **base, struct problem *problem)
{
    enum { LEAST_PATHS = 2 }; /* of one there is no range of changes */
    struct run_forecast_options wanted = {0};
    int code = run_options_read(request->line, &cmd_scenario, RUN, LEAST_PATHS, &wanted, problem);
    return code < 0 ? code : planned_base_make(request->casebook, &wanted, &request->line->progress, base, problem);
}

/* A scenario by name, checked against the days of the run; `base` is no plan. */
static int load_side(struct request *request, const struct planned_base *base, const char *name, struct plan_scenario *room,
                     struct planned_side *out, struct problem *problem)
{
    day first, last;
    *out = (struct planned_side){.name = name};
    if (strcmp(name, no_plan) == 0)
        return 0;
    planned_base_days(base, &first, &last);
    out->scenario = room;
    return casebook_load_scenario(request->casebook, name, first, last, room, problem);
}

static int hold_against(struct request *request, const char *without, const char *with, struct problem *problem)
{
    struct planned_base *base = NULL;
    struct planned_side sides[PLAN_SIDES];
    struct plan_outcome outcome = {0};
    const bool alone = strcmp(without, no_plan) == 0;
    int code = make_base(request, &base, problem);
    if (code == 0)
        code = load_side(request, base, without, &request->other, &sides[PLAN_WITHOUT], problem);
    if (code == 0)
        code = load_side(request, base, with, &request->scenario, &sides[PLAN_WITH], problem);
    if (code == 0)
        code = planned_compare(base, sides, &request->line->progress, &outcome, problem);
    if (code == 0) {
        const struct plan_sides names = {alone ? "no plan" : without, with, planned_base_run(base), planned_base_held(base)};
        code = request->line->option[KINDS]
                   ? table_of_kinds(request->casebook, &outcome, &names, request->output.layout, &request->table, problem)
                   : table_of_outcome(request->casebook, sides[PLAN_WITH].scenario, &outcome, &names, alone,
                                      request->output.layout, &request->table, problem);
    }
    terminal_progress_end(&request->line->progress);
    plan_outcome_clear(&outcome);
    planned_base_free(base);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

static int run_one(struct request *request, struct problem *problem)
{
    return hold_against(request, no_plan, request->argument[0], problem);
}

static int compare(struct request *request, struct problem *problem)
{
    return hold_against(request, request->argument[0], request->argument[1], problem);
}

static int share(struct request *request, struct problem *problem)
{
    struct planned_base *base = NULL;
    struct planned_side side;
    struct plan_share shares[PLAN_SHARED_MAX];
    int64_t joint;
    int code = make_base(request, &base, problem);
    if (code == 0)
        code = load_side(request, base, request->argument[0], &request->scenario, &side, problem);
    if (code == 0 && !side.scenario) {
        problem_set(problem, PROBLEM_USAGE, "%s is no plan: there is nothing to share out", no_plan);
        code = problem_next(problem, "Name a scenario; see which there are with: homeward scenario list");
    }
    if (code == 0)
        code = planned_shares(base, &side, &request->line->progress, shares, &joint, problem);
    if (code == 0) {
        const struct plan_sides names = {no_plan, request->argument[0], planned_base_run(base), planned_base_held(base)};
        code = table_of_shares(request->casebook, side.scenario, shares, joint, &names, &request->table, problem);
    }
    terminal_progress_end(&request->line->progress);
    planned_base_free(base);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

/* ---- looking ahead and back ---- */

/* Reads the scenario for a run and hands it to `act`. */
static int ask(struct request *request, bool with_base,
               int (*act)(struct request *request, const struct scenario_asked *asked, struct problem *problem),
               struct problem *problem)
{
    struct run_forecast_options wanted = {0};
    struct planned_base *base = NULL;
    struct planned_side side = {0};
    const char *name = request->arguments > 0 ? request->argument[0] : request->only;
    int code = run_options_read(request->line, &cmd_scenario, RUN, 2, &wanted, problem);
    if (code == 0 && with_base)
        code = planned_base_make(request->casebook, &wanted, &request->line->progress, &base, problem);
    if (code == 0)
        code = with_base ? load_side(request, base, name, &request->scenario, &side, problem)
                         : casebook_load_scenario(request->casebook, name, DAY_NONE, DAY_NONE, &request->scenario, problem);
    if (code == 0 && with_base && !side.scenario) {
        problem_set(problem, PROBLEM_USAGE, "%s is no plan", no_plan);
        code = problem_next(problem, "Name a scenario; see which there are with: homeward scenario list");
    }
    const struct scenario_asked asked = {request->line,    request->casebook,  name, &wanted,
                                         &request->output, &request->scenario, base};
    if (code == 0)
        code = act(request, &asked, problem);
    planned_base_free(base);
    return code;
}

static int act_seek(struct request *request, const struct scenario_asked *asked, struct problem *problem)
{
    const char *const *option = request->line->option;
    return scenario_seek(asked, option[TARGET], option[VARY], option[CHANCE], option[SAVE] != NULL, &request->table,
                         problem);
}

static int act_track(struct request *request, const struct scenario_asked *asked, struct problem *problem)
{
    return scenario_track(asked, &request->table, problem);
}

static int act_promote(struct request *request, const struct scenario_asked *asked, struct problem *problem)
{
    const char *const *option = request->line->option;
    return scenario_promote(asked, option[AS], option[VERSION], option[OWNER], &request->table, problem);
}

static int act_moved(struct request *request, const struct scenario_asked *asked, struct problem *problem)
{
    return scenario_moved(asked, &request->table, problem);
}

/* Whether a scenario has the initiative that a path begins with, such as S01 of S01.effects[0].factor. */
static bool has_path(struct request *request, const char *name, const char *path)
{
    char id[PLAN_ID_SIZE] = "";
    const size_t length = strcspn(path, ".");
    if (length >= sizeof id ||
        casebook_load_scenario(request->casebook, name, DAY_NONE, DAY_NONE, &request->other, NULL) < 0)
        return false;
    memcpy(id, path, length);
    return plan_initiative_named(&request->other, id) >= 0;
}

/* Which scenario is meant where none is named: the only one that has the number to be turned. */
static int find_only(struct request *request, struct problem *problem)
{
    const char *path = request->line->option[VARY];
    struct file_paths names = {0};
    int32_t found = 0;
    int code = casebook_scenario_names(request->casebook, &names, problem);
    for (int64_t i = 0; i < names.count && code == 0; i++)
        if (!path || has_path(request, names.path[i], path)) {
            snprintf(request->only, sizeof request->only, "%s", names.path[i]);
            found++;
        }
    file_paths_clear(&names);
    if (code == 0 && found != 1) {
        problem_set(problem, PROBLEM_USAGE, "%d scenarios have %.60s", found, path ? path : "a number to turn");
        code = problem_next(problem, "Name the scenario that is meant: homeward scenario seek NAME …");
    }
    return code;
}

static int seek(struct request *request, struct problem *problem)
{
    const int code = request->arguments > 0 ? 0 : find_only(request, problem);
    return code < 0 ? code : ask(request, true, act_seek, problem);
}

static int track(struct request *request, struct problem *problem)
{
    return ask(request, false, act_track, problem);
}

static int promote(struct request *request, struct problem *problem)
{
    return ask(request, true, act_promote, problem);
}

static int moved(struct request *request, struct problem *problem)
{
    return ask(request, true, act_moved, problem);
}

enum { OF_A_RUN = ((1u << RUN_OPTIONS_COUNT) - 1) << RUN };

static const struct command_word words[] = {
    {"new", "the name of the new scenario", 1, 1, 1u << FROM, "make scenarios/NAME.yaml, of the library or to begin from"},
    {"set", "a scenario and one PATH=VALUE", 2, 2, 0, "change one value, such as S01.effects[0].add_per_month=2"},
    {"show", "one scenario", 1, 1, 0, "what a scenario changes, in words"},
    {"list", "nothing more", 0, 0, 0, "the scenarios of the workspace"},
    {"library", "nothing more", 0, 0, 0, "initiatives that others have tried, with what is published of each"},
    {"run", "one scenario", 1, 1, OF_A_RUN | 1u << KINDS, "children and pounds with it, against the forecast without"},
    {"compare", "two scenarios, or base for none", 2, 2, OF_A_RUN | 1u << KINDS, "the second against the first"},
    {"share", "one scenario of at most six initiatives", 1, 1, OF_A_RUN, "what each initiative has of their joint effect"},
    {"seek", "one scenario, or nothing more where only one is meant", 0, 1,
     OF_A_RUN | 1u << TARGET | 1u << VARY | 1u << CHANCE | 1u << SAVE, "how far a number must be turned for a goal"},
    {"track", "one scenario", 1, 1, OF_A_RUN, "what it was to bring, and what came"},
    {"promote", "one scenario", 1, 1, OF_A_RUN | 1u << AS | 1u << VERSION | 1u << OWNER,
     "makes lines of the budget round of it, with their run and range"},
    {"moved", "one scenario", 1, 1, OF_A_RUN, "how its budget lines have moved since, and why"},
};

/* What each word does, in the same order. */
static int (*const acts[])(struct request *request, struct problem *problem) = {
    make, set, show, list, library, run_one, compare, share, seek, track, promote, moved};

static const struct command_words family = {&cmd_scenario, "say what to do with scenarios", sizeof words / sizeof *words,
                                            words, OUTPUT};

const char *scenario_word(int32_t number, const char **summary)
{
    return command_word_at(&family, number, summary);
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct request *request = calloc(1, sizeof *request);
    if (!request)
        return problem_exit_status(PROBLEM_MEMORY);
    request->line = line;
    request->argument = line->argument + 1;
    request->arguments = line->arguments - 1;
    const int32_t chosen = command_word_chosen(line, &family, &problem);
    int code = chosen < 0 ? chosen : output_read(line, OUTPUT, &request->output, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &request->casebook, &problem);
    if (code == 0)
        code = acts[chosen](request, &problem);
    table_clear(&request->table);
    casebook_close(request->casebook);
    free(request);
    return code < 0 ? command_fail(&problem) : code;
}

const struct command cmd_scenario = {
    "scenario",
    "what the council means to do, and what it would change",
    "ACTION [NAME]…",
    options,
    run,
    "A scenario is a file scenarios/NAME.yaml of the workspace: initiatives, each with an owner, effects, cost, chance of "
    "delivery and evidence. set changes one value and leaves comments and order as they are; a file that would no longer be "
    "a "
    "scenario is not written. No forecast depends on which scenarios there are. run and compare walk both sides with the "
    "same "
    "random numbers: the change has a range of its own. base stands for no plan.",
    "homeward scenario new step-down --from step_down",
};
