/*
 * xml_places: which table and column an element of an XML return is. Within this room.
 *
 * Every table has its return_columns, like a CSV file its heading; they are learnt in the first walk and looked up in the
 * second. Includes: base, returns.
 */
#ifndef RETURNS_XML_PLACES_H
#define RETURNS_XML_PLACES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "returns/return_columns.h"

struct xml_places {
    struct return_columns columns[RETURN_TABLES];         /* of each table, as far as they are known */
    int32_t column_at[RETURN_TABLES][RETURN_COLUMNS_MAX]; /* the column that has each position of the layout, or -1 */
    int32_t uasc_mark;                                    /* the column of UASC that holds the 0 or 1 of <UASC>, or -1 */
    bool used[RETURN_TABLES];                             /* whether a row of the table may come */
    bool block_seen;                                      /* whether an element was met that is a row of a table */
    struct return_columns outside;                        /* what stands outside any child: only names */
    struct arena arena;                                   /* owns the names */
};

/* Where a text goes. */
struct xml_place {
    enum return_table table; /* its table */
    int32_t column;          /* its column there, or -1 when it has none yet */
    int32_t position;        /* its position in the layout, or -1 */
    bool is_mark;            /* it is the 0 or 1 of <UASC> */
};

void xml_places_init(struct xml_places *places);
void xml_places_clear(struct xml_places *places);

/* The table of which an element of this name is a row; RETURN_UNKNOWN when it is none. */
enum return_table xml_places_block(const char *name);

/*
 * Where the text of an element goes that stands in a row of `block` (the header's, where it stands in none): a column of
 * that table, else one of OC2, OC3 or AD1. False when no layout knows it; then it is an extra column of the block.
 */
bool xml_places_known(const struct xml_places *places, enum return_table block, const char *name, struct xml_place *out);
struct xml_place xml_places_extra(const struct xml_places *places, enum return_table block, const char *path);

/* Gives a place a column, when it has none yet; `path` is the name of an extra one. PROBLEM_LIMIT for more than 64 of a
 * table or a path of more than 255 bytes. */
int xml_places_add(struct xml_places *places, struct xml_place *place, const char *path, struct problem *problem);

/* Notes a name that stands outside any child. */
int xml_places_outside(struct xml_places *places, const char *path, struct problem *problem);

/* Ends the first walk: gives the tables in use the columns that their rows get from the header or cannot do without. */
int xml_places_settle(struct xml_places *places, struct problem *problem);

/* Whether this is a return at all: it has a child's number and an element that is a row of some table. */
bool xml_places_is_return(const struct xml_places *places);

#endif
