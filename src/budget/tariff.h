/*
 * tariff: what a week in each kind of placement costs, and how it rises each April.
 *
 * A price list has one line a kind of placement: weekly price, the financial year it belongs to, the yearly uplift applied
 * each 1 April after that, and where the figure comes from. The built-in list is the central figure of the research's unit
 * costs; a line that is a proposal and not a published figure says so wherever it is shown (table A1). A council's own list
 * replaces lines.
 *
 * Money is whole pence; an uplift is thousandths of a percent. Plain data, nothing to free. Pure.
 * Includes: base, calendar, money, flow (states by number only).
 */
#ifndef BUDGET_TARIFF_H
#define BUDGET_TARIFF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "flow/system.h"
#include "money/money.h"

struct tariff_line {
    bool given;            /* false: no price is known for this state */
    struct money per_week; /* in the prices of price_year */
    int32_t price_year;    /* financial year: 2024 for 2024-25 */
    int32_t uplift;        /* thousandths of a percent each 1 April after price_year */
    bool published;        /* false: a proposal or a council's own assumption */
    bool own;              /* true: from the council's price list, not built in */
    char source[240];      /* where the price and the uplift come from */
};

struct tariff {
    int32_t states;
    struct tariff_line line[FLOW_STATES_MAX]; /* by state id */
};

/* How the source of a line begins that is a proposal of Homeward: no published figure, and no council's own. */
#define TARIFF_PROPOSAL "Proposal, not published: "

/* The built-in price list, matched to the system's states by name. States it does not know stay without a price. */
void tariff_default(const struct flow_system *system, struct tariff *out);

/* Weekly price of a state in a financial year; years before price_year take the price as it is. False on overflow or no
 * price. */
bool tariff_price(const struct tariff *tariff, int32_t state, int32_t year, struct money *out);

#endif
