#include "flow/futures.h"

#include <string.h>

#include "flow/branches.h"
#include "flow/coupled.h"
#include "flow/crew.h"
#include "flow/effects_notes.h"
#include "flow/effects_places.h"
#include "flow/effects_walk.h"
#include "flow/futures_count.h"
#include "flow/posterior.h"
#include "flow/replicate.h"
#include "flow/ways.h"

enum {
    PIECE_REPLICATES = 32, /* the most that one thread takes at a time */
    BLOCK = 8,             /* replicates whose counts are added up together: their tallies fit the second cache */
    FULL_FOR = 31          /* replicates that are not tried as if nothing were full, after one in which something was */
};

/* Replicates of one draw, order[from … to): what a thread takes at a time. */
struct piece {
    int32_t draw, from, to;
};

/* What replicates of one thread read and write. */
struct simulation {
    const struct flow_system *system;       /* borrowed */
    const struct flow_posterior *posterior; /* borrowed */
    const struct flow_plan *plan;           /* borrowed */
    struct chance_key key;                  /* of the plan's seed and authority */
    const struct flow_cohort *cohort;       /* who is there at the start; all threads read the same */
    struct flow_months months;              /* the days of the forecast */
    int32_t draw;                           /* whose tables and arrivals are laid out; -1 at first */
    struct flow_tables tables;              /* rates of that draw; owned */
    struct flow_pace pace;                  /* of the present replicate */
    const float *paced;                     /* the levels that it was taken at; NULL when the tables are new */
    struct flow_arrivals arrivals;          /* entries of that draw */
    struct flow_tally tally[BLOCK];         /* counts of replicates that are not added up yet */
    int32_t waiting[BLOCK], count;          /* which those are, and how many */
    int32_t full_for;                       /* replicates before one is tried again as if nothing were full */
    struct flow_coupled coupled;            /* where places can be full: who is where and waits for what */
    struct flow_foresight foresight;        /* where a plan is walked abreast; else empty */
    struct flow_branched branched;          /* where every subset of a plan is walked: what becomes of each */
    struct effects_places places;           /* where they can be full under a plan: those of the present replicate */
    struct effects_notes notes;             /* where what differs from the base is walked: what that is */
    struct flow_futures futures;            /* of the replicates that this thread ran */
    struct problem problem;                 /* why it failed */
    struct arena arena;                     /* owns the above but the tables and futures */
};

/* All threads of a forecast. */
struct team {
    const struct flow_plan *plan; /* borrowed */
    struct flow_share share;      /* of the pieces */
    struct flow_cohort cohort;    /* who is there at the start */
    int32_t threads;              /* how many simulations */
    struct simulation *simulation;
    int32_t *order;     /* [replicates]: those of draw 0, then those of draw 1, … */
    int32_t replicates; /* in the pieces of the share */
    int32_t pieces;
    struct piece *piece; /* [pieces] */
    struct progress *progress;
    int64_t done;       /* replicates, by all */
    struct arena arena; /* owns the cohort, order, pieces and simulations */
};

/* What a plan has beside its effects. */
static int check_effects(const struct flow_plan *plan, struct problem *problem)
{
    if (plan->places && (plan->base || plan->branches))
        return problem_set(problem, PROBLEM_INPUT, "where places can be full everybody is walked, one subset at a time");
    if (plan->base && (!plan->effects || plan->base->months != plan->months || plan->base->replicates < plan->replicates))
        return problem_set(problem, PROBLEM_INPUT, "the futures that a plan is held against are of fewer paths or months");
    if (plan->ways && plan->ways->replicates < plan->replicates)
        return problem_set(problem, PROBLEM_INPUT, "the ways that are kept are of fewer paths than the forecast");
    if (plan->branches && !(plan->effects && plan->flows_only))
        return problem_set(problem, PROBLEM_INPUT, "subsets are of a plan's effects, and leave no futures behind");
    return 0;
}

