#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/progress.h"

/* A door that remembers what it was told and wants to stop after some steps. */
struct listener {
    const char *what;
    int64_t done, total;
    int steps, stop_after;
};

static void listen(struct progress *self, const char *what, int64_t done, int64_t total)
{
    struct listener *listener = self->door;
    listener->what = what;
    listener->done = done;
    listener->total = total;
    listener->steps++;
}

static bool enough(struct progress *self)
{
    const struct listener *listener = self->door;
    return listener->steps >= listener->stop_after;
}

static void nobody_listening_never_stops(void **state)
{
    (void)state;
    struct progress deaf = {0};
    assert_false(progress_step(NULL, "reading", 1, 2));
    assert_false(progress_step(&deaf, "reading", 1, 2));
}

static void the_door_hears_how_far_it_is(void **state)
{
    (void)state;
    struct listener listener = {.stop_after = 100};
    struct progress progress = {.show = listen, .stopped = enough, .door = &listener};
    assert_false(progress_step(&progress, "simulating", 250, 1000));
    assert_string_equal(listener.what, "simulating");
    assert_int_equal(listener.done, 250);
    assert_int_equal(listener.total, 1000);
}

static void the_work_hears_that_it_should_stop(void **state)
{
    (void)state;
    struct listener listener = {.stop_after = 2};
    struct progress progress = {.show = listen, .stopped = enough, .door = &listener};
    assert_false(progress_step(&progress, "simulating", 1, 3));
    assert_true(progress_step(&progress, "simulating", 2, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_listening_never_stops),
        cmocka_unit_test(the_door_hears_how_far_it_is),
        cmocka_unit_test(the_work_hears_that_it_should_stop),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
