#include "flow/rates.h"

#include <string.h>

#include "chance/draw.h"

/* The weak prior of what the national prior says cannot happen but did: see rates.h. */
static const double weak_shape = 0.5, weak_rate_per_day = 0.01 / FLOW_YEAR_DAYS, weak_factor = 0.1;

/* Nights at risk by (state, age, time in system), each weighed by its factor of time in state. */
struct at_risk {
    double nights[FLOW_STATES_MAX][FLOW_BANDS_MAX][FLOW_BANDS_MAX];
};

static int32_t destinations_of(const struct flow_system *system)
{
    return system->states + system->exits;
}

void flow_rates_prior(const struct flow_system *system, struct flow_rates *out)
{
    *out = (struct flow_rates){0};
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < destinations_of(system); d++)
            out->base[s][d] = system->prior_rate[s][d] / FLOW_YEAR_DAYS;
    memcpy(out->by_age, system->prior_by_age, sizeof out->by_age);
    memcpy(out->by_time_in_system, system->prior_by_time_in_system, sizeof out->by_time_in_system);
    memcpy(out->by_time_in_state, system->prior_by_time_in_state, sizeof out->by_time_in_state);
}

double flow_rates_expected(const struct flow_system *system, const struct flow_rates *rates,
                           const struct flow_exposure *exposure, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t a = 0; a < system->age.count; a++)
        for (int32_t c = 0; c < system->time_in_system.count; c++)
            for (int32_t q = 0; q < system->time_in_state.count; q++)
                sum +=
                    flow_rate(system, rates, from, to, a, c, q) * (double)exposure->nights[flow_cell(system, from, a, c, q)];
    return sum;
}

/* Adds the cells of one age and time in system, one after another and all sums side by side. A cell without nights would add
 * 0 to each. */
static void expect_cells(const struct flow_rates *rates, const struct flow_destinations *to, const int32_t band[2],
                         const double *in_state, int32_t times, const int64_t *nights, double *expected)
{
    double level[FLOW_DESTINATIONS_MAX];
    for (int32_t i = 0; i < to->count; i++) {
        const int32_t d = to->id[i];
        level[i] = rates->base[to->from][d] * rates->by_age[d][band[0]] * rates->by_time_in_system[d][band[1]];
    }
    for (int32_t q = 0; q < times; q++) {
        const double factor = in_state[q], there = (double)nights[q];
        if (nights[q] == 0)
            continue;
        for (int32_t i = 0; i < to->count; i++)
            expected[i] += level[i] * factor * there;
    }
}

void flow_rates_expected_of(const struct flow_system *system, const struct flow_rates *rates,
                            const struct flow_exposure *exposure, const struct flow_destinations *to, double *expected)
{
    const double *in_state = rates->by_time_in_state[system->group_of[to->from]];
    for (int32_t i = 0; i < to->count; i++)
        expected[i] = 0;
    for (int32_t a = 0; a < system->age.count; a++)
        for (int32_t c = 0; c < system->time_in_system.count; c++)
            expect_cells(rates, to, (const int32_t[2]){a, c}, in_state, system->time_in_state.count,
                         exposure->nights + flow_cell(system, to->from, a, c, 0), expected);
}

/* Adds the events of one cell to every base rate and factor that bears on it. */
static void gather_cell(const struct flow_system *system, const int64_t *events, const int32_t band[3], int32_t state,
                        struct flow_rates *out)
{
    for (int32_t d = 0; d < destinations_of(system); d++) {
        const double count = (double)events[d];
        out->base[state][d] += count;
        out->by_age[d][band[0]] += count;
        out->by_time_in_system[d][band[1]] += count;
        out->by_time_in_state[system->group_of[state]][band[2]] += count;
    }
}

static void gather_events(const struct flow_system *system, const struct flow_exposure *exposure, struct flow_rates *out)
{
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            for (int32_t c = 0; c < system->time_in_system.count; c++)
                for (int32_t q = 0; q < system->time_in_state.count; q++) {
                    const int64_t cell = flow_cell(system, s, a, c, q);
                    const int32_t band[3] = {a, c, q};
                    gather_cell(system, exposure->events + cell * exposure->destinations, band, s, out);
                }
}

