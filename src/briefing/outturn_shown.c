#include "briefing/outturn_shown.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "money/money.h"
#include "table/rounding.h"

enum { EFFECTS = 3, LASTING = 2, POUND = 100 };

/* What rounding works with: room for a column of parts and for a table of them. */
struct desk {
    const struct outturn *outturn;
    struct outturn *shown;
    int64_t *part, *part_shown, *row;
};

bool outturn_has_prices(const struct outturn_line *line)
{
    return line->kind == OUTTURN_PLACEMENTS && line->budget_number != OUTTURN_NONE && line->budget_price != OUTTURN_NONE &&
           line->number != OUTTURN_NONE;
}

int64_t outturn_other(const struct outturn_line *line)
{
    return outturn_has_prices(line) ? line->variance - line->number_effect - line->price_effect : line->variance;
}

void outturn_sum_effects(const struct outturn *outturn, int64_t *number, int64_t *price)
{
    *number = *price = 0;
    for (int64_t i = 0; i < outturn->lines; i++)
        if (outturn_has_prices(&outturn->line[i])) {
            *number += outturn->line[i].number_effect;
            *price += outturn->line[i].price_effect;
        }
}

int64_t outturn_gone(const struct outturn *outturn)
{
    int64_t gone = outturn->total.movement == OUTTURN_NONE ? 0 : outturn->total.movement;
    for (int64_t i = 0; i < outturn->lines; i++)
        if (outturn->line[i].movement != OUTTURN_NONE)
            gone -= outturn->line[i].movement;
    return gone;
}

/* A field of a line by where it lies in it. */
static int64_t *field_of(struct outturn_line *line, size_t field)
{
    return (int64_t *)(void *)((char *)line + field);
}

static int64_t value_of(const struct outturn_line *line, size_t field)
{
    const int64_t value = *(const int64_t *)(const void *)((const char *)line + field);
    return value == OUTTURN_NONE ? 0 : value;
}

/* Rounds a field of all lines together; what is not told stays so. False when the lines are too large or do not add up. */
static bool show_field(const struct desk *desk, size_t field)
{
    const struct outturn *outturn = desk->outturn;
    int64_t sum = 0;
    for (int64_t i = 0; i < outturn->lines; i++) {
        desk->part[i] = value_of(&outturn->line[i], field);
        if (__builtin_add_overflow(sum, desk->part[i], &sum))
            return false;
    }
    const int64_t total = round_to(sum, OUTTURN_UNIT);
    if (sum != value_of(&outturn->total, field) ||
        !round_signed_parts(desk->part, outturn->lines, OUTTURN_UNIT, total, desk->part_shown))
        return false;
    for (int64_t i = 0; i < outturn->lines; i++)
        if (*field_of(&desk->shown->line[i], field) != OUTTURN_NONE)
            *field_of(&desk->shown->line[i], field) = desk->part_shown[i];
    *field_of(&desk->shown->total, field) = total;
    return true;
}

/* Each end for itself; but what lies in the range exactly lies in it as shown. */
static void show_range(const struct outturn_line *exact, struct outturn_line *shown)
{
    if (exact->low == OUTTURN_NONE || exact->high == OUTTURN_NONE)
        return;
    shown->low = round_to(exact->low, OUTTURN_UNIT);
    shown->high = round_to(exact->high, OUTTURN_UNIT);
    if (exact->low <= exact->expected && shown->low > shown->expected)
        shown->low = shown->expected;
    if (exact->high >= exact->expected && shown->high < shown->expected)
        shown->high = shown->expected;
}

static bool show_fields(const struct desk *desk)
{
    static const size_t fields[] = {offsetof(struct outturn_line, original), offsetof(struct outturn_line, budget),
                                    offsetof(struct outturn_line, profiled), offsetof(struct outturn_line, actual),
                                    offsetof(struct outturn_line, run_on),   offsetof(struct outturn_line, variance)};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!show_field(desk, fields[i]))
            return false;
    struct outturn *shown = desk->shown;
    for (int64_t i = 0; i <= shown->lines; i++) {
        struct outturn_line *line = i < shown->lines ? &shown->line[i] : &shown->total;
        line->expected = line->budget + line->variance;
        show_range(i < shown->lines ? &desk->outturn->line[i] : &desk->outturn->total, line);
        line->next_year = line->next_year == OUTTURN_NONE ? OUTTURN_NONE : round_to(line->next_year, OUTTURN_UNIT);
    }
    return true;
}

