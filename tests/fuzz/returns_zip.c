/*
 * Fuzz target: any bytes as a ZIP archive of returns. Walking through it must end in a named problem or with every file
 * handed on, within the limits, and each must read as any file does.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c.
 */
#include "bundle.h"
#include "returns/return_archive.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* How many files came, and their bytes. */
struct walked {
    int files;
    size_t bytes;
};

static int take(void *self, const char *path, const char *bytes, size_t length)
{
    struct walked *walked = self;
    for (const char *at = path; *at; at++)
        require((unsigned char)*at >= 0x20 && *at != 0x7F);
    require(path[0] && bytes[length] == '\0' && length <= RETURN_ARCHIVE_ENTRY_BYTES);
    walked->files++;
    walked->bytes += length;
    if (length <= 1 << 20) /* what is larger has its limits tested elsewhere, and takes its time here */
        ask_bundle(bytes, length);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct walked walked = {0};
    struct problem problem = {0};
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length)
        memcpy(copy, bytes, length);
    return_archive_is(copy, length);
    int status = return_archive_each(copy, length, "fuzz.zip", take, &walked, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    require(walked.files <= RETURN_ARCHIVE_ENTRIES_MAX && walked.bytes <= RETURN_ARCHIVE_BYTES);
    return 0;
}
