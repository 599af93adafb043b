/*
 * bench_company: what a forecast over several processes costs beyond its paths: the task handed out, the counts added up.
 *
 *     mpirun -n 2 build/bench/bench_company WORKSPACE MONTHS
 *
 * One path for each process, by one thread each; the first process does its share alone, then all do the whole, and the
 * difference is what the company costs. Best of five by the clock.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "cluster/company.h"
#include "flow/futures.h"
#include "run/rates.h"

enum { TRIES = 5 };

/* All that a simulation reads, from a workspace as a forecast has it. */
struct nation {
    struct casebook *casebook;
    struct gathered past;
    struct rates_learnt learnt;
    struct flow_levels levels;
};

static int nation_open(const char *folder, int32_t months, int32_t paths, struct nation *out, struct problem *problem)
{
    const struct rates_levels_plan plan = {.seed = 7,
                                           .months = months,
                                           .paths = paths,
                                           .own_growth = RATES_OWN_GROWTH,
                                           .known_year = RATES_ALL_YEARS,
                                           .hands = {.threads = 1}};
    int code = casebook_open(folder, &out->casebook, problem);
    if (code == 0)
        code = gather_histories(out->casebook, DAY_NONE, &out->past, problem);
    if (code == 0)
        code = rates_learn(out->casebook, &out->past, plan.seed, NULL, &out->learnt, problem);
    if (code == 0)
        code = rates_levels(out->casebook, &out->past, &out->learnt, &plan, NULL, &out->levels, problem);
    return code;
}

static void nation_close(struct nation *nation)
{
    flow_levels_clear(&nation->levels);
    rates_learnt_clear(&nation->learnt);
    gather_clear(&nation->past);
    casebook_close(nation->casebook);
}

static void print_size(const struct flow_futures *futures)
{
    int64_t bins = 0;
    for (int64_t i = 0; i < futures->series; i++)
        bins += futures->histogram_size[i];
    printf("company: histograms of %d paths\t%.1f\tMB\n", futures->replicates, (double)bins * 4 / 1e6);
}

static int measure(const struct nation *nation, const struct flow_plan *plan, struct problem *problem)
{
    const struct flow_system *system = &casebook_system(nation->casebook)->flow;
    const struct flow_share share = {.count = company_size()};
    double alone = 1e9, all = 1e9;
    int code = 0;
    for (int32_t i = 0; i < TRIES && code == 0; i++) {
        struct flow_futures futures;
        double begun = MPI_Wtime();
        code = flow_simulate_share(system, &nation->past.histories, &nation->learnt.posterior, plan, share, NULL, &futures,
                                   problem);
        double took = MPI_Wtime() - begun;
        alone = took < alone ? took : alone;
        flow_futures_clear(&futures);
        if (code < 0)
            break;
        begun = MPI_Wtime();
        code = company_simulate(NULL, system, &nation->past.histories, &nation->learnt.posterior, plan, NULL, &futures,
                                problem);
        took = MPI_Wtime() - begun;
        all = took < all ? took : all;
        if (code == 0 && i == 0)
            print_size(&futures);
        flow_futures_clear(&futures);
    }
    if (code == 0)
        printf("company: one path each on %d processes, the first alone\t%.3f\ts wall\n"
               "company: task handed out and counts added up, %d processes\t%.3f\ts wall\n",
               company_size(), alone, company_size(), all - alone);
    return code;
}

static long largest_memory(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

/* Those that serve have no more to hold than their share. */
static void tell_memory(void)
{
    const long kib = largest_memory();
    MPI_Reduce(&kib, NULL, 1, MPI_LONG, MPI_MAX, 0, MPI_COMM_WORLD);
}

static void print_memory(void)
{
    long kib = 0, most = 0;
    MPI_Reduce(&kib, &most, 1, MPI_LONG, MPI_MAX, 0, MPI_COMM_WORLD);
    printf("company: largest memory of another process\t%.1f\tMB\n", (double)most * 1024 / 1e6);
}

int main(int count, char **args)
{
    int threads;
    MPI_Init_thread(&count, &args, MPI_THREAD_FUNNELED, &threads);
    if (company_rank() > 0) {
        company_serve();
        tell_memory();
        MPI_Finalize();
        return 0;
    }
    struct nation nation = {0};
    struct problem problem = {0};
    const int32_t months = count > 2 ? (int32_t)strtol(args[2], NULL, 10) : 0;
    struct flow_plan plan = {.months = months, .replicates = company_size(), .seed = 7, .hands = {.threads = 1}};
    int code = count > 2 ? nation_open(args[1], months, plan.replicates, &nation, &problem) : PROBLEM_USAGE;
    plan.start = nation.past.as_at;
    plan.levels = &nation.levels;
    if (code == 0)
        code = measure(&nation, &plan, &problem);
    if (code < 0)
        fprintf(stderr, "usage: bench_company WORKSPACE MONTHS\n%s\n", problem.text);
    nation_close(&nation);
    company_dismiss();
    print_memory();
    MPI_Finalize();
    return code < 0;
}
