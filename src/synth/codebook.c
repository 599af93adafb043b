#include "synth/codebook.h"

#include "synth/luck.h"

enum { NEVER = 9999, SUPPORTED_REGISTERED = 2024, OTHER_SPLIT = 2025, GUARDIANSHIP_SPLIT = 2018, AGE_ANY = 17 };

/* A struct synth_place in words. */
struct place_row {
    const char *state;          /* id of the state */
    const char *before, *after; /* PLACE before the change and after it */
    int32_t changes;            /* collection year of the change */
    const char *provider;       /* PLACE_PROVIDER, or "" */
    int32_t weight;             /* among the places of its state */
    int32_t age_from, age_to;   /* whole years */
    int32_t inside;          /* per mille within the boundary: DfE 2025 has 56 of 100 children there, 33 of 100 in homes */
    int32_t first_urn, urns; /* the registered providers */
};

/* Registered providers, all made up: first URN and how many a council uses. */
#define NO_URN 0, 0
#define OWN_CARERS 900001, 1
#define AGENCIES 910001, 14
#define OWN_HOMES 920001, 4
#define OTHER_HOMES 930001, 60
#define SECURE_HOMES 940001, 12
#define SUPPORTED_HOMES 2990001, 40

/* Proposals; the totals by state come from the prior, these split them. */
static const struct place_row place_rows[] = {
    {"parents", "P1", "P1", NEVER, "PR0", 100, 0, AGE_ANY, 850, NO_URN},
    {"connected_carer", "U3", "U3", NEVER, "PR1", 62, 0, AGE_ANY, 680, OWN_CARERS},
    {"connected_carer", "U1", "U1", NEVER, "PR1", 34, 0, AGE_ANY, 680, OWN_CARERS},
    {"connected_carer", "U3", "U3", NEVER, "PR4", 3, 0, AGE_ANY, 680, AGENCIES},
    {"connected_carer", "U2", "U2", NEVER, "PR1", 1, 0, 4, 680, OWN_CARERS},
    {"foster_inhouse", "U6", "U6", NEVER, "PR1", 70, 0, AGE_ANY, 830, OWN_CARERS},
    {"foster_inhouse", "U4", "U4", NEVER, "PR1", 28, 0, AGE_ANY, 830, OWN_CARERS},
    {"foster_inhouse", "U5", "U5", NEVER, "PR1", 2, 0, 4, 830, OWN_CARERS},
    {"foster_agency", "U6", "U6", NEVER, "PR4", 56, 0, AGE_ANY, 400, AGENCIES},
    {"foster_agency", "U4", "U4", NEVER, "PR4", 26, 0, AGE_ANY, 400, AGENCIES},
    {"foster_agency", "U6", "U6", NEVER, "PR5", 11, 0, AGE_ANY, 400, AGENCIES},
    {"foster_agency", "U4", "U4", NEVER, "PR5", 5, 0, AGE_ANY, 400, AGENCIES},
    {"foster_agency", "U6", "U6", NEVER, "PR2", 1, 0, AGE_ANY, 400, AGENCIES},
    {"foster_agency", "U5", "U5", NEVER, "PR5", 1, 0, 4, 400, AGENCIES},
    {"adoption", "A6", "A6", NEVER, "PR1", 60, 0, AGE_ANY, 350, NO_URN},
    {"adoption", "A6", "A6", NEVER, "PR5", 14, 0, AGE_ANY, 350, NO_URN},
    {"adoption", "A5", "A5", NEVER, "PR1", 16, 0, AGE_ANY, 350, NO_URN},
    {"adoption", "A4", "A4", NEVER, "PR1", 7, 0, AGE_ANY, 350, NO_URN},
    {"adoption", "A3", "A3", NEVER, "PR1", 3, 0, AGE_ANY, 350, NO_URN},
    {"home_inhouse", "K2", "K2", NEVER, "PR1", 100, 0, AGE_ANY, 900, OWN_HOMES},
    {"home_external", "K2", "K2", NEVER, "PR4", 90, 0, AGE_ANY, 220, OTHER_HOMES},
    {"home_external", "K2", "K2", NEVER, "PR5", 6, 0, AGE_ANY, 220, OTHER_HOMES},
    {"home_external", "K2", "K2", NEVER, "PR2", 4, 0, AGE_ANY, 220, OTHER_HOMES},
    {"secure", "K1", "K1", NEVER, "PR2", 80, 10, AGE_ANY, 90, SECURE_HOMES},
    {"secure", "K1", "K1", NEVER, "PR4", 15, 10, AGE_ANY, 90, SECURE_HOMES},
    {"secure", "K1", "K1", NEVER, "PR1", 5, 10, AGE_ANY, 90, SECURE_HOMES},
    {"supported", "H5", "K3", SUPPORTED_REGISTERED, "PR4", 70, 16, AGE_ANY, 600, SUPPORTED_HOMES},
    {"supported", "H5", "K3", SUPPORTED_REGISTERED, "PR5", 14, 16, AGE_ANY, 600, SUPPORTED_HOMES},
    {"supported", "H5", "K3", SUPPORTED_REGISTERED, "PR1", 6, 16, AGE_ANY, 600, SUPPORTED_HOMES},
    {"supported", "P2", "K3", SUPPORTED_REGISTERED, "PR4", 8, 16, AGE_ANY, 600, SUPPORTED_HOMES},
    {"supported", "P2", "K3", SUPPORTED_REGISTERED, "PR1", 2, 16, AGE_ANY, 600, SUPPORTED_HOMES},
    {"other_residential", "R1", "R1", NEVER, "PR4", 17, 0, AGE_ANY, 400, NO_URN},
    {"other_residential", "R2", "R2", NEVER, "PR3", 5, 0, AGE_ANY, 400, NO_URN},
    {"other_residential", "R3", "R3", NEVER, "PR4", 40, 0, 2, 400, NO_URN},
    {"other_residential", "R3", "R3", NEVER, "PR4", 3, 16, AGE_ANY, 400, NO_URN},
    {"other_residential", "R5", "R5", NEVER, "PR3", 9, 15, AGE_ANY, 400, NO_URN},
    {"other_residential", "S1", "S1", NEVER, "PR4", 4, 7, AGE_ANY, 400, NO_URN},
    {"other_residential", "Z1", "Z11", OTHER_SPLIT, "", 20, 0, AGE_ANY, 400, NO_URN},
    {"other_residential", "Z1", "Z12", OTHER_SPLIT, "", 18, 0, AGE_ANY, 400, NO_URN},
    {"other_residential", "Z1", "Z13", OTHER_SPLIT, "", 16, 0, AGE_ANY, 400, NO_URN},
    {"other_residential", "Z1", "Z14", OTHER_SPLIT, "", 12, 0, AGE_ANY, 400, NO_URN},
    {"unregistered", "Z1", "Z11", OTHER_SPLIT, "", 30, 0, AGE_ANY, 400, NO_URN},
    {"unregistered", "Z1", "Z12", OTHER_SPLIT, "", 27, 0, AGE_ANY, 400, NO_URN},
    {"unregistered", "Z1", "Z13", OTHER_SPLIT, "", 24, 0, AGE_ANY, 400, NO_URN},
    {"unregistered", "Z1", "Z14", OTHER_SPLIT, "", 19, 0, AGE_ANY, 400, NO_URN},
};

