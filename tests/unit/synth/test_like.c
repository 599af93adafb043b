/* Choosing families so that wanted counts come out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_files.h"
#include "synth/council.h"
#include "synth/like.h"
#include "synth/like_figures.h"

enum { OPENS = 2024, LAST = 2025, EACH = 100, PATTERNS = 4, UNITS = EACH * PATTERNS };

/* A pool by hand: of each pattern a hundred children who come alone. */
static const struct {
    bool before, after, came, left;
} pattern[PATTERNS] = {{true, true, false, false},  /* stays */
                       {true, false, false, true},  /* leaves */
                       {false, true, true, false},  /* comes and stays */
                       {false, false, true, true}}; /* comes and leaves */

struct hand_pool {
    struct synth_like_pool pool;
    int64_t first[UNITS + 1], column_first[SYNTH_LIKE_COLUMNS + 1];
    int16_t column[UNITS * 2];
    int32_t column_unit[UNITS * 2];
    uint8_t count[UNITS * 2], column_count[UNITS * 2], children[UNITS], left[UNITS], old[UNITS];
    int8_t entered[UNITS];
    float rate[UNITS];
};

static void add_cell(struct hand_pool *hand, enum synth_like_kind kind, int32_t at)
{
    hand->column[hand->pool.cells] = (int16_t)synth_like_column(kind, at);
    hand->count[hand->pool.cells++] = 1;
}

/* Columns from the rows, one after another: slow and plain. */
static void lay_columns(struct hand_pool *hand)
{
    int64_t at = 0;
    for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++) {
        hand->column_first[column] = at;
        for (int64_t unit = 0; unit < UNITS; unit++)
            for (int64_t c = hand->first[unit]; c < hand->first[unit + 1]; c++)
                if (hand->column[c] == column) {
                    hand->column_unit[at] = (int32_t)unit;
                    hand->column_count[at++] = hand->count[c];
                }
    }
    hand->column_first[SYNTH_LIKE_COLUMNS] = at;
}

static struct hand_pool *pool_by_hand(void)
{
    struct hand_pool *hand = calloc(1, sizeof *hand);
    assert_non_null(hand);
    for (int32_t unit = 0; unit < UNITS; unit++) {
        const int32_t p = unit / EACH;
        if (pattern[p].before)
            add_cell(hand, SYNTH_LIKE_STOCK, 0);
        if (pattern[p].after)
            add_cell(hand, SYNTH_LIKE_STOCK, 1);
        if (pattern[p].came)
            add_cell(hand, SYNTH_LIKE_STARTS, 1);
        if (pattern[p].left)
            add_cell(hand, SYNTH_LIKE_CEASES, 1);
        hand->children[unit] = 1;
        hand->left[unit] = pattern[p].left;
        hand->entered[unit] = pattern[p].came;
        hand->rate[unit] = 0.5f;
        hand->first[unit + 1] = hand->pool.cells;
    }
    lay_columns(hand);
    hand->pool = (struct synth_like_pool){.opens = OPENS,
                                          .last = LAST,
                                          .units = UNITS,
                                          .cells = hand->pool.cells,
                                          .first = hand->first,
                                          .column = hand->column,
                                          .count = hand->count,
                                          .column_first = hand->column_first,
                                          .column_unit = hand->column_unit,
                                          .column_count = hand->column_count,
                                          .entered = hand->entered,
                                          .children = hand->children,
                                          .left = hand->left,
                                          .old = hand->old,
                                          .rate = hand->rate};
    return hand;
}

static struct synth_like wish(double before, double after, double ceases)
{
    struct synth_like like = {.opens = OPENS, .last = LAST};
    synth_like_want(&like, SYNTH_LIKE_STOCK, OPENS, before, true);
    synth_like_want(&like, SYNTH_LIKE_STOCK, LAST, after, true);
    synth_like_want(&like, SYNTH_LIKE_CEASES, LAST, ceases, true);
    return like;
}

static struct synth_like_choice choose(const struct hand_pool *hand, const struct synth_like *like, uint64_t seed,
                                       struct synth_like_match *match, uint8_t chosen[UNITS])
{
    struct synth_like_choice choice = {0};
    struct problem problem = {0};
    if (synth_like_match(&hand->pool, like, NULL, match, &problem) < 0 ||
        synth_like_choose(&hand->pool, like, match, seed, chosen, &choice, &problem) < 0)
        fail_msg("%s", problem.text);
    return choice;
}

