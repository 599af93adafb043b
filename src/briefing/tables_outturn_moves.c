/*
 * What has moved since the last report, and what leads from the run-on basis to the expected one (T4).
 */
#include "briefing/outturn_paper.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

enum { NO_NUMBER = 0, FEW = 5 };

/* A step of a bridge; its number of packages or posts where it is of any. */
static void add_step(const char *part, const char *step, int64_t number, int64_t exact, int64_t shown, struct table *out)
{
    table_text(out, part);
    table_text(out, step);
    if (number == NO_NUMBER)
        table_blank(out);
    else
        table_number(out, number);
    outturn_pounds(out, exact, shown);
}

/* What is published of the steps: those of few packages or posts are one with what nothing explains, so that no single
 * placement's cost can be read. */
static struct movement_line steps_of(const struct outturn_page *page)
{
    struct movement_line steps = page->sources->movement->total;
    for (int step = 0; step < MOVEMENT_STEP_COUNT; step++)
        if (page->sources->for_public && step != MOVEMENT_OTHER && steps.number[step] > 0 && steps.number[step] <= FEW) {
            steps.step[MOVEMENT_OTHER] += steps.step[step];
            steps.step[step] = steps.number[step] = 0;
        }
    if (page->sources->for_public)
        steps.number[MOVEMENT_OTHER] = 0;
    return steps;
}

/* Without the books of the last report: the variance then, at today's budget, every line
 * that moved, the variance now. */
static void add_lines(const struct outturn_page *page, struct table *out)
{
    static const char part[] = "Since the last report";
    const struct outturn *exact = page->exact, *shown = &page->shown;
    if (exact->total.last == OUTTURN_NONE)
        return;
    table_row(out);
    add_step(part, "Variance of the last report", NO_NUMBER, exact->total.variance - exact->total.movement,
             shown->total.variance - shown->total.movement, out);
    for (int64_t i = 0; i < exact->lines; i++)
        if (exact->line[i].movement != OUTTURN_NONE && exact->line[i].movement != 0) {
            table_row(out);
            add_step(part, exact->line[i].line, NO_NUMBER, exact->line[i].movement, shown->line[i].movement, out);
        }
    if (outturn_gone(exact) != 0) {
        int64_t moved = shown->total.movement;
        for (int64_t i = 0; i < shown->lines; i++)
            moved -= shown->line[i].movement == OUTTURN_NONE ? 0 : shown->line[i].movement;
        table_row(out);
        add_step(part, "No longer in the budget", NO_NUMBER, outturn_gone(exact), moved, out);
    }
    table_total_row(out);
    add_step(part, "Variance of this report", NO_NUMBER, exact->total.variance, shown->total.variance, out);
}

/* The variance then, package by package and post by post what happened, the variance now. */
static int add_since(const struct outturn_page *page, struct table *out, struct problem *problem)
{
    static const char part[] = "Since the last report";
    const struct movement_line total = steps_of(page);
    const int64_t closing = page->shown.total.variance;
    const int64_t opening = round_to(total.opening, OUTTURN_UNIT); /* as it was published */
    int64_t shown[MOVEMENT_STEP_COUNT];
    if (!round_signed_parts(total.step, MOVEMENT_STEP_COUNT, OUTTURN_UNIT, closing - opening, shown))
        return problem_set(problem, PROBLEM_VERIFY, "the steps since the last report do not add up to the variance");
    table_row(out);
    add_step(part, "Variance of the last report", NO_NUMBER, total.opening, opening, out);
    for (int step = 0; step < MOVEMENT_STEP_COUNT; step++)
        if (total.step[step] != 0 || total.number[step] != 0) {
            table_row(out);
            add_step(part, movement_step_words((enum movement_step)step), total.number[step], total.step[step], shown[step],
                     out);
        }
    table_total_row(out);
    add_step(part, "Variance of this report", NO_NUMBER, total.closing, closing, out);
    return 0;
}

