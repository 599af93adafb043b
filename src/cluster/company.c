#include "cluster/company.h"

#include <mpi.h>

#include "cluster/parcel.h"

enum task { DISMISSED, SIMULATE };
enum { TAG_STOP = 1, BINS_AT_ONCE = 1 << 22, NUMBERS_AT_ONCE = 1 << 26 };

int company_rank(void)
{
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}

int company_size(void)
{
    int size = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return size;
}

int company_agree(int code, struct problem *problem)
{
    int worst = code;
    MPI_Allreduce(MPI_IN_PLACE, &worst, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    if (worst == 0 || code < 0)
        return code;
    if (worst == PROBLEM_STOPPED)
        return problem_set(problem, worst, "stopped while the paths were being simulated");
    problem_set(problem, worst, "another process of the cluster could not do its part of the paths");
    return problem_next(problem, "Give each process more memory, or ask for fewer paths or months.");
}

/* What a process looks out for while it simulates: its own person, and word from the others. */
struct watch {
    struct progress progress;
    struct progress *own; /* NULL in those that serve */
};

static void show(struct progress *self, const char *what, int64_t done, int64_t total)
{
    const struct watch *watch = self->door;
    if (watch->own && watch->own->show)
        watch->own->show(watch->own, what, done, total);
}

static bool stopped(struct progress *self)
{
    const struct watch *watch = self->door;
    int word = 0;
    MPI_Iprobe(MPI_ANY_SOURCE, TAG_STOP, MPI_COMM_WORLD, &word, MPI_STATUS_IGNORE);
    return word || (watch->own && watch->own->stopped && watch->own->stopped(watch->own));
}

/* A process that cannot go on says so to each of the others; everybody hears as many words as there are such. */
static int settle(int code, struct problem *problem)
{
    int failed = code < 0, word = 0;
    for (int rank = 0; failed && rank < company_size(); rank++)
        if (rank != company_rank())
            MPI_Send(&word, 1, MPI_INT, rank, TAG_STOP, MPI_COMM_WORLD);
    MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_SUM, MPI_COMM_WORLD);
    for (int heard = code < 0; heard < failed; heard++)
        MPI_Recv(&word, 1, MPI_INT, MPI_ANY_SOURCE, TAG_STOP, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    /* Who stopped only because another failed is no cause of its own. */
    int cause = code == PROBLEM_STOPPED ? 0 : code;
    MPI_Allreduce(MPI_IN_PLACE, &cause, 1, MPI_INT, MPI_MIN, MPI_COMM_WORLD);
    return company_agree(cause < 0 && code == PROBLEM_STOPPED ? 0 : code, problem);
}

/* Adds a column up over all processes, into that of the first. */
static void add_up(void *column, int64_t count, MPI_Datatype type, size_t size)
{
    for (int64_t at = 0; at < count; at += NUMBERS_AT_ONCE) {
        const int many = (int)(count - at < NUMBERS_AT_ONCE ? count - at : NUMBERS_AT_ONCE);
        char *from = (char *)column + (size_t)at * size;
        if (company_rank() == 0)
            MPI_Reduce(MPI_IN_PLACE, from, many, type, MPI_SUM, 0, MPI_COMM_WORLD);
        else
            MPI_Reduce(from, NULL, many, type, MPI_SUM, 0, MPI_COMM_WORLD);
    }
}

/* Copies histograms into one block or back, from series *at on, as many as fit whole or one that is too long by itself. */
static int64_t pack_bins(const struct flow_futures *futures, int64_t from, int64_t room, uint32_t *block, bool back,
                         int64_t *used)
{
    int64_t i = from;
    *used = 0;
    for (; i < futures->series && *used + futures->histogram_size[i] <= room; i++) {
        for (int32_t v = 0; v < futures->histogram_size[i]; v++)
            if (back)
                futures->histogram[i][v] = block[*used + v];
            else
                block[*used + v] = futures->histogram[i][v];
        *used += futures->histogram_size[i];
    }
    return i;
}

/* All histograms, which have the same room in all processes. */
static int add_up_histograms(struct flow_futures *futures, struct problem *problem)
{
    int32_t longest = BINS_AT_ONCE;
    for (int64_t i = 0; i < futures->series; i++)
        longest = futures->histogram_size[i] > longest ? futures->histogram_size[i] : longest;
    struct arena arena = {0};
    uint32_t *block = arena_take(&arena, (size_t)longest * sizeof *block);
    int code = block ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory to add up what the processes counted");
    code = company_agree(code, problem);
    for (int64_t i = 0, next, used; i < futures->series && code == 0; i = next) {
        next = pack_bins(futures, i, longest, block, false, &used);
        add_up(block, used, MPI_UINT32_T, sizeof *block);
        if (company_rank() == 0)
            pack_bins(futures, i, longest, block, true, &used);
    }
    arena_clear(&arena);
    return code;
}

/* Gives all processes the same bins: as many as hold what any of them counted. */
static int agree_on_bins(struct flow_futures *futures, struct problem *problem)
{
    struct arena arena = {0};
    const int series = (int)futures->series;
    int32_t *low = arena_take(&arena, (size_t)series * sizeof *low),
            *high = arena_take(&arena, (size_t)series * sizeof *high);
    int code =
        low && high ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory to add up what the processes counted");
    code = company_agree(code, problem);
    if (code == 0) {
        flow_futures_counted(futures, low, high);
        MPI_Allreduce(MPI_IN_PLACE, low, series, MPI_INT32_T, MPI_MIN, MPI_COMM_WORLD);
        MPI_Allreduce(MPI_IN_PLACE, high, series, MPI_INT32_T, MPI_MAX, MPI_COMM_WORLD);
        code = company_agree(flow_futures_fit(futures, low, high, problem), problem);
    }
    arena_clear(&arena);
    return code;
}

/* What all processes counted, in the futures of the first. */
static int reduce(struct flow_futures *futures, struct problem *problem)
{
    const bool series = futures->series > 0; /* in all processes or in none: the plan says so */
    int code = series ? agree_on_bins(futures, problem) : 0;
    if (code == 0 && series)
        code = add_up_histograms(futures, problem);
    if (code < 0)
        return code;
    const int64_t months = futures->months, cells = months * futures->replicates;
    add_up(futures->nights, cells * futures->states, MPI_INT32_T, sizeof *futures->nights);
    add_up(futures->starts, cells, MPI_INT32_T, sizeof *futures->starts);
    add_up(futures->ceases, cells, MPI_INT32_T, sizeof *futures->ceases);
    add_up(futures->exits_sum, months * futures->exits, MPI_INT64_T, sizeof *futures->exits_sum);
    add_up(futures->starts_marked_sum, months, MPI_INT64_T, sizeof *futures->starts_marked_sum);
    return 0;
}

/* The share of this process, and then everybody's. */
static int take_part(const struct parcel *parcel, struct progress *own, struct flow_futures *futures,
                     struct problem *problem)
{
    struct watch watch = {.progress = {.show = show, .stopped = stopped}, .own = own};
    const struct flow_share share = {.index = company_rank(), .count = company_size()};
    watch.progress.door = &watch;
    int code = flow_simulate_share(&parcel->system, &parcel->histories, &parcel->posterior, &parcel->plan, share,
                                   &watch.progress, futures, problem);
    code = settle(code, problem);
    if (code == 0)
        code = reduce(futures, problem);
    if (code < 0)
        flow_futures_clear(futures);
    return code;
}

int company_simulate(void *self, const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                     struct flow_futures *futures, struct problem *problem)
{
    struct parcel parcel;
    int task = SIMULATE;
    (void)self;
    *futures = (struct flow_futures){0};
    MPI_Bcast(&task, 1, MPI_INT, 0, MPI_COMM_WORLD);
    int code = parcel_send(&parcel, system, histories, posterior, plan, problem);
    if (code == 0)
        code = take_part(&parcel, progress, futures, problem);
    parcel_clear(&parcel);
    if (code == 0)
        flow_futures_finish(futures);
    return code;
}

static void serve_once(void)
{
    struct parcel parcel;
    struct flow_futures futures = {0};
    struct problem problem = {0};
    int code = parcel_receive(&parcel, &problem);
    if (code == 0)
        take_part(&parcel, NULL, &futures, &problem);
    flow_futures_clear(&futures);
    parcel_clear(&parcel);
}

void company_serve(void)
{
    for (;;) {
        int task = DISMISSED;
        MPI_Bcast(&task, 1, MPI_INT, 0, MPI_COMM_WORLD);
        if (task == DISMISSED)
            return;
        serve_once();
    }
}

void company_dismiss(void)
{
    int task = DISMISSED;
    MPI_Bcast(&task, 1, MPI_INT, 0, MPI_COMM_WORLD);
}
