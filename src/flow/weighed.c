#include "flow/weighed.h"

#include <string.h>

#include "flow/arrivals.h"
#include "flow/crew.h"
#include "flow/futures.h"
#include "flow/months.h"
#include "flow/pace.h"
#include "flow/replicate.h"
#include "flow/tables.h"
#include "flow/walker.h"

enum { PIECE = 32, YEAR = 366, NEW_SPELLS_MAX = 20000 /* a replicate, for the check that sums fit */ };

/* Sums of one thread. */
struct weighing {
    struct flow_tables tables;
    struct flow_arrivals arrivals;
    struct flow_pace pace;
    int64_t *cause, *nights;
    struct problem problem;
};

/* What all threads share. */
struct weighed_team {
    const struct flow_system *system;
    const struct flow_posterior *posterior;
    const struct flow_weighed_plan *plan;
    struct flow_weighed *out;
    struct flow_months months;
    struct flow_birthdays birthdays;
    struct flow_walker *walker; /* [spells] where each stands at the start */
    struct chance_key key;
    int32_t threads;
    struct weighing *weighing; /* [threads] */
    struct progress *progress;
    struct arena arena;
};

/* Somebody on the way through one replicate. */
struct carrying {
    struct weighed_team *team;
    struct weighing *weighing;
    int32_t replicate;
    uint32_t number, drawn;                    /* whose luck, and how many weights were drawn */
    bool entered;                              /* came in this future */
    int64_t weight;                            /* of the present spell */
    int32_t group, end;                        /* its group, and the day on which it would end, from day 0 */
    const struct flow_weighed_spell *follower; /* [followers] spells that end with the first */
    int32_t followers;
};

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the weighed futures");
}

/* Puts weight × nights of the days [from, to) into a row of months. */
static void spread(const struct flow_months *months, int32_t from, int32_t to, int64_t weight, int64_t *row)
{
    while (from < to) {
        const int32_t month = flow_months_of(months, from), left = flow_months_left(months, from);
        const int32_t nights = left < to - from ? left : to - from;
        row[month] += weight * nights;
        from += nights;
    }
}

static int64_t *row_of(const struct flow_weighed *out, int32_t group, int32_t replicate)
{
    return out->sum + ((int64_t)group * out->replicates + replicate) * out->months;
}

/* Nights [from, to) of a group more (sign 1) or less (-1), for a reason. */
static void count_of(struct carrying *carrying, int32_t group, int64_t weight, int32_t from, int32_t to, int sign,
                     enum flow_weighed_cause cause)
{
    struct weighing *weighing = carrying->weighing;
    if (from >= to)
        return;
    spread(&carrying->team->months, from, to, sign * weight, row_of(carrying->team->out, group, carrying->replicate));
    weighing->nights[group] += sign * (to - from);
    weighing->cause[group * FLOW_WEIGHED_CAUSES + (int32_t)cause] += sign * weight * (to - from);
}

/* The same of the present spell. */
static void count(struct carrying *carrying, int32_t from, int32_t to, int sign, enum flow_weighed_cause cause)
{
    count_of(carrying, carrying->group, carrying->weight, from, to, sign, cause);
}

static int32_t day_of(const struct weighed_team *team, day on)
{
    const int64_t at = on == DAY_OPEN ? INT32_MAX : (int64_t)on - team->plan->start - 1;
    return at < 0 ? 0 : at > team->months.days ? team->months.days : (int32_t)at;
}

/* The spells that end with the first one, when it does. */
static void end_followers(struct carrying *carrying, int32_t on, enum flow_weighed_cause cause)
{
    for (int32_t i = 0; i < carrying->followers; i++) {
        const struct flow_weighed_spell *spell = &carrying->follower[i];
        count_of(carrying, spell->group, spell->weight, on, day_of(carrying->team, spell->to), -1, cause);
    }
    carrying->followers = 0;
}

