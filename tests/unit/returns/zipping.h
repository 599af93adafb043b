/*
 * zipping: archives made for the tests of this room, in memory, by libzip.
 */
#ifndef TESTS_RETURNS_ZIPPING_H
#define TESTS_RETURNS_ZIPPING_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/file.h"

struct zipping {
    zip_source_t *source; /* what the archive is written to */
    zip_t *archive;       /* the archive while entries are added */
};

static inline struct zipping zipping_open(void)
{
    struct zipping zipping = {.source = zip_source_buffer_create(NULL, 0, 0, NULL)};
    assert_non_null(zipping.source);
    zip_source_keep(zipping.source);
    zipping.archive = zip_open_from_source(zipping.source, ZIP_TRUNCATE, NULL);
    assert_non_null(zipping.archive);
    return zipping;
}

/* Adds a file; its bytes must live until the end. Gives its number. */
static inline zip_uint64_t zipping_add(struct zipping *zipping, const char *path, const char *bytes, size_t length)
{
    zip_source_t *content = zip_source_buffer(zipping->archive, bytes, length, 0);
    zip_int64_t index = zip_file_add(zipping->archive, path, content, ZIP_FL_ENC_UTF_8);
    assert_true(index >= 0);
    assert_int_equal(zip_file_set_mtime(zipping->archive, (zip_uint64_t)index, 1600000000, 0), 0);
    return (zip_uint64_t)index;
}

static inline zip_uint64_t zipping_text(struct zipping *zipping, const char *path, const char *text)
{
    return zipping_add(zipping, path, text, strlen(text));
}

/* The bytes of the archive; file_bytes_clear is the caller's. */
static inline struct file_bytes zipping_close(struct zipping *zipping)
{
    zip_stat_t facts;
    assert_int_equal(zip_close(zipping->archive), 0);
    assert_int_equal(zip_source_open(zipping->source), 0);
    assert_int_equal(zip_source_stat(zipping->source, &facts), 0);
    struct file_bytes out = {.bytes = malloc(facts.size), .length = facts.size};
    assert_non_null(out.bytes);
    assert_int_equal(zip_source_read(zipping->source, out.bytes, out.length), facts.size);
    zip_source_close(zipping->source);
    zip_source_free(zipping->source);
    return out;
}

#endif
