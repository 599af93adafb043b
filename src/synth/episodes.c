#include "synth/episodes.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "synth/legal.h"
#include "synth/luck.h"

enum { SPELL_BEGINS, STATUS_BEGINS, TEMPORARY_BEGINS, TEMPORARY_ENDS };

enum {
    SNAP_DAYS = 3,             /* a change of status so near a move happens with it */
    TEMPORARY_PER_MILLE = 150, /* of placements, how many are interrupted if they last long enough: a proposal */
    TEMPORARY_WITHIN = 500,    /* days from the beginning within which it comes */
    TEMPORARY_EDGE = 14,       /* days before and after it in the same home, at least */
    TEMPORARY_DAYS = 7,
    LONG_TERM_PER_MILLE = 800, /* of moves from short-term foster care within a state, how many stay with the carers */
    CUSTODY_FROM_YEAR = 2018,
    CUSTODY_FROM_AGE = 10
};

/* 28 October 2023: supported accommodation is registered from here on. P2 is no code any more, and H5 has a URN. */
static day registered_from(void)
{
    return calendar_day(2023, 10, 28);
}

/* One period in the making. */
struct telling {
    const struct synth_council *council;
    const struct synth_codebook *book;
    const struct synth_child *child;
    const struct synth_period *period;
    int32_t number;                            /* of the period, among the child's */
    const struct synth_spell *spell;           /* of the period */
    day until;                                 /* its end, or the day after the horizon */
    struct chance_stream places, stays, words; /* what is drawn for spells, for temporary placements, for episodes */
    int32_t statuses;
    struct synth_status status[SYNTH_STATUSES_MAX];
    char home_postcode[SYNTH_POSTCODE_SIZE];
    struct synth_episodes *out;
};

static short_code place_now(const struct synth_home *home)
{
    return home->place->before;
}

static bool is_foster(const struct telling *telling, int32_t state)
{
    const struct synth_codebook *book = telling->book;
    return state == book->foster_inhouse || state == book->foster_agency || state == book->connected_carer;
}

static void urn_write(struct telling *telling, const struct synth_place *place, char out[SYNTH_URN_SIZE])
{
    out[0] = '\0';
    if (!place->urns)
        return;
    int32_t value = place->first_urn + synth_luck_below(&telling->places, place->urns);
    char digits[SYNTH_URN_SIZE];
    int32_t at = SYNTH_URN_SIZE - 1;
    digits[at] = '\0';
    for (int32_t left = value; left; left /= 10)
        digits[--at] = (char)('0' + left % 10);
    if (value < 1000000)
        memcpy(out, "SC", 2);
    memcpy(out + (value < 1000000 ? 2 : 0), digits + at, (size_t)(SYNTH_URN_SIZE - at));
}

/* A postcode that is not the family's own. */
static void away_from_home(const struct telling *telling, struct chance_stream *luck, bool inside,
                           char out[SYNTH_POSTCODE_SIZE])
{
    do
        synth_postcode(luck, inside, out);
    while (strcmp(out, telling->home_postcode) == 0);
}

/* What stands for P2 where the stay lasts longer than the code: H5. */
static const struct synth_place *still_a_code(const struct telling *telling, const struct synth_place *place, day to)
{
    const struct synth_place *instead = NULL;
    if (place->before == code_of("P2") && to >= registered_from())
        instead = synth_place_named(telling->book, place->state, "H5", place->provider);
    return instead ? instead : place;
}

/* A home of that place, somewhere new. Supported accommodation that was there before it had to register has no URN. */
static void home_find(struct telling *telling, const struct synth_place *place, const struct synth_home *before, day from,
                      struct synth_home *out)
{
    out->place = place;
    urn_write(telling, place, out->urn);
    if ((place->before == code_of("P2") || place->before == code_of("H5")) && from < registered_from())
        out->urn[0] = '\0';
    bool inside = synth_luck_comes(&telling->places, place->inside);
    bool at_home = place->state == telling->book->parents && telling->home_postcode[0] && inside;
    if (at_home && !(before && strcmp(before->postcode, telling->home_postcode) == 0))
        memcpy(out->postcode, telling->home_postcode, sizeof out->postcode);
    else
        away_from_home(telling, &telling->places, inside, out->postcode);
}

