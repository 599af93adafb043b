#include "briefing/report.h"

#include <cmark-gfm.h>
#include <stdlib.h>
#include <string.h>

#include "briefing/chart.h"
#include "table/render.h"
#include "briefing/report_page.h"
#include "briefing/sentences.h"
#include "briefing/template.h"
#include "briefing/values.h"
#include "briefing/verdict.h"

/* templates/position.md and templates/outturn.md, compiled in. */
extern const unsigned char template_position[], template_outturn[];
extern const size_t template_position_length, template_outturn_length;

/* A table with more rows than this is folded away under a line that opens it. */
enum { ROWS_OPEN = 40 };

struct report {
    const struct table_sources *sources;
    struct text pending;         /* Markdown read and not yet written */
    struct text *body;           /* HTML */
    struct chart_engine *engine; /* opened by the first chart */
};

static int append_value(struct report *report, const char *name, struct text *html, struct problem *problem)
{
    struct text value = {0};
    int code = value_append(name, report->sources, &value, problem);
    if (code == 0)
        render_html_escape(html, text_string(&value));
    html->failed |= value.failed;
    text_clear(&value);
    return code;
}

/* Appends HTML with every {{value …}} in it replaced: after cmark, so that no value can be read as Markdown or HTML. */
static int append_with_values(struct report *report, const char *bytes, size_t length, struct text *html,
                              struct problem *problem)
{
    struct template_directive directive;
    size_t from = 0;
    for (size_t at = template_find(bytes, length, 0); at < length; at = template_find(bytes, length, from)) {
        text_append_bytes(html, bytes + from, at - from);
        if (!template_directive_at(bytes + at, length - at, &directive))
            return problem_set(problem, PROBLEM_INPUT, "a directive is not closed");
        if (append_value(report, directive.argument, html, problem) < 0)
            return problem->code;
        from = at + directive.length;
    }
    text_append_bytes(html, bytes + from, length - from);
    return 0;
}

/* Writes the Markdown read so far. cmark leaves raw HTML out unless told otherwise. */
static int flush(struct report *report, struct problem *problem)
{
    if (report->pending.length == 0)
        return text_check(&report->pending, problem);
    char *html = cmark_markdown_to_html(report->pending.bytes, report->pending.length, CMARK_OPT_VALIDATE_UTF8);
    if (!html)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the report");
    int code = append_with_values(report, html, strlen(html), report->body, problem);
    free(html);
    text_reset(&report->pending);
    return code;
}

static int append_table(struct report *report, const char *id, struct problem *problem)
{
    struct table table = {0};
    int code = tables_build(id, TABLE_WIDE, report->sources, &table, problem);
    if (code == 0 && table.restricted)
        code = problem_set(problem, PROBLEM_INPUT, "table %s is restricted and stands in no report", table.id);
    if (code == 0)
        code = render_table(&table, RENDER_HTML, 0, report->body, problem);
    table_clear(&table);
    return code;
}

static int append_chart_table(struct report *report, const struct table *table, struct problem *problem)
{
    text_append(report->body, table->rows > ROWS_OPEN ? "<details>\n" : "<details open>\n");
    text_append(report->body, "<summary>The numbers behind chart ");
    render_html_escape(report->body, table->id);
    text_append(report->body, "</summary>\n");
    int code = render_table(table, RENDER_HTML, 0, report->body, problem);
    text_append(report->body, "</details>\n");
    return code;
}

static int draw_chart(struct report *report, const struct chart_definition *chart, const struct table *table,
                      struct problem *problem)
{
    struct text *body = report->body;
    text_append(body, "<figure id=\"chart-");
    render_html_escape(body, chart->id);
    text_append(body, "\">\n<div class=\"chart-box\" role=\"region\" tabindex=\"0\" aria-label=\"Chart ");
    render_html_escape(body, chart->id);
    text_append(body, "\">\n");
    if (chart_engine_render(report->engine, chart->id, table, CHART_WIDTH_DEFAULT, 0, body, problem) < 0)
        return problem->code;
    text_append(body, "</div>\n<figcaption><strong>Chart ");
    render_html_escape(body, chart->id);
    text_append(body, ": ");
    render_html_escape(body, chart->title);
    text_append(body, ".</strong> " TABLES_BAND_WARNING "</figcaption>\n</figure>\n");
    return append_chart_table(report, table, problem);
}

static int append_chart(struct report *report, const char *id, struct problem *problem)
{
    const struct chart_definition *chart = charts_named(id);
    struct table table = {0};
    if (!chart) {
        problem_set(problem, PROBLEM_INPUT, "there is no chart %s", id);
        return problem_next(problem, "List them with: homeward chart.");
    }
    int code = tables_build(chart->table_id, TABLE_WIDE, report->sources, &table, problem);
    if (code == 0 && !report->engine)
        code = chart_engine_open(&report->engine, problem);
    if (code == 0)
        code = draw_chart(report, chart, &table, problem);
    table_clear(&table);
    return code;
}

