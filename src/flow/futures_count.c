#include "flow/futures_count.h"

#include <string.h>

enum {
    BINS_AT_FIRST = 16, /* of a histogram: one line of the cache */
    SPARE = 16          /* the part of a value by which bins reach beyond it */
};

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
int futures_histograms_make(struct flow_futures *futures, struct problem *problem)
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

int futures_add_month(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate, int32_t month,
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
void futures_add_flows(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate)
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

void futures_add_nights(struct flow_futures *futures, const struct flow_tally *tally, int32_t replicate,
                        const struct flow_census *before)
{
    struct flow_census census = *before;
    for (int32_t m = 0; m < futures->months; m++) {
        int32_t *nights = &futures->nights[((int64_t)replicate * futures->months + m) * futures->states];
        flow_tally_census(tally, m, &census);
        for (int32_t b = 0; b < futures->bands; b++)
            for (int32_t s = 0; s < futures->states; s++)
                nights[s] += census.nights[b][s];
    }
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
    flow_effects_count_join(&futures->effects, &other->effects);
    return flow_sufficiency_join(&futures->sufficiency, &other->sufficiency, problem);
}
