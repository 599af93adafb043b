#include "synth/luck.h"
#include "synth/story.h"

enum {
    FIRST_YEAR = 2026,
    FROM_AGE = 11,
    HOMES_PER_MILLE = 60,   /* of placements in children's homes */
    OTHERS_PER_MILLE = 300, /* of those in Z12 and Z13 */
    AFTER_LEAST = 5,        /* days from the beginning of the placement to the order */
    AFTER_MOST = 60,
    LASTS_LEAST = 28,
    LASTS_MOST = 180
};

/* How many in 1,000 placements of that kind have an order. */
static int32_t per_mille_of(const struct synth_episode *episode)
{
    short_code place = episode->home.place ? synth_place_code(episode->home.place, FIRST_YEAR) : 0;
    if (place == code_of("K2"))
        return HOMES_PER_MILLE;
    return place == code_of("Z12") || place == code_of("Z13") ? OTHERS_PER_MILLE : 0;
}

static void order_row(struct synth_year *year, const struct synth_story *story, day from, day to)
{
    char born[RETURN_CELL_SIZE], begins[RETURN_CELL_SIZE], ends[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    synth_story_begin_row(story, cell, born);
    cell[DOLO_DOLO_START] = return_date_text(from, begins);
    cell[DOLO_DOLO_END] = return_date_text(to <= calendar_year_end(year->year) ? to : DAY_OPEN, ends);
    synth_year_row(year, RETURN_DOLO, cell);
}

void synth_dolo_add(struct synth_year *year, const struct synth_story *story)
{
    day first = calendar_year_start(year->year), last = calendar_year_end(year->year);
    day old_enough = calendar_birthday(story->child->born, FROM_AGE);
    if (year->year < FIRST_YEAR)
        return;
    struct chance_stream luck = {0};
    int32_t period = -1;
    for (int64_t i = 0; i < story->episodes->count; i++) {
        const struct synth_episode *episode = &story->episodes->episode[i];
        if (episode->period != period) {
            period = episode->period;
            luck = synth_luck_of(story->council->seed, synth_story_period(story, period)->number, SYNTH_LUCK_LIBERTY);
        }
        bool ordered = synth_luck_comes(&luck, per_mille_of(episode));
        day from = episode->decom + synth_luck_between(&luck, AFTER_LEAST, AFTER_MOST);
        day to = from + synth_luck_between(&luck, LASTS_LEAST, LASTS_MOST);
        to = to < episode->dec ? to : episode->dec - 1; /* lifted before the child moves */
        if (ordered && episode->decom >= old_enough && from < to && from <= last && to >= first)
            order_row(year, story, from, to);
    }
}
