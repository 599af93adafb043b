#include "returns/return_columns.h"

#include <stdio.h>
#include <string.h>

const struct return_column *return_columns_known(const struct return_columns *columns, int32_t column)
{
    if (column >= columns->count || columns->position[column] < 0)
        return NULL;
    return &columns->layout->column[columns->position[column]];
}

const char *return_columns_name(const struct return_columns *columns, int32_t column)
{
    const struct return_column *known = return_columns_known(columns, column);
    return known ? known->name : column == columns->authority ? "LA" : column == columns->year ? "YEAR" : "";
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

static int stands_twice(const char *name, int32_t first, int32_t second, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "the heading %s stands twice, in columns %d and %d", name, first + 1, second + 1);
    problem_next(problem, "Take out or rename one of the two columns, so that it is clear which one is meant.");
    return problem_at(problem, NULL, 1, second + 1, name);
}

/* Makes a column the one that says the authority or the year, when it is one of those. 1 when it was. */
static int place_divider(struct return_columns *columns, int32_t column, struct problem *problem)
{
    bool authority = return_heading_is(columns->heading[column], "LA");
    if (!authority && !return_heading_is(columns->heading[column], "YEAR"))
        return 0;
    int32_t *place = authority ? &columns->authority : &columns->year;
    if (*place >= 0)
        return stands_twice(authority ? "LA" : "YEAR", *place, column, problem);
    *place = column;
    return 1;
}

static int place_extra(struct return_columns *columns, int32_t column, struct problem *problem)
{
    columns->extra[column] = columns->extra_count++;
    if (columns->table == RETURN_UNKNOWN || strlen(columns->heading[column]) <= RETURN_HEADING_BYTES)
        return 0;
    problem_set(problem, PROBLEM_LIMIT, "the heading of column %d is longer than %d characters", column + 1,
                (int)RETURN_HEADING_BYTES);
    problem_next(problem, "Give the column a short name, or take it out.");
    return problem_at(problem, NULL, 1, column + 1, NULL);
}

/* Refuses a table that lacks a column without which no row can be read. */
static int check_columns(const struct return_columns *columns, const int32_t at[RETURN_COLUMNS_MAX], struct problem *problem)
{
    for (int32_t k = 0; columns->layout && k < columns->layout->columns; k++) {
        const struct return_column *column = &columns->layout->column[k];
        if (!column->must || at[k] >= 0)
            continue;
        problem_set(problem, PROBLEM_INPUT, "the columns are those of %s, but there is no %s", columns->layout->title,
                    column->name);
        return problem_next(problem, "Export the file again with the column %s; no row can be read without it.",
                            column->name);
    }
    return 0;
}

/* Gives every column its place in the layout, as a divider, or among the extra ones. */
static int place_columns(struct return_columns *columns, bool divide, struct problem *problem)
{
    int32_t at[RETURN_COLUMNS_MAX]; /* column of the file that has each place */
    for (int32_t k = 0; k < RETURN_COLUMNS_MAX; k++)
        at[k] = -1;
    for (int32_t i = 0; i < columns->count; i++) {
        int32_t position = return_column_of(columns->table, columns->heading[i]);
        columns->position[i] = position;
        columns->extra[i] = -1;
        if (position >= 0) {
            if (at[position] >= 0)
                return stands_twice(columns->layout->column[position].name, at[position], i, problem);
            at[position] = i;
            continue;
        }
        int code = divide && columns->layout ? place_divider(columns, i, problem) : 0;
        if (code == 0)
            code = place_extra(columns, i, problem);
        if (code < 0)
            return code;
    }
    return check_columns(columns, at, problem);
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

int return_columns_read(struct return_columns *columns, struct csv_rows *rows, bool divide, struct arena *arena,
                        struct problem *problem)
{
    *columns = (struct return_columns){.table = RETURN_UNKNOWN, .authority = -1, .year = -1, .numbered = true};
    int code = find_heading(columns, rows, arena, problem);
    if (code < 0)
        return code;
    columns->table = return_recognise(columns->heading, columns->count);
    columns->layout = return_layout(columns->table);
    code = place_columns(columns, divide, problem);
    return code < 0 ? code : name_blank_headings(columns, arena, problem);
}
