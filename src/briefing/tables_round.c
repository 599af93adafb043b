#include "briefing/tables_round.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "briefing/round_shown.h"
#include "briefing/table_builders.h"
#include "calendar/calendar.h"
#include "table/rounding.h"

static void begin(struct table *out, const char *id, const char *title, const struct round_view *view, const char *of)
{
    struct text what = {0};
    text_format(&what, "%s%s%s%s", view->council, view->council[0] ? ", " : "", of, view->version ? view->version : "");
    const char *kept = arena_text(&out->arena, text_string(&what), what.length);
    table_begin(out, id, title, kept ? kept : of);
    text_clear(&what);
}

/* "2026-27", or "Year 1" where nobody has said which. */
static void year_words(const struct round_view *view, int32_t year, struct text *out)
{
    if (view->first_year)
        calendar_append_year(out, view->first_year + year);
    else
        text_format(out, "Year %d", year + 1);
}

static void year_column(struct table *out, const struct round_view *view, int32_t year)
{
    struct text name = {0}, words = {0};
    text_format(&name, "y%d", year + 1);
    year_words(view, year, &words);
    const char *kept_name = arena_text(&out->arena, text_string(&name), name.length),
               *kept_words = arena_text(&out->arena, text_string(&words), words.length);
    table_column(out, kept_name ? kept_name : "year", kept_words ? kept_words : "", TABLE_PENCE, "£");
    text_clear(&name);
    text_clear(&words);
}

static const struct round_item *find(const struct round_view *view, enum round_kind kind, const char *line,
                                     const char *version)
{
    for (int64_t i = 0; i < view->items; i++)
        if (view->item[i].kind == kind && strcmp(view->item[i].line, line) == 0 &&
            strcmp(view->item[i].version, version) == 0)
            return &view->item[i];
    return NULL;
}

static int32_t years_told(const struct round_view *view, enum round_kind kind)
{
    int32_t years = 1;
    for (int64_t i = 0; i < view->items; i++)
        for (int32_t y = 0; y < ROUND_YEARS; y++)
            if (view->item[i].kind == kind && view->item[i].pence[y] != ROUND_BLANK && y >= years)
                years = y + 1;
    return years;
}

static int64_t first_year(const struct round_item *item)
{
    return item ? round_level(item, 0) : 0;
}

/* Why an item is not in the total; "" when it is. */
static const char *left_out(const struct round_item *item)
{
    if (round_counts(item))
        return "";
    return item->type == ROUND_AVOIDED ? "avoided cost" : item->type == ROUND_ENABLING ? "enabling" : "in a joint figure";
}

/* For how long a grant is, what it is tied to and what it pays for. */
static void add_terms(struct table *out, const struct round_item *item)
{
    if (item->years == ROUND_BLANK)
        table_blank(out);
    else
        table_number(out, item->years);
    table_text(out, item->conditions ? item->conditions : "");
    table_text(out, item->pays_for ? item->pays_for : "");
}

static void add_remarks(struct table *out, const struct round_item *item)
{
    static const char *const recurs[] = {"one-off", "recurrent"};
    table_text(out, item->recurrent == ROUND_BLANK ? "not said" : recurs[item->recurrent == 1]);
    table_text(out, item->evidence[0] ? item->evidence : item->owner);
    table_text(out, item->note);
    if (item->kind == ROUND_SAVING)
        table_text(out, left_out(item));
    if (item->kind == ROUND_GRANT)
        add_terms(out, item);
}

/* A line that is in the version shown, or only in the one before. */
static void add_item(struct table *out, const struct round_view *view, const struct round_item *now,
                     const struct round_item *before, int32_t years)
{
    const struct round_item *told = now ? now : before;
    table_row(out);
    table_text(out, told->ref);
    table_text(out, told->line);
    table_text(out, told->category);
    if (view->against)
        table_number(out, first_year(before));
    for (int32_t y = 0; y < years; y++)
        table_number(out, now ? round_level(now, y) : 0);
    if (view->against)
        table_number(out, first_year(now) - first_year(before));
    add_remarks(out, told);
}

