#include "flow/queue.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

int flow_queue_make(enum flow_queue_kind kind, int32_t days, struct flow_queue *out, struct problem *problem)
{
    *out = (struct flow_queue){.kind = kind, .days = days};
    if (kind == FLOW_QUEUE_DAYS && !(out->first = array_new(days, sizeof *out->first, problem)))
        return PROBLEM_MEMORY;
    flow_queue_reset(out);
    return 0;
}

void flow_queue_clear(struct flow_queue *queue)
{
    free(queue->event);
    free(queue->first);
    free(queue->node);
    *queue = (struct flow_queue){0};
}

void flow_queue_reset(struct flow_queue *queue)
{
    queue->count = queue->at = queue->nodes = 0;
    queue->free = queue->day = -1;
    if (queue->first)
        memset(queue->first, 0xff, (size_t)queue->days * sizeof *queue->first);
}

static bool is_before(const struct flow_event *left, const struct flow_event *right)
{
    if (left->time != right->time)
        return left->time < right->time;
    return left->number != right->number ? left->number < right->number : left->who < right->who;
}

static int make_room(struct flow_queue *queue, struct problem *problem)
{
    if (queue->count < queue->capacity)
        return 0;
    return array_reserve(&queue->event, &queue->capacity, queue->count + 1, sizeof *queue->event, problem);
}

/* Puts an event where it belongs among those of the day at hand that are still to come. */
static int push_today(struct flow_queue *queue, const struct flow_event *event, struct problem *problem)
{
    if (make_room(queue, problem) < 0)
        return PROBLEM_MEMORY;
    int64_t place = queue->count++;
    for (; place > queue->at && is_before(event, &queue->event[place - 1]); place--)
        queue->event[place] = queue->event[place - 1];
    queue->event[place] = *event;
    return 0;
}

static int take_node(struct flow_queue *queue, int64_t *out, struct problem *problem)
{
    if (queue->free >= 0) {
        *out = queue->free;
        queue->free = queue->node[queue->free].next;
        return 0;
    }
    if (queue->nodes == queue->nodes_capacity &&
        array_reserve(&queue->node, &queue->nodes_capacity, queue->nodes + 1, sizeof *queue->node, problem) < 0)
        return PROBLEM_MEMORY;
    *out = queue->nodes++;
    return 0;
}

static int push_day(struct flow_queue *queue, const struct flow_event *event, struct problem *problem)
{
    const int32_t on = (int32_t)event->time;
    int64_t node;
    if (on == queue->day)
        return push_today(queue, event, problem);
    if (take_node(queue, &node, problem) < 0)
        return PROBLEM_MEMORY;
    queue->node[node] = (struct flow_queue_node){*event, queue->first[on]};
    queue->first[on] = (int32_t)node;
    return 0;
}

/* Makes the next day that has any the day at hand; 1, 0 when none has, or a code. */
static int next_day(struct flow_queue *queue, struct problem *problem)
{
    queue->count = queue->at = 0;
    do
        queue->day++;
    while (queue->day < queue->days && queue->first[queue->day] < 0);
    if (queue->day >= queue->days)
        return 0;
    for (int32_t node = queue->first[queue->day], next; node >= 0; node = next) {
        if (push_today(queue, &queue->node[node].event, problem) < 0)
            return PROBLEM_MEMORY;
        next = queue->node[node].next;
        queue->node[node].next = (int32_t)queue->free;
        queue->free = node;
    }
    queue->first[queue->day] = -1;
    return 1;
}

static int push_heap(struct flow_queue *queue, const struct flow_event *event, struct problem *problem)
{
    if (make_room(queue, problem) < 0)
        return PROBLEM_MEMORY;
    int64_t place = queue->count++;
    while (place > 0 && is_before(event, &queue->event[(place - 1) / 2])) {
        queue->event[place] = queue->event[(place - 1) / 2];
        place = (place - 1) / 2;
    }
    queue->event[place] = *event;
    return 0;
}

static void pop_heap(struct flow_queue *queue)
{
    const struct flow_event last = queue->event[--queue->count];
    int64_t place = 0;
    for (;;) {
        int64_t child = 2 * place + 1;
        if (child >= queue->count)
            break;
        child += child + 1 < queue->count && is_before(&queue->event[child + 1], &queue->event[child]);
        if (!is_before(&queue->event[child], &last))
            break;
        queue->event[place] = queue->event[child];
        place = child;
    }
    queue->event[place] = last;
}

int flow_queue_push(struct flow_queue *queue, const struct flow_event *event, struct problem *problem)
{
    return queue->kind == FLOW_QUEUE_DAYS ? push_day(queue, event, problem) : push_heap(queue, event, problem);
}

int flow_queue_pop(struct flow_queue *queue, struct flow_event *out, struct problem *problem)
{
    if (queue->kind == FLOW_QUEUE_HEAP) {
        if (queue->count == 0)
            return 0;
        *out = queue->event[0];
        pop_heap(queue);
        return 1;
    }
    const int code = queue->at == queue->count ? next_day(queue, problem) : 1;
    if (code == 1)
        *out = queue->event[queue->at++];
    return code;
}
