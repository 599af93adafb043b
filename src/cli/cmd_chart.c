#include <string.h>

#include "briefing/chart.h"
#include "cli/commands.h"
#include "cli/kept_run.h"
#include "cli/output.h"

enum { RUN, WIDTH, HEIGHT, OUTPUT_FILE };

static const struct command_option options[] = {
    {"run", 0, "ID", "the run to draw it from, or the beginning of its id (the one last asked for)"},
    {"width", 0, "PIXELS", "its width (960)"},
    {"height", 0, "PIXELS", "its height (540)"},
    {"output", 'o', "FILE", "write the SVG to FILE and not to the screen"},
    {0},
};

static int draw(const struct command_line *line, const struct chart_definition *chart, int32_t width, int32_t height,
                struct problem *problem)
{
    struct kept_run kept = {0};
    struct table table = {0};
    struct text svg = {0};
    const struct output output = {.path = line->option[OUTPUT_FILE]};
    int code = kept_run_open(line, line->option[RUN], &kept, problem);
    if (code == 0)
        code = tables_build(chart->table_id, TABLE_WIDE, &kept.sources, &table, problem);
    if (code == 0)
        code = chart_render(chart->id, &table, width, height, &svg, problem);
    if (code == 0)
        code = output_bytes(&output, &svg, problem);
    text_clear(&svg);
    table_clear(&table);
    kept_run_close(&kept);
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    int64_t width, height;
    const struct chart_definition *chart = line->arguments == 1 ? charts_named(line->argument[0]) : NULL;
    if (!chart) {
        problem_set(&problem, PROBLEM_USAGE, "a chart is named by its id");
        problem_next(&problem, "Choose C1 (children in care: history and forecast) or C5 (kinds of placement).");
        return command_fail(&problem);
    }
    if (!command_number(line, &cmd_chart, WIDTH, 320, 4000, 960, &width, &problem) ||
        !command_number(line, &cmd_chart, HEIGHT, 240, 4000, 540, &height, &problem) ||
        draw(line, chart, (int32_t)width, (int32_t)height, &problem) < 0)
        return command_fail(&problem);
    if (line->option[OUTPUT_FILE])
        command_say(line, "Wrote %s. The numbers behind it: homeward table %s", line->option[OUTPUT_FILE], chart->table_id);
    return 0;
}

const struct command cmd_chart = {
    "chart",
    "draw a chart of a kept run as SVG",
    "CHART",
    options,
    run,
    "Draws a chart of the run last asked for, or of --run, with its ranges, a title and a description in words. The numbers "
    "behind it are in the table of the same name.",
    "homeward chart C1 -o stock.svg",
};
