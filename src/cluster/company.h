/*
 * company: processes that simulate together, under MPI.
 *
 * The first process is the program that a person talks to: it alone reads and writes the workspace, prints and hears Ctrl-C.
 * The others serve: they wait for a task, simulate their share of its replicates and give back what they counted. One
 * reduction of whole numbers adds all shares up, so that no number of processes shows in a result.
 *
 *     if (company_rank() > 0)
 *         company_serve();                                // until the first process ends
 *     else
 *         status = program_run(count, args, &company);    // company.simulate is company_simulate
 *
 * When one fails, or a person stops it, all hear of it within a piece of work, and none is waited for in vain. Outside
 * library: MPI. Includes: base, flow.
 */
#ifndef CLUSTER_COMPANY_H
#define CLUSTER_COMPANY_H

#include "base/problem.h"
#include "flow/hands.h"

/* Which process this is, and of how many. */
int company_rank(void);
int company_size(void);

/* As flow_simulate, by all processes. In the first one. */
int company_simulate(void *self, const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                     struct flow_futures *futures, struct problem *problem);

/* In the others: takes part in every task until the first process dismisses them. */
void company_serve(void);

/* In the first one: there is nothing more to do. */
void company_dismiss(void);

/* 0 when every process says 0; else the same negative code in all. A process that failed keeps its own problem, the others
 * are told that another one failed. */
int company_agree(int code, struct problem *problem);

#endif
