/* A workspace and a folder of returns in a temporary place, for the tests of this room. */
#ifndef TESTS_CASEBOOK_WORKSPACE_FIXTURE_H
#define TESTS_CASEBOOK_WORKSPACE_FIXTURE_H

#include <stddef.h>

#include "base/problem.h"
#include "base/text.h"
#include "casebook/casebook.h"
#include "casebook/import.h"

struct workspace {
    char root[64];    /* temporary folder that holds all of it */
    char folder[96];  /* the workspace */
    char returns[96]; /* files to import */
    struct casebook *casebook;
};

/* cmocka set-up and tear-down: *state is a struct workspace with an open casebook of the made-up authority E10000099. */
int workspace_set_up(void **state);
int workspace_tear_down(void **state);

/* Closes and opens the casebook again. */
void workspace_reopen(struct workspace *workspace);

/* Writes a file below `returns`; folders in `name` are made. */
void workspace_put(struct workspace *workspace, const char *name, const char *content);
void workspace_put_bytes(struct workspace *workspace, const char *name, const char *bytes, size_t length);
void workspace_remove(struct workspace *workspace, const char *name);

/* Imports everything below `returns`, as on 1 June 2026. `report` may be NULL. */
int workspace_import(struct workspace *workspace, struct casebook_import_report *report, struct problem *problem);
/* Imports one file or folder below `returns` with a chosen day and authority (NULL: the workspace's). */
int workspace_import_one(struct workspace *workspace, const char *name, day today, const char *authority,
                         struct casebook_import_report *report, struct problem *problem);

/* The file of a report whose path ends in `name`; fails the test when there is none. */
const struct casebook_import_file *report_file(const struct casebook_import_report *report, const char *name);

/* Imports everything, which must succeed. */
void workspace_import_well(struct workspace *workspace, struct casebook_import_report *report);
/* Checks that an import is refused with `why` in its text, and that the casebook is what it was, row for row. */
void workspace_import_badly(struct workspace *workspace, int code, const char *why);

/* All tables and rows of the casebook as text, by a connection of its own. */
void workspace_dump(struct workspace *workspace, struct text *out);

/* A whole number that a query gives, by a connection of its own; -1 when it cannot. */
long long workspace_number(struct workspace *workspace, const char *sql);
/* Checks what a query gives: a line a row, cells with a bar between, "-" for NULL. */
void workspace_assert(struct workspace *workspace, const char *sql, const char *expected);
void workspace_sql(struct workspace *workspace, const char *sql);

/* Folder of the shared data, or NULL after saying that the test is skipped. */
const char *shared_folder(void);

#endif
