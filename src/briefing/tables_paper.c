/*
 * Where the lines of a budget paper stand (T1), and what explains the variance (T2).
 */
#include "briefing/paper_words.h"
#include "briefing/table_builders.h"

static void pounds_column(const struct paper *paper, struct table *out, const char *name, const char *words)
{
    struct text heading = {0};
    text_format(&heading, "%s %s", words, paper->pounds);
    const char *kept = arena_text(&out->arena, text_string(&heading), heading.length);
    table_column(out, name, kept ? kept : words, TABLE_PENCE, paper->pounds);
    if (!kept)
        out->failed = PROBLEM_MEMORY;
    text_clear(&heading);
}

static void number_or_none(struct table *out, bool there, int64_t value)
{
    if (there)
        table_number(out, value);
    else
        table_not_available(out);
}

static void add_position(const struct paper *paper, const struct position_line *line, struct table *out)
{
    int64_t variance = 0, share = 0, before = 0, tolerance = 0, beyond = 0;
    const bool varies = position_variance(line, &variance), shared = position_variance_share(line, &share),
               told_before = position_before(line, &before), borne = position_tolerance(line, paper->tolerance, &tolerance),
               exceeded = position_beyond(line, paper->tolerance, &beyond);
    table_row(out);
    table_text(out, line->line);
    table_text(out, line->report);
    number_or_none(out, line->budget != POSITION_NONE, line->budget);
    number_or_none(out, line->forecast != POSITION_NONE, line->forecast);
    number_or_none(out, varies, variance);
    number_or_none(out, shared, share);
    number_or_none(out, told_before, before);
    number_or_none(out, line->movement != POSITION_NONE, line->movement);
    number_or_none(out, borne, tolerance);
    number_or_none(out, exceeded, beyond);
}

int table_paper_position(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "T1", "Revenue position");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "report", "Report", TABLE_TEXT, "");
    pounds_column(paper, out, "budget", "Budget");
    pounds_column(paper, out, "forecast", "Forecast outturn");
    pounds_column(paper, out, "variance", "Variance");
    table_column(out, "variance_percent", "Variance %", TABLE_MILLI, "%");
    pounds_column(paper, out, "last_report", "Last report");
    pounds_column(paper, out, "movement", "Movement");
    pounds_column(paper, out, "tolerance", "Tolerance");
    pounds_column(paper, out, "beyond_tolerance", "Beyond tolerance");
    for (int64_t i = 0; i < paper->positions; i++)
        add_position(paper, &paper->position[i], out);
    table_note(out, "Variance is forecast less budget: + is adverse. [x]: the paper does not tell what it needs.");
    table_note(out, "Source: %s.", paper->source);
    return 0;
}

static void add_cause(const char *name, int64_t amount, const struct position_line *line, const char *recurrent,
                      const char *note, struct table *out)
{
    int64_t variance, share = 0;
    const bool shared = position_variance(line, &variance) && position_share(amount, variance, &share);
    table_text(out, line->line);
    table_text(out, name);
    table_number(out, amount);
    number_or_none(out, shared, share);
    table_text(out, recurrent);
    table_text(out, note);
}

static void add_causes(const struct paper *paper, const struct position_line *line, struct table *out)
{
    static const char *const recurs[] = {"temporary", "permanent"};
    int64_t value;
    for (int64_t i = 0; i < paper->causes; i++) {
        const struct position_cause *cause = &paper->cause[i];
        if (strcmp(cause->line, line->line) != 0)
            continue;
        table_row(out);
        add_cause(cause->cause, cause->amount, line,
                  cause->recurrent == POSITION_NONE ? "not said" : recurs[cause->recurrent != 0], cause->note, out);
    }
    if (position_explained(line, paper->cause, paper->causes, &value)) {
        table_total_row(out);
        add_cause("Explained", value, line, "", "", out);
    }
    if (position_unexplained(line, paper->cause, paper->causes, &value)) {
        table_row(out);
        add_cause("Not explained", value, line, "", value ? "No cause is told for it" : "", out);
    }
    if (position_variance(line, &value)) {
        table_total_row(out);
        add_cause("Variance", value, line, "", "", out);
    }
}

