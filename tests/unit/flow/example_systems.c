#include "example_systems.h"

#include <stdio.h>
#include <string.h>

static void name_it(char name[FLOW_NAME_MAX], const char *text)
{
    snprintf(name, FLOW_NAME_MAX, "%s", text);
}

static void lay_bands(struct flow_bands *bands, int32_t count, const int32_t *from)
{
    bands->count = count;
    for (int32_t b = 0; b < count; b++) {
        bands->from[b] = from[b];
        snprintf(bands->name[b], FLOW_NAME_MAX, "from_%d", from[b]);
    }
}

/* All factors 1. */
static void level_factors(struct flow_system *system)
{
    for (int32_t d = 0; d < FLOW_DESTINATIONS_MAX; d++)
        for (int32_t b = 0; b < FLOW_BANDS_MAX; b++)
            system->prior_by_age[d][b] = system->prior_by_time_in_system[d][b] = 1;
    for (int32_t g = 0; g < FLOW_GROUPS_MAX; g++)
        for (int32_t b = 0; b < FLOW_BANDS_MAX; b++)
            system->prior_by_time_in_state[g][b] = 1;
}

void example_pair(struct flow_system *system)
{
    static const int32_t none[1] = {0};
    *system = (struct flow_system){
        .states = 2, .exits = 2, .groups = 1, .strata = 1, .final_age = 18, .final_exit = 1, .drifting_group = -1};
    name_it(system->name, "pair");
    name_it(system->state[0], "a");
    name_it(system->state[1], "b");
    name_it(system->exit[0], "out");
    name_it(system->exit[1], "old");
    name_it(system->group[0], "all");
    lay_bands(&system->age, 1, none);
    lay_bands(&system->time_in_system, 1, none);
    lay_bands(&system->time_in_state, 1, none);
    system->stratum[0] = (struct flow_stratum){.name = "young", .from_days = 0, .to_days = 365, .prior_share = 1};
    system->stratum[0].prior_first_state[STATE_A] = 1;
    level_factors(system);
    system->prior_rate[STATE_A][STATE_B] = 0.8;
    system->prior_rate[STATE_A][EXIT_OUT] = 0.5;
    system->prior_rate[STATE_B][STATE_A] = 0.3;
    system->prior_rate[STATE_B][EXIT_OUT] = 1.2;
    system->strength_rate = system->strength_factor = 20;
    system->strength_strata = 50;
    system->strength_first_state = 20;
    system->prior_dispersion = 1;
    system->strength_dispersion = 8;
    system->prior_entries_per_year = 120;
}

void example_clocks(struct flow_system *system)
{
    static const int32_t ages[3] = {0, 10, 16}, days[2] = {0, 100}, weeks[2] = {0, 28};
    example_pair(system);
    name_it(system->name, "clocks");
    lay_bands(&system->age, 3, ages);
    lay_bands(&system->time_in_system, 2, days);
    lay_bands(&system->time_in_state, 2, weeks);
    static const struct flow_stratum strata[2] = {
        {.name = "all_ages", .from_days = 0, .to_days = 6574, .prior_share = 0.9, .prior_first_state = {0.7, 0.3}},
        {.name = "marked",
         .from_days = 5844,
         .to_days = 6574,
         .marked = true,
         .prior_share = 0.1,
         .prior_first_state = {0, 1}}};
    system->strata = 2;
    memcpy(system->stratum, strata, sizeof strata);
    static const double by_age[3] = {0.7, 1, 1.5}, by_time[2] = {2, 0.8}, in_state[2] = {1.6, 0.9};
    for (int32_t d = 0; d < 4; d++)
        memcpy(system->prior_by_age[d], by_age, sizeof by_age);
    memcpy(system->prior_by_time_in_system[EXIT_OUT], by_time, sizeof by_time);
    memcpy(system->prior_by_time_in_state[0], in_state, sizeof in_state);
    system->prior_rate[STATE_A][STATE_A] = 0.2; /* a move to another place of the same kind */
    system->prior_dispersion = 2;
}

