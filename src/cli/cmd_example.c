#include <stdio.h>
#include <string.h>

#include "casebook/papers.h"
#include "cli/commands.h"
#include "cli/output.h"

enum { OUTPUT };

static const struct command_option options[] = {
    OUTPUT_OPTIONS,
    {0},
};

/* The tables that a paper may have, and whether it has. */
static bool has(const struct paper *paper, const char *id)
{
    int32_t pressures = 0, savings = 0;
    for (int64_t i = 0; i < paper->items; i++) {
        pressures += paper->item[i].kind == ROUND_PRESSURE;
        savings += paper->item[i].kind == ROUND_SAVING;
    }
    return strcmp(id, "T1") == 0            ? paper->positions > 0
           : strcmp(id, "T2") == 0          ? paper->causes > 0
           : strcmp(id, "T7") == 0          ? pressures > 0
           : strcmp(id, "T8") == 0          ? savings > 0
           : strcmp(id, "grants") == 0      ? paper->grants > 0
           : strcmp(id, "posts") == 0       ? paper->posts > 0
           : strcmp(id, "activity") == 0    ? paper->counts > 0
           : strcmp(id, "initiatives") == 0 ? paper->initiatives > 0
           : strcmp(id, "stated") == 0      ? paper->stated_figures > 0
                                            : true;
}

static int show_one(const char *id, const struct output *output, const struct paper *paper, bool first, struct text *all,
                    struct problem *problem)
{
    const struct table_sources sources = {.paper = paper};
    struct table table = {0};
    int code = tables_build(id, output->layout, &sources, &table, problem);
    if (code == 0 && !first)
        text_append(all, "\n");
    if (code == 0)
        code = output_append(output, &table, all, problem);
    table_clear(&table);
    return code;
}

/* JSON is one value: a list of the tables. */
static int show(const struct output *output, const struct paper *paper, struct problem *problem)
{
    static const char *const ids[] = {"T1",    "T2",       "T7",          "T8",     "grants",
                                      "posts", "activity", "initiatives", "stated", "findings"};
    const bool list = output->format == RENDER_JSON;
    struct text all = {0};
    bool first = true;
    int code = 0;
    text_append(&all, list ? "[" : "");
    for (size_t i = 0; i < sizeof ids / sizeof *ids && code == 0; i++) {
        if (!has(paper, ids[i]))
            continue;
        if (list && !first)
            text_append(&all, ",");
        code = show_one(ids[i], output, paper, first, &all, problem);
        first = false;
    }
    text_append(&all, list ? "]\n" : "");
    if (code == 0)
        code = text_check(&all, problem);
    if (code == 0)
        code = output_bytes(output, &all, problem);
    text_clear(&all);
    return code;
}

static int refuse(const struct command_line *line, struct problem *problem)
{
    struct text names = {0};
    casebook_append_papers(&names);
    problem_set(problem, PROBLEM_USAGE, line->arguments ? "one example at a time" : "no example was named");
    problem_next(problem, "Choose one of %s.", text_string(&names));
    text_clear(&names);
    return PROBLEM_USAGE;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct output output;
    struct paper_read read = {0};
    int code = output_read(line, OUTPUT, &output, &problem);
    if (code == 0 && line->arguments != 1)
        code = refuse(line, &problem);
    if (code == 0)
        code = casebook_read_paper(line->argument[0], &read, &problem);
    if (code == 0)
        code = show(&output, &read.paper, &problem);
    paper_read_clear(&read);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_example = {
    "example",
    "budget papers that councils published, worked out again from their figures",
    "NAME",
    options,
    run,
    "Prints the tables of a published paper from its lines: position and causes, pressures and savings, grants, posts, "
    "children; then what it states against what its lines give, and what a reader should ask. The figures and their sources "
    "lie in examples/NAME/. Names: hcc-2023, liverpool-2023, liverpool-staffing-2019, sefton-2023, wirral-2025.",
    "homeward example sefton-2023",
};
