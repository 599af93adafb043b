/*
 * scenario_library: the initiatives that are carried inside of the program.
 */
#include <stdio.h>
#include <string.h>

#include "casebook/library_files.h"
#include "casebook/scenario_yaml.h"
#include "casebook/scenarios.h"

bool casebook_library_entry(int32_t number, const char **id, char *theme, size_t theme_size)
{
    if (number < 0 || number >= library_files_count)
        return false;
    const char *name = library_files[number].name, *slash = strchr(name, '/');
    *id = slash ? slash + 1 : name;
    if (theme)
        snprintf(theme, theme_size, "%.*s", slash ? (int)(slash - name) : 0, name);
    return true;
}

int casebook_load_library_entry(const struct casebook *casebook, int32_t number, struct plan_scenario *out,
                                struct problem *problem)
{
    const struct plan_limits limits = {.system = &casebook_system(casebook)->flow,
                                       .first = DAY_NONE,
                                       .last = DAY_NONE,
                                       .cap = PLAN_CAP_DEFAULT,
                                       .file = library_files[number].name};
    const char *text = library_files[number].text;
    return casebook_read_scenario(text, strlen(text), &limits, out, problem);
}
