#include "plan/goal.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "money/money.h"

enum {
    MONTH_MOST = 64, /* children a month: more than any council has; places: */
    PLACES_MOST = 256,
    WORD = 40,
    GOAL_WORDS = 4
};

static int refuse(const char *words, struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "“%.80s” is no goal", words);
    return problem_next(problem, "Write it like this: \"cost 2027-28 <= 38.5m\" or \"children 2028-03 <= 650\".");
}

/* The digits in [next, end), worth `unit` hundredths in front of a point; digits finer than a hundredth are refused. */
static bool read_digits(const char *next, const char *end, int64_t unit, int64_t *hundredths)
{
    int64_t value = 0;
    bool any = false, point = false;
    for (; next < end; next++) {
        if (*next == '.' && !point) {
            point = true;
            continue;
        }
        if (*next < '0' || *next > '9' || (point && unit % 10))
            return false;
        unit = point ? unit / 10 : unit;
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *next - '0', &value))
            return false;
        any = true;
    }
    return any && !__builtin_mul_overflow(value, unit, hundredths);
}

/* "38.5m", "£650k", "650": in hundredths, so that pounds are pence. */
static bool read_amount(const char *words, int64_t *hundredths)
{
    const size_t length = strlen(words);
    const char last = length ? words[length - 1] : '\0';
    const int64_t times = last == 'm' ? 1000000 : last == 'k' ? 1000 : 1;
    const char *next = strncmp(words, "£", 2) == 0 ? words + 2 : words;
    return read_digits(next, words + length - (times > 1), 100 * times, hundredths);
}

/* "2028-03" as a calendar month. */
static bool read_month(const char *words, int32_t *month)
{
    day on;
    struct text date = {0};
    text_format(&date, "%s-01", words);
    const bool good = strlen(words) == 7 && calendar_parse(text_string(&date), date.length, &on);
    text_clear(&date);
    *month = good ? calendar_month(on) : 0;
    return good;
}

/* The four words of a goal. */
static bool split(const char *words, char word[GOAL_WORDS][WORD])
{
    int32_t count = 0;
    for (const char *at = words + strspn(words, " "); *at; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        if (count == GOAL_WORDS || length >= WORD)
            return false;
        memcpy(word[count], at, length);
        word[count++][length] = '\0';
        at += length;
    }
    return count == GOAL_WORDS;
}

int plan_goal_read(const char *words, struct plan_goal *out, struct problem *problem)
{
    char word[GOAL_WORDS][WORD];
    const char *what = word[0], *when = word[1], *relation = word[2];
    int64_t hundredths;
    *out = (struct plan_goal){0};
    if (!split(words, word) || !read_amount(word[3], &hundredths))
        return refuse(words, problem);
    out->at_least = strcmp(relation, ">=") == 0;
    if (!out->at_least && strcmp(relation, "<=") != 0)
        return refuse(words, problem);
    if (strcmp(what, "cost") == 0 && calendar_parse_year(when, strlen(when), &out->year)) {
        out->quantity = PLAN_POUNDS;
        out->amount = hundredths;
        return 0;
    }
    if (strcmp(what, "children") != 0 || !read_month(when, &out->month) ||
        __builtin_mul_overflow(hundredths, 10, &out->amount))
        return refuse(words, problem);
    out->quantity = PLAN_CHILDREN;
    return 0;
}

void plan_goal_append(struct text *out, const struct plan_goal *goal)
{
    text_append(out, goal->quantity == PLAN_POUNDS ? "the cost of " : "the number of children in care in ");
    if (goal->quantity == PLAN_POUNDS)
        calendar_append_year(out, goal->year);
    else
        calendar_append_month(out, goal->month);
    text_append(out, goal->at_least ? " is at least " : " is at most ");
    if (goal->quantity == PLAN_POUNDS)
        money_append_pounds(out, (struct money){goal->amount});
    else
        text_append_milli(out, goal->amount);
}

int plan_goal_months(const struct plan_goal *goal, const struct plan_outcome *outcome, int32_t *from, int32_t *to,
                     struct problem *problem)
{
    const bool pounds = goal->quantity == PLAN_POUNDS;
    const day first = pounds ? calendar_year_start(goal->year) : calendar_month_start(goal->month),
              last = pounds ? calendar_year_end(goal->year) : calendar_month_end(goal->month);
    *from = *to = -1;
    for (int32_t m = 0; m < outcome->months; m++) {
        *from = outcome->first[m] == first ? m : *from;
        *to = outcome->last[m] == last ? m + 1 : *to;
    }
    if (*from >= 0 && *to > *from)
        return 0;
    problem_set(problem, PROBLEM_USAGE, "the run does not have all of the goal's %s", pounds ? "financial year" : "month");
    return problem_next(problem, "Choose a later one, or a longer run: --months %d", outcome->months + 12);
}

