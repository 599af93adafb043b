/*
 * crowd_abreast: the crowd eight at a time, with AVX2. Within this room; only where flow_crowd_can says so.
 */
#ifndef FLOW_CROWD_ABREAST_H
#define FLOW_CROWD_ABREAST_H

#include "flow/crowd.h"

void crowd_walk_abreast(struct flow_crowd *crowd);

#endif
