/*
 * code_meaning: what the council says that a code of PLACE stands for which no list knows.
 *
 *     casebook_say_code(casebook, "Q9", "supported", "Our code for taster flats", &who, problem);
 *     …                                            the histories use it at once: it is a rule of casebook_system
 *     casebook_take_back_code(casebook, "Q9", NULL, &who, problem);
 *
 * Every word that was said stays; the last one about a code holds. A code that a list of the return or the care system knows
 * keeps its meaning there: to change that, a workspace has its own systems/care.yaml. What is said is part of the run id by
 * the rule that it makes and by its reason, not by who said it and when.
 *
 * Includes: base, care, casebook/casebook.
 */
#ifndef CASEBOOK_CODE_MEANING_H
#define CASEBOOK_CODE_MEANING_H

#include <stdint.h>

#include "base/problem.h"
#include "casebook/casebook.h"

/* Who says it and when, as the door knows them. */
struct casebook_speaker {
    const char *who;  /* the person */
    const char *when; /* UTC time "2026-11-24T09:30:00Z" */
};

enum { CODE_REASON_MAX = 400 }; /* bytes */

/*
 * Says what a code stands for. PROBLEM_USAGE: no code can look like that, or the reason is blank, too long or more than a
 * line. PROBLEM_INPUT: there is no such kind of placement (the problem lists them), or a list or the care system knows the
 * code. PROBLEM_LIMIT: more codes than a care system holds. On failure nothing has changed.
 */
int casebook_say_code(struct casebook *casebook, const char *code, const char *state, const char *reason,
                      const struct casebook_speaker *speaker, struct problem *problem);

/* Takes back what was said of a code; `reason` may be NULL. PROBLEM_NOT_FOUND when nothing holds. */
int casebook_take_back_code(struct casebook *casebook, const char *code, const char *reason,
                            const struct casebook_speaker *speaker, struct problem *problem);

/* What holds of a code, and whether it is used. Strings are borrowed for the call. */
struct casebook_code_meaning {
    const char *code;  /* "Q9" */
    const char *state; /* id of the kind of placement */
    const char *reason, *said_at, *said_by;
    int32_t
        state_id;  /* its number in the care system; -1: the workspace's own systems/care.yaml has no such kind any more */
    bool own_rule; /* the workspace's own systems/care.yaml has a rule for the code by now, which wins */
};

/* What holds, one call each, by code. */
int casebook_each_code_meaning(struct casebook *casebook,
                               int (*each)(void *self, const struct casebook_code_meaning *meaning, struct problem *problem),
                               void *self, struct problem *problem);

/* Puts what holds into the care system in force, as opening does. */
int casebook_apply_code_meanings(struct casebook *casebook, struct problem *problem);

#endif
