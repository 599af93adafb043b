/* Each mistake that is planted in a made-up council's books is found by what the list says, and nothing else is. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "budget/outturn.h"
#include "budget/reconcile.h"
#include "casebook/books_in_force.h"
#include "casebook/import.h"
#include "made_up_council.h"
#include "money/money.h"
#include "run/matched.h"

enum { YEAR = 2025, CLOSED = 6, ASKED = 18, KINDS = 9 };

enum { KIND, FILE_NAME, LINE, WEEKLY, UNEXPLAINED, FOUND_BY, COLUMNS };

/* A line of planted.csv. */
struct listed {
    char kind[24], found_by[24];
    int64_t line, weekly, unexplained;
};

struct list {
    int64_t count, unexplained;
    struct listed row[ASKED];
};

/* Everything that the program says of the books. */
struct found {
    struct ledger_match match;
    struct casebook_books kept;
    struct reconciliation reconciled;
    int64_t quarantined;
    int64_t quarantined_line[ASKED];
};

static int open_wrong(void **state)
{
    const struct synth_options options = {.children = 150,
                                          .years = 2,
                                          .last_year = YEAR - 1,
                                          .seed = 3,
                                          .books = true,
                                          .closed = CLOSED,
                                          .book_errors = ASKED};
    return council_open(&options, state);
}

static int open_right(void **state)
{
    const struct synth_options options = {
        .children = 150, .years = 2, .last_year = YEAR - 1, .seed = 3, .books = true, .closed = CLOSED};
    return council_open(&options, state);
}

static int64_t pence_of(const char *text)
{
    struct money amount;
    assert_true(money_parse(text, strlen(text), &amount));
    return amount.pence;
}

static void read_list(const struct council *council, struct list *out)
{
    char path[128];
    struct file_bytes bytes = {0};
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/returns/books/planted.csv", council->folder);
    if (file_read(path, 1 << 16, &bytes, &problem) < 0)
        fail_msg("%s", problem.text);
    char *text = strndup(bytes.bytes, bytes.length), *rest = text;
    *out = (struct list){0};
    assert_string_equal(strsep(&rest, "\n"), "kind,file,line,weekly_price,unexplained,found_by");
    for (char *line = strsep(&rest, "\n"); line && *line; line = strsep(&rest, "\n")) {
        struct listed *row = &out->row[out->count++];
        char *cell[COLUMNS];
        assert_true(out->count <= ASKED);
        for (int i = 0; i < COLUMNS; i++)
            assert_non_null(cell[i] = strsep(&line, ","));
        snprintf(row->kind, sizeof row->kind, "%s", cell[KIND]);
        snprintf(row->found_by, sizeof row->found_by, "%s", cell[FOUND_BY]);
        assert_string_equal(cell[FILE_NAME], strcmp(row->kind, "paid twice") == 0 ? "actuals.csv" : "ledger.csv");
        row->line = strtol(cell[LINE], NULL, 10);
        row->weekly = pence_of(cell[WEEKLY]);
        row->unexplained = pence_of(cell[UNEXPLAINED]);
        out->unexplained += row->unexplained;
    }
    free(text);
    file_bytes_clear(&bytes);
}

static int keep_quarantined(void *self, const struct casebook_quarantined *row)
{
    struct found *found = self;
    assert_true(found->quarantined < ASKED);
    found->quarantined_line[found->quarantined++] = row->line;
    return 0;
}

static void ask(struct council *council, struct found *out)
{
    struct problem problem = {0};
    struct gathered past = {0};
    *out = (struct found){0};
    assert_int_equal(gather_histories(council->casebook, DAY_NONE, &past, &problem), 0);
    assert_int_equal(matched_make(council->casebook, &past, &out->match, &problem), 0);
    assert_int_equal(casebook_load_books(council->casebook, YEAR, CASEBOOK_NOW, &out->kept, &problem), 0);
    assert_int_equal(reconcile_make(&out->kept.books, 1, CLOSED, &out->reconciled, &problem), 0);
    assert_int_equal(casebook_each_quarantined(council->casebook, keep_quarantined, out, &problem), 0);
    gather_clear(&past);
}

static void found_clear(struct found *found)
{
    ledger_match_clear(&found->match);
    casebook_books_clear(&found->kept);
    reconcile_clear(&found->reconciled);
}

static bool is_matched(const struct found *found, enum ledger_finding finding, const struct listed *row)
{
    for (int64_t i = 0; i < found->match.items; i++)
        if (found->match.item[i].line == row->line)
            return found->match.item[i].finding == finding && found->match.item[i].weekly == row->weekly;
    return false;
}

static bool is_quarantined(const struct found *found, int64_t line)
{
    for (int64_t i = 0; i < found->quarantined; i++)
        if (found->quarantined_line[i] == line)
            return true;
    return false;
}

