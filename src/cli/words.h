/*
 * words: commands that are several in one: `homeward data diff …`, `homeward scenario run …`.
 *
 * Such a command has a table of the words that may follow it: how many arguments each takes, which of the command's options
 * are its own, and what it does in a line, for --help and completion. What each word does is the command's: it is told which
 * one was meant.
 *
 *     static const struct command_word words[] = {{"list", "nothing more", 0, 0, 0, "what came in"}, …};
 *     int32_t chosen = command_word_chosen(line, &family, problem);        // or a negative code
 *
 * Includes: base, cli/command.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdint.h>

#include "cli/command.h"

struct command_word {
    const char *word, *takes; /* "diff", and what follows it: "two snapshots" */
    int32_t least, most;      /* how many arguments that is */
    uint32_t options;         /* bits of the command's options that are its own */
    const char *summary;      /* for --help */
};

struct command_words {
    const struct command *command;
    const char *what; /* "say what to see of the data": when no word is there */
    int32_t count;
    const struct command_word *word;
    int32_t shared; /* options from this one on are for every word */
};

/* The number of the word that the line begins with. PROBLEM_USAGE: none, an unknown one, too few or too many arguments, or
 * an option of another word. */
int32_t command_word_chosen(const struct command_line *line, const struct command_words *words, struct problem *problem);

/* Word `number` with what it does; NULL after the last. */
const char *command_word_at(const struct command_words *words, int32_t number, const char **summary);

#endif
