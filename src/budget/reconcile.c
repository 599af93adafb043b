#include "budget/reconcile.h"

#include <stdlib.h>

#include "base/array.h"

int32_t reconcile_newest(const struct books *books)
{
    int32_t newest = 0;
    for (int64_t i = 0; i < books->actuals; i++)
        newest = books->actual[i].period > newest ? books->actual[i].period : newest;
    return newest;
}

/* A cell for every line and period while sums are made: what no line takes is the last line. */
struct summing {
    const struct books *books;
    int32_t first, periods;
    struct reconcile_row *cell; /* [line][period] */
    bool *modelled;             /* [line] has packages or posts */
    bool fits;                  /* no sum has overflowed */
};

static int64_t slot_of(const struct summing *summing, int32_t line)
{
    return line == BOOKS_NO_LINE ? summing->books->lines : line;
}

/* The cell of a row of the books, NULL when its period is not asked for. */
static struct reconcile_row *cell_of(const struct summing *summing, int32_t line, int32_t period)
{
    const int32_t at = period - summing->first;
    return at < 0 || at >= summing->periods ? NULL : &summing->cell[slot_of(summing, line) * summing->periods + at];
}

static void add(struct summing *summing, int64_t *sum, int64_t pence)
{
    summing->fits = !__builtin_add_overflow(*sum, pence, sum) && summing->fits;
}

static void sum_payments(struct summing *summing)
{
    const struct books *books = summing->books;
    for (int64_t i = 0; i < books->actuals; i++) {
        struct reconcile_row *cell = cell_of(summing, books->actual[i].line, books->actual[i].period);
        if (!cell)
            continue;
        add(summing, &cell->paid, books->actual[i].pence);
        cell->restated = cell->restated || books->actual[i].restated;
    }
    for (int64_t i = 0; i < books->explained_items; i++) {
        struct reconcile_row *cell = cell_of(summing, books->explained[i].line, books->explained[i].period);
        if (cell)
            add(summing, &cell->explained, books->explained[i].pence);
    }
}

static void sum_model(struct summing *summing, int32_t period)
{
    const struct books *books = summing->books;
    const day from = books_period_start(books->year, period), to = books_period_start(books->year, period + 1);
    int64_t cost;
    for (int64_t i = 0; i < books->packages; i++) {
        summing->fits = books_package_cost(&books->package[i], from, to, &cost) && summing->fits;
        add(summing, &cell_of(summing, books->package[i].line, period)->packages, cost);
    }
    for (int64_t i = 0; i < books->posts; i++) {
        summing->fits = books_post_cost(&books->post[i], from, to, &cost) && summing->fits;
        add(summing, &cell_of(summing, books->post[i].line, period)->staff, cost);
    }
}

static void find_modelled(struct summing *summing)
{
    const struct books *books = summing->books;
    for (int64_t i = 0; i < books->packages; i++)
        summing->modelled[slot_of(summing, books->package[i].line)] = true;
    for (int64_t i = 0; i < books->posts; i++)
        summing->modelled[slot_of(summing, books->post[i].line)] = true;
}

/* difference and unexplained of a row whose other columns are known. */
static void hold_against(struct summing *summing, struct reconcile_row *row)
{
    int64_t model = row->packages;
    add(summing, &model, row->staff);
    summing->fits = !__builtin_sub_overflow(row->paid, model, &row->difference) && summing->fits;
    summing->fits = !__builtin_sub_overflow(row->difference, row->explained, &row->unexplained) && summing->fits;
}

static void add_row(struct summing *summing, const struct reconcile_row *row, struct reconcile_row *total)
{
    add(summing, &total->paid, row->paid);
    add(summing, &total->packages, row->packages);
    add(summing, &total->staff, row->staff);
    add(summing, &total->explained, row->explained);
    total->restated = total->restated || row->restated;
}

static bool says_something(const struct reconcile_row *row)
{
    return row->paid || row->packages || row->staff || row->explained;
}

/* Keeps a cell as a row of the answer. */
static void keep(struct summing *summing, const struct reconcile_row *cell, struct reconciliation *out)
{
    struct reconcile_row *row = &out->row[out->rows++];
    *row = *cell;
    hold_against(summing, row);
    add_row(summing, row, &out->total);
    out->unexplained_rows += row->unexplained != 0;
    if (row->unexplained == INT64_MIN)
        summing->fits = false;
    else
        add(summing, &out->unexplained_size, row->unexplained < 0 ? -row->unexplained : row->unexplained);
}

static void take_line(struct summing *summing, int64_t slot, struct reconciliation *out)
{
    const bool none = slot == summing->books->lines, modelled = none || summing->modelled[slot];
    bool left_out = false;
    for (int32_t i = 0; i < summing->periods; i++) {
        struct reconcile_row *cell = &summing->cell[slot * summing->periods + i];
        cell->line = none ? BOOKS_NO_LINE : (int32_t)slot;
        cell->period = summing->first + i;
        if (modelled && (!none || says_something(cell))) {
            keep(summing, cell, out);
        } else if (!modelled && says_something(cell)) {
            add_row(summing, cell, &out->left_out);
            left_out = true;
        }
    }
    out->lines_left_out += left_out;
}

static void sum_all(struct summing *summing, struct reconciliation *out)
{
    sum_payments(summing);
    for (int32_t i = 0; i < summing->periods; i++)
        sum_model(summing, summing->first + i);
    find_modelled(summing);
    for (int64_t slot = 0; slot <= summing->books->lines; slot++)
        take_line(summing, slot, out);
    hold_against(summing, &out->total);
    hold_against(summing, &out->left_out);
}

int reconcile_make(const struct books *books, int32_t first, int32_t last, struct reconciliation *out,
                   struct problem *problem)
{
    struct summing summing = {.books = books, .first = first, .periods = last < first ? 0 : last - first + 1, .fits = true};
    const int64_t cells = (books->lines + 1) * summing.periods;
    *out = (struct reconciliation){
        .first = first, .last = last, .total = {.line = BOOKS_NO_LINE}, .left_out = {.line = BOOKS_NO_LINE}};
    int code = PROBLEM_MEMORY;
    summing.cell = array_new(cells, sizeof *summing.cell, problem);
    summing.modelled = array_new(books->lines + 1, sizeof *summing.modelled, problem);
    out->row = array_new(cells, sizeof *out->row, problem);
    if (summing.cell && summing.modelled && out->row) {
        sum_all(&summing, out);
        code = summing.fits ? 0 : problem_set(problem, PROBLEM_LIMIT, "payments or packages are too large to be added up");
    }
    free(summing.cell);
    free(summing.modelled);
    if (code < 0)
        reconcile_clear(out);
    return code;
}

void reconcile_clear(struct reconciliation *reconciliation)
{
    free(reconciliation->row);
    *reconciliation = (struct reconciliation){0};
}
