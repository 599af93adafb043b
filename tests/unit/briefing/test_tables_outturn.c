/*
 * The tables of the outturn are added up again from the very text that a reader sees.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/report.h"
#include "briefing/tables.h"
#include "outturn_fixture.h"
#include "table/cell.h"
#include "table/render.h"

struct fixture {
    struct outturn_fixture year;
    struct table_sources sources;
    struct table table;
    struct problem problem;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    outturn_fixture_make(&fixture->year);
    fixture->sources.outturn = &fixture->year.outturn;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    table_clear(&fixture->table);
    free(fixture);
    return 0;
}

static int try_build(struct fixture *fixture, const char *id, enum table_layout layout)
{
    table_clear(&fixture->table);
    return tables_build(id, layout, &fixture->sources, &fixture->table, &fixture->problem);
}

static void build(struct fixture *fixture, const char *id)
{
    const int code = try_build(fixture, id, TABLE_WIDE);
    if (code < 0)
        print_message("# %s\n", fixture->problem.text);
    assert_int_equal(code, 0);
}

/* What stands on the page, as a number: "+2,678" is 2678, "-3.2" is -32 tenths, where a column has a decimal. */
static int64_t read_cell(const struct table *table, int64_t row, const char *name)
{
    const int32_t column = table_column_named(table, name);
    struct text words = {0};
    assert_true(column >= 0);
    cell_append(&words, &table->column[column], table_at(table, row, column));
    int64_t value = 0, sign = 1;
    for (const char *at = text_string(&words); *at; at++) {
        sign = *at == '-' ? -1 : sign;
        if (*at >= '0' && *at <= '9')
            value = value * 10 + (*at - '0');
    }
    text_clear(&words);
    return sign * value;
}

/* The rows above the total add up to it. */
static void assert_column_adds_up(const struct table *table, int64_t rows, const char *name)
{
    int64_t sum = 0;
    for (int64_t row = 0; row < rows; row++)
        sum += read_cell(table, row, name);
    if (sum != read_cell(table, rows, name))
        print_message("# column %s\n", name);
    assert_int_equal(sum, read_cell(table, rows, name));
}

static void assert_row_adds_up(const struct table *table, int64_t row, const char *sum, const char *const *parts)
{
    int64_t total = 0;
    for (; *parts; parts++)
        total += read_cell(table, row, *parts);
    if (total != read_cell(table, row, sum))
        print_message("# row %d, %s\n", (int)row, sum);
    assert_int_equal(total, read_cell(table, row, sum));
}

static void the_position_adds_up_as_it_is_read(void **state)
{
    static const char *const columns[] = {"budget",   "actual",   "profiled",    "run_on", "expected",
                                          "variance", "movement", "last_report", NULL};
    static const char *const expected[] = {"budget", "variance", NULL}, *const last[] = {"last_report", "movement", NULL};
    struct fixture *fixture = *state;
    build(fixture, "T1");
    assert_int_equal(fixture->table.rows, FIXTURE_LINES + 1);
    for (const char *const *column = columns; *column; column++)
        assert_column_adds_up(&fixture->table, FIXTURE_LINES, *column);
    for (int64_t row = 0; row <= FIXTURE_LINES; row++) {
        assert_row_adds_up(&fixture->table, row, "expected", expected);
        assert_row_adds_up(&fixture->table, row, "expected", last);
    }
    /* The total's variance is rounded for itself, half up here: it is above 0 and no half. */
    assert_int_equal(read_cell(&fixture->table, FIXTURE_LINES, "variance"),
                     (fixture->year.outturn.total.variance + 50000) / 100000);
}

static void the_short_position_says_what_the_whole_one_says(void **state)
{
    struct fixture *fixture = *state;
    int64_t variance[FIXTURE_LINES + 1];
    build(fixture, "T1");
    for (int64_t row = 0; row <= FIXTURE_LINES; row++)
        variance[row] = read_cell(&fixture->table, row, "variance");
    build(fixture, "outturn");
    for (int64_t row = 0; row <= FIXTURE_LINES; row++)
        assert_int_equal(read_cell(&fixture->table, row, "variance"), variance[row]);
}

