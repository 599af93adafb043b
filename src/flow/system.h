/*
 * system: what kinds of place people can be in, how they leave, and by which clocks their chances change.
 *
 * `flow` moves people between states. It knows no children, no money, no file: `systems/care.yaml` says what the states of
 * children's care are, and a later system (social workers, school places) is another such file. A system has
 *
 *   states        0 … states-1             where a person can be            (care: in-house foster, external home, …)
 *   exits         0 … exits-1              how a person leaves               (care: home, adopted, …)
 *   destinations  0 … states+exits-1       destination d is state d, or exit d - states
 *   groups        of states that share a time-in-placement effect
 *   age bands, time-in-system bands, time-in-state bands, each beginning at its `from` and ending where the next begins
 *   a final age and exit: whoever reaches it leaves on that birthday, with certainty
 *   entry strata  kinds of person that enter (care: age at entry × unaccompanied or not)
 *
 * The prior is the national picture: a yearly rate for each (from, destination) and factors by age, time in system and time
 * in state, with the strength of belief in each as a Gamma shape (the number of events that it is worth).
 *
 * Plain data in the caller's memory; no pointers, nothing to free. Pure. Includes: base, calendar.
 */
#ifndef FLOW_SYSTEM_H
#define FLOW_SYSTEM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"

enum {
    FLOW_STATES_SHIFT = 4,
    FLOW_STATES_MAX = 1 << FLOW_STATES_SHIFT,
    FLOW_EXITS_MAX = 16,
    FLOW_DESTINATIONS_MAX = FLOW_STATES_MAX + FLOW_EXITS_MAX,
    FLOW_BANDS_SHIFT = 3,
    FLOW_BANDS_MAX = 1 << FLOW_BANDS_SHIFT,
    FLOW_GROUPS_MAX = 8,
    FLOW_STRATA_MAX = 64,
    FLOW_NAME_MAX = 32,
    FLOW_CENSORED = -1 /* the destination of a spell that had not ended when observation did */
};

#define FLOW_YEAR_DAYS 365.25 /* days in the year of a yearly rate */

/* Half-open bands of a clock. Band b holds values from[b] <= v < from[b+1]; the last has no end. from[0] is 0. */
struct flow_bands {
    int32_t count;
    int32_t from[FLOW_BANDS_MAX]; /* ages in whole years; the other clocks in days */
    char name[FLOW_BANDS_MAX][FLOW_NAME_MAX];
};

/* Ages are in days since birth at the moment of entry: [from_days, to_days). `marked` strata are counted apart (care: UASC).
 */
struct flow_stratum {
    char name[FLOW_NAME_MAX];
    int32_t from_days, to_days;
    bool marked;
    double prior_share;                        /* national share of entries; the shares of all strata add up to 1 */
    double prior_first_state[FLOW_STATES_MAX]; /* national share of first states, adding up to 1 */
};

struct flow_system {
    char name[FLOW_NAME_MAX];
    int32_t states, exits, groups, strata;
    char state[FLOW_STATES_MAX][FLOW_NAME_MAX];
    char exit[FLOW_EXITS_MAX][FLOW_NAME_MAX];
    char group[FLOW_GROUPS_MAX][FLOW_NAME_MAX];
    int32_t group_of[FLOW_STATES_MAX];
    int32_t final_age;                  /* years */
    int32_t final_exit;                 /* exit id (not destination id) taken on that birthday */
    bool drifting_exit[FLOW_EXITS_MAX]; /* exits whose rate moves from quarter to quarter (care: home, SGO, CAO) */
    int32_t drifting_group;             /* the group whose ways in and out move (care: residential); -1 when none does */
    struct flow_bands age, time_in_system, time_in_state;
    struct flow_stratum stratum[FLOW_STRATA_MAX];

    /* The prior. Rates are per person and year (365.25 days); 0 says that the move does not happen. Factors centre on 1. */
    double prior_rate[FLOW_STATES_MAX][FLOW_DESTINATIONS_MAX];
    double prior_by_age[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    double prior_by_time_in_system[FLOW_DESTINATIONS_MAX][FLOW_BANDS_MAX];
    double prior_by_time_in_state[FLOW_GROUPS_MAX][FLOW_BANDS_MAX];
    double strength_rate, strength_factor;        /* Gamma shapes, in events */
    double strength_strata, strength_first_state; /* Dirichlet weights, in entries */
    double prior_dispersion;                      /* variance ÷ mean of quarterly entries, nationally (1 is Poisson) */
    double strength_dispersion;                   /* worth of that belief, in quarters */
    double prior_entries_per_year; /* centre of the Gamma prior on entries; its shape is 1, so data soon decide */
};

/* Number of cells (state × age × time in system × time in state) and the cell of a combination. */
static inline int32_t flow_cells(const struct flow_system *system)
{
    return system->states * system->age.count * system->time_in_system.count * system->time_in_state.count;
}

static inline int32_t flow_cell(const struct flow_system *system, int32_t state, int32_t age, int32_t time_in_system,
                                int32_t time_in_state)
{
    return ((state * system->age.count + age) * system->time_in_system.count + time_in_system) *
               system->time_in_state.count +
           time_in_state;
}

/* The band that holds `value` (years or days, as the bands are); values below 0 fall into band 0. */
int32_t flow_band(const struct flow_bands *bands, int32_t value);

/*
 * What moves from quarter to quarter: entries, and the rates of three kinds of event. All others are steady.
 */
enum flow_series {
    FLOW_ENTRIES,
    FLOW_WAYS_OUT,     /* a drifting exit from a state outside of the drifting group */
    FLOW_INTO_GROUP,   /* into the drifting group from another state */
    FLOW_OUT_OF_GROUP, /* out of the drifting group, wherever to */
    FLOW_SERIES,
    FLOW_STEADY = 0 /* of events: FLOW_ENTRIES are none, so that number is free */
};

/* The series that an event from → to belongs to: FLOW_STEADY or one of the three. */
static inline enum flow_series flow_series_of(const struct flow_system *system, int32_t from, int32_t to)
{
    const bool inside = system->group_of[from] == system->drifting_group;
    if (to < system->states && system->group_of[to] == system->drifting_group)
        return inside ? FLOW_STEADY : FLOW_INTO_GROUP;
    if (inside)
        return FLOW_OUT_OF_GROUP;
    return to >= system->states && system->drifting_exit[to - system->states] ? FLOW_WAYS_OUT : FLOW_STEADY;
}

/* The id of a state, exit or destination by name; -1 when there is none. */
int32_t flow_state_named(const struct flow_system *system, const char *name);
int32_t flow_exit_named(const struct flow_system *system, const char *name);

/* Name of destination d. Borrowed. */
const char *flow_destination_name(const struct flow_system *system, int32_t destination);

/* Everything within its limits, bands rising, shares adding up, final exit there: PROBLEM_INPUT names what is not. */
int flow_system_check(const struct flow_system *system, struct problem *problem);

#endif
