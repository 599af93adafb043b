#include "run/matched.h"

#include <stdlib.h>

#include "base/array.h"
#include "casebook/books_in_force.h"

static int by_child(const void *left, const void *right)
{
    const struct ledger_child *a = left, *b = right;
    return (a->child > b->child) - (a->child < b->child);
}

/* Fills in who is in care on the night, in the order of the casebook's numbers; how many. */
static int64_t find_children(const struct gathered *gathered, day on, struct ledger_child *child)
{
    const struct flow_histories *histories = &gathered->histories;
    int64_t children = 0;
    for (int64_t i = 0; i < histories->spells; i++)
        if (histories->from[i] <= on && on < histories->to[i])
            child[children++] = (struct ledger_child){
                .child = gathered->records.name[gathered->child_of[histories->person[i]]], .state = histories->state[i]};
    qsort(child, (size_t)children, sizeof *child, by_child);
    return children;
}

int matched_make(struct casebook *casebook, const struct gathered *gathered, struct ledger_match *out,
                 struct problem *problem)
{
    const struct care_system *system = casebook_system(casebook);
    const day on = gathered->as_at, until = calendar_year_start(calendar_year(on + 1) + 1);
    struct casebook_books kept = {0};
    *out = (struct ledger_match){0};
    struct ledger_child *child = array_new(gathered->histories.spells, sizeof *child, problem);
    int code = child ? casebook_load_packages(casebook, on, until, &kept, problem) : PROBLEM_MEMORY;
    if (code == 0) {
        const struct ledger_question question = {.books = &kept.books,
                                                 .child = child,
                                                 .children = find_children(gathered, on, child),
                                                 .on = on,
                                                 .until = until,
                                                 .states = system->flow.states,
                                                 .unregistered = flow_state_named(&system->flow, "unregistered")};
        code = ledger_match_make(&question, out, problem);
    }
    casebook_books_clear(&kept);
    free(child);
    return code;
}
