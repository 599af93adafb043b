/*
 * What is said of a year, in every form: over, under and on budget, with and without a range, withheld.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "briefing/outturn_sentences.h"
#include "briefing/outturn_words.h"
#include "outturn_fixture.h"

enum { THOUSAND = 100000, MILLION = 100000000 };

struct fixture {
    struct outturn_fixture year;
    struct table_sources sources;
    struct outturn_facts facts;
    struct outturn_page page;
    struct outturn_sayings sayings;
    struct problem problem;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    outturn_fixture_make(&fixture->year);
    fixture->sources.outturn = &fixture->year.outturn;
    fixture->facts = (struct outturn_facts){.council = "Anyshire", .last_period = 7};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    outturn_sayings_clear(&fixture->sayings);
    outturn_page_close(&fixture->page);
    free(fixture);
    return 0;
}

static void say(struct fixture *fixture)
{
    outturn_page_close(&fixture->page);
    assert_int_equal(outturn_page_open(&fixture->sources, &fixture->page, &fixture->problem), 0);
    assert_int_equal(outturn_say(&fixture->page, &fixture->facts, &fixture->sayings, &fixture->problem), 0);
}

/* The words of the sentence of that number that comes `nth` (from 0); NULL when it is not said. */
static const char *said(const struct fixture *fixture, int32_t number, int nth)
{
    for (int64_t i = 0; i < fixture->sayings.count; i++)
        if (fixture->sayings.said[i].number == number && nth-- == 0)
            return text_string(&fixture->sayings.said[i].words);
    return NULL;
}

static void assert_said(struct fixture *fixture, int32_t number, const char *words)
{
    say(fixture);
    assert_non_null(said(fixture, number, 0));
    assert_string_equal(said(fixture, number, 0), words);
}

/* Puts the whole variance of the year on one line, so that the total is what a case wants. */
static void set_variance(struct fixture *fixture, int64_t variance)
{
    for (int i = 0; i < FIXTURE_LINES; i++) {
        struct outturn_line *line = &fixture->year.line[i];
        line->number_effect = line->price_effect = 0;
        line->variance = line->packages_variance = i == FIXTURE_EXTERNAL ? variance : 0;
        line->permanent = 0;
        line->temporary = line->variance;
        line->expected = line->run_on = line->budget + line->variance;
        memset(line->cause, 0, sizeof line->cause);
        line->movement = 0;
        line->last = line->expected;
    }
    fixture->year.outturn.mix = 0;
    outturn_fixture_sum(&fixture->year);
}

static void an_overspend_is_told_with_its_movement(void **state)
{
    assert_said(
        *state, 1,
        "Anyshire is forecast to overspend by \u00A33.609m (8.6%) on a net budget of \u00A341.807m, \u00A3341,000 worse "
        "than at period 7.");
}

static void an_underspend_and_an_improvement(void **state)
{
    struct fixture *fixture = *state;
    set_variance(fixture, -2 * MILLION);
    fixture->year.line[FIXTURE_EXTERNAL].movement = -15 * THOUSAND;
    fixture->year.line[FIXTURE_EXTERNAL].last += 15 * THOUSAND;
    outturn_fixture_sum(&fixture->year);
    assert_said(
        fixture, 1,
        "Anyshire is forecast to underspend by \u00A32.000m (4.8%) on a net budget of \u00A341.807m, \u00A315,000 better "
        "than at period 7.");
}

static void a_year_on_budget_that_has_not_moved(void **state)
{
    struct fixture *fixture = *state;
    set_variance(fixture, 0);
    assert_said(fixture, 1, "Anyshire is forecast to end on budget, a net budget of \u00A341.807m, as at period 7.");
    fixture->facts.last_period = 0;
    assert_said(fixture, 1, "Anyshire is forecast to end on budget, a net budget of \u00A341.807m.");
}

