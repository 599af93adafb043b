#include <stdlib.h>
#include <string.h>

#include "chance/stream.h"
#include "synth/like.h"

enum {
    LEAVERS_TRIED = 256, /* kinds that are tried as the one to give up, best first */
    STEPS_MAX = 1500,
    STEPS_ASTRAY = 300, /* steps in a row that may lead away from the counts before the search ends */
    REST = 12,          /* steps for which a kind that moved moves no more, so that the search does not go in circles */
    OTHERS_TRIED = 200, /* of one kind, for each unit chosen */
    PASSES = 4,
    ALONE = 1,
    LIKE_LUCK = 1000 /* apart from the numbers of synth/luck.h */
};

static const uint32_t like_authority = 0x6c696b65; /* "like": no real one */

/* Units with the same exact counts. */
struct kind {
    uint64_t mark;                /* hash of its exact counts */
    int64_t unit;                 /* one of it */
    int64_t first, units, chosen; /* where its units begin in `member`, how many they are, how many are chosen */
    int32_t rests_until;          /* step */
};

struct choosing {
    const struct synth_like_pool *pool;
    const struct synth_like *like;
    bool exact[SYNTH_LIKE_COLUMNS];    /* whether a column's count is to be exact */
    bool soft[SYNTH_LIKE_COLUMNS + 1]; /* whether it is wanted, and not exact */
    double away[SYNTH_LIKE_COLUMNS];   /* got - wanted */
    int64_t kinds;
    struct kind *kind; /* [kinds] */
    int64_t addable;
    int32_t *add;     /* [addable]: kinds of children who come alone: only these are added */
    int32_t *kind_of; /* [units] */
    int64_t *member;  /* [units], by kind */
    uint8_t *chosen;  /* [units] */
    int32_t step;
    struct arena arena;
};

static double size(double x)
{
    return x < 0 ? -x : x;
}

static void find_columns(struct choosing *choosing)
{
    for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++) {
        const int32_t kind = column / SYNTH_LIKE_YEARS_MAX, at = column % SYNTH_LIKE_YEARS_MAX;
        choosing->exact[column] = choosing->like->wanted[kind][at] && choosing->like->exact[kind][at];
        choosing->soft[column] = choosing->like->wanted[kind][at] && !choosing->like->exact[kind][at];
        choosing->away[column] = -choosing->like->count[kind][at];
    }
}

static uint64_t mark_of(const struct choosing *choosing, int64_t unit)
{
    const struct synth_like_pool *pool = choosing->pool;
    uint64_t mark = 1469598103934665603u; /* Fowler, Noll and Vo's hash */
    for (int64_t c = pool->first[unit]; c < pool->first[unit + 1]; c++)
        if (choosing->exact[pool->column[c]])
            mark = (mark ^ (uint64_t)(pool->column[c] * 256 + pool->count[c])) * 1099511628211u;
    return mark;
}

/* The next exact cell of a unit from c on; the end of its row when there is none. */
static int64_t next_exact(const struct choosing *choosing, int64_t unit, int64_t c)
{
    const struct synth_like_pool *pool = choosing->pool;
    while (c < pool->first[unit + 1] && !choosing->exact[pool->column[c]])
        c++;
    return c;
}

static bool same_counts(const struct choosing *choosing, int64_t left, int64_t right)
{
    const struct synth_like_pool *pool = choosing->pool;
    int64_t a = next_exact(choosing, left, pool->first[left]), b = next_exact(choosing, right, pool->first[right]);
    while (a < pool->first[left + 1] && b < pool->first[right + 1]) {
        if (pool->column[a] != pool->column[b] || pool->count[a] != pool->count[b])
            return false;
        a = next_exact(choosing, left, a + 1);
        b = next_exact(choosing, right, b + 1);
    }
    return a == pool->first[left + 1] && b == pool->first[right + 1];
}

/* Whether two units may stand for one another: the same exact counts, both a child alone or neither. */
static bool same_kind(const struct choosing *choosing, const struct kind *kind, uint64_t mark, int64_t unit)
{
    const uint8_t *children = choosing->pool->children;
    return kind->mark == mark && (children[kind->unit] == ALONE) == (children[unit] == ALONE) &&
           same_counts(choosing, kind->unit, unit);
}

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to choose among families");
}

