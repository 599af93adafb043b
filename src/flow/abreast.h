/*
 * abreast: random words and waiting times of eight people at once, with AVX2. Within this room, and for measurements.
 *
 * Each lane gives, bit for bit, what chance_block_at and chance_exponential give of the same person. Only for files that are
 * compiled for AVX2; for others it is empty.
 *
 * Includes: chance.
 */
#ifndef FLOW_ABREAST_H
#define FLOW_ABREAST_H

#if defined(__AVX2__)

#include <immintrin.h>
#include <stdint.h>

#include "chance/philox.h"

/* Eight products of 32 bits, upper and lower halves. */
static inline void multiply(__m256i a, uint32_t factor, __m256i *high, __m256i *low)
{
    const __m256i f = _mm256_set1_epi64x((int64_t)factor);
    const __m256i even = _mm256_mul_epu32(a, f), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), f);
    *low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);
    *high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);
}

/* Philox4x32-10 of eight persons: the words of chance_block_at. The constants are those of Salmon et al. 2011. */
static inline void words_of(struct chance_key key, uint32_t block, __m256i person, uint32_t replicate,
                            enum chance_domain domain, __m256i word[4])
{
    __m256i c0 = _mm256_set1_epi32((int32_t)block), c1 = person, c2 = _mm256_set1_epi32((int32_t)replicate),
            c3 = _mm256_set1_epi32((int32_t)domain);
    uint32_t k0 = key.word[0], k1 = key.word[1];
    for (int32_t round = 0; round < 10; round++) {
        __m256i high0, low0, high1, low1;
        multiply(c0, 0xD2511F53u, &high0, &low0);
        multiply(c2, 0xCD9E8D57u, &high1, &low1);
        c0 = _mm256_xor_si256(_mm256_xor_si256(high1, c1), _mm256_set1_epi32((int32_t)k0));
        c1 = low1;
        c2 = _mm256_xor_si256(_mm256_xor_si256(high0, c3), _mm256_set1_epi32((int32_t)k1));
        c3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    word[0] = c0;
    word[1] = c1;
    word[2] = c2;
    word[3] = c3;
}

/* chance_exponential of eight words: the same operations in the same order. */
static inline __m256 exponentials(__m256i word)
{
    const __m256i root_half = _mm256_set1_epi32(0x3f3504f3), one = _mm256_set1_epi32(0x3f800000);
    __m256 u = _mm256_mul_ps(_mm256_add_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(word, 9)), _mm256_set1_ps(0.5f)),
                             _mm256_set1_ps(0x1p-23f));
    __m256i bits = _mm256_add_epi32(_mm256_castps_si256(u), _mm256_sub_epi32(one, root_half));
    const __m256 exponent = _mm256_cvtepi32_ps(_mm256_sub_epi32(_mm256_srli_epi32(bits, 23), _mm256_set1_epi32(127)));
    bits = _mm256_add_epi32(_mm256_and_si256(bits, _mm256_set1_epi32(0x007fffff)), root_half);
    const __m256 f = _mm256_sub_ps(_mm256_castsi256_ps(bits), _mm256_set1_ps(1.0f)), square = _mm256_mul_ps(f, f);
    __m256 p = _mm256_set1_ps(0x1.1455c2p-4f);
    static const float coefficient[8] = {-0x1.de3b6ap-4f, 0x1.e6f0ecp-4f, -0x1.fc222ap-4f, 0x1.233762p-3f,
                                         -0x1.555c4cp-3f, 0x1.99a4b6p-3f, -0x1.000006p-2f, 0x1.555548p-2f};
    for (int32_t i = 0; i < 8; i++)
        p = _mm256_add_ps(_mm256_mul_ps(p, f), _mm256_set1_ps(coefficient[i]));
    const __m256 mantissa = _mm256_add_ps(
        f, _mm256_sub_ps(_mm256_mul_ps(_mm256_mul_ps(p, f), square), _mm256_mul_ps(_mm256_set1_ps(0.5f), square)));
    const __m256 sum = _mm256_add_ps(mantissa, _mm256_mul_ps(exponent, _mm256_set1_ps(0x1.62e43p-1f)));
    return _mm256_xor_ps(sum, _mm256_set1_ps(-0.0f));
}

#endif
#endif
