#include "briefing/tables_plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "plan/words.h"

static void add_text(struct table *out, struct text *text)
{
    table_text(out, text_string(text));
    text_reset(text);
}

/* A figure of the evidence, or [x] where none was published. */
static void add_figure(struct table *out, bool has, double value, struct text *room)
{
    if (!has) {
        table_not_available(out);
        return;
    }
    plan_number_append(room, value);
    add_text(out, room);
}

static void add_library_row(struct table *out, const char *theme, const char *id, const struct plan_scenario *scenario,
                            enum table_layout layout, struct text *room)
{
    const struct plan_initiative *initiative = &scenario->initiative[0];
    const struct plan_evidence *evidence = &initiative->evidence;
    table_row(out);
    if (layout == TABLE_TIDY)
        table_text(out, theme);
    table_text(out, id);
    if (layout == TABLE_TIDY)
        table_text(out, initiative->name);
    add_figure(out, evidence->has_effect, evidence->effect, room);
    add_figure(out, evidence->has_low, evidence->low, room);
    add_figure(out, evidence->has_high, evidence->high, room);
    table_text(out, "0");
    table_text(out, plan_design_name(evidence->design));
    table_text(out, evidence->outcome);
    if (layout == TABLE_TIDY) {
        table_text(out, evidence->population);
        table_text(out, evidence->source);
    } else {
        table_note(out, "%s: %s", id, evidence->source);
    }
}

static void add_library_columns(struct table *out, enum table_layout layout)
{
    if (layout == TABLE_TIDY)
        table_column(out, "theme", "Theme", TABLE_TEXT, "");
    table_column(out, "id", "Initiative", TABLE_TEXT, "");
    if (layout == TABLE_TIDY)
        table_column(out, "name", "Name", TABLE_TEXT, "");
    table_column(out, "effect", "Effect", TABLE_TEXT, "");
    table_column(out, "low", "Low", TABLE_TEXT, "");
    table_column(out, "high", "High", TABLE_TEXT, "");
    table_column(out, "if_none", "If none", TABLE_TEXT, "");
    table_column(out, "design", "Design", TABLE_TEXT, "");
    table_column(out, "outcome", "What was measured", TABLE_TEXT, "");
    if (layout == TABLE_TIDY) {
        table_column(out, "population", "On whom", TABLE_TEXT, "");
        table_column(out, "source", "Source", TABLE_TEXT, "");
    }
}

int table_of_library(const struct casebook *casebook, enum table_layout layout, struct table *out, struct problem *problem)
{
    struct plan_scenario *scenario = malloc(sizeof *scenario);
    struct text room = {0};
    const char *id;
    char theme[32];
    int code = scenario ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the library");
    table_begin(out, "scenario_library", "Library of initiatives", "what is published of each, and what is not");
    add_library_columns(out, layout);
    table_note(out,
               "[x]: no figure was found. An effect that nobody measured on children in care is the owner's assumption.");
    table_note(out, "If none: every plan is also shown as if it changed nothing but what it costs.");
    table_note(out, "Only a causal design (a trial) says what an initiative did; the others say what happened beside it.");
    for (int32_t i = 0; code == 0 && casebook_library_entry(i, &id, theme, sizeof theme); i++) {
        code = casebook_load_library_entry(casebook, i, scenario, problem);
        if (code == 0)
            add_library_row(out, theme, id, scenario, layout, &room);
    }
    text_clear(&room);
    free(scenario);
    return code < 0 ? code : table_check(out, problem);
}

/* "Head of Fostering, Director" of the owners, each once. */
static void append_owners(struct text *out, const struct plan_scenario *scenario)
{
    for (int32_t i = 0; i < scenario->initiatives; i++) {
        bool before = false;
        for (int32_t k = 0; k < i; k++)
            before |= strcmp(scenario->initiative[k].owner, scenario->initiative[i].owner) == 0;
        if (!before)
            text_format(out, "%s%s", i ? ", " : "", scenario->initiative[i].owner);
    }
}

