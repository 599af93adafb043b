/*
 * coupled_run: one replicate on its way where places can be full: who is there, and what begins. Within this room.
 *
 * flow/coupled.c has what events do, flow/coupled_begin.c who comes into the list: those there at the start, who enters in a
 * month, and on which days places open.
 *
 * Pure. Includes: base, chance, flow.
 */
#ifndef FLOW_COUPLED_RUN_H
#define FLOW_COUPLED_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "flow/coupled.h"
#include "flow/effects_person.h"
#include "flow/ways.h"

enum {
    COUPLED_AHEAD = 8, /* turns drawn ahead at a time */
    WHO_PLACES = -1,
    WHO_MONTH = -2 /* events of nobody: places open; a month begins */
};

/* One on the way; small, so that a council's people stay close to the processor. */
struct flow_coupled_person {
    struct flow_walker walker;         /* at the end of what is drawn; its number, birthdays and entry hold all along */
    float since;                       /* when the clock of time in state began */
    int32_t before, behind;            /* among those who wait for the same state; -1 */
    uint32_t stamp;                    /* of the event that holds */
    uint16_t changes;                  /* how often places have changed their way */
    int8_t state, band;                /* where they are, at which age; the state meant, before they enter */
    int8_t waits_for;                  /* the state that they wait for; -1: none */
    bool here, marked;                 /* has entered; of a stratum that is counted apart */
    bool more;                         /* their way may go on behind what is drawn */
    int8_t at, next, drawn;            /* turns drawn ahead: the first still to come, the one that is an event, how many */
    int8_t destination[COUPLED_AHEAD]; /* where each leads, as in flow_turn */
    float time[COUPLED_AHEAD];         /* when each comes */
};

/* Beside it where people go by flow/effects_person.h: no more than one event is drawn ahead. */
struct flow_coupled_planned {
    struct effects_person person;
    struct effects_event event;
};

/* One replicate on its way: what the steps below read and write. */
struct coupled_run {
    struct flow_coupled *coupled;
    struct effects_going
        *going; /* under a plan, or of none where ways are taken ahead: people go by effects_person; or NULL */
    struct flow_ways_reader *foreseen; /* those ways; NULL like it */
    const struct flow_pace *pace;
    const struct flow_arrivals *arrivals;
    const struct flow_levels *levels;
    const struct flow_cohort *cohort;
    struct chance_key key;
    uint32_t replicate;
    float horizon;
    struct flow_tally *tally;
    struct problem *problem;
};

/* Those there at the start. PROBLEM_MEMORY. */
int coupled_begin_cohort(const struct coupled_run *run);

/* Everybody who enters in a month. PROBLEM_LIMIT, PROBLEM_MEMORY. */
int coupled_begin_month(const struct coupled_run *run, int32_t month);

/* The events of nobody: months begin, so that those who enter in one come into the list; on some days places open, so that
 * those who wait are called back, and the stamp says in which states. */
int coupled_begin_days(const struct coupled_run *run);

/* Draws the next turns of somebody from where they stand, at most `room`. */
void coupled_draw_ahead(const struct coupled_run *run, struct flow_coupled_person *person, int32_t room);

/* Puts an event of somebody in the queue; the next that is not quiet. */
int coupled_push(const struct coupled_run *run, int32_t who, float time);
int coupled_push_next(const struct coupled_run *run, int32_t who);

/* Somebody enters, in the state meant or where there is room. */
int coupled_enter(const struct coupled_run *run, int32_t who, float time);

#endif