/* Finds the kinds by a table of marks, in the order in which units first show them. */
static int find_kinds(struct choosing *choosing, struct problem *problem)
{
    const int64_t units = choosing->pool->units;
    uint64_t slots = 1024;
    while (slots < (uint64_t)units * 2)
        slots *= 2;
    int32_t *slot = arena_take(&choosing->arena, (size_t)slots * sizeof *slot);
    choosing->kind = arena_take(&choosing->arena, (size_t)units * sizeof *choosing->kind);
    choosing->add = arena_take(&choosing->arena, (size_t)units * sizeof *choosing->add);
    choosing->kind_of = arena_take(&choosing->arena, (size_t)units * sizeof *choosing->kind_of);
    if (!slot || !choosing->kind || !choosing->add || !choosing->kind_of)
        return no_memory(problem);
    for (int64_t i = 0; i < units; i++) {
        const uint64_t mark = mark_of(choosing, i);
        uint64_t at = mark & (slots - 1);
        while (slot[at] && !same_kind(choosing, &choosing->kind[slot[at] - 1], mark, i))
            at = (at + 1) & (slots - 1);
        if (!slot[at]) {
            if (choosing->pool->children[i] == ALONE)
                choosing->add[choosing->addable++] = (int32_t)choosing->kinds;
            choosing->kind[choosing->kinds++] = (struct kind){.mark = mark, .unit = i};
            slot[at] = (int32_t)choosing->kinds;
        }
        choosing->kind_of[i] = slot[at] - 1;
        choosing->kind[slot[at] - 1].units++;
    }
    return 0;
}

/* Units by kind, in their order. */
static int group_units(struct choosing *choosing, struct problem *problem)
{
    const int64_t units = choosing->pool->units;
    choosing->member = arena_take(&choosing->arena, (size_t)units * sizeof *choosing->member);
    if (!choosing->member)
        return no_memory(problem);
    int64_t at = 0;
    for (int64_t k = 0; k < choosing->kinds; k++) {
        choosing->kind[k].first = at;
        at += choosing->kind[k].units;
        choosing->kind[k].units = 0;
    }
    for (int64_t i = 0; i < units; i++) {
        struct kind *kind = &choosing->kind[choosing->kind_of[i]];
        choosing->member[kind->first + kind->units++] = i;
    }
    return 0;
}

static void shift(struct choosing *choosing, int64_t unit, double sign)
{
    const struct synth_like_pool *pool = choosing->pool;
    for (int64_t c = pool->first[unit]; c < pool->first[unit + 1]; c++)
        choosing->away[pool->column[c]] += sign * pool->count[c];
}

static void set_chosen(struct choosing *choosing, int64_t unit, bool chosen)
{
    choosing->chosen[unit] = chosen;
    choosing->kind[choosing->kind_of[unit]].chosen += chosen ? 1 : -1;
    shift(choosing, unit, chosen ? 1 : -1);
}

/* Systematic sampling: a unit is chosen when the weights laid end to end pass a whole number (less one fraction) in it. */
static void draw(struct choosing *choosing, const double *weight, uint64_t seed)
{
    struct chance_stream luck;
    chance_stream_start(&luck, chance_key_of(seed, like_authority), 0, LIKE_LUCK, CHANCE_SYNTHETIC);
    double next = chance_uniform(&luck), sum = 0;
    for (int64_t i = 0; i < choosing->pool->units; i++) {
        const int64_t unit = choosing->member[i];
        sum += weight[unit];
        if (sum < next)
            continue;
        set_chosen(choosing, unit, true);
        while (next <= sum)
            next += 1;
    }
}

/* What the squares of got - wanted, of exact counts, add up to more when a unit of this kind is added (+1) or given up (-1).
 */
static double cost(const struct choosing *choosing, const struct kind *kind, double sign)
{
    const struct synth_like_pool *pool = choosing->pool;
    double sum = 0;
    for (int64_t c = pool->first[kind->unit]; c < pool->first[kind->unit + 1]; c++)
        if (choosing->exact[pool->column[c]])
            sum += pool->count[c] * (2 * sign * choosing->away[pool->column[c]] + pool->count[c]);
    return sum;
}

