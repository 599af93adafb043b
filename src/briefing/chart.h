/*
 * chart: a table drawn as SVG by the same TypeScript that draws it in a browser.
 *
 * A chart names a table id; its definition is a pure function (table → ECharts option) in ui/src/charts/, bundled as ES5, compiled in
 * and run by Duktape. The SVG has real text, a title and a description (alt text) made from the data, white ground and the
 * Government Analysis Function's palette. The same table gives the same bytes.
 *
 * Outside library: Duktape. Includes: base, briefing/table, briefing/render.
 */
#ifndef BRIEFING_CHART_H
#define BRIEFING_CHART_H

#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"
#include "briefing/table.h"

struct chart_definition {
    const char *id;       /* "C1" */
    const char *table_id; /* table that it draws: "C1" has its own */
    const char *title;
};

const struct chart_definition *charts_all(int32_t *count);
const struct chart_definition *charts_named(const char *id); /* any case; NULL when there is none */

/* Draws `table` as chart `id`, `width` × `height` CSS pixels, appended to `svg`. */
int chart_render(const char *id, const struct table *table, int32_t width, int32_t height, struct text *svg,
                 struct problem *problem);

/* The alternative text of the chart, one or two sentences from the data, appended to `out`. */
int chart_alt_text(const char *id, const struct table *table, struct text *out, struct problem *problem);

#endif
