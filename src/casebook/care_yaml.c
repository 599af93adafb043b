/*
 * care_yaml: systems/care.yaml read into a care system. Everything is named by id; every complaint has its line.
 *
 * The order of reading is the order of need: groups, states and exits first, then what speaks of them.
 */
#include "casebook/casebook.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "casebook/yaml.h"

static const double shares_may_miss_one_by = 1e-6;

enum { RATE_MAX = 1000, FACTOR_MAX = 1000, WORTH_MAX = 1000000, ENTRIES_MAX = 100000, TEXT_SIZE = 64 };

/* Place of a name among `count` names of FLOW_NAME_MAX bytes each, the first at `names`; -1 when it is not there. */
static int32_t named(const char *names, int32_t count, const char *name)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(names + i * FLOW_NAME_MAX, name) == 0)
            return i;
    return -1;
}

/* Reads an id and finds its number; complains, with what such an id is, when there is none. */
static int32_t read_named(struct yaml *yaml, struct fy_node *node, const char *what, const char *names, int32_t count)
{
    char name[TEXT_SIZE];
    yaml_text(yaml, node, what, name, sizeof name);
    int32_t found = named(names, count, name);
    if (found < 0)
        yaml_complain(yaml, node, what, "there is no %s called %s", what, name);
    return found < 0 ? 0 : found;
}

static int32_t read_state(struct yaml *yaml, struct fy_node *node, const struct flow_system *flow)
{
    return read_named(yaml, node, "state", flow->state[0], flow->states);
}

static int32_t read_exit(struct yaml *yaml, struct fy_node *node, const struct flow_system *flow)
{
    return read_named(yaml, node, "exit", flow->exit[0], flow->exits);
}

/* Destination of the key of a mapping; `node` is its value, which gives the line. */
static int32_t destination_of(struct yaml *yaml, struct fy_node *node, const struct flow_system *flow, const char *key)
{
    int32_t state = named(flow->state[0], flow->states, key);
    int32_t exit = named(flow->exit[0], flow->exits, key);
    if (state < 0 && exit < 0)
        yaml_complain(yaml, node, key, "there is no state or exit called %s", key);
    return state >= 0 ? state : exit >= 0 ? flow->states + exit : 0;
}

/* One more name at the end of `names`, which must be new. */
static void add_name(struct yaml *yaml, struct fy_node *node, const char *what, char (*names)[FLOW_NAME_MAX], int32_t *count,
                     int32_t most)
{
    char name[FLOW_NAME_MAX];
    yaml_text(yaml, node, what, name, sizeof name);
    if (*count >= most)
        yaml_complain(yaml, node, what, "there are more than %d of this kind: %s", most, what);
    else if (named(names[0], *count, name) >= 0)
        yaml_complain(yaml, node, what, "the %s %s is there twice", what, name);
    else
        memcpy(names[(*count)++], name, sizeof name);
}

static void read_groups(struct yaml *yaml, struct fy_node *list, struct flow_system *flow)
{
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_item(yaml, list, &at)))
        add_name(yaml, item, "group", flow->group, &flow->groups, FLOW_GROUPS_MAX);
}

static void read_states(struct yaml *yaml, struct fy_node *list, struct care_system *out)
{
    struct flow_system *flow = &out->flow;
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_item(yaml, list, &at))) {
        yaml_only(yaml, item, (const char *const[]){"id", "title", "group", NULL});
        int32_t state = flow->states;
        add_name(yaml, yaml_need(yaml, item, "id"), "state", flow->state, &flow->states, FLOW_STATES_MAX);
        if (yaml->code < 0)
            return;
        yaml_text(yaml, yaml_need(yaml, item, "title"), "title", out->state_title[state], sizeof out->state_title[state]);
        flow->group_of[state] = read_named(yaml, yaml_need(yaml, item, "group"), "group", flow->group[0], flow->groups);
    }
}

