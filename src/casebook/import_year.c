/*
 * import_year: which collection year each file of an import belongs to.
 *
 * An episodes file says so itself (returns: return_year_of). A header or UASC file has no date that would: it belongs to the
 * episodes file whose children it names. How well the two fit is the share
 *
 *     named by both ÷ (named by the file, or by the episodes file and by any file of the same table)
 *
 * which is 1 for the right year even where the table names few of the year's children, as UASC does. The best fit wins; of
 * equal fits the episodes file of this import, then of the same folder, then the newest year that no other file has taken.
 * Where nothing fits, the only episodes file of the same folder is taken.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"

/* An episodes file whose children are known, new or in force. */
struct candidate {
    int32_t year;
    bool annual;
    day last_date;
    const struct import_item *item; /* the file of this import; NULL when it is only in force */
    struct import_named named;      /* owned when in force; borrowed from the item otherwise */
    bool owned;
};

struct candidates {
    struct candidate *candidate; /* owned */
    int64_t count, capacity;
};

/* How well a file fits a candidate: `both` of `either` children. */
struct fit {
    int64_t both, either;
    bool here, same_folder;
};

static int add_candidate(struct candidates *all, struct candidate given, struct problem *problem)
{
    int code = array_reserve(&all->candidate, &all->capacity, all->count + 1, sizeof given, problem);
    if (code == 0)
        all->candidate[all->count++] = given;
    return code;
}

static void candidates_clear(struct candidates *all)
{
    for (int64_t i = 0; i < all->count; i++)
        if (all->candidate[i].owned)
            import_named_clear(&all->candidate[i].named);
    free(all->candidate);
}

/* The last day of which an extract speaks: its latest DECOM or DEC within the year that is not in the future. */
static day latest_known(const struct return_file *file, int32_t year, day today)
{
    day from = calendar_year_start(year), to = calendar_year_end(year), latest = DAY_NONE;
    if (today < to)
        to = today;
    for (int64_t i = 0; i < file->rows; i++) {
        const day dates[] = {return_day(file, EPISODES_DECOM, i), return_day(file, EPISODES_DEC, i)};
        for (int k = 0; k < 2; k++)
            if (dates[k] >= from && dates[k] <= to && dates[k] > latest)
                latest = dates[k];
    }
    return latest;
}

static int no_year(struct import_batch *batch, struct import_item *item, const char *why, struct problem *problem)
{
    item->report->outcome = CASEBOOK_NO_YEAR;
    item->report->message = import_keep_text(batch, why, problem);
    return item->report->message ? 0 : PROBLEM_MEMORY;
}

static int find_episodes_year(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    int32_t year = return_year_of(&item->file);
    if (year == INT32_MIN)
        return no_year(batch, item,
                       "no row has a date that can be read, so nobody can say which year it is. Look into the file.",
                       problem);
    day today = batch->options->today;
    item->report->year = year;
    item->report->annual = return_is_annual(&item->file, year, NULL) && today > calendar_year_end(year);
    item->last_date = latest_known(&item->file, year, item->report->annual ? DAY_OPEN : today);
    return 0;
}

/* The file of this import that is in force already and has that year, if there is one. */
static const struct import_item *same_item(const struct import_batch *batch, int32_t year)
{
    for (int64_t i = 0; i < batch->report->files; i++) {
        const struct casebook_import_file *file = batch->item[i].report;
        if (file->outcome == CASEBOOK_SAME && file->table == RETURN_EPISODES && file->year == year &&
            batch->item[i].twin < 0)
            return &batch->item[i];
    }
    return NULL;
}

static int add_new_candidates(struct import_batch *batch, struct candidates *all, struct problem *problem)
{
    int code = 0;
    for (int64_t i = 0; code == 0 && i < batch->report->files; i++) {
        const struct import_item *item = &batch->item[i];
        if (item->report->outcome != CASEBOOK_LOADED || item->report->table != RETURN_EPISODES)
            continue;
        struct candidate given = {item->report->year, item->report->annual, item->last_date, item, item->named, false};
        code = add_candidate(all, given, problem);
    }
    return code;
}

static bool has_year(const struct candidates *all, int32_t year)
{
    for (int64_t i = 0; i < all->count; i++)
        if (all->candidate[i].year == year)
            return true;
    return false;
}

