#include "synth/families.h"

#include <stdlib.h>

#include "base/array.h"
#include "chance/draw.h"
#include "synth/luck.h"

enum {
    SIBLINGS_MAX = 4,
    SIBLINGS_APART = 280, /* fewest days between two births of one mother */
    SIBLINGS_NEAR = 3652  /* most days between the births of a family that arrives, where others can be had */
};

/* Families of 1, 2, 3 and 4 children who come together, in per cent, and the mean. A proposal. */
static const int32_t family_sizes[SIBLINGS_MAX] = {60, 22, 12, 6};
static const double family_mean = 1.64;

static bool is_marked(const struct synth_families *families, const struct flow_entrant *entrant)
{
    return families->system->stratum[entrant->stratum].marked;
}

/* The entries of one kind alone, marked or not; returns the share that they had. */
static double entries_of_kind(const struct flow_system *system, const struct flow_entries *entries, bool marked,
                              struct flow_entries *out)
{
    double share = 0;
    *out = *entries;
    for (int32_t k = 0; k < system->strata; k++) {
        out->share[k] = system->stratum[k].marked == marked ? entries->share[k] : 0;
        share += out->share[k];
    }
    for (int32_t k = 0; k < system->strata && share > 0; k++)
        out->share[k] /= share;
    return share;
}

void synth_families_make(const struct flow_system *system, uint64_t seed, bool arrive, const struct flow_entries *entries,
                         struct synth_families *out)
{
    struct flow_entries kind;
    *out = (struct synth_families){
        .system = system, .seed = seed, .arrive = arrive, .parents = flow_state_named(system, "parents")};
    if (!arrive)
        return;
    entries_of_kind(system, entries, false, &kind);
    flow_arrivals_build(system, &kind, &out->accompanied);
    out->marked = entries_of_kind(system, entries, true, &kind);
    flow_arrivals_build(system, &kind, &out->alone);
}

void synth_families_clear(struct synth_families *families)
{
    free(families->entrant);
    free(families->family);
    free(families->size);
    *families = (struct synth_families){0};
}

/* Whether a child born on `born` can be a brother or sister of these: of another birth, or a twin. */
static bool born_apart(const day *born_before, int32_t count, day born)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t apart = abs(born - born_before[i]);
        if (apart > 0 && apart < SIBLINGS_APART)
            return false;
    }
    return true;
}

/* Lets an entrant come on the day of the family's first, as old on that day as it would have been. */
static void join(struct synth_families *families, int64_t first, int64_t other)
{
    const struct flow_person *eldest = &families->entrant[first].person;
    struct flow_person *person = &families->entrant[other].person;
    person->born -= person->entered - eldest->entered;
    person->entered = person->since = eldest->entered;
    families->family[other].number = eldest->number;
}

/* When the entrant would be born if it came with the first. */
static day born_with(const struct synth_families *families, int64_t first, int64_t other)
{
    const struct flow_person *person = &families->entrant[other].person;
    return person->born - (person->entered - families->entrant[first].person.entered);
}

/* Lets the later entrants of the month who fit come with entrant `first`, until the family is full. */
static void family_gather(struct synth_families *families, int64_t first)
{
    const struct flow_person *eldest = &families->entrant[first].person;
    struct chance_stream luck = synth_luck_of(families->seed, eldest->number, SYNTH_LUCK_FAMILY);
    int32_t size = synth_luck_weighted(&luck, family_sizes, SIBLINGS_MAX) + 1, members = 1;
    day born[SIBLINGS_MAX] = {eldest->born};
    for (int64_t i = first + 1; i < families->count && members < size; i++) {
        if (families->family[i].number || is_marked(families, &families->entrant[i]) ||
            !born_apart(born, members, born_with(families, first, i)))
            continue;
        join(families, first, i);
        born[members++] = families->entrant[i].person.born;
    }
}

/* Families found among the entrants that `flow` gives. */
static int gather(struct synth_families *families, const struct flow_posterior *posterior, int32_t month,
                  struct problem *problem)
{
    const struct flow_key key = {.seed = families->seed, .authority = SYNTH_AUTHORITY};
    int code = flow_entrants(posterior, 0, &key, calendar_month_start(month), calendar_month_end(month), &families->entrant,
                             &families->count, &families->entrants_capacity, problem);
    if (code == 0)
        code = array_reserve(&families->family, &families->families_capacity, families->count, sizeof *families->family,
                             problem);
    if (code < 0)
        return code;
    for (int64_t i = 0; i < families->count; i++)
        families->family[i] = (struct synth_family){.born = DAY_NONE}; /* numbers of entrants are never 0 */
    for (int64_t i = 0; i < families->count; i++) {
        if (families->family[i].number)
            continue;
        families->family[i].number = families->entrant[i].person.number;
        if (!is_marked(families, &families->entrant[i]))
            family_gather(families, i);
    }
    return 0;
}

/* The next entrant who can come with the first: born apart from the members so far and, if asked, near the first; -1 when
 * there is none. */
