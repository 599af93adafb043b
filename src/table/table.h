/*
 * table: the one thing that leaves the house.
 *
 * A table has an id (T5), a title, a subtitle, columns with a name, a heading, a unit and a kind, rows of cells, notes, and
 * the run it came from. Text, CSV, JSON, Markdown, HTML, documents and charts are all drawn from it. Every number is a whole
 * number and its column's kind says of what: children, thousandths of a child, pence, days. Nothing here is a float.
 *
 * A number has two faces: `value` is exact and goes to CSV and JSON; `shown` is what a person reads on a page, rounded.
 * Where rounded numbers must add up, the table's builder rounds them together (table/rounding.h) and gives both.
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
 * Building never needs checking step by step: a failure (memory, a cell too many, a wrong kind) sticks and table_check tells
 * it. A zeroed struct is an empty table. Includes: base, calendar, money.
 */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "money/signs.h"

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
    TABLE_WITHHELD,      /* [c]: confidential: it would tell of few children; a note says so */
};

struct table_cell {
    int64_t value;    /* number, pence or day, exact */
    int64_t shown;    /* the same, rounded as a person reads it, in the same unit */
    const char *text; /* TABLE_TEXT; owned by the table's arena */
    enum table_cell_state state;
    int32_t decimals; /* of TABLE_MILLI as a person reads it: the column's, or fewer (an actual count among means) */
};

/* How a row stands among the others. */
enum table_row_mark {
    TABLE_ROW,
    TABLE_ROW_TOTAL, /* a total, set off from the rows that it adds up */
    TABLE_ROW_PART,  /* the first row of another part of the table (the forecast below the past) */
};

struct table_column_head {
    const char *name;    /* machine name, as in CSV headings: "p2_5" */
    const char *heading; /* for people: "80% range from" */
    enum table_kind kind;
    const char *unit;       /* "children", "£'000" (people then read thousands, CSV pounds, JSON pence), "" */
    int32_t decimals;       /* of TABLE_MILLI for people: 0 to 3, 1 unless set; CSV and JSON give all 3 */
    enum money_signs signs; /* of a variance: how people see which side of the budget it lies on */
    bool short_dates;       /* people read "30 Nov 2025": beside columns of words there is no room for more */
    bool with_next;         /* is never parted from the next column where a table is cut into blocks ("from" and "to") */
};

struct table {
    const char *id, *title, *subtitle, *run; /* run: run id, or "" */
    bool restricted;                         /* not for publication */
    int32_t columns, notes;
    struct table_column_head column[TABLE_COLUMNS_MAX];
    const char *note[TABLE_NOTES_MAX];
    int64_t rows, cells_capacity, cells; /* cells = rows × columns once complete */
    struct table_cell *cell;
    uint8_t *row_mark; /* enum table_row_mark */
    int64_t marks_capacity;
    enum problem_code failed;
    struct arena arena; /* owns every string */
};

void table_begin(struct table *table, const char *id, const char *title, const char *subtitle);
void table_column(struct table *table, const char *name, const char *heading, enum table_kind kind, const char *unit);
void table_decimals(struct table *table, int32_t decimals);    /* of the column just begun */
void table_signs(struct table *table, enum money_signs signs); /* of the column just begun: it holds variances */
void table_with_next(struct table *table);                     /* the column just begun stays with the next */
void table_run(struct table *table, const char *run);          /* the id of the run it comes from */
void table_short_dates(struct table *table);                   /* of the column just begun */
void table_row(struct table *table);                           /* starts a row; the row before it must be complete */
void table_total_row(struct table *table);                     /* the same, set off as a total */
void table_part_row(struct table *table);                      /* the same, set off as the beginning of another part */
void table_number(struct table *table, int64_t value);         /* COUNT, MILLI, PENCE, DATE, MONTH */
void table_shown(struct table *table, int64_t value, int64_t shown, int32_t decimals); /* rounded by the caller */
void table_text(struct table *table, const char *text);
void table_blank(struct table *table);
void table_not_available(struct table *table);
void table_withheld(struct table *table);
void table_note(struct table *table, const char *format, ...) __attribute__((format(printf, 2, 3)));
int table_check(const struct table *table, struct problem *problem);
void table_clear(struct table *table); /* safe on zeroes and twice */

const struct table_cell *table_at(const struct table *table, int64_t row, int32_t column);

/* Position of a column by name, -1 when there is none. */
int32_t table_column_named(const struct table *table, const char *name);

/* True for kinds that line up on the right. */
bool table_kind_is_number(enum table_kind kind);

/* How many columns from the left say what a row is about; a table too wide for its paper repeats them. */
int32_t table_labels(const struct table *table);

/* Pence in the last place that people read: 100,000 for £'000 and for £m, which has three decimals, 100 for £, else 1
 * (pounds and pence). */
int64_t table_pence_unit(const struct table_column_head *column);

#endif