static void read_exits(struct yaml *yaml, struct fy_node *list, struct care_system *out)
{
    struct flow_system *flow = &out->flow;
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_item(yaml, list, &at))) {
        yaml_only(yaml, item, (const char *const[]){"id", "title", NULL});
        int32_t exit = flow->exits;
        add_name(yaml, yaml_need(yaml, item, "id"), "exit", flow->exit, &flow->exits, FLOW_EXITS_MAX);
        if (yaml->code < 0)
            return;
        yaml_text(yaml, yaml_need(yaml, item, "title"), "title", out->exit_title[exit], sizeof out->exit_title[exit]);
    }
}

static void read_final(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    yaml_only(yaml, mapping, (const char *const[]){"age", "exit", NULL});
    flow->final_age = (int32_t)yaml_whole(yaml, yaml_need(yaml, mapping, "age"), "age", 1, 120);
    flow->final_exit = read_exit(yaml, yaml_need(yaml, mapping, "exit"), flow);
}

static void read_drift(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    yaml_only(yaml, mapping, (const char *const[]){"exits", "group", NULL});
    void *at = NULL;
    struct fy_node *item, *exits = yaml_need(yaml, mapping, "exits");
    while ((item = yaml_item(yaml, exits, &at))) {
        const int32_t exit = read_exit(yaml, item, flow);
        if (yaml->code < 0)
            return;
        flow->drifting_exit[exit] = true;
    }
    flow->drifting_group = read_named(yaml, yaml_need(yaml, mapping, "group"), "group", flow->group[0], flow->groups);
}

static void read_bands(struct yaml *yaml, struct fy_node *mapping, const char *unit, struct flow_bands *bands)
{
    yaml_only(yaml, mapping, (const char *const[]){unit, "names", NULL});
    void *at = NULL;
    struct fy_node *item, *from = yaml_need(yaml, mapping, unit), *names = yaml_need(yaml, mapping, "names");
    while ((item = yaml_item(yaml, from, &at))) {
        if (bands->count >= FLOW_BANDS_MAX) {
            yaml_complain(yaml, item, unit, "there are more than %d bands", FLOW_BANDS_MAX);
            return;
        }
        int32_t lowest = bands->count ? bands->from[bands->count - 1] + 1 : 0;
        bands->from[bands->count] = (int32_t)yaml_whole(yaml, item, unit, lowest, bands->count ? 100000 : 0);
        bands->count++;
    }
    int32_t count = 0;
    at = NULL;
    while ((item = yaml_item(yaml, names, &at)))
        add_name(yaml, item, "name of a band", bands->name, &count, bands->count);
    if (count != bands->count || count == 0)
        yaml_complain(yaml, names, "names", "%d names for %d bands", count, bands->count);
}

static void read_clocks(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    yaml_only(yaml, mapping, (const char *const[]){"age", "time_in_care", "time_in_placement", NULL});
    read_bands(yaml, yaml_need(yaml, mapping, "age"), "from_years", &flow->age);
    read_bands(yaml, yaml_need(yaml, mapping, "time_in_care"), "from_days", &flow->time_in_system);
    read_bands(yaml, yaml_need(yaml, mapping, "time_in_placement"), "from_days", &flow->time_in_state);
}

static short_code read_code(struct yaml *yaml, struct fy_node *node, const char *field)
{
    char value[CODE_TEXT_SIZE];
    short_code packed = 0;
    yaml_text(yaml, node, field, value, sizeof value);
    if (yaml->code == 0 && (!code_pack(value, strlen(value), &packed) || packed == 0))
        yaml_complain(yaml, node, field, "%s needs a code like U4", field);
    return packed;
}

