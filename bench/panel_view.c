#include "panel_view.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "facts.h"

enum { FILE_BYTES_MOST = 64 * 1024 * 1024, WAYS_HOME = 5, FEWEST_CHILDREN = 60 };

/* Forgets every figure of a year after `to`. */
static void forget(struct published *published, int32_t to)
{
    for (int32_t i = 0; i < published->authorities; i++)
        for (int32_t k = 0; k < PUBLISHED_FIGURES; k++)
            for (int32_t y = to + 1 - PUBLISHED_FIRST_YEAR; y < PUBLISHED_YEARS; y++)
                published->authority[i].figure[k][y] = PUBLISHED_NONE;
}

static int read_published(const char *name, int32_t to, struct published *out)
{
    const char *shared = getenv("HOMEWARD_SHARED");
    char path[4096];
    struct problem problem = {0};
    struct file_bytes bytes = {0};
    snprintf(path, sizeof path, "%s/data/facts/%s", shared ? shared : "../shared", name);
    int code = file_read(path, FILE_BYTES_MOST, &bytes, &problem);
    if (code == 0)
        code = published_read(bytes.bytes, bytes.length, name, out, &problem);
    file_bytes_clear(&bytes);
    if (code == 0)
        forget(out, to);
    else
        fprintf(stderr, "%s: %s\nName the folder with the published figures in HOMEWARD_SHARED.\n", path, problem.text);
    return code < 0 ? -1 : 0;
}

/* The unit of a row: rows come unit by unit. */
static struct panel_unit *unit_of(const struct facts *facts, int64_t row, int32_t name, int32_t number, int32_t region,
                                  struct panel_view *out)
{
    const int32_t is = (int32_t)facts_number(facts, row, number);
    if (out->units == 0 || out->unit[out->units - 1].number != is) {
        if (out->units == PANEL_UNITS_MAX)
            return NULL;
        struct panel_unit *unit = &out->unit[out->units++];
        unit->number = is;
        snprintf(unit->name, sizeof unit->name, "%s", facts_text(facts, row, name));
        snprintf(unit->region, sizeof unit->region, "%s", facts_text(facts, row, region));
        for (int32_t y = 0; y < PANEL_YEARS; y++)
            unit->stock[y] = unit->starts[y] = unit->ceases[y] = unit->uasc[y] = NAN;
    }
    return &out->unit[out->units - 1];
}

static int take_units(const struct facts *facts, struct panel_view *out)
{
    static const char *const names[] = {"name", "la", "region", "year", "S", "A", "C", "U"};
    int32_t column[8];
    for (int32_t i = 0; i < 8; i++)
        if ((column[i] = facts_column(facts, names[i])) < 0)
            return -1;
    for (int64_t row = 0; row < facts->rows; row++) {
        const int32_t year = (int32_t)facts_number(facts, row, column[3]), y = year - PANEL_FIRST;
        struct panel_unit *unit = unit_of(facts, row, column[0], column[1], column[2], out);
        if (!unit)
            return -1;
        if (y < 0 || y >= PANEL_YEARS || year > out->to)
            continue;
        unit->stock[y] = facts_number(facts, row, column[4]);
        unit->starts[y] = facts_number(facts, row, column[5]);
        unit->ceases[y] = facts_number(facts, row, column[6]);
        unit->uasc[y] = facts_number(facts, row, column[7]);
    }
    return 0;
}

int panel_view_read(int32_t to, struct panel_view *out)
{
    struct facts facts;
    struct published since_2016 = {0};
    memset(out, 0, sizeof *out);
    out->to = to;
    if (facts_read("la_units_2016_2025.csv", &facts) < 0)
        return -1;
    int code = take_units(&facts, out);
    facts_clear(&facts);
    if (code < 0)
        fprintf(stderr, "la_units_2016_2025.csv lacks a column: name, la, region, year, S, A, C, U\n");
    if (code == 0)
        code = read_published("la_panel.csv", to, &out->authorities);
    if (code == 0)
        code = read_published("la_panel_long.csv", to, &since_2016);
    if (code == 0)
        code = published_add(&out->authorities, &since_2016, NULL);
    published_clear(&since_2016);
    if (code == 0)
        code = read_published("national_stats.csv", to, &out->areas);
    if (code < 0)
        panel_view_clear(out);
    return code < 0 ? -1 : 0;
}

void panel_view_clear(struct panel_view *view)
{
    published_clear(&view->authorities);
    published_clear(&view->areas);
    memset(view, 0, sizeof *view);
}

static double mean_stock(const struct panel_unit *unit, int32_t y)
{
    return (unit->stock[y - 1] + unit->stock[y]) / 2;
}

void panel_units_counts(const struct panel_view *view, enum panel_series series, struct prior_counts *out)
{
    const int32_t skipped = series == PANEL_STARTS ? 0 : 1;
    *out = (struct prior_counts){.units = view->units, .years = view->to - PANEL_FIRST + 1 - skipped};
    for (int32_t i = 0; i < view->units; i++)
        for (int32_t y = 0; y < out->years; y++) {
            const struct panel_unit *unit = &view->unit[i];
            out->events[i][y] = series == PANEL_STARTS ? unit->starts[y] : unit->ceases[y + skipped];
            out->expected[i][y] = series == PANEL_STARTS ? 1 : mean_stock(unit, y + skipped);
        }
}

/* Children who went one of the five ways; counts of 1 to 5 are not published and stand as 3. NAN when none is published. */
static double ways_home(const struct panel_view *view, int32_t authority, int32_t year)
{
    static const enum published_figure_kind way[WAYS_HOME] = {PUBLISHED_CEASED_HOME, PUBLISHED_CEASED_HOME_UNPLANNED,
                                                              PUBLISHED_CEASED_RELATIVES, PUBLISHED_CEASED_SGO,
                                                              PUBLISHED_CEASED_CAO};
    double sum = 0;
    bool told = false;
    for (int32_t w = 0; w < WAYS_HOME; w++) {
        const int32_t count = published_figure(&view->authorities, authority, way[w], year);
        told = told || count >= 0;
        sum += count < 0 ? 3 : count;
    }
    return told ? sum : NAN;
}

double panel_count(const struct panel_view *view, int32_t authority, enum panel_series series, int32_t year)
{
    if (series == PANEL_WAYS_HOME)
        return ways_home(view, authority, year);
    const int32_t count =
        published_figure(&view->authorities, authority, series == PANEL_STARTS ? PUBLISHED_STARTS : PUBLISHED_CEASES, year);
    return count < 0 ? (double)NAN : count;
}

void panel_authorities_counts(const struct panel_view *view, enum panel_series series, struct prior_counts *out,
                              int32_t *number)
{
    const struct published *all = &view->authorities;
    *out = (struct prior_counts){.years = view->to - PANEL_REASONS_FROM + 1};
    for (int32_t i = 0; i < all->authorities && out->units < PRIOR_UNITS_MAX; i++) {
        bool whole = true;
        for (int32_t y = 0; y < out->years; y++) {
            const int32_t year = PANEL_REASONS_FROM + y, now = published_figure(all, i, PUBLISHED_STOCK, year),
                          before = published_figure(all, i, PUBLISHED_STOCK, y ? year - 1 : year);
            out->events[out->units][y] = panel_count(view, i, series, year);
            out->expected[out->units][y] = series == PANEL_STARTS ? 1 : ((double)before + now) / 2;
            whole = whole && now >= FEWEST_CHILDREN && before >= FEWEST_CHILDREN && !isnan(out->events[out->units][y]);
        }
        if (whole && number)
            number[out->units] = all->authority[i].number;
        out->units += whole;
    }
}
