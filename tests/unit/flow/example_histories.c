#include "example_histories.h"

#include <stdlib.h>

#include "flow/tables.h"

static int add_person(const struct flow_tables *tables, const struct flow_key *key, const struct flow_entrant *entrant,
                      bool marked, day until, struct flow_histories *histories, struct problem *problem)
{
    struct flow_step steps[FLOW_STEPS];
    const struct flow_person *person = &entrant->person;
    const int32_t count = flow_walk(tables, key, person, person->entered - 1, until - 1, steps, FLOW_STEPS);
    int code = flow_histories_add_person(histories, person->born, (uint32_t)histories->persons, marked, problem);
    int32_t state = person->state;
    day from = person->entered;
    for (int32_t i = 0; i < count && code == 0; i++) {
        code = flow_histories_add_spell(histories, state, from, steps[i].on, steps[i].destination, i == 0, problem);
        state = steps[i].destination;
        from = steps[i].on;
    }
    if (code == 0 && state < tables->states)
        code = flow_histories_add_spell(histories, state, from, DAY_OPEN, FLOW_CENSORED, count == 0, problem);
    return code;
}

int example_histories(const struct flow_posterior *posterior, const struct flow_key *key, day from, day observed_from,
                      day until, struct flow_histories *histories, struct problem *problem)
{
    struct flow_tables tables = {0};
    struct flow_entrant *entrants = NULL;
    int64_t count = 0, capacity = 0;
    *histories = (struct flow_histories){.observed_from = observed_from, .observed_to = until};
    int code = flow_tables_build(posterior->system, &posterior->rates[0], &tables, problem);
    for (day first = from; first < until && code == 0;) {
        const day end = calendar_month_end(calendar_month(first)), last = end < until - 1 ? end : until - 1;
        code = flow_entrants(posterior, 0, key, first, last, &entrants, &count, &capacity, problem);
        first = last + 1;
    }
    for (int64_t i = 0; i < count && code == 0; i++)
        code = add_person(&tables, key, &entrants[i], posterior->system->stratum[entrants[i].stratum].marked, until,
                          histories, problem);
    if (code < 0)
        flow_histories_clear(histories);
    free(entrants);
    flow_tables_clear(&tables);
    return code;
}
