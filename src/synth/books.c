#include "synth/books.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/file.h"
#include "budget/books.h"
#include "money/money.h"
#include "synth/books_ledger.h"
#include "synth/books_planting.h"
#include "synth/luck.h"

enum { TEAMS = 2, POST_YEARLY = 5600000, AGENCY_WEEKLY = 165000, OTHER_PER_CHILD = 120000, HUNDRED = 100 };

static const char *const team_name[TEAMS] = {"Social work teams", "Fostering and adoption team"};

/* The sums of a made-up council's year, in pence by month. */
struct made_books {
    const struct synth_council *council;
    int32_t year, closed;
    struct synth_ledger ledger;
    struct synth_book_mistakes mistakes; /* planted in the ledger and the payments */
    int64_t stock[FLOW_STATES_MAX];
    int64_t payments; /* rows of actuals.csv so far */
    int64_t paid[FLOW_STATES_MAX][BOOKS_PERIODS];
    int64_t team[TEAMS][BOOKS_PERIODS], team_budget[TEAMS];
    struct synth_books *out;
};

static void add_pounds(struct text *out, int64_t pence)
{
    money_append(out, (struct money){pence});
}

/* How many children each kind had when the last return ended. */
static void count_stock(struct made_books *made)
{
    const struct synth_council *council = made->council;
    for (int64_t p = 0; p < council->periods; p++)
        for (int32_t i = 0; i < council->period[p].spells; i++) {
            const struct synth_spell *spell = &council->spell[council->period[p].first_spell + i];
            made->stock[spell->state] += spell->from <= council->as_at && council->as_at < spell->to;
        }
}

/* Sums what is paid: every package by its nights, and what is paid a second time by mistake. */
static int pay_packages(struct made_books *made)
{
    int64_t pence;
    for (int64_t i = 0; i < made->ledger.packages; i++)
        for (int32_t m = 0; m < made->closed; m++) {
            const struct books_package *paid = &made->ledger.package[i].paid;
            if (!books_package_periods(paid, made->year, m + 1, m + 1, &pence) ||
                __builtin_add_overflow(made->paid[paid->state][m], pence, &made->paid[paid->state][m]))
                return PROBLEM_LIMIT;
        }
    for (int64_t i = 0; i < made->mistakes.count; i++) {
        const struct synth_book_planted *planted = &made->mistakes.planted[i];
        if (planted->period)
            made->paid[planted->state][planted->period - 1] += planted->unexplained;
    }
    return 0;
}

/* One post: permanent or agency, or nobody. */
static int write_post(struct made_books *made, int32_t team, int32_t number)
{
    static const char *const roles[TEAMS] = {"Social worker", "Supervising social worker"};
    struct text *out = &made->out->file[SYNTH_STAFFING];
    struct chance_stream luck = synth_luck_of(made->council->seed, (uint32_t)(team * 100000 + number), SYNTH_LUCK_POST);
    const bool vacant = synth_luck_comes(&luck, 80), agency = !vacant && synth_luck_comes(&luck, 160);
    const struct books_post post = {.from = DAY_NONE,
                                    .to = DAY_OPEN,
                                    .yearly = agency ? BOOKS_BLANK : POST_YEARLY,
                                    .weekly = agency ? AGENCY_WEEKLY : BOOKS_BLANK,
                                    .vacant = vacant};
    int64_t pence;
    text_format(out, "P%d%03d,%s,%s,G9,1,,,%s,%s,%s,%s,\n", team + 1, number, team_name[team], roles[team],
                agency ? "agency" : "permanent", agency ? "" : "56000", agency ? "1650" : "", vacant ? "y" : "n");
    made->team_budget[team] += POST_YEARLY;
    for (int32_t m = 0; m < made->closed; m++) {
        if (!books_post_cost(&post, books_period_start(made->year, m + 1), books_period_start(made->year, m + 2), &pence))
            return PROBLEM_LIMIT;
        made->team[team][m] += pence;
    }
    return 0;
}

static int write_staffing(struct made_books *made)
{
    const int64_t posts[TEAMS] = {3 + made->council->in_care / 10, 1 + made->council->in_care / 40};
    text_append(&made->out->file[SYNTH_STAFFING],
                "post,team,role,grade,fte,start,end,contract,annual_cost,weekly_cost,vacancy,planned_end\n");
    for (int32_t t = 0; t < TEAMS; t++)
        for (int32_t i = 0; i < (int32_t)posts[t]; i++)
            if (write_post(made, t, i) < 0)
                return PROBLEM_LIMIT;
    return 0;
}

static void write_year(struct text *out, int32_t year)
{
    calendar_append_year(out, year);
}

