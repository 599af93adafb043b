#include "synth/council.h"

#include <math.h>
#include <stdlib.h>

#include "base/array.h"
#include "flow/futures.h"
#include "synth/draft.h"
#include "synth/like_council.h"
#include "synth/mistakes.h"

enum {
    CHILDREN_MAX = 200000,
    YEARS_MAX = 12,
    LAST_YEAR_MIN = 2016,
    LAST_YEAR_MAX = 2040,
    TRUTH_MONTHS_MAX = FLOW_MONTHS_MAX, /* as long as a forecast */
    DRIFT_PER_MILLE_MAX = 500,          /* a year: beyond, a council may well vanish */
    DRAFTS_MAX = 8,                     /* tries at having enough people to choose from */
    MONTHS_BEYOND = 12,                 /* simulated after the last return in any case */
    WARM_YEARS = 25                     /* longer than anybody's stay */
};

static int range_check(const char *what, int32_t value, int32_t from, int32_t to, struct problem *problem)
{
    if (value >= from && value <= to)
        return 0;
    problem_set(problem, PROBLEM_USAGE, "%s is outside what a made-up council can have", what);
    return problem_next(problem, "Choose a number from %d to %d.", from, to);
}

static int options_check(const struct synth_options *options, struct problem *problem)
{
    const struct {
        const char *what;
        int32_t value, from, to;
    } number[] = {
        {"the number of children", options->children, 1, CHILDREN_MAX},
        {"the number of years", options->years, 1, YEARS_MAX},
        {"the last collection year", options->last_year, LAST_YEAR_MIN, LAST_YEAR_MAX},
        {"the number of months of the truth", options->truth_months, 0, TRUTH_MONTHS_MAX},
        {"the drift in thousandths a year", options->drift, 0, DRIFT_PER_MILLE_MAX},
        {"the number of mistakes", options->mistakes, 0, SYNTH_MISTAKES_MAX},
    };
    for (size_t i = 0; i < sizeof number / sizeof *number; i++)
        if (range_check(number[i].what, number[i].value, number[i].from, number[i].to, problem) < 0)
            return PROBLEM_USAGE;
    if (options->mistakes > 0 && options->form != SYNTH_CSV && options->form != SYNTH_ZIP) {
        problem_set(problem, PROBLEM_USAGE, "mistakes can be planted in CSV files alone");
        return problem_next(problem, "Choose the form csv or zip, or no mistakes.");
    }
    return 0;
}

day synth_period_from(const struct synth_council *council, const struct synth_period *period)
{
    return council->spell[period->first_spell].from;
}

day synth_period_to(const struct synth_council *council, const struct synth_period *period)
{
    return council->spell[period->first_spell + period->spells - 1].to;
}

/* Lets people enter, month by month, up to the horizon. */
static int draft_fill(struct synth_draft *draft, day begins, struct progress *progress, struct problem *problem)
{
    int32_t first = calendar_month(begins), last = calendar_month(draft->horizon);
    for (int32_t month = first; month <= last; month++) {
        if (progress_step(progress, "children come and go", month - first, last - first + 1))
            return problem_set(problem, PROBLEM_STOPPED, "stopped while the council was made up; nothing is written");
        int code = synth_draft_month(draft, month, problem);
        if (code < 0)
            return code;
    }
    return 0;
}

