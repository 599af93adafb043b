/*
 * Systems for tests and measurements. Their numbers are made up to be plausible; no result of the product hangs on them.
 *
 * example_pair:  two states (a, b), two exits (out, old at 18), one band of each clock: everything can be worked by hand.
 * example_clocks: the same with three age bands (0, 10, 16) and two bands of each clock of time.
 * example_care:  eleven states, ten exits and the bands of children's care, 300 entries a year into 23 strata.
 */
#ifndef EXAMPLE_SYSTEMS_H
#define EXAMPLE_SYSTEMS_H

#include "flow/system.h"

enum { STATE_A, STATE_B, EXIT_OUT, EXIT_OLD }; /* destinations of the first two */

void example_pair(struct flow_system *system);
void example_clocks(struct flow_system *system);
void example_care(struct flow_system *system);

#endif
