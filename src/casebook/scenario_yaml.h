/*
 * scenario_yaml: a scenario read from its YAML form, with a named complaint, line and column, for whatever is not right.
 *
 *     name: Step-down to fostering
 *     initiatives:
 *       - id: S01
 *         name: Specialist foster carers
 *         owner: Head of Fostering
 *         effects:
 *           - move: [home_external, foster_inhouse]
 *             add_per_month: 1
 *             from: 2026-06-01
 *             ramp_months: 6
 *         cost: {one_off: 40000, per_year: 210000, grant: 100000}
 *         chance_of_delivery: 0.8
 *         evidence: {source: "…", design: associational}
 *
 * docs/plans.md has every key. `cost` of an initiative begins with the first of its effects unless it has a `from`; it
 * becomes effects of the kinds cost and grant. Outside library: libfyaml, through casebook/yaml. Includes: base, plan.
 */
#ifndef CASEBOOK_SCENARIO_YAML_H
#define CASEBOOK_SCENARIO_YAML_H

#include <stddef.h>

#include "base/problem.h"
#include "base/text.h"
#include "plan/check.h"
#include "plan/scenario.h"

/*
 * Reads and checks a scenario. PROBLEM_INPUT with line and column, and limits->file; *out is then of no use. *out is large
 * (140 kB): keep it off small stacks.
 */
int casebook_read_scenario(const char *yaml, size_t length, const struct plan_limits *limits, struct plan_scenario *out,
                           struct problem *problem);

/*
 * The same text with one value changed: "S01.effects[0].add_per_month", "S01.owner", "name". Comments, order and every other
 * byte stay; a key that is not there yet is put before the first of its mapping. PROBLEM_USAGE when the path leads nowhere;
 * PROBLEM_INPUT when the changed text is no scenario any more. `out` then holds nothing of use.
 */
int casebook_change_scenario(const char *yaml, size_t length, const char *path, const char *value,
                             const struct plan_limits *limits, struct text *out, struct problem *problem);

#endif
