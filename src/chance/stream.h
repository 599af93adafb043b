/*
 * stream: random words one after another, from one address.
 *
 * Where the number of draws is not known beforehand (a Gamma, a posterior) a stream walks the blocks of (person, replicate,
 * domain) from 0 on. Streams at different addresses are independent; the same address gives the same words.
 *
 *     struct chance_stream stream;
 *     chance_stream_start(&stream, key, month, replicate, CHANCE_ENTRY_COUNT);
 *     double u = chance_uniform(&stream);
 *
 * Pure. Includes: nothing of other rooms.
 */
#ifndef CHANCE_STREAM_H
#define CHANCE_STREAM_H

#include <stdint.h>

#include "chance/philox.h"

struct chance_stream {
    struct chance_key key;
    uint32_t person, replicate; /* the address; `person` may be a month or a draw, as the domain has it */
    enum chance_domain domain;
    uint32_t next_block;       /* the block to take when the present one is used up */
    uint32_t used;             /* words of the present block that are used: 0 … 4 */
    struct chance_block block; /* the present block */
};

void chance_stream_start(struct chance_stream *stream, struct chance_key key, uint32_t person, uint32_t replicate,
                         enum chance_domain domain);

/* The next 32 random bits. */
uint32_t chance_word(struct chance_stream *stream);

/* Uniform in (0, 1), never 0 or 1, on a grid of 2^-53; takes two words. */
double chance_uniform(struct chance_stream *stream);

#endif
