#include "casebook/outturn_store.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "casebook/import.h"
#include "casebook/store.h"

/* A figure of a report: its name, which is kept, and where it stands. */
struct figure {
    const char *name;
    size_t at; /* an int64 */
};

#define FIGURE(name)                                                                                                        \
    {                                                                                                                       \
#name, offsetof(struct outturn_line, name)                                                                          \
    }
#define CAUSE(name, word, words) {"cause_" word, offsetof(struct outturn_line, cause[name])},
static const struct figure of_line[] = {FIGURE(original),
                                        FIGURE(budget),
                                        FIGURE(profiled),
                                        FIGURE(actual),
                                        FIGURE(run_on),
                                        FIGURE(expected),
                                        FIGURE(low),
                                        FIGURE(high),
                                        FIGURE(variance),
                                        FIGURE(share),
                                        FIGURE(last),
                                        FIGURE(movement),
                                        FIGURE(chance_over),
                                        FIGURE(chance_beyond),
                                        FIGURE(budget_number),
                                        FIGURE(budget_price),
                                        FIGURE(number),
                                        FIGURE(price),
                                        FIGURE(number_effect),
                                        FIGURE(price_effect),
                                        FIGURE(next_year),
                                        FIGURE(permanent),
                                        FIGURE(packages_variance),
                                        FIGURE(temporary),
                                        OUTTURN_CAUSES(CAUSE)};
#undef CAUSE
#undef FIGURE

/* Those of the whole report stand with its total. */
#define FIGURE(name)                                                                                                        \
    {                                                                                                                       \
#name, offsetof(struct outturn, name)                                                                               \
    }
static const struct figure of_report[] = {FIGURE(mix), FIGURE(health_due), FIGURE(education_due), FIGURE(health_due_year),
                                          FIGURE(education_due_year)};
#undef FIGURE

enum {
    LINE_FIGURES = sizeof of_line / sizeof *of_line,
    REPORT_FIGURES = sizeof of_report / sizeof *of_report,
    NOT_FIGURES = offsetof(struct outturn_line, original) + sizeof(int64_t) /* names and kind before, restated after */
};

_Static_assert(sizeof(struct outturn_line) == NOT_FIGURES + LINE_FIGURES * sizeof(int64_t), "a figure is not kept");

static int64_t read_figure(const void *holder, const struct figure *figure)
{
    int64_t value;
    memcpy(&value, (const char *)holder + figure->at, sizeof value);
    return value;
}

static void write_figure(void *holder, const struct figure *figure, int64_t value)
{
    memcpy((char *)holder + figure->at, &value, sizeof value);
}

/* ---- the hash ---- */

static void append_figures(struct text *out, const struct figure *figure, int32_t figures, const void *holder)
{
    for (int32_t i = 0; i < figures; i++)
        text_format(out, "%s=%" PRId64 " ", figure[i].name, read_figure(holder, &figure[i]));
}

/* A total may have no name. */
static const char *named(const char *name)
{
    return name ? name : "";
}

static void append_line(struct text *out, const struct outturn_line *line)
{
    text_append_bytes(out, named(line->line), strlen(named(line->line)) + 1);
    text_append_bytes(out, named(line->service), strlen(named(line->service)) + 1);
    text_format(out, "kind=%d state=%d restated=%d ", (int)line->kind, line->state, line->restated);
    append_figures(out, of_line, LINE_FIGURES, line);
}

int casebook_outturn_hash(const struct outturn *outturn, char out[33], struct problem *problem)
{
    struct text all = {0};
    text_format(&all, "year=%d closed=%d tolerance=%d replicates=%d ", outturn->year, outturn->closed, outturn->tolerance,
                outturn->replicates);
    for (int64_t i = 0; i < outturn->lines; i++)
        append_line(&all, &outturn->line[i]);
    append_line(&all, &outturn->total);
    append_figures(&all, of_report, REPORT_FIGURES, outturn);
    const int code = text_check(&all, problem);
    if (code == 0)
        casebook_hash(all.bytes, all.length, out);
    text_clear(&all);
    return code;
}

/* ---- keeping ---- */

/* Statements that keep the rows of one report. */
struct keeping {
    sqlite3_stmt *report, *line, *figure;
    int64_t closing;
};

