#include "checks/findings.h"

#include <stdlib.h>

#include "base/array.h"

/* The columns have one capacity between them: each is grown from the same old one. */
static int reserve(struct check_findings *findings, struct problem *problem)
{
    int64_t needed = findings->count + 1, capacity = findings->capacity;
    struct {
        void *array;
        size_t size;
    } columns[] = {{&findings->rule, sizeof *findings->rule},
                   {&findings->year, sizeof *findings->year},
                   {&findings->row, sizeof *findings->row},
                   {&findings->child, sizeof *findings->child},
                   {&findings->table, sizeof *findings->table}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        capacity = findings->capacity;
        if (array_reserve(columns[i].array, &capacity, needed, columns[i].size, problem) < 0)
            return PROBLEM_MEMORY;
    }
    findings->capacity = capacity;
    return 0;
}

int64_t check_findings_add(struct check_findings *findings, struct problem *problem)
{
    if (findings->count == findings->capacity && reserve(findings, problem) < 0)
        return PROBLEM_MEMORY;
    int64_t added = findings->count++;
    findings->rule[added] = findings->year[added] = findings->row[added] = findings->child[added] = 0;
    findings->table[added] = 0;
    return added;
}

int check_findings_add_skip(struct check_findings *findings, struct check_skip skip, struct problem *problem)
{
    if (array_reserve(&findings->skip, &findings->skips_capacity, findings->skips + 1, sizeof *findings->skip, problem) < 0)
        return PROBLEM_MEMORY;
    findings->skip[findings->skips++] = skip;
    return 0;
}

int32_t check_findings_add_year(struct check_findings *findings, const struct check_year *year, struct problem *problem)
{
    int64_t capacity = findings->years_capacity;
    if (array_reserve(&findings->year_of, &capacity, findings->years + 1, sizeof *findings->year_of, problem) < 0)
        return PROBLEM_MEMORY;
    findings->years_capacity = (int32_t)capacity;
    findings->year_of[findings->years] = *year;
    return findings->years++;
}

static bool before(const struct check_findings *findings, int64_t left, int64_t right)
{
    return findings->table[left] != findings->table[right] ? findings->table[left] < findings->table[right]
                                                           : findings->row[left] < findings->row[right];
}

/* Of one rule and one return: only place and child differ. */
struct place {
    int32_t table, row, child;
};

static int place_order(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    return a->table != b->table ? (a->table > b->table) - (a->table < b->table) : (a->row > b->row) - (a->row < b->row);
}

static int sort(struct check_findings *findings, int64_t first, struct problem *problem)
{
    int64_t count = findings->count - first;
    struct place *place = array_new(count, sizeof *place, problem);
    if (!place)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < count; i++)
        place[i] = (struct place){findings->table[first + i], findings->row[first + i], findings->child[first + i]};
    qsort(place, (size_t)count, sizeof *place, place_order);
    int64_t kept = first;
    for (int64_t i = 0; i < count; i++) {
        if (i && place_order(&place[i - 1], &place[i]) == 0)
            continue;
        findings->table[kept] = (int8_t)place[i].table;
        findings->row[kept] = place[i].row;
        findings->child[kept++] = place[i].child;
    }
    findings->count = kept;
    free(place);
    return 0;
}

int check_findings_order(struct check_findings *findings, int64_t first, struct problem *problem)
{
    for (int64_t i = first + 1; i < findings->count; i++)
        if (!before(findings, i - 1, i))
            return sort(findings, first, problem);
    return 0;
}

void check_findings_clear(struct check_findings *findings)
{
    free(findings->year_of);
    free(findings->rule);
    free(findings->year);
    free(findings->row);
    free(findings->child);
    free(findings->table);
    free(findings->skip);
    *findings = (struct check_findings){0};
}