/* The codes that the same home had in older returns: [H5, P2]. */
static void read_follows(struct yaml *yaml, struct fy_node *list, struct care_place_rule *rule)
{
    void *at = NULL;
    struct fy_node *item;
    int32_t count = 0;
    while ((item = yaml_item(yaml, list, &at))) {
        if (count >= CARE_FOLLOWS_MAX) {
            yaml_complain(yaml, item, "follows", "a code follows at most %d others", CARE_FOLLOWS_MAX);
            return;
        }
        rule->follows[count++] = read_code(yaml, item, "follows");
    }
}

static void read_place(struct yaml *yaml, struct fy_node *item, struct care_system *out)
{
    yaml_only(yaml, item, (const char *const[]){"place", "provider", "state", "temporary", "follows", NULL});
    struct care_place_rule rule = {.place = read_code(yaml, yaml_need(yaml, item, "place"), "place")};
    struct fy_node *provider = yaml_get(item, "provider");
    if (provider)
        rule.provider = read_code(yaml, provider, "provider");
    rule.state = (int8_t)read_state(yaml, yaml_need(yaml, item, "state"), &out->flow);
    rule.temporary = yaml_flag(yaml, yaml_get(item, "temporary"), "temporary");
    read_follows(yaml, yaml_get(item, "follows"), &rule);
    for (int32_t i = 0; i < out->place_rules; i++)
        if (out->place_rule[i].place == rule.place && out->place_rule[i].provider == rule.provider)
            yaml_complain(yaml, item, "place", "the same place and provider are there twice");
    if (out->place_rules >= CARE_PLACE_RULES_MAX)
        yaml_complain(yaml, item, "place", "there are more than %d places", CARE_PLACE_RULES_MAX);
    else
        out->place_rule[out->place_rules++] = rule;
}

static void read_codes(struct yaml *yaml, struct fy_node *mapping, struct care_system *out)
{
    yaml_only(yaml, mapping, (const char *const[]){"place", "rec", "otherwise", NULL});
    void *at = NULL;
    struct fy_node *item, *places = yaml_need(yaml, mapping, "place"), *recs = yaml_need(yaml, mapping, "rec");
    while ((item = yaml_item(yaml, places, &at)))
        read_place(yaml, item, out);
    at = NULL;
    char key[CODE_TEXT_SIZE];
    while ((item = yaml_pair(yaml, recs, &at, key, sizeof key))) {
        if (out->exit_rules >= CARE_EXIT_RULES_MAX) {
            yaml_complain(yaml, item, key, "there are more than %d codes of REC", CARE_EXIT_RULES_MAX);
            return;
        }
        struct care_exit_rule *rule = &out->exit_rule[out->exit_rules++];
        if (!code_pack(key, strlen(key), &rule->rec))
            yaml_complain(yaml, item, key, "%s is no code", key);
        rule->exit = (int8_t)read_exit(yaml, item, &out->flow);
    }
    struct fy_node *otherwise = yaml_need(yaml, mapping, "otherwise");
    out->state_otherwise = (int8_t)read_state(yaml, yaml_need(yaml, otherwise, "state"), &out->flow);
    out->exit_otherwise = (int8_t)read_exit(yaml, yaml_need(yaml, otherwise, "exit"), &out->flow);
}

static void check_shares(struct yaml *yaml, struct fy_node *node, const char *what, double sum)
{
    if (sum < 1 - shares_may_miss_one_by || sum > 1 + shares_may_miss_one_by)
        yaml_complain(yaml, node, what, "the shares of %s add up to %.6f and not to 1", what, sum);
}

/* A distribution over states: {foster_inhouse: 0.5, …}. */
static void read_first_state(struct yaml *yaml, struct fy_node *mapping, const struct flow_system *flow, const char *name,
                             double *share)
{
    void *at = NULL;
    char key[TEXT_SIZE];
    double sum = 0;
    struct fy_node *item;
    while ((item = yaml_pair(yaml, mapping, &at, key, sizeof key))) {
        int32_t state = named(flow->state[0], flow->states, key);
        if (state < 0) {
            yaml_complain(yaml, item, key, "there is no state called %s", key);
            return;
        }
        share[state] = yaml_decimal(yaml, item, key, 0, 1);
        sum += share[state];
    }
    check_shares(yaml, mapping, name, sum);
}