/*
 * The last report stands as it was published: its variance was rounded as this one's is, so movement is the difference of
 * two published figures. What was in it and is in no line now is a part like any other; a line that was not in it stands at
 * 0.
 */
static bool show_movement(const struct desk *desk)
{
    struct outturn *shown = desk->shown;
    const struct outturn *exact = desk->outturn;
    const int64_t lines = shown->lines;
    if (exact->total.movement == OUTTURN_NONE)
        return true;
    const int64_t total = round_to(exact->total.last - exact->total.budget, OUTTURN_UNIT);
    desk->part[lines] = -outturn_gone(exact);
    for (int64_t i = 0; i < lines; i++)
        desk->part[i] = exact->line[i].last == 0 ? -shown->line[i].budget : exact->line[i].last - exact->line[i].budget;
    if (!round_signed_parts(desk->part, lines + 1, OUTTURN_UNIT, total, desk->part_shown))
        return false;
    for (int64_t i = 0; i < lines; i++)
        shown->line[i].last = shown->line[i].budget + desk->part_shown[i];
    shown->total.last = shown->total.budget + total;
    for (int64_t i = 0; i <= lines; i++) {
        struct outturn_line *line = i < lines ? &shown->line[i] : &shown->total;
        line->movement = line->expected - line->last;
    }
    return true;
}

static bool show_causes(const struct desk *desk)
{
    struct outturn *shown = desk->shown;
    int64_t column[OUTTURN_CAUSE_COUNT];
    for (int64_t i = 0; i < shown->lines; i++) {
        memcpy(desk->part + i * OUTTURN_CAUSE_COUNT, shown->line[i].cause, sizeof column);
        desk->row[i] = shown->line[i].expected - shown->line[i].run_on;
    }
    if (!round_signed_parts(shown->total.cause, OUTTURN_CAUSE_COUNT, OUTTURN_UNIT,
                            shown->total.expected - shown->total.run_on, column) ||
        !round_cells(desk->part, shown->lines, OUTTURN_CAUSE_COUNT, OUTTURN_UNIT, desk->row, column, desk->part_shown))
        return false;
    memcpy(shown->total.cause, column, sizeof column);
    for (int64_t i = 0; i < shown->lines; i++)
        memcpy(shown->line[i].cause, desk->part_shown + i * OUTTURN_CAUSE_COUNT, sizeof column);
    return true;
}

/* What number and price make of every line's variance; of the total also what the mix makes of the number. */
static bool show_effects(const struct desk *desk)
{
    struct outturn *shown = desk->shown;
    int64_t number, price, column[EFFECTS];
    outturn_sum_effects(desk->outturn, &number, &price);
    for (int64_t i = 0; i < shown->lines; i++) {
        const struct outturn_line *exact = &desk->outturn->line[i];
        const bool told = outturn_has_prices(exact);
        desk->part[i * EFFECTS] = told ? exact->number_effect : 0;
        desk->part[i * EFFECTS + 1] = told ? exact->price_effect : 0;
        desk->part[i * EFFECTS + 2] = outturn_other(exact);
        desk->row[i] = shown->line[i].variance;
    }
    const int64_t sums[EFFECTS] = {number, price, desk->outturn->total.variance - number - price};
    if (!round_signed_parts(sums, EFFECTS, OUTTURN_UNIT, shown->total.variance, column) ||
        !round_cells(desk->part, shown->lines, EFFECTS, OUTTURN_UNIT, desk->row, column, desk->part_shown))
        return false;
    for (int64_t i = 0; i < shown->lines; i++) {
        shown->line[i].number_effect = desk->part_shown[i * EFFECTS];
        shown->line[i].price_effect = desk->part_shown[i * EFFECTS + 1];
    }
    shown->total.number_effect = column[0];
    shown->total.price_effect = column[1];
    shown->mix = shown->mix == OUTTURN_NONE ? OUTTURN_NONE : round_to(shown->mix, OUTTURN_UNIT);
    return true;
}

