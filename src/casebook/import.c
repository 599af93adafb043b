#include "casebook/import.h"

#include <stdlib.h>
#include <string.h>

#include "casebook/authorities.h"
#include "casebook/import_batch.h"
#include "casebook/tariff_in_force.h"

const char *casebook_outcome_word(enum casebook_outcome outcome)
{
    static const char *const words[] = {
#define OUTCOME_WORD(name, word) [name] = word,
        CASEBOOK_OUTCOMES(OUTCOME_WORD)
#undef OUTCOME_WORD
    };
    return (size_t)outcome < sizeof words / sizeof *words ? words[outcome] : "";
}

const char *casebook_import_title(const struct casebook_import_file *file)
{
    const struct return_layout *layout = return_layout(file->table);
    return file->list ? casebook_list_title(file->list) : layout ? layout->title : "";
}

const char *import_keep_text(struct import_batch *batch, const char *text, struct problem *problem)
{
    const char *kept = arena_text(&batch->report->arena, text, strlen(text));
    if (!kept)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory for the report of the import");
    return kept;
}

/* One file that cannot be read refuses all: what would be missing without it, nobody would see in the numbers. */
static int refuse_unreadable(const struct import_batch *batch, struct problem *problem)
{
    int64_t count = 0;
    const struct casebook_import_file *first = NULL;
    for (int64_t i = 0; i < batch->items; i++)
        if (batch->item[i].report->outcome == CASEBOOK_UNREADABLE && count++ == 0)
            first = batch->item[i].report;
    if (!first)
        return 0;
    if (count == 1)
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %s", first->message);
    else
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %lld files cannot be read, first: %s",
                    (long long)count, first->message);
    problem_next(problem, "Correct the file or leave it out, and import again.");
    return problem_at(problem, first->path, 0, 0, NULL);
}

static int refuse_pair(const struct import_item *left, const struct import_item *right, struct problem *problem)
{
    const struct casebook_import_file *first = left->report, *second = right->report;
    struct text what = {0};
    text_append(&what, casebook_import_title(first));
    if (!first->list) {
        text_append(&what, " of ");
        calendar_append_year(&what, first->year);
    }
    if (left->source == right->source) {
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.100s names %s in two ways (%s)", first->place,
                    left->authority, text_string(&what));
        problem_next(problem, "Write the authority in its LA column in one way, and import again.");
    } else {
        problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.70s and %.70s are both %s", first->place,
                    second->place, text_string(&what));
        problem_next(problem, "Leave the older of the two out, and import again.");
    }
    text_clear(&what);
    return problem_at(problem, second->path, 0, 0, NULL);
}

static bool is_settled(const struct import_item *item)
{
    return item->twin < 0 && item->report->outcome <= CASEBOOK_SAME_ROWS;
}

/* Whether two items are the same table, year and authority, or two lists of one kind. Of books that are in force year by
 * year, period by period or version by version, their parts will tell (import_books.c). */
static bool is_pair(const struct import_item *left, const struct import_item *right)
{
    if (left->report->list > CASEBOOK_LEDGER && left->report->list != CASEBOOK_STAFFING)
        return false;
    return left->report->table == right->report->table && left->report->list == right->report->list &&
           left->report->year == right->report->year && strcmp(left->authority, right->authority) == 0;
}

/* Two parts of one table and year, or two lists of one kind: which of them is right, only the person knows. Unless they say
 * the same: the second of two forms of one return brings nothing. */
static int settle_pairs(struct import_batch *batch, struct problem *problem)
{
    for (int64_t i = 0; i < batch->items; i++) {
        struct import_item *left = &batch->item[i];
        for (int64_t k = i + 1; is_settled(left) && k < batch->items; k++) {
            struct import_item *right = &batch->item[k];
            if (!is_settled(right) || !is_pair(left, right))
                continue;
            if (left->report->list || memcmp(left->content, right->content, sizeof left->content) != 0)
                return refuse_pair(left, right, problem);
            struct import_item *second = import_item_is_new(right) ? right : left;
            second->report->outcome = import_item_is_new(second) ? CASEBOOK_SAME_ROWS : second->report->outcome;
        }
    }
    return 0;
}

/* Parts whose rows are in force already. */
static int settle_same_rows(struct import_batch *batch, struct problem *problem)
{
    for (int64_t i = 0; i < batch->items; i++)
        if (import_item_is_new(&batch->item[i]) && import_content_in_force(batch, &batch->item[i], problem) < 0)
            return problem->code;
    return 0;
}

/* A second copy of a file fares as the first did, save that what the first has brought is there already. */
static void report_twins(struct import_batch *batch)
{
    for (struct import_item *item = batch->item; item < batch->item + batch->items; item++) {
        if (item->twin < 0)
            continue;
        struct casebook_import_file copy = *batch->item[item->twin].report;
        copy.path = item->report->path;
        copy.place = item->report->place;
        copy.supersedes = NULL;
        if (copy.outcome == CASEBOOK_LOADED)
            copy.outcome = CASEBOOK_SAME;
        *item->report = copy;
    }
}

