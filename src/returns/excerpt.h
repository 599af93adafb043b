/*
 * excerpt: a row that could not be read, shown without what might be an identity. Within this room.
 *
 * Cells are put together with commas between; one that is not to be shown is "***". Where the next cell would not fit, the
 * excerpt ends with "...". Which cells may be shown, the reader of each kind of file says. Includes: returns.
 */
#ifndef RETURNS_EXCERPT_H
#define RETURNS_EXCERPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "returns/return_file.h"

enum { EXCERPT_BYTES = 200 };

/* An excerpt as it is put together; zeroes are an empty one. */
struct excerpt {
    char bytes[EXCERPT_BYTES + 1]; /* NUL-ended */
    size_t length;                 /* bytes in use */
    int32_t cells;                 /* cells so far */
    bool full;                     /* no more goes in */
};

/* Adds a cell as it is, or as "***"; a blank cell is blank. */
void excerpt_cell(struct excerpt *excerpt, struct return_text cell, bool show);

/* Digits and the marks of a date and time, at least two of them: "31/02/2019", "2019-02-31 00:00", not a bare number. */
bool excerpt_is_a_date(struct return_text cell);

#endif
