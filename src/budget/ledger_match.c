#include "budget/ledger_match.h"

#include <stdlib.h>

#include "base/array.h"
#include "money/money.h"

/* What the children of one kind have in the ledger. */
struct ledger_kind {
    int64_t packages; /* open */
    int64_t priced, weekly;
};

struct ledger_matching {
    const struct ledger_question *question;
    struct ledger_match *out;
    struct ledger_kind kind[FLOW_STATES_MAX];
    uint8_t *has_own;     /* [children] a package of the kind in which it lives */
    uint8_t *has_package; /* [children] any open package */
    struct problem *problem;
};

static bool is_open(const struct ledger_matching *matching, const struct books_package *package)
{
    return books_package_nights(package, matching->question->on, matching->question->on + 1) > 0;
}

/* The place of a child among those in care; -1 when it is not. */
static int64_t place_of(const struct ledger_question *question, int64_t child)
{
    int64_t low = 0, high = question->children;
    while (low < high) {
        const int64_t middle = (low + high) / 2;
        if (question->child[middle].child < child)
            low = middle + 1;
        else
            high = middle;
    }
    return low < question->children && question->child[low].child == child ? low : -1;
}

static bool may_be_any_kind(const struct ledger_matching *matching, const struct books_package *package)
{
    return package->unregistered || (package->state >= 0 && package->state == matching->question->unregistered);
}

/* First look at the packages: what there is of each kind, and which children have one. */
static int look(struct ledger_matching *matching)
{
    const struct ledger_question *question = matching->question;
    for (const struct books_package *each = question->books->package;
         each < question->books->package + question->books->packages; each++) {
        matching->out->later += each->from > question->on && each->child == 0;
        if (!is_open(matching, each))
            continue;
        const int64_t at = place_of(question, each->child);
        matching->out->packages++;
        if (at >= 0) {
            matching->has_package[at] = 1;
            matching->has_own[at] |= each->state == question->child[at].state || may_be_any_kind(matching, each);
        }
        if (each->state < 0 || each->state >= question->states)
            continue;
        struct ledger_kind *kind = &matching->kind[each->state];
        kind->packages++;
        kind->priced += each->weekly != BOOKS_BLANK;
        if (each->weekly != BOOKS_BLANK && __builtin_add_overflow(kind->weekly, each->weekly, &kind->weekly))
            return problem_set(matching->problem, PROBLEM_LIMIT, "the prices of the ledger do not fit");
    }
    return 0;
}

static enum ledger_finding finding_of(const struct ledger_matching *matching, const struct books_package *package)
{
    const int64_t at = package->child ? place_of(matching->question, package->child) : -1;
    if (package->child == 0)
        return LEDGER_UNKNOWN_CHILD;
    if (at < 0)
        return LEDGER_LEFT_CARE;
    if (may_be_any_kind(matching, package))
        return LEDGER_MATCHES;
    if (package->state < 0)
        return LEDGER_NO_KIND;
    return matching->has_own[at] ? LEDGER_MATCHES : LEDGER_OTHER_KIND;
}

static int add(struct ledger_matching *matching, const struct ledger_match_item *item)
{
    struct ledger_match *out = matching->out;
    struct ledger_match_total *total = &out->finding[item->finding];
    if (array_reserve(&out->item, &out->items_capacity, out->items + 1, sizeof *out->item, matching->problem) < 0)
        return PROBLEM_MEMORY;
    out->item[out->items++] = *item;
    total->items++;
    if (item->weekly == BOOKS_BLANK) {
        total->unpriced++;
        return 0;
    }
    if (__builtin_add_overflow(total->weekly, item->weekly, &total->weekly) ||
        __builtin_add_overflow(total->to_year_end, item->to_year_end, &total->to_year_end))
        return problem_set(matching->problem, PROBLEM_LIMIT, "the pounds at stake do not fit");
    return 0;
}

/* Adds something that costs as much as a package does, until it ends or is to end. */
static int add_costed(struct ledger_matching *matching, struct ledger_match_item *item, const struct books_package *package)
{
    const struct ledger_question *question = matching->question;
    struct books_package known = *package;
    known.to = known.planned_to != DAY_NONE && known.planned_to < known.to ? known.planned_to : known.to;
    item->weekly = package->weekly;
    item->to_year_end = BOOKS_BLANK;
    if (package->weekly != BOOKS_BLANK && !books_package_cost(&known, question->on + 1, question->until, &item->to_year_end))
        return problem_set(matching->problem, PROBLEM_LIMIT, "what the package on line %lld costs does not fit",
                           (long long)package->row);
    return add(matching, item);
}

static int add_packages(struct ledger_matching *matching, enum ledger_finding finding)
{
    const struct ledger_question *question = matching->question;
    int code = 0;
    for (int64_t i = 0; code == 0 && i < question->books->packages; i++) {
        const struct books_package *package = &question->books->package[i];
        if (!is_open(matching, package) || finding_of(matching, package) != finding)
            continue;
        const int64_t at = place_of(question, package->child);
        struct ledger_match_item item = {.finding = finding,
                                         .line = package->row,
                                         .child = package->child,
                                         .in_ledger = package->state,
                                         .in_return = at < 0 ? -1 : question->child[at].state};
        code = add_costed(matching, &item, package);
    }
    return code;
}

/* The mean weekly price of a kind, half to even; BOOKS_BLANK where no package has a price. */
static int64_t mean_price(const struct ledger_kind *kind)
{
    struct money mean;
    return kind->priced && money_scale((struct money){kind->weekly}, 1, kind->priced, &mean) ? mean.pence : BOOKS_BLANK;
}

static int add_children(struct ledger_matching *matching)
{
    const struct ledger_question *question = matching->question;
    int code = 0;
    for (int64_t i = 0; code == 0 && i < question->children; i++) {
        const int32_t state = question->child[i].state;
        if (matching->has_package[i])
            continue;
        if (matching->kind[state].packages == 0) {
            matching->out->outside[state]++;
            continue;
        }
        const struct books_package as_others = {
            .from = question->on, .to = DAY_OPEN, .planned_to = DAY_NONE, .weekly = mean_price(&matching->kind[state])};
        struct ledger_match_item item = {
            .finding = LEDGER_NO_PACKAGE, .child = question->child[i].child, .in_ledger = -1, .in_return = state};
        code = add_costed(matching, &item, &as_others);
    }
    return code;
}

int ledger_match_make(const struct ledger_question *question, struct ledger_match *out, struct problem *problem)
{
    *out = (struct ledger_match){.on = question->on, .until = question->until, .children = question->children};
    struct ledger_matching matching = {.question = question, .out = out, .problem = problem};
    matching.has_own = array_new(question->children, 1, problem);
    matching.has_package = array_new(question->children, 1, problem);
    int code = matching.has_own && matching.has_package ? look(&matching) : PROBLEM_MEMORY;
    for (int finding = 0; code == 0 && finding < LEDGER_NO_PACKAGE; finding++)
        code = add_packages(&matching, (enum ledger_finding)finding);
    if (code == 0)
        code = add_children(&matching);
    free(matching.has_own);
    free(matching.has_package);
    if (code < 0)
        ledger_match_clear(out);
    return code;
}

void ledger_match_clear(struct ledger_match *match)
{
    free(match->item);
    *match = (struct ledger_match){0};
}
