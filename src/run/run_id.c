#include "run/run_id.h"

#include <inttypes.h>

#include "base/text.h"
#include "care/panel_prior.h"
#include "casebook/code_meaning.h"
#include "casebook/import.h"
#include "run/rates.h"

/* %a prints every bit of a double in the same way everywhere. */
static void add_doubles(struct text *out, const double *values, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        text_format(out, "%a ", values[i]);
    text_append_char(out, '\n');
}

static void add_bands(struct text *out, const struct flow_bands *bands)
{
    for (int32_t i = 0; i < bands->count; i++)
        text_format(out, "%d %s ", bands->from[i], bands->name[i]);
    text_append_char(out, '\n');
}

static void add_prior(struct text *out, const struct flow_system *flow)
{
    int32_t destinations = flow->states + flow->exits;
    for (int32_t state = 0; state < flow->states; state++)
        add_doubles(out, flow->prior_rate[state], destinations);
    for (int32_t to = 0; to < destinations; to++) {
        add_doubles(out, flow->prior_by_age[to], flow->age.count);
        add_doubles(out, flow->prior_by_time_in_system[to], flow->time_in_system.count);
    }
    for (int32_t group = 0; group < flow->groups; group++)
        add_doubles(out, flow->prior_by_time_in_state[group], flow->time_in_state.count);
    const double weights[] = {flow->strength_rate,         flow->strength_factor,  flow->strength_strata,
                              flow->strength_first_state,  flow->prior_dispersion, flow->strength_dispersion,
                              flow->prior_entries_per_year};
    add_doubles(out, weights, (int32_t)(sizeof weights / sizeof *weights));
}

static void add_strata(struct text *out, const struct flow_system *flow)
{
    for (int32_t i = 0; i < flow->strata; i++) {
        const struct flow_stratum *stratum = &flow->stratum[i];
        text_format(out, "%s %d %d %d %a ", stratum->name, stratum->from_days, stratum->to_days, stratum->marked,
                    stratum->prior_share);
        add_doubles(out, stratum->prior_first_state, flow->states);
    }
}

static void add_system(struct text *out, const struct care_system *system)
{
    const struct flow_system *flow = &system->flow;
    for (int32_t i = 0; i < flow->states; i++)
        text_format(out, "%s %d\n", flow->state[i], flow->group_of[i]);
    for (int32_t i = 0; i < flow->exits; i++)
        text_format(out, "%s\n", flow->exit[i]);
    text_format(out, "final %d %d\n", flow->final_age, flow->final_exit);
    for (int32_t i = 0; i < flow->exits; i++)
        text_append(out, flow->drifting_exit[i] ? "drifts " : "steady ");
    text_format(out, "%d\n", flow->drifting_group);
    add_bands(out, &flow->age);
    add_bands(out, &flow->time_in_system);
    add_bands(out, &flow->time_in_state);
    add_strata(out, flow);
    add_prior(out, flow);
    for (int32_t i = 0; i < system->place_rules; i++) {
        const struct care_place_rule *rule = &system->place_rule[i];
        text_format(out, "%" PRIx64 " %" PRIx64 " %d %d", rule->place, rule->provider, rule->state, rule->temporary);
        for (int32_t k = 0; k < CARE_FOLLOWS_MAX; k++)
            text_format(out, " %" PRIx64, rule->follows[k]);
        text_append_char(out, '\n');
    }
    for (int32_t i = 0; i < system->exit_rules; i++)
        text_format(out, "%" PRIx64 " %d\n", system->exit_rule[i].rec, system->exit_rule[i].exit);
    text_format(out, "otherwise %d %d\n", system->state_otherwise, system->exit_otherwise);
}

static void add_drift_prior(struct text *out, const struct drift_prior *prior)
{
    const double shared[] = {prior->level_sd, prior->season_sd};
    add_doubles(out, shared, 2);
    for (int32_t i = 0; i < prior->points; i++) {
        const struct drift_point *point = &prior->point[i];
        const double values[] = {point->slow, point->fast, point->dispersion, point->trend, prior->weight[i]};
        text_format(out, "%d ", (int)point->family);
        add_doubles(out, values, 5);
    }
}

