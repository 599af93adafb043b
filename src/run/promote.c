#include "run/promote.h"

#include <stdlib.h>
#include <string.h>

#include "money/money.h"

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the plan's lines");
}

/* The months of a financial year, when the run has all of them. */
static bool months_of(const struct plan_outcome *outcome, int32_t year, int32_t *from, int32_t *to)
{
    *from = *to = -1;
    for (int32_t m = 0; m < outcome->months; m++) {
        *from = outcome->first[m] == calendar_year_start(year) ? m : *from;
        *to = outcome->last[m] == calendar_year_end(year) ? m + 1 : *to;
    }
    return *from >= 0 && *to > *from;
}

/* The pounds that a scenario changes in each year, and their range; how many years, or a code. */
static int change_by_year(struct planned_base *base, const struct promote_question *question,
                          const struct plan_scenario *scenario, struct progress *progress, struct round_item *item,
                          struct promoted *range, struct problem *problem)
{
    const struct planned_side sides[PLAN_SIDES] = {{NULL, "base"}, {scenario, question->name}};
    const int sign = question->kind == ROUND_SAVING ? -1 : 1;
    struct plan_outcome outcome = {0};
    struct plan_difference difference;
    int32_t years = 0, from, to;
    int code = planned_compare(base, sides, progress, &outcome, problem);
    for (; code == 0 && years < ROUND_YEARS && months_of(&outcome, question->first_year + years, &from, &to); years++) {
        code = plan_outcome_difference(&outcome, PLAN_POUNDS, from, to, &difference, problem);
        item->pence[years] = sign * difference.difference;
        if (range) {
            range->low[years] = sign > 0 ? difference.low : -difference.high;
            range->high[years] = sign > 0 ? difference.high : -difference.low;
        }
    }
    plan_outcome_clear(&outcome);
    return code < 0 ? code : years;
}

/* The scenario with one of its initiatives alone. */
static void keep_one(const struct plan_scenario *all, int32_t initiative, struct plan_scenario *out)
{
    *out = *all;
    out->initiatives = 1;
    out->initiative[0] = all->initiative[initiative];
    out->effects = 0;
    for (int32_t e = 0; e < all->effects; e++)
        if (all->effect[e].initiative == initiative) {
            out->effect[out->effects] = all->effect[e];
            out->effect[out->effects++].initiative = 0;
        }
}

static const char *keep(struct promoted *out, struct text *words)
{
    const char *kept = arena_text(&out->arena, text_string(words), words->length);
    text_reset(words);
    return kept;
}

/* A line with nothing but what every line of the plan has. */
static struct round_item begin_item(const struct promote_question *question, const char *evidence, bool grouped, bool joint)
{
    struct round_item item = {.kind = question->kind,
                              .ref = "",
                              .category = "plan",
                              .version = question->version,
                              .owner = question->owner,
                              .note = "",
                              .evidence = evidence,
                              .group = grouped ? question->name : "",
                              .joint = joint,
                              .recurrent = ROUND_BLANK,
                              .type = question->kind == ROUND_SAVING ? ROUND_CASHABLE : ROUND_BLANK,
                              .status = ROUND_BLANK,
                              .delivered = ROUND_BLANK,
                              .forecast = ROUND_BLANK,
                              .in_year_pressure = ROUND_BLANK,
                              .years = ROUND_BLANK};
    for (int y = 0; y < ROUND_YEARS; y++)
        item.pence[y] = ROUND_BLANK;
    return item;
}

/* "Plan step-down", and in its note the range of the first year and the plan's mark. */
static int add_joint(struct planned_base *base, const struct promote_question *question, const char *run,
                     struct progress *progress, struct promoted *out, struct problem *problem)
{
    struct round_item *item = &out->item[out->items++];
    struct text words = {0};
    *item = begin_item(question, run, question->scenario->initiatives > 1, question->scenario->initiatives > 1);
    int years = change_by_year(base, question, question->scenario, progress, item, out, problem);
    if (years == 0) {
        problem_set(problem, PROBLEM_USAGE, "the run has no whole financial year from %d-%02d on", question->first_year,
                    (question->first_year + 1) % 100);
        years = problem_next(problem, "Ask for a longer run: --months 60");
    }
    if (years > 0) {
        text_format(&words, "Plan %s", question->name);
        item->line = keep(out, &words);
        text_append(&words, "8 in 10 futures from ");
        money_append_pounds(&words, (struct money){out->low[0]});
        text_append(&words, " to ");
        money_append_pounds(&words, (struct money){out->high[0]});
        text_format(&words, " in the first year; plan %s", question->mark);
        item->note = keep(out, &words);
        years = item->line && item->note ? 0 : out_of_memory(problem);
    }
    text_clear(&words);
    return years;
}

static int add_alone(struct planned_base *base, const struct promote_question *question, const char *run, int32_t number,
                     struct progress *progress, struct promoted *out, struct problem *problem)
{
    struct plan_scenario *alone = malloc(sizeof *alone);
    struct round_item *item = &out->item[out->items++];
    struct text words = {0};
    if (!alone)
        return out_of_memory(problem);
    *item = begin_item(question, run, true, false);
    keep_one(question->scenario, number, alone);
    item->owner = arena_text(&out->arena, alone->initiative[0].owner, strlen(alone->initiative[0].owner));
    int code = change_by_year(base, question, alone, progress, item, NULL, problem);
    text_format(&words, "Plan %s: %s, alone", question->name, alone->initiative[0].name);
    item->line = keep(out, &words);
    item->ref = arena_text(&out->arena, alone->initiative[0].id, strlen(alone->initiative[0].id));
    item->note = "what it would bring without the others; not in the total";
    if (code >= 0 && (!item->line || !item->ref || !item->owner))
        code = out_of_memory(problem);
    text_clear(&words);
    free(alone);
    return code < 0 ? code : 0;
}

int promote_plan(struct planned_base *base, const struct promote_question *question, struct progress *progress,
                 struct promoted *out, struct problem *problem)
{
    *out = (struct promoted){0};
    struct text words = {0};
    text_format(&words, "against %s", planned_base_run(base));
    const char *run = keep(out, &words);
    text_clear(&words);
    int code = run ? add_joint(base, question, run, progress, out, problem) : out_of_memory(problem);
    for (int32_t i = 0; i < question->scenario->initiatives && question->scenario->initiatives > 1 && code == 0; i++)
        code = add_alone(base, question, run, i, progress, out, problem);
    if (code < 0)
        promoted_clear(out);
    return code;
}

void promoted_clear(struct promoted *promoted)
{
    arena_clear(&promoted->arena);
    *promoted = (struct promoted){0};
}