static void a_range_over_under_and_across_the_budget(void **state)
{
    static const struct {
        int64_t low, high, beyond;
        const char *words;
    } cases[] = {
        {2 * MILLION, 3 * MILLION, 850,
         "There is an 8 in 10 chance that the year ends between \u00A32.000m and \u00A33.000m over budget; the chance that "
         "it "
         "ends no more than 5.0% over is about 3 in 20."},
        {-3 * MILLION, -2 * MILLION, 0,
         "There is an 8 in 10 chance that the year ends between \u00A33.000m and \u00A32.000m under budget; the chance that "
         "it "
         "ends no more than 5.0% over is more than 19 in 20."},
        {-50 * THOUSAND, 70 * THOUSAND, 1000,
         "There is an 8 in 10 chance that the year ends between \u00A350,000 under and \u00A370,000 over budget; the chance "
         "that "
         "it ends no more than 5.0% over is less than 1 in 20."},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct outturn_line *total = &fixture->year.outturn.total;
        const int64_t budget = (total->budget + THOUSAND / 2) / THOUSAND * THOUSAND;
        total->low = budget + cases[i].low;
        total->high = budget + cases[i].high;
        total->chance_beyond = cases[i].beyond;
        assert_said(fixture, 2, cases[i].words);
    }
}

static void without_futures_there_is_no_range_and_one_basis(void **state)
{
    struct fixture *fixture = *state;
    outturn_fixture_run_on(&fixture->year);
    assert_said(fixture, 2, "No range can be given, because nothing was simulated.");
    assert_said(fixture, 4,
                "Every current placement is taken to run on to 31 March unless its end is known, which gives \u00A345.416m; "
                "moves, endings and new starts that may be expected are not in it.");
}

static void both_bases_are_told(void **state)
{
    assert_said(*state, 4,
                "If every current placement ran on to 31 March the forecast would be \u00A345.144m; allowing for expected "
                "moves, endings and new starts it is \u00A345.416m.");
}

static void number_and_price_of_the_two_largest_lines(void **state)
{
    struct fixture *fixture = *state;
    say(fixture);
    assert_string_equal(
        said(fixture, 3, 0),
        "External homes: the budget assumed an average of 58.0 placements at \u00A35,150 a week. The forecast is "
        "62.4 (+7.6%) at \u00A35,610 (+8.9%): \u00A31.182m of the overspend is number and \u00A31.496m is price.");
    assert_string_equal(
        said(fixture, 3, 1),
        "Secure: the budget assumed an average of 2.0 placements at \u00A36,200 a week. The forecast is 3.1 "
        "(+55.0%) at \u00A36,400 (+3.2%): \u00A3354,000 of the overspend is number and \u00A333,000 is price; "
        "what is neither adds \u00A31,000.");
    assert_null(said(fixture, 3, 2));
}

static void number_and_price_that_pull_apart(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_said one = {0};
    say(fixture);
    outturn_sentence_price(&fixture->page, FIXTURE_IN_HOUSE, &one);
    assert_string_equal(
        text_string(&one.words),
        "Council homes: the budget assumed an average of 14.0 placements at \u00A34,280 a week. The forecast is "
        "13.1 (-6.4%) at \u00A34,395 (+2.7%): number takes off \u00A3201,000 and price adds \u00A379,000.");
    text_clear(&one.words);
}

static void nobody_placed_has_no_price(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_line *line = &fixture->year.line[FIXTURE_EXTERNAL];
    line->number = 0;
    line->price = OUTTURN_NONE;
    say(fixture);
    assert_non_null(strstr(said(fixture, 3, 0), "The forecast is none: "));
}

static void published_few_placements_have_no_price(void **state)
{
    struct fixture *fixture = *state;
    fixture->sources.for_public = true;
    say(fixture);
    assert_string_equal(said(fixture, 3, 1),
                        "Secure: number and price are withheld, because they could tell of few placements.");
    assert_non_null(strstr(said(fixture, 3, 0), "58.0 placements"));
}

