/*
 * csv_rows: the rows of a CSV file, each with the line it begins on. Within this room.
 *
 * libcsv splits cells; this counts lines and columns, which libcsv does not, and knows how to go on behind a row that is
 * broken. The file is handed to libcsv line by line: a quoted cell may run over several lines, and when such a row proves
 * wrong (a quote that ends in the middle of a cell, or never), only its first line is given up and reading goes on with the
 * next. So an open quote costs one row and not the rest of the file.
 *
 *     struct csv_rows rows;
 *     csv_rows_open(&rows, bytes, length, problem);
 *     while ((outcome = csv_rows_next(&rows, problem)) > 0)
 *         if (outcome == CSV_ROWS_ROW) use(csv_rows_cell(&rows, 0));
 *     csv_rows_close(&rows);
 *
 * Lines end in LF, CRLF or CR, also mixed. A line of blanks is no row. May touch: memory only. Includes: base.
 */
#ifndef RETURNS_CSV_ROWS_H
#define RETURNS_CSV_ROWS_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "returns/return_row.h"

enum {
    CSV_ROWS_CELLS = RETURN_ROW_CELLS,
    CSV_ROWS_CELL_BYTES = RETURN_ROW_CELL_BYTES,
    CSV_ROWS_LINE_BYTES = CSV_ROWS_CELLS * CSV_ROWS_CELL_BYTES
};

enum csv_rows_outcome {
    CSV_ROWS_END = 0, /* no rows are left */
    CSV_ROWS_ROW,     /* the cells are there */
    CSV_ROWS_BROKEN   /* a quote is wrong; `fault` says how; only csv_rows_first_line is there */
};

struct csv_rows {
    const char *bytes;        /* the file; borrowed */
    size_t length;            /* its bytes */
    size_t at;                /* where the line to read next begins */
    int64_t next_line;        /* its number; the first line is 1 */
    size_t next_lf, next_cr;  /* the next LF and CR at or behind `at`, `length` when there is none */
    struct csv_parser parser; /* libcsv's state: between rows, or within one */

    int64_t line;                            /* line on which the row begins */
    size_t start, first_end;                 /* its first line in the file, with the line end */
    size_t first_lf, first_cr;               /* next_lf and next_cr as they were there, to go back to */
    bool complete;                           /* libcsv has seen the row's end */
    bool spilled;                            /* a cell beyond CSV_ROWS_CELLS was not blank */
    bool oversized;                          /* a cell was larger than CSV_ROWS_CELL_BYTES */
    const char *fault;                       /* of a broken row, in plain words */
    int32_t cells;                           /* cells of the row, also those beyond CSV_ROWS_CELLS, which are not kept */
    struct return_text cell[CSV_ROWS_CELLS]; /* of a whole row, blanks around them left off; they lie in `buffer` */
    uint32_t offset[CSV_ROWS_CELLS];         /* where in it, while the row is taken and the buffer may move */
    char *buffer;                            /* the row's cells one after another; owned */
    int64_t capacity;                        /* of the buffer */
    size_t used;                             /* bytes of it in use */
};

int csv_rows_open(struct csv_rows *rows, const char *bytes, size_t length, struct problem *problem);
void csv_rows_close(struct csv_rows *rows);

/* Goes to the next row: an outcome, or PROBLEM_LIMIT (a cell or line too large) or PROBLEM_MEMORY. */
int csv_rows_next(struct csv_rows *rows, struct problem *problem);

/*
 * Gives up the row just read: reading goes on behind its first line. For a row that libcsv took but that cannot be one,
 * because a quote opened in one row ended in another.
 */
int csv_rows_break(struct csv_rows *rows, const char *fault);

/* The row, and one cell of it (empty when it has no such cell), borrowed until the next call. */
struct return_row csv_rows_row(const struct csv_rows *rows);
struct return_text csv_rows_cell(const struct csv_rows *rows, int32_t cell);

/* The first line of the row as it came, without the line end. Borrowed from the file. */
struct return_text csv_rows_first_line(const struct csv_rows *rows);

/* Whether all cells from the one numbered `first` on are blank. */
bool csv_rows_blank_from(const struct csv_rows *rows, int32_t first);

/* Whether the row runs over more than one line. */
bool csv_rows_many_lines(const struct csv_rows *rows);

#endif
