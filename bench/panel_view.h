/*
 * panel_view: what was published of English authorities up to a year, and nothing of any later one.
 *
 * This is the only door of the programs that forecast the panel (bench/panel): they ask for the view at their origin, and a
 * later year is in none of its figures. Years are reporting years: 2022 ends on 31 March 2022. A figure that is not there is
 * NAN in a unit and PUBLISHED_NONE in an authority.
 *
 * The files lie in the folder that HOMEWARD_SHARED names, else in ../shared, below data/facts:
 *
 *     la_units_2016_2025.csv    148 comparable units: stock, starts, ceases, unaccompanied children since 2016
 *     la_panel.csv              every authority since 2021: placements, ages and reasons of ceasing
 *     la_panel_long.csv         every authority since 2016: stock, starts, ceases
 *     national_stats.csv        England and some areas: ages of those in care, of starts and of ceases
 *
 *     static struct panel_view view;
 *     if (panel_view_read(2022, &view) == 0) … view.unit[i].stock[2022 - PANEL_FIRST] …
 *     panel_view_clear(&view);
 *
 * Includes: base, returns.
 */
#ifndef BENCH_PANEL_VIEW_H
#define BENCH_PANEL_VIEW_H

#include <stdint.h>

#include "prior_fit.h"
#include "returns/published.h"

enum { PANEL_FIRST = 2016, PANEL_YEARS = 12, PANEL_UNITS_MAX = 200, PANEL_REASONS_FROM = 2021 };

/* An authority, or what several were before they were joined or split: the same area in all years. By year. */
struct panel_unit {
    int32_t number; /* DfE's */
    char name[PUBLISHED_NAME_MAX], region[PUBLISHED_NAME_MAX];
    double stock[PANEL_YEARS], starts[PANEL_YEARS], ceases[PANEL_YEARS], uasc[PANEL_YEARS];
};

struct panel_view {
    int32_t to; /* the last year that it knows */
    int32_t units;
    struct panel_unit unit[PANEL_UNITS_MAX]; /* in the order of the file */
    struct published authorities;            /* one by one */
    struct published areas;                  /* England, North West, four councils, by name */
};

/* 0, or -1 with a line on stderr that says what is missing and what to do. */
int panel_view_read(int32_t to, struct panel_view *out);
void panel_view_clear(struct panel_view *view);

/* Yearly counts that levels can be fitted to. */
enum panel_series {
    PANEL_STARTS,   /* held against 1 */
    PANEL_CEASES,   /* held against the mean stock of the year */
    PANEL_WAYS_HOME /* the same: home, special guardianship, child arrangements */
};

/* Of the units, from 2016 on (ceases from 2017 on: the stock of the year before is needed). Not PANEL_WAYS_HOME. */
void panel_units_counts(const struct panel_view *view, enum panel_series series, struct prior_counts *out);

/* Of the authorities that have every figure since 2021 and no stock below 60; number[PRIOR_UNITS_MAX], which may be NULL,
 * takes their DfE numbers. */
void panel_authorities_counts(const struct panel_view *view, enum panel_series series, struct prior_counts *out,
                              int32_t *number);

/* What a count of the series would be in an authority and year: NAN where it is not published. */
double panel_count(const struct panel_view *view, int32_t authority, enum panel_series series, int32_t year);

#endif
