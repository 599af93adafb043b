#include "care/timeline.h"

#include <string.h>

/* The return of a collection year of the child's authority; NULL when it is missing. */
static const struct care_return *return_find(const struct care_records *records, int32_t authority, int32_t year)
{
    for (int32_t i = 0; i < records->returns; i++)
        if (records->return_of[i].authority == authority && records->return_of[i].year == year)
            return &records->return_of[i];
    return NULL;
}

static int32_t return_newest(const struct care_records *records, int32_t authority)
{
    int32_t newest = INT32_MIN;
    for (int32_t i = 0; i < records->returns; i++)
        if (records->return_of[i].authority == authority && records->return_of[i].year > newest)
            newest = records->return_of[i].year;
    return newest;
}

/* Whether the return of `year` has the child in care; short breaks alone do not count. */
static bool child_in_return(const struct care_records *records, const struct care_child *child, int32_t year)
{
    for (int64_t row = child->first_row; row < child->end_row; row++)
        if (records->year[row] == year && !care_short_break(records->ls[row]))
            return true;
    return false;
}

/* Complete: as many children as the year before, give or take 40%. Losing children is not the same as losing rows. */
static bool return_complete(const struct care_return *before, const struct care_return *after)
{
    int64_t change = after->children - before->children;
    return (change < 0 ? -change : change) * 10 <= before->children * 4;
}

/*
 * Rule 3 for one open episode. The question is asked of the last return that names the child without a break from the
 * episode's own: a child that is in the next return but whose episode is not is the business of rules 1 and 4.
 */
static enum care_reason absence_of(const struct care_reading *reading, const struct care_child *child,
                                   const struct care_episode *episode, day *ends)
{
    const struct care_records *records = reading->records;
    int32_t authority = records->authority[child->number];
    int32_t year = records->year[episode->row];
    while (child_in_return(records, child, year + 1))
        year++;
    if (year >= return_newest(records, authority))
        return CARE_NO_REASON;
    const struct care_return *own = return_find(records, authority, year);
    const struct care_return *next = return_find(records, authority, year + 1);
    if (!own || !next)
        return CARE_YEAR_MISSING;
    if (!return_complete(own, next))
        return CARE_ABSENT_UNSURE;
    *ends = calendar_year_end(year) > episode->from ? calendar_year_end(year) : episode->from;
    return CARE_ABSENT_NEXT_YEAR;
}

static void close_absent(const struct care_reading *reading, const struct care_child *child, struct care_episode *episode)
{
    day ends = DAY_NONE;
    if (absence_of(reading, child, episode, &ends) != CARE_ABSENT_NEXT_YEAR || ends > reading->as_at)
        return;
    episode->to = ends;
    episode->fate = CARE_CLOSED;
    episode->reason = CARE_ABSENT_NEXT_YEAR;
}

/* Warns of an absence that still shows once all rules have been applied. */
static void warn_of_absence(const struct care_reading *reading, const struct care_child *child, struct care_episode *episode)
{
    day ends = DAY_NONE;
    if (episode->reason == CARE_ABSENT_NEXT_YEAR)
        care_episode_warn(episode, CARE_ABSENT_NEXT_YEAR);
    if (episode->to != DAY_OPEN || episode->ended)
        return;
    enum care_reason reason = absence_of(reading, child, episode, &ends);
    if (reason != CARE_ABSENT_NEXT_YEAR && calendar_year_end(reading->records->year[episode->row]) < reading->as_at)
        care_episode_warn(episode, reason);
}

/* Whether the row of the episode tells a way out of care, be it after the last known day. */
static bool way_out_told(const struct care_reading *reading, const struct care_episode *episode)
{
    bool known;
    return episode->ended && care_exit_of(reading->system, reading->records->rec[episode->row], &known) >= 0;
}

static bool leaves_care(const struct care_reading *reading, const struct care_episode *episode)
{
    return way_out_told(reading, episode) && episode->to == reading->records->dec[episode->row];
}

