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

enum { CHILDREN = 10000, RANDOM_DAYS = 40, NOT_IN_CARE = -1, ROWS_MAX = 400 };

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

/* --- The obvious recount: who stands, then who is the last to begin. --- */

/* A child's rows that stand, in order of beginning. */
struct standing {
    const struct made_up_council *council;
    int64_t child;
    int32_t count;
    int64_t row[ROWS_MAX];
    day end[ROWS_MAX]; /* as told, or as rule 3 has it; DAY_OPEN */
};

static bool is(short_code value, const char *word)
{
    return value == code_of(word);
}

static bool usable(const struct care_records *records, int64_t row)
{
    day born = records->born[records->child[row]];
    return records->decom[row] >= born && records->decom[row] < calendar_birthday(born, 18) &&
           (records->dec[row] == DAY_NONE || records->dec[row] >= records->decom[row]);
}

static bool same_codes(const struct care_records *records, int64_t a, int64_t b)
{
    return records->place[a] == records->place[b] && records->ls[a] == records->ls[b] &&
           records->rne[a] == records->rne[b] &&
           records->provider[a] == records->provider[b] && records->rec[a] == records->rec[b];
}

/* 3: the same PLACE, LS and RNE; 2: PLACE and LS; 1: RNE; 0: nothing or another DECOM. */
static int alike(const struct care_records *records, int64_t a, int64_t b)
{
    if (records->decom[a] != records->decom[b])
        return 0;
    if (records->place[a] == records->place[b] && records->ls[a] == records->ls[b])
        return records->rne[a] == records->rne[b] ? 3 : 2;
    return records->rne[a] == records->rne[b] ? 1 : 0;
}

/* Rule 1, word for word, over all rows of the child. */
static bool superseded(const struct care_records *records, int64_t first, int64_t end, int64_t row)
{
    for (int64_t newer = first; newer < end; newer++) {
        if (!usable(records, newer) || alike(records, row, newer) == 0)
            continue;
        if (records->year[newer] == records->year[row] && newer > row && same_codes(records, row, newer) &&
            records->dec[newer] == records->dec[row])
            return true;
        if (records->year[newer] <= records->year[row])
            continue;
        bool of_another = false;
        for (int64_t k = first; k < end; k++)
            of_another = of_another || (usable(records, k) && records->year[k] == records->year[row] &&
                                        alike(records, k, newer) > alike(records, row, newer));
        if (!of_another)
            return true;
    }
    return false;
}

static bool in_care_return(const struct care_records *records, int64_t first, int64_t end, int32_t year)
{
    for (int64_t row = first; row < end; row++)
        if (records->year[row] == year && !is(records->ls[row], "V3") && !is(records->ls[row], "V4"))
            return true;
    return false;
}

/* Where an episode without a believable DEC ends: rule 3, with what returns_make says of the returns. */
static day open_end(const struct made_up_council *council, int64_t first, int64_t end, int64_t row)
{
    const struct care_records *records = &council->records;
    int32_t year = records->year[row];
    while (in_care_return(records, first, end, year + 1))
        year++;
    bool other = records->authority[records->child[row]] == 1;
    if (year == COUNCIL_LAST_YEAR || (other && (year == 2017 || year == 2019)))
        return DAY_OPEN;
    if (other && year == 2020) /* 30 children, then 100: not within 40% */
        return DAY_OPEN;
    return calendar_year_end(year) > records->decom[row] ? calendar_year_end(year) : records->decom[row];
}

static bool told_end(const struct care_records *records, int64_t row)
{
    return records->dec[row] != DAY_NONE && records->dec[row] <= records->known_to;
}

static bool begins_before(const struct care_records *records, int64_t a, int64_t b)
{
    if (records->decom[a] != records->decom[b])
        return records->decom[a] < records->decom[b];
    bool a_day = records->dec[a] == records->decom[a], b_day = records->dec[b] == records->decom[b];
    return a_day != b_day ? a_day : a < b;
}

/* An open row that was not told again, though a newer return has the child in an episode on the day it began. */
static bool denied(const struct standing *standing, int64_t row)
{
    const struct care_records *records = &standing->council->records;
    for (int32_t k = 0; k < standing->count && !told_end(records, row); k++) {
        int64_t other = standing->row[k];
        day ends = told_end(records, other) ? records->dec[other] : DAY_OPEN;
        if (records->year[other] > records->year[row] && records->decom[other] <= records->decom[row] && ends > records->decom[row])
            return true;
    }
    return false;
}