static int write_budget(struct made_books *made)
{
    struct text *out = &made->out->file[SYNTH_BUDGET];
    const struct care_system *system = made->council->system;
    const int64_t days = calendar_year_start(made->year + 1) - calendar_year_start(made->year);
    text_append(out, "line,service,cost_centre,original,approved,year,type,number,weekly_price\n");
    for (int32_t s = 0; s < system->flow.states; s++) {
        struct money approved;
        if (made->ledger.list_price[s] <= 0)
            continue;
        if (!money_for_days((struct money){made->ledger.list_price[s]}, made->stock[s] * days, &approved))
            return PROBLEM_LIMIT;
        text_format(out, "\"%s\",Children's placements,C%d,", system->state_title[s], synth_ledger_cost_centre(s));
        for (int i = 0; i < 2; i++) {
            add_pounds(out, approved.pence);
            text_append(out, ",");
        }
        write_year(out, made->year);
        text_format(out, ",%s,%" PRId64 ",", system->flow.state[s], made->stock[s]);
        add_pounds(out, made->ledger.list_price[s]);
        text_append(out, "\n");
    }
    for (int32_t t = 0; t <= TEAMS; t++) {
        const int64_t pence = t < TEAMS ? made->team_budget[t] : made->council->in_care * OTHER_PER_CHILD;
        text_format(out, "%s,Children's social care,C%d,", t < TEAMS ? team_name[t] : "Transport and contact", 900 + t);
        for (int i = 0; i < 2; i++) {
            add_pounds(out, pence);
            text_append(out, ",");
        }
        write_year(out, made->year);
        text_append(out, ",,,\n");
    }
    return 0;
}

/* The kind that costs most, whose invoices come late. */
static int32_t dearest(const struct made_books *made)
{
    int32_t best = 0;
    for (int32_t s = 1; s < made->council->system->flow.states; s++)
        best = made->paid[s][1] > made->paid[best][1] ? s : best;
    return best;
}

static void write_payment(struct made_books *made, int32_t centre, int32_t period, int64_t pence)
{
    struct text *out = &made->out->file[SYNTH_ACTUALS];
    text_format(out, "C%d,,P%d,", centre, period + 1);
    add_pounds(out, pence);
    text_append(out, ",");
    write_year(out, made->year);
    text_append(out, "\n");
    made->payments++;
}

/* The payments of a kind's cost centre in a period: what is planted in them stands on this line. */
static void write_placements(struct made_books *made, int32_t state, int32_t period, int64_t late)
{
    write_payment(made, synth_ledger_cost_centre(state), period, made->paid[state][period] + late);
    for (int64_t i = 0; i < made->mistakes.count; i++) {
        struct synth_book_planted *planted = &made->mistakes.planted[i];
        if (planted->period == period + 1 && planted->state == state)
            planted->line = made->payments + 1;
    }
}

/* What is late in period 2 is paid in period 3; said in explained.csv. */
static void write_late_invoice(struct made_books *made, int32_t state, int64_t late)
{
    struct text *out = &made->out->file[SYNTH_EXPLAINED];
    text_append(out, "cost_centre,line,period,amount,reason,owner,year\n");
    for (int32_t m = 1; late && m <= 2; m++) {
        text_format(out, "C%d,,P%d,", synth_ledger_cost_centre(state), m + 1);
        add_pounds(out, m == 1 ? -late : late);
        text_format(out, ",%s,Finance partner,", m == 1 ? "Invoice not in yet" : "Late invoice of P2");
        write_year(out, made->year);
        text_append(out, "\n");
    }
}

static void write_actuals(struct made_books *made)
{
    const int32_t late_state = dearest(made);
    const int64_t late = made->closed >= 3 ? made->paid[late_state][1] / 20 : 0;
    text_append(&made->out->file[SYNTH_ACTUALS], "cost_centre,line,period,amount,year\n");
    for (int32_t m = 0; m < made->closed; m++) {
        for (int32_t s = 0; s < made->council->system->flow.states; s++)
            if (made->ledger.list_price[s] > 0)
                write_placements(made, s, m, s != late_state ? 0 : m == 1 ? -late : m == 2 ? late : 0);
        for (int32_t t = 0; t < TEAMS; t++)
            write_payment(made, 900 + t, m, made->team[t][m]);
        struct chance_stream luck = synth_luck_of(made->council->seed, (uint32_t)m, SYNTH_LUCK_PAYMENT);
        write_payment(made, 900 + TEAMS, m,
                      made->council->in_care * OTHER_PER_CHILD / 12 * synth_luck_between(&luck, 90, 115) / HUNDRED);
    }
    write_late_invoice(made, late_state, late);
}

