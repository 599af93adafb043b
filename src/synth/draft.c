#include "synth/draft.h"

#include <stdlib.h>

#include "base/array.h"
#include "synth/luck.h"

enum {
    SIBLINGS_MAX = 4,
    SIBLINGS_APART = 280, /* fewest days between two births of one mother */
    RETURNS_PER_MILLE =
        150, /* of entrants from age 1: about 9 to 14 in 100 leavers have had more than one period (DfE 2025) */
    RETURNS_FROM_DAYS = 365, /* youngest age at which an entrant may have been in care before */
    RETURN_AFTER_DAYS = 14,  /* fewest days between leaving and coming back */
    LEAVERS_TRIED = 4, /* how many of a list are looked at, those who came last first: they are the likeliest to come back */
    FINAL_MONTHS = 19 * 12, /* months of birth that matter before an entry */
    PILOT_ENTRIES = 4000,
    PILOT_MONTH = 2000 * 12 /* January 2000: which month makes no difference */
};

/* Families of 1, 2, 3 and 4 children who come together, in per cent. A proposal. */
static const int32_t family_sizes[SIBLINGS_MAX] = {60, 22, 12, 6};

static struct flow_key key_of(uint64_t seed)
{
    return (struct flow_key){.seed = seed, .authority = SYNTH_AUTHORITY, .replicate = 0};
}

int synth_draft_open(const struct care_system *system, uint64_t seed, double entries_per_year, day begins, day opens,
                     day horizon, struct synth_draft *draft, struct problem *problem)
{
    *draft = (struct synth_draft){.seed = seed, .opens = opens, .horizon = horizon};
    draft->leavers_from = calendar_month(begins) - FINAL_MONTHS;
    draft->leavers_lists = calendar_month(horizon) - draft->leavers_from + 1;
    int code = PROBLEM_MEMORY;
    draft->leaver = array_new(draft->leavers_lists, sizeof *draft->leaver, problem);
    if (!draft->leaver)
        goto out;
    for (int32_t i = 0; i < draft->leavers_lists; i++)
        draft->leaver[i] = -1;
    code = flow_posterior_prior(&system->flow, entries_per_year, &draft->posterior, problem);
    if (code == 0)
        code = flow_tables_build(&system->flow, &draft->posterior.rates[0], &draft->tables, problem);
out:
    if (code < 0)
        synth_draft_clear(draft);
    return code;
}

void synth_draft_clear(struct synth_draft *draft)
{
    flow_posterior_clear(&draft->posterior);
    flow_tables_clear(&draft->tables);
    free(draft->person);
    free(draft->period);
    free(draft->spell);
    free(draft->leaver);
    free(draft->entrant);
    free(draft->family);
    *draft = (struct synth_draft){0};
}

/* Whether a child born on `born` can be a brother or sister of these: of another birth, or a twin. */
static bool born_apart(const day *born_before, int32_t count, day born)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t apart = abs(born - born_before[i]);
        if (apart > 0 && apart < SIBLINGS_APART)
            return false;
    }
    return true;
}

static bool is_unaccompanied(const struct synth_draft *draft, const struct flow_entrant *entrant)
{
    return draft->posterior.system->stratum[entrant->stratum].marked;
}

/* Lets the later entrants of the month who fit come with entrant `first`, until the family is full. */
static void family_gather(struct synth_draft *draft, int64_t first, int64_t count)
{
    const struct flow_person *eldest = &draft->entrant[first].person;
    struct chance_stream luck = synth_luck_of(draft->seed, eldest->number, SYNTH_LUCK_FAMILY);
    int32_t size = synth_luck_weighted(&luck, family_sizes, SIBLINGS_MAX) + 1, members = 1;
    day born[SIBLINGS_MAX] = {eldest->born};
    for (int64_t i = first + 1; i < count && members < size; i++) {
        struct flow_person *person = &draft->entrant[i].person;
        day earlier = person->entered - eldest->entered;
        if (draft->family[i] || is_unaccompanied(draft, &draft->entrant[i]) ||
            !born_apart(born, members, person->born - earlier))
            continue;
        person->born -= earlier;
        person->entered = person->since = eldest->entered;
        born[members++] = person->born;
        draft->family[i] = eldest->number;
    }
}

