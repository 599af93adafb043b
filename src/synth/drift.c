#include "synth/drift.h"

#include <string.h>

#include "chance/draw.h"
#include "chance/special.h"
#include "synth/luck.h"

enum { QUARTER_MONTHS = 3 };

/* The walk of one series: half of the yearly standard deviation a step, as four quarters make a year's variance. */
static void walk(uint64_t seed, double sd, int32_t series, int32_t quarters, double *level)
{
    struct chance_stream luck;
    chance_stream_start(&luck, chance_key_of(seed, SYNTH_AUTHORITY), (uint32_t)series, 0, CHANCE_SYNTHETIC_DRIFT);
    level[0] = 0;
    for (int32_t q = 1; q < quarters; q++)
        level[q] = level[q - 1] + sd / 2 * chance_normal(&luck);
}

void synth_drift_make(uint64_t seed, double sd, day opens, day horizon, struct synth_drift *out)
{
    *out = (struct synth_drift){.sd = sd, .from = calendar_month(opens)};
    if (sd <= 0)
        return;
    int32_t quarters = (calendar_month(horizon) - out->from) / QUARTER_MONTHS + 1;
    out->quarters = quarters < SYNTH_QUARTERS_MAX ? quarters : SYNTH_QUARTERS_MAX;
    for (int32_t series = 0; series < SYNTH_DRIFT_SERIES; series++)
        walk(seed, sd, series, out->quarters, out->level[series]);
}

int32_t synth_drift_quarter(const struct synth_drift *drift, day on)
{
    int32_t months = calendar_month(on) - drift->from;
    if (drift->quarters == 0 || months < 0)
        return -1;
    int32_t quarter = months / QUARTER_MONTHS;
    return quarter < drift->quarters ? quarter : drift->quarters - 1;
}

day synth_drift_first_day(const struct synth_drift *drift, int32_t quarter)
{
    return calendar_month_start(drift->from + quarter * QUARTER_MONTHS);
}

day synth_drift_last_day(const struct synth_drift *drift, int32_t quarter)
{
    if (quarter + 1 >= drift->quarters)
        return DAY_OPEN;
    return calendar_month_start(drift->from + (quarter + 1) * QUARTER_MONTHS) - 1;
}

double synth_drift_factor(const struct synth_drift *drift, enum synth_series series, int32_t quarter)
{
    return quarter < 0 ? 1 : chance_exp(drift->level[series][quarter]);
}

/* Whether the destination is a state of the group `residential`. */
static bool is_home(const struct flow_system *system, int32_t destination)
{
    return destination < system->states && strcmp(system->group[system->group_of[destination]], "residential") == 0;
}

static bool is_way_home(const struct flow_system *system, int32_t destination)
{
    static const char *const exits[] = {"home", "sgo", "cao"};
    for (size_t i = 0; i < sizeof exits / sizeof *exits; i++)
        if (destination == system->states + flow_exit_named(system, exits[i]) && destination >= system->states)
            return true;
    return false;
}

/* The series of going from one state to a destination; SYNTH_DRIFT_SERIES when it does not drift. */
static enum synth_series series_of(const struct flow_system *system, int32_t from, int32_t to)
{
    if (is_home(system, from))
        return is_home(system, to) ? SYNTH_DRIFT_SERIES : SYNTH_DRIFT_OUT_OF_HOMES;
    if (is_home(system, to))
        return SYNTH_DRIFT_INTO_HOMES;
    return is_way_home(system, to) ? SYNTH_DRIFT_HOME : SYNTH_DRIFT_SERIES;
}

void synth_drift_rates(const struct synth_drift *drift, int32_t quarter, const struct flow_system *system,
                       const struct flow_rates *rates, struct flow_rates *out)
{
    *out = *rates;
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t d = 0; d < system->states + system->exits; d++) {
            enum synth_series series = series_of(system, s, d);
            if (series != SYNTH_DRIFT_SERIES)
                out->base[s][d] *= synth_drift_factor(drift, series, quarter);
        }
}
