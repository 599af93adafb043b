#include "cli/data_map.h"

#include <stdlib.h>
#include <string.h>

#include "briefing/tables_codes.h"
#include "casebook/code_meaning.h"
#include "cli/terminal.h"
#include "run/gather.h"

static int refuse_words(struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "say what to do: list, set CODE=STATE or drop CODE");
    return problem_next(problem, "For example: homeward data map set Q9=supported --reason \"Our code for taster flats\"");
}

static int show_list(struct casebook *casebook, const struct output *output, struct problem *problem)
{
    struct gathered past = {0};
    struct table table = {0};
    int code = gather_histories(casebook, DAY_NONE, &past, problem);
    bool returns = code == 0;
    if (code == PROBLEM_NOT_FOUND || code == PROBLEM_USAGE) /* no history yet: what was said can be shown all the same */
        code = 0;
    if (code == 0)
        code = table_of_codes(casebook, returns ? &past.records : NULL, returns ? &past.fates : NULL, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    gather_clear(&past);
    return code;
}

static struct casebook_speaker speaker(char now[24])
{
    return (struct casebook_speaker){.who = terminal_user(), .when = terminal_now(now)};
}

static int set(const struct command_line *line, struct casebook *casebook, const char *word, const char *reason,
               struct problem *problem)
{
    char now[24];
    const struct casebook_speaker who = speaker(now);
    const char *equals = strchr(word, '=');
    if (!equals || equals == word || !equals[1])
        return refuse_words(problem);
    if (!reason) {
        problem_set(problem, PROBLEM_USAGE, "--reason is missing: whoever reads the figures later will ask for it");
        return problem_next(problem, "For example: homeward data map set %.40s --reason \"Our code for taster flats\"",
                            word);
    }
    char *place = strndup(word, (size_t)(equals - word));
    if (!place)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read the code");
    int code = casebook_say_code(casebook, place, equals + 1, reason, &who, problem);
    free(place);
    if (code == 0)
        command_say(line,
                    "Kept. The histories use it from now on, and a new forecast names it in table A1 with its reason.\n"
                    "Next: homeward data map list");
    return code;
}

static int drop(const struct command_line *line, struct casebook *casebook, const char *word, const char *reason,
                struct problem *problem)
{
    char now[24];
    const struct casebook_speaker who = speaker(now);
    int code = casebook_take_back_code(casebook, word, reason, &who, problem);
    if (code == 0)
        command_say(line, "Taken back. The code is unknown again and counts as other.");
    return code;
}

int data_map(const struct command_line *line, struct casebook *casebook, char *const *words, int32_t count,
             const char *reason, const struct output *output, struct problem *problem)
{
    if (count == 1 && strcmp(words[0], "list") == 0 && !reason)
        return show_list(casebook, output, problem);
    if (count == 2 && strcmp(words[0], "set") == 0)
        return set(line, casebook, words[1], reason, problem);
    if (count == 2 && strcmp(words[0], "drop") == 0)
        return drop(line, casebook, words[1], reason, problem);
    return refuse_words(problem);
}
