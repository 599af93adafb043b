/*
 * report_page: the frame of every report: head, style, identity of what it is drawn from, and the body within it.
 *
 * Outside library: none. Includes: base, calendar, casebook, table/render, briefing/tables.
 */
#ifndef BRIEFING_REPORT_PAGE_H
#define BRIEFING_REPORT_PAGE_H

#include "base/problem.h"
#include "base/text.h"
#include "briefing/tables.h"

/* Appends the page to `html`. `body` is HTML; its first <h1> is the title. The run, or the year of the books, is named on
 * the page where the sources have one. */
int report_page(const struct table_sources *sources, const struct text *body, struct text *html, struct problem *problem);

#endif