static void read_stratum(struct yaml *yaml, struct fy_node *item, struct fy_node *first_states, struct flow_system *flow)
{
    yaml_only(yaml, item, (const char *const[]){"name", "from_days", "to_days", "share", "first", "marked", NULL});
    if (flow->strata >= FLOW_STRATA_MAX) {
        yaml_complain(yaml, item, "strata", "there are more than %d kinds of entry", FLOW_STRATA_MAX);
        return;
    }
    struct flow_stratum *stratum = &flow->stratum[flow->strata++];
    yaml_text(yaml, yaml_need(yaml, item, "name"), "name", stratum->name, sizeof stratum->name);
    stratum->from_days = (int32_t)yaml_whole(yaml, yaml_need(yaml, item, "from_days"), "from_days", 0, 100000);
    stratum->to_days =
        (int32_t)yaml_whole(yaml, yaml_need(yaml, item, "to_days"), "to_days", stratum->from_days + 1, 100000);
    stratum->marked = yaml_flag(yaml, yaml_get(item, "marked"), "marked");
    stratum->prior_share = yaml_decimal(yaml, yaml_need(yaml, item, "share"), "share", 0, 1);
    char first[TEXT_SIZE];
    struct fy_node *name = yaml_need(yaml, item, "first");
    yaml_text(yaml, name, "first", first, sizeof first);
    struct fy_node *shares = yaml_get(first_states, first);
    if (!shares)
        yaml_complain(yaml, name, "first", "first_states has no %s", first);
    read_first_state(yaml, shares, flow, first, stratum->prior_first_state);
}

static void read_entries(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    yaml_only(yaml, mapping,
              (const char *const[]){"per_year", "dispersion", "dispersion_worth_quarters", "strata_worth",
                                    "first_state_worth", "first_states", "strata", NULL});
    flow->prior_entries_per_year = yaml_decimal(yaml, yaml_need(yaml, mapping, "per_year"), "per_year", 0, ENTRIES_MAX);
    flow->prior_dispersion = yaml_decimal(yaml, yaml_need(yaml, mapping, "dispersion"), "dispersion", 1, 1000);
    flow->strength_dispersion =
        yaml_decimal(yaml, yaml_need(yaml, mapping, "dispersion_worth_quarters"), "dispersion_worth_quarters", 0, WORTH_MAX);
    flow->strength_strata = yaml_decimal(yaml, yaml_need(yaml, mapping, "strata_worth"), "strata_worth", 0, WORTH_MAX);
    flow->strength_first_state =
        yaml_decimal(yaml, yaml_need(yaml, mapping, "first_state_worth"), "first_state_worth", 0, WORTH_MAX);
    struct fy_node *first_states = yaml_need(yaml, mapping, "first_states"), *strata = yaml_need(yaml, mapping, "strata");
    struct fy_node *item;
    void *at = NULL;
    double sum = 0;
    while ((item = yaml_item(yaml, strata, &at)))
        read_stratum(yaml, item, first_states, flow);
    for (int32_t i = 0; i < flow->strata; i++)
        sum += flow->stratum[i].prior_share;
    check_shares(yaml, strata, "strata", sum);
}

static void read_rates(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    char from[TEXT_SIZE], to[TEXT_SIZE];
    void *at = NULL;
    struct fy_node *row, *cell;
    while ((row = yaml_pair(yaml, mapping, &at, from, sizeof from))) {
        int32_t state = named(flow->state[0], flow->states, from);
        if (state < 0) {
            yaml_complain(yaml, row, from, "there is no state called %s", from);
            return;
        }
        void *along = NULL;
        while ((cell = yaml_pair(yaml, row, &along, to, sizeof to))) {
            int32_t destination = destination_of(yaml, cell, flow, to);
            flow->prior_rate[state][destination] = yaml_decimal(yaml, cell, to, 0, RATE_MAX);
        }
    }
}

