/*
 * forms: the same council in the forms in which returns are handed on.
 *
 *     csv      a folder a year, a file a table: 2024-25/header.csv
 *     xml      a file a year: 2024-25.xml
 *     zip      the folders of csv in one archive: returns.zip
 *     merged   a file a table over all years, with the columns LA and YEAR in front: header.csv
 *
 * Rows are the same in every form. Mistakes are planted in the text of CSV files, so xml and merged have none.
 *
 * Inside synth/. Includes: base, returns.
 */
#ifndef SYNTH_FORMS_H
#define SYNTH_FORMS_H

#include <stdint.h>

#include "base/problem.h"
#include "base/progress.h"
#include "synth/synth.h"
#include "synth/year_files.h"

/* Writes the years below `folder`, which is made. PROBLEM_FILE, PROBLEM_MEMORY. */
int synth_forms_write(const struct synth_year *year, int32_t years, enum synth_form form, const char *folder,
                      struct progress *progress, struct problem *problem);

#endif
