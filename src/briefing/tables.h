/*
 * tables: every table of the product, by id, in one constant array.
 *
 * A door asks for a table by id and gets it from a kept run (or, for the tables about data, from the casebook through what
 * the caller hands over). Adding a figure to the product is adding one function and one line to the array in tables.c; it is
 * then a command, a page and a report section.
 *
 *     struct table table = {0};
 *     const struct table_sources sources = {.system = system, .run = &run};
 *     if (tables_build("T5", TABLE_WIDE, &sources, &table, problem) == 0)
 *         render_table(&table, RENDER_TEXT, 80, &out, problem);
 *     table_clear(&table);
 *
 * Includes: base, calendar, money, flow, care, budget, casebook, table/table.
 */
#ifndef BRIEFING_TABLES_H
#define BRIEFING_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "table/table.h"
#include "budget/books.h"
#include "budget/movement.h"
#include "budget/outturn.h"
#include "budget/paper.h"
#include "budget/reconcile.h"
#include "care/history.h"
#include "care/records.h"
#include "care/system.h"
#include "casebook/backtest_store.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "checks/totals.h"
#include "flow/exposure.h"
#include "flow/posterior.h"
#include "money/signs.h"

struct round_view;

enum table_layout { TABLE_WIDE, TABLE_TIDY };

/*
 * What a table may draw on; all borrowed. A door fills in what it has; a table that lacks its source is PROBLEM_NOT_FOUND
 * and says how to come by it.
 */
struct table_sources {
    const struct care_system *system; /* always */
    const struct run_result *run;     /* T5, T6, T3f, U1, A1, C1, C5, F1; T9: of run/sufficiency.h */
    day as_at;                        /* history, rates, fates: the last night known */
    int64_t known_at;                 /* history, fates: the snapshot at which it was known; 0: now */
    const struct run_rows *history;   /* history: the past counted month by month */
    struct casebook *casebook; /* fates: names of files (NULL: numbers); the council's name without a run. Only read */
    const struct care_records *records;          /* fates */
    const struct care_fates *fates;              /* fates */
    const struct flow_exposure *exposure;        /* rates: events and days at risk */
    const struct flow_posterior *posterior;      /* rates: mean rates */
    const struct check_result *check;            /* A2, beside casebook, records and fates */
    const struct backtest_result *backtest;      /* B1; NULL: the one that was last asked for, of the casebook */
    const struct round_view *round;              /* T7, T8, grants: of the council's own round (briefing/tables_round.h) */
    const struct paper *paper;                   /* T1, T2, T7, T8, grants, posts, activity, initiatives, stated, findings */
    const struct books *books;                   /* H1, exposures, reconcile, causes of T1 and T2; placed */
    const struct reconciliation *reconciliation; /* reconcile */
    const struct outturn *outturn;   /* outturn, T1, T2, splits, T3, T4, exposures, contributions: of the council's books */
    const char *outturn_run;         /* the id of all that decides it; NULL or "" when it has none */
    const struct movement *movement; /* T4: since that report; NULL: by line only */
    int32_t last_period;             /* of which period's kept report its movement is since; 0: of none */
    enum money_signs signs;          /* how variances are written; SIGNS_NONE: with + and - */
    bool for_public;                 /* few children, and the price of few placements, are withheld */
};

/* What a table is drawn from: a kept run; the casebook without one; the outturn of the council's own books;
 * its budget round. */
enum table_origin { TABLE_OF_RUN, TABLE_OF_CASEBOOK, TABLE_OF_BOOKS, TABLE_OF_ROUND };

struct table_definition {
    const char *id;       /* "T5" */
    const char *title;    /* "Children in care: stocks and flows" */
    const char *audience; /* "everybody", "finance", … */
    bool restricted;
    int (*build)(const struct table_sources *sources, struct table *out, struct problem *problem);      /* wide */
    int (*build_tidy)(const struct table_sources *sources, struct table *out, struct problem *problem); /* NULL: as wide */
    enum table_origin origin;
};

/* All of them, in the order of the list; *count is how many. */
const struct table_definition *tables_all(int32_t *count);

/* The definition of an id (any case), NULL when there is none. */
const struct table_definition *tables_named(const char *id);

/* Builds a table; on failure `out` is empty. */
int tables_build(const char *id, enum table_layout layout, const struct table_sources *sources, struct table *out,
                 struct problem *problem);

/* The words that stand beside every band until drift is modelled. One place, so that nothing can forget them. */
#define TABLES_BAND_WARNING                                                                                                 \
    "Ranges hold chance, unknown rates and drift as English councils have had it; not prices, law or policy."

#endif
