/*
 * capacity: the homes and beds that a council can count on, read from the bytes of a CSV file.
 *
 *     kind,provider,owner,places,from,to,ofsted_urn,ofsted_grade,postcode_district
 *     foster_inhouse,Anyshire Council,council,120,,,,,
 *     home_inhouse,Elm House,council,4,2026-09-01,,SC123456,good,AN4
 *     home_external,Acme Care,block,6,01/04/2025,31/03/2028,,,AN1
 *     home_external,,spot,,,,,,
 *
 * It is known by its columns kind, owner and places, in any order and in any case, never by its name; a file with a column
 * CHILD speaks of children and is none. Blanks in a heading are as good as underscores. What a kind is, the caller knows,
 * who has the care system: rows of an unknown one are handed back to capacity_refuse. Every row that cannot be read is
 * quarantined with line, column and reason; rows read = rows + quarantined, always.
 *
 * How cells are read: owner is council, block, framework or spot; places a whole number, which only framework and spot may
 * leave blank ("as many as can be bought"); a date is dd/mm/yyyy or ISO, `from` the first day of the places (blank: they
 * have always been there), `to` the first day without them (blank: no end is known); an Ofsted grade is outstanding, good,
 * requires improvement, inadequate or not yet inspected. The text is UTF-8, with or without a byte order mark, or
 * Windows-1252.
 *
 *     struct capacity_list list = {0};
 *     if (capacity_read(bytes, length, "capacity.csv", &list, problem) == 0 && list.own.recognised)
 *         for (int64_t i = 0; i < list.rows; i++)
 *             use(list.row[i].kind, list.row[i].places);
 *     capacity_clear(&list);
 *
 * Excerpts show places, owners, grades and dates where they look like some, and "***" for all else: a provider may be a
 * person. May touch: memory only. Includes: base, calendar, returns.
 */
#ifndef RETURNS_CAPACITY_H
#define RETURNS_CAPACITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "returns/own_file.h"

enum capacity_column {
    CAPACITY_KIND,
    CAPACITY_PROVIDER,
    CAPACITY_OWNER,
    CAPACITY_PLACES,
    CAPACITY_FROM,
    CAPACITY_TO,
    CAPACITY_URN,
    CAPACITY_GRADE,
    CAPACITY_DISTRICT,
    CAPACITY_COLUMNS
};

/* How the council comes by the places. Numbers are kept in casebooks: append, never change. */
enum capacity_owner {
    CAPACITY_COUNCIL,   /* its own homes and carers */
    CAPACITY_BLOCK,     /* bought for a term, whether used or not */
    CAPACITY_FRAMEWORK, /* agreed terms, each place bought when needed */
    CAPACITY_SPOT,      /* bought one by one in the market */
    CAPACITY_OWNERS
};

enum {
    CAPACITY_UNCOUNTED = -1,      /* places: as many as can be bought */
    CAPACITY_PLACES_MOST = 10000, /* in one row */
    CAPACITY_ROWS_MAX = 100000    /* a list of more is refused */
};

/* One row. Texts are without the blanks around them, "" where the cell is blank. */
struct capacity_row {
    int64_t line;         /* line of the file; the heading is line 1 */
    const char *kind;     /* "foster_inhouse", or the title of a kind of placement; never blank */
    const char *provider; /* the council's own words */
    enum capacity_owner owner;
    int32_t places;       /* or CAPACITY_UNCOUNTED, for framework and spot alone */
    day from, to;         /* [from, to); DAY_NONE: always there; DAY_OPEN: no end is known */
    const char *urn;      /* Ofsted's number of the home: "SC123456", "2512345" */
    const char *grade;    /* "outstanding", "good", "requires improvement", "inadequate", "not yet inspected" */
    const char *district; /* "AN4": first half of the postcode, in capitals */
    const char *excerpt;  /* the row as the quarantine would show it */
};

struct capacity_list {
    struct own_file own; /* own.recognised: false: it is something else. Where columns stand, what could not be read */
    int64_t rows, capacity;
    struct capacity_row *row; /* [rows] in the order of the file; texts are in own.arena */
};

/*
 * Reads a file. What is no capacity list (another file, nothing in it, a NUL byte, a heading with an open quote) is no
 * error: `own.recognised` is false. `out` is overwritten; the bytes are not needed afterwards. On failure `out` tells
 * `own.recognised` and nothing else. PROBLEM_INPUT for a list with one of its columns twice; PROBLEM_LIMIT for more than a
 * hundred thousand rows, 64 columns or 64 KiB in a cell; PROBLEM_MEMORY.
 */
int capacity_read(const char *bytes, size_t length, const char *name, struct capacity_list *out, struct problem *problem);
void capacity_clear(struct capacity_list *list); /* safe on zeroes and twice */

/* Puts row `row` into the quarantine for what its cell in `column` says; the rows behind it move up by one. PROBLEM_MEMORY.
 */
int capacity_refuse(struct capacity_list *list, int64_t row, enum capacity_column column, const char *reason,
                    struct problem *problem);

/* "places": the heading of a column; "block": the word of an owner. */
const char *capacity_column_name(enum capacity_column column);
const char *capacity_owner_word(enum capacity_owner owner);

/* A file to begin from: the heading and a few rows of made-up homes, that reads without a fault. */
const char *capacity_template(void);

#endif