static int check_plan(const struct flow_plan *plan, struct problem *problem)
{
    if (plan->months < 1 || plan->months > FLOW_MONTHS_MAX)
        return problem_set(problem, PROBLEM_INPUT, "a forecast of %d months was asked for; it can have 1 to %d",
                           plan->months, FLOW_MONTHS_MAX);
    if (plan->replicates < 1 || plan->replicates > FLOW_REPLICATES_MAX)
        return problem_set(problem, PROBLEM_INPUT, "%d paths were asked for; there can be 1 to %d", plan->replicates,
                           FLOW_REPLICATES_MAX);
    if (plan->levels &&
        (plan->levels->replicates < plan->replicates || plan->levels->quarters <= flow_levels_quarter(plan->months - 1)))
        return problem_set(problem, PROBLEM_INPUT, "the levels are of fewer paths or quarters than the forecast");
    return check_effects(plan, problem);
}

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the forecast");
}

static int futures_make(const struct simulation *simulation, struct flow_futures *out, struct problem *problem)
{
    const struct flow_system *system = simulation->system;
    const struct flow_plan *plan = simulation->plan;
    *out = (struct flow_futures){.months = plan->months,
                                 .replicates = plan->replicates,
                                 .states = system->states,
                                 .bands = system->age.count,
                                 .exits = system->exits};
    const size_t months = (size_t)plan->months, replicates = (size_t)plan->replicates;
    if (!plan->flows_only && !plan->nights_only)
        out->series = (int64_t)plan->months * FLOW_MEASURES * (out->states + 1) * (out->bands + 1);
    out->month_end = arena_take(&out->arena, months * sizeof *out->month_end);
    out->sum = arena_take(&out->arena, (size_t)out->series * sizeof *out->sum);
    out->histogram = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram);
    out->histogram_from = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram_from);
    out->histogram_size = arena_take(&out->arena, (size_t)out->series * sizeof *out->histogram_size);
    out->nights = arena_take(&out->arena, replicates * months * (size_t)out->states * sizeof *out->nights);
    out->starts = arena_take(&out->arena, replicates * months * sizeof *out->starts);
    out->ceases = arena_take(&out->arena, replicates * months * sizeof *out->ceases);
    out->exits_sum = arena_take(&out->arena, months * (size_t)out->exits * sizeof *out->exits_sum);
    out->starts_marked_sum = arena_take(&out->arena, months * sizeof *out->starts_marked_sum);
    if (!out->month_end || !out->sum || !out->histogram || !out->histogram_from || !out->histogram_size || !out->nights ||
        !out->starts || !out->ceases || !out->exits_sum || !out->starts_marked_sum)
        return out_of_memory(problem);
    memcpy(out->month_end, simulation->months.end, months * sizeof *out->month_end);
    if (plan->effects && flow_effects_count_make(plan->effects, plan->months, &out->arena, &out->effects, problem) < 0)
        return PROBLEM_MEMORY;
    return futures_histograms_make(out, problem);
}

