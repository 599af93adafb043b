/*
 * The stock of any day, right to the child, on 10,000 made-up children: against their true past where the returns are
 * clean, and against a slow, obvious recount of the rows where they are full of faults. Also what must hold of any
 * history: every row has a fate, every month adds up, an earlier day cuts the history and changes nothing before it.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "care/monthly.h"
#include "made_up_council.h"
#include "recount.h"

enum { CHILDREN = 10000, RANDOM_DAYS = 40 };

/* A history of a made-up council and where each child is in it. */
struct built {
    struct made_up_council council;
    struct flow_histories histories;
    struct care_fates fates;
    int64_t *first_spell; /* [children + 1]: spells of child i are [first_spell[i], first_spell[i + 1]) */
};

static void index_spells(struct built *built, const int32_t *of_child)
{
    int64_t children = built->council.records.children;
    built->first_spell = calloc((size_t)children + 1, sizeof *built->first_spell);
    assert_non_null(built->first_spell);
    for (int64_t i = 0; i < built->histories.spells; i++)
        built->first_spell[of_child[built->histories.person[i]] + 1]++;
    for (int64_t i = 0; i < children; i++)
        built->first_spell[i + 1] += built->first_spell[i];
}

static void build(struct built *built, const struct made_up_council *council, day as_at)
{
    struct problem problem = {0};
    int32_t *of_child = NULL;
    built->council = *council;
    if (care_history_build(&council->system, &council->records, as_at, &built->histories, &built->fates, &of_child,
                           &problem) < 0)
        fail_msg("%s", problem.text);
    index_spells(built, of_child);
    free(of_child);
}

static void built_clear(struct built *built)
{
    flow_histories_clear(&built->histories);
    care_fates_clear(&built->fates);
    free(built->first_spell);
}

static int32_t state_in_history(const struct built *built, int64_t child, day on)
{
    for (int64_t i = built->first_spell[child]; i < built->first_spell[child + 1]; i++)
        if (built->histories.from[i] <= on && on < built->histories.to[i])
            return built->histories.state[i];
    return NOT_IN_CARE;
}

static int32_t state_in_truth(const struct true_child *child, day on)
{
    if (on >= calendar_birthday(child->born, 18))
        return NOT_IN_CARE;
    for (int32_t s = 0; s < child->stays; s++) {
        const struct true_stay *stay = &child->stay[s];
        if (stay->from <= on && on < stay->to && strcmp(stay->ls, "V3") != 0 && strcmp(stay->ls, "V4") != 0)
            return stay->lives;
    }
    return NOT_IN_CARE;
}

/* Where an episode without a believable DEC ends: rule 3, with what returns_make says of the returns. */
static day open_end(const struct recount *recount, int64_t first, int64_t end, int64_t row)
{
    const struct care_records *records = recount->records;
    int32_t year = records->year[row];
    while (recount_in_return(records, first, end, year + 1))
        year++;
    bool other = records->authority[records->child[row]] == 1;
    if (year == COUNCIL_LAST_YEAR || (other && (year == 2017 || year == 2019)))
        return DAY_OPEN;
    if (other && year == 2020) /* 30 children, then 100: not within 40% */
        return DAY_OPEN;
    return calendar_year_end(year) > records->decom[row] ? calendar_year_end(year) : records->decom[row];
}

/* Month ends of the window, then random days of it. */
static int32_t days_to_count(day *days, uint64_t seed)
{
    struct dice dice = {seed};
    const day first = calendar_year_start(COUNCIL_FIRST_YEAR), last = calendar_year_end(COUNCIL_LAST_YEAR);
    int32_t count = 0;
    for (int32_t month = calendar_month(first); month <= calendar_month(last); month++)
        days[count++] = calendar_month_end(month);
    for (int32_t i = 0; i < RANDOM_DAYS; i++)
        days[count++] = first + dice_below(&dice, last - first + 1);
    return count;
}

