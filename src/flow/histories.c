#include "flow/histories.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* Grows one of several columns that share a capacity; the shared number is raised by the caller when all have grown. */
static int column_reserve(void *column, int64_t capacity, int64_t needed, size_t size, int64_t *reached,
                          struct problem *problem)
{
    int64_t own = capacity;
    int code = array_reserve(column, &own, needed, size, problem);
    if (code == 0)
        *reached = own;
    return code;
}

static int reserve_persons(struct flow_histories *histories, struct problem *problem)
{
    const int64_t have = histories->persons_capacity, needed = histories->persons + 1;
    int64_t reached = have;
    if (needed <= have)
        return 0;
    if (column_reserve(&histories->born, have, needed, sizeof *histories->born, &reached, problem) < 0 ||
        column_reserve(&histories->luck, have, needed, sizeof *histories->luck, &reached, problem) < 0 ||
        column_reserve(&histories->marked, have, needed, sizeof *histories->marked, &reached, problem) < 0)
        return problem ? problem->code : PROBLEM_MEMORY;
    histories->persons_capacity = reached;
    return 0;
}

static int reserve_spells(struct flow_histories *histories, struct problem *problem)
{
    const int64_t have = histories->spells_capacity, needed = histories->spells + 1;
    int64_t reached = have;
    if (needed <= have)
        return 0;
    if (column_reserve(&histories->person, have, needed, sizeof *histories->person, &reached, problem) < 0 ||
        column_reserve(&histories->state, have, needed, sizeof *histories->state, &reached, problem) < 0 ||
        column_reserve(&histories->next, have, needed, sizeof *histories->next, &reached, problem) < 0 ||
        column_reserve(&histories->first, have, needed, sizeof *histories->first, &reached, problem) < 0 ||
        column_reserve(&histories->from, have, needed, sizeof *histories->from, &reached, problem) < 0 ||
        column_reserve(&histories->to, have, needed, sizeof *histories->to, &reached, problem) < 0 ||
        column_reserve(&histories->entered, have, needed, sizeof *histories->entered, &reached, problem) < 0)
        return problem ? problem->code : PROBLEM_MEMORY;
    histories->spells_capacity = reached;
    return 0;
}

int flow_histories_add_person(struct flow_histories *histories, day born, uint32_t luck, bool marked,
                              struct problem *problem)
{
    if (luck >> 31)
        return problem_set(problem, PROBLEM_INPUT, "a person's luck number must be below 2^31");
    if (histories->persons == INT32_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "more persons than an id can name");
    int code = reserve_persons(histories, problem);
    if (code < 0)
        return code;
    const int64_t i = histories->persons++;
    histories->born[i] = born;
    histories->luck[i] = luck;
    histories->marked[i] = marked;
    return 0;
}

/* The spell on its own: known numbers, days in order, open exactly when censored. */
static int check_spell(const struct flow_histories *histories, int32_t state, day from, day to, int32_t next,
                       struct problem *problem)
{
    if (histories->persons == 0)
        return problem_set(problem, PROBLEM_INPUT, "a spell needs its person first");
    if (state < 0 || state >= FLOW_STATES_MAX || next < FLOW_CENSORED || next >= FLOW_DESTINATIONS_MAX)
        return problem_set(problem, PROBLEM_INPUT, "a spell names the state %d and the destination %d; there is no such",
                           state, next);
    if ((to == DAY_OPEN) != (next == FLOW_CENSORED))
        return problem_set(problem, PROBLEM_INPUT, "a spell is open exactly when where it ends is not known");
    if (from < histories->born[histories->persons - 1] || to < from || from == DAY_OPEN)
        return problem_set(problem, PROBLEM_INPUT, "a spell begins before birth or ends before it begins");
    return 0;
}

/* The spell after the one before it of the same person: no overlap, and spells of one period follow without a gap. */
static int check_order(const struct flow_histories *histories, int32_t state, day from, bool first, struct problem *problem)
{
    const int64_t last = histories->spells - 1;
    if (last < 0 || histories->person[last] != (int32_t)(histories->persons - 1))
        return first ? 0 : problem_set(problem, PROBLEM_INPUT, "a person's first spell must start a period");
    if (from < histories->to[last])
        return problem_set(problem, PROBLEM_INPUT, "a spell begins before the one before it has ended");
    if (!first && (from != histories->to[last] || histories->next[last] != state))
        return problem_set(problem, PROBLEM_INPUT, "a spell does not go on where the one before it went");
    return 0;
}

int flow_histories_add_spell(struct flow_histories *histories, int32_t state, day from, day to, int32_t next, bool first,
                             struct problem *problem)
{
    int code = check_spell(histories, state, from, to, next, problem);
    if (code == 0)
        code = check_order(histories, state, from, first, problem);
    if (code == 0)
        code = reserve_spells(histories, problem);
    if (code < 0)
        return code;
    const int64_t i = histories->spells++;
    histories->person[i] = (int32_t)(histories->persons - 1);
    histories->state[i] = (int8_t)state;
    histories->next[i] = (int8_t)next;
    histories->first[i] = first;
    histories->from[i] = from;
    histories->to[i] = to;
    histories->entered[i] = first ? from : histories->entered[i - 1];
    return 0;
}

void flow_histories_clear(struct flow_histories *histories)
{
    free(histories->born);
    free(histories->luck);
    free(histories->marked);
    free(histories->person);
    free(histories->state);
    free(histories->next);
    free(histories->first);
    free(histories->from);
    free(histories->to);
    free(histories->entered);
    *histories = (struct flow_histories){0};
}

void flow_stock(const struct flow_system *system, const struct flow_histories *histories, day on, int64_t *stock)
{
    memset(stock, 0, (size_t)(system->states * system->age.count) * sizeof *stock);
    for (int64_t i = 0; i < histories->spells; i++) {
        if (histories->from[i] > on || on >= histories->to[i])
            continue;
        int32_t band = flow_band(&system->age, calendar_age(histories->born[histories->person[i]], on));
        stock[histories->state[i] * system->age.count + band]++;
    }
}