static void the_short_position_fits_eighty_columns(void **state)
{
    struct fixture *fixture = *state;
    struct text text = {0};
    build(fixture, "outturn");
    assert_int_equal(render_table(&fixture->table, RENDER_TEXT, 80, &text, &fixture->problem), 0);
    const char *heading = strstr(text_string(&text), "Rating");
    assert_non_null(heading);
    assert_null(strstr(heading + 1, "Rating")); /* one block: no heading comes twice */
    for (const char *line = text_string(&text); *line; line += strcspn(line, "\n") + 1) {
        struct text one = {0};
        text_append_bytes(&one, line, strcspn(line, "\n"));
        assert_true(text_width(text_string(&one)) <= 80);
        text_clear(&one);
    }
    text_clear(&text);
}

static void three_splits_of_a_variance_each_add_up(void **state)
{
    static const char *const effects[] = {"number", "price", "other_than_number_and_price", NULL},
                             *const lasting[] = {"permanent", "temporary", NULL},
                             *const causes[] = {"as_they_run_on", "ends",     "moves_down", "moves_up", "new_starts",
                                                "prices",         "staffing", "other",      NULL};
    struct fixture *fixture = *state;
    build(fixture, "splits");
    for (int64_t row = 0; row <= FIXTURE_LINES; row++) {
        assert_row_adds_up(&fixture->table, row, "variance", effects);
        assert_row_adds_up(&fixture->table, row, "variance", causes);
        assert_row_adds_up(&fixture->table, row, "variance", lasting);
    }
    for (int32_t column = 1; column < fixture->table.columns; column++)
        assert_column_adds_up(&fixture->table, FIXTURE_LINES, fixture->table.column[column].name);
}

/* The causes of each service add up to its variance, as they are read; recoveries leave a residual, in both tables. */
static void causes_and_recoveries_add_up_as_they_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct books_cause cause[] = {
        {.named = "External homes", .cause = "timing", .note = "", .owner = "Ann", .pence = 4049999, .due = DAY_NONE},
        {.named = "External homes", .cause = "recovery", .note = "", .owner = "", .pence = -6049999, .due = 20500},
        {.named = "Nowhere", .cause = "timing", .note = "", .owner = "", .pence = 1, .due = DAY_NONE}};
    const struct books books = {.year = 2025, .causes = 3, .cause = cause};
    int64_t sum = 0, services = 0;
    fixture->sources.books = &books;
    build(fixture, "T2");
    const struct table *table = &fixture->table;
    const int64_t residual = table->rows - 1, recovery = table->rows - 2, total = table->rows - 3;
    for (int64_t row = 0; row < total; row++)
        if (table->row_mark[row] == TABLE_ROW_TOTAL) {
            assert_int_equal(read_cell(table, row, "amount"), sum);
            services += sum;
            sum = 0;
        } else {
            sum += read_cell(table, row, "amount");
        }
    assert_string_equal(table_at(table, total, 0)->text, "Total");
    assert_int_equal(read_cell(table, total, "amount"), services);
    assert_int_equal(read_cell(table, recovery, "amount"), -60);
    assert_int_equal(table_at(table, recovery, table_column_named(table, "due"))->value, 20500);
    assert_int_equal(read_cell(table, residual, "amount"), services - 60);
    assert_non_null(strstr(table->note[4], "1 row of the file of causes that names neither a line nor a service"));
    build(fixture, "T1");
    assert_int_equal(fixture->table.rows, FIXTURE_LINES + 3);
    assert_string_equal(table_at(&fixture->table, FIXTURE_LINES + 1, 0)->text, "Recovery measures");
    assert_int_equal(read_cell(&fixture->table, FIXTURE_LINES + 1, "expected"), -60);
    assert_int_equal(read_cell(&fixture->table, FIXTURE_LINES + 2, "variance"), services - 60);
    assert_int_equal(read_cell(&fixture->table, FIXTURE_LINES + 2, "expected"),
                     read_cell(&fixture->table, FIXTURE_LINES, "expected") - 60);
}

