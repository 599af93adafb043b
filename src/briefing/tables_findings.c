/*
 * tables_findings: what a check of the data found (A2), the rows of one rule, and the rules that there are.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "briefing/table_builders.h"
#include "briefing/tables_data.h"
#include "casebook/import.h"

enum { FORMS = CHECK_TABLES / 2, NOTES_OF_SKIPS = 8, YEAR_OPEN = 9999 };

static int need_check(const struct table_sources *sources, struct problem *problem)
{
    if (sources->check && sources->casebook && sources->records && sources->fates)
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "the data have not been checked");
    return problem_next(problem, "Ask for it with: homeward check data");
}

static void add_text(struct table *out, struct text *words)
{
    if (words->failed)
        out->failed = PROBLEM_MEMORY;
    table_text(out, text_string(words));
    text_reset(words);
}

static void add_years(struct table *out, int32_t first, int32_t last)
{
    struct text words = {0};
    if (first > 0)
        calendar_append_year(&words, first);
    if (last == YEAR_OPEN) {
        text_append(&words, " on");
    } else if (last != first) {
        text_append(&words, first > 0 ? " to " : "to ");
        calendar_append_year(&words, last);
    }
    add_text(out, &words);
    text_clear(&words);
}

/* "Episodes: DECOM, DEC". */
static void add_fields(struct table *out, uint32_t tables, const char *fields)
{
    struct text words = {0};
    check_append_tables(&words, tables);
    text_format(&words, "%s%s", words.length && *fields ? ": " : "", fields);
    add_text(out, &words);
    text_clear(&words);
}

static void add_place(struct table *out, const char *file, int64_t line, int32_t column)
{
    struct text place = {0};
    text_format(&place, "%s, line %" PRId64, file, line);
    if (column > 0)
        text_format(&place, ", column %d", column);
    add_text(out, &place);
    text_clear(&place);
}

/* A2 on its way. */
struct findings_table {
    const struct table_sources *sources;
    struct table *out;
    bool years; /* it says of which returns each line is: more than one was checked */
};

static int add_quarantined(void *self, const struct casebook_quarantined *row)
{
    const struct findings_table *findings = self;
    struct table *out = findings->out;
    struct text finding = {0};
    text_format(&finding, "%s: %s", row->reason, row->excerpt);
    table_row(out);
    table_text(out, "quarantined");
    add_text(out, &finding);
    table_text(out, row->field);
    if (findings->years && row->year == INT32_MIN)
        table_blank(out);
    else if (findings->years)
        add_years(out, row->year, row->year);
    table_number(out, 1);
    table_blank(out);
    table_blank(out);
    add_place(out, row->file, row->line, row->column);
    text_clear(&finding);
    return out->failed;
}

/* A kind of finding among others of its sort. */
struct ranked {
    const struct check_total *total;
    int32_t number; /* rule or warning */
};

