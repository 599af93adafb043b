#include "synth/luck.h"
#include "synth/story.h"

enum {
    DECIDED_BEFORE_ORDER = 45, /* days, at most, between the decision and the placement order */
    DECIDED_BEFORE_LEAST = 10,
    DECIDED_BEFORE_PLACED = 160, /* the same before a placement with consent */
    REVERSED_BEFORE_LEAVING = 20 /* days, at most, from giving up to leaving care */
};

/* The decision about a period, so far as it matters to the tables. */
struct decision {
    day on;                    /* DAY_NONE when none was taken */
    day placed;                /* first day placed for adoption; DAY_OPEN when not */
    day ceased;                /* given up, DAY_OPEN when not */
    const char *reason;        /* why it was given up */
    day matched;               /* with the adopters; only where the child was placed */
    day adopted;               /* DAY_OPEN when not */
    bool by_carers;            /* by the foster carers, A3 or A5 */
    struct chance_stream luck; /* for what else is drawn */
};

static bool is_placed(const struct synth_episode *episode)
{
    if (!episode->home.place)
        return false;
    short_code place = episode->home.place->before;
    return place == code_of("A3") || place == code_of("A4") || place == code_of("A5") || place == code_of("A6");
}

static bool is_adoption(const struct synth_episode *episode)
{
    return episode->leaving && (episode->leaving->before == code_of("E11") || episode->leaving->before == code_of("E12"));
}

/* The first day of a placement order, and the first and the last placement for adoption of a period. */
static void placement_find(const struct synth_story *story, int32_t number, day *order, day *placed, day *last_placed,
                           const struct synth_episode **end)
{
    *order = *placed = *last_placed = DAY_OPEN;
    *end = NULL;
    for (int64_t i = 0; i < story->episodes->count; i++) {
        const struct synth_episode *episode = &story->episodes->episode[i];
        if (episode->period != number)
            continue;
        bool before = *end && is_placed(*end);
        *end = episode;
        if (episode->ls == code_of("E1") && *order == DAY_OPEN)
            *order = episode->decom;
        if (is_placed(episode) && *placed == DAY_OPEN)
            *placed = episode->decom;
        if (is_placed(episode) && !before)
            *last_placed = episode->decom;
    }
}

static void decision_find(const struct synth_story *story, int32_t number, struct decision *out)
{
    static const char *const reasons[] = {"RD1", "RD2", "RD3", "RD4"};
    static const int32_t weight[] = {45, 5, 25, 25};
    const struct synth_episode *end;
    day order, last_placed, start = synth_story_from(story, number);
    uint32_t period = synth_story_period(story, number)->number;
    *out = (struct decision){.on = DAY_NONE, .ceased = DAY_OPEN, .adopted = DAY_OPEN};
    out->luck = synth_luck_of(story->council->seed, period, SYNTH_LUCK_DECISION);
    placement_find(story, number, &order, &out->placed, &last_placed, &end);
    if (!end || (order == DAY_OPEN && out->placed == DAY_OPEN))
        return;
    int32_t before_order = synth_luck_between(&out->luck, DECIDED_BEFORE_LEAST, DECIDED_BEFORE_ORDER);
    int32_t before_placed = synth_luck_between(&out->luck, DECIDED_BEFORE_ORDER, DECIDED_BEFORE_PLACED);
    day on = order <= out->placed ? order - before_order : out->placed - before_placed;
    out->on = on > start ? on : start;
    out->reason = reasons[synth_luck_weighted(&out->luck, weight, 4)];
    int32_t given_up = synth_luck_below(&out->luck, REVERSED_BEFORE_LEAVING + 1);
    if (is_adoption(end)) {
        out->adopted = end->dec;
        out->by_carers = end->home.place->before == code_of("A3") || end->home.place->before == code_of("A5");
        out->matched = synth_luck_between(&out->luck, out->on, last_placed);
    } else if (end->leaving) {
        day earliest = calendar_year_start(calendar_year(end->dec));
        out->ceased = end->dec - given_up;
        earliest = earliest > end->decom ? earliest : end->decom;
        earliest = earliest > out->on ? earliest : out->on;
        out->ceased = out->ceased > earliest ? out->ceased : earliest;
    }
}

