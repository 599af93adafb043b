#include "synth/story.h"

#include "synth/luck.h"

enum { MOTHERS_PER_MILLE = 90, MOTHER_FROM_AGE = 15, MOTHER_TO_AGE = 18 };

int32_t synth_story_in_care(const struct synth_story *story, day on)
{
    for (int32_t p = 0; p < story->child->periods; p++)
        if (synth_story_from(story, p) <= on && on < synth_story_to(story, p))
            return p;
    return -1;
}

const struct synth_episode *synth_story_end(const struct synth_story *story, int32_t number, day by)
{
    const struct synth_episodes *episodes = story->episodes;
    for (int64_t i = 0; i < episodes->count; i++) {
        const struct synth_episode *episode = &episodes->episode[i];
        if (episode->period == number && episode->leaving && episode->dec <= by)
            return episode;
    }
    return NULL;
}

void synth_story_begin_row(const struct synth_story *story, struct return_text *cell, char born[RETURN_CELL_SIZE])
{
    cell[0] = return_text_of(story->particulars->child);
    cell[1] = return_date_text(story->child->born, born);
}

/* The first day of the episode that holds the night of a day; DAY_NONE when none does. */
static day episode_from(const struct synth_story *story, day on)
{
    for (int64_t i = 0; i < story->episodes->count; i++)
        if (story->episodes->episode[i].decom <= on && on < story->episodes->episode[i].dec)
            return story->episodes->episode[i].decom;
    return DAY_NONE;
}

/* On the day on which an episode begins, so that the return of no year says that the baby came after care had ended. */
day synth_mother_on(const struct synth_story *story)
{
    const struct synth_child *child = story->child;
    struct chance_stream luck = synth_luck_of(story->council->seed, child->number, SYNTH_LUCK_MOTHER);
    bool becomes = synth_luck_comes(&luck, MOTHERS_PER_MILLE);
    day earliest = calendar_birthday(child->born, MOTHER_FROM_AGE);
    day on = synth_luck_between(&luck, earliest, calendar_birthday(child->born, MOTHER_TO_AGE) - 1);
    if (!becomes || story->particulars->sex != 'F')
        return DAY_NONE;
    on = episode_from(story, on);
    return on >= earliest ? on : DAY_NONE;
}
