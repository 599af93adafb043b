#include "synth/draft.h"

#include <stdlib.h>

#include "base/array.h"
#include "synth/luck.h"

enum {
    RETURNS_PER_MILLE =
        150, /* of entrants from age 1: about 9 to 14 in 100 leavers have had more than one period (DfE 2025) */
    RETURNS_ALONE_PER_MILLE = 410, /* where only those come back who come without brothers and sisters: 60 of 164 */
    RETURNS_FROM_DAYS = 365,       /* youngest age at which an entrant may have been in care before */
    RETURN_AFTER_DAYS = 14,        /* fewest days between leaving and coming back */
    LEAVERS_TRIED = 4, /* how many of a list are looked at, those who came last first: they are the likeliest to come back */
    FINAL_MONTHS = 19 * 12, /* months of birth that matter before an entry */
    PILOT_ENTRIES = 4000,
    PILOT_MONTH = 2000 * 12 /* January 2000: which month makes no difference */
};

/* Lays out the rates of every quarter. */
static int quarters_build(const struct care_system *system, struct synth_draft *draft, struct problem *problem)
{
    int32_t count = draft->drift.quarters;
    if (count == 0)
        return 0;
    draft->quarter = array_new(count, sizeof *draft->quarter, problem);
    struct flow_rates *rates = array_new(1, sizeof *rates, problem);
    int code = draft->quarter && rates ? 0 : PROBLEM_MEMORY;
    for (int32_t q = 0; q < count && code == 0; q++) {
        synth_drift_rates(&draft->drift, q, &system->flow, &draft->posterior.rates[0], rates);
        code = flow_tables_build(&system->flow, rates, &draft->quarter[q], problem);
    }
    free(rates);
    return code;
}

int synth_draft_open(const struct care_system *system, const struct synth_draft_plan *plan, struct synth_draft *draft,
                     struct problem *problem)
{
    *draft = (struct synth_draft){.seed = plan->seed, .opens = plan->opens, .horizon = plan->horizon};
    draft->leavers_from = calendar_month(plan->begins) - FINAL_MONTHS;
    draft->leavers_lists = calendar_month(plan->horizon) - draft->leavers_from + 1;
    synth_drift_make(plan->seed, plan->drift, plan->opens, plan->horizon, &draft->drift);
    int code = PROBLEM_MEMORY;
    draft->leaver = array_new(draft->leavers_lists, sizeof *draft->leaver, problem);
    if (!draft->leaver)
        goto out;
    for (int32_t i = 0; i < draft->leavers_lists; i++)
        draft->leaver[i] = -1;
    code = flow_posterior_prior(&system->flow, plan->entries_per_year, &draft->posterior, problem);
    if (code == 0)
        code = flow_tables_build(&system->flow, &draft->posterior.rates[0], &draft->tables, problem);
    if (code == 0)
        code = quarters_build(system, draft, problem);
    if (code < 0)
        goto out;
    draft->per_day = draft->posterior.entries[0].per_day;
    synth_families_make(&system->flow, plan->seed, plan->siblings, &draft->posterior.entries[0], &draft->families);
out:
    if (code < 0)
        synth_draft_clear(draft);
    return code;
}

void synth_draft_clear(struct synth_draft *draft)
{
    flow_posterior_clear(&draft->posterior);
    for (int32_t q = 0; draft->quarter && q < draft->drift.quarters; q++)
        flow_tables_clear(&draft->quarter[q]);
    free(draft->quarter);
    flow_tables_clear(&draft->tables);
    synth_families_clear(&draft->families);
    free(draft->person);
    free(draft->period);
    free(draft->spell);
    free(draft->leaver);
    *draft = (struct synth_draft){0};
}