static int prepare(sqlite3 *database, int64_t closing, struct keeping *out, struct problem *problem)
{
    *out = (struct keeping){.closing = closing};
    int code = store_prepare(database,
                             "INSERT INTO outturn_report (closing, tolerance, replicates, lines, seed, as_at, walked,"
                             " running, run_on_because) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                             &out->report, problem);
    if (code == 0)
        code = store_prepare(database,
                             "INSERT INTO outturn_line (closing, position, line, service, kind, state, restated)"
                             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                             &out->line, problem);
    if (code == 0)
        code =
            store_prepare(database, "INSERT INTO outturn_figure (closing, position, figure, value) VALUES (?1, ?2, ?3, ?4)",
                          &out->figure, problem);
    return code;
}

static void finish(struct keeping *keeping)
{
    sqlite3_finalize(keeping->report);
    sqlite3_finalize(keeping->line);
    sqlite3_finalize(keeping->figure);
}

static int keep_figures(struct keeping *keeping, int64_t position, const struct figure *figure, int32_t figures,
                        const void *holder, struct problem *problem)
{
    int code = 0;
    for (int32_t i = 0; code == 0 && i < figures; i++) {
        const int64_t value = read_figure(holder, &figure[i]);
        if (value == OUTTURN_NONE)
            continue;
        sqlite3_bind_int64(keeping->figure, 1, keeping->closing);
        sqlite3_bind_int64(keeping->figure, 2, position);
        store_bind_text(keeping->figure, 3, figure[i].name);
        sqlite3_bind_int64(keeping->figure, 4, value);
        code = store_do(keeping->figure, problem);
    }
    return code;
}

static int keep_line(struct keeping *keeping, int64_t position, const struct outturn_line *line, struct problem *problem)
{
    sqlite3_bind_int64(keeping->line, 1, keeping->closing);
    sqlite3_bind_int64(keeping->line, 2, position);
    sqlite3_bind_text(keeping->line, 3, named(line->line), -1, SQLITE_STATIC);
    sqlite3_bind_text(keeping->line, 4, named(line->service), -1, SQLITE_STATIC);
    sqlite3_bind_int(keeping->line, 5, (int)line->kind);
    sqlite3_bind_int(keeping->line, 6, line->state);
    sqlite3_bind_int(keeping->line, 7, line->restated);
    const int code = store_do(keeping->line, problem);
    return code < 0 ? code : keep_figures(keeping, position, of_line, LINE_FIGURES, line, problem);
}

static int keep_report(struct keeping *keeping, const struct casebook_report_facts *facts, const struct outturn *outturn,
                       struct problem *problem)
{
    sqlite3_bind_int64(keeping->report, 1, keeping->closing);
    sqlite3_bind_int(keeping->report, 2, outturn->tolerance);
    sqlite3_bind_int(keeping->report, 3, outturn->replicates);
    sqlite3_bind_int64(keeping->report, 4, outturn->lines);
    sqlite3_bind_int64(keeping->report, 5, (int64_t)facts->seed);
    store_bind_day(keeping->report, 6, facts->as_at);
    sqlite3_bind_int64(keeping->report, 7, facts->walked);
    sqlite3_bind_int64(keeping->report, 8, facts->running);
    store_bind_text(keeping->report, 9, named(facts->run_on_because));
    int code = store_do(keeping->report, problem);
    for (int64_t i = 0; code == 0 && i < outturn->lines; i++)
        code = keep_line(keeping, i, &outturn->line[i], problem);
    if (code == 0)
        code = keep_line(keeping, outturn->lines, &outturn->total, problem);
    if (code == 0)
        code = keep_figures(keeping, outturn->lines, of_report, REPORT_FIGURES, outturn, problem);
    return code;
}

int casebook_keep_outturn(struct casebook *casebook, int64_t closing, const struct casebook_report_facts *facts,
                          const struct outturn *outturn, struct problem *problem)
{
    struct keeping keeping;
    int code = prepare(casebook->database, closing, &keeping, problem);
    if (code == 0)
        code = keep_report(&keeping, facts, outturn, problem);
    finish(&keeping);
    return code;
}

/* ---- reading ---- */

static struct outturn_line *line_at(struct outturn *outturn, int64_t position)
{
    if (position == outturn->lines)
        return &outturn->total;
    return position >= 0 && position < outturn->lines ? &outturn->line[position] : NULL;
}

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the outturn report");
}

