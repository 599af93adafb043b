/*
 * price_list: what a council pays a week for each kind of placement, read from the bytes of a CSV file.
 *
 *     type,provider_kind,weekly_price,from,uplift,source
 *     foster,agency,"£1,043.50",01/04/2026,3.5,Contract register
 *     External children's home,,6250,2026-04-01,6,
 *
 * It is known by its columns type, weekly_price and from, in any order and in any case, never by its name; a file with a
 * column CHILD speaks of children and is none. What a type is, the caller knows, who has the care system: rows of an unknown
 * one are handed back to price_list_refuse. Every row that cannot be read is quarantined with line, column and reason; rows
 * read = rows + quarantined, always.
 *
 * How cells are read: a price is pounds ("1043", "1,043.50", "£1,043.50"; commas only between thousands), an uplift is
 * percent a year with up to three decimals ("3.5", "3.5%", "-1"; blank is 0), a date is dd/mm/yyyy or ISO. The text is
 * UTF-8, with or without a byte order mark, or Windows-1252. A row runs over one line only: an open quote costs its own
 * line.
 *
 *     struct price_list list = {0};
 *     if (price_list_read(bytes, length, "prices.csv", &list, problem) == 0 && list.own.recognised)
 *         for (int64_t i = 0; i < list.rows; i++)
 *             use(list.row[i].type, list.row[i].per_week);
 *     price_list_clear(&list);
 *
 * Excerpts show prices, uplifts and dates where they look like some, and "***" for all else: a type may be anything.
 * May touch: memory only. Includes: base, calendar, money, returns.
 */
#ifndef RETURNS_PRICE_LIST_H
#define RETURNS_PRICE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "money/money.h"
#include "returns/own_file.h"

enum price_column {
    PRICE_TYPE,
    PRICE_PROVIDER_KIND,
    PRICE_WEEKLY_PRICE,
    PRICE_FROM,
    PRICE_UPLIFT,
    PRICE_SOURCE,
    PRICE_COLUMNS
};

enum { PRICE_LIST_ROWS_MAX = 10000 }; /* a list of more is refused; there are a dozen kinds of placement */

/* One price. Texts are without the blanks around them, "" where the cell is blank. */
struct price_row {
    int64_t line;              /* line of the file; the heading is line 1 */
    const char *type;          /* "foster", "foster_agency" or the title of a kind of placement; never blank */
    const char *provider_kind; /* "agency" */
    struct money per_week;     /* nothing to a million pounds */
    day from;                  /* the first day of the price: 1 April 1990 to 31 March 2201 */
    int32_t uplift;            /* thousandths of a percent each 1 April after that, -100% to 100% */
    const char *source;        /* the council's own words */
    const char *excerpt;       /* the row as the quarantine would show it */
};

struct price_list {
    struct own_file own; /* own.recognised: false: it is something else. Where columns stand, what could not be read */
    int64_t rows, capacity;
    struct price_row *row; /* [rows] in the order of the file; texts are in own.arena */
};

/*
 * Reads a file. What is no price list (another file, nothing in it, a NUL byte, a heading with an open quote) is no error:
 * `own.recognised` is false. `out` is overwritten; the bytes are not needed afterwards. On failure `out` is empty.
 * PROBLEM_INPUT for a price list with one of its columns twice; PROBLEM_LIMIT for more than ten thousand rows, 64 columns or
 * 64 KiB in a cell; PROBLEM_MEMORY.
 */
int price_list_read(const char *bytes, size_t length, const char *name, struct price_list *out, struct problem *problem);
void price_list_clear(struct price_list *list); /* safe on zeroes and twice */

/* Puts row `row` into the quarantine for what its cell in `column` says; the rows behind it move up by one. PROBLEM_MEMORY.
 */
int price_list_refuse(struct price_list *list, int64_t row, enum price_column column, const char *reason,
                      struct problem *problem);

/* "weekly_price": the heading of a column. */
const char *price_column_name(enum price_column column);

#endif
