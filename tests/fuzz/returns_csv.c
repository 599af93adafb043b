/*
 * Fuzz target: any bytes as a return. Reading must end in a named problem or with every row loaded or quarantined, and what
 * can be asked of the file must have an answer.
 *
 * The corpus is replayed by `meson test --suite quick`. To look for new trouble with clang's libFuzzer, from the root:
 *
 *     CC=clang meson setup build-fuzz -Db_sanitize=address,undefined -Db_lundef=false
 *     ninja -C build-fuzz src/returns/libreturns.a src/calendar/libcalendar.a src/base/libbase.a
 *     clang -g -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Isrc tests/fuzz/returns_csv.c \
 *         build-fuzz/src/returns/libreturns.a build-fuzz/src/calendar/libcalendar.a build-fuzz/src/base/libbase.a -lcsv \
 *         -o build-fuzz/returns_csv
 *     build-fuzz/returns_csv -max_len=4096 build-fuzz/found tests/fuzz/corpus/returns_csv
 *
 * A file that fails is made small (-minimize_crash=1), freed of anything real, and put into the corpus beside its repair.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "returns/return_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

static void ask_everything(const struct return_file *file)
{
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0, year = return_year_of(file);
    day last;
    require(return_unknown_codes(file, 2020, &arena, &unknown, &count, NULL) == 0);
    require(count == 0 || unknown[count - 1].count > 0);
    if (year != INT32_MIN)
        return_is_annual(file, year, &last);
    for (int64_t i = 0; i < file->rows; i++)
        for (int32_t k = 0; k < RETURN_COLUMNS_MAX; k++)
            require(!file->present[k] || file->column[k]);
    for (int64_t i = 0; i < file->quarantine_count; i++)
        require(strlen(file->quarantine[i].excerpt) <= 200 && file->quarantine[i].line > 1);
    arena_clear(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct return_file file = {0};
    struct problem problem = {0};
    /* In memory of exactly this length, so that a byte read behind it is seen. */
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length)
        memcpy(copy, bytes, length);
    int status = return_read_csv(copy, length, "fuzz.csv", &file, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    if (status == 0) {
        require(file.rows_read == file.rows + file.quarantine_count);
        ask_everything(&file);
    }
    return_file_clear(&file);
    return 0;
}
