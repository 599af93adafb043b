#include "synth/synth.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/file.h"
#include "synth/books.h"
#include "synth/codebook.h"
#include "synth/council.h"
#include "synth/episodes.h"
#include "synth/forms.h"
#include "synth/mistakes.h"
#include "synth/particulars.h"
#include "synth/prices.h"
#include "synth/story.h"
#include "synth/truth.h"
#include "synth/year_files.h"

enum { CHILDREN_A_STEP = 1000 /* between two words to `progress` */ };

/* Everything of one call of synth_write. */
struct writing {
    struct synth_council council;
    struct synth_codebook book;
    int32_t *name; /* [child] */
    struct synth_episodes episodes;
    int32_t years;
    struct synth_year *year; /* [years] */
    struct text prices;
    struct synth_books books;
    struct text truth;
    struct synth_mistakes mistakes;
};

static void writing_clear(struct writing *writing)
{
    for (int32_t y = 0; writing->year && y < writing->years; y++)
        synth_year_clear(&writing->year[y]);
    free(writing->year);
    free(writing->name);
    text_clear(&writing->prices);
    synth_books_clear(&writing->books);
    text_clear(&writing->truth);
    synth_mistakes_clear(&writing->mistakes);
    synth_episodes_clear(&writing->episodes);
    synth_council_clear(&writing->council);
}

static int stopped(struct problem *problem)
{
    return problem_set(problem, PROBLEM_STOPPED, "stopped before the returns were written; nothing is changed");
}

/* Tells every child's episodes and adds them to the returns of their years. */
static int years_fill(struct writing *writing, struct progress *progress, struct synth_report *report,
                      struct problem *problem)
{
    const struct synth_council *council = &writing->council;
    for (int32_t y = 0; y < writing->years; y++)
        synth_year_begin(&writing->year[y], council->first_year + y);
    for (int64_t i = 0; i < council->children; i++) {
        if (i % CHILDREN_A_STEP == 0 && progress_step(progress, "returns are filled in", i, council->children))
            return stopped(problem);
        struct synth_particulars particulars;
        const struct synth_story story = {
            .council = council, .child = &council->child[i], .particulars = &particulars, .episodes = &writing->episodes};
        bool told = false;
        int code = synth_episodes_tell(council, &writing->book, story.child, &writing->episodes, problem);
        if (code < 0)
            return code;
        synth_particulars_of(council, story.child, writing->name[i], &particulars);
        for (int32_t y = 0; y < writing->years; y++)
            told = synth_year_add(&writing->year[y], &story) || told;
        report->children += told;
    }
    for (int32_t y = 0; y < writing->years; y++)
        report->episodes += writing->year[y].rows[RETURN_EPISODES];
    return 0;
}

static int prices_write(const struct writing *writing, const char *folder, struct problem *problem)
{
    char *path = file_join(folder, "price-list.csv");
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
    int code = file_write(path, text_string(&writing->prices), writing->prices.length, 0644, problem);
    free(path);
    return code;
}

/* Plants the mistakes that were asked for. */
static int mistakes_plant(struct writing *writing, int32_t wanted, struct synth_report *report, struct problem *problem)
{
    if (wanted == 0)
        return 0;
    int code =
        synth_mistakes_plant(writing->year, writing->years, writing->council.seed, wanted, &writing->mistakes, problem);
    report->planted = writing->mistakes.count;
    return code;
}

/* What really is: what happens after the last return, and which mistakes were planted. */
static int truth_tell(struct writing *writing, bool mistakes, struct problem *problem)
{
    int code = synth_truth_append(&writing->council, mistakes, &writing->truth, problem);
    if (code == 0 && mistakes)
        code = synth_mistakes_append(&writing->mistakes, writing->year, &writing->truth, problem);
    return code;
}

/* Puts everything on disk; up to here nothing was touched. */
static int files_write(struct writing *writing, const struct synth_options *options, const char *folder,
                       const char *truth_path, struct progress *progress, struct problem *problem)
{
    if (progress_step(progress, "returns are written", 0, writing->years))
        return stopped(problem);
    int code = synth_forms_write(writing->year, writing->years, options->form, folder, progress, problem);
    if (code == 0)
        code = prices_write(writing, folder, problem);
    if (code == 0 && options->books)
        code = synth_books_write(&writing->books, folder, problem);
    if (code == 0 && truth_path)
        code = file_write(truth_path, text_string(&writing->truth), writing->truth.length, 0644, problem);
    return code;
}

int synth_write(const struct care_system *system, const struct synth_options *options, const char *folder,
                const char *truth_path, struct progress *progress, struct synth_report *report, struct problem *problem)
{
    struct writing writing = {0};
    *report = (struct synth_report){0};
    int code = synth_codebook_make(system, &writing.book, problem);
    if (code == 0)
        code = synth_council_make(system, options, progress, &writing.council, problem);
    if (code < 0)
        goto out;
    writing.years = options->years;
    writing.year = array_new(writing.years, sizeof *writing.year, problem);
    writing.name = synth_names_new(&writing.council, problem);
    code = !writing.year ? PROBLEM_MEMORY : !writing.name ? (problem ? problem->code : PROBLEM_MEMORY) : 0;
    if (code == 0)
        code = years_fill(&writing, progress, report, problem);
    if (code == 0)
        code = synth_prices_append(system, options->seed, writing.council.last_year + 1, &writing.prices, problem);
    if (code == 0 && options->books)
        code = synth_books_make(&writing.council, writing.name, options, &writing.books, problem);
    report->packages = writing.books.packages;
    report->planted_in_books = writing.books.planted;
    if (code == 0)
        code = mistakes_plant(&writing, options->mistakes, report, problem);
    if (code == 0 && truth_path)
        code = truth_tell(&writing, options->mistakes > 0, problem);
    if (code == 0)
        code = files_write(&writing, options, folder, truth_path, progress, problem);
    report->first_year = writing.council.first_year;
    report->last_year = writing.council.last_year;
    report->in_care = writing.council.in_care;
    report->likeness = writing.council.likeness;
out:
    writing_clear(&writing);
    return code;
}
