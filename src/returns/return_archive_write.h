/*
 * return_archive_write: files as a ZIP archive, which return_archive reads back.
 *
 *     const struct return_archive_file file[] = {{"2024-25/header.csv", bytes, length}};
 *     return_archive_write(file, 1, &out, problem);
 *
 * Packed by Deflate, in the order given, every file dated 1 January 1980: the same files give the same bytes. May touch:
 * memory only. Outside library: libzip. Includes: base.
 */
#ifndef RETURNS_RETURN_ARCHIVE_WRITE_H
#define RETURNS_RETURN_ARCHIVE_WRITE_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"

struct return_archive_file {
    const char *path;  /* in the archive, with "/" between folders */
    const char *bytes; /* borrowed */
    size_t length;
};

/* Appends the archive to `out`. PROBLEM_MEMORY; PROBLEM_INPUT for a path that is there twice. */
int return_archive_write(const struct return_archive_file *file, int64_t count, struct text *out, struct problem *problem);

#endif
