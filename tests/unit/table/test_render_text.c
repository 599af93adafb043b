#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "table/render.h"
#include "table/wrap.h"

static void begin(struct table *table)
{
    *table = (struct table){0};
    table_begin(table, "X1", "Placements", "Anyshire");
    table_run(table, "0123");
    table_column(table, "kind", "Kind of placement", TABLE_TEXT, "");
    table_column(table, "number", "Number now", TABLE_MILLI, "children");
    table_column(table, "cost", "Cost \u00A3'000", TABLE_PENCE, "\u00A3'000");
}

static void add_row(struct table *table, const char *kind, int64_t number, int32_t decimals, int64_t pence)
{
    table_text(table, kind);
    table_shown(table, number, number, decimals);
    table_number(table, pence);
}

static void fill(struct table *table)
{
    begin(table);
    table_row(table);
    add_row(table, "External children's home", 1083000, 0, 3540000000);
    table_row(table);
    table_text(table, "Secure");
    table_number(table, 2500);
    table_not_available(table);
    table_total_row(table);
    add_row(table, "All", 1085500, 1, 3540000000);
    table_note(table, "Ranges show chance and rates only; real years vary more, as every council knows.");
}

static void check(const struct table *table, int32_t width, const char *expected)
{
    struct text out = {0};
    struct problem problem = {0};
    assert_int_equal(render_table(table, RENDER_TEXT, width, &out, &problem), 0);
    assert_string_equal(text_string(&out), expected);
    text_clear(&out);
}

static void a_small_table_on_eighty_columns(void **state)
{
    (void)state;
    struct table table;
    fill(&table);
    check(&table, 80,
          "X1  Placements\n"
          "Anyshire\n"
          "\n"
          "                           Number    Cost\n"
          "Kind of placement             now   £'000\n"
          "────────────────────────  ───────  ──────\n"
          "External children's home  1,083    35,400\n"
          "Secure                        2.5     [x]\n"
          "────────────────────────  ───────  ──────\n"
          "All                       1,085.5  35,400\n"
          "\n"
          "• Ranges show chance and rates only; real years vary more, as every council\n"
          "  knows.\n"
          "• Run 0123\n");
    table_clear(&table);
}

/* 24 + 7 + 6 and two gaps of 2 are 41: with gaps of 1 it is 39 and fits. */
static void gaps_are_made_tight_on_forty_columns(void **state)
{
    (void)state;
    struct table table;
    fill(&table);
    check(&table, 40,
          "X1  Placements\n"
          "Anyshire\n"
          "\n"
          "                          Number   Cost\n"
          "Kind of placement            now  £'000\n"
          "──────────────────────── ─────── ──────\n"
          "External children's home 1,083   35,400\n"
          "Secure                       2.5    [x]\n"
          "──────────────────────── ─────── ──────\n"
          "All                      1,085.5 35,400\n"
          "\n"
          "• Ranges show chance and rates only;\n"
          "  real years vary more, as every council\n"
          "  knows.\n"
          "• Run 0123\n");
    table_clear(&table);
}

/* Three columns too wide: the label gives way to 21 and so takes two lines. */
static void a_label_gives_way_on_a_narrow_paper(void **state)
{
    (void)state;
    struct table table;
    fill(&table);
    check(&table, 36,
          "X1  Placements\n"
          "Anyshire\n"
          "\n"
          "                       Number   Cost\n"
          "Kind of placement         now  £'000\n"
          "───────────────────── ─────── ──────\n"
          "External children's   1,083   35,400\n"
          "home\n"
          "Secure                    2.5    [x]\n"
          "───────────────────── ─────── ──────\n"
          "All                   1,085.5 35,400\n"
          "\n"
          "• Ranges show chance and rates only;\n"
          "  real years vary more, as every\n"
          "  council knows.\n"
          "• Run 0123\n");
    table_clear(&table);
}

/* 8 + 6 + 6 + 6 and gaps of 1 are 29, too wide for 24: a block of 8 + 1 + 6 + 1 + 6, and one more that repeats the month. */
static void a_wide_table_becomes_blocks_that_repeat_its_labels(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "X2", "Blocks", "");
    table_column(&table, "month", "Month", TABLE_MONTH, "");
    table_column(&table, "first", "First!", TABLE_COUNT, "");
    table_column(&table, "second", "Second", TABLE_COUNT, "");
    table_column(&table, "third", "Third!", TABLE_COUNT, "");
    table_row(&table);
    table_number(&table, calendar_day(2026, 3, 31));
    for (int i = 1; i <= 3; i++)
        table_number(&table, i);
    check(&table, 24,
          "X2  Blocks\n"
          "\n"
          "Month    First! Second\n"
          "──────── ────── ──────\n"
          "Mar 2026      1      2\n"
          "\n"
          "Month    Third!\n"
          "──────── ──────\n"
          "Mar 2026      3\n");
    table_clear(&table);
}

