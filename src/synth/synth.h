/*
 * synth: a made-up council, written as the real files of its returns.
 *
 * The council is one future of the flow engine under the national prior, long enough before the first return to be in
 * balance; children get dates of birth, legal statuses, placement codes valid in each collection year, providers, postcodes,
 * URNs and UPNs, and every year's return is written in the columns and codes of that year: all twelve tables, dd/mm/yyyy, in
 * one of four forms (synth/forms.h). On request its rates wander (synth/drift.h), brothers and sisters arrive as families
 * (synth/families.h) and mistakes are planted and listed (synth/mistakes.h); without mistakes a return has none. With a
 * truth file it also tells what happens in the months after the last return, in the form of the tidy history (date, measure,
 * state, age_band, value), and the mistakes. The same options give the same bytes, and a longer truth leaves the returns as
 * they are. Beside the years lies price-list.csv: the council's prices from the 1 April after the last return; on request
 * also books/, the finance files of that year (synth/books.h).
 *
 *     struct synth_options options = {.children = 700, .years = 6, .last_year = 2025, .truth_months = 36, .seed = 1};
 *     synth_write(&system, &options, "returns", "truth.csv", NULL, &report, problem);   // returns/2020-21/header.csv, …
 *
 * No child of it exists. Includes: base, calendar, money, chance, flow, care, returns, budget.
 */
#ifndef SYNTH_SYNTH_H
#define SYNTH_SYNTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "care/system.h"
#include "synth/like.h"

/* In which form the returns are written: see synth/forms.h. */
enum synth_form { SYNTH_CSV, SYNTH_XML, SYNTH_ZIP, SYNTH_MERGED };

struct synth_options {
    int32_t children;     /* about how many are in care at the end of the last return: 1 … 200,000 */
    int32_t years;        /* how many returns: 1 … 12 */
    int32_t last_year;    /* collection year of the last return: 2025 for 2025-26; 2016 … 2040 */
    int32_t truth_months; /* months after the last return to tell in the truth file: 0 … 120 */
    uint64_t seed;        /* of all its luck */
    int32_t drift;        /* how far rates wander (synth/drift.h): standard deviation a year in thousandths, 0 … 500 */
    bool siblings;        /* families arrive (synth/families.h) */
    bool books;           /* also the books of the year after (synth/books.h), */
    int32_t closed;       /* with so many closed periods: 1 … 12, */
    int32_t book_errors;  /* and so many mistakes planted in them (synth/books_planting.h): 0 … 1,000 */
    int32_t mistakes;     /* how many to plant in the returns (synth/mistakes.h): 0 … 10,000; in csv and zip alone */
    enum synth_form form; /* of the files */
    const struct synth_like *like; /* the figures that the council is to have (synth/like_figures.h), of the years that the
                                      returns tell; `children` is then not looked at. NULL for none. Borrowed */
};

struct synth_report {
    int32_t first_year, last_year;     /* collection years of the returns */
    int64_t children, episodes;        /* children and rows of episodes in all returns */
    int64_t in_care;                   /* on the last 31 March */
    int64_t packages;                  /* in the ledger */
    int64_t planted_in_books;          /* mistakes: fewer than asked for when nothing more suits */
    int64_t planted;                   /* mistakes: fewer than asked for when nothing more suits */
    struct synth_like_choice likeness; /* what came out of the figures that were wanted */
};

/*
 * Writes the returns below `folder` and, when `truth_path` is not NULL, the truth file; nothing is written before all is
 * made. PROBLEM_USAGE (options outside their limits), PROBLEM_INPUT (the system has no code for a state that its prior
 * uses), PROBLEM_LIMIT (more children than six digits can name), PROBLEM_FILE, PROBLEM_MEMORY, PROBLEM_STOPPED.
 */
int synth_write(const struct care_system *system, const struct synth_options *options, const char *folder,
                const char *truth_path, struct progress *progress, struct synth_report *report, struct problem *problem);

#endif
