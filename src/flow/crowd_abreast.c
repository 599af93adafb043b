/*
 * How it goes: all walkers have used the same number of candidates, so that each pass takes the next candidate of everybody.
 * A pass has four parts: the times and positions of all candidates, eight at a time; those that come in time, one by one,
 * for a table's row is a vector already, and sorted without a branch into nothing, moves and ways out; what these and the
 * birthdays do; closing the ranks, eight at a time, where somebody left. Every second pass takes a new block of random words
 * and keeps half for the next.
 */
#include "flow/crowd_abreast.h"

#if defined(__x86_64__)

#include <string.h>

#include "flow/abreast.h"

enum { LANES = CROWD_LANES };

/* The bands that eight clocks have reached at their times: how many begin at or before it, behind the first. */
static inline __m256i bands_of(const float *from, int32_t count, __m256 origin, __m256 time)
{
    __m256i band = _mm256_setzero_si256();
    for (int32_t b = 1; b < count; b++) {
        const __m256 begins = _mm256_add_ps(origin, _mm256_set1_ps(from[b]));
        band = _mm256_sub_epi32(band, _mm256_castps_si256(_mm256_cmp_ps(time, begins, _CMP_GE_OQ)));
    }
    return band;
}

static inline __m256i load_numbers(const int32_t *column)
{
    return _mm256_loadu_si256((const __m256i_u *)column);
}

static inline void store_numbers(int32_t *column, __m256i value)
{
    _mm256_storeu_si256((__m256i_u *)column, value);
}

/* Which lanes of eight, as places in front: those of the set bits, in their order. */
static inline __m256i packing_of(uint32_t mask)
{
    const uint64_t lanes = _pdep_u64(mask, 0x0101010101010101u) * 0xff;
    return _mm256_cvtepu8_epi32(_mm_cvtsi64_si128((int64_t)_pext_u64(0x0706050403020100u, lanes)));
}

/* Appends the numbers first … first + 7 of the set bits. Writes eight, of which the list keeps as many as are set. */
static inline int32_t append(int32_t *list, int32_t count, int32_t first, uint32_t mask)
{
    store_numbers(list + count, _mm256_add_epi32(packing_of(mask), _mm256_set1_epi32(first)));
    return count + __builtin_popcount(mask);
}

/* The lanes of the eight from `i` that hold a walker. */
static inline uint32_t lanes_there(const struct crowd *crowd, int32_t i)
{
    return crowd->count - i >= LANES ? 0xffu : (1u << (crowd->count - i)) - 1;
}

/* Eight candidates: times, positions and cells; who has none before a birthday or the horizon. */
static inline void take_eight(struct crowd *crowd, int32_t i, __m256i first, __m256i second, int32_t *come, int32_t *aged)
{
    const struct flow_tables *tables = crowd->pace->tables;
    const __m256 now = _mm256_load_ps(crowd->now + i), birthday = _mm256_load_ps(crowd->birthday + i);
    const __m256 horizon = _mm256_set1_ps(crowd->horizon);
    const __m256i before = load_numbers(crowd->before + i);
    const __m256 wait = _mm256_i32gather_ps(crowd->pace->wait, before, 4);
    const __m256 total = _mm256_i32gather_ps(crowd->pace->total, before, 4);
    const __m256 time = _mm256_add_ps(now, _mm256_mul_ps(exponentials(first), wait));
    const __m256 fraction = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(second, 8)), _mm256_set1_ps(0x1p-24f));
    const __m256 over = _mm256_cmp_ps(time, _mm256_min_ps(birthday, horizon), _CMP_GE_OQ);
    const __m256 ends = _mm256_cmp_ps(birthday, horizon, _CMP_GE_OQ);
    const __m256i system = bands_of(tables->system_from, tables->systems, _mm256_load_ps(crowd->entered + i), time);
    const __m256i duration = bands_of(tables->duration_from, tables->durations, _mm256_load_ps(crowd->since + i), time);
    const __m256i within = _mm256_mullo_epi32(system, _mm256_set1_epi32(tables->durations));
    const __m256i cell = _mm256_add_epi32(_mm256_add_epi32(load_numbers(crowd->row + i), duration), within);
    _mm256_store_ps(crowd->position + i, _mm256_mul_ps(fraction, total));
    _mm256_store_ps(crowd->time + i, time);
    store_numbers(crowd->from + i, before);
    store_numbers(crowd->cell + i, cell);
    store_numbers(crowd->within + i, within);
    store_numbers(crowd->before + i, _mm256_blendv_epi8(cell, before, _mm256_castps_si256(over)));
    _mm256_store_ps(crowd->now + i, _mm256_blendv_ps(time, now, over));
    const uint32_t there = lanes_there(crowd, i), late = (uint32_t)_mm256_movemask_ps(over) & there;
    const uint32_t gone = late & (uint32_t)_mm256_movemask_ps(ends);
    crowd->gone[i / LANES] = (uint8_t)gone;
    *aged = append(crowd->aged, *aged, i, late & ~gone);
    *come = append(crowd->come, *come, i, there & ~late);
}