/* What a night weighs for this person in a state: the next of its own luck. */
static int64_t draw_weight(struct carrying *carrying, int32_t state)
{
    const struct flow_weighed_state *of = &carrying->team->plan->state[state];
    const struct chance_block block = chance_block_at(carrying->team->key, carrying->drawn++, carrying->number,
                                                      (uint32_t)carrying->replicate, CHANCE_WEIGHT);
    return of->count ? of->weight[((uint64_t)block.word[0] * (uint32_t)of->count) >> 32] : 0;
}

static void move(struct carrying *carrying, int32_t on, int32_t state)
{
    const int64_t weight = draw_weight(carrying, state);
    const enum flow_weighed_cause cause = carrying->entered           ? FLOW_WEIGHED_ENTERED
                                          : weight < carrying->weight ? FLOW_WEIGHED_DOWN
                                                                      : FLOW_WEIGHED_UP;
    count(carrying, on, carrying->end, -1, cause);
    end_followers(carrying, on, cause);
    carrying->weight = weight;
    carrying->group = carrying->team->plan->state[state].group;
    carrying->end = carrying->team->months.days;
    count(carrying, on, carrying->end, 1, cause);
}

static void leave(struct carrying *carrying, int32_t on)
{
    const enum flow_weighed_cause cause = carrying->entered ? FLOW_WEIGHED_ENTERED : FLOW_WEIGHED_LEFT;
    count(carrying, on, carrying->end, -1, cause);
    end_followers(carrying, on, cause);
}

/* Takes the turns of a walker; whoever reaches the known end of the spell goes no further. */
static void carry(struct carrying *carrying, struct flow_walker *walker)
{
    const struct weighed_team *team = carrying->team;
    const float horizon = (float)team->months.days;
    struct flow_turn turns[PIECE];
    int32_t got;
    do {
        got = flow_walker_turns(&carrying->weighing->pace, team->key, (uint32_t)carrying->replicate, horizon, walker, turns,
                                PIECE);
        for (int32_t i = 0; i < got; i++) {
            if (turns[i].on >= carrying->end)
                return;
            if (turns[i].destination == FLOW_AGEING)
                continue;
            if (turns[i].destination >= team->system->states) {
                leave(carrying, turns[i].on);
                return;
            }
            move(carrying, turns[i].on, turns[i].destination);
        }
    } while (got == PIECE);
}

static void carry_spell(struct weighed_team *team, struct weighing *weighing, int32_t replicate, int64_t i)
{
    const struct flow_weighed_spell *spell = &team->plan->spell[i];
    struct flow_walker walker = team->walker[i];
    struct carrying carrying = {.team = team,
                                .weighing = weighing,
                                .replicate = replicate,
                                .number = spell->person.number,
                                .weight = spell->weight,
                                .group = spell->group,
                                .end = day_of(team, spell->to),
                                .follower = spell + 1,
                                .followers = spell->followers};
    carry(&carrying, &walker);
}

static void carry_entrant(struct weighed_team *team, struct weighing *weighing, int32_t replicate, int32_t month,
                          uint32_t index)
{
    const struct flow_months *months = &team->months;
    const struct flow_entrant entrant =
        flow_arrivals_make(&weighing->arrivals, team->key, (uint32_t)replicate, months->calendar + month, index,
                           months->first[month], flow_months_length(months, month));
    struct carrying carrying = {.team = team,
                                .weighing = weighing,
                                .replicate = replicate,
                                .number = entrant.person.number,
                                .entered = true,
                                .group = team->plan->state[entrant.person.state].group,
                                .end = months->days};
    struct flow_walker walker;
    flow_walker_place(&weighing->tables, &team->birthdays, &entrant.person, team->plan->start, &walker);
    carrying.weight = draw_weight(&carrying, entrant.person.state);
    count(&carrying, day_of(team, entrant.person.entered), carrying.end, 1, FLOW_WEIGHED_ENTERED);
    carry(&carrying, &walker);
}

