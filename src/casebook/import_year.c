/*
 * import_year: which collection year each part of an import belongs to.
 *
 * A part whose file states the year has that one. Episodes have found theirs when they were read (returns: return_year_of).
 * What came in one file with episodes of one year, as in an XML return, is of that year. The other parts of a table find
 * theirs together, by the children whom they name and their dates (import_fit.h), each another one (import_match.h), among
 * the episodes of this import and those in force; where no year knows any of its children, a part takes that of the only
 * episodes of the same folder.
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
    return import_item_say(batch, item, CASEBOOK_NO_YEAR, item->named[IMPORT_ANY_TIME].count ? &nobody : &no_rows, problem);
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
        for (int k = 0; k < IMPORT_PRESENCES; k++)
            import_named_clear(&all->candidate[i]->own[k]);
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
                                           .named = item->named};
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

/* Who of the children of the episodes ?1 of a year from ?2 to ?3 was in care how, by enum import_presence. */
static const char *const presence_queries[IMPORT_PRESENCES] = {
    [IMPORT_ANY_TIME] = "SELECT DISTINCT child FROM episode WHERE file = ?1",
    [IMPORT_THROUGHOUT] = "SELECT child FROM episode WHERE file = ?1 AND (dec IS NULL OR dec > ?3)"
                          " EXCEPT SELECT child FROM episode WHERE file = ?1 AND rne = 'S' AND decom > ?2 AND decom <= ?3",
    [IMPORT_STARTED] = "SELECT DISTINCT child FROM episode WHERE file = ?1 AND rne = 'S' AND decom > ?2 AND decom <= ?3",
    [IMPORT_CEASED] = "SELECT DISTINCT child FROM episode WHERE file = ?1 AND dec BETWEEN ?2 AND ?3 AND rec IS NOT 'X1'",
};

static int name_children(struct import_batch *batch, int64_t file, int32_t year, struct import_named out[IMPORT_PRESENCES],
                         struct problem *problem)
{
    int code = 0;
    for (int i = 0; code == 0 && i < IMPORT_PRESENCES; i++) {
        sqlite3_stmt *children;
        if (!presence_queries[i])
            continue;
        code = store_prepare(batch->casebook->database, presence_queries[i], &children, problem);
        if (code < 0)
            break;
        sqlite3_bind_int64(children, 1, file);
        sqlite3_bind_int(children, 2, calendar_year_start(year)); /* values that a query does not have are nothing to it */
        sqlite3_bind_int(children, 3, calendar_year_end(year));
        code = import_named_query(&batch->children, children, &out[i], problem);
        sqlite3_finalize(children);
    }
    return code;
}

/* The file at hand: id, year, annual, last_date, authority. */
static int add_one_in_force(struct import_batch *batch, sqlite3_stmt *file, struct import_candidates *all,
                            struct problem *problem)
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
    fresh->named = fresh->own;
    return name_children(batch, sqlite3_column_int64(file, 0), year, fresh->own, problem);
}

/* Episodes in force of years and authorities of which this import has none. */
static int add_candidates_in_force(struct import_batch *batch, struct import_candidates *all, struct problem *problem)
{
    sqlite3_stmt *files = NULL;
    int code = store_prepare(batch->casebook->database,
                             "SELECT id, year, annual, last_date, authority FROM return_file"
                             " WHERE form = 'episodes' AND superseded_by IS NULL ORDER BY id",
                             &files, problem);
    while (code == 0 && (code = store_next(files, problem)) == 1)
        code = add_one_in_force(batch, files, all, problem);
    sqlite3_finalize(files);
    return code;
}

static void mark(const struct import_named *named, uint8_t *marked)
{
    for (int64_t i = 0; i < named->count; i++)
        marked[named->child[i]] = 1;
}

/* Marks whom any part of the table names, in this import or in force. */
static int mark_table(struct import_batch *batch, enum return_table table, uint8_t *marked, struct problem *problem)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        if (import_item_is_there(item) && item->report->table == table)
            mark(&item->named[IMPORT_ANY_TIME], marked);
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
    if (code == 0)
        mark(&named, marked);
    import_named_clear(&named);
    sqlite3_finalize(statement);
    text_clear(&sql);
    return code;
}

static bool in_same_file(const struct import_item *left, const struct import_item *right)
{
    return left->source == right->source;
}

static bool in_same_folder(const struct import_item *left, const struct import_item *right)
{
    return import_same_folder(left->report->path, right->report->path);
}

