/*
 * history: from the rows of several years' returns to one clean history a child, with the fate of every row.
 *
 * The rules (METHODS, "Histories"), in the order in which they are applied to one child:
 *
 *   1. the same episode (DECOM, PLACE, LS; else DECOM, RNE; of several in one return, that which is most alike; the code
 *      that another year has for the same home is the same PLACE: care_place_same) in several years: the newest return
 *      wins, but an earlier DEC is never blanked by an older file; a DEC once known is blanked only by a newer return, with
 *      a warning, and never by another row of its own return. What a newer return does not tell again gives way to it where
 *      that return says where the child was: on the day on which an open episode began, before and on all days of one that
 *      ended, unless its own return told it within the other already
 *   2. V3 and V4 (short breaks) are not care; rows after the 18th birthday are not care
 *   3. an episode open in return Y of a child absent from return Y+1, where Y+1 is there and complete (its number of
 *      children within 40% of Y's), ends on 31 March Y with a warning; else it stays open with a warning. A child of whom
 *      Y+1 tells short breaks only is absent from it
 *   4. two open episodes: the newer (by DECOM) stays, the older ends where the newer begins; overlaps are shortened; a
 *      gap of one day is bridged, unless the child left (an E code) and started anew (RNE S); a same-day episode is
 *      accepted: it spends no night, so no spell comes of it, but a start or an end that it tells counts. Where one ends
 *      within care and no other begins, that which was told around it, not by an older return, goes on: nobody vanishes
 *   5. RNE L never splits a placement (one of another PLACE that rule 4 cut where the row begins is not the row's own); T
 *      and U merge only where PLACE is unchanged, and with it the kind of home (carers who go from the council to an
 *      agency are another kind); T0–T4 return to the placement before: also when the next row tells it again (same PLACE
 *      and provider), or the stay is told inside an episode that goes on. A row P, B or S with the same kind of home is a
 *      move to another home of that kind: a new spell with the same state
 *   6. a DEC after the returns' end (2203) counts as open, with a warning
 *   7. everybody is out on the 18th birthday, whatever REC says of it; REC E17 before it counts as another way out
 *   8. a child that comes back begins a new period: after a gap, or on the same day where REC is an E code and RNE is S
 *
 * The history as at a day is the history as at any later day, cut there: rows that begin after it are not known, what ends
 * after it is open. (A gap of one day that has just begun on it cannot be bridged yet. Which returns are known is the
 * casebook's question, not this room's.)
 *
 * Pure. Includes: base, calendar, flow, care/system, care/records.
 */
#ifndef CARE_HISTORY_H
#define CARE_HISTORY_H

#include <stdint.h>

#include "base/problem.h"
#include "care/records.h"
#include "care/system.h"
#include "flow/histories.h"

/* What became of a row. A row has one fate; its warnings are counted apart. */
#define CARE_FATES(X)                                                                                                       \
    X(CARE_KEPT, "kept", "stands in the history as it came")                                                                \
    X(CARE_MERGED, "merged", "continues the spell before it: same place, or legal status only")                             \
    X(CARE_SHORTENED, "shortened", "its dates were cut to fit the rows around it")                                          \
    X(CARE_CLOSED, "closed", "was open and is ended: the child is absent from the next return, or 18")                      \
    X(CARE_SUPERSEDED, "superseded", "a newer return tells the same episode")                                               \
    X(CARE_SHORT_BREAK, "short break", "V3 or V4: not a period of care")                                                    \
    X(CARE_TOO_OLD, "over 18", "begins on or after the 18th birthday")                                                      \
    X(CARE_LATER, "later", "begins after the last day of this history")                                                     \
    X(CARE_UNUSABLE, "set aside", "cannot be placed in a history; the reason says why")

enum care_fate {
#define CARE_FATE_ENUM(name, word, meaning) name,
    CARE_FATES(CARE_FATE_ENUM)
#undef CARE_FATE_ENUM
        CARE_FATE_COUNT
};

const char *care_fate_word(enum care_fate fate);    /* "kept" */
const char *care_fate_meaning(enum care_fate fate); /* one line */

