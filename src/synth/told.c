#include "synth/told.h"

#include "synth/episodes.h"

/* One council on its way into records. */
struct telling {
    const struct synth_council *council;
    const struct synth_codebook *book;
    struct synth_episodes episodes;
    struct care_records *out;
};

static bool touches(const struct synth_episode *episode, int32_t year)
{
    return episode->decom <= calendar_year_end(year) && episode->dec >= calendar_year_start(year);
}

/* An episode as the return of a year tells it. */
static int row_add(struct telling *telling, int64_t child, const struct synth_episode *episode, int32_t year,
                   struct problem *problem)
{
    struct care_records *out = telling->out;
    const struct synth_place *place = episode->home.place;
    const int64_t row = care_records_add_row(out, problem);
    if (row < 0)
        return (int)row;
    out->child[row] = (int32_t)child;
    out->year[row] = year;
    out->decom[row] = episode->decom;
    out->rne[row] = episode->rne;
    out->ls[row] = episode->ls;
    out->place[row] = place ? synth_place_code(place, year) : code_of("T4");
    out->provider[row] = place ? place->provider : 0;
    if (episode->dec > calendar_year_end(year))
        return 0;
    out->dec[row] = episode->dec;
    out->rec[row] = episode->leaving ? synth_exit_code(episode->leaving, year) : code_of("X1");
    out->reason[row] = episode->reason;
    return 0;
}

/* The child itself, once one of its episodes is told. */
static int64_t child_add(struct telling *telling, const struct synth_child *child, int32_t number, struct problem *problem)
{
    struct care_records *out = telling->out;
    struct synth_particulars particulars;
    const int64_t at = care_records_add_child(out, problem);
    if (at < 0)
        return at;
    synth_particulars_of(telling->council, child, SYNTH_FIRST_NAME + number, &particulars);
    out->born[at] = child->born;
    out->sex[at] = (uint8_t)particulars.sex;
    out->uasc[at] = child->unaccompanied;
    out->name[at] = number;
    return at;
}

static int child_tell(struct telling *telling, const struct synth_child *child, int32_t number, struct problem *problem)
{
    const struct synth_council *council = telling->council;
    int64_t at = -1;
    int code = synth_episodes_tell(council, telling->book, child, &telling->episodes, problem);
    for (int32_t year = council->first_year; year <= council->last_year && code == 0; year++) {
        bool told = false;
        for (int64_t i = 0; i < telling->episodes.count && code == 0; i++) {
            const struct synth_episode *episode = &telling->episodes.episode[i];
            if (!touches(episode, year))
                continue;
            at = at < 0 ? child_add(telling, child, number, problem) : at;
            code = at < 0 ? (int)at : row_add(telling, at, episode, year, problem);
            told = true;
        }
        telling->out->return_of[year - council->first_year].children += told;
    }
    return code;
}

int synth_told_records(const struct synth_council *council, const struct synth_codebook *book, struct care_records *out,
                       struct problem *problem)
{
    struct telling telling = {.council = council, .book = book, .out = out};
    int code = 0;
    *out = (struct care_records){.known_to = council->as_at};
    for (int32_t year = council->first_year; year <= council->last_year && code == 0; year++) {
        const int64_t at = care_records_add_return(out, problem);
        if (at < 0)
            code = (int)at;
        else
            out->return_of[at] = (struct care_return){.year = year, .annual = true, .last_date = calendar_year_end(year)};
    }
    for (int64_t i = 0; i < council->children && code == 0; i++)
        code = child_tell(&telling, &council->child[i], (int32_t)i, problem);
    synth_episodes_clear(&telling.episodes);
    if (code < 0)
        care_records_clear(out);
    return code;
}
