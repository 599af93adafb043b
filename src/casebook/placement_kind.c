#include "casebook/placement_kind.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The state of which this is the id, once it is written as ids are; -1 when it is none. */
static int32_t state_of_id(const struct care_system *system, const char *words)
{
    char id[FLOW_NAME_MAX];
    size_t length = strlen(words);
    if (length >= sizeof id)
        return -1;
    for (size_t i = 0; i <= length; i++) {
        bool capital = words[i] >= 'A' && words[i] <= 'Z', gap = words[i] == ' ' || words[i] == '-';
        id[i] = capital ? (char)(words[i] - 'A' + 'a') : gap ? '_' : words[i];
    }
    return flow_state_named(&system->flow, id);
}

static int32_t state_of_title(const struct care_system *system, const char *words)
{
    for (int32_t state = 0; state < system->flow.states; state++)
        if (strcasecmp(system->state_title[state], words) == 0)
            return state;
    return -1;
}

/* The state whose id is the first `length` characters of `stem`, an underscore and the provider. */
static int32_t state_of_pair(const struct care_system *system, const char *stem, size_t length, const char *provider_kind)
{
    char words[FLOW_NAME_MAX];
    int needed =
        snprintf(words, sizeof words, "%.*s_%s", (int)(length < sizeof words ? length : sizeof words), stem, provider_kind);
    return needed > 0 && (size_t)needed < sizeof words ? state_of_id(system, words) : -1;
}

int32_t placement_kind(const struct care_system *system, const char *type, const char *provider_kind)
{
    int32_t pair = provider_kind[0] ? state_of_pair(system, type, strlen(type), provider_kind) : -1;
    if (pair >= 0)
        return pair;
    int32_t state = state_of_id(system, type);
    if (state < 0)
        state = state_of_title(system, type);
    if (state < 0 || !provider_kind[0])
        return state;
    const char *id = system->flow.state[state], *end = strrchr(id, '_');
    int32_t meant = end ? state_of_pair(system, id, (size_t)(end - id), provider_kind) : -1;
    return meant < 0 || meant == state ? state : -1;
}

void placement_kinds_append(const struct care_system *system, struct text *out)
{
    for (int32_t state = 0; state < system->flow.states; state++)
        text_format(out, "%s%s", state ? ", " : "", system->flow.state[state]);
}
