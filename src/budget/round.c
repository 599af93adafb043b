#include "budget/round.h"

#include <string.h>

static int32_t place_of(const char *const *names, int32_t count, const char *name)
{
    int32_t at = 0;
    while (at < count && strcmp(names[at], name) != 0)
        at++;
    return at;
}

static int add(const char **names, int32_t *count, int32_t most, const char *name, const char *what, struct problem *problem)
{
    const int32_t at = place_of(names, *count, name);
    if (at < *count)
        return 0;
    if (at == most)
        return problem_set(problem, PROBLEM_LIMIT, "a budget round has at most %d %s", most, what);
    names[(*count)++] = name;
    return 0;
}

static int refuse_twice(const struct round_item *item, struct problem *problem)
{
    problem_set(problem, PROBLEM_INPUT, "“%s” stands twice in version “%s”", item->line, item->version);
    return problem_next(problem, "Give each line once in a version; a change belongs to a version of its own.");
}

int round_make(enum round_kind kind, const struct round_item *item, int64_t items, struct round *out,
               struct problem *problem)
{
    *out = (struct round){.kind = kind, .item = item, .items = items};
    int code = 0;
    for (int64_t i = 0; i < items && code == 0; i++) {
        if (item[i].kind != kind)
            continue;
        for (int64_t k = 0; k < i; k++)
            if (item[k].kind == kind && strcmp(item[k].line, item[i].line) == 0 &&
                strcmp(item[k].version, item[i].version) == 0)
                return refuse_twice(&item[i], problem);
        code = add(out->line, &out->lines, ROUND_LINES_MAX, item[i].line, "lines", problem);
        if (code == 0)
            code = add(out->version, &out->versions, ROUND_VERSIONS_MAX, item[i].version, "versions", problem);
    }
    return code;
}

const struct round_item *round_at(const struct round *round, int32_t line, int32_t version)
{
    for (int64_t i = 0; i < round->items; i++)
        if (round->item[i].kind == round->kind && strcmp(round->item[i].line, round->line[line]) == 0 &&
            strcmp(round->item[i].version, round->version[version]) == 0)
            return &round->item[i];
    return NULL;
}

int64_t round_pence(const struct round *round, int32_t line, int32_t version, int32_t year)
{
    const struct round_item *item = round_at(round, line, version);
    return item && item->pence[year] != ROUND_BLANK ? item->pence[year] : 0;
}

bool round_total(const struct round *round, int32_t version, int32_t year, int64_t *out)
{
    *out = 0;
    for (int32_t i = 0; i < round->lines; i++)
        if (__builtin_add_overflow(*out, round_pence(round, i, version, year), out))
            return false;
    return true;
}

int32_t round_years(const struct round *round)
{
    int32_t years = 0;
    for (int64_t i = 0; i < round->items; i++)
        for (int32_t y = 0; y < ROUND_YEARS; y++)
            if (round->item[i].kind == round->kind && round->item[i].pence[y] != ROUND_BLANK && y >= years)
                years = y + 1;
    return years;
}
