#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "returns/codes.h"
#include "returns/return_file.h"

/* One cell that holds no code of the year's list. */
struct stray {
    short_code value; /* what it holds; 0 for what might be an identity */
    int64_t line;     /* line of the file */
};

/* The strays of one column, then of the next. */
struct stray_list {
    struct stray *stray;     /* owned */
    int64_t count, capacity; /* used and allocated */
};

enum { FAMILIAR = 256, FAMILIAR_BITS = 8 };

/* The codes of a list that a year allows, and for speed those met lately, each in the slot that its hash gives. */
struct allowed {
    const struct return_code_list *list; /* the list */
    int32_t year;                        /* collection year */
    short_code familiar[FAMILIAR];       /* codes known to be allowed; 0 in a free slot */
};

/* A column without a list (a score, an authority) allows whatever may be a code. */
static bool is_allowed(struct allowed *allowed, short_code value)
{
    if (!allowed->list)
        return value != code_masked();
    short_code *slot = &allowed->familiar[(value * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - FAMILIAR_BITS)];
    if (*slot == value)
        return true;
    if (!return_code_valid(allowed->list, value, allowed->year))
        return false;
    *slot = value;
    return true;
}

static int gather_column(const struct return_file *file, int32_t column, struct allowed *allowed, struct stray_list *strays,
                         struct problem *problem)
{
    const short_code *values = file->column[column];
    strays->count = 0;
    for (int64_t i = 0; values && i < file->rows; i++) {
        if (values[i] == 0 || is_allowed(allowed, values[i]))
            continue;
        if (array_reserve(&strays->stray, &strays->capacity, strays->count + 1, sizeof *strays->stray, problem) < 0)
            return PROBLEM_MEMORY;
        short_code shown = code_may_be_shown(values[i]) ? values[i] : 0;
        strays->stray[strays->count++] = (struct stray){.value = shown, .line = file->line[i]};
    }
    return 0;
}

static int compare_strays(const void *left, const void *right)
{
    const struct stray *a = left, *b = right;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* The unknown codes as they are gathered. */
struct unknown_list {
    struct return_unknown *unknown; /* owned until it is copied to the arena */
    int64_t count, capacity;        /* used and allocated */
};

/* Adds the sorted strays of a column, equal ones as one. */
static int count_strays(const char *field, const struct stray_list *strays, struct arena *arena, struct unknown_list *list,
                        struct problem *problem)
{
    for (int64_t i = 0; i < strays->count; i++) {
        if (i && strays->stray[i].value == strays->stray[i - 1].value) {
            list->unknown[list->count - 1].count++;
            continue;
        }
        char text[CODE_TEXT_SIZE] = "***";
        if (strays->stray[i].value)
            code_text(strays->stray[i].value, text);
        const char *value = arena_text(arena, text, strlen(text));
        if (!value)
            return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the codes that no list knows");
        if (array_reserve(&list->unknown, &list->capacity, list->count + 1, sizeof *list->unknown, problem) < 0)
            return PROBLEM_MEMORY;
        list->unknown[list->count++] =
            (struct return_unknown){.field = field, .value = value, .count = 1, .first_line = strays->stray[i].line};
    }
    return 0;
}

static int check_column(const struct return_file *file, int32_t column, int32_t year, struct arena *arena,
                        struct stray_list *strays, struct unknown_list *list, struct problem *problem)
{
    const struct return_column *known = &return_layout(file->table)->column[column];
    struct allowed allowed = {.list = known->codes ? return_code_list(known->codes) : NULL, .year = year};
    if (known->kind != RETURN_CODE)
        return 0;
    if (gather_column(file, column, &allowed, strays, problem) < 0)
        return PROBLEM_MEMORY;
    if (strays->count)
        qsort(strays->stray, (size_t)strays->count, sizeof *strays->stray, compare_strays);
    return count_strays(known->name, strays, arena, list, problem);
}

int return_unknown_codes(const struct return_file *file, int32_t year, struct arena *arena,
                         const struct return_unknown **out, int32_t *count, struct problem *problem)
{
    struct stray_list strays = {.count = 0};
    struct unknown_list list = {.count = 0};
    struct return_unknown *kept = NULL;
    const struct return_layout *layout = return_layout(file->table);
    int status = 0;
    *out = NULL;
    *count = 0;
    for (int32_t k = 0; layout && k < layout->columns && status == 0; k++)
        status = check_column(file, k, year, arena, &strays, &list, problem);
    if (status < 0 || list.count == 0)
        goto out;
    kept = arena_take(arena, (size_t)list.count * sizeof *kept);
    if (!kept) {
        status = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the codes that no list knows");
        goto out;
    }
    memcpy(kept, list.unknown, (size_t)list.count * sizeof *kept);
    *out = kept;
    *count = (int32_t)list.count;
out:
    free(strays.stray);
    free(list.unknown);
    return status;
}