static int take_head(struct casebook_kept_outturn *kept, sqlite3_stmt *row, struct problem *problem)
{
    struct outturn *outturn = &kept->outturn;
    *outturn = (struct outturn){.year = kept->period.year,
                                .closed = kept->period.period,
                                .tolerance = sqlite3_column_int(row, 0),
                                .replicates = sqlite3_column_int(row, 1),
                                .lines = sqlite3_column_int64(row, 2)};
    outturn->line = arena_take(&kept->arena, (size_t)(outturn->lines + 1) * sizeof *outturn->line);
    const char *because = store_text(row, 7);
    kept->facts = (struct casebook_report_facts){.seed = (uint64_t)sqlite3_column_int64(row, 3),
                                                 .as_at = store_day(row, 4),
                                                 .walked = sqlite3_column_int64(row, 5),
                                                 .running = sqlite3_column_int64(row, 6),
                                                 .run_on_because = arena_text(&kept->arena, because, strlen(because))};
    for (int32_t i = 0; i < REPORT_FIGURES; i++)
        write_figure(outturn, &of_report[i], OUTTURN_NONE);
    return outturn->line && kept->facts.run_on_because ? 0 : no_memory(problem);
}

static int take_line(struct casebook_kept_outturn *kept, sqlite3_stmt *row, struct problem *problem)
{
    struct outturn_line *line = line_at(&kept->outturn, sqlite3_column_int64(row, 0));
    if (!line)
        return 0; /* the hash will tell */
    const char *name = store_text(row, 1);
    line->line = arena_text(&kept->arena, name, strlen(name));
    const char *service = store_text(row, 2);
    line->service = arena_text(&kept->arena, service, strlen(service));
    line->kind = (enum outturn_kind)sqlite3_column_int(row, 3);
    line->state = sqlite3_column_int(row, 4);
    line->restated = sqlite3_column_int(row, 5) != 0;
    for (int32_t i = 0; i < LINE_FIGURES; i++)
        write_figure(line, &of_line[i], OUTTURN_NONE);
    return line->line && line->service ? 0 : no_memory(problem);
}

static int take_figure(struct casebook_kept_outturn *kept, sqlite3_stmt *row, struct problem *problem)
{
    (void)problem;
    struct outturn *outturn = &kept->outturn;
    const int64_t position = sqlite3_column_int64(row, 0), value = sqlite3_column_int64(row, 2);
    const char *name = store_text(row, 1);
    struct outturn_line *line = line_at(outturn, position);
    for (int32_t i = 0; line && i < LINE_FIGURES; i++)
        if (strcmp(of_line[i].name, name) == 0)
            write_figure(line, &of_line[i], value);
    for (int32_t i = 0; position == outturn->lines && i < REPORT_FIGURES; i++)
        if (strcmp(of_report[i].name, name) == 0)
            write_figure(outturn, &of_report[i], value);
    return 0;
}

/* One call for each row of a query about closing ?1; *rows is how many. */
static int each_row(struct casebook *casebook, const char *sql, struct casebook_kept_outturn *kept,
                    int (*take)(struct casebook_kept_outturn *kept, sqlite3_stmt *row, struct problem *problem),
                    int64_t *rows, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, sql, &statement, problem);
    *rows = 0;
    if (code == 0)
        sqlite3_bind_int64(statement, 1, kept->period.closing);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = take(kept, statement, problem);
        ++*rows;
    }
    sqlite3_finalize(statement);
    return code;
}

static int not_what_was_kept(const struct casebook_period *period, struct problem *problem)
{
    problem_set(problem, PROBLEM_VERIFY, "the kept report of P%d, version %d, is not what it was when the period was closed",
                period->period, period->version);
    return problem_next(problem, "Somebody has changed casebook.db. Take the workspace back from a copy of before.");
}

static int verify(const struct casebook_kept_outturn *kept, int64_t lines, struct problem *problem)
{
    char hash[33];
    if (lines != kept->outturn.lines + 1)
        return not_what_was_kept(&kept->period, problem);
    const int code = casebook_outturn_hash(&kept->outturn, hash, problem);
    if (code < 0)
        return code;
    return strcmp(hash, kept->period.report_hash) == 0 ? 0 : not_what_was_kept(&kept->period, problem);
}

