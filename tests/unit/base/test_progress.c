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

static void parts_are_told_as_one_whole(void **state)
{
    (void)state;
    struct listener listener = {.stop_after = 4};
    struct progress progress = {.show = listen, .stopped = enough, .door = &listener};
    struct progress_part part;
    progress_part_begin(&part, &progress, "back-tests", "paths", 12);
    part.at = 3;
    assert_false(progress_step(&part.progress, "paths", 250, 500));
    assert_string_equal(listener.what, "back-tests");
    assert_int_equal(listener.done, 3500);
    assert_int_equal(listener.total, 12000);
    assert_false(progress_step(&part.progress, "levels", 4, 4)); /* does not count */
    assert_int_equal(listener.done, 3000);
    assert_false(progress_step(&part.progress, "paths", 1, 0));
    assert_true(progress_step(&part.progress, "paths", 1, 2));
    progress_part_begin(&part, NULL, "back-tests", "paths", 12);
    assert_false(progress_step(&part.progress, "paths", 1, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_listening_never_stops),
        cmocka_unit_test(the_door_hears_how_far_it_is),
        cmocka_unit_test(the_work_hears_that_it_should_stop),
        cmocka_unit_test(parts_are_told_as_one_whole),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