/* A struct synth_exit in words. */
struct exit_row {
    const char *exit;           /* id of the exit */
    const char *before, *after; /* REC before the change and after it */
    int32_t changes;            /* collection year of the change */
    int32_t weight;             /* among those of its kind that fit */
    enum synth_leaver who;      /* whom it fits */
};

/* England 2025, reasons for ceasing (DfE): E4A 5,540, E4B 1,070, E13 1,800; guardianship 68, 22, 7 and 3 in 100; ... */
static const struct exit_row exit_rows[] = {
    {"home", "E4A", "E4A", NEVER, 66, SYNTH_ANYBODY},
    {"home", "E4B", "E4B", NEVER, 13, SYNTH_ANYBODY},
    {"home", "E13", "E13", NEVER, 21, SYNTH_ANYBODY},
    {"sgo", "E43", "E45", GUARDIANSHIP_SPLIT, 95, SYNTH_FROM_RELATIVES},
    {"sgo", "E44", "E47", GUARDIANSHIP_SPLIT, 5, SYNTH_FROM_RELATIVES},
    {"sgo", "E44", "E47", GUARDIANSHIP_SPLIT, 65, SYNTH_FROM_CARERS},
    {"sgo", "E43", "E46", GUARDIANSHIP_SPLIT, 30, SYNTH_FROM_CARERS},
    {"sgo", "E44", "E48", GUARDIANSHIP_SPLIT, 5, SYNTH_FROM_CARERS},
    {"sgo", "E44", "E47", GUARDIANSHIP_SPLIT, 90, SYNTH_FROM_ELSEWHERE},
    {"sgo", "E44", "E48", GUARDIANSHIP_SPLIT, 10, SYNTH_FROM_ELSEWHERE},
    {"adopted", "E11", "E11", NEVER, 30, SYNTH_ANYBODY},
    {"adopted", "E12", "E12", NEVER, 70, SYNTH_ANYBODY},
    {"cao", "E41", "E41", NEVER, 100, SYNTH_ANYBODY},
    {"independence", "E5", "E5", NEVER, 79, SYNTH_ANYBODY},
    {"independence", "E6", "E6", NEVER, 21, SYNTH_ANYBODY},
    {"custody", "E9", "E9", NEVER, 100, SYNTH_ANYBODY},
    {"transfer", "E3", "E3", NEVER, 100, SYNTH_ANYBODY},
    {"died", "E2", "E2", NEVER, 100, SYNTH_ANYBODY},
    {"other_exit", "E8", "E8", NEVER, 60, SYNTH_ANYBODY},
    {"other_exit", "E16", "E16", NEVER, 5, SYNTH_ANYBODY},
    {"other_exit", "E15", "E15", NEVER, 35, SYNTH_UNACCOMPANIED},
    {"aged_out", "E17", "E17", NEVER, 60, SYNTH_FROM_RELATIVES},
    {"aged_out", "E17", "E17", NEVER, 60, SYNTH_FROM_CARERS},
    {"aged_out", "E17", "E17", NEVER, 25, SYNTH_FROM_ELSEWHERE},
    {"aged_out", "E5", "E5", NEVER, 25, SYNTH_ANYBODY},
    {"aged_out", "E6", "E6", NEVER, 7, SYNTH_ANYBODY},
    {"aged_out", "E7", "E7", NEVER, 3, SYNTH_ANYBODY},
    {"aged_out", "E8", "E8", NEVER, 8, SYNTH_ANYBODY},
    {"aged_out", "E4A", "E4A", NEVER, 5, SYNTH_ANYBODY},
};