static int run_weighed(struct weighed_team *team, struct weighing *weighing, int32_t replicate)
{
    const struct flow_levels *levels = team->plan->levels;
    if (levels)
        flow_pace_take(&weighing->pace, &weighing->tables, levels, replicate);
    for (int32_t g = 0; g < team->out->groups; g++)
        memcpy(row_of(team->out, g, replicate), team->out->base + (int64_t)g * team->out->months,
               (size_t)team->out->months * sizeof *team->out->base);
    for (int64_t i = 0; i < team->plan->spells; i++)
        if (team->plan->spell[i].walks)
            carry_spell(team, weighing, replicate, i);
    for (int32_t m = 0; m < team->months.count; m++) {
        const int64_t entries =
            flow_replicate_entries(&weighing->arrivals, levels, team->key, (uint32_t)replicate, &team->months, m);
        if (entries > FLOW_ENTRANTS_MAX)
            return problem_set(&weighing->problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
        for (int64_t i = 0; i < entries; i++)
            carry_entrant(team, weighing, replicate, m, (uint32_t)i);
    }
    return 0;
}

/* All replicates of one draw. */
static int run_draw(void *self, int32_t thread, int32_t draw)
{
    struct weighed_team *team = self;
    struct weighing *weighing = &team->weighing[thread];
    if (thread == 0 && progress_step(team->progress, "paths", draw, team->posterior->draws))
        return problem_set(&weighing->problem, PROBLEM_STOPPED, "stopped while the paths were being simulated");
    int code = flow_tables_build(team->system, &team->posterior->rates[draw], &weighing->tables, &weighing->problem);
    flow_arrivals_build(team->system, &team->posterior->entries[draw], &weighing->arrivals);
    if (!team->plan->levels)
        weighing->pace = flow_pace_steady(&weighing->tables);
    for (int32_t r = 0; r < team->plan->replicates && code == 0; r++)
        if (flow_posterior_draw_of(team->posterior, r) == draw)
            code = run_weighed(team, weighing, r);
    return code;
}

/* Spells with the months that they would have if nothing happened, and where each walker stands. */
static int lay_base(struct weighed_team *team, const struct flow_tables *clocks, struct problem *problem)
{
    const struct flow_weighed_plan *plan = team->plan;
    team->walker = arena_take(&team->arena, (size_t)(plan->spells + 1) * sizeof *team->walker);
    if (!team->walker)
        return out_of_memory(problem);
    for (int64_t i = 0; i < plan->spells; i++) {
        const struct flow_weighed_spell *spell = &plan->spell[i];
        const int32_t from = spell->walks ? 0 : day_of(team, spell->from), to = day_of(team, spell->to);
        spread(&team->months, from, to, spell->weight, team->out->base + (int64_t)spell->group * plan->months);
        if (to > from)
            team->out->nights[spell->group] += (int64_t)(to - from) * plan->replicates;
        if (spell->walks)
            flow_walker_place(clocks, NULL, &spell->person, plan->start, &team->walker[i]);
    }
    return 0;
}

static int check_weights(const struct flow_system *system, const struct flow_weighed_plan *plan, struct problem *problem)
{
    int64_t most = 0;
    for (int64_t i = 0; i < plan->spells; i++)
        most = plan->spell[i].weight > most ? plan->spell[i].weight : most;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t i = 0; i < plan->state[s].count; i++)
            most = plan->state[s].weight[i] > most ? plan->state[s].weight[i] : most;
    const long double all =
        (long double)most * YEAR * plan->months * (long double)(plan->spells + NEW_SPELLS_MAX) * plan->replicates / 12;
    if (plan->months < 1 || plan->months > FLOW_MONTHS_MAX || plan->replicates < 1 || plan->replicates > FLOW_REPLICATES_MAX)
        return problem_set(problem, PROBLEM_INPUT, "%d months and %d paths were asked for; there can be 1 to %d and 1 to %d",
                           plan->months, plan->replicates, FLOW_MONTHS_MAX, FLOW_REPLICATES_MAX);
    return all < (long double)INT64_MAX / 2
               ? 0
               : problem_set(problem, PROBLEM_LIMIT, "a price is so high that sums over %d paths would not fit",
                             plan->replicates);
}

