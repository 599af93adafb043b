/*
 * data_cells: cells that the tables about data share. Inside of the room only.
 *
 *     data_cell_year(&table, 2025);        "2025-26", blank for INT32_MIN
 *     data_cell_number(&table, 3);         "3": the name of a snapshot or a child, not a count
 *     data_cell_state(&table, 3);          "superseded by 3", "in force" for 0
 *
 * Includes: base, calendar, table/table.
 */
#ifndef BRIEFING_DATA_CELLS_H
#define BRIEFING_DATA_CELLS_H

#include <stdint.h>

#include "table/table.h"

void data_cell_year(struct table *out, int32_t year);
void data_cell_number(struct table *out, int64_t number);
void data_cell_state(struct table *out, int64_t superseded_by);

#endif