/* The long-term placement with the same carers that a move within a fostering state may be; NULL when it is a move to
 * others. */
static const struct synth_place *long_term(struct telling *telling, const struct synth_home *before, int32_t state)
{
    bool short_term = place_now(before) == code_of("U6") || place_now(before) == code_of("U3");
    if (before->place->state != state || !short_term || !synth_luck_comes(&telling->places, LONG_TERM_PER_MILLE))
        return NULL;
    return synth_place_named(telling->book, state, place_now(before) == code_of("U6") ? "U4" : "U1",
                             before->place->provider);
}

/* A3 and A5 are placements with the present foster carers. */
static bool adopts_foster_child(const struct synth_place *place)
{
    return place->before == code_of("A3") || place->before == code_of("A5");
}

/* A3 and A4 are placements for adoption with the parents' consent: the child comes from foster carers. */
static bool is_agreed_adoption(const struct synth_place *place)
{
    return place->before == code_of("A3") || place->before == code_of("A4");
}

/* The placement for adoption of a child who comes from elsewhere than foster carers: with a placement order and with others,
 * A6, but A4 for A3 where another placement with consent stands before it. */
static const struct synth_place *not_fostered(const struct synth_codebook *book, const struct synth_place *place,
                                              const struct synth_home *before)
{
    if (!is_agreed_adoption(place) && !adopts_foster_child(place))
        return place;
    bool goes_on = before && is_agreed_adoption(before->place) && is_agreed_adoption(place);
    const struct synth_place *found = synth_place_named(book, place->state, goes_on ? "A4" : "A6", place->provider);
    return found ? found : place;
}

/* Whether the child stays with the same carers when it moves from the home before to the place. */
static bool same_carers(const struct synth_home *before, const struct synth_place *place)
{
    short_code was = place_now(before), is = place->before;
    return adopts_foster_child(place) || (was == code_of("U6") && is == code_of("U4")) ||
           (was == code_of("U3") && is == code_of("U1"));
}

/* Finds a home for every spell of the period. */
static int homes_find(struct telling *telling, struct problem *problem)
{
    struct synth_episodes *out = telling->out;
    int code = array_reserve(&out->home, &out->homes_capacity, telling->period->spells, sizeof *out->home, problem);
    if (code < 0)
        return code;
    for (int32_t i = 0; i < telling->period->spells; i++) {
        const struct synth_spell *spell = &telling->spell[i];
        const struct synth_home *before = i ? &out->home[i - 1] : NULL;
        const struct synth_place *stays = before ? long_term(telling, before, spell->state) : NULL;
        int32_t age = calendar_age(telling->child->born, spell->from);
        const struct synth_place *place =
            stays ? stays : synth_place_choose(telling->book, spell->state, age, &telling->places);
        place = still_a_code(telling, place, spell->to);
        bool fostered = before && is_foster(telling, before->place->state);
        if (!fostered)
            place = not_fostered(telling->book, place, before);
        out->home[i] = (struct synth_home){0};
        if (stays || (adopts_foster_child(place) && fostered)) {
            out->home[i] = *before;
            out->home[i].place = place;
        } else {
            home_find(telling, place, before, spell->from, &out->home[i]);
        }
    }
    return 0;
}

/* The first day with parents; DAY_OPEN when there is none. */
static day first_with_parents(const struct telling *telling)
{
    for (int32_t i = 0; i < telling->period->spells; i++)
        if (telling->spell[i].state == telling->book->parents)
            return telling->spell[i].from;
    return DAY_OPEN;
}

