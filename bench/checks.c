/*
 * bench_checks: how long each rule of the return takes over a workspace, and what comes before them.
 *
 *     ninja -C build bench/bench_checks && build/bench/bench_checks WORKSPACE [rounds]
 *
 * Processor time, the best of several rounds, the slowest rule first: for whoever writes a rule. What a whole check takes,
 * tools/bench measures.
 */
#include <stdio.h>
#include <stdlib.h>

#include "checks/check.h"
#include "clock.h"

enum { RULES_MAX = 1024 };

/* When each rule began, by its place in the catalogue; the last entry is the end. */
struct clocks {
    double best[RULES_MAX];
    double began;
    int64_t running; /* rule, or -1: the tables are being laid out */
    double laid_out; /* best time of that */
};

static void stop_one(struct clocks *clocks)
{
    double seconds = processor_seconds() - clocks->began;
    double *best = clocks->running < 0 ? &clocks->laid_out : &clocks->best[clocks->running];
    *best = seconds < *best ? seconds : *best;
}

static void next_rule(struct progress *self, const char *what, int64_t done, int64_t total)
{
    struct clocks *clocks = self->door;
    (void)what;
    (void)total;
    stop_one(clocks);
    clocks->running = done;
    clocks->began = processor_seconds();
}

static bool check_once(struct casebook *casebook, const struct check_catalogue *catalogue, struct clocks *clocks)
{
    const struct check_choice choice = {.year = CHECK_NEWEST, .rule = CHECK_EVERY_RULE};
    struct progress progress = {.show = next_rule, .door = clocks};
    struct check_findings found = {0};
    struct problem problem = {0};
    clocks->running = -1;
    clocks->began = processor_seconds();
    int code = check_returns(casebook, catalogue, &choice, &progress, &found, &problem);
    stop_one(clocks);
    check_findings_clear(&found);
    if (code < 0)
        fprintf(stderr, "bench_checks: %s\n", problem.text);
    return code == 0;
}

static void print_slowest(const struct check_catalogue *catalogue, struct clocks *clocks)
{
    for (int32_t printed = 0; printed < catalogue->rules; printed++) {
        int32_t slowest = 0;
        for (int32_t i = 1; i < catalogue->rules; i++)
            if (clocks->best[i] > clocks->best[slowest])
                slowest = i;
        printf("checks: rule %s\t%.1f\tms\n", catalogue->rule[slowest].code, clocks->best[slowest] * 1e3);
        clocks->best[slowest] = -1;
    }
}

int main(int count, char **argument)
{
    static struct clocks clocks;
    struct check_catalogue catalogue;
    struct casebook *casebook = NULL;
    struct problem problem = {0};
    int64_t rounds = count > 2 ? strtoll(argument[2], NULL, 10) : 3;
    double whole = 0;
    bool good = count > 1 && check_catalogue_open(&catalogue, &problem) == 0 && catalogue.rules <= RULES_MAX &&
                casebook_open(argument[1], &casebook, &problem) == 0;
    for (int32_t i = 0; i < RULES_MAX; i++)
        clocks.best[i] = 1e9;
    clocks.laid_out = 1e9;
    for (int64_t i = 0; good && i < rounds; i++)
        good = check_once(casebook, &catalogue, &clocks);
    for (int32_t i = 0; good && i < catalogue.rules; i++)
        whole += clocks.best[i];
    if (good) {
        printf("checks: tables laid out in memory\t%.1f\tms\n", clocks.laid_out * 1e3);
        printf("checks: all rules\t%.1f\tms\n", whole * 1e3);
        print_slowest(&catalogue, &clocks);
        check_catalogue_close(&catalogue);
    } else {
        fprintf(stderr, "usage: bench_checks WORKSPACE [rounds] %s\n", problem.text);
    }
    casebook_close(casebook);
    return !good;
}
