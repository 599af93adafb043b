/*
 * luck: the stable number on which a child's random future hangs.
 *
 * Two forecasts can be compared child by child only if the same child has the same luck in both. So the number comes from
 * who the child is: date of birth, first day in care, sex, and, among children alike in all three (twins), the rank. Neither
 * pseudonyms nor the order of rows or imports has a say, and a child more or less in the file changes nobody else's number.
 *
 * The number is the upper 31 bits of a 64-bit mix (the finaliser of SplitMix64: Steele, Lea and Flood, "Fast splittable
 * pseudorandom number generators", 2014). In 20,000 children two share it about once in ten files; then the later of the two
 * in the order (number, born, first start, sex, rank) takes the next one that is free. Only those who truly meet can move.
 *
 *     struct care_luck child = {.born = born, .first_start = from, .sex = 'F', .rank = 0};
 *     uint32_t number;
 *     care_luck_assign(&child, 1, &number, problem);
 *
 * Pure. Includes: base, calendar.
 */
#ifndef CARE_LUCK_H
#define CARE_LUCK_H

#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"

enum { CARE_LUCK_BITS = 31 };

/* Who a child is, as far as luck goes. */
struct care_luck {
    day born;        /* date of birth */
    day first_start; /* first day of the first period of care */
    uint8_t sex;     /* 'M', 'F', 'U' or 0 */
    int32_t rank;    /* 0, 1, … among children alike in the three above; given by care_luck_rank */
};

/* Gives each child its rank: children alike are counted in the order in which they stand. */
int care_luck_rank(struct care_luck *children, int64_t count, struct problem *problem);

/* The number before any meeting is settled: below 2^31. */
uint32_t care_luck_number(const struct care_luck *child);

/* Fills number[0 … count-1], all different and below 2^31. PROBLEM_MEMORY, or PROBLEM_LIMIT above 2^31 children. */
int care_luck_assign(const struct care_luck *children, int64_t count, uint32_t *number, struct problem *problem);

#endif
