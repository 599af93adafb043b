#include "flow/system.h"

#include <string.h>

int32_t flow_band(const struct flow_bands *bands, int32_t value)
{
    int32_t band = 0;
    while (band + 1 < bands->count && value >= bands->from[band + 1])
        band++;
    return band;
}

static int32_t named(const char (*names)[FLOW_NAME_MAX], int32_t count, const char *name)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

int32_t flow_state_named(const struct flow_system *system, const char *name)
{
    return named(system->state, system->states, name);
}

int32_t flow_exit_named(const struct flow_system *system, const char *name)
{
    return named(system->exit, system->exits, name);
}

const char *flow_destination_name(const struct flow_system *system, int32_t destination)
{
    return destination < system->states ? system->state[destination] : system->exit[destination - system->states];
}

/* A finite number of at least `least`; not-a-number fails every comparison. */
static bool at_least(double value, double least)
{
    return value >= least && value < 1e300;
}

static int check_counts(const struct flow_system *system, struct problem *problem)
{
    const struct {
        const char *what;
        int32_t value, most;
    } counts[] = {
        {"states", system->states, FLOW_STATES_MAX},
        {"exits", system->exits, FLOW_EXITS_MAX},
        {"groups", system->groups, FLOW_GROUPS_MAX},
        {"entry strata", system->strata, FLOW_STRATA_MAX},
        {"age bands", system->age.count, FLOW_BANDS_MAX},
        {"bands of time in the system", system->time_in_system.count, FLOW_BANDS_MAX},
        {"bands of time in a state", system->time_in_state.count, FLOW_BANDS_MAX},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (counts[i].value < 1 || counts[i].value > counts[i].most)
            return problem_set(problem, PROBLEM_INPUT, "the system has %d %s; it may have 1 to %d", counts[i].value,
                               counts[i].what, counts[i].most);
    return 0;
}

static int check_bands(const struct flow_bands *bands, const char *what, struct problem *problem)
{
    if (bands->from[0] != 0)
        return problem_set(problem, PROBLEM_INPUT, "the first band of %s begins at %d; it must begin at 0", what,
                           bands->from[0]);
    for (int32_t b = 1; b < bands->count; b++)
        if (bands->from[b] <= bands->from[b - 1])
            return problem_set(problem, PROBLEM_INPUT, "band %d of %s begins at %d, not after the band before it", b + 1,
                               what, bands->from[b]);
    return 0;
}

static int check_end(const struct flow_system *system, struct problem *problem)
{
    if (system->drifting_group < -1 || system->drifting_group >= system->groups)
        return problem_set(problem, PROBLEM_INPUT, "the group that drifts is none of the groups");
    if (system->final_exit < 0 || system->final_exit >= system->exits)
        return problem_set(problem, PROBLEM_INPUT, "the exit at the final age is not one of the exits");
    if (system->final_age <= system->age.from[system->age.count - 1])
        return problem_set(problem, PROBLEM_INPUT, "the final age %d does not come after the beginning of the last age band",
                           system->final_age);
    for (int32_t s = 0; s < system->states; s++)
        if (system->group_of[s] < 0 || system->group_of[s] >= system->groups)
            return problem_set(problem, PROBLEM_INPUT, "the state %s belongs to no group", system->state[s]);
    return 0;
}

static int check_shares(const double *share, int32_t count, const char *what, struct problem *problem)
{
    double sum = 0;
    for (int32_t i = 0; i < count; i++) {
        if (!at_least(share[i], 0))
            return problem_set(problem, PROBLEM_INPUT, "a share of %s is below 0 or not a number", what);
        sum += share[i];
    }
    if (sum < 1 - 1e-6 || sum > 1 + 1e-6)
        return problem_set(problem, PROBLEM_INPUT, "the shares of %s add up to %.6f and not to 1", what, sum);
    return 0;
}

static int check_strata(const struct flow_system *system, struct problem *problem)
{
    double share[FLOW_STRATA_MAX];
    const int32_t final_days = system->final_age * 365 + system->final_age / 4; /* nobody is of the final age before */
    for (int32_t i = 0; i < system->strata; i++) {
        const struct flow_stratum *stratum = &system->stratum[i];
        share[i] = stratum->prior_share;
        if (stratum->from_days < 0 || stratum->to_days <= stratum->from_days || stratum->to_days > final_days)
            return problem_set(problem, PROBLEM_INPUT,
                               "the entry stratum %s has ages of %d to %d days; they must rise and end by %d", stratum->name,
                               stratum->from_days, stratum->to_days, final_days);
        if (check_shares(stratum->prior_first_state, system->states, stratum->name, problem) < 0)
            return PROBLEM_INPUT;
    }
    return check_shares(share, system->strata, "the entry strata", problem);
}

static int check_factors(const double *factor, int32_t count, const char *what, struct problem *problem)
{
    for (int32_t i = 0; i < count; i++)
        if (!at_least(factor[i], 0))
            return problem_set(problem, PROBLEM_INPUT, "a prior number of %s is below 0 or not a number", what);
    return 0;
}

static int check_prior(const struct flow_system *system, struct problem *problem)
{
    const int32_t destinations = system->states + system->exits;
    for (int32_t s = 0; s < system->states; s++)
        if (check_factors(system->prior_rate[s], destinations, system->state[s], problem) < 0)
            return PROBLEM_INPUT;
    for (int32_t d = 0; d < destinations; d++) {
        const char *name = flow_destination_name(system, d);
        if (check_factors(system->prior_by_age[d], system->age.count, name, problem) < 0 ||
            check_factors(system->prior_by_time_in_system[d], system->time_in_system.count, name, problem) < 0)
            return PROBLEM_INPUT;
    }
    for (int32_t g = 0; g < system->groups; g++)
        if (check_factors(system->prior_by_time_in_state[g], system->time_in_state.count, system->group[g], problem) < 0)
            return PROBLEM_INPUT;
    return 0;
}

static int check_strengths(const struct flow_system *system, struct problem *problem)
{
    if (!at_least(system->strength_rate, 0.01) || !at_least(system->strength_factor, 0.01) ||
        !at_least(system->strength_strata, 0.01) || !at_least(system->strength_first_state, 0.01))
        return problem_set(problem, PROBLEM_INPUT, "a worth of the prior is below 0.01 or not a number");
    if (!at_least(system->prior_dispersion, 1) || !at_least(system->strength_dispersion, 0))
        return problem_set(problem, PROBLEM_INPUT,
                           "the prior dispersion of entries must be at least 1, its worth at least 0");
    if (!(system->prior_entries_per_year > 0) || !at_least(system->prior_entries_per_year, 0))
        return problem_set(problem, PROBLEM_INPUT, "the prior number of entries a year must be above 0");
    return 0;
}

int flow_system_check(const struct flow_system *system, struct problem *problem)
{
    int code = check_counts(system, problem);
    if (code == 0)
        code = check_bands(&system->age, "age", problem);
    if (code == 0)
        code = check_bands(&system->time_in_system, "time in the system", problem);
    if (code == 0)
        code = check_bands(&system->time_in_state, "time in a state", problem);
    if (code == 0)
        code = check_end(system, problem);
    if (code == 0)
        code = check_strata(system, problem);
    if (code == 0)
        code = check_prior(system, problem);
    if (code == 0)
        code = check_strengths(system, problem);
    if (code < 0)
        problem_next(problem, "Correct the system's description.");
    return code;
}
