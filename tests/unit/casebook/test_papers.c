/*
 * The figures of the five papers, as they stand there, against what is worked out from the lines in examples/. The numbers
 * on the right are copied from the papers and from nothing of ours.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/papers.h"

enum { THOUSAND_POUNDS = 100000, ONE = 1000 };

static struct paper_read read_paper(const char *name)
{
    struct paper_read read;
    struct problem problem = {0};
    if (casebook_read_paper(name, &read, &problem) < 0)
        fail_msg("%s", problem.text);
    return read;
}

/* In whole units, rounded half away from nothing as papers do. */
static int64_t worked(const struct paper_read *read, const char *figure, const char *of, int64_t unit)
{
    int64_t value;
    enum paper_unit kind;
    if (!paper_work_out(&read->paper, figure, of, &value, &kind))
        fail_msg("%s of “%s” cannot be worked out", figure, of);
    return ((value < 0 ? -value : value) + unit / 2) / unit * (value < 0 ? -1 : 1);
}

static void sefton_november_2023(void **state)
{
    (void)state;
    struct paper_read read = read_paper("sefton-2023");
    assert_int_equal(worked(&read, "budget", "", THOUSAND_POUNDS), 80081);
    assert_int_equal(worked(&read, "forecast", "", THOUSAND_POUNDS), 85114);
    assert_int_equal(worked(&read, "variance", "", THOUSAND_POUNDS), 5033);
    assert_int_equal(worked(&read, "movement", "", THOUSAND_POUNDS), 974);
    assert_int_equal(worked(&read, "explained", "", THOUSAND_POUNDS), 4132);
    assert_int_equal(worked(&read, "unexplained", "", THOUSAND_POUNDS), 901);
    assert_int_equal(worked(&read, "tolerance", "", THOUSAND_POUNDS), 4004);
    assert_int_equal(worked(&read, "beyond_tolerance", "", THOUSAND_POUNDS), 1029);
    assert_true(paper_periods_differ(&read.paper, "Fostering arrangements made with agencies"));
    paper_read_clear(&read);
}

static void hcc_january_2023(void **state)
{
    (void)state;
    struct paper_read read = read_paper("hcc-2023");
    assert_int_equal(worked(&read, "pressures", "draft", THOUSAND_POUNDS), 13653);
    assert_int_equal(worked(&read, "pressures", "final", THOUSAND_POUNDS), 13050);
    assert_int_equal(worked(&read, "pressures_change", "", THOUSAND_POUNDS), -603);
    assert_int_equal(worked(&read, "pressures_change", "Pay award", THOUSAND_POUNDS), 413);
    assert_int_equal(worked(&read, "pressures_change", "Demand pressures", THOUSAND_POUNDS), -1102);
    assert_int_equal(worked(&read, "pressures_change", "Transformation posts", THOUSAND_POUNDS), -45);
    assert_int_equal(worked(&read, "pressures_change", "Contract inflation", THOUSAND_POUNDS), 0);
    assert_int_equal(worked(&read, "pressures_change", "Non-contract inflation", THOUSAND_POUNDS), 131);
    assert_int_equal(worked(&read, "savings", "final", THOUSAND_POUNDS), 4500);
    paper_read_clear(&read);
}

static void liverpool_january_2019(void **state)
{
    (void)state;
    struct paper_read read = read_paper("liverpool-staffing-2019");
    assert_int_equal(worked(&read, "posts_after", "", ONE), 473);
    assert_int_equal(worked(&read, "posts_growth", "", ONE), 51);
    assert_int_equal(worked(&read, "posts_named", "", ONE), 155);
    assert_int_equal(worked(&read, "posts_added", "", ONE), 160);
    assert_int_equal(worked(&read, "post_cost", "", 100), 48125); /* 7.7m over 160 posts */
    assert_int_equal(worked(&read, "count_growth", "Children in care", ONE), 47);
    assert_int_equal(worked(&read, "count_change", "Children in care", ONE), 1250 - 850);
    paper_read_clear(&read);
}