/* The Gamma prior of each of `count` numbers: its centre with the strength, or weak, or none at all. */
static void gather_prior(const double *centre, double strength, double weak_centre, const double *events, int32_t count,
                         double *shape, double *rate)
{
    for (int32_t i = 0; i < count; i++) {
        const bool weak = !(centre[i] > 0);
        shape[i] = !weak ? strength : events[i] > 0 ? weak_shape : 0;
        rate[i] = shape[i] / (weak ? weak_centre : centre[i]);
    }
}

void flow_evidence_gather(const struct flow_system *system, const struct flow_exposure *exposure, struct flow_evidence *out)
{
    struct flow_rates centre;
    flow_rates_prior(system, &centre);
    *out = (struct flow_evidence){.system = system, .exposure = exposure};
    gather_events(system, exposure, &out->events);
    for (int32_t s = 0; s < system->states; s++)
        gather_prior(centre.base[s], system->strength_rate, weak_rate_per_day, out->events.base[s], destinations_of(system),
                     out->shape.base[s], out->rate.base[s]);
    for (int32_t d = 0; d < destinations_of(system); d++) {
        gather_prior(centre.by_age[d], system->strength_factor, weak_factor, out->events.by_age[d], system->age.count,
                     out->shape.by_age[d], out->rate.by_age[d]);
        gather_prior(centre.by_time_in_system[d], system->strength_factor, weak_factor, out->events.by_time_in_system[d],
                     system->time_in_system.count, out->shape.by_time_in_system[d], out->rate.by_time_in_system[d]);
    }
    for (int32_t g = 0; g < system->groups; g++)
        gather_prior(centre.by_time_in_state[g], system->strength_factor, weak_factor, out->events.by_time_in_state[g],
                     system->time_in_state.count, out->shape.by_time_in_state[g], out->rate.by_time_in_state[g]);
}

/* The factor given the rest: its conditional mean, or a draw. */
static double conditional(double shape, double rate, struct chance_stream *stream)
{
    if (!(shape > 0))
        return 0;
    return (stream ? chance_gamma(stream, shape) : shape) / rate;
}

static void weigh_nights(const struct flow_evidence *evidence, const struct flow_rates *rates, struct at_risk *out)
{
    const struct flow_system *system = evidence->system;
    for (int32_t s = 0; s < system->states; s++) {
        const double *factor = rates->by_time_in_state[system->group_of[s]];
        for (int32_t a = 0; a < system->age.count; a++)
            for (int32_t c = 0; c < system->time_in_system.count; c++) {
                const int64_t *nights = evidence->exposure->nights + flow_cell(system, s, a, c, 0);
                double sum = 0;
                for (int32_t q = 0; q < system->time_in_state.count; q++)
                    sum += (double)nights[q] * factor[q];
                out->nights[s][a][c] = sum;
            }
    }
}

static void update_base(const struct flow_evidence *evidence, const struct at_risk *at_risk, struct chance_stream *stream,
                        struct flow_rates *rates)
{
    const struct flow_system *system = evidence->system;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < destinations_of(system); d++) {
            double expected = 0;
            for (int32_t a = 0; a < system->age.count; a++) {
                double sum = 0;
                for (int32_t c = 0; c < system->time_in_system.count; c++)
                    sum += at_risk->nights[s][a][c] * rates->by_time_in_system[d][c];
                expected += sum * rates->by_age[d][a];
            }
            const double prior = evidence->shape.base[s][d];
            rates->base[s][d] = conditional(prior > 0 ? prior + evidence->events.base[s][d] : 0,
                                            evidence->rate.base[s][d] + expected, stream);
        }
}

/* Both factors of a destination: by age given time in system, then by time in system given age. */
static void update_destination(const struct flow_evidence *evidence, const struct at_risk *at_risk, int32_t d,
                               struct chance_stream *stream, struct flow_rates *rates)
{
    const struct flow_system *system = evidence->system;
    const int32_t ages = system->age.count, times = system->time_in_system.count;
    double flow[FLOW_BANDS_MAX][FLOW_BANDS_MAX] = {{0}}; /* events expected were both factors 1 */
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < ages; a++)
            for (int32_t c = 0; c < times; c++)
                flow[a][c] += rates->base[s][d] * at_risk->nights[s][a][c];
    for (int32_t a = 0; a < ages; a++) {
        double expected = 0;
        for (int32_t c = 0; c < times; c++)
            expected += flow[a][c] * rates->by_time_in_system[d][c];
        const double prior = evidence->shape.by_age[d][a];
        rates->by_age[d][a] = conditional(prior > 0 ? prior + evidence->events.by_age[d][a] : 0,
                                          evidence->rate.by_age[d][a] + expected, stream);
    }
    for (int32_t c = 0; c < times; c++) {
        double expected = 0;
        for (int32_t a = 0; a < ages; a++)
            expected += flow[a][c] * rates->by_age[d][a];
        const double prior = evidence->shape.by_time_in_system[d][c];
        rates->by_time_in_system[d][c] = conditional(prior > 0 ? prior + evidence->events.by_time_in_system[d][c] : 0,
                                                     evidence->rate.by_time_in_system[d][c] + expected, stream);
    }
}