/* Whether the return of the year speaks of a period at all. */
static bool touches(const struct synth_story *story, int32_t number, int32_t year)
{
    return synth_story_from(story, number) <= calendar_year_end(year) &&
           synth_story_to(story, number) >= calendar_year_start(year);
}

void synth_placed_adoption_add(struct synth_year *year, const struct synth_story *story)
{
    day to = calendar_year_end(year->year);
    for (int32_t p = 0; p < story->child->periods; p++) {
        char born[RETURN_CELL_SIZE], placed[RETURN_CELL_SIZE], ceased[RETURN_CELL_SIZE];
        struct return_text cell[RETURN_COLUMNS_MAX] = {0};
        struct decision decision;
        if (!touches(story, p, year->year))
            continue;
        decision_find(story, p, &decision);
        if (decision.on == DAY_NONE || decision.on > to)
            continue;
        synth_story_begin_row(story, cell, born);
        cell[PLACED_ADOPTION_DATE_PLACED] = return_date_text(decision.on, placed);
        if (decision.ceased <= to) {
            cell[PLACED_ADOPTION_DATE_PLACED_CEASED] = return_date_text(decision.ceased, ceased);
            cell[PLACED_ADOPTION_REASON_PLACED_CEASED] = return_text_of(decision.reason);
        }
        synth_year_row(year, RETURN_PLACED_ADOPTION, cell);
    }
}

/* Who adopts: how many, their sexes and their legal status, which must fit one another. */
static void adopters_fill(struct chance_stream *luck, struct return_text *cell)
{
    static const struct {
        const char *count, *sex, *status;
        int32_t weight;
    } adopters[] = {
        {"2", "MF", "L11", 620}, {"2", "MF", "L3", 110}, {"2", "MM", "L12", 60}, {"2", "FF", "L12", 30},
        {"2", "MM", "L2", 20},   {"2", "FF", "L4", 20},  {"1", "F1", "L0", 125}, {"1", "M1", "L0", 15},
    };
    enum { ADOPTERS = sizeof adopters / sizeof *adopters };
    int32_t weight[ADOPTERS];
    for (int32_t i = 0; i < ADOPTERS; i++)
        weight[i] = adopters[i].weight;
    int32_t drawn = synth_luck_weighted(luck, weight, ADOPTERS);
    cell[AD1_NB_ADOPTR] = return_text_of(adopters[drawn].count);
    cell[AD1_SEX_ADOPTR] = return_text_of(adopters[drawn].sex);
    cell[AD1_LS_ADOPTR] = return_text_of(adopters[drawn].status);
}

void synth_ad1_add(struct synth_year *year, const struct synth_story *story)
{
    day from = calendar_year_start(year->year), to = calendar_year_end(year->year);
    for (int32_t p = 0; p < story->child->periods; p++) {
        char born[RETURN_CELL_SIZE], decided[RETURN_CELL_SIZE], matched[RETURN_CELL_SIZE];
        struct return_text cell[RETURN_COLUMNS_MAX] = {0};
        struct decision decision;
        decision_find(story, p, &decision);
        if (decision.adopted < from || decision.adopted > to)
            continue;
        synth_story_begin_row(story, cell, born);
        cell[AD1_DATE_INT] = return_date_text(decision.on, decided);
        cell[AD1_DATE_MATCH] = return_date_text(decision.matched, matched);
        cell[AD1_FOSTER_CARE] = return_text_of(decision.by_carers ? "1" : "0");
        adopters_fill(&decision.luck, cell);
        synth_year_row(year, RETURN_AD1, cell);
    }
}
