/* The ledger of a made-up council held against its returns: nothing is amiss, until something is put amiss. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/text.h"
#include "casebook/books_in_force.h"
#include "casebook/import.h"
#include "made_up_council.h"
#include "run/matched.h"

static int open_council(void **state)
{
    const struct synth_options options = {
        .children = 150, .years = 4, .last_year = 2024, .truth_months = 1, .seed = 3, .books = true, .closed = 6};
    return council_open(&options, state);
}

static void match(struct council *council, struct ledger_match *out)
{
    struct problem problem = {0};
    struct gathered past = {0};
    assert_int_equal(gather_histories(council->casebook, DAY_NONE, &past, &problem), 0);
    if (matched_make(council->casebook, &past, out, &problem) < 0)
        fail_msg("%s", problem.text);
    assert_int_equal(out->on, past.as_at);
    gather_clear(&past);
}

/* Imports the ledger as it would be without its line `dropped`, and with nobody's child on line `renamed`. */
static void bring_ledger(struct council *council, int64_t dropped, int64_t renamed)
{
    char path[128];
    struct text changed = {0};
    struct file_bytes read = {0};
    struct file_paths paths = {0};
    struct problem problem = {0};
    struct casebook_import_report report = {0};
    const struct casebook_import_options options = {
        .who = "test", .when = "2026-11-25T09:30:00Z", .today = calendar_day(2026, 11, 25)};
    snprintf(path, sizeof path, "%s/returns/books/ledger.csv", council->folder);
    assert_int_equal(file_read(path, 1 << 20, &read, &problem), 0);
    int64_t number = 1;
    for (const char *line = read.bytes, *last = line + read.length; line < last; number++) {
        const char *end = (const char *)memchr(line, '\n', (size_t)(last - line)) + 1;
        const char *after_child = memchr(line, ',', (size_t)(end - line));
        if (number == renamed)
            text_append(&changed, "nobody");
        if (number != dropped)
            text_append_bytes(&changed, number == renamed ? after_child : line,
                              (size_t)(end - (number == renamed ? after_child : line)));
        line = end;
    }
    snprintf(path, sizeof path, "%s/ledger.csv", council->folder);
    assert_int_equal(file_write(path, changed.bytes, changed.length, 0600, &problem), 0);
    assert_int_equal(file_list(path, &paths, &problem), 0);
    assert_int_equal(casebook_import(council->casebook, &paths, &options, NULL, &report, &problem), 0);
    casebook_import_report_clear(&report);
    file_paths_clear(&paths);
    file_bytes_clear(&read);
    text_clear(&changed);
}

/* Two packages of a kind that are open on the night, of a kind that has more. */
static void find_two(struct council *council, day on, struct books_package out[2])
{
    struct casebook_books kept;
    int found = 0;
    assert_int_equal(casebook_load_packages(council->casebook, on, on + 1, &kept, NULL), 0);
    assert_true(kept.books.packages > 10);
    for (int64_t i = 0; i < kept.books.packages && found < 2; i++)
        if (kept.books.package[i].state == kept.books.package[0].state && kept.books.package[i].child)
            out[found++] = kept.books.package[i];
    assert_int_equal(found, 2);
    casebook_books_clear(&kept);
}

static void made_up_books_match_until_something_is_put_amiss(void **state)
{
    struct council *council = *state;
    struct ledger_match found;
    struct books_package two[2];
    match(council, &found);
    assert_true(found.children > 100);
    assert_int_equal(found.on, calendar_day(2025, 3, 31));
    assert_int_equal(found.until, calendar_day(2026, 4, 1));
    assert_int_equal(found.items, 0);
    find_two(council, found.on, two);
    ledger_match_clear(&found);
    bring_ledger(council, two[0].row, two[1].row);
    match(council, &found);
    assert_int_equal(found.items, 3); /* who is renamed lacks a package, too */
    assert_int_equal(found.finding[LEDGER_NO_PACKAGE].items, 2);
    assert_int_equal(found.finding[LEDGER_UNKNOWN_CHILD].items, 1);
    assert_int_equal(found.finding[LEDGER_UNKNOWN_CHILD].weekly, two[1].weekly);
    assert_true(found.item[1].child == two[0].child || found.item[2].child == two[0].child);
    assert_int_equal(found.item[1].in_return, two[0].state);
    ledger_match_clear(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(made_up_books_match_until_something_is_put_amiss, open_council, council_close),
    };
    return cmocka_run_group_tests_name("matched", tests, NULL, NULL);
}
