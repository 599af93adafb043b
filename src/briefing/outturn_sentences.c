/*
 * The sentences about pounds (N1 to N4, N7 to N9), and which are said.
 */
#include "briefing/outturn_sentences.h"

#include "briefing/outturn_words.h"
#include "table/rounding.h"

enum {
    POUND = 100,
    PENCE_OF_MILLION = 100000000,
    TENTHS_OF_PERCENT = 100, /* thousandths of a percent */
    IN_TWENTY = 20,
    WHOLE = 1000,
    PRICES_SAID = 2,
    CHANGES_SAID = 3
};

static int64_t size_of(int64_t value)
{
    return value < 0 ? -value : value;
}

void outturn_words_pounds(struct text *out, int64_t pence)
{
    const int64_t thousands = round_ratio(size_of(pence), 1, OUTTURN_UNIT);
    text_append(out, "\u00A3");
    if (thousands < PENCE_OF_MILLION / OUTTURN_UNIT) {
        text_append_grouped(out, thousands * WHOLE);
        return;
    }
    text_append_grouped(out, thousands / WHOLE);
    text_format(out, ".%03dm", (int)(thousands % WHOLE));
}

void outturn_words_price(struct text *out, int64_t pence)
{
    text_append(out, "\u00A3");
    text_append_grouped(out, round_ratio(pence, 1, POUND));
}

void outturn_words_percent(struct text *out, int64_t thousandths)
{
    const int64_t tenths = round_ratio(size_of(thousandths), 1, TENTHS_OF_PERCENT);
    text_append_grouped(out, tenths / 10);
    text_format(out, ".%d%%", (int)(tenths % 10));
}

void outturn_words_change(struct text *out, int64_t before, int64_t after)
{
    if (before <= 0)
        return;
    const int64_t share = round_ratio(after - before, 100 * WHOLE, before);
    text_append(out, " (");
    if (size_of(share) < TENTHS_OF_PERCENT / 2)
        text_append(out, "no change");
    else {
        text_append(out, share > 0 ? "+" : "-");
        outturn_words_percent(out, share);
    }
    text_append(out, ")");
}

void outturn_words_figure(struct outturn_said *said, const char *table, const char *row, const char *column, int64_t value)
{
    if (said->figures < OUTTURN_FIGURES_MAX)
        said->figure[said->figures++] = (struct outturn_figure){table, row, column, value};
}

/* "overspend", "underspend": which side a variance that is not 0 lies on. */
static const char *spend(int64_t variance)
{
    return variance > 0 ? "overspend" : "underspend";
}

static void append_since(const struct outturn_facts *facts, int64_t movement, struct text *out)
{
    if (movement == 0) {
        text_format(out, ", as at period %d", facts->last_period);
        return;
    }
    text_append(out, ", ");
    outturn_words_pounds(out, movement);
    text_format(out, " %s than at period %d", movement > 0 ? "worse" : "better", facts->last_period);
}

bool outturn_sentence_position(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    text_format(&said->words, "%s is forecast to ", facts->council);
    if (shown->variance == 0)
        text_append(&said->words, "end on budget");
    else {
        text_format(&said->words, "%s by ", spend(shown->variance));
        outturn_words_pounds(&said->words, shown->variance);
        if (exact->share != OUTTURN_NONE) {
            text_append(&said->words, " (");
            outturn_words_percent(&said->words, exact->share);
            text_append(&said->words, ")");
        }
        outturn_words_figure(said, "T1", "Total", "variance", exact->variance);
        outturn_words_figure(said, "T1", "Total", "variance_percent", exact->share);
    }
    text_append(&said->words, shown->variance == 0 ? ", a net budget of " : " on a net budget of ");
    outturn_words_pounds(&said->words, shown->budget);
    outturn_words_figure(said, "T1", "Total", "budget", exact->budget);
    if (exact->movement != OUTTURN_NONE && facts->last_period > 0) {
        append_since(facts, shown->movement, &said->words);
        outturn_words_figure(said, "T1", "Total", "movement", exact->movement);
    }
    text_append(&said->words, ".");
    return true;
}

