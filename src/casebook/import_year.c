/*
 * import_year: which collection year each part of an import belongs to.
 *
 * A part whose file states the year has that one. Episodes have found theirs when they were read (returns: return_year_of).
 * What came in one file with episodes of one year, as in an XML return, is of that year. Any other part belongs to the
 * episodes whose children it names (import_fit.h), of this import or in force; where none knows any of its children, to the
 * only episodes of the same folder.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_fit.h"

static int no_year(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    static const struct problem no_rows = {.text = "it has no rows",
                                           .next = "Nothing is missing if nobody belongs into it."};
    static const struct problem nobody = {.text = "no episodes file names any of its children",
                                          .next = "Import it together with the episodes of the same year."};
    return import_item_say(batch, item, CASEBOOK_NO_YEAR, item->named.count ? &nobody : &no_rows, problem);
}

static struct import_candidate *add_candidate(struct import_candidates *all, struct problem *problem)
{
    if (array_reserve(&all->candidate, &all->capacity, all->count + 1, sizeof(struct import_candidate *), problem) < 0)
        return NULL;
    struct import_candidate *fresh = array_new(1, sizeof *fresh, problem);
    if (fresh)
        all->candidate[all->count++] = fresh;
    return fresh;
}

static void candidates_clear(struct import_candidates *all)
{
    for (int64_t i = 0; i < all->count; i++) {
        import_named_clear(&all->candidate[i]->own_named);
        import_named_clear(&all->candidate[i]->own_throughout);
        free(all->candidate[i]);
    }
    free(all->candidate);
}

static bool is_episodes(const struct import_item *item)
{
    return import_item_is_there(item) && item->report->table == RETURN_EPISODES && item->report->year != INT32_MIN;
}

static int add_new_candidates(struct import_batch *batch, struct import_candidates *all, struct problem *problem)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++) {
        if (!is_episodes(item))
            continue;
        struct import_candidate *fresh = add_candidate(all, problem);
        if (!fresh)
            return PROBLEM_MEMORY;
        *fresh = (struct import_candidate){.authority = item->authority,
                                           .year = item->report->year,
                                           .annual = item->report->annual,
                                           .last_date = item->last_date,
                                           .item = item,
                                           .named = &item->named,
                                           .throughout = &item->throughout};
    }
    return 0;
}

static bool has_year(const struct import_candidates *all, const char *authority, int32_t year)
{
    for (int64_t i = 0; i < all->count; i++)
        if (all->candidate[i]->year == year && strcmp(all->candidate[i]->authority, authority) == 0)
            return true;
    return false;
}

static int name_children(struct import_batch *batch, sqlite3_stmt *children, int64_t file, int32_t year,
                         struct import_named *out, struct problem *problem)
{
    sqlite3_reset(children);
    sqlite3_bind_int64(children, 1, file);
    sqlite3_bind_int(children, 2, calendar_year_start(year)); /* the query of everybody has no such values */
    sqlite3_bind_int(children, 3, calendar_year_end(year));
    return import_named_query(&batch->children, children, out, problem);
}

/* The file at hand: id, year, annual, last_date, authority. */
static int add_one_in_force(struct import_batch *batch, sqlite3_stmt *file, sqlite3_stmt *const children[2],
                            struct import_candidates *all, struct problem *problem)
{
    int32_t year = sqlite3_column_int(file, 1);
    const char *authority = import_keep_text(batch, store_text(file, 4), problem);
    if (!authority || has_year(all, authority, year))
        return authority ? 0 : PROBLEM_MEMORY;
    struct import_candidate *fresh = add_candidate(all, problem);
    if (!fresh)
        return PROBLEM_MEMORY;
    *fresh = (struct import_candidate){
        .authority = authority, .year = year, .annual = sqlite3_column_int(file, 2) != 0, .last_date = store_day(file, 3)};
    fresh->named = &fresh->own_named;
    fresh->throughout = &fresh->own_throughout;
    int64_t id = sqlite3_column_int64(file, 0);
    int code = name_children(batch, children[0], id, year, &fresh->own_named, problem);
    return code < 0 ? code : name_children(batch, children[1], id, year, &fresh->own_throughout, problem);
}

/* Episodes in force of years and authorities of which this import has none. */
static int add_candidates_in_force(struct import_batch *batch, struct import_candidates *all, struct problem *problem)
{
    sqlite3 *database = batch->casebook->database;
    sqlite3_stmt *files = NULL, *children[2] = {NULL, NULL};
    int code = store_prepare(database,
                             "SELECT id, year, annual, last_date, authority FROM return_file"
                             " WHERE form = 'episodes' AND superseded_by IS NULL ORDER BY id",
                             &files, problem);
    if (code == 0)
        code = store_prepare(database, "SELECT DISTINCT child FROM episode WHERE file = ?1", &children[0], problem);
    if (code == 0)
        code = store_prepare(database,
                             "SELECT child FROM episode WHERE file = ?1 AND (dec IS NULL OR dec > ?3)"
                             " EXCEPT SELECT child FROM episode WHERE file = ?1 AND rne = 'S' AND decom > ?2",
                             &children[1], problem);
    while (code == 0 && (code = store_next(files, problem)) == 1)
        code = add_one_in_force(batch, files, children, all, problem);
    sqlite3_finalize(files);
    sqlite3_finalize(children[0]);
    sqlite3_finalize(children[1]);
    return code;
}

