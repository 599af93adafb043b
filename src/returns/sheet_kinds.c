#include <string.h>

#include "returns/sheet.h"

enum { NEEDED = 1, MAY_LACK = 0 };

/* The kinds of file, A kind that has all told columns of another stands first. */
static const struct sheet_kind kinds[] = {
    {"outturn",
     "forecast outturn as it was reported",
     8,
     {{"line", SHEET_TEXT, true, true, "the line of the budget"},
      {"service", SHEET_TEXT, false, false, "what it belongs to"},
      {"report", SHEET_TEXT, false, false, "the report: November 2023"},
      {"budget", SHEET_POUNDS, true, false, "pounds"},
      {"forecast", SHEET_POUNDS, true, false, "pounds by the end of the year"},
      {"variance", SHEET_POUNDS, false, false, "pounds, where it is told without the two"},
      {"movement", SHEET_POUNDS, true, false, "pounds, change of the variance since the report before"},
      {"source", SHEET_TEXT, false, false, "where the figures stand"}}},
    {"causes",
     "what a variance is made of",
     6,
     {{"line", SHEET_TEXT, true, true, "the line of the budget"},
      {"cause", SHEET_TEXT, true, true, "staffing, number, price, mix, timing, saving, income, other"},
      {"amount", SHEET_POUNDS, true, true, "pounds, + is adverse"},
      {"recurrent", SHEET_YES, false, false, "y when it comes again next year"},
      {"note", SHEET_TEXT, false, false, "why"},
      {"source", SHEET_TEXT, false, false, "where the figures stand"}}},
    {"budget_items",
     "pressures or savings of a budget round",
     14,
     {{"ref", SHEET_TEXT, false, false, "a short name of its own"},
      {"kind", SHEET_TEXT, true, true, "pressure or saving"},
      {"line", SHEET_TEXT, true, true, "what it is"},
      {"category", SHEET_TEXT, false, false, "pay, demand, inflation, posts …"},
      {"version", SHEET_TEXT, true, true, "draft 1, draft 2, final"},
      {"y1", SHEET_POUNDS, true, false, "pounds in the first year"},
      {"y2", SHEET_POUNDS, false, false, "pounds in the second year"},
      {"y3", SHEET_POUNDS, false, false, "pounds in the third year"},
      {"y4", SHEET_POUNDS, false, false, "pounds in the fourth year"},
      {"y5", SHEET_POUNDS, false, false, "pounds in the fifth year"},
      {"recurrent", SHEET_YES, false, false, "y when it stays in the budget"},
      {"owner", SHEET_TEXT, false, false, "who answers for it"},
      {"note", SHEET_TEXT, false, false, "why"},
      {"evidence", SHEET_TEXT, false, false, "the run or the reason it comes from"}}},
    {"grants",
     "grants and what they pay for",
     5,
     {{"grant", SHEET_TEXT, true, true, "its name"},
      {"pays_for", SHEET_TEXT, true, true, "what it is spent on"},
      {"amount", SHEET_POUNDS, true, false, "pounds over all years"},
      {"years", SHEET_COUNT, true, false, "how many years"},
      {"source", SHEET_TEXT, false, false, "where the figures stand"}}},
    {"posts",
     "posts by role, now and to come",
     6,
     {{"role", SHEET_TEXT, true, true, "social worker"},
      {"part_of", SHEET_TEXT, true, false, "the role that it is part of, where a total is told and its parts"},
      {"posts_now", SHEET_COUNT, true, false, "full-time posts now"},
      {"posts_added", SHEET_COUNT, true, false, "posts to come"},
      {"cost", SHEET_POUNDS, true, false, "pounds of the posts to come"},
      {"source", SHEET_TEXT, false, false, "where the figures stand"}}},
    {"activity",
     "children and placements counted",
     5,
     {{"measure", SHEET_TEXT, true, true, "children in care"},
      {"period", SHEET_TEXT, true, true, "January 2025, 2022-23, last quarter"},
      {"months", SHEET_COUNT, true, false, "how many months were counted; blank for a day"},
      {"value", SHEET_COUNT, true, true, "how many"},
      {"source", SHEET_TEXT, false, false, "where the figures stand"}}},
    {"stated",
     "figures that a paper states, to be held against its own lines",
     6,
     {{"figure", SHEET_TEXT, true, true, "which figure (homeward example --help lists them)"},
      {"of", SHEET_TEXT, false, false, "of which line, version, role or measure"},
      {"stated", SHEET_TEXT, true, true, "as it stands there: 5.033"},
      {"unit", SHEET_TEXT, true, true, "£m, £'000, £, percent, number"},
      {"words", SHEET_TEXT, false, false, "what the paper calls it"},
      {"source", SHEET_TEXT, false, false, "where it stands"}}},
    {"paper",
     "what a paper is",
     2,
     {{"fact", SHEET_TEXT, true, true, "title, council, date, source, unit or tolerance"},
      {"value", SHEET_TEXT, true, true, "in words"}}},
    {"initiatives",
     "what a plan consists of, with or without figures",
     5,
     {{"initiative", SHEET_TEXT, true, true, "its name"},
      {"children", SHEET_COUNT, true, false, "how many children fewer, where the paper says"},
      {"saving", SHEET_POUNDS, true, false, "pounds a year, where the paper says"},
      {"grant", SHEET_TEXT, false, false, "the grant that pays for it"},
      {"source", SHEET_TEXT, false, false, "where it stands"}}},
};

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
