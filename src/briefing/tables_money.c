#include <string.h>

#include "table/rounding.h"
#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "budget/tariff.h"

enum { TENTH = 100, THOUSAND_POUNDS = 100000 };

/* Children and pounds of a year by kind of placement, exact and as they are shown. */
struct cost_year {
    struct run_year span;
    int64_t children[FLOW_STATES_MAX], children_shown[FLOW_STATES_MAX], children_total, children_total_shown;
    int64_t pence[FLOW_STATES_MAX], pence_shown[FLOW_STATES_MAX], pence_total, pence_total_shown;
};

static int read_year(struct run_reader *reader, struct cost_year *year, struct problem *problem)
{
    int32_t states = reader->system->flow.states;
    year->children_total = run_mean(reader, RUN_YEAR_CHILDREN, year->span.to, RUN_ALL);
    year->pence_total = run_mean(reader, RUN_YEAR_COST, year->span.to, RUN_ALL);
    for (int32_t state = 0; state < states; state++) {
        year->children[state] = run_mean(reader, RUN_YEAR_CHILDREN, year->span.to, state);
        year->pence[state] = run_mean(reader, RUN_YEAR_COST, year->span.to, state);
    }
    if (run_reader_check(reader, problem) < 0)
        return problem->code;
    if (round_column(year->children, states, TENTH, year->children_total, states, year->children_shown,
                     &year->children_total_shown) &&
        round_column(year->pence, states, THOUSAND_POUNDS, year->pence_total, states, year->pence_shown,
                     &year->pence_total_shown))
        return 0;
    problem_set(problem, PROBLEM_VERIFY, "the kinds of placement of %d do not add up to their total", year->span.year);
    return problem_next(problem, "Make the forecast again; if it stays so, this is a fault in Homeward: please report it.");
}

static void add_label(const struct cost_year *year, struct table *out)
{
    struct text label = {0};
    calendar_append_year(&label, year->span.year);
    if (year->span.part)
        text_append(&label, " (part)");
    table_text(out, text_string(&label));
    text_clear(&label);
}

static void add_range(struct run_reader *reader, const struct cost_year *year, int32_t state, struct table *out)
{
    table_number(out, run_quantile_of(reader, RUN_YEAR_COST, year->span.to, state, RUN_P10));
    table_number(out, run_quantile_of(reader, RUN_YEAR_COST, year->span.to, state, RUN_P90));
}

static void add_states(struct run_reader *reader, const struct cost_year *year, struct table *out)
{
    for (int32_t state = 0; state < reader->system->flow.states; state++) {
        if (year->children[state] == 0 && year->pence[state] == 0)
            continue;
        table_row(out);
        add_label(year, out);
        table_text(out, run_state_title(reader->system, state));
        table_shown(out, year->children[state], year->children_shown[state], 1);
        table_shown(out, year->pence[state], year->pence_shown[state], 0);
        add_range(reader, year, state, out);
    }
}

static void add_total(struct run_reader *reader, const struct cost_year *year, struct table *out)
{
    table_total_row(out);
    add_label(year, out);
    table_text(out, "All placements");
    table_shown(out, year->children_total, year->children_total_shown, 1);
    table_shown(out, year->pence_total, year->pence_total_shown, 0);
    add_range(reader, year, RUN_ALL, out);
}

static int add_years(struct run_reader *reader, struct table *out, struct problem *problem)
{
    struct cost_year year = {0};
    for (day from = reader->run->as_at + 1; run_year_from(reader, from, &year.span); from = year.span.to + 1) {
        if (read_year(reader, &year, problem) < 0)
            return problem->code;
        add_states(reader, &year, out);
        add_total(reader, &year, out);
        run_year_note(&year.span, out);
    }
    return 0;
}

/* The words of a council's own source do not count, whatever they are. */
static bool is_proposal(const char *source)
{
    return strncmp(source, TARIFF_PROPOSAL, strlen(TARIFF_PROPOSAL)) == 0;
}

static void note_proposals(const struct run_provenance *provenance, struct table *out)
{
    struct text list = {0};
    for (int64_t row = 0; row < provenance->count; row++)
        if (strcmp(provenance->kind[row], "price") == 0 && is_proposal(provenance->source[row]))
            text_format(&list, "%s%s", list.length ? ", " : "", provenance->item[row]);
    if (list.length)
        table_note(
            out,
            "Prices that are proposals, not published figures: %s. A council's own price list replaces them, once it is "
            "imported; table A1 names every price.",
            text_string(&list));
    text_clear(&list);
}

int table_placement_cost(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    table_begin_for(out, sources, "T3f", "Placement cost forecast", "by kind of placement and financial year, \u00A3'000");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "state", "Kind of placement", TABLE_TEXT, "");
    table_column(out, "children", "Average children", TABLE_MILLI, "children");
    table_column(out, "cost", "Cost \u00A3'000", TABLE_PENCE, "\u00A3'000");
    table_column(out, "cost_p10", "80% range from", TABLE_PENCE, "\u00A3'000");
    table_with_next(out);
    table_column(out, "cost_p90", "80% range to", TABLE_PENCE, "\u00A3'000");
    table_note_ranges(reader.run, out);
    int code = add_years(&reader, out, problem);
    table_note(
        out,
        "Cost is gross expenditure, a positive number. Means of all paths, rounded together so that every column adds up "
        "to its total; ranges of parts do not add up. CSV carries pounds and pence, JSON whole pence.");
    note_proposals(&reader.run->provenance, out);
    return code < 0 ? code : run_reader_check(&reader, problem);
}
