/*
 * Lists that are looked through by those who may see single placements, and the pounds that hang on them: the dearest (H1,
 * restricted), exposures, contributions.
 */
#include <string.h>

#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"
#include "briefing/run_reader.h"
#include "table/rounding.h"

enum { FEW_PACKAGES = 5, DEAREST = 10 };

static int need(const void *source, struct problem *problem)
{
    if (source)
        return 0;
    problem_set(problem, PROBLEM_NOT_FOUND, "this table is drawn from the placements ledger");
    return problem_next(problem, "Import one (homeward template ledger shows it), then: homeward outturn.");
}

/* When a package ends as far as is known: a planned end counts. */
static day known_end(const struct books_package *package)
{
    return package->planned_to != DAY_NONE && package->planned_to < package->to ? package->planned_to : package->to;
}

static void add_end(const struct books_package *package, struct table *out)
{
    struct text ends = {0};
    table_text(out, known_end(package) == DAY_OPEN ? "not known" : table_words_of(&ends, known_end(package)));
    text_clear(&ends);
}

static void add_dearest(const struct table_sources *sources, int64_t rank, const struct books_package *given,
                        struct table *out)
{
    const day from = calendar_year_start(sources->books->year), to = calendar_year_start(sources->books->year + 1);
    struct books_package package = *given;
    int64_t year = 0;
    package.to = known_end(given);
    const bool costs = package.weekly != BOOKS_BLANK && books_package_cost(&package, from, to, &year);
    table_row(out);
    table_number(out, rank);
    outturn_told(out, package.child > 0 ? package.child : OUTTURN_NONE);
    table_text(out, package.provider);
    table_text(out, package.state < 0 ? "" : run_state_title(sources->system, package.state));
    outturn_told(out, package.weekly == BOOKS_BLANK ? OUTTURN_NONE : package.weekly);
    outturn_told(out, costs ? year : OUTTURN_NONE);
    table_number(out, package.health);
    table_number(out, package.education);
    add_end(given, out);
    if (package.review_due == DAY_NONE)
        table_blank(out);
    else
        table_number(out, package.review_due);
}

int table_dearest(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct text what = {0};
    int64_t dearest[DEAREST];
    if (need(sources->books, problem) < 0)
        return problem->code;
    if (sources->for_public) {
        problem_set(problem, PROBLEM_USAGE, "table H1 is of single children and is never published");
        return problem_next(problem, "Ask for it without --public.");
    }
    calendar_append_year(&what, sources->books->year);
    text_append(&what, ", packages that cost most over the year, in pounds");
    table_begin_for(out, sources, "H1", "The placements that cost most", text_string(&what));
    text_clear(&what);
    table_column(out, "rank", "Rank", TABLE_COUNT, "");
    table_column(out, "child", "Child", TABLE_COUNT, "");
    table_column(out, "provider", "Provider", TABLE_TEXT, "");
    table_column(out, "kind", "Kind", TABLE_TEXT, "");
    table_column(out, "weekly", "A week \u00A3", TABLE_PENCE, "\u00A3");
    table_column(out, "year", "In the year \u00A3", TABLE_PENCE, "\u00A3");
    table_column(out, "health_share", "Health %", TABLE_MILLI, "%");
    table_column(out, "education_share", "Education %", TABLE_MILLI, "%");
    table_column(out, "ends", "Ends", TABLE_TEXT, "");
    table_column(out, "review_due", "Review due", TABLE_DATE, "");
    const day on = sources->outturn ? outturn_last_night(sources->outturn) + 1 : calendar_year_start(sources->books->year);
    const int64_t count = outturn_dearest(sources->books, on, DEAREST, dearest);
    for (int64_t i = 0; i < count; i++)
        add_dearest(sources, i + 1, &sources->books->package[dearest[i]], out);
    table_note(out,
               "Restricted: single children could be recognised. A child is the casebook's own number of it, never an id.");
    table_note(out,
               "In the year: at the package's own price for every night from 1 April to 31 March, unless an end is known. "
               "[x]: the returns know no such child, or the ledger tells no price.");
    return 0;
}

