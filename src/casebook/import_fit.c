#include "casebook/import_fit.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"

enum { CHILDREN_LACKING = 100, PRESENT_LACKING = 20, ROWS_LACKING = 33, MILLION = 1000000, FAR_YEAR = 3000 };

/* What a part and the episodes of a year have in common. */
enum figure {
    BOTH,    /* children, of a table that names everybody less those whom it does not */
    PRESENT, /* children who were in care as the table asks */
    ROWS,    /* rows that can be of the year */
    BEGUN,   /* rows that begin in it */
    SHARE,   /* children named by both, of those named by either, in millionths */
    FIGURES
};

struct fit {
    int64_t figure[FIGURES];
};

bool import_same_folder(const char *left, const char *right)
{
    size_t length = (size_t)(file_name(left) - left);
    return (size_t)(file_name(right) - right) == length && memcmp(left, right, length) == 0;
}

/* How many children are in both; both sets rise, so one walk finds them. */
static int64_t shared(const struct import_named *left, const struct import_named *right)
{
    int64_t both = 0, at = 0;
    for (int64_t i = 0; i < left->count; i++) {
        while (at < right->count && right->child[at] < left->child[i])
            at++;
        both += at < right->count && right->child[at] == left->child[i];
    }
    return both;
}

static void count_rows(const struct import_dates *dates, int32_t year, struct fit *fit)
{
    int32_t place = year - IMPORT_FIRST_YEAR;
    if (!dates || place < 0 || place >= IMPORT_YEARS)
        return;
    for (int32_t i = 0; i <= place; i++)
        fit->figure[ROWS] += dates->begun[i] - (i < place ? dates->ended[i] : 0);
    fit->figure[BEGUN] = dates->begun[place];
}

static struct fit fit_of(const struct import_item *item, const struct import_candidate *candidate, const uint8_t *marked)
{
    const struct import_named *everybody = &candidate->named[IMPORT_ANY_TIME], *named = &item->named[IMPORT_ANY_TIME];
    enum import_presence presence = import_table(item->report->table)->presence;
    int64_t both = shared(everybody, named), either = named->count - both;
    for (int64_t i = 0; i < everybody->count; i++) /* of whom those of the item are marked, too */
        either += marked[everybody->child[i]];
    struct fit fit = {.figure = {[BOTH] = both, [SHARE] = either ? both * MILLION / either : 0}};
    if (presence == IMPORT_EVERYBODY)
        fit.figure[BOTH] = 2 * both > everybody->count ? 2 * both - everybody->count : 0;
    else if (presence != IMPORT_ANY_TIME)
        fit.figure[PRESENT] = shared(&candidate->named[presence], named);
    count_rows(item->dates, candidate->year, &fit);
    return fit;
}

/* The most that any possible year has of a figure; 0 when that is less than half of `of`, and so says nothing. */
static int64_t most(const struct fit *fit, const struct import_choice *choice, int64_t count, enum figure figure, int64_t of)
{
    int64_t best = 0;
    for (int64_t i = 0; i < count; i++)
        if (choice[i].possible && fit[i].figure[figure] > best)
            best = fit[i].figure[figure];
    return best * 2 >= of ? best : 0;
}

/* Takes away the years that do not come near the best in a figure: one in so many may be lacking, and one always. */
static void keep_near(const struct fit *fit, struct import_choice *choice, int64_t count, enum figure figure, int64_t best,
                      int64_t one_in)
{
    int64_t least = best - (best / one_in > 1 ? best / one_in : 1);
    for (int64_t i = 0; best && i < count; i++)
        choice[i].possible = choice[i].possible && fit[i].figure[figure] > 0 && fit[i].figure[figure] >= least;
}

/* How far the year is from the one in which the mean of them is a year short of the highest age, for few of the youngest
 * have left care: the square of tenths of a year, for each row. */
