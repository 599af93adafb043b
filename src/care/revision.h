/*
 * revision: what a newer telling of the same past changes, child by child.
 *
 * Two histories are held against one another on the same last day, so that what is merely new (a further year) is no change:
 * only what is told otherwise of days that both tell is. Periods of care that overlap are the same period; of such a pair
 * the beginning, the end and the way out are compared, and the placements: move by move where the kinds follow one another
 * alike, else on the days that both give to the period.
 *
 *     struct care_revision revision;
 *     const struct care_telling before = {&records, &histories, &fates, of_child}, after = …;
 *     if (care_revision_make(&before, &after, &revision, problem) == 0)
 *         for (int64_t i = 0; i < revision.changes; i++) … revision.change[i] …
 *     care_revision_clear(&revision);
 *
 * A child is known by records.name, which both tellings must share. Pure. Includes: base, calendar, flow, care/history,
 * care/records.
 */
#ifndef CARE_REVISION_H
#define CARE_REVISION_H

#include <stdint.h>

#include "base/problem.h"
#include "calendar/calendar.h"
#include "care/history.h"
#include "care/records.h"
#include "flow/histories.h"

/* One telling: what care_history_build was given and gave. Both borrowed, with the same observed_to. */
struct care_telling {
    const struct care_records *records;
    const struct flow_histories *histories;
    const struct care_fates *fates;
    const int32_t *of_child; /* [persons] */
};

/*
 * What can change: name, word, what `before` and `after` are, what `by` is. Days of care are nights up to the last day;
 * those of all changes down to "ends" add up to the difference between the tellings.
 */
#define CARE_CHANGES(X)                                                                                                     \
    X(CARE_NEW_CHILD, "new child", "after: the first day in care; by: days of care more")                                   \
    X(CARE_CHILD_COUNTED, "child counted", "the same of a child whom no header told before")                                \
    X(CARE_CHILD_GONE, "child gone", "before: the first day in care; by: days of care fewer (negative)")                    \
    X(CARE_CHILD_UNCOUNTED, "child uncounted", "the same of a child whom no header tells any more")                         \
    X(CARE_NEW_PERIOD, "new period", "after: its first day; by: days of care more")                                         \
    X(CARE_PERIOD_GONE, "period gone", "before: its first day; by: days of care fewer (negative)")                          \
    X(CARE_BEGINS, "begins", "first days of the period; by: days of care more or fewer")                                    \
    X(CARE_ENDED, "ended", "after: the day on which a period that was open ended; by: days of care fewer")                  \
    X(CARE_OPEN, "open", "before: the day on which a period ended that is open; by: days of care more")                     \
    X(CARE_ENDS, "ends", "days on which the period ended; by: days of care more or fewer")                                  \
    X(CARE_WAY_OUT, "way out", "days on which it ended, kinds: exits; by: 0")                                               \
    X(CARE_MOVED, "moved", "days of a move into the kind; by: days later, negative for earlier")                            \
    X(CARE_NIGHTS, "placement", "the first day that is told otherwise; by: days more or fewer in the kind")                   \
    X(CARE_MOVES, "moves", "the same, with as many days in each kind; by: moves more or fewer")       \
    X(CARE_BORN, "date of birth", "another one; by: 0")                                                                     \
    X(CARE_MARK, "UASC", "kinds: 1 where the child is an unaccompanied asylum-seeking child; by: 0")

enum care_change_kind {
#define CARE_CHANGE_ENUM(name, word, meaning) name,
    CARE_CHANGES(CARE_CHANGE_ENUM)
#undef CARE_CHANGE_ENUM
};

const char *care_change_word(enum care_change_kind kind); /* "new child" */

/* Where a row stands: the number of its file and its line; 0 and 0 for nowhere. */
struct care_place {
    int32_t file, line;
};

struct care_change {
    int64_t child; /* records.name */
    enum care_change_kind kind;
    day before, after;                       /* as the list says; DAY_NONE where it says nothing */
    int32_t kind_before, kind_after;         /* states, or exits as destinations of the system; -1 where there is none */
    int64_t by;                              /* as the list says */
    struct care_place row_before, row_after; /* the rows that tell it */
    enum care_reason why; /* of an end that no DEC of the row tells: why it ends then (the child is not in the next return) */
};

/* What one telling says in all. */
struct care_told {
    int64_t children; /* with a period of care */
    int64_t nights;   /* of care, up to the last day */
    int64_t stock;    /* in care in the night of the last day */
};

struct care_revision {
    day last;                           /* the last day of both tellings */
    struct care_told before, after;     /* sums of each */
    int64_t same, changed, added, gone; /* children of both that are the same, or not; of the newer alone, the older alone */
    int64_t changes, capacity;
    struct care_change *change; /* by child, then as they happened; owned */
};

/* PROBLEM_INTERNAL when the tellings do not end on the same day, PROBLEM_MEMORY; `out` is empty then. */
int care_revision_make(const struct care_telling *before, const struct care_telling *after, struct care_revision *out,
                       struct problem *problem);
void care_revision_clear(struct care_revision *revision); /* safe on zeroes and twice */

#endif
