/*
 * wrap: a text broken into lines of a width, at its blanks, or within a word that is longer than a line.
 *
 *     const char *at = note;
 *     struct wrapped line;
 *     while (wrap_next(&at, 40, &line))
 *         wrap_append(&out, &line);
 *
 * Widths are columns of a terminal, one a character. Pure. Includes: base.
 */
#ifndef TABLE_WRAP_H
#define TABLE_WRAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

/* A line, borrowed from the text: its bytes and the columns that they take. */
struct wrapped {
    const char *bytes;
    size_t length;
    int32_t columns;
};

/* The next line of *at, at most `width` columns (at least 1); moves *at behind it. False when nothing is left. */
bool wrap_next(const char **at, int32_t width, struct wrapped *line);

/* Appends the line with one space for every run of blanks. */
void wrap_append(struct text *out, const struct wrapped *line);

/* Appends all of a text over as many lines as it takes: `first` before the first of them, as many blanks before the others.
 * A width of 0 is no limit. */
void wrap_paragraph(struct text *out, const char *first, const char *string, int32_t width);

/* How many lines the text takes; 1 for an empty one. */
int32_t wrap_lines(const char *string, int32_t width);

/* Columns of the longest word. */
int32_t wrap_longest_word(const char *string);

#endif
