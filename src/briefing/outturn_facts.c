#include "briefing/outturn_facts.h"

#include <stdlib.h>

#include "base/array.h"
#include "briefing/run_reader.h"
#include "casebook/published_rates.h"

enum { WHOLE = 1000, YEAR_MONTHS = 12 };

/* The council's own children, and what is published of others. */
static void fill_rates(const struct casebook_settings *settings, struct outturn_stock *stock)
{
    const struct published_rates rates = published_rates_of(settings->authority);
    stock->population = settings->population;
    stock->neighbours = rates.neighbours;
    stock->england = rates.england;
    stock->compared = PUBLISHED_RATES_YEAR;
}

/* Children at the last month end and a year before, and every month end between. False where the past is shorter. */
static bool read_stock(const struct table_sources *sources, struct outturn_stock *stock)
{
    struct run_reader reader = run_reader_of(sources);
    const int32_t months = run_past_months(&reader);
    if (!sources->history || months <= YEAR_MONTHS)
        return false;
    const int32_t first = months - 1 - YEAR_MONTHS;
    for (int32_t i = 0; i <= YEAR_MONTHS; i++) {
        const day date = run_past_date(&reader, first + i);
        stock->series[i] = run_past(&reader, RUN_STOCK, date, RUN_ALL) / WHOLE;
        stock->started += i ? run_past(&reader, RUN_STARTS, date, RUN_ALL) / WHOLE : 0;
        stock->ceased += i ? run_past(&reader, RUN_CEASES, date, RUN_ALL) / WHOLE : 0;
    }
    stock->months = YEAR_MONTHS + 1;
    stock->then = run_past_date(&reader, first);
    stock->now = reader.last;
    stock->before = stock->series[0];
    stock->after = stock->series[YEAR_MONTHS];
    if (sources->casebook)
        fill_rates(casebook_settings(sources->casebook), stock);
    return !reader.missing;
}

static int read_packages(const struct table_sources *sources, struct outturn_facts_held *out, struct problem *problem)
{
    const day on = outturn_next_night(sources->outturn);
    for (int gap = 0; gap < OUTTURN_GAPS; gap++)
        if (!outturn_exposed(sources->books, on, (enum outturn_gap)gap, &out->exposure[gap]))
            return problem_set(problem, PROBLEM_LIMIT, "the packages that need looking at add up to too many pence");
    for (int64_t i = 0; i < sources->books->packages; i++)
        out->facts.packages += sources->books->package[i].from <= on && sources->books->package[i].to > on;
    out->facts.exposure = out->exposure;
    return 0;
}

static void fill_savings(const struct savings *kept, struct outturn_savings *out)
{
    int64_t most = 0;
    *out = (struct outturn_savings){.planned = kept->total.target,
                                    .on_course = kept->by_status[ROUND_DELIVERED] + kept->by_status[ROUND_ON_TRACK],
                                    .at_risk = kept->total.at_risk,
                                    .gross = kept->total.achieved,
                                    .in_year_pressure = kept->total.pressure,
                                    .mainly = ""};
    for (int64_t i = 0; i < kept->lines; i++)
        if (kept->line[i].counted && kept->line[i].at_risk > most) {
            most = kept->line[i].at_risk;
            out->mainly = kept->line[i].item->line;
        }
}

/* Of the version met last. Nobody has said how savings stand: then nothing is said of them. */
static int read_savings(const struct table_sources *sources, struct outturn_facts_held *out, struct problem *problem)
{
    int code = casebook_load_round_at(sources->casebook, sources->known_at, &out->round, problem);
    if (code < 0 || out->round.items == 0)
        return code;
    const char **version = array_new(out->round.items, sizeof *version, problem);
    if (!version)
        return PROBLEM_MEMORY;
    const int32_t last = round_versions(out->round.item, out->round.items, version) - 1;
    code = savings_make(out->round.item, out->round.items, version[last], &out->kept_savings, problem);
    free(version);
    if (code < 0)
        return code;
    fill_savings(&out->kept_savings, &out->savings);
    if (out->kept_savings.no_status < out->kept_savings.total.target)
        out->facts.savings = &out->savings;
    return 0;
}

static int read_changes(const struct table_sources *sources, struct outturn_facts_held *out, struct problem *problem)
{
    int code = casebook_load_restated(sources->casebook, &out->restated, problem);
    if (code < 0 || out->restated.count == 0)
        return code;
    out->changed = array_new(out->restated.count, sizeof *out->changed, problem);
    if (!out->changed)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < out->restated.count; i++) {
        const struct casebook_restated_row *row = &out->restated.row[i];
        if (row->year == sources->outturn->year)
            out->changed[out->facts.changes++] = (struct outturn_changed){
                .line = row->line,
                .reason = sources->for_public ? "" : row->reason, /* people's words may name a child */
                .period = row->period,
                .was = row->was,
                .is = row->is};
    }
    out->facts.changed = out->changed;
    return 0;
}

int outturn_facts_gather(const struct table_sources *sources, struct outturn_facts_held *out, struct problem *problem)
{
    *out = (struct outturn_facts_held){0};
    out->facts.last_period = sources->last_period;
    out->facts.council = sources->casebook ? casebook_settings(sources->casebook)->council : "The council";
    if (read_stock(sources, &out->stock))
        out->facts.stock = &out->stock;
    int code = sources->books ? read_packages(sources, out, problem) : 0;
    if (code == 0 && sources->casebook)
        code = read_savings(sources, out, problem);
    if (code == 0 && sources->casebook && !sources->known_at) /* a kept report says nothing that came after it */
        code = read_changes(sources, out, problem);
    if (code < 0)
        outturn_facts_clear(out);
    return code;
}

void outturn_facts_clear(struct outturn_facts_held *held)
{
    savings_clear(&held->kept_savings);
    casebook_round_clear(&held->round);
    casebook_restated_clear(&held->restated);
    free(held->changed);
    *held = (struct outturn_facts_held){0};
}
