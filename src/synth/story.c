#include "synth/story.h"

#include "synth/luck.h"

enum { MOTHERS_PER_MILLE = 60, MOTHER_FROM_AGE = 15, MOTHER_TO_AGE = 18 };

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

day synth_mother_on(const struct synth_story *story)
{
    const struct synth_child *child = story->child;
    struct chance_stream luck = synth_luck_of(story->council->seed, child->number, SYNTH_LUCK_MOTHER);
    bool becomes = synth_luck_comes(&luck, MOTHERS_PER_MILLE);
    day on = synth_luck_between(&luck, calendar_birthday(child->born, MOTHER_FROM_AGE),
                                calendar_birthday(child->born, MOTHER_TO_AGE) - 1);
    return becomes && story->particulars->sex == 'F' && synth_story_in_care(story, on) >= 0 ? on : DAY_NONE;
}
