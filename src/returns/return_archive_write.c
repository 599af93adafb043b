#include "returns/return_archive_write.h"

#include <zip.h>

enum { FIRST_DATE = 1 << 5 | 1 /* 1 January 1980, as DOS writes it */, PIECE = 64 * 1024 };

static int failed(zip_error_t *error, struct problem *problem)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to write an archive");
    return problem_set(problem, PROBLEM_INPUT, "the archive cannot be written: %s", zip_error_strerror(error));
}

/* Adds one file; its bytes are read when the archive is closed. */
static int add(zip_t *archive, const struct return_archive_file *file, struct problem *problem)
{
    zip_source_t *content = zip_source_buffer(archive, file->bytes, file->length, 0);
    zip_int64_t index = content ? zip_file_add(archive, file->path, content, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(content);
        return failed(zip_get_error(archive), problem);
    }
    bool set = zip_file_set_dostime(archive, (zip_uint64_t)index, 0, FIRST_DATE, 0) == 0 &&
               zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_DEFLATE, 0) == 0;
    return set ? 0 : failed(zip_get_error(archive), problem);
}

/* Appends what has been written to the source. */
static int take(zip_source_t *source, struct text *out, struct problem *problem)
{
    char piece[PIECE];
    zip_int64_t got = 0;
    if (zip_source_open(source) < 0)
        return failed(zip_source_error(source), problem);
    while ((got = zip_source_read(source, piece, sizeof piece)) > 0)
        text_append_bytes(out, piece, (size_t)got);
    int code = got < 0 ? failed(zip_source_error(source), problem) : 0;
    zip_source_close(source);
    return code;
}

int return_archive_write(const struct return_archive_file *file, int64_t count, struct text *out, struct problem *problem)
{
    zip_error_t error;
    zip_error_init(&error);
    int code = 0;
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    if (!source)
        return failed(&error, problem);
    zip_source_keep(source); /* the archive takes the other hold on it */
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    if (!archive) {
        code = failed(&error, problem);
        zip_source_free(source);
        goto out;
    }
    for (int64_t i = 0; i < count && code == 0; i++)
        code = add(archive, &file[i], problem);
    if (code == 0 && zip_close(archive) < 0)
        code = failed(zip_get_error(archive), problem);
    if (code < 0)
        zip_discard(archive);
    else
        code = take(source, out, problem);
    if (code == 0)
        code = text_check(out, problem);
out:
    zip_source_free(source);
    zip_error_fini(&error);
    return code;
}
