#include "cli/run_options.h"

#include "flow/crew.h"
#include "flow/futures.h"

enum { MONTHS, PATHS, SEED, AS_AT, THREADS, MONTHS_DEFAULT = 36, PATHS_DEFAULT = 1000 };

int run_options_read(const struct command_line *line, const struct command *command, int32_t first, int64_t least_paths,
                     struct run_forecast_options *out, struct problem *problem)
{
    int64_t months, paths, seed, threads;
    if (!command_number(line, command, first + MONTHS, 1, FLOW_MONTHS_MAX, MONTHS_DEFAULT, &months, problem) ||
        !command_number(line, command, first + PATHS, least_paths, FLOW_REPLICATES_MAX, PATHS_DEFAULT, &paths, problem) ||
        !command_number(line, command, first + SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, command, first + THREADS, 1, FLOW_CREW_MAX, 0, &threads, problem) ||
        !command_date(line, command, first + AS_AT, &out->as_at, problem))
        return problem->code;
    out->months = (int32_t)months;
    out->paths = (int32_t)paths;
    out->seed = (uint64_t)seed;
    out->hands = (struct flow_hands){.threads = (int32_t)threads, .company = line->company};
    return 0;
}
