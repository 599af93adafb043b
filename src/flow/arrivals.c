#include "flow/arrivals.h"

#include "base/array.h"
#include "chance/draw.h"

enum { MONTH_CODES = 2048, INDEX_BITS = 20 };

/* The month's number among 2,048: about 170 years before one comes again. */
static uint32_t month_code(int32_t calendar_month)
{
    return (uint32_t)calendar_month % MONTH_CODES;
}

/* Thresholds of the shares; the last share above 0 takes what rounding leaves, shares of 0 are never met. */
static void lay_thresholds(const double *share, int32_t count, uint64_t *below)
{
    const uint64_t all = UINT64_C(1) << 32;
    double sum = 0;
    int32_t last = 0;
    for (int32_t i = 0; i < count; i++) {
        sum += share[i];
        const double edge = sum * 0x1p32;
        below[i] = edge >= 0x1p32 ? all : (uint64_t)edge;
        last = share[i] > 0 ? i : last;
    }
    for (int32_t i = last; i < count; i++)
        below[i] = all;
}

/* The thresholds in 32 bits, which hold all but the one that every word is below. Returns the last that can be met. */
static int32_t lay_word_thresholds(const uint64_t *below, int32_t count, uint32_t *from)
{
    int32_t last = 0;
    for (int32_t i = 0; i < count; i++)
        from[i] = below[i] > UINT32_MAX ? UINT32_MAX : (uint32_t)below[i];
    while (below[last] <= UINT32_MAX)
        last++;
    return last;
}

static int32_t pick(const uint64_t *below, uint32_t word)
{
    int32_t i = 0;
    while (word >= below[i])
        i++;
    return i;
}

void flow_arrivals_build(const struct flow_system *system, const struct flow_entries *entries, struct flow_arrivals *out)
{
    *out = (struct flow_arrivals){
        .strata = system->strata, .states = system->states, .per_day = entries->per_day, .dispersion = entries->dispersion};
    lay_thresholds(entries->share, system->strata, out->kind);
    for (int32_t i = 0; i < system->strata; i++) {
        const struct flow_stratum *stratum = &system->stratum[i];
        out->from_days[i] = stratum->from_days;
        out->span_days[i] = stratum->to_days - stratum->from_days;
        out->marked[i] = stratum->marked;
        lay_thresholds(entries->first_state[i], system->states, out->first_state[i]);
        out->last_state[i] = lay_word_thresholds(out->first_state[i], system->states, out->state_from[i]);
    }
    out->kinds = lay_word_thresholds(out->kind, system->strata, out->kind_from);
}

uint32_t flow_arrivals_number(int32_t calendar_month, uint32_t index)
{
    return UINT32_C(1) << 31 | month_code(calendar_month) << INDEX_BITS | index;
}

int64_t flow_arrivals_count(double mean, double dispersion, struct chance_key key, uint32_t replicate,
                            int32_t calendar_month)
{
    struct chance_stream stream;
    chance_stream_start(&stream, key, month_code(calendar_month), replicate, CHANCE_ENTRY_COUNT);
    const double scale = dispersion - 1;
    if (scale > 0 && mean > 0)
        mean = scale * chance_gamma(&stream, mean / scale);
    return chance_poisson(&stream, mean);
}

struct flow_entrant flow_arrivals_make(const struct flow_arrivals *arrivals, struct chance_key key, uint32_t replicate,
                                       int32_t calendar_month, uint32_t index, day first, int32_t days)
{
    struct flow_entrant entrant = {0};
    entrant.person.number = flow_arrivals_number(calendar_month, index);
    const struct chance_block block = chance_block_at(key, 0, entrant.person.number, replicate, CHANCE_ENTRANT);
    entrant.stratum = pick(arrivals->kind, block.word[0]);
    entrant.person.state = pick(arrivals->first_state[entrant.stratum], block.word[3]);
    /* Whole days by multiplying 32-bit fractions: uniform to one part in 2^32 for each day. */
    const int32_t age_days = arrivals->from_days[entrant.stratum] +
                             (int32_t)(((uint64_t)block.word[1] * (uint64_t)arrivals->span_days[entrant.stratum]) >> 32);
    const uint64_t moment = (uint64_t)block.word[2] * (uint64_t)days;
    entrant.person.entered = first + (int32_t)(moment >> 32);
    entrant.person.since = entrant.person.entered;
    entrant.person.born = entrant.person.entered - age_days;
    entrant.person.moment =
        (float)((uint32_t)moment >> 20) * 0x1p-12f; /* 21 seconds: exact in float32 beside a day number */
    return entrant;
}

int flow_entrants(const struct flow_posterior *posterior, int32_t draw, const struct flow_key *key, day first, day last,
                  struct flow_entrant **out, int64_t *count, int64_t *capacity, struct problem *problem)
{
    const int32_t month = calendar_month(first), days = last - first + 1;
    if (days < 1 || calendar_month(last) != month)
        return problem_set(problem, PROBLEM_INPUT, "entrants were asked for days of more than one month");
    const struct chance_key words = chance_key_of(key->seed, key->authority);
    struct flow_arrivals arrivals;
    flow_arrivals_build(posterior->system, &posterior->entries[draw], &arrivals);
    const int64_t more = flow_arrivals_count(arrivals.per_day * days, arrivals.dispersion, words, key->replicate, month);
    if (more > FLOW_ENTRANTS_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "more people enter in a month than can be told apart");
    int code = array_reserve(out, capacity, *count + more, sizeof **out, problem);
    if (code < 0)
        return code;
    for (int64_t i = 0; i < more; i++)
        (*out)[(*count)++] = flow_arrivals_make(&arrivals, words, key->replicate, month, (uint32_t)i, first, days);
    return 0;
}
