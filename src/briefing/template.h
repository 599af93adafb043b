/*
 * template: the lines of a report's template and the directives in them.
 *
 * A line is Markdown, perhaps with values in it, or one block directive and nothing else. Reading line by line is what lets
 * every problem name its line.
 *
 *     struct template_line line = {0};
 *     while (template_next(markdown, length, &line))
 *         if (line.directive.word[0]) …
 *
 * Pure. Includes: base.
 */
#ifndef BRIEFING_TEMPLATE_H
#define BRIEFING_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

enum { TEMPLATE_WORD_SIZE = 16, TEMPLATE_ARGUMENT_SIZE = 48 };

/* {{word argument}}; a word or argument too long to be one of ours is cut, and so unknown. */
struct template_directive {
    char word[TEMPLATE_WORD_SIZE];
    char argument[TEMPLATE_ARGUMENT_SIZE]; /* "" when there is none */
    size_t length;                         /* bytes from {{ to }} */
};

struct template_line {
    const char *bytes; /* borrowed from the template, without the line's end */
    size_t length;
    int64_t number; /* from 1 */
    size_t next;    /* where the next line begins */
};

/* The next line; begin with a zeroed one. False behind the last. */
bool template_next(const char *markdown, size_t length, struct template_line *line);

/* The directive that `bytes` begin with; false when they do not begin with {{ or it is not closed. */
bool template_directive_at(const char *bytes, size_t length, struct template_directive *out);

/* Where the next {{ is, `length` when there is none. */
size_t template_find(const char *bytes, size_t length, size_t from);

/*
 * Whether the line is one directive other than a value, alone. *block says so. PROBLEM_INPUT, with the line, for a directive
 * that is not closed or stands among words but is no value.
 */
int template_line_kind(const struct template_line *line, struct template_directive *directive, bool *block,
                       struct problem *problem);

#endif
