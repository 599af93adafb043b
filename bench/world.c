#include "world.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "chance/draw.h"
#include "drift/matrix.h"
#include "flow/arrivals.h"
#include "flow/futures.h"
#include "flow/posterior.h"
#include "flow/walker.h"

enum { BURN_IN = 18 * 12, QUARTERS_MAX = 52, PIECE = 64, CODING_DAYS = 548 /* before the origin */ };

static const double coded_anew_share = .2; /* share of children in supported accommodation */

static const double sibling_dispersion = 2.15;

static const char *const names[] = {
#define WORLD_WORD(name, word) word,
    WORLDS(WORLD_WORD)
#undef WORLD_WORD
};

const char *world_name(enum world world)
{
    return names[world];
}

enum world world_named(const char *name)
{
    int32_t i = 0;
    while (i < WORLD_COUNT && strcmp(names[i], name) != 0)
        i++;
    return (enum world)i;
}

/* A spell of somebody, before it is known which part of it the records hold. */
struct stay {
    int32_t person, state, next; /* next is FLOW_CENSORED while it lasts */
    day from, to, entered;
    bool first;
};

struct child {
    day born;
    bool marked;
};

/* A council while it is made. */
struct making {
    const struct flow_system *system;
    const struct world_plan *plan;
    struct flow_posterior truth; /* one draw: the council's own rates and entries */
    struct flow_tables tables;
    struct flow_arrivals arrivals;
    struct chance_key key;
    struct chance_stream luck;                   /* of the council's effects and levels */
    double log_level[FLOW_SERIES][QUARTERS_MAX]; /* history and future */
    double dispersion;                           /* of entries */
    int32_t quarters;                            /* of history */
    struct stay *stay;
    int64_t stays, stay_capacity;
    struct child *child;
    int64_t children, child_capacity;
    int64_t *open, open_count, open_capacity; /* stays that last */
};

static double effect(struct making *making, double sd)
{
    return exp(sd * chance_normal(&making->luck) - sd * sd / 2);
}

/* The national picture with the council's own effects. */
static int make_truth(struct making *making, struct problem *problem)
{
    const struct flow_system *system = making->system;
    int code = flow_posterior_prior(system, making->plan->entries_per_year * effect(making, .2), &making->truth, problem);
    if (code < 0)
        return code;
    struct flow_rates *rates = &making->truth.rates[0];
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < system->states + system->exits; d++)
            rates->base[s][d] *= effect(making, .2);
    for (int32_t d = 0; d < system->states + system->exits; d++)
        for (int32_t b = 0; b < FLOW_BANDS_MAX; b++) {
            rates->by_age[d][b] *= effect(making, .1);
            rates->by_time_in_system[d][b] *= effect(making, .1);
        }
    for (int32_t g = 0; g < system->groups; g++)
        for (int32_t b = 0; b < FLOW_BANDS_MAX; b++)
            rates->by_time_in_state[g][b] *= effect(making, .1);
    return flow_tables_build(system, rates, &making->tables, problem);
}

static void walk_level(struct making *making, int32_t series, double sd, int32_t quarters)
{
    double *level = making->log_level[series];
    for (int32_t q = 1; q < quarters; q++)
        level[q] = level[q - 1] + sd / 2 * chance_normal(&making->luck);
}

static void wave_level(struct making *making, int32_t series, double sd, int32_t quarters)
{
    double *level = making->log_level[series];
    const double kept = pow(.6, .25);
    level[0] = sd * chance_normal(&making->luck);
    for (int32_t q = 1; q < quarters; q++)
        level[q] = kept * level[q - 1] + sd * sqrt(1 - kept * kept) * chance_normal(&making->luck);
}

/* A point by the prior's weights, then a path of its process; its dispersion. */
static double panel_level(struct making *making, int32_t series, const struct drift_prior *prior, int32_t quarters)
{
    static double factor[QUARTERS_MAX * QUARTERS_MAX];
    const struct drift_prior bare = {.points = prior->points, .point = prior->point, .weight = prior->weight};
    const int32_t point = chance_categorical(&making->luck, prior->weight, prior->points);
    double normal[QUARTERS_MAX];
    drift_covariance(&bare, &prior->point[point], making->quarters, 0, quarters, quarters, factor);
    matrix_factor(factor, quarters);
    for (int32_t q = 0; q < quarters; q++) {
        normal[q] = chance_normal(&making->luck);
        making->log_level[series][q] = 0;
        for (int32_t k = 0; k <= q; k++)
            making->log_level[series][q] += factor[q * quarters + k] * normal[k];
    }
    return prior->point[point].dispersion;
}

