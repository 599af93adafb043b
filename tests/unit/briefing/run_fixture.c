#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "table/cell.h"
#include "run_fixture.h"

enum { EXIT_HOME, EXIT_SGO, EXIT_ADOPTED, EXIT_AGED_OUT, EXIT_CAO, EXITS };

/* November 2024 to December 2025, after 12 children on 31 October 2024. */
static const int32_t past_starts[FIXTURE_PAST] = {2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2, 2, 1};
static const int32_t past_ceases[FIXTURE_PAST] = {1, 2, 1, 2, 1, 1, 2, 2, 1, 2, 2, 1, 1, 2};
enum { STOCK_BEFORE = 12, MARCH_2025 = 4 };

static day past_date(int32_t month)
{
    return calendar_month_end(calendar_month(calendar_day(2024, 11, 1)) + month);
}

static day future_date(int32_t month)
{
    return calendar_month_end(calendar_month(calendar_day(2026, 1, 1)) + month);
}

static void make_system(struct care_system *system)
{
    static const char *const names[] = {"foster_inhouse", "home_external", "supported", "unregistered"};
    static const char *const titles[] = {"In-house foster care", "External children's home", "Supported accommodation",
                                         "Unregistered placement"};
    static const char *const exits[] = {"home", "sgo", "adopted", "aged_out", "cao"};
    struct flow_system *flow = &system->flow;
    flow->states = FIXTURE_STATES;
    flow->exits = EXITS;
    for (int32_t state = 0; state < FIXTURE_STATES; state++) {
        snprintf(flow->state[state], sizeof flow->state[state], "%s", names[state]);
        snprintf(system->state_title[state], sizeof system->state_title[state], "%s", titles[state]);
    }
    for (int32_t exit = 0; exit < EXITS; exit++)
        snprintf(flow->exit[exit], sizeof flow->exit[exit], "%s", exits[exit]);
    flow->age.count = 2;
    flow->age.from[1] = 10;
    snprintf(flow->age.name[0], sizeof flow->age.name[0], "0_9");
    snprintf(flow->age.name[1], sizeof flow->age.name[1], "10_17");
}

static int64_t add(struct run_rows *rows, enum run_measure measure, day date, int32_t state, int32_t band, int64_t mean)
{
    int64_t row = run_rows_add(rows, measure, date, state, band, NULL);
    assert_true(row >= 0);
    rows->mean[row] = mean;
    return row;
}

static int64_t past_stock(int32_t month, int32_t state)
{
    int64_t stock = STOCK_BEFORE;
    for (int32_t i = 0; i <= month; i++)
        stock += past_starts[i] - past_ceases[i];
    static const int64_t homes = 3;
    return state == RUN_ALL ? stock : state == FIXTURE_FOSTER ? stock - homes : state == FIXTURE_HOME ? homes : 0;
}

static int64_t past_value(enum run_measure measure, int32_t month, int32_t state)
{
    bool fostered = state == RUN_ALL || state == FIXTURE_FOSTER;
    if (measure == RUN_STOCK)
        return past_stock(month, state);
    if (!fostered || measure == RUN_MOVES)
        return 0;
    return measure == RUN_STARTS ? past_starts[month] : past_ceases[month];
}

static void make_history(struct run_rows *rows)
{
    for (enum run_measure measure = RUN_STOCK; measure <= RUN_MOVES; measure++)
        for (int32_t month = 0; month < FIXTURE_PAST; month++)
            for (int32_t state = RUN_ALL; state < FIXTURE_STATES; state++)
                add(rows, measure, past_date(month), state, RUN_ALL, past_value(measure, month, state) * 1000);
    for (int32_t month = 0; month < FIXTURE_PAST; month++)
        for (int32_t exit = 0; exit < EXITS; exit++) {
            int32_t way = month == MARCH_2025 ? EXIT_ADOPTED : EXIT_HOME;
            add(rows, RUN_EXITS, past_date(month), exit, RUN_ALL, exit == way ? past_ceases[month] * 1000 : 0);
        }
    for (int32_t month = 0; month < FIXTURE_PAST; month++)
        add(rows, RUN_STARTS_UASC, past_date(month), RUN_ALL, RUN_ALL, month == MARCH_2025 ? 1000 : 0);
}

/* 16 + 2/3 a month, in thousandths, to the nearest. */
static int64_t future_stock(int32_t month, int32_t state)
{
    int64_t all = 16000 + ((month + 1) * 2000 + 1) / 3;
    static const int64_t home = 3040, supported = 240;
    switch (state) {
    case RUN_ALL:
        return all;
    case FIXTURE_FOSTER:
        return all - home - supported;
    case FIXTURE_HOME:
        return home;
    case FIXTURE_SUPPORTED:
        return supported;
    default:
        return 0;
    }
}

static int64_t future_mean(enum run_measure measure, int32_t month, int32_t state)
{
    bool fostered = state == RUN_ALL || state == FIXTURE_FOSTER;
    if (measure == RUN_STOCK)
        return future_stock(month, state);
    if (!fostered || measure == RUN_MOVES)
        return 0;
    return measure == RUN_STARTS ? 2333 : 1667;
}

/* Quantiles two apart around the whole part of the mean, none below 0. */
static void set_quantiles(struct run_rows *rows, int64_t row)
{
    for (int32_t i = 0; i < RUN_QUANTILES; i++) {
        int64_t value = rows->mean[row] / 1000 + 2 * (i - 3);
        rows->quantile[row * RUN_QUANTILES + i] = value < 0 ? 0 : value;
    }
}

