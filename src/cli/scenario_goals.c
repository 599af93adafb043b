#include "cli/scenario_goals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "briefing/tables_plan.h"
#include "briefing/tables_round.h"
#include "casebook/books_in_force.h"
#include "casebook/round_edit.h"
#include "casebook/scenarios.h"
#include "cli/terminal.h"
#include "plan/check.h"
#include "returns/own_file.h"
#include "run/promote.h"
#include "run/seek.h"
#include "run/track.h"

enum { CHANCE_DEFAULT = 800, MARK_SIZE = 9 };

/* "0.8" in thousandths. */
static int read_chance(const char *given, int64_t *out, struct problem *problem)
{
    *out = CHANCE_DEFAULT;
    const struct return_text cell = {given ? given : "0.8", given ? (uint32_t)strlen(given) : 3};
    if (own_file_thousandths(cell, out) && *out > 0 && *out <= 1000)
        return 0;
    problem_set(problem, PROBLEM_USAGE, "--chance takes a number above 0 and up to 1, not “%.40s”", given ? given : "");
    return problem_next(problem, "0.8 is eight futures in ten.");
}

static double cap_of(const struct casebook *casebook)
{
    const double cap = casebook_settings(casebook)->effects_cap;
    return cap > 0 ? cap : PLAN_CAP_DEFAULT;
}

/* Says what came of it, and keeps the answer when that was asked for. */
static int tell_answer(const struct scenario_asked *asked, const char *vary, const struct plan_tries *tries, bool save,
                       struct problem *problem)
{
    char value[32];
    day first, last;
    if (tries->found < 0) {
        command_say(
            asked->line,
            "No value of %s that is permitted reaches the goal with that chance; the best comes to %lld%% of futures.\n"
            "Next: lower the chance or the goal, or turn another number.",
            vary, (long long)(tries->tried[tries->nearest].reach.reached * 100 / tries->tried[tries->nearest].reach.paths));
        return EXIT_FINDINGS;
    }
    snprintf(value, sizeof value, "%.4g", tries->tried[tries->found].value);
    planned_base_days(asked->base, &first, &last);
    int code = save ? casebook_set_in_scenario(asked->casebook, asked->name, vary, value, first, last, problem) : 0;
    if (code == 0)
        command_say(asked->line,
                    save ? "%s of %s is now %s." : "%s = %s reaches it. Keep it with: homeward scenario set %s %s=%s", vary,
                    save ? asked->name : value, save ? value : asked->name, vary, value);
    return code;
}

int scenario_seek(const struct scenario_asked *asked, const char *target, const char *vary, const char *chance, bool save,
                  struct table *out, struct problem *problem)
{
    struct plan_goal goal;
    struct plan_dial dial;
    struct plan_tries tries = {0};
    int64_t wanted;
    if (!target || !vary) {
        problem_set(problem, PROBLEM_USAGE, "a search needs a goal and a number to turn");
        return problem_next(problem,
                            "For example: homeward scenario seek %s --target \"cost 2027-28 <= 38.5m\" --vary"
                            " S01.effects[0].add_per_month --chance 0.8",
                            asked->name);
    }
    int code = plan_goal_read(target, &goal, problem);
    if (code == 0)
        code = plan_dial_find(asked->scenario, vary, cap_of(asked->casebook), &dial, problem);
    if (code == 0)
        code = read_chance(chance, &wanted, problem);
    if (code == 0)
        code = seek_goal(asked->base, asked->scenario, asked->name, &goal, &dial, wanted, &asked->line->progress, &tries,
                         problem);
    if (code == 0) {
        const struct plan_sides sides = {NULL, asked->name, planned_base_run(asked->base), planned_base_held(asked->base)};
        code = table_of_seek(asked->casebook, vary, &goal, &tries, wanted, &sides, out, problem);
    }
    if (code == 0)
        code = output_table(asked->output, out, problem);
    terminal_progress_end(&asked->line->progress);
    return code < 0 ? code : tell_answer(asked, vary, &tries, save, problem);
}

int scenario_track(const struct scenario_asked *asked, struct table *out, struct problem *problem)
{
    struct plan_track track;
    int code =
        track_plan(asked->casebook, asked->scenario, asked->name, asked->options, &asked->line->progress, &track, problem);
    terminal_progress_end(&asked->line->progress);
    if (code < 0)
        return code;
    code = table_of_track(asked->casebook, asked->scenario, &track, asked->output->layout, out, problem);
    plan_track_clear(&track);
    return code < 0 ? code : output_table(asked->output, out, problem);
}

/* The year after that of the newest budget; without a budget the first whole year of the run. */
static int first_year(const struct scenario_asked *asked, int32_t *year, struct problem *problem)
{
    struct casebook_books books;
    struct problem none = {0};
    day first, last;
    int code = casebook_load_books(asked->casebook, CASEBOOK_NEWEST_YEAR, CASEBOOK_NOW, &books, &none);
    planned_base_days(asked->base, &first, &last);
    const int32_t whole = calendar_year(first) + (first > calendar_year_start(calendar_year(first)));
    if (code < 0 && code != PROBLEM_NOT_FOUND)
        return problem_set(problem, code, "%s", none.text);
    *year = code == 0 && books.books.year + 1 > whole ? books.books.year + 1 : whole;
    casebook_books_clear(&books);
    return 0;
}

