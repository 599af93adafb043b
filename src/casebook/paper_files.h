/*
 * paper_files: the files of the papers in `examples/`, carried inside of the program.
 *
 * Made by tools/embed_folders at build time of the CSV files that lie in the folders. Inside of the room only. Constant
 * data. Includes: nothing.
 */
#ifndef CASEBOOK_PAPER_FILES_H
#define CASEBOOK_PAPER_FILES_H

#include <stdint.h>

struct paper_file {
    const char *name; /* "sefton-2023/outturn": folder and name, without ".csv" */
    const char *text; /* UTF-8 */
};

extern const struct paper_file paper_files[]; /* by name */
extern const int32_t paper_files_count;

#endif
