#include "briefing/tables.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "briefing/table_builders.h"
#include "briefing/verdict.h"

/* Every table of the product. */
static const struct table_definition definitions[] = {
    {"F1", "The forecast in short", "everybody", false, table_forecast_short, NULL, TABLE_OF_RUN},
    {"T5", "Children in care: stocks and flows", "everybody", false, table_stocks_and_flows, table_forecast_tidy,
     TABLE_OF_RUN},
    {"T6", "Placement mix", "everybody", false, table_placement_mix, NULL, TABLE_OF_RUN},
    {"T3f", "Placement cost forecast", "finance", false, table_placement_cost, NULL, TABLE_OF_RUN},
    {"T9", "Sufficiency: need and places by kind of home", "everybody", false, table_sufficiency, table_sufficiency_tidy,
     TABLE_OF_CASEBOOK},
    {"U1", "What the ranges are made of", "analysts", false, table_spread, NULL, TABLE_OF_RUN},
    {"A1", "Provenance and assumptions", "everybody", false, table_provenance, NULL, TABLE_OF_RUN},
    {"A2", "Data quality: what the check found", "analysts", true, table_findings, table_findings_tidy, TABLE_OF_RUN},
    {"B1", "Back-test on the council's own history", "everybody", false, table_backtest, table_backtest_tidy,
     TABLE_OF_CASEBOOK},
    {"C1", "Children in care: history and forecast", "everybody", false, table_chart_stock, NULL, TABLE_OF_RUN},
    {"C5", "Placement mix, month by month", "everybody", false, table_chart_mix, NULL, TABLE_OF_RUN},
    {"history", "Children in care: the past", "everybody", false, table_history, table_history_tidy, TABLE_OF_RUN},
    {"rates", "How often children move and leave", "analysts", false, table_rates, table_rates_tidy, TABLE_OF_RUN},
    {"fates", "What became of every row of the returns", "analysts", true, table_fates, NULL, TABLE_OF_RUN},
    {"fates_summary", "What became of the rows of the returns", "analysts", false, table_fates_summary, NULL, TABLE_OF_RUN},
    {"outturn", "Where the year ends, in short", "finance", false, table_outturn_short, table_outturn_tidy, TABLE_OF_BOOKS},
    {"T1", "Revenue position", "finance", false, table_position, table_outturn_tidy, TABLE_OF_BOOKS},
    {"T2", "What explains the variance", "finance", false, table_causes, NULL, TABLE_OF_BOOKS},
    {"splits", "Three ways in which the variance splits", "finance", false, table_splits, NULL, TABLE_OF_BOOKS},
    {"T3", "Placement activity and unit cost", "finance", false, table_unit_costs, NULL, TABLE_OF_BOOKS},
    {"T4", "Movement since the last report, and from run-on to expected", "finance", false, table_movement,
     table_movement_tidy, TABLE_OF_BOOKS},
    {"said", "What is said of the year, and the cells it comes from", "finance", false, table_said, NULL, TABLE_OF_BOOKS},
    {"H1", "The placements that cost most", "finance", true, table_dearest, NULL, TABLE_OF_BOOKS},
    {"exposures", "Packages that need looking at, and the pounds that hang on them", "finance", false, table_exposures, NULL,
     TABLE_OF_BOOKS},
    {"contributions", "What health and education owe", "finance", false, table_contributions, NULL, TABLE_OF_BOOKS},
    {"T7", "Pressures", "finance", false, table_pressures, NULL, TABLE_OF_ROUND},
    {"T8", "Savings", "finance", false, table_savings, NULL, TABLE_OF_ROUND},
    {"grants", "Grants and what they pay for", "finance", false, table_grants, NULL, TABLE_OF_ROUND},
    {"posts", "Posts, now and to come", "finance", false, table_paper_posts, NULL, TABLE_OF_CASEBOOK},
    {"activity", "Children and placements of a paper", "everybody", false, table_paper_activity, NULL, TABLE_OF_CASEBOOK},
    {"initiatives", "What a plan consists of", "everybody", false, table_paper_initiatives, NULL, TABLE_OF_CASEBOOK},
    {"stated", "What a paper states, and what its lines give", "everybody", false, table_paper_stated, NULL,
     TABLE_OF_CASEBOOK},
    {"findings", "What a reader should ask", "everybody", false, table_paper_findings, NULL, TABLE_OF_CASEBOOK},
    {"reconcile", "The ledger against the packages", "finance", false, table_reconcile, table_reconcile_tidy,
     TABLE_OF_CASEBOOK},
    {"periods", "Periods that were closed", "finance", false, table_periods, table_periods_tidy, TABLE_OF_CASEBOOK},
    {"restated", "Payments of closed periods that have changed since", "finance", false, table_restated, NULL,
     TABLE_OF_CASEBOOK},
};

