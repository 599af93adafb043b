/*
 * quarantine: the rows that could not be read, told without telling who they are about. Within this room.
 *
 * Nobody can mask what he does not understand, so masking works the other way round: a cell is shown only when it is known
 * to be harmless (a code of the return's lists; in an Episodes file without foreign columns also a date, for there are no
 * dates of birth in it), and is "***" otherwise. Includes: base, returns.
 */
#ifndef RETURNS_QUARANTINE_H
#define RETURNS_QUARANTINE_H

#include <stdint.h>

#include "base/problem.h"
#include "returns/return_columns.h"
#include "returns/return_file.h"
#include "returns/return_row.h"

enum { QUARANTINE_REASON_BYTES = 160 };

/* Each counts the row among those read. */

/* Adds the row to the file's quarantine for a cell that cannot be read: `what` follows the column's name ("is blank"). */
int quarantine_cell(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    int32_t column, const char *what, struct problem *problem);

/* The same for a cell that is no date; the reason quotes it where that gives nobody away. */
int quarantine_date(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                    int32_t column, struct problem *problem);

/* The same for a row whose cells are in their places, but which cannot be taken as a whole. */
int quarantine_whole(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                     const char *reason, struct problem *problem);

/* The same for a row of the wrong number of cells. */
int quarantine_length(struct return_file *file, const struct return_columns *columns, const struct return_row *row,
                      struct problem *problem);

/* The same for a row whose quotes are broken, so that only its first line is there. */
int quarantine_broken(struct return_file *file, const struct return_columns *columns, int64_t number,
                      struct return_text line, const char *fault, struct problem *problem);

#endif
