#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "returns/csv_rows.h"

/* All rows of a text as "line:cell|cell\n", a broken one as "line!first line\n". */
static void assert_rows(const char *text, const char *expected)
{
    struct csv_rows rows;
    struct problem problem = {0};
    struct text seen = {0};
    int outcome;
    assert_int_equal(csv_rows_open(&rows, text, strlen(text), &problem), 0);
    while ((outcome = csv_rows_next(&rows, &problem)) > 0) {
        text_format(&seen, "%d", (int)rows.line);
        if (outcome == CSV_ROWS_BROKEN) {
            struct return_text line = csv_rows_first_line(&rows);
            text_append_char(&seen, '!');
            text_append_bytes(&seen, line.bytes, line.length);
        }
        for (int32_t i = 0; i < rows.cells; i++) {
            struct return_text cell = csv_rows_cell(&rows, i);
            text_append_char(&seen, i ? '|' : ':');
            text_append_bytes(&seen, cell.bytes, cell.length);
        }
        text_append_char(&seen, '\n');
    }
    assert_int_equal(outcome, CSV_ROWS_END);
    csv_rows_close(&rows);
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
}

static void all_line_ends_give_the_same_rows(void **state)
{
    (void)state;
    assert_rows("a,b\nc,d\n", "1:a|b\n2:c|d\n");
    assert_rows("a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n");
    assert_rows("a,b\rc,d\r", "1:a|b\n2:c|d\n");
    assert_rows("a,b\r\nc,d\re,f\ng,h", "1:a|b\n2:c|d\n3:e|f\n4:g|h\n");
    assert_rows("a,b", "1:a|b\n");
    assert_rows("", "");
}

static void blank_lines_are_counted_but_are_no_rows(void **state)
{
    (void)state;
    assert_rows("\n\na\n  \t\n\r\nb\n\n", "3:a\n6:b\n");
    assert_rows("a\n   ", "1:a\n");
}

static void quoted_cells_hold_commas_quotes_and_line_ends(void **state)
{
    (void)state;
    assert_rows("\"a,b\",\"say \"\"no\"\"\",c\nd\n", "1:a,b|say \"no\"|c\n2:d\n");
    assert_rows("\"a\n\nb\",c\nd\n", "1:a\n\nb|c\n4:d\n");
    assert_rows("\"a\r\nb\",c\r\nd\r\n", "1:a\r\nb|c\n3:d\n");
    assert_rows("\"\",\"\"\n", "1:|\n");
}

static void blanks_around_cells_are_left_off(void **state)
{
    (void)state;
    assert_rows("  a ,\tb\t, \" c \" \n", "1:a|b|c\n");
    assert_rows("a b,,\n", "1:a b||\n");
}

static void a_quote_within_a_cell_breaks_its_own_row_only(void **state)
{
    (void)state;
    assert_rows("a,b\nO\"Brien,x\nc,d\n", "1:a|b\n2!O\"Brien,x\n3:c|d\n");
    assert_rows("\"a\"b,c\nd\n", "1!\"a\"b,c\n2:d\n");
    assert_rows("x\"\ny\"\nz\n", "1!x\"\n2!y\"\n3:z\n");
}

static void an_open_quote_costs_one_line(void **state)
{
    (void)state;
    assert_rows("a,b\n\"c,d\ne,f\ng,h\n", "1:a|b\n2!\"c,d\n3:e|f\n4:g|h\n");
    /* It meets a quote far below that ends in the middle of a cell. */
    assert_rows("\"c,d\ne,f\ng,\"h\"\ni,j", "1!\"c,d\n2:e|f\n3:g|h\n4:i|j\n");
    assert_rows("\"", "1!\"\n");
    assert_rows("a\r\"b\rc\r\nd\re", "1:a\n2!\"b\n3:c\n4:d\n5:e\n");
}

