/*
 * report: a Markdown template with directives becomes one HTML file that opens without a network.
 *
 *     {{table T5}}   {{chart C1}}   {{value council}}   {{value as_at}}   {{value run}}   {{warning}}
 *
 * A directive stands alone on its line; {{value …}} may stand in a sentence. Tables and charts are built from the run, and
 * under every chart stands the table behind it. Templates are in templates/, compiled in. Outside library: cmark-gfm. Includes: base, calendar, casebook.
 */
#ifndef BRIEFING_REPORT_H
#define BRIEFING_REPORT_H

#include <stddef.h>

#include "base/problem.h"
#include "base/text.h"
#include "briefing/tables.h"

/* Builds the shipped report `name` ("position"); PROBLEM_NOT_FOUND lists the names there are. */
int report_build(const char *name, const struct table_sources *sources, struct text *html, struct problem *problem);

/* The same from a template of one's own; problems carry its line. */
int report_expand(const char *markdown, size_t length, const struct table_sources *sources, struct text *html,
                  struct problem *problem);

#endif
