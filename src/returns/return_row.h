/*
 * return_row: one row of cells becomes typed columns or an entry of the quarantine. Within this room.
 *
 * What a cell means does not hang on the form it came in: the CSV reader, the reader of the pre-merged form and the XML
 * reader all split a file into rows of named cells, say once what the columns are, and hand each row to return_row_load.
 *
 *     return_row_columns(file, &columns, problem);
 *     while (next(&row)) return_row_load(file, &columns, &row, problem);
 *
 * Includes: base, returns.
 */
#ifndef RETURNS_RETURN_ROW_H
#define RETURNS_RETURN_ROW_H

#include <stdint.h>

#include "base/problem.h"
#include "returns/return_file.h"

enum { RETURN_ROW_CELLS = 64, RETURN_ROW_CELL_BYTES = 64 * 1024 };

struct return_columns;

struct return_row {
    int64_t line;                   /* line of the file on which it begins */
    int32_t cells;                  /* how many cells it has; those beyond RETURN_ROW_CELLS are not kept */
    const struct return_text *cell; /* the first RETURN_ROW_CELLS of them, blanks around them left off; borrowed */
};

/* A cell of the row; empty when it has no such cell. */
struct return_text return_row_cell(const struct return_row *row, int32_t cell);

/*
 * Tells an empty file what its columns are: table, present, and the names of the extra columns, which are copied.
 * PROBLEM_MEMORY.
 */
int return_row_columns(struct return_file *file, const struct return_columns *columns, struct problem *problem);

/*
 * Types all cells into the columns of the file. A cell that cannot be read puts the row into the quarantine instead. Counts
 * the row. `columns` are those of return_row_columns; cells beyond them are not looked at. PROBLEM_MEMORY.
 */
int return_row_load(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    struct problem *problem);

#endif
