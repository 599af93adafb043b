/*
 * like: choosing families out of many so that the council that they make has the counts that are wanted.
 *
 * Somebody without child-level data, or a test on published figures, wants a council like Sefton: its stock on 31 March,
 * its starts and ceases, the mix of its placements. The pool is a large made-up nation (synth/like_pool.h). Each of its
 * families is a unit; what it adds to each count is its row. A council is a choice of units, made in three steps:
 *
 *   1. three multipliers by fixed point: k, the level of entries before the first year that is told; e, the rate of ways out
 *      before 18; u, the tilt of entries aged ten and over (log), which is what ages out. They weigh the units as if the
 *      nation had been simulated under them: a path with n ways out under 18 and a cumulated rate H of them has
 *
 *          weight = level of the year of entry × e^n × exp(-(e - 1) H) × exp(u × entries aged ten and over)
 *
 *      and the levels of the years that are told follow from their starts
 *   2. a factor for each count, in turn until all agree (iterative proportional fitting, Deming and Stephan 1940): so the
 *      weights' sums are the counts
 *   3. units drawn with chances of their weights (systematic sampling, by kind); then few are exchanged, until the exact
 *      counts are exact, and some others of their kind, so that the other counts come nearer
 *
 * Pure arithmetic: knows no child. The same pool, wish and seed give the same choice.
 *
 *     struct synth_like wish = {.opens = 2023, .last = 2025};
 *     synth_like_want(&wish, SYNTH_LIKE_STOCK, 2025, 506, true);
 *     synth_like_match(&pool, &wish, NULL, &match, problem);
 *     synth_like_choose(&pool, &wish, &match, seed, chosen, problem);
 *     synth_like_match_clear(&match);
 *
 * Inside synth/; bench/ uses it too. Includes: base, chance.
 */
#ifndef SYNTH_LIKE_H
#define SYNTH_LIKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"

/* Counts of a reporting year, which ends on 31 March: on that day, or of children who came or went in the year. */
#define SYNTH_LIKE_KINDS(X)                                                                                                 \
    X(STOCK, "children in care on 31 March")                                                                                \
    X(STARTS, "children who came into care")                                                                                \
    X(CEASES, "children who left care")                                                                                     \
    X(FOSTER, "in foster care")                                                                                             \
    X(HOMES, "in children's homes and secure homes")                                                                        \
    X(SUPPORTED, "in supported accommodation")                                                                              \
    X(PARENTS, "placed with parents")                                                                                       \
    X(ADOPTION, "placed for adoption")                                                                                      \
    X(OTHER, "in other placements")                                                                                         \
    X(UASC, "unaccompanied on 31 March")                                                                                    \
    X(AGED_UNDER_1, "under 1 on 31 March")                                                                                  \
    X(AGED_1_TO_4, "1 to 4 on 31 March")                                                                                    \
    X(AGED_5_TO_9, "5 to 9 on 31 March")                                                                                    \
    X(AGED_10_TO_15, "10 to 15 on 31 March")                                                                                \
    X(AGED_16_OVER, "16 and over on 31 March")                                                                              \
    X(STARTED_UNDER_1, "came under 1")                                                                                      \
    X(STARTED_1_TO_4, "came at 1 to 4")                                                                                     \
    X(STARTED_5_TO_9, "came at 5 to 9")                                                                                     \
    X(STARTED_10_TO_15, "came at 10 to 15")                                                                                 \
    X(STARTED_16_OVER, "came at 16 or over")                                                                                \
    X(STARTED_UASC, "came unaccompanied")                                                                                   \
    X(CEASED_UNDER_1, "left under 1")                                                                                       \
    X(CEASED_1_TO_4, "left at 1 to 4")                                                                                      \
    X(CEASED_5_TO_9, "left at 5 to 9")                                                                                      \
    X(CEASED_10_TO_15, "left at 10 to 15")                                                                                  \
    X(CEASED_16_TO_17, "left at 16 or 17")                                                                                  \
    X(CEASED_18, "turned 18")                                                                                               \
    X(ADOPTED, "adopted")                                                                                                   \
    X(SGO, "left on a special guardianship order")                                                                          \
    X(HOME, "went home")                                                                                                    \
    X(CAO, "left on a child arrangements order")                                                                            \
    X(TRANSFER, "taken over by another authority")

