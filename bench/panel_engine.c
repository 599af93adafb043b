/*
 * panel_engine ORIGIN SEED FILE [COUNCILS]: what the engine would have forecast of England's authorities on 31 March of that
 * year, as samples (samples.h) behind those that FILE holds already: a run that was broken off goes on.
 *
 * Every authority whose figures tell enough becomes a council of made-up children (panel_council.h); its returns of two
 * years are told, read into histories, learnt from and walked on for three years by the same code as a council's own. With
 * COUNCILS, only so many, spread over the list: to see whether it works.
 *
 *     stock, starts, ceases, foster, homes, rest, parents, adoption     as published on or in the year to 31 March
 *     homes_places      homes, grown as England's registered places grew in the five years before (Ofsted): the national
 * trend as an assumption, for nothing in a council's own records knows of it stock_own, starts_own, ceases_own     without
 * what all councils have in common match_…           of the council itself, one value, year ORIGIN: how it was matched; in
 * thousandths where it is no count
 *
 * Starts are scaled to published ones, which count a child once a year. Everything comes from panel_view_read(ORIGIN).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "panel_council.h"
#include "panel_paths.h"
#include "samples.h"

enum { PATHS = 256, DRAWS = 64, SWEEPS_BEFORE = 50, SWEEPS_BETWEEN = 2, MONTHS = 12 * PATHS_YEARS };

/* How much of its own flows' growth a council keeps (flow/levels.h); and the share of every level's variance that is common
 * to all: an assumption that gives the stock's error a common share near 10, 15 and 19% one to three years ahead. */
static const double own_growth = 0.1, common = 0.2;

struct engine {
    struct panel_view view;
    struct panel_nation nation;
    struct paths_values together, alone;
    FILE *out;
};

/* Learns from a council and walks its paths, with and without the common part. */
static int forecast(struct engine *engine, const struct panel_council *council, struct problem *problem)
{
    const struct flow_system *system = &engine->nation.system.flow;
    const uint32_t number = (uint32_t)council->number;
    const struct flow_fit_plan fit = {.seed = engine->nation.seed,
                                      .authority = number,
                                      .draws = DRAWS,
                                      .sweeps_before = SWEEPS_BEFORE,
                                      .sweeps_between = SWEEPS_BETWEEN};
    struct flow_levels_plan plan = {.seed = engine->nation.seed,
                                    .authority = number,
                                    .months = MONTHS,
                                    .replicates = PATHS,
                                    .start = council->histories.observed_to - 1,
                                    .own_growth = own_growth,
                                    .common = common};
    struct flow_exposure exposure = {0};
    struct flow_posterior posterior = {0};
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        plan.prior[k] = &engine->nation.prior[k];
    int code = flow_exposure_count(system, &council->histories, &exposure, problem);
    if (code == 0)
        code = flow_posterior_fit(system, &exposure, &fit, NULL, &posterior, problem);
    for (int32_t alone = 0; alone < 2 && code == 0; alone++) {
        struct flow_levels levels = {0};
        plan.alone = alone;
        code = flow_levels_draw(system, &council->histories, &exposure, &posterior, &plan, NULL, &levels, problem);
        if (code == 0)
            code = paths_simulate(system, &council->histories, &posterior, &levels, engine->nation.seed, number, PATHS,
                                  alone ? &engine->alone : &engine->together, problem);
        flow_levels_clear(&levels);
    }
    flow_posterior_clear(&posterior);
    flow_exposure_clear(&exposure);
    return code;
}

static void write_scaled(struct engine *engine, int32_t council, const char *quantity, int32_t year, const int32_t *value,
                         double factor)
{
    int32_t scaled[PATHS];
    for (int32_t r = 0; r < PATHS; r++)
        scaled[r] = (int32_t)lround(value[r] * factor);
    samples_write(engine->out, council, quantity, year, PATHS, scaled);
}

/* England's registered places in children's homes: yearly growth over the five years to the newest that is known. */
static double places_growth(const struct panel_view *view)
{
    const int32_t england = published_named(&view->areas, "England");
    for (int32_t year = view->to; year > view->to - 5; year--) {
        const int32_t now = published_figure(&view->areas, england, PUBLISHED_HOME_PLACES, year),
                      before = published_figure(&view->areas, england, PUBLISHED_HOME_PLACES, year - 5);
        if (now > 0 && before > 0)
            return pow((double)now / before, 0.2);
    }
    return 1;
}

static void write_one(struct engine *engine, const struct panel_council *council, const char *quantity, double value)
{
    const int32_t whole = (int32_t)lround(value);
    samples_write(engine->out, council->number, quantity, engine->view.to, 1, &whole);
}

