#include "flow/walker.h"

#include <string.h>

#include "chance/special.h"

/* Where the walker stands in the tables: its bands of both clocks, and when the next ones begin. */
struct place {
    int32_t row;                        /* first cell of its state and age band */
    int32_t system, duration;           /* bands of time in system and in state */
    float system_until, duration_until; /* when the next bands begin; infinity in the last */
};

static void place_step(const struct flow_tables *tables, const struct flow_walker *walker, float time, struct place *place)
{
    while (time >= place->system_until)
        place->system_until = walker->entered + tables->system_from[++place->system + 1];
    while (time >= place->duration_until)
        place->duration_until = walker->since + tables->duration_from[++place->duration + 1];
}

/* After a change of state or age band: the first cell of the row, and a clock of time in state that may have begun anew. */
static inline __attribute__((always_inline)) void place_enter(const struct flow_tables *tables,
                                                              const struct flow_walker *walker, struct place *place)
{
    place->row = (walker->state * tables->ages + walker->age) * tables->systems * tables->durations;
    place->duration = 0;
    place->duration_until = walker->since + tables->duration_from[1];
    place_step(tables, walker, walker->now, place);
}

static struct place place_of(const struct flow_tables *tables, const struct flow_walker *walker)
{
    struct place place = {.system_until = walker->entered + tables->system_from[1]};
    place_enter(tables, walker, &place);
    return place;
}

static int32_t cell_of(const struct flow_tables *tables, const struct place *place)
{
    return place->row + place->system * tables->durations + place->duration;
}

/* The slot that holds a position: as many slots begin at or before it, less one. Counted without a branch. */
static int32_t slot_at(const float *lower, int32_t stride, float position)
{
    int32_t count = -1;
    for (int32_t i = 0; i < stride; i += 8)
        for (int32_t lane = 0; lane < 8; lane++)
            count += lower[i + lane] <= position;
    return count;
}

/* When each age band of a person ends. */
static void set_birthdays(const struct flow_tables *tables, day born, day start, float *birthday)
{
    const day origin = start + 1;
    for (int32_t a = 0; a + 1 < tables->ages; a++)
        birthday[a] = (float)(calendar_birthday(born, tables->age_from[a + 1]) - origin);
    birthday[tables->ages - 1] = (float)(calendar_birthday(born, tables->final_age) - origin);
}

/* The first day of March after `on`. From one to the next, who is born a day later has every birthday a day later
 * (calendar.h). */
static day next_march(day on)
{
    const struct calendar_date date = calendar_date(on);
    return calendar_day(date.month < 3 ? date.year : date.year + 1, 3, 1);
}

int flow_birthdays_make(const struct flow_tables *tables, day start, day first, day last, struct arena *arena,
                        struct flow_birthdays *out, struct problem *problem)
{
    *out = (struct flow_birthdays){.start = start, .first = first, .count = last - first + 1};
    out->at = arena_take(arena, (size_t)out->count * FLOW_BANDS_MAX * sizeof *out->at);
    if (!out->at)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the birthdays");
    day march = first;
    for (int32_t i = 0; i < out->count; i++) {
        float *at = out->at + (int64_t)i * FLOW_BANDS_MAX;
        if (first + i == march) {
            set_birthdays(tables, march, start, at);
            march = next_march(march);
            continue;
        }
        for (int32_t a = 0; a < tables->ages; a++)
            at[a] = at[a - FLOW_BANDS_MAX] + 1;
    }
    return 0;
}

void flow_walker_place(const struct flow_tables *tables, const struct flow_birthdays *birthdays,
                       const struct flow_person *person, day start, struct flow_walker *walker)
{
    const day origin = start + 1, from_first = birthdays ? person->born - birthdays->first : -1;
    *walker = (struct flow_walker){.number = person->number, .state = person->state};
    walker->entered = (float)(person->entered - origin) + person->moment;
    walker->since = (float)(person->since - origin) + person->moment;
    walker->now = walker->entered > 0 ? walker->entered : 0;
    if (from_first >= 0 && from_first < birthdays->count && start == birthdays->start)
        memcpy(walker->birthday, birthdays->at + (int64_t)from_first * FLOW_BANDS_MAX, sizeof walker->birthday);
    else
        set_birthdays(tables, person->born, start, walker->birthday);
    for (int32_t a = 0; a + 1 < tables->ages; a++)
        walker->age += walker->birthday[a] <= walker->now;
}

