#include "casebook/scenario_yaml.h"

#include <string.h>

#include "casebook/yaml.h"

enum { AMOUNT_MAX = 1000000, POUNDS_TEXT = 32, NAME_TEXT = 64 };

/* One reading on its way. */
struct reading {
    struct yaml yaml;
    const struct flow_system *system;
    struct plan_scenario *out;
};

static struct plan_place place_of(struct fy_node *node)
{
    struct plan_place place;
    yaml_place(node, &place.line, &place.column);
    return place;
}

static void read_optional(struct yaml *yaml, struct fy_node *mapping, const char *key, char *out, size_t size)
{
    struct fy_node *node = yaml_get(mapping, key);
    if (node)
        yaml_text(yaml, node, key, out, size);
}

static day read_day(struct yaml *yaml, struct fy_node *node, const char *field)
{
    char text[NAME_TEXT];
    day on = DAY_NONE;
    yaml_text(yaml, node, field, text, sizeof text);
    if (yaml->code == 0 && (strlen(text) != 10 || !calendar_parse(text, 10, &on) || text[4] != '-'))
        yaml_complain(yaml, node, field, "%s needs a day like 2026-06-01", field);
    return on;
}

/* Pounds, never negative: the kind says whether they go or come. */
static struct money read_pounds(struct yaml *yaml, struct fy_node *node, const char *field)
{
    char text[POUNDS_TEXT];
    struct money money = {0};
    yaml_text(yaml, node, field, text, sizeof text);
    if (yaml->code == 0 && (!money_parse(text, strlen(text), &money) || money.pence < 0))
        yaml_complain(yaml, node, field, "%s needs an amount in pounds like 210000 or 850.50", field);
    return money;
}

/* ---- states, exits, ages and kinds of entry by name ---- */

static int32_t read_state(struct reading *reading, struct fy_node *node, bool any)
{
    char name[NAME_TEXT];
    yaml_text(&reading->yaml, node, "state", name, sizeof name);
    if (any && strcmp(name, "any") == 0)
        return PLAN_ANY;
    const int32_t state = flow_state_named(reading->system, name);
    if (reading->yaml.code == 0 && state < 0)
        yaml_complain(&reading->yaml, node, "state", "there is no state called %s", name);
    return state < 0 ? 0 : state;
}

static int32_t read_exit(struct reading *reading, struct fy_node *node)
{
    char name[NAME_TEXT];
    yaml_text(&reading->yaml, node, "exit", name, sizeof name);
    const int32_t exit = flow_exit_named(reading->system, name);
    if (reading->yaml.code == 0 && exit < 0)
        yaml_complain(&reading->yaml, node, "exit", "there is no exit called %s", name);
    return reading->system->states + (exit < 0 ? 0 : exit);
}

/* [from, to]: a list of exactly two. */
static void read_pair(struct reading *reading, struct fy_node *list, const char *field, struct plan_effect *effect)
{
    struct yaml *yaml = &reading->yaml;
    void *at = NULL;
    struct fy_node *first = yaml_item(yaml, list, &at), *second = first ? yaml_item(yaml, list, &at) : NULL;
    if (!second || yaml_item(yaml, list, &at)) {
        yaml_complain(yaml, list, field, "%s needs two names: [from, to]", field);
        return;
    }
    effect->from_state = read_state(reading, first, effect->kind == PLAN_EXIT);
    effect->to = effect->kind == PLAN_EXIT ? read_exit(reading, second) : read_state(reading, second, false);
}

static void add_age(struct reading *reading, struct fy_node *node, uint32_t *ages)
{
    char name[NAME_TEXT];
    yaml_text(&reading->yaml, node, "ages", name, sizeof name);
    const struct flow_bands *bands = &reading->system->age;
    for (int32_t b = 0; b < bands->count; b++)
        if (strcmp(bands->name[b], name) == 0) {
            *ages |= 1u << b;
            return;
        }
    yaml_complain(&reading->yaml, node, "ages", "there is no age band called %s", name);
}

static void add_stratum(struct reading *reading, struct fy_node *node, uint64_t *strata)
{
    char name[NAME_TEXT];
    yaml_text(&reading->yaml, node, "need", name, sizeof name);
    for (int32_t s = 0; s < reading->system->strata; s++)
        if (strcmp(reading->system->stratum[s].name, name) == 0) {
            *strata |= UINT64_C(1) << s;
            return;
        }
    yaml_complain(&reading->yaml, node, "need", "there is no kind of entry called %s", name);
}

