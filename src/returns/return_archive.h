/*
 * return_archive: a ZIP of a folder of returns, entry by entry.
 *
 *     if (return_archive_is(bytes, length))
 *         code = return_archive_each(bytes, length, "2019.zip", take_file, self, problem);
 *
 * Nothing is written anywhere: a path within the archive, absolute or with ".." in it, is only a name. Entries come in the
 * byte order of their names, as the files of a folder do, and what a folder's listing leaves out is left out here: folders,
 * hidden files (".DS_Store") and what a Mac puts under "__MACOSX". An entry that is itself an archive or a spreadsheet is
 * not opened: it is handed on as it is, and return_bundle_read refuses it by name.
 *
 * Limits, held against what really comes out and not against what the archive says: 64 MiB an entry, 256 MiB in all,
 * 10,000 entries. May touch: memory only. Outside library: libzip. Includes: base.
 */
#ifndef RETURNS_RETURN_ARCHIVE_H
#define RETURNS_RETURN_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problem.h"

enum {
    RETURN_ARCHIVE_ENTRIES_MAX = 10000,
    RETURN_ARCHIVE_ENTRY_BYTES = 64 * 1024 * 1024,
    RETURN_ARCHIVE_BYTES = 256 * 1024 * 1024
};

/* Takes one file of the archive; the path (control characters made "?") and the bytes are there until it returns. Not 0
 * ends the walk. */
typedef int return_archive_take(void *self, const char *path, const char *bytes, size_t length);

/* Whether the bytes begin as a ZIP archive does. A spreadsheet (.xlsx, .ods) does so too. */
bool return_archive_is(const char *bytes, size_t length);

/*
 * Hands every file of the archive to `each`, and returns 0 or what it returned. `name` is that of the archive, for messages.
 * PROBLEM_INPUT, naming the entry, for one that is encrypted, damaged, a link, or packed in any way but Deflate or not at
 * all, and for an archive that is damaged or in truth a spreadsheet; PROBLEM_LIMIT; PROBLEM_MEMORY. Entries before the one
 * at fault have been handed on by then.
 */
int return_archive_each(const char *bytes, size_t length, const char *name, return_archive_take *each, void *self,
                        struct problem *problem);

#endif