static void append_lines(struct text *html, const char *lines, const char *open, const char *close)
{
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        struct text line = {0};
        text_append_bytes(&line, lines, length);
        text_append(html, open);
        render_html_escape(html, text_string(&line));
        text_append(html, close);
        html->failed |= line.failed;
        text_clear(&line);
        lines += length + (lines[length] == '\n');
    }
}

/* The outlook and what changes are lists; the position and what the panel teaches are paragraphs. */
static int append_sentences(struct report *report, const char *name, struct problem *problem)
{
    struct text lines = {0};
    int code = sentences_append(name, report->sources, &lines, problem);
    bool list = strcmp(name, "position") != 0 && strcmp(name, "panel") != 0; /* the others are lists */
    if (code == 0 && list)
        text_append(report->body, "<ul>\n");
    if (code == 0)
        append_lines(report->body, text_string(&lines), list ? "<li>" : "<p>", list ? "</li>\n" : "</p>\n");
    if (code == 0 && list)
        text_append(report->body, "</ul>\n");
    report->body->failed |= lines.failed;
    text_clear(&lines);
    return code;
}

static int append_warning(struct report *report, const char *argument, struct problem *problem)
{
    struct text words = {0};
    (void)argument, (void)problem;
    text_append(report->body, "<p class=\"warning\"><strong>" TABLES_BAND_WARNING "</strong>");
    if (report->sources->run) {
        verdict_append(&words, &report->sources->run->verdict);
        text_append(report->body, " ");
        render_html_escape(report->body, text_string(&words));
    }
    text_append(report->body, "</p>\n");
    report->body->failed |= words.failed;
    text_clear(&words);
    return 0;
}

static int append_directive(struct report *report, const struct template_directive *directive, struct problem *problem)
{
    static const struct {
        const char *word;
        int (*append)(struct report *report, const char *argument, struct problem *problem);
    } words[] = {
        {"table", append_table}, {"chart", append_chart}, {"sentence", append_sentences}, {"warning", append_warning}};
    if (flush(report, problem) < 0)
        return problem->code;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, directive->word) == 0)
            return words[i].append(report, directive->argument, problem);
    problem_set(problem, PROBLEM_INPUT, "there is no directive {{%s}}", directive->word);
    return problem_next(problem, "Directives: table, chart, sentence, warning, value.");
}

/* A value that cannot be made is found here, while its line is known. */
static int check_values(struct report *report, const struct template_line *line, struct problem *problem)
{
    struct text unused = {0};
    int code = append_with_values(report, line->bytes, line->length, &unused, problem);
    text_clear(&unused);
    return code;
}

static int expand_line(struct report *report, const struct template_line *line, struct problem *problem)
{
    struct template_directive directive;
    bool block;
    int code = template_line_kind(line, &directive, &block, problem);
    if (code < 0)
        return code;
    code = block ? append_directive(report, &directive, problem) : check_values(report, line, problem);
    if (code < 0)
        return problem_at(problem, NULL, line->number, 0, NULL);
    if (!block) {
        text_append_bytes(&report->pending, line->bytes, line->length);
        text_append_char(&report->pending, '\n');
    }
    return 0;
}

int report_expand(const char *markdown, size_t length, const struct table_sources *sources, struct text *html,
                  struct problem *problem)
{
    struct text body = {0};
    struct report report = {.sources = sources, .body = &body};
    struct template_line line = {0};
    int code = 0;
    while (code == 0 && template_next(markdown, length, &line))
        code = expand_line(&report, &line, problem);
    if (code == 0)
        code = flush(&report, problem);
    if (code == 0)
        code = report_page(sources, &body, html, problem);
    chart_engine_close(report.engine);
    text_clear(&report.pending);
    text_clear(&body);
    return code;
}

int report_build(const char *name, const struct table_sources *sources, struct text *html, struct problem *problem)
{
    const struct {
        const char *name, *file;
        const unsigned char *markdown;
        size_t length;
    } reports[] = {{"position", "templates/position.md", template_position, template_position_length},
                   {"outturn", "templates/outturn.md", template_outturn, template_outturn_length}};
    for (size_t i = 0; i < sizeof reports / sizeof *reports; i++)
        if (strcmp(reports[i].name, name) == 0) {
            int code = report_expand((const char *)reports[i].markdown, reports[i].length, sources, html, problem);
            return code < 0 ? problem_at(problem, reports[i].file, problem->row, problem->column, NULL) : 0;
        }
    problem_set(problem, PROBLEM_NOT_FOUND, "there is no report “%s”", name);
    return problem_next(problem, "Reports: position, outturn.");
}
