/*
 * Fuzz target: any bytes as a scenario. Reading must end in a named problem with a place in the file, or in a scenario that
 * passes its own check; and what is good can be changed and stays good. How to run it: see care_yaml.c, with this name in
 * its place.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/casebook.h"
#include "casebook/scenario_yaml.h"
#include "plan/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

static void read_scenario(const char *bytes, size_t length, const struct care_system *system, struct plan_scenario *scenario)
{
    struct problem problem = {0};
    struct text text = {0};
    const struct plan_limits limits = {.system = &system->flow,
                                       .first = calendar_day(2026, 4, 1),
                                       .last = calendar_day(2031, 3, 31),
                                       .cap = PLAN_CAP_DEFAULT,
                                       .file = "scenarios/a.yaml"};
    const int status = casebook_read_scenario(bytes, length, &limits, scenario, &problem);
    require(status <= 0 && status == (int)problem.code);
    if (status == 0) {
        require(scenario->initiatives > 0 && scenario->effects > 0 && scenario->name[0]);
        require(plan_check(scenario, &limits, NULL) == 0);
        for (int32_t i = 0; i < scenario->effects; i++)
            plan_effect_append(&text, &scenario->effect[i], system);
        require(text_check(&text, NULL) == 0);
    }
    const int changed = casebook_change_scenario(bytes, length, "name", "Changed", &limits, &text, &problem);
    require(changed < 0 || casebook_read_scenario(text.bytes, text.length, &limits, scenario, NULL) == 0);
    text_clear(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct care_system system; /* read once: the same for every input */
    if (system.flow.states == 0)
        require(casebook_default_system(&system, NULL) == 0);
    char *copy = malloc(length ? length : 1); /* of exactly this length, so that a byte read behind it is seen */
    struct plan_scenario *scenario = malloc(sizeof *scenario);
    if (copy && scenario) {
        if (length)
            memcpy(copy, bytes, length);
        read_scenario(copy, length, &system, scenario);
    }
    free(scenario);
    free(copy);
    return 0;
}
