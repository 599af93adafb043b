/*
 * import: files go in, one snapshot comes out, or nothing has changed.
 *
 * Every file, of a folder or of a ZIP archive, is hashed and its parts are recognised by their columns: a plain CSV file is
 * one part, a pre-merged file one for each authority and year, an XML return one for each table. A part's year is what the
 * file says; else episodes are dated by themselves, and another table takes the year of the episodes whose children it
 * names. A part already in force (same bytes, or the same rows in another form) changes nothing. A new part of a table, year
 * and authority that is already there supersedes the older; nothing is destroyed. All of one import is one transaction.
 *
 * Rows of other authorities than the workspace's own are kept under their own, and are in no history or forecast.
 *
 * A price list (returns/price_list.h) is taken in the same way: an authority has one in force, and with it the casebook's
 * tariff changes at once. Rows of an unknown kind of placement, or with a second price from the same day, are quarantined.
 * So is a capacity list (returns/capacity.h): the homes and beds that the council can count on. The books (kinds of
 * returns/sheet.h from ledger to items of a budget round) are in force part by part: casebook/schema/7-books.sql.
 *
 * Includes: base, calendar, returns, casebook/casebook, casebook/own_list.
 */
#ifndef CASEBOOK_IMPORT_H
#define CASEBOOK_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "casebook/own_list.h"
#include "returns/return_file.h"

struct casebook_import_options {
    const char *who;       /* the person, as the door knows them */
    const char *when;      /* UTC time "2026-11-24T09:30:00Z", from the door */
    day today;             /* the door's day: an extract whose year has not ended yet is in-year */
    const char *authority; /* GSS code of the files that do not say theirs; NULL: the workspace's */
};

/* What became of a part. */
#define CASEBOOK_OUTCOMES(X)                                                                                                \
    X(CASEBOOK_LOADED, "loaded")                                                                                            \
    X(CASEBOOK_SAME, "already in the casebook")                                                                             \
    X(CASEBOOK_SAME_ROWS, "already in the casebook, same rows")                                                             \
    X(CASEBOOK_NOT_A_RETURN, "not a table of the return")                                                                   \
    X(CASEBOOK_UNREADABLE, "could not be read")                                                                             \
    X(CASEBOOK_NO_YEAR, "no year could be found for it")

enum casebook_outcome {
#define CASEBOOK_OUTCOME_ENUM(name, word) name,
    CASEBOOK_OUTCOMES(CASEBOOK_OUTCOME_ENUM)
#undef CASEBOOK_OUTCOME_ENUM
};

/* One part of a file, which of most files is all. */
struct casebook_import_file {
    const char *path;  /* as given; of what lies in an archive the archive's, then its own: "in/returns.zip/2019/h.csv" */
    const char *place; /* enough of it to tell a council's files apart: "2019/h.csv", "returns.zip/2019/h.csv" */
    const char *other_authority; /* GSS code of whose rows these are when it is not the workspace's own, else NULL */
    enum return_table table;
    enum casebook_list list; /* a list of the council's own: no table of the return, and no year */
    enum casebook_outcome outcome;
    int32_t year; /* collection year, INT32_MIN when it has none */
    bool annual;
    int64_t rows_read, rows, quarantined;
    bool has_pence;                 /* of the books: it has a control total, */
    int64_t pence, pence_set_aside; /* of the rows loaded, and of those quarantined as far as they can be read */
    const char *supersedes;    /* name of the older file that this one supersedes, or NULL */
    const char *extra_columns; /* "A, B" or NULL: kept aside, sealed; of a list of the council's own not kept */
    const char *message;       /* for files not loaded: why, and what to do; else NULL */
    int32_t unknown_count;     /* codes that no list of the year knows */
    const struct return_unknown *unknown;
};

