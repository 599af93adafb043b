/*
 * study: forecasts of made-up councils held against what happened to them, for asking whether bands hold what they say.
 *
 * Each council of a world (world.h) is forecast from what its records hold: children in all, in residential, in fostering,
 * and the cost of all nights since the origin, after 12, 24 and 36 months. Two methods: `drift` is the program's own;
 * `steady` the same without levels that move, which a harness worth its name must find wanting.
 *
 *     struct study study = {0};
 *     study_open(&study, &problem);
 *     study_councils(&study, &plan, 40, NULL, &problem);
 *     study.cell[STUDY_DRIFT][STUDY_STOCK][2].cover80 / 40
 */
#ifndef BENCH_STUDY_H
#define BENCH_STUDY_H

#include <stdint.h>

#include "base/problem.h"
#include "care/system.h"
#include "world.h"

enum { STUDY_PATHS = 256, STUDY_HORIZONS = 3, STUDY_BINS = 10 };
enum study_method { STUDY_STEADY, STUDY_DRIFT, STUDY_METHODS };
enum study_output { STUDY_STOCK, STUDY_RESIDENTIAL, STUDY_FOSTERING, STUDY_COST, STUDY_OUTPUTS };

/* Sums over councils of one method, output and horizon. */
struct study_cell {
    double cover80, cover95, width, missed, missed_mean, absolute, unchanged, truth, crps, pit;
    int32_t bin[STUDY_BINS];
};

struct study {
    struct care_system system;
    double price[FLOW_STATES_MAX]; /* pounds a night */
    double own_growth;             /* w of the pull to balance (flow/levels.h) */
    struct study_cell cell[STUDY_METHODS][STUDY_OUTPUTS][STUDY_HORIZONS];
};

/* The built-in care system and prices; the default pull to balance. */
int study_open(struct study *study, struct problem *problem);

/* Makes, forecasts and scores every council, numbers 1 … councils; `told` hears of each, or is NULL. */
int study_councils(struct study *study, struct world_plan *plan, int32_t councils,
                   void (*told)(const struct world_plan *plan, int32_t done, int32_t of), struct problem *problem);

#endif
