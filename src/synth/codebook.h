/*
 * codebook: which codes a made-up return uses for each state and each way out.
 *
 * The tables in codebook.c give codes weights; the shares are proposals, guided by DfE's counts of placements and providers
 * at 31 March 2025. What a code means is the system's word: a code that the system maps to another state or exit is left
 * out, so that what is written comes back as what was simulated, also under a workspace's own systems/care.yaml.
 *
 * Some codes change with the collection year: H5 and P2 are K3 from 2024-25, Z1 is one of Z11 to Z14 from 2025-26, E43 and
 * E44 are E45 to E48 from 2018-19. A placement is drawn once and written in the code of each year's return.
 *
 * Inside synth/. Includes: base, care/system, chance.
 */
#ifndef SYNTH_CODEBOOK_H
#define SYNTH_CODEBOOK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "care/system.h"
#include "chance/stream.h"

enum { SYNTH_PLACES_MAX = 64, SYNTH_EXITS_MAX = 64 };

/* A kind of placement with its provider. */
struct synth_place {
    short_code before, after; /* PLACE up to the collection year `changes` - 1, and from it on */
    int32_t changes;          /* collection year in which the code changes */
    short_code provider;      /* PLACE_PROVIDER; 0 for none */
    int32_t state;            /* state id */
    int32_t weight;           /* among the places of its state */
    int32_t age_from, age_to; /* whole years at which it is used: age_from <= age <= age_to */
    int32_t inside;           /* of 1,000 such placements, how many lie within the council's own boundary */
    int32_t first_urn,
        urns; /* their URNs: first_urn … first_urn + urns - 1; below 1,000,000 with SC before it. 0 when none */
};

/* When a way of leaving is used. */
enum synth_leaver {
    SYNTH_ANYBODY,
    SYNTH_FROM_RELATIVES, /* out of the state connected_carer */
    SYNTH_FROM_CARERS,    /* out of a fostering state */
    SYNTH_FROM_ELSEWHERE, /* out of any other */
    SYNTH_UNACCOMPANIED   /* unaccompanied asylum-seeking children */
};

struct synth_exit {
    short_code before, after; /* REC up to the collection year `changes` - 1, and from it on */
    int32_t changes;          /* collection year in which the code changes */
    int32_t exit;             /* exit id */
    int32_t weight;           /* among the exits of its kind that fit */
    enum synth_leaver who;    /* whom it fits */
};

struct synth_codebook {
    int32_t places, exits;                      /* how many of each */
    struct synth_place place[SYNTH_PLACES_MAX]; /* [places], in the order of codebook.c */
    struct synth_exit exit[SYNTH_EXITS_MAX];    /* [exits], likewise */
    int32_t connected_carer, foster_inhouse, foster_agency, parents,
        adoption; /* state ids with rules of their own; -1 when absent */
};

/* PROBLEM_INPUT when the prior sends people to a state or exit for which no code is left; the problem names it. */
int synth_codebook_make(const struct care_system *system, struct synth_codebook *out, struct problem *problem);

/* A place of the state for a child of that age; borrowed from the codebook. */
const struct synth_place *synth_place_choose(const struct synth_codebook *book, int32_t state, int32_t age,
                                             struct chance_stream *luck);

/* The place with this PLACE before its change and this provider in the state; NULL when the state has none. */
const struct synth_place *synth_place_named(const struct synth_codebook *book, int32_t state, const char *place,
                                            short_code provider);

/* A way of leaving of that exit for a child in the state. */
const struct synth_exit *synth_exit_choose(const struct synth_codebook *book, int32_t exit, int32_t state,
                                           bool unaccompanied, struct chance_stream *luck);

/* The codes in the return of a collection year. */
static inline short_code synth_place_code(const struct synth_place *place, int32_t year)
{
    return year < place->changes ? place->before : place->after;
}

static inline short_code synth_exit_code(const struct synth_exit *exit, int32_t year)
{
    return year < exit->changes ? exit->before : exit->after;
}

#endif
