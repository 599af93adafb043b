/*
 * report: a Markdown template with directives becomes one HTML file that opens without a network.
 *
 *     {{table T5}}   {{chart C1}}   {{sentence outlook}}   {{warning}}          each alone on its line
 *     {{value council}}   {{value as_at}}   {{value children 12}}               also within a sentence
 *
 * Tables and charts are built from the run; under every chart stands the table behind it. Sentences and values
 * (briefing/sentences.h, briefing/values.h) put figures into words, so that no figure is typed by hand. The page carries its
 * style and its charts in itself, asks for nothing from outside (its Content-Security-Policy forbids it), and raw HTML in a
 * template is left out. Templates are in templates/, compiled in.
 *
 *     struct text html = {0};
 *     if (report_build("position", &sources, &html, problem) == 0)
 *         file_write("report.html", html.bytes, html.length, 0644, problem);
 *     text_clear(&html);
 *
 * Outside library: cmark-gfm. Includes: base, calendar, casebook.
 */
#ifndef BRIEFING_REPORT_H
#define BRIEFING_REPORT_H

#include <stddef.h>

#include "base/problem.h"
#include "base/text.h"
#include "briefing/tables.h"

/* Builds the shipped report `name` ("position" of a run, "outturn" of the books); PROBLEM_NOT_FOUND lists the names there
 * are. */
int report_build(const char *name, const struct table_sources *sources, struct text *html, struct problem *problem);

/*
 * The same from a template of one's own. PROBLEM_INPUT for a directive that is unknown, not closed or not alone on its line,
 * with the template's line; what a table or chart refuses is passed on with that line.
 */
int report_expand(const char *markdown, size_t length, const struct table_sources *sources, struct text *html,
                  struct problem *problem);

#endif
