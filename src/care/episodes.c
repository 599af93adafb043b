#include "care/episodes.h"

#include <stdlib.h>

bool care_short_break(short_code legal_status)
{
    return legal_status == code_of("V3") || legal_status == code_of("V4");
}

void care_episode_warn(struct care_episode *episode, enum care_reason warning)
{
    if (episode->warning == CARE_NO_REASON)
        episode->warning = warning;
}

void care_row_drop(const struct care_reading *reading, int64_t row, enum care_fate fate, enum care_reason reason)
{
    struct care_fates *fates = reading->fates;
    fates->fate[row] = (uint8_t)fate;
    fates->reason[row] = (uint8_t)reason;
    fates->warning[row] = CARE_NO_REASON;
    fates->from[row] = fates->to[row] = DAY_NONE;
}

/* The rest of an episode that was told around another: the row stands to the end of it. */
static void settle_rest(struct care_fates *fates, const struct care_episode *rest)
{
    fates->to[rest->row] = rest->to;
    if (rest->fate == CARE_CLOSED) {
        fates->fate[rest->row] = (uint8_t)rest->fate;
        fates->reason[rest->row] = (uint8_t)rest->reason;
    }
    if (fates->warning[rest->row] == CARE_NO_REASON)
        fates->warning[rest->row] = (uint8_t)rest->warning;
}

void care_episodes_settle(const struct care_reading *reading, const struct care_child *child)
{
    struct care_fates *fates = reading->fates;
    for (int64_t i = 0; i < child->episodes; i++) {
        const struct care_episode *episode = &child->episode[i];
        if (episode->resumed) {
            settle_rest(fates, episode);
            continue;
        }
        fates->fate[episode->row] = (uint8_t)episode->fate;
        fates->reason[episode->row] = (uint8_t)episode->reason;
        fates->warning[episode->row] = (uint8_t)episode->warning;
        fates->from[episode->row] = episode->from;
        fates->to[episode->row] = episode->to;
    }
}

/* Whether the row can be part of a history at all; if not, it gets its fate. */
static bool row_usable(const struct care_reading *reading, const struct care_child *child, int64_t row)
{
    const struct care_records *records = reading->records;
    day decom = records->decom[row], dec = records->dec[row];
    if (child->eighteenth == DAY_NONE)
        care_row_drop(reading, row, CARE_UNUSABLE, CARE_NO_HEADER);
    else if (decom < records->born[child->number])
        care_row_drop(reading, row, CARE_UNUSABLE, CARE_BEFORE_BIRTH);
    else if (dec != DAY_NONE && dec < decom)
        care_row_drop(reading, row, CARE_UNUSABLE, CARE_DEC_BEFORE_DECOM);
    else if (decom >= child->eighteenth)
        care_row_drop(reading, row, CARE_TOO_OLD, CARE_AFTER_EIGHTEEN);
    else if (decom > reading->as_at)
        care_row_drop(reading, row, CARE_LATER, CARE_AFTER_AS_AT);
    else
        return true;
    return false;
}

/* A DEC that is there and not after all that the returns speak of. */
static bool row_ended(const struct care_reading *reading, int64_t row)
{
    day dec = reading->records->dec[row];
    return dec != DAY_NONE && dec <= reading->records->known_to;
}

static struct care_episode episode_of(const struct care_reading *reading, int64_t row)
{
    const struct care_records *records = reading->records;
    bool known, temporary;
    int32_t state = care_state_of(reading->system, records->place[row], records->provider[row], &temporary, &known);
    bool ended = row_ended(reading, row);
    return (struct care_episode){
        .row = row,
        .from = records->decom[row],
        .to = ended && records->dec[row] <= reading->as_at ? records->dec[row] : DAY_OPEN,
        .ended = ended,
        .temporary = temporary,
        .known = known,
        .state = (int8_t)state,
        .fate = CARE_KEPT,
    };
}

