/*
 * budget_request: one use of homeward budget on its way: its options, the round that it opened, the table that it fills.
 *
 * Inside the command (cmd_budget.c and the files that work a pressure out for it). Includes: base, budget, table,
 * cli/round_view.
 */
#ifndef CLI_BUDGET_REQUEST_H
#define CLI_BUDGET_REQUEST_H

#include "cli/output.h"
#include "cli/round_view.h"

/* Options of the command, by place. */
enum budget_option {
    YEARS,
    GROWTH,
    PERCENT,
    FLAT,
    HIGHER,
    FLAT_UP_TO,
    ON_COSTS,
    VACANCY,
    LAST_AWARD,
    LAST_BUDGET,
    FROM,
    LINE,
    RUN,
    BY_LINE,
    REF,
    CATEGORY,
    AMOUNTS,
    ONE_OFF,
    OWNER,
    NOTE,
    EVIDENCE,
    GROUP,
    JOINT,
    VERSION,
    ADD_TO,
    TYPE,
    STATUS,
    DELIVERED,
    FORECAST,
    IN_YEAR_PRESSURE,
    CONDITIONS,
    PAYS_FOR,
    OUTPUT
};

/* A request on its way. */
struct budget_request {
    struct command_line *line;
    char **argument;
    struct output output;
    struct round_open open;
    struct table table;
    struct problem *problem;
};

/* What an option says, or something else when it is not given. */
const char *budget_option_or(const struct budget_request *request, int32_t option, const char *otherwise);

/* An item with nothing told yet but what the options say of every item. */
struct round_item budget_item(const struct budget_request *request, enum round_kind kind, const char *line,
                              const char *category);

/* Adds items of one version to the round and says so. */
int budget_add_items(struct budget_request *request, const struct round_item *item, int64_t items);

/* The same for what was worked out, which goes into a budget in whole pounds; nothing for no items. */
int budget_add_worked(struct budget_request *request, struct round_item *item, int64_t items);

/* PROBLEM_NOT_FOUND, with what to do, without a budget. */
int budget_need_books(const struct budget_request *request);

/* The words demand and full-year: each fills the table and, with --add-to, adds what it found. */
int budget_show_demand(struct budget_request *request);
int budget_show_full_year(struct budget_request *request);

/* Demand and the full-year effect are of the same children: PROBLEM_INPUT when items of one are to come into a version that
 * has the other, or the same already. */
int budget_refuse_second(const struct budget_request *request, const struct round_item *item, int64_t items);

#endif
