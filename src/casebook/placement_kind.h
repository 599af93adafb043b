/*
 * placement_kind: which kind of placement a council's own words mean. Inside of the room only.
 *
 * The words of a price list are a state's id ("foster_agency"), its title ("Agency foster care (IFA)"), or two words that
 * make up an id ("foster" and "agency"); in any case, blanks and hyphens are as good as underscores. Pure. Includes: base,
 * care.
 */
#ifndef CASEBOOK_PLACEMENT_KIND_H
#define CASEBOOK_PLACEMENT_KIND_H

#include <stdint.h>

#include "base/text.h"
#include "care/system.h"

/* The state, or -1: for words that are none, and for a provider that speaks against the type ("foster_inhouse", "agency").
 */
int32_t placement_kind(const struct care_system *system, const char *type, const char *provider_kind);

/* The ids of all states, with commas between: for messages. */
void placement_kinds_append(const struct care_system *system, struct text *out);

#endif
