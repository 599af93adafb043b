/*
 * scenarios: the scenario files of a workspace, scenarios/NAME.yaml, and the library that is carried inside of the program.
 *
 * The files are the council's own: they can be edited by hand, and `homeward scenario set` changes a value in them without
 * touching what stands around it. A name is small letters, digits, - and _. Nothing is ever half written: a file that would
 * no longer be a scenario is not written at all.
 *
 *     casebook_make_scenario(casebook, "step-down", "step_down", from, problem);     of the library's step_down
 *     casebook_set_in_scenario(casebook, "step-down", "S01.owner", "Head of Fostering", problem);
 *     casebook_load_scenario(casebook, "step-down", first, last, scenario, problem);
 *
 * The files of the library begin on 1 January 2000, which stands for the day that the council's own begin.
 *
 * Includes: base, calendar, plan, casebook/casebook.
 */
#ifndef CASEBOOK_SCENARIOS_H
#define CASEBOOK_SCENARIOS_H

#include "base/file.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "casebook/casebook.h"
#include "plan/scenario.h"

enum { SCENARIO_NAME_MAX = 60 };

/* The names of all scenario files, sorted; free with file_paths_clear. */
int casebook_scenario_names(const struct casebook *casebook, struct file_paths *out, struct problem *problem);

/* Reads and checks one, against a run of the nights first … last (DAY_NONE: not known yet). PROBLEM_NOT_FOUND,
 * PROBLEM_INPUT. */
int casebook_load_scenario(const struct casebook *casebook, const char *name, day first, day last, struct plan_scenario *out,
                           struct problem *problem);

/*
 * Makes a new file: of an entry of the library, or (NULL) one to begin from. Effects begin on `from`. PROBLEM_INPUT when
 * there is one of that name, PROBLEM_USAGE for a name that cannot be one, PROBLEM_NOT_FOUND for an unknown entry.
 */
int casebook_make_scenario(const struct casebook *casebook, const char *name, const char *entry, day from,
                           struct problem *problem);

/* A mark of what the file of a scenario says: eight hexadecimal digits and a NUL, another when any byte is another. */
int casebook_scenario_mark(const struct casebook *casebook, const char *name, char out[9], struct problem *problem);

/* Changes one value (casebook/scenario_yaml.h); on any failure the file is as it was. */
int casebook_set_in_scenario(const struct casebook *casebook, const char *name, const char *path, const char *value,
                             day first, day last, struct problem *problem);

/* The library: id ("family_hubs") and theme ("prevention") of entry `number`; false after the last. Borrowed, `theme` is
 * `theme_size` bytes of the caller's. */
bool casebook_library_entry(int32_t number, const char **id, char *theme, size_t theme_size);

/* Reads entry `number`. PROBLEM_INTERNAL: it is no scenario, which a test never lets happen. */
int casebook_load_library_entry(const struct casebook *casebook, int32_t number, struct plan_scenario *out,
                                struct problem *problem);

#endif
