/*
 * row_sum: what became of the rows of some files, every row counted once.
 *
 *     1,461 read = 1,432 kept + 21 merged + 5 shortened + 3 quarantined
 *
 * The files are those of one import, or any others; the fates are those of the history in force. Pure. Includes: base, care.
 */
#ifndef CARE_ROW_SUM_H
#define CARE_ROW_SUM_H

#include <stdbool.h>
#include <stdint.h>

#include "care/history.h"
#include "care/records.h"

struct care_row_sum {
    int64_t read;                     /* rows of the files: the fates and the quarantined add up to it */
    int64_t of_fate[CARE_FATE_COUNT]; /* rows of each fate */
    int64_t quarantined;              /* rows that could not be read; the caller knows them, no fate does */
    int64_t children_without_header;  /* children whom these rows name and no header gives a date of birth */
};

/* Adds the rows of the files for which wanted[number of the file] holds; files from `files` on are not. */
void care_row_sum_add(const struct care_records *records, const struct care_fates *fates, const bool *wanted, int64_t files,
                      struct care_row_sum *sum);

#endif
