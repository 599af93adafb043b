/*
 * import_tables: how the rows of each table of the return are kept, and what they say about their own year.
 *
 * One entry a table: the words and columns that the casebook has for it. A new column is a line here and a schema step.
 * CHILD is kept as the child's row, a date of birth in child_birth and nowhere else.
 *
 * Constant data. Inside of the room only. Includes: base, returns.
 */
#ifndef CASEBOOK_IMPORT_TABLES_H
#define CASEBOOK_IMPORT_TABLES_H

#include <stdint.h>

#include "base/text.h"
#include "returns/layout.h"

/* What becomes of a cell. */
enum import_kept {
    IMPORT_DAY,      /* a day number */
    IMPORT_CODE,     /* as text */
    IMPORT_PARTIAL,  /* a date that may have ZZ for its parts: as text */
    IMPORT_POSTCODE, /* two columns: keyed hash of the whole, district */
    IMPORT_UPN,      /* two columns: what kind of UPN it is, keyed hash */
    IMPORT_WORKER,   /* two columns: form of the social worker's number, keyed hash */
    IMPORT_URN       /* as text, when it has the form of one */
};

struct import_column {
    int8_t position;       /* in the layout of the table */
    enum import_kept kept; /* how */
    const char *name;      /* column of the casebook */
    const char *second;    /* the other one, of those that take two; else NULL */
};

enum { IMPORT_COLUMNS_MAX = 13, IMPORT_NO_COLUMN = -1 };

/* Whom of the children of its year's episodes a table names. */
enum import_presence {
    IMPORT_ANY_TIME,   /* any of them */
    IMPORT_EVERYBODY,  /* all of them */
    IMPORT_THROUGHOUT, /* those in care from before the year to after it */
    IMPORT_STARTED,    /* those who started in it */
    IMPORT_CEASED,     /* those who ceased in it */
    IMPORT_PRESENCES
};

struct import_table {
    const char *form;              /* as return_file calls it: "episodes" */
    const char *rows;              /* table of its rows: "episode" */
    int8_t born, own_child_born;   /* dates of birth by position, or IMPORT_NO_COLUMN */
    int8_t begins, ends;           /* dates between which a row holds, or IMPORT_NO_COLUMN */
    int8_t from_age, to_age;       /* instead: the years of age for which it holds; 0 when no birthday says anything */
    enum import_presence presence; /* whom it names */
    int8_t columns;                /* that are kept */
    struct import_column column[IMPORT_COLUMNS_MAX];
};

/* Borrowed, constant; NULL for RETURN_UNKNOWN. */
const struct import_table *import_table(enum return_table table);

/* Appends ", name" for each column of the casebook that its rows have beside file, line and child. */
void import_table_append_columns(const struct import_table *table, struct text *out);

#endif
