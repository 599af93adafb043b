/*
 * synth: a made-up council, written as the real files of its returns.
 *
 * The council is one future of the flow engine under the national prior, long enough before the first return to be in
 * balance; children get dates of birth, legal statuses, placement codes valid in each collection year, providers, postcodes,
 * URNs and UPNs, and every year's return is written in the columns and codes of that year: one folder a year, header.csv,
 * episodes.csv, uasc.csv, dd/mm/yyyy. With a truth file it also tells what happens in the months after the last return, in
 * the form of the tidy history. The same options give the same bytes.
 *
 * No child of it exists. Includes: base, calendar, chance, flow, care, returns.
 */
#ifndef SYNTH_SYNTH_H
#define SYNTH_SYNTH_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "care/system.h"

struct synth_options {
    int32_t children;     /* about how many are in care at the end of the last return */
    int32_t years;        /* how many returns: 1 … 12 */
    int32_t last_year;    /* collection year of the last return: 2025 for 2025-26 */
    int32_t truth_months; /* months after the last return to tell in the truth file */
    uint64_t seed;
};

struct synth_report {
    int32_t first_year, last_year;
    int64_t children, episodes, in_care; /* in all returns; in care on the last 31 March */
};

/* Writes the returns below `folder` and, when `truth_path` is not NULL, the truth file. */
int synth_write(const struct care_system *system, const struct synth_options *options, const char *folder,
                const char *truth_path, struct progress *progress, struct synth_report *report, struct problem *problem);

#endif
