#include "briefing/round_shown.h"

#include <stdlib.h>

#include "base/array.h"
#include "table/rounding.h"

static struct table_cell *cell_of(struct table *table, int64_t row, int32_t column)
{
    return &table->cell[row * table->columns + column];
}

int round_shown_down(struct table *table, int64_t from, int32_t column, const bool *part, struct problem *problem)
{
    const int64_t rows = table->rows - 1 - from, unit = table_pence_unit(&table->column[column]);
    if (table->failed || rows < 0)
        return 0; /* table_check tells it */
    int64_t *exact = array_new(2 * rows + 1, sizeof *exact, problem), *shown = exact ? exact + rows : NULL, parts = 0;
    if (!exact)
        return PROBLEM_MEMORY;
    struct table_cell *total = cell_of(table, table->rows - 1, column);
    total->shown = round_to(total->value, unit);
    for (int64_t i = 0; i < rows; i++) {
        struct table_cell *cell = cell_of(table, from + i, column);
        cell->shown = round_to(cell->value, unit);
        if (!part || part[i])
            exact[parts++] = cell->value;
    }
    const bool fits = round_signed_parts(exact, parts, unit, total->shown, shown);
    for (int64_t i = 0, next = 0; i < rows && fits; i++)
        if (!part || part[i])
            cell_of(table, from + i, column)->shown = shown[next++];
    free(exact);
    return fits ? 0
                : problem_set(problem, PROBLEM_LIMIT, "the figures of “%s” do not add up", table->column[column].heading);
}

void round_shown_across(struct table *table, int64_t from, int32_t column, int32_t left, int32_t sign, int32_t right)
{
    for (int64_t row = from; row < table->rows && !table->failed; row++)
        cell_of(table, row, column)->shown = cell_of(table, row, left)->shown + sign * cell_of(table, row, right)->shown;
}
