/*
 * tables_plan_goal: what a plan must be for a goal, whether it does what it was to do, and how its budget line has moved.
 */
#include "briefing/tables_plan.h"

#include <string.h>

#include "base/text.h"
#include "plan/words.h"

static void begin(struct table *out, const char *id, const char *title, const struct casebook *casebook, const char *run)
{
    const char *council = casebook_settings(casebook)->council;
    const char *kept = arena_text(&out->arena, council, strlen(council));
    table_begin(out, id, title, kept ? kept : "");
    if (run)
        table_run(out, run);
}

static void add_number(struct table *out, double value)
{
    struct text words = {0};
    plan_number_append(&words, value);
    table_text(out, text_string(&words));
    text_clear(&words);
}

static void add_try(struct table *out, const struct plan_try *of, bool answer)
{
    table_row(out);
    add_number(out, of->value);
    table_number(out, of->reach.reached * 100000 / of->reach.paths);
    table_number(out, of->reach.mean);
    table_number(out, of->reach.low);
    table_number(out, of->reach.high);
    table_text(out, answer ? "the answer" : "");
}

int table_of_seek(const struct casebook *casebook, const char *dial, const struct plan_goal *goal,
                  const struct plan_tries *tries, int64_t chance, const struct plan_sides *sides, struct table *out,
                  struct problem *problem)
{
    const bool pounds = goal->quantity == PLAN_POUNDS;
    struct text words = {0};
    begin(out, "scenario_seek", "How far a number must be turned", casebook, sides->run);
    table_column(out, "value", "Value", TABLE_TEXT, "");
    table_column(out, "chance", "Chance %", TABLE_MILLI, "%");
    table_column(out, "mean", pounds ? "Cost" : "Children", pounds ? TABLE_PENCE : TABLE_MILLI, pounds ? "£" : "children");
    table_column(out, "low", "80% range from", pounds ? TABLE_PENCE : TABLE_MILLI, pounds ? "£" : "children");
    table_with_next(out);
    table_column(out, "high", "to", pounds ? TABLE_PENCE : TABLE_MILLI, pounds ? "£" : "children");
    table_column(out, "answer", "", TABLE_TEXT, "");
    for (int32_t i = 0; i < tries->tries; i++)
        add_try(out, &tries->tried[i], i == tries->found);
    plan_goal_append(&words, goal);
    const char *kept = arena_text(&out->arena, text_string(&words), words.length);
    text_clear(&words);
    table_note(out, "Value: %s. Chance: that %s; asked for: %d.%d%%.", dial, kept ? kept : "the goal is reached",
               (int)(chance / 10), (int)(chance % 10));
    table_note(out, "Every value is walked with the same random numbers. The answer is the least that reaches the goal.");
    table_note_places(casebook, &sides->places, out);
    return table_check(out, problem);
}

static void add_tracked(struct table *out, const struct care_system *system, const struct plan_scenario *scenario,
                        const struct plan_track_row *row)
{
    static const char *const measures[] = {"children who start", "children there", "children who leave"};
    table_row(out);
    table_text(out, scenario->initiative[row->initiative].id);
    table_text(out, measures[row->measure]);
    table_text(out, row->state == PLAN_ANY ? "all kinds" : system->state_title[row->state]);
    table_number(out, row->month_end);
    table_number(out, row->expected);
    table_number(out, row->low);
    table_number(out, row->high);
    if (row->came)
        table_number(out, row->actual);
    else
        table_blank(out);
    table_text(out, plan_track_verdict(row));
}

static void note_verdict(struct table *out, const struct plan_track *track)
{
    int64_t came = 0, on = 0;
    for (int64_t i = 0; i < track->rows; i++) {
        came += track->row[i].came;
        on += track->row[i].came && track->row[i].actual >= track->row[i].low && track->row[i].actual <= track->row[i].high;
    }
    if (came)
        table_note(out,
                   "Of %lld figures that came %lld lie in their range; eight in ten do when the plan goes as it was run.",
                   (long long)came, (long long)on);
    else
        table_note(out, "Nothing has come yet: the returns end before the plan begins. Import newer ones.");
}

int table_of_track(const struct casebook *casebook, const struct plan_scenario *scenario, const struct plan_track *track,
                   enum table_layout layout, struct table *out, struct problem *problem)
{
    begin(out, "scenario_track", "What the plan was to bring, and what came", casebook, track->run);
    table_column(out, "initiative", "Initiative", TABLE_TEXT, "");
    table_column(out, "measure", "Measure", TABLE_TEXT, "");
    table_column(out, "kind", "Kind of placement", TABLE_TEXT, "");
    table_column(out, "month", "Month", TABLE_MONTH, "");
    table_column(out, "expected", "Expected", TABLE_MILLI, "children");
    table_column(out, "low", "80% from", TABLE_COUNT, "children");
    table_with_next(out);
    table_column(out, "high", "to", TABLE_COUNT, "children");
    table_column(out, "actual", "Came", TABLE_COUNT, "children");
    table_column(out, "verdict", "Against the range", TABLE_TEXT, "");
    for (int64_t i = 0; i < track->rows; i++)
        if (layout == TABLE_TIDY || calendar_date(track->row[i].month_end).month % 3 == 0)
            add_tracked(out, casebook_system(casebook), scenario, &track->row[i]);
    note_verdict(out, track);
    return table_check(out, problem);
}

static const char *reason(const struct plan_moved *moved)
{
    if (moved->same_plan && moved->same_run)
        return "nothing has changed";
    if (moved->same_plan)
        return "the returns, rates or prices";
    return moved->same_run ? "the plan" : "the plan, and the returns, rates or prices";
}

int table_of_moved(const struct casebook *casebook, const struct plan_moved *moved, int64_t count, struct table *out,
                   struct problem *problem)
{
    struct text words = {0};
    begin(out, "scenario_moved", "How a plan's budget line has moved", casebook, NULL);
    table_column(out, "version", "Version", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "year", "Year", TABLE_TEXT, "");
    table_column(out, "then", "Then", TABLE_PENCE, "£");
    table_column(out, "now", "Now", TABLE_PENCE, "£");
    table_column(out, "change", "Change", TABLE_PENCE, "£");
    table_column(out, "why", "Changed since", TABLE_TEXT, "");
    for (int64_t i = 0; i < count; i++)
        for (int32_t y = 0; y < ROUND_YEARS; y++) {
            const int64_t then = moved[i].then->pence[y], now = moved[i].now->pence[y];
            if (then == ROUND_BLANK || now == ROUND_BLANK)
                continue;
            text_reset(&words);
            calendar_append_year(&words, moved[i].first_year + y);
            table_row(out);
            table_text(out, moved[i].then->version);
            table_text(out, moved[i].then->line);
            table_text(out, text_string(&words));
            table_number(out, then);
            table_number(out, now);
            table_number(out, now - then);
            table_text(out, reason(&moved[i]));
        }
    text_clear(&words);
    return table_check(out, problem);
}
