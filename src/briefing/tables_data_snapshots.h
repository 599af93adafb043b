/*
 * tables_data_snapshots: tables of what came in and what it changed, for `homeward data`. They need no run.
 *
 * The names of their columns, as they stand in CSV and JSON, do not change:
 *
 *     data_list        snapshot made_at made_by files tables years read kept quarantined superseded
 *     data_files       year table authority file covers read kept quarantined snapshot state
 *     data_show        file table (authority) year read kept quarantined unknown_codes supersedes same changed new gone
 *       tidy           file table authority year item detail rows in_file line
 *     data_diff        child change days before after
 *       tidy           child change kind_before kind_after before after by file_before line_before file_after line_after why
 *     data_quarantine  file year line column field reason excerpt state
 *       tidy           file year field reason state rows first_line
 *
 * A snapshot is its number; a state is "in force" or "superseded by 3". The authority in brackets is there where a file is
 * of another than the council's own. `item` is read, kept, quarantined, unknown code
 * (detail: PLACE X9), extra columns (detail: their names), same, changed, new or gone; `in_file` and `line` are where the
 * first such row stands. `change` in tidy data_diff is a word of CARE_CHANGES (care/revision.h), which says what the columns
 * after it hold; `kind_…` are ids of kinds of placement or of ways out. A child is its number in the casebook, and its rows
 * in the council's own files say who it is: no other identity is here, but data_diff and data_quarantine are restricted.
 *
 * Includes: base, calendar, care, casebook, table/table, briefing/tables.
 */
#ifndef BRIEFING_TABLES_DATA_SNAPSHOTS_H
#define BRIEFING_TABLES_DATA_SNAPSHOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "briefing/tables.h"
#include "care/revision.h"
#include "casebook/casebook.h"
#include "casebook/snapshots.h"
#include "table/table.h"

/* Every snapshot, the newest first, then what is in force. */
int table_of_snapshots(const struct casebook_snapshots *snapshots, struct table *out, struct problem *problem);

/* Every table of a year that ever came, by authority and year, and what has become of it. */
int table_of_kept_files(const struct casebook_snapshots *snapshots, struct table *out, struct problem *problem);

/* What one snapshot brought, file by file, and what that made of the older files. PROBLEM_NOT_FOUND when there is none. */
int table_of_snapshot(struct casebook *casebook, const struct casebook_snapshots *snapshots, int64_t number,
                      enum table_layout layout, struct table *out, struct problem *problem);

/* Whose history the files between two snapshots changed: a row a change. No rows: nobody's. */
int table_of_revision(struct casebook *casebook, const struct care_revision *revision, int64_t before, int64_t after,
                      enum table_layout layout, struct table *out, struct problem *problem);

/*
 * The quarantined rows of files in force, or (`ever`) of all files that came; tidy: counted by file and reason. *in_force is
 * how many rows are out of the numbers now.
 */
int table_of_quarantine(struct casebook *casebook, bool ever, enum table_layout layout, struct table *out, int64_t *in_force,
                        struct problem *problem);

#endif
