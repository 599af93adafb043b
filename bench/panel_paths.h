/*
 * panel_paths: the paths of one council, one by one, as the yearly figures that are published: what flow_simulate adds up
 * over paths, kept apart, because the sum over councils needs each path of all of them.
 *
 * Includes: flow.
 */
#ifndef BENCH_PANEL_PATHS_H
#define BENCH_PANEL_PATHS_H

#include "flow/histories.h"
#include "flow/levels.h"
#include "flow/posterior.h"

enum { PATHS_YEARS = 3, PATHS_MOST = 2000 };

enum paths_figure {
    PATHS_STOCK,  /* on 31 March */
    PATHS_STARTS, /* in the year */
    PATHS_CEASES,
    PATHS_FOSTER, /* on 31 March, connected carers included */
    PATHS_HOMES,  /* secure homes included */
    PATHS_REST,   /* supported accommodation and all other placements */
    PATHS_PARENTS,
    PATHS_ADOPTION,
    PATHS_FIGURES
};

/* value[figure][year ahead][path] */
struct paths_values {
    int32_t paths;
    int32_t value[PATHS_FIGURES][PATHS_YEARS][PATHS_MOST];
};

/* Simulates 36 months of so many paths from the day before the histories' observation ends, which is a 31 March. */
int paths_simulate(const struct flow_system *system, const struct flow_histories *histories,
                   const struct flow_posterior *posterior, const struct flow_levels *levels, uint64_t seed,
                   uint32_t authority, int32_t paths, struct paths_values *out, struct problem *problem);

const char *paths_figure_name(enum paths_figure figure); /* "stock": the quantity in samples */

#endif