/* Yearly rates from each state; 0 is none. Columns are the destinations in order. */
static const struct {
    const char *state, *group;
    double rate[21];
} care_states[11] = {
    /*                              par   kin   ihf   ifa   ado   ihr   exr   sec    sup   oth   unr   home  sgo  adp  cao
       ind cus  tra  died  age oth */
    {"parents", "family", {.02, .04, .08, .06, 0,   .005, .02, .001, .03, .01, .002,
                           .45, .05, 0,   .05, .02, 0,    .01, .001, 0,   .05}},
    {"connected_carer", "family", {.05, .08, .07, .06, .01, .004, .015, .0005, .05, .01, .003,
                                   .16, .22, .01, .05, .02, 0,    .01,  .001,  0,   .03}},
    {"foster_inhouse", "fostering", {.05, .08, .30, .12, .10, .015, .05, .001, .20, .01, .005,
                                     .16, .07, .02, .02, .02, .001, .01, .001, 0,   .03}},
    {"foster_agency", "fostering", {.04, .06, .08, .32, .04, .02,  .09, .002, .25, .01, .008,
                                    .13, .04, .01, .02, .02, .001, .01, .001, 0,   .03}},
    {"adoption", "other", {0, .01, .05, .03, .02, 0, 0, 0, 0, 0, 0, .01, .01, 1.1, 0, 0, 0, .01, .001, 0, .01}},
    {"home_inhouse", "residential", {.04, .04, .07, .15, 0,   .15, .35, .03,  .55, .02, .04,
                                     .22, .01, 0,   .01, .03, .02, .02, .001, 0,   .05}},
    {"home_external", "residential", {.04, .03, .05, .13, 0,   .07, .55, .03,  .55, .02, .06,
                                      .20, .01, 0,   .01, .03, .02, .02, .001, 0,   .05}},
    {"secure", "residential", {.05, .02, .05, .10, 0, .4, 2.6, .1, .7, .05, .4, .4, 0, 0, 0, .05, .3, .05, .001, 0, .1}},
    {"supported", "supported", {.02, .02, .02, .04, 0,   .01, .08, .01,  .70, .03, .05,
                                .12, 0,   0,   0,   .25, .03, .03, .002, 0,   .15}},
    {"other_residential", "other", {.10, .10, .30, .40, 0,   .15, .60, .05,  .50, .10, .05,
                                    .60, .05, 0,   .02, .05, .05, .05, .005, 0,   .1}},
    {"unregistered", "other", {.05, .05, .20, .70, 0, .40, 3.5, .3, 1.5, .10, .80, .5, 0, 0, 0, .10, .10, .05, .002, 0, .1}},
};

static const char *const care_exits[10] = {"home",    "sgo",      "adopted", "cao",      "independence",
                                           "custody", "transfer", "died",    "aged_out", "other_exit"};

static void care_factors(struct flow_system *system)
{
    static const struct {
        const char *name;
        double by_age[5], by_time[6];
    } factors[] = {
        {"home", {1.1, 1.2, 1, 1, 1.1}, {4, 2.2, 1.5, 1, .6, .25}},
        {"sgo", {1.8, 1.6, 1, .5, .1}, {.1, .4, 1.2, 1.8, 1.2, .4}},
        {"adopted", {1.5, 1.3, .4, .05, .01}, {.01, .05, .3, 1, 1.5, 1}},
        {"adoption", {2.2, 1.4, .25, .01, .01}, {.05, .3, 1.2, 1.8, 1, .2}},
        {"home_inhouse", {.02, .05, .4, 1.6, 1}, {1, 1, 1, 1, 1, 1}},
        {"home_external", {.02, .05, .4, 1.6, 1}, {1, 1, 1, 1, 1, 1}},
        {"secure", {.01, .01, .05, 1.5, 1.5}, {1, 1, 1, 1, 1, 1}},
        {"supported", {.01, .01, .01, .1, 3}, {1, 1, 1, 1, 1, 1}},
        {"independence", {.01, .01, .01, .02, 3}, {1, 1, 1, 1, 1, 1}},
        {"unregistered", {.05, .1, .4, 1.5, 1.8}, {1, 1, 1, 1, 1, 1}},
    };
    static const double in_group[5][6] = {{1.4, 1.2, 1, .9, .8, .7},
                                          {2.2, 1.5, 1.1, .9, .7, .5},
                                          {2, 1.4, 1.1, .9, .7, .6},
                                          {1.5, 1.2, 1, .9, .8, .8},
                                          {1.6, 1.2, 1, .9, .8, .8}};
    level_factors(system);
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) {
        int32_t d = flow_state_named(system, factors[i].name);
        if (d < 0)
            d = system->states + flow_exit_named(system, factors[i].name);
        memcpy(system->prior_by_age[d], factors[i].by_age, sizeof factors[i].by_age);
        memcpy(system->prior_by_time_in_system[d], factors[i].by_time, sizeof factors[i].by_time);
    }
    for (int32_t g = 0; g < 5; g++)
        memcpy(system->prior_by_time_in_state[g], in_group[g], sizeof in_group[g]);
}

