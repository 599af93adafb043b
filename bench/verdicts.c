/*
 * verdicts WORLD ENTRIES YEARS COUNCILS [SEED]: what back-tests say of councils of a world.
 *
 * Each council (world.h) is back-tested on its own years of history as the program does it: 12 origins, 24 months ahead, as
 * many as the years hold. Printed on stdout, one line a council, tabs between:
 *
 *     world entries years council origins held miss no_change markov bias outside
 *
 * held, miss and bias in thousandths, as the verdict has them (src/casebook/verdict.h); `outside` the limits that it breaks.
 * In a world where the method is right (`panel`: levels move as its prior says), the lines with a limit broken are false
 * alarms: the limits of src/run/verdict.h were set by them. Every origin takes the prior of its year, as in the program.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "care/panel_prior.h"
#include "run/backtest.h"
#include "run/origin.h"
#include "run/verdict.h"
#include "world.h"

enum { ORIGINS = 12, HORIZON = 24, PATHS = 200, PER_MILLE = 1000 };

/* Histories as they were on a day: what began later is not there, what ended later is open. */
static int cut(const struct flow_histories *all, day on, struct flow_histories *out, struct problem *problem)
{
    int code = 0;
    int32_t last = -1;
    *out = (struct flow_histories){.observed_from = all->observed_from, .observed_to = on + 1};
    for (int64_t i = 0; i < all->spells && code == 0; i++) {
        const int32_t who = all->person[i];
        if (all->from[i] > on)
            continue;
        if (who != last)
            code = flow_histories_add_person(out, all->born[who], all->luck[who], all->marked[who], problem);
        last = who;
        const bool open = all->to[i] > on;
        if (code == 0)
            code = flow_histories_add_spell(out, all->state[i], all->from[i], open ? DAY_OPEN : all->to[i],
                                            open ? FLOW_CENSORED : all->next[i], all->first[i], problem);
    }
    return code;
}

static int backtest(struct casebook *casebook, const struct flow_histories *histories, uint64_t seed,
                    struct backtest_result *out, struct problem *problem)
{
    const struct flow_system *system = &casebook_system(casebook)->flow;
    struct care_monthly truth;
    day origin[BACKTEST_ORIGINS_MAX];
    int32_t months[BACKTEST_HORIZONS_MAX];
    const struct origin_plan plan = {.horizon = HORIZON,
                                     .months = months,
                                     .horizons = backtest_horizons(HORIZON, months),
                                     .paths = PATHS,
                                     .seed = seed,
                                     .own_growth = .1};
    int code = care_monthly_count(system, histories, &truth, problem);
    if (code < 0)
        return code;
    const int32_t origins = backtest_origins(histories->observed_from, truth.month_end[truth.months - 1], ORIGINS, HORIZON,
                                             origin, &out->spacing);
    for (int32_t i = 0; i < origins && code == 0; i++) {
        struct gathered past = {.as_at = origin[i]};
        code = cut(histories, origin[i], &past.histories, problem);
        if (code == 0)
            code = origin_score(casebook, &past, &truth, &plan, NULL, out, problem);
        flow_histories_clear(&past.histories);
    }
    care_monthly_clear(&truth);
    verdict_of(out, &out->verdict);
    return code;
}

static void print_verdict(const struct world_plan *plan, const struct backtest_verdict *verdict)
{
    printf("%s\t%.0f\t%d\t%u\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", world_name(plan->world), plan->entries_per_year, plan->years,
           plan->council, verdict->origins, verdict->held, verdict->miss, verdict->miss_no_change, verdict->miss_markov,
           verdict->bias, verdict->outside);
    fflush(stdout);
}

static int study(struct casebook *casebook, struct world_plan *plan, int32_t councils, struct problem *problem)
{
    int code = 0;
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        plan->prior[k] = care_panel_prior((enum flow_series)k);
    for (int32_t i = 0; i < councils && code == 0; i++) {
        struct world_council council;
        struct backtest_result result = {0};
        plan->council = (uint32_t)i + 1;
        code = world_make(&casebook_system(casebook)->flow, plan, &council, problem);
        if (code == 0)
            code = backtest(casebook, &council.histories, plan->seed * PER_MILLE + plan->council, &result, problem);
        if (code == 0)
            print_verdict(plan, &result.verdict);
        backtest_result_clear(&result);
        world_clear(&council);
    }
    return code;
}

static int32_t whole(const char *text)
{
    char *end;
    const long long value = strtoll(text, &end, 10);
    return *text && !*end && value >= 1 && value <= INT32_MAX ? (int32_t)value : -1;
}

int main(int count, char **argument)
{
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    const struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    char folder[] = "/tmp/homeward-verdicts-XXXXXX", command[64];
    if (count < 5 || world_named(argument[1]) == WORLD_COUNT || whole(argument[2]) < 1 || whole(argument[3]) < 3 ||
        whole(argument[3]) > 10 || whole(argument[4]) < 1) {
        fprintf(stderr, "usage: verdicts WORLD ENTRIES-A-YEAR YEARS COUNCILS [SEED]: whole numbers, 3 to 10 years\n");
        return 2;
    }
    struct world_plan plan = {.world = world_named(argument[1]),
                              .entries_per_year = whole(argument[2]),
                              .years = whole(argument[3]),
                              .seed = count > 5 ? (uint64_t)whole(argument[5]) : 1};
    if (!mkdtemp(folder))
        return 1;
    char workspace[64];
    snprintf(workspace, sizeof workspace, "%s/w", folder);
    int code = casebook_create(workspace, &settings, &problem);
    if (code == 0)
        code = casebook_open(workspace, &casebook, &problem);
    if (code == 0)
        code = study(casebook, &plan, whole(argument[4]), &problem);
    casebook_close(casebook);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0 || code < 0)
        fprintf(stderr, "verdicts: %s\n", problem.text);
    return code < 0;
}
