#include "briefing/outturn_paper.h"

#include <stdlib.h>

#include "briefing/table_builders.h"

enum { AMBER_SHARE = 2000 /* thousandths of a percent */, RED_PENCE = 50000000, FEW = 5000 /* thousandths of placements */ };

enum outturn_rag outturn_rag(const struct outturn_line *line)
{
    if (line->variance <= 0)
        return OUTTURN_GREEN;
    if (line->variance > RED_PENCE || line->share == OUTTURN_NONE || line->share > AMBER_SHARE)
        return OUTTURN_RED;
    return OUTTURN_AMBER;
}

const char *outturn_rag_words(enum outturn_rag rag)
{
    static const char *const words[] = {"Green", "Amber", "Red"};
    return words[rag];
}

static bool few(int64_t number)
{
    return number > 0 && number <= FEW;
}

/* The smallest line with prices that is not withheld yet; -1 when there is none. */
static int64_t next_smallest(const struct outturn *outturn, const bool *withheld)
{
    int64_t best = -1;
    for (int64_t i = 0; i < outturn->lines; i++)
        if (!withheld[i] && outturn_has_prices(&outturn->line[i]) &&
            (best < 0 || outturn->line[i].number < outturn->line[best].number))
            best = i;
    return best;
}

static int mark_withheld(struct outturn_page *page, struct problem *problem)
{
    const struct outturn *outturn = page->exact;
    int64_t marked = 0;
    page->withheld = calloc((size_t)outturn->lines + 1, sizeof *page->withheld);
    if (!page->withheld)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the outturn's tables");
    for (int64_t i = 0; i < outturn->lines; i++) {
        const struct outturn_line *line = &outturn->line[i];
        page->withheld[i] =
            page->sources->for_public && outturn_has_prices(line) && (few(line->number) || few(line->budget_number));
        marked += page->withheld[i];
    }
    page->withholds = marked > 0;
    const int64_t also = marked == 1 ? next_smallest(outturn, page->withheld) : -1;
    if (also >= 0)
        page->withheld[also] = true;
    page->withheld[outturn->lines] = marked == 1 && also < 0;
    return 0;
}

int outturn_page_open(const struct table_sources *sources, struct outturn_page *page, struct problem *problem)
{
    *page = (struct outturn_page){.sources = sources, .exact = sources->outturn};
    page->signs = sources->signs == SIGNS_NONE ? SIGNS_PLUSMINUS : sources->signs;
    if (sources->outturn) {
        int code = outturn_show(sources->outturn, &page->shown, problem);
        code = code < 0 ? code : mark_withheld(page, problem);
        if (code < 0)
            outturn_page_close(page);
        return code;
    }
    problem_set(problem, PROBLEM_NOT_FOUND, "this table is drawn from the council's books: budget, payments, ledger");
    return problem_next(problem, "Import them (homeward template budget shows one), then: homeward outturn.");
}

void outturn_page_close(struct outturn_page *page)
{
    outturn_shown_clear(&page->shown);
    free(page->withheld);
    page->withheld = NULL;
}

void outturn_append_closed(struct text *out, const struct outturn *outturn)
{
    if (outturn->closed == 0)
        text_append(out, "no period closed yet");
    else if (outturn->closed == 1)
        text_append(out, "period 1 closed");
    else
        text_format(out, "periods 1 to %d closed", outturn->closed);
}

day outturn_last_night(const struct outturn *outturn)
{
    const int32_t first = calendar_month(calendar_year_start(outturn->year));
    return calendar_month_start(first + outturn->closed) - 1;
}

void outturn_page_begin(const struct outturn_page *page, struct table *out, const char *id, const char *title,
                        const char *unit)
{
    struct text what = {0};
    calendar_append_year(&what, page->exact->year);
    text_append(&what, ", ");
    outturn_append_closed(&what, page->exact);
    text_format(&what, ", %s", unit);
    table_begin_for(out, page->sources, id, title, text_string(&what));
    if (what.failed)
        out->failed = PROBLEM_MEMORY;
    text_clear(&what);
}

void outturn_pounds_column(struct table *out, const char *name, const char *heading)
{
    table_column(out, name, heading, TABLE_PENCE, "\u00A3'000");
}

void outturn_variance_column(const struct outturn_page *page, struct table *out, const char *name, const char *heading)
{
    outturn_pounds_column(out, name, heading);
    table_signs(out, page->signs);
}

void outturn_pounds(struct table *out, int64_t exact, int64_t shown)
{
    if (exact == OUTTURN_NONE)
        table_not_available(out);
    else
        table_shown(out, exact, shown, 0);
}

void outturn_told(struct table *out, int64_t value)
{
    if (value == OUTTURN_NONE)
        table_not_available(out);
    else
        table_number(out, value);
}

const struct outturn_line *outturn_exact_line(const struct outturn_page *page, int64_t index)
{
    return index < page->exact->lines ? &page->exact->line[index] : &page->exact->total;
}

const struct outturn_line *outturn_shown_line(const struct outturn_page *page, int64_t index)
{
    return index < page->shown.lines ? &page->shown.line[index] : &page->shown.total;
}

void outturn_note_signs(const struct outturn_page *page, struct table *out)
{
    table_note(out, "%s", signs_convention(page->signs));
    table_note(out, "Rounded together to \u00A3'000, so that every row and column adds up; CSV and JSON are exact.");
}

void outturn_note_basis(const struct outturn_page *page, struct table *out)
{
    if (page->exact->replicates > 0) {
        struct text futures = {0};
        text_append_grouped(&futures, page->exact->replicates);
        table_note(out,
                   "Expected: packages end, move and start as in %s simulated futures. Run-on: every package and post of "
                   "today stays to 31 March unless its end is known.",
                   text_string(&futures));
        text_clear(&futures);
        table_note(out, "80%% range: 8 in 10 futures end in it. Ranges of lines do not add up. " TABLES_BAND_WARNING);
    } else {
        table_note(out, "Run-on: every package and post of today stays to 31 March unless its end is known. Nothing was "
                        "simulated, so expected is run-on and has no range.");
    }
}

void outturn_pounds_unless(struct table *out, bool withheld, int64_t exact, int64_t shown)
{
    if (withheld)
        table_withheld(out);
    else
        outturn_pounds(out, exact, shown);
}

void outturn_note_withheld(const struct outturn_page *page, struct table *out)
{
    if (page->withholds)
        table_note(out,
                   "[c]: withheld in what is published: the number and price of five placements or fewer, and of others "
                   "from which they could be worked out.");
}
