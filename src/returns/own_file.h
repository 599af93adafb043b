/*
 * own_file: a CSV file that is no return but the council's own, under one line of headings.
 *
 * Price lists, lists of homes and beds and the sheets of a finance team differ in their columns and in what a row means.
 * What they share is here: they are known by their headings, in any order and any case, a blank or a hyphen as good as an
 * underscore; text is UTF-8, with or without a byte order mark, or Windows-1252; a row runs over one line only, and an open
 * quote costs its own line; a row that cannot be read is quarantined with line, column and reason, and the rest loads; rows
 * read = rows loaded + rows quarantined, always. A column that nobody asked for is named and neither read nor kept.
 *
 *     static const struct own_form form = {"a price list", …};
 *     int code = own_file_read(bytes, length, name, &form, list, &list->own, problem);
 *
 * Within this room; the reader of each kind of file is its own (price_list.h, capacity.h, sheet.h). May touch: memory only.
 * Includes: base, money, returns.
 */
#ifndef RETURNS_OWN_FILE_H
#define RETURNS_OWN_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "money/money.h"
#include "returns/return_file.h"

enum { OWN_COLUMNS_MAX = 24 };

/* What every such file has, whatever its rows are; a part of the list that its reader fills. */
struct own_file {
    bool recognised;             /* false: it is something else, and nothing is filled */
    int32_t at[OWN_COLUMNS_MAX]; /* where each column stands in the file, from 1; 0 when it has none such */
    int64_t rows_read;           /* data rows met: rows loaded + quarantine_count */
    int64_t quarantine_count, quarantine_capacity;
    struct return_quarantined *quarantine; /* in the order of the file */
    int32_t extra_count;                   /* columns that nobody asked for: not read and not kept */
    const char **extra_name;               /* as in the heading; blank headings are left out */
    struct arena arena;                    /* owns all text */
};

struct own_reader;

/* How a kind of file is read. */
struct own_form {
    const char *a_list, *the_list; /* "a price list", "the price list", for problems */
    int64_t rows_most;             /* a file of more is refused */
    const char *too_many;          /* and this is said about it: "A price list has a row a kind of placement …" */
    /* Whether the row at hand is the heading; sets reader->columns, which `column` then counts from 0. */
    bool (*recognise)(struct own_reader *reader);
    const char *(*column)(const struct own_reader *reader, int32_t column); /* "weekly_price" */
    /* Whether an excerpt may show a cell of this column; asked only where every cell stands under its heading. */
    bool (*may_show)(const struct own_reader *reader, int32_t column, struct return_text cell);
    /* Takes the row at hand into the list, or quarantines it (own_file_quarantine). 0 or a code. */
    int (*load)(struct own_reader *reader);
};

/* Reads the heading and the rows below it. `name` is for problems. What is no such file is no error. On failure `file` tells
 * `recognised`, and whatever else it holds is to be cleared. */
int own_file_read(const char *bytes, size_t length, const char *name, const struct own_form *form, void *list,
                  struct own_file *file, struct problem *problem);
void own_file_clear(struct own_file *file); /* safe on zeroes and twice */

/* Whether a heading or cell is a word, in any case, blanks and hyphens as good as underscores. */
bool own_file_names(struct return_text cell, const char *word);

/* Whether the row at hand has a heading of this name. */
bool own_file_has(const struct own_reader *reader, const char *name);

/* The cell of the row at hand in a column; empty when the file has no such column. Its text and the whole row as an excerpt,
 * both of the file's arena; NULL when memory is out. */
struct return_text own_file_cell(const struct own_reader *reader, int32_t column);
char *own_file_text(const struct own_reader *reader, int32_t column);
const char *own_file_excerpt(const struct own_reader *reader);
int64_t own_file_line(const struct own_reader *reader);

/* Cells as all such files have them. Pounds ("1,043.50", "£1,043.50", "(12.30)"; a comma only between thousands), and a
 * number with at most three decimals in thousandths. False leaves *out alone. */
bool own_file_pounds(struct return_text cell, struct money *out);
bool own_file_thousandths(struct return_text cell, int64_t *out);

/* Whether a cell is of nothing but what numbers are written with, and too short to be much else. */
bool own_file_looks_like_a_number(struct return_text cell);

/* What the reader fills, and the caller's problem. */
void *own_file_list(const struct own_reader *reader);
struct problem *own_file_problem(const struct own_reader *reader);

/* Says how many columns the form has, when it has recognised the heading. */
void own_file_columns(struct own_reader *reader, int32_t columns);

/*
 * Puts a row into the quarantine, where its line belongs: for its cell in a column called `field`, or as a whole (column
 * below 0). `reason` is the whole of it, NULL when there was no memory for it, as of the excerpt. PROBLEM_MEMORY.
 */
int own_file_quarantine(struct own_file *file, int64_t line, int32_t column, const char *field, const char *reason,
                        const char *excerpt, struct problem *problem);

/* "weekly_price is blank", of the arena; NULL when memory is out. */
const char *own_file_reason(struct own_file *file, const char *field, const char *wrong);

/* "not enough memory to read a price list" */
int own_file_no_memory(const struct own_reader *reader);

#endif
