#include "synth/year_files.h"

#include <stdlib.h>

#include "base/file.h"
#include "returns/return_write.h"

void synth_year_begin(struct synth_year *self, int32_t year)
{
    *self = (struct synth_year){.year = year};
    return_write_heading(&self->header, RETURN_HEADER, year);
    return_write_heading(&self->episodes, RETURN_EPISODES, year);
    return_write_heading(&self->uasc, RETURN_UASC, year);
}

void synth_year_clear(struct synth_year *self)
{
    text_clear(&self->header);
    text_clear(&self->episodes);
    text_clear(&self->uasc);
    *self = (struct synth_year){0};
}

static void header_add(struct synth_year *self, const struct synth_child *child, const struct synth_particulars *particulars)
{
    char sex[RETURN_CELL_SIZE], born[RETURN_CELL_SIZE], ethnic[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    cell[HEADER_CHILD] = return_text_of(particulars->child);
    cell[HEADER_SEX] = return_code_text(return_sex_code(particulars->sex, self->year), sex);
    cell[HEADER_DOB] = return_date_text(child->born, born);
    cell[HEADER_ETHNIC] = return_code_text(particulars->ethnic, ethnic);
    cell[HEADER_UPN] = return_text_of(synth_upn_told(particulars, child->born, calendar_year_end(self->year)));
    return_write_row(&self->header, RETURN_HEADER, self->year, cell);
}

/* DUC, the day on which the status ends, is the 18th birthday; it is told once that has come. */
static void uasc_add(struct synth_year *self, const struct synth_child *child, const struct synth_particulars *particulars)
{
    char sex[RETURN_CELL_SIZE], born[RETURN_CELL_SIZE], ceased[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    day eighteen = calendar_birthday(child->born, 18);
    cell[UASC_CHILD] = return_text_of(particulars->child);
    cell[UASC_SEX] = return_code_text(return_sex_code(particulars->sex, self->year), sex);
    cell[UASC_DOB] = return_date_text(child->born, born);
    cell[UASC_DUC] = return_date_text(eighteen <= calendar_year_end(self->year) ? eighteen : DAY_NONE, ceased);
    return_write_row(&self->uasc, RETURN_UASC, self->year, cell);
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
    return_write_row(&self->episodes, RETURN_EPISODES, self->year, cell);
}

void synth_year_add(struct synth_year *self, const struct synth_child *child, const struct synth_particulars *particulars,
                    const struct synth_episodes *episodes, bool *told)
{
    day from = calendar_year_start(self->year), to = calendar_year_end(self->year);
    int64_t before = self->rows;
    for (int64_t i = 0; i < episodes->count; i++) {
        const struct synth_episode *episode = &episodes->episode[i];
        if (episode->decom > to || episode->dec < from)
            continue;
        episode_add(self, episode, particulars);
        self->rows++;
    }
    if (self->rows == before)
        return;
    header_add(self, child, particulars);
    if (child->unaccompanied)
        uasc_add(self, child, particulars);
    self->children++;
    *told = true;
}

static int table_write(const struct text *table, const char *folder, const char *name, struct problem *problem)
{
    int code = text_check(table, problem);
    if (code < 0)
        return code;
    char *path = file_join(folder, name);
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
    code = file_write(path, text_string(table), table->length, 0644, problem);
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
    if (code == 0)
        code = table_write(&self->header, path, "header.csv", problem);
    if (code == 0)
        code = table_write(&self->episodes, path, "episodes.csv", problem);
    if (code == 0)
        code = table_write(&self->uasc, path, "uasc.csv", problem);
    free(path);
    text_clear(&name);
    return code;
}
