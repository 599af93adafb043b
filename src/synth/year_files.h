/*
 * year_files: the three tables of every year's return, filled child by child.
 *
 * A return tells every episode that touches its year, with what was known on 31 March: an episode that ends later is open in
 * it. Its codes are those of its collection year, whenever the episode began.
 *
 * Inside synth/. Includes: base, calendar, returns.
 */
#ifndef SYNTH_YEAR_FILES_H
#define SYNTH_YEAR_FILES_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "synth/episodes.h"
#include "synth/particulars.h"

struct synth_year {
    int32_t year;                       /* collection year */
    struct text header, episodes, uasc; /* the three tables so far, owned */
    int64_t children, rows;             /* in this return */
};

void synth_year_begin(struct synth_year *self, int32_t year);

/* Adds a child's rows, if it was in care in the year; *told is set then. */
void synth_year_add(struct synth_year *self, const struct synth_child *child, const struct synth_particulars *particulars,
                    const struct synth_episodes *episodes, bool *told);

/* Writes header.csv, episodes.csv and uasc.csv into folder/2020-21. PROBLEM_FILE, PROBLEM_MEMORY. */
int synth_year_write(const struct synth_year *self, const char *folder, struct problem *problem);

void synth_year_clear(struct synth_year *self); /* safe on zeroes and twice */

#endif
