/*
 * odd_codes: the codes of rows that stand in the histories and are no codes of their return's year, each by name.
 *
 *     PLACE Q9    no list has it: counted as Other residential, health or school        12 rows
 *     PLACE K3    a code of other collection years, taken for what it means there        3 rows
 *
 * A warning says that something is odd; this says what, so that a council can answer (homeward data map set). What might be
 * an identity in the wrong column is one entry, "***" (base/code.h). Pure. Includes: base, care.
 */
#ifndef CARE_ODD_CODES_H
#define CARE_ODD_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "base/text.h"
#include "care/history.h"
#include "care/records.h"
#include "care/system.h"

struct care_odd_code {
    enum care_field field; /* whose code it is */
    short_code value;      /* the code, or that of "***" */
    bool another_year;     /* other collection years have it; else no list has it */
    int64_t rows;          /* standing rows that have it */
    int64_t first;         /* the first of them in the records */
};

/* By field, then by code. Owned. */
struct care_odd_codes {
    int64_t count, capacity;
    struct care_odd_code *code;
};

/* PROBLEM_MEMORY; `out` is then empty. */
int care_odd_codes_find(const struct care_system *system, const struct care_records *records, const struct care_fates *fates,
                        struct care_odd_codes *out, struct problem *problem);
void care_odd_codes_clear(struct care_odd_codes *codes); /* safe on zeroes and twice */

const char *care_field_name(enum care_field field); /* "PLACE_PROVIDER" */

/* What was made of it: "no list has it: counted as Other residential, health or school". */
void care_odd_code_words(const struct care_system *system, const struct care_odd_code *code, struct text *out);

#endif
