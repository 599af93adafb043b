/*
 * mistakes: what real returns have and a made-up one has not, planted on request and listed.
 *
 * Some thirty kinds, one after another in the order of the catalogue until as many are planted as were asked for; a kind
 * that finds no row that suits it is passed over. Each is planted in rows of a child of its own. Random numbers come from a
 * domain of their own: the council itself is the same with and without.
 *
 * Listed are kind, file, line, field, the child's line in the header of that year, the planted value (never a date of birth
 * or another identity) and how it must be found, one or more of
 *
 *     quarantine      the row is quarantined, at that line
 *     warning         the import names the code or the column
 *     rule CODE       that rule of the return finds that row
 *     fate WORD       the row has that fate (care/history.h) when histories are made
 *     fate warning    the row is warned of when histories are made
 *
 * Inside synth/. Includes: base, returns.
 */
#ifndef SYNTH_MISTAKES_H
#define SYNTH_MISTAKES_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "returns/layout.h"
#include "synth/year_files.h"

enum { SYNTH_PLANTED_SIZE = 24, SYNTH_MISTAKES_MAX = 10000 };

struct synth_planted {
    const char *kind;               /* "overlap" */
    int32_t year;                   /* number of the return, from 0 */
    enum return_table table;        /* the file */
    int64_t line;                   /* of the file */
    const char *field;              /* "DECOM", or "" for the whole row */
    int64_t child_row;              /* line of the child in the year's header; 0 when it has none */
    char value[SYNTH_PLANTED_SIZE]; /* what stands there now, or empty */
    const char *found_by;           /* as above, separated by "; " */
};

/* Owned list; synth_mistakes_clear frees it. */
struct synth_mistakes {
    int64_t count, capacity;
    struct synth_planted *planted; /* in the order of planting */
};

/*
 * Plants up to `wanted` mistakes in the tables of the years and lists them. Fewer when the council is too small for more.
 * PROBLEM_MEMORY; then the tables may be changed in part and must not be written.
 */
int synth_mistakes_plant(struct synth_year *year, int32_t years, uint64_t seed, int32_t wanted, struct synth_mistakes *out,
                         struct problem *problem);

void synth_mistakes_clear(struct synth_mistakes *mistakes); /* safe on zeroes and twice */

/* Appends them to the truth, as lines of measure `mistake` (synth/truth.h). */
int synth_mistakes_append(const struct synth_mistakes *mistakes, const struct synth_year *year, struct text *out,
                          struct problem *problem);

#endif
