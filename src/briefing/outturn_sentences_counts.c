/*
 * The sentences that count children and packages (N5, N6, N10, N11). In a publication counts of one to five are withheld.
 */
#include "briefing/outturn_words.h"
#include "briefing/wording.h"
#include "table/rounding.h"

enum { FEW = 5, WHOLE = 1000, PER = 10000, MONTHS_OF_TREND = 8 };

bool outturn_words_few(const struct outturn_page *page, int64_t count)
{
    return page->sources->for_public && count >= 1 && count <= FEW;
}

bool outturn_sentence_children(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_stock *stock = facts->stock;
    struct text *words = &said->words;
    if (!stock)
        return false;
    if (outturn_words_few(page, stock->after) || outturn_words_few(page, stock->before)) {
        text_append(words, "The number of children in care is withheld, because it is small.");
        return true;
    }
    const int64_t change = stock->after - stock->before, size = change < 0 ? -change : change;
    wording_children(words, stock->after);
    text_append(words, stock->after == 1 ? " was in care on " : " were in care on ");
    calendar_append_words(words, stock->now);
    text_append(words, change == 0 ? ", as many as" : change > 0 ? ", up" : ", down");
    if (change != 0 && !outturn_words_few(page, size)) {
        text_append(words, " ");
        text_append_grouped(words, size);
    }
    if (change != 0) {
        text_append(words, " from ");
        text_append_grouped(words, stock->before);
    }
    text_append(words, " on ");
    calendar_append_words(words, stock->then);
    if (outturn_words_few(page, stock->started) || outturn_words_few(page, stock->ceased))
        text_append(words, ": how many started and ceased is withheld, because it is few.");
    else {
        text_append(words, ": ");
        text_append_grouped(words, stock->started);
        text_append(words, " started and ");
        text_append_grouped(words, stock->ceased);
        text_append(words, " ceased.");
    }
    outturn_words_figure(said, "history", "", "stock", stock->after);
    return true;
}

static void append_rate(struct text *out, int64_t thousandths)
{
    const int64_t tenths = round_ratio(thousandths, 10, WHOLE);
    text_format(out, "%d.%d", (int)(tenths / 10), (int)(tenths % 10));
}

bool outturn_sentence_rate(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_stock *stock = facts->stock;
    struct text *words = &said->words;
    if (!stock || stock->population <= 0 || outturn_words_few(page, stock->after))
        return false;
    text_append(words, "That is ");
    append_rate(words, round_ratio(stock->after * WHOLE, PER, stock->population));
    text_append(words, " per 10,000 children");
    if (stock->neighbours > 0) {
        text_append(words, ", against ");
        append_rate(words, stock->neighbours);
        text_append(words, " for statistical neighbours");
    }
    if (stock->england > 0) {
        text_append(words, stock->neighbours > 0 ? " and " : ", against ");
        text_append_grouped(words, round_ratio(stock->england, 1, WHOLE)); /* published whole */
        text_append(words, " for England");
    }
    if (stock->neighbours > 0 || stock->england > 0)
        text_format(words, " (31 March %d)", (int)stock->compared);
    text_append(words, ".");
    return true;
}

/* "23 have no known end, on which £1.235m to 31 March hangs"; of a few in a publication only that there are such. */
static void append_gap(const struct outturn_page *page, const struct outturn_exposure *gap, const char *what,
                       const char *before, const char *after, struct text *out)
{
    if (outturn_words_few(page, gap->packages)) {
        text_format(out, "a few have %s (how many, and for how much, is withheld)", what);
        return;
    }
    text_append_grouped(out, gap->packages);
    text_format(out, gap->packages == 1 ? " has %s, %s " : " have %s, %s ", what, before);
    outturn_words_pounds(out, gap->pence);
    text_append(out, after);
}

bool outturn_sentence_quality(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    if (!facts->exposure)
        return false;
    const struct outturn_exposure *end = &facts->exposure[OUTTURN_NO_END], *price = &facts->exposure[OUTTURN_NO_PRICE];
    struct text *words = &said->words;
    if (end->packages == 0 && price->packages == 0)
        return false;
    text_append(words, "Of ");
    text_append_grouped(words, facts->packages);
    text_append(words, facts->packages == 1 ? " package, " : " packages, ");
    if (end->packages > 0) {
        append_gap(page, end, "no known end", "on which", " to 31 March hangs", words);
        if (!outturn_words_few(page, end->packages))
            outturn_words_figure(said, "exposures", "No end is planned", "packages", end->packages);
    }
    if (price->packages > 0) {
        text_append(words, end->packages > 0 ? "; " : "");
        append_gap(page, price, "no price", "which could come to", "", words);
        if (!outturn_words_few(page, price->packages))
            outturn_words_figure(said, "exposures", "No price", "packages", price->packages);
    }
    text_append(words, ".");
    return true;
}

/*
 * Mann and Kendall's test (Kendall 1975): S counts pairs of months in order less those out of order; without a trend its
 * variance is n(n-1)(2n+5)/18. A trend is clear when |S| - 1 is over 1.96 of its standard deviations: 1 when it rises, -1
 * when it falls, else 0.
 */
static int32_t trend_of(const int64_t *series, int32_t months)
{
    int64_t s = 0;
    for (int32_t i = 0; i < months; i++)
        for (int32_t j = i + 1; j < months; j++)
            s += (series[j] > series[i]) - (series[j] < series[i]);
    const int64_t n = months, size = (s < 0 ? -s : s) - 1;
    const bool clear = size > 0 && size * size * 18 * 10000 > 38416 * n * (n - 1) * (2 * n + 5); /* 1.96² = 3.8416 */
    return !clear ? 0 : s > 0 ? 1 : -1;
}

bool outturn_sentence_trend(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_stock *stock = facts->stock;
    struct text *words = &said->words;
    if (!stock || stock->months < MONTHS_OF_TREND)
        return false;
    const int64_t first = stock->series[0], last = stock->series[stock->months - 1];
    const int32_t trend = trend_of(stock->series, stock->months);
    if (outturn_words_few(page, first) || outturn_words_few(page, last))
        return false;
    text_format(words, "The number of children in care has %s over the %d months to ",
                trend > 0   ? "risen"
                : trend < 0 ? "fallen"
                            : "shown no clear trend",
                stock->months - 1);
    calendar_append_words(words, stock->now);
    text_append(words, " (");
    text_append_grouped(words, first);
    text_append(words, " to ");
    text_append_grouped(words, last);
    text_append(words, ").");
    return true;
}