/* The kind of a child alone that is best added; -1 when there is none to add. */
static int64_t best_to_add(const struct choosing *choosing, double *least)
{
    int64_t best = -1;
    *least = 1e300;
    for (int64_t i = 0; i < choosing->addable; i++) {
        const struct kind *kind = &choosing->kind[choosing->add[i]];
        if (kind->chosen >= kind->units || kind->rests_until > choosing->step)
            continue;
        const double now = cost(choosing, kind, 1);
        if (now < *least) {
            *least = now;
            best = choosing->add[i];
        }
    }
    return best;
}

/* A kind and what it costs to give one of it up. */
struct leaver {
    double cost;
    int64_t kind;
};

static int compare_leavers(const void *left, const void *right)
{
    const struct leaver *a = left, *b = right;
    if (a->cost < b->cost || a->cost > b->cost)
        return a->cost < b->cost ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

/* Kinds with a unit chosen, those that cost least to give up first. */
static int64_t list_leavers(const struct choosing *choosing, struct leaver *out)
{
    int64_t count = 0;
    for (int64_t k = 0; k < choosing->kinds; k++)
        if (choosing->kind[k].chosen > 0 && choosing->kind[k].rests_until <= choosing->step)
            out[count++] = (struct leaver){cost(choosing, &choosing->kind[k], -1), k};
    qsort(out, (size_t)count, sizeof *out, compare_leavers);
    return count;
}

/* Adds (or gives up) the first unit of a kind that is not chosen (or is), and lets the kind rest. */
static void exchange(struct choosing *choosing, int64_t kind, bool add)
{
    struct kind *of = &choosing->kind[kind];
    of->rests_until = choosing->step + REST;
    for (int64_t i = of->first; i < of->first + of->units; i++)
        if (choosing->chosen[choosing->member[i]] != add) {
            set_chosen(choosing, choosing->member[i], add);
            return;
        }
}

/* Takes the best step: a unit added, one given up, or both. False when none is left. */
static bool take_step(struct choosing *choosing, struct leaver *leaver)
{
    double least, found;
    int64_t add = best_to_add(choosing, &least), give = -1;
    const int64_t leavers = list_leavers(choosing, leaver);
    if (leavers && leaver[0].cost < least) {
        least = leaver[0].cost;
        give = leaver[0].kind;
        add = -1;
    }
    for (int64_t i = 0; i < leavers && i < LEAVERS_TRIED; i++) {
        const int64_t unit = choosing->kind[leaver[i].kind].unit;
        shift(choosing, unit, -1);
        const int64_t other = best_to_add(choosing, &found);
        shift(choosing, unit, 1);
        if (other >= 0 && other != leaver[i].kind && leaver[i].cost + found < least - 0.5) {
            least = leaver[i].cost + found;
            give = leaver[i].kind;
            add = other;
        }
    }
    if (give >= 0)
        exchange(choosing, give, false);
    if (add >= 0)
        exchange(choosing, add, true);
    return give >= 0 || add >= 0;
}

static double missed(const struct choosing *choosing)
{
    double sum = 0;
    for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++)
        sum += choosing->exact[column] ? size(choosing->away[column]) : 0;
    return sum;
}

/* Goes back to a choice kept. */
static void go_back(struct choosing *choosing, const uint8_t *kept)
{
    for (int64_t i = 0; i < choosing->pool->units; i++)
        if (choosing->chosen[i] != kept[i])
            set_chosen(choosing, i, kept[i]);
}

/*
 * Steps until every exact count is met: the best that is allowed, also where it leads away for a while (tabu search, Glover
 * 1986). Ends with the best choice met. How many steps led there.
 */
