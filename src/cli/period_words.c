#include "cli/period_words.h"

#include <string.h>

#include "budget/books.h"
#include "calendar/calendar.h"

int period_words_year(const char *word, int32_t otherwise, int32_t *out, struct problem *problem)
{
    *out = otherwise;
    if (!word || calendar_parse_year(word, strlen(word), out))
        return 0;
    problem_set(problem, PROBLEM_USAGE, "“%.40s” is no financial year", word);
    return problem_next(problem, "Give a year like 2025-26.");
}

int period_words_period(const char *word, int32_t otherwise, int32_t *out, struct problem *problem)
{
    *out = otherwise;
    if (!word)
        return 0;
    const char *digits = word + (*word == 'P' || *word == 'p');
    const size_t length = strlen(digits);
    int32_t number = 0;
    for (size_t i = 0; i < length && length <= 2; i++)
        number = digits[i] >= '0' && digits[i] <= '9' ? 10 * number + (digits[i] - '0') : BOOKS_PERIODS * 10;
    if (number >= 1 && number <= BOOKS_PERIODS) {
        *out = number;
        return 0;
    }
    problem_set(problem, PROBLEM_USAGE, "“%.40s” is no period", word);
    return problem_next(problem, "Give a period from P1 (April) to P12 (March).");
}
