#include "synth/mistakes.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "synth/luck.h"
#include "synth/planting.h"

/* One after another in this order; a new kind comes at the end. */
static const struct planting_kind kinds[] = {
    {"unreadable date", RETURN_EPISODES, PLANT_ANY, "DEC", "quarantine", plant_unreadable_date},
    {"impossible date", RETURN_EPISODES, PLANT_ANY, "DECOM", "quarantine", plant_impossible_date},
    {"ends before it begins", RETURN_EPISODES, PLANT_ANY, "DEC", "rule 356; fate set aside", plant_dec_before_decom},
    {"overlap", RETURN_EPISODES, PLANT_ANY, "DECOM", "rule 501", plant_overlap},
    {"gap of a day", RETURN_EPISODES, PLANT_ANY, "DECOM", "rule 433", plant_gap},
    {"two open episodes", RETURN_EPISODES, PLANT_ANY, "DEC", "rule 142; fate shortened", plant_two_open},
    {"no header", RETURN_HEADER, PLANT_ANY, "CHILD", "rule INT03", plant_no_header},
    {"two headers", RETURN_HEADER, PLANT_ANY, "DOB", "rule INT32", plant_two_headers},
    {"unknown code", RETURN_EPISODES, PLANT_ANY, "PLACE", "warning; rule 146; fate warning", plant_unknown_place},
    {"code of another year", RETURN_EPISODES, PLANT_ANY, "PLACE", "warning; rule 146", plant_place_of_another_year},
    {"sex changed", RETURN_HEADER, PLANT_NEWEST, "SEX", "rule 202", plant_sex_changed},
    {"date of birth changed", RETURN_HEADER, PLANT_NEWEST, "DOB", "rule 203", plant_born_changed},
    {"absent next year", RETURN_EPISODES, PLANT_BEFORE_NEWEST, "DEC", "fate closed", plant_absent_next_year},
    {"end taken back", RETURN_EPISODES, PLANT_BEFORE_NEWEST, "DEC", "fate warning", plant_end_taken_back},
    {"REC without DEC", RETURN_EPISODES, PLANT_NEWEST, "REC", "rule 148", plant_rec_without_dec},
    {"wrong RNE", RETURN_EPISODES, PLANT_ANY, "RNE", "rule 435", plant_wrong_rne},
    {"same row twice", RETURN_EPISODES, PLANT_ANY, "", "fate superseded", plant_same_row_twice},
    {"no provider", RETURN_EPISODES, PLANT_ANY, "PLACE_PROVIDER", "rule 526; fate warning", plant_no_provider},
    {"short row", RETURN_EPISODES, PLANT_ANY, "", "quarantine", plant_short_row},
    {"open quote", RETURN_EPISODES, PLANT_ANY, "", "quarantine", plant_open_quote},
    {"no child", RETURN_EPISODES, PLANT_ANY, "CHILD", "quarantine", plant_no_child},
    {"stray column", RETURN_REVIEWS, PLANT_ANY, "NOTES", "warning", plant_stray_column},
    {"born after the start", RETURN_HEADER, PLANT_NEWEST, "DOB", "rule 302", plant_born_after_start},
    {"over 18 and still there", RETURN_EPISODES, PLANT_NEWEST, "DEC", "fate closed", plant_over_eighteen},
    {"UASC without header", RETURN_UASC, PLANT_ANY, "CHILD", "rule INT09", plant_uasc_without_header},
    {"need changed", RETURN_EPISODES, PLANT_ANY, "CIN", "rule 504", plant_need_changed},
    {"unknown reason", RETURN_EPISODES, PLANT_ANY, "REC", "warning; rule 149", plant_unknown_rec},
    {"nothing follows", RETURN_EPISODES, PLANT_ANY, "REC", "rule 388", plant_nothing_follows},
    {"ethnic group changed", RETURN_HEADER, PLANT_NEWEST, "ETHNIC", "rule 204", plant_ethnic_changed},
    {"impossible UPN", RETURN_HEADER, PLANT_ANY, "UPN", "rule 168", plant_bad_upn},
    {"unreadable review", RETURN_REVIEWS, PLANT_ANY, "REVIEW", "quarantine", plant_unreadable_review},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

int32_t planting_child(const struct planting *self, int32_t y, enum return_table table, int64_t line)
{
    struct return_text cell = synth_sheet_cell(&self->sheet[y][table], line, 0);
    int32_t number = 0;
    for (uint32_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9' || number >= SYNTH_NAMES / 10)
            return -1;
        number = number * 10 + (cell.bytes[i] - '0');
    }
    return cell.length ? number : -1;
}

int64_t planting_find(const struct planting *self, int32_t y, enum return_table table, int32_t child, int64_t from)
{
    const struct synth_sheet *sheet = &self->sheet[y][table];
    for (int64_t line = from; line <= sheet->lines; line++)
        if (planting_child(self, y, table, line) == child)
            return line;
    return 0;
}

day planting_date(const struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column)
{
    struct return_text cell = synth_sheet_cell(&self->sheet[y][table], line, column);
    day on;
    return cell.length && calendar_parse(cell.bytes, cell.length, &on) ? on : DAY_NONE;
}

static short_code code_in(const struct synth_sheet *sheet, int64_t line, int32_t column)
{
    struct return_text cell = synth_sheet_cell(sheet, line, column);
    short_code value = 0;
    code_pack(cell.bytes, cell.length, &value);
    return value;
}

void planting_episode_read(const struct planting *self, int32_t y, int64_t line, struct planting_episode *out)
{
    const struct synth_sheet *sheet = &self->sheet[y][RETURN_EPISODES];
    int32_t child = planting_child(self, y, RETURN_EPISODES, line), year = self->year[y].year;
    *out = (struct planting_episode){.decom = planting_date(self, y, RETURN_EPISODES, line, EPISODES_DECOM),
                                     .dec = planting_date(self, y, RETURN_EPISODES, line, EPISODES_DEC),
                                     .rne = code_in(sheet, line, EPISODES_RNE),
                                     .place = code_in(sheet, line, EPISODES_PLACE),
                                     .rec = code_in(sheet, line, EPISODES_REC)};
    out->first = line <= 2 || planting_child(self, y, RETURN_EPISODES, line - 1) != child;
    out->last = line >= sheet->lines || planting_child(self, y, RETURN_EPISODES, line + 1) != child;
    if (!out->first) {
        out->before_decom = planting_date(self, y, RETURN_EPISODES, line - 1, EPISODES_DECOM);
        out->before_dec = planting_date(self, y, RETURN_EPISODES, line - 1, EPISODES_DEC);
    }
    out->told_once = out->decom >= calendar_year_start(year) && out->dec != DAY_NONE && out->dec <= calendar_year_end(year);
}

int planting_set(struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column, const char *value)
{
    const struct return_column *known = &return_layout(table)->column[column];
    if (!known->identifies)
        snprintf(self->at.value, sizeof self->at.value, "%s", value);
    int code = synth_sheet_set(&self->sheet[y][table], line, column, value, self->problem);
    return code < 0 ? code : 1;
}

int planting_set_date(struct planting *self, int32_t y, enum return_table table, int64_t line, int32_t column, day on)
{
    char date[RETURN_CELL_SIZE];
    return_date_text(on, date);
    return planting_set(self, y, table, line, column, date);
}

int planting_open(struct planting *self, int32_t y, int64_t line)
{
    static const int32_t columns[] = {EPISODES_DEC, EPISODES_REC, EPISODES_REASON_PLACE_CHANGE};
    int code = 1;
    for (size_t i = 0; i < sizeof columns / sizeof *columns && code == 1; i++)
        code = planting_set(self, y, RETURN_EPISODES, line, columns[i], "");
    return code;
}

/* Asks a kind about the rows of a year, from a random one on. 1 when planted. */
static int try_year(struct planting *self, const struct planting_kind *kind, int32_t y, int32_t *child)
{
    const struct synth_sheet *sheet = &self->sheet[y][kind->table];
    int64_t rows = sheet->lines - 1;
    if (rows < 1)
        return 0;
    int64_t start = synth_luck_below(&self->luck, (int32_t)rows);
    for (int64_t i = 0; i < rows; i++) {
        int64_t line = 2 + (start + i) % rows;
        *child = planting_child(self, y, kind->table, line);
        if (*child < 0 || self->spared[*child])
            continue;
        self->at = (struct synth_planted){.kind = kind->word,
                                          .year = y,
                                          .table = kind->table,
                                          .line = line,
                                          .field = kind->field,
                                          .found_by = kind->found_by};
        int outcome = kind->plant(self, y, line);
        if (outcome != 0)
            return outcome;
    }
    return 0;
}

/* Asks a kind about its years. */
static int try_kind(struct planting *self, const struct planting_kind *kind, int32_t *child)
{
    if (kind->when == PLANT_NEWEST)
        return try_year(self, kind, self->years - 1, child);
    if (kind->when == PLANT_BEFORE_NEWEST)
        return self->years > 1 ? try_year(self, kind, self->years - 2, child) : 0;
    int32_t start = synth_luck_below(&self->luck, self->years);
    int outcome = 0;
    for (int32_t i = 0; i < self->years && outcome == 0; i++)
        outcome = try_year(self, kind, (start + i) % self->years, child);
    return outcome;
}

/* Remembers what has been planted, with lines as they are before others are taken out. */
static int remember(struct planting *self, int32_t child, struct synth_mistakes *out)
{
    int code = array_reserve(&out->planted, &out->capacity, out->count + 1, sizeof *out->planted, self->problem);
    if (code < 0)
        return code;
    if (self->at.child_row == PLANTING_NOBODY) {
        self->at.child_row = 0;
    } else {
        self->spared[child] = 1;
        self->at.child_row = planting_find(self, self->at.year, RETURN_HEADER, child, 2);
    }
    out->planted[out->count++] = self->at;
    return 0;
}

/* Kind after kind, until there are enough or a whole round has planted nothing. */
static int plant_all(struct planting *self, uint64_t seed, int32_t wanted, struct synth_mistakes *out)
{
    int32_t idle = 0;
    for (uint32_t turn = 0; out->count < wanted && idle < KINDS; turn++) {
        int32_t child = -1;
        chance_stream_start(&self->luck, chance_key_of(seed, SYNTH_AUTHORITY), turn, 0, CHANCE_SYNTHETIC_MISTAKES);
        int outcome = try_kind(self, &kinds[turn % KINDS], &child);
        idle = outcome == 1 ? 0 : idle + 1;
        if (outcome == 1)
            outcome = remember(self, child, out);
        if (outcome < 0)
            return outcome;
    }
    return 0;
}

/* Sheets of all tables, and who is in them. */
static int sheets_take(struct planting *self)
{
    int code = 0;
    for (int32_t y = 0; y < self->years && code == 0; y++)
        for (int table = 0; table < RETURN_TABLES && code == 0; table++)
            code = synth_sheet_take(&self->sheet[y][table], &self->year[y].table[table], self->problem);
    for (int32_t y = 0; y < self->years && code == 0; y++)
        for (int64_t line = 2; line <= self->sheet[y][RETURN_HEADER].lines; line++)
            self->known[planting_child(self, y, RETURN_HEADER, line)] = 1;
    return code;
}

static int sheets_put(struct planting *self, struct synth_mistakes *out)
{
    int code = 0;
    for (int64_t i = 0; i < out->count; i++) {
        struct synth_planted *planted = &out->planted[i];
        const struct synth_sheet *sheet = self->sheet[planted->year];
        planted->line = synth_sheet_line(&sheet[planted->table], planted->line);
        if (planted->child_row)
            planted->child_row = synth_sheet_line(&sheet[RETURN_HEADER], planted->child_row);
    }
    for (int32_t y = 0; y < self->years && code == 0; y++)
        for (int table = 0; table < RETURN_TABLES && code == 0; table++)
            if (self->sheet[y][table].lines)
                code = synth_sheet_put(&self->sheet[y][table], &self->year[y].table[table], self->problem);
    return code;
}

int synth_mistakes_plant(struct synth_year *year, int32_t years, uint64_t seed, int32_t wanted, struct synth_mistakes *out,
                         struct problem *problem)
{
    *out = (struct synth_mistakes){0};
    struct planting self = {.year = year, .years = years, .problem = problem};
    self.sheet = array_new(years, sizeof *self.sheet, problem);
    self.spared = array_new(SYNTH_NAMES, 1, problem);
    self.known = array_new(SYNTH_NAMES, 1, problem);
    int code = self.sheet && self.spared && self.known ? sheets_take(&self) : PROBLEM_MEMORY;
    if (code == 0)
        code = plant_all(&self, seed, wanted, out);
    if (code == 0)
        code = sheets_put(&self, out);
    for (int32_t y = 0; self.sheet && y < years; y++)
        for (int table = 0; table < RETURN_TABLES; table++)
            synth_sheet_clear(&self.sheet[y][table]);
    free(self.sheet);
    free(self.spared);
    free(self.known);
    if (code < 0)
        synth_mistakes_clear(out);
    return code;
}

void synth_mistakes_clear(struct synth_mistakes *mistakes)
{
    free(mistakes->planted);
    *mistakes = (struct synth_mistakes){0};
}

int synth_mistakes_append(const struct synth_mistakes *mistakes, const struct synth_year *year, struct text *out,
                          struct problem *problem)
{
    for (int64_t i = 0; i < mistakes->count; i++) {
        const struct synth_planted *planted = &mistakes->planted[i];
        text_format(out, ",mistake,,,,%s,", planted->kind);
        calendar_append_year(out, year[planted->year].year);
        text_format(out, "/%s,%" PRId64 ",%s,", synth_year_file(planted->table), planted->line, planted->field);
        if (planted->child_row)
            text_format(out, "%" PRId64, planted->child_row);
        text_format(out, ",%s,%s\n", planted->value, planted->found_by);
    }
    return text_check(out, problem);
}
