#include "run/outturn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "budget/position.h"
#include "budget/reconcile.h"
#include "casebook/import.h"
#include "flow/weighed.h"
#include "money/money.h"
#include "run/gather.h"
#include "run/prepared.h"
#include "run/run_id.h"

enum { PATHS = 1000, RECENT_DAYS = 365, RECENT_LEAST = 5, NOBODY = -1, WEEK = 7 };

/* What one outturn reads and writes. */
struct outturn_making {
    struct casebook *casebook;
    const struct run_outturn_options *options;
    struct outturn_report *report;
    const struct books *books;
    struct gathered past;
    struct run_forecast_options forecast; /* of which the rates and levels are */
    day start;                            /* the last night of the closed periods */
    int32_t *person_of;                   /* [ids] by the casebook's number of a child: the person of the histories + 1 */
    int64_t ids;
    struct progress *progress;
    struct problem *problem;
    struct arena arena;
};

static int out_of_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the outturn");
}

static int settle(struct outturn_making *making, struct outturn_question *question)
{
    const struct run_outturn_options *options = making->options;
    const int32_t tolerance = casebook_settings(making->casebook)->tolerance;
    *question = (struct outturn_question){.books = making->books,
                                          .closed = options->closed,
                                          .tolerance = tolerance ? tolerance : POSITION_TOLERANCE,
                                          .before = options->before,
                                          .befores = options->befores};
    if (question->closed == OUTTURN_NEWEST_PERIOD)
        question->closed = reconcile_newest(making->books);
    if (question->closed < 0 || question->closed > BOOKS_PERIODS)
        return problem_set(making->problem, PROBLEM_USAGE, "a period is 1 to %d, or 0 before the first, not %d",
                           BOOKS_PERIODS, question->closed);
    making->report->paths = options->paths ? options->paths : PATHS;
    making->report->seed = options->seed;
    making->start = books_period_start(making->books->year, question->closed + 1) - 1;
    if (making->report->paths < 1 || making->report->paths > FLOW_REPLICATES_MAX)
        return problem_set(making->problem, PROBLEM_USAGE, "an outturn has 1 to %d paths, not %d", FLOW_REPLICATES_MAX,
                           making->report->paths);
    return 0;
}

/* Whether there can be futures, and if not, why not. */
static int look_for_past(struct outturn_making *making, int32_t closed)
{
    struct problem why = {0};
    if (making->options->run_on)
        making->report->only_run_on = "only the run-on basis was asked for";
    else if (closed == BOOKS_PERIODS)
        making->report->only_run_on = "the year is over";
    if (making->report->only_run_on)
        return 0;
    const int code = gather_histories_known(making->casebook, making->options->known_at, DAY_NONE, &making->past, &why);
    if (code == PROBLEM_NOT_FOUND) {
        making->report->only_run_on = "no returns have been imported, so that nobody knows how long placements last";
        return 0;
    }
    return code < 0 ? problem_set(making->problem, code, "%s", why.text) : 0;
}

/* Finds people by the casebook's number of the child. */
static int map_people(struct outturn_making *making)
{
    const struct care_records *records = &making->past.records;
    for (int64_t i = 0; i < records->children; i++)
        making->ids = records->name[i] >= making->ids ? records->name[i] + 1 : making->ids;
    making->person_of = arena_take(&making->arena, (size_t)(making->ids + 1) * sizeof *making->person_of);
    if (!making->person_of)
        return out_of_memory(making->problem);
    for (int64_t p = 0; p < making->past.histories.persons; p++)
        making->person_of[records->name[making->past.child_of[p]]] = (int32_t)p + 1;
    return 0;
}

static int32_t person_of(const struct outturn_making *making, int64_t child)
{
    return child > 0 && child < making->ids ? making->person_of[child] - 1 : NOBODY;
}

/* When the person's period of care began, as far as the returns know; `otherwise` when they know of none then. */
static day entered_of(const struct flow_histories *histories, int32_t person, day on, day otherwise)
{
    int64_t low = 0, high = histories->spells;
    while (low < high) {
        const int64_t middle = (low + high) / 2;
        if (histories->person[middle] < person)
            low = middle + 1;
        else
            high = middle;
    }
    day entered = otherwise;
    for (; low < histories->spells && histories->person[low] == person; low++)
        if (histories->from[low] <= on && on < histories->to[low])
            entered = histories->entered[low];
    return entered < otherwise ? entered : otherwise;
}

