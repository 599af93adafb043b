#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "made_up_council.h"

/* SplitMix64: a plain generator for tests. */
static uint64_t dice_next(struct dice *dice)
{
    uint64_t bits = dice->state += UINT64_C(0x9E3779B97F4A7C15);
    bits = (bits ^ (bits >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ (bits >> 27)) * UINT64_C(0x94D049BB133111EB);
    return bits ^ (bits >> 31);
}

int32_t dice_below(struct dice *dice, int32_t sides)
{
    return (int32_t)(dice_next(dice) % (uint64_t)sides);
}

bool dice_chance(struct dice *dice, int32_t per_cent)
{
    return dice_below(dice, 100) < per_cent;
}

static int32_t state_named(const struct made_up_council *council, const char *name)
{
    return flow_state_named(&council->system.flow, name);
}

/* A kind of home, as codes and as the state that they mean. */
static const struct home {
    const char *place, *provider, *state;
} homes[] = {{"U4", "PR1", "foster_inhouse"}, {"U6", "PR1", "foster_inhouse"}, {"U4", "PR4", "foster_agency"},
             {"U6", "PR4", "foster_agency"},  {"U1", "PR1", "connected_carer"}, {"K2", "PR1", "home_inhouse"},
             {"K2", "PR4", "home_external"},  {"P1", "PR0", "parents"},         {"A6", "PR1", "adoption"}};

static const char *const care_statuses[] = {"V2", "C1", "C2", "E1"};
static const char *const ends[] = {"E4A", "E4B", "E45", "E11", "E5", "E8", "E41", "E2"};

static bool short_breaks(const char *ls)
{
    return strcmp(ls, "V3") == 0 || strcmp(ls, "V4") == 0;
}

static int32_t stay_nights(struct dice *dice)
{
    int32_t kind = dice_below(dice, 100);
    if (kind < 3)
        return 0; /* in and out on one day */
    return kind < 40 ? 1 + dice_below(dice, 25) : 1 + dice_below(dice, 600);
}

/* How a child comes from one stay to the next: the RNE, and whether the home changes. */
static const char *next_rne(struct dice *dice, bool *moves)
{
    int32_t kind = dice_below(dice, 100);
    *moves = kind < 55;
    if (kind < 45)
        return "P";
    if (kind < 55)
        return "B";
    if (kind < 80)
        return "L";
    *moves = dice_chance(dice, 40);
    return kind < 92 ? "T" : "U";
}

static const struct home *random_home(struct dice *dice)
{
    return &homes[dice_below(dice, sizeof homes / sizeof *homes)];
}

static const struct home *other_home(struct dice *dice, const struct home *than)
{
    const struct home *home = random_home(dice);
    while (home == than)
        home = random_home(dice);
    return home;
}

static struct true_stay *stay_add(struct true_child *child, day from, const char *rne, const char *ls,
                                  const struct home *home, int32_t lives)
{
    struct true_stay *stay = &child->stay[child->stays++];
    *stay = (struct true_stay){from, DAY_OPEN, rne, ls, home->place, home->provider, "", lives};
    return stay;
}

static void stay_end(struct true_stay *stay, day to, const char *rec)
{
    stay->to = to;
    stay->rec = rec;
}

/* A temporary stay after `before`, to whose placement it belongs; returns the day on which the child is back. */
static day stay_away(struct dice *dice, struct true_child *child, const struct true_stay *before)
{
    static const struct home temporary = {"T3", "", "other_residential"};
    struct true_stay *away = stay_add(child, before->to, "P", before->ls, &temporary, before->lives);
    stay_end(away, before->to + 1 + dice_below(dice, 20), "X1");
    return away->to;
}

/* One period of care from `from`; returns the day on which it ends, or DAY_OPEN. */
static day period_make(const struct made_up_council *council, struct dice *dice, struct true_child *child, day from)
{
    const day last = calendar_year_end(COUNCIL_LAST_YEAR), first = calendar_year_start(COUNCIL_FIRST_YEAR);
    const struct home *home = random_home(dice);
    const char *ls = dice_chance(dice, 6) ? (dice_chance(dice, 50) ? "V3" : "V4") : care_statuses[dice_below(dice, 4)];
    bool breaks = short_breaks(ls);
    struct true_stay *stay = stay_add(child, from, "S", ls, home, state_named(council, home->state));
    for (int32_t left = dice_below(dice, 7);; left--) {
        day to = stay->from + stay_nights(dice);
        if (to > last)
            return DAY_OPEN;
        if (left <= 0 || breaks || child->stays > COUNCIL_STAYS_MAX - 4) {
            stay_end(stay, to, ends[dice_below(dice, sizeof ends / sizeof *ends)]);
            return to;
        }
        stay_end(stay, to, "X1");
        bool moves, back = dice_chance(dice, 8) && to > first + 40 && to < last - 40 && stay->to > stay->from;
        const char *rne = next_rne(dice, &moves);
        if (back)
            to = stay_away(dice, child, stay);
        home = !back && moves ? other_home(dice, home) : home;
        ls = back ? ls : care_statuses[dice_below(dice, 4)];
        stay = stay_add(child, to, back ? "P" : rne, ls, home, state_named(council, home->state));
    }
}

static void child_make(const struct made_up_council *council, struct dice *dice, struct true_child *child)
{
    const day earliest = calendar_day(2014, 1, 1), last = calendar_year_end(COUNCIL_LAST_YEAR);
    child->born = calendar_day(1998, 1, 1) + dice_below(dice, 8600);
    day from = (child->born > earliest ? child->born : earliest) + dice_below(dice, 1500);
    for (int32_t period = 0; period < 3 && from <= last && child->stays < COUNCIL_STAYS_MAX / 2; period++) {
        day to = period_make(council, dice, child, from);
        if (to == DAY_OPEN || dice_chance(dice, 60))
            return;
        from = to + (dice_chance(dice, 20) ? dice_below(dice, 3) : dice_below(dice, 500));
    }
}

/* The rows in which the return of `year` tells a child. */
static void child_tell(struct care_records *records, const struct true_child *truth, int32_t child, int32_t year)
{
    const day start = calendar_year_start(year), end = calendar_year_end(year);
    for (int32_t s = 0; s < truth->stays; s++) {
        const struct true_stay *stay = &truth->stay[s];
        if (stay->from > end || stay->to < start)
            continue;
        int64_t row = care_records_add_row(records, NULL);
        records->child[row] = child;
        records->year[row] = year;
        records->decom[row] = stay->from;
        records->rne[row] = code_of(stay->rne);
        records->ls[row] = code_of(stay->ls);
        records->place[row] = code_of(stay->place);
        records->provider[row] = code_of(stay->provider);
        if (stay->to > end)
            continue;
        records->dec[row] = stay->to;
        records->rec[row] = code_of(stay->rec);
    }
}

static void row_copy(struct care_records *records, int64_t from)
{
    int64_t to = care_records_add_row(records, NULL);
    records->child[to] = records->child[from];
    records->year[to] = records->year[from];
    records->decom[to] = records->decom[from];
    records->dec[to] = records->dec[from];
    records->rne[to] = records->rne[from];
    records->ls[to] = records->ls[from];
    records->place[to] = records->place[from];
    records->provider[to] = records->provider[from];
    records->rec[to] = records->rec[from];
}

/* Spoils one row in at most one way. */
static void row_spoil(struct care_records *records, struct dice *dice, int64_t row)
{
    bool ended = records->dec[row] != DAY_NONE;
    switch (dice_below(dice, 100)) {
    case 0:
    case 1:
    case 2:
        records->dec[row] += ended ? 1 + dice_below(dice, 90) : 0; /* overlaps what follows */
        break;
    case 17:
        records->dec[row] += ended ? 1 + dice_below(dice, 900) : 0; /* and more than that */
        break;
    case 18:
        if (ended)
            row_copy(records, row); /* a second row for one episode, which does not know the end yet */
        if (ended)
            records->dec[records->rows - 1] = DAY_NONE;
        break;
    case 3:
    case 4:
    case 5:
        records->dec[row] -= ended && records->dec[row] > records->decom[row]; /* a day before what follows */
        break;
    case 6:
    case 7:
        records->dec[row] = DAY_NONE;
        break;
    case 8:
        records->dec[row] = calendar_day(2203, 2, 1);
        break;
    case 9:
        records->dec[row] = ended ? records->decom[row] - 1 - dice_below(dice, 300) : DAY_NONE;
        break;
    case 10:
    case 11:
        records->place[row] = code_of(random_home(dice)->place);
        break;
    case 12:
    case 13:
        records->ls[row] = code_of(dice_chance(dice, 80) ? "C2" : "V3");
        break;
    case 14:
        records->provider[row] = code_of(dice_chance(dice, 50) ? "" : "PR9");
        break;
    case 15:
        records->decom[row] += dice_below(dice, 41) - 20;
        break;
    case 16:
        records->rec[row] = code_of(dice_chance(dice, 50) ? "X1" : "E4A");
        break;
    default:
        break;
    }
}

static void child_tell_all(struct made_up_council *council, struct dice *dice, int32_t child, bool faults)
{
    struct care_records *records = &council->records;
    int32_t seen_to = faults && dice_chance(dice, 8) ? COUNCIL_FIRST_YEAR + dice_below(dice, 6) : COUNCIL_LAST_YEAR;
    for (int32_t year = COUNCIL_FIRST_YEAR; year <= seen_to; year++) {
        if (faults && records->authority[child] == 1 && year == 2018)
            continue; /* the return that is missing */
        int64_t first = records->rows;
        child_tell(records, &council->truth[child], child, year);
        for (int64_t row = first; faults && row < records->rows && row < first + 2 * COUNCIL_STAYS_MAX; row++) {
            if (records->decom[row] < 0)
                continue;
            row_spoil(records, dice, row);
            if (dice_chance(dice, 1))
                row_copy(records, row);
        }
    }
}

static void returns_make(struct care_records *records, bool faults)
{
    for (int32_t authority = 0; authority < 2; authority++)
        for (int32_t year = COUNCIL_FIRST_YEAR; year <= COUNCIL_LAST_YEAR; year++) {
            if (faults && authority == 1 && year == 2018)
                continue;
            int64_t i = care_records_add_return(records, NULL);
            /* Authority 1's return of 2020 looks incomplete: who is absent from it need not have left. */
            struct care_return *made = &records->return_of[i];
            made->year = year;
            made->authority = authority;
            made->annual = true;
            made->children = faults && authority == 1 && year == 2020 ? 30 : 100;
        }
    records->known_to = calendar_year_end(COUNCIL_LAST_YEAR);
}

void made_up_council(struct made_up_council *out, int32_t children, uint64_t seed, bool faults)
{
    struct dice dice = {seed};
    *out = (struct made_up_council){0};
    care_fixture_system(&out->system);
    out->truth = calloc((size_t)children, sizeof *out->truth);
    assert_non_null(out->truth);
    returns_make(&out->records, faults);
    for (int32_t i = 0; i < children; i++) {
        child_make(out, &dice, &out->truth[i]);
        assert_int_equal(care_records_add_child(&out->records, NULL), i);
        out->records.born[i] = out->truth[i].born;
        out->records.sex[i] = dice_chance(&dice, 50) ? 'F' : 'M';
        out->records.uasc[i] = dice_chance(&dice, 8);
        out->records.authority[i] = dice_chance(&dice, 30);
        child_tell_all(out, &dice, i, faults);
    }
}

void made_up_council_clear(struct made_up_council *council)
{
    care_records_clear(&council->records);
    free(council->truth);
    *council = (struct made_up_council){0};
}
