/*
 * array: the one way a list grows.
 *
 *     day *days = NULL; int64_t capacity = 0;
 *     if (array_reserve(&days, &capacity, count + 1, sizeof *days, problem) < 0) return problem->code;
 *     days[count++] = today;
 *
 * Homeward keeps data as columns (one array a field) and int32 ids. Memory from here is given back with free().
 * May touch: the C library only.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

/*
 * Makes *(void **)array hold at least `needed` elements of `size` bytes; the capacity doubles, so that appending one by one
 * costs O(1). `array` is the address of the typed pointer. On failure nothing changes and PROBLEM_MEMORY is returned.
 */
int array_reserve(void *array, int64_t *capacity, int64_t needed, size_t size, struct problem *problem);

/* `count` zeroed elements of `size` bytes, at least one; NULL (and PROBLEM_MEMORY in `problem`) when there is no room. */
void *array_new(int64_t count, size_t size, struct problem *problem);

#endif