/* Whether the system reads this PLACE and provider as that state. */
static bool reads_as_state(const struct care_system *system, short_code place, short_code provider, int32_t state)
{
    bool temporary = false, known = false;
    return care_state_of(system, place, provider, &temporary, &known) == state && known && !temporary;
}

static void places_fill(const struct care_system *system, struct synth_codebook *out)
{
    for (size_t i = 0; i < sizeof place_rows / sizeof *place_rows; i++) {
        const struct place_row *row = &place_rows[i];
        struct synth_place place = {.before = code_of(row->before),
                                    .after = code_of(row->after),
                                    .changes = row->changes,
                                    .provider = code_of(row->provider),
                                    .state = flow_state_named(&system->flow, row->state),
                                    .weight = row->weight,
                                    .age_from = row->age_from,
                                    .age_to = row->age_to,
                                    .inside = row->inside,
                                    .first_urn = row->first_urn,
                                    .urns = row->urns};
        if (place.state >= 0 && reads_as_state(system, place.before, place.provider, place.state) &&
            reads_as_state(system, place.after, place.provider, place.state))
            out->place[out->places++] = place;
    }
}

/* Whether the system reads this REC as that exit. On the final birthday every REC is the final exit. */
static bool reads_as_exit(const struct care_system *system, short_code rec, int32_t exit)
{
    bool known = false;
    return exit == system->flow.final_exit || (care_exit_of(system, rec, &known) == exit && known);
}

static void exits_fill(const struct care_system *system, struct synth_codebook *out)
{
    for (size_t i = 0; i < sizeof exit_rows / sizeof *exit_rows; i++) {
        const struct exit_row *row = &exit_rows[i];
        struct synth_exit leaving = {.before = code_of(row->before),
                                     .after = code_of(row->after),
                                     .changes = row->changes,
                                     .exit = flow_exit_named(&system->flow, row->exit),
                                     .weight = row->weight,
                                     .who = row->who};
        if (leaving.exit >= 0 && reads_as_exit(system, leaving.before, leaving.exit) &&
            reads_as_exit(system, leaving.after, leaving.exit))
            out->exit[out->exits++] = leaving;
    }
}

