/*
 * text: bytes that grow, with a hard limit and a failure that sticks.
 *
 * Everything Homeward writes (a table, a page, a CSV) is built in a `struct text`. Appending never needs checking line by
 * line: when memory or the limit runs out the text remembers it, later appends do nothing, and `text_check` says so once
 * at the end.
 *
 *     struct text out = {0};
 *     text_append(&out, "children\n");
 *     text_format(&out, "%" PRId64 "\n", stock);
 *     if (text_check(&out, problem) < 0) …
 *     text_clear(&out);
 *
 * A zeroed struct is an empty text with the default limit. `bytes` is always ended by a NUL that `length` does not count,
 * or NULL while empty. May touch: the C library only.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

enum {
    TEXT_LIMIT_DEFAULT = 256 * 1024 * 1024, /* bytes; no document of ours comes near it */
    TEXT_WORD_MAX = 48
};

struct text {
    char *bytes;     /* owned; NUL-ended; NULL while nothing was appended */
    size_t length;   /* bytes in use, without the NUL */
    size_t capacity; /* bytes allocated */
    size_t limit;    /* most bytes it may hold; 0 means TEXT_LIMIT_DEFAULT */
    bool failed;     /* an append did not fit or memory ran out; stays until text_clear or text_reset */
};

void text_clear(struct text *text); /* frees; safe on zeroes and twice; the text is empty and usable again */
void text_reset(struct text *text); /* empties but keeps the memory */
void text_append(struct text *text, const char *string);
void text_append_bytes(struct text *text, const char *bytes, size_t count);
void text_append_char(struct text *text, char byte);
void text_pad(struct text *text, char byte, int count); /* `count` times `byte`; nothing when count <= 0 */
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* 0, or PROBLEM_MEMORY when any append so far failed. */
int text_check(const struct text *text, struct problem *problem);

/* The NUL-ended bytes, "" while empty. Borrowed until the next append. */
const char *text_string(const struct text *text);

/* Columns that a UTF-8 string takes on a terminal, counting one per character (good for £, –, … and letters). */
int text_width(const char *string);

/* How many letters must be put in, left out or changed to make one word of the other, capitals or not (Levenshtein 1965); of
 * the first TEXT_WORD_MAX bytes of each. */
int32_t text_distance(const char *left, const char *right);

/* "12,345" for 12345 and "-1,000" for -1000. */
void text_append_grouped(struct text *text, int64_t value);

/* A number of thousandths as "12.345"; the sign is kept for -0.5. */
void text_append_milli(struct text *text, int64_t milli);

#endif
