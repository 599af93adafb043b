/*
 * rule_files: the files of `rules/`, carried inside of the program.
 *
 * Made by tools/embed_folders at build time of whatever lies in the folder, so that a new file needs no list. What a file
 * says, checks/catalogue reads. Inside of the room only. Constant data. Includes: nothing.
 */
#ifndef CHECKS_RULE_FILES_H
#define CHECKS_RULE_FILES_H

#include <stdint.h>

struct rule_file {
    const char *name; /* "ssda903/355": folder and name, without ".sql" */
    const char *text; /* UTF-8 */
};

extern const struct rule_file rule_files[]; /* by name */
extern const int32_t rule_files_count;

#endif