/* The slot that holds a position among the lower edges of a row. */
static inline int32_t slot_at(const float *lower, int32_t stride, float position)
{
    const __m256 at = _mm256_set1_ps(position);
    int32_t count = -1;
    for (int32_t i = 0; i < stride; i += LANES)
        count += __builtin_popcount((uint32_t)_mm256_movemask_ps(_mm256_cmp_ps(_mm256_loadu_ps(lower + i), at, _CMP_LE_OQ)));
    return count;
}

/* As is_event of walker.c, and in its order. */
static inline bool is_event(const struct crowd *crowd, int32_t i, bool drifts, int32_t *slot)
{
    const struct flow_pace *pace = crowd->pace;
    const struct flow_tables *tables = pace->tables;
    const float *lower = tables->lower + (int64_t)crowd->from[i] * tables->stride;
    const float *rate = tables->rate + (int64_t)crowd->cell[i] * tables->stride;
    float at = crowd->position[i], ratio = 1;
    if (drifts) {
        const float *stretched = pace->edge + (int64_t)crowd->from[i] * FLOW_SERIES,
                    *own = tables->edge + (int64_t)crowd->from[i] * FLOW_SERIES;
        const int32_t series = (at >= stretched[1]) + (at >= stretched[2]) + (at >= stretched[3]);
        ratio = pace->ratio[series][flow_months_of(pace->months, (int32_t)crowd->time[i])];
        at = own[series] + (at - stretched[series]) * pace->shrink[series];
    }
    *slot = slot_at(lower, tables->stride, at);
    return at - lower[*slot] < rate[*slot] * ratio;
}

/* What the candidates that come in time are; no branch, for it could not be foreseen. */
static inline void sort(struct crowd *crowd, int32_t come, bool drifts, int32_t *moved, int32_t *left)
{
    const struct flow_tables *tables = crowd->pace->tables;
    int32_t moves = 0, exits = 0;
    for (int32_t k = 0; k < come; k++) {
        const int32_t i = crowd->come[k];
        int32_t slot;
        const bool event = is_event(crowd, i, drifts, &slot);
        const int32_t destination = tables->destination[crowd->state[i]][slot];
        const bool exit = destination >= tables->states;
        crowd->to[i] = destination;
        crowd->moved[moves] = i;
        crowd->left[exits] = i;
        moves += event & !exit;
        exits += event & exit;
    }
    *moved = moves;
    *left = exits;
}

/* Writes a turn down, where turns are written down; else it is to be counted. */
static inline bool foresee(struct crowd *crowd, int32_t i, float time, int32_t destination)
{
    if (!crowd->foresight)
        return false;
    flow_foresight_add(crowd->foresight, crowd->unit[i], time, destination, crowd->candidate);
    return true;
}

static inline void leave(struct crowd *crowd, int32_t i)
{
    crowd->gone[i / LANES] |= (uint8_t)(1u << (i % LANES));
}

static void meet(struct crowd *crowd, int32_t moved, int32_t left)
{
    const struct flow_tables *tables = crowd->pace->tables;
    const int32_t cells = tables->systems * tables->durations;
    for (int32_t k = 0; k < moved; k++) {
        const int32_t i = crowd->moved[k], to = crowd->to[i], age = crowd->age[i];
        if (!foresee(crowd, i, crowd->time[i], to))
            flow_tally_move(crowd->tally, (int32_t)crowd->time[i], age, crowd->state[i], to);
        crowd->state[i] = to;
        crowd->since[i] = crowd->time[i];
        crowd->row[i] = (to * tables->ages + age) * cells;
        crowd->before[i] = crowd->row[i] + crowd->within[i];
    }
    for (int32_t k = 0; k < left; k++) {
        const int32_t i = crowd->left[k];
        if (!foresee(crowd, i, crowd->time[i], crowd->to[i]))
            flow_tally_leave(crowd->tally, (int32_t)crowd->time[i], crowd->age[i], crowd->state[i],
                             crowd->to[i] - tables->states);
        leave(crowd, i);
    }
}