static void number_and_price_add_up_over_placements(void **state)
{
    enum { PLACEMENT_LINES = 6 };
    static const char *const columns[] = {"budget_number", "number",       "budget",  "expected",        "variance",
                                          "number_effect", "price_effect", "neither", "number_variance", NULL};
    static const char *const parts[] = {"number_effect", "price_effect", "neither", NULL},
                             *const pounds[] = {"budget", "variance", NULL},
                             *const numbers[] = {"budget_number", "number_variance", NULL};
    struct fixture *fixture = *state;
    build(fixture, "T3");
    assert_int_equal(fixture->table.rows, PLACEMENT_LINES + 3);
    for (const char *const *column = columns; *column; column++)
        assert_column_adds_up(&fixture->table, PLACEMENT_LINES, *column);
    for (int64_t row = 0; row <= PLACEMENT_LINES; row++) {
        assert_row_adds_up(&fixture->table, row, "variance", parts);
        assert_row_adds_up(&fixture->table, row, "expected", pounds);
        assert_row_adds_up(&fixture->table, row, "number", numbers);
    }
    /* The published pattern: 62.4 in place of 58.0 at 5,610 in place of 5,150 pounds a week. */
    assert_int_equal(read_cell(&fixture->table, 0, "number"), 624);
    assert_int_equal(read_cell(&fixture->table, 0, "number_variance"), 44);
    assert_int_equal(read_cell(&fixture->table, 0, "price_variance"), 460);
    assert_int_equal(read_cell(&fixture->table, PLACEMENT_LINES + 1, "number_effect") +
                         read_cell(&fixture->table, PLACEMENT_LINES + 2, "number_effect"),
                     read_cell(&fixture->table, PLACEMENT_LINES, "number_effect"));
}

/* Rounded together a line may show a thousand more than its ends do, each rounded for itself; it still lies between them. */
static void what_is_expected_lies_in_its_range(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < FIXTURE_LINES; i++)
        fixture->year.line[i].low = fixture->year.line[i].high = fixture->year.line[i].expected;
    build(fixture, "T1");
    for (int64_t row = 0; row < FIXTURE_LINES; row++) {
        assert_true(read_cell(&fixture->table, row, "expected_p10") <= read_cell(&fixture->table, row, "expected"));
        assert_true(read_cell(&fixture->table, row, "expected_p90") >= read_cell(&fixture->table, row, "expected"));
    }
}

/* Lines of income named after who pays: budgets below 0. Received is what was paid under them; what is due and has not come
 * is outstanding. */
static void contributions_received_and_outstanding(void **state)
{
    struct fixture *fixture = *state;
    build(fixture, "contributions");
    const int32_t received = table_column_named(&fixture->table, "received");
    assert_int_equal(table_at(&fixture->table, 0, received)->state, TABLE_NOT_AVAILABLE);
    struct outturn_line *line = &fixture->year.line[FIXTURE_STAFF];
    line->line = "Health contributions";
    line->budget = line->original = -70000000;
    line->actual = -40049999;
    line->variance = line->permanent = line->temporary = 0;
    line->expected = line->run_on = line->budget;
    line->movement = 0;
    line->last = line->expected;
    memset(line->cause, 0, sizeof line->cause);
    outturn_fixture_sum(&fixture->year);
    build(fixture, "contributions");
    assert_int_equal(table_at(&fixture->table, 0, received)->value, 40049999);
    assert_int_equal(table_at(&fixture->table, 0, received + 1)->value, 61249999 - 40049999);
    assert_int_equal(read_cell(&fixture->table, 0, "received") + read_cell(&fixture->table, 0, "outstanding"),
                     read_cell(&fixture->table, 0, "due_to_date"));
    assert_int_equal(table_at(&fixture->table, 1, received)->state, TABLE_NOT_AVAILABLE);
}