/* Gives every entrant of the month a family. */
static int families_form(struct synth_draft *draft, int64_t count, struct problem *problem)
{
    int code = array_reserve(&draft->family, &draft->families_capacity, count, sizeof *draft->family, problem);
    if (code < 0)
        return code;
    for (int64_t i = 0; i < count; i++)
        draft->family[i] = 0; /* numbers of entrants are never 0 */
    for (int64_t i = 0; i < count; i++) {
        if (draft->family[i])
            continue;
        draft->family[i] = draft->entrant[i].person.number;
        if (!is_unaccompanied(draft, &draft->entrant[i]))
            family_gather(draft, i, count);
    }
    return 0;
}

/* Takes a leaver born between the two days and gone long enough out of one month's list; -1 when there is none. */
static int32_t leaver_take(struct synth_draft *draft, int32_t month, day born_from, day born_to, day on)
{
    int32_t list = month - draft->leavers_from;
    if (list < 0 || list >= draft->leavers_lists)
        return -1;
    int32_t *link = &draft->leaver[list];
    for (int32_t tried = 0; *link >= 0 && tried < LEAVERS_TRIED;) {
        int32_t found = *link;
        struct synth_person *person = &draft->person[found];
        bool gone = person->left <= on - RETURN_AFTER_DAYS;
        if (gone && person->born >= born_from && person->born <= born_to) {
            *link = person->next_leaver;
            return found;
        }
        tried += gone; /* who will leave later is in the list already, and must make no difference */
        link = &person->next_leaver;
    }
    return -1;
}

/* The person that an entrant has been before, or -1. */
static int32_t person_before(struct synth_draft *draft, const struct flow_entrant *entrant)
{
    const struct flow_stratum *stratum = &draft->posterior.system->stratum[entrant->stratum];
    struct chance_stream luck = synth_luck_of(draft->seed, entrant->person.number, SYNTH_LUCK_RETURN);
    if (stratum->marked || stratum->from_days < RETURNS_FROM_DAYS || !synth_luck_comes(&luck, RETURNS_PER_MILLE))
        return -1;
    day on = entrant->person.entered;
    day born_from = on - stratum->to_days + 1, born_to = on - stratum->from_days;
    int32_t first = calendar_month(born_from), months = calendar_month(born_to) - first + 1;
    int32_t skip = synth_luck_below(&luck, months);
    for (int32_t i = 0; i < months; i++) {
        int32_t found = leaver_take(draft, first + (skip + i) % months, born_from, born_to, on);
        if (found >= 0)
            return found;
    }
    return -1;
}

/* The number of the person whom the entrant is: a new one, or one who comes back (then the entrant gets that date of birth).
 */
static int64_t person_of(struct synth_draft *draft, struct flow_entrant *entrant, uint32_t family, struct problem *problem)
{
    int32_t before = person_before(draft, entrant);
    if (before >= 0) {
        entrant->person.born = draft->person[before].born;
        return before;
    }
    int code = array_reserve(&draft->person, &draft->persons_capacity, draft->persons + 1, sizeof *draft->person, problem);
    if (code < 0)
        return code;
    struct chance_stream luck = synth_luck_of(draft->seed, family, SYNTH_LUCK_FAMILY);
    chance_word(&luck); /* the family's size */
    draft->person[draft->persons] = (struct synth_person){.number = entrant->person.number,
                                                          .family = family,
                                                          .ticket = chance_word(&luck),
                                                          .born = entrant->person.born,
                                                          .next_leaver = -1,
                                                          .unaccompanied = is_unaccompanied(draft, entrant)};
    return draft->persons++;
}

/* Adds a spell behind those of the period that begins at spell `first`. One without a night only redirects the one before
 * it. */
static int spell_add(struct synth_draft *draft, int64_t first, const struct synth_spell *spell, struct problem *problem)
{
    if (spell->from == spell->to) {
        if (draft->spells > first)
            draft->spell[draft->spells - 1].next = spell->next;
        return 0;
    }
    int code = array_reserve(&draft->spell, &draft->spells_capacity, draft->spells + 1, sizeof *draft->spell, problem);
    if (code == 0)
        draft->spell[draft->spells++] = *spell;
    return code;
}

