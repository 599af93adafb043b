#include "flow/effects_everybody.h"

#include "flow/crowd_abreast.h"

/* Everybody on their way past the visitor. */
struct showing {
    struct effects_going *going;
    const int32_t *entries; /* [months] */
    void (*visit)(void *self, const struct effects_unit *unit);
    void *self;
    struct flow_ways_piece **at; /* where the next piece is kept or to be kept; NULL: nowhere */
    int64_t *left;               /* bytes that may be kept */
    struct flow_ways_piece own;  /* one that is not */
};

#if defined(__x86_64__)

static void foresee(struct crowd *crowd, const struct flow_effects_walk *walk)
{
    crowd_foresee(crowd, walk->pace, &walk->cohort->birthdays, walk->cohort->start, walk->key, walk->replicate, walk->months,
                  walk->foresight);
}

/* Takes the ways of some of the cohort ahead. */
static void foresee_residents(const struct flow_effects_walk *walk, int64_t from, int64_t to)
{
    struct crowd crowd;
    foresee(&crowd, walk);
    crowd_add_some(&crowd, &walk->cohort->ranks, from, to);
    crowd_end(&crowd);
}

/* The same of all who enter in some months. */
static void foresee_entrants(const struct flow_effects_walk *walk, const int32_t *entries, int32_t from, int32_t until)
{
    struct crowd crowd;
    foresee(&crowd, walk);
    for (int32_t m = from; m < until; m++)
        crowd_add_entrants(&crowd, walk->arrivals, m, entries[m]);
    crowd_end(&crowd);
}

#else /* no processor of another kind walks abreast: there is no foresight */

static void foresee_residents(const struct flow_effects_walk *walk, int64_t from, int64_t to)
{
    (void)walk, (void)from, (void)to;
}

static void foresee_entrants(const struct flow_effects_walk *walk, const int32_t *entries, int32_t from, int32_t until)
{
    (void)walk, (void)entries, (void)from, (void)until;
}

#endif

/* The piece that was kept, if it was: the next. */
static const struct flow_ways_piece *kept(struct showing *showing)
{
    const struct flow_ways_piece *piece = showing->at ? *showing->at : NULL;
    if (piece)
        showing->at = &(*showing->at)->next;
    return piece;
}

/* The piece that was foreseen just now, which is kept if there is room. */
static const struct flow_ways_piece *foreseen(struct showing *showing, int64_t units, bool enter)
{
    const struct flow_effects_walk *walk = showing->going->walk;
    showing->own = flow_ways_view(walk->foresight, (int32_t)units, enter);
    if (showing->at)
        flow_ways_keep(&showing->own, showing->left, showing->at);
    showing->at = showing->at && *showing->at ? &(*showing->at)->next : NULL;
    return &showing->own;
}

/* The ways of some of the cohort; NULL where they are not taken ahead. */
static const struct flow_ways_piece *residents(struct showing *showing, int64_t from, int64_t to)
{
    const struct flow_ways_piece *piece = kept(showing);
    if (piece || !showing->going->walk->foresight)
        return piece;
    foresee_residents(showing->going->walk, from, to);
    return foreseen(showing, to - from, false);
}

/* The ways of all who enter from month `from` on, as many months as a foresight has room for: before *until. */
static const struct flow_ways_piece *entrants(struct showing *showing, int32_t from, int32_t *until)
{
    const struct flow_effects_walk *walk = showing->going->walk;
    int64_t count = 0;
    *until = from;
    while (*until < walk->months->count && count + showing->entries[*until] <= FORESIGHT_UNITS)
        count += showing->entries[(*until)++];
    if (*until == from || !walk->foresight) {
        *until = from + 1;
        return NULL;
    }
    const struct flow_ways_piece *piece = kept(showing);
    if (piece)
        return piece;
    foresee_entrants(walk, showing->entries, from, *until);
    return foreseen(showing, count, true);
}

/* Shows person `at` of a piece, whose turns, if they are written down, begin at `turn`; or of none (NULL). */
static int32_t show(const struct showing *showing, struct effects_unit unit, const struct flow_ways_piece *piece, int64_t at,
                    int64_t turn)
{
    const int32_t turns = piece ? piece->turns[at] : 0;
    if (piece && piece->entrant) {
        unit.entrant = &piece->entrant[at];
        unit.age = piece->age[at];
    }
    if (piece && turns <= FORESIGHT_TURNS) {
        unit.turn = piece->turn + turn;
        unit.turns = turns;
    }
    showing->visit(showing->self, &unit);
    return piece ? flow_ways_step(piece, turns) : 0;
}

static void show_residents(struct showing *showing)
{
    const int64_t count = showing->going->walk->cohort->count;
    for (int64_t from = 0; from < count; from += FORESIGHT_UNITS) {
        const int64_t to = count - from < FORESIGHT_UNITS ? count : from + FORESIGHT_UNITS;
        const struct flow_ways_piece *piece = residents(showing, from, to);
        for (int64_t i = from, turn = 0; i < to; i++)
            turn += show(showing, (struct effects_unit){.kind = EFFECTS_RESIDENT, .index = i}, piece, i - from, turn);
    }
}

/* Those whom effects bring in a month beside the base. */
static void show_added(const struct showing *showing, int32_t month)
{
    for (uint64_t set = showing->going->delivered; set; set &= set - 1) {
        const int32_t e = __builtin_ctzll(set), count = effects_way_added(showing->going, e, month);
        for (int32_t i = 0; i < count; i++)
            show(showing, (struct effects_unit){.kind = EFFECTS_ADDED, .effect = e, .month = month, .index = i}, NULL, 0, 0);
    }
}

/* Everybody, from what is kept or foreseen. */
static int show_all(struct showing *showing, struct problem *problem)
{
    const struct flow_effects_walk *walk = showing->going->walk;
    const int32_t *entries = showing->entries;
    show_residents(showing);
    const struct flow_ways_piece *piece = NULL;
    int64_t at = 0, turn = 0;
    for (int32_t m = 0, until = 0; m < walk->months->count; m++) {
        if (entries[m] > EFFECTS_ENTRANTS_MAX)
            return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than a plan can tell apart");
        if (m == until) {
            piece = entrants(showing, m, &until);
            at = turn = 0;
        }
        for (int32_t i = 0; i < entries[m]; i++)
            turn += show(showing, (struct effects_unit){.kind = EFFECTS_ENTRANT, .month = m, .index = i}, piece, at++, turn);
        show_added(showing, m);
    }
    return 0;
}

int effects_everybody(struct effects_going *going, const int32_t *entries,
                      void (*visit)(void *self, const struct effects_unit *unit), void *self, struct problem *problem)
{
    const struct flow_effects_walk *walk = going->walk;
    struct showing showing = {.going = going, .entries = entries, .visit = visit, .self = self};
    if (walk->ways && walk->foresight) {
        showing.at = &walk->ways->first[walk->replicate];
        showing.left = &walk->ways->left[walk->replicate];
    }
    return show_all(&showing, problem);
}

static void look_past(void *self, const struct effects_unit *unit)
{
    (void)self;
    (void)unit;
}

int effects_everybody_keep(const struct flow_effects_walk *walk, const int32_t *entries, struct flow_ways_piece **first,
                           int64_t *left, struct problem *problem)
{
    struct effects_going going = {.walk = walk}; /* nothing is delivered: nobody is brought */
    struct showing showing = {.going = &going, .entries = entries, .visit = look_past, .at = first, .left = left};
    return show_all(&showing, problem);
}
