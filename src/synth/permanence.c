#include "synth/luck.h"
#include "synth/story.h"

enum {
    FIRST_YEAR = 2016,
    ORDER_AFTER = 366,  /* an order comes no earlier than this after birth … */
    ORDER_BEFORE = 120, /* … and no later than this before the child starts again */
    UNKNOWN_DAY_PER_MILLE = 100
};

/* What children had before, in per mille. */
static const char *const options[] = {"Z1", "P1", "P2", "P3"};
static const int32_t option_weight[] = {938, 12, 33, 17};

/* Some authorities by their numbers at the DfE, and 999 for one that is not known. */
static const char *const authorities[] = {"301", "333", "341", "355", "380", "822", "850", "881", "916", "999"};

static void order_fill(struct chance_stream *luck, day on, struct return_text *cell, char date[RETURN_CELL_SIZE])
{
    int32_t where = synth_luck_below(luck, (int32_t)(sizeof authorities / sizeof *authorities));
    cell[PREVIOUS_PERMANENCE_LA_PERM] = return_text_of(authorities[where]);
    cell[PREVIOUS_PERMANENCE_DATE_PERM] = return_date_text(on, date);
    if (synth_luck_comes(luck, UNKNOWN_DAY_PER_MILLE))
        date[0] = date[1] = 'Z';
}

/* The latest period that began in the year; -1 when none did. */
static int32_t started_in(const struct synth_story *story, int32_t year)
{
    int32_t found = -1;
    for (int32_t p = 0; p < story->child->periods; p++)
        if (calendar_year(synth_story_from(story, p)) == year)
            found = p;
    return found;
}

/* The option that the period before ended with, if it was one; its day is *on. */
static const char *left_with(const struct synth_story *story, int32_t number, day *on)
{
    static const char *const guardians[] = {"E43", "E44", "E45", "E46", "E47", "E48"};
    const struct synth_episode *end = number > 0 ? synth_story_end(story, number - 1, DAY_OPEN - 1) : NULL;
    if (!end)
        return NULL;
    *on = end->dec;
    for (size_t i = 0; i < sizeof guardians / sizeof *guardians; i++)
        if (end->leaving->before == code_of(guardians[i]))
            return "P2";
    return end->leaving->before == code_of("E41") ? "P3" : NULL;
}

void synth_previous_permanence_add(struct synth_year *year, const struct synth_story *story)
{
    char born[RETURN_CELL_SIZE], date[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    int32_t number = started_in(story, year->year);
    if (year->year < FIRST_YEAR || number < 0)
        return;
    struct chance_stream luck =
        synth_luck_of(story->council->seed, synth_story_period(story, number)->number, SYNTH_LUCK_PERMANENCE);
    int32_t drawn = synth_luck_weighted(&luck, option_weight, (int32_t)(sizeof option_weight / sizeof *option_weight));
    day earliest = story->child->born + ORDER_AFTER, latest = synth_story_from(story, number) - ORDER_BEFORE, on = latest;
    if (drawn && latest > earliest)
        on = synth_luck_between(&luck, earliest, latest);
    const char *option = latest > earliest && !story->child->unaccompanied ? options[drawn] : options[0];
    const char *left = left_with(story, number, &on);
    option = left ? left : option;
    synth_story_begin_row(story, cell, born);
    cell[PREVIOUS_PERMANENCE_PREV_PERM] = return_text_of(option);
    if (option != options[0])
        order_fill(&luck, on, cell, date);
    synth_year_row(year, RETURN_PREVIOUS_PERMANENCE, cell);
}
