#include "daily.h"

#include <math.h>
#include <string.h>

#include "flow/abreast.h"

enum { LANES = 8, NIGHTS_A_BLOCK = 4 };

struct group {
    int32_t count;
    int32_t row[DAILY_CHILDREN], entered[DAILY_CHILDREN], since[DAILY_CHILDREN]; /* days */
    int32_t birthday[DAILY_CHILDREN];                                            /* the next one that counts */
    int32_t state[DAILY_CHILDREN], age[DAILY_CHILDREN], birth[DAILY_CHILDREN];
    uint32_t number[DAILY_CHILDREN];
    uint32_t word[NIGHTS_A_BLOCK][DAILY_CHILDREN];
};

int daily_model_make(const struct flow_tables *tables, const struct flow_cohort *cohort,
                     const struct flow_arrivals *arrivals, struct daily_model *out, struct problem *problem)
{
    const int32_t cells = tables->states * tables->ages * tables->systems * tables->durations;
    *out = (struct daily_model){.tables = tables, .cohort = cohort, .arrivals = arrivals};
    out->chance = arena_take(&out->arena, (size_t)cells * sizeof *out->chance);
    out->until = arena_take(&out->arena, (size_t)(cells * tables->stride) * sizeof *out->until);
    if (!out->chance || !out->until)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the daily model");
    for (int32_t c = 0; c < cells; c++) {
        double total = 0, sum = 0;
        const float *rate = tables->rate + c * tables->stride;
        for (int32_t i = 0; i < tables->stride; i++)
            total += (double)rate[i];
        out->chance[c] = (int32_t)((uint32_t)((1 - exp(-total)) * 0x1p32) ^ 0x80000000u);
        for (int32_t i = 0; i < tables->stride; i++) {
            sum += (double)rate[i];
            out->until[c * tables->stride + i] = total > 0 && sum < total ? (uint32_t)(sum / total * 0x1p32) : UINT32_MAX;
        }
    }
    return 0;
}

void daily_model_clear(struct daily_model *model)
{
    arena_clear(&model->arena);
}

static void add(struct group *group, const struct daily_model *model, const struct flow_walker *walker, day born)
{
    const struct flow_tables *tables = model->tables;
    const int32_t i = group->count++;
    group->state[i] = walker->state;
    group->age[i] = walker->age;
    group->row[i] = (walker->state * tables->ages + walker->age) * tables->systems * tables->durations;
    group->entered[i] = (int32_t)floorf(walker->entered);
    group->since[i] = (int32_t)floorf(walker->since);
    group->birth[i] = born - model->cohort->birthdays.first;
    group->birthday[i] = (int32_t)walker->birthday[walker->age];
    group->number[i] = walker->number;
}

static void drop(struct group *group, int32_t i)
{
    const int32_t last = --group->count;
    group->row[i] = group->row[last];
    group->entered[i] = group->entered[last];
    group->since[i] = group->since[last];
    group->birthday[i] = group->birthday[last];
    group->state[i] = group->state[last];
    group->age[i] = group->age[last];
    group->birth[i] = group->birth[last];
    group->number[i] = group->number[last];
    for (int32_t n = 0; n < NIGHTS_A_BLOCK; n++)
        group->word[n][i] = group->word[n][last];
}

static inline __m256i load(const void *column)
{
    return _mm256_loadu_si256((const __m256i_u *)column);
}

static void draw_words(struct group *group, struct chance_key key, uint32_t replicate, uint32_t block)
{
    for (int32_t i = 0; i < group->count; i += LANES) {
        __m256i word[NIGHTS_A_BLOCK];
        words_of(key, block, load(group->number + i), replicate, CHANCE_PATH, word);
        for (int32_t n = 0; n < NIGHTS_A_BLOCK; n++)
            _mm256_storeu_si256((__m256i_u *)(group->word[n] + i), word[n]);
    }
}

static inline __m256i bands_of_days(const float *from, int32_t count, __m256i days)
{
    __m256i band = _mm256_setzero_si256();
    for (int32_t b = 1; b < count; b++)
        band = _mm256_sub_epi32(band, _mm256_cmpgt_epi32(days, _mm256_set1_epi32((int32_t)from[b] - 1)));
    return band;
}

/* An event of child i on a day; true when it left. */
static bool happen(const struct daily_model *model, struct group *group, int32_t i, int32_t cell, int32_t on,
                   struct chance_key key, uint32_t replicate, struct flow_tally *tally)
{
    const struct flow_tables *tables = model->tables;
    const struct chance_block block = chance_block_at(key, (uint32_t)on, group->number[i], replicate, CHANCE_ENTRANT);
    const uint32_t *until = model->until + cell * tables->stride;
    int32_t slot = 0;
    while (until[slot] < block.word[0])
        slot++;
    const int32_t to = tables->destination[group->state[i]][slot];
    if (to >= tables->states) {
        flow_tally_leave(tally, on, group->age[i], group->state[i], to - tables->states);
        return true;
    }
    flow_tally_move(tally, on, group->age[i], group->state[i], to);
    group->state[i] = to;
    group->since[i] = on;
    group->row[i] = (to * tables->ages + group->age[i]) * tables->systems * tables->durations;
    return false;
}

