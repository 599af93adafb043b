/*
 * numbers: a small generator for the tests of this room (Steele, Lea and Flood's SplitMix64), so that a failure comes back
 * with the same seed.
 */
#ifndef TESTS_RETURNS_NUMBERS_H
#define TESTS_RETURNS_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

static inline uint64_t next_number(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

static inline size_t below(uint64_t *state, size_t limit)
{
    return (size_t)(next_number(state) % limit);
}

#endif