/* Adds up what waits, month by month, so that the histograms of a month stay in the first cache. */
static int add_waiting(struct simulation *simulation)
{
    struct flow_futures *futures = &simulation->futures;
    struct flow_census census[BLOCK];
    const struct flow_plan *plan = simulation->plan;
    if (plan->flows_only || plan->nights_only) {
        for (int32_t i = 0; i < simulation->count; i++) {
            futures_add_flows(futures, &simulation->tally[i], simulation->waiting[i]);
            if (plan->nights_only)
                futures_add_nights(futures, &simulation->tally[i], simulation->waiting[i], &simulation->cohort->census);
        }
        simulation->count = 0;
        return 0;
    }
    for (int32_t i = 0; i < simulation->count; i++)
        census[i] = simulation->cohort->census;
    for (int32_t m = 0; m < futures->months; m++)
        for (int32_t i = 0; i < simulation->count; i++) {
            flow_tally_census(&simulation->tally[i], m, &census[i]);
            if (futures_add_month(futures, &simulation->tally[i], simulation->waiting[i], m, &census[i],
                                  &simulation->problem) < 0)
                return PROBLEM_MEMORY;
        }
    simulation->count = 0;
    return 0;
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* Piece `number` of all, if it is in the share. */
static void add_piece(struct team *team, int32_t number, struct piece piece)
{
    if (number % team->share.count != team->share.index)
        return;
    team->piece[team->pieces++] = piece;
    team->replicates += piece.to - piece.from;
}

/* Replicates in the order of their draws (counting sort), so that the tables of a draw are laid out once or nearly; cut into
 * pieces of one draw each, of which the share has every so manieth. */
static int lay_out_pieces(const struct flow_posterior *posterior, struct team *team, struct problem *problem)
{
    const int32_t replicates = team->plan->replicates, draws = posterior->draws;
    int32_t number = 0;
    int32_t *place = arena_take(&team->arena, (size_t)(draws + 1) * sizeof *place); /* counts, then beginnings, then ends */
    team->order = arena_take(&team->arena, (size_t)replicates * sizeof *team->order);
    team->piece = arena_take(&team->arena, (size_t)(draws + replicates / PIECE_REPLICATES) * sizeof *team->piece);
    if (!place || !team->order || !team->piece)
        return out_of_memory(problem);
    for (int32_t r = 0; r < replicates; r++)
        place[flow_posterior_draw_of(posterior, r) + 1]++;
    for (int32_t d = 0; d < draws; d++)
        place[d + 1] += place[d];
    for (int32_t d = 0; d < draws; d++)
        for (int32_t from = place[d]; from < place[d + 1]; from += PIECE_REPLICATES)
            add_piece(team, number++, (struct piece){d, from, least(from + PIECE_REPLICATES, place[d + 1])});
    for (int32_t r = 0; r < replicates; r++)
        team->order[place[flow_posterior_draw_of(posterior, r)]++] = r;
    return 0;
}

/* Where ways are taken ahead of a plan, and the branches of its subsets are added up. */
static int make_planned(struct simulation *simulation, struct problem *problem)
{
    const struct flow_plan *plan = simulation->plan;
    const bool foreseen = plan->effects || plan->ways || (plan->places && plan->queue != FLOW_QUEUE_HEAP);
    int code = 0;
    if (foreseen && plan->gait != FLOW_GAIT_SINGLE && flow_crowd_can())
        code = flow_foresight_make(&simulation->arena, &simulation->foresight, problem);
    if (code == 0 && plan->branches)
        code = flow_branched_make(plan->branches, plan->months, simulation->system->states, &simulation->branched, problem);
    return code;
}

/* Where places can be full, those of a plan, too. */
static int make_together(struct simulation *simulation, struct problem *problem)
{
    const struct flow_plan *plan = simulation->plan;
    const struct flow_system *system = simulation->system;
    int code = plan->effects ? effects_places_make(plan->places, &simulation->arena, &simulation->places, problem) : 0;
    if (code == 0)
        code = flow_coupled_make(system, plan->effects ? &simulation->places.places : plan->places, &simulation->months,
                                 plan->queue, &simulation->arena, &simulation->coupled, problem);
    return code < 0 ? code : flow_sufficiency_make(plan->months, system->states, &simulation->futures.sufficiency, problem);
}

static int simulation_make(const struct flow_system *system, const struct flow_posterior *posterior, const struct team *team,
                           struct simulation *simulation, struct problem *problem)
{
    const struct flow_plan *plan = team->plan;
    *simulation = (struct simulation){.system = system,
                                      .posterior = posterior,
                                      .plan = plan,
                                      .cohort = &team->cohort,
                                      .key = chance_key_of(plan->seed, plan->authority),
                                      .draw = -1};
    int code = flow_months_make(plan->start, plan->months, &simulation->arena, &simulation->months, problem);
    for (int32_t i = 0; i < BLOCK && code == 0; i++)
        code = flow_tally_make(system, &simulation->months, &simulation->arena, &simulation->tally[i], problem);
    if (code == 0 && plan->levels)
        code = flow_pace_make(system, &simulation->months, &simulation->arena, &simulation->pace, problem);
    if (code == 0)
        code = futures_make(simulation, &simulation->futures, problem);
    if (code == 0 && plan->places)
        code = make_together(simulation, problem);
    return code < 0 ? code : make_planned(simulation, problem);
}

static void simulation_clear(struct simulation *simulation)
{
    flow_futures_clear(&simulation->futures);
    flow_coupled_clear(&simulation->coupled);
    flow_branched_clear(&simulation->branched);
    effects_notes_clear(&simulation->notes);
    flow_tables_clear(&simulation->tables);
    arena_clear(&simulation->arena);
}

static int take_draw(struct simulation *simulation, int32_t draw)
{
    if (simulation->draw == draw)
        return 0;
    simulation->draw = draw;
    simulation->paced = NULL;
    int code = flow_tables_build(simulation->system, &simulation->posterior->rates[draw], &simulation->tables,
                                 &simulation->problem);
    flow_arrivals_build(simulation->system, &simulation->posterior->entries[draw], &simulation->arrivals);
    if (!simulation->plan->levels)
        simulation->pace = flow_pace_steady(&simulation->tables);
    return code;
}

/* Takes the pace of a replicate, unless it is that of the one before: the pull to balance walks many at the same levels. */
static void take_pace(struct simulation *simulation, const struct flow_levels *levels, int32_t replicate)
{
    const float *level = flow_levels_of(levels, replicate, 0);
    const size_t size = (size_t)(FLOW_SERIES * levels->quarters) * sizeof *level;
    if (!simulation->paced || memcmp(simulation->paced, level, size) != 0)
        flow_pace_take(&simulation->pace, &simulation->tables, levels, replicate);
    simulation->paced = level;
}

/* A replicate of walks alone. */
static int run_alone(struct simulation *simulation, int32_t replicate)
{
    return flow_replicate_run(&simulation->pace, &simulation->arrivals, simulation->plan->levels, simulation->cohort,
                              simulation->key, (uint32_t)replicate, simulation->plan->gait,
                              &simulation->tally[simulation->count], &simulation->problem);
}

static int32_t *nights_of(const struct flow_futures *futures, int32_t replicate)
{
    return &futures->nights[(int64_t)replicate * futures->months * futures->states];
}

/* No plan, walked as one is. */
static const struct flow_effects nothing;

static struct flow_effects_walk planned_walk(struct simulation *simulation, int32_t replicate)
{
    const struct flow_plan *plan = simulation->plan;
    return (struct flow_effects_walk){.effects = plan->effects ? plan->effects : &nothing,
                                      .pace = &simulation->pace,
                                      .arrivals = &simulation->arrivals,
                                      .cohort = simulation->cohort,
                                      .months = &simulation->months,
                                      .key = simulation->key,
                                      .replicate = (uint32_t)replicate,
                                      .foresight = simulation->foresight.turn ? &simulation->foresight : NULL,
                                      .ways = plan->ways,
                                      .nights = plan->base ? nights_of(plan->base, replicate) : NULL,
                                      .count = plan->effects && !plan->branches ? &simulation->futures.effects : NULL};
}

/* A replicate under a plan; or under every subset of it, or as it differs from the base, of which nothing waits to be added
 * up. */
static int run_planned(struct simulation *simulation, int32_t replicate)
{
    const struct flow_plan *plan = simulation->plan;
    const struct flow_effects_walk planned = planned_walk(simulation, replicate);
    if (plan->branches)
        return flow_replicate_run_branched(plan->branches, &planned, plan->levels, &simulation->branched,
                                           &simulation->problem);
    if (plan->base)
        return flow_replicate_run_nights(&planned, plan->levels, &simulation->notes,
                                         nights_of(&simulation->futures, replicate), &simulation->problem);
    return flow_replicate_run_planned(&planned, plan->levels, &simulation->tally[simulation->count], &simulation->problem);
}

/* Walks alone, if nothing was ever full in them: 1, 0 when something may have been, or a code. Where it was, the next few
 * replicates are not asked: the answer is the same either way, only the work is not. */
static int run_if_never_full(struct simulation *simulation, int32_t replicate)
{
    if (simulation->plan->queue == FLOW_QUEUE_HEAP || simulation->full_for-- > 0)
        return 0;
    const int code = run_alone(simulation, replicate);
    if (code < 0)
        return code;
    const bool never = flow_coupled_never_full(simulation->plan->places, &simulation->tally[simulation->count],
                                               &simulation->cohort->census);
    simulation->full_for = never ? 0 : FULL_FOR;
    return never;
}

/* Everybody together, event by event. */
static int run_together(struct simulation *simulation, int32_t replicate)
{
    const struct flow_plan *plan = simulation->plan;
    struct flow_tally *tally = &simulation->tally[simulation->count];
    if (!plan->effects && !simulation->foresight.turn)
        return flow_coupled_run(&simulation->coupled, &simulation->pace, &simulation->arrivals, plan->levels,
                                simulation->cohort, simulation->key, (uint32_t)replicate, tally, &simulation->problem);
    const struct flow_effects_walk planned = planned_walk(simulation, replicate);
    if (plan->effects)
        effects_places_lay(&simulation->places, plan->effects, plan->places, plan->start, simulation->key,
                           (uint32_t)replicate);
    return flow_coupled_run_planned(&simulation->coupled, &planned, plan->levels, tally, &simulation->problem);
}

/* A replicate in which places can be full. Under a plan nobody asks whether anything ever is. */
static int run_coupled(struct simulation *simulation, int32_t replicate)
{
    struct flow_coupled *coupled = &simulation->coupled;
    int code = simulation->plan->effects ? 0 : run_if_never_full(simulation, replicate);
    if (code == 1)
        flow_coupled_reset_waits(coupled);
    if (code == 0)
        code = run_together(simulation, replicate);
    if (code < 0 || simulation->plan->nights_only || simulation->plan->flows_only)
        return code;
    return flow_sufficiency_add(&simulation->futures.sufficiency, &simulation->tally[simulation->count],
                                &simulation->cohort->census, &coupled->waits, &simulation->problem);
}

static int run_replicate(struct simulation *simulation, int32_t replicate)
{
    const struct flow_levels *levels = simulation->plan->levels;
    if (levels)
        take_pace(simulation, levels, replicate);
    if (simulation->plan->branches || simulation->plan->base)
        return run_planned(simulation, replicate);
    simulation->waiting[simulation->count] = replicate;
    const bool planned = simulation->plan->effects || simulation->plan->ways;
    int code = simulation->plan->places ? run_coupled(simulation, replicate)
               : planned                ? run_planned(simulation, replicate)
                                        : run_alone(simulation, replicate);
    if (code == 0 && ++simulation->count == BLOCK)
        code = add_waiting(simulation);
    return code;
}

/* Tells how far all are; 0, or PROBLEM_STOPPED. */
static int tell(struct team *team, struct problem *problem)
{
    const int64_t done = __atomic_load_n(&team->done, __ATOMIC_RELAXED);
    if (progress_step(team->progress, "paths", done, team->replicates))
        return problem_set(problem, PROBLEM_STOPPED, "stopped while the paths were being simulated");
    return 0;
}

/* One piece on one thread. Only the caller's own thread, the first, tells how far all are. */
static int run_piece(void *self, int32_t thread, int32_t number)
{
    struct team *team = self;
    struct simulation *simulation = &team->simulation[thread];
    const struct piece *piece = &team->piece[number];
    int code = thread == 0 ? tell(team, &simulation->problem) : 0;
    if (code == 0)
        code = take_draw(simulation, piece->draw);
    for (int32_t i = piece->from; i < piece->to && code == 0; i++)
        code = run_replicate(simulation, team->order[i]);
    __atomic_fetch_add(&team->done, piece->to - piece->from, __ATOMIC_RELAXED);
    return code;
}

/* Who is there at the start, put in place once for all threads. */
static int place_cohort(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, struct team *team, struct problem *problem)
{
    const struct flow_plan *plan = team->plan;
    const day until = calendar_month_end(calendar_month(plan->start + 1) + plan->months - 1);
    struct flow_tables clocks = {0};
    int code = flow_tables_build(system, &posterior->rates[0], &clocks, problem);
    if (code == 0)
        code = flow_cohort_make(&clocks, histories, plan->start, until, &team->arena, &team->cohort, problem);
    flow_tables_clear(&clocks);
    return code;
}

static int team_make(const struct flow_system *system, const struct flow_histories *histories,
                     const struct flow_posterior *posterior, const struct flow_plan *plan, struct team *team,
                     struct problem *problem)
{
    int code = lay_out_pieces(posterior, team, problem);
    if (code == 0)
        code = place_cohort(system, histories, posterior, team, problem);
    if (code < 0)
        return code;
    const int32_t threads = flow_crew_size(plan->hands.threads, team->pieces);
    team->simulation = arena_take(&team->arena, (size_t)threads * sizeof *team->simulation);
    if (!team->simulation)
        return out_of_memory(problem);
    for (; team->threads < threads && code == 0; team->threads++)
        code = simulation_make(system, posterior, team, &team->simulation[team->threads], problem);
    return code;
}

/* What all threads counted, in the futures of the first: not finished yet. */
static int team_join(struct team *team, struct flow_futures *futures, struct problem *problem)
{
    int code = 0;
    for (int32_t t = 0; t < team->threads && code == 0; t++)
        if ((code = add_waiting(&team->simulation[t])) < 0)
            return problem_set(problem, code, "%s", team->simulation[t].problem.text);
    for (int32_t t = 1; t < team->threads && code == 0; t++)
        code = flow_futures_join(&team->simulation[0].futures, &team->simulation[t].futures, problem);
    if (code < 0)
        return code;
    *futures = team->simulation[0].futures;
    team->simulation[0].futures = (struct flow_futures){0};
    return 0;
}

int flow_simulate_share(const struct flow_system *system, const struct flow_histories *histories,
                        const struct flow_posterior *posterior, const struct flow_plan *plan, struct flow_share share,
                        struct progress *progress, struct flow_futures *futures, struct problem *problem)
{
    struct team team = {.plan = plan, .share = share, .progress = progress};
    *futures = (struct flow_futures){0};
    int code = check_plan(plan, problem);
    if (code == 0)
        code = team_make(system, histories, posterior, plan, &team, problem);
    if (code == 0)
        code = tell(&team, problem);
    if (code == 0) {
        code = flow_crew_run(team.threads, team.pieces, run_piece, &team);
        for (int32_t t = 0; t < team.threads && code < 0; t++)
            if (team.simulation[t].problem.code == code) {
                if (problem)
                    *problem = team.simulation[t].problem;
                break;
            }
    }
    if (code == 0)
        code = team_join(&team, futures, problem);
    for (int32_t t = 0; t < team.threads; t++)
        simulation_clear(&team.simulation[t]);
    arena_clear(&team.arena);
    return code;
}

int flow_simulate(const struct flow_system *system, const struct flow_histories *histories,
                  const struct flow_posterior *posterior, const struct flow_plan *plan, struct progress *progress,
                  struct flow_futures *futures, struct problem *problem)
{
    const struct flow_company *company = plan->hands.company;
    /* a company knows no places and no plans, and keeps no ways: this process runs those */
    if (company && !plan->places && !plan->effects && !plan->ways)
        return company->simulate(company->self, system, histories, posterior, plan, progress, futures, problem);
    const struct flow_share all = {.count = 1};
    int code = flow_simulate_share(system, histories, posterior, plan, all, progress, futures, problem);
    if (code == 0)
        flow_futures_finish(futures);
    return code;
}

void flow_futures_clear(struct flow_futures *futures)
{
    flow_sufficiency_clear(&futures->sufficiency);
    arena_clear(&futures->arena);
    *futures = (struct flow_futures){0};
}