/* The birthday after which the next age band begins, or the last one. */
static void grow_older(struct crowd *crowd, int32_t aged)
{
    const struct flow_tables *tables = crowd->pace->tables;
    for (int32_t k = 0; k < aged; k++) {
        const int32_t i = crowd->aged[k], age = crowd->age[i];
        const float now = crowd->birthday[i] > crowd->now[i] ? crowd->birthday[i] : crowd->now[i];
        if (age + 1 == tables->ages) {
            if (!foresee(crowd, i, now, tables->final_destination))
                flow_tally_leave(crowd->tally, (int32_t)now, age, crowd->state[i],
                                 tables->final_destination - tables->states);
            leave(crowd, i);
            continue;
        }
        if (!foresee(crowd, i, now, FLOW_AGEING))
            flow_tally_age(crowd->tally, (int32_t)now, age, crowd->state[i]);
        crowd->now[i] = now;
        crowd->age[i] = age + 1;
        crowd->birthday[i] = crowd->birthdays->at[(int64_t)crowd->birth[i] * FLOW_BANDS_MAX + age + 1];
        crowd->row[i] += tables->systems * tables->durations;
        crowd->before[i] = flow_ranks_cell(tables, crowd->row[i], crowd->entered[i], crowd->since[i], now);
    }
}

/* Eight numbers of any column, packed to the front and put at `to`. */
static inline void close_up(void *column, int32_t from, int32_t to, __m256i packing)
{
    store_numbers((int32_t *)column + to, _mm256_permutevar8x32_epi32(load_numbers((int32_t *)column + from), packing));
}

static void close_ranks(struct crowd *crowd, bool second)
{
    int32_t to = 0;
    for (int32_t i = 0; i < crowd->count; i += LANES) {
        const uint32_t stay = lanes_there(crowd, i) & ~(uint32_t)crowd->gone[i / LANES];
        if (to < i || stay != 0xff) {
            const __m256i packing = packing_of(stay);
#define CLOSE_UP(type, name, what) close_up(crowd->name, i, to, packing);
            FLOW_RANK_COLUMNS(CLOSE_UP)
#undef CLOSE_UP
            if (crowd->foresight)
                close_up(crowd->unit, i, to, packing);
            if (!second) {
                close_up(crowd->third, i, to, packing);
                close_up(crowd->fourth, i, to, packing);
            }
        }
        to += __builtin_popcount(stay);
    }
    crowd->count = to;
}

/* One candidate of everybody. `block` is the number of the random block; the second of its two candidates was kept. */
static void pass(struct crowd *crowd, uint32_t block, bool second)
{
    int32_t come = 0, aged = 0, moved, left;
    crowd->candidate = 2 * block + 1 + second;
    for (int32_t i = 0; i < crowd->count; i += LANES) {
        __m256i word[4];
        if (second) {
            word[0] = load_numbers((const int32_t *)crowd->third + i);
            word[1] = load_numbers((const int32_t *)crowd->fourth + i);
        } else {
            words_of(crowd->key, block, load_numbers((const int32_t *)crowd->number + i), crowd->replicate, CHANCE_PATH,
                     word);
            store_numbers((int32_t *)crowd->third + i, word[2]);
            store_numbers((int32_t *)crowd->fourth + i, word[3]);
        }
        take_eight(crowd, i, word[0], word[1], &come, &aged);
    }
    if (crowd->pace->months)
        sort(crowd, come, true, &moved, &left);
    else
        sort(crowd, come, false, &moved, &left);
    meet(crowd, moved, left);
    grow_older(crowd, aged);
    close_ranks(crowd, second);
}

/* Everybody in the crowd to the horizon. Lanes behind the last are computed and thrown away: they need safe numbers. */
static void walk(struct crowd *crowd)
{
    for (int32_t i = crowd->count; i < (crowd->count + LANES - 1) / LANES * LANES; i++) {
#define NOBODY(type, name, what) crowd->name[i] = 0;
        FLOW_RANK_COLUMNS(NOBODY)
#undef NOBODY
    }
    for (uint32_t block = 0; crowd->count > 0; block++) {
        pass(crowd, block, false);
        if (crowd->count > 0)
            pass(crowd, block, true);
    }
}

static void begin(struct crowd *crowd, const struct flow_pace *pace, const struct flow_birthdays *birthdays, day start,
                  struct chance_key key, uint32_t replicate, const struct flow_months *months)
{
    crowd->pace = pace;
    crowd->birthdays = birthdays;
    crowd->tally = NULL;
    crowd->foresight = NULL;
    crowd->months = months;
    crowd->start = start;
    crowd->key = key;
    crowd->replicate = replicate;
    crowd->horizon = (float)months->days;
    crowd->count = 0;
    crowd->units = 0;
}

