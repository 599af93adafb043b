#include "flow/branches.h"

#include <stdlib.h>
#include <string.h>

#include "flow/effects_everybody.h"

/* One replicate on its way under all subsets. A set of subsets is a number with bit s for subset s. */
struct branching {
    const struct flow_branches *branches; /* borrowed, like the next */
    struct flow_branched *room;
    struct effects_going going;
    uint32_t delivered;                     /* bit i: initiative i is delivered; only its subsets are walked */
    uint64_t effects_of[FLOW_BRANCHES_MAX]; /* effects of each initiative */
    uint64_t with[FLOW_BRANCHES_MAX];       /* the subsets that hold it */
    uint64_t all;                           /* the subsets of `delivered` */
};

int flow_branched_make(const struct flow_branches *branches, int32_t months, int32_t states, struct flow_branched *out,
                       struct problem *problem)
{
    *out = (struct flow_branched){.cells = months * states};
    if (branches->initiatives < 1 || branches->initiatives > FLOW_BRANCHES_MAX)
        return problem_set(problem, PROBLEM_INPUT,
                           "the subsets of %d initiatives were asked for; of 1 to %d they can be told",
                           branches->initiatives, FLOW_BRANCHES_MAX);
    const size_t cells = (size_t)out->cells;
    out->change = calloc((1 + ((size_t)1 << branches->initiatives)) * cells, sizeof *out->change);
    out->nights = calloc(cells, sizeof *out->nights);
    out->notes = calloc(1, sizeof *out->notes);
    if (out->change && out->nights && out->notes)
        return 0;
    flow_branched_clear(out);
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the subsets of a plan");
}

void flow_branched_clear(struct flow_branched *branched)
{
    if (branched->notes)
        effects_notes_clear(branched->notes);
    free(branched->notes);
    free(branched->nights);
    free(branched->change);
    *branched = (struct flow_branched){0};
}

/* The subsets that hold all initiatives of one, or none but those of one. */
static uint64_t above(const struct branching *branching, uint32_t subset)
{
    uint64_t set = branching->all;
    for (; subset; subset &= subset - 1)
        set &= branching->with[__builtin_ctz(subset)];
    return set;
}

static uint64_t below(const struct branching *branching, uint32_t subset)
{
    uint64_t set = branching->all;
    for (uint32_t others = branching->delivered & ~subset; others; others &= others - 1)
        set &= ~branching->with[__builtin_ctz(others)];
    return set;
}

static void begin(const struct flow_branches *branches, const struct flow_effects_walk *walk, struct flow_branched *room,
                  struct branching *branching)
{
    branching->branches = branches;
    branching->room = room;
    branching->delivered = 0;
    branching->all = 0;
    effects_way_begin(&branching->going, walk);
    branching->going.notes = room->notes;
    branching->going.differences = walk->nights != NULL;
    room->notes->months = walk->months;
    room->notes->states = walk->pace->tables->states;
    for (int32_t i = 0; i < branches->initiatives; i++) {
        branching->delivered |= (uint32_t)flow_effects_delivered(walk->effects, i, walk->key, walk->replicate) << i;
        branching->effects_of[i] = branching->with[i] = 0;
        for (uint32_t subset = 0; subset < 1u << branches->initiatives; subset++)
            branching->with[i] |= (uint64_t)(subset >> i & 1) << subset;
    }
    for (int32_t e = 0; e < walk->effects->effects; e++)
        branching->effects_of[walk->effects->effect[e].initiative] |= branching->going.delivered & UINT64_C(1) << e;
    for (uint32_t subset = 0; subset < 1u << branches->initiatives; subset++)
        branching->all |= (uint64_t)((subset & ~branching->delivered) == 0) << subset;
    memset(room->change, 0, (1 + ((size_t)1 << branches->initiatives)) * (size_t)room->cells * sizeof *room->change);
}

/* Adds what was noted to the subsets of a set: once for all of them where that is all there are. */
static void add_notes(struct branching *branching, uint64_t set)
{
    const struct flow_branched *room = branching->room;
    const struct effects_notes *notes = room->notes;
    if (set == branching->all) {
        for (int64_t i = 0; i < notes->count; i++)
            room->change[notes->note[i].cell] += notes->note[i].change;
        return;
    }
    for (; set; set &= set - 1) {
        int64_t *change = room->change + (int64_t)(1 + __builtin_ctzll(set)) * room->cells;
        for (int64_t i = 0; i < notes->count; i++)
            change[notes->note[i].cell] += notes->note[i].change;
    }
}

/* One unit under all subsets: under the largest that is left (the subset of the highest number has none above it), and for
 * all that have those who had a part in its way; until none is left. Whom an effect brings is nobody where its initiative is
 * not. */
static void branch(void *self, const struct effects_unit *unit)
{
    struct branching *branching = self;
    struct effects_going *going = &branching->going;
    uint64_t left = branching->all;
    if (unit->kind == EFFECTS_ADDED)
        left &= branching->with[going->walk->effects->effect[unit->effect].initiative];
    while (left) {
        const uint32_t largest = 63u - (uint32_t)__builtin_clzll(left);
        going->present = 0;
        for (uint32_t set = largest; set; set &= set - 1)
            going->present |= branching->effects_of[__builtin_ctz(set)];
        going->acted = 0;
        going->notes->count = 0;
        effects_way_take(going, unit);
        const uint64_t same = left & above(branching, going->acted) & below(branching, largest);
        add_notes(branching, same);
        left &= ~same;
    }
}

/* The nights of a subset of those that are delivered. */
static void lay_nights(const struct branching *branching, uint32_t subset)
{
    const struct flow_branched *room = branching->room;
    const struct flow_effects_walk *walk = branching->going.walk;
    const int32_t states = walk->pace->tables->states;
    int64_t *own = room->change + (int64_t)(1 + subset) * room->cells;
    int32_t stock[FLOW_STATES_MAX] = {0};
    for (int32_t b = 0; b < FLOW_BANDS_MAX && !walk->nights; b++)
        for (int32_t s = 0; s < states; s++)
            stock[s] += walk->cohort->census.stock[b][s];
    for (int32_t i = 0; i < room->cells; i++) {
        own[i] += room->change[i];
        room->nights[i] = walk->nights ? walk->nights[i] : 0;
    }
    effects_notes_nights(walk->months, states, own, stock, room->nights);
}

/* Each subset of those that are delivered, and those that differ from it by others alone, from the largest to none. */
static int keep_all(const struct branching *branching, struct problem *problem)
{
    const struct flow_branches *branches = branching->branches;
    const int32_t replicate = (int32_t)branching->going.walk->replicate;
    const uint32_t idle = ((1u << branches->initiatives) - 1) & ~branching->delivered;
    int code = 0;
    for (uint32_t subset = branching->delivered;; subset = (subset - 1) & branching->delivered) {
        lay_nights(branching, subset);
        for (uint32_t more = idle; code == 0; more = (more - 1) & idle) {
            code = branches->keep(branches->self, replicate, subset | more, branching->room->nights, problem);
            if (more == 0)
                break;
        }
        if (subset == 0 || code < 0)
            return code;
    }
}

int flow_branches_replicate(const struct flow_branches *branches, const struct flow_effects_walk *walk,
                            const int32_t *entries, struct flow_branched *room, struct problem *problem)
{
    struct branching branching;
    begin(branches, walk, room, &branching);
    int code = effects_everybody(&branching.going, entries, branch, &branching, problem);
    if (code == 0 && room->notes->memory)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the subsets of a plan");
    return code < 0 ? code : keep_all(&branching, problem);
}
