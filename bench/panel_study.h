/*
 * panel_study: samples of several origins beside what was published afterwards, for the gates of bench/panel.
 *
 * The truth is read with its own view of all years; the programs that make the samples never see it. A cell is one quantity
 * at one origin and so many years ahead, of all councils or of some.
 *
 * Includes: bench/panel_view, samples, panel_score.
 */
#ifndef BENCH_PANEL_STUDY_H
#define BENCH_PANEL_STUDY_H

#include <stdbool.h>
#include <stdint.h>

#include "panel_view.h"
#include "samples.h"
#include "panel_score.h"

enum { STUDY_ORIGINS_MAX = 12, STUDY_AHEAD = 3, STUDY_SIZES = 4, STUDY_ALL = -1, STUDY_KENT = 886, STUDY_LAST_TRUTH = 2025 };

struct study {
    struct panel_view truth; /* all years */
    bool of_authorities;     /* whether samples are of authorities as they were at the origin, and not of the 148 units */
    int32_t origins;
    int32_t origin[STUDY_ORIGINS_MAX];
    struct samples samples[STUDY_ORIGINS_MAX];
    int32_t judged, met; /* gates */
};

/* Which councils a cell is of. */
struct study_part {
    int32_t size;      /* class of stock at the origin: under 200, 200 to 449, 450 to 799, 800 and over; STUDY_ALL */
    bool without_kent; /* its starts and ceases count children of the national transfer scheme in and out */
};

/* "2022=FILE": adds the samples of an origin. 0, or -1 with a line on stderr. */
int study_add(struct study *study, const char *origin_and_file);
void study_clear(struct study *study);

/* What was published of a council: NAN where nothing was. Quantities: stock, stock_own, starts, ceases, foster, homes (homes_places), rest
 * (supported and other), parents, adoption; of single authorities r1_starts, r1_ceases, r1_ways_home, still_starts … */
double study_truth(const struct study *study, const char *quantity, int32_t council, int32_t year);

/* Scores a cell; false when nothing is there to score (a year that has not come, no samples). */
bool study_score(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                 struct score *out);

/* The list of cases of a cell, at most PANEL_UNITS_MAX; how many. `council` takes their numbers and may be NULL. */
int32_t study_cases(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                    struct score_case *out, int32_t *council);

int32_t study_size_of(double stock); /* the class of study_part */
const char *study_size_name(int32_t size);

/* Prints a gate and counts it. */
void study_judge(struct study *study, bool met, const char *what, const char *target, const char *figure, ...)
    __attribute__((format(printf, 5, 6)));

#endif
