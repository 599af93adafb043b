#include "run/import_sum.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "care/history.h"
#include "casebook/import.h"
#include "casebook/imported_episodes.h"

/* The files of the snapshot by number, and their quarantined rows. */
struct brought {
    const char *authority; /* whose histories these are */
    bool *wanted;          /* [files]; owned */
    int64_t files, capacity;
    int64_t quarantined; /* rows of them that could not be read */
};

static int add_file(void *self, const struct casebook_episodes_file *file, struct problem *problem)
{
    struct brought *brought = self;
    if (strcmp(file->authority, brought->authority) != 0)
        return 0;
    int code =
        array_reserve(&brought->wanted, &brought->capacity, (int64_t)file->file + 1, sizeof *brought->wanted, problem);
    if (code < 0)
        return code;
    while (brought->files <= file->file)
        brought->wanted[brought->files++] = false;
    brought->wanted[file->file] = true;
    brought->quarantined += file->read - file->kept;
    return 0;
}

/* The histories are made for the fates alone. */
static int count_rows(struct casebook *casebook, const struct brought *brought, struct run_import_sum *out,
                      struct problem *problem)
{
    const struct care_system *system = casebook_system(casebook);
    struct care_records records = {0};
    struct flow_histories histories = {0};
    struct care_fates fates = {0};
    int code = casebook_load_records(casebook, &records, problem);
    if (code == 0)
        code = care_history_build(system, &records, records.known_to, &histories, &fates, NULL, problem);
    if (code == 0)
        code = care_odd_codes_find(system, &records, &fates, &out->odd, problem);
    if (code == 0) {
        care_row_sum_add(&records, &fates, brought->wanted, brought->files, &out->rows);
        out->rows.read += brought->quarantined;
        out->rows.quarantined = brought->quarantined;
    }
    care_fates_clear(&fates);
    flow_histories_clear(&histories);
    care_records_clear(&records);
    return code;
}

int run_import_sum_make(struct casebook *casebook, int64_t snapshot, struct run_import_sum *out, struct problem *problem)
{
    struct brought brought = {.authority = casebook_settings(casebook)->authority};
    *out = (struct run_import_sum){0};
    int code = casebook_each_episodes_file(casebook, snapshot, add_file, &brought, problem);
    if (code == 0 && brought.files > 0)
        code = count_rows(casebook, &brought, out, problem);
    free(brought.wanted);
    if (code == PROBLEM_NOT_FOUND || code == PROBLEM_INPUT) /* no history can be made of what is there yet */
        code = 0;
    return code;
}

void run_import_sum_clear(struct run_import_sum *sum)
{
    care_odd_codes_clear(&sum->odd);
    *sum = (struct run_import_sum){0};
}
