#include "budget/demand.h"

#include <stdlib.h>

#include "money/money.h"

#include "base/array.h"

/* The row of a kind of placement: the last, of kinds that no line is for, where there is none. */
static struct demand_line *row_of(const struct books *books, struct demand *demand, int32_t state)
{
    for (int64_t i = 0; i < demand->lines; i++)
        if (demand->line[i].line != BOOKS_NO_LINE && books->line[demand->line[i].line].state == state)
            return &demand->line[i];
    return NULL;
}

static bool add_budgets(const struct books *books, struct demand *out)
{
    for (int64_t i = 0; i < books->lines; i++) {
        if (books->line[i].state < 0)
            continue;
        struct demand_line *row = row_of(books, out, books->line[i].state);
        if (row)
            row->others++;
        else {
            row = &out->line[out->lines++];
            row->line = (int32_t)i;
        }
        if (!pence_add(&row->budget, books->line[i].approved) || !pence_add(&out->total.budget, books->line[i].approved))
            return false;
    }
    return true;
}

static bool add_costs(const struct books *books, const int64_t *cost, int32_t states, struct demand *out)
{
    struct demand_line none = {.line = BOOKS_NO_LINE};
    bool unplaced = false;
    for (int32_t s = 0; s < states; s++) {
        struct demand_line *row = row_of(books, out, s);
        for (int32_t y = 0; y < out->years; y++) {
            const int64_t pence = cost[s * out->years + y];
            unplaced = unplaced || (!row && pence != 0);
            if (!pence_add(row ? &row->cost[y] : &none.cost[y], pence) || !pence_add(&out->total.cost[y], pence))
                return false;
        }
    }
    if (unplaced)
        out->line[out->lines++] = none;
    return true;
}

static bool subtract_budgets(struct demand *out)
{
    for (int64_t i = 0; i <= out->lines; i++) {
        struct demand_line *row = i < out->lines ? &out->line[i] : &out->total;
        for (int32_t y = 0; y < out->years; y++)
            if (__builtin_sub_overflow(row->cost[y], row->budget, &row->pressure[y]))
                return false;
    }
    return true;
}

int demand_make(const struct books *books, const int64_t *cost, int32_t states, int32_t years, struct demand *out,
                struct problem *problem)
{
    *out = (struct demand){.years = years, .total.line = BOOKS_NO_LINE};
    out->line = array_new(books->lines + 1, sizeof *out->line, problem);
    if (!out->line)
        return PROBLEM_MEMORY;
    if (add_budgets(books, out) && add_costs(books, cost, states, out) && subtract_budgets(out))
        return 0;
    demand_clear(out);
    return problem_set(problem, PROBLEM_LIMIT, "the forecast adds up to more than can be kept in pence");
}

void demand_clear(struct demand *demand)
{
    free(demand->line);
    *demand = (struct demand){0};
}
