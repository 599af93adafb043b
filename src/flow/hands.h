/*
 * hands: who does the work of a simulation. The answer is the same, whoever does it.
 *
 * The replicates of a forecast are shared out over the threads of this process (flow/crew.h), and over other processes where
 * a door has a company of them: the cluster's program does. A company is given the whole task and gives back the whole
 * answer, as flow_simulate would; how it does that is its own affair.
 *
 *     struct flow_plan plan = {…, .hands = {.threads = 2}};
 *     plan.hands.company = &company;                          // of a door that has one
 *
 * Pure: the company's functions are the door's. Includes: base.
 */
#ifndef FLOW_HANDS_H
#define FLOW_HANDS_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"

struct flow_system;
struct flow_histories;
struct flow_posterior;
struct flow_plan;
struct flow_futures;

struct flow_company {
    void *self; /* the door's own */
    /* Does what flow_simulate promises. */
    int (*simulate)(void *self, const struct flow_system *system, const struct flow_histories *histories,
                    const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                    struct flow_futures *futures, struct problem *problem);
};

struct flow_hands {
    int32_t threads;                    /* 0: one a processor */
    const struct flow_company *company; /* NULL: this process alone. Borrowed */
};

/* Which part of the replicates one process of a company does: part `index` of `count`. */
struct flow_share {
    int32_t index, count;
};

#endif
