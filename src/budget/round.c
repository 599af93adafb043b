#include "budget/round.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "money/money.h"

enum { WORDED = 100000 /* no draft has a number like this */ };

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

static bool in_group(const struct round_item *item)
{
    return item->group && item->group[0];
}

bool round_counts(const struct round_item *item)
{
    return item->type != ROUND_AVOIDED && item->type != ROUND_ENABLING && (!in_group(item) || item->joint);
}

/* Whether two items of a kind are in one group of one version. */
static bool together(const struct round_item *item, const struct round_item *of)
{
    return in_group(item) && strcmp(item->group, of->group) == 0 && strcmp(item->version, of->version) == 0;
}

/* How many items of a group in a version carry its joint figure. */
static int64_t count_joint(enum round_kind kind, const struct round_item *item, int64_t items, const struct round_item *of)
{
    int64_t joint = 0;
    for (int64_t i = 0; i < items; i++)
        joint += item[i].kind == kind && together(&item[i], of) && item[i].joint;
    return joint;
}

/* "S03, S04": the items of a group by their refs, or by their lines where they have none. */
static void name_members(enum round_kind kind, const struct round_item *item, int64_t items, const struct round_item *of,
                         struct text *out)
{
    for (int64_t i = 0; i < items; i++)
        if (item[i].kind == kind && together(&item[i], of)) {
            text_append(out, out->length ? ", " : "");
            text_append(out, item[i].ref && item[i].ref[0] ? item[i].ref : item[i].line);
        }
}

static int refuse_group(enum round_kind kind, const struct round_item *item, int64_t items, const struct round_item *of,
                        int64_t joint, struct problem *problem)
{
    struct text names = {0};
    name_members(kind, item, items, of, &names);
    problem_set(problem, PROBLEM_INPUT,
                "group “%.60s” of version “%.40s” (%.200s) has %lld joint figures, not one: its items act on the same"
                " children, and adding them up would count children twice",
                of->group, of->version, text_string(&names), (long long)joint);
    text_clear(&names);
    return problem_next(problem, "Mark the one item that carries the joint figure with joint = y (homeward scenario share"
                                 " works it out), and no other.");
}

int round_check_groups(enum round_kind kind, const struct round_item *item, int64_t items, const char *version,
                       struct problem *problem)
{
    for (int64_t i = 0; i < items; i++) {
        if (item[i].kind != kind || !in_group(&item[i]) || strcmp(item[i].version, version) != 0)
            continue;
        const int64_t joint = count_joint(kind, item, items, &item[i]);
        if (joint != 1)
            return refuse_group(kind, item, items, &item[i], joint, problem);
    }
    return 0;
}

void round_whole_pounds(struct round_item *item)
{
    for (int32_t y = 0; y < ROUND_YEARS; y++) {
        struct money pounds;
        if (item->pence[y] != ROUND_BLANK && money_scale((struct money){item->pence[y]}, 1, 100, &pounds))
            item->pence[y] = pounds.pence * 100; /* of INT64_MAX 92233720368547758 pounds: it fits */
    }
}

int64_t round_level(const struct round_item *item, int32_t year)
{
    for (int32_t y = year; y >= 0; y--)
        if (item->pence[y] != ROUND_BLANK)
            return y == year || item->recurrent == 1 ? item->pence[y] : 0;
    return 0;
}

bool round_level_total(enum round_kind kind, const struct round_item *item, int64_t items, const char *version, int32_t year,
                       int64_t *out)
{
    *out = 0;
    for (int64_t i = 0; i < items; i++)
        if (item[i].kind == kind && strcmp(item[i].version, version) == 0 && round_counts(&item[i]) &&
            __builtin_add_overflow(*out, round_level(&item[i], year), out))
            return false;
    return true;
}

/* Where a version stands among others: drafts by their number, then what has another name, final ones by theirs. */
static int64_t rank_of(const char *version)
{
    static const char *const words[] = {"draft", "final"};
    for (int i = 0; i < 2; i++) {
        int64_t number = 0;
        const size_t length = strlen(words[i]);
        if (strncasecmp(version, words[i], length) != 0)
            continue;
        for (const char *at = version + length; *at && number < WORDED; at++)
            if (*at >= '0' && *at <= '9')
                number = number * 10 + (*at - '0');
        return i == 0 ? number - 2 * (int64_t)WORDED * WORDED : number + 1;
    }
    return 0;
}

int32_t round_versions(const struct round_item *item, int64_t items, const char **version)
{
    int32_t count = 0;
    for (int64_t i = 0; i < items; i++) {
        if (place_of(version, count, item[i].version) < count)
            continue;
        int32_t at = count++;
        for (; at > 0 && rank_of(version[at - 1]) > rank_of(item[i].version); at--)
            version[at] = version[at - 1];
        version[at] = item[i].version;
    }
    return count;
}