const struct table_definition *tables_all(int32_t *count)
{
    *count = (int32_t)(sizeof definitions / sizeof *definitions);
    return definitions;
}

const struct table_definition *tables_named(const char *id)
{
    for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++)
        if (strcasecmp(definitions[i].id, id) == 0)
            return &definitions[i];
    return NULL;
}

static int refuse_id(const char *id, struct problem *problem)
{
    problem_set(problem, PROBLEM_NOT_FOUND, "there is no table %s", id);
    return problem_next(problem, "homeward table --help lists them.");
}

int tables_build(const char *id, enum table_layout layout, const struct table_sources *sources, struct table *out,
                 struct problem *problem)
{
    *out = (struct table){0};
    const struct table_definition *definition = tables_named(id);
    if (!definition)
        return refuse_id(id, problem);
    bool tidy = layout == TABLE_TIDY && definition->build_tidy;
    int code = (tidy ? definition->build_tidy : definition->build)(sources, out, problem);
    out->restricted = definition->restricted;
    if (code == 0 && sources->known_at)
        table_note(out, "As known at snapshot %" PRId64 ": what came in after it is left out.", sources->known_at);
    if (code == 0)
        code = table_check(out, problem);
    if (code < 0)
        table_clear(out);
    return code;
}

void table_begin_for(struct table *out, const struct table_sources *sources, const char *id, const char *title,
                     const char *what)
{
    const char *council = "";
    struct text subtitle = {0};
    if (sources->run)
        council = sources->run->council;
    else if (sources->casebook)
        council = casebook_settings(sources->casebook)->council;
    text_format(&subtitle, "%s%s%s", council, *council && *what ? ", " : "", what);
    table_begin(out, id, title, text_string(&subtitle));
    if (sources->run)
        table_run(out, sources->run->id);
    if (subtitle.failed)
        out->failed = PROBLEM_MEMORY;
    text_clear(&subtitle);
}

/* The years of the returns that a run rests on, as its provenance has them: "return 2020-21", oldest first. */
static void note_rests(const struct run_result *run, struct table *out)
{
    static const char item[] = "return ";
    const char *first = NULL, *last = NULL;
    for (int64_t i = 0; i < run->provenance.count; i++)
        if (strncmp(run->provenance.item[i], item, sizeof item - 1) == 0) {
            last = run->provenance.item[i] + sizeof item - 1;
            first = first ? first : last;
        }
    if (first && strcmp(first, last) == 0)
        table_note(out, "Rests on the return of %s and on the prices and assumptions of table A1.", first);
    else if (first)
        table_note(out, "Rests on the returns of %s to %s and on the prices and assumptions of table A1.", first, last);
}

void table_note_ranges(const struct run_result *run, struct table *out)
{
    struct text words = {0};
    verdict_append(&words, &run->verdict);
    table_note(out, TABLES_BAND_WARNING);
    table_note(out, "%s", text_string(&words));
    note_rests(run, out);
    text_clear(&words);
}

const char *table_words_of(struct text *scratch, day on)
{
    text_reset(scratch);
    calendar_append_words(scratch, on);
    return text_string(scratch);
}
