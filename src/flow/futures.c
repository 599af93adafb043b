#include "flow/futures.h"

#include <string.h>

#include "flow/crew.h"
#include "flow/posterior.h"
#include "flow/replicate.h"

enum {
    PIECE_REPLICATES = 32, /* the most that one thread takes at a time */
    BLOCK = 8,             /* replicates whose counts are added up together: their tallies fit the second cache */
    BINS_AT_FIRST = 16,    /* of a histogram: one line of the cache */
    SPARE = 16             /* the part of a value by which bins reach beyond it */
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
    return 0;
}

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the forecast");
}

/* Series stand month by month, so that one month of a replicate is added to neighbours. */
int64_t flow_futures_series(const struct flow_futures *futures, enum flow_measure measure, int32_t state, int32_t band,
                            int32_t month)
{
    const int64_t states = futures->states + 1, bands = futures->bands + 1;
    const int32_t s = state == FLOW_ALL ? futures->states : state, b = band == FLOW_ALL ? futures->bands : band;
    return ((month * (int64_t)FLOW_MEASURES + (int32_t)measure) * bands + b) * states + s;
}

/* One line of bins for each series; most never need more. */
static int histograms_make(struct flow_futures *futures, struct problem *problem)
{
    uint32_t *bins = arena_take(&futures->arena, (size_t)futures->series * BINS_AT_FIRST * sizeof *bins);
    if (!bins)
        return out_of_memory(problem);
    for (int64_t i = 0; i < futures->series; i++) {
        futures->histogram[i] = bins + i * BINS_AT_FIRST;
        futures->histogram_size[i] = BINS_AT_FIRST;
    }
    return 0;
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
    if (!plan->flows_only)
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
    return histograms_make(out, problem);
}

/* The values that a histogram has counted: low … high - 1; INT32_MAX … 0 where none. */
static void histogram_counted(const struct flow_futures *futures, int64_t series, int32_t *low, int32_t *high)
{
    const uint32_t *bins = futures->histogram[series];
    int32_t first = 0, end = futures->histogram_size[series];
    while (end > 0 && bins[end - 1] == 0)
        end--;
    while (first < end && bins[first] == 0)
        first++;
    *low = first < end ? futures->histogram_from[series] + first : INT32_MAX;
    *high = first < end ? futures->histogram_from[series] + end : 0;
}

/* Gives a histogram the bins of low … high - 1, among which is all that it has counted. The piece that it had stays in the
 * arena until the end. */
static int histogram_fit(struct flow_futures *futures, int64_t series, int32_t low, int32_t high, struct problem *problem)
{
    const int32_t from = futures->histogram_from[series];
    uint32_t *bins = futures->histogram[series];
    if (low >= from && high <= from + futures->histogram_size[series]) {
        bins += low - from;
    } else {
        int32_t counted, end;
        histogram_counted(futures, series, &counted, &end);
        uint32_t *wider = arena_take(&futures->arena, (size_t)(high - low) * sizeof *wider);
        if (!wider)
            return out_of_memory(problem);
        if (counted < end)
            memcpy(wider + (counted - low), bins + (counted - from), (size_t)(end - counted) * sizeof *bins);
        bins = wider;
    }
    futures->histogram[series] = bins;
    futures->histogram_from[series] = low;
    futures->histogram_size[series] = high - low;
    return 0;
}

/* Makes room for `value` beside what was counted, with some to spare on either side. A nation's children are never near 0 or
 * at twice their number: bins for all of that would be most of the memory of a forecast. */
static int histogram_grow(struct flow_futures *futures, int64_t series, int32_t value, struct problem *problem)
{
    int32_t low, high;
    histogram_counted(futures, series, &low, &high);
    low = value < low ? value : low;
    high = value >= high ? value + 1 : high;
    const int32_t spare = BINS_AT_FIRST + high / SPARE;
    return histogram_fit(futures, series, low > spare ? low - spare : 0, high + spare, problem);
}

/* One measure of one month by band and state as series stand, with sums behind the last of each: [bands + 1][states + 1]. */
struct sheet {
    int32_t value[(FLOW_BANDS_MAX + 1) * (FLOW_STATES_MAX + 1)];
};

static void sheet_sum(struct sheet *sheet, int32_t bands, int32_t states)
{
    int32_t *all = &sheet->value[bands * (states + 1)];
    memset(all, 0, (size_t)(states + 1) * sizeof *all);
    for (int32_t b = 0; b < bands; b++) {
        int32_t *row = &sheet->value[b * (states + 1)], sum = 0;
        for (int32_t s = 0; s < states; s++) {
            sum += row[s];
            all[s] += row[s];
        }
        row[states] = sum;
        all[states] += sum;
    }
}

