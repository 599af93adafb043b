/* What holds of any budget round: 2,000 made at random, from the same numbers each time. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "budget/gap.h"
#include "budget/savings.h"

enum { ROUNDS = 2000, LINES = 9, VERSIONS = 3, ITEMS = LINES * VERSIONS };

static const char *const line_name[LINES] = {"A", "B", "C", "D", "E", "F", "G", "H", "I"};
static const char *const version_name[VERSIONS] = {"draft 1", "draft 2", "final"};

static uint64_t next(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* Pence up to a million pounds either way, one in four blank. */
static int64_t amount(uint64_t *seed)
{
    return next(seed) % 4 == 0 ? ROUND_BLANK : (int64_t)(next(seed) % 200000000) - 100000000;
}

static struct round_item made_item(uint64_t *seed, int32_t line, int32_t version)
{
    struct round_item item = {.kind = (enum round_kind)(line % 3),
                              .ref = line_name[line],
                              .line = line_name[line],
                              .version = version_name[version],
                              .owner = "",
                              .note = "",
                              .evidence = "",
                              .group = "",
                              .recurrent = (int64_t)(next(seed) % 2),
                              .type = (int64_t)(next(seed) % 4),
                              .status = (int64_t)(next(seed) % (ROUND_STATUSES + 1)),
                              .delivered = amount(seed),
                              .forecast = amount(seed),
                              .in_year_pressure = amount(seed)};
    if (item.status == ROUND_STATUSES)
        item.status = ROUND_BLANK;
    for (int32_t y = 0; y < ROUND_YEARS; y++)
        item.pence[y] = amount(seed);
    return item;
}

/* A line is in most versions, not in all. Two savings of each version may be of a group, with a joint figure. */
static int64_t make(uint64_t *seed, struct round_item item[ITEMS])
{
    int64_t items = 0;
    for (int32_t v = 0; v < VERSIONS; v++) {
        const bool grouped = next(seed) % 2;
        for (int32_t k = 0; k < LINES; k++) {
            item[items] = made_item(seed, k, v);
            item[items].group = grouped && (k == 1 || k == 4) ? "the same children" : "";
            item[items].joint = k == 4;
            items += k == 1 || k == 4 || next(seed) % 5 > 0;
        }
    }
    return items;
}

static void shuffle(uint64_t *seed, struct round_item *item, int64_t items)
{
    for (int64_t i = items - 1; i > 0; i--) {
        const int64_t k = (int64_t)(next(seed) % (uint64_t)(i + 1));
        const struct round_item kept = item[i];
        item[i] = item[k];
        item[k] = kept;
    }
}

static int64_t total_of(const struct round_item *item, int64_t items, enum round_kind kind, int32_t version, int32_t year)
{
    int64_t total;
    assert_true(round_level_total(kind, item, items, version_name[version], year, &total));
    return total;
}

/* Σ over lines of what changed from version to version is the last total less the first. */
static void expect_telescope(const struct round_item *item, int64_t items, enum round_kind kind)
{
    struct round round;
    int64_t total[VERSIONS], changes = 0;
    assert_int_equal(round_make(kind, item, items, &round, NULL), 0);
    for (int32_t v = 0; v < round.versions; v++)
        assert_true(round_total(&round, v, 0, &total[v]));
    for (int32_t v = 1; v < round.versions; v++) {
        int64_t change = 0;
        for (int32_t k = 0; k < round.lines; k++)
            change += round_pence(&round, k, v, 0) - round_pence(&round, k, v - 1, 0);
        assert_int_equal(change, total[v] - total[v - 1]);
        changes += change;
    }
    if (round.versions)
        assert_int_equal(changes, total[round.versions - 1] - total[0]);
}

static void changes_from_version_to_version_add_up_to_that_of_the_whole_round(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (int n = 0; n < ROUNDS; n++) {
        struct round_item item[ITEMS];
        const int64_t items = make(&seed, item);
        for (enum round_kind kind = ROUND_PRESSURE; kind <= ROUND_GRANT; kind++)
            expect_telescope(item, items, kind);
    }
}

static void totals_are_those_of_the_round_without_what_is_in_a_joint_figure(void **state)
{
    (void)state;
    uint64_t seed = 2;
    int left_out = 0;
    for (int n = 0; n < ROUNDS; n++) {
        struct round_item item[ITEMS], counted[ITEMS];
        const int64_t items = make(&seed, item);
        int64_t kept = 0, sum;
        for (int64_t i = 0; i < items; i++)
            if (round_counts(&item[i]))
                counted[kept++] = item[i];
        left_out += kept < items;
        for (int32_t y = 0; y < ROUND_YEARS; y++) {
            sum = 0;
            for (int64_t i = 0; i < kept; i++)
                if (counted[i].kind == ROUND_SAVING && counted[i].version == version_name[VERSIONS - 1])
                    sum += round_level(&counted[i], y);
            assert_int_equal(total_of(item, items, ROUND_SAVING, VERSIONS - 1, y), sum);
            assert_int_equal(total_of(counted, kept, ROUND_SAVING, VERSIONS - 1, y), sum);
        }
    }
    assert_true(left_out > ROUNDS / 2);
}

