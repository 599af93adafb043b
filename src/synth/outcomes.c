#include "synth/luck.h"
#include "synth/story.h"

enum {
    SDQ_FROM_AGE = 4,
    SDQ_TO_AGE = 17, /* not of those who are 17 when the year begins */
    SDQ_PER_MILLE = 780,
    CONVICTED_FROM_AGE = 10,
    CONVICTED_PER_MILLE = 20,
    CHECKED_TO_AGE = 5,
    CHECKED_PER_MILLE = 890,
    IMMUNISED_PER_MILLE = 820,
    TEETH_PER_MILLE = 790,
    ASSESSED_PER_MILLE = 900,
    MISUSE_FROM_AGE = 10,
    MISUSE_PER_MILLE = 45,
    RECEIVED_PER_MILLE = 450,
    OFFERED_PER_MILLE = 700,
    LEAVER_FROM_AGE = 17,
    LEAVER_TO_AGE = 21,
    LEAVER_CARE_DAYS = 91, /* 13 weeks after the 14th birthday */
    APPRENTICES_FROM = 2021,
    ADULT = 18
};

static struct return_text yes_or_no(struct chance_stream *luck, int32_t per_mille)
{
    return return_text_of(synth_luck_comes(luck, per_mille) ? "1" : "0");
}

/* Whether the child is looked after from before the year to its last day; who leaves on the last day counts. */
static bool whole_year(const struct synth_story *story, int32_t year)
{
    day from = calendar_year_start(year), to = calendar_year_end(year);
    for (int32_t p = 0; p < story->child->periods; p++)
        if (synth_story_from(story, p) < from && synth_story_to(story, p) >= to)
            return true;
    return false;
}

/* Strengths and difficulties: a score of 0 to 40, the sum of four draws, or why there is none. `score` has room for it. */
static void sdq_fill(struct chance_stream *luck, struct return_text *cell, char score[RETURN_CELL_SIZE])
{
    static const char *const reasons[] = {"SDQ2", "SDQ4", "SDQ5"};
    static const int32_t weight[] = {40, 35, 25};
    int32_t sum = 0;
    for (int32_t i = 0; i < 4; i++)
        sum += synth_luck_below(luck, 8);
    int32_t reason = synth_luck_weighted(luck, weight, 3);
    if (!synth_luck_comes(luck, SDQ_PER_MILLE)) {
        cell[OC2_SDQ_REASON] = return_text_of(reasons[reason]);
        return;
    }
    score[0] = (char)('0' + sum / 10);
    score[1] = (char)('0' + sum % 10);
    score[2] = '\0';
    cell[OC2_SDQ_SCORE] = return_text_of(sum < 10 ? score + 1 : score);
}

static void misuse_fill(struct chance_stream *luck, int32_t age, struct return_text *cell)
{
    bool misuses = synth_luck_comes(luck, MISUSE_PER_MILLE) && age >= MISUSE_FROM_AGE;
    bool received = synth_luck_comes(luck, RECEIVED_PER_MILLE);
    struct return_text offered = yes_or_no(luck, OFFERED_PER_MILLE);
    cell[OC2_SUBSTANCE_MISUSE] = return_text_of(misuses ? "1" : "0");
    if (!misuses)
        return;
    cell[OC2_INTERVENTION_RECEIVED] = return_text_of(received ? "1" : "0");
    if (!received)
        cell[OC2_INTERVENTION_OFFERED] = offered;
}

void synth_oc2_add(struct synth_year *year, const struct synth_story *story)
{
    char born[RETURN_CELL_SIZE], score[RETURN_CELL_SIZE];
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    if (!whole_year(story, year->year))
        return;
    struct chance_stream luck = synth_luck_in_year(story->council->seed, story->child->number, SYNTH_LUCK_OC2, year->year);
    int32_t before = calendar_age(story->child->born, calendar_year_start(year->year));
    int32_t age = calendar_age(story->child->born, calendar_year_end(year->year));
    synth_story_begin_row(story, cell, born);
    if (age >= SDQ_FROM_AGE && before < SDQ_TO_AGE)
        sdq_fill(&luck, cell, score);
    if (age >= CONVICTED_FROM_AGE)
        cell[OC2_CONVICTED] = yes_or_no(&luck, CONVICTED_PER_MILLE);
    if (age < CHECKED_TO_AGE)
        cell[OC2_HEALTH_CHECK] = yes_or_no(&luck, CHECKED_PER_MILLE);
    cell[OC2_IMMUNISATIONS] = yes_or_no(&luck, IMMUNISED_PER_MILLE);
    cell[OC2_TEETH_CHECK] = yes_or_no(&luck, TEETH_PER_MILLE);
    cell[OC2_HEALTH_ASSESSMENT] = yes_or_no(&luck, ASSESSED_PER_MILLE);
    misuse_fill(&luck, age, cell);
    synth_year_row(year, RETURN_OC2, cell);
}