static int add_total(struct table *out, const struct round_view *view, enum round_kind kind, int32_t years,
                     struct problem *problem)
{
    int64_t before = 0, level, first = 0;
    bool fits = !view->against || round_level_total(kind, view->item, view->items, view->against, 0, &before);
    table_total_row(out);
    table_text(out, "");
    table_text(out, "Total");
    table_blank(out);
    if (view->against)
        table_number(out, before);
    for (int32_t y = 0; y < years && fits; y++) {
        fits = round_level_total(kind, view->item, view->items, view->version, y, &level);
        first = y == 0 ? level : first;
        table_number(out, level);
    }
    if (!fits)
        return problem_set(problem, PROBLEM_LIMIT, "the items add up to more than can be kept in pence");
    if (view->against)
        table_number(out, first - before);
    static const int remarks[] = {[ROUND_PRESSURE] = 3, [ROUND_SAVING] = 4, [ROUND_GRANT] = 6};
    for (int i = 0; i < remarks[kind]; i++)
        table_blank(out);
    return 0;
}

static void add_columns(struct table *out, const struct round_view *view, enum round_kind kind, int32_t years)
{
    table_column(out, "ref", "Ref", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "category", "Category", TABLE_TEXT, "");
    if (view->against)
        table_column(out, "before", view->against, TABLE_PENCE, "£");
    for (int32_t y = 0; y < years; y++)
        year_column(out, view, y);
    if (view->against)
        table_column(out, "difference", "Difference", TABLE_PENCE, "£");
    table_column(out, "recurrent", "Recurrent", TABLE_TEXT, "");
    table_column(out, "evidence", "Run or owner", TABLE_TEXT, "");
    table_column(out, "note", "Note", TABLE_TEXT, "");
    if (kind == ROUND_SAVING)
        table_column(out, "not_counted", "Not in the total", TABLE_TEXT, "");
    if (kind == ROUND_GRANT) {
        table_column(out, "years", "Years", TABLE_MILLI, "years");
        table_column(out, "conditions", "Conditions", TABLE_TEXT, "");
        table_column(out, "pays_for", "Pays for", TABLE_TEXT, "");
    }
}

static void note_groups(struct table *out, const struct round_view *view, enum round_kind kind)
{
    for (int64_t i = 0; i < view->items; i++)
        if (view->item[i].kind == kind && strcmp(view->item[i].version, view->version) == 0 &&
            !round_counts(&view->item[i])) {
            table_note(out, "Lines of one group act on the same children: only their joint figure is in the total.");
            return;
        }
}

/* Lines that neither name a run nor have somebody who answers for them and says why. */
static void note_unfounded(struct table *out, const struct round_view *view, enum round_kind kind)
{
    int64_t count = 0;
    for (int64_t i = 0; i < view->items; i++) {
        const struct round_item *item = &view->item[i];
        count += item->kind == kind && strcmp(item->version, view->version) == 0 && !item->evidence[0] &&
                 !(item->owner[0] && item->note[0]);
    }
    if (count)
        table_note(out, "%lld %s neither which run %s from nor who answers and why.", (long long)count,
                   count == 1 ? "line says" : "lines say", count == 1 ? "it comes" : "they come");
}

/* Whether a line is in the total of a version. */
static bool in_total(const struct round_view *view, enum round_kind kind, const char *line, const char *version)
{
    const struct round_item *item = find(view, kind, line, version);
    return item && round_counts(item);
}

/* Pounds that add up down to the total and, with an earlier version, across to the difference. */
static int show_items(struct table *out, const struct round_view *view, enum round_kind kind, int32_t years,
                      struct problem *problem)
{
    enum { LINE = 1, FIRST = 3 };
    bool *part = array_new(out->rows, sizeof *part, problem);
    const int32_t columns = years + (view->against ? 1 : 0);
    int code = part ? 0 : PROBLEM_MEMORY;
    for (int32_t c = 0; c < columns && code == 0; c++) {
        const char *version = view->against && c == 0 ? view->against : view->version;
        for (int64_t i = 0; i < out->rows - 1; i++)
            part[i] = in_total(view, kind, table_at(out, i, LINE)->text, version);
        code = round_shown_down(out, 0, FIRST + c, part, problem);
    }
    if (view->against && code == 0)
        round_shown_across(out, 0, FIRST + columns, FIRST + 1, -1, FIRST);
    free(part);
    return code;
}

