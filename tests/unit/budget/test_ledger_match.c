#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "budget/ledger_match.h"

/* The night of 31 March 2026, and the year after it: 365 nights. Kinds: home, foster, parents, unregistered. */
enum { HOME, FOSTER, PARENTS, UNREGISTERED, STATES, WEEK = 70000, ROOM = 8 };

struct books_and_children {
    day on;
    struct books books;
    struct books_package package[ROOM];
    struct ledger_child child[ROOM];
    int64_t children;
    struct ledger_match match;
};

static void begin(struct books_and_children *all)
{
    *all = (struct books_and_children){.on = calendar_day(2026, 3, 31)};
    all->books.package = all->package;
}

static struct books_package *add_package(struct books_and_children *all, int64_t child, int32_t state, int64_t weekly)
{
    struct books_package *package = &all->package[all->books.packages++];
    *package = (struct books_package){.child = child,
                                      .row = all->books.packages + 1,
                                      .from = all->on - 100,
                                      .to = DAY_OPEN,
                                      .planned_to = DAY_NONE,
                                      .state = state,
                                      .weekly = weekly,
                                      .provider = "",
                                      .cost_centre = ""};
    return package;
}

static void add_child(struct books_and_children *all, int64_t child, int32_t state)
{
    all->child[all->children++] = (struct ledger_child){child, state};
}

static int ask(struct books_and_children *all, struct problem *problem)
{
    const struct ledger_question question = {.books = &all->books,
                                             .child = all->child,
                                             .children = all->children,
                                             .on = all->on,
                                             .until = calendar_year_start(2027),
                                             .states = STATES,
                                             .unregistered = UNREGISTERED};
    return ledger_match_make(&question, &all->match, problem);
}

static void match(struct books_and_children *all)
{
    struct problem problem = {0};
    if (ask(all, &problem) < 0)
        fail_msg("%s", problem.text);
}

static void has(const struct books_and_children *all, enum ledger_finding finding, int64_t items, int64_t weekly,
                int64_t to_year_end)
{
    const struct ledger_match_total *total = &all->match.finding[finding];
    assert_int_equal(total->items, items);
    assert_int_equal(total->weekly, weekly);
    assert_int_equal(total->to_year_end, to_year_end);
}

static void books_that_agree_have_no_finding(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 3, HOME);
    add_child(&all, 9, FOSTER);
    add_package(&all, 9, FOSTER, WEEK);
    add_package(&all, 3, HOME, 5 * WEEK);
    add_package(&all, 7, FOSTER, WEEK)->to = all.on; /* left in the morning of that day */
    add_package(&all, 0, HOME, WEEK)->from = all.on + 1;
    match(&all);
    assert_int_equal(all.match.items, 0);
    assert_int_equal(all.match.packages, 2);
    assert_int_equal(all.match.children, 2);
    assert_int_equal(all.match.later, 1);
    ledger_match_clear(&all.match);
}

/* £700 a week is £100 a night; 365 nights to the end of the year. */
static void each_finding_has_its_pounds(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 1, HOME);
    add_child(&all, 2, FOSTER);
    add_child(&all, 4, FOSTER);
    add_package(&all, 0, FOSTER, WEEK);                          /* line 2: nobody knows the child */
    add_package(&all, 5, FOSTER, WEEK)->to = all.on + 31;        /* line 3: the 30 nights of April */
    add_package(&all, 1, FOSTER, 2 * WEEK);                      /* line 4: the child lives in a home */
    add_package(&all, 2, -1, WEEK)->planned_to = all.on + 1 + 7; /* line 5: no kind; a week more */
    match(&all);
    has(&all, LEDGER_UNKNOWN_CHILD, 1, WEEK, 365 * 10000);
    has(&all, LEDGER_LEFT_CARE, 1, WEEK, 30 * 10000);
    has(&all, LEDGER_OTHER_KIND, 1, 2 * WEEK, 365 * 20000);
    has(&all, LEDGER_NO_KIND, 1, WEEK, 7 * 10000);
    /* Child 4 at the mean of the three packages of its kind: (700 + 700 + 1,400) / 3 = £933.33 a week; × 365 / 7 */
    has(&all, LEDGER_NO_PACKAGE, 1, 93333, 4866649);
    assert_int_equal(all.match.items, 5);
    assert_int_equal(all.match.item[0].line, 2);
    assert_int_equal(all.match.item[2].finding, LEDGER_OTHER_KIND);
    assert_int_equal(all.match.item[2].in_ledger, FOSTER);
    assert_int_equal(all.match.item[2].in_return, HOME);
    assert_int_equal(all.match.item[4].line, 0);
    assert_int_equal(all.match.item[4].child, 4);
    ledger_match_clear(&all.match);
}

