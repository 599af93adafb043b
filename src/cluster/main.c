/*
 * homeward-cluster: the program over many processes. It takes the same words as `homeward` and prints the same.
 *
 *     mpirun -n 16 homeward-cluster --workspace england forecast --months 120 --paths 1000
 *
 * The first process is the program; the others only simulate (cluster/company.h). Includes: cli/program, cluster.
 */
#include <mpi.h>
#include <signal.h>
#include <stdlib.h>

#include "cli/program.h"
#include "cluster/company.h"

/* Also when the program ends inside, as it does after --help. */
static void part(void)
{
    company_dismiss();
    MPI_Finalize();
}

static int serve(void)
{
    /* Ctrl-C, and what mpirun makes of it, is for the first process, which tells the others. */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    company_serve();
    MPI_Finalize();
    return 0;
}

int main(int count, char **args)
{
    const struct flow_company company = {.simulate = company_simulate};
    int threads;
    MPI_Init_thread(&count, &args, MPI_THREAD_FUNNELED, &threads);
    if (company_rank() > 0)
        return serve();
    if (atexit(part) != 0)
        MPI_Abort(MPI_COMM_WORLD, EXIT_FAILURE);
    return program_run(count, args, company_size() > 1 ? &company : NULL);
}
