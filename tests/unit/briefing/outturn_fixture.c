#include "outturn_fixture.h"

#include <string.h>

/* What is told of a line; all else follows. Pence; numbers in thousandths; prices in pence a week. */
struct told {
    const char *line, *service;
    enum outturn_kind kind;
    int64_t budget, budget_number, budget_price, number, price;
    int64_t number_effect, price_effect, neither;
    int64_t cause[OUTTURN_CAUSE_COUNT]; /* ends, down, up, starts, prices, staffing, other */
    int64_t movement, permanent;
};

#define NONE OUTTURN_NONE
static const struct told told[FIXTURE_LINES] = {
    {"External homes",
     "Placements",
     OUTTURN_PLACEMENTS,
     1557507149,
     58000,
     515000,
     62400,
     561000,
     118155018,
     149653337,
     -12345,
     {-61234567, -12345678, 8765432, 91234567, 4567890, 0, -1234},
     24012345,
     200012345},
    {"Council homes",
     "Placements",
     OUTTURN_PLACEMENTS,
     312444512,
     14000,
     428000,
     13100,
     439500,
     -20087999,
     7854499,
     111,
     {-9876543, -1234567, 0, 8765432, 0, 0, 77},
     -1049999,
     -5049999},
    {"Independent fostering",
     "Placements",
     OUTTURN_PLACEMENTS,
     886530555,
     168000,
     101200,
     163500,
     105800,
     -23746333,
     39217499,
     0,
     {-30049999, -1049999, 249999, 28049999, 0, 0, 333},
     150000,
     9000000},
    {"In-house fostering",
     "Placements",
     OUTTURN_PLACEMENTS,
     539625001,
     231000,
     44800,
     224600,
     45900,
     -14950499,
     12882499,
     0,
     {-10049999, 0, 0, 9049999, 0, 0, 0},
     -349999,
     -1000000},
    {"Secure",
     "Placements",
     OUTTURN_PLACEMENTS,
     64444444,
     2000,
     620000,
     3100,
     640000,
     35449999,
     3249999,
     50001,
     {0, 0, 0, 5449999, 0, 0, 0},
     2249999,
     0},
    {"Social work teams",
     "Safeguarding",
     OUTTURN_STAFF,
     700049999,
     NONE,
     NONE,
     NONE,
     NONE,
     0,
     0,
     49149999,
     {0, 0, 0, 0, 0, -3049999, 0},
     5049999,
     49149999},
    {"Transport", "Support", OUTTURN_PAYMENTS, 120049999, NONE, NONE, NONE, NONE, 0, 0, 0, {0}, 0, 0},
    {"Not in the budget",
     "",
     OUTTURN_PLACEMENTS,
     0,
     NONE,
     NONE,
     NONE,
     NONE,
     0,
     0,
     4049999,
     {-49999, 0, 0, 0, 0, 0, 0},
     4049999,
     0},
};

static void fill(const struct told *from, struct outturn_line *line)
{
    *line = (struct outturn_line){.line = from->line, .service = from->service, .kind = from->kind, .state = -1};
    line->original = line->budget = from->budget;
    line->profiled = from->budget / 12 * 8;
    line->actual = line->profiled + from->number_effect / 2;
    line->budget_number = from->budget_number;
    line->budget_price = from->budget_price;
    line->number = from->number;
    line->price = from->price;
    line->number_effect = from->number_effect;
    line->price_effect = from->price_effect;
    line->variance = line->packages_variance = from->number_effect + from->price_effect + from->neither;
    line->expected = line->budget + line->variance;
    line->run_on = line->expected;
    memcpy(line->cause, from->cause, sizeof line->cause);
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++)
        line->run_on -= from->cause[cause];
    line->low = line->expected - 30000000;
    line->high = line->expected + 40000000;
    line->share = line->budget ? line->variance * 1000 / (line->budget / 100) : OUTTURN_NONE;
    line->movement = from->movement;
    line->last = line->expected - line->movement;
    line->chance_over = line->variance > 0 ? 950 : 120;
    line->chance_beyond = line->variance > 0 ? 700 : 10;
    line->permanent = from->permanent;
    line->temporary = line->variance - line->permanent;
    line->next_year = line->permanent;
}

static void add(const struct outturn_line *line, struct outturn_line *total)
{
    const int64_t *from = &line->original, *end = &line->actual + 1;
    int64_t *to = &total->original;
    while (from < end)
        *to++ += *from++;
    total->run_on += line->run_on;
    total->expected += line->expected;
    total->variance += line->variance;
    total->last += line->last;
    total->movement += line->movement;
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++)
        total->cause[cause] += line->cause[cause];
    total->permanent += line->permanent;
    total->temporary += line->temporary;
    total->next_year += line->next_year;
    total->number_effect += line->number_effect;
    total->price_effect += line->price_effect;
    total->packages_variance += line->packages_variance;
}

void outturn_fixture_sum(struct outturn_fixture *fixture)
{
    struct outturn_line *total = &fixture->outturn.total;
    *total = (struct outturn_line){.line = "Total", .service = ""};
    for (int i = 0; i < FIXTURE_LINES; i++)
        add(&fixture->line[i], total);
    total->number_effect -= fixture->outturn.mix;
    total->low = total->expected - 80000000;
    total->high = total->expected + 90000000;
    total->share = total->variance * 1000 / (total->budget / 100);
    total->chance_over = total->variance > 0 ? 990 : 80;
    total->chance_beyond = total->variance > 0 ? 850 : 20;
}

void outturn_fixture_make(struct outturn_fixture *fixture)
{
    *fixture = (struct outturn_fixture){0};
    fixture->outturn = (struct outturn){
        .year = 2025, .closed = 8, .tolerance = 5000, .replicates = 1000, .lines = FIXTURE_LINES, .line = fixture->line};
    fixture->outturn.mix = 81234567;
    fixture->outturn.health_due = 61249999;
    fixture->outturn.education_due = 20349999;
    fixture->outturn.health_due_year = 92349999;
    fixture->outturn.education_due_year = 31049999;
    for (int i = 0; i < FIXTURE_LINES; i++)
        fill(&told[i], &fixture->line[i]);
    outturn_fixture_sum(fixture);
}

void outturn_fixture_run_on(struct outturn_fixture *fixture)
{
    fixture->outturn.replicates = 0;
    for (int i = 0; i < FIXTURE_LINES; i++) {
        struct outturn_line *line = &fixture->line[i];
        memset(line->cause, 0, sizeof line->cause);
        line->run_on = line->expected;
        line->low = line->high = line->chance_over = line->chance_beyond = OUTTURN_NONE;
    }
    outturn_fixture_sum(fixture);
    struct outturn_line *total = &fixture->outturn.total;
    total->low = total->high = total->chance_over = total->chance_beyond = OUTTURN_NONE;
}