/* The lines of the version, then those that only the earlier one has. */
static void add_items(struct table *out, const struct round_view *view, enum round_kind kind, int32_t years)
{
    for (int64_t i = 0; i < view->items; i++) {
        const struct round_item *item = &view->item[i];
        if (item->kind == kind && strcmp(item->version, view->version) == 0)
            add_item(out, view, item, view->against ? find(view, kind, item->line, view->against) : NULL, years);
    }
    for (int64_t i = 0; i < view->items && view->against; i++) {
        const struct round_item *item = &view->item[i];
        if (item->kind == kind && strcmp(item->version, view->against) == 0 && !find(view, kind, item->line, view->version))
            add_item(out, view, NULL, item, years);
    }
}

int table_of_items(const struct round_view *view, enum round_kind kind, struct table *out, struct problem *problem)
{
    static const char *const ids[] = {"T7", "T8", "grants"}, *const titles[] = {"Pressures", "Savings", "Grants"};
    const int32_t years = years_told(view, kind);
    int code = round_check_groups(kind, view->item, view->items, view->version, problem);
    if (code == 0 && view->against)
        code = round_check_groups(kind, view->item, view->items, view->against, problem);
    if (code < 0)
        return code;
    begin(out, ids[kind], titles[kind], view, "version ");
    add_columns(out, view, kind, years);
    add_items(out, view, kind, years);
    code = add_total(out, view, kind, years, problem);
    if (code == 0)
        code = table_check(out, problem);
    if (code == 0)
        code = show_items(out, view, kind, years, problem);
    table_note(out, "Years have what stands in that year's budget; a recurrent line stays where nothing else is told.");
    note_groups(out, view, kind);
    note_unfounded(out, view, kind);
    return code < 0 ? code : table_check(out, problem);
}

static void add_tracked(struct table *out, const struct savings_line *line)
{
    static const char *const statuses[] = {"delivered", "on track", "at risk", "not achievable"};
    const struct round_item *item = line->item;
    table_text(out, item ? item->ref : "");
    table_text(out, item ? item->line : "Total");
    table_text(out, item ? item->owner : "");
    const int64_t pounds[] = {line->target, line->delivered, line->achieved, line->pressure, line->net, line->at_risk};
    for (int i = 0; i < 6; i++)
        table_number(out, pounds[i]);
    table_text(out, !item ? "" : item->status == ROUND_BLANK ? "not said" : statuses[item->status]);
    table_text(out, item ? left_out(item) : "");
}

enum { TRACKER_TARGET = 3, TRACKER_ACHIEVED = 5, TRACKER_PRESSURES, TRACKER_NET, TRACKER_AT_RISK };

/* Columns of pounds that add up down to the total, and across: achieved - pressures = net, target - net = at risk. */
static int show_tracked(struct table *out, const struct savings *savings, struct problem *problem)
{
    bool *part = array_new(savings->lines + 1, sizeof *part, problem);
    int code = part ? table_check(out, problem) : PROBLEM_MEMORY;
    for (int64_t i = 0; i < savings->lines && code == 0; i++)
        part[i] = savings->line[i].counted;
    for (int32_t c = TRACKER_TARGET; c <= TRACKER_PRESSURES && code == 0; c++)
        code = round_shown_down(out, 0, c, part, problem);
    if (code == 0) {
        round_shown_across(out, 0, TRACKER_NET, TRACKER_ACHIEVED, -1, TRACKER_PRESSURES);
        round_shown_across(out, 0, TRACKER_AT_RISK, TRACKER_TARGET, -1, TRACKER_NET);
    }
    free(part);
    return code;
}

