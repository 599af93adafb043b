#include "care/spells.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "care/timeline.h"

/* `next` of a spell that another of the same period follows, until it is known which. */
enum { GOES_ON = -2 };

/* Where a child is while its episodes are walked through. */
struct walk {
    struct care_spell *spell;    /* the spell under way: the last of the list; NULL before the first */
    struct care_episode *before; /* the episode before this one */
    int64_t placement;           /* the row whose PLACE and provider the spell stands for */
    day back;                    /* the day on which a temporary stay ended, or DAY_NONE */
};

void care_spells_clear(struct care_spells *spells)
{
    free(spells->spell);
    memset(spells, 0, sizeof *spells);
}

/* A home whose code a newer year has changed may lose its provider with it: no provider is told beside Z11 to Z14. */
static bool same_home(const struct care_reading *reading, int64_t left, int64_t right)
{
    const struct care_records *records = reading->records;
    short_code before = records->provider[left], after = records->provider[right];
    bool recoded = records->place[left] != records->place[right] && (before == 0 || after == 0);
    return care_place_same(reading->system, records->place[left], records->place[right]) && (before == after || recoded);
}

/* T and U: the same carers. Carers who go from the council to an agency keep their PLACE but become another kind of home. */
static bool same_carers_stay(const struct care_reading *reading, const struct walk *walk, const struct care_episode *episode)
{
    const struct care_records *records = reading->records;
    return care_place_same(reading->system, records->place[walk->placement], records->place[episode->row]) &&
           (episode->state == walk->spell->state || !episode->known);
}

/* RNE L is about the row that ends where it begins. One that was cut there and tells another home is not that row. */
static bool cut_by_another(const struct care_reading *reading, const struct walk *walk, const struct care_episode *episode)
{
    return walk->before->fate == CARE_SHORTENED && !same_carers_stay(reading, walk, episode);
}

/* The rest of an episode: the child is back in the home in which it was then, which may be where it is now. */
static bool comes_home(const struct care_reading *reading, const struct walk *walk, const struct care_episode *rest)
{
    return walk->spell->state == rest->state && same_home(reading, walk->placement, rest->home);
}

/* Rule 5: why the episode continues the spell before it; CARE_NO_REASON when it begins a new one. */
static enum care_reason continues(const struct care_reading *reading, const struct walk *walk,
                                  const struct care_episode *episode)
{
    short_code rne = reading->records->rne[episode->row];
    if (episode->resumed)
        return comes_home(reading, walk, episode) ? CARE_SAME_PLACE : CARE_NO_REASON;
    if (episode->temporary)
        return CARE_TEMPORARY;
    if (rne == code_of("L"))
        return cut_by_another(reading, walk, episode) ? CARE_NO_REASON : CARE_LEGAL_STATUS_ONLY;
    if (walk->back == episode->from && same_home(reading, walk->placement, episode->row))
        return CARE_TEMPORARY;
    if (rne == code_of("T") || rne == code_of("U"))
        return same_carers_stay(reading, walk, episode) ? CARE_SAME_PLACE : CARE_NO_REASON;
    if (rne == code_of("P") || rne == code_of("B") || rne == code_of("S"))
        return CARE_NO_REASON;
    return same_home(reading, walk->placement, episode->row) ? CARE_SAME_PLACE : CARE_NO_REASON;
}

static void merge(const struct care_reading *reading, struct walk *walk, struct care_episode *episode,
                  enum care_reason reason)
{
    const struct care_records *records = reading->records;
    short_code before = records->place[walk->placement], after = records->place[episode->row];
    walk->spell->to = episode->to;
    if (episode->temporary)
        walk->back = episode->to;
    if (episode->fate == CARE_KEPT) {
        episode->fate = CARE_MERGED;
        episode->reason = reason;
    }
    if (before == after || episode->temporary)
        return;
    if (care_place_same(reading->system, before, after))
        walk->placement = episode->row; /* the home under its new code, by which it is told from now on */
    else if (reason == CARE_LEGAL_STATUS_ONLY && walk->spell->state != episode->state)
        care_episode_warn(episode, CARE_PLACE_DISAGREES);
}