/* Most pounds first, then most rows, then as numbered. */
static int rank_order(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int64_t a_pence = a->total->touched.pence, b_pence = b->total->touched.pence;
    if (a_pence != b_pence)
        return a_pence > b_pence ? -1 : 1;
    if (a->total->rows != b->total->rows)
        return a->total->rows > b->total->rows ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static void add_total(const struct findings_table *findings, const struct ranked *ranked, bool is_rule)
{
    struct table *out = findings->out;
    const struct check_total *total = ranked->total;
    const struct check_rule *rule = is_rule ? &findings->sources->check->catalogue.rule[ranked->number] : NULL;
    table_row(out);
    table_text(out, rule ? rule->code : "warning");
    table_text(out, rule ? rule->message : care_reason_text((enum care_reason)ranked->number));
    add_fields(out, rule ? total->tables : (uint32_t)1 << check_table_named("Episodes", 8), rule ? rule->fields : "");
    if (findings->years)
        add_years(out, total->first_year, total->last_year);
    table_number(out, total->rows);
    table_number(out, total->children);
    table_number(out, total->touched.pence);
    if (total->file)
        add_place(out, casebook_file_name(findings->sources->casebook, total->file), total->line, 0);
    else
        table_blank(out);
}

static int add_totals(const struct findings_table *findings, bool rules, struct problem *problem)
{
    const struct check_result *check = findings->sources->check;
    const struct check_total *totals = rules ? check->rule : check->warning;
    int32_t count = rules ? check->catalogue.rules : check->warnings, kinds = 0;
    struct ranked *ranked = array_new(count, sizeof *ranked, problem);
    if (!ranked)
        return PROBLEM_MEMORY;
    for (int32_t i = 0; i < count; i++)
        if (totals[i].rows)
            ranked[kinds++] = (struct ranked){&totals[i], i};
    qsort(ranked, (size_t)kinds, sizeof *ranked, rank_order);
    for (int32_t i = 0; i < kinds; i++)
        add_total(findings, &ranked[i], rules);
    free(ranked);
    return 0;
}

/* Rules that wait for the same tables. */
struct waiting {
    uint32_t missing;
    int32_t rules;  /* how many, each once */
    uint8_t *waits; /* [rules of the catalogue] 1 for each that does; owned */
};

/* The group of a skip, found or made; NULL when there are as many as there are notes for. */
static struct waiting *group_of(struct waiting *groups, int32_t *count, uint32_t missing, int32_t rules)
{
    for (int32_t i = 0; i < *count; i++)
        if (groups[i].missing == missing)
            return &groups[i];
    if (*count == NOTES_OF_SKIPS)
        return NULL;
    groups[*count] = (struct waiting){.missing = missing, .waits = array_new(rules, 1, NULL)};
    return groups[*count].waits ? &groups[(*count)++] : NULL;
}

static void note_group(const struct check_result *check, const struct waiting *group, struct table *out)
{
    struct text rules = {0}, tables = {0};
    for (int32_t rule = 0; rule < check->catalogue.rules; rule++)
        if (group->waits[rule])
            text_format(&rules, "%s%s", rules.length ? ", " : "", check->catalogue.rule[rule].code);
    check_append_tables(&tables, group->missing);
    table_note(out, "%s %s did not run%s: %s %s.", group->rules == 1 ? "Rule" : "Rules", text_string(&rules),
               check->findings.years > 1 ? " in some returns" : "", group->rules == 1 ? "it needs" : "they need",
               text_string(&tables));
    text_clear(&rules);
    text_clear(&tables);
}

/* One note for each set of tables that rules wait for. */
static void note_skips(const struct check_result *check, struct table *out)
{
    struct waiting groups[NOTES_OF_SKIPS];
    int32_t count = 0;
    bool unnamed = false;
    for (int64_t i = 0; i < check->findings.skips; i++) {
        const struct check_skip *skip = &check->findings.skip[i];
        struct waiting *group = group_of(groups, &count, skip->missing, check->catalogue.rules);
        if (group) {
            group->rules += !group->waits[skip->rule];
            group->waits[skip->rule] = 1;
        } else {
            unnamed = true;
        }
    }
    for (int32_t i = 0; i < count; i++) {
        note_group(check, &groups[i], out);
        free(groups[i].waits);
    }
    if (unnamed)
        table_note(out, "Other rules did not run either: homeward check rules names the tables that each needs.");
}

static void note_what_was_checked(const struct table_sources *sources, struct table *out)
{
    const struct check_findings *findings = &sources->check->findings;
    int32_t first = INT32_MAX, last = INT32_MIN;
    struct text years = {0};
    for (int32_t i = 0; i < findings->years; i++) {
        first = findings->year_of[i].year < first ? findings->year_of[i].year : first;
        last = findings->year_of[i].year > last ? findings->year_of[i].year : last;
    }
    calendar_append_year(&years, first);
    if (last != first) {
        text_append(&years, " to ");
        calendar_append_year(&years, last);
    }
    table_note(out,
               "Rules are those of the return of %s, checked with the year before it; quarantined rows and warnings are "
               "those of all returns.",
               text_string(&years));
    text_clear(&years);
}

int table_findings(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_check(sources, problem) < 0)
        return problem->code;
    struct findings_table findings = {.sources = sources, .out = out, .years = sources->check->findings.years > 1};
    table_begin_for(out, sources, "A2", "Data quality: what the check found", "returns in force");
    table_column(out, "code", "Code", TABLE_TEXT, "");
    table_column(out, "finding", "Finding", TABLE_TEXT, "");
    table_column(out, "fields", "Fields", TABLE_TEXT, "");
    if (findings.years)
        table_column(out, "year", "Returns", TABLE_TEXT, "");
    table_column(out, "rows", "Rows", TABLE_COUNT, "rows");
    table_column(out, "children", "Children", TABLE_COUNT, "children");
    table_column(out, "touched", "\u00A3 touched", TABLE_PENCE, "\u00A3");
    table_column(out, "first_place", "First place", TABLE_TEXT, "");
    int code = casebook_each_quarantined(sources->casebook, add_quarantined, &findings, problem);
    if (code == 0)
        code = add_totals(&findings, true, problem);
    if (code == 0)
        code = add_totals(&findings, false, problem);
    if (code < 0)
        return code;
    note_what_was_checked(sources, out);
    note_skips(sources->check, out);
    table_note(
        out, "\u00A3 touched: what the placements of the children concerned cost in that collection year, at the prices in "
             "force. It does not add up: a child may be in several lines.");
    if (sources->check->unknown_children)
        table_note(out,
                   "Of %" PRId64 " of the children no night of care is known, so that nothing is touched by their rows.",
                   sources->check->unknown_children);
    table_note(out, "A quarantined row is in no number until its file is corrected and imported again.");
    table_note(out,
               "Every row that fails a rule: homeward check data --rule CODE. What became of every row: homeward history "
               "--fates.");
    return 0;
}

