/*
 * bench_council: a council that is measured: children in balance after 18 years under the system of
 * tests/unit/flow/example_systems.c, rates fitted to the last six years of them, levels that drift.
 */
#ifndef BENCH_COUNCIL_H
#define BENCH_COUNCIL_H

#include "base/problem.h"
#include "flow/histories.h"
#include "flow/levels.h"
#include "flow/posterior.h"

struct bench_council {
    struct flow_system system;
    struct flow_posterior fitted;
    struct flow_histories histories;
    struct flow_levels levels; /* of as many months and paths as were asked for */
    day start;
};

/* `entries` a year; below 0: the prior's, which makes about 700 children. Filled in place: it holds pointers to itself. */
int bench_council_make(double entries, int32_t months, int32_t paths, struct bench_council *out, struct problem *problem);
void bench_council_clear(struct bench_council *council);

/* Children in care at the start. */
int64_t bench_council_children(const struct bench_council *council);

#endif