int table_paper_causes(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "T2", "What explains the variance");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "cause", "Cause", TABLE_TEXT, "");
    pounds_column(paper, out, "amount", "Amount");
    table_column(out, "variance_percent", "% of variance", TABLE_MILLI, "%");
    table_column(out, "recurrent", "Temporary or permanent", TABLE_TEXT, "");
    table_column(out, "note", "Note", TABLE_TEXT, "");
    for (int64_t i = 0; i < paper->positions; i++)
        add_causes(paper, &paper->position[i], out);
    table_note(out, "+ is adverse. What has no cause stands in a row of its own.");
    return 0;
}

static void year_column(const struct paper *paper, const struct round *round, int32_t version, int32_t year,
                        struct table *out)
{
    struct text name = {0}, words = {0};
    text_format(&name, "%s_y%d", round->version[version], year + 1);
    if (round_years(round) > 1)
        text_format(&words, "%s, year %d", round->version[version], year + 1);
    else
        text_format(&words, "%c%s", round->version[version][0] & ~0x20, round->version[version] + 1);
    const char *kept = arena_text(&out->arena, text_string(&name), name.length);
    pounds_column(paper, out, kept ? kept : "version", text_string(&words));
    text_clear(&name);
    text_clear(&words);
}

/* The amounts of a line in all versions and years; of line -1 their totals. False on overflow. */
static bool add_amounts(const struct round *round, int32_t line, struct table *out)
{
    int64_t value = 0, first = 0, last = 0;
    for (int32_t v = 0; v < round->versions; v++)
        for (int32_t y = 0; y < round_years(round); y++) {
            if (line >= 0)
                value = round_pence(round, line, v, y);
            else if (!round_total(round, v, y, &value))
                return false;
            table_number(out, value);
            if (y == 0)
                last = value;
            if (v == 0 && y == 0)
                first = value;
        }
    if (round->versions > 1)
        table_number(out, last - first);
    return true;
}

static const char *note_of(const struct round *round, int32_t line)
{
    const char *note = "";
    for (int32_t v = 0; v < round->versions; v++) {
        const struct round_item *item = round_at(round, line, v);
        note = item && *item->note ? item->note : note;
    }
    return note;
}

static int round_table(const struct paper *paper, enum round_kind kind, const char *id, const char *title, struct table *out,
                       struct problem *problem)
{
    struct round round;
    int code = round_make(kind, paper->item, paper->items, &round, problem);
    if (code < 0)
        return code;
    paper_begin(out, paper, id, title);
    table_column(out, "line", "Line", TABLE_TEXT, "");
    for (int32_t v = 0; v < round.versions; v++)
        for (int32_t y = 0; y < round_years(&round); y++)
            year_column(paper, &round, v, y, out);
    if (round.versions > 1)
        pounds_column(paper, out, "difference", "Difference");
    table_column(out, "note", "Note", TABLE_TEXT, "");
    for (int32_t i = 0; i < round.lines; i++) {
        table_row(out);
        table_text(out, round.line[i]);
        add_amounts(&round, i, out);
        table_text(out, note_of(&round, i));
    }
    table_total_row(out);
    table_text(out, "Total");
    if (!add_amounts(&round, -1, out))
        return problem_set(problem, PROBLEM_LIMIT, "the total of %s is too large", title);
    table_text(out, "");
    table_note(out, "Source: %s.", paper->source);
    return 0;
}

int table_paper_pressures(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    return paper ? round_table(paper, ROUND_PRESSURE, "T7", "Pressures", out, problem) : problem->code;
}

int table_paper_savings(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    return paper ? round_table(paper, ROUND_SAVING, "T8", "Savings", out, problem) : problem->code;
}
