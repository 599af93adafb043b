/*
 * likeness: a council like a real one, for `synth --like`: which figures are wanted, and what is said of how they were met.
 *
 *     likeness_read(&asked, &likeness, problem);         // the file of published figures, the authority, its years
 *     … synth_write(… likeness.wish …) …
 *     likeness_tell(line, &likeness, &report);
 *
 * Includes: base, returns, synth, cli/command.
 */
#ifndef CLI_LIKENESS_H
#define CLI_LIKENESS_H

#include "cli/command.h"
#include "returns/published.h"
#include "synth/synth.h"

/* What the command line says. */
struct likeness_asked {
    const char *name;  /* --like */
    const char *path;  /* --panel */
    int32_t last_year; /* collection year of the last return; 0 for the newest that the file tells */
    int32_t years;     /* of returns; 0 for as many as the file tells, at most six */
};

struct likeness {
    char authority[PUBLISHED_NAME_MAX]; /* as the file names it */
    int32_t number;                     /* DfE's; 0 when the file does not say */
    int32_t last_year, years;           /* settled */
    int32_t told;                       /* how many of the years the file tells */
    int64_t told_twice;                 /* figures that the file tells in two ways */
    double residual;                    /* children that came and are in no published number of starts, all years together */
    struct synth_like wish;
};

/* PROBLEM_FILE, PROBLEM_NOT_FOUND (no such file; no such authority: the nearest names are offered), PROBLEM_INPUT (columns
 * are missing, the authority's figures do not tell the year). */
int likeness_read(const struct likeness_asked *asked, struct likeness *out, struct problem *problem);

/* Says on stderr what was matched, exactly or not, and what is national. */
void likeness_tell(const struct command_line *line, const struct likeness *likeness, const struct synth_report *report);

#endif