static bool show_lasting(const struct desk *desk)
{
    struct outturn *shown = desk->shown;
    int64_t column[LASTING];
    const int64_t sums[LASTING] = {shown->total.permanent, shown->total.temporary};
    if (sums[0] == OUTTURN_NONE)
        return true;
    for (int64_t i = 0; i < shown->lines; i++) {
        desk->part[i * LASTING] = value_of(&shown->line[i], offsetof(struct outturn_line, permanent));
        desk->part[i * LASTING + 1] = value_of(&shown->line[i], offsetof(struct outturn_line, temporary));
        desk->row[i] = shown->line[i].variance;
    }
    if (!round_signed_parts(sums, LASTING, OUTTURN_UNIT, shown->total.variance, column) ||
        !round_cells(desk->part, shown->lines, LASTING, OUTTURN_UNIT, desk->row, column, desk->part_shown))
        return false;
    for (int64_t i = 0; i < shown->lines; i++) {
        shown->line[i].permanent = desk->part_shown[i * LASTING];
        shown->line[i].temporary = desk->part_shown[i * LASTING + 1];
    }
    shown->total.permanent = column[0];
    shown->total.temporary = column[1];
    return true;
}

/* Numbers of placements in tenths that add up over the lines that have them; the total is of those lines. */
static bool show_numbers(const struct desk *desk, size_t field)
{
    struct outturn *shown = desk->shown;
    int64_t sum = 0;
    for (int64_t i = 0; i < shown->lines; i++) {
        desk->part[i] = outturn_has_prices(&desk->outturn->line[i]) ? value_of(&desk->outturn->line[i], field) : 0;
        if (__builtin_add_overflow(sum, desk->part[i], &sum))
            return false;
    }
    const int64_t total = round_to(sum, OUTTURN_NUMBER_UNIT);
    if (!round_signed_parts(desk->part, shown->lines, OUTTURN_NUMBER_UNIT, total, desk->part_shown))
        return false;
    for (int64_t i = 0; i < shown->lines; i++)
        if (outturn_has_prices(&desk->outturn->line[i]))
            *field_of(&shown->line[i], field) = desk->part_shown[i];
    *field_of(&shown->total, field) = total;
    return true;
}

static void show_prices(struct outturn *shown)
{
    for (int64_t i = 0; i < shown->lines; i++)
        if (outturn_has_prices(&shown->line[i])) {
            shown->line[i].budget_price = round_to(shown->line[i].budget_price, POUND);
            if (shown->line[i].price != OUTTURN_NONE)
                shown->line[i].price = round_to(shown->line[i].price, POUND);
        }
}

static void show_contributions(struct outturn *shown)
{
    int64_t *const due[] = {&shown->health_due, &shown->education_due, &shown->health_due_year, &shown->education_due_year};
    for (size_t i = 0; i < sizeof due / sizeof *due; i++)
        *due[i] = round_to(*due[i], OUTTURN_UNIT);
}

static int take_room(struct desk *desk, struct problem *problem)
{
    const size_t lines = (size_t)desk->outturn->lines, cells = (lines + 1) * OUTTURN_CAUSE_COUNT;
    desk->shown->line = calloc(lines + 1, sizeof *desk->shown->line);
    desk->part = calloc(cells, sizeof *desk->part);
    desk->part_shown = calloc(cells, sizeof *desk->part_shown);
    desk->row = calloc(lines + 1, sizeof *desk->row);
    if (!desk->shown->line || !desk->part || !desk->part_shown || !desk->row)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the outturn's tables");
    if (lines)
        memcpy(desk->shown->line, desk->outturn->line, lines * sizeof *desk->shown->line);
    return 0;
}

int outturn_show(const struct outturn *outturn, struct outturn *shown, struct problem *problem)
{
    *shown = *outturn;
    shown->line = NULL;
    struct desk desk = {.outturn = outturn, .shown = shown};
    int code = take_room(&desk, problem);
    if (code == 0 && !(show_fields(&desk) && show_movement(&desk) && show_causes(&desk) && show_effects(&desk) &&
                       show_lasting(&desk) && show_numbers(&desk, offsetof(struct outturn_line, budget_number)) &&
                       show_numbers(&desk, offsetof(struct outturn_line, number)))) {
        code = problem_set(problem, PROBLEM_VERIFY, "the lines of the outturn do not add up to its total");
        problem_next(problem, "This is a fault in Homeward: please report it.");
    }
    if (code == 0) {
        show_prices(shown);
        show_contributions(shown);
    }
    free(desk.part);
    free(desk.part_shown);
    free(desk.row);
    if (code < 0)
        outturn_shown_clear(shown);
    return code;
}

void outturn_shown_clear(struct outturn *shown)
{
    free(shown->line);
    *shown = (struct outturn){0};
}
