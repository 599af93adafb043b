/*
 * return_file: one table of the SSDA903 return, read from the bytes of a file.
 *
 * What a file is, its columns say, not its name. Reading gives every row that can be read as typed columns (dates as day
 * numbers, codes as up to eight packed bytes, the rest as text), every row that cannot as a quarantine entry with line,
 * column, reason and a masked excerpt, and the names of columns that no layout knows. Rows read = rows loaded + rows
 * quarantined, always.
 *
 *     struct return_file file = {0};
 *     if (return_read_csv(bytes, length, "2019-episodes.csv", &file, problem) == 0 && file.table == RETURN_EPISODES)
 *         for (int64_t i = 0; i < file.rows; i++)
 *             use(return_day(&file, EPISODES_DECOM, i));
 *     return_file_clear(&file);
 *
 * Everything hangs on the struct and is freed by return_file_clear. May touch: memory only (it is handed bytes).
 * Outside library: libcsv. Includes: base, calendar.
 *
 * How cells are read: blanks around them are left off. A whole number that a spreadsheet wrote as "1.0" is "1" in codes,
 * CHILD and URN. Codes are raised to capitals; what is too long for one, or holds what none holds, may be a name: it is kept
 * as
 * "***" and counts as a code that no list knows. A date is dd/mm/yyyy or ISO, with a time of midnight or none; a DEC of 2203
 * is readable (the history decides what it means). DATE_PERM, SW_DECOM and SW_DEC may have ZZ for what nobody knows and are
 * kept as text, "ZZ/05/2020". Any cell but CHILD, DECOM and a header's DOB may be blank.
 *
 * What is no row: a line without any character but blanks, commas and empty quotes. Empty columns at the end, with or
 * without a comma, are nothing. A row of fewer cells than there are headings is quarantined, for nobody can say which cell
 * is missing; so is one of more cells, unless all those beyond the headings are blank.
 *
 * What an open quote costs: its own line, quarantined. A quoted cell may hold line breaks in a column that no layout knows
 * (a comment), but not what looks like whole rows, and not in a known column.
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

/*
 * A row that could not be read. The excerpt is the row as it came, cut to 200 bytes, with "***" for whatever is or might be
 * an identity: only known codes, and in an Episodes file without foreign columns its dates, are shown. Where the row has the
 * wrong number of cells, so that a cell may stand under the wrong heading, only codes are. A reason quotes a date on the
 * same terms.
 */
struct return_quarantined {
    int64_t line;        /* line of the file; the heading is line 1 */
    int32_t column;      /* column of the file counted from 1; 0 when it is the whole row, and in XML */
    const char *field;   /* heading of that column, or "" */
    const char *reason;  /* plain words: "DECOM is blank", "DEC is not a date: 31/02/2019" */
    const char *excerpt; /* masked */
};

/* A value that is readable but not a code of its collection year's list; counted once per column and code. */
struct return_unknown {
    const char *field;  /* "PLACE" */
    const char *value;  /* "X9", or "***" */
    int64_t count;      /* rows that have it */
    int64_t first_line; /* line of the file where it stands first */
};

/* A cell of text: borrowed bytes, not NUL-ended. */
struct return_text {
    const char *bytes; /* never NULL in a cell that was read */
    uint32_t length;   /* in bytes */
};

struct return_file {
    const char *name;                 /* as given; borrowed from the arena */
    enum return_table table;          /* RETURN_UNKNOWN when no layout fits */
    int64_t rows_read;                /* data rows met: rows + quarantine_count */
    int64_t rows;                     /* rows loaded */
    int64_t *line;                    /* [rows] line of the file */
    int64_t capacity;                 /* rows for which there is room */
    void *column[RETURN_COLUMNS_MAX]; /* by position in the layout: day *, short_code * or struct return_text *; NULL when
                                         absent */
    bool present[RETURN_COLUMNS_MAX]; /* whether the file has that column */

    int64_t quarantine_count, quarantine_capacity;
    struct return_quarantined *quarantine; /* in the order of the file */

