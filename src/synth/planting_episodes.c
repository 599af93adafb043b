/* Mistakes in the rows of episodes. */
#include "synth/planting.h"

enum { DAYS_BEFORE = 10, DAYS_OVER = 5, DAYS_GAP = 1, CELLS_LEFT = 10 };

static int episode_date(struct planting *self, int32_t y, int64_t line, int32_t column, day on)
{
    return planting_set_date(self, y, RETURN_EPISODES, line, column, on);
}

static int episode_code(struct planting *self, int32_t y, int64_t line, int32_t column, const char *value)
{
    return planting_set(self, y, RETURN_EPISODES, line, column, value);
}

/* A row that begins and ends in its year. */
static bool read_once(const struct planting *self, int32_t y, int64_t line, struct planting_episode *episode)
{
    planting_episode_read(self, y, line, episode);
    return episode->told_once;
}

/* Such a row that goes on where the one before ended. */
static bool read_continuation(const struct planting *self, int32_t y, int64_t line, struct planting_episode *episode)
{
    return read_once(self, y, line, episode) && !episode->first && episode->before_dec == episode->decom &&
           episode->rne != code_of("S");
}

int plant_unreadable_date(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    return read_once(self, y, line, &episode) ? episode_code(self, y, line, EPISODES_DEC, "not known yet") : 0;
}

int plant_impossible_date(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    char date[] = "31/02/2000";
    if (!read_once(self, y, line, &episode))
        return 0;
    int32_t year = calendar_date(episode.decom).year;
    for (int32_t i = 9; i > 5; i--, year /= 10)
        date[i] = (char)('0' + year % 10);
    return episode_code(self, y, line, EPISODES_DECOM, date);
}

int plant_dec_before_decom(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_once(self, y, line, &episode) && episode.last && episode.first;
    return suits ? episode_date(self, y, line, EPISODES_DEC, episode.decom - DAYS_BEFORE) : 0;
}

int plant_overlap(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_continuation(self, y, line, &episode) && episode.before_decom < episode.decom - DAYS_BEFORE;
    return suits ? episode_date(self, y, line, EPISODES_DECOM, episode.decom - DAYS_OVER) : 0;
}

int plant_gap(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_continuation(self, y, line, &episode) && episode.dec > episode.decom + DAYS_BEFORE;
    return suits ? episode_date(self, y, line, EPISODES_DECOM, episode.decom + DAYS_GAP) : 0;
}

int plant_two_open(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_once(self, y, line, &episode) && !episode.last;
    return suits ? planting_open(self, y, line) : 0;
}

int plant_unknown_place(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    return read_once(self, y, line, &episode) ? episode_code(self, y, line, EPISODES_PLACE, "Q9") : 0;
}

/* A code that the collection had before, or has since. */
int plant_place_of_another_year(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    if (!read_once(self, y, line, &episode))
        return 0;
    if (episode.place == code_of("K3"))
        return episode_code(self, y, line, EPISODES_PLACE, "H5");
    return episode.place == code_of("H5") ? episode_code(self, y, line, EPISODES_PLACE, "K3") : 0;
}

int plant_rec_without_dec(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    planting_episode_read(self, y, line, &episode);
    return episode.dec == DAY_NONE ? episode_code(self, y, line, EPISODES_REC, "E4A") : 0;
}

int plant_wrong_rne(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_continuation(self, y, line, &episode) && episode.rne == code_of("L");
    return suits ? episode_code(self, y, line, EPISODES_RNE, "P") : 0;
}

int plant_same_row_twice(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    struct synth_sheet *sheet = &self->sheet[y][RETURN_EPISODES];
    if (!read_once(self, y, line, &episode))
        return 0;
    int64_t copy = synth_sheet_append(sheet, sheet->line[line - 1], self->problem);
    return copy < 0 ? (int)copy : 1; /* of the two, the later one stays and the earlier is named */
}

int plant_no_provider(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_once(self, y, line, &episode) &&
                 (episode.place == code_of("U4") || episode.place == code_of("U6") || episode.place == code_of("K2"));
    return suits ? episode_code(self, y, line, EPISODES_PLACE_PROVIDER, "") : 0;
}

int plant_short_row(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    struct synth_sheet *sheet = &self->sheet[y][RETURN_EPISODES];
    if (!read_once(self, y, line, &episode))
        return 0;
    struct return_text content = sheet->line[line - 1];
    struct return_text last = synth_sheet_cell(sheet, line, CELLS_LEFT - 1);
    content.length = (uint32_t)(last.bytes - content.bytes) + last.length;
    int code = synth_sheet_replace(sheet, line, content, self->problem);
    return code < 0 ? code : 1;
}

int plant_open_quote(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    if (!read_once(self, y, line, &episode))
        return 0;
    int code = synth_sheet_set(&self->sheet[y][RETURN_EPISODES], line, EPISODES_PLACE, "\"U4", self->problem);
    return code < 0 ? code : 1;
}

int plant_no_child(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    return read_once(self, y, line, &episode) ? episode_code(self, y, line, EPISODES_CHILD, "") : 0;
}

/* The need changes within a period of care, which it never does. */
int plant_need_changed(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    struct return_text need = synth_sheet_cell(&self->sheet[y][RETURN_EPISODES], line, EPISODES_CIN);
    bool suits = read_continuation(self, y, line, &episode) && need.length == 2;
    return suits ? episode_code(self, y, line, EPISODES_CIN, need.bytes[1] == '7' ? "N2" : "N7") : 0;
}

int plant_unknown_rec(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_once(self, y, line, &episode) && episode.last;
    return suits ? episode_code(self, y, line, EPISODES_REC, "E99") : 0;
}

int plant_nothing_follows(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    bool suits = read_once(self, y, line, &episode) && episode.last;
    return suits ? episode_code(self, y, line, EPISODES_REC, "X1") : 0;
}

/* Past 18 and said to be there still. */
int plant_over_eighteen(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    planting_episode_read(self, y, line, &episode);
    int64_t header = planting_find(self, y, RETURN_HEADER, planting_child(self, y, RETURN_EPISODES, line), 2);
    if (header == 0 || !episode.last || episode.dec == DAY_NONE)
        return 0;
    day born = planting_date(self, y, RETURN_HEADER, header, HEADER_DOB);
    return episode.dec == calendar_birthday(born, 18) ? planting_open(self, y, line) : 0;
}
