/*
 * render_formats: the five ways of writing a table, one a file. render.h is for callers; this is for render.c.
 *
 * Each appends to `out`; failures of the text stick in it and render.c tells them. Includes: base, table/table.
 */
#ifndef TABLE_RENDER_FORMATS_H
#define TABLE_RENDER_FORMATS_H

#include "base/problem.h"
#include "base/text.h"
#include "table/table.h"

void render_text(const struct table *table, int32_t width, struct text *out);
void render_csv(const struct table *table, struct text *out);
int render_json(const struct table *table, struct text *out, struct problem *problem);
void render_markdown(const struct table *table, struct text *out);
void render_html(const struct table *table, struct text *out);

#endif
