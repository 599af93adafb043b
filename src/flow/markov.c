#include "flow/markov.h"

#include "flow/months.h"

enum { CELLS_MAX = FLOW_STATES_MAX * FLOW_BANDS_MAX };

/* The chain. A cell is state × bands + band; the ways out are one destination, behind the last cell. */
struct chain {
    const struct flow_system *system;
    int32_t cells;
    day from, to;       /* the window: first day, and the day after its last */
    double *nights;     /* [cells]: at risk in the window */
    double *rate;       /* [cells][cells + 1]: events, then events ÷ nights */
    double *entries;    /* [cells]: in the window, then a day */
    double *now, *next; /* [cells]: people */
};

static int32_t cell_of(const struct chain *chain, int32_t state, int32_t band)
{
    return state * chain->system->age.count + band;
}

static int32_t band_on(const struct chain *chain, day born, day on)
{
    return flow_band(&chain->system->age, calendar_age(born, on));
}

static void count_event(struct chain *chain, int32_t from, int32_t to)
{
    chain->rate[from * (chain->cells + 1) + to]++;
}

static bool inside(const struct chain *chain, day on)
{
    return on >= chain->from && on < chain->to;
}

/* Nights of a spell in the window by age band, and the birthdays between them. */
static void count_nights(struct chain *chain, int32_t state, day born, day from, day to)
{
    const day end = to < chain->to ? to : chain->to;
    for (day on = from > chain->from ? from : chain->from; on < end;) {
        const int32_t band = band_on(chain, born, on);
        const bool last = band + 1 == chain->system->age.count;
        const day older = last ? DAY_OPEN : calendar_birthday(born, chain->system->age.from[band + 1]);
        chain->nights[cell_of(chain, state, band)] += (older < end ? older : end) - on;
        if (older < to && inside(chain, older))
            count_event(chain, cell_of(chain, state, band), cell_of(chain, state, band + 1));
        on = older < end ? older : end;
    }
}

static void count_spell(struct chain *chain, const struct flow_histories *histories, int64_t i)
{
    const int32_t state = histories->state[i], next = histories->next[i];
    const day born = histories->born[histories->person[i]], from = histories->from[i], to = histories->to[i];
    if (histories->first[i] && inside(chain, from))
        chain->entries[cell_of(chain, state, band_on(chain, born, from))]++;
    count_nights(chain, state, born, from, to);
    if (next == FLOW_CENSORED || !inside(chain, to))
        return;
    const int32_t left = cell_of(chain, state, band_on(chain, born, to > from ? to - 1 : from));
    const bool out = next >= chain->system->states;
    count_event(chain, left, out ? chain->cells : cell_of(chain, next, band_on(chain, born, to)));
}

/* Events become daily rates. */
static void settle(struct chain *chain)
{
    for (int32_t c = 0; c < chain->cells; c++) {
        double *rate = chain->rate + c * (chain->cells + 1), sum = 0;
        for (int32_t to = 0; to <= chain->cells; to++) {
            rate[to] = chain->nights[c] > 0 ? rate[to] / chain->nights[c] : 0;
            sum += rate[to];
        }
        for (int32_t to = 0; to <= chain->cells && sum > 1; to++)
            rate[to] /= sum;
        chain->entries[c] /= chain->to - chain->from;
    }
}

/* A day: `next` from `now`, then they change places. Adds up who started and who ceased. */
static void step(struct chain *chain, double *starts, double *ceases)
{
    for (int32_t c = 0; c < chain->cells; c++) {
        chain->next[c] = chain->now[c] + chain->entries[c];
        *starts += chain->entries[c];
    }
    for (int32_t c = 0; c < chain->cells; c++) {
        const double *rate = chain->rate + c * (chain->cells + 1);
        for (int32_t to = 0; to <= chain->cells; to++) {
            const double moved = chain->now[c] * rate[to];
            chain->next[c] -= moved;
            *(to < chain->cells ? &chain->next[to] : ceases) += moved;
        }
    }
    double *was = chain->now;
    chain->now = chain->next;
    chain->next = was;
}

