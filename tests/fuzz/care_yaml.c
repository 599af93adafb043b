/*
 * Fuzz target: any bytes as a care system. Reading must end in a named problem, or in a system that passes its own check.
 *
 * The corpus is replayed by `meson test --suite quick`. To look for new trouble with clang's libFuzzer, from the root:
 *
 *     CC=clang meson setup build-fuzz -Db_sanitize=address,undefined -Db_lundef=false \
 *         -Dc_args=-fsanitize=fuzzer-no-link
 *     ninja -C build-fuzz src/casebook/libcasebook.a
 *     clang -g -fsanitize=fuzzer,address,undefined -D_GNU_SOURCE -Isrc tests/fuzz/care_yaml.c -Wl,--start-group \
 *         build-fuzz/src/[a-z]*[a-z]/lib*.a -Wl,--end-group -lsqlite3 -lsodium -lfyaml -lcsv -lexpat -lzip -lm \
 *         -o build-fuzz/care_yaml
 *     mkdir -p build-fuzz/found
 *     ASAN_OPTIONS=detect_leaks=0 build-fuzz/care_yaml -max_len=8192 build-fuzz/found tests/fuzz/corpus/care_yaml systems
 *
 * Leaks are not looked for while searching: libfyaml 0.7.12 itself forgets some memory on broken quotes. The replay under
 * ASan does look, on a corpus that has none of those. A file that fails is made small (-minimize_crash=1) and put into the
 * corpus beside its repair.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/casebook.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct problem problem = {0};
    struct care_system *system = malloc(sizeof *system);
    char *copy = malloc(length ? length : 1); /* of exactly this length, so that a byte read behind it is seen */
    if (system && copy) {
        if (length)
            memcpy(copy, bytes, length);
        int status = casebook_read_system(copy, length, system, &problem);
        require(status <= 0 && status == (int)problem.code);
        require(status < 0 || care_system_check(system, NULL) == 0);
        require(status == 0 || problem.text[0] != '\0');
    }
    free(copy);
    free(system);
    return 0;
}
