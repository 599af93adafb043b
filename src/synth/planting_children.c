/* Mistakes in who a child is, and in which years know it. */
#include <string.h>

#include "synth/luck.h"
#include "synth/particulars.h"
#include "synth/planting.h"

enum { DAYS_OFF = 2, DAYS_BORN_AFTER = 5, ADULT = 18, SEX_IN_LETTERS = 2024 };

/* Whether a table of a year tells of the child. */
static bool told(const struct planting *self, int32_t y, enum return_table table, int32_t child)
{
    return y >= 0 && planting_find(self, y, table, child, 2) > 0;
}

/* The first row of episodes of the header row's child; 0 when it has none. */
static int64_t first_episode(const struct planting *self, int32_t y, int64_t line)
{
    return planting_find(self, y, RETURN_EPISODES, planting_child(self, y, RETURN_HEADER, line), 2);
}

/* A header row of a child that the year before knows as well. */
static bool known_before(const struct planting *self, int32_t y, int64_t line)
{
    return told(self, y - 1, RETURN_HEADER, planting_child(self, y, RETURN_HEADER, line));
}

static int set_born(struct planting *self, int32_t y, int64_t line, day born)
{
    return planting_set_date(self, y, RETURN_HEADER, line, HEADER_DOB, born);
}

int plant_no_header(struct planting *self, int32_t y, int64_t line)
{
    int64_t episode = first_episode(self, y, line);
    if (episode == 0)
        return 0;
    synth_sheet_remove(&self->sheet[y][RETURN_HEADER], line);
    self->at.table = RETURN_EPISODES;
    self->at.line = episode;
    return 1;
}

int plant_two_headers(struct planting *self, int32_t y, int64_t line)
{
    struct synth_sheet *sheet = &self->sheet[y][RETURN_HEADER];
    if (first_episode(self, y, line) == 0)
        return 0;
    day born = planting_date(self, y, RETURN_HEADER, line, HEADER_DOB);
    self->at.line = synth_sheet_append(sheet, sheet->line[line - 1], self->problem);
    return self->at.line < 0 ? (int)self->at.line : set_born(self, y, self->at.line, born - DAYS_OFF);
}

int plant_sex_changed(struct planting *self, int32_t y, int64_t line)
{
    struct return_text sex = synth_sheet_cell(&self->sheet[y][RETURN_HEADER], line, HEADER_SEX);
    struct return_text mother = synth_sheet_cell(&self->sheet[y][RETURN_HEADER], line, HEADER_MOTHER);
    int32_t child = planting_child(self, y, RETURN_HEADER, line);
    bool boy = sex.length && (sex.bytes[0] == 'M' || sex.bytes[0] == '1'), letters = self->year[y].year >= SEX_IN_LETTERS;
    if (!known_before(self, y, line) || told(self, y, RETURN_UASC, child) || (mother.length && mother.bytes[0] == '1'))
        return 0;
    return planting_set(self, y, RETURN_HEADER, line, HEADER_SEX, letters ? (boy ? "F" : "M") : boy ? "2" : "1");
}

int plant_born_changed(struct planting *self, int32_t y, int64_t line)
{
    if (!known_before(self, y, line))
        return 0;
    return set_born(self, y, line, planting_date(self, y, RETURN_HEADER, line, HEADER_DOB) - DAYS_OFF);
}

int plant_ethnic_changed(struct planting *self, int32_t y, int64_t line)
{
    struct return_text ethnic = synth_sheet_cell(&self->sheet[y][RETURN_HEADER], line, HEADER_ETHNIC);
    bool white = ethnic.length == 4 && memcmp(ethnic.bytes, "WBRI", 4) == 0;
    return known_before(self, y, line) && white ? planting_set(self, y, RETURN_HEADER, line, HEADER_ETHNIC, "WOTH") : 0;
}

/* No UPN begins with I. */
int plant_bad_upn(struct planting *self, int32_t y, int64_t line)
{
    struct return_text upn = synth_sheet_cell(&self->sheet[y][RETURN_HEADER], line, HEADER_UPN);
    char wrong[16];
    if (upn.length != 13 || first_episode(self, y, line) == 0)
        return 0;
    memcpy(wrong, upn.bytes, upn.length);
    wrong[0] = 'I';
    wrong[upn.length] = '\0';
    return planting_set(self, y, RETURN_HEADER, line, HEADER_UPN, wrong);
}

