#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "flow/crew.h"

enum { PIECES = 200 };

/* By thread what each did; nothing is written by two. */
struct work {
    int32_t size, fails_at;
    int32_t done[FLOW_CREW_MAX][PIECES];
};

static int note(void *self, int32_t thread, int32_t piece)
{
    struct work *work = self;
    if (thread < 0 || thread >= work->size)
        return -99;
    work->done[thread][piece]++;
    return piece >= work->fails_at ? -7 - piece : 0;
}

static int32_t times_done(const struct work *work, int32_t piece)
{
    int32_t times = 0;
    for (int32_t t = 0; t < work->size; t++)
        times += work->done[t][piece];
    return times;
}

static void every_piece_is_done_once(void **state)
{
    (void)state;
    for (int32_t size = 1; size <= 8; size++) {
        static struct work work;
        work = (struct work){.size = size, .fails_at = PIECES};
        assert_int_equal(flow_crew_run(size, PIECES, note, &work), 0);
        for (int32_t i = 0; i < PIECES; i++)
            assert_int_equal(times_done(&work, i), 1);
    }
}

/* Of one thread the first piece that fails is the last that is done; of several it is among those that were. */
static void after_a_failure_no_piece_is_begun(void **state)
{
    static struct work work;
    (void)state;
    work = (struct work){.size = 1, .fails_at = 20};
    assert_int_equal(flow_crew_run(1, PIECES, note, &work), -27);
    assert_int_equal(times_done(&work, 20), 1);
    assert_int_equal(times_done(&work, 21), 0);
    work = (struct work){.size = 4, .fails_at = 20};
    const int code = flow_crew_run(4, PIECES, note, &work);
    assert_in_range(-7 - code, 20, PIECES - 1);
    assert_int_equal(times_done(&work, -7 - code), 1);
}

static void a_crew_is_no_larger_than_its_work(void **state)
{
    (void)state;
    assert_int_equal(flow_crew_size(4, 1), 1);
    assert_int_equal(flow_crew_size(1, PIECES), 1);
    assert_int_equal(flow_crew_size(0, 0), 1);
    assert_in_range(flow_crew_size(0, PIECES), 1, FLOW_CREW_MAX);
    assert_in_range(flow_crew_size(100000, 100000), 1, FLOW_CREW_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_piece_is_done_once),
        cmocka_unit_test(after_a_failure_no_piece_is_begun),
        cmocka_unit_test(a_crew_is_no_larger_than_its_work),
    };
    return cmocka_run_group_tests_name("crew", tests, NULL, NULL);
}
