/*
 * tables_plan_outcome: what a plan changes, with a band of its own, and how a joint effect is shared out.
 */
#include "briefing/tables_plan.h"

#include "base/text.h"
#include "plan/words.h"

/* Whole numbers that add up are not shown rounded here: every mean is rounded once by itself. */
static void add_difference(struct table *out, const struct plan_difference *difference)
{
    table_number(out, difference->without);
    table_number(out, difference->with);
    table_number(out, difference->difference);
    table_number(out, difference->low);
    table_number(out, difference->high);
}

/* One row: months from … to - 1. */
static int add_period(const struct plan_outcome *outcome, const char *period, int32_t from, int32_t to, bool alone,
                      struct plan_difference *pounds, struct table *out, struct problem *problem)
{
    struct plan_difference children;
    int code = plan_outcome_difference(outcome, PLAN_CHILDREN, from, to, &children, problem);
    if (code == 0)
        code = plan_outcome_difference(outcome, PLAN_POUNDS, from, to, pounds, problem);
    if (code < 0)
        return code;
    table_text(out, period);
    add_difference(out, &children);
    add_difference(out, pounds);
    if (alone)
        table_number(out, pounds->if_none);
    return 0;
}

static void add_children_columns(struct table *out)
{
    table_column(out, "children_without", "Children without", TABLE_MILLI, "children");
    table_column(out, "children_with", "with", TABLE_MILLI, "children");
    table_column(out, "children_change", "change", TABLE_MILLI, "children");
    table_decimals(out, 2);
    table_column(out, "children_low", "80% range from", TABLE_MILLI, "children");
    table_with_next(out);
    table_column(out, "children_high", "to", TABLE_MILLI, "children");
}

static void add_columns(struct table *out, bool alone)
{
    table_column(out, "period", "Period", TABLE_TEXT, "");
    add_children_columns(out);
    table_column(out, "pounds_without", "Cost without", TABLE_PENCE, "£'000");
    table_column(out, "pounds_with", "with", TABLE_PENCE, "£'000");
    table_column(out, "pounds_change", "change", TABLE_PENCE, "£'000");
    table_column(out, "pounds_low", "80% range from", TABLE_PENCE, "£'000");
    table_with_next(out);
    table_column(out, "pounds_high", "to", TABLE_PENCE, "£'000");
    if (alone)
        table_column(out, "pounds_if_none", "if it has no effect", TABLE_PENCE, "£'000");
}

/* The month, or the months of one financial year, that begin at `from`; returns where the next begin. */
static int32_t append_period(const struct plan_outcome *outcome, int32_t from, bool month, struct text *period)
{
    const int32_t year = calendar_year(outcome->first[from]);
    int32_t to = from + 1;
    if (month) {
        const struct calendar_date date = calendar_date(outcome->last[from]);
        text_format(period, "%04d-%02d", date.year, date.month);
        return to;
    }
    while (to < outcome->months && calendar_year(outcome->first[to]) == year)
        to++;
    calendar_append_year(period, year);
    if (outcome->first[from] != calendar_year_start(year) || outcome->last[to - 1] != calendar_year_end(year))
        text_append(period, " (part)");
    return to;
}

static int add_periods(const struct plan_outcome *outcome, bool months, bool alone, struct table *out,
                       struct problem *problem)
{
    struct text period = {0};
    struct plan_difference pounds;
    int code = 0;
    for (int32_t from = 0, to; from < outcome->months && code == 0; from = to) {
        text_reset(&period);
        to = append_period(outcome, from, months, &period);
        table_row(out);
        code = add_period(outcome, text_string(&period), from, to, alone, &pounds, out, problem);
    }
    text_clear(&period);
    return code;
}

/* How much narrower the band is than that of two runs that share nothing. */
static int note_reduction(const struct plan_outcome *outcome, struct table *out, struct problem *problem)
{
    struct plan_difference children, pounds;
    int code = plan_outcome_difference(outcome, PLAN_CHILDREN, 0, outcome->months, &children, problem);
    if (code == 0)
        code = plan_outcome_difference(outcome, PLAN_POUNDS, 0, outcome->months, &pounds, problem);
    if (code == 0 && pounds.reduction > 0)
        table_note(out,
                   "Both sides have the same luck: the variance of the change is %.1f times smaller for children, %.1f for "
                   "pounds, than of two runs that share none.",
                   children.reduction, pounds.reduction);
    return code;
}

/* What each effect itself did, beside what it was asked for. */
static void note_moved(const struct casebook *casebook, const struct plan_scenario *scenario,
                       const struct plan_outcome *outcome, struct table *out)
{
    struct text words = {0};
    for (int32_t i = 0, notes = 0; i < outcome->effects && notes < 8; i++) {
        const struct plan_effect *effect = &scenario->effect[i];
        int64_t moved = 0;
        if (!plan_effect_moves(effect))
            continue;
        for (int32_t m = 0; m < outcome->months; m++)
            moved += outcome->moved[(int64_t)i * outcome->months + m];
        text_reset(&words);
        plan_effect_append(&words, effect, casebook_system(casebook));
        table_note(out, "%s: %s: it made, held up or diverted %.1f events a path.",
                   scenario->initiative[effect->initiative].id, text_string(&words), (double)moved / outcome->paths);
        notes++;
    }
    text_clear(&words);
}

