#include "cli/words.h"

#include <string.h>

static int32_t word_named(const struct command_words *words, const char *name)
{
    for (int32_t i = 0; i < words->count; i++)
        if (strcmp(words->word[i].word, name) == 0)
            return i;
    return -1;
}

static int refuse_word(const struct command_words *words, const char *name, struct problem *problem)
{
    struct text list = {0};
    for (int32_t i = 0; i < words->count; i++)
        text_format(&list, "%s%s", i ? ", " : "", words->word[i].word);
    if (name)
        problem_set(problem, PROBLEM_USAGE, "homeward %s has no “%.60s”", words->command->name, name);
    else
        problem_set(problem, PROBLEM_USAGE, "%s", words->what);
    problem_next(problem, "Choose one of %s. For example: %s", text_string(&list), words->command->example);
    text_clear(&list);
    return PROBLEM_USAGE;
}

static int see_help(const struct command_words *words, struct problem *problem)
{
    return problem_next(problem, "See homeward %s --help.", words->command->name);
}

int32_t command_word_chosen(const struct command_line *line, const struct command_words *words, struct problem *problem)
{
    const char *name = line->arguments ? line->argument[0] : NULL;
    const int32_t chosen = name ? word_named(words, name) : -1, given = line->arguments - 1;
    if (chosen < 0)
        return refuse_word(words, name, problem);
    const struct command_word *word = &words->word[chosen];
    if (given < word->least || given > word->most) {
        problem_set(problem, PROBLEM_USAGE, "homeward %s %s takes %s", words->command->name, word->word, word->takes);
        return see_help(words, problem);
    }
    for (int32_t option = 0; option < words->shared; option++)
        if (line->option[option] && !(word->options >> option & 1)) {
            problem_set(problem, PROBLEM_USAGE, "--%s is not for homeward %s %s", words->command->options[option].name,
                        words->command->name, word->word);
            return see_help(words, problem);
        }
    return chosen;
}

const char *command_word_at(const struct command_words *words, int32_t number, const char **summary)
{
    if (number >= words->count)
        return NULL;
    *summary = words->word[number].summary;
    return words->word[number].word;
}
