/*
 * timeline: the episodes of one child put end to end (rules 3, 4 and 7 of care/history.h).
 *
 *     DECOM          2019-04-01                  2019-09-10
 *     as told        |---- U4 ------------------------------ (open)
 *                                                |--- K2 --- (open)
 *     put in order   |---- U4 ------------------||--- K2 --- (open)
 *
 *     as told        |---- U4 ------------------------------ (open)
 *                              |- K2 -| X1
 *     put in order   |---- U4 |- K2 -|---- U4 (resumed) ---- (open)
 *
 * After it every episode but the last ends on or before the day on which the next begins, none goes beyond the 18th
 * birthday, and none is open that a later return shows to have ended.
 *
 * Inside care/. Pure. Includes: base, calendar, care/episodes.
 */
#ifndef CARE_TIMELINE_H
#define CARE_TIMELINE_H

#include <stdbool.h>

#include "care/episodes.h"

/* Applies the rules to child->episode, which care_episodes_choose has filled. */
void care_timeline_fit(const struct care_reading *reading, struct care_child *child);

/* Whether the child left at the end of `before` (an E code on the day it really ended) and started anew with `after` (RNE
 * S). */
bool care_left_and_came_back(const struct care_reading *reading, const struct care_episode *before,
                             const struct care_episode *after);

#endif
