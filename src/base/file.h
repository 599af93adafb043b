/*
 * file: whole files and folders, read and written so that nothing is ever half there.
 *
 * A file is read into memory at once (with a limit), and written beside its place, flushed to disk and renamed into it:
 * a reader sees the old bytes or the new ones. A folder is listed in byte order of the paths, so that the same folder gives
 * the same list on every machine.
 *
 * May touch: the C library and POSIX files. Pure rooms do not include it.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

/* The bytes of a file. `bytes` is owned (free with file_bytes_clear) and ended by a NUL that `length` does not count. */
struct file_bytes {
    char *bytes;
    size_t length;
};

/* A list of paths; each string and the list are owned. Free with file_paths_clear. */
struct file_paths {
    char **path;
    int64_t count, capacity;
};

/* Reads all of `path`. PROBLEM_NOT_FOUND, PROBLEM_FILE, PROBLEM_LIMIT (more than `limit` bytes) or PROBLEM_MEMORY. */
int file_read(const char *path, size_t limit, struct file_bytes *out, struct problem *problem);
void file_bytes_clear(struct file_bytes *bytes);

/* Writes `length` bytes to `path` with permission bits `mode`; on any failure the old file stands as it was. */
int file_write(const char *path, const char *bytes, size_t length, unsigned mode, struct problem *problem);

/* All regular files at or below `path` (itself, when it is a file), hidden ones left out, sorted by bytes; appended. */
int file_list(const char *path, struct file_paths *out, struct problem *problem);
void file_paths_clear(struct file_paths *paths);

/* Makes the folder and those above it that are missing. */
int file_make_folder(const char *path, unsigned mode, struct problem *problem);

bool file_exists(const char *path);
bool file_is_folder(const char *path);

/* "folder/name" in memory of your own (free it); NULL when memory is out. */
char *file_join(const char *folder, const char *name);

/* What follows the last '/', borrowed from `path`. */
const char *file_name(const char *path);

/* The last folder and the name, "2020-21/episodes.csv", borrowed: enough to tell a council's files apart. */
const char *file_place(const char *path);

#endif
