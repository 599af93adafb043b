/*
 * philox: one block of four random words, from a key and a counter, with nothing kept in between.
 *
 * Philox4x32-10 of Random123 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11). The counter
 * is the address of the numbers: (block, person, replicate, domain). Whoever asks first, on whichever thread, gets the same
 * words at the same address, so that a change for one person moves nobody else's luck. The key is the seed mixed with the
 * authority.
 *
 *     struct chance_key key = chance_key_of(seed, authority);
 *     struct chance_block block = chance_block_at(key, 0, person, replicate, CHANCE_PATH);
 *
 * Pure. Outside: Random123, here alone. Includes: nothing of ours.
 */
#ifndef CHANCE_PHILOX_H
#define CHANCE_PHILOX_H

#include <stdint.h>

#include <Random123/philox.h>

/* One list of what random numbers are drawn for. A number is part of every result: append, never change. */
#define CHANCE_DOMAINS(X)                                                                                                   \
    X(CHANCE_PATH, 1, "the way of a person: two candidates a block")                                                        \
    X(CHANCE_ENTRANT, 2, "kind, age, day and first state of a person who enters")                                           \
    X(CHANCE_ENTRY_COUNT, 3, "how many people enter in a month")                                                            \
    X(CHANCE_RATES, 4, "draws of the rates' posterior")                                                                     \
    X(CHANCE_ENTRIES, 5, "draws of the posterior of entries")                                                               \
    X(CHANCE_SYNTHETIC, 6, "particulars of the people of a synthetic council")                                              \
    X(CHANCE_DRIFT, 9, "how a level moves: normals of a series")                                                            \
    X(CHANCE_SCATTER, 10, "how far a quarter's events scatter about their level")                                           \
    X(CHANCE_SYNTHETIC_DRIFT, 16, "how the rates of a synthetic council wander")                                            \
    X(CHANCE_SYNTHETIC_MISTAKES, 17, "mistakes planted in the returns of a synthetic council")                              \
    X(CHANCE_DELIVERY, 20, "whether an initiative is delivered")                                                            \
    X(CHANCE_EFFECT, 21, "candidates of an effect's own clock: effect and candidate are the block; first ones four a block") \
    X(CHANCE_EFFECT_BASE, 22, "whether effects let an event of the base through, and divert it")                            \
    X(CHANCE_EFFECT_ENTRY, 23, "whether effects let somebody enter, divert them, and whom else they bring")                 \
    X(CHANCE_EFFECT_COUNT, 24, "how many people an effect brings in a month")                                               \
    X(CHANCE_WEIGHT, 25, "what a night weighs for one who comes into a state")

enum chance_domain {
#define CHANCE_DOMAIN_ENUM(name, number, meaning) name = number,
    CHANCE_DOMAINS(CHANCE_DOMAIN_ENUM)
#undef CHANCE_DOMAIN_ENUM
};

struct chance_key {
    uint32_t word[2];
};

struct chance_block {
    uint32_t word[4];
};

/* The key of a seed and an authority; different authorities never share their numbers. Defined in stream.c. */
struct chance_key chance_key_of(uint64_t seed, uint32_t authority);

/* The block at an address. Inline: a walk asks for one every two candidates. */
static inline struct chance_block chance_block_at(struct chance_key key, uint32_t block, uint32_t person, uint32_t replicate,
                                                  enum chance_domain domain)
{
    philox4x32_ctr_t counter = {{block, person, replicate, (uint32_t)domain}};
    philox4x32_key_t words = {{key.word[0], key.word[1]}};
    philox4x32_ctr_t random = philox4x32(counter, words);
    return (struct chance_block){{random.v[0], random.v[1], random.v[2], random.v[3]}};
}

#endif
