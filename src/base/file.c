#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"

enum { FOLDER_DEPTH_MAX = 16 };

static int file_problem(struct problem *problem, const char *doing, const char *path)
{
    enum problem_code code = errno == ENOENT ? PROBLEM_NOT_FOUND : PROBLEM_FILE;
    int error = errno;
    problem_set(problem, code, "%s could not be %s: %s", file_name(path), doing, strerror(error));
    problem_next(problem, "Check that it is there and that you may use it.");
    return problem_at(problem, path, 0, 0, NULL);
}

static int read_all(int descriptor, const char *path, size_t limit, struct file_bytes *out, struct problem *problem)
{
    size_t capacity = 0;
    for (;;) {
        if (capacity - out->length < 2) {
            size_t wanted = capacity ? capacity * 2 : 65536;
            char *grown = realloc(out->bytes, wanted);
            if (!grown)
                return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read %s", file_name(path));
            out->bytes = grown;
            capacity = wanted;
        }
        ssize_t count = read(descriptor, out->bytes + out->length, capacity - out->length - 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return file_problem(problem, "read", path);
        if (count == 0)
            break;
        out->length += (size_t)count;
        if (out->length > limit) {
            problem_set(problem, PROBLEM_LIMIT, "%s is larger than %zu MiB", file_name(path), limit >> 20);
            problem_next(problem, "Split it into one file a year and import those.");
            return problem_at(problem, path, 0, 0, NULL);
        }
    }
    out->bytes[out->length] = '\0';
    return 0;
}

int file_read(const char *path, size_t limit, struct file_bytes *out, struct problem *problem)
{
    *out = (struct file_bytes){0};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return file_problem(problem, "read", path);
    int code = read_all(descriptor, path, limit, out, problem);
    close(descriptor);
    if (code < 0)
        file_bytes_clear(out);
    return code;
}

void file_bytes_clear(struct file_bytes *bytes)
{
    free(bytes->bytes);
    *bytes = (struct file_bytes){0};
}

static int write_all(int descriptor, const char *bytes, size_t length)
{
    while (length) {
        ssize_t count = write(descriptor, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        bytes += count;
        length -= (size_t)count;
    }
    return fsync(descriptor);
}

int file_write(const char *path, const char *bytes, size_t length, unsigned mode, struct problem *problem)
{
    size_t room = strlen(path) + 16;
    char *beside = malloc(room);
    if (!beside)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to write %s", file_name(path));
    snprintf(beside, room, "%s.XXXXXX", path);
    int code = 0;
    int descriptor = mkstemp(beside);
    if (descriptor < 0) {
        code = file_problem(problem, "written", path);
        goto out;
    }
    int failed = fchmod(descriptor, mode) < 0 || write_all(descriptor, bytes, length) < 0;
    failed |= close(descriptor) < 0;
    if (failed || rename(beside, path) < 0) {
        code = file_problem(problem, "written", path);
        unlink(beside);
    }
out:
    free(beside);
    return code;
}

static int paths_add(struct file_paths *out, const char *path, struct problem *problem)
{
    if (array_reserve(&out->path, &out->capacity, out->count + 1, sizeof *out->path, problem) < 0)
        return PROBLEM_MEMORY;
    char *copy = strdup(path);
    if (!copy)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to list a folder");
    out->path[out->count++] = copy;
    return 0;
}

static int list_below(const char *path, int depth, struct file_paths *out, struct problem *problem)
{
    if (!file_is_folder(path))
        return file_exists(path) ? paths_add(out, path, problem) : (errno = ENOENT, file_problem(problem, "found", path));
    if (depth > FOLDER_DEPTH_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "%s lies more than %d folders deep", path, FOLDER_DEPTH_MAX);
    DIR *folder = opendir(path);
    if (!folder)
        return file_problem(problem, "read", path);
    int code = 0;
    struct dirent *entry;
    while (code == 0 && (entry = readdir(folder))) {
        if (entry->d_name[0] == '.')
            continue;
        char *below = file_join(path, entry->d_name);
        code = below ? list_below(below, depth + 1, out, problem) : problem_set(problem, PROBLEM_MEMORY, "memory is out");
        free(below);
    }
    closedir(folder);
    return code;
}

static int path_order(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

int file_list(const char *path, struct file_paths *out, struct problem *problem)
{
    int64_t before = out->count;
    int code = list_below(path, 0, out, problem);
    if (out->count > before)
        qsort(out->path + before, (size_t)(out->count - before), sizeof *out->path, path_order);
    return code;
}

void file_paths_clear(struct file_paths *paths)
{
    for (int64_t i = 0; i < paths->count; i++)
        free(paths->path[i]);
    free(paths->path);
    *paths = (struct file_paths){0};
}

int file_make_folder(const char *path, unsigned mode, struct problem *problem)
{
    char *partial = strdup(path);
    if (!partial)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to make %s", path);
    int code = 0;
    for (char *at = partial + 1; code == 0; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        char kept = *at;
        *at = '\0';
        if (mkdir(partial, mode) < 0 && errno != EEXIST)
            code = file_problem(problem, "made", path);
        *at = kept;
        if (kept == '\0')
            break;
    }
    if (code == 0 && !file_is_folder(path))
        code = (errno = ENOTDIR, file_problem(problem, "made", path));
    free(partial);
    return code;
}

bool file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

char *file_join(const char *folder, const char *name)
{
    size_t length = strlen(folder);
    size_t room = length + strlen(name) + 2;
    char *path = malloc(room);
    if (path)
        snprintf(path, room, "%s%s%s", folder, length > 0 && folder[length - 1] == '/' ? "" : "/", name);
    return path;
}

const char *file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *file_place(const char *path)
{
    const char *place = file_name(path);
    if (place > path + 1)
        for (place -= 2; place > path && place[-1] != '/';)
            place--;
    return place;
}
