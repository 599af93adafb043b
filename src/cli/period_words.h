/*
 * period_words: how a person names a financial year and a period of it: 2025-26, P6.
 *
 * Includes: base, calendar.
 */
#ifndef CLI_PERIOD_WORDS_H
#define CLI_PERIOD_WORDS_H

#include <stdint.h>

#include "base/problem.h"

/* "2025-26" is 2025; `otherwise` for NULL. PROBLEM_USAGE. */
int period_words_year(const char *word, int32_t otherwise, int32_t *out, struct problem *problem);

/* "P6", "p6" or "6" is 6; `otherwise` for NULL. PROBLEM_USAGE. */
int period_words_period(const char *word, int32_t otherwise, int32_t *out, struct problem *problem);

#endif
