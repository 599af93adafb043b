#include "flow/exposure.h"

#include <inttypes.h>
#include <string.h>

static day earlier(day a, day b)
{
    return a < b ? a : b;
}

static day later(day a, day b)
{
    return a > b ? a : b;
}

/* The birthdays of a person on which age bands begin; band 0 begins at birth. The one behind the last is the final birthday.
 */
struct birthdays {
    day band[FLOW_BANDS_MAX + 1];
};

static struct birthdays birthdays_of(const struct flow_system *system, day born)
{
    struct birthdays birthdays;
    birthdays.band[0] = born;
    for (int32_t b = 1; b < system->age.count; b++)
        birthdays.band[b] = calendar_birthday(born, system->age.from[b]);
    birthdays.band[system->age.count] = calendar_birthday(born, system->final_age);
    return birthdays;
}

/* The day on which the band after `band` begins for a clock that began on `origin`; DAY_OPEN for the last band. */
static day band_end(const struct flow_bands *bands, int32_t band, day origin)
{
    return band + 1 < bands->count ? origin + bands->from[band + 1] : DAY_OPEN;
}

static int32_t age_band(const struct flow_system *system, const struct birthdays *birthdays, day on)
{
    int32_t band = 0;
    while (band + 1 < system->age.count && on >= birthdays->band[band + 1])
        band++;
    return band;
}

/* The nights of a spell inside the window, split where any of the three clocks changes its band. */
static void count_nights(const struct flow_system *system, const struct birthdays *birthdays, int32_t state, day entered,
                         day from, day first, day end, int64_t *nights)
{
    int32_t age = age_band(system, birthdays, first);
    int32_t tis = flow_band(&system->time_in_system, first - entered);
    int32_t tip = flow_band(&system->time_in_state, first - from);
    for (day on = first; on < end;) {
        const day age_end = birthdays->band[age + 1];
        const day system_end = band_end(&system->time_in_system, tis, entered);
        const day state_end = band_end(&system->time_in_state, tip, from);
        const day until = earlier(earlier(age_end, system_end), earlier(state_end, end));
        nights[flow_cell(system, state, age, tis, tip)] += until - on;
        on = until;
        age += on == age_end;
        tis += on == system_end;
        tip += on == state_end;
    }
}

static int32_t event_cell(const struct flow_system *system, const struct birthdays *birthdays, int32_t state, day entered,
                          day from, day to)
{
    const day night = later(from, to - 1);
    return flow_cell(system, state, age_band(system, birthdays, night), flow_band(&system->time_in_system, night - entered),
                     flow_band(&system->time_in_state, night - from));
}

