/*
 * movement_packages: packages of the books now held against those of the last report (budget/movement.h).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "budget/movement_parts.h"

enum { A_WEEK = 7, NOT_THERE = -1 };

/* A package in the order of its key. */
struct entry {
    const struct books_package *package;
    int32_t line;      /* of the movement */
    day end;           /* as known by its report */
    int64_t other;     /* the same package in the other books, or NOT_THERE */
    bool ended;        /* in both: has ended since, earlier than was known */
    int64_t lost;      /* pence that this end took away */
    bool moved_onward; /* and something began where it ended, so that both are one move */
};

struct entries {
    const struct movement_books *of;
    int64_t count;
    struct entry *entry;
};

/* Child, provider and first night. */
static int by_key(const struct books_package *left, const struct books_package *right)
{
    if (left->child != right->child)
        return left->child < right->child ? -1 : 1;
    const int provider = strcmp(left->provider, right->provider);
    if (provider != 0)
        return provider;
    return (left->from > right->from) - (left->from < right->from);
}

/* Then all else that pounds hang on, so that of several with one key the same stand against each other. */
static int by_key_and_pounds(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    const struct books_package *one = a->package, *two = b->package;
    const int key = by_key(one, two);
    if (key != 0)
        return key;
    if (one->weekly != two->weekly)
        return one->weekly < two->weekly ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    if (one->to != two->to)
        return one->to < two->to ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static int lay_out(const struct movement_books *of, struct entries *out, struct problem *problem)
{
    const struct books *books = of->books;
    *out = (struct entries){.of = of, .count = books->packages};
    out->entry = array_new(books->packages, sizeof *out->entry, problem);
    if (!out->entry)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < books->packages; i++) {
        const struct books_package *package = &books->package[i];
        out->entry[i] = (struct entry){.package = package,
                                       .line = movement_line_of(of, package->line),
                                       .end = books_known_end(package->to, package->planned_to, of->as_at),
                                       .other = NOT_THERE};
    }
    qsort(out->entry, (size_t)out->count, sizeof *out->entry, by_key_and_pounds);
    return 0;
}

/* Both in the order of their keys: equal ones stand against each other one by one. */
static void match(struct entries *last, struct entries *now)
{
    for (int64_t i = 0, k = 0; i < last->count && k < now->count;) {
        const int order = by_key(last->entry[i].package, now->entry[k].package);
        if (order == 0) {
            last->entry[i].other = k;
            now->entry[k].other = i;
        }
        i += order <= 0;
        k += order >= 0;
    }
}

/* What a package costs in the rest of the year, were its price and end these. */
static bool rest_of(const struct movement_books *of, const struct books_package *given, int64_t weekly, day end,
                    int64_t *pence)
{
    struct books_package package = *given;
    package.weekly = weekly;
    package.to = end;
    return books_package_periods(&package, of->books->year, of->rest, BOOKS_PERIODS, pence);
}

static int64_t nights_of(const struct movement_books *of, const struct books_package *given, day end)
{
    struct books_package package = *given;
    package.to = end;
    return books_package_nights(&package, books_period_start(of->books->year, of->rest),
                                calendar_year_start(of->books->year + 1));
}

/* A package in both books: line, price, end. An end of its own is put down by add_ends, which knows what followed it. */
static bool add_changes(const struct entry *then, struct entry *now, const struct movement_books *of, struct movement *out)
{
    int64_t before, repriced, after;
    const struct books_package *package = now->package;
    if (!rest_of(of, then->package, then->package->weekly, then->end, &before) ||
        !rest_of(of, package, package->weekly, then->end, &repriced) ||
        !rest_of(of, package, package->weekly, now->end, &after))
        return false;
    if (then->line != now->line && (!movement_add(out, then->line, MOVEMENT_CORRECTED, -before, 0) ||
                                    !movement_add(out, now->line, MOVEMENT_CORRECTED, before, 1)))
        return false;
    const bool price = then->package->weekly != package->weekly && nights_of(of, package, then->end) > 0;
    const bool end = nights_of(of, package, then->end) != nights_of(of, package, now->end);
    if (__builtin_sub_overflow(after, repriced, &now->lost) || __builtin_sub_overflow(repriced, before, &repriced) ||
        !movement_add(out, now->line, MOVEMENT_PRICES, repriced, price))
        return false;
    now->ended = end && now->end < then->end && package->to <= of->as_at;
    return now->ended || movement_add(out, now->line, MOVEMENT_END_DATES, now->lost, end);
}

