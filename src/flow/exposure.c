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

/* The bands of a clock by day, up to the day on which the last one begins. */
struct clock {
    const struct flow_bands *bands; /* borrowed */
    int32_t last;                   /* days */
    uint8_t *band;                  /* [last + 1] */
};

/* What is the same for many spells, looked up and not worked out again. Strata and birthdays are filled in when first asked
 * for: most councils have fewer children than there are days of birth. */
struct counting {
    const struct flow_system *system; /* borrowed, like the next */
    const struct flow_histories *histories;
    struct flow_exposure *out;
    struct clock in_system, in_state;
    day born_first;                               /* the earliest day of birth */
    struct birthdays *birthdays;                  /* [day of birth - born_first]; zeroes: not known yet */
    int32_t ages;                                 /* days of age at entry that have a stratum in the table */
    int8_t *stratum;                              /* [marked][age in days]: stratum + 1; 0: not known yet */
    day first;                                    /* of all windows that are counted */
    int32_t *month;                               /* [day - first]: calendar month */
    int32_t row[FLOW_STATES_MAX][FLOW_BANDS_MAX]; /* first cell of a state and age band */
    struct arena arena;                           /* owns the tables */
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

static const struct birthdays *birthdays_at(struct counting *counting, day born)
{
    struct birthdays *known = &counting->birthdays[born - counting->born_first];
    if (known->band[counting->system->age.count] == 0)
        *known = birthdays_of(counting->system, born);
    return known;
}

static int clock_make(const struct flow_bands *bands, struct arena *arena, struct clock *out)
{
    *out = (struct clock){.bands = bands, .last = bands->from[bands->count - 1]};
    out->band = arena_take(arena, (size_t)out->last + 1);
    for (int32_t day_of = 0; out->band && day_of <= out->last; day_of++)
        out->band[day_of] = (uint8_t)flow_band(bands, day_of);
    return out->band ? 0 : PROBLEM_MEMORY;
}

static int32_t clock_band(const struct clock *clock, int32_t days)
{
    return clock->band[days < clock->last ? days : clock->last];
}

/* The day on which the band after `band` begins for a clock that began on `origin`; DAY_OPEN for the last band. */
static day band_end(const struct flow_bands *bands, int32_t band, day origin)
{
    return band + 1 < bands->count ? origin + bands->from[band + 1] : DAY_OPEN;
}

static int32_t age_band(const struct flow_system *system, const struct birthdays *birthdays, day on)
{
    int32_t band = 0;
    for (int32_t b = 1; b < system->age.count; b++)
        band += on >= birthdays->band[b];
    return band;
}

/* The nights of a spell inside the window, split where any of the three clocks changes its band. */
static void count_nights(const struct counting *counting, const struct birthdays *birthdays, int32_t state, day entered,
                         day from, day first, day end)
{
    const struct flow_bands *systems = counting->in_system.bands, *states = counting->in_state.bands;
    int64_t *nights = counting->out->nights;
    int32_t age = age_band(counting->system, birthdays, first);
    int32_t tis = clock_band(&counting->in_system, first - entered), tip = clock_band(&counting->in_state, first - from);
    day age_end = birthdays->band[age + 1], system_end = band_end(systems, tis, entered),
        state_end = band_end(states, tip, from);
    for (day on = first; on < end;) {
        const day until = earlier(earlier(age_end, system_end), earlier(state_end, end));
        nights[counting->row[state][age] + tis * states->count + tip] += until - on;
        on = until;
        if (on == age_end && on < end)
            age_end = birthdays->band[++age + 1];
        if (on == system_end)
            system_end = band_end(systems, ++tis, entered);
        if (on == state_end)
            state_end = band_end(states, ++tip, from);
    }
}

static int32_t event_cell(const struct counting *counting, const struct birthdays *birthdays, int32_t state, day entered,
                          day from, day to)
{
    const day night = later(from, to - 1);
    return counting->row[state][age_band(counting->system, birthdays, night)] +
           clock_band(&counting->in_system, night - entered) * counting->in_state.bands->count +
           clock_band(&counting->in_state, night - from);
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

static int32_t stratum_at(const struct counting *counting, int32_t age_days, bool marked)
{
    if (age_days < 0 || age_days >= counting->ages)
        return flow_stratum_of(counting->system, age_days, marked);
    int8_t *known = &counting->stratum[(marked ? counting->ages : 0) + age_days];
    if (*known == 0)
        *known = (int8_t)(flow_stratum_of(counting->system, age_days, marked) + 1);
    return *known - 1;
}

static void count_entry(const struct counting *counting, int32_t stratum, int32_t state, day on)
{
    struct flow_exposure *out = counting->out;
    const int32_t quarter = quarters_in(out->observed_to - 1 - on);
    out->entries++;
    out->by_stratum[stratum]++;
    out->by_first_state[stratum * out->states + state]++;
    out->by_month[counting->month[on - counting->first] - out->first_month]++;
    if (quarter < out->quarters)
        out->by_quarter[stratum * out->quarters + quarter]++;
}

static void count_spell(const struct counting *counting, const struct birthdays *birthdays, int64_t i)
{
    const struct flow_histories *histories = counting->histories;
    struct flow_exposure *out = counting->out;
    const int32_t state = histories->state[i], person = histories->person[i], next = histories->next[i];
    const day from = histories->from[i], to = histories->to[i], entered = histories->entered[i];
    const day final = birthdays->band[counting->system->age.count];
    const day first = later(from, out->observed_from), end = earlier(earlier(to, out->observed_to), final);
    if (first < end)
        count_nights(counting, birthdays, state, entered, from, first, end);
    if (next != FLOW_CENSORED && to >= out->observed_from && to < out->observed_to && to < final)
        out->events[(int64_t)event_cell(counting, birthdays, state, entered, from, to) * out->destinations + next]++;
    if (histories->first[i] && from >= out->observed_from && from < out->observed_to)
        count_entry(counting, stratum_at(counting, from - histories->born[person], histories->marked[person]), state, from);
}

/* A spell of which no night, event or entry can lie in the window: a quarter sees few of the spells of years. */
static bool outside(const struct flow_exposure *out, day from, day to)
{
    return from >= out->observed_to || to < out->observed_from;
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

/* The days of birth from the first to the last, and the months of the days first … end - 1. */
static int lay_days(struct counting *counting, day first, day end)
{
    const struct flow_histories *histories = counting->histories;
    day last = histories->persons ? histories->born[0] : 0;
    counting->born_first = last;
    for (int64_t i = 1; i < histories->persons; i++) {
        counting->born_first = earlier(counting->born_first, histories->born[i]);
        last = later(last, histories->born[i]);
    }
    counting->birthdays =
        arena_take(&counting->arena, (size_t)(last - counting->born_first + 1) * sizeof *counting->birthdays);
    counting->first = first;
    counting->month = arena_take(&counting->arena, (size_t)(end - first) * sizeof *counting->month);
    if (!counting->birthdays || !counting->month)
        return PROBLEM_MEMORY;
    for (int32_t month = calendar_month(first); month <= calendar_month(end - 1); month++)
        for (day on = later(calendar_month_start(month), first); on <= calendar_month_end(month) && on < end; on++)
            counting->month[on - first] = month;
    return 0;
}

static int counting_make(const struct flow_system *system, const struct flow_histories *histories, day first, day end,
                         struct counting *counting, struct problem *problem)
{
    *counting = (struct counting){.system = system, .histories = histories};
    if (first >= end)
        return problem_set(problem, PROBLEM_INPUT, "the window of observation has no day in it");
    if (check_states(system, histories, problem) < 0)
        return PROBLEM_INPUT;
    counting->ages = (system->final_age + 1) * 366;
    counting->stratum = arena_take(&counting->arena, 2 * (size_t)counting->ages);
    for (int32_t s = 0; s < system->states; s++)
        for (int32_t a = 0; a < system->age.count; a++)
            counting->row[s][a] = flow_cell(system, s, a, 0, 0);
    if (!counting->stratum || lay_days(counting, first, end) < 0 ||
        clock_make(&system->time_in_system, &counting->arena, &counting->in_system) < 0 ||
        clock_make(&system->time_in_state, &counting->arena, &counting->in_state) < 0)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to count the time at risk");
    return 0;
}

/* One window, of those that the tables were laid for. */
static int count_window(struct counting *counting, day from, day to, struct flow_exposure *out, struct problem *problem)
{
    const struct flow_histories *histories = counting->histories;
    int code = exposure_make(counting->system, from, to, out, problem);
    counting->out = out;
    for (int64_t i = 0; i < histories->spells && code == 0; i++)
        if (!outside(out, histories->from[i], histories->to[i]))
            count_spell(counting, birthdays_at(counting, histories->born[histories->person[i]]), i);
    return code;
}

int flow_exposure_count(const struct flow_system *system, const struct flow_histories *histories, struct flow_exposure *out,
                        struct problem *problem)
{
    const day from = histories->observed_from, to = histories->observed_to;
    struct counting counting;
    *out = (struct flow_exposure){0};
    int code = counting_make(system, histories, from, to, &counting, problem);
    if (code == 0)
        code = count_window(&counting, from, to, out, problem);
    arena_clear(&counting.arena);
    return code;
}

int flow_exposure_count_windows(const struct flow_system *system, const struct flow_histories *histories, const day *edge,
                                int32_t windows, flow_exposure_window *see, void *self, struct problem *problem)
{
    struct counting counting;
    int code = counting_make(system, histories, edge[0], edge[windows], &counting, problem);
    for (int32_t w = 0; w < windows && code == 0; w++) {
        struct flow_exposure exposure;
        code = count_window(&counting, edge[w], edge[w + 1], &exposure, problem);
        if (code == 0)
            see(self, w, &exposure);
        flow_exposure_clear(&exposure);
    }
    arena_clear(&counting.arena);
    return code;
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