static void liverpool_2023(void **state)
{
    (void)state;
    struct paper_read read = read_paper("liverpool-2023");
    assert_int_equal(read.paper.grants, 2);
    assert_int_equal(read.paper.grant[0].amount, INT64_C(1000000) * 100);
    assert_int_equal(read.paper.grant[1].amount, INT64_C(4000000) * 100);
    assert_int_equal(read.paper.grant[1].years, 3 * ONE);
    for (int64_t i = 0; i < read.paper.initiatives; i++)
        assert_true(read.paper.initiative[i].saving == PAPER_BLANK && read.paper.initiative[i].children == PAPER_BLANK);
    paper_read_clear(&read);
}

static void wirral_march_2025(void **state)
{
    (void)state;
    struct paper_read read = read_paper("wirral-2025");
    int64_t value, told;
    enum paper_unit unit;
    assert_int_equal(worked(&read, "count_change", "Children in care", ONE), 699 - 834);
    assert_int_equal(worked(&read, "variance", "", THOUSAND_POUNDS), 4531);
    assert_false(paper_work_out(&read.paper, "variance_share", "", &value, &unit)); /* the paper has no budget */
    for (int64_t i = 0; i < read.paper.stated_figures; i++)
        if (strcmp(read.paper.stated[i].figure, "variance_share") == 0)
            assert_int_equal(paper_compare(&read.paper, &read.paper.stated[i], &value, &told, &unit),
                             PAPER_CANNOT_BE_WORKED_OUT);
    paper_read_clear(&read);
}

/* All that the papers state agrees with their lines, but the posts by role and the share without a budget. */
static void what_they_state_agrees_but_for_two(void **state)
{
    (void)state;
    static const char *const names[] = {"hcc-2023", "liverpool-2023", "liverpool-staffing-2019", "sefton-2023",
                                        "wirral-2025"};
    int32_t count[3] = {0};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct paper_read read = read_paper(names[n]);
        for (int64_t i = 0; i < read.paper.stated_figures; i++) {
            int64_t value, told;
            enum paper_unit unit;
            const struct paper_stated *stated = &read.paper.stated[i];
            const enum paper_verdict verdict = paper_compare(&read.paper, stated, &value, &told, &unit);
            count[verdict]++;
            if (verdict == PAPER_DIFFERS)
                assert_string_equal(stated->figure, "posts_named");
        }
        paper_read_clear(&read);
    }
    assert_true(count[PAPER_AGREES] >= 20);
    assert_int_equal(count[PAPER_DIFFERS], 1);
    assert_int_equal(count[PAPER_CANNOT_BE_WORKED_OUT], 1);
}

static void a_stated_figure_may_be_rounded_either_way_at_a_half(void **state)
{
    (void)state;
    struct round_item item = {.kind = ROUND_PRESSURE, .line = "a", .version = "final", .pence = {1305000000, ROUND_BLANK}};
    const struct paper paper = {.item = &item, .items = 1};
    struct paper_stated stated = {.figure = "pressures", .of = "final", .stated = "13.1", .unit = "\u00A3m"};
    int64_t value, told;
    enum paper_unit unit;
    assert_int_equal(paper_compare(&paper, &stated, &value, &told, &unit), PAPER_AGREES);
    stated.stated = "13.0";
    assert_int_equal(paper_compare(&paper, &stated, &value, &told, &unit), PAPER_AGREES);
    stated.stated = "13.2";
    assert_int_equal(paper_compare(&paper, &stated, &value, &told, &unit), PAPER_DIFFERS);
    stated.stated = "13,05O";
    assert_int_equal(paper_compare(&paper, &stated, &value, &told, &unit), PAPER_CANNOT_BE_WORKED_OUT);
}

static void an_unknown_paper_names_the_known(void **state)
{
    (void)state;
    struct paper_read read;
    struct problem problem = {0};
    assert_int_equal(casebook_read_paper("littleshire", &read, &problem), PROBLEM_USAGE);
    assert_non_null(strstr(problem.next, "sefton-2023"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sefton_november_2023),
        cmocka_unit_test(hcc_january_2023),
        cmocka_unit_test(liverpool_january_2019),
        cmocka_unit_test(liverpool_2023),
        cmocka_unit_test(wirral_march_2025),
        cmocka_unit_test(what_they_state_agrees_but_for_two),
        cmocka_unit_test(a_stated_figure_may_be_rounded_either_way_at_a_half),
        cmocka_unit_test(an_unknown_paper_names_the_known),
    };
    return cmocka_run_group_tests_name("papers", tests, NULL, NULL);
}
