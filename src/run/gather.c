#include "run/gather.h"

#include <stdlib.h>

#include "casebook/import.h"

static int refuse_day(day as_at, day first, day last, struct problem *problem)
{
    struct text words = {0};
    calendar_append_words(&words, as_at);
    problem_set(problem, PROBLEM_USAGE, "the returns do not speak of %s", text_string(&words));
    text_reset(&words);
    text_append(&words, "Choose a day from ");
    calendar_append(&words, first);
    text_append(&words, " to ");
    calendar_append(&words, last);
    problem_next(problem, "%s, or leave --as-at out.", text_string(&words));
    text_clear(&words);
    return PROBLEM_USAGE;
}

static int choose_day(const struct care_records *records, day as_at, day *chosen, struct problem *problem)
{
    int32_t oldest = records->return_of[0].year;
    for (int32_t i = 1; i < records->returns; i++)
        if (records->return_of[i].year < oldest)
            oldest = records->return_of[i].year;
    day first = calendar_month_end(calendar_month(calendar_year_start(oldest)));
    *chosen = as_at == DAY_NONE ? records->known_to : as_at;
    if (*chosen < first || *chosen > records->known_to)
        return refuse_day(*chosen, first, records->known_to, problem);
    return 0;
}

static int load(struct casebook *casebook, int64_t known_at, struct gathered *out, struct problem *problem)
{
    *out = (struct gathered){.known_at = known_at};
    return casebook_load_records_at(casebook, known_at, &out->records, problem);
}

/* Histories, fates and monthly counts of the records as known on the day. */
static int build_at(const struct care_system *system, const struct care_records *records, day as_at, struct gathered *out,
                    struct problem *problem)
{
    out->as_at = as_at;
    int code = care_history_build(system, records, as_at, &out->histories, &out->fates, &out->child_of, problem);
    if (code == 0)
        code = care_monthly_count(&system->flow, &out->histories, &out->monthly, problem);
    return code;
}

static int build(struct casebook *casebook, day as_at, struct gathered *out, struct problem *problem)
{
    day chosen = DAY_NONE;
    int code = choose_day(&out->records, as_at, &chosen, problem);
    return code < 0 ? code : build_at(casebook_system(casebook), &out->records, chosen, out, problem);
}

int gather_as_at(const struct care_system *system, const struct care_records *records, day as_at, struct gathered *out,
                 struct problem *problem)
{
    *out = (struct gathered){0};
    int code = build_at(system, records, as_at, out, problem);
    if (code < 0)
        gather_clear(out);
    return code;
}

int gather_histories_known(struct casebook *casebook, int64_t known_at, day as_at, struct gathered *out,
                           struct problem *problem)
{
    int code = load(casebook, known_at, out, problem);
    if (code == 0)
        code = build(casebook, as_at, out, problem);
    if (code < 0)
        gather_clear(out);
    return code;
}

int gather_histories(struct casebook *casebook, day as_at, struct gathered *out, struct problem *problem)
{
    return gather_histories_known(casebook, CASEBOOK_NOW, as_at, out, problem);
}

void gather_clear(struct gathered *gathered)
{
    care_records_clear(&gathered->records);
    flow_histories_clear(&gathered->histories);
    free(gathered->child_of);
    care_fates_clear(&gathered->fates);
    care_monthly_clear(&gathered->monthly);
    *gathered = (struct gathered){0};
}

static struct care_telling telling_of(const struct gathered *gathered)
{
    return (struct care_telling){&gathered->records, &gathered->histories, &gathered->fates, gathered->child_of};
}

int gather_revision(struct casebook *casebook, int64_t before, int64_t after, struct care_revision *out,
                    struct problem *problem)
{
    struct gathered was = {0}, is = {0};
    *out = (struct care_revision){0};
    int code = load(casebook, before, &was, problem);
    if (code == 0)
        code = load(casebook, after, &is, problem);
    day last = was.records.known_to < is.records.known_to ? was.records.known_to : is.records.known_to;
    if (code == 0)
        code = build(casebook, last, &was, problem);
    if (code == 0)
        code = build(casebook, last, &is, problem);
    if (code == PROBLEM_USAGE) /* the day was not chosen by anybody */
        problem_next(problem, "Choose two snapshots whose returns speak of the same years.");
    if (code == 0) {
        const struct care_telling first = telling_of(&was), second = telling_of(&is);
        code = care_revision_make(&first, &second, out, problem);
    }
    gather_clear(&was);
    gather_clear(&is);
    return code;
}

static int add_value(struct run_rows *out, enum run_measure measure, day date, int32_t state, int32_t band, int64_t value,
                     struct problem *problem)
{
    int64_t row = run_rows_add(out, measure, date, state, band, problem);
    if (row < 0)
        return (int)row;
    out->mean[row] = value * 1000;
    return 0;
}

/* All states and age bands of one measure in one month, "all" first. */
static int add_grid(const struct care_monthly *monthly, enum run_measure measure, enum flow_measure of, int32_t month,
                    struct run_rows *out, struct problem *problem)
{
    for (int32_t state = FLOW_ALL; state < monthly->states; state++)
        for (int32_t band = FLOW_ALL; band < monthly->bands; band++) {
            int64_t value = care_monthly_get(monthly, of, state, band, month);
            if (add_value(out, measure, monthly->month_end[month], state, band, value, problem) < 0)
                return problem->code;
        }
    return 0;
}

static int add_ends(const struct care_monthly *monthly, struct run_rows *out, struct problem *problem)
{
    for (int32_t month = 0; month < monthly->months; month++)
        for (int32_t exit = 0; exit < monthly->exits; exit++) {
            int64_t value = monthly->exits_of[month * monthly->exits + exit];
            if (add_value(out, RUN_EXITS, monthly->month_end[month], exit, RUN_ALL, value, problem) < 0)
                return problem->code;
        }
    for (int32_t month = 0; month < monthly->months; month++)
        if (add_value(out, RUN_STARTS_UASC, monthly->month_end[month], RUN_ALL, RUN_ALL, monthly->starts_marked[month],
                      problem) < 0)
            return problem->code;
    return 0;
}

int gather_history_rows(const struct gathered *gathered, struct run_rows *out, struct problem *problem)
{
    static const struct {
        enum run_measure measure;
        enum flow_measure of;
    } grids[] = {{RUN_STOCK, FLOW_STOCK}, {RUN_STARTS, FLOW_STARTS}, {RUN_CEASES, FLOW_CEASES}, {RUN_MOVES, FLOW_MOVES}};
    const struct care_monthly *monthly = &gathered->monthly;
    for (size_t i = 0; i < sizeof grids / sizeof *grids; i++)
        for (int32_t month = 0; month < monthly->months; month++)
            if (add_grid(monthly, grids[i].measure, grids[i].of, month, out, problem) < 0)
                return problem->code;
    return add_ends(monthly, out, problem);
}
