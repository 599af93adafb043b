#include "flow/effects_everybody.h"

#include "flow/crowd_abreast.h"

enum { ENTRANTS_MAX = 1 << 15 /* of the base in a month; their numbers end where those of further ones begin */ };

/* Takes the ways of some of the cohort ahead; false where that is not to be. */
static bool foresee_residents(const struct flow_effects_walk *walk, int64_t from, int64_t to)
{
#if defined(__x86_64__)
    struct crowd crowd;
    if (!walk->foresight)
        return false;
    crowd_foresee(&crowd, walk->pace, &walk->cohort->birthdays, walk->cohort->start, walk->key, walk->replicate,
                  walk->months, walk->foresight);
    crowd_add_some(&crowd, &walk->cohort->ranks, from, to);
    crowd_end(&crowd);
    return true;
#else
    (void)walk, (void)from, (void)to;
    return false;
#endif
}

/* The same of all who enter from month `from` on, as many months as there is room for: before *until. */
static bool foresee_entrants(const struct flow_effects_walk *walk, const int32_t *entries, int32_t from, int32_t *until)
{
    int64_t count = 0;
    *until = from;
    while (*until < walk->months->count && count + entries[*until] <= FORESIGHT_UNITS)
        count += entries[(*until)++];
    if (*until == from || !walk->foresight) {
        *until = from + 1;
        return false;
    }
#if defined(__x86_64__)
    struct crowd crowd;
    crowd_foresee(&crowd, walk->pace, &walk->cohort->birthdays, walk->cohort->start, walk->key, walk->replicate,
                  walk->months, walk->foresight);
    for (int32_t m = from; m < *until; m++)
        crowd_add_entrants(&crowd, walk->arrivals, m, entries[m]);
    crowd_end(&crowd);
#endif
    return true;
}

/* Shows one to the visitor, with what was foreseen: it is unit `at` of the foresight, or of none (-1). */
struct showing {
    struct effects_going *going;
    void (*visit)(void *self, const struct effects_unit *unit);
    void *self;
};

static void show(const struct showing *showing, struct effects_unit unit, int64_t at)
{
    const struct flow_foresight *foresight = showing->going->walk->foresight;
    if (at >= 0 && unit.kind == EFFECTS_ENTRANT)
        unit.entrant = &foresight->entrant[at];
    if (at >= 0 && foresight->turns[at] <= FORESIGHT_TURNS) {
        unit.turn = foresight->turn + at * FORESIGHT_TURNS;
        unit.turns = foresight->turns[at];
    }
    showing->visit(showing->self, &unit);
}

static void show_residents(const struct showing *showing)
{
    const int64_t count = showing->going->walk->cohort->count;
    for (int64_t from = 0; from < count; from += FORESIGHT_UNITS) {
        const int64_t to = count - from < FORESIGHT_UNITS ? count : from + FORESIGHT_UNITS;
        const bool foreseen = foresee_residents(showing->going->walk, from, to);
        for (int64_t i = from; i < to; i++)
            show(showing, (struct effects_unit){.kind = EFFECTS_RESIDENT, .index = i}, foreseen ? i - from : -1);
    }
}

/* Those whom effects bring in a month beside the base. */
static void show_added(const struct showing *showing, int32_t month)
{
    for (uint64_t set = showing->going->delivered; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set), count = effects_way_added(showing->going, e, month);
        for (int32_t i = 0; i < count; i++)
            show(showing, (struct effects_unit){.kind = EFFECTS_ADDED, .effect = e, .month = month, .index = i}, -1);
    }
}

int effects_everybody(struct effects_going *going, const int32_t *entries,
                      void (*visit)(void *self, const struct effects_unit *unit), void *self, struct problem *problem)
{
    const struct showing showing = {going, visit, self};
    const int32_t months = going->walk->months->count;
    int64_t at = 0;
    bool foreseen = false;
    show_residents(&showing);
    for (int32_t m = 0, until = 0; m < months; m++) {
        if (entries[m] > ENTRANTS_MAX)
            return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than a plan can tell apart");
        if (m == until) {
            foreseen = foresee_entrants(going->walk, entries, m, &until);
            at = 0;
        }
        for (int32_t i = 0; i < entries[m]; i++)
            show(&showing, (struct effects_unit){.kind = EFFECTS_ENTRANT, .month = m, .index = i}, foreseen ? at++ : -1);
        show_added(&showing, m);
    }
    return 0;
}
