/*
 * crowd: many walkers of one replicate at once.
 *
 * A walk waits most of its time for random words, a logarithm and a table, one after the other. Walkers of the same
 * replicate do not wait for each other: where the processor has AVX2, eight of them go abreast (flow/crowd_abreast.h). What
 * each does is, bit for bit, what flow_walker_turns would do: the same words at the same address, the same float32
 * operations in the same order. Whether there is AVX2 is asked at run time.
 *
 * Pure. Includes: nothing of ours.
 */
#ifndef FLOW_CROWD_H
#define FLOW_CROWD_H

#include <stdbool.h>

/* How walks are taken. The answer is the same; tests and measurements ask for one or the other. */
enum flow_gait { FLOW_GAIT_BEST, FLOW_GAIT_SINGLE, FLOW_GAIT_ABREAST };

/* Whether this machine walks eight abreast. FLOW_GAIT_ABREAST where it cannot is FLOW_GAIT_SINGLE. */
bool flow_crowd_can(void);

#endif