void crowd_begin(struct crowd *crowd, const struct flow_pace *pace, const struct flow_birthdays *birthdays, day start,
                 struct chance_key key, uint32_t replicate, struct flow_tally *tally)
{
    begin(crowd, pace, birthdays, start, key, replicate, tally->months);
    crowd->tally = tally;
}

void crowd_foresee(struct crowd *crowd, const struct flow_pace *pace, const struct flow_birthdays *birthdays, day start,
                   struct chance_key key, uint32_t replicate, const struct flow_months *months,
                   struct flow_foresight *foresight)
{
    begin(crowd, pace, birthdays, start, key, replicate, months);
    crowd->foresight = foresight;
}

/* The next walkers of the crowd are the next units of its foresight, of which nothing is written down yet. */
static void name_units(struct crowd *crowd, int32_t many)
{
    for (int32_t i = 0; i < many; i++) {
        crowd->foresight->turns[crowd->units] = 0;
        crowd->unit[crowd->count + i] = crowd->units++;
    }
}

void crowd_add_some(struct crowd *crowd, const struct flow_ranks *ranks, int64_t from, int64_t to)
{
    for (int64_t at = from; at < to;) {
        if (crowd->count == CROWD)
            walk(crowd);
        const int64_t left = to - at, room = CROWD - crowd->count, many = left < room ? left : room;
#define COPY(type, name, what) memcpy(crowd->name + crowd->count, ranks->name + at, (size_t)many * sizeof(type));
        FLOW_RANK_COLUMNS(COPY)
#undef COPY
        if (crowd->foresight)
            name_units(crowd, (int32_t)many);
        crowd->count += (int32_t)many;
        at += many;
    }
}

void crowd_add_ranks(struct crowd *crowd, const struct flow_ranks *ranks)
{
    crowd_add_some(crowd, ranks, 0, ranks->count);
}

/* How many of the thresholds each of eight words has reached; flow_arrivals_pick of eight. */
static inline __m256i picked(__m256i count, __m256i word, __m256i threshold)
{
    return _mm256_sub_epi32(count, _mm256_cmpeq_epi32(_mm256_max_epu32(word, threshold), word));
}

/* The upper halves of eight products of 32 bits; the lower ones in *low. */
static inline __m256i scaled(__m256i a, __m256i b, __m256i *low)
{
    const __m256i even = _mm256_mul_epu32(a, b);
    const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), _mm256_srli_epi64(b, 32));
    *low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);
    return _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);
}

/* Kind and first state of eight entrants. */
static inline void kinds_of(const struct flow_arrivals *arrivals, __m256i kind_word, __m256i state_word, __m256i *kind,
                            __m256i *state)
{
    __m256i stratum = _mm256_setzero_si256(), first = _mm256_setzero_si256();
    for (int32_t k = 0; k < arrivals->kinds; k++)
        stratum = picked(stratum, kind_word, _mm256_set1_epi32((int32_t)arrivals->kind_from[k]));
    stratum = _mm256_min_epi32(stratum, _mm256_set1_epi32(arrivals->kinds));
    const __m256i row = _mm256_slli_epi32(stratum, FLOW_STATES_SHIFT);
    for (int32_t s = 0; s + 1 < arrivals->states; s++)
        first = picked(first, state_word,
                       _mm256_i32gather_epi32((const int32_t *)&arrivals->state_from[0][s], row, sizeof(int32_t)));
    *kind = stratum;
    *state = _mm256_min_epi32(first, _mm256_i32gather_epi32(arrivals->last_state, stratum, sizeof(int32_t)));
}

/* Age band and next birthday of eight who enter at `now`. */
static inline void ages_of(const struct crowd *crowd, __m256i birth, __m256 now, __m256i *age, __m256 *next)
{
    const int32_t ages = crowd->pace->tables->ages;
    const __m256i row = _mm256_slli_epi32(birth, FLOW_BANDS_SHIFT);
    __m256i band = _mm256_setzero_si256();
    for (int32_t a = 0; a + 1 < ages; a++) {
        const __m256 birthday = _mm256_i32gather_ps(crowd->birthdays->at + a, row, sizeof(float));
        band = _mm256_sub_epi32(band, _mm256_castps_si256(_mm256_cmp_ps(birthday, now, _CMP_LE_OQ)));
    }
    *age = band;
    *next = _mm256_i32gather_ps(crowd->birthdays->at, _mm256_add_epi32(row, band), sizeof(float));
}

