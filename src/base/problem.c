#include "base/problem.h"

#include <stdio.h>
#include <string.h>

int problem_set(struct problem *problem, enum problem_code code, const char *format, ...)
{
    if (!problem)
        return code;
    *problem = (struct problem){.code = code};
    va_list args;
    va_start(args, format);
    vsnprintf(problem->text, sizeof problem->text, format, args);
    va_end(args);
    return code;
}

int problem_next(struct problem *problem, const char *format, ...)
{
    if (!problem)
        return PROBLEM_INTERNAL;
    va_list args;
    va_start(args, format);
    vsnprintf(problem->next, sizeof problem->next, format, args);
    va_end(args);
    return problem->code;
}

int problem_at(struct problem *problem, const char *file, int64_t row, int32_t column, const char *field)
{
    if (!problem)
        return PROBLEM_INTERNAL;
    snprintf(problem->file, sizeof problem->file, "%s", file ? file : "");
    snprintf(problem->field, sizeof problem->field, "%s", field ? field : "");
    problem->row = row;
    problem->column = column;
    return problem->code;
}

int problem_exit_status(enum problem_code code)
{
    switch (code) {
    case PROBLEM_NONE:
        return 0;
#define PROBLEM_CASE(name, number, exit_status, meaning)                                                                    \
    case name:                                                                                                              \
        return exit_status;
        PROBLEM_CODES(PROBLEM_CASE)
#undef PROBLEM_CASE
    }
    return 70;
}

const char *problem_meaning(enum problem_code code)
{
    switch (code) {
    case PROBLEM_NONE:
        return "nothing is wrong";
#define PROBLEM_CASE(name, number, exit_status, meaning)                                                                    \
    case name:                                                                                                              \
        return meaning;
        PROBLEM_CODES(PROBLEM_CASE)
#undef PROBLEM_CASE
    }
    return "unknown";
}