/* Every value is counted, 0 like any other: asking whether it is 0 costs more than counting it. */
static int sheet_add(struct flow_futures *futures, enum flow_measure measure, int32_t month, struct sheet *sheet,
                     struct problem *problem)
{
    sheet_sum(sheet, futures->bands, futures->states);
    const int64_t series = flow_futures_series(futures, measure, 0, 0, month);
    const int32_t count = (futures->bands + 1) * (futures->states + 1);
    uint32_t **histogram = futures->histogram + series;
    const int32_t *from = futures->histogram_from + series, *size = futures->histogram_size + series;
    for (int32_t i = 0; i < count; i++) {
        const int32_t value = sheet->value[i];
        if ((uint32_t)(value - from[i]) >= (uint32_t)size[i] && histogram_grow(futures, series + i, value, problem) < 0)
            return PROBLEM_MEMORY;
        histogram[i][value - from[i]]++;
    }
    return 0;
}

/* What a replicate keeps of its own. */
static void keep_month(struct flow_futures *futures, const struct flow_census *census, const struct sheet sheet[],
                       int32_t replicate, int32_t month)
{
    const int64_t at = (int64_t)replicate * futures->months + month;
    const int32_t states = futures->states, everybody = (futures->bands + 1) * (states + 1) - 1;
    int32_t *nights = &futures->nights[at * states];
    for (int32_t b = 0; b < futures->bands; b++)
        for (int32_t s = 0; s < states; s++)
            nights[s] += census->nights[b][s];
    futures->starts[at] = sheet[FLOW_STARTS].value[everybody];
    futures->ceases[at] = sheet[FLOW_CEASES].value[everybody];
}

static void add_ways_out(struct flow_futures *futures, const struct flow_tally *tally, int32_t month)
{
    for (int32_t e = 0; e < futures->exits; e++)
        futures->exits_sum[month * futures->exits + e] += tally->ways_out[month * futures->exits + e];
    futures->starts_marked_sum[month] += tally->starts_marked[month];
}

static int add_month(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate, int32_t month,
                     const struct flow_census *census, struct problem *problem)
{
    struct sheet sheet[FLOW_MEASURES];
    const int32_t bands = futures->bands, states = futures->states;
    for (int32_t b = 0; b < bands; b++)
        for (int32_t s = 0; s < states; s++) {
            const struct flow_tally_cell *cell = flow_tally_at(tally, month, b, s);
            const int32_t at = b * (states + 1) + s;
            sheet[FLOW_STOCK].value[at] = census->stock[b][s];
            sheet[FLOW_STARTS].value[at] = cell->starts;
            sheet[FLOW_CEASES].value[at] = cell->ceases;
            sheet[FLOW_MOVES].value[at] = cell->moves;
        }
    add_ways_out(futures, tally, month);
    for (int32_t measure = 0; measure < FLOW_MEASURES; measure++)
        if (sheet_add(futures, (enum flow_measure)measure, month, &sheet[measure], problem) < 0)
            return PROBLEM_MEMORY;
    keep_month(futures, census, sheet, replicate, month);
    return 0;
}

/* What is kept of a replicate where only flows are asked for. */
static void add_flows(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate)
{
    const int32_t cells = futures->bands * futures->states;
    for (int32_t m = 0; m < futures->months; m++) {
        const struct flow_tally_cell *cell = flow_tally_at(tally, m, 0, 0);
        const int64_t at = (int64_t)replicate * futures->months + m;
        for (int32_t i = 0; i < cells; i++) {
            futures->starts[at] += cell[i].starts;
            futures->ceases[at] += cell[i].ceases;
        }
        add_ways_out(futures, tally, m);
    }
}

/* Adds up what waits, month by month, so that the histograms of a month stay in the first cache. */
static int add_waiting(struct simulation *simulation)
{
    struct flow_futures *futures = &simulation->futures;
    struct flow_census census[BLOCK];
    if (simulation->plan->flows_only) {
        for (int32_t i = 0; i < simulation->count; i++)
            add_flows(futures, &simulation->tally[i], simulation->waiting[i]);
        simulation->count = 0;
        return 0;
    }
    for (int32_t i = 0; i < simulation->count; i++)
        census[i] = simulation->cohort->census;
    for (int32_t m = 0; m < futures->months; m++)
        for (int32_t i = 0; i < simulation->count; i++) {
            flow_tally_census(&simulation->tally[i], m, &census[i]);
            if (add_month(futures, &simulation->tally[i], simulation->waiting[i], m, &census[i], &simulation->problem) < 0)
                return PROBLEM_MEMORY;
        }
    simulation->count = 0;
    return 0;
}

