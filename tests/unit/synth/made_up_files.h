/*
 * made_up_files: a council made up in a folder of its own, and its returns read back as the program reads them.
 *
 *     struct made_up_files files;
 *     made_up_files_write(&files, &options);      // fails the test when that fails
 *     made_up_files_read(&files);
 *     made_up_files_clear(&files);                // also removes the folder
 */
#ifndef MADE_UP_FILES_H
#define MADE_UP_FILES_H

#include "care/records.h"
#include "care/system.h"
#include "returns/return_file.h"
#include "synth/synth.h"

enum { MADE_UP_YEARS_MAX = 12 };

struct made_up_files {
    struct care_system system;
    struct synth_options options;
    struct synth_report report;
    char folder[64];
    char truth[80]; /* path of the truth file, in the folder above */
    int32_t years;
    struct return_file header[MADE_UP_YEARS_MAX], episodes[MADE_UP_YEARS_MAX], uasc[MADE_UP_YEARS_MAX];
    struct return_file table[MADE_UP_YEARS_MAX][RETURN_TABLES]; /* all twelve; only after made_up_tables_read */
};

/* The system compiled in. */
void made_up_system(struct care_system *out);

void made_up_files_write(struct made_up_files *files, const struct synth_options *options);
void made_up_files_read(struct made_up_files *files);
void made_up_tables_read(struct made_up_files *files);
void made_up_files_clear(struct made_up_files *files);

/* The records that the returns make. The caller clears them. */
void made_up_records(const struct made_up_files *files, struct care_records *out);

/* The row of a child in a table of a year, from row `from` on; -1 when there is none. Tables are read. */
int64_t made_up_find(const struct made_up_files *files, int32_t y, enum return_table table, int32_t child, int64_t from);

/* CHILD of a row; its text in a column. */
int32_t made_up_child(const struct made_up_files *files, int32_t y, enum return_table table, int64_t row);
bool made_up_is(const struct made_up_files *files, int32_t y, enum return_table table, int64_t row, int32_t column,
                const char *what);

/* The date of birth that the year's header gives. */
day made_up_born(const struct made_up_files *files, int32_t y, int32_t child);

/* Whether an episode of the year holds the night of that day. */
bool made_up_in_care(const struct made_up_files *files, int32_t y, int32_t child, day on);

/* A cell as a whole number: the CHILD of these files. */
int32_t made_up_number(struct return_text cell);

#endif
