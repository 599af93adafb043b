/*
 * run_id: the hash under which a run is kept.
 *
 * It covers what decides the result and nothing else: the canonical content of the returns, the care system with its prior,
 * the prior of how levels move, the price list, the population, day, horizon, paths, seed, and the engine's version. It does
 * not cover who ran it, when, on how many threads, or with which build: those may not change the result. Raise
 * RUN_ENGINE_VERSION whenever the same inputs would give other numbers.
 *
 * Includes: base, calendar, flow, care, budget, casebook.
 */
#ifndef RUN_RUN_ID_H
#define RUN_RUN_ID_H

#include "base/problem.h"
#include "casebook/run_store.h"
#include "run/backtest.h"
#include "run/forecast.h"
#include "run/gather.h"

#define RUN_ENGINE_VERSION "2"

/* Fills `id`; `options` must hold the day, months, paths and seed that are really used. */
int run_id_make(struct casebook *casebook, const struct gathered *gathered, const struct run_forecast_options *options,
                char id[RUN_ID_SIZE], struct problem *problem);

/*
 * What a forecast and a back-test have in common when the one speaks of the other: the engine, the returns, the authority,
 * the care system, the prior, the prices, and how much of its own growth a council is taken to keep.
 */
int run_id_of_basis(struct casebook *casebook, const struct care_records *records, double own_growth, char id[RUN_ID_SIZE],
                    struct problem *problem);

/* The id of a back-test; `options` must hold the numbers that are really used. */
int run_id_of_backtest(const char *basis, day as_at, const struct run_backtest_options *options, char id[RUN_ID_SIZE],
                       struct problem *problem);

/* The hash of the prior of how levels move, for table A1. */
int run_id_of_drift(char id[RUN_ID_SIZE], struct problem *problem);

/* The hash of the care system alone (its prior included), for table A1. */
int run_id_of_system(const struct care_system *system, char id[RUN_ID_SIZE], struct problem *problem);

#endif