static int add_one_in_force(struct import_batch *batch, sqlite3_stmt *children, int64_t file, struct candidate given,
                            struct candidates *all, struct problem *problem)
{
    sqlite3_reset(children);
    sqlite3_bind_int64(children, 1, file);
    int code = import_named_query(batch, children, &given.named, problem);
    if (code == 0)
        code = add_candidate(all, given, problem);
    if (code < 0)
        import_named_clear(&given.named);
    return code;
}

/* Episodes files in force of years of which this import has none. */
static int add_candidates_in_force(struct import_batch *batch, struct candidates *all, struct problem *problem)
{
    sqlite3 *database = batch->casebook->database;
    sqlite3_stmt *files = NULL, *children = NULL;
    int code = store_prepare(database,
                             "SELECT id, year, annual, last_date FROM return_file"
                             " WHERE form = 'episodes' AND authority = ?1 AND superseded_by IS NULL ORDER BY year",
                             &files, problem);
    if (code == 0)
        code = store_prepare(database, "SELECT DISTINCT child FROM episode WHERE file = ?1", &children, problem);
    if (code == 0)
        store_bind_text(files, 1, batch->authority);
    while (code == 0 && (code = store_next(files, problem)) == 1) {
        int32_t year = sqlite3_column_int(files, 1);
        struct candidate given = {
            year, sqlite3_column_int(files, 2) != 0, store_day(files, 3), same_item(batch, year), {NULL, 0}, true};
        code = 0;
        if (!has_year(all, year))
            code = add_one_in_force(batch, children, sqlite3_column_int64(files, 0), given, all, problem);
    }
    sqlite3_finalize(files);
    sqlite3_finalize(children);
    return code;
}

/* Marks whom any file of the table names, in this import or in force. */
static int mark_table(struct import_batch *batch, enum return_table table, uint8_t *marked, struct problem *problem)
{
    for (int64_t i = 0; i < batch->report->files; i++) {
        const struct import_item *item = &batch->item[i];
        if (item->report->outcome == CASEBOOK_LOADED && item->report->table == table)
            for (int64_t k = 0; k < item->named.count; k++)
                marked[item->named.child[k]] = 1;
    }
    sqlite3_stmt *statement;
    struct import_named named = {0};
    int code = store_prepare(batch->casebook->database,
                             table == RETURN_HEADER
                                 ? "SELECT DISTINCT child FROM header_row WHERE file IN (SELECT id FROM return_file"
                                   " WHERE authority = ?1 AND superseded_by IS NULL)"
                                 : "SELECT DISTINCT child FROM uasc_row WHERE file IN (SELECT id FROM return_file"
                                   " WHERE authority = ?1 AND superseded_by IS NULL)",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, batch->authority);
        code = import_named_query(batch, statement, &named, problem);
    }
    for (int64_t k = 0; code == 0 && k < named.count; k++)
        marked[named.child[k]] = 1;
    import_named_clear(&named);
    sqlite3_finalize(statement);
    return code;
}

static bool same_folder(const char *left, const char *right)
{
    size_t length = (size_t)(file_name(left) - left);
    return (size_t)(file_name(right) - right) == length && memcmp(left, right, length) == 0;
}

/* Both sets rise, so one walk finds what they share. */
static struct fit fit_of(const struct import_item *item, const struct candidate *candidate, const uint8_t *marked)
{
    struct fit fit = {.either = item->named.count};
    int64_t at = 0;
    for (int64_t i = 0; i < candidate->named.count; i++) {
        int32_t child = candidate->named.child[i];
        while (at < item->named.count && item->named.child[at] < child)
            at++;
        bool both = at < item->named.count && item->named.child[at] == child;
        fit.both += both;
        fit.either += marked[child] && !both;
    }
    fit.here = candidate->item != NULL;
    fit.same_folder = candidate->item && same_folder(item->report->path, candidate->item->report->path);
    return fit;
}

/* Above 0 when the first fits better than the second, by share alone. */
static int by_share(const struct fit *left, const struct fit *right)
{
    int64_t first = left->both * right->either, second = right->both * left->either;
    return (first > second) - (first < second);
}

static int by_fit(const struct fit *left, const struct fit *right)
{
    int share = by_share(left, right);
    if (share)
        return share;
    return left->here != right->here ? left->here - right->here : left->same_folder - right->same_folder;
}