/* The first day of a placement for adoption without consent (A5, A6); DAY_OPEN when there is none. */
static day first_without_consent(const struct telling *telling)
{
    for (int32_t i = 0; i < telling->period->spells; i++) {
        short_code place = place_now(&telling->out->home[i]);
        if (place == code_of("A5") || place == code_of("A6"))
            return telling->spell[i].from;
    }
    return DAY_OPEN;
}

/* Moves a change of status to the move that lies within a few days of it; and, where it falls into a placement with foster
 * carers who adopt, to the beginning of that, which no change may interrupt. */
static day snapped(const struct telling *telling, day on)
{
    for (int32_t i = 0; i < telling->period->spells; i++)
        if (adopts_foster_child(telling->out->home[i].place) && telling->spell[i].from < on && on < telling->spell[i].to)
            return telling->spell[i].from;
    for (int32_t i = 1; i < telling->period->spells; i++)
        if (abs(telling->spell[i].from - on) <= SNAP_DAYS)
            return telling->spell[i].from;
    return on;
}

static void statuses_plan(struct telling *telling)
{
    const struct synth_home *home = telling->out->home;
    struct chance_stream luck = synth_luck_of(telling->council->seed, telling->period->number, SYNTH_LUCK_LEGAL);
    day from = telling->spell[0].from;
    struct synth_legal_facts facts = {.born = telling->child->born,
                                      .from = from,
                                      .unaccompanied = telling->child->unaccompanied,
                                      .with_parents = first_with_parents(telling),
                                      .placement_order_by = first_without_consent(telling)};
    facts.remanded =
        place_now(&home[0]) == code_of("R5") || (place_now(&home[0]) == code_of("K1") && synth_luck_comes(&luck, 500));
    if (telling->period->kin_born != DAY_NONE) {
        facts.born = telling->period->kin_born;
        facts.interim = telling->period->kin_with_parents;
        luck = synth_luck_of(telling->council->seed, telling->period->family, SYNTH_LUCK_KIN_LEGAL);
    }
    telling->statuses = synth_legal_plan(&facts, &luck, telling->status);
    for (int32_t i = 1; i < telling->statuses; i++)
        if (telling->status[i - 1].status != code_of("L1")) /* which lasts 72 hours and no day longer */
            telling->status[i].on = snapped(telling, telling->status[i].on);
}

static int event_add(struct telling *telling, day on, int32_t kind, int32_t index, struct problem *problem)
{
    struct synth_episodes *out = telling->out;
    if (on >= telling->until)
        return 0;
    int code = array_reserve(&out->event, &out->events_capacity, out->events + 1, sizeof *out->event, problem);
    if (code == 0)
        out->event[out->events++] = (struct synth_event){on, kind, index};
    return code;
}

/*
 * Interrupts some spells by a temporary placement, well inside them and away from changes of status; not on the first day of
 * the returns, where nothing stands before it.
 */
static int temporary_add(struct telling *telling, int32_t index, struct problem *problem)
{
    const struct synth_spell *spell = &telling->spell[index];
    const struct synth_place *place = telling->out->home[index].place;
    bool comes = synth_luck_comes(&telling->stays, TEMPORARY_PER_MILLE);
    int32_t days = synth_luck_below(&telling->stays, TEMPORARY_DAYS) + 1;
    day from = spell->from + TEMPORARY_EDGE + synth_luck_below(&telling->stays, TEMPORARY_WITHIN), to = from + days;
    day opens = telling->council->opens;
    if (!comes || is_agreed_adoption(place) || adopts_foster_child(place) || (from <= opens && opens <= to) ||
        spell->to < to + TEMPORARY_EDGE)
        return 0;
    for (int32_t i = 0; i < telling->statuses; i++)
        if (telling->status[i].on >= from && telling->status[i].on <= to)
            return 0;
    int code = event_add(telling, from, TEMPORARY_BEGINS, index, problem);
    return code < 0 ? code : event_add(telling, to, TEMPORARY_ENDS, index, problem);
}

