/*
 * table: the one thing that leaves the house.
 *
 * A table has an id (T5), a title, a subtitle, columns with a name, a heading, a unit and a kind, rows of cells, notes, and
 * the run it came from. Text, CSV, JSON, Markdown, HTML, documents and charts are all drawn from it. Every number is a whole number
 * and its column's kind says of what: children, thousandths of a child, pence, days. Nothing here is a float.
 *
 *     struct table table = {0};
 *     table_begin(&table, "T5", "Children in care: stocks and flows", "Anyshire, month ends");
 *     table_column(&table, "closing", "Closing", TABLE_COUNT, "children");
 *     table_row(&table);
 *     table_number(&table, 702);
 *     table_note(&table, "Chance and rates only; real years vary more.");
 *     if (table_check(&table, problem) < 0) …
 *     table_clear(&table);
 *
 * Building never needs checking step by step: a failure (memory, a cell too many, a wrong kind) sticks and table_check tells it.
 * A zeroed struct is an empty table. Includes: base, calendar, money.
 */
#ifndef BRIEFING_TABLE_H
#define BRIEFING_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"

enum { TABLE_COLUMNS_MAX = 40, TABLE_NOTES_MAX = 24 };

enum table_kind {
    TABLE_TEXT,
    TABLE_COUNT, /* whole things */
    TABLE_MILLI, /* thousandths of things, shown as a decimal */
    TABLE_PENCE, /* whole pence */
    TABLE_DATE,  /* a day */
    TABLE_MONTH, /* a day shown as its month in words; a date in CSV and JSON */
};

enum table_cell_state {
    TABLE_VALUE,
    TABLE_BLANK,         /* nothing belongs here */
    TABLE_NOT_AVAILABLE, /* [x]: would belong here, but what it needs is missing; a note says what */
};

struct table_cell {
    int64_t value;    /* number, pence or day */
    const char *text; /* TABLE_TEXT; owned by the table's arena */
    enum table_cell_state state;
};

struct table_column_head {
    const char *name;    /* machine name, as in CSV headings: "p2_5" */
    const char *heading; /* for people: "80% range from" */
    enum table_kind kind;
    const char *unit;    /* "children", "£'000", "" */
    int32_t decimals;    /* of TABLE_MILLI for people: 0, 1 or 3; CSV and JSON always give 3 */
};

struct table {
    const char *id, *title, *subtitle, *run; /* run: run id, or "" */
    bool restricted;                          /* not for publication */
    int32_t columns, notes;
    struct table_column_head column[TABLE_COLUMNS_MAX];
    const char *note[TABLE_NOTES_MAX];
    int64_t rows, cells_capacity, cells; /* cells = rows × columns once complete */
    struct table_cell *cell;
    uint8_t *row_mark; /* 1: a total row, set off from the others */
    int64_t marks_capacity;
    enum problem_code failed;
    struct arena arena; /* owns every string */
};

void table_begin(struct table *table, const char *id, const char *title, const char *subtitle);
void table_column(struct table *table, const char *name, const char *heading, enum table_kind kind, const char *unit);
void table_row(struct table *table);       /* starts a row; the row before it must be complete */
void table_total_row(struct table *table); /* the same, set off as a total */
void table_number(struct table *table, int64_t value); /* COUNT, MILLI, PENCE, DATE, MONTH */
void table_text(struct table *table, const char *text);
void table_blank(struct table *table);
void table_not_available(struct table *table);
void table_note(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
int table_check(const struct table *table, struct problem *problem);
void table_clear(struct table *table); /* safe on zeroes and twice */

const struct table_cell *table_at(const struct table *table, int64_t row, int32_t column);

/* Position of a column by name, -1 when there is none. */
int32_t table_column_named(const struct table *table, const char *name);

#endif