static void add_drift(struct text *out, double own_growth)
{
    text_format(out, "own growth %a\n", own_growth);
    for (int32_t k = 0; k < FLOW_SERIES; k++)
        add_drift_prior(out, care_panel_prior((enum flow_series)k));
}

static void add_tariff(struct text *out, const struct tariff *tariff)
{
    for (int32_t i = 0; i < tariff->states; i++) {
        const struct tariff_line *line = &tariff->line[i];
        text_format(out, "price %d %d %" PRId64 " %d %d %d %s\n", i, line->given, line->per_week.pence, line->price_year,
                    line->uplift, line->published, line->source);
    }
}

/* The rule that a meaning makes is in the care system; its reason stands in table A1, as the source of a price does. */
static int add_meaning(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    (void)problem;
    text_format(self, "meaning %s %s %s\n", meaning->code, meaning->state, meaning->reason);
    return 0;
}

static int finish(struct text *inputs, char id[RUN_ID_SIZE], struct problem *problem)
{
    int code = text_check(inputs, problem);
    if (code == 0)
        casebook_hash(text_string(inputs), inputs->length, id);
    text_clear(inputs);
    return code;
}

int run_id_of_system(const struct care_system *system, char id[RUN_ID_SIZE], struct problem *problem)
{
    struct text inputs = {0};
    add_system(&inputs, system);
    return finish(&inputs, id, problem);
}

int run_id_of_drift(char id[RUN_ID_SIZE], struct problem *problem)
{
    struct text inputs = {0};
    add_drift(&inputs, RATES_OWN_GROWTH);
    return finish(&inputs, id, problem);
}

int run_id_make(struct casebook *casebook, const struct gathered *gathered, const struct run_forecast_options *options,
                char id[RUN_ID_SIZE], struct problem *problem)
{
    char content[RUN_ID_SIZE];
    if (casebook_content_hash(&gathered->records, content, problem) < 0)
        return problem->code;
    const struct casebook_settings *settings = casebook_settings(casebook);
    struct text inputs = {0};
    text_format(&inputs, "engine %s\ncontent %s\n", RUN_ENGINE_VERSION, content);
    text_format(&inputs, "council %s %s\npopulation %" PRId64 " %d %s\n", settings->authority, settings->council,
                settings->population, settings->population_year, settings->population_source);
    text_format(&inputs, "as_at %d months %d paths %d seed %" PRIu64 "\n", options->as_at, options->months, options->paths,
                options->seed);
    add_system(&inputs, casebook_system(casebook));
    add_drift(&inputs, RATES_OWN_GROWTH);
    add_tariff(&inputs, casebook_tariff(casebook));
    if (casebook_each_code_meaning(casebook, add_meaning, &inputs, problem) < 0) {
        text_clear(&inputs);
        return problem->code;
    }
    return finish(&inputs, id, problem);
}

int run_id_of_basis(struct casebook *casebook, const struct care_records *records, double own_growth, char id[RUN_ID_SIZE],
                    struct problem *problem)
{
    char content[RUN_ID_SIZE];
    if (casebook_content_hash(records, content, problem) < 0)
        return problem->code;
    struct text inputs = {0};
    text_format(&inputs, "basis\nengine %s\ncontent %s\nauthority %s\n", RUN_ENGINE_VERSION, content,
                casebook_settings(casebook)->authority);
    add_system(&inputs, casebook_system(casebook));
    add_drift(&inputs, own_growth);
    add_tariff(&inputs, casebook_tariff(casebook));
    return finish(&inputs, id, problem);
}

int run_id_of_backtest(const char *basis, day as_at, const struct run_backtest_options *options, char id[RUN_ID_SIZE],
                       struct problem *problem)
{
    struct text inputs = {0};
    text_format(&inputs, "backtest %s as_at %d origins %d horizon %d paths %d seed %" PRIu64 "\n", basis, as_at,
                options->origins, options->horizon, options->paths, options->seed);
    for (int32_t year = CARE_PANEL_PRIOR_FIRST; year <= calendar_year(as_at); year++)
        for (int32_t k = 0; k < FLOW_SERIES; k++) {
            const struct drift_prior prior = care_panel_prior_of(year, (enum flow_series)k);
            add_drift_prior(&inputs, &prior);
        }
    return finish(&inputs, id, problem);
}