static bool is_unaccompanied(const struct synth_draft *draft, const struct flow_entrant *entrant)
{
    return draft->posterior.system->stratum[entrant->stratum].marked;
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

/* The person that an entrant has been before, or -1. Of families that arrive, nobody is split off by an older one. */
static int32_t person_before(struct synth_draft *draft, const struct flow_entrant *entrant,
                             const struct synth_family *family)
{
    int32_t per_mille = family->members == 0 ? RETURNS_PER_MILLE : family->members == 1 ? RETURNS_ALONE_PER_MILLE : 0;
    const struct flow_stratum *stratum = &draft->posterior.system->stratum[entrant->stratum];
    struct chance_stream luck = synth_luck_of(draft->seed, entrant->person.number, SYNTH_LUCK_RETURN);
    if (stratum->marked || stratum->from_days < RETURNS_FROM_DAYS || !synth_luck_comes(&luck, per_mille))
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
static int64_t person_of(struct synth_draft *draft, struct flow_entrant *entrant, const struct synth_family *family,
                         struct problem *problem)
{
    int32_t before = person_before(draft, entrant, family);
    if (before >= 0) {
        entrant->person.born = draft->person[before].born;
        return before;
    }
    int code = array_reserve(&draft->person, &draft->persons_capacity, draft->persons + 1, sizeof *draft->person, problem);
    if (code < 0)
        return code;
    struct chance_stream luck = synth_luck_of(draft->seed, family->number, SYNTH_LUCK_FAMILY);
    chance_word(&luck); /* the family's size */
    draft->person[draft->persons] = (struct synth_person){.number = entrant->person.number,
                                                          .family = family->number,
                                                          .ticket = chance_word(&luck),
                                                          .born = entrant->person.born,
                                                          .next_leaver = -1,
                                                          .unaccompanied = is_unaccompanied(draft, entrant)};
    return draft->persons++;
}

/* Adds a spell behind those of the period that begins at spell `first`. One without a night only redirects the one before
 * it; but a child who is placed and adopted on one day is adopted on the next, for nobody is adopted from elsewhere. */
static int spell_add(struct synth_draft *draft, int64_t first, struct synth_spell *spell, struct problem *problem)
{
    const struct flow_system *system = draft->posterior.system;
    spell->to += spell->from == spell->to && spell->next == system->states + flow_exit_named(system, "adopted");
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

/* Walks a person from the night of `start` to `until` and adds the spells that end in it; `spell` is the present one. */
static int spells_walk(struct synth_draft *draft, const struct flow_tables *tables, uint32_t replicate,
                       const struct flow_person *person, day start, day until, int64_t first, struct synth_spell *spell,
                       struct problem *problem)
{
    struct flow_step steps[FLOW_STEPS];
    const struct flow_key key = {.seed = draft->seed, .authority = SYNTH_AUTHORITY, .replicate = replicate};
    int32_t count = flow_walk(tables, &key, person, start, until, steps, FLOW_STEPS);
    for (int32_t i = 0; i < count; i++) {
        spell->to = steps[i].on;
        spell->next = (int8_t)steps[i].destination;
        int code = spell_add(draft, first, spell, problem);
        if (code < 0)
            return code;
        *spell = (struct synth_spell){.from = steps[i].on, .state = (int8_t)steps[i].destination};
    }
    return 0;
}

/* The same to the horizon, quarter by quarter when rates drift. */
static int way_walk(struct synth_draft *draft, const struct flow_person *entrant, struct problem *problem)
{
    struct flow_person person = *entrant;
    struct synth_spell spell = {.from = person.entered, .state = (int8_t)person.state};
    int64_t first = draft->spells;
    int32_t quarter = synth_drift_quarter(&draft->drift, person.entered);
    for (day start = person.entered - 1; start < draft->horizon && spell.state < draft->tables.states; quarter++) {
        day last = synth_drift_last_day(&draft->drift, quarter), until = last < draft->horizon ? last : draft->horizon;
        const struct flow_tables *tables = quarter < 0 ? &draft->tables : &draft->quarter[quarter];
        person.state = spell.state;
        person.since = spell.from;
        int code = spells_walk(draft, tables, (uint32_t)(quarter + 1), &person, start, until, first, &spell, problem);
        if (code < 0)
            return code;
        start = until;
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

static int entrant_add(struct synth_draft *draft, struct flow_entrant *entrant, const struct synth_family *family,
                       struct problem *problem)
{
    int64_t number = person_of(draft, entrant, family, problem);
    if (number < 0)
        return (int)number;
    int64_t first = draft->spells;
    int code = way_walk(draft, &entrant->person, problem);
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
                                                            .family = family->number,
                                                            .kin_born = family->born,
                                                            .kin_with_parents = family->with_parents,
                                                            .child = (int32_t)number,
                                                            .spells = (int32_t)(draft->spells - first),
                                                            .first_spell = first};
    return 0;
}

int synth_draft_month(struct synth_draft *draft, int32_t month, struct problem *problem)
{
    struct synth_families *families = &draft->families;
    int32_t quarter = synth_drift_quarter(&draft->drift, calendar_month_start(month));
    draft->posterior.entries[0].per_day = draft->per_day * synth_drift_factor(&draft->drift, SYNTH_DRIFT_ENTRIES, quarter);
    int code = synth_families_enter(families, &draft->posterior, month, problem);
    for (int64_t i = 0; i < families->count && code == 0; i++)
        code = entrant_add(draft, &families->entrant[i], &families->family[i], problem);
    return code;
}

int synth_mean_stay(const struct care_system *system, uint64_t seed, double *days, struct problem *problem)
{
    day first = calendar_month_start(PILOT_MONTH), last = calendar_month_end(PILOT_MONTH);
    double per_year = PILOT_ENTRIES * FLOW_YEAR_DAYS / (last - first + 1);
    const struct synth_draft_plan plan = {.seed = seed,
                                          .entries_per_year = per_year,
                                          .begins = first,
                                          .opens = first,
                                          .horizon = last + 366 * (system->flow.final_age + 1)};
    struct synth_draft draft;
    int code = synth_draft_open(system, &plan, &draft, problem);
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
