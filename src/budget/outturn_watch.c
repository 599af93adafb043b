/*
 * outturn_watch: which packages to look at: the dearest, and those of which something is not known (budget/outturn.h).
 */
#include <string.h>

#include "budget/outturn_parts.h"
#include "money/money.h"

/* What a package costs from a day to 31 March on the run-on basis, as known on `as_at`, at `weekly` where it has no price.
 */
static bool cost_to_year_end(const struct books *books, const struct books_package *given, day as_at, day from,
                             int64_t weekly, int64_t *pence)
{
    struct books_package package = *given;
    package.to = books_known_end(given->to, given->planned_to, as_at);
    package.weekly = given->weekly == BOOKS_BLANK ? weekly : given->weekly;
    return books_package_cost(&package, from, calendar_year_start(books->year + 1), pence);
}

static bool is_taken(const int64_t *taken, int64_t count, int64_t package)
{
    for (int64_t i = 0; i < count; i++)
        if (taken[i] == package)
            return true;
    return false;
}

/* Of two packages that cost the same the one that stands first, whatever the order of rows. */
static bool stands_before(const struct books_package *left, const struct books_package *right)
{
    if (left->child != right->child)
        return left->child < right->child;
    return left->from != right->from ? left->from < right->from : strcmp(left->provider, right->provider) < 0;
}

int64_t outturn_dearest(const struct books *books, day on, int64_t most, int64_t *package)
{
    int64_t count = 0;
    while (count < most && count < books->packages) {
        int64_t best = -1, best_pence = -1, pence;
        for (int64_t i = 0; i < books->packages; i++) {
            const struct books_package *each = &books->package[i];
            if (is_taken(package, count, i) ||
                !cost_to_year_end(books, each, on, calendar_year_start(books->year), 0, &pence))
                continue;
            if (pence > best_pence || (pence == best_pence && stands_before(each, &books->package[best]))) {
                best = i;
                best_pence = pence;
            }
        }
        if (best < 0)
            break;
        package[count++] = best;
    }
    return count;
}

/* The average price of the packages of a kind that have one; 0 when none has. */
static bool average_price(const struct books *books, int32_t state, int64_t *out)
{
    int64_t sum = 0, count = 0;
    struct money mean = {0};
    for (int64_t i = 0; i < books->packages; i++)
        if (books->package[i].state == state && books->package[i].weekly != BOOKS_BLANK) {
            if (__builtin_add_overflow(sum, books->package[i].weekly, &sum))
                return false;
            count++;
        }
    if (count && !money_scale((struct money){sum}, 1, count, &mean))
        return false;
    *out = mean.pence;
    return true;
}

static bool has_gap(const struct books_package *package, day on, enum outturn_gap gap)
{
    switch (gap) {
    case OUTTURN_NO_END:
        return books_known_end(package->to, package->planned_to, on) == DAY_OPEN;
    case OUTTURN_NO_PRICE:
        return package->weekly == BOOKS_BLANK;
    case OUTTURN_REVIEW_OVERDUE:
        return package->review_due != DAY_NONE && package->review_due < on;
    case OUTTURN_NO_CHILD:
        return package->child == 0;
    case OUTTURN_NO_BUDGET:
        return package->line == BOOKS_NO_LINE;
    case OUTTURN_GAPS:
        break;
    }
    return false;
}

bool outturn_exposed(const struct books *books, day on, enum outturn_gap gap, struct outturn_exposure *out)
{
    *out = (struct outturn_exposure){0};
    for (int64_t i = 0; i < books->packages; i++) {
        const struct books_package *package = &books->package[i];
        int64_t weekly = 0, pence;
        if (package->from > on || books_known_end(package->to, package->planned_to, on) <= on || !has_gap(package, on, gap))
            continue;
        if (package->weekly == BOOKS_BLANK && !average_price(books, package->state, &weekly))
            return false;
        if (!cost_to_year_end(books, package, on, on, weekly, &pence) ||
            __builtin_add_overflow(out->pence, pence, &out->pence))
            return false;
        out->packages++;
    }
    return true;
}
