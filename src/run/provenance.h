/*
 * provenance: where a run's numbers come from, as rows that table A1 prints.
 *
 * Data (the returns in force, what was cut or set aside, odd codes and what the council says of them), parameters (day,
 * horizon, paths, seed, population), prices line by line (a default that is a proposal says so), the national prior, and the
 * engine's version.
 *
 * Includes: base, calendar, money, flow, care, budget, casebook.
 */
#ifndef RUN_PROVENANCE_H
#define RUN_PROVENANCE_H

#include "base/problem.h"
#include "casebook/casebook.h"
#include "casebook/run_store.h"
#include "run/forecast.h"
#include "run/gather.h"

int provenance_of_forecast(struct casebook *casebook, const struct gathered *gathered,
                           const struct run_forecast_options *options, struct run_provenance *out, struct problem *problem);

#endif
