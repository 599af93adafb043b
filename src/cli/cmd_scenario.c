#include <string.h>

#include "briefing/tables_plan.h"
#include "casebook/scenarios.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "flow/months.h"
#include "run/gather.h"

enum { FROM, OUTPUT, NO_OPTION = -1 };

static const struct command_option options[] = {
    {"from", 0, "INITIATIVE", "with new: an initiative of the library (one to begin from)"},
    OUTPUT_OPTIONS,
    {0},
};

/* A request on its way: what was asked, and where the answer goes. */
struct request {
    struct command_line *line;
    char **argument;   /* what follows the word; borrowed */
    int32_t arguments; /* how many they are */
    struct output output;
    struct casebook *casebook;
    struct plan_scenario scenario;
    struct table table;
};

/* What may follow `homeward scenario`. */
struct word {
    const char *word, *takes; /* "set", and what follows it */
    int32_t least, most;      /* how many arguments that is */
    int32_t option;           /* the option that is its own, or NO_OPTION */
    const char *summary;      /* for --help */
    int (*act)(struct request *request, struct problem *problem);
};

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

static const struct word words[] = {
    {"new", "the name of the new scenario", 1, 1, FROM, "make scenarios/NAME.yaml, of the library or to begin from", make},
    {"set", "a scenario and one PATH=VALUE", 2, 2, NO_OPTION, "change one value, such as S01.effects[0].add_per_month=2",
     set},
    {"show", "one scenario", 1, 1, NO_OPTION, "what a scenario changes, in words", show},
    {"list", "nothing more", 0, 0, NO_OPTION, "the scenarios of the workspace", list},
    {"library", "nothing more", 0, 0, NO_OPTION, "initiatives that others have tried, with what is published of each",
     library},
};

enum { WORDS = sizeof words / sizeof *words };

const char *scenario_word(int32_t number, const char **summary)
{
    if (number >= WORDS)
        return NULL;
    *summary = words[number].summary;
    return words[number].word;
}

static const struct word *word_named(const char *name)
{
    for (int32_t i = 0; i < WORDS; i++)
        if (strcmp(words[i].word, name) == 0)
            return &words[i];
    return NULL;
}

static int refuse_word(const char *name, struct problem *problem)
{
    struct text list_of_words = {0};
    for (int32_t i = 0; i < WORDS; i++)
        text_format(&list_of_words, "%s%s", i ? ", " : "", words[i].word);
    if (name)
        problem_set(problem, PROBLEM_USAGE, "homeward scenario has no “%.60s”", name);
    else
        problem_set(problem, PROBLEM_USAGE, "say what to do with scenarios");
    problem_next(problem, "Choose one of %s. For example: %s", text_string(&list_of_words), cmd_scenario.example);
    text_clear(&list_of_words);
    return PROBLEM_USAGE;
}

/* Refuses arguments that are too few or too many, and another word's option. */
static int check_use(const struct command_line *line, const struct word *word, struct problem *problem)
{
    const int32_t given = line->arguments - 1;
    if (given < word->least || given > word->most) {
        problem_set(problem, PROBLEM_USAGE, "homeward scenario %s takes %s", word->word, word->takes);
        return problem_next(problem, "See homeward scenario --help.");
    }
    for (int32_t option = 0; option < OUTPUT; option++)
        if (line->option[option] && option != word->option) {
            problem_set(problem, PROBLEM_USAGE, "--%s is not for homeward scenario %s", options[option].name, word->word);
            return problem_next(problem, "See homeward scenario --help.");
        }
    return 0;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct request request = {.line = line, .argument = line->argument + 1, .arguments = line->arguments - 1};
    const struct word *word = line->arguments ? word_named(line->argument[0]) : NULL;
    int code = word ? check_use(line, word, &problem) : refuse_word(line->arguments ? line->argument[0] : NULL, &problem);
    if (code == 0)
        code = output_read(line, OUTPUT, &request.output, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &request.casebook, &problem);
    if (code == 0)
        code = word->act(&request, &problem);
    table_clear(&request.table);
    casebook_close(request.casebook);
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
    "scenario is not written. No forecast depends on which scenarios there are.",
    "homeward scenario new step-down --from step_down",
};