/* "£2.809m and £4.509m over budget", "£0.1m under and £0.2m over budget", "£0.2m and £0.1m under budget". */
static void append_ends(int64_t low, int64_t high, struct text *out)
{
    const bool apart = (low < 0) != (high < 0) && low != 0 && high != 0;
    outturn_words_pounds(out, low);
    if (apart)
        text_append(out, low < 0 ? " under" : " over");
    text_append(out, " and ");
    outturn_words_pounds(out, high);
    text_append(out, high < 0 || (high == 0 && low < 0) ? " under budget" : " over budget");
}

/* "about 3 in 20", "less than 1 in 20", "more than 19 in 20". */
static void append_chance(int64_t thousandths, struct text *out)
{
    const int64_t twentieths = round_ratio(thousandths, IN_TWENTY, WHOLE);
    if (twentieths <= 0)
        text_append(out, "less than 1 in 20");
    else if (twentieths >= IN_TWENTY)
        text_append(out, "more than 19 in 20");
    else
        text_format(out, "about %d in 20", (int)twentieths);
}

bool outturn_sentence_range(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    (void)facts;
    if (exact->low == OUTTURN_NONE || exact->high == OUTTURN_NONE) {
        text_append(&said->words, "No range can be given, because nothing was simulated.");
        return true;
    }
    text_append(&said->words, "There is an 8 in 10 chance that the year ends between ");
    append_ends(shown->low - shown->budget, shown->high - shown->budget, &said->words);
    outturn_words_figure(said, "T1", "Total", "expected_p10", exact->low);
    outturn_words_figure(said, "T1", "Total", "expected_p90", exact->high);
    if (exact->chance_beyond != OUTTURN_NONE) {
        text_append(&said->words, "; the chance that it ends no more than ");
        outturn_words_percent(&said->words, page->exact->tolerance);
        text_append(&said->words, " over is ");
        append_chance(WHOLE - exact->chance_beyond, &said->words);
        outturn_words_figure(said, "T1", "Total", "chance_beyond", exact->chance_beyond * TENTHS_OF_PERCENT);
    }
    text_append(&said->words, ".");
    return true;
}

static void append_effect(const char *what, int64_t effect, struct text *out)
{
    if (effect == 0) {
        text_format(out, "%s makes no difference", what);
        return;
    }
    text_format(out, "%s %s ", what, effect > 0 ? "adds" : "takes off");
    outturn_words_pounds(out, effect);
}

/* Both on the variance's side: parts of it. Else what each adds and takes off. */
static void append_effects(const struct outturn_line *shown, struct text *out)
{
    const int64_t number = shown->number_effect, price = shown->price_effect, neither = shown->variance - number - price;
    const bool parts = (number > 0 && price > 0 && shown->variance > 0) || (number < 0 && price < 0 && shown->variance < 0);
    if (parts) {
        outturn_words_pounds(out, number);
        text_format(out, " of the %s is number and ", spend(shown->variance));
        outturn_words_pounds(out, price);
        text_append(out, " is price");
    } else {
        append_effect("number", number, out);
        append_effect(" and price", price, out);
    }
    if (neither != 0) {
        text_append(out, "; what is neither ");
        text_append(out, neither > 0 ? "adds " : "takes off ");
        outturn_words_pounds(out, neither);
    }
    text_append(out, ".");
}