/* Events of a quarter scatter beyond Poisson by a Gamma of mean 1. Means as in the study: .45 and .35 of the entries. */
static void scatter(struct making *making, int32_t series, double dispersion, int32_t quarters)
{
    const double share[FLOW_SERIES] = {1, .45, .35, .35};
    for (int32_t q = 0; q < quarters && dispersion > 1.001; q++) {
        const double mean = share[series] * making->plan->entries_per_year / 4 * exp(making->log_level[series][q]);
        const double shape = mean / (dispersion - 1);
        making->log_level[series][q] += log(chance_gamma(&making->luck, shape) / shape);
    }
}

static void make_panel(struct making *making, bool residential, int32_t quarters)
{
    const struct drift_prior *const *prior = making->plan->prior;
    making->dispersion = panel_level(making, FLOW_ENTRIES, prior[FLOW_ENTRIES], quarters);
    scatter(making, FLOW_WAYS_OUT, panel_level(making, FLOW_WAYS_OUT, prior[FLOW_WAYS_OUT], quarters), quarters);
    if (!residential) {
        scatter(making, FLOW_INTO_GROUP, panel_level(making, FLOW_INTO_GROUP, prior[FLOW_WAYS_OUT], quarters), quarters);
        return;
    }
    const double slope = .08 + .03 * chance_normal(&making->luck);
    for (int32_t q = 1; q < quarters; q++)
        making->log_level[FLOW_INTO_GROUP][q] =
            making->log_level[FLOW_INTO_GROUP][q - 1] + .075 * chance_normal(&making->luck) + slope / 4;
    for (int32_t q = 0; q < quarters; q++)
        making->log_level[FLOW_OUT_OF_GROUP][q] = -.5 * making->log_level[FLOW_INTO_GROUP][q];
}

static void make_entries(struct making *making, int32_t quarters)
{
    double *level = making->log_level[FLOW_ENTRIES];
    const int32_t past = making->quarters;
    for (int32_t q = 0; q < quarters; q++)
        switch (making->plan->world) {
        case WORLD_GROWTH5:
            level[q] = log(1.05) * (q - past) / 4.0;
            break;
        case WORLD_STEP20:
            level[q] = q >= past - 8 ? log(1.2) : 0;
            break;
        case WORLD_STEPAFTER20:
            level[q] = q >= past + 4 ? log(1.2) : 0;
            break;
        case WORLD_SEASONAL20:
            level[q] = log(1 + .2 * cos(acos(0) * q));
            break;
        default:
            break;
        }
}

static void make_levels(struct making *making)
{
    const enum world world = making->plan->world;
    const int32_t quarters = making->quarters + WORLD_AHEAD_MONTHS / 3;
    const bool siblings =
        world == WORLD_STILLSIB || world == WORLD_MEANREV12SIB || world == WORLD_DRIFT08SIB || world == WORLD_DRIFT12SIB;
    const double walk = world == WORLD_DRIFT04 ? .04 : world == WORLD_DRIFT08SIB ? .08 : world == WORLD_DRIFT12SIB ? .12 : 0;
    making->dispersion = siblings ? sibling_dispersion : 1;
    for (int32_t k = FLOW_ENTRIES; k <= FLOW_INTO_GROUP; k++) {
        if (walk > 0)
            walk_level(making, k, walk, quarters);
        if (world == WORLD_MEANREV12SIB)
            wave_level(making, k, .12, quarters);
    }
    make_entries(making, quarters);
    if (world == WORLD_PANEL || world == WORLD_PANELRES || world == WORLD_GAP || world == WORLD_CODING)
        make_panel(making, world == WORLD_PANELRES, quarters);
}

/* A part of the council's life: months from `start` on with levels by quarter, or steady. */
struct part {
    day start; /* the day before its first */
    int32_t months;
    double (*log_level)[QUARTERS_MAX]; /* NULL: steady */
    int32_t first_quarter;
};

