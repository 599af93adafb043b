#include "cli/output.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cli/terminal.h"

int output_read(const struct command_line *line, int32_t first, struct output *out, struct problem *problem)
{
    const char *format = line->option[first], *layout = line->option[first + 1];
    int named = format ? render_format_named(format) : RENDER_TEXT;
    if (named < 0) {
        problem_set(problem, PROBLEM_USAGE, "there is no format “%s”", format);
        return problem_next(problem, "Choose table, csv, json, md or html.");
    }
    if (layout && strcmp(layout, "wide") != 0 && strcmp(layout, "tidy") != 0) {
        problem_set(problem, PROBLEM_USAGE, "there is no layout “%s”", layout);
        return problem_next(problem, "Choose wide or tidy.");
    }
    *out = (struct output){
        .format = (enum render_format)named,
        .layout = layout && strcmp(layout, "tidy") == 0 ? TABLE_TIDY : TABLE_WIDE,
        .path = line->option[first + 2],
    };
    return 0;
}

int output_bytes(const struct output *output, const struct text *bytes, struct problem *problem)
{
    if (text_check(bytes, problem) < 0)
        return problem->code;
    if (output->path)
        return file_write(output->path, text_string(bytes), bytes->length, 0644, problem);
    if (fwrite(text_string(bytes), 1, bytes->length, stdout) != bytes->length)
        return problem_set(problem, PROBLEM_FILE, "the output could not be written");
    return 0;
}

int output_append(const struct output *output, const struct table *table, struct text *out, struct problem *problem)
{
    return render_table(table, output->format, output->path ? 0 : terminal_width(), out, problem);
}

int output_table(const struct output *output, const struct table *table, struct problem *problem)
{
    struct text bytes = {0};
    int code = output_append(output, table, &bytes, problem);
    if (code == 0)
        code = output_bytes(output, &bytes, problem);
    text_clear(&bytes);
    return code;
}
