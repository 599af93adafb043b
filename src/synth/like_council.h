/*
 * like_council: the hook by which a council is chosen like published figures instead of by size alone (synth/council.h).
 *
 * The draft is made much larger than the council; synth_like_tickets then gives the families chosen (synth/like.h) the
 * lowest ticket and all others the highest, so that the council's line takes the former. Families that come after the last
 * year are not among them.
 *
 * Inside synth/. Includes: base, synth/draft, synth/like.
 */
#ifndef SYNTH_LIKE_COUNCIL_H
#define SYNTH_LIKE_COUNCIL_H

#include "synth/draft.h"
#include "synth/like.h"

/* How many children a draft should have in care that a council like this is chosen from. */
double synth_like_wanted(const struct synth_like *like);

/* Chooses, and deals the tickets. out->got[SYNTH_LIKE_STOCK][years] is the council's stock. */
int synth_like_tickets(struct synth_draft *draft, const struct synth_like *like, uint64_t seed,
                       struct synth_like_choice *out, struct problem *problem);

#endif