/* The only episodes file of this import in the folder of `item`, or -1. */
static int64_t only_neighbour(const struct import_item *item, const struct candidates *all)
{
    int64_t found = -1;
    for (int64_t i = 0; i < all->count; i++) {
        const struct candidate *candidate = &all->candidate[i];
        if (!candidate->item || !same_folder(item->report->path, candidate->item->report->path))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

/* Whether another file of the same table and this import has the year already. */
static bool taken(const struct import_batch *batch, const struct import_item *item, int32_t year)
{
    for (int64_t i = 0; i < batch->report->files; i++) {
        const struct casebook_import_file *other = batch->item[i].report;
        if (other != item->report && other->table == item->report->table && other->year == year &&
            (other->outcome == CASEBOOK_LOADED || other->outcome == CASEBOOK_SAME))
            return true;
    }
    return false;
}

/* Index of the candidate whose year the file takes, or -1. Candidates of later years come last and win between equals. */
static int64_t choose(const struct import_batch *batch, const struct import_item *item, const struct candidates *all,
                      const uint8_t *marked)
{
    int64_t best = -1;
    struct fit best_fit = {.both = 0, .either = 1};
    bool best_taken = false;
    for (int64_t i = 0; i < all->count; i++) {
        struct fit fit = fit_of(item, &all->candidate[i], marked);
        if (fit.both == 0)
            continue;
        bool is_taken = taken(batch, item, all->candidate[i].year);
        int better = best < 0 ? 1 : by_share(&fit, &best_fit);
        if (better == 0)
            better = best_taken != is_taken ? best_taken - is_taken : by_fit(&fit, &best_fit);
        if (better >= 0) {
            best = i;
            best_fit = fit;
            best_taken = is_taken;
        }
    }
    return best >= 0 ? best : only_neighbour(item, all);
}

static int candidate_order(const void *left, const void *right)
{
    const struct candidate *first = left, *second = right;
    return (first->year > second->year) - (first->year < second->year);
}

/* Files of one table in an order that hangs on their bytes alone: no name, no order of the paths and no key decides. */
static int item_order(const void *left, const void *right)
{
    const struct import_item *const *first = left, *const *second = right;
    return strcmp((*first)->order, (*second)->order);
}

static int find_year(struct import_batch *batch, struct import_item *item, const struct candidates *all,
                     const uint8_t *marked, struct problem *problem)
{
    int64_t chosen = choose(batch, item, all, marked);
    if (chosen < 0)
        return no_year(batch, item,
                       item->file.rows ? "no episodes file names any of its children. Import it together with the episodes"
                                         " of the same year."
                                       : "it has no rows. Nothing is missing if nobody belongs into it.",
                       problem);
    item->report->year = all->candidate[chosen].year;
    item->report->annual = all->candidate[chosen].annual;
    item->last_date = all->candidate[chosen].last_date;
    return 0;
}

static int find_years_of(struct import_batch *batch, enum return_table table, const struct candidates *all,
                         struct problem *problem)
{
    int64_t files = batch->report->files, count = 0;
    uint8_t *marked = array_new(batch->children.count, sizeof *marked, problem);
    struct import_item **item = marked ? array_new(files, sizeof *item, problem) : NULL;
    int code = item ? mark_table(batch, table, marked, problem) : PROBLEM_MEMORY;
    for (int64_t i = 0; code == 0 && i < files; i++)
        if (batch->item[i].report->outcome == CASEBOOK_LOADED && batch->item[i].report->table == table)
            item[count++] = &batch->item[i];
    if (code == 0)
        qsort(item, (size_t)count, sizeof(struct import_item *), item_order);
    for (int64_t i = 0; code == 0 && i < count; i++)
        code = find_year(batch, item[i], all, marked, problem);
    free(item);
    free(marked);
    return code;
}

int import_find_years(struct import_batch *batch, struct problem *problem)
{
    struct candidates all = {0};
    int code = 0;
    for (int64_t i = 0; code == 0 && i < batch->report->files; i++) {
        struct import_item *item = &batch->item[i];
        if (item->report->outcome != CASEBOOK_LOADED || item->twin >= 0)
            continue;
        if (item->report->table == RETURN_EPISODES)
            code = find_episodes_year(batch, item, problem);
        if (code == 0)
            code = import_named_make(item->child, item->file.rows, batch->children.count, &item->named, problem);
    }
    if (code == 0)
        code = add_new_candidates(batch, &all, problem);
    if (code == 0)
        code = add_candidates_in_force(batch, &all, problem);
    if (code == 0 && all.count)
        qsort(all.candidate, (size_t)all.count, sizeof *all.candidate, candidate_order);
    if (code == 0)
        code = find_years_of(batch, RETURN_HEADER, &all, problem);
    if (code == 0)
        code = find_years_of(batch, RETURN_UASC, &all, problem);
    candidates_clear(&all);
    return code;
}
