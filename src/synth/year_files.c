#include "synth/year_files.h"

#include <stdlib.h>

#include "base/file.h"
#include "synth/story.h"

enum {
    EVERYBODY_IS_ASKED = 2024 /* MOTHER: of girls before, of all from then on */
};

static const char *const file_names[RETURN_TABLES] = {
    [RETURN_HEADER] = "header.csv",
    [RETURN_EPISODES] = "episodes.csv",
    [RETURN_REVIEWS] = "reviews.csv",
    [RETURN_UASC] = "uasc.csv",
    [RETURN_OC2] = "oc2.csv",
    [RETURN_OC3] = "oc3.csv",
    [RETURN_AD1] = "ad1.csv",
    [RETURN_PLACED_ADOPTION] = "placed_adoption.csv",
    [RETURN_PREVIOUS_PERMANENCE] = "previous_permanence.csv",
    [RETURN_MISSING] = "missing.csv",
    [RETURN_SOCIAL_WORKER] = "social_worker.csv",
    [RETURN_DOLO] = "dolo.csv",
};

const char *synth_year_file(enum return_table table)
{
    return file_names[table];
}

bool synth_year_has(int32_t year, enum return_table table)
{
    const struct return_layout *layout = return_layout(table);
    return layout->column[layout->columns - 1].first_year <= year || table == RETURN_EPISODES;
}

void synth_year_begin(struct synth_year *self, int32_t year)
{
    *self = (struct synth_year){.year = year};
    for (int table = 0; table < RETURN_TABLES; table++)
        if (synth_year_has(year, (enum return_table)table))
            return_write_heading(&self->table[table], (enum return_table)table, year);
}

void synth_year_clear(struct synth_year *self)
{
    for (int table = 0; table < RETURN_TABLES; table++)
        text_clear(&self->table[table]);
    *self = (struct synth_year){0};
}

void synth_year_row(struct synth_year *self, enum return_table table, const struct return_text *cell)
{
    return_write_row(&self->table[table], table, self->year, cell);
    self->rows[table]++;
}

/* Whether the girl is a mother; asked of those who are looked after. Of care leavers a mother alone is told as one: rule 628
 * of the return does not want it, but by 612 and 624 a date of birth once given stays. */
static void mother_fill(const struct synth_year *self, const struct synth_story *story, bool looked_after,
                        struct return_text *cell, char date[RETURN_CELL_SIZE])
{
    day mother_on = synth_mother_on(story);
    bool mother = mother_on != DAY_NONE && mother_on <= calendar_year_end(self->year);
    bool asked = looked_after && (story->particulars->sex == 'F' || self->year >= EVERYBODY_IS_ASKED);
    if (!asked && !mother)
        return;
    cell[HEADER_MOTHER] = return_text_of(mother ? "1" : "0");
    cell[HEADER_MC_DOB] = return_date_text(mother ? mother_on : DAY_NONE, date);
}

static void header_add(struct synth_year *self, const struct synth_story *story, bool looked_after)
{
    char sex[RETURN_CELL_SIZE], born[RETURN_CELL_SIZE], ethnic[RETURN_CELL_SIZE], mother[RETURN_CELL_SIZE];
    const struct synth_particulars *particulars = story->particulars;
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    cell[HEADER_CHILD] = return_text_of(particulars->child);
    cell[HEADER_SEX] = return_code_text(return_sex_code(particulars->sex, self->year), sex);
    cell[HEADER_DOB] = return_date_text(story->child->born, born);
    cell[HEADER_ETHNIC] = return_code_text(particulars->ethnic, ethnic);
    cell[HEADER_UPN] = return_text_of(synth_upn_told(particulars, story->child->born, calendar_year_end(self->year)));
    mother_fill(self, story, looked_after, cell, mother);
    synth_year_row(self, RETURN_HEADER, cell);
}

/* The day on which the status ends: the 18th birthday, which is told from the first return on, or that of leaving care. */
static day status_ends(const struct synth_story *story, int32_t year)
{
    const struct synth_episode *end = synth_story_end(story, story->child->periods - 1, calendar_year_end(year));
    return end ? end->dec : calendar_birthday(story->child->born, 18);
}

