/*
 * reading: what the tests of this room share: reading a text as a file, and comparing borrowed cells with strings.
 */
#ifndef TESTS_RETURNS_READING_H
#define TESTS_RETURNS_READING_H

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "returns/return_file.h"

#define EPISODES_HEADING "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
#define HEADER_HEADING "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
#define UASC_HEADING "CHILD,SEX,DOB,DUC\n"

/* An episode in which nothing is wrong, and its identities. */
#define GOOD_EPISODE "1001,09/04/2017,S,C2,N1,U4,PR1,31/10/2017,X1,CARPL,ZX9 8QW,ZX9 7QE,SC123456\n"

/* Reads a NUL-ended text that must be readable; return_file_clear is the caller's. */
static inline struct return_file reading(const char *text)
{
    struct return_file file = {0};
    struct problem problem = {0};
    assert_int_equal(return_read_csv(text, strlen(text), "a.csv", &file, &problem), 0);
    assert_int_equal(file.rows_read, file.rows + file.quarantine_count);
    return file;
}

/* Reads a text that must be refused, and gives the problem. */
static inline struct problem refusal(const char *bytes, size_t length)
{
    struct return_file file = {0};
    struct problem problem = {0};
    int status = return_read_csv(bytes, length, "a.csv", &file, &problem);
    assert_true(status < 0);
    assert_int_equal(status, problem.code);
    assert_string_equal(problem.file, "a.csv");
    assert_null(file.name); /* nothing is left behind */
    return problem;
}

static inline void assert_cell(const struct return_file *file, int32_t column, int64_t row, const char *expected)
{
    struct return_text cell = return_cell(file, column, row);
    assert_int_equal(cell.length, strlen(expected));
    assert_memory_equal(cell.bytes, expected, cell.length);
}

static inline void assert_code(const struct return_file *file, int32_t column, int64_t row, const char *expected)
{
    char text[CODE_TEXT_SIZE];
    assert_string_equal(code_text(return_code(file, column, row), text), expected);
}

/* Asserts that the one quarantined row is on this line and column for this reason. */
static inline void assert_quarantined(const struct return_file *file, int64_t line, int32_t column, const char *field,
                                      const char *reason)
{
    assert_int_equal(file->quarantine_count, 1);
    assert_int_equal(file->quarantine[0].line, line);
    assert_int_equal(file->quarantine[0].column, column);
    assert_string_equal(file->quarantine[0].field, field);
    assert_string_equal(file->quarantine[0].reason, reason);
}

#endif