/* How the council was matched; the last line tells that the council is done. */
static void write_match(struct engine *engine, const struct panel_council *council)
{
    static const enum synth_like_kind aged[] = {SYNTH_LIKE_AGED_UNDER_1, SYNTH_LIKE_AGED_1_TO_4, SYNTH_LIKE_AGED_5_TO_9,
                                                SYNTH_LIKE_AGED_10_TO_15, SYNTH_LIKE_AGED_16_OVER};
    write_one(engine, council, "match_k", 1000 * council->match.k);
    write_one(engine, council, "match_e", 1000 * council->match.e);
    write_one(engine, council, "match_u", 1000 * council->match.u);
    write_one(engine, council, "match_clipped", council->match.clipped);
    write_one(engine, council, "match_stock", 1e6 * fabs(council->match.stock - 1));
    write_one(engine, council, "match_young", 1e6 * fabs(council->match.young - 1));
    write_one(engine, council, "match_grown", 1e6 * fabs(council->match.grown - 1));
    write_one(engine, council, "match_exchanged", council->choice.exchanged);
    for (int32_t i = 0; i < 5; i++) {
        char quantity[SAMPLES_QUANTITY_MAX];
        snprintf(quantity, sizeof quantity, "match_aged_%d", i);
        write_one(engine, council, quantity, council->choice.got[aged[i]][PANEL_TOLD_YEARS]);
    }
    write_one(engine, council, "match_missed", council->choice.missed);
}

static void write_council(struct engine *engine, const struct panel_council *council)
{
    const double scale = council->starts_made > 0 ? council->starts_published / council->starts_made : 1,
                 growth = places_growth(&engine->view);
    for (int32_t y = 0; y < PATHS_YEARS; y++) {
        const int32_t year = engine->view.to + y + 1, number = council->number;
        for (int32_t k = 0; k < PATHS_FIGURES; k++)
            write_scaled(engine, number, paths_figure_name((enum paths_figure)k), year, engine->together.value[k][y],
                         k == PATHS_STARTS ? scale : 1);
        write_scaled(engine, number, "homes_places", year, engine->together.value[PATHS_HOMES][y], pow(growth, y + 1));
        write_scaled(engine, number, "stock_own", year, engine->alone.value[PATHS_STOCK][y], 1);
        write_scaled(engine, number, "starts_own", year, engine->alone.value[PATHS_STARTS][y], scale);
        write_scaled(engine, number, "ceases_own", year, engine->alone.value[PATHS_CEASES][y], 1);
    }
    write_match(engine, council);
    fflush(engine->out);
}

/* One authority from figures to samples. */
static int run_one(struct engine *engine, int32_t authority, struct problem *problem)
{
    struct panel_council council;
    int code = panel_council_make(&engine->nation, authority, &council, problem);
    if (code < 0)
        return code;
    code = forecast(engine, &council, problem);
    if (code == 0)
        write_council(engine, &council);
    panel_council_clear(&council);
    return code;
}

static int run_all(struct engine *engine, const struct samples *done, int32_t most, struct problem *problem)
{
    int32_t list[PUBLISHED_AUTHORITIES_MAX], told = 0;
    for (int32_t i = 0; i < engine->view.authorities.authorities; i++)
        if (panel_council_is_told(&engine->view, i))
            list[told++] = i;
    const int32_t count = most > 0 && most < told ? most : told;
    int code = 0;
    for (int32_t i = 0; i < count && code == 0; i++) {
        const int32_t authority = list[(int64_t)i * told / count];
        if (!samples_find(done, engine->view.authorities.authority[authority].number, "match_missed", engine->view.to))
            code = run_one(engine, authority, problem);
        if (i % 10 == 9 || i + 1 == count)
            fprintf(stderr, "engine %d, seed %d: %d of %d councils\n", engine->view.to, (int)engine->nation.seed, i + 1,
                    count);
    }
    return code;
}

/* Cuts off what stands behind the last whole council: it was broken off. */
static int cut_broken(const char *path)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    long whole = 0;
    if (!file)
        return 0; /* a new one */
    while (getline(&line, &room, file) > 0)
        if (strstr(line, "\tmatch_missed\t") && strchr(line, '\n'))
            whole = ftell(file);
    free(line);
    fclose(file);
    return truncate(path, whole);
}

/* Reads what FILE holds and opens it behind its last whole council. */
static int open_file(const char *path, struct samples *done, FILE **out)
{
    int code = cut_broken(path);
    *out = code < 0 ? NULL : fopen(path, "a");
    if (*out)
        return samples_read(path, done);
    fprintf(stderr, "panel_engine: %s cannot be written\n", path);
    return -1;
}

int main(int count, char **argument)
{
    static struct engine engine;
    struct samples done = {0};
    struct problem problem = {0};
    const int32_t origin = count >= 4 ? (int32_t)strtoll(argument[1], NULL, 10) : 0,
                  seed = count >= 4 ? (int32_t)strtoll(argument[2], NULL, 10) : 0;
    if (count < 4 || count > 5 || origin < 2022 || origin > 2027 || seed < 1) {
        fprintf(stderr, "usage: panel_engine ORIGIN SEED FILE [COUNCILS]: an origin from 2022 on\n");
        return 2;
    }
    if (panel_view_read(origin, &engine.view) < 0 || open_file(argument[3], &done, &engine.out) < 0)
        return 1;
    int code = panel_nation_open(&engine.view, (uint64_t)seed, &engine.nation, &problem);
    if (code == 0)
        fprintf(stderr, "nation %d: %ld families, farthest of England's figures %.1f%%\n", origin,
                (long)engine.nation.families.pool.units, 100 * engine.nation.worst);
    if (code == 0)
        code = run_all(&engine, &done, count == 5 ? (int32_t)strtoll(argument[4], NULL, 10) : 0, &problem);
    if (code < 0)
        fprintf(stderr, "panel_engine: %s\n", problem.text);
    fclose(engine.out);
    samples_clear(&done);
    panel_nation_clear(&engine.nation);
    panel_view_clear(&engine.view);
    return code < 0;
}