static void make_future_counts(struct run_rows *rows)
{
    for (enum run_measure measure = RUN_STOCK; measure <= RUN_MOVES; measure++)
        for (int32_t month = 0; month < FIXTURE_FUTURE; month++)
            for (int32_t state = RUN_ALL; state < FIXTURE_STATES; state++) {
                int64_t mean = future_mean(measure, month, state);
                set_quantiles(rows, add(rows, measure, future_date(month), state, RUN_ALL, mean));
                if (measure == RUN_STOCK && state == RUN_ALL)
                    set_quantiles(rows, add(rows, measure, future_date(month), state, 1, mean));
            }
}

/* Pence of January to March 2026 by kind: £37,400, £229,400, £1,000. */
static const int64_t quarter_pence[FIXTURE_STATES] = {3740000, 22940000, 100000, 0};

/* Quarters of a year × thirds, rounded: the cost of `months` months. */
static int64_t pence_of(int32_t months, int32_t state)
{
    int64_t pence = 0;
    for (int32_t i = 0; i < FIXTURE_STATES; i++)
        if (state == RUN_ALL || state == i)
            pence += quarter_pence[i] * months;
    return (pence + 1) / 3;
}

static void add_cost(struct run_rows *rows, enum run_measure measure, day date, int32_t months)
{
    for (int32_t state = RUN_ALL; state < FIXTURE_STATES; state++) {
        int64_t pence = pence_of(months, state), row = add(rows, measure, date, state, RUN_ALL, pence);
        for (int32_t i = 0; i < RUN_QUANTILES; i++)
            rows->quantile[row * RUN_QUANTILES + i] = pence / 10 * (7 + i);
    }
}

/* The years of the horizon: January to March 2026, 2026-27, April 2027. */
static const struct {
    int32_t last, months;
} years[] = {{2, 3}, {14, 12}, {15, 1}};

static void make_future_cost(struct run_rows *rows)
{
    static const int64_t children[FIXTURE_STATES] = {14140, 3040, 240, 0}, all = 17420;
    enum { YEARS = sizeof years / sizeof *years };
    for (int32_t month = 0; month < FIXTURE_FUTURE; month++)
        add_cost(rows, RUN_COST, future_date(month), 1);
    for (int32_t month = 0; month < FIXTURE_FUTURE; month++)
        for (int32_t exit = 0; exit < EXITS; exit++)
            add(rows, RUN_EXITS, future_date(month), exit, RUN_ALL, 333);
    for (int32_t month = 0; month < FIXTURE_FUTURE; month++)
        add(rows, RUN_STARTS_UASC, future_date(month), RUN_ALL, RUN_ALL, 333);
    for (int32_t year = 0; year < YEARS; year++)
        add_cost(rows, RUN_YEAR_COST, future_date(years[year].last), years[year].months);
    for (int32_t year = 0; year < YEARS; year++)
        for (int32_t state = RUN_ALL; state < FIXTURE_STATES; state++)
            add(rows, RUN_YEAR_CHILDREN, future_date(years[year].last), state, RUN_ALL,
                state == RUN_ALL ? all : children[state]);
}

static void make_provenance(struct run_provenance *rows)
{
    static const char *const given[][4] = {
        {"data", "return 2024-25", "14 children, whole year", "the council's SSDA903 return"},
        {"price", "In-house foster care", "\u00A3600.00 a week in 2024-25", "Proposal, not published: allowance and fee"},
        {"price", "External children's home", "\u00A35,800.00 a week in 2024-25", "the council's price list, proposal of May.csv"},
    };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        assert_int_equal(run_provenance_add(rows, given[i][0], given[i][1], given[i][2], given[i][3], NULL), 0);
}

void run_fixture_make(struct run_fixture *out)
{
    memset(out, 0, sizeof *out);
    make_system(&out->system);
    struct run_result *run = &out->run;
    snprintf(run->id, sizeof run->id, "0123456789abcdef0123456789abcdef");
    snprintf(run->council, sizeof run->council, "Anyshire");
    snprintf(run->authority, sizeof run->authority, "E10000099");
    run->as_at = calendar_day(2025, 12, 31);
    run->months = FIXTURE_FUTURE;
    run->paths = 1000;
    run->seed = 7;
    run->population = 20000;
    make_history(&run->history);
    make_future_counts(&run->forecast);
    make_future_cost(&run->forecast);
    make_provenance(&run->provenance);
    out->sources = (struct table_sources){.system = &out->system, .run = run};
}

void run_fixture_clear(struct run_fixture *fixture)
{
    run_result_clear(&fixture->run);
}

const char *fixture_cell(const struct table *table, int64_t row, const char *column, struct text *scratch)
{
    int32_t at = table_column_named(table, column);
    assert_true(at >= 0);
    assert_true(row >= 0 && row < table->rows);
    text_reset(scratch);
    cell_append(scratch, &table->column[at], table_at(table, row, at));
    return text_string(scratch);
}

int64_t fixture_row(const struct table *table, const char *column, const char *reads)
{
    struct text scratch = {0};
    int64_t row = 0;
    while (row < table->rows && strcmp(fixture_cell(table, row, column, &scratch), reads) != 0)
        row++;
    text_clear(&scratch);
    assert_true(row < table->rows);
    return row;
}

bool fixture_noted(const struct table *table, const char *words)
{
    for (int32_t note = 0; note < table->notes; note++)
        if (strstr(table->note[note], words))
            return true;
    return false;
}
