#include "plan/check.h"

#include "base/text.h"

/* One check on its way. */
struct check {
    const struct plan_scenario *scenario;
    const struct plan_limits *limits;
    struct problem *problem;
};

/* Tells `why` (a problem with only its text) at the place of an effect, and what to do next. */
static int fault(const struct check *check, const struct plan_effect *effect, const char *next, const struct problem *why)
{
    const struct plan_initiative *initiative = &check->scenario->initiative[effect->initiative];
    const char *kind = plan_effect_kind_name(effect->kind), *file = check->limits->file;
    problem_set(check->problem, PROBLEM_INPUT, "%s line %lld: %s of %s: %s", file, (long long)effect->place.line, kind,
                initiative->id, why->text);
    problem_next(check->problem, "%s", next);
    problem_at(check->problem, file, effect->place.line, effect->place.column, kind);
    return PROBLEM_INPUT;
}

static const char *state_name(const struct flow_system *system, int32_t state)
{
    return state == PLAN_ANY ? "any" : flow_destination_name(system, state);
}

static int check_dates(const struct check *check, const struct plan_effect *effect)
{
    struct problem why;
    const struct plan_limits *limits = check->limits;
    if (effect->until <= effect->from)
        return problem_set(&why, PROBLEM_INPUT, "it ends before it begins"),
               fault(check, effect, "Give a day `to` that is after `from`.", &why);
    if (limits->first == DAY_NONE || (effect->from >= limits->first && effect->from <= limits->last &&
                                      (effect->until == DAY_OPEN || effect->until <= limits->last + 1)))
        return 0;
    struct text run = {0};
    calendar_append(&run, limits->first);
    text_append(&run, " to ");
    calendar_append(&run, limits->last);
    problem_set(&why, PROBLEM_INPUT, "its dates lie outside of the run, which is %s", text_string(&run));
    text_clear(&run);
    return fault(check, effect, "Choose days within the run, or a longer run (--months).", &why);
}

/* Whether anybody makes the move in this system, from one state or from any. */
static bool happens(const struct flow_system *system, int32_t from, int32_t to)
{
    for (int32_t state = 0; state < system->states; state++)
        if ((from == PLAN_ANY || from == state) && system->prior_rate[state][to] > 0)
            return true;
    return false;
}

static int check_reachable(const struct check *check, const struct plan_effect *effect)
{
    struct problem why;
    const struct flow_system *system = check->limits->system;
    const bool goes = effect->kind == PLAN_MOVE || effect->kind == PLAN_EXIT;
    if (!goes && effect->kind != PLAN_DIVERT)
        return 0;
    if (effect->to == system->states + system->final_exit)
        return problem_set(&why, PROBLEM_INPUT, "everybody leaves by %s on that birthday, whatever is planned",
                           system->exit[system->final_exit]),
               fault(check, effect, "Choose another exit.", &why);
    if (effect->from_state == effect->to)
        return problem_set(&why, PROBLEM_INPUT, "%s and %s are the same", state_name(system, effect->from_state),
                           state_name(system, effect->to)),
               fault(check, effect, "Name two kinds of placement.", &why);
    if (goes && effect->measure == PLAN_FACTOR && !happens(system, effect->from_state, effect->to))
        return problem_set(&why, PROBLEM_INPUT, "nobody goes from %s to %s, so a factor changes nothing",
                           state_name(system, effect->from_state), state_name(system, effect->to)),
               fault(check, effect, "Say add_per_month, which needs no rate to begin with.", &why);
    return 0;
}

static int check_amount(const struct check *check, const struct plan_effect *effect)
{
    struct problem why;
    const double cap = check->limits->cap;
    const double factor = 1 + effect->reach * (effect->amount - 1);
    if (effect->measure == PLAN_FACTOR && factor > cap)
        return problem_set(&why, PROBLEM_INPUT, "a factor of %.6g is above the cap of %.6g", factor, cap),
               fault(check, effect, "Choose a smaller factor, or raise effects_cap in homeward.yaml.", &why);
    if (effect->reach != 1 && effect->measure != PLAN_FACTOR)
        return problem_set(&why, PROBLEM_INPUT, "reach goes with a factor only"),
               fault(check, effect, "Leave reach away, or say a factor.", &why);
    return 0;
}