static int64_t off_middle(const struct import_table *table, const struct import_dates *dates, int32_t year)
{
    int64_t middle = 10 * dates->sum_begun / dates->rows + 10 * (table->to_age - 1 - table->from_age),
            away = 10 * year - middle;
    return away * away * dates->rows;
}

/* What the year costs; a figure that says nothing costs nothing. */
static void set_cost(const struct import_item *item, const struct import_candidate *candidate, const struct fit *fit,
                     const int64_t best[FIGURES], int64_t cost[IMPORT_COSTS])
{
    static const enum figure order[] = {PRESENT, ROWS, BOTH, BEGUN, SHARE};
    int at = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        cost[at++] = best[order[i]] > fit->figure[order[i]] ? best[order[i]] - fit->figure[order[i]] : 0;
    if (import_table(item->report->table)->from_age && best[ROWS])
        cost[2] = off_middle(import_table(item->report->table), item->dates, candidate->year);
    bool here = candidate->item != NULL;
    cost[at++] = !here ? 2 : !import_same_folder(item->report->path, candidate->item->report->path);
    cost[at] = FAR_YEAR - candidate->year;
}

static bool any_possible(const struct import_choice *choice, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (choice[i].possible)
            return true;
    return false;
}

/* Leaves only the years that fit nearly as well as the best, and finds the best figures of these. */
static void choose(const struct import_item *item, const struct fit *fit, int64_t count, struct import_choice *out,
                   int64_t best[FIGURES])
{
    const int64_t children = item->named[IMPORT_ANY_TIME].count, rows = item->dates ? item->dates->rows : 0;
    const bool by_birthdays = import_table(item->report->table)->from_age && most(fit, out, count, ROWS, rows);
    if (!by_birthdays)
        keep_near(fit, out, count, BOTH, most(fit, out, count, BOTH, 0), CHILDREN_LACKING);
    best[PRESENT] = most(fit, out, count, PRESENT, children);
    keep_near(fit, out, count, PRESENT, best[PRESENT], PRESENT_LACKING);
    best[ROWS] = most(fit, out, count, ROWS, rows);
    keep_near(fit, out, count, ROWS, best[ROWS], ROWS_LACKING);
    best[BOTH] = most(fit, out, count, BOTH, 0);
    best[BEGUN] = best[ROWS] ? most(fit, out, count, BEGUN, 0) : 0;
    best[SHARE] = most(fit, out, count, SHARE, 0);
}

/* Where episodes that came along know half of the children of a part that is new, those that are only in force are not
 * asked. */
static void prefer_what_came_along(const struct import_item *item, const struct import_candidates *all,
                                   struct import_choice *out)
{
    const struct import_named *named = &item->named[IMPORT_ANY_TIME];
    bool along = false;
    for (int64_t i = 0; i < all->count && item->report->outcome != CASEBOOK_SAME; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        along = along || (out[i].possible && candidate->item &&
                          2 * shared(&candidate->named[IMPORT_ANY_TIME], named) >= named->count);
    }
    for (int64_t i = 0; i < all->count && along; i++)
        out[i].possible = out[i].possible && all->candidate[i]->item;
}

int import_fit(const struct import_item *item, const struct import_candidates *all, const uint8_t *marked,
               struct import_choice *out, struct problem *problem)
{
    int64_t best[FIGURES] = {0};
    struct fit *fit = array_new(all->count, sizeof *fit, problem);
    if (!fit)
        return PROBLEM_MEMORY;
    bool known = false;
    for (int64_t i = 0; i < all->count; i++) {
        out[i] = (struct import_choice){.possible = strcmp(all->candidate[i]->authority, item->authority) == 0};
        if (out[i].possible)
            fit[i] = fit_of(item, all->candidate[i], marked);
        known = known || fit[i].figure[SHARE];
    }
    prefer_what_came_along(item, all, out);
    if (known)
        choose(item, fit, all->count, out, best);
    for (int64_t i = 0; i < all->count; i++)
        set_cost(item, all->candidate[i], &fit[i], best, out[i].cost);
    free(fit);
    return known && any_possible(out, all->count);
}