    int32_t extra_count;       /* columns of the file that no layout knows */
    const char **extra_name;   /* as in the heading; "column 5" when it is blank */
    struct return_text *extra; /* [rows * extra_count]: their cells, kept aside */

    struct arena arena;    /* owns all text */
    char *room, *room_end; /* what is left of the piece of the arena that text goes to */
};

enum { RETURN_ROWS_MAX = 5000000 }; /* a file of more is refused; England has about 250,000 episodes a year */

/*
 * Reads one CSV file: UTF-8 with or without BOM, and what is not UTF-8 as Windows-1252; LF, CRLF or CR; quoted cells; any
 * column order; headings in any case with surrounding blanks. The LA and YEAR of a pre-merged file are extra columns here;
 * return_bundle_read divides the file by them. A file whose columns fit no table is not an error: table is RETURN_UNKNOWN
 * and nothing is loaded. `out` is overwritten; the bytes are not needed afterwards. On failure `out` is empty. PROBLEM_INPUT
 * for what is no return at all (nothing in it, a NUL byte, a heading with an open quote, the same heading twice) or for a
 * table without a column that its rows cannot do without; PROBLEM_LIMIT for more than five million rows, 64 columns or 64
 * KiB in a cell; PROBLEM_MEMORY.
 */
int return_read_csv(const char *bytes, size_t length, const char *name, struct return_file *out, struct problem *problem);
void return_file_clear(struct return_file *file); /* safe on zeroes and twice */

/*
 * Keeps a copy of `length` bytes for as long as the file lives; {NULL, 0} when memory is out. For what is made while
 * reading. Not NUL-ended unless the last byte is the NUL.
 */
struct return_text return_file_keep(struct return_file *file, const char *bytes, size_t length);

/*
 * Cells by layout position: a date, a code, and the text of a name or a partial date. DAY_NONE, 0 and an empty text where
 * the cell is blank, or the file has no such column or row, or the column is of another kind.
 */
day return_day(const struct return_file *file, int32_t column, int64_t row);
short_code return_code(const struct return_file *file, int32_t column, int64_t row);
struct return_text return_cell(const struct return_file *file, int32_t column, int64_t row);

/*
 * The collection year of an episodes file: the April–March window that holds most DECs and late DECOMs. A DEC in another
 * window, and a DECOM in a later one, speak against a year (an older DECOM does not: the child came then and stayed). The
 * year with the fewest against it wins; of equal ones that with more dates in it, then the later. So the few DECs of 1 April
 * after the year do not move it. A DEC before its DECOM or more than 18 years behind it (2203) is a slip and not asked.
 * Where there is no DEC, it is the last window with two DECOMs, or with one when none has two. INT32_MIN when the file has
 * no dates at all, or is no episodes file.
 */
int32_t return_year_of(const struct return_file *episodes);

/*
 * Values that are no code of their list in that collection year, by column and code (blank cells are not
 * asked; of a column without a list only what is no code at all is told). *out is taken from `arena`, in the order of the
 * columns, then of the codes. A value that does not look like a code at all, and might be an identity in the wrong column,
 * is given as "***". PROBLEM_MEMORY.
 */
int return_unknown_codes(const struct return_file *file, int32_t year, struct arena *arena,
                         const struct return_unknown **out, int32_t *count, struct problem *problem);

/*
 * Whether the file covers its whole year, to 31 March. It does not when its dates stop so long before 31 March that, at its
 * own rate of events, so quiet an end has less than one chance in 10,000: n events in the d days up to the last one, then q
 * quiet days, have the chance exp(-q n / d). An event is a DEC in the year or the first DECOM of a period of care (RNE S);
 * the other DECOMs fall on the day of a DEC and would count it twice. Four quiet days are always forgiven: Easter can end a
 * year. *last (which may be NULL) is its latest date within the year, DAY_NONE when it has none.
 */
bool return_is_annual(const struct return_file *episodes, int32_t year, day *last);

#endif