int plan_goal_reach(const struct plan_goal *goal, const struct plan_outcome *outcome, struct plan_reach *out,
                    struct problem *problem)
{
    int32_t from, to;
    int code = plan_goal_months(goal, outcome, &from, &to, problem);
    if (code < 0)
        return code;
    int64_t *value = calloc((size_t)outcome->paths, sizeof *value);
    *out = (struct plan_reach){.paths = outcome->paths};
    if (!value)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to hold a plan against its goal");
    plan_outcome_values(outcome, goal->quantity, PLAN_WITH, from, to, value);
    for (int32_t r = 0; r < outcome->paths; r++)
        out->reached += goal->at_least ? value[r] >= goal->amount : value[r] <= goal->amount;
    const struct plan_range range = plan_range_of(value, outcome->paths);
    out->mean = range.mean;
    out->low = range.low;
    out->high = range.high;
    free(value);
    return 0;
}

/* The words of the measures that are numbers. */
static const char *measure_word(enum plan_measure measure)
{
    static const char *const words[] = {[PLAN_FACTOR] = "factor",
                                        [PLAN_ADD_PER_MONTH] = "add_per_month",
                                        [PLAN_SHARE] = "share",
                                        [PLAN_ADD] = "add",
                                        [PLAN_UPLIFT] = "uplift"};
    return measure <= PLAN_UPLIFT ? words[measure] : NULL;
}

static void set_range(const struct plan_effect *effect, double cap, struct plan_dial *out)
{
    const double now = effect->amount;
    switch (effect->measure) {
    case PLAN_FACTOR:
        *out = (struct plan_dial){out->effect, 1, now > 1 ? 1 : 0, now > 1 ? cap : 1, false};
        break;
    case PLAN_SHARE:
        *out = (struct plan_dial){out->effect, 0, 0, 1, false};
        break;
    case PLAN_UPLIFT:
        *out = (struct plan_dial){out->effect, 0, now < 0 ? -100 : 0, now < 0 ? 0 : 100 * (cap - 1), false};
        break;
    case PLAN_ADD:
        *out = (struct plan_dial){out->effect, 0, now < 0 ? -PLACES_MOST : 0, now < 0 ? 0 : PLACES_MOST, true};
        break;
    default:
        *out = (struct plan_dial){out->effect, 0, now < 0 ? -MONTH_MOST : 0, now < 0 ? 0 : MONTH_MOST, false};
    }
}

static int refuse_dial(const struct plan_scenario *scenario, const char *path, struct problem *problem)
{
    struct text there = {0};
    for (int32_t e = 0, number = 0; e < scenario->effects; e++, number++) {
        number = e > 0 && scenario->effect[e].initiative != scenario->effect[e - 1].initiative ? 0 : number;
        const char *word = measure_word(scenario->effect[e].measure);
        if (word)
            text_format(&there, "%s%s.effects[%d].%s", there.length ? ", " : "",
                        scenario->initiative[scenario->effect[e].initiative].id, number, word);
    }
    problem_set(problem, PROBLEM_USAGE, "“%.80s” is no number of an effect that can be turned", path);
    problem_next(problem, "There are: %s", there.length ? text_string(&there) : "none");
    text_clear(&there);
    return PROBLEM_USAGE;
}

int plan_dial_find(const struct plan_scenario *scenario, const char *path, double cap, struct plan_dial *out,
                   struct problem *problem)
{
    for (int32_t e = 0, number = 0; e < scenario->effects; e++, number++) {
        const struct plan_effect *effect = &scenario->effect[e];
        const char *word = measure_word(effect->measure);
        struct text name = {0};
        number = e > 0 && effect->initiative != scenario->effect[e - 1].initiative ? 0 : number;
        if (!word)
            continue;
        text_format(&name, "%s.effects[%d].%s", scenario->initiative[effect->initiative].id, number, word);
        const bool meant = strcmp(text_string(&name), path) == 0;
        text_clear(&name);
        if (!meant)
            continue;
        out->effect = e;
        set_range(effect, cap, out);
        return 0;
    }
    return refuse_dial(scenario, path, problem);
}
