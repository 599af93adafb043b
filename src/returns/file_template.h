/*
 * file_template: what a council's own files look like: the headings and a row or two that are plainly made up.
 *
 *     homeward template ledger > ledger.csv
 *
 * Every template can be read as the kind of file that it is of (tests/unit/returns/test_file_template.c). Pure.
 */
#ifndef RETURNS_FILE_TEMPLATE_H
#define RETURNS_FILE_TEMPLATE_H

#include <stdint.h>

struct file_template {
    const char *name;  /* "ledger" */
    const char *a_row; /* what a row is: "a package of one child" */
    const char *text;  /* the whole file */
};

/* All of them; *count is how many. */
const struct file_template *file_templates(int32_t *count);

/* The template of a name, NULL when there is none. */
const struct file_template *file_template_named(const char *name);

#endif