/* Whether an earlier item that was kept is of the same authority. */
static bool counted_before(const struct import_batch *batch, const struct import_item *item)
{
    for (const struct import_item *each = batch->item; each < item; each++)
        if (import_item_is_new(each) && strcmp(each->authority, item->authority) == 0)
            return true;
    return false;
}

static void report_sums(struct import_batch *batch)
{
    struct casebook_import_report *report = batch->report;
    for (struct import_item *item = batch->item; item < batch->item + batch->items; item++) {
        if (item->report->outcome != CASEBOOK_LOADED || item->twin >= 0)
            continue;
        report->rows_read += item->report->rows_read;
        report->rows += item->report->rows;
        report->quarantined += item->report->quarantined;
        if (!item->report->other_authority || item->report->list)
            continue;
        report->other_rows += item->report->rows;
        report->other_authorities += !counted_before(batch, item);
    }
}

/* Hands over what became of every part. */
static int report_all(struct import_batch *batch, struct problem *problem)
{
    struct casebook_import_report *report = batch->report;
    report->file = arena_take(&report->arena, (size_t)(batch->items ? batch->items : 1) * sizeof *report->file);
    if (!report->file)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the report of the import");
    report_sums(batch);
    report_twins(batch);
    for (int64_t i = 0; i < batch->items; i++)
        report->file[report->files++] = *batch->item[i].report;
    return 0;
}

static int import_all(struct import_batch *batch, struct problem *problem)
{
    int code = import_children_load(&batch->children, batch->casebook->database, problem);
    if (code == 0)
        code = import_read(batch, problem);
    if (code == 0)
        code = refuse_unreadable(batch, problem);
    if (code == 0)
        code = import_find_years(batch, problem);
    if (code == 0)
        code = settle_same_rows(batch, problem);
    if (code == 0)
        code = settle_pairs(batch, problem);
    if (code == 0)
        code = import_keep(batch, problem);
    return code == 0 ? report_all(batch, problem) : code;
}

static void batch_clear(struct import_batch *batch)
{
    for (struct import_item *item = batch->item; item < batch->item + batch->items; item++) {
        price_list_clear(&item->prices);
        capacity_clear(&item->capacity);
        sheet_clear(&item->sheet);
        for (int i = 0; i < IMPORT_PRESENCES; i++)
            import_named_clear(&item->named[i]);
        free(item->price_state);
        free(item->capacity_state);
        free(item->child);
        free(item->dates);
    }
    for (struct import_source *source = batch->source; source < batch->source + batch->sources; source++)
        return_bundle_clear(&source->held);
    free(batch->item);
    free(batch->source);
    import_children_clear(&batch->children);
    import_known_clear(&batch->postcodes.known);
    free(batch->postcodes.postcode);
}

/* The authority whose returns these are, in capitals. */
static int choose_authority(struct import_batch *batch, struct problem *problem)
{
    const char *given = batch->options->authority ? batch->options->authority : batch->casebook->settings.authority;
    int code = authority_check(given, problem);
    for (size_t i = 0; code == 0 && given[i] && i + 1 < sizeof batch->authority; i++)
        batch->authority[i] = given[i];
    if (code == 0 && strcmp(batch->authority, batch->casebook->settings.authority) != 0) {
        batch->other_authority = import_keep_text(batch, batch->authority, problem);
        code = batch->other_authority ? 0 : PROBLEM_MEMORY;
    }
    return code;
}

int casebook_import(struct casebook *casebook, const struct file_paths *paths, const struct casebook_import_options *options,
                    struct progress *progress, struct casebook_import_report *report, struct problem *problem)
{
    *report = (struct casebook_import_report){0};
    struct problem unheard = {.code = PROBLEM_NONE};
    struct import_batch batch = {
        .casebook = casebook, .paths = paths, .options = options, .progress = progress, .report = report};
    problem = problem ? problem : &unheard;
    int code = choose_authority(&batch, problem);
    if (code == 0)
        code = store_begin(casebook->database, problem);
    if (code == 0)
        code = import_all(&batch, problem);
    struct tariff tariff = casebook->tariff;
    if (code == 0 && report->snapshot)
        code = tariff_in_force(casebook, &tariff, problem);
    if (code == 0 && report->snapshot)
        code = store_commit(casebook->database, problem);
    store_rollback(casebook->database);
    if (code < 0)
        report->snapshot = 0;
    else
        casebook->tariff = tariff;
    batch_clear(&batch);
    return code;
}

void casebook_import_report_clear(struct casebook_import_report *report)
{
    arena_clear(&report->arena);
    *report = (struct casebook_import_report){0};
}