static void project(struct chain *chain, const struct flow_months *months, struct flow_markov *out)
{
    for (int32_t m = 0; m < out->months; m++) {
        for (int32_t i = 0; i < flow_months_length(months, m); i++) {
            step(chain, &out->starts[m], &out->ceases[m]);
            for (int32_t c = 0; c < chain->cells; c++)
                out->nights[m * out->states + c / out->bands] += chain->now[c];
        }
        for (int32_t c = 0; c < chain->cells; c++)
            out->stock[m * chain->cells + c] = chain->now[c];
    }
}

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the mean-rate method");
}

static int chain_make(struct chain *chain, const struct flow_histories *histories, day start, struct arena *arena,
                      struct problem *problem)
{
    const size_t cells = (size_t)chain->cells;
    int64_t people[CELLS_MAX] = {0};
    chain->nights = arena_take(arena, cells * sizeof(double));
    chain->entries = arena_take(arena, cells * sizeof(double));
    chain->now = arena_take(arena, cells * sizeof(double));
    chain->next = arena_take(arena, cells * sizeof(double));
    chain->rate = arena_take(arena, cells * (cells + 1) * sizeof(double));
    if (!chain->nights || !chain->entries || !chain->now || !chain->next || !chain->rate)
        return out_of_memory(problem);
    for (int64_t i = 0; i < histories->spells; i++)
        count_spell(chain, histories, i);
    settle(chain);
    flow_stock(chain->system, histories, start, people);
    for (int32_t c = 0; c < chain->cells; c++)
        chain->now[c] = (double)people[c];
    return 0;
}

static int markov_make(const struct flow_system *system, int32_t months, struct flow_markov *out, struct problem *problem)
{
    *out = (struct flow_markov){.months = months, .states = system->states, .bands = system->age.count};
    const size_t count = (size_t)months, states = (size_t)system->states;
    out->stock = arena_take(&out->arena, count * states * (size_t)system->age.count * sizeof(double));
    out->nights = arena_take(&out->arena, count * states * sizeof(double));
    out->starts = arena_take(&out->arena, count * sizeof(double));
    out->ceases = arena_take(&out->arena, count * sizeof(double));
    return out->stock && out->nights && out->starts && out->ceases ? 0 : out_of_memory(problem);
}

int flow_markov_project(const struct flow_system *system, const struct flow_histories *histories, day start, int32_t window,
                        int32_t months, struct flow_markov *out, struct problem *problem)
{
    *out = (struct flow_markov){0};
    struct chain chain = {.system = system,
                          .cells = system->states * system->age.count,
                          .from = start + 1 - window,
                          .to = start + 1 < histories->observed_to ? start + 1 : histories->observed_to};
    if (chain.from < histories->observed_from)
        chain.from = histories->observed_from;
    if (chain.from >= chain.to)
        return problem_set(problem, PROBLEM_INPUT, "no day before the start was observed");
    struct arena arena = {0};
    struct flow_months ahead;
    int code = flow_months_make(start, months, &arena, &ahead, problem);
    if (code == 0)
        code = chain_make(&chain, histories, start, &arena, problem);
    if (code == 0)
        code = markov_make(system, months, out, problem);
    if (code == 0)
        project(&chain, &ahead, out);
    else
        flow_markov_clear(out);
    arena_clear(&arena);
    return code;
}

void flow_markov_clear(struct flow_markov *markov)
{
    arena_clear(&markov->arena);
    *markov = (struct flow_markov){0};
}

double flow_markov_stock(const struct flow_markov *markov, int32_t month, int32_t state, int32_t band)
{
    double sum = 0;
    for (int32_t s = 0; s < markov->states; s++)
        for (int32_t b = 0; b < markov->bands; b++)
            if ((state < 0 || s == state) && (band < 0 || b == band))
                sum += markov->stock[(month * markov->states + s) * markov->bands + b];
    return sum;
}
