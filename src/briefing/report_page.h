/*
 * report_page: the frame of every report: head, style, identity of the run, and the body within it.
 *
 * Outside library: none. Includes: base, calendar, casebook, table/render.
 */
#ifndef BRIEFING_REPORT_PAGE_H
#define BRIEFING_REPORT_PAGE_H

#include "base/problem.h"
#include "base/text.h"
#include "casebook/run_store.h"

/* Appends the page to `html`. `body` is HTML; its first <h1> is the title. The run is named on the page (NULL: there is
 * none). */
int report_page(const struct run_result *run, const struct text *body, struct text *html, struct problem *problem);

#endif
