/*
 * story: one child as the tables of the return tell it, and the tables that tell more than header, episodes and UASC.
 *
 * Each function adds the rows of one table that a child has in the year of the return, if it has any. What is told is
 * consistent with the episodes and keeps the rules of the return; how often things happen is a proposal, but where a source
 * is named.
 *
 *     reviews              within 20 working days of the start, within 3 months of that, then within 6 months (Care
 *                          Planning, Placement and Case Review (England) Regulations 2010 reg. 33)
 *     missing              of some who are 12 or older; back before the episode ends
 *     oc2                  children looked after the whole year to 31 March
 *     oc3                  who turned 17 to 21 in the year, had left care by that birthday, and had been in it for 13 weeks
 *                          after 14 and for some time after 16 (who left before the first return is not known)
 *     ad1                  who was adopted in the year
 *     placed_adoption      from the decision on, until the child is adopted or has left, or the decision is reversed
 *     previous_permanence  who started in the year; from 2016-17
 *     social_worker        all workers in the year of those in care on 31 March; from 2023-24
 *     dolo                 deprivation of liberty orders in children's homes and some other placements; from 2026-27
 *
 * Inside synth/. Includes: base, calendar, chance, returns.
 */
#ifndef SYNTH_STORY_H
#define SYNTH_STORY_H

#include "synth/council.h"
#include "synth/episodes.h"
#include "synth/particulars.h"
#include "synth/year_files.h"

struct synth_story {
    const struct synth_council *council;         /* borrowed, like all of it */
    const struct synth_child *child;             /* of the council */
    const struct synth_particulars *particulars; /* of the child */
    const struct synth_episodes *episodes;       /* of the child, all of them */
};

/* A period of the child, from 0, and its days; `to` is DAY_OPEN while it lasts. */
static inline const struct synth_period *synth_story_period(const struct synth_story *story, int32_t number)
{
    return &story->council->period[story->child->first_period + number];
}

static inline day synth_story_from(const struct synth_story *story, int32_t number)
{
    return synth_period_from(story->council, synth_story_period(story, number));
}

static inline day synth_story_to(const struct synth_story *story, int32_t number)
{
    return synth_period_to(story->council, synth_story_period(story, number));
}

/* The period in which the child is in care in the night of that day; -1 when in none. */
int32_t synth_story_in_care(const struct synth_story *story, day on);

/* How the period ends: the last episode, when it has ended by that day; else NULL. */
const struct synth_episode *synth_story_end(const struct synth_story *story, int32_t number, day by);

/* CHILD and DOB, with which most tables begin. `born` has room for the date. */
void synth_story_begin_row(const struct synth_story *story, struct return_text *cell, char born[RETURN_CELL_SIZE]);

void synth_reviews_add(struct synth_year *year, const struct synth_story *story);
void synth_missing_add(struct synth_year *year, const struct synth_story *story);
void synth_oc2_add(struct synth_year *year, const struct synth_story *story);
void synth_oc3_add(struct synth_year *year, const struct synth_story *story);
void synth_ad1_add(struct synth_year *year, const struct synth_story *story);
void synth_placed_adoption_add(struct synth_year *year, const struct synth_story *story);
void synth_previous_permanence_add(struct synth_year *year, const struct synth_story *story);
void synth_social_worker_add(struct synth_year *year, const struct synth_story *story);
void synth_dolo_add(struct synth_year *year, const struct synth_story *story);

/* Whether the year's OC3 tells of the child. */
bool synth_is_care_leaver(const struct synth_story *story, int32_t year);

/* The day on which a girl becomes a mother in care, the first of an episode; DAY_NONE for most. */
day synth_mother_on(const struct synth_story *story);

#endif
