#include "synth/like_figures.h"

enum { EXACT_YEARS = 2 /* that the mix is exact in */, GROUPS = 6 };

/* A kind and the figures that it is the sum of. */
static const struct {
    enum synth_like_kind kind;
    int32_t figures;
    enum published_figure_kind figure[3];
} told[] = {
    {SYNTH_LIKE_UASC, 1, {PUBLISHED_UASC}},
    {SYNTH_LIKE_AGED_UNDER_1, 1, {PUBLISHED_AGED_UNDER_1}},
    {SYNTH_LIKE_AGED_1_TO_4, 1, {PUBLISHED_AGED_1_TO_4}},
    {SYNTH_LIKE_AGED_5_TO_9, 1, {PUBLISHED_AGED_5_TO_9}},
    {SYNTH_LIKE_AGED_10_TO_15, 1, {PUBLISHED_AGED_10_TO_15}},
    {SYNTH_LIKE_AGED_16_OVER, 1, {PUBLISHED_AGED_16_OVER}},
    {SYNTH_LIKE_STARTED_UNDER_1, 1, {PUBLISHED_STARTED_UNDER_1}},
    {SYNTH_LIKE_STARTED_1_TO_4, 1, {PUBLISHED_STARTED_1_TO_4}},
    {SYNTH_LIKE_STARTED_5_TO_9, 1, {PUBLISHED_STARTED_5_TO_9}},
    {SYNTH_LIKE_STARTED_10_TO_15, 1, {PUBLISHED_STARTED_10_TO_15}},
    {SYNTH_LIKE_STARTED_16_OVER, 1, {PUBLISHED_STARTED_16_OVER}},
    {SYNTH_LIKE_STARTED_UASC, 1, {PUBLISHED_STARTED_UASC}},
    {SYNTH_LIKE_CEASED_UNDER_1, 1, {PUBLISHED_CEASED_UNDER_1}},
    {SYNTH_LIKE_CEASED_1_TO_4, 1, {PUBLISHED_CEASED_1_TO_4}},
    {SYNTH_LIKE_CEASED_5_TO_9, 1, {PUBLISHED_CEASED_5_TO_9}},
    {SYNTH_LIKE_CEASED_10_TO_15, 1, {PUBLISHED_CEASED_10_TO_15}},
    {SYNTH_LIKE_CEASED_16_TO_17, 2, {PUBLISHED_CEASED_16, PUBLISHED_CEASED_17}},
    {SYNTH_LIKE_CEASED_18, 1, {PUBLISHED_CEASED_18}},
    {SYNTH_LIKE_ADOPTED, 1, {PUBLISHED_CEASED_ADOPTED}},
    {SYNTH_LIKE_SGO, 1, {PUBLISHED_CEASED_SGO}},
    {SYNTH_LIKE_HOME, 3, {PUBLISHED_CEASED_HOME, PUBLISHED_CEASED_HOME_UNPLANNED, PUBLISHED_CEASED_RELATIVES}},
    {SYNTH_LIKE_CAO, 1, {PUBLISHED_CEASED_CAO}},
    {SYNTH_LIKE_TRANSFER, 1, {PUBLISHED_CEASED_TRANSFER}},
};

/* The six groups of placements, which add up to the stock. */
static const struct {
    enum synth_like_kind kind;
    int32_t figures;
    enum published_figure_kind figure[3];
} group[GROUPS] = {
    {SYNTH_LIKE_FOSTER, 1, {PUBLISHED_FOSTER}},
    {SYNTH_LIKE_HOMES, 1, {PUBLISHED_HOMES}},
    {SYNTH_LIKE_SUPPORTED, 1, {PUBLISHED_SUPPORTED}},
    {SYNTH_LIKE_PARENTS, 1, {PUBLISHED_PARENTS}},
    {SYNTH_LIKE_ADOPTION, 1, {PUBLISHED_ADOPTION}},
    {SYNTH_LIKE_OTHER, 3, {PUBLISHED_OTHER_RESIDENTIAL, PUBLISHED_SCHOOLS, PUBLISHED_OTHER_PLACEMENTS}},
};

