/*
 * casebook: what a council keeps: returns as they came, snapshots, runs, and the settings of its workspace.
 *
 * A workspace is a folder with `homeward.yaml` (council, authority, population, price list), `casebook.db` (SQLite: STRICT
 * tables, WAL, foreign keys, numbered schema steps) and `identity.key` (mode 0600): the key of the pseudonyms, which never
 * enters the store. A copy of systems/care.yaml in it takes the place of the built-in one.
 *
 * Returns are kept row by row as they came, all twelve tables, except that CHILD is a pseudonym (keyed BLAKE2b of authority
 * and CHILD), UPN is only "valid" (in form), "invalid", "UN1" … "UN5" or absent and a keyed hash, a social worker's number a
 * keyed hash, a postcode its district and a keyed hash, and dates of birth are day numbers in one table (child_birth) alone.
 * Cells of unknown columns are sealed (XChaCha20-Poly1305) and only named.
 *
 * Time is twofold: a row is about a time, and it has the snapshot that brought it and the one that superseded it. Nothing is
 * destroyed: a newer part of the same table, year and authority supersedes the older. Rows of other authorities than the
 * workspace's own are kept, too, and are in no history.
 *
 *     struct casebook *casebook = NULL;
 *     if (casebook_open("anyshire", &casebook, problem) < 0) …
 *     casebook_import(casebook, &paths, &options, progress, &report, problem);
 *     casebook_load_records(casebook, &records, problem);
 *     casebook_close(casebook);
 *
 * Outside libraries: SQLite, libsodium, libfyaml. Includes: base, calendar, money, flow, returns, care, budget.
 */
#ifndef CASEBOOK_CASEBOOK_H
#define CASEBOOK_CASEBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "base/text.h"
#include "budget/tariff.h"
#include "calendar/calendar.h"
#include "care/records.h"
#include "care/system.h"
#include "money/signs.h"

struct casebook;

/* What homeward.yaml says. */
struct casebook_settings {
    char council[128];
    char authority[16];      /* GSS code: E10000099 */
    int64_t population;      /* children 0–17, 0 when not given */
    int32_t population_year; /* 0 when not given */
    char population_source[128];
    enum money_signs signs; /* how tables write variances (money/signs.h); SIGNS_NONE when not given */
    int32_t tolerance;      /* of a budget, thousandths of a percent; 0 when not given */
    double effects_cap;     /* most that a planned effect may stretch a rate (plan/check.h); 0 when not given */
};

/*
 * Makes a workspace in `folder` (made if missing; refused with PROBLEM_INPUT when there is one already): settings file,
 * key, empty casebook. The authority must be a GSS code of an English authority, or E…099 for made-up ones.
 */
int casebook_create(const char *folder, const struct casebook_settings *settings, struct problem *problem);

/*
 * Opens a workspace; takes schema steps that are missing. PROBLEM_NOT_FOUND says how to make one. An open casebook serves
 * one thread at a time; several may be open on one workspace.
 */
int casebook_open(const char *folder, struct casebook **out, struct problem *problem);
void casebook_close(struct casebook *casebook); /* NULL is fine */

const struct casebook_settings *casebook_settings(const struct casebook *casebook);

/*
 * The care system in force: the workspace's own systems/care.yaml if there is one, else the built-in, and what the council
 * has said of unknown codes (casebook/code_meaning.h). Borrowed.
 */
const struct care_system *casebook_system(const struct casebook *casebook);

/*
 * The prices in force: built-in lines, replaced by those of the price list that was imported last, and those by `prices:` in
 * homeward.yaml. Borrowed; an import that brings a price list changes them.
 */
const struct tariff *casebook_tariff(const struct casebook *casebook);

/* Reads a care system from YAML bytes: for the built-in copy, tests and the fuzz target. Places in problems are line
 * numbers. */
int casebook_read_system(const char *yaml, size_t length, struct care_system *out, struct problem *problem);

/* The built-in care system (systems/care.yaml, compiled in), already read. */
int casebook_default_system(struct care_system *out, struct problem *problem);

#endif