static void a_kind_that_the_ledger_has_not_is_counted_apart(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 1, PARENTS);
    add_child(&all, 2, PARENTS);
    add_child(&all, 3, HOME);
    add_package(&all, 3, HOME, WEEK);
    match(&all);
    assert_int_equal(all.match.items, 0);
    assert_int_equal(all.match.outside[PARENTS], 2);
    assert_int_equal(all.match.outside[HOME], 0);
    ledger_match_clear(&all.match);
}

static void a_second_package_beside_the_right_one_is_no_finding(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 1, HOME);
    add_package(&all, 1, FOSTER, WEEK);
    add_package(&all, 1, HOME, WEEK);
    match(&all);
    assert_int_equal(all.match.items, 0);
    ledger_match_clear(&all.match);
}

static void an_unregistered_setting_has_no_code_of_its_own(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 1, HOME);
    add_child(&all, 2, HOME);
    add_package(&all, 1, UNREGISTERED, WEEK);
    add_package(&all, 2, FOSTER, WEEK)->unregistered = true;
    match(&all);
    assert_int_equal(all.match.items, 0);
    ledger_match_clear(&all.match);
}

static void what_has_no_price_is_counted_and_in_no_pounds(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    add_child(&all, 1, HOME);
    add_package(&all, 5, HOME, BOOKS_BLANK);
    add_package(&all, 6, HOME, BOOKS_BLANK);
    match(&all);
    has(&all, LEDGER_LEFT_CARE, 2, 0, 0);
    assert_int_equal(all.match.finding[LEDGER_LEFT_CARE].unpriced, 2);
    assert_int_equal(all.match.finding[LEDGER_NO_PACKAGE].unpriced, 1);
    assert_true(all.match.item[2].weekly == BOOKS_BLANK);
    ledger_match_clear(&all.match);
}

static void pounds_that_do_not_fit_are_refused(void **state)
{
    (void)state;
    struct problem problem = {0};
    struct books_and_children all;
    begin(&all);
    add_package(&all, 5, HOME, INT64_MAX / 2);
    assert_int_equal(ask(&all, &problem), PROBLEM_LIMIT);
    assert_non_null(strstr(problem.text, "line 2"));
    assert_null(all.match.item);
    begin(&all);
    add_package(&all, 5, HOME, INT64_MAX / 2)->planned_to = all.on;
    add_package(&all, 6, HOME, INT64_MAX / 2 + 2)->planned_to = all.on;
    assert_int_equal(ask(&all, &problem), PROBLEM_LIMIT);
}

/* A number below `below` out of a plain generator (Knuth's MMIX constants): the same cases every time. */
static int32_t draw(uint64_t *seed, int32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int32_t)((*seed >> 33) % (uint64_t)below);
}

static void make_by_chance(uint64_t *seed, struct books_and_children *all)
{
    begin(all);
    for (int64_t child = 1; child < 6; child++)
        if (draw(seed, 3))
            add_child(all, child, draw(seed, STATES));
    for (int i = draw(seed, ROOM + 1); i > 0; i--) {
        struct books_package *package =
            add_package(all, draw(seed, 7), draw(seed, STATES + 1) - 1, draw(seed, 8) ? 7 * draw(seed, 90000) : BOOKS_BLANK);
        package->from = all->on + draw(seed, 6) - 4;
        package->to = draw(seed, 2) ? DAY_OPEN : all->on + draw(seed, 9) - 2;
        package->unregistered = draw(seed, 9) == 0;
    }
}