static day known_end(const struct outturn_making *making, const struct books_package *package)
{
    return books_known_end(package->to, package->planned_to, making->start + 1);
}

/* A package as a spell that is weighed by its weekly price. */
static struct flow_weighed_spell spell_of(const struct outturn_making *making, const struct books_package *package)
{
    const struct flow_system *system = &casebook_system(making->casebook)->flow;
    const struct flow_histories *histories = &making->past.histories;
    const int32_t person = person_of(making, package->child);
    struct flow_weighed_spell spell = {
        .from = package->from,
        .to = known_end(making, package),
        .weight = package->weekly == BOOKS_BLANK ? 0 : package->weekly,
        .group = package->line == BOOKS_NO_LINE ? (int32_t)making->books->lines : package->line,
    };
    if (person == NOBODY || package->state < 0 || package->from > making->start || spell.to <= making->start + 1 ||
        calendar_age(histories->born[person], making->start + 1) >= system->final_age ||
        histories->born[person] > package->from)
        return spell;
    spell.walks = true;
    spell.person = (struct flow_person){.number = histories->luck[person],
                                        .born = histories->born[person],
                                        .state = package->state,
                                        .entered = entered_of(histories, person, making->start, package->from),
                                        .since = package->from,
                                        .moment = 0.5f};
    return spell;
}

/* The packages of a child that are open at the start and would walk: the dearest walks, the others end with it. */
static void lay_child(struct outturn_making *making, struct flow_weighed_plan *plan, struct flow_weighed_spell *spell,
                      const struct flow_weighed_spell *all, uint8_t *laid, int64_t first)
{
    const struct books_package *package = making->books->package;
    int64_t dearest = first;
    for (int64_t i = first; i < making->books->packages; i++)
        if (!laid[i] && all[i].walks && package[i].child == package[first].child && all[i].weight > all[dearest].weight)
            dearest = i;
    struct flow_weighed_spell *leader = &spell[plan->spells++];
    *leader = all[dearest];
    laid[dearest] = 1;
    making->report->walked++;
    for (int64_t i = first; i < making->books->packages; i++) {
        if (laid[i] || !all[i].walks || package[i].child != package[first].child)
            continue;
        spell[plan->spells] = all[i];
        spell[plan->spells++].walks = false;
        leader->followers++;
        laid[i] = 1;
        making->report->walked++;
    }
}

static int lay_spells(struct outturn_making *making, struct flow_weighed_plan *plan)
{
    const struct books *books = making->books;
    const size_t room = (size_t)(books->packages + 1);
    struct flow_weighed_spell *spell = arena_take(&making->arena, room * sizeof *spell),
                              *all = arena_take(&making->arena, room * sizeof *all);
    uint8_t *laid = arena_take(&making->arena, room);
    if (!spell || !all || !laid)
        return out_of_memory(making->problem);
    for (int64_t i = 0; i < books->packages; i++)
        all[i] = spell_of(making, &books->package[i]);
    for (int64_t i = 0; i < books->packages; i++) {
        if (laid[i] || all[i].to <= making->start + 1)
            continue;
        if (all[i].walks) {
            lay_child(making, plan, spell, all, laid, i);
        } else {
            spell[plan->spells++] = all[i];
            making->report->running++;
        }
    }
    plan->spell = spell;
    return 0;
}

/* Prices of a kind in the ledger that began on the days from … last; how many. */
static int32_t take_prices(const struct books *books, int32_t state, day from, day last, int64_t *price)
{
    int32_t count = 0;
    for (int64_t i = 0; i < books->packages; i++)
        if (books->package[i].state == state && books->package[i].weekly != BOOKS_BLANK && books->package[i].from >= from &&
            books->package[i].from <= last)
            price[count++] = books->package[i].weekly;
    return count;
}