struct casebook_import_report {
    int64_t files;
    struct casebook_import_file *file; /* in the order of the paths, then of the parts */
    int64_t snapshot;                  /* 0 when nothing new came */
    int64_t rows_read, rows, quarantined;
    int64_t other_rows, other_authorities; /* of the rows, those of authorities that are not the workspace's; how many */
    struct arena arena;                    /* owns everything above */
};

/*
 * Imports the files of `paths`. A file that cannot be read, or names an authority that nobody knows, is reported and refuses
 * the whole import (PROBLEM_INPUT, nothing changed); files that are no table of the return are only named.
 */
int casebook_import(struct casebook *casebook, const struct file_paths *paths, const struct casebook_import_options *options,
                    struct progress *progress, struct casebook_import_report *report, struct problem *problem);
void casebook_import_report_clear(struct casebook_import_report *report); /* safe on zeroes and twice */

const char *casebook_outcome_word(enum casebook_outcome outcome);

/* "Episodes", "Price list", "Capacity list", or "" for what is none. */
const char *casebook_import_title(const struct casebook_import_file *file);

/*
 * All rows in force of the workspace's own authority, children in their stable order. PROBLEM_NOT_FOUND when no episodes of
 * it have been imported.
 */
int casebook_load_records(struct casebook *casebook, struct care_records *out, struct problem *problem);

/* What is kept and in no history: rows in force of other authorities than the workspace's own, of all tables. */
struct casebook_others {
    int64_t authorities;
    int64_t rows;
};
int casebook_count_others(struct casebook *casebook, struct casebook_others *out, struct problem *problem);
/*
 * The same as known at a snapshot: the rows of files that had come by then and had not been superseded yet. CASEBOOK_NOW is
 * what is in force. PROBLEM_NOT_FOUND when there is no such snapshot, or no episodes had come.
 */
enum { CASEBOOK_NOW = 0 };
int casebook_load_records_at(struct casebook *casebook, int64_t snapshot, struct care_records *out, struct problem *problem);

/* How many children the headers in force disagree about; casebook_load_records takes what the newest year says. */
struct casebook_conflicts {
    int64_t births; /* dates of birth */
    int64_t sexes;  /* sexes; 1 and M are the same */
};
int casebook_count_conflicts(struct casebook *casebook, struct casebook_conflicts *out, struct problem *problem);

/*
 * Hash of the content that a run sees (32 hex digits and a NUL): the returns in force, every episode row of them and every
 * child's date of birth, sex and UASC mark, in stable order. No pseudonyms, no names of files, no order or time of import.
 */
int casebook_content_hash(const struct care_records *records, char out[33], struct problem *problem);

/*
 * Hash of all rows in force of all tables and authorities: what came, in whatever form, order, files or workspace. Keyed
 * hashes are in it only as being there. No run hangs on it: reviews may come and no run id changes.
 */
int casebook_whole_hash(struct casebook *casebook, char out[33], struct problem *problem);

/* A hash of any bytes in the same form, for run ids. */
void casebook_hash(const char *bytes, size_t length, char out[33]);

/* Name of a file by the number that records.file carries. Borrowed until close. */
const char *casebook_file_name(struct casebook *casebook, int32_t file);

/* Quarantined rows of files in force, one call each, in file and line order. The strings are borrowed for the call. */
struct casebook_quarantined {
    const char *file;
    int32_t year; /* INT32_MIN in a price list */
    int64_t line;
    int32_t column;
    const char *field, *reason, *excerpt;
    int64_t superseded_by; /* the snapshot whose file took the place of this one; 0 while it is in force */
};
int casebook_each_quarantined(struct casebook *casebook, int (*each)(void *self, const struct casebook_quarantined *row),
                              void *self, struct problem *problem);

/* The same of every file that ever came, those of a table and year in the order in which they came. */
int casebook_each_quarantined_ever(struct casebook *casebook,
                                   int (*each)(void *self, const struct casebook_quarantined *row), void *self,
                                   struct problem *problem);

#endif
