/*
 * output: the options that every command with a table shares, and the printing of tables.
 *
 *     -O, --format table|csv|json|md|html     --layout wide|tidy     -o, --output FILE
 *
 * A command puts OUTPUT_OPTIONS at the end of its option table and calls output_read with the position of the first of them.
 * Includes: base, briefing.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/problem.h"
#include "table/render.h"
#include "table/table.h"
#include "briefing/tables.h"
#include "cli/command.h"

/* clang-format off */
#define OUTPUT_OPTIONS \
    {"format", 'O', "FORMAT", "table, csv, json, md or html (table)"}, \
    {"layout", 0, "LAYOUT", "wide, or tidy: one number a row (wide)"}, \
    {"output", 'o', "FILE", "write to FILE and not to the screen"}
/* clang-format on */

struct output {
    enum render_format format;
    enum table_layout layout;
    const char *path; /* NULL: stdout */
};

/* Reads the three options that begin at position `first` of the command's table. */
int output_read(const struct command_line *line, int32_t first, struct output *out, struct problem *problem);

/* Renders a table and writes it where the person asked. */
int output_table(const struct output *output, const struct table *table, struct problem *problem);

/* Renders a table behind what a text holds, for a command that prints several. */
int output_append(const struct output *output, const struct table *table, struct text *out, struct problem *problem);

/* Writes ready bytes where the person asked. */
int output_bytes(const struct output *output, const struct text *bytes, struct problem *problem);

#endif
