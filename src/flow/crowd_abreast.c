/*
 * How it goes: all walkers have used the same number of candidates, so that each pass takes the next candidate of everybody.
 * A pass has three parts: the times and positions of all candidates, eight at a time; those that come in time, one by one,
 * for a table's row is a vector already; those that would come after a birthday or the horizon. Whoever has left is
 * overwritten by the last of the columns. Every second pass takes a new block of random words and keeps half for the next.
 */
#include "flow/crowd_abreast.h"

#if defined(__x86_64__)

#include <immintrin.h>

enum { LANES = 8, ROOM = FLOW_CROWD + LANES };

/* The walkers as columns; what a pass finds out of each beside them. */
struct columns {
    float now[ROOM], limit[ROOM];     /* time; the next birthday or the horizon, whichever is first */
    float entered[ROOM], since[ROOM]; /* when both clocks began */
    float wait[ROOM], total[ROOM];    /* of the cell under whose envelope the next candidate comes */
    int32_t before[ROOM];             /* that cell */
    int32_t row[ROOM];                /* first cell of state and age band */
    uint32_t number[ROOM];            /* of the person */
    int32_t who[ROOM];                /* in the crowd */
    int32_t state[ROOM], age[ROOM];
    uint32_t third[ROOM], fourth[ROOM]; /* words of the block, for the next pass */

    float time[ROOM], position[ROOM]; /* of the candidate */
    int32_t from[ROOM], cell[ROOM];   /* the cell before, the cell at its time */
    int32_t come[ROOM], late[ROOM];   /* who has a candidate in time; who has not */
    uint8_t gone[ROOM];               /* 1 for who has left */
} __attribute__((aligned(64)));

/* What does not change in a walk. */
struct walk {
    const struct flow_crowd *crowd;
    const struct flow_tables *tables;
    const struct flow_pace *pace;
    struct columns *columns;
    int32_t count; /* walkers that are still on the way */
};

/* Eight products of 32 bits, upper and lower halves. */
static inline void multiply(__m256i a, uint32_t factor, __m256i *high, __m256i *low)
{
    const __m256i f = _mm256_set1_epi64x((int64_t)factor);
    const __m256i even = _mm256_mul_epu32(a, f), odd = _mm256_mul_epu32(_mm256_srli_epi64(a, 32), f);
    *low = _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xaa);
    *high = _mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xaa);
}

/* Philox4x32-10 of eight persons: the words of chance_block_at. The constants are those of Salmon et al. 2011. */
static inline void words_of(struct chance_key key, uint32_t block, __m256i person, uint32_t replicate, __m256i word[4])
{
    __m256i c0 = _mm256_set1_epi32((int32_t)block), c1 = person, c2 = _mm256_set1_epi32((int32_t)replicate),
            c3 = _mm256_set1_epi32(CHANCE_PATH);
    uint32_t k0 = key.word[0], k1 = key.word[1];
    for (int32_t round = 0; round < 10; round++) {
        __m256i high0, low0, high1, low1;
        multiply(c0, 0xD2511F53u, &high0, &low0);
        multiply(c2, 0xCD9E8D57u, &high1, &low1);
        c0 = _mm256_xor_si256(_mm256_xor_si256(high1, c1), _mm256_set1_epi32((int32_t)k0));
        c1 = low1;
        c2 = _mm256_xor_si256(_mm256_xor_si256(high0, c3), _mm256_set1_epi32((int32_t)k1));
        c3 = low0;
        k0 += 0x9E3779B9u;
        k1 += 0xBB67AE85u;
    }
    word[0] = c0;
    word[1] = c1;
    word[2] = c2;
    word[3] = c3;
}

