#include "synth/luck.h"
#include "synth/story.h"

enum {
    FIRST_EARLIEST = 12,
    FIRST_LATEST = 26, /* 20 working days are 28 days, less where bank holidays fall */
    SECOND_EARLIEST = 60,
    SECOND_LATEST = 90,
    LATER_EARLIEST = 150,
    LATER_LATEST = 180,
    SPEAKS_FROM_AGE = 4
};

/* How children from age 4 take part, in per cent, PN1 to PN7. */
static const int32_t participation_weight[] = {52, 6, 2, 8, 11, 13, 8};

static void review_add(struct synth_year *year, const struct synth_story *story, day on, int32_t participation)
{
    char born[RETURN_CELL_SIZE], date[RETURN_CELL_SIZE];
    char participated[] = "PN0";
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    synth_story_begin_row(story, cell, born);
    if (calendar_age(story->child->born, on) >= SPEAKS_FROM_AGE)
        participated[2] = (char)('1' + participation);
    cell[REVIEWS_REVIEW] = return_date_text(on, date);
    cell[REVIEWS_REVIEW_CODE] = return_text_of(participated);
    synth_year_row(year, RETURN_REVIEWS, cell);
}

static void period_add(struct synth_year *year, const struct synth_story *story, int32_t number)
{
    day from = calendar_year_start(year->year), to = calendar_year_end(year->year);
    day on = synth_story_from(story, number), end = synth_story_to(story, number);
    struct chance_stream luck =
        synth_luck_of(story->council->seed, synth_story_period(story, number)->number, SYNTH_LUCK_REVIEWS);
    on += synth_luck_between(&luck, FIRST_EARLIEST, FIRST_LATEST);
    for (int32_t review = 0; on < end && on <= to; review++) {
        int32_t participation = synth_luck_weighted(&luck, participation_weight,
                                                    (int32_t)(sizeof participation_weight / sizeof *participation_weight));
        if (on >= from)
            review_add(year, story, on, participation);
        on += review == 0 ? synth_luck_between(&luck, SECOND_EARLIEST, SECOND_LATEST)
                          : synth_luck_between(&luck, LATER_EARLIEST, LATER_LATEST);
    }
}

void synth_reviews_add(struct synth_year *year, const struct synth_story *story)
{
    for (int32_t p = 0; p < story->child->periods; p++)
        period_add(year, story, p);
}