static void add_basis(const struct outturn_page *page, struct table *out)
{
    static const char part[] = "From run-on to expected";
    const struct outturn *exact = page->exact, *shown = &page->shown;
    table_part_row(out);
    add_step(part, "Variance if every package ran on", NO_NUMBER, exact->total.run_on - exact->total.budget,
             shown->total.run_on - shown->total.budget, out);
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++) {
        table_row(out);
        add_step(part, outturn_cause_words((enum outturn_cause)cause), NO_NUMBER, exact->total.cause[cause],
                 shown->total.cause[cause], out);
    }
    table_total_row(out);
    add_step(part, "Variance expected", NO_NUMBER, exact->total.variance, shown->total.variance, out);
}

int table_movement(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "T4", "Movement since the last report, and from run-on to expected", "\u00A3'000");
    table_column(out, "part", "Bridge", TABLE_TEXT, "");
    table_column(out, "step", "Step", TABLE_TEXT, "");
    table_column(out, "number", "Packages or posts", TABLE_COUNT, "");
    outturn_variance_column(&page, out, "amount", "Variance and steps");
    int code = 0;
    if (sources->movement)
        code = add_since(&page, out, problem);
    else
        add_lines(&page, out);
    add_basis(&page, out);
    table_note(out, "%s", signs_convention(page.signs));
    table_note(out, "The steps of a bridge add up from the variance above them to the one below.");
    if (page.exact->total.last == OUTTURN_NONE)
        table_note(out, "There is no movement yet: no period has been closed and kept before this one.");
    outturn_note_basis(&page, out);
    if (sources->for_public)
        table_note(out, "Steps of five packages or posts, or fewer, are in the row Other in what is published.");
    outturn_page_close(&page);
    return code;
}

static void add_tidy(const char *bridge, const char *line, const char *step, int64_t number, int64_t pence,
                     struct table *out)
{
    table_row(out);
    table_text(out, bridge);
    table_text(out, line);
    table_text(out, step);
    table_number(out, number);
    table_number(out, pence);
}

/* Since the last report, of one line or the total. */
static void add_line_since(const char *name, const struct movement_line *line, struct table *out)
{
    add_tidy("since", name, "opening", 0, line->opening, out);
    for (int step = 0; step < MOVEMENT_STEP_COUNT; step++)
        add_tidy("since", name, movement_step_word((enum movement_step)step), line->number[step], line->step[step], out);
    add_tidy("since", name, "closing", 0, line->closing, out);
}

/* The lines of a publication would tell of few placements: then only the total is told. */
static void add_all_since(const struct outturn_page *page, struct table *out)
{
    const struct movement *movement = page->sources->movement;
    if (!movement)
        return;
    for (int64_t i = 0; i < movement->lines && !page->sources->for_public; i++)
        add_line_since(movement->line[i].line, &movement->line[i], out);
    const struct movement_line total = steps_of(page);
    add_line_since("Total", &total, out);
}

/* From run-on to expected, of one line or the total. */
static void add_line_basis(const char *name, const struct outturn_line *line, struct table *out)
{
    add_tidy("basis", name, "run_on", 0, line->run_on - line->budget, out);
    for (int cause = 0; cause < OUTTURN_CAUSE_COUNT; cause++)
        add_tidy("basis", name, outturn_cause_word((enum outturn_cause)cause), 0, line->cause[cause], out);
    add_tidy("basis", name, "expected", 0, line->variance, out);
}

int table_movement_tidy(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    if (outturn_page_open(sources, &page, problem) < 0)
        return problem->code;
    outturn_page_begin(&page, out, "T4", "Both bridges, line by line: one step a row", "as stored");
    table_column(out, "bridge", "Bridge", TABLE_TEXT, "");
    table_column(out, "line", "Line", TABLE_TEXT, "");
    table_column(out, "step", "Step", TABLE_TEXT, "");
    table_column(out, "number", "Packages or posts", TABLE_COUNT, "");
    table_column(out, "pence", "Pence", TABLE_COUNT, "pence");
    add_all_since(&page, out);
    for (int64_t i = 0; i <= page.exact->lines; i++)
        add_line_basis(i < page.exact->lines ? page.exact->line[i].line : "Total", outturn_exact_line(&page, i), out);
    table_note(out, "Variances and steps in whole pence: above 0 is adverse. Every bridge of every line adds up.");
    outturn_page_close(&page);
    return 0;
}
