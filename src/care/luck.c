#include "care/luck.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/array.h"

/* A child with its place in the caller's list, so that sorting can find its way back. */
struct ranked {
    struct care_luck who;
    uint32_t number;
    int64_t place;
};

/* The finaliser of SplitMix64: every bit of the input moves about half of the bits of the output. */
static uint64_t mix(uint64_t bits)
{
    bits += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

uint32_t care_luck_number(const struct care_luck *child)
{
    uint64_t days = (uint64_t)(uint32_t)child->born << 32 | (uint32_t)child->first_start;
    uint64_t rest = (uint64_t)child->sex << 32 | (uint32_t)child->rank;
    return (uint32_t)(mix(mix(days) ^ rest) >> (64 - CARE_LUCK_BITS));
}

static int order(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

/* By born, first start, sex; alike: as they stood. */
static int compare_likeness(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    int by = order(a->who.born, b->who.born);
    if (by == 0)
        by = order(a->who.first_start, b->who.first_start);
    if (by == 0)
        by = order(a->who.sex, b->who.sex);
    return by ? by : order(a->place, b->place);
}

static int compare_number(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->number != b->number)
        return order(a->number, b->number);
    struct ranked x = *a, y = *b;
    x.place = a->who.rank; /* the rank, not the place, decides between children alike */
    y.place = b->who.rank;
    return compare_likeness(&x, &y);
}

static struct ranked *list_make(const struct care_luck *children, int64_t count, struct problem *problem)
{
    struct ranked *list = array_new(count, sizeof *list, problem);
    for (int64_t i = 0; list && i < count; i++)
        list[i] = (struct ranked){children[i], care_luck_number(&children[i]), i};
    return list;
}

int care_luck_rank(struct care_luck *children, int64_t count, struct problem *problem)
{
    struct ranked *list = list_make(children, count, problem);
    if (!list)
        return PROBLEM_MEMORY;
    qsort(list, (size_t)count, sizeof *list, compare_likeness);
    int32_t rank = 0;
    for (int64_t i = 0; i < count; i++) {
        bool alike = i > 0 && list[i].who.born == list[i - 1].who.born && list[i].who.sex == list[i - 1].who.sex &&
                     list[i].who.first_start == list[i - 1].who.first_start;
        rank = alike ? rank + 1 : 0;
        children[list[i].place].rank = rank;
    }
    free(list);
    return 0;
}

int care_luck_assign(const struct care_luck *children, int64_t count, uint32_t *number, struct problem *problem)
{
    const int64_t numbers = INT64_C(1) << CARE_LUCK_BITS;
    if (count > numbers)
        return problem_set(problem, PROBLEM_LIMIT, "there are more children than numbers for their luck");
    struct ranked *list = list_make(children, count, problem);
    if (!list)
        return PROBLEM_MEMORY;
    qsort(list, (size_t)count, sizeof *list, compare_number);
    for (int64_t i = 1; i < count; i++)
        if (list[i].number <= list[i - 1].number)
            list[i].number = list[i - 1].number + 1;
    /* Those pushed over the top find room below it. */
    int64_t ceiling = numbers - 1;
    for (int64_t i = count; i-- > 0 && list[i].number > ceiling; ceiling--)
        list[i].number = (uint32_t)ceiling;
    for (int64_t i = 0; i < count; i++)
        number[list[i].place] = list[i].number;
    free(list);
    return 0;
}