/* Whether the prior sends anybody to the destination. */
static bool prior_reaches(const struct flow_system *flow, int32_t destination)
{
    for (int32_t s = 0; s < flow->states; s++)
        if (flow->prior_rate[s][destination] > 0)
            return true;
    for (int32_t k = 0; k < flow->strata && destination < flow->states; k++)
        if (flow->stratum[k].prior_share > 0 && flow->stratum[k].prior_first_state[destination] > 0)
            return true;
    return destination == flow->states + flow->final_exit;
}

static bool has_code(const struct flow_system *flow, const struct synth_codebook *book, int32_t destination)
{
    for (int32_t i = 0; i < book->places; i++)
        if (book->place[i].state == destination)
            return true;
    for (int32_t i = 0; i < book->exits; i++)
        if (flow->states + book->exit[i].exit == destination)
            return true;
    return false;
}

int synth_codebook_make(const struct care_system *system, struct synth_codebook *out, struct problem *problem)
{
    const struct flow_system *flow = &system->flow;
    *out = (struct synth_codebook){.connected_carer = flow_state_named(flow, "connected_carer"),
                                   .foster_inhouse = flow_state_named(flow, "foster_inhouse"),
                                   .foster_agency = flow_state_named(flow, "foster_agency"),
                                   .parents = flow_state_named(flow, "parents")};
    places_fill(system, out);
    exits_fill(system, out);
    for (int32_t d = 0; d < flow->states + flow->exits; d++) {
        if (!prior_reaches(flow, d) || has_code(flow, out, d))
            continue;
        problem_set(problem, PROBLEM_INPUT, "a made-up return has no code for \"%s\", but the prior sends children there",
                    flow_destination_name(flow, d));
        return problem_next(problem, "Give it a code under `codes` in systems/care.yaml, or a rate of 0 under `prior`.");
    }
    return 0;
}

const struct synth_place *synth_place_choose(const struct synth_codebook *book, int32_t state, int32_t age,
                                             struct chance_stream *luck)
{
    int32_t weight[SYNTH_PLACES_MAX], total = 0;
    const struct synth_place *any = &book->place[0];
    for (int32_t i = 0; i < book->places; i++) {
        const struct synth_place *place = &book->place[i];
        bool fits = place->state == state && age >= place->age_from && age <= place->age_to;
        weight[i] = fits ? place->weight : 0;
        total += weight[i];
        if (place->state == state)
            any = place;
    }
    return total ? &book->place[synth_luck_weighted(luck, weight, book->places)] : any;
}

const struct synth_place *synth_place_named(const struct synth_codebook *book, int32_t state, const char *place,
                                            short_code provider)
{
    short_code wanted = code_of(place);
    for (int32_t i = 0; i < book->places; i++)
        if (book->place[i].state == state && book->place[i].before == wanted && book->place[i].provider == provider)
            return &book->place[i];
    return NULL;
}

/* Whether the way of leaving is one for a child of that kind in that state. */
static bool exit_fits(const struct synth_codebook *book, const struct synth_exit *leaving, int32_t state, bool unaccompanied)
{
    bool relatives = state == book->connected_carer;
    bool carers = state == book->foster_inhouse || state == book->foster_agency;
    switch (leaving->who) {
    case SYNTH_FROM_RELATIVES:
        return relatives;
    case SYNTH_FROM_CARERS:
        return carers;
    case SYNTH_FROM_ELSEWHERE:
        return !relatives && !carers;
    case SYNTH_UNACCOMPANIED:
        return unaccompanied;
    case SYNTH_ANYBODY:
    default:
        return true;
    }
}

const struct synth_exit *synth_exit_choose(const struct synth_codebook *book, int32_t exit, int32_t state,
                                           bool unaccompanied, struct chance_stream *luck)
{
    int32_t weight[SYNTH_EXITS_MAX], total = 0;
    const struct synth_exit *any = &book->exit[0];
    for (int32_t i = 0; i < book->exits; i++) {
        const struct synth_exit *leaving = &book->exit[i];
        weight[i] = leaving->exit == exit && exit_fits(book, leaving, state, unaccompanied) ? leaving->weight : 0;
        total += weight[i];
        if (leaving->exit == exit)
            any = leaving;
    }
    return total ? &book->exit[synth_luck_weighted(luck, weight, book->exits)] : any;
}