static void both_bridges_add_up(void **state)
{
    struct fixture *fixture = *state;
    build(fixture, "T4");
    int64_t sum = 0, bridges = 0;
    for (int64_t row = 0; row < fixture->table.rows; row++) {
        const int64_t amount = read_cell(&fixture->table, row, "amount");
        if (fixture->table.row_mark[row] == TABLE_ROW_PART)
            sum = 0;
        if (fixture->table.row_mark[row] == TABLE_ROW_TOTAL) {
            assert_int_equal(amount, sum);
            bridges++;
        } else {
            sum += amount;
        }
    }
    assert_int_equal(bridges, 2);
}

/* The variance then, so many packages that came, went and changed, the variance now; what few do is withheld from the
 * public. */
static void steps_since_the_last_report_have_counts_beside_pounds(void **state)
{
    struct fixture *fixture = *state;
    const struct outturn_line *total = &fixture->year.outturn.total;
    struct movement movement = {.total = {.closing = total->variance, .opening = total->variance - total->movement}};
    movement.total.step[MOVEMENT_STARTS] = 61249999;
    movement.total.number[MOVEMENT_STARTS] = 12;
    movement.total.step[MOVEMENT_ENDS] = -20349999;
    movement.total.number[MOVEMENT_ENDS] = 4;
    movement.total.step[MOVEMENT_PAYMENTS] = total->movement - 61249999 + 20349999;
    fixture->sources.movement = &movement;
    build(fixture, "T4");
    const struct table *table = &fixture->table;
    const int32_t number = table_column_named(table, "number");
    assert_string_equal(table_at(table, 1, 1)->text, "New placements");
    assert_int_equal(table_at(table, 1, number)->value, 12);
    assert_int_equal(table_at(table, 3, number)->state, TABLE_BLANK);
    assert_int_equal(read_cell(table, 0, "amount") + read_cell(table, 1, "amount") + read_cell(table, 2, "amount") +
                         read_cell(table, 3, "amount"),
                     read_cell(table, 4, "amount"));
    assert_int_equal(read_cell(table, 4, "amount") - read_cell(table, 0, "amount"), 341);
    assert_int_equal(read_cell(table, 0, "amount"), 3268); /* as it was published: variance less movement */
    fixture->sources.for_public = true;
    build(fixture, "T4");
    assert_int_equal(table_at(table, 1, number)->value, 12);
    assert_string_equal(table_at(table, 3, 1)->text, "Other"); /* the four that have ended are in it */
    assert_int_equal(table_at(table, 3, number)->state, TABLE_BLANK);
    assert_int_equal(table_at(table, 3, number + 1)->value, -20349999);
}

static void a_line_that_has_left_the_budget_is_a_step(void **state)
{
    struct fixture *fixture = *state;
    fixture->year.outturn.total.last += 77 * 100000;
    fixture->year.outturn.total.movement -= 77 * 100000;
    build(fixture, "T4");
    int64_t row = 0;
    while (strcmp(table_at(&fixture->table, row, 1)->text, "No longer in the budget") != 0)
        row++;
    assert_int_equal(read_cell(&fixture->table, row, "amount"), -77);
    both_bridges_add_up(state);
}

static void nobody_placed_costs_nothing_and_has_no_price(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_line *line = &fixture->year.line[FIXTURE_EXTERNAL];
    line->number = 0;
    line->price = OUTTURN_NONE;
    build(fixture, "T3");
    assert_int_equal(table_at(&fixture->table, 0, table_column_named(&fixture->table, "price"))->state, TABLE_NOT_AVAILABLE);
    assert_int_equal(read_cell(&fixture->table, 0, "number_variance"), -580);
}

