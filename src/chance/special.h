/*
 * special: the few mathematical functions that random draws need, with the same bits everywhere.
 *
 * The C library's log and exp differ in the last bit between machines with and without fused multiply-add, and one bit can
 * turn a decision of a path. These use only + - * / and the bits of a number, and are compiled without contraction: gcc,
 * clang, any optimisation level and any x86-64 or ARM machine agree.
 *
 * Pure. Includes: nothing of other rooms.
 */
#ifndef CHANCE_SPECIAL_H
#define CHANCE_SPECIAL_H

#include <stdint.h>
#include <string.h>

/* Natural logarithm of a positive, finite number; within 1e-15 of it, relative. 0 gives -infinity, below 0 not-a-number. */
double chance_log(double x);

/* e to the x; within 1e-15, relative. Below -745 it is 0, above 709.78 infinity. */
double chance_exp(double x);

/* log of the Gamma function for x > 0; within 1e-13 of it, relative or absolute (it is 0 at 1 and 2). */
double chance_log_gamma(double x);

/* The z below which a standard normal falls with probability p, 0 < p < 1; within 1e-15, relative. Wichura 1988, algorithm
 * AS 241. */
double chance_normal_quantile(double p);

/*
 * A standard exponential from a random word: -log(u), u = (word / 2^9, floored, + 1/2) / 2^23. In float32 with
 * multiplications and additions alone, so that eight lanes at once give the same bits. Never 0; at most 16.7. Inline: a walk
 * takes one a candidate.
 *
 * u = 2^k (1 + f) with 1 + f in [sqrt 1/2, sqrt 2); log(1 + f) = f - f²/2 + f³ P(f), P the polynomial of degree 8 with the
 * least largest relative error (Lawson iterations; 7.5e-10 before rounding). Within 2e-7 of the logarithm, relative.
 */
static inline float chance_exponential(uint32_t word)
{
    const uint32_t root_half = 0x3f3504f3u, one = 0x3f800000u;
    float u = ((float)(int32_t)(word >> 9) + 0.5f) * 0x1p-23f;
    uint32_t bits;
    memcpy(&bits, &u, sizeof bits);
    bits += one - root_half;
    float exponent = (float)((int32_t)(bits >> 23) - 127);
    bits = (bits & 0x007fffffu) + root_half;
    memcpy(&u, &bits, sizeof u);
    float f = u - 1.0f;
    float square = f * f;
    float p = 0x1.1455c2p-4f;
    p = p * f - 0x1.de3b6ap-4f;
    p = p * f + 0x1.e6f0ecp-4f;
    p = p * f - 0x1.fc222ap-4f;
    p = p * f + 0x1.233762p-3f;
    p = p * f - 0x1.555c4cp-3f;
    p = p * f + 0x1.99a4b6p-3f;
    p = p * f - 0x1.000006p-2f;
    p = p * f + 0x1.555548p-2f;
    float log_mantissa = f + (p * f * square - 0.5f * square);
    return -(log_mantissa + exponent * 0x1.62e43p-1f);
}

#endif
