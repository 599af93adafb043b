/* The order of events: both queues against sorting, with events that are pushed while others are popped. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "flow/queue.h"

enum { DAYS = 50, EVENTS = 600 };

static int by_order(const void *left, const void *right)
{
    const struct flow_event *a = left, *b = right;
    if (a->time != b->time)
        return a->time < b->time ? -1 : 1;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->who < b->who ? -1 : a->who > b->who;
}

/* Numbers that look random: Knuth's multiplier. */
static uint32_t scatter(uint32_t i)
{
    return (i + 1) * UINT32_C(2654435761) ^ (i << 7);
}

/* Many on one day and at one time, so that numbers and places in the list decide. */
static struct flow_event event_of(uint32_t i)
{
    return (struct flow_event){.time = (float)(scatter(i) % (DAYS * 4)) / 4,
                               .number = scatter(i + 1000) % 5,
                               .who = (int32_t)(EVENTS - i),
                               .stamp = i};
}

static void check_sorted(enum flow_queue_kind kind)
{
    struct flow_queue queue;
    struct flow_event sorted[EVENTS], event;
    assert_int_equal(flow_queue_make(kind, DAYS, &queue, NULL), 0);
    for (int32_t again = 0; again < 2; again++) { /* as good when used again */
        for (uint32_t i = 0; i < EVENTS; i++) {
            sorted[i] = event_of(i);
            assert_int_equal(flow_queue_push(&queue, &sorted[i], NULL), 0);
        }
        qsort(sorted, EVENTS, sizeof *sorted, by_order);
        for (int32_t i = 0; i < EVENTS; i++) {
            assert_int_equal(flow_queue_pop(&queue, &event, NULL), 1);
            assert_memory_equal(&event, &sorted[i], sizeof event);
        }
        assert_int_equal(flow_queue_pop(&queue, &event, NULL), 0);
        flow_queue_reset(&queue);
    }
    flow_queue_clear(&queue);
    flow_queue_clear(&queue);
}

static void events_come_by_time_then_number_then_place(void **state)
{
    (void)state;
    check_sorted(FLOW_QUEUE_DAYS);
    check_sorted(FLOW_QUEUE_HEAP);
}

/* Each event popped makes another, later on the same day or some days on: the two queues give the same row of stamps. */
static int32_t run_on(enum flow_queue_kind kind, uint32_t *stamp, int32_t room)
{
    struct flow_queue queue;
    struct flow_event event;
    int32_t count = 0;
    assert_int_equal(flow_queue_make(kind, DAYS, &queue, NULL), 0);
    for (uint32_t i = 0; i < 40; i++) {
        event = event_of(i);
        assert_int_equal(flow_queue_push(&queue, &event, NULL), 0);
    }
    float last = 0;
    while (flow_queue_pop(&queue, &event, NULL) == 1 && count < room) {
        assert_true(event.time >= last);
        last = event.time;
        stamp[count++] = event.stamp;
        struct flow_event next = event;
        next.time += (float)(scatter((uint32_t)count) % 9) / 3;
        next.number = scatter((uint32_t)count + 77) % 3;
        next.stamp = event.stamp * 3 + (uint32_t)count;
        if (next.time < DAYS)
            assert_int_equal(flow_queue_push(&queue, &next, NULL), 0);
    }
    flow_queue_clear(&queue);
    return count;
}

static void both_queues_agree_while_events_make_events(void **state)
{
    enum { ROOM = 20000 };
    (void)state;
    uint32_t *days = calloc(ROOM, sizeof *days), *heap = calloc(ROOM, sizeof *heap);
    const int32_t count = run_on(FLOW_QUEUE_DAYS, days, ROOM);
    assert_int_equal(run_on(FLOW_QUEUE_HEAP, heap, ROOM), count);
    assert_true(count > 500 && count < ROOM);
    assert_memory_equal(days, heap, (size_t)count * sizeof *days);
    free(days);
    free(heap);
}

static void an_empty_queue_gives_nothing(void **state)
{
    (void)state;
    struct flow_queue queue;
    struct flow_event event;
    for (int32_t heap = 0; heap < 2; heap++) {
        assert_int_equal(flow_queue_make(heap ? FLOW_QUEUE_HEAP : FLOW_QUEUE_DAYS, 1, &queue, NULL), 0);
        assert_int_equal(flow_queue_pop(&queue, &event, NULL), 0);
        assert_int_equal(flow_queue_pop(&queue, &event, NULL), 0);
        flow_queue_clear(&queue);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_come_by_time_then_number_then_place),
        cmocka_unit_test(both_queues_agree_while_events_make_events),
        cmocka_unit_test(an_empty_queue_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