void outturn_sentence_price(const struct outturn_page *page, int64_t line, struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->line[line], *shown = &page->shown.line[line];
    struct text *words = &said->words;
    if (page->withheld[line]) {
        text_format(words, "%s: number and price are withheld, because they could tell of few placements.", exact->line);
        return;
    }
    text_format(words, "%s: the budget assumed an average of ", exact->line);
    text_format(words, "%d.%d placements at ", (int)(shown->budget_number / WHOLE),
                (int)(shown->budget_number % WHOLE / OUTTURN_NUMBER_UNIT));
    outturn_words_price(words, shown->budget_price);
    text_append(words, " a week. The forecast is ");
    if (exact->price == OUTTURN_NONE)
        text_append(words, "none: ");
    else {
        text_format(words, "%d.%d", (int)(shown->number / WHOLE), (int)(shown->number % WHOLE / OUTTURN_NUMBER_UNIT));
        outturn_words_change(words, exact->budget_number, exact->number);
        text_append(words, " at ");
        outturn_words_price(words, shown->price);
        outturn_words_change(words, exact->budget_price, exact->price);
        text_append(words, ": ");
        outturn_words_figure(said, "T3", exact->line, "number", exact->number);
        outturn_words_figure(said, "T3", exact->line, "price", exact->price);
    }
    append_effects(shown, words);
    outturn_words_figure(said, "T3", exact->line, "budget_number", exact->budget_number);
    outturn_words_figure(said, "T3", exact->line, "budget_price", exact->budget_price);
    outturn_words_figure(said, "T3", exact->line, "number_effect", exact->number_effect);
    outturn_words_figure(said, "T3", exact->line, "price_effect", exact->price_effect);
}

bool outturn_sentence_basis(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    (void)facts;
    outturn_words_figure(said, "T1", "Total", "run_on", exact->run_on);
    if (page->exact->replicates == 0) {
        text_append(&said->words,
                    "Every current placement is taken to run on to 31 March unless its end is known, which gives ");
        outturn_words_pounds(&said->words, shown->run_on);
        text_append(&said->words, "; moves, endings and new starts that may be expected are not in it.");
        return true;
    }
    text_append(&said->words, "If every current placement ran on to 31 March the forecast would be ");
    outturn_words_pounds(&said->words, shown->run_on);
    text_append(&said->words, "; allowing for expected moves, endings and new starts it is ");
    outturn_words_pounds(&said->words, shown->expected);
    text_append(&said->words, ".");
    outturn_words_figure(said, "T1", "Total", "expected", exact->expected);
    return true;
}

bool outturn_sentence_savings(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_said *said)
{
    const struct outturn_savings *savings = facts->savings;
    struct text *words = &said->words;
    (void)page;
    if (!savings || savings->planned <= 0)
        return false;
    outturn_words_pounds(words, savings->on_course);
    text_append(words, " of ");
    outturn_words_pounds(words, savings->planned);
    text_append(words, " planned savings (");
    outturn_words_percent(words, round_ratio(savings->on_course, 100 * WHOLE, savings->planned));
    text_append(words, ") is delivered or on track; ");
    if (savings->at_risk > 0) {
        outturn_words_pounds(words, savings->at_risk);
        text_append(words, " is at risk");
        if (savings->mainly && *savings->mainly)
            text_format(words, ", mainly %s", savings->mainly);
    } else {
        text_append(words, "none is at risk");
    }
    text_append(words, ". Gross achievement is ");
    outturn_words_pounds(words, savings->gross);
    if (savings->in_year_pressure > 0) {
        text_append(words, "; in-year pressures of ");
        outturn_words_pounds(words, savings->in_year_pressure);
        text_append(words, " offset it");
    }
    text_append(words, ".");
    return true;
}

/* "£2.521m of overspend goes on in 2026-27 (full-year effect £2.800m over this year's budget)" */
static void append_lasting(const struct outturn_page *page, struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    struct text *words = &said->words;
    outturn_words_pounds(words, shown->permanent);
    text_format(words, " of %s goes on in ", spend(shown->permanent));
    calendar_append_year(words, page->exact->year + 1);
    if (shown->next_year == OUTTURN_NONE || (shown->next_year < 0) != (shown->permanent < 0))
        return;
    text_append(words, " (full-year effect ");
    outturn_words_pounds(words, shown->next_year);
    text_append(words, shown->next_year < 0 ? " under this year's budget)" : " over this year's budget)");
    outturn_words_figure(said, "outturn", "Total", "next_year", exact->next_year);
}

