#include "run/seek.h"

#include <math.h>
#include <string.h>

enum { HALVINGS = 9, GROWTHS = 6, PLACES_GROWTHS = 9, THOUSAND = 1000 };

/* A search on its way. */
struct seeking {
    struct planned_base *base;
    struct plan_scenario *scenario;
    const char *name;
    const struct plan_goal *goal;
    const struct plan_dial *dial;
    int64_t chance;
    struct progress *progress;
    struct plan_tries *out;
};

static bool good(const struct seeking *seeking, const struct plan_reach *reach)
{
    return reach->reached * THOUSAND >= seeking->chance * reach->paths;
}

/* Puts a try where its value belongs. */
static void keep(struct plan_tries *out, double value, const struct plan_reach *reach)
{
    int32_t at = out->tries++;
    for (; at > 0 && out->tried[at - 1].value > value; at--)
        out->tried[at] = out->tried[at - 1];
    out->tried[at] = (struct plan_try){value, *reach};
}

/* One value: 1 when it reaches the goal with the chance, 0 when not, or a code. */
static int try_value(struct seeking *seeking, double value, struct problem *problem)
{
    struct plan_outcome outcome = {0};
    struct plan_reach reach;
    struct plan_effect *effect = &seeking->scenario->effect[seeking->dial->effect];
    const struct planned_side side = {seeking->scenario, seeking->name};
    const double before = effect->amount;
    effect->amount = value;
    int code = planned_walk(seeking->base, &side, seeking->progress, &outcome, problem);
    effect->amount = before;
    if (code == 0)
        code = plan_goal_reach(seeking->goal, &outcome, &reach, problem);
    if (code == 0) {
        keep(seeking->out, value, &reach);
        code = good(seeking, &reach);
    }
    plan_outcome_clear(&outcome);
    return code;
}

/* Halves in between a value that misses and one that reaches. */
static int close_in(struct seeking *seeking, double misses, double reaches, struct problem *problem)
{
    int code = 0;
    for (int i = 0; i < HALVINGS && code >= 0; i++) {
        const double half = (misses + reaches) / 2, middle = seeking->dial->whole ? trunc(half) : half;
        if (middle == misses || middle == reaches)
            break;
        code = try_value(seeking, middle, problem);
        misses = code == 0 ? middle : misses;
        reaches = code == 1 ? middle : reaches;
    }
    return code < 0 ? code : 0;
}

/*
 * Of children a month nobody knows how many can be reached, and of places nobody wants hundreds: one at first, then twice as
 * many, as long as there are so many to move. *far is the last that could be asked for. 1 when it reaches the goal.
 */
static int grow(struct seeking *seeking, double most, double *near, double *far, struct problem *problem)
{
    int code = 0;
    *near = *far = seeking->dial->none;
    for (int i = 0; i < (seeking->dial->whole ? PLACES_GROWTHS : GROWTHS) && code == 0; i++) {
        struct problem why = {0};
        const double next = most < 0 ? -ldexp(1, i) : ldexp(1, i);
        if (fabs(next) > fabs(most))
            break;
        code = try_value(seeking, next, &why);
        if (code == PROBLEM_INPUT)
            return 0; /* more than there are: what was tried before is as far as it goes */
        if (code < 0)
            return problem_set(problem, code, "%s", why.text);
        *near = *far;
        *far = next;
    }
    return code;
}

static void choose(const struct seeking *seeking, struct plan_tries *out)
{
    out->found = -1;
    out->nearest = 0;
    for (int32_t i = 0; i < out->tries; i++) {
        const double off = fabs(out->tried[i].value - seeking->dial->none);
        if (good(seeking, &out->tried[i].reach) &&
            (out->found < 0 || off < fabs(out->tried[out->found].value - seeking->dial->none)))
            out->found = i;
        if (out->tried[i].reach.reached > out->tried[out->nearest].reach.reached)
            out->nearest = i;
    }
}

int seek_goal(struct planned_base *base, struct plan_scenario *scenario, const char *name, const struct plan_goal *goal,
              const struct plan_dial *dial, int64_t chance, struct progress *progress, struct plan_tries *out,
              struct problem *problem)
{
    struct seeking seeking = {base, scenario, name, goal, dial, chance, progress, out};
    const double most = dial->most > dial->none ? dial->most : dial->least;
    double near = dial->none, far = most;
    *out = (struct plan_tries){.found = -1};
    int code = try_value(&seeking, dial->none, problem);
    if (code == 0)
        code = scenario->effect[dial->effect].measure == PLAN_ADD_PER_MONTH || dial->whole
                   ? grow(&seeking, most, &near, &far, problem)
                   : try_value(&seeking, most, problem);
    else if (code == 1)
        near = far = dial->none;
    if (code == 1 && far != near)
        code = close_in(&seeking, near, far, problem);
    choose(&seeking, out);
    return code < 0 ? code : 0;
}
