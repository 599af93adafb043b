#include "chance/stream.h"

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input moves half the bits of the output. */
static uint64_t mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

struct chance_key chance_key_of(uint64_t seed, uint32_t authority)
{
    /* Authority 0 (the nation's own luck) is mixed like any other. One to one in the seed for a given authority. */
    uint64_t mixed = mix(seed ^ mix((uint64_t)authority + UINT64_C(0x9e3779b97f4a7c15)));
    return (struct chance_key){{(uint32_t)mixed, (uint32_t)(mixed >> 32)}};
}

void chance_stream_start(struct chance_stream *stream, struct chance_key key, uint32_t person, uint32_t replicate,
                         enum chance_domain domain)
{
    *stream = (struct chance_stream){.key = key, .person = person, .replicate = replicate, .domain = domain, .used = 4};
}

uint32_t chance_word(struct chance_stream *stream)
{
    if (stream->used == 4) {
        stream->block =
            chance_block_at(stream->key, stream->next_block++, stream->person, stream->replicate, stream->domain);
        stream->used = 0;
    }
    return stream->block.word[stream->used++];
}

double chance_uniform(struct chance_stream *stream)
{
    uint64_t high = chance_word(stream);
    uint64_t bits = (high << 32 | chance_word(stream)) >> 12;
    return ((double)bits + 0.5) * 0x1p-52;
}
