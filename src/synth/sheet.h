/*
 * sheet: one table of a return as lines of cells, so that mistakes can be planted in it.
 *
 * A sheet is taken from the text of a table that this room has written (no cell of which holds a comma, a quote or a line
 * break) and put back into it. Lines are numbered from 1, the heading; a line keeps its number while others are taken out,
 * and synth_sheet_line says which line of the file it will be.
 *
 *     synth_sheet_take(&sheet, &year->table[RETURN_EPISODES], problem);
 *     synth_sheet_set(&sheet, 17, EPISODES_PLACE, "Q9", problem);
 *     synth_sheet_put(&sheet, &year->table[RETURN_EPISODES], problem);
 *     synth_sheet_clear(&sheet);
 *
 * Inside synth/. Includes: base, returns.
 */
#ifndef SYNTH_SHEET_H
#define SYNTH_SHEET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "returns/return_file.h"

struct synth_sheet {
    int64_t lines, capacity;  /* heading included; room */
    struct return_text *line; /* [lines] without the line break; bytes NULL when the line is taken out */
    const char *stray;        /* heading of a column behind all others, or NULL */
    struct arena arena;       /* owns lines that were changed or added; the others lie in the text */
};

/* Borrows the text, which must stay as it is until synth_sheet_put. PROBLEM_MEMORY. */
int synth_sheet_take(struct synth_sheet *sheet, const struct text *text, struct problem *problem);
int synth_sheet_put(struct synth_sheet *sheet, struct text *text, struct problem *problem);
void synth_sheet_clear(struct synth_sheet *sheet); /* safe on zeroes and twice */

/* A cell by its position; empty where the line has none such or is taken out. Borrowed. */
struct return_text synth_sheet_cell(const struct synth_sheet *sheet, int64_t line, int32_t column);

/* Puts something else into a cell, or in place of the whole line. PROBLEM_MEMORY. */
int synth_sheet_set(struct synth_sheet *sheet, int64_t line, int32_t column, const char *value, struct problem *problem);
int synth_sheet_replace(struct synth_sheet *sheet, int64_t line, struct return_text content, struct problem *problem);

/* Adds a line at the end; returns its number, or a negative code. */
int64_t synth_sheet_append(struct synth_sheet *sheet, struct return_text content, struct problem *problem);

void synth_sheet_remove(struct synth_sheet *sheet, int64_t line);

/* Which line of the file a line will be. */
int64_t synth_sheet_line(const struct synth_sheet *sheet, int64_t line);

#endif
