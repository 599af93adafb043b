#include <string.h>
#include <strings.h>

#include "returns/sheet.h"

enum { NEEDED = 1, MAY_LACK = 0 };

enum { WHOLE = 100000 /* thousandths of a percent */ };

static bool told(int64_t value)
{
    return value != SHEET_BLANK;
}

static struct sheet_fault ledger_fault(const struct sheet *sheet, int64_t row)
{
    const int64_t start = sheet_number(sheet, "start", row), end = sheet_number(sheet, "end", row);
    const int64_t planned = sheet_number(sheet, "planned_end", row), price = sheet_number(sheet, "weekly_price", row);
    const int64_t health = sheet_number(sheet, "health_share", row), education = sheet_number(sheet, "education_share", row);
    if (told(end) && end < start)
        return (struct sheet_fault){"end", "is before the start"};
    if (told(planned) && planned < start)
        return (struct sheet_fault){"planned_end", "is before the start"};
    if (told(price) && price < 0)
        return (struct sheet_fault){"weekly_price", "is below nothing"};
    if (told(health) && (health < 0 || health > WHOLE))
        return (struct sheet_fault){"health_share", "is not between 0% and 100%"};
    if (told(education) && (education < 0 || education > WHOLE - (told(health) ? health : 0)))
        return (struct sheet_fault){"education_share", "is not between 0% and what health leaves of 100%"};
    return (struct sheet_fault){0};
}

static struct sheet_fault staffing_fault(const struct sheet *sheet, int64_t row)
{
    const int64_t start = sheet_number(sheet, "start", row), end = sheet_number(sheet, "end", row);
    const int64_t yearly = sheet_number(sheet, "annual_cost", row), weekly = sheet_number(sheet, "weekly_cost", row);
    if (sheet_number(sheet, "fte", row) < 0)
        return (struct sheet_fault){"fte", "is below nothing"};
    if (told(start) && told(end) && end < start)
        return (struct sheet_fault){"end", "is before the start"};
    if (told(yearly) && told(weekly))
        return (struct sheet_fault){"weekly_cost", "is told beside annual_cost: give one of them"};
    if (told(yearly) && yearly < 0)
        return (struct sheet_fault){"annual_cost", "is below nothing"};
    if (told(weekly) && weekly < 0)
        return (struct sheet_fault){"weekly_cost", "is below nothing"};
    return (struct sheet_fault){0};
}

static struct sheet_fault budget_fault(const struct sheet *sheet, int64_t row)
{
    const int64_t number = sheet_number(sheet, "number", row), price = sheet_number(sheet, "weekly_price", row);
    if (told(number) && number < 0)
        return (struct sheet_fault){"number", "is below nothing"};
    if (told(price) && price < 0)
        return (struct sheet_fault){"weekly_price", "is below nothing"};
    return (struct sheet_fault){0};
}

static struct sheet_fault item_fault(const struct sheet *sheet, int64_t row)
{
    if (sheet_number(sheet, "joint", row) == 1 && !*sheet_text(sheet, "group", row))
        return (struct sheet_fault){"joint", "is y without a group"};
    return (struct sheet_fault){0};
}

/* What number and price come to is worked out: of those two somebody may say why, and no amount. */
static struct sheet_fault cause_fault(const struct sheet *sheet, int64_t row)
{
    static const char *const worked_out[] = {"number", "volume", "price"};
    const int64_t amount = sheet_number(sheet, "amount", row);
    const bool recovers = strcasecmp(sheet_text(sheet, "cause", row), "recovery") == 0;
    if (told(amount) && recovers && amount > 0)
        return (struct sheet_fault){"amount", "is above nothing, and a recovery brings a variance down"};
    if (told(amount))
        return (struct sheet_fault){0};
    for (size_t i = 0; i < sizeof worked_out / sizeof *worked_out; i++)
        if (strcasecmp(sheet_text(sheet, "cause", row), worked_out[i]) == 0)
            return (struct sheet_fault){0};
    return (struct sheet_fault){"amount", "is blank, which only number and price may be"};
}

/* One line a column reads better than one a field: */
/* clang-format off */

#define COLUMN(title, kind, known_by, needed, told_as) \
    {.name = (title), .type = (kind), .told = (known_by), .filled = (needed), .what = (told_as)}
