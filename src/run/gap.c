#include "run/gap.h"

#include <string.h>

#include "casebook/run_store.h"
#include "money/money.h"

/* A pressure of the version that names a run. */
static bool names_run(const struct gap_question *question, int64_t number)
{
    const struct round_item *item = &question->item[number];
    return item->kind == ROUND_PRESSURE && strcmp(item->version, question->version) == 0 &&
           strlen(item->evidence) == RUN_ID_SIZE - 1;
}

/* Whether an earlier pressure rests on the same run, whose range is taken once. */
static bool told_before(const struct gap_question *question, int64_t number)
{
    for (int64_t i = 0; i < number; i++)
        if (names_run(question, i) && strcmp(question->item[i].evidence, question->item[number].evidence) == 0)
            return true;
    return false;
}

static void add_range(const struct run_rows *rows, int32_t first_year, struct gap_question *question)
{
    for (int32_t y = 0; y < question->years; y++) {
        const int64_t row = run_rows_find(rows, RUN_YEAR_COST, calendar_year_end(first_year + y), RUN_ALL, RUN_ALL);
        if (row < 0)
            continue;
        question->run_low[y] += rows->quantile[row * RUN_QUANTILES + RUN_P10] - rows->mean[row];
        question->run_high[y] += rows->quantile[row * RUN_QUANTILES + RUN_P90] - rows->mean[row];
    }
}

/* What the futures of the runs behind pressures have less and more than their mean. */
static int find_range(struct casebook *casebook, int32_t first_year, struct gap_question *question, struct problem *problem)
{
    for (int64_t i = 0; i < question->items; i++) {
        struct run_result run;
        struct problem why = {0};
        if (!names_run(question, i) || told_before(question, i))
            continue;
        const int code = casebook_find_run(casebook, question->item[i].evidence, &run, &why);
        if (code < 0 && code != PROBLEM_NOT_FOUND)
            return problem_set(problem, code, "%s", why.text);
        if (code == 0)
            add_range(&run.forecast, first_year, question);
        run_result_clear(&run);
    }
    return 0;
}

int run_gap(struct casebook *casebook, const struct books *books, const struct round_item *item, int64_t items,
            const struct run_gap_options *options, struct gap_year year[ROUND_YEARS], struct problem *problem)
{
    struct gap_question question = {
        .item = item, .items = items, .version = options->version, .growth = options->growth, .years = options->years};
    for (int64_t i = 0; i < books->lines; i++)
        if (!pence_add(&question.budget, books->line[i].approved))
            return problem_set(problem, PROBLEM_LIMIT, "the budget adds up to more than can be kept in pence");
    const int code = find_range(casebook, options->first_year, &question, problem);
    return code < 0 ? code : gap_make(&question, year, problem);
}
