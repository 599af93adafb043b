/*
 * panel_lesson: what the published stocks of 148 comparable units, 2016 to 2025, teach about a year and three, printed as
 * src/care/panel_lesson.c.
 *
 *     within      the smallest share of today's number within which eight in ten units lay one, two and three years on
 *     grew again  of units that grew more than the middle unit in a year, the share that did so in the next
 *
 * By size of the unit at the beginning. Years before `to` and units are taken together: neighbouring years share much of
 * their luck, so that these are round numbers, not estimates with an error.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "panel_view.h"

enum { TO = 2025, AHEAD = 3, SIZES = 4 };

static const int32_t from[SIZES + 1] = {0, 200, 450, 800, 1000000};

static int compare(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Thousandths of today's number that eight in ten moves of a size class over `lag` years keep within. */
static int32_t within(const struct panel_view *view, int32_t size, int32_t lag)
{
    static double move[PANEL_UNITS_MAX * PANEL_YEARS];
    int32_t moves = 0;
    for (int32_t i = 0; i < view->units; i++)
        for (int32_t y = 0; PANEL_FIRST + y + lag <= TO; y++) {
            const double now = view->unit[i].stock[y], then = view->unit[i].stock[y + lag];
            if (now > 0 && now >= from[size] && now < from[size + 1] && !isnan(then))
                move[moves++] = fabs(then / now - 1);
        }
    qsort(move, (size_t)moves, sizeof *move, compare);
    return moves ? (int32_t)lround(1000 * move[moves * 8 / 10]) : 0;
}

/* A year's growth of a unit; NAN where a figure is missing. */
static double growth(const struct panel_view *view, int32_t unit, int32_t year)
{
    return view->unit[unit].stock[year + 1] / view->unit[unit].stock[year] - 1;
}

static double middle(const struct panel_view *view, int32_t year)
{
    double list[PANEL_UNITS_MAX];
    int32_t count = 0;
    for (int32_t i = 0; i < view->units; i++)
        if (!isnan(growth(view, i, year)))
            list[count++] = growth(view, i, year);
    qsort(list, (size_t)count, sizeof *list, compare);
    return list[count / 2];
}

/* Thousandths of the units that grew more than the middle one in a year that did so again in the next. */
static int32_t grew_again(const struct panel_view *view)
{
    int32_t count = 0, again = 0;
    for (int32_t y = 0; PANEL_FIRST + y + 2 <= TO; y++) {
        const double now = middle(view, y), next = middle(view, y + 1);
        for (int32_t i = 0; i < view->units; i++) {
            if (!(growth(view, i, y) > now) || isnan(growth(view, i, y + 1)))
                continue;
            count++;
            again += growth(view, i, y + 1) > next;
        }
    }
    return count ? (1000 * again + count / 2) / count : 0;
}

int main(void)
{
    static struct panel_view view;
    if (panel_view_read(TO, &view) < 0)
        return 1;
    printf("/* Made by bench/panel_lesson; see care/panel_lesson.h. */\n#include \"care/panel_lesson.h\"\n\n");
    printf("#include <stddef.h>\n\nstatic const struct panel_lesson lessons[] = {\n");
    for (int32_t size = 0; size < SIZES; size++) {
        printf("    {%d, %d, %s, {", from[size], from[size + 1], size + 1 == SIZES ? "true" : "false");
        for (int32_t lag = 1; lag <= AHEAD; lag++)
            printf("%s%d", lag > 1 ? ", " : "", within(&view, size, lag));
        printf("}},\n");
    }
    printf("};\n\nconst struct panel_lesson *care_panel_lesson(int64_t children)\n{\n    size_t i = 0;\n"
           "    while (i + 1 < sizeof lessons / sizeof *lessons && children >= lessons[i].below)\n        i++;\n"
           "    return &lessons[i];\n}\n\n");
    printf("int32_t care_panel_grew_again(void)\n{\n    return %d;\n}\n", grew_again(&view));
    panel_view_clear(&view);
    return 0;
}
