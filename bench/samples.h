/*
 * samples: simulated values of quantities of councils, as lines of text between the program that forecasts and the one that
 * scores.
 *
 *     343 <tab> stock <tab> 2023 <tab> 512 506 530 …
 *
 * One line a council (DfE's number), quantity and year; one value a path, paths in the same order in all lines. Text, so
 * that two runs can be compared with cmp and a broken-off one can go on.
 */
#ifndef BENCH_SAMPLES_H
#define BENCH_SAMPLES_H

#include <stdint.h>
#include <stdio.h>

enum { SAMPLES_QUANTITY_MAX = 24 };

struct sample_line {
    int32_t council, year;
    char quantity[SAMPLES_QUANTITY_MAX];
    int32_t paths;
    int32_t *value; /* [paths], owned */
};

struct samples {
    int64_t lines, capacity;
    struct sample_line *line; /* in the order of the file; owned */
};

void samples_write(FILE *file, int32_t council, const char *quantity, int32_t year, int32_t paths, const int32_t *value);

/* Reads a file's lines behind those that are there. 0, or -1 with a line on stderr. */
int samples_read(const char *path, struct samples *samples);
void samples_clear(struct samples *samples);

/* The line of a council, quantity and year; NULL when there is none. */
const struct sample_line *samples_find(const struct samples *samples, int32_t council, const char *quantity, int32_t year);

#endif