static void cells_beyond_the_limit_are_counted_and_told(void **state)
{
    (void)state;
    struct csv_rows rows;
    char line[200];
    memset(line, ',', sizeof line);
    line[198] = 'x';
    line[199] = '\n';
    assert_int_equal(csv_rows_open(&rows, line, sizeof line, NULL), 0);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_ROW);
    assert_int_equal(rows.cells, 199);
    assert_true(rows.spilled);
    assert_int_equal(csv_rows_cell(&rows, 64).length, 0);
    assert_int_equal(csv_rows_cell(&rows, -1).length, 0);
    csv_rows_close(&rows);
}

/* A text of `size` times 'x' with what stands before and after. */
static char *padded(const char *before, size_t size, const char *after, struct text *out)
{
    text_append(out, before);
    text_pad(out, 'x', (int)size);
    text_append(out, after);
    return out->bytes;
}

static void a_cell_of_64_kib_is_taken_and_a_larger_one_is_refused(void **state)
{
    (void)state;
    struct text text = {0};
    struct csv_rows rows;
    struct problem problem = {0};
    padded("a,", CSV_ROWS_CELL_BYTES, "\nb\n", &text);
    assert_int_equal(csv_rows_open(&rows, text.bytes, text.length, &problem), 0);
    assert_int_equal(csv_rows_next(&rows, &problem), CSV_ROWS_ROW);
    assert_int_equal(csv_rows_cell(&rows, 1).length, CSV_ROWS_CELL_BYTES);
    csv_rows_close(&rows);
    text_reset(&text);
    padded("a\nb,", CSV_ROWS_CELL_BYTES + 1, "\nb\n", &text);
    assert_int_equal(csv_rows_open(&rows, text.bytes, text.length, &problem), 0);
    assert_int_equal(csv_rows_next(&rows, &problem), CSV_ROWS_ROW);
    assert_int_equal(csv_rows_next(&rows, &problem), PROBLEM_LIMIT);
    assert_string_equal(problem.text, "line 2 has a cell of more than 64 KiB");
    csv_rows_close(&rows);
    text_clear(&text);
}

static void an_endless_quoted_cell_is_an_open_quote(void **state)
{
    (void)state;
    struct text text = {0};
    struct csv_rows rows;
    padded("\"a\n", CSV_ROWS_CELL_BYTES, "\nb\",c\nd\n", &text);
    assert_int_equal(csv_rows_open(&rows, text.bytes, text.length, NULL), 0);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_BROKEN);
    assert_string_equal(rows.fault, "a quote opens a cell and nothing ends it");
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_ROW); /* the x */
    assert_int_equal(rows.line, 2);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_BROKEN); /* b", */
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_ROW);
    assert_int_equal(rows.line, 4);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_END);
    csv_rows_close(&rows);
    text_clear(&text);
}

static void a_line_without_end_is_refused(void **state)
{
    (void)state;
    struct text text = {0};
    struct csv_rows rows;
    struct problem problem = {0};
    text_append(&text, "a\n");
    text_pad(&text, ',', CSV_ROWS_LINE_BYTES + 1);
    assert_int_equal(csv_rows_open(&rows, text.bytes, text.length, &problem), 0);
    assert_int_equal(csv_rows_next(&rows, &problem), CSV_ROWS_ROW);
    assert_int_equal(csv_rows_next(&rows, &problem), PROBLEM_LIMIT);
    assert_string_equal(problem.text, "line 2 is longer than four million characters");
    csv_rows_close(&rows);
    text_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_line_ends_give_the_same_rows),
        cmocka_unit_test(blank_lines_are_counted_but_are_no_rows),
        cmocka_unit_test(quoted_cells_hold_commas_quotes_and_line_ends),
        cmocka_unit_test(blanks_around_cells_are_left_off),
        cmocka_unit_test(a_quote_within_a_cell_breaks_its_own_row_only),
        cmocka_unit_test(an_open_quote_costs_one_line),
        cmocka_unit_test(cells_beyond_the_limit_are_counted_and_told),
        cmocka_unit_test(a_cell_of_64_kib_is_taken_and_a_larger_one_is_refused),
        cmocka_unit_test(an_endless_quoted_cell_is_an_open_quote),
        cmocka_unit_test(a_line_without_end_is_refused),
    };
    return cmocka_run_group_tests_name("csv_rows", tests, NULL, NULL);
}