/* Nights in care from a birthday on, in periods that ended before a day. */
static int64_t nights_since(const struct synth_story *story, int32_t age, day before)
{
    day since = calendar_birthday(story->child->born, age);
    int64_t nights = 0;
    for (int32_t p = 0; p < story->child->periods; p++) {
        day from = synth_story_from(story, p), to = synth_story_to(story, p);
        from = from > since ? from : since;
        if (to <= before && to > from)
            nights += to - from;
    }
    return nights;
}

/* The birthday that falls into the year, and the age on it. */
static day birthday_in(const struct synth_child *child, int32_t year, int32_t *age)
{
    *age = calendar_age(child->born, calendar_year_end(year));
    return calendar_birthday(child->born, *age);
}

bool synth_is_care_leaver(const struct synth_story *story, int32_t year)
{
    static const char *const never[] = {"E11", "E12", "E2", "E3"};
    int32_t age;
    day birthday = birthday_in(story->child, year, &age);
    if (age < LEAVER_FROM_AGE || age > LEAVER_TO_AGE || birthday < calendar_year_start(year) ||
        synth_story_in_care(story, birthday) >= 0)
        return false;
    int32_t last = -1;
    for (int32_t p = 0; p < story->child->periods; p++) {
        if (synth_story_to(story, p) < birthday)
            last = p;
        else if (synth_story_from(story, p) <= calendar_year_end(year))
            return false; /* comes back in the year, or leaves on the birthday */
    }
    const struct synth_episode *end = last < 0 ? NULL : synth_story_end(story, last, birthday);
    for (size_t i = 0; end && i < sizeof never / sizeof *never; i++)
        if (end->leaving->before == code_of(never[i]))
            return false;
    return end && nights_since(story, 14, birthday) >= LEAVER_CARE_DAYS && nights_since(story, 16, birthday) > 0;
}

/* What a leaver does, and where: at 17 neither with former foster carers nor in a foyer. */
static void leaver_fill(struct chance_stream *luck, int32_t year, int32_t age, struct return_text *cell)
{
    static const char *const before[] = {"F1", "F2", "F3", "P2", "P3", "G4", "G5", "G6"};
    static const int32_t before_weight[] = {7, 22, 22, 3, 5, 12, 23, 6};
    static const char *const since[] = {"F1", "F2", "F4", "F5", "P2", "P5", "G4", "G5", "G6"};
    static const int32_t since_weight[] = {7, 22, 4, 18, 3, 5, 12, 23, 6};
    static const char *const places[] = {"U1", "D1", "B1", "E1", "K1", "Y1", "C1", "V2", "X2", "S2", "T1", "Z1"};
    static const int32_t weight[] = {36, 15, 13, 5, 5, 6, 3, 2, 4, 1, 2, 8};
    int32_t count = (int32_t)(sizeof weight / sizeof *weight) - (age < ADULT ? 2 : 0);
    cell[OC3_IN_TOUCH] = return_text_of("YES");
    if (year < APPRENTICES_FROM)
        cell[OC3_ACTIV] = return_text_of(before[synth_luck_weighted(luck, before_weight, 8)]);
    else
        cell[OC3_ACTIV] = return_text_of(since[synth_luck_weighted(luck, since_weight, 9)]);
    cell[OC3_ACCOM] = return_text_of(places[synth_luck_weighted(luck, weight, count)]);
}

void synth_oc3_add(struct synth_year *year, const struct synth_story *story)
{
    static const char *const others[] = {"NO", "REFU", "NREQ", "RHOM"};
    static const int32_t weight[] = {5, 3, 2, 1, 89};
    char born[RETURN_CELL_SIZE];
    int32_t age;
    struct return_text cell[RETURN_COLUMNS_MAX] = {0};
    if (!synth_is_care_leaver(story, year->year))
        return;
    struct chance_stream luck = synth_luck_in_year(story->council->seed, story->child->number, SYNTH_LUCK_OC3, year->year);
    birthday_in(story->child, year->year, &age);
    synth_story_begin_row(story, cell, born);
    int32_t touch = synth_luck_weighted(&luck, weight, 5);
    if (touch < 4) {
        cell[OC3_IN_TOUCH] = return_text_of(others[touch]);
        cell[OC3_ACTIV] = cell[OC3_ACCOM] = return_text_of("0");
    } else {
        leaver_fill(&luck, year->year, age, cell);
    }
    synth_year_row(year, RETURN_OC3, cell);
}
