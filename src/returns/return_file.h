/*
 * return_file: one table of the SSDA903 return, read from the bytes of a file.
 *
 * What a file is, its columns say, not its name. Reading gives every row that can be read as typed columns (dates as day
 * numbers, codes as up to eight packed bytes, the rest as text), every row that cannot as a quarantine entry with line, column,
 * reason and a masked excerpt, and the names of columns that no layout knows. Rows read = rows loaded + rows quarantined, always.
 *
 *     struct return_file file = {0};
 *     if (return_read_csv(bytes, length, "2019-episodes.csv", &file, problem) == 0 && file.table == RETURN_EPISODES)
 *         for (int64_t i = 0; i < file.rows; i++)
 *             use(return_day(&file, EPISODES_DECOM, i));
 *     return_file_clear(&file);
 *
 * Everything hangs on the struct and is freed by return_file_clear. May touch: memory only (it is handed bytes).
 * Outside library: libcsv. Includes: base, calendar.
 */
#ifndef RETURNS_RETURN_FILE_H
#define RETURNS_RETURN_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/code.h"
#include "base/problem.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "returns/layout.h"

/* A row that could not be read. The excerpt is the row as it came with identities and dates of birth masked. */
struct return_quarantined {
    int64_t line;         /* line of the file; the heading is line 1 */
    int32_t column;       /* column of the file counted from 1; 0 when it is the whole row */
    const char *field;    /* heading of that column, or "" */
    const char *reason;   /* plain words: "DECOM is blank", "DEC is not a date: 31/02/2019" */
    const char *excerpt;  /* masked */
};

/* A value that is readable but not a code of its collection year's list; counted once per column and code. */
struct return_unknown {
    const char *field;
    const char *value;
    int64_t count;
    int64_t first_line;
};

/* A cell of text: borrowed bytes, not NUL-ended. */
struct return_text {
    const char *bytes;
    uint32_t length;
};

struct return_file {
    const char *name;            /* as given; borrowed from the arena */
    enum return_table table;     /* RETURN_UNKNOWN when no layout fits */
    int64_t rows_read;           /* data rows met: rows + quarantine_count */
    int64_t rows;                /* rows loaded */
    int64_t *line;               /* [rows] line of the file */
    void *column[RETURN_COLUMNS_MAX]; /* by position in the layout: day *, short_code * or struct return_text *; NULL when absent */
    bool present[RETURN_COLUMNS_MAX];

    int64_t quarantine_count, quarantine_capacity;
    struct return_quarantined *quarantine;

    int32_t extra_count;         /* columns of the file that no layout knows */
    const char **extra_name;
    struct return_text *extra;   /* [rows * extra_count]: their cells, kept aside */

    struct arena arena;          /* owns all text and columns */
};

/*
 * Reads one CSV file: UTF-8 with or without BOM; LF, CRLF or CR; quoted cells; any column order; headings in any case with
 * surrounding blanks. A file whose columns fit no table is not an error: table is RETURN_UNKNOWN and nothing is loaded.
 * PROBLEM_INPUT for bytes that are no CSV at all (an unended quote, a NUL byte, no heading), PROBLEM_LIMIT for more than five
 * million rows or a cell over 64 KiB, PROBLEM_MEMORY.
 */
int return_read_csv(const char *bytes, size_t length, const char *name, struct return_file *out, struct problem *problem);
void return_file_clear(struct return_file *file); /* safe on zeroes and twice */

/* Cells by layout position. DAY_NONE, 0 and an empty text where the cell is blank or the file has no such column. */
day return_day(const struct return_file *file, int32_t column, int64_t row);
short_code return_code(const struct return_file *file, int32_t column, int64_t row);
struct return_text return_cell(const struct return_file *file, int32_t column, int64_t row);

/*
 * The collection year of an episodes file: the April–March window that holds most DECs and late DECOMs, so that a DEC of 1 April
 * after the year does not move it. INT32_MIN when the file has no dates at all.
 */
int32_t return_year_of(const struct return_file *episodes);

/*
 * Values that are no code of their list in that collection year, by column and code (the columns of the layout that have a list;
 * blank cells are not asked). *out is taken from `arena`, in the order of the columns, then of the codes. A value that does
 * not look like a code at all, and might be an identity in the wrong column, is given as "***". PROBLEM_MEMORY.
 */
int return_unknown_codes(const struct return_file *file, int32_t year, struct arena *arena, const struct return_unknown **out,
                         int32_t *count, struct problem *problem);

/*
 * Whether the file covers its whole year, to 31 March. It does not when its dates stop so long before 31 March that, at its own
 * rate of events, so quiet an end has less than one chance in 10,000; *last is its latest date within the year.
 */
bool return_is_annual(const struct return_file *episodes, int32_t year, day *last);

#endif