/* The rate of leaving a state by all ways together, without the factor of time in state. */
static double leaving(const struct flow_system *system, const struct flow_rates *rates, int32_t s, int32_t a, int32_t c)
{
    double sum = 0;
    for (int32_t d = 0; d < destinations_of(system); d++)
        sum += rates->base[s][d] * rates->by_age[d][a] * rates->by_time_in_system[d][c];
    return sum;
}

static void update_time_in_state(const struct flow_evidence *evidence, struct chance_stream *stream,
                                 struct flow_rates *rates)
{
    const struct flow_system *system = evidence->system;
    double expected[FLOW_GROUPS_MAX][FLOW_BANDS_MAX] = {{0}};
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            for (int32_t c = 0; c < system->time_in_system.count; c++) {
                const int64_t *nights = evidence->exposure->nights + flow_cell(system, s, a, c, 0);
                const double rate = leaving(system, rates, s, a, c);
                for (int32_t q = 0; q < system->time_in_state.count; q++)
                    expected[system->group_of[s]][q] += (double)nights[q] * rate;
            }
    for (int32_t g = 0; g < system->groups; g++)
        for (int32_t q = 0; q < system->time_in_state.count; q++) {
            const double prior = evidence->shape.by_time_in_state[g][q];
            rates->by_time_in_state[g][q] = conditional(prior > 0 ? prior + evidence->events.by_time_in_state[g][q] : 0,
                                                        evidence->rate.by_time_in_state[g][q] + expected[g][q], stream);
        }
}

static void sweep(const struct flow_evidence *evidence, int32_t sweeps, struct chance_stream *stream,
                  struct flow_rates *rates)
{
    struct at_risk at_risk;
    for (int32_t i = 0; i < sweeps; i++) {
        weigh_nights(evidence, rates, &at_risk);
        update_base(evidence, &at_risk, stream, rates);
        for (int32_t d = 0; d < destinations_of(evidence->system); d++)
            update_destination(evidence, &at_risk, d, stream, rates);
        update_time_in_state(evidence, stream, rates);
    }
}

/* Where the prior is 0 and an event was seen, a sweep must start above 0, else it stays there. */
static void start_above_zero(double *value, const double *shape, const double *rate, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (!(value[i] > 0) && shape[i] > 0)
            value[i] = shape[i] / rate[i];
}

void flow_rates_settle(const struct flow_evidence *evidence, int32_t sweeps, struct flow_rates *rates)
{
    for (int32_t s = 0; s < FLOW_STATES_MAX; s++)
        start_above_zero(rates->base[s], evidence->shape.base[s], evidence->rate.base[s], FLOW_DESTINATIONS_MAX);
    for (int32_t d = 0; d < FLOW_DESTINATIONS_MAX; d++) {
        start_above_zero(rates->by_age[d], evidence->shape.by_age[d], evidence->rate.by_age[d], FLOW_BANDS_MAX);
        start_above_zero(rates->by_time_in_system[d], evidence->shape.by_time_in_system[d],
                         evidence->rate.by_time_in_system[d], FLOW_BANDS_MAX);
    }
    for (int32_t g = 0; g < FLOW_GROUPS_MAX; g++)
        start_above_zero(rates->by_time_in_state[g], evidence->shape.by_time_in_state[g], evidence->rate.by_time_in_state[g],
                         FLOW_BANDS_MAX);
    sweep(evidence, sweeps, NULL, rates);
}

void flow_rates_sample(const struct flow_evidence *evidence, int32_t sweeps, struct chance_stream *stream,
                       struct flow_rates *rates)
{
    sweep(evidence, sweeps, stream, rates);
}