/* Inlined, like what it calls, wherever turns are taken: it is the inner loop. Whether the candidate is an event; *slot is
 * then its owner. `place` is where the walker stands at its time, `before` the cell under whose envelope it came. */
static inline __attribute__((always_inline)) bool
is_event(const struct flow_pace *pace, int32_t before, const struct place *place, float time, float position, int32_t *slot)
{
    const struct flow_tables *tables = pace->tables;
    const float *stretched = pace->edge + (int64_t)before * FLOW_SERIES, *own = tables->edge + (int64_t)before * FLOW_SERIES;
    const int32_t series = (position >= stretched[1]) + (position >= stretched[2]) + (position >= stretched[3]);
    const float at = pace->months ? own[series] + (position - stretched[series]) * pace->shrink[series] : position;
    const float *lower = tables->lower + (int64_t)before * tables->stride;
    const float *rate = tables->rate + (int64_t)cell_of(tables, place) * tables->stride;
    *slot = slot_at(lower, tables->stride, at);
    const float ratio = pace->months ? pace->ratio[series][flow_months_of(pace->months, (int32_t)time)] : 1;
    return at - lower[*slot] < rate[*slot] * ratio;
}

/* Writes a turn down in whatever form was asked for. */
static inline __attribute__((always_inline)) void take(struct flow_turn *turns, float *times, struct flow_foreseen *foreseen,
                                                       int32_t count, const struct flow_walker *walker, int32_t destination)
{
    if (turns)
        turns[count] = (struct flow_turn){(int32_t)walker->now, destination};
    if (times)
        times[count] = walker->now;
    if (foreseen)
        foreseen[count] = flow_foreseen_of(walker->now, destination, walker->candidate);
}

/* Inlined into its callers, so that whoever wants no times pays nothing for them. */
static inline __attribute__((always_inline)) int32_t take_turns(const struct flow_pace *pace, struct chance_key key,
                                                                uint32_t replicate, float horizon,
                                                                struct flow_walker *walker, struct flow_turn *turns,
                                                                float *times, struct flow_foreseen *foreseen, int32_t room)
{
    const struct flow_tables *tables = pace->tables;
    struct chance_block block = chance_block_at(key, walker->candidate >> 1, walker->number, replicate, CHANCE_PATH);
    struct place place = place_of(tables, walker);
    int32_t count = 0;
    while (count < room) {
        const int32_t before = cell_of(tables, &place);
        const uint32_t half = (walker->candidate & 1) * 2;
        const float time = walker->now + chance_exponential(block.word[half]) * pace->wait[before];
        const float position = (float)(int32_t)(block.word[half + 1] >> 8) * 0x1p-24f * pace->total[before];
        const float birthday = walker->birthday[walker->age];
        walker->candidate++;
        if (half) /* the next block at once: the processor makes it while it waits for the tables (4% faster than when
                     needed) */
            block = chance_block_at(key, walker->candidate >> 1, walker->number, replicate, CHANCE_PATH);
        if (time >= birthday || time >= horizon) {
            if (birthday >= horizon)
                break;
            walker->now = birthday > walker->now ? birthday : walker->now;
            const bool last = walker->age + 1 == tables->ages;
            take(turns, times, foreseen, count++, walker, last ? tables->final_destination : FLOW_AGEING);
            if (last)
                break;
            walker->age++;
            place_enter(tables, walker, &place);
            continue;
        }
        walker->now = time;
        place_step(tables, walker, time, &place);
        int32_t slot;
        if (!is_event(pace, before, &place, time, position, &slot))
            continue;
        const int32_t destination = tables->destination[walker->state][slot];
        take(turns, times, foreseen, count++, walker, destination);
        if (destination >= tables->states)
            break;
        walker->state = destination;
        walker->since = time;
        place_enter(tables, walker, &place);
    }
    return count;
}

int32_t flow_walker_turns(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                          struct flow_walker *walker, struct flow_turn *turns, int32_t room)
{
    return take_turns(pace, key, replicate, horizon, walker, turns, NULL, NULL, room);
}

int32_t flow_walker_timed_turns(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                                struct flow_walker *walker, struct flow_turn *turns, float *times, int32_t room)
{
    return take_turns(pace, key, replicate, horizon, walker, turns, times, NULL, room);
}

int32_t flow_walker_foresee(const struct flow_pace *pace, struct chance_key key, uint32_t replicate, float horizon,
                            struct flow_walker *walker, struct flow_foreseen *turns, int32_t room)
{
    return take_turns(pace, key, replicate, horizon, walker, NULL, NULL, turns, room);
}