/* Marks whom any part of the table names, in this import or in force. */
static int mark_table(struct import_batch *batch, enum return_table table, uint8_t *marked, struct problem *problem)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        for (int64_t k = 0; import_item_is_there(item) && item->report->table == table && k < item->named.count; k++)
            marked[item->named.child[k]] = 1;
    struct text sql = {0};
    sqlite3_stmt *statement = NULL;
    struct import_named named = {0};
    text_format(&sql,
                "SELECT DISTINCT child FROM %s WHERE file IN (SELECT id FROM return_file WHERE form = '%s'"
                " AND superseded_by IS NULL)",
                import_table(table)->rows, import_table(table)->form);
    int code = text_check(&sql, problem);
    if (code == 0)
        code = store_prepare(batch->casebook->database, text_string(&sql), &statement, problem);
    if (code == 0)
        code = import_named_query(&batch->children, statement, &named, problem);
    for (int64_t k = 0; code == 0 && k < named.count; k++)
        marked[named.child[k]] = 1;
    import_named_clear(&named);
    sqlite3_finalize(statement);
    text_clear(&sql);
    return code;
}

/* The only episodes of this import and authority in the folder of the item, or NULL. */
static const struct import_candidate *only_neighbour(const struct import_item *item, const struct import_candidates *all)
{
    const struct import_candidate *found = NULL;
    for (int64_t i = 0; i < all->count; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        if (!candidate->item || strcmp(candidate->authority, item->authority) != 0 ||
            !import_same_folder(item->report->path, candidate->item->report->path))
            continue;
        if (found)
            return NULL;
        found = candidate;
    }
    return found;
}

/* The only episodes of the same file and authority, or NULL. */
static const struct import_candidate *same_file(const struct import_item *item, const struct import_candidates *all)
{
    const struct import_candidate *found = NULL;
    for (int64_t i = 0; i < all->count; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        if (!candidate->item || candidate->item->source != item->source ||
            strcmp(candidate->authority, item->authority) != 0)
            continue;
        if (found)
            return NULL;
        found = candidate;
    }
    return found;
}

/* The episodes of the year that the item states, or NULL. */
static const struct import_candidate *of_year(const struct import_item *item, const struct import_candidates *all)
{
    for (int64_t i = 0; i < all->count; i++)
        if (all->candidate[i]->year == item->report->year && strcmp(all->candidate[i]->authority, item->authority) == 0)
            return all->candidate[i];
    return NULL;
}

static int find_year(struct import_batch *batch, struct import_item *item, const struct import_candidates *all,
                     const uint8_t *marked, struct problem *problem)
{
    const struct import_candidate *chosen = item->year_stated ? of_year(item, all) : same_file(item, all);
    if (!chosen && item->year_stated) {
        item->report->annual = batch->options->today > calendar_year_end(item->report->year);
        return 0;
    }
    if (!chosen)
        chosen = import_best_fit(batch, item, all, marked);
    if (!chosen)
        chosen = only_neighbour(item, all);
    if (!chosen)
        return no_year(batch, item, problem);
    item->report->year = chosen->year;
    item->report->annual = chosen->annual;
    item->last_date = chosen->last_date;
    return 0;
}

/* Parts of one table in an order that hangs on their bytes alone: no name, no order of the paths and no key decides. */
static int item_order(const void *left, const void *right, void *sources)
{
    const struct import_item *const *first = left, *const *second = right;
    const struct import_source *source = sources;
    int order = strcmp(source[(*first)->source].order, source[(*second)->source].order);
    return order ? order : ((*first)->part > (*second)->part) - ((*first)->part < (*second)->part);
}

static int find_years_of(struct import_batch *batch, enum return_table table, const struct import_candidates *all,
                         struct problem *problem)
{
    int64_t count = 0;
    struct import_item **item = array_new(batch->items, sizeof *item, problem);
    uint8_t *marked = item ? array_new(batch->children.count, sizeof *marked, problem) : NULL;
    int code = marked ? 0 : PROBLEM_MEMORY;
    for (struct import_item *each = batch->item; code == 0 && each < batch->item + batch->items; each++)
        if (import_item_is_new(each) && each->report->table == table)
            item[count++] = each;
    if (code == 0 && count)
        code = mark_table(batch, table, marked, problem);
    if (code == 0)
        qsort_r(item, (size_t)count, sizeof(struct import_item *), item_order, batch->source);
    for (int64_t i = 0; code == 0 && i < count; i++)
        code = find_year(batch, item[i], all, marked, problem);
    free(item);
    free(marked);
    return code;
}

static int candidate_order(const void *left, const void *right)
{
    const struct import_candidate *const *first = left, *const *second = right;
    int order = strcmp((*first)->authority, (*second)->authority);
    return order ? order : ((*first)->year > (*second)->year) - ((*first)->year < (*second)->year);
}

static bool any_is_sought(const struct import_batch *batch)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        if (import_item_is_new(item) && item->report->table != RETURN_EPISODES)
            return true;
    return false;
}

int import_find_years(struct import_batch *batch, struct problem *problem)
{
    struct import_candidates all = {0};
    if (!any_is_sought(batch))
        return 0;
    int code = add_new_candidates(batch, &all, problem);
    if (code == 0)
        code = add_candidates_in_force(batch, &all, problem);
    if (code == 0 && all.count)
        qsort(all.candidate, (size_t)all.count, sizeof(struct import_candidate *), candidate_order);
    for (int table = 0; code == 0 && table < RETURN_TABLES; table++)
        if (table != RETURN_EPISODES)
            code = find_years_of(batch, (enum return_table)table, &all, problem);
    candidates_clear(&all);
    return code;
}
