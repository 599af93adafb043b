/*
 * library_files: the files of `initiatives/`, carried inside of the program.
 *
 * Made by tools/embed_folders at build time of whatever lies in the folder, so that a new file needs no list. Inside of the
 * room only; casebook/scenarios.h hands them out. Constant data. Includes: nothing.
 */
#ifndef CASEBOOK_LIBRARY_FILES_H
#define CASEBOOK_LIBRARY_FILES_H

#include <stdint.h>

struct library_file {
    const char *name; /* "prevention/family_hubs": folder and name, without ".yaml" */
    const char *text; /* UTF-8 */
};

extern const struct library_file library_files[]; /* by name */
extern const int32_t library_files_count;

#endif