static void children_up_down_and_as_many(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_stock stock = {.then = calendar_day(2024, 3, 31),
                                  .now = calendar_day(2025, 3, 31),
                                  .before = 263,
                                  .after = 267,
                                  .started = 120,
                                  .ceased = 116};
    fixture->facts.stock = &stock;
    assert_said(fixture, 5,
                "267 children were in care on 31 March 2025, up 4 from 263 on 31 March 2024: 120 started and 116 ceased.");
    stock.after = 1;
    stock.before = 3;
    assert_said(fixture, 5,
                "1 child was in care on 31 March 2025, down 2 from 3 on 31 March 2024: 120 started and 116 ceased.");
    stock.after = stock.before = 200;
    assert_said(fixture, 5,
                "200 children were in care on 31 March 2025, as many as on 31 March 2024: 120 started and 116 ceased.");
    fixture->sources.for_public = true;
    stock.started = 5;
    assert_said(fixture, 5,
                "200 children were in care on 31 March 2025, as many as on 31 March 2024: how many started and ceased is "
                "withheld, because it is few.");
    stock.after = 5;
    assert_said(fixture, 5, "The number of children in care is withheld, because it is small.");
}

static void a_rate_with_and_without_others_beside_it(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_stock stock = {.now = calendar_day(2025, 3, 31), .after = 267};
    fixture->facts.stock = &stock;
    say(fixture);
    assert_null(said(fixture, 6, 0));
    stock.population = 40000;
    assert_said(fixture, 6, "That is 66.8 per 10,000 children."); /* 66.75, half to even */
    stock.neighbours = 62000;
    stock.england = 70000;
    stock.compared = 2024;
    assert_said(fixture, 6,
                "That is 66.8 per 10,000 children, against 62.0 for statistical neighbours and 70 for England (31 March "
                "2024).");
    stock.neighbours = 0;
    assert_said(fixture, 6, "That is 66.8 per 10,000 children, against 70 for England (31 March 2024).");
}

static void savings_at_risk_and_none_at_risk(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_savings savings = {.planned = 15 * MILLION / 10,
                                      .on_course = 12 * MILLION / 10,
                                      .at_risk = 3 * MILLION / 10,
                                      .gross = 12 * MILLION / 10,
                                      .in_year_pressure = 50 * THOUSAND,
                                      .mainly = "Edge of care"};
    say(fixture);
    assert_null(said(fixture, 7, 0));
    fixture->facts.savings = &savings;
    assert_said(
        fixture, 7,
        "\u00A31.200m of \u00A31.500m planned savings (80.0%) is delivered or on track; \u00A3300,000 is at risk, mainly "
        "Edge of care. Gross achievement is \u00A31.200m; in-year pressures of \u00A350,000 offset it.");
    savings.at_risk = savings.in_year_pressure = 0;
    assert_said(fixture, 7,
                "\u00A31.200m of \u00A31.500m planned savings (80.0%) is delivered or on track; none is at risk. Gross "
                "achievement is \u00A31.200m.");
}

static void what_goes_on_next_year(void **state)
{
    struct fixture *fixture = *state;
    assert_said(fixture, 8,
                "\u00A32.521m of overspend goes on in 2026-27 (full-year effect \u00A32.521m over this year's budget); "
                "\u00A31.088m of overspend is one-off.");
    set_variance(fixture, -MILLION);
    assert_said(fixture, 8, "Nothing of the variance goes on in 2026-27; \u00A31.000m of underspend is one-off.");
    set_variance(fixture, 0);
    say(fixture);
    assert_null(said(fixture, 8, 0));
}

static void a_changed_figure_with_and_without_a_reason(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_changed changed[] = {
        {.line = "Transport", .reason = "late invoice", .period = 3, .was = 12 * THOUSAND, .is = 34 * THOUSAND},
        {.line = "Secure", .reason = "", .period = 4, .was = 12 * THOUSAND, .is = -2 * THOUSAND}};
    fixture->facts.changed = changed;
    fixture->facts.changes = 2;
    assert_said(
        fixture, 9,
        "Transport for period 3 was reported as \u00A312,000 and is now \u00A334,000 because: late invoice.");
    assert_string_equal(said(fixture, 9, 1), "Secure for period 4 was reported as \u00A312,000 and is now -\u00A32,000.");
}

