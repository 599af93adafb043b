/*
 * effects_way: one person's way under the effects that are there, and who had a part in it. Within this room.
 *
 * The turns of the base are taken ahead, all at once, as if there were no plan: most people never meet an effect. Where one
 * acts, the base's turns from there on are thrown away and taken anew from where the person then is. Nothing depends on how
 * far ahead they were taken: a person's candidates are numbered.
 *
 * An initiative had a part in a way if the way could have been another without it. The way is then the same, bit for bit,
 * under all subsets of the initiatives that are there which hold those that had a part:
 *
 *     held up        whoever is let through by all is let through by some. Held up by effect k: k, and those asked before it
 *     diverted       whoever is not diverted by all is not by some. Diverted by k: k, and those asked before it
 *     an excess      it comes under fewer that hold up, too: k, and those before it that raise its rate
 *     no excess      it can come where fewer hold up: these, if it would come without them
 *     further ones   none under all is none under some. Brought by k: k, and those before it that raise its mean
 *
 * Products of float32 factors are taken in the order of the list, and a factor below 1 never makes one larger, rounded or
 * not.
 *
 * Pure. Includes: base, calendar, chance, flow.
 */
#ifndef FLOW_EFFECTS_WAY_H
#define FLOW_EFFECTS_WAY_H

#include <stdbool.h>
#include <stdint.h>

#include "flow/effects_notes.h"
#include "flow/effects_reach.h"
#include "flow/effects_walk.h"

/* Of the base in a month; their numbers end where those of further ones begin. */
enum { EFFECTS_ENTRANTS_MAX = 1 << 15 };

struct effects_person; /* flow/effects_person.h */

/* One replicate on its way. */
struct effects_going {
    const struct flow_effects_walk *walk; /* borrowed, like the next two */
    struct flow_tally *tally;             /* all that happens is counted here, or, where it is NULL, */
    struct effects_notes *notes;          /* who sleeps where is noted here; */
    bool differences;                     /* of those only what differs from the base, which is taken back first */
    /* Takes who enters, instead of following them, from whoever walks everybody together (flow/coupled.h); or NULL. */
    void (*arrive)(void *self, const struct effects_person *person, const struct flow_entrant *entrant);
    void *self;
    const bool *capped; /* [states]: kinds that can be full; who comes to one does not go alone. Beside `arrive`; or NULL */
    uint64_t delivered; /* bit e: effect e is of an initiative that is delivered */
    uint64_t present;   /* those of them under which people walk now */
    uint32_t acted;     /* bit i: initiative i had a part in a way since this was last made 0 */
    struct flow_arrivals arrivals; /* with the kinds of one entrant */
    struct effects_reach reach;
};

/* Begins a replicate, with all that are delivered present. Neither tally nor notes yet. */
void effects_way_begin(struct effects_going *going, const struct flow_effects_walk *walk);

/* Who goes: somebody of the cohort; an entrant of the base, who is gone, there, or there with further ones of the same kind;
 * or the `index`th whom an effect brings in a month beside the base. */
enum effects_unit_kind { EFFECTS_RESIDENT, EFFECTS_ENTRANT, EFFECTS_ADDED };

struct effects_unit {
    enum effects_unit_kind kind;
    int32_t effect, month;
    int64_t index;
    const struct flow_foreseen *turn; /* [turns]: the way in the base; NULL where it was not taken ahead. Borrowed */
    int32_t turns;
    const struct flow_entrant *entrant; /* who enters, where they were made already; else NULL */
    int32_t age;                        /* age band of the entrant then */
};

/* Takes the way of a unit under the effects that are present. */
void effects_way_take(struct effects_going *going, const struct effects_unit *unit);

/* Whether somebody there at the start goes the way that was foreseen, comes to no kind that can be full, and meets no
 * effect: then that is counted, and they need not be taken. */
bool effects_way_alone(struct effects_going *going, const struct effects_unit *unit);

/* How many an effect brings in a month beside the base; 0 of one that does not. */
int32_t effects_way_added(const struct effects_going *going, int32_t effect, int32_t month);

#endif