static int compare_events(const void *left, const void *right)
{
    const struct synth_event *a = left, *b = right;
    if (a->on != b->on)
        return (a->on > b->on) - (a->on < b->on);
    if (a->kind != b->kind)
        return (a->kind > b->kind) - (a->kind < b->kind);
    return (a->index > b->index) - (a->index < b->index);
}

/* All that happens in the period, in order of days. */
static int events_gather(struct telling *telling, struct problem *problem)
{
    struct synth_episodes *out = telling->out;
    int code = 0;
    out->events = 0;
    for (int32_t i = 0; i < telling->statuses && code == 0; i++)
        code = event_add(telling, telling->status[i].on, STATUS_BEGINS, i, problem);
    for (int32_t i = 0; i < telling->period->spells && code == 0; i++) {
        code = event_add(telling, telling->spell[i].from, SPELL_BEGINS, i, problem);
        if (code == 0)
            code = temporary_add(telling, i, problem);
    }
    if (code == 0)
        qsort(out->event, (size_t)out->events, sizeof *out->event, compare_events);
    return code;
}

/* Reasons for changes of placement, England 2025 (DfE), without changes of status only and custody, in tenths of a per cent.
 */
static short_code reason_draw(struct telling *telling, const struct synth_home *to, day since, day on)
{
    static const char *const reasons[] = {"CARPL", "OTHER", "CREQB", "CREQO", "CHILD",
                                          "LAREQ", "STAND", "CLOSE", "ALLEG", "APPRR"};
    static const int32_t weight[] = {341, 246, 85, 72, 32, 17, 10, 7, 7, 4};
    bool custody = place_now(to) == code_of("R5") || place_now(to) == code_of("K1");
    int32_t drawn = synth_luck_weighted(&telling->words, weight, (int32_t)(sizeof weight / sizeof *weight));
    bool of_age = calendar_age(telling->child->born, since) >= CUSTODY_FROM_AGE; /* when the episode that ends began */
    if (custody && of_age && calendar_year(on) >= CUSTODY_FROM_YEAR)
        return code_of("CUSTOD");
    return code_of(reasons[drawn]);
}

/* What has changed on a day. */
struct change {
    bool first, moved, carers_stay, temporary, returned, status;
    int32_t spell;
};

static const char *rne_of(const struct change *change)
{
    if (change->first)
        return "S";
    if (change->moved && change->carers_stay)
        return change->status ? "U" : "T";
    if (change->moved || change->temporary || change->returned)
        return change->status ? "B" : "P";
    return "L";
}

/* Ends the episode before, if there is one, and begins a new one. */
static int episode_begin(struct telling *telling, const struct change *change, day on, short_code ls,
                         struct problem *problem)
{
    struct synth_episodes *out = telling->out;
    const struct synth_home *home = &out->home[change->spell];
    int code = array_reserve(&out->episode, &out->capacity, out->count + 1, sizeof *out->episode, problem);
    if (code < 0)
        return code;
    if (!change->first) {
        struct synth_episode *before = &out->episode[out->count - 1];
        before->dec = on;
        if (change->moved)
            before->reason = change->carers_stay ? code_of("PLACE") : reason_draw(telling, home, before->decom, on);
    }
    struct synth_episode *episode = &out->episode[out->count++];
    *episode = (struct synth_episode){
        .period = telling->number, .decom = on, .dec = DAY_OPEN, .rne = code_of(rne_of(change)), .ls = ls};
    memcpy(episode->home_postcode, telling->home_postcode, sizeof episode->home_postcode);
    if (change->temporary)
        away_from_home(telling, &telling->words, true, episode->home.postcode);
    else
        episode->home = *home;
    return 0;
}