static const struct books_package *package_of(const struct found *found, int64_t line)
{
    for (int64_t i = 0; i < found->kept.books.packages; i++)
        if (found->kept.books.package[i].row == line)
            return &found->kept.books.package[i];
    return NULL;
}

/* Whether a package alone would stand among those that need looking at. */
static bool is_exposed(const struct found *found, enum outturn_gap gap, int64_t line)
{
    const struct books_package *package = package_of(found, line);
    struct outturn_exposure exposure;
    if (!package)
        return false;
    struct books_package copy = *package;
    const struct books alone = {.year = YEAR, .packages = 1, .package = &copy};
    return outturn_exposed(&alone, books_period_start(YEAR, CLOSED + 1), gap, &exposure) && exposure.packages == 1;
}

/* Whether a period of one line has what is listed, of which it is a part. */
static bool is_unexplained(const struct found *found, int64_t pence)
{
    for (int64_t i = 0; i < found->reconciled.rows; i++)
        if (found->reconciled.row[i].unexplained >= pence)
            return true;
    return false;
}

static bool is_found(const struct found *found, const struct listed *row)
{
    static const char *const kinds[KINDS] = {"unknown child",  "left care", "other kind",        "no kind",   "no price",
                                             "review overdue", "no end",    "ends before start", "paid twice"};
    int kind = 0;
    while (kind < KINDS && strcmp(kinds[kind], row->kind) != 0)
        kind++;
    switch (kind) {
    case 0:
        return is_matched(found, LEDGER_UNKNOWN_CHILD, row) && package_of(found, row->line)->child == 0;
    case 1:
        return is_matched(found, LEDGER_LEFT_CARE, row);
    case 2:
        return is_matched(found, LEDGER_OTHER_KIND, row);
    case 3:
        return is_matched(found, LEDGER_NO_KIND, row);
    case 4:
        return is_exposed(found, OUTTURN_NO_PRICE, row->line) && row->unexplained > 0;
    case 5:
        return is_exposed(found, OUTTURN_REVIEW_OVERDUE, row->line);
    case 6:
        return is_exposed(found, OUTTURN_NO_END, row->line);
    case 7:
        return is_quarantined(found, row->line) && row->unexplained > 0;
    case 8:
        return is_unexplained(found, row->unexplained) && row->unexplained > 0;
    default:
        return false;
    }
}

static int64_t count_of(const struct list *list, const char *kind)
{
    int64_t count = 0;
    for (int64_t i = 0; i < list->count; i++)
        count += strcmp(list->row[i].kind, kind) == 0;
    return count;
}

static void each_mistake_in_the_books_is_found_and_nothing_else(void **state)
{
    struct list list;
    struct found found;
    struct outturn_exposure unpriced;
    read_list(*state, &list);
    ask(*state, &found);
    assert_int_equal(list.count, ASKED);
    for (int64_t i = 0; i < list.count; i++)
        if (!is_found(&found, &list.row[i]))
            fail_msg("%s on line %d is not found", list.row[i].kind, (int)list.row[i].line);
    assert_int_equal(found.match.items, count_of(&list, "unknown child") + count_of(&list, "left care") +
                                            count_of(&list, "other kind") + count_of(&list, "no kind"));
    assert_int_equal(found.quarantined, count_of(&list, "ends before start"));
    assert_true(outturn_exposed(&found.kept.books, books_period_start(YEAR, CLOSED + 1), OUTTURN_NO_PRICE, &unpriced));
    assert_int_equal(unpriced.packages, count_of(&list, "no price"));
    found_clear(&found);
}

static void what_nothing_explains_is_what_the_list_says_to_the_penny(void **state)
{
    struct list list;
    struct found found;
    read_list(*state, &list);
    ask(*state, &found);
    assert_true(list.unexplained > 0);
    assert_int_equal(found.reconciled.total.unexplained, list.unexplained);
    assert_int_equal(found.reconciled.unexplained_size, list.unexplained);
    found_clear(&found);
}

static void books_without_planted_mistakes_have_none(void **state)
{
    struct found found;
    ask(*state, &found);
    assert_true(found.match.packages > 100);
    assert_int_equal(found.match.items, 0);
    assert_int_equal(found.quarantined, 0);
    assert_true(found.reconciled.rows > 0);
    assert_int_equal(found.reconciled.unexplained_size, 0);
    found_clear(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_mistake_in_the_books_is_found_and_nothing_else, open_wrong, council_close),
        cmocka_unit_test_setup_teardown(what_nothing_explains_is_what_the_list_says_to_the_penny, open_wrong, council_close),
        cmocka_unit_test_setup_teardown(books_without_planted_mistakes_have_none, open_right, council_close),
    };
    return cmocka_run_group_tests_name("books planting", tests, NULL, NULL);
}
