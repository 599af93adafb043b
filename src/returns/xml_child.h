/*
 * xml_child: the rows of one child element, held until it ends. Within this room.
 *
 * A row of the XML form lacks what the header says once: the child's number, the date of birth, and for UASC the sex. The
 * header may stand behind the rows, and a child may have two, so rows are put together when the child is whole. What an
 * element does not say is blank: no row takes anything from the row before it. Includes: base, returns.
 */
#ifndef RETURNS_XML_CHILD_H
#define RETURNS_XML_CHILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "returns/return_row.h"
#include "returns/xml_places.h"

enum { XML_CHILD_ROWS_MAX = 10000, XML_CHILD_BYTES_MAX = 16 * 1024 * 1024 };

struct xml_row {
    enum return_table table;           /* what it is a row of */
    int64_t line;                      /* where its element begins */
    bool block;                        /* it has an element of its own; else it is made of loose fields */
    bool wraps;                        /* it holds blocks of its own table */
    bool given[RETURN_ROW_CELLS];      /* by column of xml_places: whether the file says anything */
    uint32_t at[RETURN_ROW_CELLS];     /* where in the child's bytes */
    uint32_t length[RETURN_ROW_CELLS]; /* how long; 0 is blank */
    const char *fault;                 /* why it cannot be loaded ("stands twice"), or NULL */
    int32_t fault_column;              /* the column that the fault is about */
};

struct xml_child {
    struct xml_row *row;          /* in the order in which they begin; owned */
    int64_t count, capacity;      /* how many, and for how many there is room */
    struct text bytes;            /* their cells */
    int32_t first[RETURN_TABLES]; /* the row that loose fields of the table go to, or -1 */
    int32_t headers;              /* how many HEADER there are */
};

void xml_child_begin(struct xml_child *child); /* empties it; memory is kept */
void xml_child_clear(struct xml_child *child);

/* Adds a row; its number, or PROBLEM_LIMIT or PROBLEM_MEMORY. */
int32_t xml_child_add(struct xml_child *child, enum return_table table, int64_t line, bool block, struct problem *problem);

/* The row for a loose field of that column: the first one, or a further one where that has the field already. */
int32_t xml_child_loose(struct xml_child *child, const struct xml_place *place, int64_t line, struct problem *problem);

/* Puts a text into a row. A known column that is given twice is the row's fault; an extra one gets both, "a; b". */
int xml_child_put(struct xml_child *child, int32_t row, const struct xml_places *places, const struct xml_place *place,
                  struct return_text text, struct problem *problem);

/*
 * The cells of a row by column, with what it has from the header; `fault` and `fault_column` (-1: of the whole row) say why
 * it cannot be loaded, NULL when it can. False when there is nothing to load: a wrapper, loose fields that are all blank, a
 * child that is not unaccompanied. The cells are borrowed from the child.
 */
bool xml_child_cells(const struct xml_child *child, int64_t row, const struct xml_places *places,
                     struct return_text cell[RETURN_ROW_CELLS], const char **fault, int32_t *fault_column);

#endif
