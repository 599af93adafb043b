/*
 * snapshots: what came in, import by import, read back out of the casebook.
 *
 * A snapshot is what one import brought. Each of its files is in force until a newer file of the same table, year and
 * authority (or a newer price list) supersedes it; both stay. What was known at snapshot S is every file with
 * brought_by <= S that is in force or gave way to a snapshot after S.
 *
 *     struct casebook_snapshots snapshots;
 *     if (casebook_load_snapshots(casebook, &snapshots, problem) == 0)
 *         … snapshots.snapshot[i], snapshots.file[k] …
 *     casebook_snapshots_clear(&snapshots);
 *
 * Only reads. Includes: base, calendar, returns, casebook/casebook.
 */
#ifndef CASEBOOK_SNAPSHOTS_H
#define CASEBOOK_SNAPSHOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "casebook/own_list.h"
#include "returns/return_file.h"

/* One import. */
struct casebook_snapshot {
    int64_t number;               /* from 1, rising */
    const char *made_at;          /* UTC: "2026-11-24T09:30:00Z" */
    const char *made_by;          /* the person, as the door knew them */
    int64_t files;                /* files that it kept, each once however many tables and years it told */
    int64_t superseded;           /* older files that gave way to it, in whole or for a table and year */
    int64_t rows_read, rows_kept; /* the difference was quarantined */
};

/* One table of one year that a file brought, or a list of its own. */
struct casebook_kept_file {
    int64_t id;                   /* as records.file has it; of a list of the council's own, its own */
    int64_t brought_by;           /* snapshot */
    int64_t superseded_by;        /* snapshot; 0 while in force */
    int64_t supersedes;           /* id of the older file that gave way to it, 0 for none */
    enum casebook_list list;      /* of the council's own: then it has no table, year or day */
    enum return_table table;      /* RETURN_UNKNOWN for such a list */
    int32_t year;                 /* collection year, INT32_MIN for none */
    bool annual;                  /* covers its whole year; else an extract */
    day last_date;                /* latest day of which it speaks, DAY_NONE when it tells none */
    const char *authority;        /* GSS code */
    const char *name;             /* with the folder that it lay in: 2019/episodes.csv */
    const char *extra_columns;    /* names of columns that no layout knows, "" for none */
    int64_t rows_read, rows_kept; /* the difference was quarantined */
};

struct casebook_snapshots {
    int64_t count;                      /* snapshots */
    struct casebook_snapshot *snapshot; /* oldest first */
    struct casebook_snapshot in_force;  /* the same sums over all files in force; number 0, "" for when and by whom */
    int64_t files;                      /* kept files of all snapshots */
    struct casebook_kept_file *file;    /* by snapshot; within one the lists last, the others by authority, year, table */
    struct arena arena;                 /* owns all of it */
};

/* Everything that came in. PROBLEM_NOT_FOUND, with what to do, when nothing has. */
int casebook_load_snapshots(struct casebook *casebook, struct casebook_snapshots *out, struct problem *problem);
void casebook_snapshots_clear(struct casebook_snapshots *snapshots); /* safe on zeroes and twice */

/* The snapshot of that number; NULL when there is none. */
const struct casebook_snapshot *casebook_snapshot_of(const struct casebook_snapshots *snapshots, int64_t number);

/* PROBLEM_NOT_FOUND, saying which there are, unless there is a snapshot of that number. CASEBOOK_NOW is fine. */
int casebook_need_snapshot(struct casebook *casebook, int64_t number, struct problem *problem);

/* "Episodes", "Price list", "Capacity list". */
const char *casebook_kept_title(const struct casebook_kept_file *file);

/*
 * The codes of a file that no list of its collection year knows, one call each, by column and code; a value that might be an
 * identity in the wrong column is "***". The strings are borrowed for the call; a negative code of `each` ends it.
 */
int casebook_each_unknown_code(struct casebook *casebook, const struct casebook_kept_file *file,
                               int (*each)(void *self, const struct return_unknown *unknown), void *self,
                               struct problem *problem);

/*
 * What a newer file makes of the rows of the older one that gave way to it. Rows that say the same of the same child are the
 * same, wherever they stand; of the others, one with the same child and first date (DECOM of an episode, the day of a
 * review, …) on both sides is changed; what is left is new or gone. Lines are of the first such row: of the newer file,
 * `gone` of the older; 0 for none.
 */
struct casebook_row_changes {
    int64_t same;                /* rows that say what they said */
    int64_t changed, changed_at; /* rows that say it otherwise, and the first line */
    int64_t added, added_at;     /* rows of the newer file alone, and the first line */
    int64_t gone, gone_at;       /* rows of the older file alone, and the first line */
};
int casebook_compare_rows(struct casebook *casebook, const struct casebook_kept_file *newer,
                          struct casebook_row_changes *out, struct problem *problem);

#endif
