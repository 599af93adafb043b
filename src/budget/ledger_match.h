/*
 * ledger_match: what does not match between the ledger's packages and the children in care, on one night, with the pounds
 * that hang on it.
 *
 * The ledger is the truth about money, the returns about children, and different people keep them. On the night `on`, the
 * last of which the returns speak, each package that is open and each child in care falls into at most one finding:
 *
 *     unknown child   a package whose child the returns do not know
 *     left care       a package of a child that the returns know, and that is not in care on that night
 *     other kind      a package of a child in care that lives in another kind of placement, and has no package of that kind
 *     no kind         a package of a child in care whose type is no kind of placement
 *     no package      a child in care without an open package
 *
 * Pounds at stake are the weekly prices, and what the packages cost on the nights after `on` and before `until`, or
 * before their end or planned end, at their own price (books_package_cost). A child without a package has no price: it is
 * given the mean weekly price of the open packages of its kind, rounded half to even. A kind of which the ledger has no open
 * package (children placed with their parents, or carers who are paid from another system) is no finding: its children are
 * counted apart, by kind.
 *
 * No code of the return says that a setting is unregistered, so a package of that kind, or so marked, is never of another
 * kind than its child.
 *
 *     const struct ledger_question question = {&books, child, children, on, until, states, unregistered};
 *     if (ledger_match_make(&question, &match, problem) == 0)
 *         use(&match.finding[LEDGER_LEFT_CARE]);
 *     ledger_match_clear(&match);
 *
 * Pure. Includes: base, calendar, budget/books, flow/system.
 */
#ifndef BUDGET_LEDGER_MATCH_H
#define BUDGET_LEDGER_MATCH_H

#include <stdint.h>

#include "base/problem.h"
#include "budget/books.h"
#include "calendar/calendar.h"
#include "flow/system.h"

enum ledger_finding {
    LEDGER_UNKNOWN_CHILD,
    LEDGER_LEFT_CARE,
    LEDGER_OTHER_KIND,
    LEDGER_NO_KIND,
    LEDGER_NO_PACKAGE,
    LEDGER_FINDINGS,
    LEDGER_MATCHES = LEDGER_FINDINGS /* nothing to say */
};

/* A child in care on the night. */
struct ledger_child {
    int64_t child; /* the casebook's number */
    int32_t state; /* where it lives */
};

struct ledger_question {
    const struct books *books; /* packages alone are asked */
    const struct ledger_child *child;
    int64_t children;     /* in the order of `child`, each once */
    day on, until;        /* the night, and the day to which pounds at stake are counted */
    int32_t states;       /* kinds of placement */
    int32_t unregistered; /* the kind of settings that are not registered, or -1 */
};

/* One package, or one child without. */
struct ledger_match_item {
    enum ledger_finding finding;
    int64_t line;                 /* of the ledger file; 0: there is no package */
    int64_t child;                /* the casebook's number; 0: unknown */
    int32_t in_ledger, in_return; /* kinds of placement, -1 for none */
    int64_t weekly, to_year_end;  /* pence, BOOKS_BLANK where nobody knows a price */
};

struct ledger_match_total {
    int64_t items;               /* packages, or children without one */
    int64_t unpriced;            /* of these without a price */
    int64_t weekly, to_year_end; /* pence of the others */
};

struct ledger_match {
    day on, until;
    int64_t packages, children;       /* open, in care: on the night */
    int64_t later;                    /* packages that begin after it, of children the returns do not know yet */
    int64_t outside[FLOW_STATES_MAX]; /* children in kinds of which the ledger has no open package */
    struct ledger_match_total finding[LEDGER_FINDINGS];
    int64_t items, items_capacity;
    struct ledger_match_item *item; /* by finding, then as packages and children were given; owned */
};

/* PROBLEM_LIMIT when pounds do not fit, PROBLEM_MEMORY; `out` is then empty. */
int ledger_match_make(const struct ledger_question *question, struct ledger_match *out, struct problem *problem);
void ledger_match_clear(struct ledger_match *match); /* safe on zeroes and twice */

#endif