/* A budget round of two versions, in the size of the council. */
static void write_round(struct made_books *made)
{
    static const char head[] = "ref,kind,line,category,version,y1,y2,y3,y4,y5,recurrent,owner,note,evidence";
    static const char *const versions[] = {"draft 1", "final"};
    const int64_t unit = made->council->in_care * 100; /* pounds */
    struct text *pressures = &made->out->file[SYNTH_PRESSURES], *savings = &made->out->file[SYNTH_SAVINGS],
                *grants = &made->out->file[SYNTH_GRANTS];
    text_format(pressures, "%s\n", head);
    text_format(savings, "%s,type,status,delivered,forecast,in_year_pressure,group,joint\n", head);
    text_format(grants, "%s,years,conditions,pays_for\n", head);
    for (int64_t v = 0; v < 2; v++) {
        text_format(pressures, "P01,pressure,Pay award,pay,%s,%" PRId64 ",%" PRId64 ",,,,y,Head of Finance,3%% assumed,\n",
                    versions[v], unit * 4 + v * unit, unit * 4);
        text_format(pressures,
                    "P02,pressure,Price rises of placements,inflation,%s,%" PRId64 ",%" PRId64
                    ",,,,y,Head of Commissioning,4%% assumed,\n",
                    versions[v], unit * 12 - v * unit, unit * 12);
        text_format(savings,
                    "S01,saving,Step-down to fostering,demand,%s,%" PRId64 ",%" PRId64
                    ",,,,y,Head of Fostering,,,cashable,on track,%" PRId64 ",%" PRId64 ",0,,\n",
                    versions[v], unit * 3, unit * 5, unit, unit * 3);
        text_format(savings,
                    "S02,saving,Fewer agency workers,staffing,%s,%" PRId64 ",%" PRId64
                    ",,,,y,Head of Service,,,cashable,at risk,0,%" PRId64 ",%" PRId64 ",,\n",
                    versions[v], unit * 2 - v * unit, unit * 2, unit, unit / 2);
        text_format(grants,
                    "G01,grant,Prevention grant,grant,%s,%" PRId64 ",%" PRId64
                    ",,,,n,Head of Finance,,,2,to be spent in the year,Family support\n",
                    versions[v], unit * 2, unit * 2);
    }
}

/* Lays the packages, plants what was asked for, and sums what is paid for them. */
static int write_packages(struct made_books *made, const int32_t *name, int32_t errors, struct problem *problem)
{
    int code = synth_ledger_make(made->council, name, made->closed, &made->ledger, problem);
    if (code == 0)
        code = synth_book_mistakes_plant(made->council, name, errors, &made->ledger, &made->mistakes, problem);
    if (code == 0)
        code = pay_packages(made);
    synth_ledger_append(&made->ledger, &made->council->system->flow, &made->out->file[SYNTH_LEDGER]);
    made->out->packages = made->ledger.packages;
    made->out->planted = made->mistakes.count;
    return code;
}

int synth_books_make(const struct synth_council *council, const int32_t *name, const struct synth_options *options,
                     struct synth_books *out, struct problem *problem)
{
    struct made_books made = {.council = council, .year = council->last_year + 1, .closed = options->closed, .out = out};
    *out = (struct synth_books){0};
    count_stock(&made);
    int code = write_packages(&made, name, options->book_errors, problem);
    if (code == 0)
        code = write_staffing(&made);
    if (code == 0)
        code = write_budget(&made);
    if (code == PROBLEM_LIMIT)
        problem_set(problem, code, "the made-up council's books are too large");
    if (code == 0) {
        write_actuals(&made);
        write_round(&made);
        if (options->book_errors)
            synth_book_mistakes_append(&made.mistakes, &out->file[SYNTH_PLANTED]);
    }
    for (int i = 0; i < SYNTH_BOOKS && code == 0; i++)
        code = text_check(&out->file[i], problem);
    synth_book_mistakes_clear(&made.mistakes);
    synth_ledger_clear(&made.ledger);
    return code;
}

int synth_books_write(const struct synth_books *books, const char *folder, struct problem *problem)
{
    static const char *const names[SYNTH_BOOKS] = {"ledger.csv",  "actuals.csv",  "explained.csv",
                                                   "budget.csv",  "staffing.csv", "pressures.csv",
                                                   "savings.csv", "grants.csv",   "planted.csv"};
    char *at = file_join(folder, "books");
    int code =
        at ? file_make_folder(at, 0755, problem) : problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
    for (int i = 0; i < SYNTH_BOOKS && code == 0; i++) {
        if (books->file[i].length == 0)
            continue;
        char *path = file_join(at, names[i]);
        code = path ? file_write(path, text_string(&books->file[i]), books->file[i].length, 0644, problem)
                    : problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
        free(path);
    }
    free(at);
    return code;
}

void synth_books_clear(struct synth_books *books)
{
    for (int i = 0; i < SYNTH_BOOKS; i++)
        text_clear(&books->file[i]);
    *books = (struct synth_books){0};
}
