/*
 * run_store: results of runs, kept under their id and read back for tables, charts and documents.
 *
 * A result is rows of one shape: (date, measure, state, age band) and either one value (history) or a mean and seven
 * quantiles (forecast). Counts are whole; means are thousandths (integers divided, as every count is a whole number); money
 * is pence.
 *
 * Includes: base, calendar, casebook/casebook.
 */
#ifndef CASEBOOK_RUN_STORE_H
#define CASEBOOK_RUN_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "casebook/verdict.h"

enum { RUN_ID_SIZE = 33, RUN_ALL = -1 };

enum run_quantile { RUN_P2_5, RUN_P10, RUN_P25, RUN_P50, RUN_P75, RUN_P90, RUN_P97_5, RUN_QUANTILES };

/* Which they are, in thousandths. */
extern const int32_t run_quantile_per_mille[RUN_QUANTILES];

/* The first five are the measures of tidy output; the others serve the tables. */
#define RUN_MEASURES(X)                                                                                                     \
    X(RUN_STOCK, "stock")   /* children on the date (a month end) */                                                        \
    X(RUN_STARTS, "starts") /* in the month that ends on the date */                                                        \
    X(RUN_CEASES, "ceases")                                                                                                 \
    X(RUN_MOVES, "moves")                                                                                                   \
    X(RUN_COST, "cost_pence")             /* pence in the month; age band all */                                            \
    X(RUN_EXITS, "exits")                 /* ceases by kind: `state` is an exit id; mean only */                            \
    X(RUN_STARTS_UASC, "starts_uasc")     /* starts of unaccompanied children; mean only */                                 \
    X(RUN_YEAR_COST, "year_cost_pence")   /* pence in the financial year (or part) ending on the date */                    \
    X(RUN_YEAR_CHILDREN, "year_children") /* average children over that year: value in thousandths */                       \
    X(RUN_SPLIT_STOCK, "split_stock")     /* share of a part (`state` is a run_part) in the variance of the stock */        \
    X(RUN_SPLIT_COST, "split_cost")       /* the same of the year's cost; mean only: 100,000 is the whole */                \
    X(RUN_NEED, "need")                   /* children who would be there if there were room (run/sufficiency.h) */          \
    X(RUN_MET, "met")                     /* of these, those who are there */                                               \
    X(RUN_SPILLED, "spilled")             /* who found it full in the month and went elsewhere */                           \
    X(RUN_WAITED, "days_waited")          /* nights of the month that children waited for it elsewhere */                   \
    X(RUN_OCCUPIED, "occupied")           /* children there, those who wait for another kind too */                         \
    X(RUN_PLACES, "places")               /* places on the date; the band is an owner, or all */                            \
    X(RUN_GAP, "gap")                     /* need less places */                                                            \
    X(RUN_CAPPED, "capped")               /* the kind can be full */

enum run_measure {
#define RUN_MEASURE_ENUM(name, word) name,
    RUN_MEASURES(RUN_MEASURE_ENUM)
#undef RUN_MEASURE_ENUM
        RUN_MEASURE_COUNT
};

/* What the spread of a forecast is made of (scores/spread.h). */
enum run_part { RUN_PART_CHANCE, RUN_PART_RATES, RUN_PART_DRIFT, RUN_PART_PRICE, RUN_PARTS };

const char *run_measure_word(enum run_measure measure);

/* Rows of a result, columns of equal length, ordered by measure, date, state, band (all = -1 first). Owned. */
struct run_rows {
    int64_t count, capacity;
    day *date;
    int8_t *measure, *state, *band; /* state and band RUN_ALL for "all" */
    int64_t *mean;                  /* thousandths of a child; pence for money; history: the value in thousandths or pence */
    int64_t *quantile; /* [count * RUN_QUANTILES]; whole children, pence, thousandths for year_children; all 0 in history */
};

/* One assumption, input or source: what table A1 prints. Owned strings. */
struct run_provenance {
    int64_t count, capacity;
    char **kind;   /* "data", "parameter", "price", "prior", "engine", "warning" */
    char **item;   /* "returns in force" */
    char **value;  /* "2016-17 to 2021-22" */
    char **source; /* where from; says "proposal, not published" where that is so */
};

struct run_result {
    char id[RUN_ID_SIZE];    /* 32 hex digits */
    char basis[RUN_ID_SIZE]; /* what it has in common with back-tests that speak of it; "" of runs before there were any */
    char council[128];
    char authority[16];
    char made[24]; /* UTC, from the door; not part of the id */
    day as_at;
    int32_t months, paths;
    uint64_t seed;
    bool overtaken;                  /* files have come in since it was last asked for; casebook_find_run sets it */
    struct backtest_verdict verdict; /* of the newest back-test of its basis; casebook_find_run sets it */
    int64_t population;              /* children 0–17 for rates per 10,000; 0 when not given */
    struct run_rows history;         /* month ends up to as_at, values only */
    struct run_rows forecast;
    struct run_provenance provenance;
};

int64_t run_rows_add(struct run_rows *rows, enum run_measure measure, day date, int32_t state, int32_t band,
                     struct problem *problem); /* index of the new row (zeroes), or a negative code */
/* The row of a combination by binary search, -1 when it is not there. */
int64_t run_rows_find(const struct run_rows *rows, enum run_measure measure, day date, int32_t state, int32_t band);
int run_provenance_add(struct run_provenance *provenance, const char *kind, const char *item, const char *value,
                       const char *source, struct problem *problem);
void run_rows_clear(struct run_rows *rows);       /* safe on zeroes and twice */
void run_result_clear(struct run_result *result); /* safe on zeroes and twice */

/*
 * Keeps a result and makes it the run last asked for. Of an id that is kept already only that changes: results are never
 * written again. One transaction.
 */
int casebook_keep_run(struct casebook *casebook, const struct run_result *result, struct problem *problem);

/* Makes a kept run the one last asked for, which tables, charts and reports are drawn from; of an unknown id nothing. */
int casebook_ask_run(struct casebook *casebook, const char *id, struct problem *problem);

/* The run of that id (any unambiguous beginning of it), or the one last asked for when `id` is NULL. PROBLEM_NOT_FOUND says
 * what to do.
 */
int casebook_find_run(struct casebook *casebook, const char *id, struct run_result *out, struct problem *problem);

#endif