/* Walks an entrant to the horizon and adds the spells. */
static int spells_walk(struct synth_draft *draft, const struct flow_person *person, struct problem *problem)
{
    struct flow_step steps[FLOW_STEPS];
    const struct flow_key key = key_of(draft->seed);
    int32_t count = flow_walk(&draft->tables, &key, person, person->entered - 1, draft->horizon, steps, FLOW_STEPS);
    struct synth_spell spell = {.from = person->entered, .state = (int8_t)person->state};
    int64_t first = draft->spells;
    for (int32_t i = 0; i < count; i++) {
        spell.to = steps[i].on;
        spell.next = (int8_t)steps[i].destination;
        int code = spell_add(draft, first, &spell, problem);
        if (code < 0)
            return code;
        spell = (struct synth_spell){.from = steps[i].on, .state = (int8_t)steps[i].destination};
    }
    if (spell.state >= draft->tables.states)
        return 0; /* the last step was the way out */
    spell.to = DAY_OPEN;
    spell.next = FLOW_CENSORED;
    return spell_add(draft, first, &spell, problem);
}

/* Remembers that a person has left before 18, so that the child can come back. */
static void leaver_add(struct synth_draft *draft, int32_t number)
{
    struct synth_person *person = &draft->person[number];
    int32_t list = calendar_month(person->born) - draft->leavers_from;
    bool grown = person->left >= calendar_birthday(person->born, draft->tables.final_age);
    if (person->unaccompanied || grown || list < 0 || list >= draft->leavers_lists)
        return;
    person->next_leaver = draft->leaver[list];
    draft->leaver[list] = number;
}

/* Whether one who left by that way may come back. */
static bool may_return(const struct flow_system *flow, int32_t destination)
{
    static const char *const for_good[] = {"died", "adopted", "transfer"};
    for (size_t i = 0; i < sizeof for_good / sizeof *for_good; i++)
        if (destination == flow->states + flow_exit_named(flow, for_good[i]))
            return false;
    return true;
}

static int entrant_add(struct synth_draft *draft, struct flow_entrant *entrant, uint32_t family, struct problem *problem)
{
    int64_t number = person_of(draft, entrant, family, problem);
    if (number < 0)
        return (int)number;
    int64_t first = draft->spells;
    int code = spells_walk(draft, &entrant->person, problem);
    if (code < 0 || draft->spells == first)
        return code;
    const struct synth_spell *last = &draft->spell[draft->spells - 1];
    draft->person[number].left = last->to;
    if (last->to != DAY_OPEN && may_return(draft->posterior.system, last->next))
        leaver_add(draft, (int32_t)number);
    if (last->to < draft->opens) {
        draft->spells = first; /* over before the first return: not kept */
        return 0;
    }
    code = array_reserve(&draft->period, &draft->periods_capacity, draft->periods + 1, sizeof *draft->period, problem);
    if (code < 0)
        return code;
    draft->period[draft->periods++] = (struct synth_period){.number = entrant->person.number,
                                                            .family = family,
                                                            .child = (int32_t)number,
                                                            .spells = (int32_t)(draft->spells - first),
                                                            .first_spell = first};
    return 0;
}

int synth_draft_month(struct synth_draft *draft, int32_t month, struct problem *problem)
{
    const struct flow_key key = key_of(draft->seed);
    day first = calendar_month_start(month), last = calendar_month_end(month);
    int64_t count = 0;
    int code =
        flow_entrants(&draft->posterior, 0, &key, first, last, &draft->entrant, &count, &draft->entrants_capacity, problem);
    if (code == 0)
        code = families_form(draft, count, problem);
    for (int64_t i = 0; i < count && code == 0; i++)
        code = entrant_add(draft, &draft->entrant[i], draft->family[i], problem);
    return code;
}

int synth_mean_stay(const struct care_system *system, uint64_t seed, double *days, struct problem *problem)
{
    day first = calendar_month_start(PILOT_MONTH), last = calendar_month_end(PILOT_MONTH);
    double per_year = PILOT_ENTRIES * FLOW_YEAR_DAYS / (last - first + 1);
    struct synth_draft draft;
    int code =
        synth_draft_open(system, seed, per_year, first, first, last + 366 * (system->flow.final_age + 1), &draft, problem);
    if (code == 0)
        code = synth_draft_month(&draft, PILOT_MONTH, problem);
    int64_t nights = 0;
    for (int64_t i = 0; i < draft.spells && code == 0; i++)
        nights += draft.spell[i].to - draft.spell[i].from;
    if (code == 0 && draft.periods == 0)
        code = problem_set(problem, PROBLEM_INPUT, "nobody enters care under this system");
    if (code == 0)
        *days = (double)nights / (double)draft.periods;
    synth_draft_clear(&draft);
    return code;
}