enum synth_like_kind {
#define SYNTH_LIKE_ENUM(name, words) SYNTH_LIKE_##name,
    SYNTH_LIKE_KINDS(SYNTH_LIKE_ENUM)
#undef SYNTH_LIKE_ENUM
        SYNTH_LIKE_KIND_COUNT
};

enum {
    SYNTH_LIKE_YEARS_MAX = 13, /* twelve, and the 31 March before them */
    SYNTH_LIKE_COLUMNS = SYNTH_LIKE_KIND_COUNT * SYNTH_LIKE_YEARS_MAX
};

/* What is wanted. */
struct synth_like {
    int32_t opens, last; /* reporting years: of the 31 March that opens the first year told, and of the last */
    double count[SYNTH_LIKE_KIND_COUNT][SYNTH_LIKE_YEARS_MAX]; /* by kind and year - opens */
    bool wanted[SYNTH_LIKE_KIND_COUNT][SYNTH_LIKE_YEARS_MAX];  /* whether the count is there */
    bool exact[SYNTH_LIKE_KIND_COUNT][SYNTH_LIKE_YEARS_MAX];   /* whether it is to be met to the child */
};

/*
 * Units as sparse rows, and the same by columns; a column is kind × SYNTH_LIKE_YEARS_MAX + year - opens. Made and owned by
 * synth/like_pool.h.
 */
struct synth_like_pool {
    int32_t opens, last; /* reporting years, as in a wish */
    int64_t units, cells;
    int64_t *first;        /* [units + 1]: where the cells of each unit begin */
    int16_t *column;       /* [cells] */
    uint8_t *count;        /* [cells]: how many of its children, at least 1 */
    int64_t *column_first; /* [SYNTH_LIKE_COLUMNS + 1]: where the cells of each column begin */
    int32_t *column_unit;  /* [cells] */
    uint8_t *column_count; /* [cells] */
    int8_t *entered;       /* [units]: year of the first entry - opens, 0 for before the first year told (which is 1) */
    uint8_t *children;     /* [units] */
    uint8_t *left;         /* [units]: ways out before 18 until the last year's end */
    uint8_t *old;          /* [units]: entries aged ten and over */
    float *rate;           /* [units]: H, the cumulated rate of such ways out, until then */
};

struct synth_like_match {
    double k, e, u;             /* the three multipliers; k relative to the first year told */
    bool clipped;               /* one of them, or the factor of a count, stands at its limit */
    double stock, young, grown; /* after step 1: got / wanted of the opening stock, of ways out under 18, of 18+ */
    double worst;               /* after step 2: largest |got - wanted| / wanted, of counts of 20 and more */
    double *weight;             /* [units] */
    struct arena arena;         /* owns the weights */
};

/* What was chosen. */
struct synth_like_choice {
    int64_t units, children;
    int32_t exchanged; /* steps that made counts exact */
    double missed;     /* sum of |got - wanted| over the exact counts: 0 when all are met */
    double got[SYNTH_LIKE_KIND_COUNT][SYNTH_LIKE_YEARS_MAX]; /* as the wish has them */
};

static inline int32_t synth_like_column(enum synth_like_kind kind, int32_t at)
{
    return (int32_t)kind * SYNTH_LIKE_YEARS_MAX + at;
}

/* Adds a count to a wish, if its year is one of those told; a count below 0 is none. */
void synth_like_want(struct synth_like *like, enum synth_like_kind kind, int32_t year, double count, bool exact);

/* Steps 1 and 2. `base` are weights to begin with (of a nation brought to a year's figures); NULL for all alike. */
int synth_like_match(const struct synth_like_pool *pool, const struct synth_like *like, const double *base,
                     struct synth_like_match *out, struct problem *problem);
void synth_like_match_clear(struct synth_like_match *match); /* safe on zeroes and twice */

/* Step 2 alone, on weights of the caller's: how a nation is brought to its figures. The largest error left. With `once` no
 * weight goes above 1: a unit can be chosen once only. */
double synth_like_rake(const struct synth_like_pool *pool, const struct synth_like *like, bool once, double *weight);

/* Step 3: chosen[units] becomes 1 for those that make the council. */
int synth_like_choose(const struct synth_like_pool *pool, const struct synth_like *like,
                      const struct synth_like_match *match, uint64_t seed, uint8_t *chosen, struct synth_like_choice *out,
                      struct problem *problem);

/* "children in care on 31 March". Borrowed. */
const char *synth_like_words(enum synth_like_kind kind);

#endif