static int add_stay(struct making *making, struct stay stay, struct problem *problem)
{
    int code = array_reserve(&making->stay, &making->stay_capacity, making->stays + 1, sizeof stay, problem);
    if (code == 0)
        code = array_reserve(&making->open, &making->open_capacity, making->open_count + 1, sizeof *making->open, problem);
    if (code < 0)
        return code;
    making->stay[making->stays] = stay;
    making->open[making->open_count++] = making->stays++;
    return 0;
}

/* Walks the stay numbered `at` on to the part's end; its last stay is left open where the child is still there. */
static int follow(struct making *making, const struct flow_pace *pace, const struct part *part, uint32_t phase, int32_t days,
                  int64_t at, float moment, struct problem *problem)
{
    struct flow_turn turns[PIECE];
    struct flow_walker walker;
    const struct stay first = making->stay[at];
    const struct flow_person person = {.number = (uint32_t)first.person,
                                       .born = making->child[first.person].born,
                                       .state = first.state,
                                       .entered = first.entered,
                                       .since = first.from,
                                       .moment = moment};
    flow_walker_place(pace->tables, NULL, &person, part->start, &walker);
    int64_t now = at;
    int32_t got = PIECE;
    while (got == PIECE) {
        got = flow_walker_turns(pace, making->key, phase, (float)days, &walker, turns, PIECE);
        for (int32_t i = 0; i < got; i++) {
            if (turns[i].destination == FLOW_AGEING)
                continue;
            struct stay *stay = &making->stay[now];
            stay->to = part->start + 1 + turns[i].on;
            stay->next = turns[i].destination;
            if (turns[i].destination >= making->system->states)
                return 0;
            const struct stay next = {stay->person, turns[i].destination, FLOW_CENSORED, stay->to,
                                      DAY_OPEN,     stay->entered,        false};
            if (array_reserve(&making->stay, &making->stay_capacity, making->stays + 1, sizeof next, problem) < 0)
                return PROBLEM_MEMORY;
            making->stay[making->stays] = next;
            now = making->stays++;
        }
    }
    if (array_reserve(&making->open, &making->open_capacity, making->open_count + 1, sizeof *making->open, problem) < 0)
        return PROBLEM_MEMORY;
    making->open[making->open_count++] = now;
    return 0;
}

/* The pace and entries of a part, as levels of one replicate. */
static int lay_part(struct making *making, const struct part *part, const struct flow_months *months, struct arena *arena,
                    struct flow_levels *levels, struct flow_pace *pace, struct problem *problem)
{
    const int32_t quarters = (part->months + 2) / 3;
    *levels = (struct flow_levels){.replicates = 1, .quarters = quarters};
    levels->level = arena_take(arena, (size_t)(FLOW_SERIES * quarters) * sizeof *levels->level);
    if (!levels->level)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for a world");
    const double own = making->truth.entries[0].per_day;
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        for (int32_t q = 0; q < quarters; q++) {
            double log_level = part->log_level ? part->log_level[k][part->first_quarter + q] : 0;
            if (!part->log_level && k == FLOW_ENTRIES && making->plan->world == WORLD_GROWTH5)
                log_level = making->log_level[FLOW_ENTRIES][0];
            levels->level[k * quarters + q] = (float)(exp(log_level) * (k == FLOW_ENTRIES ? own : 1));
        }
    int code = flow_pace_make(making->system, months, arena, pace, problem);
    if (code == 0)
        flow_pace_take(pace, &making->tables, levels, 0);
    return code;
}

