#include "briefing/month_flow.h"

#include "table/rounding.h"
#include "flow/system.h"

enum { WHOLE = 1000, TENTH = 100 };

/* Means are divided each for itself: four of them, half a thousandth each, can miss one another by this much. */
enum { MEANS_APART = 3 };

/* The ways of ceasing that have a column of their own, by the system's names of exits; all others are MONTH_OTHER. */
static const struct {
    enum month_part part;
    const char *exit;
} exit_parts[] = {{MONTH_ADOPTED, "adopted"}, {MONTH_SGO, "sgo"}, {MONTH_HOME, "home"}, {MONTH_AGED_OUT, "aged_out"}};

static enum month_part part_of_exit(const struct care_system *system, int32_t exit)
{
    for (size_t i = 0; i < sizeof exit_parts / sizeof *exit_parts; i++)
        if (flow_exit_named(&system->flow, exit_parts[i].exit) == exit)
            return exit_parts[i].part;
    return MONTH_OTHER;
}

typedef int64_t (*month_reader)(struct run_reader *, enum run_measure, day, int32_t);

static void read_parts(struct run_reader *reader, month_reader read, struct month_flow *out)
{
    out->exact[MONTH_STARTED] = read(reader, RUN_STARTS, out->date, RUN_ALL);
    out->exact[MONTH_UASC] = read(reader, RUN_STARTS_UASC, out->date, RUN_ALL);
    out->exact[MONTH_CEASED] = read(reader, RUN_CEASES, out->date, RUN_ALL);
    out->exact[MONTH_CLOSING] = read(reader, RUN_STOCK, out->date, RUN_ALL);
    for (int32_t exit = 0; exit < reader->system->flow.exits; exit++)
        out->exact[part_of_exit(reader->system, exit)] += read(reader, RUN_EXITS, out->date, exit);
}

static int64_t change_of(const struct month_flow *month)
{
    return month->exact[MONTH_STARTED] - month->exact[MONTH_CEASED];
}

static bool near(int64_t a, int64_t b, int64_t apart)
{
    return a - b <= apart && b - a <= apart;
}

static int refuse(const struct month_flow *month, const char *what, struct problem *problem)
{
    struct text date = {0};
    calendar_append_month(&date, calendar_month(month->date));
    problem_set(problem, PROBLEM_VERIFY, "the numbers of %s do not add up: %s", text_string(&date), what);
    text_clear(&date);
    return problem_next(problem, "Make the forecast again; if it stays so, this is a fault in Homeward: please report it.");
}

/* Rounds to `unit`; opening must be shown already. */
static int round_month(struct month_flow *month, int64_t unit, struct problem *problem)
{
    int64_t *shown = month->shown;
    const int64_t *exact = month->exact;
    int64_t closing = round_to(exact[MONTH_CLOSING], unit);
    shown[MONTH_CLOSING] = closing;
    if (!round_in_and_out(exact[MONTH_STARTED], exact[MONTH_CEASED], unit, closing - shown[MONTH_OPENING],
                          &shown[MONTH_STARTED], &shown[MONTH_CEASED]))
        return refuse(month, "opening, started and ceased do not give closing", problem);
    int64_t exits[] = {exact[MONTH_ADOPTED], exact[MONTH_SGO], exact[MONTH_HOME], exact[MONTH_AGED_OUT], exact[MONTH_OTHER]};
    enum { EXITS = sizeof exits / sizeof *exits };
    if (!round_parts(exits, EXITS, unit, shown[MONTH_CEASED], &shown[MONTH_ADOPTED]))
        return refuse(month, "the ways of ceasing do not give ceased", problem);
    shown[MONTH_UASC] = round_to(exact[MONTH_UASC], unit);
    if (shown[MONTH_UASC] > shown[MONTH_STARTED])
        shown[MONTH_UASC] = shown[MONTH_STARTED];
    return 0;
}

int month_flow_past(struct run_reader *reader, day date, struct month_flow *out, struct problem *problem)
{
    *out = (struct month_flow){.date = date};
    read_parts(reader, run_past, out);
    if (run_reader_check(reader, problem) < 0)
        return problem->code;
    int64_t opening = out->exact[MONTH_CLOSING] - change_of(out);
    day before = calendar_month_end(calendar_month(date) - 1);
    if (run_has(reader->history, RUN_STOCK, before, RUN_ALL) && run_past(reader, RUN_STOCK, before, RUN_ALL) != opening)
        return refuse(out, "it does not begin where the month before it ended", problem);
    out->exact[MONTH_OPENING] = out->shown[MONTH_OPENING] = opening;
    return round_month(out, WHOLE, problem);
}

/* Where the first month begins: with the children of the last known night, a whole number. */
static int64_t first_opening(const struct run_reader *reader, const struct month_flow *month)
{
    int64_t opening = round_to(month->exact[MONTH_CLOSING] - change_of(month), WHOLE);
    bool known = reader->run->as_at == reader->last;
    int64_t row = known ? run_rows_find(reader->history, RUN_STOCK, reader->last, RUN_ALL, RUN_ALL) : -1;
    return row < 0 ? opening : reader->history->mean[row];
}

int month_flow_future(struct run_reader *reader, int32_t index, const struct month_flow *before, struct month_flow *out,
                      struct problem *problem)
{
    *out = (struct month_flow){.date = run_future_date(reader, index), .forecast = true};
    read_parts(reader, run_mean, out);
    if (run_reader_check(reader, problem) < 0)
        return problem->code;
    out->exact[MONTH_OPENING] = before ? before->exact[MONTH_CLOSING] : first_opening(reader, out);
    out->shown[MONTH_OPENING] = before ? before->shown[MONTH_CLOSING] : out->exact[MONTH_OPENING];
    if (!near(out->exact[MONTH_OPENING] + change_of(out), out->exact[MONTH_CLOSING], MEANS_APART))
        return refuse(out, "opening, started and ceased do not give closing", problem);
    return round_month(out, TENTH, problem);
}