int32_t flow_stratum_of(const struct flow_system *system, int32_t age_days, bool marked)
{
    int32_t best = 0;
    int64_t least = INT64_MAX;
    for (int32_t i = 0; i < system->strata; i++) {
        const struct flow_stratum *stratum = &system->stratum[i];
        int64_t distance = 0;
        if (age_days < stratum->from_days)
            distance = stratum->from_days - age_days;
        else if (age_days >= stratum->to_days)
            distance = age_days - stratum->to_days + 1;
        if (stratum->marked != marked)
            distance += INT32_MAX; /* another kind only when there is none of its own */
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

/* Whole quarters of 1461/16 days (a quarter of 365.25) in so many days. */
static int32_t quarters_in(int64_t days)
{
    return (int32_t)(days * 16 / 1461);
}

static void count_entry(const struct flow_system *system, struct flow_exposure *out, int32_t stratum, int32_t state, day on)
{
    const int32_t quarter = quarters_in(out->observed_to - 1 - on);
    out->entries++;
    out->by_stratum[stratum]++;
    out->by_first_state[stratum * system->states + state]++;
    out->by_month[calendar_month(on) - out->first_month]++;
    if (quarter < out->quarters)
        out->by_quarter[stratum * out->quarters + quarter]++;
}

static void count_spell(const struct flow_system *system, const struct flow_histories *histories, int64_t i,
                        const struct birthdays *birthdays, struct flow_exposure *out)
{
    const int32_t state = histories->state[i], person = histories->person[i], next = histories->next[i];
    const day from = histories->from[i], to = histories->to[i], entered = histories->entered[i];
    const day final = birthdays->band[system->age.count];
    const day first = later(from, out->observed_from), end = earlier(earlier(to, out->observed_to), final);
    if (first < end)
        count_nights(system, birthdays, state, entered, from, first, end, out->nights);
    if (next != FLOW_CENSORED && to >= out->observed_from && to < out->observed_to && to < final) {
        const int32_t cell = event_cell(system, birthdays, state, entered, from, to);
        out->events[(int64_t)cell * out->destinations + next]++;
    }
    if (histories->first[i] && from >= out->observed_from && from < out->observed_to) {
        const day born = histories->born[person];
        count_entry(system, out, flow_stratum_of(system, from - born, histories->marked[person]), state, from);
    }
}

static int64_t *take(struct arena *arena, int64_t count)
{
    return arena_take(arena, (size_t)count * sizeof(int64_t));
}

static int exposure_make(const struct flow_system *system, day from, day to, struct flow_exposure *out,
                         struct problem *problem)
{
    *out = (struct flow_exposure){.observed_from = from,
                                  .observed_to = to,
                                  .cells = flow_cells(system),
                                  .destinations = system->states + system->exits,
                                  .strata = system->strata,
                                  .states = system->states,
                                  .first_month = calendar_month(from)};
    out->months = calendar_month(to - 1) - out->first_month + 1;
    out->quarters = quarters_in(to - from);
    out->nights = take(&out->arena, out->cells);
    out->events = take(&out->arena, (int64_t)out->cells * out->destinations);
    out->by_stratum = take(&out->arena, out->strata);
    out->by_quarter = take(&out->arena, (int64_t)out->strata * out->quarters);
    out->by_month = take(&out->arena, out->months);
    out->by_first_state = take(&out->arena, (int64_t)out->strata * out->states);
    if (out->nights && out->events && out->by_stratum && out->by_quarter && out->by_month && out->by_first_state)
        return 0;
    flow_exposure_clear(out);
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count the time at risk");
}

/* States and destinations were checked against the limits when added; the system may have fewer. */
static int check_states(const struct flow_system *system, const struct flow_histories *histories, struct problem *problem)
{
    const int32_t destinations = system->states + system->exits;
    for (int64_t i = 0; i < histories->spells; i++)
        if (histories->state[i] >= system->states || histories->next[i] >= destinations)
            return problem_set(problem, PROBLEM_INPUT,
                               "spell %" PRId64 " names a state or destination that the system %s has not", i, system->name);
    return 0;
}

int flow_exposure_count(const struct flow_system *system, const struct flow_histories *histories, struct flow_exposure *out,
                        struct problem *problem)
{
    *out = (struct flow_exposure){0};
    if (histories->observed_from >= histories->observed_to)
        return problem_set(problem, PROBLEM_INPUT, "the window of observation has no day in it");
    int code = check_states(system, histories, problem);
    if (code == 0)
        code = exposure_make(system, histories->observed_from, histories->observed_to, out, problem);
    if (code < 0)
        return code;
    struct birthdays birthdays = {0};
    int32_t person = -1;
    for (int64_t i = 0; i < histories->spells; i++) {
        if (histories->person[i] != person) {
            person = histories->person[i];
            birthdays = birthdays_of(system, histories->born[person]);
        }
        count_spell(system, histories, i, &birthdays, out);
    }
    return 0;
}

void flow_exposure_clear(struct flow_exposure *exposure)
{
    arena_clear(&exposure->arena);
    *exposure = (struct flow_exposure){0};
}

int64_t flow_exposure_nights(const struct flow_exposure *exposure, int32_t state)
{
    const int32_t cells = exposure->cells / exposure->states;
    int64_t sum = 0;
    for (int32_t cell = state * cells; cell < (state + 1) * cells; cell++)
        sum += exposure->nights[cell];
    return sum;
}

int64_t flow_exposure_events(const struct flow_exposure *exposure, int32_t state, int32_t destination)
{
    const int32_t cells = exposure->cells / exposure->states;
    int64_t sum = 0;
    for (int32_t cell = state * cells; cell < (state + 1) * cells; cell++)
        sum += exposure->events[(int64_t)cell * exposure->destinations + destination];
    return sum;
}

double flow_exposure_dispersion(const struct flow_exposure *exposure)
{
    const int32_t quarters = exposure->quarters;
    double sum = 0, squares = 0;
    for (int32_t q = 0; q < quarters; q++) {
        int64_t count = 0;
        for (int32_t i = 0; i < exposure->strata; i++)
            count += exposure->by_quarter[i * quarters + q];
        sum += (double)count;
        squares += (double)(count * count);
    }
    if (quarters < 2 || sum <= 0)
        return -1;
    return (squares - sum * sum / quarters) / (quarters - 1) / (sum / quarters);
}