/* chance_exponential of eight words: the same operations in the same order. */
static inline __m256 exponentials(__m256i word)
{
    const __m256i root_half = _mm256_set1_epi32(0x3f3504f3), one = _mm256_set1_epi32(0x3f800000);
    __m256 u = _mm256_mul_ps(_mm256_add_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(word, 9)), _mm256_set1_ps(0.5f)),
                             _mm256_set1_ps(0x1p-23f));
    __m256i bits = _mm256_add_epi32(_mm256_castps_si256(u), _mm256_sub_epi32(one, root_half));
    const __m256 exponent = _mm256_cvtepi32_ps(_mm256_sub_epi32(_mm256_srli_epi32(bits, 23), _mm256_set1_epi32(127)));
    bits = _mm256_add_epi32(_mm256_and_si256(bits, _mm256_set1_epi32(0x007fffff)), root_half);
    const __m256 f = _mm256_sub_ps(_mm256_castsi256_ps(bits), _mm256_set1_ps(1.0f)), square = _mm256_mul_ps(f, f);
    __m256 p = _mm256_set1_ps(0x1.1455c2p-4f);
    static const float coefficient[8] = {-0x1.de3b6ap-4f, 0x1.e6f0ecp-4f, -0x1.fc222ap-4f, 0x1.233762p-3f,
                                         -0x1.555c4cp-3f, 0x1.99a4b6p-3f, -0x1.000006p-2f, 0x1.555548p-2f};
    for (int32_t i = 0; i < 8; i++)
        p = _mm256_add_ps(_mm256_mul_ps(p, f), _mm256_set1_ps(coefficient[i]));
    const __m256 mantissa = _mm256_add_ps(
        f, _mm256_sub_ps(_mm256_mul_ps(_mm256_mul_ps(p, f), square), _mm256_mul_ps(_mm256_set1_ps(0.5f), square)));
    const __m256 sum = _mm256_add_ps(mantissa, _mm256_mul_ps(exponent, _mm256_set1_ps(0x1.62e43p-1f)));
    return _mm256_xor_ps(sum, _mm256_set1_ps(-0.0f));
}

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

static int32_t band_at(const float *from, int32_t count, float origin, float time)
{
    int32_t band = 0;
    while (band + 1 < count && time >= origin + from[band + 1])
        band++;
    return band;
}

/* The cell of the walker at a time. */
static int32_t cell_at(const struct walk *walk, int32_t i, float time)
{
    const struct flow_tables *tables = walk->tables;
    const struct columns *c = walk->columns;
    return c->row[i] + band_at(tables->system_from, tables->systems, c->entered[i], time) * tables->durations +
           band_at(tables->duration_from, tables->durations, c->since[i], time);
}

/* The next candidate comes under the envelope of this cell. */
static inline void stand_in(const struct walk *walk, int32_t i, int32_t cell)
{
    walk->columns->before[i] = cell;
    walk->columns->wait[i] = walk->pace->wait[cell];
    walk->columns->total[i] = walk->pace->total[cell];
}

static float limit_of(const struct walk *walk, const struct flow_walker *walker, int32_t age)
{
    const float birthday = walker->birthday[age], horizon = walk->crowd->horizon;
    return birthday < horizon ? birthday : horizon;
}

static void load(const struct walk *walk, int32_t i)
{
    const struct flow_walker *walker = &walk->crowd->walker[i];
    struct columns *c = walk->columns;
    c->now[i] = walker->now;
    c->entered[i] = walker->entered;
    c->since[i] = walker->since;
    c->limit[i] = limit_of(walk, walker, walker->age);
    c->number[i] = walker->number;
    c->who[i] = i;
    c->state[i] = walker->state;
    c->age[i] = walker->age;
    c->row[i] = (walker->state * walk->tables->ages + walker->age) * walk->tables->systems * walk->tables->durations;
    stand_in(walk, i, cell_at(walk, i, walker->now));
}

/* Packs the numbers of the set bits of a mask, eight at a time. */
static inline int32_t pack(int32_t *list, int32_t count, int32_t first, uint32_t mask)
{
    while (mask) {
        list[count++] = first + __builtin_ctz(mask);
        mask &= mask - 1;
    }
    return count;
}