/* The sum of figures, or PUBLISHED_NONE when one is missing. */
static int32_t sum_of(const struct published *published, int32_t authority, const enum published_figure_kind *figure,
                      int32_t figures, int32_t year)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < figures; i++) {
        const int32_t one = published_figure(published, authority, figure[i], year);
        if (one < 0)
            return PUBLISHED_NONE;
        sum += one;
    }
    return sum;
}

static void want_flows(const struct published *published, int32_t authority, int32_t year, struct synth_like *out)
{
    const int32_t stock = published_figure(published, authority, PUBLISHED_STOCK, year),
                  before = published_figure(published, authority, PUBLISHED_STOCK, year - 1),
                  starts = published_figure(published, authority, PUBLISHED_STARTS, year),
                  ceases = published_figure(published, authority, PUBLISHED_CEASES, year);
    synth_like_want(out, SYNTH_LIKE_STOCK, year, stock, true);
    if (year == out->opens)
        return;
    synth_like_want(out, SYNTH_LIKE_CEASES, year, ceases, true);
    /* Half a child is rounded up: a count is of whole children. */
    if (starts >= 0 && stock >= 0 && (before < 0 || ceases < 0))
        synth_like_want(out, SYNTH_LIKE_STARTS, year, (int32_t)(starts + SYNTH_LIKE_RESIDUAL * stock + 0.5), true);
}

static void want_placements(const struct published *published, int32_t authority, int32_t year, struct synth_like *out)
{
    int32_t value[GROUPS], missing = 0, gap = 0, rest = published_figure(published, authority, PUBLISHED_STOCK, year);
    for (int32_t i = 0; i < GROUPS; i++) {
        value[i] = sum_of(published, authority, group[i].figure, group[i].figures, year);
        if (value[i] < 0) {
            missing++;
            gap = i;
        } else {
            rest -= value[i];
        }
    }
    if (missing == GROUPS)
        return;
    if (missing == 1 && rest >= 0)
        value[gap] = rest;
    for (int32_t i = 0; i < GROUPS; i++)
        synth_like_want(out, group[i].kind, year, value[i], year > out->last - EXACT_YEARS);
}

void synth_like_of_published(const struct published *published, int32_t authority, int32_t opens, int32_t last,
                             struct synth_like *out)
{
    *out = (struct synth_like){.opens = opens, .last = last};
    for (int32_t year = opens; year <= last; year++) {
        want_flows(published, authority, year, out);
        want_placements(published, authority, year, out);
        for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
            const bool of_the_day = told[i].kind <= SYNTH_LIKE_AGED_16_OVER;
            if (year > opens || of_the_day)
                synth_like_want(out, told[i].kind, year, sum_of(published, authority, told[i].figure, told[i].figures, year),
                                false);
        }
    }
}

static bool has(const struct published *published, int32_t authority, enum published_figure_kind figure, int32_t year)
{
    return published_figure(published, authority, figure, year) >= 0;
}

int32_t synth_like_newest(const struct published *published, int32_t authority)
{
    for (int32_t year = PUBLISHED_FIRST_YEAR + PUBLISHED_YEARS - 1; year >= PUBLISHED_FIRST_YEAR; year--)
        if (has(published, authority, PUBLISHED_STOCK, year) && has(published, authority, PUBLISHED_CEASES, year))
            return year;
    return 0;
}

int32_t synth_like_years(const struct published *published, int32_t authority, int32_t last, int32_t most)
{
    int32_t years = 0;
    for (int32_t year = last; years < most; year--, years++)
        if (!has(published, authority, PUBLISHED_STOCK, year) || !has(published, authority, PUBLISHED_CEASES, year) ||
            !(has(published, authority, PUBLISHED_STARTS, year) || has(published, authority, PUBLISHED_STOCK, year - 1)))
            break;
    return years;
}