/* Three packages by hand on 30 November: one without an end, one whose review is overdue, one that has ended. */
static void packages_to_look_at_and_the_dearest(void **state)
{
    struct fixture *fixture = *state;
    const day open = DAY_OPEN, from = calendar_day(2025, 1, 1), review = calendar_day(2025, 6, 1);
    struct books_package package[] = {{.child = 7,
                                       .from = from,
                                       .to = open,
                                       .planned_to = DAY_NONE,
                                       .review_due = DAY_NONE,
                                       .weekly = 70000,
                                       .provider = "A"},
                                      {.child = 8,
                                       .from = from,
                                       .to = open,
                                       .planned_to = calendar_day(2026, 6, 1),
                                       .review_due = review,
                                       .weekly = 140000,
                                       .provider = "B"},
                                      {.child = 0,
                                       .from = from,
                                       .to = calendar_day(2025, 5, 1),
                                       .planned_to = DAY_NONE,
                                       .review_due = DAY_NONE,
                                       .weekly = 700000,
                                       .provider = "C"}};
    const struct books books = {.year = 2025, .packages = 3, .package = package};
    struct care_system system = {0};
    system.flow.states = 1;
    fixture->sources.books = &books;
    fixture->sources.system = &system;
    build(fixture, "exposures");
    assert_int_equal(read_cell(&fixture->table, 0, "packages"), 1);
    assert_int_equal(table_at(&fixture->table, 0, 2)->value, 10000 * 121); /* the nights of 1 December … 31 March */
    assert_int_equal(read_cell(&fixture->table, 2, "packages"), 1);
    build(fixture, "H1");
    assert_true(fixture->table.restricted);
    assert_int_equal(read_cell(&fixture->table, 0, "child"), 8);
    assert_int_equal(table_at(&fixture->table, 0, table_column_named(&fixture->table, "year"))->value, 20000 * 365);
    assert_int_equal(read_cell(&fixture->table, 1, "child"), 7);
    assert_int_equal(table_at(&fixture->table, 2, 1)->state, TABLE_NOT_AVAILABLE); /* the returns know nobody */
    fixture->sources.for_public = true;
    assert_int_equal(try_build(fixture, "H1", TABLE_WIDE), PROBLEM_USAGE);
    build(fixture, "exposures");
    assert_int_equal(table_at(&fixture->table, 0, 1)->state, TABLE_WITHHELD);
    assert_int_equal(table_at(&fixture->table, 0, 2)->state, TABLE_WITHHELD);
}

static void without_a_last_report_there_is_no_movement(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < FIXTURE_LINES; i++)
        fixture->year.line[i].last = fixture->year.line[i].movement = OUTTURN_NONE;
    fixture->year.outturn.total.last = fixture->year.outturn.total.movement = OUTTURN_NONE;
    build(fixture, "T1");
    assert_int_equal(table_at(&fixture->table, 0, table_column_named(&fixture->table, "movement"))->state,
                     TABLE_NOT_AVAILABLE);
    build(fixture, "T4");
    assert_string_equal(table_at(&fixture->table, 0, 0)->text, "From run-on to expected");
}

