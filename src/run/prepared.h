/*
 * prepared: what every simulation of a council begins with: its rates, how they move, and the plan of its paths.
 *
 * A forecast, need against places, and a plan held against a forecast ask different things of the same futures. What they
 * have in common is worked out here, once and in one way, so that they are the same futures, to the byte.
 *
 *     code = prepared_settle(options, past.as_at, 1, &settled, problem);
 *     code = prepared_make(casebook, &past, &settled, progress, &prepared, problem);
 *     flow_simulate(system, &past.histories, &prepared.learnt.posterior, &prepared.plan, …);
 *     prepared_clear(&prepared);
 *
 * Within this room. Includes: base, flow, casebook, run.
 */
#ifndef RUN_PREPARED_H
#define RUN_PREPARED_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "flow/futures.h"
#include "flow/levels.h"
#include "run/forecast.h"
#include "run/gather.h"
#include "run/rates.h"

struct prepared {
    struct rates_learnt learnt;
    struct rates_levels_plan levels_plan; /* of levels; for others like them */
    struct flow_levels levels;
    struct flow_plan plan; /* its levels are those above: the struct stays where it is */
};

/* The options with what was left open filled in, and the day. PROBLEM_USAGE outside of their limits. */
int prepared_settle(const struct run_forecast_options *given, day as_at, int32_t least_paths,
                    struct run_forecast_options *options, struct problem *problem);

/* Learns and draws, with settled options. *out is filled on success and empty after a failure. */
int prepared_make(struct casebook *casebook, const struct gathered *past, const struct run_forecast_options *options,
                  struct progress *progress, struct prepared *out, struct problem *problem);
void prepared_clear(struct prepared *prepared); /* safe on zeroes and twice */

/* Tells in a result what it is of: council, day, months, paths, seed. */
void prepared_describe(const struct casebook *casebook, const struct run_forecast_options *options, struct run_result *out);

#endif
