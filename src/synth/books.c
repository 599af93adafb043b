#include "synth/books.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "budget/books.h"
#include "chance/special.h"
#include "money/money.h"
#include "returns/return_write.h"
#include "synth/luck.h"
#include "synth/prices.h"

enum { TEAMS = 2, POST_YEARLY = 5600000, AGENCY_WEEKLY = 165000, OTHER_PER_CHILD = 120000, HUNDRED = 100 };

static const char *const team_name[TEAMS] = {"Social work teams", "Fostering and adoption team"};

/* The sums of a made-up council's year, in pence by month. */
struct made_books {
    const struct synth_council *council;
    const int32_t *name;
    int32_t year, closed;
    day closed_to; /* the first day after the closed periods */
    int64_t stock[FLOW_STATES_MAX], list_price[FLOW_STATES_MAX];
    int64_t paid[FLOW_STATES_MAX][BOOKS_PERIODS];
    int64_t team[TEAMS][BOOKS_PERIODS], team_budget[TEAMS];
    struct synth_books *out;
};

static day period_begins(const struct made_books *made, int32_t period)
{
    return books_period_start(made->year, period + 1);
}

static void add_pounds(struct text *out, int64_t pence)
{
    money_append(out, (struct money){pence});
}

static void add_date(struct text *out, day on)
{
    char buffer[RETURN_CELL_SIZE];
    const struct return_text cell = return_date_text(on, buffer);
    text_append_bytes(out, cell.bytes, cell.length);
}

/* The list price of every kind, and how many children it had when the last return ended. */
static void lay_prices(struct made_books *made)
{
    const struct synth_council *council = made->council;
    for (int32_t s = 0; s < council->system->flow.states; s++)
        made->list_price[s] = synth_prices_pence(council->system, council->seed, s, made->year);
    for (int64_t p = 0; p < council->periods; p++)
        for (int32_t i = 0; i < council->period[p].spells; i++) {
            const struct synth_spell *spell = &council->spell[council->period[p].first_spell + i];
            made->stock[spell->state] += spell->from <= council->as_at && council->as_at < spell->to;
        }
}

/* Log-normal about the list price, in whole pounds: the mean stays about the list price's. */
static int64_t price_of(const struct made_books *made, int32_t state, struct chance_stream *luck)
{
    const double spread = 0.35, normal = chance_normal_quantile(chance_uniform(luck));
    const int64_t per_million = (int64_t)(1e6 * chance_exp(spread * normal - spread * spread / 2));
    return made->list_price[state] / HUNDRED * per_million / 1000000 * HUNDRED;
}

static int add_costs(struct made_books *made, const struct books_package *package, int32_t state)
{
    int64_t pence;
    for (int32_t m = 0; m < made->closed; m++) {
        if (!books_package_cost(package, period_begins(made, m), period_begins(made, m + 1), &pence))
            return PROBLEM_LIMIT;
        made->paid[state][m] += pence;
    }
    return 0;
}

/* A package of a child, by the number that the returns have for it. */
static void write_package(struct made_books *made, int32_t child, const struct books_package *package, int32_t state,
                          struct chance_stream *luck)
{
    struct text *out = &made->out->file[SYNTH_LEDGER];
    const struct flow_system *flow = &made->council->system->flow;
    const bool own = package->in_house, planned = package->to == DAY_OPEN && synth_luck_comes(luck, 250);
    const day review = made->closed_to + synth_luck_between(luck, -60, 150);
    text_format(out, "%d,", made->name[child]);
    add_date(out, package->from);
    text_append(out, ",");
    add_date(out, package->to);
    text_append(out, ",");
    if (planned)
        add_date(out, made->closed_to + synth_luck_between(luck, 20, 400));
    text_format(out, ",%s,Provider %d,", flow->state[state], own ? 0 : 1 + synth_luck_below(luck, 12));
    add_pounds(out, package->weekly);
    text_append(out, !own && synth_luck_comes(luck, 150) ? ",10," : ",,");
    text_append(out, !own && synth_luck_comes(luck, 150) ? "20," : ",");
    text_format(out, "C%d,%s,", 100 + 10 * state, own ? "y" : "n");
    add_date(out, review);
    text_append(out, ",n\n");
    made->out->packages++;
}

