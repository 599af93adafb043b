/*
 * codes: the code lists of the SSDA903 return with the collection years in which each code is valid.
 *
 * Validity goes by the collection year of the return, not by the episode's own dates: an H5 episode that began in 2019 is
 * reported as K3 in the 2024-25 return. Sources are named in NOTICE.
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
    const char *code;              /* "U4" */
    const char *label;             /* what it stands for, in the words of the guide */
    int32_t first_year, last_year; /* collection years in which it is valid; 0 and 9999 when there is no limit */
};

struct return_code_list {
    const char *name;                      /* "placement_type" */
    int32_t count;                         /* entries */
    const struct return_code_entry *entry; /* in the order of the guide */
};

/*
 * The lists. Header and episodes: sex, ethnicity, upn_unknown (why a child has no UPN), rne, legal_status, cin_need,
 * placement_type, place_provider, rec, reason_place_change. Reviews: review_code. OC2: sdq_reason. OC3: in_touch, activity,
 * accommodation. Adoption: reason_placed_ceased, adopters (how many), adopter_sex, adopter_legal_status. The others:
 * previous_permanence, missing, social_worker_reason, and flag (0 or 1) in several.
 */
const struct return_code_list *return_code_list(const char *name); /* NULL when there is none */
const struct return_code_list *return_code_lists(int32_t *count);  /* all of them */

/* True when the code is in the list and valid in that collection year. */
bool return_code_valid(const struct return_code_list *list, short_code value, int32_t year);

/* True when the list has the code in any year; when any list has it. Blank (0) is no code. */
bool return_code_known(const struct return_code_list *list, short_code value);
bool return_code_known_anywhere(short_code value);

#endif