void table_note_places(const struct casebook *casebook, const struct plan_places_held *places, struct table *out)
{
    const struct flow_system *system = &casebook_system(casebook)->flow;
    if (places->how == PLAN_NO_PLACES_LISTED)
        table_note(out,
                   "Places are not held against children here: which there are has not been told. See homeward template "
                   "capacity, import the list and run this again.");
    if (places->how == PLAN_PLACES_CAN_BE_FULL)
        table_note(out,
                   "Both sides are walked with places that can be full, those of the capacity list: the side without is "
                   "need against places (homeward sufficiency), not the forecast.");
    for (int32_t s = 0; s < system->states; s++)
        if (places->uncapped >> s & 1)
            table_note(out,
                       "%s: as more places can be had one by one, nothing is full there, and places opened or closed "
                       "change nothing.",
                       casebook_system(casebook)->state_title[s]);
}

int table_of_outcome(const struct casebook *casebook, const struct plan_scenario *scenario,
                     const struct plan_outcome *outcome, const struct plan_sides *sides, bool alone,
                     enum table_layout layout, struct table *out, struct problem *problem)
{
    struct text title = {0};
    struct plan_difference pounds;
    text_format(&title, "%s against %s", sides->with, sides->without);
    table_begin(out, alone ? "scenario_run" : "scenario_compare", text_string(&title), casebook_settings(casebook)->council);
    text_clear(&title);
    table_run(out, sides->run);
    add_columns(out, alone);
    int code = layout == TABLE_TIDY ? add_periods(outcome, true, alone, out, problem) : 0;
    if (code == 0)
        code = add_periods(outcome, false, alone, out, problem);
    if (code == 0) {
        table_total_row(out);
        code = add_period(outcome, "all", 0, outcome->months, alone, &pounds, out, problem);
    }
    table_note(out, "Children are the average of the period. Ranges are of single futures: 80 of 100 changes lie within.");
    if (code == 0)
        code = note_reduction(outcome, out, problem);
    if (scenario)
        note_moved(casebook, scenario, outcome, out);
    table_note_places(casebook, &sides->places, out);
    return code < 0 ? code : table_check(out, problem);
}

/* One period, a row a kind. */
static int add_kinds(const struct casebook *casebook, const struct plan_outcome *outcome, const char *period, int32_t from,
                     int32_t to, bool tidy, struct table *out, struct problem *problem)
{
    const struct care_system *system = casebook_system(casebook);
    for (int32_t s = 0; s < outcome->states; s++) {
        struct plan_difference children;
        if (plan_outcome_kind(outcome, s, from, to, &children, problem) < 0)
            return PROBLEM_MEMORY;
        if (children.without == 0 && children.with == 0)
            continue;
        table_row(out);
        table_text(out, period);
        table_text(out, tidy ? system->flow.state[s] : system->state_title[s]);
        add_difference(out, &children);
    }
    return 0;
}

int table_of_kinds(const struct casebook *casebook, const struct plan_outcome *outcome, const struct plan_sides *sides,
                   enum table_layout layout, struct table *out, struct problem *problem)
{
    struct text words = {0};
    const bool tidy = layout == TABLE_TIDY;
    int code = 0;
    text_format(&words, "Where children live: %s against %s", sides->with, sides->without);
    table_begin(out, "scenario_kinds", text_string(&words), casebook_settings(casebook)->council);
    table_run(out, sides->run);
    table_column(out, "period", "Period", TABLE_TEXT, "");
    table_column(out, "kind", "Kind of placement", TABLE_TEXT, "");
    add_children_columns(out);
    for (int32_t from = 0, to; from < outcome->months && code == 0; from = to) {
        text_reset(&words);
        to = append_period(outcome, from, tidy, &words);
        code = add_kinds(casebook, outcome, text_string(&words), from, to, tidy, out, problem);
    }
    text_clear(&words);
    table_note(out, "Children are the average of the period. Ranges are of single futures: 80 of 100 changes lie within.");
    table_note_places(casebook, &sides->places, out);
    return code < 0 ? code : table_check(out, problem);
}

int table_of_shares(const struct casebook *casebook, const struct plan_scenario *scenario, const struct plan_share *share,
                    int64_t joint, const struct plan_sides *sides, struct table *out, struct problem *problem)
{
    int64_t alone = 0;
    table_begin(out, "scenario_share", scenario->name, casebook_settings(casebook)->council);
    table_run(out, sides->run);
    table_column(out, "initiative", "Initiative", TABLE_TEXT, "");
    table_column(out, "name", "Name", TABLE_TEXT, "");
    table_column(out, "alone", "Alone", TABLE_PENCE, "£'000");
    table_column(out, "share", "Share of all together", TABLE_PENCE, "£'000");
    table_column(out, "share_low", "80% range from", TABLE_PENCE, "£'000");
    table_with_next(out);
    table_column(out, "share_high", "to", TABLE_PENCE, "£'000");
    for (int32_t i = 0; i < scenario->initiatives; i++) {
        table_row(out);
        table_text(out, scenario->initiative[i].id);
        table_text(out, scenario->initiative[i].name);
        table_number(out, share[i].alone);
        table_number(out, share[i].share);
        table_number(out, share[i].share_low);
        table_number(out, share[i].share_high);
        alone += share[i].alone;
    }
    table_total_row(out);
    table_text(out, "together");
    table_blank(out);
    table_number(out, alone);
    table_number(out, joint);
    table_blank(out);
    table_blank(out);
    table_note(out,
               "Change of all pounds of the run, costs included; minus is a saving. Initiatives act on the same children: "
               "what each would save alone does not add up to what they save together.");
    table_note(out, "A share is the mean of what an initiative adds over all orders in which they could come (Shapley); in "
                    "pence the shares add up exactly.");
    table_note_places(casebook, &sides->places, out);
    return table_check(out, problem);
}