static void clean_returns_give_back_the_truth(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built built = {0};
    day days[200];
    int32_t count = days_to_count(days, 1);
    made_up_council(&council, CHILDREN, 11, false);
    build(&built, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    int64_t in_care = 0;
    for (int64_t child = 0; child < CHILDREN; child++)
        for (int32_t d = 0; d < count; d++) {
            int32_t truth = state_in_truth(&council.truth[child], days[d]);
            if (state_in_history(&built, child, days[d]) != truth)
                fail_msg("child %d, day %d", (int)child, days[d]);
            in_care += truth != NOT_IN_CARE;
        }
    assert_true(in_care > CHILDREN); /* there was something to count */
    built_clear(&built);
    made_up_council_clear(&council);
}

static void spoiled_returns_are_counted_as_a_recount_of_their_rows(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built built = {0};
    struct standing standing;
    day days[200];
    int32_t count = days_to_count(days, 2);
    made_up_council(&council, CHILDREN, 12, true);
    build(&built, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    const struct care_records *records = &council.records;
    const struct recount recount = {&council.system, records, open_end};
    for (int64_t first = 0, end; first < records->rows; first = end) {
        for (end = first + 1; end < records->rows && records->child[end] == records->child[first]; end++)
            ;
        recount_stand(&standing, &recount, first, end);
        for (int32_t d = 0; d < count; d++)
            if (state_in_history(&built, standing.child, days[d]) != recount_state(&standing, days[d]))
                fail_msg("child %d, day %d: history %d, recount %d", (int)standing.child, days[d],
                         state_in_history(&built, standing.child, days[d]), recount_state(&standing, days[d]));
    }
    built_clear(&built);
    made_up_council_clear(&council);
}

static bool reason_is_met(const struct care_fates *fates, enum care_reason reason)
{
    for (int64_t row = 0; row < fates->rows; row++)
        if (fates->reason[row] == reason)
            return true;
    return false;
}

static void every_row_has_one_fate_and_every_fault_is_met(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built built = {0};
    made_up_council(&council, CHILDREN, 13, true);
    build(&built, &council, calendar_day(2021, 9, 30));
    int64_t fates = 0, warned = 0;
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++) {
        assert_true(built.fates.count[fate] > 0);
        fates += built.fates.count[fate];
    }
    assert_int_equal(fates, council.records.rows);
    static const enum care_reason reasons[] = {CARE_SAME_EPISODE, CARE_SAME_ROW,   CARE_END_TOLD,         CARE_TOLD_OTHERWISE,
                                               CARE_OVERLAP,      CARE_STALE_OPEN, CARE_ABSENT_NEXT_YEAR, CARE_INTERRUPTED,
                                               CARE_TEMPORARY,    CARE_SAME_PLACE, CARE_EIGHTEEN};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (!reason_is_met(&built.fates, reasons[i]))
            fail_msg("no row: %s", care_reason_text(reasons[i]));
    for (int reason = 1; reason < CARE_REASON_COUNT; reason++)
        warned += built.fates.warned[reason];
    for (int64_t row = 0; row < council.records.rows; row++) {
        warned -= built.fates.warning[row] != CARE_NO_REASON;
        bool stands = built.fates.fate[row] <= CARE_CLOSED;
        assert_true(stands == (built.fates.from[row] != DAY_NONE));
        assert_true(built.fates.to[row] >= built.fates.from[row]);
        assert_true(built.fates.fate[row] == CARE_KEPT || built.fates.reason[row] != CARE_NO_REASON);
    }
    assert_int_equal(warned, 0);
    assert_int_equal(built.fates.warned[CARE_NO_REASON], 0);
    built_clear(&built);
    made_up_council_clear(&council);
}

/* Everything known on the earlier day is as it was; a spell that had begun and not ended is open. */
static void expect_cut(const struct built *early, const struct built *late, int64_t child, day as_at)
{
    int64_t i = early->first_spell[child], j = late->first_spell[child];
    for (; j < late->first_spell[child + 1] && late->histories.from[j] <= as_at; i++, j++) {
        assert_true(i < early->first_spell[child + 1]);
        assert_int_equal(early->histories.from[i], late->histories.from[j]);
        assert_int_equal(early->histories.state[i], late->histories.state[j]);
        assert_int_equal(early->histories.first[i], late->histories.first[j]);
        bool ended = late->histories.to[j] <= as_at;
        assert_int_equal(early->histories.to[i], ended ? late->histories.to[j] : DAY_OPEN);
        assert_int_equal(early->histories.next[i], ended ? late->histories.next[j] : FLOW_CENSORED);
    }
    assert_int_equal(i, early->first_spell[child + 1]);
}

static void an_earlier_day_cuts_the_history_and_changes_nothing_before_it(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built late = {0};
    made_up_council(&council, CHILDREN / 5, 14, false);
    build(&late, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    struct dice dice = {3};
    for (int32_t i = 0; i < 30; i++) {
        struct built early = {0};
        day as_at = calendar_year_start(COUNCIL_FIRST_YEAR) + dice_below(&dice, 2190);
        build(&early, &council, as_at);
        for (int64_t child = 0; child < council.records.children; child++)
            expect_cut(&early, &late, child, as_at);
        built_clear(&early);
    }
    built_clear(&late);
    made_up_council_clear(&council);
}

static void every_month_adds_up(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built built = {0};
    struct care_monthly monthly;
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX];
    made_up_council(&council, CHILDREN, 15, true);
    build(&built, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    const struct flow_system *flow = &council.system.flow;
    assert_int_equal(care_monthly_count(flow, &built.histories, &monthly, NULL), 0);
    assert_int_equal(monthly.months, 72);
    int64_t before_month = 0;
    for (int32_t i = 0; i < monthly.states * monthly.bands; i++)
        before_month += monthly.stock_before[i];
    for (int32_t month = 0; month < monthly.months; month++) {
        int64_t now = care_monthly_get(&monthly, FLOW_STOCK, FLOW_ALL, FLOW_ALL, month);
        int64_t ceases = care_monthly_get(&monthly, FLOW_CEASES, FLOW_ALL, FLOW_ALL, month);
        assert_int_equal(now, before_month + care_monthly_get(&monthly, FLOW_STARTS, FLOW_ALL, FLOW_ALL, month) - ceases);
        before_month = now;
        int64_t by_kind = 0;
        for (int32_t e = 0; e < monthly.exits; e++)
            by_kind += monthly.exits_of[month * monthly.exits + e];
        assert_int_equal(by_kind, ceases);
        flow_stock(flow, &built.histories, monthly.month_end[month], stock);
        for (int32_t s = 0; s < flow->states; s++)
            for (int32_t b = 0; b < flow->age.count; b++)
                assert_int_equal(care_monthly_get(&monthly, FLOW_STOCK, s, b, month), stock[s * flow->age.count + b]);
    }
    care_monthly_clear(&monthly);
    built_clear(&built);
    made_up_council_clear(&council);
}

static void the_luck_of_the_others_stays_when_a_child_is_taken_out(void **state)
{
    (void)state;
    struct made_up_council council;
    struct built whole = {0}, less = {0};
    made_up_council(&council, CHILDREN / 10, 16, false);
    build(&whole, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    council.records.born[7] = DAY_NONE; /* as if child 7 were not there */
    build(&less, &council, calendar_year_end(COUNCIL_LAST_YEAR));
    for (int64_t child = 0; child < council.records.children; child++) {
        int64_t i = whole.first_spell[child], j = less.first_spell[child];
        if (i == whole.first_spell[child + 1] || j == less.first_spell[child + 1])
            continue;
        assert_int_equal(whole.histories.luck[whole.histories.person[i]], less.histories.luck[less.histories.person[j]]);
    }
    assert_int_equal(less.histories.persons + (whole.first_spell[8] > whole.first_spell[7]), whole.histories.persons);
    built_clear(&whole);
    built_clear(&less);
    made_up_council_clear(&council);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clean_returns_give_back_the_truth),
        cmocka_unit_test(spoiled_returns_are_counted_as_a_recount_of_their_rows),
        cmocka_unit_test(every_row_has_one_fate_and_every_fault_is_met),
        cmocka_unit_test(an_earlier_day_cuts_the_history_and_changes_nothing_before_it),
        cmocka_unit_test(every_month_adds_up),
        cmocka_unit_test(the_luck_of_the_others_stays_when_a_child_is_taken_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
