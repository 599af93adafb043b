/*
 * snapshot_rows: where the rows of each kind of file are kept, for those who read them back. Inside of the room only.
 *
 * Includes: returns.
 */
#ifndef CASEBOOK_SNAPSHOT_ROWS_H
#define CASEBOOK_SNAPSHOT_ROWS_H

#include "returns/layout.h"

/* The table that the casebook calls so ("header", "placed_adoption"); RETURN_UNKNOWN when it is none. */
enum return_table snapshot_rows_table(const char *form);

#endif