bool outturn_sentence_next_year(const struct outturn_page *page, const struct outturn_facts *facts,
                                struct outturn_said *said)
{
    const struct outturn_line *exact = &page->exact->total, *shown = &page->shown.total;
    struct text *words = &said->words;
    (void)facts;
    if (exact->permanent == OUTTURN_NONE || (shown->permanent == 0 && shown->temporary == 0))
        return false;
    if (shown->permanent == 0) {
        text_append(words, "Nothing of the variance goes on in ");
        calendar_append_year(words, page->exact->year + 1);
    } else {
        append_lasting(page, said);
    }
    if (shown->temporary == 0)
        text_append(words, "; nothing is one-off.");
    else {
        text_append(words, "; ");
        outturn_words_pounds(words, shown->temporary);
        text_format(words, " of %s is one-off.", spend(shown->temporary));
    }
    outturn_words_figure(said, "splits", "Total", "permanent", exact->permanent);
    outturn_words_figure(said, "splits", "Total", "temporary", exact->temporary);
    return true;
}

static void append_signed_pounds(struct text *out, int64_t pence)
{
    text_append(out, round_to(pence, OUTTURN_UNIT) < 0 ? "-" : "");
    outturn_words_pounds(out, pence);
}

void outturn_sentence_changed(const struct outturn_changed *changed, struct outturn_said *said)
{
    text_format(&said->words, "%s for period %d was reported as ", *changed->line ? changed->line : "What is in no budget",
                changed->period);
    append_signed_pounds(&said->words, changed->was);
    text_append(&said->words, " and is now ");
    append_signed_pounds(&said->words, changed->is);
    if (*changed->reason)
        text_format(&said->words, " because: %s", changed->reason);
    text_append(&said->words, ".");
}

static struct outturn_said *next_of(struct outturn_sayings *sayings, int32_t number)
{
    struct outturn_said *said = &sayings->said[sayings->count];
    text_clear(&said->words);
    *said = (struct outturn_said){.number = number};
    return said;
}

/* The line with prices whose variance is largest and not said yet; -1 when there is none. */
static int64_t largest_left(const struct outturn_page *page, int64_t said)
{
    int64_t best = -1;
    for (int64_t i = 0; i < page->exact->lines; i++)
        if (i != said && outturn_has_prices(&page->exact->line[i]) &&
            (best < 0 || size_of(page->exact->line[i].variance) > size_of(page->exact->line[best].variance)))
            best = i;
    return best;
}

static void say_prices(const struct outturn_page *page, struct outturn_sayings *sayings)
{
    int64_t line = -1;
    for (int i = 0; i < PRICES_SAID && (line = largest_left(page, line)) >= 0; i++) {
        outturn_sentence_price(page, line, next_of(sayings, 3));
        sayings->count++;
    }
}

static void say_changes(const struct outturn_facts *facts, struct outturn_sayings *sayings)
{
    for (int64_t i = 0; i < facts->changes && i < CHANGES_SAID; i++) {
        outturn_sentence_changed(&facts->changed[i], next_of(sayings, 9));
        sayings->count++;
    }
}

int outturn_say(const struct outturn_page *page, const struct outturn_facts *facts, struct outturn_sayings *sayings,
                struct problem *problem)
{
    static outturn_sentence *const sentences[OUTTURN_SENTENCES + 1] = {
        [1] = outturn_sentence_position,  [2] = outturn_sentence_range,    [4] = outturn_sentence_basis,
        [5] = outturn_sentence_children,  [6] = outturn_sentence_rate,     [7] = outturn_sentence_savings,
        [8] = outturn_sentence_next_year, [10] = outturn_sentence_quality, [11] = outturn_sentence_trend};
    outturn_sayings_clear(sayings);
    for (int32_t number = 1; number <= OUTTURN_SENTENCES; number++)
        if (number == 3)
            say_prices(page, sayings);
        else if (number == 9)
            say_changes(facts, sayings);
        else if (sentences[number](page, facts, next_of(sayings, number)))
            sayings->count++;
    for (int64_t i = 0; i < sayings->count; i++)
        if (text_check(&sayings->said[i].words, problem) < 0)
            return problem->code;
    return 0;
}

void outturn_sayings_clear(struct outturn_sayings *sayings)
{
    for (size_t i = 0; i < sizeof sayings->said / sizeof *sayings->said; i++)
        text_clear(&sayings->said[i].words);
    *sayings = (struct outturn_sayings){0};
}