static int order(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

/* By DECOM; on one day same-day episodes first, since something must follow them; then by return, then as in the file. */
static int compare_episodes(const void *left, const void *right)
{
    const struct care_episode *a = left, *b = right;
    if (a->from != b->from)
        return order(a->from, b->from);
    int by = order(a->to != a->from, b->to != b->from);
    return by ? by : order(a->row, b->row); /* rows of a child stand by year of return */
}

static bool same_row(const struct care_records *records, int64_t left, int64_t right)
{
    return records->place[left] == records->place[right] && records->ls[left] == records->ls[right] &&
           records->dec[left] == records->dec[right] && records->rne[left] == records->rne[right] &&
           records->provider[left] == records->provider[right] && records->rec[left] == records->rec[right];
}

/*
 * How like the telling of one episode two rows with the same DECOM are. PLACE (be it under the code of another year) and LS
 * say it is the same; failing that, RNE does, since any of the others may have been corrected; all three settle it between
 * two episodes of one day. 0: not alike.
 */
enum { ALIKE_IN_START = 1, ALIKE_IN_PLACEMENT = 2, ALIKE_IN_ALL = 3 };

static int likeness(const struct care_reading *reading, int64_t left, int64_t right)
{
    const struct care_records *records = reading->records;
    bool placement = records->ls[left] == records->ls[right] &&
                     care_place_same(reading->system, records->place[left], records->place[right]);
    bool start = records->rne[left] == records->rne[right];
    return ALIKE_IN_PLACEMENT * placement + ALIKE_IN_START * start;
}

/* Episodes that begin on the same day: what is compared to find the tellings of one episode. */
struct same_start {
    struct care_episode *episode;
    int64_t count;
};

/* Whether `newer` tells the episode of `row`: it is like it, and no other row of row's return is more like it. */
static bool tells(const struct care_reading *reading, const struct same_start *group, int64_t newer, int64_t row)
{
    const struct care_records *records = reading->records;
    int like = records->year[newer] > records->year[row] ? likeness(reading, row, newer) : 0;
    for (int64_t k = 0; k < group->count && like > 0; k++) {
        int64_t other = group->episode[k].row;
        if (records->year[other] == records->year[row] && likeness(reading, other, newer) > like)
            return false;
    }
    return like > 0;
}

/* Whether another row of the same return tells the same episode and when it ended: who has the end knows more. */
static bool end_told_beside(const struct care_reading *reading, const struct care_episode *open,
                            const struct care_episode *other)
{
    const struct care_records *records = reading->records;
    int64_t row = open->row, beside = other->row;
    return records->dec[row] == DAY_NONE && other->ended && records->dec[beside] > records->decom[beside] &&
           records->year[row] == records->year[beside] && likeness(reading, row, beside) == ALIKE_IN_ALL &&
           records->provider[row] == records->provider[beside];
}

/* Why episode i of the group gives way to another of it; CARE_NO_REASON when it stands. The newer one may get a warning. */
static enum care_reason telling_superseded(const struct care_reading *reading, const struct same_start *group, int64_t i)
{
    const struct care_records *records = reading->records;
    int64_t row = group->episode[i].row;
    enum care_reason reason = CARE_NO_REASON;
    for (int64_t j = 0; j < group->count; j++) {
        int64_t other = group->episode[j].row;
        if (records->year[other] == records->year[row] && other > row && same_row(records, row, other))
            return CARE_SAME_ROW;
        if (end_told_beside(reading, &group->episode[i], &group->episode[j]))
            return CARE_END_TOLD;
        if (!tells(reading, group, other, row))
            continue;
        reason = CARE_SAME_EPISODE;
        if (group->episode[i].to != DAY_OPEN && records->dec[other] == DAY_NONE)
            care_episode_warn(&group->episode[j], CARE_DEC_BLANKED);
    }
    return reason;
}

/* Rules 1 and 2 within a group: marked by the fate, so that the group stays whole while it is compared. */
static void group_choose(const struct care_reading *reading, const struct same_start *group)
{
    const struct care_records *records = reading->records;
    for (int64_t i = 0; i < group->count; i++) {
        struct care_episode *episode = &group->episode[i];
        enum care_reason reason = telling_superseded(reading, group, i);
        if (reason != CARE_NO_REASON) {
            episode->fate = CARE_SUPERSEDED;
            episode->reason = reason;
        } else if (care_short_break(records->ls[episode->row])) {
            episode->fate = CARE_SHORT_BREAK;
            episode->reason = CARE_SHORT_BREAK_STATUS;
        }
    }
}

static bool is_odd(const struct care_records *records, int64_t row, int what, enum care_field field)
{
    return (records->odd[row] & care_odd(what, field)) != 0;
}

/* What is warned of a row's codes: first what decides the kind of home, then the way out, then what decides less. */
static enum care_reason codes_warning(const struct care_reading *reading, const struct care_episode *episode)
{
    const struct care_records *records = reading->records;
    int64_t row = episode->row;
    short_code place = records->place[row];
    bool rec_known;
    care_exit_of(reading->system, records->rec[row], &rec_known);
    if (!episode->known)
        return place == 0                                 ? CARE_BLANK_PLACE
               : care_place_known(reading->system, place) ? CARE_UNKNOWN_PROVIDER
                                                          : CARE_UNKNOWN_PLACE;
    if (!rec_known)
        return CARE_UNKNOWN_REC;
    if (is_odd(records, row, CARE_IN_NO_LIST, CARE_LS))
        return CARE_UNKNOWN_LS;
    if (is_odd(records, row, CARE_IN_NO_LIST, CARE_PROVIDER))
        return CARE_ODD_PROVIDER;
    for (int field = 0; field < CARE_FIELDS; field++)
        if (is_odd(records, row, CARE_OF_ANOTHER_YEAR, (enum care_field)field))
            return CARE_CODE_OF_ANOTHER_YEAR;
    return CARE_NO_REASON;
}

/* An open row that names a way out of care: nobody can say when. X1 names none. */
static bool left_without_a_day(const struct care_reading *reading, int64_t row)
{
    bool known;
    return reading->records->dec[row] == DAY_NONE && care_exit_of(reading->system, reading->records->rec[row], &known) >= 0;
}

void care_episodes_warn_of_codes(const struct care_reading *reading, const struct care_child *child)
{
    const struct care_records *records = reading->records;
    for (int64_t i = 0; i < child->episodes; i++) {
        struct care_episode *episode = &child->episode[i];
        if (episode->to == DAY_OPEN && left_without_a_day(reading, episode->row))
            care_episode_warn(episode, CARE_REC_WITHOUT_DEC);
        care_episode_warn(episode, codes_warning(reading, episode));
        if (episode->ended && records->dec[episode->row] == records->decom[episode->row])
            care_episode_warn(episode, CARE_SAME_DAY);
    }
}

void care_episodes_choose(const struct care_reading *reading, struct care_child *child)
{
    struct care_episode *episode = child->episode;
    int64_t usable = 0;
    for (int64_t row = child->first_row; row < child->end_row; row++)
        if (row_usable(reading, child, row))
            episode[usable++] = episode_of(reading, row);
    qsort(episode, (size_t)usable, sizeof *episode, compare_episodes);

    for (int64_t start = 0, end; start < usable; start = end) {
        for (end = start + 1; end < usable && episode[end].from == episode[start].from; end++)
            ;
        struct same_start group = {episode + start, end - start};
        group_choose(reading, &group);
    }
    child->episodes = 0;
    for (int64_t i = 0; i < usable; i++) {
        if (episode[i].fate != CARE_KEPT) {
            care_row_drop(reading, episode[i].row, episode[i].fate, episode[i].reason);
            continue;
        }
        if (!episode[i].ended && reading->records->dec[episode[i].row] != DAY_NONE)
            care_episode_warn(&episode[i], CARE_DEC_FUTURE);
        episode[child->episodes++] = episode[i];
    }
}
