/*
 * daily: the same model stepped day by day, eight children abreast: the baseline that event-driven walks are held against.
 *
 * The usual way to simulate: every night every child draws one random word, which is compared with the chance that it moves
 * or leaves that night (1 - exp(-rate) of its cell). Columns of children, AVX2, one Philox block for four nights, the
 * engine's tally. Compiled for AVX2; ask flow_crowd_can first.
 */
#ifndef BENCH_DAILY_H
#define BENCH_DAILY_H

#include "flow/replicate.h"
#include "flow/tables.h"

enum { DAILY_CHILDREN = 4096 /* at once */ };

/* The chances of one set of rates. */
struct daily_model {
    const struct flow_tables *tables;
    int32_t *chance; /* [cells]: a word below it is an event; in order of unsigned words with the top bit flipped */
    uint32_t *until; /* [cells][stride]: an event is the first slot whose number here is not below a second word */
    const struct flow_cohort *cohort;
    const struct flow_arrivals *arrivals;
    struct arena arena;
};

int daily_model_make(const struct flow_tables *tables, const struct flow_cohort *cohort,
                     const struct flow_arrivals *arrivals, struct daily_model *out, struct problem *problem);
void daily_model_clear(struct daily_model *model);

/* One future, counted into the tally. */
void daily_run(const struct daily_model *model, struct chance_key key, uint32_t replicate, struct flow_tally *tally);

#endif