/* The only episodes of this import and the item's authority that are near it so, or NULL. */
static const struct import_candidate *only_one(const struct import_item *item, const struct import_candidates *all,
                                               bool (*near)(const struct import_item *, const struct import_item *))
{
    const struct import_candidate *found = NULL;
    for (int64_t i = 0; i < all->count; i++) {
        const struct import_candidate *candidate = all->candidate[i];
        if (!candidate->item || strcmp(candidate->authority, item->authority) != 0 || !near(candidate->item, item))
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

static void take_year(struct import_item *item, const struct import_candidate *candidate)
{
    item->report->year = candidate->year;
    item->report->annual = candidate->annual;
    item->last_date = candidate->last_date;
}

/* Parts of one table that have to find their years together. */
struct seeking {
    const struct import_candidates *all;
    struct import_item **item; /* in an order that hangs on their bytes alone; owned */
    int64_t items;
    uint8_t *marked;              /* by number, whom any part of the table names; owned */
    struct import_choice *choice; /* [items × all->count]; owned */
    bool *taken;                  /* [all->count] a part has the year that needed not seek it; owned */
    int64_t *found;               /* [items] number of the candidate; owned */
};

/* Whether the item has its year already, by what the file says or by what else is in the file. */
static bool is_settled(const struct import_batch *batch, struct import_item *item, const struct import_candidates *all)
{
    const struct import_candidate *known = item->year_stated ? of_year(item, all) : only_one(item, all, in_same_file);
    if (known)
        take_year(item, known);
    else if (item->year_stated)
        item->report->annual = batch->options->today > calendar_year_end(item->report->year);
    return known || item->year_stated;
}

/* No name, no order of the paths and no key decides. */
static int item_order(const void *left, const void *right, void *sources)
{
    const struct import_item *const *first = left, *const *second = right;
    const struct import_source *source = sources;
    int order = strcmp(source[(*first)->source].order, source[(*second)->source].order);
    return order ? order : ((*first)->part > (*second)->part) - ((*first)->part < (*second)->part);
}

/* Takes an item among those that seek, when its children are known to any year. */
static int seek(struct import_batch *batch, struct seeking *seeking, struct import_item *item, struct problem *problem)
{
    int code =
        import_fit(item, seeking->all, seeking->marked, seeking->choice + seeking->items * seeking->all->count, problem);
    if (code == 1) {
        seeking->item[seeking->items++] = item;
        return 0;
    }
    const struct import_candidate *neighbour = only_one(item, seeking->all, in_same_folder);
    if (neighbour)
        take_year(item, neighbour);
    return code < 0 ? code : neighbour ? 0 : no_year(batch, item, problem);
}

/* Marks the candidates whose year an item of the table has already. */
static void find_taken(const struct import_batch *batch, enum return_table table, struct seeking *seeking)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        for (int64_t i = 0; import_item_is_there(item) && item->report->table == table && i < seeking->all->count; i++)
            if (item->report->year == seeking->all->candidate[i]->year &&
                strcmp(item->authority, seeking->all->candidate[i]->authority) == 0)
                seeking->taken[i] = true;
}

/* The number of a candidate. */
static int64_t number_of(const struct import_candidates *all, const struct import_candidate *candidate)
{
    int64_t number = 0;
    while (all->candidate[number] != candidate)
        number++;
    return number;
}

/* A second copy becomes a part of its own, of the same rows as the first. */
static int become_new(struct import_batch *batch, struct import_item *item, const struct import_item *first,
                      struct problem *problem)
{
    const struct casebook_import_file own = *item->report;
    const struct import_named *named = &first->named[IMPORT_ANY_TIME];
    item->twin = -1;
    item->part = first->part;
    memcpy(item->content, first->content, sizeof item->content);
    *item->report = *first->report;
    item->report->path = own.path;
    item->report->place = own.place;
    item->report->outcome = CASEBOOK_LOADED;
    item->child = array_new(first->report->rows, sizeof *item->child, problem);
    if (!item->child)
        return PROBLEM_MEMORY;
    memcpy(item->child, first->child, (size_t)first->report->rows * sizeof *item->child);
    return import_named_make(named->child, named->count, batch->children.count, &item->named[IMPORT_ANY_TIME], problem);
}

/*
 * A part that came before with the same bytes, in this import or another: a small table may be the same in two years. It is
 * one of its own when the only episodes of its folder are of another year that it can be of.
 */
static int reconsider(struct import_batch *batch, struct seeking *seeking, struct import_item *item, struct problem *problem)
{
    const struct import_item *first = item->twin >= 0 ? &batch->item[item->twin] : item;
    memcpy(item->authority, first->authority, sizeof item->authority);
    const struct import_candidate *neighbour = only_one(item, seeking->all, in_same_folder);
    bool same = item->twin >= 0 ? only_one(first, seeking->all, in_same_folder) == neighbour
                                : neighbour && neighbour->year == item->report->year;
    if (!neighbour || same)
        return 0;
    bool empty = first->named[IMPORT_ANY_TIME].count == 0;
    int code = empty ? 0 : import_fit(first, seeking->all, seeking->marked, seeking->choice, problem);
    if (code < 0 || (!empty && (code == 0 || !seeking->choice[number_of(seeking->all, neighbour)].possible)))
        return code < 0 ? code : 0;
    code = item->twin >= 0 ? become_new(batch, item, first, problem) : 0;
    item->report->outcome = CASEBOOK_LOADED;
    take_year(item, neighbour);
    return code;
}

/* Whether the item is a part of the table that is not new, as far as its bytes go. */
static bool is_copy(const struct import_batch *batch, const struct import_item *item, enum return_table table)
{
    const struct import_item *first = item->twin >= 0 ? &batch->item[item->twin] : item;
    return (item->twin >= 0 || item->report->outcome == CASEBOOK_SAME) && import_item_is_there(first) &&
           first->report->table == table && !first->year_stated;
}

static int reconsider_all(struct import_batch *batch, enum return_table table, struct seeking *seeking,
                          struct problem *problem)
{
    int code = 0;
    for (struct import_item *item = batch->item; code == 0 && item < batch->item + batch->items; item++)
        if (is_copy(batch, item, table))
            code = reconsider(batch, seeking, item, problem);
    return code;
}

static int seek_all(struct import_batch *batch, enum return_table table, struct import_item **item, int64_t items,
                    struct seeking *seeking, struct problem *problem)
{
    int64_t candidates = seeking->all->count;
    seeking->item = array_new(items, sizeof *seeking->item, problem);
    seeking->marked = array_new(batch->children.count, sizeof *seeking->marked, problem);
    seeking->choice = array_new((items + 1) * candidates, sizeof *seeking->choice, problem);
    seeking->taken = array_new(candidates, sizeof *seeking->taken, problem);
    seeking->found = array_new(items, sizeof *seeking->found, problem);
    if (!seeking->item || !seeking->marked || !seeking->choice || !seeking->taken || !seeking->found)
        return PROBLEM_MEMORY;
    int code = mark_table(batch, table, seeking->marked, problem);
    if (code == 0)
        code = reconsider_all(batch, table, seeking, problem);
    find_taken(batch, table, seeking);
    for (int64_t i = 0; code == 0 && i < items; i++)
        code = seek(batch, seeking, item[i], problem);
    if (code == 0)
        code = import_match(seeking->choice, seeking->items, candidates, seeking->taken, seeking->found, problem);
    for (int64_t i = 0; code == 0 && i < seeking->items; i++)
        take_year(seeking->item[i], seeking->all->candidate[seeking->found[i]]);
    return code;
}

static int find_years_of(struct import_batch *batch, enum return_table table, const struct import_candidates *all,
                         struct problem *problem)
{
    int64_t count = 0;
    struct seeking seeking = {.all = all};
    struct import_item **item = array_new(batch->items, sizeof *item, problem);
    for (struct import_item *each = batch->item; item && each < batch->item + batch->items; each++)
        if (import_item_is_new(each) && each->report->table == table && !is_settled(batch, each, all))
            item[count++] = each;
    if (item)
        qsort_r(item, (size_t)count, sizeof(struct import_item *), item_order, batch->source);
    int code = item ? seek_all(batch, table, item, count, &seeking, problem) : PROBLEM_MEMORY;
    free(item);
    free(seeking.item);
    free(seeking.marked);
    free(seeking.choice);
    free(seeking.taken);
    free(seeking.found);
    return code;
}

static int candidate_order(const void *left, const void *right)
{
    const struct import_candidate *const *first = left, *const *second = right;
    int order = strcmp((*first)->authority, (*second)->authority);
    return order ? order : ((*first)->year > (*second)->year) - ((*first)->year < (*second)->year);
}

/* Whether anything but episodes came. */
static bool any_is_sought(const struct import_batch *batch)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        if (item->twin >= 0 || (import_item_is_there(item) && item->report->table != RETURN_EPISODES))
            return true;
    return false;
}

static bool came(const struct import_batch *batch, enum return_table table)
{
    for (const struct import_item *item = batch->item; item < batch->item + batch->items; item++)
        if (item->twin < 0 && import_item_is_there(item) && item->report->table == table)
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
        if (table != RETURN_EPISODES && came(batch, (enum return_table)table))
            code = find_years_of(batch, (enum return_table)table, &all, problem);
    candidates_clear(&all);
    return code;
}
