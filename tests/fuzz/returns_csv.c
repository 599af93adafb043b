/*
 * Fuzz target: any bytes as a return. Reading must end in a named problem or with every row loaded or quarantined, and what
 * can be asked of the file must have an answer.
 *
 * The corpus is replayed by `meson test --suite quick`. To look for new trouble with clang's libFuzzer, from the root:
 *
 *     CC=clang meson setup build-fuzz -Db_sanitize=address,undefined -Db_lundef=false \
 *         -Dc_args=-fsanitize=fuzzer-no-link
 *     ninja -C build-fuzz src/returns/libreturns.a src/calendar/libcalendar.a src/money/libmoney.a src/base/libbase.a
 *     clang -g -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Isrc tests/fuzz/returns_csv.c \
 *         build-fuzz/src/{returns/libreturns,calendar/libcalendar,money/libmoney,base/libbase}.a -lcsv -lexpat -lzip \
 *         -o build-fuzz/returns_csv
 *     build-fuzz/returns_csv -max_len=4096 build-fuzz/found tests/fuzz/corpus/returns_csv
 *
 * A file that fails is made small (-minimize_crash=1), freed of anything real, and put into the corpus beside its repair.
 */
#include "bundle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

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
    if (status == 0)
        ask_part(&file);
    return_file_clear(&file);
    return 0;
}
