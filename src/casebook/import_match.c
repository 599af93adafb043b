#include "casebook/import_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* A sum of costs; may go below 0 on its way. */
struct sum {
    int64_t cost[IMPORT_COSTS];
};

/* A cheapest way to a year. */
struct way {
    bool there;
    struct sum sum;
    int64_t from; /* the year whose part would move to this one, or -1 for the new part itself */
};

struct matching {
    const struct import_choice *choice;
    int64_t parts, years;
    const bool *taken; /* years that nobody may have */
    int64_t *owner;    /* [years] part that has it, or -1 */
    struct way *way;   /* [years] */
};

static const struct import_choice *choice_of(const struct matching *matching, int64_t part, int64_t year)
{
    return &matching->choice[part * matching->years + year];
}

static bool is_less(const struct sum *left, const struct sum *right)
{
    for (int i = 0; i < IMPORT_COSTS; i++)
        if (left->cost[i] != right->cost[i])
            return left->cost[i] < right->cost[i];
    return false;
}

static void add(struct sum *sum, const struct import_choice *choice, int64_t times)
{
    for (int i = 0; i < IMPORT_COSTS; i++)
        sum->cost[i] += times * choice->cost[i];
}

/* Tries the way on which `part` takes `year`, coming from `from`. */
static bool shorten(struct matching *matching, int64_t part, int64_t year, int64_t from)
{
    const struct import_choice *choice = choice_of(matching, part, year);
    struct way *way = &matching->way[year];
    if (!choice->possible || matching->taken[year] || year == from)
        return false;
    struct sum sum = from < 0 ? (struct sum){{0}} : matching->way[from].sum;
    if (from >= 0)
        add(&sum, choice_of(matching, part, from), -1);
    add(&sum, choice, 1);
    if (way->there && !is_less(&sum, &way->sum))
        return false;
    *way = (struct way){true, sum, from};
    return true;
}

/* Finds the cheapest ways to all years for one more part. No way is longer than there are years. */
static void find_ways(struct matching *matching, int64_t part)
{
    memset(matching->way, 0, (size_t)matching->years * sizeof *matching->way);
    for (int64_t year = 0; year < matching->years; year++)
        shorten(matching, part, year, -1);
    bool shorter = true;
    for (int64_t round = 0; shorter && round < matching->years; round++) {
        shorter = false;
        for (int64_t from = 0; from < matching->years; from++)
            for (int64_t year = 0; matching->way[from].there && matching->owner[from] >= 0 && year < matching->years; year++)
                shorter = shorten(matching, matching->owner[from], year, from) || shorter;
    }
}

/* Gives the part a year, and others another one where that is cheaper in all. False when no year is left. */
static bool place(struct matching *matching, int64_t part)
{
    int64_t best = -1;
    find_ways(matching, part);
    for (int64_t year = 0; year < matching->years; year++)
        if (matching->owner[year] < 0 && matching->way[year].there &&
            (best < 0 || is_less(&matching->way[year].sum, &matching->way[best].sum)))
            best = year;
    if (best < 0)
        return false;
    while (matching->way[best].from >= 0) {
        int64_t from = matching->way[best].from;
        matching->owner[best] = matching->owner[from];
        best = from;
    }
    matching->owner[best] = part;
    return true;
}

static int64_t cheapest(const struct matching *matching, int64_t part)
{
    int64_t best = -1;
    struct sum least = {{0}};
    for (int64_t year = 0; year < matching->years; year++) {
        struct sum sum = {{0}};
        add(&sum, choice_of(matching, part, year), 1);
        if (choice_of(matching, part, year)->possible && (best < 0 || is_less(&sum, &least))) {
            best = year;
            least = sum;
        }
    }
    return best;
}

int import_match(const struct import_choice *choice, int64_t parts, int64_t years, const bool *taken, int64_t *year_of,
                 struct problem *problem)
{
    struct matching matching = {.choice = choice, .parts = parts, .years = years, .taken = taken};
    matching.owner = array_new(years, sizeof *matching.owner, problem);
    matching.way = matching.owner ? array_new(years, sizeof *matching.way, problem) : NULL;
    int code = matching.way ? 0 : PROBLEM_MEMORY;
    for (int64_t year = 0; code == 0 && year < years; year++)
        matching.owner[year] = -1;
    for (int64_t part = 0; code == 0 && part < parts; part++)
        year_of[part] = place(&matching, part) ? -1 : cheapest(&matching, part);
    for (int64_t year = 0; code == 0 && year < years; year++)
        if (matching.owner[year] >= 0)
            year_of[matching.owner[year]] = year;
    free(matching.owner);
    free(matching.way);
    return code;
}
