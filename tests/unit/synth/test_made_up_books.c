/* The made-up council's books: what is paid is what packages and posts come to, and they are of the children of the returns.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "calendar/calendar.h"
#include "made_up_files.h"
#include "returns/sheet.h"

enum { YEAR = 2025, PERIODS = 12, CENTRES = 1000, FIRST_PAYMENT_ONLY = 902 };

static const char *const all_files[] = {"ledger",   "actuals",   "explained", "budget",
                                        "staffing", "pressures", "savings",   "grants"};

static void read_bytes(const struct made_up_files *files, const char *name, struct file_bytes *out)
{
    char path[128];
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/%s", files->folder, name);
    if (file_read(path, 1 << 28, out, &problem) < 0)
        fail_msg("%s", problem.text);
}

/* A file of the books, of which every row can be read. */
static void read_book(const struct made_up_files *files, const char *kind, struct sheet *out)
{
    char name[64];
    struct file_bytes bytes = {0};
    struct problem problem = {0};
    snprintf(name, sizeof name, "books/%s.csv", kind);
    read_bytes(files, name, &bytes);
    if (sheet_read(bytes.bytes, bytes.length, name, out, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_non_null(out->kind);
    assert_int_equal(out->own.quarantine_count, 0);
    file_bytes_clear(&bytes);
}

static day month_start(int32_t period)
{
    return calendar_month_start(calendar_month(calendar_day(YEAR, 4, 1)) + period - 1);
}

/* Nights of [from, to) in a period; a blank is open. */
static int64_t nights(int64_t from, int64_t to, int32_t period)
{
    const int64_t begins = month_start(period), ends = month_start(period + 1);
    const int64_t first = from == SHEET_BLANK || from < begins ? begins : from;
    const int64_t last = to == SHEET_BLANK || to > ends ? ends : to;
    return last > first ? last - first : 0;
}

/* Pence × days / divisor; an odd divisor knows no halves. */
static int64_t nearest(int64_t pence, int64_t days, int64_t divisor)
{
    return (2 * pence * days + divisor) / (2 * divisor);
}

static int32_t centre_of(const struct sheet *sheet, int64_t row)
{
    const char *text = sheet_text(sheet, "cost_centre", row);
    assert_int_equal(text[0], 'C');
    const long centre = strtol(text + 1, NULL, 10);
    assert_in_range(centre, 100, CENTRES - 1);
    return (int32_t)centre;
}

static void take_packages(const struct made_up_files *files, int64_t left[CENTRES][PERIODS + 1])
{
    struct sheet ledger;
    read_book(files, "ledger", &ledger);
    assert_int_equal(ledger.rows, files->report.packages);
    for (int64_t i = 0; i < ledger.rows; i++)
        for (int32_t p = 1; p <= files->options.closed; p++)
            left[centre_of(&ledger, i)][p] -=
                nearest(sheet_number(&ledger, "weekly_price", i),
                        nights(sheet_number(&ledger, "start", i), sheet_number(&ledger, "end", i), p), 7);
    sheet_clear(&ledger);
}

static void take_posts(const struct made_up_files *files, int64_t left[CENTRES][PERIODS + 1])
{
    struct sheet staffing;
    read_book(files, "staffing", &staffing);
    assert_true(staffing.rows > 0);
    for (int64_t i = 0; i < staffing.rows; i++) {
        const bool social_work = strcmp(sheet_text(&staffing, "team", i), "Social work teams") == 0;
        const int64_t yearly = sheet_number(&staffing, "annual_cost", i), weekly = sheet_number(&staffing, "weekly_cost", i);
        for (int32_t p = 1; p <= files->options.closed && sheet_number(&staffing, "vacancy", i) != 1; p++)
            left[social_work ? 900 : 901][p] -= yearly != SHEET_BLANK
                                                    ? nearest(yearly, nights(SHEET_BLANK, SHEET_BLANK, p), 365)
                                                    : nearest(weekly, nights(SHEET_BLANK, SHEET_BLANK, p), 7);
    }
    sheet_clear(&staffing);
}

/* Adds what is paid, or takes away what is explained. */
static void count_amounts(const struct made_up_files *files, const char *kind, int64_t sign,
                          int64_t left[CENTRES][PERIODS + 1])
{
    struct sheet sheet;
    read_book(files, kind, &sheet);
    for (int64_t i = 0; i < sheet.rows; i++) {
        assert_in_range(sheet_number(&sheet, "period", i), 1, files->options.closed);
        assert_int_equal(sheet_number(&sheet, "year", i), YEAR);
        left[centre_of(&sheet, i)][sheet_number(&sheet, "period", i)] += sign * sheet_number(&sheet, "amount", i);
    }
    sheet_clear(&sheet);
}

static void payments_are_packages_and_posts_and_what_is_explained(void **state)
{
    (void)state;
    static const struct {
        int32_t children, closed;
        uint64_t seed;
    } councils[] = {{20, 1, 1}, {60, 6, 2}, {150, 12, 3}, {300, 6, 4}};
    for (size_t k = 0; k < sizeof councils / sizeof *councils; k++) {
        const struct synth_options options = {.children = councils[k].children,
                                              .years = 1,
                                              .last_year = YEAR - 1,
                                              .seed = councils[k].seed,
                                              .books = true,
                                              .closed = councils[k].closed};
        static int64_t left[CENTRES][PERIODS + 1];
        struct made_up_files files;
        made_up_files_write(&files, &options);
        memset(left, 0, sizeof left);
        count_amounts(&files, "actuals", 1, left);
        int64_t paid = 0;
        for (int32_t c = 100; c < FIRST_PAYMENT_ONLY; c++)
            paid += left[c][1];
        assert_true(paid > 0);
        count_amounts(&files, "explained", -1, left);
        take_packages(&files, left);
        take_posts(&files, left);
        for (int32_t c = 100; c < FIRST_PAYMENT_ONLY; c++)
            for (int32_t p = 1; p <= PERIODS; p++)
                assert_int_equal(left[c][p], 0);
        made_up_files_clear(&files);
    }
}

/* Who has a package that began before the returns ended is in the newest; who came after it is not in care in it. */
static void the_ledger_is_of_the_children_of_the_returns(void **state)
{
    (void)state;
    static const struct synth_options options = {
        .children = 150, .years = 2, .last_year = YEAR - 1, .seed = 6, .books = true, .closed = 6};
    const day as_at = calendar_day(YEAR, 3, 31);
    struct made_up_files files;
    struct sheet ledger;
    int64_t known = 0, new = 0;
    made_up_files_write(&files, &options);
    made_up_tables_read(&files);
    read_book(&files, "ledger", &ledger);
    for (int64_t i = 0; i < ledger.rows; i++) {
        const int32_t child = (int32_t)strtol(sheet_text(&ledger, "child", i), NULL, 10);
        const int64_t from = sheet_number(&ledger, "start", i), to = sheet_number(&ledger, "end", i);
        assert_true(to == SHEET_BLANK || to > as_at);
        if (from <= as_at) {
            assert_true(made_up_in_care(&files, 1, child, as_at));
            known++;
        }
        new += made_up_find(&files, 1, RETURN_HEADER, child, 0) < 0;
        assert_true(from > as_at || made_up_find(&files, 1, RETURN_HEADER, child, 0) >= 0);
    }
    assert_int_equal(known, files.report.in_care);
    assert_true(new > 0);
    sheet_clear(&ledger);
    made_up_files_clear(&files);
}

static int compare_prices(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (b > a) - (b < a);
}

static void ten_of_seven_hundred_cost_about_a_tenth(void **state)
{
    (void)state;
    static const struct synth_options options = {
        .children = 700, .years = 1, .last_year = YEAR - 1, .seed = 1, .books = true, .closed = 6};
    struct made_up_files files;
    struct sheet ledger;
    int64_t open = 0, all = 0, ten = 0;
    made_up_files_write(&files, &options);
    read_book(&files, "ledger", &ledger);
    int64_t *price = calloc((size_t)ledger.rows, sizeof *price);
    assert_non_null(price);
    for (int64_t i = 0; i < ledger.rows; i++)
        if (sheet_number(&ledger, "end", i) == SHEET_BLANK)
            price[open++] = sheet_number(&ledger, "weekly_price", i);
    qsort(price, (size_t)open, sizeof *price, compare_prices);
    for (int64_t i = 0; i < open; i++) {
        all += price[i];
        ten += i < 10 ? price[i] : 0;
    }
    assert_in_range(open, 600, 800);
    assert_in_range(100 * ten / all, 6, 14);
    free(price);
    sheet_clear(&ledger);
    made_up_files_clear(&files);
}

static void hold_file(const struct made_up_files *one, const struct made_up_files *other, const char *name, bool same)
{
    struct file_bytes left = {0}, right = {0};
    read_bytes(one, name, &left);
    read_bytes(other, name, &right);
    const bool is_same = left.length == right.length && memcmp(left.bytes, right.bytes, left.length) == 0;
    if (is_same != same)
        fail_msg("%s is %s", name, is_same ? "the same" : "another");
    file_bytes_clear(&left);
    file_bytes_clear(&right);
}

static void the_same_seed_gives_the_same_books_and_another_others(void **state)
{
    (void)state;
    const struct synth_options options = {
        .children = 60, .years = 1, .last_year = YEAR - 1, .seed = 7, .books = true, .closed = 6};
    struct synth_options luckier = options;
    struct made_up_files first, second, other;
    luckier.seed = 8;
    made_up_files_write(&first, &options);
    made_up_files_write(&second, &options);
    made_up_files_write(&other, &luckier);
    for (size_t i = 0; i < sizeof all_files / sizeof *all_files; i++) {
        char name[64];
        snprintf(name, sizeof name, "books/%s.csv", all_files[i]);
        hold_file(&first, &second, name, true);
    }
    hold_file(&first, &other, "books/ledger.csv", false);
    made_up_files_clear(&first);
    made_up_files_clear(&second);
    made_up_files_clear(&other);
}

static void the_returns_are_the_same_with_and_without_books(void **state)
{
    (void)state;
    const struct synth_options options = {
        .children = 60, .years = 1, .last_year = YEAR - 1, .seed = 9, .books = true, .closed = 12, .book_errors = 9};
    struct synth_options bare = options;
    struct made_up_files with, without;
    bare.books = false;
    made_up_files_write(&with, &options);
    made_up_files_write(&without, &bare);
    hold_file(&with, &without, "2024-25/header.csv", true);
    hold_file(&with, &without, "2024-25/episodes.csv", true);
    hold_file(&with, &without, "2024-25/reviews.csv", true);
    hold_file(&with, &without, "price-list.csv", true);
    hold_file(&with, &without, "truth.csv", true);
    assert_true(with.report.packages > 60);
    assert_int_equal(without.report.packages, 0);
    made_up_files_clear(&with);
    made_up_files_clear(&without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payments_are_packages_and_posts_and_what_is_explained),
        cmocka_unit_test(the_ledger_is_of_the_children_of_the_returns),
        cmocka_unit_test(ten_of_seven_hundred_cost_about_a_tenth),
        cmocka_unit_test(the_same_seed_gives_the_same_books_and_another_others),
        cmocka_unit_test(the_returns_are_the_same_with_and_without_books),
    };
    return cmocka_run_group_tests_name("made-up books", tests, NULL, NULL);
}
