/*
 * parcel: the whole task of a simulation, handed from the first process to all others.
 *
 * Everything that flow_simulate reads is plain numbers in columns: they are passed on as they are. All processes are the
 * same program on machines of one kind; that is what a cluster's program may count on, and a file may not.
 *
 *     struct parcel parcel;
 *     code = parcel_send(&parcel, system, histories, posterior, plan, problem);   // the first process
 *     code = parcel_receive(&parcel, problem);                                    // each of the others, at the same time
 *     flow_simulate_share(&parcel.system, &parcel.histories, &parcel.posterior, &parcel.plan, …);
 *     parcel_clear(&parcel);
 *
 * Outside library: MPI. Includes: base, flow.
 */
#ifndef CLUSTER_PARCEL_H
#define CLUSTER_PARCEL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/futures.h"
#include "flow/histories.h"
#include "flow/levels.h"
#include "flow/posterior.h"
#include "flow/system.h"

struct parcel {
    struct flow_system system;
    struct flow_histories histories; /* columns: the sender's, or in the arena */
    struct flow_posterior posterior; /* the same */
    struct flow_levels levels;       /* the same; empty where nothing drifts */
    struct flow_plan plan;           /* its levels are those above, or NULL; it has no company */
    bool drifts;
    struct arena arena; /* owns the columns of a receiver */
};

/* Both return 0 in all processes, or PROBLEM_MEMORY in all: where one has no room, none goes on. */
int parcel_send(struct parcel *parcel, const struct flow_system *system, const struct flow_histories *histories,
                const struct flow_posterior *posterior, const struct flow_plan *plan, struct problem *problem);
int parcel_receive(struct parcel *parcel, struct problem *problem);
void parcel_clear(struct parcel *parcel);

#endif
