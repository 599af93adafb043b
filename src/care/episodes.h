/*
 * episodes: which rows of one child tell of care, and which row tells each episode (rules 1, 2 and 6 of care/history.h).
 *
 * Every annual return tells every episode that touches its year, with the dates as known then; so one episode comes once a
 * return for as long as it lasts. Here each row is judged on its own (usable? known yet? under 18?), then the newest telling
 * of each episode is chosen. What is left are the episodes that stand, in order of time; the other rows have got their fate.
 *
 * Inside care/. Pure. Includes: base, calendar, care/history, care/records, care/system.
 */
#ifndef CARE_EPISODES_H
#define CARE_EPISODES_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/calendar.h"
#include "care/history.h"
#include "care/records.h"
#include "care/system.h"

/* What the reading of all children shares. All borrowed. */
struct care_reading {
    const struct care_system *system;
    const struct care_records *records;
    day as_at;                /* the last day that is known */
    struct care_fates *fates; /* filled as rows meet theirs */
};

/* An episode that stands. Its row tells it; the dates are what the rules leave of the row's. */
struct care_episode {
    int64_t row;
    day from, to;    /* nights [from, to); to is DAY_OPEN while open as at the last known day */
    bool ended;      /* its row has a DEC that can be believed, be it after the last known day */
    bool temporary;  /* T0–T4 */
    bool inside;     /* a temporary stay told inside an episode that goes on: splits nothing */
    bool resumed;    /* the rest of episode `part_of`, after one that was told within it (care/timeline.h) */
    bool known;      /* its PLACE and provider are known codes */
    int8_t state;    /* state id of PLACE and provider; once spells are made, of the home in which the child is meanwhile */
    int64_t home;    /* the row that tells that home, once spells are made */
    int64_t part_of; /* of a resumed one: place in child->episode of the episode whose rest it is */
    day told_to;     /* as `to`, before the rules about several episodes cut it */
    enum care_fate fate;
    enum care_reason reason;  /* of the fate */
    enum care_reason warning; /* first come, first kept: callers warn of what matters most first */
};

/* An episode may be resumed after each of those told within it, which are at most as many as the rows. */
enum { CARE_EPISODES_A_ROW = 2 };

/* One child and its rows [first_row, end_row) of the records. */
struct care_child {
    int32_t number;
    int64_t first_row, end_row;
    day eighteenth;               /* the birthday on which care ends; DAY_NONE without a date of birth */
    struct care_episode *episode; /* borrowed room for CARE_EPISODES_A_ROW times as many as the child has rows */
    int64_t episodes;
};

/* Fills child->episode with the episodes that stand, by from; the fates of the other rows are set. */
void care_episodes_choose(const struct care_reading *reading, struct care_child *child);

/* V3 and V4: agreed series of short breaks. */
bool care_short_break(short_code legal_status);

/* Warns of the episode unless it is warned of already. */
void care_episode_warn(struct care_episode *episode, enum care_reason warning);

/* Warns of odd codes, of a way out without its day and of same-day episodes: last, since they matter least. */
void care_episodes_warn_of_codes(const struct care_reading *reading, const struct care_child *child);

/* Gives the row a fate that leaves nothing of it in the history. */
void care_row_drop(const struct care_reading *reading, int64_t row, enum care_fate fate, enum care_reason reason);

/* Tells the fates of the rows that still stand, once all rules have been applied. */
void care_episodes_settle(const struct care_reading *reading, const struct care_child *child);

#endif
