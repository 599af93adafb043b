/*
 * coupled: one future of everybody where places can be full.
 *
 * Without caps people do not get in each other's way, and flow/replicate.h walks them one after the other. Here all of them
 * go forward together, event by event in one order (flow/queue.h). Each still has the luck of a walk alone (flow/walk.h):
 * the whole way is drawn at once, and as long as there is room wherever it leads, it holds. With no cap at all the answer is
 * therefore that of flow/replicate.h to the byte.
 *
 * Who comes or moves to a state that is full
 *   goes to the first state of its spill order that has room, and at last to the last resort (flow/places.h); where the
 *   state that they are in already is the nearest, they stay, and nothing has happened but that they wait;
 *   is in the state where they really are: from then on its rates hold, its time in state begins anew (unless they stayed);
 *   waits for the state that was meant, behind those who waited before. Who moves on to a third state that is full waits for
 *   that one instead; who asks for the same state again, or moves within the state that they are in, keeps their turn; who
 *   finds room in another state by a move of their own, or leaves, waits no longer.
 * When a place falls free, because somebody leaves or moves or because it opens on that day, who has waited longest moves in
 * at that very moment. It is a move like any other, and may free a place for somebody else.
 * Those there at the start, and those there when places close, stay even if they are too many; nobody comes until there is
 * room. Who moves within a full state takes another of its places and gives up their own.
 *
 * Turns that change nobody's room are counted when it is their person's turn for something else, or at the end: the order of
 * those does not matter.
 *
 * A way that places have changed n times goes on with candidates from n × 2^20 on, which nobody has looked at: what was
 * drawn for the old way cannot leak into the new one, and how far ahead ways are drawn does not show.
 *
 *     flow_coupled_make(&system, &places, &months, FLOW_QUEUE_DAYS, &arena, &coupled, problem);
 *     flow_coupled_run(&coupled, &pace, &arrivals, levels, &cohort, key, replicate, &tally, problem);
 *     coupled.waits.cell[…]                        // who waited for what, and for how long
 *     flow_coupled_clear(&coupled);
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_COUPLED_H
#define FLOW_COUPLED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/places.h"
#include "flow/queue.h"
#include "flow/replicate.h"
#include "flow/tally.h"

/* A month × state, kept like the cells of a tally: changes as persons × 2^32 + nights left in the month. */
struct flow_waits_cell {
    int64_t waiting; /* for this state, somewhere else */
    int32_t guests;  /* in this state, who wait for another: persons */
    int32_t spilled; /* who were meant to come and found it full; once for each wait */
};

struct flow_waits {
    const struct flow_months *months; /* borrowed */
    int32_t states;
    struct flow_waits_cell *cell; /* [month][state] */
};

/* Those who wait at a month's end and the nights they waited in it, by state. Begun with zeros: nobody is known to wait at
 * the start. */
struct flow_waits_census {
    int32_t waiting[FLOW_STATES_MAX]; /* for the state */
    int32_t guests[FLOW_STATES_MAX];  /* in it, who wait for another */
    int32_t nights[FLOW_STATES_MAX];  /* waited for it in the month */
};

/* Moves the census on through a month. Must be called for months 0, 1, 2 … in turn. */
void flow_waits_census(const struct flow_waits *waits, int32_t month, struct flow_waits_census *census);

struct flow_coupled_person;  /* one on the way: coupled.c */
struct flow_coupled_planned; /* the same under a plan */
struct flow_effects_walk;    /* flow/effects_walk.h */

struct flow_coupled {
    const struct flow_places *places; /* borrowed */
    struct flow_waits waits;          /* of the replicate last run; of the arena */
    struct flow_queue queue;
    int32_t occupied[FLOW_STATES_MAX];    /* persons now in each state */
    int32_t first[FLOW_STATES_MAX];       /* who has waited longest for each state; -1: nobody */
    int32_t last[FLOW_STATES_MAX];        /* who came last; -1 */
    struct flow_coupled_person *person;   /* who is there or will enter in the month at hand; owned */
    int32_t free;                         /* room of somebody who has left; -1: none */
    int64_t persons, persons_capacity;    /* how many, and room */
    struct flow_coupled_planned *planned; /* [persons]: their ways, where effects or a foresight are there; owned */
    int64_t planned_capacity;
};

/* Waits are in memory of the arena; free the rest with flow_coupled_clear. Places are of at least months->days.
 * PROBLEM_MEMORY.
 */
int flow_coupled_make(const struct flow_system *system, const struct flow_places *places, const struct flow_months *months,
                      enum flow_queue_kind kind, struct arena *arena, struct flow_coupled *out, struct problem *problem);
void flow_coupled_clear(struct flow_coupled *coupled); /* safe on zeroes and twice */

/* Nobody waits: as if a replicate had been run in which nothing was full. */
void flow_coupled_reset_waits(struct flow_coupled *coupled);

/*
 * Whether a replicate walked alone, whose tally began with the census, can never have found a capped state full: in every
 * month who was there and who came are together no more than the least cap of its days. Then flow_coupled_run would give the
 * same tally and no waits. True says that it cannot, false that it may.
 */
bool flow_coupled_never_full(const struct flow_places *places, const struct flow_tally *tally,
                             const struct flow_census *census);

/*
 * Runs one replicate; tally and waits are emptied first. Levels are NULL where nothing drifts. PROBLEM_MEMORY; PROBLEM_LIMIT
 * as flow_replicate_run; PROBLEM_INTERNAL if a state ever held fewer than nobody, or more than its cap by letting somebody
 * in.
 */
int flow_coupled_run(struct flow_coupled *coupled, const struct flow_pace *pace, const struct flow_arrivals *arrivals,
                     const struct flow_levels *levels, const struct flow_cohort *cohort, struct chance_key key,
                     uint32_t replicate, struct flow_tally *tally, struct problem *problem);

/*
 * The same under a plan (flow/effects.h): its effects act on people as they do in a walk alone, and places decide where they
 * get. With no cap at all the answer is that of flow_replicate_run_planned, to the byte. An effect's move to where it is
 * full is counted once, when they begin to wait.
 */
int flow_coupled_run_planned(struct flow_coupled *coupled, const struct flow_effects_walk *planned,
                             const struct flow_levels *levels, struct flow_tally *tally, struct problem *problem);

#endif