static int64_t sibling_find(const struct synth_families *families, int64_t first, int64_t accompanied, const day *born,
                            int32_t members, bool near)
{
    for (int64_t i = first + 1; i < accompanied; i++) {
        day on = born_with(families, first, i);
        if (families->family[i].number == 0 && born_apart(born, members, on) &&
            (!near || abs(on - born[0]) <= SIBLINGS_NEAR))
            return i;
    }
    return -1;
}

/* Makes the next free entrant a twin of the first. */
static int64_t twin_make(struct synth_families *families, int64_t first, int64_t accompanied)
{
    int64_t at = first + 1;
    while (at < accompanied && families->family[at].number)
        at++;
    const struct flow_entrant *eldest = &families->entrant[first];
    struct flow_entrant *twin = &families->entrant[at];
    twin->stratum = eldest->stratum;
    twin->person.state = eldest->person.state;
    twin->person.born = eldest->person.born + (twin->person.entered - eldest->person.entered);
    return at;
}

/* A family of the next free entrant and size - 1 others, of whom there are enough. */
static void family_arrive(struct synth_families *families, int64_t first, int32_t size, int64_t accompanied)
{
    int64_t member[SIBLINGS_MAX] = {first};
    day born[SIBLINGS_MAX] = {families->entrant[first].person.born};
    bool with_parents = families->entrant[first].person.state == families->parents;
    families->family[first].number = families->entrant[first].person.number;
    for (int32_t k = 1; k < size; k++) {
        int64_t found = sibling_find(families, first, accompanied, born, k, true);
        if (found < 0)
            found = sibling_find(families, first, accompanied, born, k, false);
        if (found < 0)
            found = twin_make(families, first, accompanied);
        join(families, first, found);
        member[k] = found;
        born[k] = families->entrant[found].person.born;
        with_parents = with_parents || families->entrant[found].person.state == families->parents;
    }
    for (int32_t k = 0; k < size; k++) {
        struct synth_family *family = &families->family[member[k]];
        family->members = size;
        family->born = born[0];
        family->with_parents = with_parents;
    }
}

/* How many families come, their sizes, and how many children that makes; or a negative code. */
static int64_t sizes_draw(struct synth_families *families, struct chance_stream *luck, double mean, int64_t *count,
                          struct problem *problem)
{
    int64_t children = 0;
    *count = chance_poisson(luck, mean);
    int code = array_reserve(&families->size, &families->sizes_capacity, *count, sizeof *families->size, problem);
    for (int64_t i = 0; i < *count && code == 0; i++) {
        families->size[i] = (int8_t)(synth_luck_weighted(luck, family_sizes, SIBLINGS_MAX) + 1);
        children += families->size[i];
    }
    return code < 0 ? code : children;
}

/* Makes the entrants of the month: `accompanied` children of families, then those who come alone. */
static int entrants_make(struct synth_families *families, int32_t month, int64_t accompanied, int64_t alone,
                         struct problem *problem)
{
    const struct chance_key key = chance_key_of(families->seed, SYNTH_AUTHORITY);
    day first = calendar_month_start(month);
    int32_t days = calendar_month_end(month) - first + 1;
    int64_t all = accompanied + alone;
    if (all > FLOW_ENTRANTS_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
    int code = array_reserve(&families->entrant, &families->entrants_capacity, all, sizeof *families->entrant, problem);
    if (code == 0)
        code = array_reserve(&families->family, &families->families_capacity, all, sizeof *families->family, problem);
    for (int64_t i = 0; i < all && code == 0; i++) {
        const struct flow_arrivals *kind = i < accompanied ? &families->accompanied : &families->alone;
        families->entrant[i] = flow_arrivals_make(kind, key, 0, month, (uint32_t)i, first, days);
        families->family[i] = (struct synth_family){.born = DAY_NONE};
    }
    families->count = code < 0 ? 0 : all;
    return code;
}

/* Families that arrive, the largest first, so that they find brothers and sisters while there are many to choose from. */
static int arrive(struct synth_families *families, const struct flow_posterior *posterior, int32_t month,
                  struct problem *problem)
{
    struct chance_stream luck = synth_luck_of(families->seed, (uint32_t)month, SYNTH_LUCK_ARRIVALS);
    int32_t days = calendar_month_end(month) - calendar_month_start(month) + 1;
    double mean = posterior->entries[0].per_day * days;
    int64_t count = 0;
    int64_t accompanied = sizes_draw(families, &luck, mean * (1 - families->marked) / family_mean, &count, problem);
    if (accompanied < 0)
        return (int)accompanied;
    int code = entrants_make(families, month, accompanied, chance_poisson(&luck, mean * families->marked), problem);
    int64_t first = 0;
    for (int32_t size = SIBLINGS_MAX; size > 0 && code == 0; size--)
        for (int64_t i = 0; i < count; i++) {
            if (families->size[i] != size)
                continue;
            while (families->family[first].number)
                first++;
            family_arrive(families, first, size, accompanied);
        }
    for (int64_t i = accompanied; i < families->count; i++) {
        families->family[i].number = families->entrant[i].person.number;
        families->family[i].members = 1;
    }
    return code;
}

int synth_families_enter(struct synth_families *families, const struct flow_posterior *posterior, int32_t month,
                         struct problem *problem)
{
    families->count = 0;
    return families->arrive ? arrive(families, posterior, month, problem) : gather(families, posterior, month, problem);
}