static void read_ages(struct reading *reading, struct fy_node *list, struct plan_effect *effect)
{
    void *at = NULL;
    struct fy_node *item;
    while ((item = yaml_item(&reading->yaml, list, &at)))
        add_age(reading, item, &effect->ages);
    if (list && !effect->ages)
        yaml_complain(&reading->yaml, list, "ages", "ages needs at least one age band");
}

/* `need` names kinds of entry, `uasc` takes those that are marked, or all others. */
static void read_strata(struct reading *reading, struct fy_node *mapping, struct plan_effect *effect)
{
    void *at = NULL;
    struct fy_node *item, *need = yaml_get(mapping, "need"), *uasc = yaml_get(mapping, "uasc");
    while ((item = yaml_item(&reading->yaml, need, &at)))
        add_stratum(reading, item, &effect->strata);
    if (need && !effect->strata)
        yaml_complain(&reading->yaml, need, "need", "need wants at least one kind of entry");
    if (!uasc)
        return;
    const bool marked = yaml_flag(&reading->yaml, uasc, "uasc");
    uint64_t those = 0;
    for (int32_t s = 0; s < reading->system->strata; s++)
        those |= reading->system->stratum[s].marked == marked ? UINT64_C(1) << s : 0;
    effect->strata = need ? effect->strata & those : those;
    if (!effect->strata)
        yaml_complain(&reading->yaml, uasc, "uasc", "need and uasc leave nobody");
}

/* `entries: all` or a list of age bands. */
static void read_entries(struct reading *reading, struct fy_node *node, struct plan_effect *effect)
{
    char all[NAME_TEXT];
    if (yaml_is_list(node)) {
        read_ages(reading, node, effect);
        return;
    }
    yaml_text(&reading->yaml, node, "entries", all, sizeof all);
    if (reading->yaml.code == 0 && strcmp(all, "all") != 0)
        yaml_complain(&reading->yaml, node, "entries", "entries needs all, or age bands like [under_1, 1_4]");
}

/* ---- measures ---- */

struct measure_key {
    const char *key;
    enum plan_measure measure;
    uint32_t kinds; /* bits of plan_effect_kind that it can measure */
    double low, high;
};

#define MOVES (1u << PLAN_ENTRIES | 1u << PLAN_MOVE | 1u << PLAN_EXIT)
#define POUNDS (1u << PLAN_COST | 1u << PLAN_GRANT)

static const struct measure_key measure_keys[] = {
    {"factor", PLAN_FACTOR, MOVES | 1u << PLAN_PRICE, 0, 1000},
    {"add_per_month", PLAN_ADD_PER_MONTH, MOVES, -10000, 10000},
    {"share", PLAN_SHARE, 1u << PLAN_DIVERT, 0, 1},
    {"add", PLAN_ADD, 1u << PLAN_PLACES, -10000, 10000},
    {"uplift", PLAN_UPLIFT, 1u << PLAN_PRICE, -100, 1000},
    {"weekly", PLAN_WEEKLY, 1u << PLAN_PRICE, 0, 0},
    {"one_off", PLAN_ONE_OFF, POUNDS, 0, 0},
    {"per_year", PLAN_PER_YEAR, POUNDS, 0, 0},
};

enum { MEASURE_KEYS = sizeof measure_keys / sizeof *measure_keys };

/* The measures that a kind can have, for a complaint: "factor or add_per_month". */
static void name_measures(enum plan_effect_kind kind, char *out, size_t size)
{
    out[0] = '\0';
    for (int32_t i = 0; i < MEASURE_KEYS; i++)
        if (measure_keys[i].kinds >> kind & 1) {
            if (out[0])
                strncat(out, " or ", size - strlen(out) - 1);
            strncat(out, measure_keys[i].key, size - strlen(out) - 1);
        }
}

static void read_value(struct yaml *yaml, struct fy_node *node, const struct measure_key *key, struct plan_effect *effect)
{
    effect->measure = key->measure;
    if (key->measure >= PLAN_WEEKLY)
        effect->money = read_pounds(yaml, node, key->key);
    else if (key->measure == PLAN_ADD)
        effect->amount = (double)yaml_whole(yaml, node, key->key, (int64_t)key->low, (int64_t)key->high);
    else
        effect->amount = yaml_decimal(yaml, node, key->key, key->low, key->high);
}

