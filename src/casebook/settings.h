/*
 * settings: homeward.yaml, written with an explanation of every setting and read back.
 *
 * Inside of the room only. Includes: base, budget, care, casebook/casebook.
 */
#ifndef CASEBOOK_SETTINGS_H
#define CASEBOOK_SETTINGS_H

#include <stddef.h>

#include "base/problem.h"
#include "base/text.h"
#include "budget/tariff.h"
#include "care/system.h"
#include "casebook/casebook.h"

/* The text of a new homeward.yaml. */
int settings_write(const struct casebook_settings *settings, struct text *out, struct problem *problem);

/*
 * Reads homeward.yaml into `settings`, and its `prices:` over the lines of `tariff` (already filled). What is wrong is
 * PROBLEM_INPUT with the line: an unknown setting, authority or state, a price that is no price.
 */
int settings_read(const char *yaml, size_t length, const struct care_system *system, struct casebook_settings *settings,
                  struct tariff *tariff, struct problem *problem);

/* Whether the settings can be those of a workspace: a council's name and an authority. */
int settings_check(const struct casebook_settings *settings, struct problem *problem);

#endif