static void stand(struct standing *out, const struct made_up_council *council, int64_t first, int64_t end)
{
    const struct care_records *records = &council->records;
    *out = (struct standing){.council = council, .child = records->child[first]};
    for (int64_t row = first; row < end; row++) {
        if (!usable(records, row) || superseded(records, first, end, row) || is(records->ls[row], "V3") ||
            is(records->ls[row], "V4"))
            continue;
        assert_true(out->count < ROWS_MAX);
        int32_t at = out->count++;
        for (; at > 0 && begins_before(records, row, out->row[at - 1]); at--)
            out->row[at] = out->row[at - 1];
        out->row[at] = row;
    }
    struct standing all = *out;
    out->count = 0;
    for (int32_t k = 0; k < all.count; k++)
        if (!denied(&all, all.row[k]))
            out->row[out->count++] = all.row[k];
    for (int32_t k = 0; k < out->count; k++)
        out->end[k] = told_end(records, out->row[k]) ? records->dec[out->row[k]]
                                                     : open_end(council, first, end, out->row[k]);
}

static bool exit_code(const struct care_records *records, int64_t row)
{
    return records->rec[row] != 0 && !is(records->rec[row], "X1") && told_end(records, row);
}

/* The row before row k that is no stay inside another; -1 when there is none. */
static int32_t before(const struct standing *standing, int32_t k);

/* A temporary stay told while the placement before it goes on. */
static bool inside(const struct standing *standing, int32_t k)
{
    const struct care_records *records = &standing->council->records;
    if (!is(records->place[standing->row[k]], "T3") || exit_code(records, standing->row[k]))
        return false;
    int32_t host = before(standing, k);
    return host >= 0 && standing->end[host] >= standing->end[k];
}

static int32_t before(const struct standing *standing, int32_t k)
{
    for (k--; k >= 0 && inside(standing, k); k--)
        ;
    return k;
}

/* Whether the child is still in care, by what precedes, when row k begins: no gap, or one of a day that is bridged. */
static bool joins(const struct standing *standing, int32_t earlier, int32_t k)
{
    const struct care_records *records = &standing->council->records;
    day end = standing->end[earlier], begins = records->decom[standing->row[k]];
    bool left = exit_code(records, standing->row[earlier]) && end <= begins && is(records->rne[standing->row[k]], "S");
    return end >= begins - 1 && !left;
}

static int32_t state_told(const struct standing *standing, int32_t k, bool *known)
{
    const struct care_records *records = &standing->council->records;
    int64_t row = standing->row[k];
    bool temporary;
    return care_state_of(&standing->council->system, records->place[row], records->provider[row], &temporary, known);
}

/* Whether row k names another home than row p: another PLACE, or a provider that is known to make it another kind. */
static bool another_home(const struct standing *standing, int32_t k, int32_t p)
{
    const struct care_records *records = &standing->council->records;
    bool known, any;
    int32_t told = state_told(standing, k, &known);
    return records->place[standing->row[k]] != records->place[standing->row[p]] ||
           (known && told != state_told(standing, p, &any));
}

/* The row in whose home the child is once row k has begun: its own, unless it only goes on with the one before it. */
static int32_t home_row(const struct standing *standing, int32_t k)
{
    const struct care_records *records = &standing->council->records;
    int32_t earlier = before(standing, k);
    if (earlier < 0 || !joins(standing, earlier, k))
        return k;
    int64_t row = standing->row[k];
    int32_t home = home_row(standing, earlier);
    bool cuts = standing->end[earlier] > records->decom[row];
    if (is(records->place[row], "T3"))
        return home;
    if (is(records->rne[row], "L"))
        return cuts && another_home(standing, k, home) ? k : home;
    if (is(records->rne[row], "T") || is(records->rne[row], "U"))
        return another_home(standing, k, home) ? k : home;
    return k;
}

/* The last row to have begun decides. */
static int32_t state_by_recount(const struct standing *standing, day on)
{
    const struct care_records *records = &standing->council->records;
    int32_t k = -1, next = -1;
    for (int32_t i = 0; i < standing->count; i++)
        if (!inside(standing, i)) {
            if (records->decom[standing->row[i]] <= on)
                k = i;
            else if (next < 0)
                next = i;
        }
    if (k < 0 || on >= calendar_birthday(records->born[standing->child], 18))
        return NOT_IN_CARE;
    bool bridged = next >= 0 && standing->end[k] == on && records->decom[standing->row[next]] == on + 1 &&
                   joins(standing, k, next);
    bool known;
    return on < standing->end[k] || bridged ? state_told(standing, home_row(standing, k), &known) : NOT_IN_CARE;
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
    for (int64_t first = 0, end; first < records->rows; first = end) {
        for (end = first + 1; end < records->rows && records->child[end] == records->child[first]; end++)
            ;
        stand(&standing, &council, first, end);
        for (int32_t d = 0; d < count; d++)
            if (state_in_history(&built, standing.child, days[d]) != state_by_recount(&standing, days[d]))
                fail_msg("child %d, day %d: history %d, recount %d", (int)standing.child, days[d],
                         state_in_history(&built, standing.child, days[d]), state_by_recount(&standing, days[d]));
    }
    built_clear(&built);
    made_up_council_clear(&council);
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