static void columns_that_belong_together_are_not_parted(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "X2", "Blocks", "");
    table_column(&table, "month", "Month", TABLE_MONTH, "");
    table_column(&table, "first", "First!", TABLE_COUNT, "");
    table_column(&table, "from", "From", TABLE_COUNT, "");
    table_with_next(&table);
    table_column(&table, "to", "To", TABLE_COUNT, "");
    table_row(&table);
    table_number(&table, calendar_day(2026, 3, 31));
    for (int i = 1; i <= 3; i++)
        table_number(&table, i);
    check(&table, 22,
          "X2  Blocks\n"
          "\n"
          "Month    First!\n"
          "──────── ──────\n"
          "Mar 2026      1\n"
          "\n"
          "Month    From To\n"
          "──────── ──── ──\n"
          "Mar 2026    2  3\n");
    table_clear(&table);
}

static void a_table_without_rows_says_so(void **state)
{
    (void)state;
    struct table table;
    begin(&table);
    check(&table, 80, "X1  Placements\nAnyshire\n\nThere are no rows.\n\u2022 Run 0123\n");
    table_clear(&table);
}

/* ESC [ 2 J would clear the screen of whoever looks at a bad row. */
static void control_characters_do_not_reach_the_terminal(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "X3", "Excerpts", "");
    table_column(&table, "excerpt", "Excerpt", TABLE_TEXT, "");
    table_row(&table);
    table_text(&table, "a\x1B[2Jb\nc");
    check(&table, 80, "X3  Excerpts\n\nExcerpt\n────────\na [2Jb c\n");
    table_clear(&table);
}

static void words_wrap_and_long_ones_are_cut(void **state)
{
    (void)state;
    const char *at = "In-house  foster care £££££££££££";
    static const char *const expected[] = {"In-house", "foster", "care", "££££££££", "£££"};
    struct wrapped line;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        struct text out = {0};
        assert_true(wrap_next(&at, 8, &line));
        wrap_append(&out, &line);
        assert_string_equal(text_string(&out), expected[i]);
        assert_int_equal(line.columns, text_width(expected[i]));
        text_clear(&out);
    }
    assert_false(wrap_next(&at, 8, &line));
    assert_int_equal(wrap_lines("", 8), 1);
    assert_int_equal(wrap_lines("In-house foster care", 15), 2);
    assert_int_equal(wrap_longest_word("In-house foster"), 8);
}

/* Whatever the width, no line of the shipped widths is longer than the paper. */
static void no_line_is_wider_than_the_paper(void **state)
{
    (void)state;
    struct table table;
    fill(&table);
    for (int32_t width = 24; width <= 100; width++) {
        struct text out = {0};
        assert_int_equal(render_table(&table, RENDER_TEXT, width, &out, NULL), 0);
        for (char *line = out.bytes; line && *line;) {
            char *end = strchr(line, '\n');
            *end = '\0';
            assert_true(text_width(line) <= width);
            line = end + 1;
        }
        text_clear(&out);
    }
    table_clear(&table);
}

/* A run of 32 letters has to be cut: it is cut in half, and the words beside it stay whole. */
static void no_word_is_cut_shorter_than_must_be(void **state)
{
    (void)state;
    struct table table = {0};
    table_begin(&table, "T8", "Savings", "");
    table_column(&table, "line", "Line", TABLE_TEXT, "");
    table_column(&table, "run", "Run", TABLE_TEXT, "");
    table_column(&table, "note", "Note", TABLE_TEXT, "");
    table_row(&table);
    table_text(&table, "Plan homes: Reunification");
    table_text(&table, "be1a22d65beb25ebcfe17741d203cd64");
    table_text(&table, "without the others");
    check(&table, 40,
          "T8  Savings\n"
          "\n"
          "Line           Run               Note\n"
          "─────────────  ────────────────  ───────\n"
          "Plan homes:    be1a22d65beb25eb  without\n"
          "Reunification  cfe17741d203cd64  the\n"
          "                                 others\n");
    table_clear(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_table_on_eighty_columns),
        cmocka_unit_test(gaps_are_made_tight_on_forty_columns),
        cmocka_unit_test(a_label_gives_way_on_a_narrow_paper),
        cmocka_unit_test(a_wide_table_becomes_blocks_that_repeat_its_labels),
        cmocka_unit_test(columns_that_belong_together_are_not_parted),
        cmocka_unit_test(a_table_without_rows_says_so),
        cmocka_unit_test(control_characters_do_not_reach_the_terminal),
        cmocka_unit_test(words_wrap_and_long_ones_are_cut),
        cmocka_unit_test(no_word_is_cut_shorter_than_must_be),
        cmocka_unit_test(no_line_is_wider_than_the_paper),
    };
    return cmocka_run_group_tests_name("render_text", tests, NULL, NULL);
}
