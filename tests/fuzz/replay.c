/*
 * Runs a fuzz target on every file of the folders (or files) named on the command line, with the ordinary compiler. It is
 * linked with one target each time; a target that aborts or is stopped by a sanitizer fails the test, and the last name
 * printed says which file it was. No files at all is a failure too: then the corpus has gone astray.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int main(int count, char **path)
{
    struct file_paths files = {0};
    struct problem problem = {0};
    int status = 0;
    for (int i = 1; i < count && status == 0; i++)
        status = file_list(path[i], &files, &problem);
    for (int64_t i = 0; i < files.count && status == 0; i++) {
        struct file_bytes bytes = {0};
        printf("# %s\n", file_name(files.path[i]));
        fflush(stdout);
        status = file_read(files.path[i], 1 << 26, &bytes, &problem);
        if (status == 0)
            LLVMFuzzerTestOneInput((const uint8_t *)bytes.bytes, bytes.length);
        file_bytes_clear(&bytes);
    }
    if (status < 0)
        fprintf(stderr, "%s\n", problem.text);
    printf("1..1\n%s 1 - %" PRId64 " files of the corpus are taken\n", status == 0 && files.count ? "ok" : "not ok",
           files.count);
    bool taken = status == 0 && files.count > 0;
    file_paths_clear(&files);
    return taken ? 0 : 1;
}