/* A temporary stay told inside the episode before it: the spell goes on, and the child comes back to it. */
static void pass_inside(struct walk *walk, struct care_episode *stay)
{
    if (stay->to != DAY_OPEN)
        walk->back = stay->to;
    if (stay->fate == CARE_KEPT) {
        stay->fate = CARE_MERGED;
        stay->reason = CARE_TEMPORARY;
    }
}

/* The destination in which a period ends, told by the last episode of it. */
static int8_t period_end(const struct care_reading *reading, const struct care_child *child, struct care_episode *last)
{
    const struct flow_system *flow = &reading->system->flow;
    if (last->to == DAY_OPEN)
        return FLOW_CENSORED;
    if (last->to >= child->eighteenth)
        return (int8_t)(flow->states + flow->final_exit);
    bool known;
    int32_t exit = care_exit_of(reading->system, reading->records->rec[last->row], &known);
    if (!known) {
        care_episode_warn(last, CARE_UNKNOWN_REC);
    } else if (exit < 0) {
        exit = reading->system->exit_otherwise;
        care_episode_warn(last, CARE_NO_END_REASON);
    } else if (exit == flow->final_exit) {
        exit = reading->system->exit_otherwise;
        care_episode_warn(last, CARE_AGED_OUT_EARLY);
    }
    return (int8_t)(flow->states + exit);
}

static int spell_begin(struct care_spells *out, struct walk *walk, const struct care_episode *episode, bool first,
                       struct problem *problem)
{
    int result = array_reserve(&out->spell, &out->capacity, out->count + 1, sizeof *out->spell, problem);
    if (result < 0)
        return result;
    out->spell[out->count] = (struct care_spell){
        .from = episode->from,
        .to = episode->to,
        .state = episode->state,
        .next = GOES_ON,
        .first = first,
    };
    walk->spell = &out->spell[out->count++];
    walk->placement = episode->home;
    walk->back = episode->temporary ? episode->to : DAY_NONE;
    return 0;
}

static int walk_episode(const struct care_reading *reading, struct care_child *child, struct care_episode *episode,
                        struct walk *walk, struct care_spells *out, struct problem *problem)
{
    if (episode->inside) {
        pass_inside(walk, episode);
        return 0;
    }
    episode->home = episode->resumed ? child->episode[episode->part_of].home : episode->row;
    if (episode->resumed)
        episode->state = child->episode[episode->part_of].state;
    bool goes_on =
        walk->spell && walk->spell->to == episode->from && !care_left_and_came_back(reading, walk->before, episode);
    enum care_reason reason = goes_on ? continues(reading, walk, episode) : CARE_NO_REASON;
    int result = 0;
    if (reason != CARE_NO_REASON) {
        merge(reading, walk, episode, reason);
    } else {
        if (walk->spell && !goes_on)
            walk->spell->next = period_end(reading, child, walk->before);
        result = spell_begin(out, walk, episode, !goes_on, problem);
    }
    if (result == 0) {
        episode->home = walk->placement;
        episode->state = walk->spell->state;
    }
    walk->before = episode;
    return result;
}

/*
 * Takes the spells without a night out of those from `start`: what comes before and after them meets, a period keeps its
 * start and its end. Then every spell says where it leads.
 */
static void link_spells(struct care_spells *out, int64_t start)
{
    int64_t kept = start, period = start; /* the period under way has its spells in [period, kept) */
    for (int64_t i = start; i < out->count; i++) {
        struct care_spell spell = out->spell[i];
        if (spell.first)
            period = kept;
        if (spell.from < spell.to) {
            spell.first = kept == period;
            if (!spell.first)
                out->spell[kept - 1].next = spell.state;
            out->spell[kept++] = spell;
        } else if (spell.next != GOES_ON && kept > period) {
            out->spell[kept - 1].next = spell.next;
        }
    }
    out->count = kept;
}

int care_spells_make(const struct care_reading *reading, struct care_child *child, struct care_spells *out,
                     struct problem *problem)
{
    struct walk walk = {.back = DAY_NONE};
    int64_t start = out->count;
    for (int64_t i = 0; i < child->episodes; i++) {
        int result = walk_episode(reading, child, &child->episode[i], &walk, out, problem);
        if (result < 0)
            return result;
    }
    if (walk.spell)
        walk.spell->next = period_end(reading, child, walk.before);
    link_spells(out, start);
    return 0;
}
