/*
 * bench_exposure: how fast time at risk is counted from histories: spells a second, a core.
 *
 * The system of tests/unit/flow/example_systems.c with 20,000 entries a year, watched for twelve years after twelve of
 * burn-in; best of five by processor time. Segments: into how many pieces bands cut a spell.
 */
#include <stdio.h>

#include "clock.h"
#include "flow/exposure.h"
#include "flow/posterior.h"

/* The measured system is the tested one. */
#include "../tests/unit/flow/example_histories.c"
#include "../tests/unit/flow/example_systems.c"

enum { TRIES = 5, ENTRIES_A_YEAR = 20000 };

static int measure(const struct flow_system *system, const struct flow_histories *histories, struct problem *problem)
{
    double best = 1e300;
    int64_t nights = 0;
    for (int32_t i = 0; i < TRIES; i++) {
        struct flow_exposure exposure;
        const double before = processor_seconds();
        if (flow_exposure_count(system, histories, &exposure, problem) < 0)
            return problem->code;
        const double taken = processor_seconds() - before;
        best = taken < best ? taken : best;
        nights = 0;
        for (int32_t s = 0; s < system->states; s++)
            nights += flow_exposure_nights(&exposure, s);
        flow_exposure_clear(&exposure);
    }
    printf("time at risk: spells counted, a core\t%.1f\tmillion spells/s\n", (double)histories->spells / best / 1e6);
    printf("time at risk: %.2f million spells, %.0f million nights, time\t%.4f\ts\n", (double)histories->spells / 1e6,
           (double)nights / 1e6, best);
    return 0;
}

int main(void)
{
    struct flow_system system;
    struct flow_posterior prior = {0};
    struct flow_histories histories = {0};
    struct problem problem = {0};
    const struct flow_key key = {.seed = 1, .authority = 1};
    const day until = calendar_day(2026, 4, 1);
    example_care(&system);
    int code = flow_posterior_prior(&system, ENTRIES_A_YEAR, &prior, &problem);
    if (code == 0)
        code =
            example_histories(&prior, &key, calendar_day(2002, 4, 1), calendar_day(2014, 4, 1), until, &histories, &problem);
    if (code == 0)
        code = measure(&system, &histories, &problem);
    if (code < 0)
        fprintf(stderr, "bench_exposure: %s\n", problem.text);
    flow_posterior_clear(&prior);
    flow_histories_clear(&histories);
    return code < 0;
}