/* Entrants `index` … index + 7 of a month behind the last walker: flow_arrivals_make and flow_walker_place of eight. Their
 * kinds are kept in `kind`. */
static void make_eight(struct crowd *crowd, const struct flow_arrivals *arrivals, int32_t month, uint32_t index,
                       int32_t kind[LANES], int32_t days_after[LANES])
{
    const struct flow_months *months = crowd->months;
    const struct flow_tables *tables = crowd->pace->tables;
    const int32_t i = crowd->count, days = flow_months_length(months, month);
    const uint32_t number = flow_arrivals_number(months->calendar + month, index);
    __m256i word[4], stratum, state, low, age;
    __m256 next;
    const __m256i who = _mm256_add_epi32(_mm256_set1_epi32((int32_t)number), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
    words_of(crowd->key, 0, who, crowd->replicate, CHANCE_ENTRANT, word);
    kinds_of(arrivals, word[0], word[3], &stratum, &state);
    const __m256i day_of = scaled(word[2], _mm256_set1_epi32(days), &low);
    const __m256i on = _mm256_add_epi32(day_of, _mm256_set1_epi32(months->first[month] - crowd->start - 1));
    const __m256 moment = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(low, 20)), _mm256_set1_ps(0x1p-12f));
    const __m256 entered = _mm256_add_ps(_mm256_cvtepi32_ps(on), moment);
    const __m256i span = _mm256_i32gather_epi32(arrivals->span_days, stratum, 4);
    const __m256i age_days =
        _mm256_add_epi32(_mm256_i32gather_epi32(arrivals->from_days, stratum, 4), scaled(word[1], span, &low));
    const __m256i birth =
        _mm256_add_epi32(_mm256_sub_epi32(on, age_days), _mm256_set1_epi32(crowd->start + 1 - crowd->birthdays->first));
    ages_of(crowd, birth, entered, &age, &next);
    const __m256i row = _mm256_mullo_epi32(_mm256_add_epi32(_mm256_mullo_epi32(state, _mm256_set1_epi32(tables->ages)), age),
                                           _mm256_set1_epi32(tables->systems * tables->durations));
    _mm256_storeu_ps(crowd->now + i, entered);
    _mm256_storeu_ps(crowd->birthday + i, next);
    _mm256_storeu_ps(crowd->entered + i, entered);
    _mm256_storeu_ps(crowd->since + i, entered);
    store_numbers(crowd->before + i, row);
    store_numbers(crowd->row + i, row);
    store_numbers(crowd->state + i, state);
    store_numbers(crowd->age + i, age);
    store_numbers(crowd->birth + i, birth);
    store_numbers((int32_t *)crowd->number + i, who);
    store_numbers(kind, stratum);
    store_numbers(days_after, on);
}

/* Writes the next of the crowd down as who they are when they enter, so that nobody has to make them again. */
static void foresee_entrants(struct crowd *crowd, const int32_t *kind, const int32_t *days_after, int32_t many)
{
    for (int32_t k = 0; k < many; k++) {
        const int32_t i = crowd->count + k;
        const day entered = crowd->start + 1 + days_after[k];
        crowd->foresight->age[crowd->unit[i]] = (uint8_t)crowd->age[i];
        crowd->foresight->entrant[crowd->unit[i]] =
            (struct flow_entrant){.person = {.number = crowd->number[i],
                                             .born = crowd->birthdays->first + crowd->birth[i],
                                             .state = crowd->state[i],
                                             .entered = entered,
                                             .since = entered,
                                             .moment = crowd->now[i] - (float)days_after[k]},
                                  .stratum = kind[k]};
    }
}

void crowd_add_entrants(struct crowd *crowd, const struct flow_arrivals *arrivals, int32_t month, int64_t count)
{
    for (int64_t index = 0; index < count; index += LANES) {
        int32_t kind[LANES], days_after[LANES];
        if (crowd->count + LANES > CROWD)
            walk(crowd);
        make_eight(crowd, arrivals, month, (uint32_t)index, kind, days_after);
        const int32_t many = count - index < LANES ? (int32_t)(count - index) : LANES;
        if (crowd->foresight) {
            name_units(crowd, many);
            foresee_entrants(crowd, kind, days_after, many);
        }
        for (int32_t k = 0; k < many && !crowd->foresight; k++) {
            const int32_t i = crowd->count + k;
            flow_tally_start(crowd->tally, (int32_t)crowd->now[i], crowd->age[i], crowd->state[i],
                             arrivals->marked[kind[k]]);
        }
        crowd->count += many;
    }
}

void crowd_end(struct crowd *crowd)
{
    walk(crowd);
}

#endif
