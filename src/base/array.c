#include "base/array.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

int array_reserve(void *array, int64_t *capacity, int64_t needed, size_t size, struct problem *problem)
{
    if (needed <= *capacity)
        return 0;
    int64_t wanted = *capacity ? *capacity * 2 : 16;
    if (wanted < needed)
        wanted = needed;
    if ((uint64_t)wanted > PTRDIFF_MAX / size)
        return problem_set(problem, PROBLEM_LIMIT, "a list of %" PRId64 " entries does not fit into memory", wanted);
    void *old = NULL;
    memcpy(&old, array, sizeof old); /* the typed pointer's own bytes: no aliasing between pointer types */
    void *grown = realloc(old, (size_t)wanted * size);
    if (!grown)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for a list of %" PRId64 " entries", wanted);
    memcpy(array, &grown, sizeof grown);
    *capacity = wanted;
    return 0;
}

void *array_new(int64_t count, size_t size, struct problem *problem)
{
    void *fresh = calloc(count > 0 ? (size_t)count : 1, size);
    if (!fresh)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory for %" PRId64 " entries", count);
    return fresh;
}
