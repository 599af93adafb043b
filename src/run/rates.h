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
#include "flow/levels.h"
#include "flow/posterior.h"
#include "run/gather.h"

struct rates_learnt {
    struct flow_exposure exposure;   /* events and days at risk */
    struct flow_posterior posterior; /* mean rates and draws */
};

int rates_learn(struct casebook *casebook, const struct gathered *gathered, uint64_t seed, struct progress *progress,
                struct rates_learnt *out, struct problem *problem);
void rates_learnt_clear(struct rates_learnt *learnt); /* safe on zeroes and twice */

/* How much of the growth that its own rates imply a council keeps (flow/levels.h): a tenth, as in England since 2016. */
#define RATES_OWN_GROWTH 0.1

enum { RATES_ALL_YEARS = 9999 };

struct rates_levels_plan {
    uint64_t seed;
    int32_t months, paths;
    double own_growth;              /* RATES_OWN_GROWTH, or an assumption of somebody's own */
    int32_t known_year;             /* the prior knows the years to 31 March of this one; RATES_ALL_YEARS */
    const struct flow_levels *like; /* NULL, or levels whose pull to balance is taken (flow/levels.h). Borrowed */
    uint32_t twin;                  /* 0, or another scatter of the same levels (flow/levels.h) */
    struct flow_hands hands;        /* as in flow_plan */
};

/* How entries and rates move in each of so many paths. */
int rates_levels(struct casebook *casebook, const struct gathered *gathered, const struct rates_learnt *learnt,
                 const struct rates_levels_plan *plan, struct progress *progress, struct flow_levels *out,
                 struct problem *problem);

/* The digits of a GSS code as a number: E10000099 is 10000099. It keeps the luck of two councils apart. */
uint32_t rates_authority_number(const char *authority);

#endif