static void packages_without_an_end_or_a_price(void **state)
{
    struct fixture *fixture = *state;
    struct outturn_exposure exposure[OUTTURN_GAPS] = {{0}};
    fixture->facts.exposure = exposure;
    fixture->facts.packages = 310;
    say(fixture);
    assert_null(said(fixture, 10, 0));
    exposure[OUTTURN_NO_END] = (struct outturn_exposure){23, 1235 * THOUSAND};
    exposure[OUTTURN_NO_PRICE] = (struct outturn_exposure){1, 35 * THOUSAND};
    assert_said(
        fixture, 10,
        "Of 310 packages, 23 have no known end, on which \u00A31.235m to 31 March hangs; 1 has no price, which could come "
        "to \u00A335,000.");
    fixture->sources.for_public = true;
    assert_said(
        fixture, 10,
        "Of 310 packages, 23 have no known end, on which \u00A31.235m to 31 March hangs; a few have no price (how many, "
        "and for how much, is withheld).");
}

static void a_trend_is_told_only_when_it_is_clear(void **state)
{
    static const int64_t rising[] = {250, 251, 253, 252, 255, 256, 258, 257, 260, 262, 263, 265, 267};
    static const int64_t level[] = {263, 258, 266, 261, 268, 260, 259, 267, 262, 265, 260, 264, 266};
    struct fixture *fixture = *state;
    struct outturn_stock stock = {.now = calendar_day(2025, 3, 31), .months = 13};
    fixture->facts.stock = &stock;
    memcpy(stock.series, rising, sizeof rising);
    assert_said(fixture, 11, "The number of children in care has risen over the 12 months to 31 March 2025 (250 to 267).");
    for (int i = 0; i < 13; i++)
        stock.series[i] = rising[12 - i];
    assert_said(fixture, 11, "The number of children in care has fallen over the 12 months to 31 March 2025 (267 to 250).");
    memcpy(stock.series, level, sizeof level);
    assert_said(fixture, 11,
                "The number of children in care has shown no clear trend over the 12 months to 31 March 2025 (263 to 266).");
    stock.months = 7;
    say(fixture);
    assert_null(said(fixture, 11, 0));
}

/* Every figure that a sentence names stands in the table that it names, to the penny. */
static void every_figure_stands_in_its_table(void **state)
{
    struct fixture *fixture = *state;
    int64_t checked = 0;
    say(fixture);
    for (int64_t i = 0; i < fixture->sayings.count; i++)
        for (int32_t f = 0; f < fixture->sayings.said[i].figures; f++) {
            const struct outturn_figure *figure = &fixture->sayings.said[i].figure[f];
            const bool tidy = strcmp(figure->table, "outturn") == 0;
            struct table table = {0};
            assert_int_equal(
                tables_build(figure->table, tidy ? TABLE_TIDY : TABLE_WIDE, &fixture->sources, &table, &fixture->problem),
                0);
            const int32_t column = table_column_named(&table, tidy ? "value" : figure->column);
            assert_true(column >= 0);
            bool found = false;
            for (int64_t row = 0; row < table.rows; row++)
                if (strcmp(table_at(&table, row, 0)->text, figure->row) == 0 &&
                    (!tidy || strcmp(table_at(&table, row, 2)->text, figure->column) == 0)) {
                    assert_int_equal(table_at(&table, row, column)->value, figure->value);
                    found = true;
                }
            assert_true(found);
            checked++;
            table_clear(&table);
        }
    assert_true(checked > 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        CASE(an_overspend_is_told_with_its_movement),
        CASE(an_underspend_and_an_improvement),
        CASE(a_year_on_budget_that_has_not_moved),
        CASE(a_range_over_under_and_across_the_budget),
        CASE(without_futures_there_is_no_range_and_one_basis),
        CASE(both_bases_are_told),
        CASE(number_and_price_of_the_two_largest_lines),
        CASE(number_and_price_that_pull_apart),
        CASE(nobody_placed_has_no_price),
        CASE(published_few_placements_have_no_price),
        CASE(children_up_down_and_as_many),
        CASE(a_rate_with_and_without_others_beside_it),
        CASE(savings_at_risk_and_none_at_risk),
        CASE(what_goes_on_next_year),
        CASE(a_changed_figure_with_and_without_a_reason),
        CASE(packages_without_an_end_or_a_price),
        CASE(a_trend_is_told_only_when_it_is_clear),
        CASE(every_figure_stands_in_its_table),
#undef CASE
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
