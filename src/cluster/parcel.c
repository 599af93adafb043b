#include "cluster/parcel.h"

#include <mpi.h>

#include "cluster/company.h"

/* MPI counts in int; a column may be longer. */
static const size_t most_at_once = 1 << 28;

static void pass(void *bytes, size_t size)
{
    for (size_t at = 0; at < size; at += most_at_once)
        MPI_Bcast((char *)bytes + at, (int)(size - at < most_at_once ? size - at : most_at_once), MPI_BYTE, 0,
                  MPI_COMM_WORLD);
}

/* The columns of a task, in one order for those who make room and those who pass them. */
struct column {
    void **at;   /* where its pointer is kept */
    size_t size; /* bytes */
};

enum { COLUMNS = 14 };

static int32_t list_columns(struct parcel *parcel, struct column column[COLUMNS])
{
    struct flow_histories *histories = &parcel->histories;
    struct flow_levels *levels = &parcel->levels;
    const size_t persons = (size_t)histories->persons, spells = (size_t)histories->spells;
    const size_t draws = (size_t)parcel->posterior.draws, paths = (size_t)levels->replicates;
    int32_t count = 0;
#define COLUMN(pointer, rows) column[count++] = (struct column){(void **)&(pointer), (rows) * sizeof *(pointer)}
    COLUMN(histories->born, persons);
    COLUMN(histories->luck, persons);
    COLUMN(histories->marked, persons);
    COLUMN(histories->person, spells);
    COLUMN(histories->state, spells);
    COLUMN(histories->next, spells);
    COLUMN(histories->first, spells);
    COLUMN(histories->from, spells);
    COLUMN(histories->to, spells);
    COLUMN(histories->entered, spells);
    COLUMN(parcel->posterior.rates, draws);
    COLUMN(parcel->posterior.entries, draws);
    if (parcel->drifts) {
        COLUMN(levels->level, paths * FLOW_SERIES * (size_t)levels->quarters);
        COLUMN(levels->dispersion, paths);
    }
#undef COLUMN
    return count;
}

static int make_room(struct parcel *parcel, const struct column *column, int32_t count, struct problem *problem)
{
    for (int32_t i = 0; i < count; i++)
        if (!(*column[i].at = arena_take(&parcel->arena, column[i].size)))
            return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the task of a process");
    return 0;
}

static int pass_parcel(struct parcel *parcel, bool receives, struct problem *problem)
{
    struct column column[COLUMNS];
    pass(parcel, sizeof *parcel);
    if (receives)
        parcel->arena = (struct arena){0};
    const int32_t count = list_columns(parcel, column);
    int code = receives ? make_room(parcel, column, count, problem) : 0;
    code = company_agree(code, problem);
    for (int32_t i = 0; i < count && code == 0; i++)
        pass(*column[i].at, column[i].size);
    parcel->posterior.system = &parcel->system;
    parcel->plan.levels = parcel->drifts ? &parcel->levels : NULL;
    parcel->plan.hands.company = NULL;
    return code;
}

int parcel_send(struct parcel *parcel, const struct flow_system *system, const struct flow_histories *histories,
                const struct flow_posterior *posterior, const struct flow_plan *plan, struct problem *problem)
{
    *parcel = (struct parcel){
        .system = *system, .histories = *histories, .posterior = *posterior, .plan = *plan, .drifts = plan->levels != NULL};
    if (plan->levels)
        parcel->levels = *plan->levels;
    return pass_parcel(parcel, false, problem);
}

int parcel_receive(struct parcel *parcel, struct problem *problem)
{
    return pass_parcel(parcel, true, problem);
}

void parcel_clear(struct parcel *parcel)
{
    arena_clear(&parcel->arena);
}