static void read_measure(struct yaml *yaml, struct fy_node *mapping, struct plan_effect *effect)
{
    const char *kind = plan_effect_kind_name(effect->kind);
    int32_t found = 0;
    for (int32_t i = 0; i < MEASURE_KEYS; i++) {
        struct fy_node *node = yaml_get(mapping, measure_keys[i].key);
        if (!node)
            continue;
        if (!(measure_keys[i].kinds >> effect->kind & 1))
            yaml_complain(yaml, node, measure_keys[i].key, "%s cannot have %s", kind, measure_keys[i].key);
        else if (found++)
            yaml_complain(yaml, node, measure_keys[i].key, "%s is told twice over: keep one of its measures", kind);
        else
            read_value(yaml, node, &measure_keys[i], effect);
    }
    char wanted[80];
    name_measures(effect->kind, wanted, sizeof wanted);
    if (found == 0)
        yaml_complain(yaml, mapping, kind, "%s needs %s", kind, wanted);
}

/* ---- effects ---- */

static void read_target(struct reading *reading, struct fy_node *node, struct fy_node *mapping, struct plan_effect *effect)
{
    switch (effect->kind) {
    case PLAN_ENTRIES:
        read_entries(reading, node, effect);
        break;
    case PLAN_MOVE:
    case PLAN_EXIT:
    case PLAN_DIVERT:
        read_pair(reading, node, plan_effect_kind_name(effect->kind), effect);
        break;
    case PLAN_PLACES:
    case PLAN_PRICE:
        effect->from_state = read_state(reading, node, false);
        break;
    default:
        yaml_text(&reading->yaml, node, "label", effect->label, sizeof effect->label);
        break;
    }
    struct fy_node *ages = yaml_get(mapping, "ages"), *need = yaml_get(mapping, "need"), *uasc = yaml_get(mapping, "uasc");
    if (ages && effect->kind > PLAN_DIVERT)
        yaml_complain(&reading->yaml, ages, "ages", "%s has no ages", plan_effect_kind_name(effect->kind));
    if (ages && effect->ages)
        yaml_complain(&reading->yaml, ages, "ages", "ages are told twice over: entries has them already");
    if ((need || uasc) && effect->kind != PLAN_ENTRIES)
        yaml_complain(&reading->yaml, need ? need : uasc, "need", "need and uasc go with entries only");
    read_ages(reading, ages, effect);
    read_strata(reading, mapping, effect);
}

static void read_time(struct yaml *yaml, struct fy_node *mapping, struct plan_effect *effect)
{
    struct fy_node *to = yaml_get(mapping, "to"), *ramp = yaml_get(mapping, "ramp_months");
    effect->from = read_day(yaml, yaml_need(yaml, mapping, "from"), "from");
    effect->until = to ? read_day(yaml, to, "to") : DAY_OPEN;
    if (ramp && (effect->kind == PLAN_PLACES || effect->kind == PLAN_PRICE || effect->measure == PLAN_ONE_OFF))
        yaml_complain(yaml, ramp, "ramp_months", "this effect has no ramp: it comes whole on its day");
    if (ramp)
        effect->ramp_months = (int32_t)yaml_whole(yaml, ramp, "ramp_months", 0, PLAN_RAMP_MAX);
    if (to && effect->measure == PLAN_ONE_OFF)
        yaml_complain(yaml, to, "to", "one_off is paid on one day and has no end");
}

/* The one kind that an effect is of; complains when there is none or more than one. */
static struct fy_node *read_kind(struct yaml *yaml, struct fy_node *mapping, enum plan_effect_kind *kind)
{
    struct fy_node *found = NULL;
    for (int32_t k = 0; k < PLAN_EFFECT_KINDS; k++) {
        struct fy_node *node = yaml_get(mapping, plan_effect_kind_name((enum plan_effect_kind)k));
        if (node && found)
            yaml_complain(yaml, node, "effects", "an effect is of one kind: make this a second effect");
        if (node && !found) {
            found = node;
            *kind = (enum plan_effect_kind)k;
        }
    }
    if (!found)
        yaml_complain(yaml, mapping, "effects",
                      "an effect needs one of entries, move, exit, divert, places, price, cost or grant");
    return found;
}