static void add_scenario_row(const struct casebook *casebook, const char *name, struct plan_scenario *scenario,
                             struct text *room, struct table *out)
{
    struct problem wrong = {0};
    table_row(out);
    table_text(out, name);
    if (casebook_load_scenario(casebook, name, DAY_NONE, DAY_NONE, scenario, &wrong) < 0) {
        table_not_available(out);
        table_not_available(out);
        table_not_available(out);
        table_not_available(out);
        table_note(out, "%s: %s", name, wrong.text);
        return;
    }
    table_text(out, scenario->name);
    table_number(out, scenario->initiatives);
    table_number(out, scenario->effects);
    append_owners(room, scenario);
    add_text(out, room);
}

int table_of_scenarios(const struct casebook *casebook, struct table *out, struct problem *problem)
{
    struct file_paths names = {0};
    struct text room = {0};
    struct plan_scenario *scenario = malloc(sizeof *scenario);
    int code = scenario ? casebook_scenario_names(casebook, &names, problem)
                        : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the scenarios");
    table_begin(out, "scenario_list", "Scenarios", casebook_settings(casebook)->council);
    table_column(out, "scenario", "Scenario", TABLE_TEXT, "");
    table_column(out, "name", "Name", TABLE_TEXT, "");
    table_column(out, "initiatives", "Initiatives", TABLE_COUNT, "");
    table_column(out, "effects", "Effects", TABLE_COUNT, "");
    table_column(out, "owners", "Owners", TABLE_TEXT, "");
    for (int64_t i = 0; i < names.count && code == 0; i++)
        add_scenario_row(casebook, names.path[i], scenario, &room, out);
    file_paths_clear(&names);
    text_clear(&room);
    free(scenario);
    return code < 0 ? code : table_check(out, problem);
}

static void add_effect_row(const struct casebook *casebook, const struct plan_scenario *scenario, int32_t number, bool first,
                           struct text *room, struct table *out)
{
    const struct plan_effect *effect = &scenario->effect[number];
    const struct plan_initiative *initiative = &scenario->initiative[effect->initiative];
    table_row(out);
    table_text(out, initiative->id);
    if (first) {
        table_text(out, initiative->name);
        table_text(out, initiative->owner);
        plan_number_append(room, initiative->chance_of_delivery * 100);
        text_append_char(room, '%');
        add_text(out, room);
    } else {
        table_blank(out);
        table_blank(out);
        table_blank(out);
    }
    table_text(out, plan_effect_kind_name(effect->kind));
    plan_effect_append(room, effect, casebook_system(casebook));
    add_text(out, room);
}

int table_of_scenario(const struct casebook *casebook, const struct plan_scenario *scenario, struct table *out,
                      struct problem *problem)
{
    struct text room = {0};
    table_begin(out, "scenario_show", scenario->name, casebook_settings(casebook)->council);
    table_column(out, "initiative", "Initiative", TABLE_TEXT, "");
    table_column(out, "name", "Name", TABLE_TEXT, "");
    table_column(out, "owner", "Owner", TABLE_TEXT, "");
    table_column(out, "chance", "Chance of delivery", TABLE_TEXT, "");
    table_column(out, "effect", "Effect", TABLE_TEXT, "");
    table_column(out, "in_words", "In words", TABLE_TEXT, "");
    for (int32_t i = 0; i < scenario->effects; i++)
        add_effect_row(casebook, scenario, i, i == 0 || scenario->effect[i - 1].initiative != scenario->effect[i].initiative,
                       &room, out);
    for (int32_t i = 0; i < scenario->initiatives && i < 12; i++) {
        const struct plan_initiative *initiative = &scenario->initiative[i];
        if (initiative->evidence.given)
            table_note(out, "%s: evidence is %s: %s", initiative->id, plan_design_name(initiative->evidence.design),
                       initiative->evidence.source);
        else
            table_note(out, "%s: no evidence is named.", initiative->id);
    }
    if (scenario->about[0])
        table_note(out, "%s", scenario->about);
    text_clear(&room);
    return table_check(out, problem);
}