int table_of_tracker(const struct round_view *view, const struct savings *savings, struct table *out,
                     struct problem *problem)
{
    static const char *const columns[][2] = {{"target", "Target"},
                                             {"delivered", "Delivered"},
                                             {"achieved", "Year's forecast"},
                                             {"pressures", "In-year pressures"},
                                             {"net", "Net"},
                                             {"at_risk", "Net at risk"}};
    begin(out, "T8", "Savings: how far they have come", view, "version ");
    table_column(out, "ref", "Ref", TABLE_TEXT, "");
    table_column(out, "line", "Saving", TABLE_TEXT, "");
    table_column(out, "owner", "Owner", TABLE_TEXT, "");
    for (int i = 0; i < 6; i++)
        table_column(out, columns[i][0], columns[i][1], TABLE_PENCE, "£");
    table_column(out, "status", "Status", TABLE_TEXT, "");
    table_column(out, "not_counted", "Not in the total", TABLE_TEXT, "");
    for (int64_t i = 0; i < savings->lines; i++) {
        table_row(out);
        add_tracked(out, &savings->line[i]);
    }
    table_total_row(out);
    add_tracked(out, &savings->total);
    table_note(out,
               "Net is the year's forecast less the pressures that arise against the saving; at risk is target less net.");
    return show_tracked(out, savings, problem);
}

static const char *const kind_words[] = {"pressure", "saving", "grant"};

static void add_version_row(struct table *out, const struct round_view *view, const struct round_item *item,
                            const char *const *version, int32_t versions)
{
    const char *note = "", *reason = "";
    int64_t first = 0, last = 0;
    table_row(out);
    table_text(out, kind_words[item->kind]);
    table_text(out, item->line);
    for (int32_t v = 0; v < versions; v++) {
        const struct round_item *at = find(view, item->kind, item->line, version[v]);
        last = first_year(at);
        first = v == 0 ? last : first;
        note = at && at->note[0] ? at->note : note;
        reason = at && left_out(at)[0] ? left_out(at) : reason;
        table_number(out, last);
    }
    table_number(out, last - first);
    table_text(out, note);
    table_text(out, reason);
}

static bool met_before(const struct round_view *view, int64_t number)
{
    for (int64_t i = 0; i < number; i++)
        if (view->item[i].kind == view->item[number].kind && strcmp(view->item[i].line, view->item[number].line) == 0)
            return true;
    return false;
}

/* What the lines of a kind that count add up to in each version. */
static int add_version_total(struct table *out, const struct round_view *view, enum round_kind kind,
                             const char *const *version, int32_t versions, struct problem *problem)
{
    int64_t total = 0, first = 0;
    table_total_row(out);
    table_text(out, kind_words[kind]);
    table_text(out, "Total");
    for (int32_t v = 0; v < versions; v++) {
        if (round_check_groups(kind, view->item, view->items, version[v], problem) < 0)
            return PROBLEM_INPUT;
        if (!round_level_total(kind, view->item, view->items, version[v], 0, &total))
            return problem_set(problem, PROBLEM_LIMIT, "the items add up to more than can be kept in pence");
        first = v == 0 ? total : first;
        table_number(out, total);
    }
    table_number(out, total - first);
    table_text(out, "");
    table_text(out, "");
    return 0;
}

/* Pounds of one kind's rows, from row `from`, that add up down to their total and across to the difference. */
static int show_versions(struct table *out, const struct round_view *view, enum round_kind kind, int64_t from,
                         const char *const *version, int32_t versions, struct problem *problem)
{
    enum { LINE = 1, FIRST = 2 };
    bool *part = array_new(out->rows - from, sizeof *part, problem);
    int code = part ? table_check(out, problem) : PROBLEM_MEMORY;
    for (int32_t v = 0; v < versions && code == 0; v++) {
        for (int64_t i = from; i < out->rows - 1; i++)
            part[i - from] = in_total(view, kind, table_at(out, i, LINE)->text, version[v]);
        code = round_shown_down(out, from, FIRST + v, part, problem);
    }
    if (code == 0)
        round_shown_across(out, from, FIRST + versions, FIRST + versions - 1, -1, FIRST);
    free(part);
    return code;
}