static void read_factors(struct yaml *yaml, struct fy_node *list, const char *what, const struct flow_bands *bands,
                         double *factor)
{
    void *at = NULL;
    struct fy_node *item;
    int32_t count = 0;
    while ((item = yaml_item(yaml, list, &at))) {
        if (count < bands->count)
            factor[count] = yaml_decimal(yaml, item, what, 0, FACTOR_MAX);
        count++;
    }
    if (count != bands->count)
        yaml_complain(yaml, list, what, "%s has %d factors for %d bands", what, count, bands->count);
}

static void read_destination_factors(struct yaml *yaml, struct fy_node *mapping, const struct flow_system *flow,
                                     const struct flow_bands *bands, double (*factor)[FLOW_BANDS_MAX])
{
    char key[TEXT_SIZE];
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_pair(yaml, mapping, &at, key, sizeof key))) {
        int32_t destination = destination_of(yaml, item, flow, key);
        read_factors(yaml, item, key, bands, factor[destination]);
    }
}

static void read_group_factors(struct yaml *yaml, struct fy_node *mapping, struct flow_system *flow)
{
    char key[TEXT_SIZE];
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_pair(yaml, mapping, &at, key, sizeof key))) {
        int32_t group = named(flow->group[0], flow->groups, key);
        if (group < 0)
            yaml_complain(yaml, item, key, "there is no group called %s", key);
        else
            read_factors(yaml, item, key, &flow->time_in_state, flow->prior_by_time_in_state[group]);
    }
}

static void factors_of_one(struct flow_system *flow)
{
    for (int32_t band = 0; band < FLOW_BANDS_MAX; band++) {
        for (int32_t to = 0; to < FLOW_DESTINATIONS_MAX; to++)
            flow->prior_by_age[to][band] = flow->prior_by_time_in_system[to][band] = 1;
        for (int32_t group = 0; group < FLOW_GROUPS_MAX; group++)
            flow->prior_by_time_in_state[group][band] = 1;
    }
}

static void read_prior(struct yaml *yaml, struct fy_node *mapping, struct care_system *out)
{
    struct flow_system *flow = &out->flow;
    yaml_only(yaml, mapping,
              (const char *const[]){"source", "rate_worth", "factor_worth", "rates_per_year", "by_age", "by_time_in_care",
                                    "by_time_in_placement", NULL});
    yaml_text(yaml, yaml_need(yaml, mapping, "source"), "source", out->prior_source, sizeof out->prior_source);
    flow->strength_rate = yaml_decimal(yaml, yaml_need(yaml, mapping, "rate_worth"), "rate_worth", 0, WORTH_MAX);
    flow->strength_factor = yaml_decimal(yaml, yaml_need(yaml, mapping, "factor_worth"), "factor_worth", 0, WORTH_MAX);
    factors_of_one(flow);
    read_rates(yaml, yaml_need(yaml, mapping, "rates_per_year"), flow);
    read_destination_factors(yaml, yaml_get(mapping, "by_age"), flow, &flow->age, flow->prior_by_age);
    read_destination_factors(yaml, yaml_get(mapping, "by_time_in_care"), flow, &flow->time_in_system,
                             flow->prior_by_time_in_system);
    read_group_factors(yaml, yaml_get(mapping, "by_time_in_placement"), flow);
}

/* Where children go whose kind of home is full, for a care.yaml of a workspace that was written before there was `capacity`.
 * The same as the built-in file says. */
static const struct {
    const char *full, *next[2];
} spill_otherwise[] = {
    {"foster_inhouse", {"foster_agency", "home_external"}},
    {"foster_agency", {"foster_inhouse", "home_external"}},
    {"adoption", {"foster_inhouse", "foster_agency"}},
    {"home_inhouse", {"home_external", NULL}},
    {"home_external", {"home_inhouse", NULL}},
    {"secure", {"home_external", NULL}},
    {"supported", {"home_external", NULL}},
    {"other_residential", {"home_external", NULL}},
};