int plant_born_after_start(struct planting *self, int32_t y, int64_t line)
{
    int64_t episode = first_episode(self, y, line);
    if (episode == 0 || known_before(self, y, line))
        return 0;
    day start = planting_date(self, y, RETURN_EPISODES, episode, EPISODES_DECOM);
    return start >= calendar_year_start(self->year[y].year) ? set_born(self, y, line, start + DAYS_BORN_AFTER) : 0;
}

/* Takes a child out of all tables of a year. */
static void child_remove(struct planting *self, int32_t y, int32_t child)
{
    for (int table = 0; table < RETURN_TABLES; table++)
        for (int64_t line = planting_find(self, y, (enum return_table)table, child, 2); line > 0;
             line = planting_find(self, y, (enum return_table)table, child, line + 1))
            synth_sheet_remove(&self->sheet[y][table], line);
}

int plant_absent_next_year(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    int32_t child = planting_child(self, y, RETURN_EPISODES, line);
    planting_episode_read(self, y, line, &episode);
    if (episode.dec != DAY_NONE || !told(self, y + 1, RETURN_EPISODES, child))
        return 0;
    child_remove(self, y + 1, child);
    return 1;
}

/* Copies a row to the end of the same table of another year; returns its line there, or a negative code. */
static int64_t copy_to(struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t to)
{
    return synth_sheet_append(&self->sheet[to][table], self->sheet[y][table].line[line - 1], self->problem);
}

/* A child who left last year stands in the new return again, without the day on which it left. */
int plant_end_taken_back(struct planting *self, int32_t y, int64_t line)
{
    struct planting_episode episode;
    int32_t child = planting_child(self, y, RETURN_EPISODES, line), next = self->year[y].year + 1;
    int64_t header = planting_find(self, y, RETURN_HEADER, child, 2);
    planting_episode_read(self, y, line, &episode);
    if (header == 0 || !episode.told_once || !episode.last || told(self, y + 1, RETURN_HEADER, child) ||
        told(self, y + 1, RETURN_EPISODES, child) || next == SEX_IN_LETTERS)
        return 0;
    day born = planting_date(self, y, RETURN_HEADER, header, HEADER_DOB);
    if (calendar_age(born, calendar_year_end(next)) >= ADULT)
        return 0;
    int64_t copied = copy_to(self, y, RETURN_HEADER, header, y + 1);
    self->at.year = y + 1;
    self->at.line = copied < 0 ? copied : copy_to(self, y, RETURN_EPISODES, line, y + 1);
    return self->at.line < 0 ? (int)self->at.line : planting_open(self, y + 1, self->at.line);
}

/* A number that no child has. */
static void stranger_name(struct planting *self, char name[SYNTH_CHILD_SIZE])
{
    int32_t number = SYNTH_FIRST_NAME + synth_luck_below(&self->luck, SYNTH_NAMES - SYNTH_FIRST_NAME);
    while (self->known[number])
        number = number + 1 < SYNTH_NAMES ? number + 1 : SYNTH_FIRST_NAME;
    self->known[number] = 1;
    name[6] = '\0';
    for (int32_t i = 5; i >= 0; i--, number /= 10)
        name[i] = (char)('0' + number % 10);
}

/* The row of an unaccompanied child stands once more, under a number that no header has. */
int plant_uasc_without_header(struct planting *self, int32_t y, int64_t line)
{
    char name[SYNTH_CHILD_SIZE];
    stranger_name(self, name);
    self->at.line = copy_to(self, y, RETURN_UASC, line, y);
    return self->at.line < 0 ? (int)self->at.line : planting_set(self, y, RETURN_UASC, self->at.line, UASC_CHILD, name);
}

/* A column that no layout knows. */
int plant_stray_column(struct planting *self, int32_t y, int64_t line)
{
    (void)line;
    if (self->sheet[y][RETURN_REVIEWS].stray)
        return 0;
    self->sheet[y][RETURN_REVIEWS].stray = "NOTES";
    self->at.line = 1;
    self->at.child_row = PLANTING_NOBODY;
    return 1;
}

int plant_unreadable_review(struct planting *self, int32_t y, int64_t line)
{
    return planting_set(self, y, RETURN_REVIEWS, line, REVIEWS_REVIEW, "postponed");
}