static int add_kind(struct table *out, const struct round_view *view, enum round_kind kind, const char *const *version,
                    int32_t versions, struct problem *problem)
{
    const int64_t from = out->rows;
    for (int64_t i = 0; i < view->items; i++)
        if (view->item[i].kind == kind && !met_before(view, i))
            add_version_row(out, view, &view->item[i], version, versions);
    if (out->rows == from)
        return 0;
    const int code = add_version_total(out, view, kind, version, versions, problem);
    return code < 0 ? code : show_versions(out, view, kind, from, version, versions, problem);
}

static int fill_versions(const struct round_view *view, const char *const *version, int32_t versions, struct table *out,
                         struct problem *problem)
{
    const struct round_view all = {view->council, view->item, view->items, NULL, NULL, view->first_year};
    int code = 0;
    begin(out, "versions", "What changed between versions", &all, "first years of all versions");
    table_column(out, "kind", "Kind", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    for (int32_t v = 0; v < versions; v++)
        table_column(out, version[v], version[v], TABLE_PENCE, "£");
    table_column(out, "difference", "Difference", TABLE_PENCE, "£");
    table_column(out, "note", "Note", TABLE_TEXT, "");
    table_column(out, "not_counted", "Not in the total", TABLE_TEXT, "");
    for (enum round_kind kind = ROUND_PRESSURE; kind <= ROUND_GRANT && code == 0; kind++)
        code = add_kind(out, view, kind, version, versions, problem);
    table_note(out,
               "Difference: the last version less the first; a line that a version does not have counts nothing there.");
    return code < 0 ? code : table_check(out, problem);
}

int table_of_versions(const struct round_view *view, struct table *out, struct problem *problem)
{
    enum { SHOWN_MAX = 8 }; /* more columns of pounds are no longer read side by side */
    const char **version = array_new(view->items, sizeof *version, problem);
    if (!version)
        return PROBLEM_MEMORY;
    const int32_t versions = round_versions(view->item, view->items, version),
                  before = versions > SHOWN_MAX ? versions - SHOWN_MAX : 0;
    const int code = fill_versions(view, version + before, versions - before, out, problem);
    if (code == 0 && before > 0)
        table_note(out, "Shown are the last %d of %d versions: homeward pressures --version NAME shows any other.",
                   SHOWN_MAX, versions);
    free(version);
    return code;
}

/* As shown, too, the gap is need less funding, and what stands beside it is as far from it as it is. */
static void show_gap(struct table *out)
{
    enum { NEED = 3, FUNDING = 5, GAP = 6, WORST = 9 };
    for (int64_t i = 0; i < out->cells; i++)
        if (out->column[i % out->columns].kind == TABLE_PENCE)
            out->cell[i].shown = round_to(out->cell[i].value, table_pence_unit(&out->column[i % out->columns]));
    round_shown_across(out, 0, GAP, NEED, -1, FUNDING);
    for (int64_t i = 0; i < out->cells; i++) {
        const int64_t column = i % out->columns;
        const struct table_cell *gap = &out->cell[i - column + GAP];
        if (column > GAP && column <= WORST)
            out->cell[i].shown = gap->shown + round_to(out->cell[i].value - gap->value, 100);
    }
}

int table_of_gap(const struct round_view *view, const struct gap_year *year, int32_t years, struct table *out,
                 struct problem *problem)
{
    static const char *const columns[][2] = {
        {"pressures", "Pressures"}, {"savings", "Savings"}, {"need", "Need"},
        {"grants", "Grants"},       {"funding", "Funding"}, {"gap", "Gap"},
        {"low", "80% from"},        {"high", "80% to"},     {"worst", "Gap without savings at risk"}};
    struct text words = {0};
    begin(out, "gap", "Medium-term gap", view, "version ");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    for (int i = 0; i < 9; i++)
        table_column(out, columns[i][0], columns[i][1], TABLE_PENCE, "£");
    for (int32_t y = 0; y < years; y++) {
        const struct gap_year *of = &year[y];
        const int64_t pounds[] = {of->pressures, of->savings, of->need, of->grants, of->funding,
                                  of->gap,       of->low,     of->high, of->worst};
        table_row(out);
        text_reset(&words);
        year_words(view, y, &words);
        table_text(out, text_string(&words));
        for (int i = 0; i < 9; i++)
            table_number(out, pounds[i]);
    }
    text_clear(&words);
    if (table_check(out, problem) == 0)
        show_gap(out);
    table_note(out,
               "Need: this year's approved budget, pressures and savings. Funding has the grants in it. Gap: + is missing.");
    table_note(out, "The range is that of the runs behind pressures; other figures have none.");
    return table_check(out, problem);
}

static void add_pay(struct table *out, const char *line, const struct pay_pressure *cost)
{
    const int64_t pounds[] = {cost->pay, cost->this_year, cost->rollover, cost->pressure, cost->next_year};
    table_text(out, line);
    table_number(out, cost->posts);
    for (int i = 0; i < 5; i++)
        table_number(out, pounds[i]);
}

/* Pounds that add up down, and across: award + rollover = pressure. */
static int show_pay(struct table *out, struct problem *problem)
{
    enum { PAY = 2, AWARD, ROLLOVER, PRESSURE, NEXT_YEAR };
    int code = table_check(out, problem);
    for (int32_t c = PAY; c <= NEXT_YEAR && code == 0; c++)
        code = round_shown_down(out, 0, c, NULL, problem);
    if (code == 0)
        round_shown_across(out, 0, PRESSURE, AWARD, 1, ROLLOVER);
    return code;
}

int table_of_pay(const char *council, const struct books *books, const struct pay_pressure *cost, struct table *out,
                 struct problem *problem)
{
    static const char *const columns[][2] = {{"pay", "Pay before"},
                                             {"award", "Award in its first year"},
                                             {"rollover", "Last year's award above budget"},
                                             {"pressure", "Pressure"},
                                             {"next_year", "More in the year after"}};
    const struct round_view view = {.council = council};
    struct pay_pressure all = {0};
    begin(out, "pay", "What the pay award costs", &view, "by budget line");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "posts", "Full-time posts", TABLE_MILLI, "posts");
    for (int i = 0; i < 5; i++)
        table_column(out, columns[i][0], columns[i][1], TABLE_PENCE, "£");
    for (int64_t i = 0; i <= books->lines; i++) {
        if (cost[i].posts == 0)
            continue;
        table_row(out);
        add_pay(out, i < books->lines ? books->line[i].line : "Not in the budget", &cost[i]);
        all.posts += cost[i].posts;
        all.pay += cost[i].pay;
        all.this_year += cost[i].this_year;
        all.rollover += cost[i].rollover;
        all.pressure += cost[i].pressure;
        all.next_year += cost[i].next_year;
    }
    table_total_row(out);
    add_pay(out, "Total", &all);
    table_note(out,
               "Posts are those of the day of the award. Agency workers and managed teams have none: theirs is a price.");
    return show_pay(out, problem);
}

/* A table of the council's own round; where there is none but a paper, that of the paper. */
static int of_round(const struct table_sources *sources, enum round_kind kind,
                    int (*of_paper)(const struct table_sources *sources, struct table *out, struct problem *problem),
                    struct table *out, struct problem *problem)
{
    return sources->round ? table_of_items(sources->round, kind, out, problem) : of_paper(sources, out, problem);
}

int table_pressures(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    return of_round(sources, ROUND_PRESSURE, table_paper_pressures, out, problem);
}

int table_savings(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    return of_round(sources, ROUND_SAVING, table_paper_savings, out, problem);
}

int table_grants(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    return of_round(sources, ROUND_GRANT, table_paper_grants, out, problem);
}
