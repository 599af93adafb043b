/*
 * queue: what happens to whom next, over everybody in one future.
 *
 * People who do not get in each other's way can be walked one after the other. Where places are full they do, and what
 * happens must happen in one order: by time, then by the person's number, then by their place in the list (which only tells
 * twins in number apart). Two ways to keep it give the same order to the bit, and tests hold them to it:
 *
 *   days  a calendar queue: a list for each day, sorted when the day comes; next to nothing to do for each event
 *   heap  a binary heap over everything
 *
 *     flow_queue_push(&queue, &(struct flow_event){.time = 3.25f, .number = 17, .who = 4}, problem);
 *     while (flow_queue_pop(&queue, &event, problem) == 1) …
 *
 * An event cannot be taken out again; it carries a stamp by which whoever pops it knows one that no longer holds. What is
 * pushed may not be earlier than the day last popped.
 *
 * Pure. Includes: base.
 */
#ifndef FLOW_QUEUE_H
#define FLOW_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

enum flow_queue_kind { FLOW_QUEUE_DAYS, FLOW_QUEUE_HEAP };

struct flow_event {
    float time;      /* days, 0 or later; below the days of the queue */
    uint32_t number; /* of the person */
    int32_t who;     /* their place in the list; below 0: nobody's, before everybody of that number */
    uint32_t stamp;  /* the caller's */
};

struct flow_queue_node {
    struct flow_event event;
    int32_t next; /* of the same day; -1 at the end */
};

struct flow_queue {
    enum flow_queue_kind kind;
    int32_t days;
    struct flow_event *event;            /* the heap; or the day at hand, from `at` on in order; owned */
    int64_t count, at, capacity;         /* events in it, popped of them, room */
    int32_t day;                         /* at hand; -1 before the first */
    int32_t *first;                      /* [days] first node of each day's list, -1: none; owned */
    struct flow_queue_node *node;        /* owned */
    int64_t nodes, free, nodes_capacity; /* used; a list of those to be used again, -1: none; room */
};

/* An empty queue for times below `days`. Free with flow_queue_clear. PROBLEM_MEMORY. */
int flow_queue_make(enum flow_queue_kind kind, int32_t days, struct flow_queue *out, struct problem *problem);
void flow_queue_clear(struct flow_queue *queue); /* safe on zeroes and twice */

/* Empties it; memory is kept. */
void flow_queue_reset(struct flow_queue *queue);

/* PROBLEM_MEMORY. */
int flow_queue_push(struct flow_queue *queue, const struct flow_event *event, struct problem *problem);

/* What comes next of the day at hand, unless something earlier is pushed; NULL when that is not known without work. A hint,
 * for fetching ahead. */
static inline const struct flow_event *flow_queue_next(const struct flow_queue *queue)
{
    return queue->kind == FLOW_QUEUE_DAYS && queue->at < queue->count ? &queue->event[queue->at] : NULL;
}

/* Takes the next out: 1, 0 when there is none, or PROBLEM_MEMORY. */
int flow_queue_pop(struct flow_queue *queue, struct flow_event *out, struct problem *problem);

#endif