static int compare_tickets(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static bool in_care(const struct synth_spell *spell, const struct synth_period *period, day on)
{
    return spell[period->first_spell].from <= on && on < spell[period->first_spell + period->spells - 1].to;
}

/* The highest ticket of the council: with it and all below, `children` are in care on `as_at` (or all there are, if fewer).
 */
static int ticket_line(const struct synth_draft *draft, day as_at, int32_t children, uint32_t *line, struct problem *problem)
{
    uint32_t *ticket = array_new(draft->periods, sizeof *ticket, problem);
    if (!ticket)
        return PROBLEM_MEMORY;
    int64_t count = 0;
    for (int64_t i = 0; i < draft->periods; i++)
        if (in_care(draft->spell, &draft->period[i], as_at))
            ticket[count++] = draft->person[draft->period[i].child].ticket;
    qsort(ticket, (size_t)count, sizeof *ticket, compare_tickets);
    *line = count > children ? ticket[children - 1] : UINT32_MAX;
    free(ticket);
    return 0;
}

/* Numbers the persons with a kept period and a ticket up to the line, in the order of those periods; child_of is -1 for
 * others. */
static void children_number(const struct synth_draft *draft, uint32_t line, int32_t *child_of, struct synth_council *out)
{
    for (int64_t i = 0; i < draft->persons; i++)
        child_of[i] = -1;
    for (int64_t i = 0; i < draft->periods; i++) {
        int32_t person = draft->period[i].child;
        if (draft->person[person].ticket > line)
            continue;
        if (child_of[person] < 0) {
            const struct synth_person *from = &draft->person[person];
            child_of[person] = (int32_t)out->children;
            out->child[out->children++] = (struct synth_child){
                .number = from->number, .family = from->family, .born = from->born, .unaccompanied = from->unaccompanied};
        }
        out->child[child_of[person]].periods++;
    }
}

/* Puts the periods of each child together; those of one child come in order of time, as the draft has them. */
static void periods_group(const struct synth_draft *draft, const int32_t *child_of, struct synth_council *out)
{
    for (int64_t i = 0; i < out->children; i++) {
        out->child[i].first_period = out->periods;
        out->periods += out->child[i].periods;
        out->child[i].periods = 0;
    }
    for (int64_t i = 0; i < draft->periods; i++) {
        int32_t number = child_of[draft->period[i].child];
        if (number < 0)
            continue;
        struct synth_child *child = &out->child[number];
        struct synth_period *period = &out->period[child->first_period + child->periods++];
        *period = draft->period[i];
        period->child = number;
        out->spells += period->spells;
        out->in_care += in_care(out->spell, period, out->as_at);
    }
}

int synth_council_choose(struct synth_draft *draft, int32_t children, struct synth_council *out, struct problem *problem)
{
    uint32_t line = 0;
    int32_t *child_of = array_new(draft->persons, sizeof *child_of, problem);
    out->child = array_new(draft->persons, sizeof *out->child, problem);
    out->period = array_new(draft->periods, sizeof *out->period, problem);
    int code =
        child_of && out->child && out->period ? ticket_line(draft, out->as_at, children, &line, problem) : PROBLEM_MEMORY;
    if (code == 0) {
        out->spell = draft->spell;
        draft->spell = NULL;
        children_number(draft, line, child_of, out);
        periods_group(draft, child_of, out);
    }
    free(child_of);
    return code;
}

/* How many of the draft are in care on a day. */
static int64_t draft_in_care(const struct synth_draft *draft, day on)
{
    int64_t count = 0;
    for (int64_t i = 0; i < draft->periods; i++)
        count += in_care(draft->spell, &draft->period[i], on);
    return count;
}

/*
 * Drafts people, more than are wanted, so that chance seldom leaves too few to choose from: a fifth, and four times the
 * square root. Where rates drift, fewer may be left in the end: then once more, of a larger council.
 */
static int council_draft(const struct care_system *system, const struct synth_options *options, day as_at,
                         struct synth_draft_plan *plan, struct progress *progress, struct synth_draft *draft,
                         struct problem *problem)
{
    double stay = 0;
    double wanted = options->like ? synth_like_wanted(options->like) : 1.2 * options->children + 4 * sqrt(options->children);
    int code = synth_mean_stay(system, options->seed, &stay, problem);
    for (int32_t tries = 0; code == 0; tries++) {
        plan->entries_per_year = wanted * FLOW_YEAR_DAYS / stay;
        code = synth_draft_open(system, plan, draft, problem);
        if (code == 0)
            code = draft_fill(draft, plan->begins, progress, problem);
        int64_t found = draft_in_care(draft, as_at);
        if (code < 0 || plan->drift <= 0 || options->like || found >= options->children || tries + 1 >= DRAFTS_MAX)
            break;
        wanted *= 1.2 * options->children / (found > 0 ? (double)found : 0.5);
        synth_draft_clear(draft);
    }
    return code;
}

int synth_council_make(const struct care_system *system, const struct synth_options *options, struct progress *progress,
                       struct synth_council *out, struct problem *problem)
{
    *out = (struct synth_council){.system = system, .seed = options->seed};
    int code = options_check(options, problem);
    if (code < 0)
        return code;
    out->last_year = options->last_year;
    out->first_year = options->last_year - options->years + 1;
    out->opens = calendar_year_start(out->first_year);
    out->as_at = calendar_year_end(out->last_year);
    int32_t beyond = options->truth_months > MONTHS_BEYOND ? options->truth_months : MONTHS_BEYOND;
    out->truth_to = calendar_month_end(calendar_month(out->as_at) + options->truth_months);
    out->horizon = calendar_month_end(calendar_month(out->as_at) + beyond);
    struct synth_draft_plan plan = {.seed = options->seed,
                                    .begins = calendar_year_start(out->first_year - WARM_YEARS),
                                    .opens = out->opens,
                                    .horizon = out->horizon,
                                    .siblings = options->siblings,
                                    .drift = options->drift / 1000.0};
    struct synth_draft draft = {0};
    code = council_draft(system, options, out->as_at, &plan, progress, &draft, problem);
    int32_t children = options->children;
    if (code == 0 && options->like) {
        code = synth_like_tickets(&draft, options->like, options->seed, &out->likeness, problem);
        children = (int32_t)out->likeness.got[SYNTH_LIKE_STOCK][options->like->last - options->like->opens];
    }
    if (code == 0)
        code = synth_council_choose(&draft, children, out, problem);
    synth_draft_clear(&draft);
    if (code < 0)
        synth_council_clear(out);
    return code;
}

void synth_council_clear(struct synth_council *council)
{
    free(council->child);
    free(council->period);
    free(council->spell);
    *council = (struct synth_council){0};
}

int synth_council_histories(const struct synth_council *council, day from, day to, struct flow_histories *out,
                            struct problem *problem)
{
    int code = 0;
    *out = (struct flow_histories){.observed_from = from, .observed_to = to};
    for (int64_t i = 0; i < council->children && code == 0; i++) {
        const struct synth_child *child = &council->child[i];
        code = flow_histories_add_person(out, child->born, (uint32_t)i, child->unaccompanied, problem);
        for (int64_t p = child->first_period; p < child->first_period + child->periods && code == 0; p++) {
            const struct synth_period *period = &council->period[p];
            for (int32_t s = 0; s < period->spells && code == 0; s++) {
                const struct synth_spell *spell = &council->spell[period->first_spell + s];
                code = flow_histories_add_spell(out, spell->state, spell->from, spell->to, spell->next, s == 0, problem);
            }
        }
    }
    if (code < 0)
        flow_histories_clear(out);
    return code;
}
