#include "synth/luck.h"
#include "synth/story.h"

enum {
    GOES_PER_MILLE = 220, /* of periods, in how many the child ever goes missing if it is old enough */
    FROM_AGE = 12,
    QUIET_LEAST = 15, /* days between two times */
    QUIET_MOST = 240,
    AWAY_MOST = 3,           /* days */
    MISSING_PER_MILLE = 800, /* the others are away without authorisation, whereabouts known */
    SETTLING = 3             /* days after the start of a period in which nobody goes */
};

/* The last day on which a child who goes on that day must be back: before its episode ends; DAY_NONE when there is no room.
 */
static day back_by(const struct synth_story *story, int32_t number, day on)
{
    const struct synth_episodes *episodes = story->episodes;
    for (int64_t i = 0; i < episodes->count; i++) {
        const struct synth_episode *episode = &episodes->episode[i];
        if (episode->period == number && episode->decom <= on && on < episode->dec)
            return episode->dec == DAY_OPEN ? DAY_OPEN : episode->dec - 1;
    }
    return DAY_NONE;
}

static void missing_row(struct synth_year *year, const struct synth_story *story, day start, day back, bool missing)
{
    char born[RETURN_CELL_SIZE], begins[RETURN_CELL_SIZE], ends[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    synth_story_begin_row(story, cell, born);
    cell[MISSING_MISSING] = return_text_of(missing ? "M" : "A");
    cell[MISSING_MIS_START] = return_date_text(start, begins);
    cell[MISSING_MIS_END] = return_date_text(back <= calendar_year_end(year->year) ? back : DAY_OPEN, ends);
    synth_year_row(year, RETURN_MISSING, cell);
}

static void period_add(struct synth_year *year, const struct synth_story *story, int32_t number)
{
    day from = calendar_year_start(year->year), to = calendar_year_end(year->year);
    day on = synth_story_from(story, number) + SETTLING, end = synth_story_to(story, number);
    day old_enough = calendar_birthday(story->child->born, FROM_AGE);
    struct chance_stream luck =
        synth_luck_of(story->council->seed, synth_story_period(story, number)->number, SYNTH_LUCK_MISSING);
    if (!synth_luck_comes(&luck, GOES_PER_MILLE))
        return;
    on = (on > old_enough ? on : old_enough) + synth_luck_between(&luck, 0, QUIET_MOST);
    while (on < end && on <= to) {
        day back = on + synth_luck_between(&luck, 0, AWAY_MOST), latest = back_by(story, number, on);
        bool missing = synth_luck_comes(&luck, MISSING_PER_MILLE);
        back = back < latest ? back : latest;
        if (back >= on && back >= from)
            missing_row(year, story, on, back, missing);
        on += AWAY_MOST + synth_luck_between(&luck, QUIET_LEAST, QUIET_MOST);
    }
}

void synth_missing_add(struct synth_year *year, const struct synth_story *story)
{
    for (int32_t p = 0; p < story->child->periods; p++)
        period_add(year, story, p);
}
