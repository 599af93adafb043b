/*
 * csv_return: a CSV file read into the parts of a bundle. Within this room.
 *
 * return_read_csv and return_bundle_read are both this; the one takes LA and YEAR for extra columns, the other divides the
 * file by them. Includes: base, returns.
 */
#ifndef RETURNS_CSV_RETURN_H
#define RETURNS_CSV_RETURN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"
#include "returns/return_bundle.h"

/* As return_bundle_read, for a file that is CSV. */
int csv_return_read(const char *bytes, size_t length, const char *name, bool divide, struct return_bundle *out,
                    struct problem *problem);

#endif
