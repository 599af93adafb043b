/*
 * sufficiency: whether there are homes enough: need against places, by kind of home and month.
 *
 *     capacity list ─► places (flow/places.h) ┐
 *     returns ─► histories ─► rates, levels ──┴─► futures in which places can be full ─► need, met, spilled, days waited,
 * gap
 *
 * A kind of home has a cap when the capacity list gives it places of the council's own or of block contracts and none of a
 * framework or the market: where more can be bought one by one, nothing is full. Kinds that the list does not name have no
 * cap. Where children go when a kind is full, `capacity` of the care system says.
 *
 * The result is in the rows of a run (casebook/run_store.h): RUN_NEED to RUN_CAPPED by month end and kind, with the day of
 * the data itself as the first date: what is needed then is who is there, since nobody is known to wait. Of RUN_PLACES the
 * band is an owner (returns/capacity.h), or RUN_ALL. It is made when asked for and not kept: kept runs are those that
 * tables, charts and reports are drawn from, and this one answers another question. Its id is the hash of its inputs all the
 * same.
 *
 * Includes: base, calendar, flow, returns, casebook.
 */
#ifndef RUN_SUFFICIENCY_H
#define RUN_SUFFICIENCY_H

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/capacity_in_force.h"
#include "casebook/run_store.h"
#include "flow/places.h"
#include "run/forecast.h"

/*
 * As run_forecast, of the places in force; `again` is not looked at. PROBLEM_NOT_FOUND, with what to do, when no capacity
 * list has been imported. Free with run_result_clear.
 */
int run_sufficiency(struct casebook *casebook, const struct run_forecast_options *options, struct progress *progress,
                    struct run_result *out, struct problem *problem);

/* The caps of a capacity list, on `days` days from start + 1. Memory is from the arena. PROBLEM_MEMORY, PROBLEM_INPUT. */
int sufficiency_places(const struct care_system *system, const struct casebook_capacity *capacity, day start, int32_t days,
                       struct arena *arena, struct flow_places *out, struct problem *problem);

/* Counted places of a state on a day, of one owner or (RUN_ALL) of all; RUN_NO_PLACES when none are counted or, of all, when
 * the list has none of this kind. */
enum { RUN_NO_PLACES = -1 };
int64_t sufficiency_places_on(const struct casebook_capacity *capacity, int32_t state, int32_t owner, day on);

#endif
