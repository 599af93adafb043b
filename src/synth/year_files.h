/*
 * year_files: the twelve tables of every year's return, filled child by child.
 *
 * A return tells every episode that touches its year, with what was known on 31 March: an episode that ends later is open in
 * it. Its codes are those of its collection year, whenever the episode began. Header, episodes and UASC are filled here, the
 * others by the functions of synth/story.h. A table that the collection did not have yet in that year has no file.
 *
 * Inside synth/. Includes: base, calendar, returns.
 */
#ifndef SYNTH_YEAR_FILES_H
#define SYNTH_YEAR_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "returns/return_write.h"

struct synth_story;

struct synth_year {
    int32_t year;                     /* collection year */
    struct text table[RETURN_TABLES]; /* the tables so far, owned; empty where the year's collection has no such table */
    int64_t rows[RETURN_TABLES];      /* in each */
    int64_t children;                 /* in care in this year */
};

void synth_year_begin(struct synth_year *self, int32_t year);

/* Whether the collection of a year has the table. */
bool synth_year_has(int32_t year, enum return_table table);

/* Adds a child's rows to all tables. True when it was in care in the year. */
bool synth_year_add(struct synth_year *self, const struct synth_story *story);

/* One row of a table, as return_write_row takes it. */
void synth_year_row(struct synth_year *self, enum return_table table, const struct return_text *cell);

/* "header.csv", "episodes.csv", …: the file of a table. */
const char *synth_year_file(enum return_table table);

/* Writes the tables into folder/2020-21. PROBLEM_FILE, PROBLEM_MEMORY. */
int synth_year_write(const struct synth_year *self, const char *folder, struct problem *problem);

void synth_year_clear(struct synth_year *self); /* safe on zeroes and twice */

#endif