static int enter(struct making *making, const struct flow_pace *pace, const struct part *part,
                 const struct flow_months *months, const struct flow_levels *levels, uint32_t phase, int32_t month,
                 struct problem *problem)
{
    const int32_t days = flow_months_length(months, month), calendar = months->calendar + month;
    const double mean = (double)flow_levels_of(levels, 0, FLOW_ENTRIES)[flow_levels_quarter(month)] * days;
    const int64_t count = flow_arrivals_count(mean, making->dispersion, making->key, phase, calendar);
    int code = 0;
    for (int64_t i = 0; i < count && code == 0; i++) {
        const struct flow_entrant entrant =
            flow_arrivals_make(&making->arrivals, making->key, phase, calendar, (uint32_t)i, months->first[month], days);
        code = array_reserve(&making->child, &making->child_capacity, making->children + 1, sizeof *making->child, problem);
        if (code < 0)
            return code;
        making->child[making->children] = (struct child){entrant.person.born, making->arrivals.marked[entrant.stratum]};
        const struct stay stay = {(int32_t)making->children++,
                                  entrant.person.state,
                                  FLOW_CENSORED,
                                  entrant.person.entered,
                                  DAY_OPEN,
                                  entrant.person.entered,
                                  true};
        code = add_stay(making, stay, problem);
        if (code == 0)
            code = follow(making, pace, part, phase, months->end[months->count - 1] - part->start,
                          making->open[--making->open_count], entrant.person.moment, problem);
    }
    return code;
}

/* Lives through a part: those who are there, then those who come. */
static int live(struct making *making, const struct part *part, uint32_t phase, struct problem *problem)
{
    struct arena arena = {0};
    struct flow_months months;
    struct flow_levels levels;
    struct flow_pace pace;
    int code = flow_months_make(part->start, part->months, &arena, &months, problem);
    if (code == 0)
        code = lay_part(making, part, &months, &arena, &levels, &pace, problem);
    int64_t *open = making->open;
    const int64_t count = making->open_count;
    making->open = NULL;
    making->open_count = making->open_capacity = 0;
    for (int64_t i = 0; i < count && code == 0; i++)
        code = follow(making, &pace, part, phase, months.end[months.count - 1] - part->start, open[i], .5f, problem);
    for (int32_t m = 0; m < part->months && code == 0; m++)
        code = enter(making, &pace, part, &months, &levels, phase, m, problem);
    free(open);
    arena_clear(&arena);
    return code;
}

static int compare_stays(const void *left, const void *right)
{
    const struct stay *a = left, *b = right;
    if (a->person != b->person)
        return (a->person > b->person) - (a->person < b->person);
    return (a->from > b->from) - (a->from < b->from);
}

/* Whether the records of a child were lost: in the world with a gap, entries of two quarters two years before the origin. */
static bool lost(const struct making *making, const struct stay *stay, day origin)
{
    return making->plan->world == WORLD_GAP && stay->entered >= origin - 913 && stay->entered < origin - 731 &&
           stay->to <= origin - 365;
}

static int add_history(const struct making *making, const struct stay *stay, day origin, int32_t *last,
                       struct flow_histories *out, struct problem *problem)
{
    const struct child *child = &making->child[stay->person];
    int code = 0;
    if (*last != stay->person)
        code = flow_histories_add_person(out, child->born, (uint32_t)stay->person, child->marked, problem);
    *last = stay->person;
    const bool open = stay->to >= origin;
    if (code == 0)
        code = flow_histories_add_spell(out, stay->state, stay->from, open ? DAY_OPEN : stay->to,
                                        open ? FLOW_CENSORED : stay->next, stay->first, problem);
    return code;
}

/* Who is coded anew: by luck that hangs on the child alone. */
static bool coded_anew(const struct making *making, int32_t person)
{
    struct chance_stream luck;
    chance_stream_start(&luck, making->key, (uint32_t)person, 1, CHANCE_SYNTHETIC);
    return chance_uniform(&luck) < coded_anew_share;
}

/* Cuts a stay in two on the day of the change; the first half ends by a move that nobody made. */
static int cut_stay(struct making *making, int64_t i, day change, int32_t other, struct problem *problem)
{
    int code = array_reserve(&making->stay, &making->stay_capacity, making->stays + 1, sizeof *making->stay, problem);
    if (code < 0)
        return code;
    struct stay *first = &making->stay[i], *second = &making->stay[making->stays++];
    *second = *first;
    second->state = other;
    second->from = change;
    second->first = false;
    first->to = change;
    first->next = other;
    return 0;
}

/* The world of a change of coding: stays in supported accommodation of those coded anew, from the day of the change on. */
static int code_anew(struct making *making, day change, struct problem *problem)
{
    const int32_t supported = flow_state_named(making->system, "supported"),
                  other = flow_state_named(making->system, "other_residential");
    int code = 0;
    for (int64_t i = 0, stays = making->stays; i < stays && code == 0; i++) {
        struct stay *stay = &making->stay[i];
        if (!coded_anew(making, stay->person))
            continue;
        if (stay->next == supported && stay->to >= change)
            stay->next = other;
        if (stay->state == supported && stay->from >= change)
            stay->state = other;
        else if (stay->state == supported && stay->to > change)
            code = cut_stay(making, i, change, other, problem);
    }
    return code;
}

