/*
 * council: the children of a made-up council and their ways through care, as `flow` walks them.
 *
 *   entrants    one future of the national prior (flow_entrants), from 25 years before the first return, so that those in
 *               care are in balance with those who come; with drift, the rates wander from the first return on
 *   siblings    entrants of one month come together in families of 1 to 4 (60, 22, 12 and 6 in 100 families): brothers and
 *               sisters come on the first one's day (synth/families.h: found among the entrants, or arriving as families)
 *   returners   some of those who come from age 1 on are children who left some time before: a second period of the same
 *               child
 *   size        more families come than are wanted; each has a number between 0 and 1, and the council has those below a
 *               line drawn so that `children` are in care on the last 31 March. With drift, earlier and later stocks are
 *               what the walks make of them
 *
 * The periods kept are those that touch the years of the returns or the months after them. A spell of no night (two events
 * on one day) is left out: a return cannot hold it.
 *
 * Inside synth/. Includes: base, calendar, chance, flow, care/system.
 */
#ifndef SYNTH_COUNCIL_H
#define SYNTH_COUNCIL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "calendar/calendar.h"
#include "care/system.h"
#include "flow/histories.h"
#include "synth/synth.h"

struct synth_spell {
    day from, to; /* nights [from, to); to is DAY_OPEN when it lasts beyond the horizon */
    int8_t state; /* state id */
    int8_t next;  /* destination, or FLOW_CENSORED when open */
};

struct synth_period {
    uint32_t number;       /* of the entrant: the luck of this period */
    uint32_t family;       /* number of the first of the brothers and sisters who came together; of an only child its own */
    day kin_born;          /* of a family that arrived, its first's date of birth; else DAY_NONE */
    bool kin_with_parents; /* somebody of that family began with parents */
    int32_t child;         /* number of the child */
    int32_t spells;        /* how many, at least one */
    int64_t first_spell;   /* they stand together */
};

struct synth_child {
    uint32_t number;      /* of its first entry: the luck of what it is */
    uint32_t family;      /* of its first entry */
    day born;             /* date of birth */
    bool unaccompanied;   /* unaccompanied asylum-seeking child */
    int32_t periods;      /* how many, at least one */
    int64_t first_period; /* they stand together, in order of time */
};

/* Owned columns; synth_council_clear frees them. */
struct synth_council {
    const struct care_system *system; /* borrowed */
    uint64_t seed;                    /* of all its luck */
    int32_t first_year, last_year;    /* collection years of the returns */
    day opens;                        /* 1 April of the first return */
    day as_at;                        /* 31 March of the last one */
    day truth_to;                     /* the last day of the truth; as_at when none is asked for */
    day horizon; /* the last day that is simulated: a year after as_at at least, so that what a return tells (a placement
                    order some months before a placement) hangs on no length of the truth */
    int64_t children, periods;         /* how many, those of the truth and of the year after it included */
    int64_t spells;                    /* of these periods */
    int64_t in_care;                   /* children in care in the night of as_at */
    struct synth_like_choice likeness; /* how it was chosen, when it is to be like published figures */
    struct synth_child *child;         /* [children] */
    struct synth_period *period;       /* [periods], by child */
    struct synth_spell *spell;         /* those of a period stand together; some belong to nobody */
};

/* *out is filled on success, empty after a failure: PROBLEM_USAGE (options outside their limits), PROBLEM_MEMORY,
 * PROBLEM_STOPPED. */
int synth_council_make(const struct care_system *system, const struct synth_options *options, struct progress *progress,
                       struct synth_council *out, struct problem *problem);
void synth_council_clear(struct synth_council *council); /* safe on zeroes and twice */

/* The children with the lowest tickets of a draft, so many in care on `as_at`; takes the draft's spells over. All of *out
 * but its columns and counts is the caller's. PROBLEM_MEMORY. */
struct synth_draft;
int synth_council_choose(struct synth_draft *draft, int32_t children, struct synth_council *out, struct problem *problem);

/* First and last day of a period; the last is DAY_OPEN while it lasts. */
day synth_period_from(const struct synth_council *council, const struct synth_period *period);
day synth_period_to(const struct synth_council *council, const struct synth_period *period);

/* Its children as histories observed over [from, to). The caller clears them. */
int synth_council_histories(const struct synth_council *council, day from, day to, struct flow_histories *out,
                            struct problem *problem);

#endif