static int add_spell(struct made_books *made, int32_t child, const struct synth_period *period, int32_t number)
{
    const struct synth_council *council = made->council;
    const struct synth_spell *spell = &council->spell[period->first_spell + number];
    struct chance_stream luck = synth_luck_of(council->seed, period->number, SYNTH_LUCK_PACKAGE);
    const day begins = calendar_year_start(made->year);
    int64_t weekly = 0;
    for (int32_t i = 0; i <= number; i++)
        weekly = price_of(made, spell->state, &luck);
    if (made->list_price[spell->state] <= 0 || spell->from >= made->closed_to || spell->to < begins)
        return 0;
    const struct books_package package = {
        .from = spell->from,
        .to = spell->to < made->closed_to ? spell->to : DAY_OPEN,
        .weekly = weekly,
        .in_house = strstr(council->system->flow.state[spell->state], "inhouse") != NULL,
    };
    write_package(made, child, &package, spell->state, &luck);
    return add_costs(made, &package, spell->state);
}

static int write_ledger(struct made_books *made)
{
    const struct synth_council *council = made->council;
    text_append(&made->out->file[SYNTH_LEDGER],
                "child,start,end,planned_end,type,provider,weekly_price,health_share,education_share,cost_centre,in_house,"
                "review_due,unregistered\n");
    for (int64_t c = 0; c < council->children; c++)
        for (int32_t p = 0; p < council->child[c].periods; p++) {
            const struct synth_period *period = &council->period[council->child[c].first_period + p];
            for (int32_t i = 0; i < period->spells; i++)
                if (add_spell(made, (int32_t)c, period, i) < 0)
                    return PROBLEM_LIMIT;
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
        if (!books_post_cost(&post, period_begins(made, m), period_begins(made, m + 1), &pence))
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
        if (made->list_price[s] <= 0)
            continue;
        if (!money_for_days((struct money){made->list_price[s]}, made->stock[s] * days, &approved))
            return PROBLEM_LIMIT;
        text_format(out, "\"%s\",Children's placements,C%d,", system->state_title[s], 100 + 10 * s);
        for (int i = 0; i < 2; i++) {
            add_pounds(out, approved.pence);
            text_append(out, ",");
        }
        write_year(out, made->year);
        text_format(out, ",%s,%" PRId64 ",", system->flow.state[s], made->stock[s]);
        add_pounds(out, made->list_price[s]);
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

static void write_payment(const struct made_books *made, int32_t centre, int32_t period, int64_t pence)
{
    struct text *out = &made->out->file[SYNTH_ACTUALS];
    text_format(out, "C%d,,P%d,", centre, period + 1);
    add_pounds(out, pence);
    text_append(out, ",");
    write_year(out, made->year);
    text_append(out, "\n");
}

/* What is late in period 2 is paid in period 3; said in explained.csv. */
static void write_late_invoice(struct made_books *made, int32_t state, int64_t late)
{
    struct text *out = &made->out->file[SYNTH_EXPLAINED];
    text_append(out, "cost_centre,line,period,amount,reason,owner,year\n");
    for (int32_t m = 1; late && m <= 2; m++) {
        text_format(out, "C%d,,P%d,", 100 + 10 * state, m + 1);
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
            if (made->list_price[s] > 0)
                write_payment(made, 100 + 10 * s, m,
                              made->paid[s][m] + (s == late_state ? (m == 1   ? -late
                                                                     : m == 2 ? late
                                                                              : 0)
                                                                  : 0));
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

int synth_books_make(const struct synth_council *council, const int32_t *name, int32_t closed, struct synth_books *out,
                     struct problem *problem)
{
    struct made_books made = {
        .council = council, .name = name, .year = council->last_year + 1, .closed = closed, .out = out};
    *out = (struct synth_books){0};
    made.closed_to = period_begins(&made, closed);
    lay_prices(&made);
    int code = write_ledger(&made);
    if (code == 0)
        code = write_staffing(&made);
    if (code == 0)
        code = write_budget(&made);
    if (code < 0)
        return problem_set(problem, PROBLEM_LIMIT, "the made-up council's books are too large");
    write_actuals(&made);
    write_round(&made);
    for (int i = 0; i < SYNTH_BOOKS && code == 0; i++)
        code = text_check(&out->file[i], problem);
    return code;
}

int synth_books_write(const struct synth_books *books, const char *folder, struct problem *problem)
{
    static const char *const names[SYNTH_BOOKS] = {"ledger.csv",   "actuals.csv",   "explained.csv", "budget.csv",
                                                   "staffing.csv", "pressures.csv", "savings.csv",   "grants.csv"};
    char *at = file_join(folder, "books");
    int code =
        at ? file_make_folder(at, 0755, problem) : problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
    for (int i = 0; i < SYNTH_BOOKS && code == 0; i++) {
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