int table_exposures(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    static const struct {
        const char *name, *words;
    } gaps[OUTTURN_GAPS] = {
        [OUTTURN_NO_END] = {"no_end", "No end is planned"},
        [OUTTURN_NO_PRICE] = {"no_price", "No price"},
        [OUTTURN_REVIEW_OVERDUE] = {"review_overdue", "Review overdue"},
        [OUTTURN_NO_CHILD] = {"no_child", "The returns know no such child"},
        [OUTTURN_NO_BUDGET] = {"no_budget", "In no line of the budget"},
    };
    bool withheld = false;
    if (need(sources->books && sources->outturn ? sources->books : NULL, problem) < 0)
        return problem->code;
    const day on = outturn_last_night(sources->outturn);
    table_begin_for(out, sources, "exposures", "Packages that need looking at, and the pounds that hang on them",
                    "to 31 March, \u00A3'000");
    table_column(out, "gap", "What is missing", TABLE_TEXT, "");
    table_column(out, "packages", "Packages", TABLE_COUNT, "packages");
    outturn_pounds_column(out, "at_risk", "Pounds at risk");
    for (int gap = 0; gap < OUTTURN_GAPS; gap++) {
        struct outturn_exposure found;
        if (!outturn_exposed(sources->books, on, (enum outturn_gap)gap, &found))
            return problem_set(problem, PROBLEM_LIMIT, "the packages that need looking at add up to too many pence");
        const bool few = sources->for_public && found.packages > 0 && found.packages <= FEW_PACKAGES;
        table_row(out);
        table_text(out, gaps[gap].words);
        if (few)
            table_withheld(out);
        else
            table_number(out, found.packages);
        outturn_pounds_unless(out, few, found.pence, round_to(found.pence, OUTTURN_UNIT));
        withheld |= few;
    }
    table_note(out,
               "A package may stand in several rows: they do not add up. What has no price is counted at the average of its "
               "kind.");
    if (withheld)
        table_note(out, "[c]: withheld in what is published: five packages or fewer.");
    return 0;
}

/* What came in under the lines of income that are named after who pays: a budget below 0. False when there is none. */
static bool find_received(const struct outturn *outturn, const char *who, int64_t *received)
{
    bool found = false;
    *received = 0;
    for (int64_t i = 0; i < outturn->lines; i++)
        if (outturn->line[i].budget < 0 && strcasestr(outturn->line[i].line, who)) {
            *received -= outturn->line[i].actual;
            found = true;
        }
    return found;
}

/* What one payer owes to date and in the year, and what came in; `told` where a line says so. */
struct contribution {
    int64_t due, received, year;
    bool told;
};

static void add_contribution(const char *who, const struct contribution *exact, const struct contribution *shown,
                             struct table *out)
{
    table_text(out, who);
    outturn_pounds(out, exact->due, shown->due);
    outturn_pounds(out, exact->told ? exact->received : OUTTURN_NONE, shown->received);
    outturn_pounds(out, exact->told ? exact->due - exact->received : OUTTURN_NONE, shown->due - shown->received);
    outturn_pounds(out, exact->year, shown->year);
}

static struct contribution contribution_of(const struct outturn *outturn, const char *who, int64_t due, int64_t year)
{
    struct contribution found = {.due = due, .year = year};
    found.told = find_received(outturn, who, &found.received);
    return found;
}

static struct contribution contribution_shown(const struct contribution *exact, int64_t due, int64_t year)
{
    return (struct contribution){due, round_to(exact->received, OUTTURN_UNIT), year, exact->told};
}

static struct contribution both(const struct contribution *a, const struct contribution *b)
{
    return (struct contribution){a->due + b->due, a->received + b->received, a->year + b->year, a->told && b->told};
}

int table_contributions(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    const struct outturn *exact = page.exact, *shown = &page.shown;
    const struct contribution health = contribution_of(exact, "health", exact->health_due, exact->health_due_year),
                              education =
                                  contribution_of(exact, "education", exact->education_due, exact->education_due_year),
                              total = both(&health, &education),
                              health_shown = contribution_shown(&health, shown->health_due, shown->health_due_year),
                              education_shown =
                                  contribution_shown(&education, shown->education_due, shown->education_due_year),
                              total_shown = both(&health_shown, &education_shown);
    outturn_page_begin(&page, out, "contributions", "What health and education owe", "\u00A3'000");
    table_column(out, "who", "From", TABLE_TEXT, "");
    outturn_pounds_column(out, "due_to_date", "Due to date");
    outturn_pounds_column(out, "received", "Received");
    outturn_pounds_column(out, "outstanding", "Outstanding");
    outturn_pounds_column(out, "due_in_year", "Due in the year");
    table_row(out);
    add_contribution("Health", &health, &health_shown, out);
    table_row(out);
    add_contribution("Education", &education, &education_shown, out);
    table_total_row(out);
    add_contribution("Total", &total, &total_shown, out);
    table_note(out, "Due: the shares that the ledger names, of each package's own price. Pounds are positive: income to the "
                    "council.");
    table_note(out, "Received: what was paid to date under lines of the budget that are income (below 0) and have health or "
                    "education in their name. [x]: there is no such line.");
    outturn_page_close(&page);
    return 0;
}
