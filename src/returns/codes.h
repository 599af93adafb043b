/*
 * codes: the code lists of the SSDA903 return with the collection years in which each code is valid.
 *
 * Validity goes by the collection year of the return, not by the episode's own dates: an H5 episode that began in 2019 is reported
 * as K3 in the 2024-25 return. Sources are named in NOTICE.
 *
 * Constant data. Pure. Includes: base.
 */
#ifndef RETURNS_CODES_H
#define RETURNS_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/code.h"

struct return_code_entry {
    const char *code;
    const char *label;
    int32_t first_year, last_year; /* collection years in which it is valid; 0 and 9999 when there is no limit */
};

struct return_code_list {
    const char *name; /* "placement_type" */
    int32_t count;
    const struct return_code_entry *entry;
};

const struct return_code_list *return_code_list(const char *name); /* NULL when there is none */

/* True when the code is in the list and valid in that collection year. */
bool return_code_valid(const struct return_code_list *list, short_code value, int32_t year);

#endif
