/*
 * chart: a table drawn as SVG by the same TypeScript that draws it in a browser.
 *
 * A chart names a table id; its definition is a pure function (table → ECharts option) in ui/src/charts/, bundled as ES5,
 * compiled in and run by Duktape. The SVG has real text, a title and a description (alt text) made from the data, white
 * ground and the Government Analysis Function's palette. The same table gives the same bytes.
 *
 * Outside library: Duktape. Includes: base, table/table, table/render.
 */
#ifndef BRIEFING_CHART_H
#define BRIEFING_CHART_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "table/table.h"

struct chart_definition {
    const char *id;       /* "C1" */
    const char *table_id; /* table that it draws: "C1" has its own */
    const char *title;
};

const struct chart_definition *charts_all(int32_t *count);
const struct chart_definition *charts_named(const char *id); /* any case; NULL when there is none */

/*
 * The script engine with the charts loaded: a quarter of a second to open, so that a report with several charts opens one.
 * It uses at most CHART_MEMORY_MAX bytes and touches no file, clock or network. A chart drawn by a used engine has the same
 * bytes as one drawn by a fresh one.
 *
 *     struct chart_engine *engine = NULL;
 *     if (chart_engine_open(&engine, problem) < 0) …
 *     if (chart_engine_render(engine, "C1", &table, 960, 0, &svg, problem) < 0) …
 *     chart_engine_close(engine);
 */
struct chart_engine;

enum { CHART_MEMORY_MAX = 128 * 1024 * 1024, CHART_WIDTH_DEFAULT = 960 };

int chart_engine_open(struct chart_engine **out, struct problem *problem);
void chart_engine_close(struct chart_engine *engine); /* safe on NULL */

/*
 * Draws `table` as chart `id`, `width` × `height` CSS pixels (height 0: what suits the chart at that width), appended to
 * `svg`. PROBLEM_NOT_FOUND: no such chart, and which there are. PROBLEM_INPUT: the table or the size is not what the chart
 * needs, in words. PROBLEM_LIMIT: the table is too large to draw.
 */
int chart_engine_render(struct chart_engine *engine, const char *id, const struct table *table, int32_t width,
                        int32_t height, struct text *svg, struct problem *problem);

/* The alternative text of the chart, one or two sentences from the data, appended to `out`; it is also the SVG's
 * description. */
int chart_engine_alt_text(struct chart_engine *engine, const char *id, const struct table *table, struct text *out,
                          struct problem *problem);

/* The same two for a single chart: open, draw, close. */
int chart_render(const char *id, const struct table *table, int32_t width, int32_t height, struct text *svg,
                 struct problem *problem);
int chart_alt_text(const char *id, const struct table *table, struct text *out, struct problem *problem);

#endif
