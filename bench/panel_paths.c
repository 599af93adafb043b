#include "panel_paths.h"

#include <string.h>

#include "flow/replicate.h"

enum { MONTHS = 12 * PATHS_YEARS };

struct simulation {
    const struct flow_system *system;
    const struct flow_posterior *posterior;
    const struct flow_levels *levels;
    struct chance_key key;
    struct flow_months months;
    struct flow_cohort cohort;
    struct flow_tables tables;
    struct flow_pace pace;
    struct flow_arrivals arrivals;
    struct flow_tally tally;
    enum paths_figure of_state[FLOW_STATES_MAX]; /* the placement that a state counts in */
    struct arena arena;
};

const char *paths_figure_name(enum paths_figure figure)
{
    static const char *const names[PATHS_FIGURES] = {"stock", "starts", "ceases",  "foster",
                                                     "homes", "rest",   "parents", "adoption"};
    return names[figure];
}

static void group_states(struct simulation *simulation)
{
    static const struct {
        const char *state;
        enum paths_figure figure;
    } told[] = {{"connected_carer", PATHS_FOSTER}, {"foster_inhouse", PATHS_FOSTER}, {"foster_agency", PATHS_FOSTER},
                {"home_inhouse", PATHS_HOMES},     {"home_external", PATHS_HOMES},   {"secure", PATHS_HOMES},
                {"parents", PATHS_PARENTS},        {"adoption", PATHS_ADOPTION}};
    for (int32_t s = 0; s < simulation->system->states; s++) {
        simulation->of_state[s] = PATHS_REST;
        for (size_t i = 0; i < sizeof told / sizeof *told; i++)
            if (strcmp(simulation->system->state[s], told[i].state) == 0)
                simulation->of_state[s] = told[i].figure;
    }
}

static int open_simulation(const struct flow_histories *histories, struct simulation *simulation, struct problem *problem)
{
    const day start = histories->observed_to - 1;
    int code = flow_months_make(start, MONTHS, &simulation->arena, &simulation->months, problem);
    if (code == 0)
        code = flow_tables_build(simulation->system, &simulation->posterior->rates[0], &simulation->tables, problem);
    if (code == 0)
        code = flow_cohort_make(&simulation->tables, histories, start, simulation->months.end[MONTHS - 1],
                                &simulation->arena, &simulation->cohort, problem);
    if (code == 0)
        code = flow_tally_make(simulation->system, &simulation->months, &simulation->arena, &simulation->tally, problem);
    if (code == 0)
        code = flow_pace_make(simulation->system, &simulation->months, &simulation->arena, &simulation->pace, problem);
    return code;
}

/* Adds the flows of a month, and at a year's end the stock. */
static void count_month(const struct simulation *simulation, const struct flow_census *census, int32_t month, int32_t path,
                        struct paths_values *out)
{
    const int32_t year = month / 12;
    for (int32_t b = 0; b < simulation->system->age.count; b++)
        for (int32_t s = 0; s < simulation->system->states; s++) {
            const struct flow_tally_cell *cell = flow_tally_at(&simulation->tally, month, b, s);
            out->value[PATHS_STARTS][year][path] += cell->starts;
            out->value[PATHS_CEASES][year][path] += cell->ceases;
            if (month % 12 != 11)
                continue;
            out->value[PATHS_STOCK][year][path] += census->stock[b][s];
            out->value[simulation->of_state[s]][year][path] += census->stock[b][s];
        }
}

static int run_path(struct simulation *simulation, int32_t path, struct paths_values *out, struct problem *problem)
{
    struct flow_census census = simulation->cohort.census;
    flow_pace_take(&simulation->pace, &simulation->tables, simulation->levels, path);
    const int code = flow_replicate_run(&simulation->pace, &simulation->arrivals, simulation->levels, &simulation->cohort,
                                        simulation->key, (uint32_t)path, FLOW_GAIT_BEST, &simulation->tally, problem);
    for (int32_t m = 0; m < MONTHS && code == 0; m++) {
        flow_tally_census(&simulation->tally, m, &census);
        count_month(simulation, &census, m, path, out);
    }
    return code;
}

int paths_simulate(const struct flow_system *system, const struct flow_histories *histories,
                   const struct flow_posterior *posterior, const struct flow_levels *levels, uint64_t seed,
                   uint32_t authority, int32_t paths, struct paths_values *out, struct problem *problem)
{
    struct simulation simulation = {
        .system = system, .posterior = posterior, .levels = levels, .key = chance_key_of(seed, authority)};
    memset(out, 0, sizeof *out);
    out->paths = paths;
    group_states(&simulation);
    int code = open_simulation(histories, &simulation, problem);
    /* The paths of a draw together: its tables are built once. */
    for (int32_t draw = 0; draw < posterior->draws && code == 0; draw++) {
        bool built = false;
        for (int32_t path = 0; path < paths && code == 0; path++) {
            if (flow_posterior_draw_of(posterior, path) != draw)
                continue;
            if (!built) {
                code = flow_tables_build(system, &posterior->rates[draw], &simulation.tables, problem);
                flow_arrivals_build(system, &posterior->entries[draw], &simulation.arrivals);
                built = true;
            }
            if (code == 0)
                code = run_path(&simulation, path, out, problem);
        }
    }
    flow_tables_clear(&simulation.tables);
    arena_clear(&simulation.arena);
    return code;
}