bool care_left_and_came_back(const struct care_reading *reading, const struct care_episode *before,
                             const struct care_episode *after)
{
    return reading->records->rne[after->row] == code_of("S") && leaves_care(reading, before);
}

/* The end that the row of an episode tells, be it after the last known day. */
static day end_told(const struct care_reading *reading, const struct care_episode *episode)
{
    return episode->ended ? reading->records->dec[episode->row] : DAY_OPEN;
}

/*
 * Whether the return of `older` has told the episode of `newer` as well, and that it goes on to the end of `older` at least:
 * it told one within the other, and a return that repeats the other alone takes nothing back.
 */
static bool told_within(const struct care_reading *reading, const struct care_child *child, const struct care_episode *newer,
                        const struct care_episode *older)
{
    const struct care_records *records = reading->records;
    for (int64_t row = child->first_row; row < child->end_row; row++)
        if (records->year[row] == records->year[older->row] && records->decom[row] == newer->from &&
            (records->dec[row] == DAY_NONE || records->dec[row] >= end_told(reading, older)))
            return true;
    return false;
}

/*
 * Whether `newer` says otherwise of the days of `older`: of an open one, on the day on which it began; of one that ended, on
 * all of its days and before them. A temporary stay need not be told again while the placement goes on.
 */
static bool denies(const struct care_reading *reading, const struct care_child *child, const struct care_episode *newer,
                   const struct care_episode *older)
{
    if (reading->records->year[newer->row] <= reading->records->year[older->row])
        return false;
    if (!older->ended)
        return newer->from <= older->from && end_told(reading, newer) > older->from;
    if (newer->from >= older->from || end_told(reading, newer) < end_told(reading, older))
        return false;
    return way_out_told(reading, older) || (!older->temporary && !told_within(reading, child, newer, older));
}

static bool told_otherwise(const struct care_reading *reading, const struct care_child *child, int64_t i)
{
    const struct care_episode *episode = &child->episode[i];
    for (int64_t j = 0; j < child->episodes && child->episode[j].from <= episode->from; j++)
        if (denies(reading, child, &child->episode[j], episode))
            return true;
    return false;
}

static void drop_told_otherwise(const struct care_reading *reading, struct care_child *child)
{
    int64_t dropped = 0;
    for (int64_t i = 0; i < child->episodes; i++)
        if (told_otherwise(reading, child, i)) {
            child->episode[i].fate = CARE_SUPERSEDED;
            dropped++;
        }
    if (dropped == 0)
        return;
    int64_t kept = 0;
    for (int64_t i = 0; i < child->episodes; i++)
        if (child->episode[i].fate == CARE_SUPERSEDED)
            care_row_drop(reading, child->episode[i].row, CARE_SUPERSEDED, CARE_TOLD_OTHERWISE);
        else
            child->episode[kept++] = child->episode[i];
    child->episodes = kept;
}

/* A temporary stay told while the placement before it goes on; one that ends care is no such thing. */
static bool stay_inside(const struct care_reading *reading, const struct care_episode *before,
                        const struct care_episode *stay)
{
    return stay->temporary && stay->to <= before->to && !leaves_care(reading, stay);
}

/* Rule 4 for two episodes in a row. */
static void fit_pair(const struct care_reading *reading, struct care_episode *before, const struct care_episode *after)
{
    if (before->to > after->from) {
        before->to = after->from;
        before->fate = CARE_SHORTENED;
        before->reason = before->ended ? CARE_OVERLAP : CARE_STALE_OPEN;
    } else if (before->to == after->from - 1 && !care_left_and_came_back(reading, before, after)) {
        before->to = after->from;
        care_episode_warn(before, CARE_GAP_BRIDGED);
    }
}

/* Whether the episode ended as its row tells, without a way out of care: the child must be somewhere on that day. */
static bool ends_within_care(const struct care_reading *reading, const struct care_episode *episode)
{
    return episode->to == end_told(reading, episode) && episode->ended && !leaves_care(reading, episode);
}

