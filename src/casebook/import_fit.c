#include "casebook/import_fit.h"

#include <string.h>

#include "base/file.h"

/* How well a part fits the episodes of a year. */
struct fit {
    int64_t both, either;    /* children */
    int64_t possible, begun; /* rows */
    int64_t throughout;      /* children */
    bool is_free, here, same_folder;
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

/* Whether another part of the same table and authority has the year already. */
static bool is_taken(const struct import_batch *batch, const struct import_item *item, int32_t year)
{
    for (const struct import_item *other = batch->item; other < batch->item + batch->items; other++)
        if (other != item && import_item_is_there(other) && other->report->table == item->report->table &&
            other->report->year == year && strcmp(other->authority, item->authority) == 0)
            return true;
    return false;
}

static void count_dates(const struct import_dates *dates, int32_t year, struct fit *fit)
{
    int32_t place = year - IMPORT_FIRST_YEAR;
    if (!dates || place < 0 || place >= IMPORT_YEARS)
        return;
    for (int32_t i = 0; i <= place; i++)
        fit->possible += dates->begun[i] - (i < place ? dates->ended[i] : 0);
    fit->begun = dates->begun[place];
}

static struct fit fit_of(const struct import_batch *batch, const struct import_item *item,
                         const struct import_candidate *candidate, const uint8_t *marked)
{
    struct fit fit = {.both = shared(candidate->named, &item->named)};
    fit.either = item->named.count - fit.both;
    for (int64_t i = 0; i < candidate->named->count; i++) /* of whom those of the item are marked, too */
        fit.either += marked[candidate->named->child[i]];
    count_dates(item->dates, candidate->year, &fit);
    if (import_table(item->report->table)->whole_year)
        fit.throughout = shared(candidate->throughout, &item->named);
    fit.is_free = !is_taken(batch, item, candidate->year);
    fit.here = candidate->item != NULL;
    fit.same_folder = candidate->item && import_same_folder(item->report->path, candidate->item->report->path);
    return fit;
}

static int compare(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

/* Above 0 when the first fits better, of two that know enough of the item's children; in the order of the header. */
static int by_fit(const struct fit *left, const struct fit *right)
{
    const int orders[] = {
        compare(left->possible, right->possible),
        compare(left->begun, right->begun),
        compare(left->throughout, right->throughout),
        compare(left->both * right->either, right->both * left->either),
        compare(left->is_free, right->is_free),
        compare(left->here, right->here),
        compare(left->same_folder, right->same_folder),
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++)
        if (orders[i])
            return orders[i];
    return 0;
}

/* The most of the item's children that any year knows. */
static int64_t most_known(const struct import_item *item, const struct import_candidates *all)
{
    int64_t most = 0;
    for (int64_t i = 0; i < all->count; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        int64_t both = strcmp(candidate->authority, item->authority) == 0 ? shared(candidate->named, &item->named) : 0;
        most = both > most ? both : most;
    }
    return most;
}

const struct import_candidate *import_best_fit(const struct import_batch *batch, const struct import_item *item,
                                               const struct import_candidates *all, const uint8_t *marked)
{
    const struct import_candidate *best = NULL;
    struct fit best_fit = {.both = 0};
    int64_t most = most_known(item, all), lacking = most / import_table(item->report->table)->may_lack;
    for (int64_t i = 0; i < all->count; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        if (strcmp(candidate->authority, item->authority) != 0)
            continue;
        struct fit fit = fit_of(batch, item, candidate, marked);
        if (fit.both == 0 || fit.both < most - (lacking > 1 ? lacking : 1))
            continue;
        if (!best || by_fit(&fit, &best_fit) >= 0) {
            best = candidate;
            best_fit = fit;
        }
    }
    return best;
}