static int record(struct making *making, day from, day origin, struct world_council *out, struct problem *problem)
{
    qsort(making->stay, (size_t)making->stays, sizeof *making->stay, compare_stays);
    out->histories.observed_from = from;
    out->histories.observed_to = origin;
    /* Children who had left before the records begin are in none. Their last stay tells. */
    int32_t last = -1;
    int code = 0;
    for (int64_t i = 0; i < making->stays && code == 0; i++) {
        int64_t end = i;
        while (end + 1 < making->stays && making->stay[end + 1].person == making->stay[i].person)
            end++;
        const bool known =
            making->stay[end].to > from && making->stay[i].from < origin && !lost(making, &making->stay[i], origin);
        for (int64_t k = i; k <= end && code == 0 && known; k++)
            if (making->stay[k].from < origin)
                code = add_history(making, &making->stay[k], origin, &last, &out->histories, problem);
        i = end;
    }
    return code;
}

static void count_nights(const struct making *making, day first, day after, int64_t nights[FLOW_STATES_MAX])
{
    for (int64_t i = 0; i < making->stays; i++) {
        const struct stay *stay = &making->stay[i];
        const day from = stay->from > first ? stay->from : first, to = stay->to < after ? stay->to : after;
        nights[stay->state] += to > from ? to - from : 0;
    }
}

static int observe(struct making *making, day from, struct world_council *out, struct problem *problem)
{
    out->nights = array_new(WORLD_AHEAD_MONTHS, sizeof *out->nights, problem);
    if (!out->nights)
        return PROBLEM_MEMORY;
    const int32_t month = calendar_month(out->origin);
    for (int32_t m = 0; m < WORLD_AHEAD_MONTHS; m++)
        count_nights(making, calendar_month_end(month + m - 1) + 1, calendar_month_end(month + m) + 1, out->nights[m]);
    const day first = calendar_month_end(month - 2) + 1;
    out->days_before = out->origin - first;
    count_nights(making, first, out->origin, out->before);
    return record(making, from, out->origin, out, problem);
}

int world_make(const struct flow_system *system, const struct world_plan *plan, struct world_council *out,
               struct problem *problem)
{
    struct making making = {.system = system, .plan = plan, .quarters = 4 * plan->years};
    *out = (struct world_council){.origin = calendar_day(2026, 4, 1)};
    making.key = chance_key_of(plan->seed + (uint64_t)plan->world * 1000003, plan->council);
    chance_stream_start(&making.luck, making.key, 0, 0, CHANCE_SYNTHETIC);
    const day from = calendar_day(2026 - plan->years, 4, 1), burn = calendar_day(2026 - plan->years - 18, 4, 1);
    const struct part parts[] = {{burn - 1, 108, NULL, 0},
                                 {calendar_day(2026 - plan->years - 9, 4, 1) - 1, 108, NULL, 0},
                                 {from - 1, 12 * plan->years, making.log_level, 0},
                                 {out->origin - 1, WORLD_AHEAD_MONTHS, making.log_level, making.quarters}};
    int code = make_truth(&making, problem);
    if (code == 0)
        make_levels(&making);
    flow_arrivals_build(system, &making.truth.entries[0], &making.arrivals);
    for (uint32_t i = 0; i < 4 && code == 0; i++)
        code = live(&making, &parts[i], i, problem);
    if (code == 0 && plan->world == WORLD_CODING)
        code = code_anew(&making, out->origin - CODING_DAYS, problem);
    if (code == 0)
        code = observe(&making, from, out, problem);
    free(making.stay);
    free(making.child);
    free(making.open);
    flow_tables_clear(&making.tables);
    flow_posterior_clear(&making.truth);
    if (code < 0)
        world_clear(out);
    return code;
}

void world_clear(struct world_council *council)
{
    flow_histories_clear(&council->histories);
    free(council->nights);
    *council = (struct world_council){0};
}
