/*
 * drift: rates that wander from quarter to quarter, so that a made-up council changes as real ones do.
 *
 * Four series, each a random walk of its own in the logarithm: entries; going home, to special guardians or under a child
 * arrangements order from anywhere but children's homes; moves into children's homes (the group `residential`) from
 * elsewhere; all ways out of them. Moves between them do not drift. A drift of .08 means a standard deviation of .08 a year,
 * .04 a quarter: the .04, .08 and .12 worlds in which the honesty of ranges is measured are so defined. A walk stands at 0
 * (the national rate) up to and in the first quarter of the first return. A longer truth goes on where a shorter one ends.
 *
 *     struct synth_drift drift;
 *     synth_drift_make(seed, .08, opens, horizon, &drift);
 *     double entries = per_day * synth_drift_factor(&drift, SYNTH_DRIFT_ENTRIES, synth_drift_quarter(&drift, on));
 *
 * Random numbers come from a domain of their own, so that a council without drift is what it was before there was any.
 * Pure. Inside synth/. Includes: calendar, chance, flow.
 */
#ifndef SYNTH_DRIFT_H
#define SYNTH_DRIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/calendar.h"
#include "flow/rates.h"
#include "flow/system.h"

enum synth_series {
    SYNTH_DRIFT_ENTRIES,
    SYNTH_DRIFT_HOME,         /* home, SGO and CAO, but from children's homes */
    SYNTH_DRIFT_INTO_HOMES,   /* into a children's home from elsewhere */
    SYNTH_DRIFT_OUT_OF_HOMES, /* out of a children's home to elsewhere, or out of care */
    SYNTH_DRIFT_SERIES
};

enum { SYNTH_QUARTERS_MAX = 4 * 24 /* twelve returns, ten years of truth, and some to spare */ };

struct synth_drift {
    double sd;                                            /* a year; 0 for none */
    int32_t from;                                         /* calendar month in which the first quarter begins */
    int32_t quarters;                                     /* from the first return to the horizon; 0 without drift */
    double level[SYNTH_DRIFT_SERIES][SYNTH_QUARTERS_MAX]; /* logarithm of the factor */
};

void synth_drift_make(uint64_t seed, double sd, day opens, day horizon, struct synth_drift *out);

/* The quarter of a day, counted from 0; -1 before the first one and everywhere without drift. */
int32_t synth_drift_quarter(const struct synth_drift *drift, day on);

/* First and last day of a quarter; the last day of quarter -1 is that before the first quarter (DAY_OPEN without drift). */
day synth_drift_first_day(const struct synth_drift *drift, int32_t quarter);
day synth_drift_last_day(const struct synth_drift *drift, int32_t quarter);

/* What the rate of the series is multiplied by in the quarter; 1 in quarter -1. */
double synth_drift_factor(const struct synth_drift *drift, enum synth_series series, int32_t quarter);

/* The rates of that quarter: those of `rates` times the factors. Where the system has no children's homes, nothing of them
 * drifts. */
void synth_drift_rates(const struct synth_drift *drift, int32_t quarter, const struct flow_system *system,
                       const struct flow_rates *rates, struct flow_rates *out);

#endif