/* Room for one more effect; NULL and a complaint when there is none. */
static struct plan_effect *add_effect(struct reading *reading, struct fy_node *node)
{
    struct plan_scenario *out = reading->out;
    if (out->effects == PLAN_EFFECTS_MAX) {
        yaml_complain(&reading->yaml, node, "effects", "a scenario has at most %d effects", PLAN_EFFECTS_MAX);
        return NULL;
    }
    struct plan_effect *effect = &out->effect[out->effects++];
    *effect =
        (struct plan_effect){.initiative = out->initiatives - 1, .reach = 1, .until = DAY_OPEN, .place = place_of(node)};
    return effect;
}

static void read_effect(struct reading *reading, struct fy_node *mapping)
{
    static const char *const keys[] = {"entries",       "move",     "exit", "divert", "places",      "price",
                                       "cost",          "grant",    "ages", "need",   "uasc",        "factor",
                                       "add_per_month", "share",    "add",  "reach",  "uplift",      "weekly",
                                       "one_off",       "per_year", "from", "to",     "ramp_months", NULL};
    struct yaml *yaml = &reading->yaml;
    yaml_only(yaml, mapping, keys);
    enum plan_effect_kind kind = PLAN_ENTRIES;
    struct fy_node *target = read_kind(yaml, mapping, &kind);
    struct plan_effect *effect = target ? add_effect(reading, mapping) : NULL;
    if (!effect)
        return;
    effect->kind = kind;
    read_target(reading, target, mapping, effect);
    read_measure(yaml, mapping, effect);
    if (yaml_get(mapping, "reach"))
        effect->reach = yaml_decimal(yaml, yaml_get(mapping, "reach"), "reach", 0, 1);
    read_time(yaml, mapping, effect);
}

/* ---- initiatives ---- */

/* The first day of the effects that an initiative has so far; DAY_OPEN when it has none. */
static day first_day(const struct plan_scenario *out)
{
    day first = DAY_OPEN;
    for (int32_t i = 0; i < out->effects; i++)
        if (out->effect[i].initiative == out->initiatives - 1 && out->effect[i].from < first)
            first = out->effect[i].from;
    return first;
}

static void add_pounds(struct reading *reading, struct fy_node *node, const char *key, enum plan_effect_kind kind, day from)
{
    struct plan_effect *effect = node ? add_effect(reading, node) : NULL;
    if (!effect)
        return;
    effect->kind = kind;
    effect->measure = strcmp(key, "per_year") == 0 ? PLAN_PER_YEAR : PLAN_ONE_OFF;
    effect->money = read_pounds(&reading->yaml, node, key);
    effect->from = from;
}

static void read_cost(struct reading *reading, struct fy_node *mapping)
{
    struct yaml *yaml = &reading->yaml;
    if (!mapping)
        return;
    yaml_only(yaml, mapping, (const char *const[]){"one_off", "per_year", "grant", "from", NULL});
    struct fy_node *given = yaml_get(mapping, "from");
    const day from = given ? read_day(yaml, given, "from") : first_day(reading->out);
    if (from == DAY_OPEN)
        yaml_complain(yaml, mapping, "cost", "cost needs a day `from`: the initiative has no effect that begins");
    add_pounds(reading, yaml_get(mapping, "one_off"), "one_off", PLAN_COST, from);
    add_pounds(reading, yaml_get(mapping, "per_year"), "per_year", PLAN_COST, from);
    add_pounds(reading, yaml_get(mapping, "grant"), "grant", PLAN_GRANT, from);
}

static void read_figure(struct yaml *yaml, struct fy_node *mapping, const char *key, bool *has, double *out)
{
    struct fy_node *node = yaml_get(mapping, key);
    *has = node != NULL;
    if (node)
        *out = yaml_decimal(yaml, node, key, -AMOUNT_MAX, AMOUNT_MAX);
}

static void read_evidence(struct reading *reading, struct fy_node *mapping, struct plan_evidence *out)
{
    struct yaml *yaml = &reading->yaml;
    *out = (struct plan_evidence){.given = mapping != NULL, .design = PLAN_NONE};
    if (!mapping)
        return;
    yaml_only(yaml, mapping,
              (const char *const[]){"source", "design", "outcome", "population", "effect", "low", "high", NULL});
    char design[NAME_TEXT];
    struct fy_node *node = yaml_need(yaml, mapping, "design");
    yaml_text(yaml, yaml_need(yaml, mapping, "source"), "source", out->source, sizeof out->source);
    yaml_text(yaml, node, "design", design, sizeof design);
    if (yaml->code == 0 && plan_design_named(design) < 0)
        yaml_complain(yaml, node, "design", "design is causal, associational, descriptive, assumption or none, not %s",
                      design);
    if (yaml->code == 0)
        out->design = (enum plan_design)plan_design_named(design);
    read_optional(yaml, mapping, "outcome", out->outcome, sizeof out->outcome);
    read_optional(yaml, mapping, "population", out->population, sizeof out->population);
    read_figure(yaml, mapping, "effect", &out->has_effect, &out->effect);
    read_figure(yaml, mapping, "low", &out->has_low, &out->low);
    read_figure(yaml, mapping, "high", &out->has_high, &out->high);
    if (out->has_low && out->has_high && out->low > out->high)
        yaml_complain(yaml, yaml_get(mapping, "low"), "low", "low is above high");
}