/* Eight candidates: times, positions and cells; both lists are appended to. */
static inline void take_eight(const struct walk *walk, int32_t i, __m256i first, __m256i second, int32_t *come,
                              int32_t *late)
{
    const struct flow_tables *tables = walk->tables;
    struct columns *c = walk->columns;
    const __m256 now = _mm256_load_ps(c->now + i);
    const __m256 time = _mm256_add_ps(now, _mm256_mul_ps(exponentials(first), _mm256_load_ps(c->wait + i)));
    const __m256 fraction = _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_srli_epi32(second, 8)), _mm256_set1_ps(0x1p-24f));
    const __m256 over = _mm256_cmp_ps(time, _mm256_load_ps(c->limit + i), _CMP_GE_OQ);
    const __m256i system = bands_of(tables->system_from, tables->systems, _mm256_load_ps(c->entered + i), time);
    const __m256i duration = bands_of(tables->duration_from, tables->durations, _mm256_load_ps(c->since + i), time);
    const __m256i cell = _mm256_add_epi32(_mm256_add_epi32(_mm256_load_si256((const __m256i *)(c->row + i)), duration),
                                          _mm256_mullo_epi32(system, _mm256_set1_epi32(tables->durations)));
    const __m256i before = _mm256_load_si256((const __m256i *)(c->before + i));
    const __m256i stand = _mm256_blendv_epi8(cell, before, _mm256_castps_si256(over));
    _mm256_store_ps(c->position + i, _mm256_mul_ps(fraction, _mm256_load_ps(c->total + i)));
    _mm256_store_ps(c->time + i, time);
    _mm256_store_si256((__m256i *)(c->from + i), before);
    _mm256_store_si256((__m256i *)(c->cell + i), cell);
    _mm256_store_si256((__m256i *)(c->before + i), stand);
    _mm256_store_ps(c->now + i, _mm256_blendv_ps(time, now, over));
    _mm256_store_ps(c->wait + i, _mm256_i32gather_ps(walk->pace->wait, stand, 4));
    _mm256_store_ps(c->total + i, _mm256_i32gather_ps(walk->pace->total, stand, 4));
    const uint32_t there = walk->count - i >= LANES ? 0xffu : (1u << (walk->count - i)) - 1;
    const uint32_t beyond = (uint32_t)_mm256_movemask_ps(over) & there;
    *late = pack(c->late, *late, i, beyond);
    *come = pack(c->come, *come, i, there & ~beyond);
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
static inline bool is_event(const struct walk *walk, int32_t i, int32_t *slot)
{
    const struct flow_tables *tables = walk->tables;
    const struct flow_pace *pace = walk->pace;
    const struct columns *c = walk->columns;
    const float *lower = tables->lower + (int64_t)c->from[i] * tables->stride;
    const float *rate = tables->rate + (int64_t)c->cell[i] * tables->stride;
    float at = c->position[i], ratio = 1;
    if (pace->months) {
        const float *stretched = pace->edge + (int64_t)c->from[i] * FLOW_SERIES,
                    *own = tables->edge + (int64_t)c->from[i] * FLOW_SERIES;
        const int32_t series = (at >= stretched[1]) + (at >= stretched[2]) + (at >= stretched[3]);
        ratio = pace->ratio[series][flow_months_of(pace->months, (int32_t)c->time[i])];
        at = own[series] + (at - stretched[series]) * pace->shrink[series];
    }
    *slot = slot_at(lower, tables->stride, at);
    return at - lower[*slot] < rate[*slot] * ratio;
}

static inline void tell(const struct walk *walk, int32_t i, struct flow_turn turn)
{
    struct columns *c = walk->columns;
    flow_tally_turns(walk->crowd->tally, &turn, 1, &c->age[i], &c->state[i]);
}

/* A candidate that came in time: nothing, a move or the way out. */
static inline void meet(const struct walk *walk, int32_t i)
{
    const struct flow_tables *tables = walk->tables;
    struct columns *c = walk->columns;
    int32_t slot;
    if (!is_event(walk, i, &slot))
        return;
    const int32_t destination = tables->destination[c->state[i]][slot];
    const int32_t system = (c->cell[i] - c->row[i]) / tables->durations;
    tell(walk, i, (struct flow_turn){(int32_t)c->time[i], destination});
    if (destination >= tables->states) {
        c->gone[i] = 1;
        return;
    }
    c->since[i] = c->time[i];
    c->row[i] = (destination * tables->ages + c->age[i]) * tables->systems * tables->durations;
    stand_in(walk, i, c->row[i] + system * tables->durations);
}