/* Where the child lives, -1 when it is not in care. */
static int32_t home_of(const struct books_and_children *all, int64_t child)
{
    for (int64_t i = 0; i < all->children; i++)
        if (all->child[i].child == child)
            return all->child[i].state;
    return -1;
}

static bool open_that_night(const struct books_and_children *all, const struct books_package *package)
{
    return package->from <= all->on && all->on < package->to;
}

static bool is_right(const struct books_package *package, int32_t home)
{
    return package->state == home || package->unregistered || package->state == UNREGISTERED;
}

/* What is said of a package, told from the words of the header, one after the other. */
static enum ledger_finding said_of(const struct books_and_children *all, const struct books_package *package)
{
    const int32_t home = home_of(all, package->child);
    if (package->child == 0)
        return LEDGER_UNKNOWN_CHILD;
    if (home < 0)
        return LEDGER_LEFT_CARE;
    if (package->state < 0 && !package->unregistered)
        return LEDGER_NO_KIND;
    for (int64_t i = 0; i < all->books.packages; i++)
        if (all->package[i].child == package->child && open_that_night(all, &all->package[i]) &&
            is_right(&all->package[i], home))
            return LEDGER_MATCHES;
    return LEDGER_OTHER_KIND;
}

static int64_t without_package(const struct books_and_children *all)
{
    int64_t without = 0;
    for (int64_t i = 0; i < all->children; i++) {
        bool has = false;
        for (int64_t k = 0; k < all->books.packages; k++)
            has = has || (all->package[k].child == all->child[i].child && open_that_night(all, &all->package[k]));
        without += !has;
    }
    return without;
}

static void each_package_and_child_is_in_one_finding_at_most(void **state)
{
    (void)state;
    uint64_t seed = 20260331;
    for (int round = 0; round < 5000; round++) {
        struct books_and_children all;
        int64_t said[LEDGER_FINDINGS + 1] = {0}, weekly[LEDGER_FINDINGS + 1] = {0}, outside = 0;
        make_by_chance(&seed, &all);
        match(&all);
        for (const struct books_package *each = all.package; each < all.package + all.books.packages; each++)
            if (open_that_night(&all, each)) {
                said[said_of(&all, each)]++;
                weekly[said_of(&all, each)] += each->weekly == BOOKS_BLANK ? 0 : each->weekly;
            }
        for (int finding = 0; finding < LEDGER_NO_PACKAGE; finding++) {
            assert_int_equal(all.match.finding[finding].items, said[finding]);
            assert_int_equal(all.match.finding[finding].weekly, weekly[finding]);
        }
        for (int32_t s = 0; s < STATES; s++)
            outside += all.match.outside[s];
        assert_int_equal(all.match.finding[LEDGER_NO_PACKAGE].items + outside, without_package(&all));
        ledger_match_clear(&all.match);
    }
}

/* No package and no child: the empty council matches. */
static void nothing_matches_nothing(void **state)
{
    (void)state;
    struct books_and_children all;
    begin(&all);
    match(&all);
    assert_int_equal(all.match.items + all.match.packages + all.match.children, 0);
    ledger_match_clear(&all.match);
    ledger_match_clear(&all.match);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(books_that_agree_have_no_finding),
        cmocka_unit_test(each_finding_has_its_pounds),
        cmocka_unit_test(a_kind_that_the_ledger_has_not_is_counted_apart),
        cmocka_unit_test(a_second_package_beside_the_right_one_is_no_finding),
        cmocka_unit_test(an_unregistered_setting_has_no_code_of_its_own),
        cmocka_unit_test(what_has_no_price_is_counted_and_in_no_pounds),
        cmocka_unit_test(pounds_that_do_not_fit_are_refused),
        cmocka_unit_test(each_package_and_child_is_in_one_finding_at_most),
        cmocka_unit_test(nothing_matches_nothing),
    };
    return cmocka_run_group_tests_name("ledger_match", tests, NULL, NULL);
}
