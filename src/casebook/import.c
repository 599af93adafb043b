#include "casebook/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
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
    return file->price_list ? "Price list" : layout ? layout->title : "";
}

const char *import_keep_text(struct import_batch *batch, const char *text, struct problem *problem)
{
    const char *kept = arena_text(&batch->report->arena, text, strlen(text));
    if (!kept)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory for the report of the import");
    return kept;
}

/* One file that cannot be read refuses all: what would be missing without it, nobody would see in the numbers. */
static int refuse_unreadable(const struct casebook_import_report *report, struct problem *problem)
{
    int64_t count = 0;
    const struct casebook_import_file *first = NULL;
    for (int64_t i = 0; i < report->files; i++)
        if (report->file[i].outcome == CASEBOOK_UNREADABLE && count++ == 0)
            first = &report->file[i];
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

static int refuse_pair(const struct casebook_import_file *left, const struct casebook_import_file *right,
                       struct problem *problem)
{
    struct text what = {0};
    text_append(&what, casebook_import_title(left));
    if (!left->price_list) {
        text_append(&what, " of ");
        calendar_append_year(&what, left->year);
    }
    problem_set(problem, PROBLEM_INPUT, "nothing has been imported: %.70s and %.70s are both %s", file_place(left->path),
                file_place(right->path), text_string(&what));
    problem_next(problem, "Leave the older of the two out, and import again.");
    text_clear(&what);
    return problem_at(problem, right->path, 0, 0, NULL);
}

/* Two files of one table and year, or two price lists: which of them is right, only the person knows. */
static int refuse_pairs(const struct import_batch *batch, struct problem *problem)
{
    for (int64_t i = 0; i < batch->report->files; i++) {
        const struct casebook_import_file *left = batch->item[i].report;
        if (left->outcome > CASEBOOK_SAME || batch->item[i].twin >= 0)
            continue;
        for (int64_t k = i + 1; k < batch->report->files; k++) {
            const struct casebook_import_file *right = batch->item[k].report;
            if (right->outcome <= CASEBOOK_SAME && batch->item[k].twin < 0 && right->table == left->table &&
                right->year == left->year)
                return refuse_pair(left, right, problem);
        }
    }
    return 0;
}

/* A second copy of a file fares as the first did, save that what the first has brought is there already. */
static void report_twins(struct import_batch *batch)
{
    for (int64_t i = 0; i < batch->report->files; i++) {
        struct import_item *item = &batch->item[i];
        if (item->twin < 0)
            continue;
        const char *path = item->report->path;
        *item->report = *batch->item[item->twin].report;
        item->report->path = path;
        item->report->supersedes = NULL;
        if (item->report->outcome == CASEBOOK_LOADED)
            item->report->outcome = CASEBOOK_SAME;
    }
}

static int import_all(struct import_batch *batch, struct problem *problem)
{
    int code = import_children_load(batch, problem);
    if (code == 0)
        code = import_read(batch, problem);
    if (code == 0)
        code = refuse_unreadable(batch->report, problem);
    if (code == 0)
        code = import_find_years(batch, problem);
    if (code == 0)
        code = refuse_pairs(batch, problem);
    if (code == 0)
        code = import_keep(batch, problem);
    report_twins(batch);
    return code;
}

/* An entry a path, of which nothing is known yet. */
static int batch_open(struct import_batch *batch, const struct file_paths *paths, struct problem *problem)
{
    struct casebook_import_report *report = batch->report;
    report->file = arena_take(&report->arena, (size_t)(paths->count ? paths->count : 1) * sizeof *report->file);
    batch->item = array_new(paths->count, sizeof *batch->item, problem);
    if (!report->file || !batch->item)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to import %lld files", (long long)paths->count);
    for (int64_t i = 0; i < paths->count; i++) {
        const char *path = import_keep_text(batch, paths->path[i], problem);
        if (!path)
            return PROBLEM_MEMORY;
        report->file[i] = (struct casebook_import_file){.path = path, .table = RETURN_UNKNOWN, .year = INT32_MIN};
        batch->item[i] = (struct import_item){.report = &report->file[i], .twin = -1, .last_date = DAY_NONE};
        report->files = i + 1;
    }
    return 0;
}

static void batch_clear(struct import_batch *batch)
{
    for (int64_t i = 0; batch->item && i < batch->report->files; i++) {
        return_file_clear(&batch->item[i].file);
        price_list_clear(&batch->item[i].prices);
        import_named_clear(&batch->item[i].named);
        free(batch->item[i].price_state);
        free(batch->item[i].child);
    }
    free(batch->item);
    import_children_clear(&batch->children);
}

/* The authority whose returns these are, in capitals. */
static int choose_authority(struct import_batch *batch, struct problem *problem)
{
    const char *given = batch->options->authority ? batch->options->authority : batch->casebook->settings.authority;
    int code = authority_check(given, problem);
    for (size_t i = 0; code == 0 && given[i] && i + 1 < sizeof batch->authority; i++)
        batch->authority[i] = given[i];
    return code;
}

int casebook_import(struct casebook *casebook, const struct file_paths *paths, const struct casebook_import_options *options,
                    struct progress *progress, struct casebook_import_report *report, struct problem *problem)
{
    *report = (struct casebook_import_report){0};
    struct import_batch batch = {.casebook = casebook, .options = options, .progress = progress, .report = report};
    int code = batch_open(&batch, paths, problem);
    if (code == 0)
        code = choose_authority(&batch, problem);
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
