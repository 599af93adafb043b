/*
 * Fuzz target: any bytes as homeward.yaml. Reading must end in a named problem, or in settings that a workspace can have and
 * prices that are amounts. How to run it: see care_yaml.c, with this name in its place.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/casebook.h"
#include "casebook/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

static void read_settings(const char *bytes, size_t length, const struct care_system *system)
{
    struct problem problem = {0};
    struct casebook_settings settings;
    struct tariff tariff;
    tariff_default(&system->flow, &tariff);
    int status = settings_read(bytes, length, system, &settings, &tariff, &problem);
    require(status <= 0 && status == (int)problem.code);
    if (status < 0)
        return;
    require(settings.council[0] != '\0' && settings.population >= 0);
    for (int32_t i = 0; i < tariff.states; i++)
        require(!tariff.line[i].given || tariff.line[i].per_week.pence >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct care_system system; /* read once: the same for every input */
    if (system.flow.states == 0)
        require(casebook_default_system(&system, NULL) == 0);
    char *copy = malloc(length ? length : 1); /* of exactly this length, so that a byte read behind it is seen */
    if (copy) {
        if (length)
            memcpy(copy, bytes, length);
        read_settings(copy, length, &system);
    }
    free(copy);
    return 0;
}