/* Takes the events of one day together. Returns the first event of the next day. */
static int64_t day_gather(const struct telling *telling, int64_t at, struct change *change, short_code *ls)
{
    const struct synth_episodes *out = telling->out;
    day on = out->event[at].on;
    for (; at < out->events && out->event[at].on == on; at++) {
        const struct synth_event *event = &out->event[at];
        if (event->kind == STATUS_BEGINS) {
            change->status = telling->status[event->index].status != *ls;
            *ls = telling->status[event->index].status;
        } else if (event->kind == SPELL_BEGINS) {
            change->first = event->index == 0;
            change->moved = event->index > 0;
            change->carers_stay = change->moved &&
                                  same_carers(&out->home[event->index - 1], out->home[event->index].place) &&
                                  strcmp(out->home[event->index - 1].postcode, out->home[event->index].postcode) == 0;
            change->spell = event->index;
        } else {
            change->temporary = event->kind == TEMPORARY_BEGINS;
            change->returned = event->kind == TEMPORARY_ENDS;
        }
    }
    return at;
}

static int episodes_write(struct telling *telling, struct problem *problem)
{
    struct synth_episodes *out = telling->out;
    struct change change = {0};
    short_code ls = 0;
    for (int64_t at = 0; at < out->events;) {
        day on = out->event[at].on;
        int32_t spell = change.spell;
        change = (struct change){.spell = spell};
        at = day_gather(telling, at, &change, &ls);
        if (!change.first && !change.moved && !change.temporary && !change.returned && !change.status)
            continue; /* a status that was in force already */
        int code = episode_begin(telling, &change, on, ls, problem);
        if (code < 0)
            return code;
    }
    return 0;
}

/* Ends the last episode of a period that has ended. */
static void period_end(struct telling *telling)
{
    const struct synth_spell *last = &telling->spell[telling->period->spells - 1];
    struct synth_episode *episode = &telling->out->episode[telling->out->count - 1];
    if (last->to == DAY_OPEN)
        return;
    int32_t exit = last->next - telling->council->system->flow.states;
    episode->dec = last->to;
    episode->leaving = synth_exit_choose(telling->book, exit, last->state, telling->child->unaccompanied, &telling->words);
}

static int period_tell(const struct synth_council *council, const struct synth_codebook *book,
                       const struct synth_child *child, int32_t number, struct synth_episodes *out, struct problem *problem)
{
    const struct synth_period *period = &council->period[child->first_period + number];
    day to = synth_period_to(council, period);
    struct telling telling = {.council = council,
                              .book = book,
                              .child = child,
                              .period = period,
                              .number = number,
                              .spell = &council->spell[period->first_spell],
                              .until = to < council->horizon + 1 ? to : council->horizon + 1,
                              .places = synth_luck_of(council->seed, period->number, SYNTH_LUCK_PLACES),
                              .stays = synth_luck_of(council->seed, period->number, SYNTH_LUCK_STAYS),
                              .words = synth_luck_of(council->seed, period->number, SYNTH_LUCK_TELLING),
                              .out = out};
    if (!child->unaccompanied)
        synth_home_postcode(council, period->family, telling.home_postcode);
    int code = homes_find(&telling, problem);
    if (code < 0)
        return code;
    statuses_plan(&telling);
    code = events_gather(&telling, problem);
    if (code == 0)
        code = episodes_write(&telling, problem);
    if (code == 0)
        period_end(&telling);
    return code;
}

int synth_episodes_tell(const struct synth_council *council, const struct synth_codebook *book,
                        const struct synth_child *child, struct synth_episodes *out, struct problem *problem)
{
    int code = 0;
    out->count = 0;
    for (int32_t p = 0; p < child->periods && code == 0; p++)
        code = period_tell(council, book, child, p, out, problem);
    return code;
}

void synth_episodes_clear(struct synth_episodes *episodes)
{
    free(episodes->episode);
    free(episodes->event);
    free(episodes->home);
    *episodes = (struct synth_episodes){0};
}