static int come_exact(struct choosing *choosing, int32_t *steps, struct problem *problem)
{
    const size_t units = (size_t)choosing->pool->units;
    struct leaver *leaver = arena_take(&choosing->arena, (size_t)choosing->kinds * sizeof *leaver + 1);
    uint8_t *kept = arena_take(&choosing->arena, units + 1);
    if (!leaver || !kept)
        return no_memory(problem);
    double best = missed(choosing);
    memcpy(kept, choosing->chosen, units);
    *steps = 0;
    while (best > 0.5 && choosing->step < STEPS_MAX && choosing->step - *steps < STEPS_ASTRAY &&
           take_step(choosing, leaver)) {
        choosing->step++;
        const double now = missed(choosing);
        if (now > best - 0.5)
            continue;
        best = now;
        *steps = choosing->step;
        memcpy(kept, choosing->chosen, units);
    }
    go_back(choosing, kept);
    return 0;
}

/* |got - wanted| of the counts that need not be exact, more or less when one unit is taken for another. */
static double soft_cost(const struct choosing *choosing, int64_t out, int64_t in)
{
    const struct synth_like_pool *pool = choosing->pool;
    int64_t a = pool->first[out], b = pool->first[in];
    double sum = 0;
    while (a < pool->first[out + 1] || b < pool->first[in + 1]) {
        const int32_t left = a < pool->first[out + 1] ? pool->column[a] : SYNTH_LIKE_COLUMNS,
                      right = b < pool->first[in + 1] ? pool->column[b] : SYNTH_LIKE_COLUMNS,
                      column = left < right ? left : right;
        const int32_t change = (right == column ? pool->count[b++] : 0) - (left == column ? pool->count[a++] : 0);
        if (choosing->soft[column])
            sum += size(choosing->away[column] + change) - size(choosing->away[column]);
    }
    return sum;
}

/* Takes the best of some others of a unit's kind in its place, if one brings the other counts nearer. */
static bool take_other(struct choosing *choosing, int64_t unit)
{
    const struct kind *kind = &choosing->kind[choosing->kind_of[unit]];
    const int64_t stride = kind->units / OTHERS_TRIED + 1;
    int64_t best = -1;
    double least = -0.5;
    for (int64_t i = unit % stride; i < kind->units; i += stride) {
        const int64_t other = choosing->member[kind->first + i];
        const double now = choosing->chosen[other] ? 0 : soft_cost(choosing, unit, other);
        if (now < least) {
            least = now;
            best = other;
        }
    }
    if (best < 0)
        return false;
    set_chosen(choosing, unit, false);
    set_chosen(choosing, best, true);
    return true;
}

/* Exchanges units of one kind, which leaves the exact counts as they are. */
static void come_nearer(struct choosing *choosing)
{
    bool nearer = true;
    for (int32_t pass = 0; pass < PASSES && nearer; pass++) {
        nearer = false;
        for (int64_t i = 0; i < choosing->pool->units; i++)
            if (choosing->chosen[i])
                nearer = take_other(choosing, i) || nearer;
    }
}

static void sum_up(const struct choosing *choosing, struct synth_like_choice *out)
{
    for (int64_t i = 0; i < choosing->pool->units; i++) {
        out->units += choosing->chosen[i];
        out->children += choosing->chosen[i] ? choosing->pool->children[i] : 0;
    }
    out->missed = missed(choosing);
    for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS; column++) {
        const int32_t kind = column / SYNTH_LIKE_YEARS_MAX, at = column % SYNTH_LIKE_YEARS_MAX;
        out->got[kind][at] = choosing->like->count[kind][at] + choosing->away[column];
    }
}

int synth_like_choose(const struct synth_like_pool *pool, const struct synth_like *like,
                      const struct synth_like_match *match, uint64_t seed, uint8_t *chosen, struct synth_like_choice *out,
                      struct problem *problem)
{
    struct choosing choosing = {.pool = pool, .like = like, .chosen = chosen};
    *out = (struct synth_like_choice){0};
    memset(chosen, 0, (size_t)pool->units);
    find_columns(&choosing);
    int code = find_kinds(&choosing, problem);
    if (code == 0)
        code = group_units(&choosing, problem);
    if (code == 0) {
        draw(&choosing, match->weight, seed);
        code = come_exact(&choosing, &out->exchanged, problem);
    }
    if (code == 0) {
        come_nearer(&choosing);
        sum_up(&choosing, out);
    }
    arena_clear(&choosing.arena);
    return code;
}