/* First week, rest of the first year, each year of age to 17, and marked strata of 14 to 17. */
static void care_strata(struct flow_system *system)
{
    static const double share[19] = {.06, .11, .055, .05, .045, .04, .04, .04, .04, .04,
                                     .04, .04, .045, .05, .055, .06, .06, .04, .02};
    static const double first[3][11] = {{.08, .17, .47, .23, 0, 0, 0, 0, 0, .05, 0},
                                        {.05, .14, .30, .31, 0, .02, .08, .01, .04, .04, .01},
                                        {.02, .03, .15, .20, 0, .01, .05, .01, .50, .02, .01}};
    const int32_t kinds = 19;
    system->strata = kinds + 4;
    for (int32_t i = 0; i < system->strata; i++) {
        struct flow_stratum *stratum = &system->stratum[i];
        const int32_t years = i < kinds ? i - 1 : 14 + i - kinds;
        stratum->marked = i >= kinds;
        stratum->from_days = i == 0 ? 0 : i == 1 ? 7 : years * 1461 / 4;
        stratum->to_days = i == 0 ? 7 : (years + 1) * 1461 / 4;
        stratum->prior_share = i < kinds ? share[i] : .0175;
        snprintf(stratum->name, FLOW_NAME_MAX, "%s_%d", stratum->marked ? "marked" : "age", i);
        memcpy(stratum->prior_first_state, first[stratum->marked || years >= 16 ? 2 : years >= 10], sizeof first[0]);
    }
}

void example_care(struct flow_system *system)
{
    static const char *const groups[5] = {"family", "fostering", "residential", "supported", "other"};
    static const int32_t ages[5] = {0, 1, 5, 10, 16}, days[6] = {0, 28, 91, 182, 365, 730};
    *system =
        (struct flow_system){.states = 11, .exits = 10, .groups = 5, .final_age = 18, .final_exit = 8, .drifting_group = 2};
    name_it(system->name, "care_example");
    for (int32_t g = 0; g < 5; g++)
        name_it(system->group[g], groups[g]);
    for (int32_t s = 0; s < 11; s++) {
        name_it(system->state[s], care_states[s].state);
        for (int32_t g = 0; g < 5; g++)
            if (strcmp(groups[g], care_states[s].group) == 0)
                system->group_of[s] = g;
        memcpy(system->prior_rate[s], care_states[s].rate, sizeof care_states[s].rate);
    }
    for (int32_t e = 0; e < 10; e++)
        name_it(system->exit[e], care_exits[e]);
    lay_bands(&system->age, 5, ages);
    lay_bands(&system->time_in_system, 6, days);
    lay_bands(&system->time_in_state, 6, days);
    care_factors(system);
    care_strata(system);
    system->strength_rate = system->strength_factor = 20;
    system->strength_strata = 50;
    system->strength_first_state = 20;
    system->prior_dispersion = 2;
    system->strength_dispersion = 8;
    system->prior_entries_per_year = 300;
}
