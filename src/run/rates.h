/*
 * rates: what a council's own past says of its rates, with the national prior beside it.
 *
 * Events and days at risk are counted from the gathered histories, and the posterior of rates and entries is drawn. The
 * number of draws is fixed, whatever the number of paths, so that 200 paths are the first 200 of 1,000.
 *
 * Includes: base, calendar, flow, casebook.
 */
#ifndef RUN_RATES_H
#define RUN_RATES_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "casebook/casebook.h"
#include "flow/exposure.h"
#include "flow/posterior.h"
#include "run/gather.h"

struct rates_learnt {
    struct flow_exposure exposure;   /* events and days at risk */
    struct flow_posterior posterior; /* mean rates and draws */
};

int rates_learn(struct casebook *casebook, const struct gathered *gathered, uint64_t seed, struct progress *progress,
                struct rates_learnt *out, struct problem *problem);
void rates_learnt_clear(struct rates_learnt *learnt); /* safe on zeroes and twice */

/* The digits of a GSS code as a number: E10000099 is 10000099. It keeps the luck of two councils apart. */
uint32_t rates_authority_number(const char *authority);

#endif
