/*
 * return_write: tables of the SSDA903 return as councils submit them.
 *
 * A heading of the year's columns, then rows of cells in the order of the layout: commas, LF line ends, dates as dd/mm/yyyy,
 * quotes only where a cell needs them. What is written here reads back through return_read_csv as the same rows, save that
 * blanks around a cell are not kept, and that a cell of a known column may not hold a line break.
 *
 *     struct text out = {0};
 *     char decom[RETURN_CELL_SIZE], place[RETURN_CELL_SIZE];
 *     struct return_text cell[RETURN_COLUMNS_MAX] = {0};              // blank unless said otherwise
 *     return_write_heading(&out, RETURN_EPISODES, 2025);
 *     cell[EPISODES_CHILD] = return_text_of("S00017");
 *     cell[EPISODES_DECOM] = return_date_text(calendar_day(2025, 6, 3), decom);
 *     cell[EPISODES_PLACE] = return_code_text(code_of("U4"), place);
 *     return_write_row(&out, RETURN_EPISODES, 2025, cell);
 *
 * A text that is full says so at the end, through text_check. May touch: memory only. Includes: base, calendar.
 */
#ifndef RETURNS_RETURN_WRITE_H
#define RETURNS_RETURN_WRITE_H

#include <stdint.h>

#include "base/code.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "returns/layout.h"
#include "returns/return_file.h"

enum { RETURN_CELL_SIZE = 12 }; /* room for a date or a code as text, with its NUL */

/* The columns of the table in that collection year, in the order of the layout, as one line. */
void return_write_heading(struct text *out, enum return_table table, int32_t year);

/* One row: `cell` holds the table's columns by position (return_layout(table)->columns of them); an empty cell is blank. */
void return_write_row(struct text *out, enum return_table table, int32_t year, const struct return_text *cell);

/*
 * The same in the pre-merged form, with LA and YEAR in front. Years of one file may differ: the heading has the columns of
 * `newest`, the latest of them, and so has every row. YEAR is written as public pipelines do: the year in which the
 * collection ends, 2019 for 2018-19.
 */
void return_write_merged_heading(struct text *out, enum return_table table, int32_t newest);
void return_write_merged_row(struct text *out, enum return_table table, int32_t newest, const char *authority, int32_t year,
                             const struct return_text *cell);

/* Cells made of other things. The text is borrowed from `string` or `buffer`. */
struct return_text return_text_of(const char *string);

/* "03/06/2025"; blank for DAY_NONE and DAY_OPEN. */
struct return_text return_date_text(day on, char buffer[RETURN_CELL_SIZE]);

/* "U4"; blank for 0. */
struct return_text return_code_text(short_code value, char buffer[RETURN_CELL_SIZE]);

/*
 * The code of a sex ('M', 'F' or 'U') in the return of that year: 1 and 2 up to 2023-24, M, F and U from 2024-25. Before
 * 2024-25 there was no code for unknown: it is blank (0).
 */
short_code return_sex_code(char sex, int32_t year);

#endif
