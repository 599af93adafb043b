#include "cli/round_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int find_version(struct round_open *out, const char *wanted, const char **version, struct problem *problem)
{
    const char **all = array_new(out->round.items, sizeof *all, problem);
    struct text names = {0};
    *version = NULL;
    if (!all)
        return PROBLEM_MEMORY;
    const int32_t count = round_versions(out->round.item, out->round.items, all);
    for (int32_t v = 0; v < count; v++) {
        if (!wanted || strcmp(all[v], wanted) == 0)
            *version = all[v];
        text_format(&names, "%s%s", v ? ", " : "", all[v]);
    }
    if (count == 0) {
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no budget round yet");
        problem_next(problem,
                     "homeward template pressures > pressures.csv shows what a file holds; fill it in and import it:"
                     " homeward import pressures.csv");
    } else if (!*version) {
        problem_set(problem, PROBLEM_NOT_FOUND, "the budget round has no version “%.60s”", wanted);
        problem_next(problem, "Choose one of %s.", text_string(&names));
    }
    text_clear(&names);
    free(all);
    return *version ? 0 : PROBLEM_NOT_FOUND;
}

int round_view_open(const struct command_line *line, const char *version, const char *against, struct round_open *out,
                    struct problem *problem)
{
    struct problem none = {0};
    *out = (struct round_open){0};
    int code = casebook_open(line->workspace, &out->casebook, problem);
    if (code == 0)
        code = casebook_load_round(out->casebook, &out->round, problem);
    if (code == 0 && casebook_load_books(out->casebook, CASEBOOK_NEWEST_YEAR, CASEBOOK_NOW, &out->books, &none) < 0 &&
        none.code != PROBLEM_NOT_FOUND)
        code = problem_set(problem, none.code, "%s", none.text);
    if (code < 0)
        return code;
    out->view = (struct round_view){.council = casebook_settings(out->casebook)->council,
                                    .item = out->round.item,
                                    .items = out->round.items,
                                    .first_year = out->books.books.year ? out->books.books.year + 1 : 0};
    code = find_version(out, version, &out->view.version, problem);
    return code == 0 && against ? find_version(out, against, &out->view.against, problem) : code;
}

void round_view_close(struct round_open *open)
{
    casebook_books_clear(&open->books);
    casebook_round_clear(&open->round);
    casebook_close(open->casebook);
    *open = (struct round_open){0};
}

int round_view_show(const struct command_line *line, const char *version, const char *against, const struct output *output,
                    round_view_table *make, struct problem *problem)
{
    struct round_open open = {0};
    struct table table = {0};
    int code = round_view_open(line, version, against, &open, problem);
    if (code == 0)
        code = make(&open.view, &table, problem);
    if (code == 0)
        code = output_table(output, &table, problem);
    table_clear(&table);
    round_view_close(&open);
    return code;
}