/* An id is letters, digits, - and _, so that a path like S01.owner can name it. */
static void read_id(struct reading *reading, struct fy_node *node, struct plan_initiative *initiative)
{
    struct yaml *yaml = &reading->yaml;
    yaml_text(yaml, node, "id", initiative->id, sizeof initiative->id);
    for (const char *at = initiative->id; *at; at++)
        if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", *at))
            yaml_complain(yaml, node, "id", "id has letters, digits, - and _ only");
    if (yaml->code == 0 && plan_initiative_named(reading->out, initiative->id) < reading->out->initiatives - 1)
        yaml_complain(yaml, node, "id", "the id %s is there twice", initiative->id);
}

static void read_initiative(struct reading *reading, struct fy_node *mapping)
{
    struct yaml *yaml = &reading->yaml;
    yaml_only(yaml, mapping,
              (const char *const[]){"id", "name", "owner", "effects", "cost", "chance_of_delivery", "evidence", NULL});
    if (reading->out->initiatives == PLAN_INITIATIVES_MAX) {
        yaml_complain(yaml, mapping, "initiatives", "a scenario has at most %d initiatives", PLAN_INITIATIVES_MAX);
        return;
    }
    struct plan_initiative *initiative = &reading->out->initiative[reading->out->initiatives++];
    *initiative = (struct plan_initiative){.chance_of_delivery = 1, .place = place_of(mapping)};
    read_id(reading, yaml_need(yaml, mapping, "id"), initiative);
    yaml_text(yaml, yaml_need(yaml, mapping, "name"), "name", initiative->name, sizeof initiative->name);
    yaml_text(yaml, yaml_need(yaml, mapping, "owner"), "owner", initiative->owner, sizeof initiative->owner);
    void *at = NULL;
    struct fy_node *item, *effects = yaml_get(mapping, "effects"), *chance = yaml_get(mapping, "chance_of_delivery");
    const int32_t before = reading->out->effects;
    while ((item = yaml_item(yaml, effects, &at)))
        read_effect(reading, item);
    read_cost(reading, yaml_get(mapping, "cost"));
    if (chance)
        initiative->chance_of_delivery = yaml_decimal(yaml, chance, "chance_of_delivery", 0, 1);
    read_evidence(reading, yaml_get(mapping, "evidence"), &initiative->evidence);
    if (reading->out->effects == before)
        yaml_complain(yaml, mapping, "effects", "%s changes nothing: give it effects or a cost", initiative->id);
}

int casebook_read_scenario(const char *bytes, size_t length, const struct plan_limits *limits, struct plan_scenario *out,
                           struct problem *problem)
{
    *out = (struct plan_scenario){0};
    struct reading reading = {.system = limits->system, .out = out};
    struct yaml *yaml = &reading.yaml;
    yaml_open(yaml, bytes, length, limits->file, problem);
    struct fy_node *root = yaml_root(yaml), *list = yaml_need(yaml, root, "initiatives"), *item;
    yaml_only(yaml, root, (const char *const[]){"name", "about", "initiatives", NULL});
    yaml_text(yaml, yaml_need(yaml, root, "name"), "name", out->name, sizeof out->name);
    read_optional(yaml, root, "about", out->about, sizeof out->about);
    void *at = NULL;
    while ((item = yaml_item(yaml, list, &at)))
        read_initiative(&reading, item);
    if (out->initiatives == 0)
        yaml_complain(yaml, list, "initiatives", "a scenario needs at least one initiative");
    int code = yaml_close(yaml);
    if (code < 0 && length == 0)
        problem_at(problem, limits->file, 1, 1, NULL);
    return code < 0 ? code : plan_check(out, limits, problem);
}
