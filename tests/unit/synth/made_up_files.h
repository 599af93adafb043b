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
};

/* The system compiled in. */
void made_up_system(struct care_system *out);

void made_up_files_write(struct made_up_files *files, const struct synth_options *options);
void made_up_files_read(struct made_up_files *files);
void made_up_files_clear(struct made_up_files *files);

/* The records that the returns make. The caller clears them. */
void made_up_records(const struct made_up_files *files, struct care_records *out);

/* A cell as a whole number: the CHILD of these files. */
int32_t made_up_number(struct return_text cell);

#endif
