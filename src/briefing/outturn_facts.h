/*
 * outturn_facts: what the sentences of the outturn need beside it, read from the casebook: children in care, packages that
 * need looking at, savings of the newest version of the budget round, closed figures that have changed.
 *
 *     struct outturn_facts_held held;
 *     if (outturn_facts_gather(sources, &held, problem) == 0)
 *         outturn_say(&page, &held.facts, &sayings, problem);
 *     outturn_facts_clear(&held);
 *
 * The sources' history gives the children, its books the packages, its casebook the rest; what is not there is not said.
 * Includes: base, budget, casebook, briefing/outturn_sentences.
 */
#ifndef BRIEFING_OUTTURN_FACTS_H
#define BRIEFING_OUTTURN_FACTS_H

#include "briefing/outturn_sentences.h"
#include "budget/savings.h"
#include "casebook/books_in_force.h"
#include "casebook/restated.h"

struct outturn_facts_held {
    struct outturn_facts facts; /* borrows what follows */
    struct outturn_stock stock;
    struct outturn_exposure exposure[OUTTURN_GAPS];
    struct casebook_round round;
    struct savings kept_savings;
    struct outturn_savings savings;
    struct casebook_restated restated;
    struct outturn_changed *changed; /* owned */
};

int outturn_facts_gather(const struct table_sources *sources, struct outturn_facts_held *out, struct problem *problem);
void outturn_facts_clear(struct outturn_facts_held *held); /* safe on zeroes and twice */

#endif
