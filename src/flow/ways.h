/*
 * ways: the ways of everybody in the base, replicate by replicate, kept for the plans that are held against it.
 *
 * A comparison, a settling, a search and a hand on a slider each ask what plans do to the same futures. What people would do
 * without a plan is the same every time: whoever asks more than once keeps it.
 *
 *     struct flow_ways ways = {0};
 *     flow_ways_make(&ways, replicates, FLOW_WAYS_ROOM, problem);
 *     struct flow_plan plan = {…, .effects = &effects, .ways = &ways};
 *     flow_simulate(…);                                              // walks the base, keeps it
 *     flow_simulate(…);                                              // takes it from there
 *     flow_ways_clear(&ways);
 *
 * They are those of one system, cohort, posterior, seed, authority, start, number of months and levels: all that a plan says
 * but its effects and how many of the replicates. Whether a way was kept changes nothing but the time it takes. There is
 * room for so many bytes, an equal part for each replicate; what has no room is walked again. Any number of threads, each at
 * a replicate of its own.
 *
 * Pure. Includes: base, flow.
 */
#ifndef FLOW_WAYS_H
#define FLOW_WAYS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "flow/foresight.h"

enum { FLOW_WAYS_ROOM = 512 << 20 /* bytes: 700 children, five years and 1,000 replicates take an eighth */ };

/* Some people's ways, one after another: a foresight, or what was kept of it. */
struct flow_ways_piece {
    int32_t units;
    int32_t each;                       /* turns from one person to the next; 0: as many as the one has */
    const uint8_t *turns;               /* [units]: how many a person has; above FORESIGHT_TURNS: not written down */
    const struct flow_foreseen *turn;   /* [units][each], or the turns that there are */
    const struct flow_entrant *entrant; /* [units]: who enters; NULL: these are there at the start */
    const uint8_t *age;                 /* [units]: age bands of entrants */
    struct flow_ways_piece *next;       /* of the same replicate; NULL: not kept, or there is none */
};

struct flow_ways {
    int32_t replicates;
    struct flow_ways_piece **first; /* [replicates]; owned, like all that hang on them */
    int64_t *left;                  /* [replicates]: bytes that may still be kept; owned */
};

/* PROBLEM_MEMORY. */
int flow_ways_make(struct flow_ways *ways, int32_t replicates, int64_t room, struct problem *problem);
void flow_ways_clear(struct flow_ways *ways); /* safe on zeroes and twice */

/* The first `units` of a foresight as a piece; nothing is copied. */
struct flow_ways_piece flow_ways_view(const struct flow_foresight *foresight, int32_t units, bool enter);

/* Keeps a copy of a piece at *end, where the pieces of its replicate end, of the *left bytes that may be; *end stays NULL
 * where there is no room. Whoever has pieces that are in no ways frees them. */
void flow_ways_keep(const struct flow_ways_piece *piece, int64_t *left, struct flow_ways_piece **end);
void flow_ways_free(struct flow_ways_piece *first);

/* How far the next person's turns are behind those of one with `turns`. */
static inline int32_t flow_ways_step(const struct flow_ways_piece *piece, int32_t turns)
{
    return piece->each ? piece->each : turns > FORESIGHT_TURNS ? 0 : turns;
}

/* What was kept of a replicate, person after person: those there at the start, then those who enter, as they come. */
struct flow_ways_reader {
    const struct flow_ways_piece *piece;
    int32_t at;
    int64_t turn;
};

struct flow_ways_person {
    const struct flow_foreseen *turn; /* [turns]; NULL: not written down. Borrowed, as long as the ways are kept */
    int32_t turns;
    const struct flow_entrant *entrant; /* NULL: there at the start */
    int32_t age;                        /* age band of the entrant */
};

/* The next person; false when no more is kept. */
static inline bool flow_ways_next(struct flow_ways_reader *reader, struct flow_ways_person *out)
{
    while (reader->piece && reader->at == reader->piece->units)
        *reader = (struct flow_ways_reader){.piece = reader->piece->next};
    const struct flow_ways_piece *piece = reader->piece;
    if (!piece)
        return false;
    const int32_t turns = piece->turns[reader->at];
    *out = (struct flow_ways_person){.turn = turns > FORESIGHT_TURNS ? NULL : piece->turn + reader->turn,
                                     .turns = turns,
                                     .entrant = piece->entrant ? &piece->entrant[reader->at] : NULL,
                                     .age = piece->entrant ? piece->age[reader->at] : 0};
    reader->turn += flow_ways_step(piece, turns);
    reader->at++;
    return true;
}

#endif
