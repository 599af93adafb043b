/*
 * papers: budget papers that were published, read from their figures.
 *
 * `examples/NAME/` holds the figures of one paper as CSV files of the kinds of returns/sheet.h, each with its source; they
 * are carried inside of the program, so that `homeward example NAME` needs no file. A folder with a file `paper.csv` is a
 * paper.
 *
 *     struct paper_read read;
 *     if (casebook_read_paper("sefton-2023", &read, problem) == 0)
 *         use(&read.paper);
 *     paper_read_clear(&read);
 *
 * Includes: base, returns, budget.
 */
#ifndef CASEBOOK_PAPERS_H
#define CASEBOOK_PAPERS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"
#include "budget/paper.h"

struct paper_read {
    struct paper paper;
    struct arena arena; /* owns rows and texts */
};

/* PROBLEM_NOT_FOUND for an unknown name, with those that are known; PROBLEM_INPUT when a file has a row that cannot be read;
 * PROBLEM_MEMORY. Empty after a failure. */
int casebook_read_paper(const char *name, struct paper_read *out, struct problem *problem);
void paper_read_clear(struct paper_read *read); /* safe on zeroes and twice */

/* The names of all papers, with commas between. */
void casebook_append_papers(struct text *out);

#endif