static int make_out(const struct flow_weighed_plan *plan, struct flow_weighed *out, struct problem *problem)
{
    const size_t groups = (size_t)plan->groups, months = (size_t)plan->months;
    *out = (struct flow_weighed){.groups = plan->groups, .replicates = plan->replicates, .months = plan->months};
    out->sum = arena_take(&out->arena, groups * (size_t)plan->replicates * months * sizeof *out->sum);
    out->base = arena_take(&out->arena, groups * months * sizeof *out->base);
    out->cause = arena_take(&out->arena, groups * FLOW_WEIGHED_CAUSES * sizeof *out->cause);
    out->nights = arena_take(&out->arena, groups * sizeof *out->nights);
    return out->sum && out->base && out->cause && out->nights ? 0 : out_of_memory(problem);
}

static int make_threads(struct weighed_team *team, struct problem *problem)
{
    const size_t groups = (size_t)team->plan->groups;
    team->threads = flow_crew_size(team->plan->hands.threads, team->posterior->draws);
    team->weighing = arena_take(&team->arena, (size_t)team->threads * sizeof *team->weighing);
    if (!team->weighing)
        return out_of_memory(problem);
    for (int32_t t = 0; t < team->threads; t++) {
        struct weighing *weighing = &team->weighing[t];
        weighing->cause = arena_take(&team->arena, groups * FLOW_WEIGHED_CAUSES * sizeof *weighing->cause);
        weighing->nights = arena_take(&team->arena, groups * sizeof *weighing->nights);
        if (!weighing->cause || !weighing->nights)
            return out_of_memory(problem);
        if (team->plan->levels && flow_pace_make(team->system, &team->months, &team->arena, &weighing->pace, problem) < 0)
            return PROBLEM_MEMORY;
    }
    return 0;
}

static int make_team(struct weighed_team *team, struct problem *problem)
{
    const struct flow_weighed_plan *plan = team->plan;
    struct flow_tables clocks = {0};
    int code = flow_months_make(plan->start, plan->months, &team->arena, &team->months, problem);
    if (code == 0)
        code = flow_tables_build(team->system, &team->posterior->rates[0], &clocks, problem);
    if (code == 0)
        code = flow_birthdays_make(&clocks, plan->start, plan->start - (clocks.final_age + 1) * YEAR,
                                   plan->start + team->months.days, &team->arena, &team->birthdays, problem);
    if (code == 0)
        code = make_out(plan, team->out, problem);
    if (code == 0)
        code = lay_base(team, &clocks, problem);
    flow_tables_clear(&clocks);
    return code < 0 ? code : make_threads(team, problem);
}

/* Whole numbers, added in any order. */
static void join(const struct weighed_team *team)
{
    for (int32_t t = 0; t < team->threads; t++)
        for (int32_t g = 0; g < team->out->groups; g++) {
            team->out->nights[g] += team->weighing[t].nights[g];
            for (int32_t c = 0; c < FLOW_WEIGHED_CAUSES; c++)
                team->out->cause[g * FLOW_WEIGHED_CAUSES + c] += team->weighing[t].cause[g * FLOW_WEIGHED_CAUSES + c];
        }
}

int flow_weighed_simulate(const struct flow_system *system, const struct flow_posterior *posterior,
                          const struct flow_weighed_plan *plan, struct progress *progress, struct flow_weighed *out,
                          struct problem *problem)
{
    struct weighed_team team = {.system = system,
                                .posterior = posterior,
                                .plan = plan,
                                .out = out,
                                .key = chance_key_of(plan->seed, plan->authority),
                                .progress = progress};
    *out = (struct flow_weighed){0};
    int code = check_weights(system, plan, problem);
    if (code == 0)
        code = make_team(&team, problem);
    if (code == 0 && (code = flow_crew_run(team.threads, posterior->draws, run_draw, &team)) < 0)
        for (int32_t t = 0; t < team.threads; t++)
            if (team.weighing[t].problem.code == code && problem)
                *problem = team.weighing[t].problem;
    if (code == 0)
        join(&team);
    for (int32_t t = 0; t < team.threads && team.weighing; t++)
        flow_tables_clear(&team.weighing[t].tables);
    arena_clear(&team.arena);
    if (code < 0)
        flow_weighed_clear(out);
    return code;
}

void flow_weighed_clear(struct flow_weighed *weighed)
{
    arena_clear(&weighed->arena);
    *weighed = (struct flow_weighed){0};
}