/* 40 on the first 31 March, 30 on the last, 25 left: so 15 came. The weights say so, and the children. */
static void stock_and_ceases_come_out_and_starts_follow(void **state)
{
    (void)state;
    struct hand_pool *hand = pool_by_hand();
    const struct synth_like like = wish(40, 30, 25);
    struct synth_like_match match;
    uint8_t chosen[UNITS];
    const struct synth_like_choice choice = choose(hand, &like, 1, &match, chosen);
    double weights = 0;
    for (int32_t i = 0; i < UNITS; i++)
        weights += match.weight[i];
    assert_true(match.worst < .01);
    assert_true(weights > 54 && weights < 56); /* everybody: 40 who were there and 15 who came */
    assert_true(choice.missed == 0);
    assert_true(choice.got[SYNTH_LIKE_STOCK][0] == 40 && choice.got[SYNTH_LIKE_STOCK][1] == 30);
    assert_true(choice.got[SYNTH_LIKE_CEASES][1] == 25 && choice.got[SYNTH_LIKE_STARTS][1] == 15);
    assert_int_equal(choice.children, 55);
    synth_like_match_clear(&match);
    synth_like_match_clear(&match);
    free(hand);
}

/* In the pool as many leave as stay. Where one in ten leaves, e is below 1; where nine do, above. */
static void the_rate_of_ways_out_follows_the_ceases(void **state)
{
    (void)state;
    struct hand_pool *hand = pool_by_hand();
    const struct synth_like few = wish(40, 40, 5), many = wish(40, 40, 60);
    struct synth_like_match match;
    assert_int_equal(synth_like_match(&hand->pool, &few, NULL, &match, NULL), 0);
    assert_true(match.e < 0.7);
    synth_like_match_clear(&match);
    assert_int_equal(synth_like_match(&hand->pool, &many, NULL, &match, NULL), 0);
    assert_true(match.e > 1.3);
    synth_like_match_clear(&match);
    free(hand);
}

static void a_choice_hangs_on_its_seed_alone(void **state)
{
    (void)state;
    struct hand_pool *hand = pool_by_hand();
    const struct synth_like like = wish(40, 30, 25);
    struct synth_like_match match;
    uint8_t one[UNITS], again[UNITS], other[UNITS];
    choose(hand, &like, 1, &match, one);
    synth_like_match_clear(&match);
    choose(hand, &like, 1, &match, again);
    synth_like_match_clear(&match);
    choose(hand, &like, 2, &match, other);
    synth_like_match_clear(&match);
    assert_memory_equal(one, again, sizeof one);
    assert_true(memcmp(one, other, sizeof one) != 0);
    free(hand);
}

/* Only 200 were there on the first 31 March: 250 cannot be chosen, and it is said. */
static void what_the_pool_does_not_hold_is_missed_and_told(void **state)
{
    (void)state;
    struct hand_pool *hand = pool_by_hand();
    const struct synth_like like = wish(250, 150, 150);
    struct synth_like_match match;
    uint8_t chosen[UNITS];
    const struct synth_like_choice choice = choose(hand, &like, 1, &match, chosen);
    assert_true(choice.missed >= 50);
    assert_true(choice.got[SYNTH_LIKE_STOCK][0] <= 200);
    synth_like_match_clear(&match);
    free(hand);
}

static void a_wish_without_its_last_stock_is_refused(void **state)
{
    (void)state;
    struct hand_pool *hand = pool_by_hand();
    struct synth_like like = {.opens = OPENS, .last = LAST};
    struct synth_like_match match;
    struct problem problem = {0};
    synth_like_want(&like, SYNTH_LIKE_STOCK, OPENS, 40, true);
    synth_like_want(&like, SYNTH_LIKE_STOCK, LAST + 1, 40, true); /* not one of its years */
    synth_like_want(&like, SYNTH_LIKE_STOCK, LAST, -1, true);     /* not published */
    assert_int_equal(synth_like_match(&hand->pool, &like, NULL, &match, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "last stock"));
    free(hand);
}

#define HEADING "la_code,la_name,measure,category,year,value\n"
#define NUMBER(category, year, value) "99,Anyshire,cla_number,Children " category " each year," year "," value "\n"
#define PLACED(category, year, value) "99,Anyshire,cla_31_march: Placement," category "," year "," value "\n"

static const char anyshire[] = HEADING NUMBER("looked after on 31 March", "2023", "280")
    NUMBER("looked after on 31 March", "2024", "300") NUMBER("looked after on 31 March", "2025", "290")
        NUMBER("starting to be looked after", "2023", "120") NUMBER("starting to be looked after", "2024", "130")
            NUMBER("starting to be looked after", "2025", "110") NUMBER("ceasing to be looked after", "2023", "118")
                NUMBER("ceasing to be looked after", "2024", "112") NUMBER("ceasing to be looked after", "2025", "122")
                    PLACED("Foster placements", "2025", "190") PLACED("Secure homes and children's homes", "2025", "40")
                        PLACED("Independent and semi-independent living arrangements/supported accommodation", "2025", "25")
                            PLACED("Placed with parents or other person with parental responsibility", "2025", "20")
                                PLACED("Placed for adoption", "2025", "c") PLACED("Other placements", "2025", "3")
                                    PLACED("Other residential settings", "2025", "2")
                                        PLACED("Residential schools", "2025", "0") PLACED("Foster placements", "2024", "200")
                                            PLACED("Placed for adoption", "2024", "c");

static void read_anyshire(struct published *out)
{
    struct problem problem = {0};
    if (published_read(anyshire, strlen(anyshire), "anyshire.csv", out, &problem) < 0)
        fail_msg("%s", problem.text);
}

