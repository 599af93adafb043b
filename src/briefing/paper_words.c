#include "briefing/paper_words.h"

#include "money/money.h"
#include "table/rounding.h"

enum { MILLION = 100000000, THOUSAND = 1000 };

const struct paper *paper_of(const struct table_sources *sources, struct problem *problem)
{
    if (sources->paper)
        return sources->paper;
    problem_set(problem, PROBLEM_NOT_FOUND, "this table is drawn from the figures of a budget paper");
    problem_next(problem, "homeward example NAME prints it; homeward example --help names the papers.");
    return NULL;
}

void paper_begin(struct table *out, const struct paper *paper, const char *id, const char *title)
{
    struct text subtitle = {0};
    text_format(&subtitle, "%s: %s, %s", paper->council, paper->title, paper->date);
    table_begin(out, id, title, text_string(&subtitle));
    text_clear(&subtitle);
}

void paper_append_pounds(struct text *out, int64_t pence)
{
    if (pence > -MILLION / 10 && pence < MILLION / 10) {
        money_append_pounds(out, (struct money){pence});
        return;
    }
    const int64_t milli = round_ratio(pence < 0 ? -pence : pence, THOUSAND, MILLION);
    text_append(out, pence < 0 ? "-\u00A3" : "\u00A3");
    text_append_grouped(out, milli / THOUSAND);
    text_format(out, ".%03dm", (int)(milli % THOUSAND));
}

void paper_append_share(struct text *out, int64_t share)
{
    const int64_t tenths = round_ratio(share < 0 ? -share : share, 10, THOUSAND);
    text_format(out, "%s%lld.%lld%%", share < 0 ? "-" : "", (long long)(tenths / 10), (long long)(tenths % 10));
}

/* How many of the figure's own units make one in the unit's last stated place. */
static int64_t place_of(const char *unit, int32_t decimals)
{
    int64_t size = strcmp(unit, "\u00A3m") == 0      ? MILLION
                   : strcmp(unit, "\u00A3'000") == 0 ? MILLION / THOUSAND
                   : strcmp(unit, "\u00A3") == 0     ? 100
                                                     : THOUSAND;
    for (int32_t i = 0; i < decimals && size > 1; i++)
        size /= 10;
    return size;
}

void paper_append_worked(struct text *out, const struct paper_stated *stated, int64_t value)
{
    static const int64_t powers[] = {1, 10, 100, 1000};
    int64_t digits;
    int32_t decimals;
    paper_read_stated(stated->stated, &digits, &decimals);
    decimals = decimals > 3 ? 3 : decimals;
    /* A half goes up, as papers round: 13.050 stands there as 13.1. */
    const int64_t place = place_of(stated->unit, decimals), places = ((value < 0 ? -value : value) + place / 2) / place;
    text_append(out, value < 0 ? "-" : "");
    text_append_grouped(out, places / powers[decimals]);
    if (decimals > 0)
        text_format(out, ".%0*d", decimals, (int)(places % powers[decimals]));
}
