/*
 * bench_places: what it costs that places can be full.
 *
 * The council of bench_paths (about 700 children in balance, 36 months, 1,000 paths, one core, all tallies and histograms),
 * once as walks alone, one walker after the other, and then with places, as a forecast goes (ways taken ahead abreast where the
 * processor can): no caps (which is found out from walks alone), the council's own carers and homes full at the start, five
 * kinds full or nearly, and these by the heap too, event by event. Best of five by
 * processor time, turn and turn about. The ratio is of the time with places to the time alone in this run.
 */
#include <stdio.h>

#include "bench_council.h"
#include "clock.h"
#include "flow/futures.h"

enum { MONTHS = 36, PATHS = 1000, TRIES = 5, DAYS = 1100, IHF = 2, IFA = 3, IHR = 5, EXR = 6, SECURE = 7, LAST = 10 };

/* The council that is measured. */
struct council {
    struct bench_council made;
    struct flow_places none, own, five;
    struct arena arena; /* of the places */
};

/* One cap, in per cent of who is there at the start. */
struct cap {
    int32_t state, percent;
};

static int make_places(struct council *council, const struct cap *cap, int32_t caps, struct flow_places *out,
                       struct problem *problem)
{
    struct flow_spill spill = {.last = LAST};
    struct flow_places_line line[FLOW_STATES_MAX];
    int64_t stock[FLOW_STATES_MAX * FLOW_BANDS_MAX];
    const int32_t bands = council->made.system.age.count;
    spill.count[IHF] = spill.count[IFA] = spill.count[IHR] = 1;
    spill.next[IHF][0] = IFA;
    spill.next[IFA][0] = spill.next[IHR][0] = EXR;
    flow_stock(&council->made.system, &council->made.histories, council->made.start, stock);
    for (int32_t i = 0; i < caps; i++) {
        int64_t there = 0;
        for (int32_t b = 0; b < bands; b++)
            there += stock[cap[i].state * bands + b];
        line[i] =
            (struct flow_places_line){cap[i].state, (int32_t)(there * cap[i].percent / 100), council->made.start, DAY_OPEN};
    }
    return flow_places_make(&council->made.system, &spill, line, caps, council->made.start, DAYS, &council->arena, out,
                            problem);
}

/* No caps; a council's own carers and homes full at the start; five kinds full or nearly. */
static int make_all_places(struct council *council, struct problem *problem)
{
    static const struct cap own[] = {{IHF, 100}, {IHR, 100}},
                            five[] = {{IHF, 100}, {IFA, 110}, {IHR, 100}, {EXR, 115}, {SECURE, 100}};
    int code = make_places(council, NULL, 0, &council->none, problem);
    if (code == 0)
        code = make_places(council, own, 2, &council->own, problem);
    return code < 0 ? code : make_places(council, five, 5, &council->five, problem);
}

/* One way to run the futures, and what came of the best of its runs. */
struct way {
    const char *what;
    const struct flow_places *places; /* NULL: walks alone */
    enum flow_queue_kind queue;
    double best, years, spills; /* seconds; child-years; sent elsewhere a path */
};

static int run_once(const struct council *council, const struct flow_levels *levels, struct way *way,
                    struct problem *problem)
{
    const struct flow_plan plan = {.start = council->made.start,
                                   .months = MONTHS,
                                   .replicates = PATHS,
                                   .seed = 7,
                                   .authority = 1,
                                   .levels = levels,
                                   .places = way->places,
                                   .queue = way->queue,
                                   .gait = way->places ? FLOW_GAIT_BEST : FLOW_GAIT_SINGLE,
                                   .hands = {.threads = 1}};
    struct flow_futures futures;
    int64_t nights = 0, spilled = 0;
    const double before = processor_seconds();
    if (flow_simulate(&council->made.system, &council->made.histories, &council->made.fitted, &plan, NULL, &futures,
                      problem) < 0)
        return problem->code;
    const double taken = processor_seconds() - before;
    way->best = taken < way->best ? taken : way->best;
    for (int64_t k = 0; k < (int64_t)PATHS * MONTHS * futures.states; k++)
        nights += futures.nights[k];
    for (int32_t m = 0; m < MONTHS && way->places; m++)
        spilled += flow_sufficiency_sum(&futures.sufficiency, FLOW_SPILLED, FLOW_ALL, m);
    way->years = (double)nights / FLOW_YEAR_DAYS;
    way->spills = (double)spilled / PATHS;
    flow_futures_clear(&futures);
    return 0;
}

/* Turn and turn about, so that what else the machine does falls on all of them. */
static int measure(const struct council *council, bool drift, struct problem *problem)
{
    struct way way[] = {{.what = "walks alone, scalar"},
                        {.what = "no caps", .places = &council->none},
                        {.what = "own homes full, day buckets", .places = &council->own},
                        {.what = "five kinds full, day buckets", .places = &council->five},
                        {.what = "five kinds full, heap", .places = &council->five, .queue = FLOW_QUEUE_HEAP}};
    enum { WAYS = sizeof way / sizeof *way };
    const char *how = drift ? "drift on" : "drift off";
    for (int32_t i = 0; i < WAYS; i++)
        way[i].best = 1e300;
    for (int32_t i = 0; i < TRIES * WAYS; i++)
        if (run_once(council, drift ? &council->made.levels : NULL, &way[i % WAYS], problem) < 0)
            return problem->code;
    for (int32_t i = 0; i < WAYS; i++) {
        printf("places: %s, %s, a core\t%.2f\tmillion child-years/s\n", way[i].what, how, way[i].years / way[i].best / 1e6);
        if (i > 0)
            printf("places: %s, %s, time\t%.2f\tof walks alone\n", way[i].what, how, way[i].best / way[0].best);
        if (i > 1)
            printf("places: %s, %s, sent elsewhere a path\t%.0f\tchildren\n", way[i].what, how, way[i].spills);
    }
    return 0;
}

int main(void)
{
    struct council council = {0};
    struct problem problem = {0};
    int code = bench_council_make(-1, MONTHS, PATHS, &council.made, &problem);
    if (code == 0)
        code = make_all_places(&council, &problem);
    for (int32_t drift = 0; drift < 2 && code == 0; drift++)
        code = measure(&council, drift, &problem);
    if (code < 0)
        fprintf(stderr, "bench_places: %s\n", problem.text);
    bench_council_clear(&council.made);
    arena_clear(&council.arena);
    return code < 0;
}