static bool overlap(const struct plan_effect *left, const struct plan_effect *right)
{
    const bool ages = !left->ages || !right->ages || (left->ages & right->ages);
    const bool strata = !left->strata || !right->strata || (left->strata & right->strata);
    return ages && strata && left->from < right->until && right->from < left->until;
}

static bool same_target(const struct plan_effect *left, const struct plan_effect *right)
{
    const bool from = left->from_state == right->from_state ||
                      (left->kind == PLAN_EXIT && (left->from_state == PLAN_ANY || right->from_state == PLAN_ANY));
    return left->kind == right->kind && left->initiative == right->initiative && from &&
           (left->to == right->to || left->kind == PLAN_PRICE);
}

/* Two effects of one initiative on the same thing at the same time: which of them holds? */
static bool contradict(const struct plan_effect *left, const struct plan_effect *right)
{
    if (left->kind == PLAN_DIVERT && right->kind == PLAN_DIVERT && left->initiative == right->initiative)
        return overlap(left, right) && left->from_state == right->from_state && left->amount + right->amount > 1;
    if (!same_target(left, right) || !overlap(left, right))
        return false;
    switch (left->kind) {
    case PLAN_ENTRIES:
    case PLAN_MOVE:
    case PLAN_EXIT:
        return left->measure == right->measure && (left->measure == PLAN_FACTOR || left->amount * right->amount < 0);
    case PLAN_PRICE:
        return left->measure == PLAN_WEEKLY || right->measure == PLAN_WEEKLY || left->measure == right->measure;
    default:
        return false;
    }
}

static int check_pairs(const struct check *check, int32_t number)
{
    struct problem why;
    const struct plan_effect *effect = &check->scenario->effect[number];
    for (int32_t i = 0; i < number; i++)
        if (contradict(&check->scenario->effect[i], effect))
            return problem_set(&why, PROBLEM_INPUT, "it contradicts the effect at line %lld",
                               (long long)check->scenario->effect[i].place.line),
                   fault(check, effect, "Make one of the two, or give them days or ages that do not meet.", &why);
    return 0;
}

/* An initiative may close what it opened, never more: places that a council has are its own to count. */
static int check_places(const struct check *check, int32_t number)
{
    struct problem why;
    const struct plan_effect *effect = &check->scenario->effect[number];
    double opened = 0;
    bool opens = false;
    if (effect->kind != PLAN_PLACES)
        return 0;
    for (int32_t i = 0; i < check->scenario->effects; i++) {
        const struct plan_effect *other = &check->scenario->effect[i];
        if (other->kind != PLAN_PLACES || other->initiative != effect->initiative ||
            other->from_state != effect->from_state || other->from > effect->from || other->until <= effect->from)
            continue;
        opened += other->amount;
        opens |= other->amount > 0;
    }
    if (opens && opened < 0)
        return problem_set(&why, PROBLEM_INPUT, "more places of %s are closed than the initiative has opened",
                           state_name(check->limits->system, effect->from_state)),
               fault(check, effect, "Close no more places than were opened, or make it an initiative of its own.", &why);
    return 0;
}

int plan_check(const struct plan_scenario *scenario, const struct plan_limits *limits, struct problem *problem)
{
    const struct check check = {scenario, limits, problem};
    int code = 0;
    for (int32_t i = 0; i < scenario->effects && code == 0; i++) {
        code = check_dates(&check, &scenario->effect[i]);
        if (code == 0)
            code = check_reachable(&check, &scenario->effect[i]);
        if (code == 0)
            code = check_amount(&check, &scenario->effect[i]);
        if (code == 0)
            code = check_pairs(&check, i);
        if (code == 0)
            code = check_places(&check, i);
    }
    return code;
}
