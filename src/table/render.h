/*
 * render: a table as text, CSV, JSON, Markdown or HTML.
 *
 * Text is for a terminal: aligned, wrapped to `width` columns by dropping nothing (a table too wide is shown in blocks that
 * repeat its labels), notes below, control characters taken out. Numbers are as people read them, rounded to add up.
 *
 * CSV is UTF-8 with a heading, ISO dates, exact money in pounds with two decimals, thousandths with three; a text cell that
 * a spreadsheet would run (= + - @) gets an apostrophe before it. A cell that is not available is "[x]", one withheld "[c]",
 * a blank one empty.
 *
 * JSON is {"id","title","subtitle","run","columns":[{name,heading,kind,unit}],"rows":[{name: cell}],"notes"}, keys in the
 * order of the columns, one row a line: whole pence and counts as integers, thousandths as exact decimal numbers (702.5),
 * dates as texts, a blank cell null, one that is not available "[x]", one withheld "[c]". PROBLEM_LIMIT when a number is too
 * large to be exact.
 *
 * HTML is a fragment: a <table> with caption, scopes and notes, every text escaped. Markdown is a table of its GitHub form.
 *
 * Outside library: jansson (writing). Includes: base, calendar, money, table/table.
 */
#ifndef TABLE_RENDER_H
#define TABLE_RENDER_H

#include "base/problem.h"
#include "base/text.h"
#include "table/table.h"

enum render_format { RENDER_TEXT, RENDER_CSV, RENDER_JSON, RENDER_MARKDOWN, RENDER_HTML };

/* The format of a word ("table", "csv", "json", "md", "html"), -1 when there is none. */
int render_format_named(const char *word);

/* Appends the table to `out`. `width` is for RENDER_TEXT: columns of the terminal, 0 for no limit. */
int render_table(const struct table *table, enum render_format format, int32_t width, struct text *out,
                 struct problem *problem);

/* Appends `string` with & < > " ' escaped for HTML text and attributes. */
void render_html_escape(struct text *out, const char *string);

#endif
