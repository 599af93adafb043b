#include "care/system.h"

#include <string.h>

int32_t care_state_of(const struct care_system *system, short_code place, short_code provider, bool *temporary, bool *known)
{
    const struct care_place_rule *any = NULL;
    bool by_provider = false;
    for (int32_t i = 0; i < system->place_rules; i++) {
        const struct care_place_rule *rule = &system->place_rule[i];
        if (rule->place != place)
            continue;
        if (rule->provider == 0) {
            any = rule;
            continue;
        }
        by_provider = true;
        if (rule->provider == provider) {
            *temporary = rule->temporary;
            *known = true;
            return rule->state;
        }
    }
    *temporary = any && any->temporary;
    *known = any && !by_provider;
    return any ? any->state : system->state_otherwise;
}

int32_t care_exit_of(const struct care_system *system, short_code rec, bool *known)
{
    *known = true;
    if (rec == 0 || rec == code_of("X1"))
        return -1;
    for (int32_t i = 0; i < system->exit_rules; i++)
        if (system->exit_rule[i].rec == rec)
            return system->exit_rule[i].exit;
    *known = false;
    return system->exit_otherwise;
}

bool care_place_known(const struct care_system *system, short_code place)
{
    for (int32_t i = 0; i < system->place_rules; i++)
        if (system->place_rule[i].place == place)
            return true;
    return false;
}

static bool rule_follows(const struct care_place_rule *rule, short_code older)
{
    for (int k = 0; k < CARE_FOLLOWS_MAX; k++)
        if (rule->follows[k] == older)
            return older != 0;
    return false;
}

static bool follows(const struct care_system *system, short_code place, short_code older)
{
    for (int32_t i = 0; i < system->place_rules; i++)
        if (system->place_rule[i].place == place && rule_follows(&system->place_rule[i], older))
            return true;
    return false;
}

bool care_place_same(const struct care_system *system, short_code left, short_code right)
{
    return left == right || follows(system, left, right) || follows(system, right, left);
}

/* Whoever stays in a home that gets another code stays in the same kind of home. */
static int check_follows(const struct care_system *system, const struct care_place_rule *rule, struct problem *problem)
{
    char place[CODE_TEXT_SIZE], older[CODE_TEXT_SIZE];
    bool temporary, known;
    for (int k = 0; k < CARE_FOLLOWS_MAX && rule->follows[k]; k++) {
        code_text(rule->place, place);
        code_text(rule->follows[k], older);
        if (!care_place_known(system, rule->follows[k]))
            return problem_set(problem, PROBLEM_INPUT, "PLACE %s follows %s, which has no rule", place, older);
        if (care_state_of(system, rule->follows[k], rule->provider, &temporary, &known) != rule->state)
            return problem_set(problem, PROBLEM_INPUT, "PLACE %s follows %s, which is another kind of home", place, older);
    }
    return 0;
}

static int check_place_rules(const struct care_system *system, struct problem *problem)
{
    char place[CODE_TEXT_SIZE], provider[CODE_TEXT_SIZE];
    for (int32_t i = 0; i < system->place_rules; i++) {
        const struct care_place_rule *rule = &system->place_rule[i];
        if (rule->place == 0)
            return problem_set(problem, PROBLEM_INPUT, "rule %d for PLACE names no code", i + 1);
        code_text(rule->place, place);
        code_text(rule->provider, provider);
        if (rule->state < 0 || rule->state >= system->flow.states)
            return problem_set(problem, PROBLEM_INPUT, "the rule for PLACE %s %s leads to a state that is not there", place,
                               provider);
        for (int32_t j = 0; j < i; j++)
            if (system->place_rule[j].place == rule->place && system->place_rule[j].provider == rule->provider)
                return problem_set(problem, PROBLEM_INPUT, "PLACE %s %s has two rules", place, provider);
        if (check_follows(system, rule, problem) < 0)
            return PROBLEM_INPUT;
    }
    return 0;
}

static int check_exit_rules(const struct care_system *system, struct problem *problem)
{
    char rec[CODE_TEXT_SIZE];
    for (int32_t i = 0; i < system->exit_rules; i++) {
        const struct care_exit_rule *rule = &system->exit_rule[i];
        if (rule->rec == 0)
            return problem_set(problem, PROBLEM_INPUT, "rule %d for REC names no code", i + 1);
        code_text(rule->rec, rec);
        if (rule->rec == code_of("X1"))
            return problem_set(problem, PROBLEM_INPUT, "REC X1 is no way out of care and takes no rule");
        if (rule->exit < 0 || rule->exit >= system->flow.exits)
            return problem_set(problem, PROBLEM_INPUT, "the rule for REC %s leads to an exit that is not there", rec);
        for (int32_t j = 0; j < i; j++)
            if (system->exit_rule[j].rec == rule->rec)
                return problem_set(problem, PROBLEM_INPUT, "REC %s has two rules", rec);
    }
    return 0;
}

static int check_titles(const struct care_system *system, struct problem *problem)
{
    for (int32_t s = 0; s < system->flow.states; s++)
        if (!system->state_title[s][0])
            return problem_set(problem, PROBLEM_INPUT, "state %s has no title", system->flow.state[s]);
    for (int32_t e = 0; e < system->flow.exits; e++)
        if (!system->exit_title[e][0])
            return problem_set(problem, PROBLEM_INPUT, "exit %s has no title", system->flow.exit[e]);
    return 0;
}

int care_system_check(const struct care_system *system, struct problem *problem)
{
    int result = flow_system_check(&system->flow, problem);
    if (result < 0)
        return result;
    if (system->place_rules < 0 || system->place_rules > CARE_PLACE_RULES_MAX || system->exit_rules < 0 ||
        system->exit_rules > CARE_EXIT_RULES_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "there are more rules for codes than Homeward takes");
    if (system->state_otherwise < 0 || system->state_otherwise >= system->flow.states || system->exit_otherwise < 0 ||
        system->exit_otherwise >= system->flow.exits)
        return problem_set(problem, PROBLEM_INPUT, "unknown codes have no state or exit to go to");
    result = check_place_rules(system, problem);
    if (result == 0)
        result = check_exit_rules(system, problem);
    if (result == 0)
        result = check_titles(system, problem);
    return result < 0 ? result : flow_spill_check(&system->flow, &system->spill, problem);
}