/* Sums over replicates. A histogram reaches from the smallest to the largest value that any had, however much room there was
 * (threads make room in their own order), and is not there where all had 0. */
void flow_futures_finish(struct flow_futures *futures)
{
    for (int64_t i = 0; i < futures->series; i++) {
        int32_t low, high;
        histogram_counted(futures, i, &low, &high);
        futures->sum[i] = 0;
        if (high <= 1) {
            futures->histogram[i] = NULL;
            futures->histogram_from[i] = futures->histogram_size[i] = 0;
            continue;
        }
        histogram_fit(futures, i, low, high, NULL); /* cuts, and so cannot fail */
        for (int32_t v = low; v < high; v++)
            futures->sum[i] += (int64_t)v * futures->histogram[i][v - low];
    }
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

static int simulation_make(const struct flow_system *system, const struct flow_posterior *posterior,
                           const struct team *team, struct simulation *simulation, struct problem *problem)
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
    return code;
}

static void simulation_clear(struct simulation *simulation)
{
    flow_futures_clear(&simulation->futures);
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

static int run_replicate(struct simulation *simulation, int32_t replicate)
{
    const struct flow_levels *levels = simulation->plan->levels;
    if (levels)
        take_pace(simulation, levels, replicate);
    simulation->waiting[simulation->count] = replicate;
    int code = flow_replicate_run(&simulation->pace, &simulation->arrivals, levels, simulation->cohort, simulation->key,
                                  (uint32_t)replicate, simulation->plan->gait, &simulation->tally[simulation->count],
                                  &simulation->problem);
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
    if (company)
        return company->simulate(company->self, system, histories, posterior, plan, progress, futures, problem);
    const struct flow_share all = {.count = 1};
    int code = flow_simulate_share(system, histories, posterior, plan, all, progress, futures, problem);
    if (code == 0)
        flow_futures_finish(futures);
    return code;
}

void flow_futures_counted(const struct flow_futures *futures, int32_t *low, int32_t *high)
{
    for (int64_t i = 0; i < futures->series; i++)
        histogram_counted(futures, i, &low[i], &high[i]);
}

int flow_futures_fit(struct flow_futures *futures, const int32_t *low, const int32_t *high, struct problem *problem)
{
    for (int64_t i = 0; i < futures->series; i++)
        if (histogram_fit(futures, i, low[i], high[i], problem) < 0)
            return PROBLEM_MEMORY;
    return 0;
}

/* Adds a histogram of other replicates. */
static int histogram_join(struct flow_futures *futures, const struct flow_futures *other, int64_t series,
                          struct problem *problem)
{
    int32_t low, high, others_low, others_high;
    histogram_counted(futures, series, &low, &high);
    histogram_counted(other, series, &others_low, &others_high);
    if (others_low >= others_high)
        return 0;
    low = others_low < low ? others_low : low;
    high = others_high > high ? others_high : high;
    if (histogram_fit(futures, series, low, high, problem) < 0)
        return PROBLEM_MEMORY;
    const uint32_t *bins = other->histogram[series] + (others_low - other->histogram_from[series]);
    for (int32_t v = others_low; v < others_high; v++)
        futures->histogram[series][v - low] += bins[v - others_low];
    return 0;
}

int flow_futures_join(struct flow_futures *futures, const struct flow_futures *other, struct problem *problem)
{
    const int64_t months = futures->months, cells = months * futures->replicates;
    for (int64_t i = 0; i < futures->series; i++)
        if (histogram_join(futures, other, i, problem) < 0)
            return PROBLEM_MEMORY;
    for (int64_t i = 0; i < cells * futures->states; i++)
        futures->nights[i] += other->nights[i];
    for (int64_t i = 0; i < cells; i++) {
        futures->starts[i] += other->starts[i];
        futures->ceases[i] += other->ceases[i];
    }
    for (int64_t i = 0; i < months * futures->exits; i++)
        futures->exits_sum[i] += other->exits_sum[i];
    for (int64_t i = 0; i < months; i++)
        futures->starts_marked_sum[i] += other->starts_marked_sum[i];
    return 0;
}

void flow_futures_clear(struct flow_futures *futures)
{
    arena_clear(&futures->arena);
    *futures = (struct flow_futures){0};
}