static int make_lines(const struct scenario_asked *asked, struct promote_question *question, char mark[MARK_SIZE],
                      struct promoted *out, struct problem *problem)
{
    int code = casebook_scenario_mark(asked->casebook, asked->name, mark, problem);
    question->scenario = asked->scenario;
    question->name = asked->name;
    question->mark = mark;
    if (code == 0)
        code = promote_plan(asked->base, question, &asked->line->progress, out, problem);
    terminal_progress_end(&asked->line->progress);
    return code;
}

/* The forecast that the lines are differences to is kept, so that whoever reads the budget can look it up. */
static int keep_forecast(const struct scenario_asked *asked, struct problem *problem)
{
    char now[24];
    struct run_forecast_options wanted = *asked->options;
    struct run_result run = {0};
    wanted.when = terminal_now(now);
    const int code = run_forecast(asked->casebook, &wanted, &asked->line->progress, &run, NULL, problem);
    run_result_clear(&run);
    return code;
}

int scenario_promote(const struct scenario_asked *asked, const char *as, const char *version, const char *owner,
                     struct table *out, struct problem *problem)
{
    char now[24], mark[MARK_SIZE];
    struct promote_question question = {.version = version ? version : "draft 1"};
    struct promoted lines = {0};
    question.owner = owner ? owner : asked->scenario->initiative[0].owner;
    if (!as || (strcmp(as, "saving") != 0 && strcmp(as, "pressure") != 0)) {
        problem_set(problem, PROBLEM_USAGE, "a plan becomes a saving or a pressure");
        return problem_next(problem, "For example: homeward scenario promote %s --as saving", asked->name);
    }
    question.kind = strcmp(as, "saving") == 0 ? ROUND_SAVING : ROUND_PRESSURE;
    int code = first_year(asked, &question.first_year, problem);
    if (code == 0)
        code = keep_forecast(asked, problem);
    if (code == 0)
        code = make_lines(asked, &question, mark, &lines, problem);
    if (code == 0) {
        const struct round_edit edit = {.who = terminal_user(), .when = terminal_now(now)};
        code = casebook_add_items(asked->casebook, lines.item, lines.items, &edit, problem);
    }
    if (code == 0) {
        const struct round_view view = {.council = casebook_settings(asked->casebook)->council,
                                        .item = lines.item,
                                        .items = lines.items,
                                        .version = question.version,
                                        .first_year = question.first_year};
        code = table_of_items(&view, question.kind, out, problem);
        if (code == 0)
            code = output_table(asked->output, out, problem);
        command_say(asked->line, "Added to version “%s”. Next: homeward %s --version \"%s\"", question.version,
                    question.kind == ROUND_SAVING ? "savings" : "pressures", question.version);
    }
    promoted_clear(&lines);
    return code;
}

/* Whether a line of the round is this plan's own, for all its initiatives. */
static bool is_plans(const struct round_item *item, const char *name)
{
    return strncmp(item->line, "Plan ", 5) == 0 && strcmp(item->line + 5, name) == 0;
}

/* The plan's line as it would be promoted now, held against one that stands in the round. */
static int compare_line(const struct scenario_asked *asked, const struct round_item *then, struct promoted *lines,
                        struct plan_moved *out, struct problem *problem)
{
    char mark[MARK_SIZE];
    struct promote_question question = {.kind = then->kind, .version = then->version, .owner = then->owner};
    int code = first_year(asked, &question.first_year, problem);
    if (code == 0)
        code = make_lines(asked, &question, mark, lines, problem);
    if (code < 0)
        return code;
    *out = (struct plan_moved){.then = then,
                               .now = &lines->item[0],
                               .first_year = question.first_year,
                               .same_run = strstr(then->evidence, planned_base_run(asked->base)) != NULL,
                               .same_plan = strstr(then->note, mark) != NULL};
    return 0;
}

/* Every line of the plan in the round, as it stood and as it would be now; lines and moved have room for all items. */
static int64_t compare_lines(const struct scenario_asked *asked, const struct casebook_round *round, struct promoted *lines,
                             struct plan_moved *moved, struct problem *problem)
{
    int64_t count = 0;
    for (int64_t i = 0; i < round->items; i++) {
        if (!is_plans(&round->item[i], asked->name))
            continue;
        const int code = compare_line(asked, &round->item[i], &lines[count], &moved[count], problem);
        if (code < 0)
            return code;
        count++;
    }
    if (count > 0)
        return count;
    problem_set(problem, PROBLEM_NOT_FOUND, "the plan has no line in the budget round");
    return problem_next(problem, "Give it one: homeward scenario promote %s --as saving", asked->name);
}

int scenario_moved(const struct scenario_asked *asked, struct table *out, struct problem *problem)
{
    struct casebook_round round;
    int code = casebook_load_round(asked->casebook, &round, problem);
    if (code < 0)
        return code;
    struct plan_moved *moved = array_new(round.items, sizeof *moved, problem);
    struct promoted *lines = moved ? array_new(round.items, sizeof *lines, problem) : NULL;
    const int64_t count = lines ? compare_lines(asked, &round, lines, moved, problem) : PROBLEM_MEMORY;
    code = count < 0 ? (int)count : table_of_moved(asked->casebook, moved, count, out, problem);
    for (int64_t i = 0; lines && i < round.items; i++)
        promoted_clear(&lines[i]);
    free(lines);
    free(moved);
    casebook_round_clear(&round);
    return code < 0 ? code : output_table(asked->output, out, problem);
}