static void uasc_add(struct synth_year *self, const struct synth_story *story)
{
    char sex[RETURN_CELL_SIZE], born[RETURN_CELL_SIZE], ceased[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    cell[UASC_CHILD] = return_text_of(story->particulars->child);
    cell[UASC_SEX] = return_code_text(return_sex_code(story->particulars->sex, self->year), sex);
    cell[UASC_DOB] = return_date_text(story->child->born, born);
    cell[UASC_DUC] = return_date_text(status_ends(story, self->year), ceased);
    synth_year_row(self, RETURN_UASC, cell);
}

/* REC: X1 while another episode follows, else the way out. */
static short_code rec_of(const struct synth_episode *episode, int32_t year)
{
    return episode->leaving ? synth_exit_code(episode->leaving, year) : code_of("X1");
}

static void episode_add(struct synth_year *self, const struct synth_episode *episode,
                        const struct synth_particulars *particulars)
{
    char decom[RETURN_CELL_SIZE], rne[RETURN_CELL_SIZE], ls[RETURN_CELL_SIZE], need[RETURN_CELL_SIZE],
        place[RETURN_CELL_SIZE], provider[RETURN_CELL_SIZE], dec[RETURN_CELL_SIZE], rec[RETURN_CELL_SIZE],
        reason[RETURN_CELL_SIZE];
    const struct synth_place *at = episode->home.place;
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    cell[EPISODES_CHILD] = return_text_of(particulars->child);
    cell[EPISODES_DECOM] = return_date_text(episode->decom, decom);
    cell[EPISODES_RNE] = return_code_text(episode->rne, rne);
    cell[EPISODES_LS] = return_code_text(episode->ls, ls);
    cell[EPISODES_CIN] = return_code_text(particulars->need, need);
    cell[EPISODES_PLACE] = return_code_text(at ? synth_place_code(at, self->year) : code_of("T4"), place);
    cell[EPISODES_PLACE_PROVIDER] = return_code_text(at ? at->provider : 0, provider);
    if (episode->dec <= calendar_year_end(self->year)) {
        cell[EPISODES_DEC] = return_date_text(episode->dec, dec);
        cell[EPISODES_REC] = return_code_text(rec_of(episode, self->year), rec);
        cell[EPISODES_REASON_PLACE_CHANGE] = return_code_text(episode->reason, reason);
    }
    cell[EPISODES_HOME_POST] = return_text_of(episode->home_postcode);
    cell[EPISODES_PL_POST] = return_text_of(episode->home.postcode);
    cell[EPISODES_URN] = return_text_of(episode->home.urn);
    synth_year_row(self, RETURN_EPISODES, cell);
}

/* What is told of those who are in care in the year. */
static void looked_after_add(struct synth_year *self, const struct synth_story *story)
{
    header_add(self, story, true);
    if (story->child->unaccompanied)
        uasc_add(self, story);
    synth_reviews_add(self, story);
    synth_missing_add(self, story);
    synth_oc2_add(self, story);
    synth_ad1_add(self, story);
    synth_placed_adoption_add(self, story);
    synth_previous_permanence_add(self, story);
    synth_social_worker_add(self, story);
    synth_dolo_add(self, story);
    self->children++;
}

bool synth_year_add(struct synth_year *self, const struct synth_story *story)
{
    day from = calendar_year_start(self->year), to = calendar_year_end(self->year);
    int64_t before = self->rows[RETURN_EPISODES];
    for (int64_t i = 0; i < story->episodes->count; i++) {
        const struct synth_episode *episode = &story->episodes->episode[i];
        if (episode->decom <= to && episode->dec >= from)
            episode_add(self, episode, story->particulars);
    }
    bool told = self->rows[RETURN_EPISODES] > before;
    if (told)
        looked_after_add(self, story);
    else if (synth_is_care_leaver(story, self->year))
        header_add(self, story, false);
    synth_oc3_add(self, story);
    return told;
}

static int table_write(const struct text *table, const char *folder, const char *name, struct problem *problem)
{
    char *path = file_join(folder, name);
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
    int code = file_write(path, text_string(table), table->length, 0644, problem);
    free(path);
    return code;
}

int synth_year_write(const struct synth_year *self, const char *folder, struct problem *problem)
{
    struct text name = {0};
    calendar_append_year(&name, self->year);
    char *path = text_check(&name, problem) < 0 ? NULL : file_join(folder, text_string(&name));
    int code = path ? file_make_folder(path, 0755, problem)
                    : problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a folder");
    for (int table = 0; table < RETURN_TABLES && code == 0; table++)
        if (self->table[table].length)
            code = table_write(&self->table[table], path, file_names[table], problem);
    free(path);
    text_clear(&name);
    return code;
}
