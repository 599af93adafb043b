/*
 * problem: what went wrong, where, and what to do next.
 *
 * Errors in Homeward are values. A function that can fail returns 0 or one of the negative codes below and fills the
 * caller's `struct problem`, so that an unreadable row of a return is data (file, row, column, field) and never a line in
 * a log. There is no "last error" and no global: the caller owns the struct and may read it for as long as it likes.
 *
 *     struct problem problem = {0};
 *     if (casebook_open(path, &casebook, &problem) < 0)
 *         show(&problem);        // only a door (cli, web, cluster) shows anything to a person
 *
 * May touch: the C library only.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stdarg.h>
#include <stdint.h>

/* One list: the code, its number, the exit status that a door gives for it, and what kind of thing went wrong. */
#define PROBLEM_CODES(X)                                                                                                    \
    X(PROBLEM_INTERNAL, -1, 70, "a fault in Homeward itself")                                                               \
    X(PROBLEM_MEMORY, -2, 70, "not enough memory")                                                                          \
    X(PROBLEM_FILE, -3, 3, "a file or folder could not be read or written")                                                 \
    X(PROBLEM_INPUT, -4, 3, "what was given cannot be used as it is")                                                       \
    X(PROBLEM_USAGE, -5, 2, "the command was not given as it should be")                                                    \
    X(PROBLEM_NOT_FOUND, -6, 3, "the thing asked for is not there")                                                         \
    X(PROBLEM_LOCKED, -7, 6, "somebody else is changing it")                                                                \
    X(PROBLEM_LIMIT, -8, 3, "larger than Homeward takes")                                                                   \
    X(PROBLEM_STORE, -9, 70, "the casebook could not be read or changed")                                                   \
    X(PROBLEM_VERIFY, -10, 8, "a stored thing is not what it was")                                                          \
    X(PROBLEM_STOPPED, -11, 130, "stopped by the person who started it")                                                    \
    X(PROBLEM_UNEXPLAINED, -12, 4, "the ledger and the packages differ, and part of it is not explained")

enum problem_code {
    PROBLEM_NONE = 0,
#define PROBLEM_ENUM(name, number, exit_status, meaning) name = number,
    PROBLEM_CODES(PROBLEM_ENUM)
#undef PROBLEM_ENUM
};

struct problem {
    enum problem_code code; /* 0 when nothing is wrong */
    char text[256];         /* what happened, one line, no full stop at the end */
    char next[256];         /* what to do next, one sentence; empty when the text says it all */
    char file[256];         /* the file it is about, or empty */
    int64_t row;            /* line of that file (the heading is line 1), or 0 */
    int32_t column;         /* column of that file counted from 1, or 0 */
    char field[32];         /* name of the field, or empty */
};

/* Fills `problem` (which may be NULL) with a code and a formatted line, forgets any earlier place, returns `code`. */
int problem_set(struct problem *problem, enum problem_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * Adds what to do next to a problem already set; returns its code, so that `return problem_next(…)` reads well. Without a
 * problem (NULL) there is no code to give back and it is PROBLEM_INTERNAL: still negative, never 0.
 */
int problem_next(struct problem *problem, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds the place to a problem already set; returns its code. `file` and `field` may be NULL. */
int problem_at(struct problem *problem, const char *file, int64_t row, int32_t column, const char *field);

/* The exit status a door gives for `code` (README lists them); 0 for PROBLEM_NONE. */
int problem_exit_status(enum problem_code code);

/* The kind of problem in words, for a message about a message. Borrowed, never NULL. */
const char *problem_meaning(enum problem_code code);

#endif