static void the_colour_follows_the_stated_rule(void **state)
{
    static const struct {
        int64_t budget, variance;
        const char *words;
    } cases[] = {
        {100000000, 0, "Green"},     {100000000, -1, "Green"},        {100000000, 2000000, "Amber"},
        {100000000, 2001000, "Red"}, {9000000000, 50000000, "Amber"}, {9000000000, 50000001, "Red"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outturn_line *line = &fixture->year.line[FIXTURE_STAFF];
        line->budget = cases[i].budget;
        line->variance = line->permanent = cases[i].variance;
        line->temporary = 0;
        line->expected = line->run_on = line->budget + line->variance;
        memset(line->cause, 0, sizeof line->cause);
        line->last = line->expected - line->movement;
        line->share = line->variance * 1000 / (line->budget / 100);
        outturn_fixture_sum(&fixture->year);
        build(fixture, "T1");
        assert_string_equal(table_at(&fixture->table, FIXTURE_STAFF, table_column_named(&fixture->table, "rag"))->text,
                            cases[i].words);
    }
}

static void published_few_placements_are_withheld_and_cannot_be_worked_out(void **state)
{
    static const char *const columns[] = {"budget_number",  "budget_price",  "number",       "price", "number_variance",
                                          "price_variance", "number_effect", "price_effect", NULL};
    struct fixture *fixture = *state;
    fixture->sources.for_public = true;
    build(fixture, "T3");
    for (const char *const *column = columns; *column; column++) {
        const int32_t at = table_column_named(&fixture->table, *column);
        assert_int_equal(table_at(&fixture->table, FIXTURE_SECURE, at)->state, TABLE_WITHHELD); /* 2.0 and 3.1 placements */
        assert_int_equal(table_at(&fixture->table, FIXTURE_IN_HOUSE, at)->state, TABLE_WITHHELD); /* the next smallest */
        assert_int_equal(table_at(&fixture->table, FIXTURE_EXTERNAL, at)->state, TABLE_VALUE);
    }
    build(fixture, "splits");
    assert_int_equal(table_at(&fixture->table, FIXTURE_SECURE, table_column_named(&fixture->table, "number"))->state,
                     TABLE_WITHHELD);
    assert_int_equal(try_build(fixture, "outturn", TABLE_TIDY), 0);
    for (int64_t row = 0; row < fixture->table.rows; row++)
        if (strcmp(table_at(&fixture->table, row, 0)->text, "Secure") == 0)
            assert_string_not_equal(table_at(&fixture->table, row, 2)->text, "number");
}

static void brackets_and_words_say_the_same_of_a_variance(void **state)
{
    static const struct {
        enum money_signs signs;
        const char *over, *under;
    } profiles[] = {{SIGNS_PLUSMINUS, "+2,678", "-122"},
                    {SIGNS_BRACKETS_UNDER, "2,678", "(122)"},
                    {SIGNS_BRACKETS_OVER, "(2,678)", "122"},
                    {SIGNS_WORDS, "2,678 adverse", "122 favourable"}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++) {
        fixture->sources.signs = profiles[i].signs;
        build(fixture, "T1");
        const int32_t column = table_column_named(&fixture->table, "variance");
        struct text over = {0}, under = {0}, csv = {0};
        cell_append(&over, &fixture->table.column[column], table_at(&fixture->table, FIXTURE_EXTERNAL, column));
        cell_append(&under, &fixture->table.column[column], table_at(&fixture->table, FIXTURE_IN_HOUSE, column));
        assert_string_equal(text_string(&over), profiles[i].over);
        assert_string_equal(text_string(&under), profiles[i].under);
        assert_string_equal(fixture->table.note[0], signs_convention(profiles[i].signs));
        assert_int_equal(render_table(&fixture->table, RENDER_CSV, 0, &csv, &fixture->problem), 0);
        assert_non_null(strstr(text_string(&csv), ",-122333.89,"));
        text_clear(&over);
        text_clear(&under);
        text_clear(&csv);
    }
}

/* Of each line and the total: run-on variance and seven causes make the variance expected. */
static void every_line_has_a_bridge_that_adds_up_to_the_penny(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(try_build(fixture, "T4", TABLE_TIDY), 0);
    const int32_t step = table_column_named(&fixture->table, "step"), pence = table_column_named(&fixture->table, "pence");
    int64_t sum = 0, bridges = 0;
    for (int64_t row = 0; row < fixture->table.rows; row++) {
        const int64_t value = table_at(&fixture->table, row, pence)->value;
        if (strcmp(table_at(&fixture->table, row, step)->text, "expected") == 0) {
            assert_int_equal(value, sum);
            sum = 0;
            bridges++;
        } else {
            sum += value;
        }
    }
    assert_int_equal(bridges, FIXTURE_LINES + 1);
}

static void what_is_said_names_its_cells(void **state)
{
    struct fixture *fixture = *state;
    build(fixture, "said");
    assert_string_equal(table_at(&fixture->table, 0, 0)->text, "N1");
    assert_string_equal(table_at(&fixture->table, 0, 2)->text, "T1");
    assert_string_equal(table_at(&fixture->table, 0, 4)->text, "variance");
    assert_int_equal(table_at(&fixture->table, 0, 5)->value, fixture->year.outturn.total.variance);
}

static void the_report_of_the_year_holds_its_sentences_and_tables(void **state)
{
    struct fixture *fixture = *state;
    const struct books books = {.year = 2025};
    struct text html = {0};
    fixture->sources.books = &books;
    if (report_build("outturn", &fixture->sources, &html, &fixture->problem) < 0)
        fail_msg("%s", fixture->problem.text);
    int captions = 0;
    for (const char *at = strstr(html.bytes, "<caption>"); at; at = strstr(at + 1, "<caption>"))
        captions++;
    assert_int_equal(captions, 8); /* outturn, T1, T2, splits, T3, T4, exposures, contributions */
    assert_null(strstr(html.bytes, "{{"));
    assert_non_null(strstr(html.bytes, "<li>The council is forecast to overspend by \u00A33.609m"));
    assert_non_null(strstr(html.bytes, "<dt>As at</dt><dd>periods 1 to 8 closed</dd>"));
    assert_non_null(strstr(html.bytes, "Where the year will end: 2025-26</h1>"));
    text_clear(&html);
}

static void an_outturn_whose_parts_miss_its_total_is_refused(void **state)
{
    struct fixture *fixture = *state;
    fixture->year.outturn.total.budget += 1;
    assert_int_equal(try_build(fixture, "T1", TABLE_WIDE), PROBLEM_VERIFY);
    assert_int_equal(fixture->table.rows, 0);
}

static void without_books_a_table_says_what_to_import(void **state)
{
    struct fixture *fixture = *state;
    fixture->sources.outturn = NULL;
    assert_int_equal(try_build(fixture, "T3", TABLE_WIDE), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(fixture->problem.next, "homeward template budget"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        CASE(the_position_adds_up_as_it_is_read),
        CASE(the_short_position_says_what_the_whole_one_says),
        CASE(the_short_position_fits_eighty_columns),
        CASE(three_splits_of_a_variance_each_add_up),
        CASE(causes_and_recoveries_add_up_as_they_are_read),
        CASE(number_and_price_add_up_over_placements),
        CASE(both_bridges_add_up),
        CASE(what_is_expected_lies_in_its_range),
        CASE(contributions_received_and_outstanding),
        CASE(steps_since_the_last_report_have_counts_beside_pounds),
        CASE(a_line_that_has_left_the_budget_is_a_step),
        CASE(nobody_placed_costs_nothing_and_has_no_price),
        CASE(packages_to_look_at_and_the_dearest),
        CASE(without_a_last_report_there_is_no_movement),
        CASE(the_colour_follows_the_stated_rule),
        CASE(published_few_placements_are_withheld_and_cannot_be_worked_out),
        CASE(brackets_and_words_say_the_same_of_a_variance),
        CASE(every_line_has_a_bridge_that_adds_up_to_the_penny),
        CASE(what_is_said_names_its_cells),
        CASE(the_report_of_the_year_holds_its_sentences_and_tables),
        CASE(an_outturn_whose_parts_miss_its_total_is_refused),
        CASE(without_books_a_table_says_what_to_import),
#undef CASE
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
