/*
 * draft: people coming into care month by month and walking through it; what a council is chosen from.
 *
 * The draft knows more people than the council will have, and each holds a ticket, the same for brothers and sisters who
 * come together; the council takes those whose ticket is below a line (synth/council.h). Only periods that touch the days
 * from `opens` on are kept; whoever left before, or has not come yet, is remembered just so that children can come back.
 *
 * Without drift a person walks from entry to horizon under the prior's rates. With it, one quarter after another, each under
 * the rates and with the random numbers of that quarter.
 *
 * Inside synth/. Includes: base, calendar, chance, flow, care/system.
 */
#ifndef SYNTH_DRAFT_H
#define SYNTH_DRAFT_H

#include "flow/posterior.h"
#include "flow/tables.h"
#include "flow/walk.h"
#include "synth/council.h"
#include "synth/drift.h"
#include "synth/families.h"

struct synth_person {
    uint32_t number;     /* of the first entry */
    uint32_t family;     /* of the first entry */
    uint32_t ticket;     /* uniform over all 32-bit numbers */
    day born;            /* date of birth */
    day left;            /* the last day of the latest period; DAY_OPEN when it does not end before the horizon */
    int32_t next_leaver; /* the next in the list of those who leave and were born in the same month; -1 at its end */
    bool unaccompanied;  /* unaccompanied asylum-seeking child */
};

/* What is drafted. */
struct synth_draft_plan {
    uint64_t seed;           /* of all luck */
    double entries_per_year; /* at the national level of the prior */
    day begins;              /* the first day on which anybody enters */
    day opens, horizon;      /* the first day that matters, the last that is simulated */
    bool siblings;           /* families arrive, instead of being gathered */
    double drift;            /* standard deviation a year; 0 for none */
};

/* Owned columns and tables; synth_draft_clear frees them. */
struct synth_draft {
    uint64_t seed;                     /* of all its luck */
    day opens, horizon;                /* the first day that matters, the last that is simulated */
    struct flow_posterior posterior;   /* the prior's centre; its entries a day are those of the present month */
    double per_day;                    /* its entries a day without drift */
    struct synth_drift drift;          /* how rates wander */
    struct flow_tables tables;         /* the prior's rates, laid out for walking */
    struct flow_tables *quarter;       /* [drift.quarters] the same for each quarter; NULL without drift */
    int64_t persons, persons_capacity; /* everybody so far */
    struct synth_person *person;       /* [persons] */
    int64_t periods, periods_capacity; /* kept ones, in the order of entry by month; `child` is the person */
    struct synth_period *period;       /* [periods] */
    int64_t spells, spells_capacity;   /* of the kept periods */
    struct synth_spell *spell;         /* [spells] */
    int32_t leavers_from;              /* calendar month of birth of the first list */
    int32_t leavers_lists;             /* how many months of birth */
    int32_t *leaver;                   /* [lists]: who came last of those who leave, a person; -1 when nobody */
    struct synth_families families;    /* the entrants of the present month */
};

/* A draft without anybody yet. On failure it is empty. */
int synth_draft_open(const struct care_system *system, const struct synth_draft_plan *plan, struct synth_draft *draft,
                     struct problem *problem);

/* Adds the people who enter in a calendar month. Months come in order. */
int synth_draft_month(struct synth_draft *draft, int32_t month, struct problem *problem);

void synth_draft_clear(struct synth_draft *draft); /* safe on zeroes and twice */

/* Mean nights from entry to leaving, of some thousand people under the prior. */
int synth_mean_stay(const struct care_system *system, uint64_t seed, double *days, struct problem *problem);

#endif
