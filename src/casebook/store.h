/*
 * store: the SQLite database under a casebook, and what the files of this room share of an open one. Inside of the room
 * only.
 *
 * Every connection is opened the same way: foreign keys on, WAL, synchronous FULL (what is acknowledged is on the disk),
 * five seconds of patience, trusted_schema off, defensive, no double-quoted strings, temporary tables in memory only,
 * deleted content overwritten. No value of a cell ever enters a message. Statements that write run between store_begin and
 * store_commit.
 *
 * Outside library: SQLite. Includes: base, budget, care, casebook/casebook, casebook/identity.
 */
#ifndef CASEBOOK_STORE_H
#define CASEBOOK_STORE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/file.h"
#include "base/problem.h"
#include "casebook/casebook.h"
#include "casebook/identity.h"

struct casebook {
    char *folder;                    /* as opened; owned */
    sqlite3 *database;               /* owned */
    struct identity identity;        /* keys of the pseudonyms, from identity.key */
    struct file_bytes settings_text; /* homeward.yaml as it was when the casebook was opened; owned */
    struct casebook_settings settings;
    struct care_system system;
    int32_t own_place_rules; /* of the system: those of care.yaml; what was said of codes comes after them */
    struct tariff tariff;
    char **file_name; /* by id of the file, NULL where there is none; owned, for casebook_file_name */
    int64_t file_names, file_names_capacity;
};

/* Opens the database file, which must be there, for one thread at a time. PROBLEM_LOCKED, PROBLEM_STORE. */
int store_open(const char *path, sqlite3 **out, struct problem *problem);
void store_close(sqlite3 *database); /* NULL is fine */

/* What SQLite says became of `doing` ("reading the runs"), as a problem: busy is PROBLEM_LOCKED, a full disk PROBLEM_FILE.
 */
int store_problem(sqlite3 *database, const char *doing, struct problem *problem);

/* Runs statements without values. */
int store_run(sqlite3 *database, const char *sql, struct problem *problem);

int store_begin(sqlite3 *database, struct problem *problem); /* takes the writer's place at once */
int store_commit(sqlite3 *database, struct problem *problem);
void store_rollback(sqlite3 *database); /* everything since store_begin has not been; harmless without one */

/* A statement; NULL and a code when it cannot be made. Give it back with sqlite3_finalize (NULL is fine). */
int store_prepare(sqlite3 *database, const char *sql, sqlite3_stmt **out, struct problem *problem);

/* The next row: 1 when there is one, 0 at the end, or a code. */
int store_next(sqlite3_stmt *statement, struct problem *problem);

/* Runs a statement that gives no rows and makes it ready for the next values (which stay bound). */
int store_do(sqlite3_stmt *statement, struct problem *problem);

/* Values: NULL for DAY_NONE, for a blank text and for a zero code. Text and bytes must live until the statement has run. */
void store_bind_day(sqlite3_stmt *statement, int place, day on);
void store_bind_text(sqlite3_stmt *statement, int place, const char *text);
void store_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, size_t length);
day store_day(sqlite3_stmt *statement, int column);
const char *store_text(sqlite3_stmt *statement, int column); /* "" for NULL; borrowed until the next row */

/* The single whole number that a query gives; 0 when it gives none. */
int store_number(sqlite3 *database, const char *sql, int64_t *out, struct problem *problem);

#endif
