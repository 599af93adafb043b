/*
 * bundle: what must be so of every bundle that was read, whatever the bytes were. For the fuzz targets.
 */
#ifndef TESTS_FUZZ_BUNDLE_H
#define TESTS_FUZZ_BUNDLE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "returns/return_bundle.h"

static inline void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

static inline void ask_codes(const struct return_file *file)
{
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0, year = return_year_of(file);
    day last;
    require(return_unknown_codes(file, 2020, &arena, &unknown, &count, NULL) == 0);
    require(count == 0 || unknown[count - 1].count > 0);
    if (year != INT32_MIN)
        return_is_annual(file, year, &last);
    arena_clear(&arena);
}

/* A byte of every text, so that one outside its memory is seen. */
static inline unsigned read_texts(const struct return_file *file)
{
    unsigned sum = 0;
    for (int64_t row = 0; row < file->rows; row++) {
        for (int32_t k = 0; k < RETURN_COLUMNS_MAX; k++) {
            struct return_text cell = return_cell(file, k, row);
            sum += cell.length ? (unsigned char)cell.bytes[cell.length - 1] : 0;
        }
        for (int32_t k = 0; k < file->extra_count; k++) {
            struct return_text cell = file->extra[row * file->extra_count + k];
            sum += cell.length ? (unsigned char)cell.bytes[cell.length - 1] : 0;
        }
    }
    for (int32_t k = 0; k < file->extra_count; k++)
        sum += (unsigned)strlen(file->extra_name[k]);
    return sum;
}

static inline void ask_part(const struct return_file *file)
{
    require(file->rows_read == file->rows + file->quarantine_count);
    require(file->table != RETURN_UNKNOWN || file->rows_read == 0);
    for (int64_t row = 0; row < file->rows; row++) {
        require(file->line[row] > (row ? file->line[row - 1] : 0));
        require(return_cell(file, 0, row).length > 0); /* a row has a child */
    }
    for (int64_t i = 0; i < file->quarantine_count; i++) {
        require(strlen(file->quarantine[i].excerpt) <= 200 && file->quarantine[i].reason[0]);
        require(file->quarantine[i].line > (i ? file->quarantine[i - 1].line : 0));
    }
    require(read_texts(file) < UINT32_MAX);
    ask_codes(file);
}

/* Reads the bytes in memory of exactly their length, so that a byte read behind it is seen, and asks of all that comes. */
static inline void ask_bundle(const void *bytes, size_t length)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return;
    if (length)
        memcpy(copy, bytes, length);
    int status = return_bundle_read(copy, length, "fuzz", &bundle, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    require(status == 0 ? bundle.parts > 0 : !bundle.part && problem.text[0]);
    for (int32_t i = 0; i < bundle.parts; i++) {
        require(memchr(bundle.part[i].authority, '\0', RETURN_AUTHORITY_SIZE) != NULL);
        require(bundle.part[i].file.table == bundle.part[0].file.table || bundle.part[i].year == INT32_MIN);
        ask_part(&bundle.part[i].file);
    }
    return_bundle_clear(&bundle);
}

#endif
