#include "care/monthly.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int32_t *counter(struct care_monthly *monthly, enum flow_measure measure, int32_t state, int32_t band, int32_t month)
{
    int64_t place = (((int64_t)measure * monthly->months + month) * monthly->states + state) * monthly->bands + band;
    return &monthly->count[place];
}

static int monthly_make(const struct flow_system *system, const struct flow_histories *histories, struct care_monthly *out,
                        struct problem *problem)
{
    int32_t first = calendar_month(histories->observed_from);
    if (histories->observed_from == calendar_month_end(first))
        first++;                                                     /* a month must end after the window's first night */
    int32_t months = calendar_month(histories->observed_to) - first; /* the month that holds observed_to has not ended */
    *out = (struct care_monthly){
        .months = months > 0 ? months : 0,
        .states = system->states,
        .bands = system->age.count,
        .exits = system->exits,
    };
    int64_t cells = (int64_t)out->states * out->bands;
    out->month_end = array_new(out->months, sizeof *out->month_end, problem);
    out->count = array_new(FLOW_MEASURES * out->months * cells, sizeof *out->count, problem);
    out->exits_of = array_new((int64_t)out->months * out->exits, sizeof *out->exits_of, problem);
    out->starts_marked = array_new(out->months, sizeof *out->starts_marked, problem);
    out->nights = array_new((int64_t)out->months * out->states, sizeof *out->nights, problem);
    out->stock_before = array_new(cells, sizeof *out->stock_before, problem);
    if (!out->month_end || !out->count || !out->exits_of || !out->starts_marked || !out->nights || !out->stock_before)
        return PROBLEM_MEMORY;
    for (int32_t month = 0; month < out->months; month++)
        out->month_end[month] = calendar_month_end(first + month);
    return 0;
}

/* The month of the window in which a day counts; -1 before and after. The first begins with the window. */
static int32_t month_of(const struct flow_histories *histories, const struct care_monthly *monthly, day on)
{
    if (monthly->months == 0 || on < histories->observed_from || on > monthly->month_end[monthly->months - 1])
        return -1;
    int32_t month = calendar_month(on) - calendar_month(monthly->month_end[0]);
    return month > 0 ? month : 0;
}

/* What is counted, and the birthdays on which the person at hand comes into each age band: spells of one stand together. */
struct counting {
    const struct flow_system *system;
    const struct flow_histories *histories;
    int64_t person;
    day birthday[FLOW_BANDS_MAX];
};

static int32_t band_on(struct counting *counting, int64_t spell, day on)
{
    const struct flow_bands *bands = &counting->system->age;
    int64_t person = counting->histories->person[spell];
    if (person != counting->person) {
        counting->person = person;
        for (int32_t band = 1; band < bands->count; band++)
            counting->birthday[band] = calendar_birthday(counting->histories->born[person], bands->from[band]);
    }
    int32_t band = 0;
    while (band + 1 < bands->count && on >= counting->birthday[band + 1])
        band++;
    return band;
}

static void count_events(struct counting *counting, int64_t spell, struct care_monthly *out)
{
    const struct flow_system *system = counting->system;
    const struct flow_histories *histories = counting->histories;
    day from = histories->from[spell], to = histories->to[spell];
    int32_t state = histories->state[spell], next = histories->next[spell];
    int32_t month = histories->first[spell] ? month_of(histories, out, from) : -1;
    if (month >= 0) {
        ++*counter(out, FLOW_STARTS, state, band_on(counting, spell, from), month);
        out->starts_marked[month] += histories->marked[histories->person[spell]];
    }
    month = next == FLOW_CENSORED ? -1 : month_of(histories, out, to);
    if (month < 0)
        return;
    enum flow_measure measure = next < system->states ? FLOW_MOVES : FLOW_CEASES;
    ++*counter(out, measure, state, band_on(counting, spell, to), month);
    if (measure == FLOW_CEASES)
        out->exits_of[(int64_t)month * out->exits + next - system->states]++;
}

static void count_stock(struct counting *counting, int64_t spell, struct care_monthly *out)
{
    const struct flow_histories *histories = counting->histories;
    day from = histories->from[spell], to = histories->to[spell];
    int32_t state = histories->state[spell];
    day before = histories->observed_from - 1;
    if (from <= before && before < to)
        out->stock_before[state * out->bands + band_on(counting, spell, before)]++;
    int32_t month = from < histories->observed_from ? 0 : month_of(histories, out, from);
    if (month < 0)
        return;
    for (; month < out->months && out->month_end[month] < to; month++)
        ++*counter(out, FLOW_STOCK, state, band_on(counting, spell, out->month_end[month]), month);
}

static void count_nights(const struct flow_histories *histories, int64_t spell, struct care_monthly *out)
{
    const day from = histories->from[spell], to = histories->to[spell];
    int32_t month = from < histories->observed_from ? 0 : month_of(histories, out, from);
    for (; month >= 0 && month < out->months; month++) {
        day first = calendar_month_start(calendar_month(out->month_end[month])), end = out->month_end[month] + 1;
        if (month == 0)
            first = histories->observed_from;
        if (to <= first)
            return;
        first = from > first ? from : first;
        out->nights[(int64_t)month * out->states + histories->state[spell]] += (to < end ? to : end) - first;
    }
}

int care_monthly_count(const struct flow_system *system, const struct flow_histories *histories, struct care_monthly *out,
                       struct problem *problem)
{
    int result = monthly_make(system, histories, out, problem);
    if (result < 0) {
        care_monthly_clear(out);
        return result;
    }
    struct counting counting = {.system = system, .histories = histories, .person = -1};
    for (int64_t spell = 0; spell < histories->spells; spell++) {
        count_events(&counting, spell, out);
        count_stock(&counting, spell, out);
        count_nights(histories, spell, out);
    }
    return 0;
}

void care_monthly_clear(struct care_monthly *monthly)
{
    free(monthly->month_end);
    free(monthly->count);
    free(monthly->exits_of);
    free(monthly->starts_marked);
    free(monthly->nights);
    free(monthly->stock_before);
    memset(monthly, 0, sizeof *monthly);
}

int64_t care_monthly_get(const struct care_monthly *monthly, enum flow_measure measure, int32_t state, int32_t band,
                         int32_t month)
{
    int32_t first_state = state == FLOW_ALL ? 0 : state, end_state = state == FLOW_ALL ? monthly->states : state + 1;
    int32_t first_band = band == FLOW_ALL ? 0 : band, end_band = band == FLOW_ALL ? monthly->bands : band + 1;
    int64_t row = ((int64_t)measure * monthly->months + month) * monthly->states;
    int64_t sum = 0;
    for (int32_t s = first_state; s < end_state; s++)
        for (int32_t b = first_band; b < end_band; b++)
            sum += monthly->count[(row + s) * monthly->bands + b];
    return sum;
}
