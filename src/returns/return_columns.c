#include "returns/return_columns.h"

#include <stdio.h>
#include <string.h>

const struct return_column *return_columns_known(const struct return_columns *columns, int32_t column)
{
    if (column >= columns->count || columns->position[column] < 0)
        return NULL;
    return &columns->layout->column[columns->position[column]];
}

static int take_headings(struct return_columns *columns, const struct csv_rows *rows, struct arena *arena,
                         struct problem *problem)
{
    if (rows->spilled)
        return problem_set(problem, PROBLEM_LIMIT, "the heading has more than %d columns", (int)CSV_ROWS_CELLS);
    for (int32_t i = 0; i < rows->cells && i < CSV_ROWS_CELLS; i++) {
        struct return_text cell = csv_rows_cell(rows, i);
        columns->heading[i] = arena_text(arena, cell.bytes, cell.length);
        if (!columns->heading[i])
            return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the headings");
        if (cell.length)
            columns->count = i + 1;
    }
    return 0;
}

/* Gives every column its place in the layout or among the extra ones. */
static int place_columns(struct return_columns *columns, struct problem *problem)
{
    int32_t at[RETURN_COLUMNS_MAX] = {0}; /* column of the file, from 1, that has each place */
    for (int32_t i = 0; i < columns->count; i++) {
        int32_t position = return_column_of(columns->table, columns->heading[i]);
        columns->position[i] = position;
        columns->extra[i] = position < 0 ? columns->extra_count++ : -1;
        if (position < 0)
            continue;
        const char *name = columns->layout->column[position].name;
        if (at[position]) {
            problem_set(problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name, at[position],
                        i + 1);
            problem_next(problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
            return problem_at(problem, NULL, 1, i + 1, name);
        }
        at[position] = i + 1;
    }
    for (int32_t k = 0; columns->layout && k < columns->layout->columns; k++) {
        const struct return_column *column = &columns->layout->column[k];
        if (!column->must || at[k])
            continue;
        problem_set(problem, PROBLEM_INPUT, "the columns are those of %s, but there is no %s", columns->layout->title,
                    column->name);
        return problem_next(problem, "Export the file again with the column %s; no row can be read without it.",
                            column->name);
    }
    return 0;
}

/* A blank heading between others is a column too, and needs a name to be spoken of. */
static int name_blank_headings(struct return_columns *columns, struct arena *arena, struct problem *problem)
{
    for (int32_t i = 0; i < columns->count; i++) {
        if (columns->heading[i][0])
            continue;
        char name[32];
        int length = snprintf(name, sizeof name, "column %d", i + 1);
        columns->heading[i] = arena_text(arena, name, (size_t)length);
        if (!columns->heading[i])
            return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the headings");
    }
    return 0;
}

/* Goes to the first row that is not all blank. 0 or a negative problem. */
static int find_heading(struct return_columns *columns, struct csv_rows *rows, struct arena *arena, struct problem *problem)
{
    while (columns->count == 0) {
        int outcome = csv_rows_next(rows, problem);
        if (outcome < 0)
            return outcome;
        if (outcome == CSV_ROWS_END) {
            problem_set(problem, PROBLEM_INPUT, "there is nothing in this file");
            return problem_next(problem, "Export it again: the first line must be the heading, such as CHILD,DECOM,RNE.");
        }
        if (outcome == CSV_ROWS_BROKEN) {
            problem_set(problem, PROBLEM_INPUT, "the heading cannot be read: %s", rows->fault);
            problem_next(problem, "Save the file again as CSV from the program it comes from.");
            return problem_at(problem, NULL, rows->line, 0, NULL);
        }
        if (take_headings(columns, rows, arena, problem) < 0)
            return problem ? problem->code : PROBLEM_MEMORY;
    }
    return 0;
}

int return_columns_read(struct return_columns *columns, struct csv_rows *rows, struct arena *arena, struct problem *problem)
{
    *columns = (struct return_columns){.table = RETURN_UNKNOWN};
    int code = find_heading(columns, rows, arena, problem);
    if (code < 0)
        return code;
    columns->table = return_recognise(columns->heading, columns->count);
    columns->layout = return_layout(columns->table);
    code = place_columns(columns, problem);
    return code < 0 ? code : name_blank_headings(columns, arena, problem);
}
