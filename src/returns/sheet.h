/*
 * sheet: a CSV file of the council's own finance or staffing, read under a table of its columns.
 *
 * The returns have layouts of their own (returns/layout.h); what a finance team keeps has none that all councils share. So
 * each kind of file is one constant array of columns, with a name and a type, and this is the one reader of all of them. A
 * kind is known by its columns, in any order and any case, never by a file's name. Rows come out as columns of whole
 * numbers and texts; a row that cannot be read is quarantined with line, column and reason, and the rest loads: rows read =
 * rows + quarantined, always.
 *
 *     struct sheet sheet = {0};
 *     if (sheet_read(bytes, length, "pressures.csv", &sheet, problem) == 0 && sheet.kind)
 *         for (int64_t i = 0; i < sheet.rows; i++)
 *             use(sheet_text(&sheet, "line", i), sheet_number(&sheet, "y1", i));
 *     sheet_clear(&sheet);
 *
 * How cells are read: pounds as a price list has them ("1,043.50", "£1,043.50", "(12.30)"), by default any amount that fits;
 * counts are whole or have up to three decimals and are kept in thousandths; a share is percent with up to three decimals,
 * kept in thousandths of a percent; a date is dd/mm/yyyy or ISO; y/n, yes/no, true/false, 1/0; a period is P1 … P12 or 1 …
 * 12; a financial year is 2025-26. Blank cells are SHEET_BLANK.
 * The text is UTF-8, with or without a byte order mark, or Windows-1252. A row runs over one line only.
 *
 * Excerpts show amounts, dates and numbers, and "***" for all text: it may be a name. May touch: memory only. Includes:
 * base, calendar, money, returns.
 */
#ifndef RETURNS_SHEET_H
#define RETURNS_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "returns/own_file.h"

enum { SHEET_COLUMNS_MAX = OWN_COLUMNS_MAX, SHEET_ROWS_MAX = 200000 };

#define SHEET_BLANK INT64_MIN /* the number of a blank cell, and of a column that the file has not */

enum sheet_type {
    SHEET_TEXT,
    SHEET_POUNDS, /* pence */
    SHEET_COUNT,  /* thousandths */
    SHEET_SHARE,  /* thousandths of a percent */
    SHEET_DAY,    /* a day number */
    SHEET_YES,    /* 1 or 0 */
    SHEET_PERIOD, /* 1 … 12: April is P1 */
    SHEET_YEAR,   /* the calendar year in which a financial year begins */
    SHEET_WORD,   /* which of the column's words, from 0 */
};

enum { SHEET_WORDS_MAX = 6 };

struct sheet_column {
    const char *name;                  /* "weekly_price" */
    enum sheet_type type;              /* how its cells are read */
    bool told;                         /* the file must have the column; these make the kind known */
    bool filled;                       /* a row must have something in it */
    const char *what;                  /* for the template: "pounds a week" */
    const char *word[SHEET_WORDS_MAX]; /* of SHEET_WORD: all that a cell may be, in any case … */
    const char *wrong;                 /* … and what is said of another: "is not permanent or agency" */
};

struct sheet;

/* What makes no sense in a row whose cells can all be read ("end before start"), and the column to blame; NULL when all is
 * well. */
struct sheet_fault {
    const char *column, *wrong;
};

struct sheet_kind {
    const char *name;  /* "pressures" */
    const char *title; /* "pressures of a budget round" */
    int32_t columns;
    struct sheet_column column[SHEET_COLUMNS_MAX];
    struct sheet_fault (*fault)(const struct sheet *sheet, int64_t row); /* NULL: nothing to ask */
    const char *control; /* the column of pounds whose sum a finance team holds against its own; NULL: none */
};

/* All kinds; *count is how many. */
const struct sheet_kind *sheet_kinds(int32_t *count);

/* The kind of a name, NULL when there is none. */
const struct sheet_kind *sheet_kind_named(const char *name);

struct sheet {
    const struct sheet_kind *kind;        /* NULL: it is none of them, and nothing below `lacking` is filled */
    const struct sheet_kind *meant;       /* then, or NULL: the kind that it would be if it had … */
    const char *lacking;                  /* … this column, the only one that it lacks of at least four */
    struct own_file own;                  /* where columns stand, what could not be read */
    int64_t rows, capacity;               /* in the order of the file */
    int64_t set_aside;                    /* pence in the control column of quarantined rows, as far as they can be read */
    int64_t *line;                        /* [rows] line of the file; the heading is line 1 */
    int64_t *number[SHEET_COLUMNS_MAX];   /* [rows]; NULL for text */
    const char **text[SHEET_COLUMNS_MAX]; /* [rows], "" where blank; NULL for numbers; they are in own.arena */
};

/*
 * Reads a file. What is none of the kinds is no error: `kind` is NULL. `out` is overwritten; on failure it is empty but for
 * `kind`, which then says what could not be read: PROBLEM_INPUT for a column that stands twice; PROBLEM_LIMIT;
 * PROBLEM_MEMORY.
 */
int sheet_read(const char *bytes, size_t length, const char *name, struct sheet *out, struct problem *problem);
void sheet_clear(struct sheet *sheet); /* safe on zeroes and twice */

/* A cell by the column's name. */
int64_t sheet_number(const struct sheet *sheet, const char *column, int64_t row);
const char *sheet_text(const struct sheet *sheet, const char *column, int64_t row);

/* A column of numbers, [rows], for one who fills in what cells leave blank; NULL when the kind has no such column. */
int64_t *sheet_numbers(struct sheet *sheet, const char *column);

/* What all rows of a column of pounds or counts add up to, blanks left out. False on overflow. */
bool sheet_total(const struct sheet *sheet, const char *column, int64_t *out);

#endif