static void spill_by_default(struct care_system *out)
{
    const struct flow_system *flow = &out->flow;
    const int32_t last = flow_state_named(flow, "unregistered");
    out->spill.last = last < 0 ? out->state_otherwise : last;
    for (size_t i = 0; i < sizeof spill_otherwise / sizeof *spill_otherwise; i++) {
        const int32_t full = flow_state_named(flow, spill_otherwise[i].full);
        for (int32_t k = 0; full >= 0 && k < 2 && spill_otherwise[i].next[k]; k++) {
            const int32_t next = flow_state_named(flow, spill_otherwise[i].next[k]);
            if (next >= 0)
                out->spill.next[full][out->spill.count[full]++] = (int8_t)next;
        }
    }
}

/* One kind's list of kinds to try. Doubles and itself: flow_spill_check says. */
static void read_spill_order(struct yaml *yaml, struct fy_node *list, int32_t full, struct care_system *out)
{
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_item(yaml, list, &at))) {
        if (out->spill.count[full] == FLOW_STATES_MAX) {
            yaml_complain(yaml, item, "spill", "there are more than %d kinds to try", FLOW_STATES_MAX);
            return;
        }
        out->spill.next[full][out->spill.count[full]++] = (int8_t)read_state(yaml, item, &out->flow);
    }
}

static void read_capacity(struct yaml *yaml, struct fy_node *mapping, struct care_system *out)
{
    char full[TEXT_SIZE];
    void *at = NULL;
    struct fy_node *list;
    if (!mapping) {
        spill_by_default(out);
        return;
    }
    yaml_only(yaml, mapping, (const char *const[]){"spill", "last", NULL});
    out->spill.last = read_state(yaml, yaml_need(yaml, mapping, "last"), &out->flow);
    struct fy_node *spill = yaml_need(yaml, mapping, "spill");
    while ((list = yaml_pair(yaml, spill, &at, full, sizeof full))) {
        const int32_t state = named(out->flow.state[0], out->flow.states, full);
        if (state < 0)
            yaml_complain(yaml, list, full, "there is no state called %s", full);
        else
            read_spill_order(yaml, list, state, out);
    }
}

int casebook_read_system(const char *bytes, size_t length, struct care_system *out, struct problem *problem)
{
    *out = (struct care_system){0};
    struct yaml yaml;
    yaml_open(&yaml, bytes, length, "care.yaml", problem);
    struct fy_node *root = yaml_root(&yaml);
    yaml_only(&yaml, root,
              (const char *const[]){"name", "groups", "states", "exits", "final", "clocks", "drift", "codes", "entries",
                                    "capacity", "prior", NULL});
    yaml_text(&yaml, yaml_need(&yaml, root, "name"), "name", out->flow.name, sizeof out->flow.name);
    read_groups(&yaml, yaml_need(&yaml, root, "groups"), &out->flow);
    read_states(&yaml, yaml_need(&yaml, root, "states"), out);
    read_exits(&yaml, yaml_need(&yaml, root, "exits"), out);
    read_final(&yaml, yaml_need(&yaml, root, "final"), &out->flow);
    read_clocks(&yaml, yaml_need(&yaml, root, "clocks"), &out->flow);
    read_drift(&yaml, yaml_need(&yaml, root, "drift"), &out->flow);
    read_codes(&yaml, yaml_need(&yaml, root, "codes"), out);
    read_entries(&yaml, yaml_need(&yaml, root, "entries"), &out->flow);
    read_capacity(&yaml, yaml_get(root, "capacity"), out);
    read_prior(&yaml, yaml_need(&yaml, root, "prior"), out);
    int code = yaml_close(&yaml);
    return code < 0 ? code : care_system_check(out, problem);
}