/* The child's package that a new one follows within a week: one that ended since, or is itself new; NULL. */
static struct entry *followed_by(struct entries *now, int64_t at)
{
    const struct books_package *package = now->entry[at].package;
    int64_t first = at;
    while (first > 0 && now->entry[first - 1].package->child == package->child)
        first--;
    for (int64_t i = first; package->child > 0 && i < now->count && now->entry[i].package->child == package->child; i++) {
        struct entry *each = &now->entry[i];
        const day to = each->package->to;
        const bool since = each->ended || each->other == NOT_THERE;
        if (i != at && since && !each->moved_onward && to <= now->of->as_at && package->from >= to &&
            package->from - to <= A_WEEK)
            return each;
    }
    return NULL;
}

/* Whether the last books told it under another child, provider or first night: a row of theirs is gone that overlaps. */
static bool told_otherwise(const struct entries *last, const struct entry *now)
{
    for (int64_t i = 0; i < last->count; i++) {
        const struct entry *then = &last->entry[i];
        const struct books_package *package = then->package;
        if (then->other != NOT_THERE)
            continue;
        if (package->child == now->package->child && package->child > 0 && package->from < now->end &&
            now->package->from < then->end)
            return true;
        if ((package->child == 0 || now->package->child == 0) && package->from == now->package->from &&
            strcmp(package->provider, now->package->provider) == 0)
            return true;
    }
    return false;
}

/* A package that only the books now tell: corrected, moved or new. */
static bool add_new(const struct entries *last, struct entries *now, int64_t at, struct movement *out)
{
    const struct entry *entry = &now->entry[at];
    const struct books_package *package = entry->package;
    int64_t pence;
    if (!rest_of(now->of, package, package->weekly, entry->end, &pence))
        return false;
    const bool there = nights_of(now->of, package, entry->end) > 0;
    if (told_otherwise(last, entry))
        return movement_add(out, entry->line, MOVEMENT_CORRECTED, pence, there);
    struct entry *from = followed_by(now, at);
    if (!from)
        return movement_add(out, entry->line, MOVEMENT_STARTS, pence, there);
    const enum movement_step step = package->weekly < from->package->weekly ? MOVEMENT_MOVES_DOWN : MOVEMENT_MOVES_UP;
    from->moved_onward = true;
    return movement_add(out, entry->line, step, pence, there) &&
           (!from->ended || movement_add(out, from->line, step, from->lost, 0));
}

/* Ends that nothing followed. */
static bool add_ends(const struct entries *now, struct movement *out)
{
    for (int64_t i = 0; i < now->count; i++) {
        const struct entry *entry = &now->entry[i];
        if (entry->ended && !entry->moved_onward && !movement_add(out, entry->line, MOVEMENT_ENDS, entry->lost, 1))
            return false;
    }
    return true;
}

/* Packages that the books no longer tell. */
static bool add_gone(const struct entries *last, struct movement *out)
{
    int64_t pence;
    for (int64_t i = 0; i < last->count; i++) {
        const struct entry *entry = &last->entry[i];
        if (entry->other != NOT_THERE)
            continue;
        if (!rest_of(last->of, entry->package, entry->package->weekly, entry->end, &pence) ||
            !movement_add(out, entry->line, MOVEMENT_CORRECTED, -pence, nights_of(last->of, entry->package, entry->end) > 0))
            return false;
    }
    return true;
}

static bool add_all(const struct entries *last, struct entries *now, struct movement *out)
{
    for (int64_t i = 0; i < now->count; i++)
        if (now->entry[i].other != NOT_THERE &&
            !add_changes(&last->entry[now->entry[i].other], &now->entry[i], now->of, out))
            return false;
    for (int64_t i = 0; i < now->count; i++)
        if (now->entry[i].other == NOT_THERE && !add_new(last, now, i, out))
            return false;
    return add_ends(now, out) && add_gone(last, out);
}

int movement_of_packages(const struct movement_books *last, const struct movement_books *now, struct movement *out,
                         struct problem *problem)
{
    struct entries then = {0}, since = {0};
    int code = lay_out(last, &then, problem);
    if (code == 0)
        code = lay_out(now, &since, problem);
    if (code == 0) {
        match(&then, &since);
        if (!add_all(&then, &since, out))
            code = problem_set(problem, PROBLEM_LIMIT, "what packages have moved by is too large to be kept in pence");
    }
    free(then.entry);
    free(since.entry);
    return code;
}