static int load(struct casebook *casebook, struct casebook_kept_outturn *kept, struct problem *problem)
{
    int64_t reports = 0, lines = 0, figures;
    int code =
        each_row(casebook,
                 "SELECT tolerance, replicates, lines, seed, as_at, walked, running, run_on_because FROM outturn_report"
                 " WHERE closing = ?1",
                 kept, take_head, &reports, problem);
    if (code == 0 && reports == 0)
        code = not_what_was_kept(&kept->period, problem);
    if (code == 0)
        code = each_row(casebook,
                        "SELECT position, line, service, kind, state, restated FROM outturn_line WHERE closing = ?1"
                        " ORDER BY position",
                        kept, take_line, &lines, problem);
    if (code == 0)
        code = each_row(casebook, "SELECT position, figure, value FROM outturn_figure WHERE closing = ?1", kept, take_figure,
                        &figures, problem);
    return code < 0 ? code : verify(kept, lines, problem);
}

/* The closing that is asked for, NULL when there is none. */
static const struct casebook_period *closing_of(const struct casebook_periods *periods, int32_t year, int32_t period,
                                                int32_t version)
{
    const struct casebook_period *found = NULL;
    for (int64_t i = 0; i < periods->count; i++) {
        const struct casebook_period *each = &periods->row[i];
        if (each->year == year && each->period == period && (version == CASEBOOK_NEWEST_VERSION || each->version == version))
            found = each;
    }
    return found;
}

static int none_kept(int32_t year, int32_t period, int32_t version, struct problem *problem)
{
    struct text name = {0};
    calendar_append_year(&name, year);
    if (version == CASEBOOK_NEWEST_VERSION)
        problem_set(problem, PROBLEM_NOT_FOUND, "no report of P%d of %s is kept: it has never been closed", period,
                    text_string(&name));
    else
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no version %d of the report of P%d of %s", version, period,
                    text_string(&name));
    text_clear(&name);
    return problem_next(problem, "homeward period list shows which reports are kept.");
}

int casebook_find_outturn(struct casebook *casebook, int32_t year, int32_t period, int32_t version,
                          struct casebook_kept_outturn *out, struct problem *problem)
{
    *out = (struct casebook_kept_outturn){0};
    struct casebook_periods periods;
    int code = casebook_load_periods(casebook, &periods, problem);
    if (code < 0)
        return code;
    const struct casebook_period *found = closing_of(&periods, year, period, version);
    if (!found) {
        casebook_periods_clear(&periods);
        return none_kept(year, period, version, problem);
    }
    out->period = *found;
    out->arena = periods.arena; /* the texts of the closing go with it */
    code = load(casebook, out, problem);
    if (code < 0)
        casebook_kept_outturn_clear(out);
    return code;
}

void casebook_kept_outturn_clear(struct casebook_kept_outturn *kept)
{
    arena_clear(&kept->arena);
    *kept = (struct casebook_kept_outturn){0};
}

/* ---- the report before ---- */

static int copy_before(struct casebook_kept_outturn *kept, struct casebook_last_report *out, struct problem *problem)
{
    const struct outturn *outturn = &kept->outturn;
    struct outturn_before *row = arena_take(&kept->arena, (size_t)(outturn->lines + 1) * sizeof *row);
    if (!row)
        return no_memory(problem);
    for (int64_t i = 0; i < outturn->lines; i++)
        row[i] = (struct outturn_before){.line = outturn->line[i].line, .expected = outturn->line[i].expected};
    *out = (struct casebook_last_report){.period = kept->period.period,
                                         .version = kept->period.version,
                                         .snapshot = kept->period.snapshot,
                                         .rows = outturn->lines,
                                         .row = row,
                                         .arena = kept->arena};
    kept->arena = (struct arena){0};
    return 0;
}

int casebook_find_last_report(struct casebook *casebook, int32_t year, int32_t period, struct casebook_last_report *out,
                              struct problem *problem)
{
    struct casebook_kept_outturn kept = {0};
    int32_t closed;
    *out = (struct casebook_last_report){0};
    int code = casebook_closed_periods(casebook, year, &closed, problem);
    const int32_t before = closed < period ? closed : period - 1;
    if (code < 0 || before < 1)
        return code;
    code = casebook_find_outturn(casebook, year, before, CASEBOOK_NEWEST_VERSION, &kept, problem);
    if (code == 0)
        code = copy_before(&kept, out, problem);
    casebook_kept_outturn_clear(&kept);
    return code;
}

void casebook_last_report_clear(struct casebook_last_report *report)
{
    arena_clear(&report->arena);
    *report = (struct casebook_last_report){0};
}