/* What a new placement of each kind can cost, and where it is charged. */
static int lay_states(struct outturn_making *making, struct flow_weighed_plan *plan)
{
    const struct books *books = making->books;
    const int32_t states = casebook_system(making->casebook)->flow.states;
    struct flow_weighed_state *state = arena_take(&making->arena, (size_t)states * sizeof *state);
    for (int32_t s = 0; state && s < states; s++) {
        int64_t *price = arena_take(&making->arena, (size_t)(books->packages + 1) * sizeof *price);
        struct money listed;
        if (!price)
            return out_of_memory(making->problem);
        state[s].group = (int32_t)books->lines;
        for (int64_t i = books->lines - 1; i >= 0; i--)
            if (books->line[i].state == s)
                state[s].group = (int32_t)i;
        state[s].count = take_prices(books, s, making->start + 1 - RECENT_DAYS, making->start, price);
        if (state[s].count < RECENT_LEAST)
            state[s].count = take_prices(books, s, DAY_NONE, making->start, price);
        if (state[s].count == 0 && tariff_price(casebook_tariff(making->casebook), s, books->year, &listed))
            price[state[s].count++] = listed.pence;
        state[s].weight = price;
    }
    plan->state = state;
    return state ? 0 : out_of_memory(making->problem);
}

/* Months of the forecast, from the returns' last day, before the first that is simulated here. */
static int32_t months_before(const struct outturn_making *making)
{
    const int32_t gap = calendar_month(making->start + 1) - calendar_month(making->past.as_at + 1);
    return gap > 0 ? gap : 0;
}

/* The levels of a forecast as those of a simulation that begins `months` later. */
static int shift_levels(struct outturn_making *making, const struct flow_levels *from, int32_t months, int32_t count,
                        struct flow_levels *out)
{
    *out = *from;
    out->quarters = flow_levels_quarter(count - 1) + 1;
    const size_t cells = (size_t)from->replicates * FLOW_SERIES * (size_t)out->quarters;
    float *level = arena_take(&making->arena, cells * sizeof *level);
    if (!level)
        return out_of_memory(making->problem);
    for (int32_t r = 0; r < from->replicates; r++)
        for (int32_t s = 0; s < FLOW_SERIES; s++)
            for (int32_t q = 0; q < out->quarters; q++)
                level[((size_t)r * FLOW_SERIES + (size_t)s) * (size_t)out->quarters + (size_t)q] =
                    flow_levels_of(from, r, s)[flow_levels_quarter(months + 3 * q)];
    out->level = level;
    return 0;
}

static int simulate(struct outturn_making *making, int32_t closed, struct flow_weighed *weighed)
{
    const struct flow_system *system = &casebook_system(making->casebook)->flow;
    struct prepared prepared = {0};
    struct flow_levels levels;
    struct flow_weighed_plan plan = {.start = making->start,
                                     .months = BOOKS_PERIODS - closed,
                                     .replicates = making->report->paths,
                                     .groups = (int32_t)making->books->lines + 1,
                                     .seed = making->options->seed,
                                     .levels = &levels,
                                     .hands = making->options->hands};
    int code = map_people(making);
    if (code == 0)
        code = lay_spells(making, &plan);
    if (code == 0)
        code = lay_states(making, &plan);
    if (code == 0)
        code =
            prepared_make(making->casebook, &making->past, &making->forecast, making->progress, &prepared, making->problem);
    if (code == 0)
        code = shift_levels(making, &prepared.levels, months_before(making), plan.months, &levels);
    plan.authority = prepared.plan.authority;
    if (code == 0)
        code = flow_weighed_simulate(system, &prepared.learnt.posterior, &plan, making->progress, weighed, making->problem);
    prepared_clear(&prepared);
    return code;
}

static int64_t pence_of(int64_t weighed)
{
    struct money pence = {0};
    money_scale((struct money){weighed}, 1, WEEK, &pence); /* a seventh of an int64 fits */
    return pence.pence;
}