#define WORDS(title, known_by, needed, told_as, else_said, ...) \
    {.name = (title), .type = SHEET_WORD, .told = (known_by), .filled = (needed), .what = (told_as), .wrong = (else_said), \
     .word = {__VA_ARGS__}}
#define NO_FAULT NULL

/* The kinds of file. A kind that has all told columns of another stands first. */
static const struct sheet_kind kinds[] = {
    {"ledger",
     "placements: a package of one child",
     13,
     {COLUMN("child", SHEET_TEXT, true, true, "the child's number, as in the returns"),
      COLUMN("start", SHEET_DAY, true, true, "the first night"),
      COLUMN("end", SHEET_DAY, false, false, "the day of leaving; blank while it goes on"),
      COLUMN("planned_end", SHEET_DAY, false, false, "an end that is agreed"),
      COLUMN("type", SHEET_TEXT, true, false, "the kind of placement, as in the price list"),
      COLUMN("provider", SHEET_TEXT, false, false, "who is paid"),
      COLUMN("weekly_price", SHEET_POUNDS, true, false, "pounds a week"),
      COLUMN("health_share", SHEET_SHARE, false, false, "percent of the price that health pays"),
      COLUMN("education_share", SHEET_SHARE, false, false, "percent of the price that education pays"),
      COLUMN("cost_centre", SHEET_TEXT, false, false, "the cost centre that it is charged to"),
      COLUMN("in_house", SHEET_YES, false, false, "y for the council's own homes and carers"),
      COLUMN("review_due", SHEET_DAY, false, false, "when it is next looked at"),
      COLUMN("unregistered", SHEET_YES, false, false, "y for a setting that is not registered")},
     ledger_fault, "weekly_price"},
    {"explained",
     "why payments and packages differ",
     7,
     {COLUMN("cost_centre", SHEET_TEXT, false, false, "as in the budget"),
      COLUMN("line", SHEET_TEXT, true, false, "the line of the budget"),
      COLUMN("period", SHEET_PERIOD, true, true, "P1 for April to P12 for March"),
      COLUMN("amount", SHEET_POUNDS, true, true, "pounds paid less pounds of packages"),
      COLUMN("reason", SHEET_TEXT, true, true, "a late invoice, an accrual, a credit"),
      COLUMN("owner", SHEET_TEXT, false, false, "who found it out"),
      COLUMN("year", SHEET_YEAR, false, false, "the financial year; blank for the year of the budget")},
     NO_FAULT, "amount"},
    {"actuals",
     "payments by period",
     5,
     {COLUMN("cost_centre", SHEET_TEXT, true, false, "as in the budget"),
      COLUMN("line", SHEET_TEXT, false, false, "the line of the budget, where several share a cost centre"),
      COLUMN("period", SHEET_PERIOD, true, true, "P1 for April to P12 for March"),
      COLUMN("amount", SHEET_POUNDS, true, true, "pounds paid in the period"),
      COLUMN("year", SHEET_YEAR, false, false, "the financial year; blank for the year of the budget")},
     NO_FAULT, "amount"},
    {"budget",
     "lines of the year's budget",
     9,
     {COLUMN("line", SHEET_TEXT, true, true, "its name"),
      COLUMN("service", SHEET_TEXT, false, false, "what it belongs to"),
      COLUMN("cost_centre", SHEET_TEXT, true, false, "where it is charged in the ledger"),
      COLUMN("original", SHEET_POUNDS, true, false, "pounds as set in February"),
      COLUMN("approved", SHEET_POUNDS, true, true, "pounds as it stands now"),
      COLUMN("year", SHEET_YEAR, true, true, "2025-26"),
      COLUMN("type", SHEET_TEXT, false, false, "the kind of placement that it is for"),
      COLUMN("number", SHEET_COUNT, false, false, "packages on average that it was made with"),
      COLUMN("weekly_price", SHEET_POUNDS, false, false, "pounds a package and week that it was made with")},
     budget_fault, "approved"},
    {"staffing",
     "posts, and who is in them",
     12,
     {COLUMN("post", SHEET_TEXT, true, true, "its number"),
      COLUMN("team", SHEET_TEXT, true, true, "as the budget's line or service"),
      COLUMN("role", SHEET_TEXT, false, false, "social worker"),
      COLUMN("grade", SHEET_TEXT, false, false, "the pay grade"),
      COLUMN("fte", SHEET_COUNT, true, true, "1 is full time"),
      COLUMN("start", SHEET_DAY, false, false, "the first day"),
      COLUMN("end", SHEET_DAY, false, false, "the day after the last"),
      WORDS("contract", true, false, "permanent, agency, managed team, academy or international", "is not permanent, agency, managed team, academy or international", "permanent", "agency", "managed team", "academy", "international"),
      COLUMN("annual_cost", SHEET_POUNDS, false, false, "pounds a year with on-costs"),
      COLUMN("weekly_cost", SHEET_POUNDS, false, false, "pounds a week, for agency workers"),
      COLUMN("vacancy", SHEET_YES, false, false, "y while nobody is in it"),
      COLUMN("planned_end", SHEET_DAY, false, false, "an end that is agreed")},
     staffing_fault, "annual_cost"},
    {"outturn",
     "forecast outturn as it was reported",
     8,
     {COLUMN("line", SHEET_TEXT, true, true, "the line of the budget"),
      COLUMN("service", SHEET_TEXT, false, false, "what it belongs to"),
      COLUMN("report", SHEET_TEXT, false, false, "the report: November 2023"),
      COLUMN("budget", SHEET_POUNDS, true, false, "pounds"),
      COLUMN("forecast", SHEET_POUNDS, true, false, "pounds by the end of the year"),
      COLUMN("variance", SHEET_POUNDS, false, false, "pounds, where it is told without the two"),
      COLUMN("movement", SHEET_POUNDS, true, false, "pounds, change of the variance since the report before"),
      COLUMN("source", SHEET_TEXT, false, false, "where the figures stand")},
     NO_FAULT, NULL},
    {"causes",
     "what a variance is made of",
     9,
     {COLUMN("line", SHEET_TEXT, true, true, "the line of the budget, or the service"),
      COLUMN("cause", SHEET_TEXT, true, true, "number, price, mix, timing, saving, staffing, income, other; recovery for what brings it down"),
      COLUMN("amount", SHEET_POUNDS, true, false, "pounds, + is adverse; may be blank for number and price, which are worked out"),
      COLUMN("recurrent", SHEET_YES, false, false, "y when it comes again next year"),
      COLUMN("note", SHEET_TEXT, false, false, "why"),
      COLUMN("owner", SHEET_TEXT, false, false, "who acts on it"),
      COLUMN("due", SHEET_DAY, false, false, "by when"),
      COLUMN("year", SHEET_YEAR, false, false, "the financial year; blank for the year of the budget"),
      COLUMN("source", SHEET_TEXT, false, false, "where the figures stand")},
     cause_fault, "amount"},
    {"budget_items",
     "pressures, savings and grants of a budget round",
     24,
     {COLUMN("ref", SHEET_TEXT, false, false, "a short name of its own"),
      WORDS("kind", false, false, "pressure, saving or grant", "is not pressure, saving or grant", "pressure", "saving", "grant"),
      COLUMN("line", SHEET_TEXT, true, true, "what it is"),
      COLUMN("category", SHEET_TEXT, false, false, "pay, demand, inflation, posts …"),
      COLUMN("version", SHEET_TEXT, true, true, "draft 1, draft 2, final"),
      COLUMN("y1", SHEET_POUNDS, true, false, "pounds in the first year"),
      COLUMN("y2", SHEET_POUNDS, false, false, "pounds in the second year"),
      COLUMN("y3", SHEET_POUNDS, false, false, "pounds in the third year"),
      COLUMN("y4", SHEET_POUNDS, false, false, "pounds in the fourth year"),
      COLUMN("y5", SHEET_POUNDS, false, false, "pounds in the fifth year"),
      COLUMN("recurrent", SHEET_YES, false, false, "y when it stays in the budget"),
      COLUMN("owner", SHEET_TEXT, false, false, "who answers for it"),
      COLUMN("note", SHEET_TEXT, false, false, "why"),
      COLUMN("evidence", SHEET_TEXT, false, false, "the run or the reason it comes from"),
      WORDS("type", false, false, "of a saving: cashable, avoided, income or enabling", "is not cashable, avoided, income or enabling", "cashable", "avoided", "income", "enabling"),
      WORDS("status", false, false, "of a saving: delivered, on track, at risk or not achievable", "is not delivered, on track, at risk or not achievable", "delivered", "on track", "at risk", "not achievable"),
      COLUMN("delivered", SHEET_POUNDS, false, false, "of a saving: pounds delivered so far"),
      COLUMN("forecast", SHEET_POUNDS, false, false, "of a saving: pounds by the end of its first year"),
      COLUMN("in_year_pressure", SHEET_POUNDS, false, false, "of a saving: pounds of pressure that eat it up"),
      COLUMN("group", SHEET_TEXT, false, false, "savings of one group act on the same children and may not be added up"),
      COLUMN("joint", SHEET_YES, false, false, "y for the one item that carries its group's joint figure"),
      COLUMN("years", SHEET_COUNT, false, false, "of a grant: how many years"),
      COLUMN("conditions", SHEET_TEXT, false, false, "of a grant: what it is tied to"),
      COLUMN("pays_for", SHEET_TEXT, false, false, "of a grant: what it is spent on")},
     item_fault, "y1"},
    {"grants",
     "grants and what they pay for",
     5,
     {COLUMN("grant", SHEET_TEXT, true, true, "its name"),
      COLUMN("pays_for", SHEET_TEXT, true, true, "what it is spent on"),
      COLUMN("amount", SHEET_POUNDS, true, false, "pounds over all years"),
      COLUMN("years", SHEET_COUNT, true, false, "how many years"),
      COLUMN("source", SHEET_TEXT, false, false, "where the figures stand")},
     NO_FAULT, NULL},
    {"posts",
     "posts by role, now and to come",
     6,
     {COLUMN("role", SHEET_TEXT, true, true, "social worker"),
      COLUMN("part_of", SHEET_TEXT, true, false, "the role that it is part of, where a total is told and its parts"),
      COLUMN("posts_now", SHEET_COUNT, true, false, "full-time posts now"),
      COLUMN("posts_added", SHEET_COUNT, true, false, "posts to come"),
      COLUMN("cost", SHEET_POUNDS, true, false, "pounds of the posts to come"),
      COLUMN("source", SHEET_TEXT, false, false, "where the figures stand")},
     NO_FAULT, NULL},
    {"activity",
     "children and placements counted",
     5,
     {COLUMN("measure", SHEET_TEXT, true, true, "children in care"),
      COLUMN("period", SHEET_TEXT, true, true, "January 2025, 2022-23, last quarter"),
      COLUMN("months", SHEET_COUNT, true, false, "how many months were counted; blank for a day"),
      COLUMN("value", SHEET_COUNT, true, true, "how many"),
      COLUMN("source", SHEET_TEXT, false, false, "where the figures stand")},
     NO_FAULT, NULL},
    {"stated",
     "figures that a paper states, to be held against its own lines",
     6,
     {COLUMN("figure", SHEET_TEXT, true, true, "which figure (homeward example --help lists them)"),
      COLUMN("of", SHEET_TEXT, false, false, "of which line, version, role or measure"),
      COLUMN("stated", SHEET_TEXT, true, true, "as it stands there: 5.033"),
      COLUMN("unit", SHEET_TEXT, true, true, "£m, £'000, £, percent, number"),
      COLUMN("words", SHEET_TEXT, false, false, "what the paper calls it"),
      COLUMN("source", SHEET_TEXT, false, false, "where it stands")},
     NO_FAULT, NULL},
    {"paper",
     "what a paper is",
     2,
     {COLUMN("fact", SHEET_TEXT, true, true, "title, council, date, source, unit or tolerance"),
      COLUMN("value", SHEET_TEXT, true, true, "in words")},
     NO_FAULT, NULL},
    {"initiatives",
     "what a plan consists of, with or without figures",
     5,
     {COLUMN("initiative", SHEET_TEXT, true, true, "its name"),
      COLUMN("children", SHEET_COUNT, true, false, "how many children fewer, where the paper says"),
      COLUMN("saving", SHEET_POUNDS, true, false, "pounds a year, where the paper says"),
      COLUMN("grant", SHEET_TEXT, false, false, "the grant that pays for it"),
      COLUMN("source", SHEET_TEXT, false, false, "where it stands")},
     NO_FAULT, NULL},
};
/* clang-format on */

const struct sheet_kind *sheet_kinds(int32_t *count)
{
    *count = (int32_t)(sizeof kinds / sizeof *kinds);
    return kinds;
}

const struct sheet_kind *sheet_kind_named(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    return NULL;
}
