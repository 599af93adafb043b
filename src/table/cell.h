/*
 * cell: what a person reads in a cell, the same on paper, on a page and on a terminal.
 *
 * Counts and pounds have commas between thousands, thousandths their decimals, days are words, a cell that is not available
 * is
 * "[x]" and a blank one is empty. Includes: base, table/table.
 */
#ifndef TABLE_CELL_H
#define TABLE_CELL_H

#include "base/text.h"
#include "table/table.h"

/* Appends what a person reads. Text as it is: escaping is the renderer's. */
void cell_append(struct text *out, const struct table_column_head *column, const struct table_cell *cell);

/*
 * How many places a number stops short of the column's decimals ("34" among "33.7": two, the point and the digit), so that
 * decimal points can be kept under one another. 0 for everything else.
 */
int32_t cell_places_short(const struct table_column_head *column, const struct table_cell *cell);

#endif