/* Weekly pence × nights as pence: of a line and month, and of a line and cause, rounded once. */
static int price(struct outturn_making *making, const struct flow_weighed *weighed, struct outturn_futures *out)
{
    static const enum outturn_cause cause_of[FLOW_WEIGHED_CAUSES] = {[FLOW_WEIGHED_LEFT] = OUTTURN_ENDS,
                                                                     [FLOW_WEIGHED_DOWN] = OUTTURN_MOVES_DOWN,
                                                                     [FLOW_WEIGHED_UP] = OUTTURN_MOVES_UP,
                                                                     [FLOW_WEIGHED_ENTERED] = OUTTURN_STARTS};
    const int64_t cells = (int64_t)weighed->groups * weighed->replicates;
    *out =
        (struct outturn_futures){.lines = weighed->groups - 1, .replicates = weighed->replicates, .nights = weighed->nights};
    out->pence = arena_take(&making->arena, (size_t)cells * sizeof *out->pence);
    out->cause = arena_take(&making->arena, (size_t)weighed->groups * OUTTURN_CAUSE_COUNT * sizeof *out->cause);
    if (!out->pence || !out->cause)
        return out_of_memory(making->problem);
    for (int64_t i = 0; i < cells; i++)
        for (int32_t m = 0; m < weighed->months; m++)
            out->pence[i] += pence_of(weighed->sum[i * weighed->months + m]);
    for (int32_t g = 0; g < weighed->groups; g++)
        for (int32_t c = 0; c < FLOW_WEIGHED_CAUSES; c++)
            out->cause[g * OUTTURN_CAUSE_COUNT + (int32_t)cause_of[c]] =
                pence_of(weighed->cause[g * FLOW_WEIGHED_CAUSES + c]);
    return 0;
}

/* The options of the forecast of which rates and levels are, and the id of all that decides the outturn. */
static int make_id(struct outturn_making *making, const struct outturn_question *question)
{
    struct text inputs = {0};
    char books[RUN_ID_SIZE], forecast[RUN_ID_SIZE] = "none";
    int code = casebook_books_hash(&making->report->kept, books, making->problem);
    if (code == 0 && !making->report->only_run_on) {
        const struct run_forecast_options given = {.months = months_before(making) + BOOKS_PERIODS - question->closed,
                                                   .paths = making->report->paths,
                                                   .seed = making->options->seed,
                                                   .hands = making->options->hands};
        code = prepared_settle(&given, making->past.as_at, 1, &making->forecast, making->problem);
        if (code == 0)
            code = run_id_make(making->casebook, &making->past, &making->forecast, forecast, making->problem);
        making->report->as_at = making->past.as_at;
    }
    text_format(&inputs, "outturn of %s, rates of %s, closed %d, tolerance %d\n", books, forecast, question->closed,
                question->tolerance);
    if (code == 0)
        code = text_check(&inputs, making->problem);
    if (code == 0)
        casebook_hash(text_string(&inputs), inputs.length, making->report->id);
    text_clear(&inputs);
    return code;
}

static int make(struct outturn_making *making)
{
    struct outturn_question question;
    struct outturn_futures futures;
    struct flow_weighed weighed = {0};
    int code = settle(making, &question);
    if (code == 0)
        code = look_for_past(making, question.closed);
    if (code == 0)
        code = make_id(making, &question);
    if (code == 0 && !making->report->only_run_on) {
        code = simulate(making, question.closed, &weighed);
        if (code == 0)
            code = price(making, &weighed, &futures);
        question.futures = &futures;
    }
    if (code == 0)
        code = outturn_make(&question, &making->report->outturn, making->problem);
    flow_weighed_clear(&weighed);
    return code;
}

int run_outturn(struct casebook *casebook, const struct run_outturn_options *options, struct progress *progress,
                struct outturn_report *out, struct problem *problem)
{
    *out = (struct outturn_report){.as_at = DAY_NONE};
    const struct casebook_settings *settings = casebook_settings(casebook);
    struct outturn_making making = {.casebook = casebook,
                                    .options = options,
                                    .report = out,
                                    .books = &out->kept.books,
                                    .progress = progress,
                                    .problem = problem};
    int code = casebook_load_books(casebook, options->year, options->known_at, &out->kept, problem);
    snprintf(out->council, sizeof out->council, "%s", settings->council);
    snprintf(out->authority, sizeof out->authority, "%s", settings->authority);
    snprintf(out->made, sizeof out->made, "%s", options->when ? options->when : "");
    if (code == 0)
        code = make(&making);
    gather_clear(&making.past);
    arena_clear(&making.arena);
    if (code < 0)
        outturn_report_clear(out);
    return code;
}

void outturn_report_clear(struct outturn_report *report)
{
    outturn_clear(&report->outturn);
    casebook_books_clear(&report->kept);
    *report = (struct outturn_report){.as_at = DAY_NONE};
}
