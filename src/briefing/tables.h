/*
 * tables: every table of the product, by id, in one constant array.
 *
 * A door asks for a table by id and gets it from a kept run (or, for the tables about data, from the casebook through what the
 * caller hands over). Adding a figure to the product is adding one function and one line to the array in tables.c; it is then
 * a command, a page and a report section.
 *
 * Includes: base, calendar, money, flow, care, budget, casebook, briefing/table.
 */
#ifndef BRIEFING_TABLES_H
#define BRIEFING_TABLES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "briefing/table.h"
#include "care/system.h"
#include "casebook/run_store.h"

enum table_layout { TABLE_WIDE, TABLE_TIDY };

/* What a table may draw on. */
struct table_sources {
    const struct care_system *system;
    const struct run_result *run;
};

struct table_definition {
    const char *id;       /* "T5" */
    const char *title;    /* "Children in care: stocks and flows" */
    const char *audience; /* "everybody", "finance", … */
    bool restricted;
    int (*build)(const struct table_sources *sources, struct table *out, struct problem *problem);      /* wide */
    int (*build_tidy)(const struct table_sources *sources, struct table *out, struct problem *problem); /* NULL: as wide */
};

/* All of them, in the order of the list; *count is how many. */
const struct table_definition *tables_all(int32_t *count);

/* The definition of an id (any case), NULL when there is none. */
const struct table_definition *tables_named(const char *id);

/* Builds a table; on failure `out` is empty. */
int tables_build(const char *id, enum table_layout layout, const struct table_sources *sources, struct table *out,
                 struct problem *problem);

/* The words that stand beside every band until drift is modelled. One place, so that nothing can forget them. */
#define TABLES_BAND_WARNING "Ranges show chance and rates only; real years vary more."

#endif
