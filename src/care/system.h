/*
 * system: children's care as a flow, and how the codes of a return decide a child's state.
 *
 * `systems/care.yaml` (compiled in; a workspace may keep its own copy) is read by the casebook into this struct. It holds
 * the flow system (states, exits, clocks, strata, national prior) and the tables that turn codes into states and exits:
 *
 *     PLACE + PLACE_PROVIDER → state      U4 + PR1 → foster_inhouse, U4 + PR4 → foster_agency, K2 + PR4 → home_external
 *     REC                    → exit       E11, E12 → adopted; E4A, E4B, E13 → home; …
 *
 * A collection year may give a kind of home a new code: K3 follows H5 and P2 from 2024-25, Z11 to Z14 follow Z1 from
 * 2025-26. The next return then tells the same home, even the same episode, under the new code.
 *
 * Plain data, nothing to free. Pure. Includes: base, calendar, flow.
 */
#ifndef CARE_SYSTEM_H
#define CARE_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "flow/places.h"
#include "flow/system.h"

enum { CARE_PLACE_RULES_MAX = 128, CARE_EXIT_RULES_MAX = 64, CARE_FOLLOWS_MAX = 4 };

struct care_place_rule {
    short_code place;                     /* PLACE */
    short_code provider;                  /* PLACE_PROVIDER, or 0: any provider that has no rule of its own */
    int8_t state;                         /* state id */
    bool temporary;                       /* T0–T4: the child returns to the placement before it */
    short_code follows[CARE_FOLLOWS_MAX]; /* the PLACE that the same home had in older returns; 0 where there is none */
};

struct care_exit_rule {
    short_code rec; /* REC */
    int8_t exit;    /* exit id */
};

struct care_system {
    struct flow_system flow;
    int32_t place_rules, exit_rules;
    struct care_place_rule place_rule[CARE_PLACE_RULES_MAX];
    struct care_exit_rule exit_rule[CARE_EXIT_RULES_MAX];
    int8_t state_otherwise; /* where an unknown code goes, with a warning that names it */
    int8_t exit_otherwise;
    struct flow_spill spill; /* where children go whose kind of home is full */
    /* Names for people, with the field's own words: "In-house foster care", "Special guardianship order". */
    char state_title[FLOW_STATES_MAX][64];
    char exit_title[FLOW_EXITS_MAX][64];
    char prior_source[256]; /* where the national prior comes from, for table A1 */
};

/*
 * State of PLACE + PLACE_PROVIDER. An exact rule beats a rule for any provider. A PLACE with a rule for at least one
 * provider depends on the provider: its rule for any provider then says the likeliest kind of home, and is for unknown
 * providers only. *known is false when the code, or the provider where the kind of home depends on it, is not in the
 * table (the state is then the likeliest, or state_otherwise).
 */
int32_t care_state_of(const struct care_system *system, short_code place, short_code provider, bool *temporary, bool *known);

/* Whether any rule names the PLACE at all: tells an unknown PLACE from an unknown provider. */
bool care_place_known(const struct care_system *system, short_code place);

/*
 * Whether two codes of PLACE can stand for one home: they are the same, or one follows the other. Z11 and Z12 both follow Z1
 * and are different homes all the same.
 */
bool care_place_same(const struct care_system *system, short_code left, short_code right);

/* Exit of a REC code; *known is false for an unknown one (then exit_otherwise). X1 and a blank are no exit: -1, known. */
int32_t care_exit_of(const struct care_system *system, short_code rec, bool *known);

/*
 * The flow system and its spill order are sound (flow_system_check, flow_spill_check), no rule is doubled or leads nowhere,
 * and a code that follows another means the same kind of home: PROBLEM_INPUT names what is not.
 */
int care_system_check(const struct care_system *system, struct problem *problem);

#endif
