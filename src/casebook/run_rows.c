#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/run_store.h"

const int32_t run_quantile_per_mille[RUN_QUANTILES] = {25, 100, 250, 500, 750, 900, 975};

const char *run_measure_word(enum run_measure measure)
{
    static const char *const words[] = {
#define MEASURE_WORD(name, word) [name] = word,
        RUN_MEASURES(MEASURE_WORD)
#undef MEASURE_WORD
    };
    return (size_t)measure < sizeof words / sizeof *words ? words[measure] : "";
}

int64_t run_rows_add(struct run_rows *rows, enum run_measure measure, day date, int32_t state, int32_t band,
                     struct problem *problem)
{
    const struct {
        void *column; /* address of the typed pointer */
        size_t size;
    } columns[] = {
        {&rows->date, sizeof *rows->date},   {&rows->measure, sizeof *rows->measure},
        {&rows->state, sizeof *rows->state}, {&rows->band, sizeof *rows->band},
        {&rows->mean, sizeof *rows->mean},   {&rows->quantile, RUN_QUANTILES * sizeof *rows->quantile},
    };
    int64_t i = rows->count, capacity = rows->capacity;
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
        capacity = rows->capacity;
        int code = array_reserve(columns[k].column, &capacity, i + 1, columns[k].size, problem);
        if (code < 0)
            return code;
    }
    rows->capacity = capacity;
    rows->date[i] = date;
    rows->measure[i] = (int8_t)measure;
    rows->state[i] = (int8_t)state;
    rows->band[i] = (int8_t)band;
    rows->mean[i] = 0;
    memset(rows->quantile + i * RUN_QUANTILES, 0, RUN_QUANTILES * sizeof *rows->quantile);
    return rows->count++;
}

/* The order of the rows: measure, date, state, band. */
static int compare_row(const struct run_rows *rows, int64_t i, enum run_measure measure, day date, int32_t state,
                       int32_t band)
{
    const int64_t left[] = {rows->measure[i], rows->date[i], rows->state[i], rows->band[i]};
    const int64_t right[] = {(int64_t)measure, date, state, band};
    for (int k = 0; k < 4; k++)
        if (left[k] != right[k])
            return left[k] < right[k] ? -1 : 1;
    return 0;
}

int64_t run_rows_find(const struct run_rows *rows, enum run_measure measure, day date, int32_t state, int32_t band)
{
    int64_t low = 0, high = rows->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        int order = compare_row(rows, middle, measure, date, state, band);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int run_provenance_add(struct run_provenance *provenance, const char *kind, const char *item, const char *value,
                       const char *source, struct problem *problem)
{
    char **const columns[] = {provenance->kind, provenance->item, provenance->value, provenance->source};
    char **grown[4];
    const char *const given[] = {kind, item, value, source};
    char *copy[4] = {NULL};
    int64_t i = provenance->count, capacity = provenance->capacity;
    int code = 0;
    for (int k = 0; k < 4; k++) {
        grown[k] = columns[k];
        capacity = provenance->capacity;
        if (code == 0)
            code = array_reserve(&grown[k], &capacity, i + 1, sizeof(char *), problem);
        copy[k] = strdup(given[k] ? given[k] : "");
        if (code == 0 && !copy[k])
            code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the sources of a run");
    }
    provenance->kind = grown[0];
    provenance->item = grown[1];
    provenance->value = grown[2];
    provenance->source = grown[3];
    for (int k = 0; k < 4; k++)
        if (code < 0)
            free(copy[k]);
        else
            grown[k][i] = copy[k];
    if (code == 0) {
        provenance->capacity = capacity;
        provenance->count++;
    }
    return code;
}

void run_rows_clear(struct run_rows *rows)
{
    free(rows->date);
    free(rows->measure);
    free(rows->state);
    free(rows->band);
    free(rows->mean);
    free(rows->quantile);
    *rows = (struct run_rows){0};
}

static void provenance_clear(struct run_provenance *provenance)
{
    char **const columns[] = {provenance->kind, provenance->item, provenance->value, provenance->source};
    for (int k = 0; k < 4; k++) {
        for (int64_t i = 0; i < provenance->count; i++)
            free(columns[k][i]);
        free(columns[k]);
    }
    *provenance = (struct run_provenance){0};
}

void run_result_clear(struct run_result *result)
{
    run_rows_clear(&result->history);
    run_rows_clear(&result->forecast);
    provenance_clear(&result->provenance);
    *result = (struct run_result){0};
}
