/*
 * episodes: a child's way through care as the rows of an SSDA903 return tell it.
 *
 * A new episode begins on the day the one before ends, when the placement changes (RNE P, or T where the carers stay the
 * same), the legal status (L), or both (B, U); the first of a period is S. Its reason stands on the episode that ends. Some
 * placements are interrupted by a temporary one of up to a week (T4), from which the child returns to the same place. Moves
 * inside one state are new homes of that kind, or, where a short-term foster placement becomes a long-term one, the same
 * carers.
 *
 * Everything is told as it is in the end; what a return of an earlier year could know of it is for synth/year_files.h.
 *
 * Inside synth/. Includes: base, calendar, chance, care/system.
 */
#ifndef SYNTH_EPISODES_H
#define SYNTH_EPISODES_H

#include <stdint.h>

#include "base/problem.h"
#include "synth/codebook.h"
#include "synth/council.h"
#include "synth/particulars.h"

/* A home: where it is and who runs it. */
struct synth_home {
    const struct synth_place *place;    /* borrowed from the codebook; NULL for a temporary one */
    char postcode[SYNTH_POSTCODE_SIZE]; /* PL_POST */
    char urn[SYNTH_URN_SIZE];           /* URN, or empty */
};

struct synth_episode {
    int32_t period;                   /* of the child, from 0 */
    day decom, dec;                   /* dec is DAY_OPEN beyond the council's horizon */
    short_code rne, ls;               /* RNE, LS */
    short_code reason;                /* REASON_PLACE_CHANGE on its end, or 0 */
    const struct synth_exit *leaving; /* how the period ends with it; NULL when another episode follows, or it is open */
    struct synth_home home;           /* PLACE, PLACE_PROVIDER, PL_POST, URN */
    char home_postcode[SYNTH_POSTCODE_SIZE]; /* HOME_POST, or empty */
};

/* Something that happens on a day of a period. */
struct synth_event {
    day on;        /* the day */
    int32_t kind;  /* what: see episodes.c */
    int32_t index; /* of the spell or the status */
};

/* Owned lists, used again for child after child; synth_episodes_clear frees them. */
struct synth_episodes {
    int64_t count, capacity;         /* episodes there are, and there is room for */
    struct synth_episode *episode;   /* of one child, in order of time */
    int64_t events, events_capacity; /* events there are, and there is room for */
    struct synth_event *event;       /* room for the events of one period */
    int64_t homes_capacity;          /* homes that there is room for */
    struct synth_home *home;         /* room for the homes of one period, one a spell */
};

/* Fills the list with the episodes of one child. PROBLEM_MEMORY. */
int synth_episodes_tell(const struct synth_council *council, const struct synth_codebook *book,
                        const struct synth_child *child, struct synth_episodes *out, struct problem *problem);

void synth_episodes_clear(struct synth_episodes *episodes); /* safe on zeroes and twice */

#endif