/*
 * Of 2023 nothing opens it, so its starts are wanted: 120 + 0.0055 × 280 = 121.54, 122 children. Of 2024 and 2025 they
 * follow from the stocks. In 2025 one placement is not published: 290 - 190 - 40 - 25 - 20 - 5 = 10 are for adoption. In
 * 2024 four are not: they are left alone.
 */
static void published_figures_become_a_wish(void **state)
{
    (void)state;
    struct published published;
    struct synth_like like;
    read_anyshire(&published);
    synth_like_of_published(&published, 0, 2022, 2025, &like);
    assert_true(like.wanted[SYNTH_LIKE_STARTS][1] && like.count[SYNTH_LIKE_STARTS][1] == 122);
    assert_false(like.wanted[SYNTH_LIKE_STARTS][2]);
    assert_false(like.wanted[SYNTH_LIKE_STOCK][0]);
    assert_true(like.exact[SYNTH_LIKE_STOCK][1] && like.count[SYNTH_LIKE_CEASES][3] == 122);
    assert_true(like.wanted[SYNTH_LIKE_ADOPTION][3] && like.count[SYNTH_LIKE_ADOPTION][3] == 10);
    assert_true(like.count[SYNTH_LIKE_OTHER][3] == 5 && like.exact[SYNTH_LIKE_OTHER][3]);
    assert_false(like.wanted[SYNTH_LIKE_ADOPTION][2] || like.wanted[SYNTH_LIKE_HOMES][2]);
    assert_true(like.exact[SYNTH_LIKE_FOSTER][2]);
    assert_int_equal(synth_like_newest(&published, 0), 2025);
    assert_int_equal(synth_like_years(&published, 0, 2025, 6), 3);
    assert_int_equal(synth_like_years(&published, 0, 2025, 2), 2);
    assert_int_equal(synth_like_years(&published, 0, 2026, 6), 0);
    published_clear(&published);
}

/* Children of a council in a night, by the placements that DfE tells together; -1 for all. */
static int64_t in_care(const struct synth_council *council, day on, const char *state)
{
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX], sum = 0;
    const struct flow_system *flow = &council->system->flow;
    struct flow_histories histories;
    assert_int_equal(synth_council_histories(council, council->opens, council->as_at + 1, &histories, NULL), 0);
    flow_stock(flow, &histories, on, stock);
    for (int32_t s = 0; s < flow->states; s++)
        for (int32_t b = 0; b < flow->age.count && (!state || strcmp(flow->state[s], state) == 0); b++)
            sum += stock[s * flow->age.count + b];
    flow_histories_clear(&histories);
    return sum;
}

/* Anyshire from 2023 on: 280, 300, 290 in care; 110 + 2 came in 2025 (290 - 300 + 122). */
static void a_council_is_made_like_anyshire(void **state)
{
    (void)state;
    static struct care_system care;
    struct published published;
    struct synth_like like;
    struct synth_council council;
    struct problem problem = {0};
    int64_t came = 0, left = 0;
    made_up_system(&care);
    read_anyshire(&published);
    synth_like_of_published(&published, 0, 2023, 2025, &like);
    const struct synth_options options = {.children = 1, .years = 2, .last_year = 2024, .seed = 5, .like = &like};
    if (synth_council_make(&care, &options, NULL, &council, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_true(council.likeness.missed == 0);
    assert_int_equal(council.in_care, 290);
    assert_int_equal(in_care(&council, calendar_day(2023, 3, 31), NULL), 280);
    assert_int_equal(in_care(&council, calendar_day(2024, 3, 31), NULL), 300);
    assert_int_equal(in_care(&council, calendar_day(2025, 3, 31), NULL), 290);
    assert_int_equal(in_care(&council, calendar_day(2025, 3, 31), "supported"), 25);
    assert_int_equal(in_care(&council, calendar_day(2025, 3, 31), "adoption"), 10);
    for (int64_t p = 0; p < council.periods; p++) {
        const day from = synth_period_from(&council, &council.period[p]), to = synth_period_to(&council, &council.period[p]);
        came += from >= calendar_day(2024, 4, 1) && from <= calendar_day(2025, 3, 31);
        left += to >= calendar_day(2024, 4, 1) && to <= calendar_day(2025, 3, 31);
    }
    assert_int_equal(came, 112);
    assert_int_equal(left, 122);
    synth_council_clear(&council);
    published_clear(&published);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stock_and_ceases_come_out_and_starts_follow),
        cmocka_unit_test(the_rate_of_ways_out_follows_the_ceases),
        cmocka_unit_test(a_choice_hangs_on_its_seed_alone),
        cmocka_unit_test(what_the_pool_does_not_hold_is_missed_and_told),
        cmocka_unit_test(a_wish_without_its_last_stock_is_refused),
        cmocka_unit_test(published_figures_become_a_wish),
        cmocka_unit_test(a_council_is_made_like_anyshire),
    };
    return cmocka_run_group_tests_name("like", tests, NULL, NULL);
}
