/*
 * placeholder: what may be given for the words of a command line's form, such as FILE, FORMAT or build REPORT.
 *
 * A word in capitals stands for something: a file, a folder, one of a few choices, or what only the person knows (N, DATE).
 * Any other word is typed as it stands; `a|b` is either. Brackets [ ] say that it may be left out, … that more may follow.
 *
 *     struct placeholder place;
 *     for (const char *rest = command->arguments; placeholder_next(&rest, &place);)
 *         for (int32_t i = 0; (choice = placeholder_choice(place.word, i, &meaning)) != NULL; i++) …
 *
 * Includes: table, briefing, cli/command.
 */
#ifndef CLI_PLACEHOLDER_H
#define CLI_PLACEHOLDER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum placeholder_kind {
    PLACEHOLDER_FREE,    /* only the person knows: a number, a date, a name */
    PLACEHOLDER_FILE,    /* a file or a folder */
    PLACEHOLDER_FOLDER,  /* a folder */
    PLACEHOLDER_CHOICE,  /* one of placeholder_choice */
    PLACEHOLDER_LITERAL, /* typed as it stands */
};

enum { PLACEHOLDER_WORD_MAX = 64 };

/* One word of the form of a command's arguments. */
struct placeholder {
    char word[PLACEHOLDER_WORD_MAX]; /* without brackets and …; a longer one is cut */
    bool optional;                   /* stood in brackets */
    bool repeated;                   /* … followed */
};

/* Takes the next word off `rest`; false when there is none. */
bool placeholder_next(const char **rest, struct placeholder *out);

enum placeholder_kind placeholder_kind(const char *word);

/*
 * Choice `number` of a word, NULL after the last and for a word without choices; *meaning (may be NULL) is what it means, or
 * NULL where it says so itself. Both are borrowed from constant tables.
 */
const char *placeholder_choice(const char *word, int32_t number, const char **meaning);

/* Appends, for --help, the choices of each word of `arguments` that has them. */
void placeholder_list_choices(const char *arguments, struct text *out);

#endif