/* A birthday that counts; true when it was the last. */
static bool grow(const struct daily_model *model, struct group *group, int32_t i, int32_t on, struct flow_tally *tally)
{
    const struct flow_tables *tables = model->tables;
    if (group->age[i] + 1 == tables->ages) {
        flow_tally_leave(tally, on, group->age[i], group->state[i], tables->final_destination - tables->states);
        return true;
    }
    flow_tally_age(tally, on, group->age[i]++, group->state[i]);
    group->row[i] += tables->systems * tables->durations;
    group->birthday[i] = (int32_t)model->cohort->birthdays.at[(int64_t)group->birth[i] * FLOW_BANDS_MAX + group->age[i]];
    return false;
}

/* One night of everybody. From the end, so that whoever takes a place has been asked. */
static void night(const struct daily_model *model, struct group *group, int32_t on, struct chance_key key,
                  uint32_t replicate, struct flow_tally *tally)
{
    const struct flow_tables *tables = model->tables;
    const __m256i today = _mm256_set1_epi32(on), top = _mm256_set1_epi32((int32_t)0x80000000u);
    for (int32_t first = (group->count - 1) / LANES * LANES; first >= 0; first -= LANES) {
        const __m256i system =
            bands_of_days(tables->system_from, tables->systems, _mm256_sub_epi32(today, load(group->entered + first)));
        const __m256i duration =
            bands_of_days(tables->duration_from, tables->durations, _mm256_sub_epi32(today, load(group->since + first)));
        const __m256i cell = _mm256_add_epi32(_mm256_add_epi32(load(group->row + first), duration),
                                              _mm256_mullo_epi32(system, _mm256_set1_epi32(tables->durations)));
        const __m256i chance = _mm256_i32gather_epi32(model->chance, cell, 4);
        const __m256i word = _mm256_xor_si256(load(group->word[on % NIGHTS_A_BLOCK] + first), top);
        const __m256i aged = _mm256_cmpeq_epi32(load(group->birthday + first), today);
        const __m256i any = _mm256_or_si256(_mm256_cmpgt_epi32(chance, word), aged);
        uint32_t mask = (uint32_t)_mm256_movemask_ps(_mm256_castsi256_ps(any));
        if (!mask)
            continue;
        int32_t at[LANES];
        _mm256_storeu_si256((__m256i_u *)at, cell);
        for (int32_t k = LANES - 1; k >= 0; k--) {
            const int32_t i = first + k;
            if (!(mask >> k & 1) || i >= group->count)
                continue;
            const bool left = group->birthday[i] == on ? grow(model, group, i, on, tally)
                                                       : happen(model, group, i, at[k], on, key, replicate, tally);
            if (left)
                drop(group, i);
        }
    }
}

static void enter(const struct daily_model *model, struct group *group, int32_t month, struct chance_key key,
                  uint32_t replicate, struct flow_tally *tally, struct group *coming)
{
    const struct flow_months *months = tally->months;
    const int32_t days = flow_months_length(months, month);
    const int64_t count = flow_arrivals_count(model->arrivals->per_day * days, model->arrivals->dispersion, key, replicate,
                                              months->calendar + month);
    (void)group;
    coming->count = 0;
    for (int64_t i = 0; i < count && i < DAILY_CHILDREN; i++) {
        struct flow_walker walker;
        const struct flow_entrant entrant = flow_arrivals_make(model->arrivals, key, replicate, months->calendar + month,
                                                               (uint32_t)i, months->first[month], days);
        flow_walker_place(model->tables, &model->cohort->birthdays, &entrant.person, model->cohort->start, &walker);
        flow_tally_start(tally, entrant.person.entered - model->cohort->start - 1, walker.age, walker.state,
                         model->arrivals->marked[entrant.stratum]);
        add(coming, model, &walker, entrant.person.born);
    }
}

/* Who comes on a day joins with words of its own. */
static void join(struct group *group, const struct group *coming, int32_t on, struct chance_key key, uint32_t replicate)
{
    for (int32_t k = 0; k < coming->count; k++) {
        if (coming->entered[k] != on || group->count == DAILY_CHILDREN)
            continue;
        const int32_t i = group->count++;
        const struct chance_block block =
            chance_block_at(key, (uint32_t)(on / NIGHTS_A_BLOCK), coming->number[k], replicate, CHANCE_PATH);
        group->row[i] = coming->row[k];
        group->entered[i] = coming->entered[k];
        group->since[i] = coming->since[k];
        group->birthday[i] = coming->birthday[k];
        group->state[i] = coming->state[k];
        group->age[i] = coming->age[k];
        group->birth[i] = coming->birth[k];
        group->number[i] = coming->number[k];
        for (int32_t n = 0; n < NIGHTS_A_BLOCK; n++)
            group->word[n][i] = block.word[n];
    }
}

void daily_run(const struct daily_model *model, struct chance_key key, uint32_t replicate, struct flow_tally *tally)
{
    static struct group group, coming; /* 300 KB: this is a measurement, of one thread */
    const struct flow_cohort *cohort = model->cohort;
    const struct flow_months *months = tally->months;
    flow_tally_reset(tally);
    group.count = 0;
    for (int64_t i = 0; i < cohort->count && group.count < DAILY_CHILDREN; i++)
        add(&group, model, &cohort->walker[i], cohort->ranks.birth[i] + cohort->birthdays.first);
    for (int32_t on = 0; on < months->days; on++) {
        if (on == 0 || flow_months_of(months, on) != flow_months_of(months, on - 1))
            enter(model, &group, flow_months_of(months, on), key, replicate, tally, &coming);
        if (on % NIGHTS_A_BLOCK == 0)
            draw_words(&group, key, replicate, (uint32_t)(on / NIGHTS_A_BLOCK));
        night(model, &group, on, key, replicate, tally);
        join(&group, &coming, on, key, replicate);
    }
}