static void add_finding(struct casebook *casebook, const struct check_findings *findings, int64_t i, struct table *out)
{
    const struct check_year *of = &findings->year_of[findings->year[i]];
    add_years(out, of->year, of->year);
    table_text(out, check_table_name(findings->table[i]));
    table_text(out, casebook_file_name(casebook, of->file[findings->table[i]]));
    table_number(out, findings->row[i]);
    if (findings->child[i])
        table_number(out, findings->child[i]);
    else
        table_blank(out);
}

static void place_columns(struct table *out)
{
    table_column(out, "year", "Return", TABLE_TEXT, "");
    table_column(out, "table", "Table", TABLE_TEXT, "");
    table_column(out, "file", "File", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_COUNT, "");
    table_column(out, "child", "Child in the casebook", TABLE_COUNT, "");
}

static int add_quarantined_tidy(void *self, const struct casebook_quarantined *row)
{
    struct table *out = self;
    table_row(out);
    table_text(out, "quarantined");
    table_text(out, row->reason);
    if (row->year == INT32_MIN)
        table_blank(out);
    else
        add_years(out, row->year, row->year);
    table_blank(out);
    table_text(out, row->file);
    table_number(out, row->line);
    table_blank(out);
    return out->failed;
}

static void add_warned_row(const struct table_sources *sources, int64_t row, struct table *out)
{
    const struct care_records *records = sources->records;
    table_row(out);
    table_text(out, "warning");
    table_text(out, care_reason_text((enum care_reason)sources->fates->warning[row]));
    add_years(out, records->year[row], records->year[row]);
    table_text(out, "Episodes");
    table_text(out, casebook_file_name(sources->casebook, records->file[row]));
    table_number(out, records->line[row]);
    table_number(out, records->name[records->child[row]]);
}

/* One row a finding. */
int table_findings_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    if (need_check(sources, problem) < 0)
        return problem->code;
    const struct check_findings *findings = &sources->check->findings;
    table_begin_for(out, sources, "A2", "Data quality: what the check found", "one row a finding");
    table_column(out, "kind", "Kind", TABLE_TEXT, "");
    table_column(out, "finding", "Rule or words", TABLE_TEXT, "");
    place_columns(out);
    int code = casebook_each_quarantined(sources->casebook, add_quarantined_tidy, out, problem);
    for (int64_t i = 0; code == 0 && i < findings->count; i++) {
        table_row(out);
        table_text(out, "rule");
        table_text(out, sources->check->catalogue.rule[findings->rule[i]].code);
        add_finding(sources->casebook, findings, i, out);
    }
    for (int64_t row = 0; code == 0 && row < sources->fates->rows; row++)
        if (sources->fates->warning[row] != CARE_NO_REASON)
            add_warned_row(sources, row, out);
    return code;
}

int table_of_rule_rows(struct casebook *casebook, const struct check_result *check, int32_t rule, struct table *out,
                       struct problem *problem)
{
    const struct check_rule *one = &check->catalogue.rule[rule];
    table_begin(out, one->code, one->message, one->fields);
    out->restricted = true;
    place_columns(out);
    for (int64_t i = 0; i < check->findings.count; i++) {
        if (check->findings.rule[i] != rule)
            continue;
        table_row(out);
        add_finding(casebook, &check->findings, i, out);
    }
    if (*one->why)
        table_note(out, "%s", one->why);
    note_skips(check, out);
    table_note(out,
               "The line is that of the file; the heading is line 1. A child\u2019s number is the casebook\u2019s own.");
    return table_check(out, problem);
}

int table_of_rules(const struct check_catalogue *catalogue, struct table *out, struct problem *problem)
{
    table_begin(out, "rules", "The rules of the return", "what homeward check data runs");
    table_column(out, "code", "Code", TABLE_TEXT, "");
    table_column(out, "message", "What it finds", TABLE_TEXT, "");
    table_column(out, "fields", "Fields", TABLE_TEXT, "");
    table_column(out, "needs", "Needs", TABLE_TEXT, "");
    table_column(out, "years", "Returns", TABLE_TEXT, "");
    for (int32_t i = 0; i < catalogue->rules; i++) {
        const struct check_rule *rule = &catalogue->rule[i];
        table_row(out);
        table_text(out, rule->code);
        table_text(out, rule->message);
        table_text(out, rule->fields);
        add_fields(out, rule->tables, "");
        if (rule->first_year == 0 && rule->last_year == YEAR_OPEN)
            table_text(out, "all");
        else
            add_years(out, rule->first_year, rule->last_year);
    }
    table_note(out,
               "Needs: tables that must have come for the rule to run; \u201C_last\u201D are those of the year before.");
    return table_check(out, problem);
}