/*
 * The last episode that goes on after `before`, which was told within it, by the same return or a newer one; -1 when there
 * is none. An older return knows less than the one that tells the end of `before`.
 */
static int64_t around(const struct care_reading *reading, const struct care_child *child, int64_t before)
{
    const struct care_episode *within = &child->episode[before];
    const int32_t *year = reading->records->year;
    for (int64_t i = before - 1; i >= 0; i--) {
        const struct care_episode *outer = &child->episode[i];
        if (!outer->inside && outer->told_to > within->to && year[outer->row] >= year[within->row])
            return i;
    }
    return -1;
}

/*
 * Where episode `before` leaves the child in care and the next is not there yet, the episode around it goes on: its rest is
 * put in at `at`.
 */
static void resume(const struct care_reading *reading, struct care_child *child, int64_t before, int64_t at)
{
    if (!ends_within_care(reading, &child->episode[before]))
        return;
    day end = child->episode[before].to;
    if (at < child->episodes && child->episode[at].from <= end + 1)
        return;
    int64_t outer = around(reading, child, before);
    if (outer < 0)
        return;
    struct care_episode rest = child->episode[outer];
    bool closed = !rest.ended && rest.told_to != DAY_OPEN;
    child->episode[outer].reason = CARE_INTERRUPTED;
    rest.part_of = rest.resumed ? rest.part_of : outer;
    rest.resumed = true;
    rest.from = end;
    rest.to = rest.told_to;
    rest.fate = closed ? CARE_CLOSED : CARE_KEPT;
    rest.reason = closed ? CARE_ABSENT_NEXT_YEAR : CARE_NO_REASON;
    rest.warning = CARE_NO_REASON;
    memmove(&child->episode[at + 1], &child->episode[at], (size_t)(child->episodes - at) * sizeof rest);
    child->episode[at] = rest;
    child->episodes++;
}

static void fit_all(const struct care_reading *reading, struct care_child *child)
{
    int64_t before = -1;
    for (int64_t i = 0; i < child->episodes; i++)
        child->episode[i].told_to = child->episode[i].to;
    for (int64_t i = 0;; i++) {
        if (before >= 0)
            resume(reading, child, before, i);
        if (i >= child->episodes)
            break;
        struct care_episode *episode = &child->episode[i];
        struct care_episode *last = before >= 0 ? &child->episode[before] : NULL;
        episode->inside = last && !episode->resumed && stay_inside(reading, last, episode);
        if (episode->inside)
            continue;
        if (last)
            fit_pair(reading, last, episode);
        before = i;
    }
}

/* A stay told inside an episode ends with it at the latest, whatever became of the episode since. */
static void trim_stays(struct care_child *child)
{
    const struct care_episode *around = NULL;
    for (int64_t i = 0; i < child->episodes; i++) {
        struct care_episode *episode = &child->episode[i];
        if (!episode->inside) {
            around = episode;
        } else if (episode->to > around->to) {
            episode->to = around->to > episode->from ? around->to : episode->from;
            episode->fate = CARE_SHORTENED;
            episode->reason = around->reason;
        }
    }
}

/* Rule 7. */
static void end_at_eighteen(const struct care_reading *reading, const struct care_child *child, struct care_episode *episode)
{
    if (child->eighteenth > reading->as_at || episode->to <= child->eighteenth)
        return;
    episode->to = child->eighteenth;
    episode->fate = episode->ended ? CARE_SHORTENED : CARE_CLOSED;
    episode->reason = CARE_EIGHTEEN;
}

void care_timeline_fit(const struct care_reading *reading, struct care_child *child)
{
    drop_told_otherwise(reading, child);
    for (int64_t i = 0; i < child->episodes; i++)
        if (!child->episode[i].ended)
            close_absent(reading, child, &child->episode[i]);

    fit_all(reading, child);
    for (int64_t i = 0; i < child->episodes; i++) {
        end_at_eighteen(reading, child, &child->episode[i]);
        warn_of_absence(reading, child, &child->episode[i]);
    }
    trim_stays(child);
}