/* No candidate before the birthday or the horizon. */
static void wait_out(const struct walk *walk, int32_t i)
{
    const struct flow_tables *tables = walk->tables;
    struct columns *c = walk->columns;
    const struct flow_walker *walker = &walk->crowd->walker[c->who[i]];
    const float birthday = walker->birthday[c->age[i]];
    const bool last = c->age[i] + 1 == tables->ages;
    if (birthday >= walk->crowd->horizon) {
        c->gone[i] = 1;
        return;
    }
    c->now[i] = birthday > c->now[i] ? birthday : c->now[i];
    tell(walk, i, (struct flow_turn){(int32_t)c->now[i], last ? tables->final_destination : FLOW_AGEING});
    if (last) {
        c->gone[i] = 1;
        return;
    }
    c->limit[i] = limit_of(walk, walker, c->age[i]);
    c->row[i] += tables->systems * tables->durations;
    stand_in(walk, i, cell_at(walk, i, c->now[i]));
}

/* The last walker takes the place of one who has left. */
static void replace(struct columns *c, int32_t i, int32_t last)
{
    c->now[i] = c->now[last];
    c->limit[i] = c->limit[last];
    c->entered[i] = c->entered[last];
    c->since[i] = c->since[last];
    c->wait[i] = c->wait[last];
    c->total[i] = c->total[last];
    c->before[i] = c->before[last];
    c->row[i] = c->row[last];
    c->number[i] = c->number[last];
    c->who[i] = c->who[last];
    c->state[i] = c->state[last];
    c->age[i] = c->age[last];
    c->third[i] = c->third[last];
    c->fourth[i] = c->fourth[last];
    c->gone[i] = c->gone[last];
}

/* From the end, so that whoever takes a place is known to be there. */
static void close_ranks(struct walk *walk, int32_t first)
{
    struct columns *c = walk->columns;
    for (int32_t i = walk->count - 1; i >= first; i--)
        if (c->gone[i]) {
            c->gone[i] = 0;
            if (i != --walk->count)
                replace(c, i, walk->count);
        }
}

/* One candidate of everybody. `block` is the number of the random block; the second of its two candidates was kept. */
static void pass(struct walk *walk, uint32_t block, bool second)
{
    struct columns *c = walk->columns;
    const struct flow_crowd *crowd = walk->crowd;
    int32_t come = 0, late = 0;
    for (int32_t i = 0; i < walk->count; i += LANES) {
        __m256i word[4];
        if (second) {
            word[0] = _mm256_load_si256((const __m256i *)(c->third + i));
            word[1] = _mm256_load_si256((const __m256i *)(c->fourth + i));
        } else {
            words_of(crowd->key, block, _mm256_load_si256((const __m256i *)(c->number + i)), crowd->replicate, word);
            _mm256_store_si256((__m256i *)(c->third + i), word[2]);
            _mm256_store_si256((__m256i *)(c->fourth + i), word[3]);
        }
        take_eight(walk, i, word[0], word[1], &come, &late);
    }
    for (int32_t k = 0; k < come; k++)
        meet(walk, c->come[k]);
    for (int32_t k = 0; k < late; k++)
        wait_out(walk, c->late[k]);
    close_ranks(walk, 0);
}

void crowd_walk_abreast(struct flow_crowd *crowd)
{
    struct columns columns;
    struct walk walk = {
        .crowd = crowd, .tables = crowd->pace->tables, .pace = crowd->pace, .columns = &columns, .count = crowd->count};
    for (int32_t i = 0; i < walk.count; i++) {
        load(&walk, i);
        columns.gone[i] = 0;
    }
    /* Lanes behind the last walker are computed and thrown away: they need numbers that are safe. */
    for (int32_t i = walk.count; i < (walk.count + LANES - 1) / LANES * LANES; i++) {
        columns.now[i] = columns.limit[i] = columns.entered[i] = columns.since[i] = columns.wait[i] = columns.total[i] = 0;
        columns.before[i] = columns.row[i] = 0;
        columns.number[i] = 0;
        columns.third[i] = columns.fourth[i] = 0;
    }
    for (uint32_t block = 0; walk.count > 0; block++)
        for (int32_t second = 0; second < 2 && walk.count > 0; second++)
            pass(&walk, block, second);
}

#endif