static struct savings_line add_lines(const struct savings *savings)
{
    struct savings_line sum = {0};
    for (int64_t i = 0; i < savings->lines; i++) {
        const struct savings_line *line = &savings->line[i];
        assert_int_equal(line->achieved - line->pressure, line->net);
        assert_int_equal(line->target - line->net, line->at_risk);
        if (!line->counted)
            continue;
        assert_true(line->item->type != ROUND_AVOIDED && line->item->type != ROUND_ENABLING);
        sum.target += line->target;
        sum.delivered += line->delivered;
        sum.achieved += line->achieved;
        sum.pressure += line->pressure;
        sum.net += line->net;
        sum.at_risk += line->at_risk;
    }
    return sum;
}

static void expect_same(const struct savings_line *is, const struct savings_line *was)
{
    assert_int_equal(is->target, was->target);
    assert_int_equal(is->delivered, was->delivered);
    assert_int_equal(is->achieved, was->achieved);
    assert_int_equal(is->pressure, was->pressure);
    assert_int_equal(is->net, was->net);
    assert_int_equal(is->at_risk, was->at_risk);
}

static void the_tracker_adds_up_across_and_down_and_by_status(void **state)
{
    (void)state;
    uint64_t seed = 3;
    for (int n = 0; n < ROUNDS; n++) {
        struct round_item item[ITEMS];
        struct savings savings;
        const int64_t items = make(&seed, item);
        assert_int_equal(savings_make(item, items, "final", &savings, NULL), 0);
        const struct savings_line sum = add_lines(&savings);
        int64_t by_status = savings.no_status;
        for (int i = 0; i < ROUND_STATUSES; i++)
            by_status += savings.by_status[i];
        expect_same(&sum, &savings.total);
        assert_int_equal(by_status, sum.target);
        assert_int_equal(sum.target - sum.achieved + sum.pressure, sum.at_risk);
        savings_clear(&savings);
    }
}

static void the_gap_adds_up_and_no_order_of_items_matters(void **state)
{
    (void)state;
    uint64_t seed = 4;
    for (int n = 0; n < ROUNDS; n++) {
        struct round_item item[ITEMS];
        struct gap_year year[ROUND_YEARS], again[ROUND_YEARS];
        struct savings savings, shuffled;
        struct gap_question question = {.item = item,
                                        .items = make(&seed, item),
                                        .version = "draft 2",
                                        .budget = (int64_t)(next(&seed) % 10000000000),
                                        .growth = (int64_t)(next(&seed) % 6000),
                                        .years = ROUND_YEARS};
        assert_int_equal(gap_make(&question, year, NULL), 0);
        assert_int_equal(savings_make(item, question.items, "draft 2", &savings, NULL), 0);
        for (int32_t y = 0; y < ROUND_YEARS; y++) {
            assert_int_equal(year[y].need, question.budget + year[y].pressures - year[y].savings);
            assert_int_equal(year[y].gap, year[y].need - year[y].funding);
            assert_int_equal(year[y].worst, year[y].gap + year[y].risky_savings);
            assert_int_equal(year[y].pressures, total_of(item, question.items, ROUND_PRESSURE, 1, y));
            assert_int_equal(year[y].grants, total_of(item, question.items, ROUND_GRANT, 1, y));
        }
        assert_int_equal(year[0].savings, savings.total.target); /* of the first year both say the same */
        shuffle(&seed, item, question.items);
        assert_int_equal(gap_make(&question, again, NULL), 0);
        assert_int_equal(savings_make(item, question.items, "draft 2", &shuffled, NULL), 0);
        assert_memory_equal(year, again, sizeof year);
        expect_same(&savings.total, &shuffled.total);
        savings_clear(&savings);
        savings_clear(&shuffled);
    }
}

/* Whatever joint marks a group has: one is taken, any other number is refused, and nothing else matters. */
static void a_group_is_taken_with_one_joint_figure_and_no_other_number(void **state)
{
    (void)state;
    uint64_t seed = 5;
    int taken = 0, refused = 0;
    for (int n = 0; n < ROUNDS; n++) {
        struct round_item item[ITEMS];
        struct problem problem = {0};
        const int64_t items = make(&seed, item);
        int64_t joint = 0, members = 0;
        for (int64_t i = 0; i < items; i++) {
            const bool member = item[i].kind == ROUND_PRESSURE && next(&seed) % 2;
            item[i].group = member ? "g" : "";
            item[i].joint = next(&seed) % 4 == 0;
            members += member && item[i].version == version_name[0];
            joint += member && item[i].joint && item[i].version == version_name[0];
        }
        const int code = round_check_groups(ROUND_PRESSURE, item, items, version_name[0], &problem);
        assert_int_equal(code, members == 0 || joint == 1 ? 0 : PROBLEM_INPUT);
        taken += code == 0;
        refused += code < 0;
    }
    assert_true(taken > 100 && refused > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_from_version_to_version_add_up_to_that_of_the_whole_round),
        cmocka_unit_test(totals_are_those_of_the_round_without_what_is_in_a_joint_figure),
        cmocka_unit_test(the_tracker_adds_up_across_and_down_and_by_status),
        cmocka_unit_test(the_gap_adds_up_and_no_order_of_items_matters),
        cmocka_unit_test(a_group_is_taken_with_one_joint_figure_and_no_other_number),
    };
    return cmocka_run_group_tests_name("round_properties", tests, NULL, NULL);
}