/* Why, where a fate or a warning needs it. One list, so that tests and tables name them the same. */
#define CARE_REASONS(X)                                                                                                     \
    X(CARE_NO_REASON, "")                                                                                                   \
    X(CARE_SAME_EPISODE, "the same episode stands in a newer return")                                                       \
    X(CARE_DEC_BLANKED, "a newer return has taken back the date it ended")                                                  \
    X(CARE_DEC_FUTURE, "ends after the last day the returns speak of: treated as open")                                     \
    X(CARE_DEC_BEFORE_DECOM, "ends before it begins")                                                                       \
    X(CARE_ABSENT_NEXT_YEAR, "open, but the child is not in the next return: ended on 31 March")                            \
    X(CARE_ABSENT_UNSURE, "open, the child is not in the next return, but that return looks incomplete: kept open")         \
    X(CARE_STALE_OPEN, "open, but a newer episode begins: ended where that begins")                                         \
    X(CARE_OVERLAP, "overlaps a newer episode: ended where that begins")                                                    \
    X(CARE_GAP_BRIDGED, "a gap of one day before the next episode is bridged")                                              \
    X(CARE_SAME_DAY, "begins and ends on the same day")                                                                     \
    X(CARE_LEGAL_STATUS_ONLY, "a change of legal status only")                                                              \
    X(CARE_SAME_PLACE, "same carers and same place")                                                                        \
    X(CARE_TEMPORARY, "temporary placement: the child stays with the placement before it")                                  \
    X(CARE_EIGHTEEN, "ends on the 18th birthday")                                                                           \
    X(CARE_AFTER_EIGHTEEN, "begins on or after the 18th birthday")                                                          \
    X(CARE_SHORT_BREAK_STATUS, "legal status V3 or V4")                                                                     \
    X(CARE_NO_HEADER, "no header row gives this child's date of birth")                                                     \
    X(CARE_BEFORE_BIRTH, "begins before the child is born")                                                                 \
    X(CARE_UNKNOWN_PLACE, "unknown PLACE: counted as other")                                                                \
    X(CARE_BLANK_PLACE, "PLACE is blank: counted as other")                                                                 \
    X(CARE_UNKNOWN_PROVIDER, "unknown or missing PLACE_PROVIDER: the likeliest kind of home is taken")                      \
    X(CARE_ODD_PROVIDER, "unknown PLACE_PROVIDER: PLACE alone says the kind of home")                                       \
    X(CARE_UNKNOWN_REC, "unknown REC: where it ends a period of care it counts as another way out")                         \
    X(CARE_UNKNOWN_LS, "unknown LS: counted as care and not as short breaks")                                               \
    X(CARE_CODE_OF_ANOTHER_YEAR, "a code that only other collection years have: taken for what it means there")             \
    X(CARE_REC_WITHOUT_DEC, "REC says how it ended, but DEC is blank: kept open")                                           \
    X(CARE_YEAR_MISSING, "the return after this one is missing: kept open")                                                 \
    X(CARE_NO_END_REASON, "ended without a way out (X1 or blank) and nothing follows: counted as another way out")          \
    X(CARE_TOLD_OTHERWISE, "not told again, and a newer return tells these days otherwise")                                 \
    X(CARE_INTERRUPTED, "another episode is told within it: it goes on where that ended")                                   \
    X(CARE_END_TOLD, "the same return tells the same episode, and the date it ended")                                       \
    X(CARE_SAME_ROW, "the same row stands twice in its return")                                                             \
    X(CARE_AFTER_AS_AT, "begins after the last day of this history: not known then")                                        \
    X(CARE_PLACE_DISAGREES, "a change of legal status only, but PLACE differs: the placement before stands")                \
    X(CARE_AGED_OUT_EARLY, "REC says aged 18, but the child was younger: counted as another way out")

enum care_reason {
#define CARE_REASON_ENUM(name, text) name,
    CARE_REASONS(CARE_REASON_ENUM)
#undef CARE_REASON_ENUM
        CARE_REASON_COUNT
};

const char *care_reason_text(enum care_reason reason);

/*
 * The fate of every row of the records, in the order of the rows. Owned columns. A row has one warning: of several, that
 * which matters most to the stock. The counts of fates add up to the rows; those of warnings, to the rows with one.
 */
struct care_fates {
    int64_t rows;     /* as many as the records have */
    uint8_t *fate;    /* enum care_fate */
    uint8_t *reason;  /* enum care_reason: why this fate */
    uint8_t *warning; /* enum care_reason: a warning beside the fate, or CARE_NO_REASON */
    day *from, *to;   /* what of it stands in the history; DAY_NONE where nothing does, to DAY_OPEN where open; to = from
                         where no night of it is left */
    int64_t count[CARE_FATE_COUNT];    /* rows of each fate */
    int64_t warned[CARE_REASON_COUNT]; /* rows of each warning */
};

/*
 * Makes the histories of all children of the records that have a date of birth and a period of care, observed from the 1
 * April of the oldest return to the day after `as_at` (rows and dates after as_at are not known then), and the fate of
 * every row. `of_child[person]` (owned by the caller, free it; may be passed as NULL) is the child of each person in the
 * histories.
 *
 * All three come back empty after a failure: PROBLEM_INPUT when there is no return or as_at lies before the first,
 * PROBLEM_INTERNAL when rows are not grouped by child or have no DECOM, PROBLEM_MEMORY.
 */
int care_history_build(const struct care_system *system, const struct care_records *records, day as_at,
                       struct flow_histories *histories, struct care_fates *fates, int32_t **of_child,
                       struct problem *problem);

void care_fates_clear(struct care_fates *fates); /* safe on zeroes and twice */

#endif
