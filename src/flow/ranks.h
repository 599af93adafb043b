/*
 * ranks: walkers as columns, for walking many of them at once.
 *
 * A walker (flow/walker.h) is one person's numbers side by side; ranks are the same numbers of many persons, each kind of
 * number in a column of its own, so that eight of them fill a register. Times are days since the beginning of the day after
 * `start`.
 *
 * Pure. Includes: base, calendar, chance.
 */
#ifndef FLOW_RANKS_H
#define FLOW_RANKS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "flow/tables.h"
#include "flow/walker.h"

/* One list of the columns: all that is copied, put in rank or closed up goes through it. */
#define FLOW_RANK_COLUMNS(X)                                                                                                \
    X(float, now, "time")                                                                                                   \
    X(float, birthday, "when the age band ends")                                                                            \
    X(float, entered, "when the clock of time in system began")                                                             \
    X(float, since, "when the clock of time in state began")                                                                \
    X(int32_t, before, "the cell under whose envelope the next candidate comes")                                            \
    X(int32_t, row, "first cell of state and age band")                                                                     \
    X(int32_t, state, "state now")                                                                                          \
    X(int32_t, age, "age band now")                                                                                         \
    X(int32_t, birth, "row of flow_birthdays")                                                                              \
    X(uint32_t, number, "of the person")

struct flow_ranks {
    int64_t count;
#define FLOW_RANK_POINTER(type, name, what) type *name;
    FLOW_RANK_COLUMNS(FLOW_RANK_POINTER)
#undef FLOW_RANK_POINTER
};

/* The walkers, born[count] and within the birthdays, as they stand. Memory is from the arena. PROBLEM_MEMORY. */
int flow_ranks_make(const struct flow_tables *tables, const struct flow_birthdays *birthdays,
                    const struct flow_walker *walker, const day *born, int64_t count, struct arena *arena,
                    struct flow_ranks *out, struct problem *problem);

/* The cell that a clock of both kinds has reached, from the first cell of the row. */
int32_t flow_ranks_cell(const struct flow_tables *tables, int32_t row, float entered, float since, float time);

#endif
