/*
 * return_columns: what each column of a file is. Within this room.
 *
 * The heading line of the file decides: every column is a column of the layout, or LA or YEAR where a file is divided by
 * them, or extra, or nameless and at the end (then it must be blank). Includes: base, returns.
 */
#ifndef RETURNS_RETURN_COLUMNS_H
#define RETURNS_RETURN_COLUMNS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "returns/csv_rows.h"
#include "returns/layout.h"

struct return_columns {
    enum return_table table;             /* what these columns are, or RETURN_UNKNOWN */
    const struct return_layout *layout;  /* of that table, or NULL */
    int32_t count;                       /* columns up to the last one with a heading */
    const char *heading[CSV_ROWS_CELLS]; /* their headings, trimmed */
    int32_t position[CSV_ROWS_CELLS];    /* position in the layout, or -1 when the column is extra */
    int32_t extra[CSV_ROWS_CELLS];       /* number among the extra columns, or -1 */
    int32_t extra_count;                 /* how many are extra */
    int32_t authority, year;             /* the columns LA and YEAR that divide the file, or -1; they are not extra */
    bool numbered;                       /* columns have numbers to speak of; tags of an XML file have only names */
};

enum { RETURN_HEADING_BYTES = 255 };

/*
 * Reads the heading from the first row; with `divide`, LA and YEAR of a table that is known are not extra. Text is taken
 * from `arena`. PROBLEM_INPUT when there is none, when its quotes are broken, when a known heading stands twice or when the
 * table lacks a column it must have; PROBLEM_LIMIT for more than 64, or an extra heading of more than 255 bytes.
 */
int return_columns_read(struct return_columns *columns, struct csv_rows *rows, bool divide, struct arena *arena,
                        struct problem *problem);

/* The layout's column of a column of the file; NULL when it is extra. */
const struct return_column *return_columns_known(const struct return_columns *columns, int32_t column);

/* The constant name of a column that is not extra: "DECOM", "LA"; "" of one that is. */
const char *return_columns_name(const struct return_columns *columns, int32_t column);

#endif
