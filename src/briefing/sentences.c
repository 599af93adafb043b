#include "briefing/sentences.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "briefing/month_flow.h"
#include "briefing/outturn_facts.h"
#include "table/rounding.h"
#include "briefing/run_reader.h"
#include "briefing/wording.h"
#include "care/panel_lesson.h"

enum { WHOLE = 1000, YEAR_MONTHS = 12, MOVES_MAX = 3 };

/* Children of the last known night. */
static int64_t children_now(struct run_reader *reader, struct problem *problem)
{
    struct month_flow first;
    if (month_flow_future(reader, 0, NULL, &first, problem) < 0)
        return problem->code;
    return first.exact[MONTH_OPENING] / WHOLE;
}

static int64_t children_on(struct run_reader *reader, day date)
{
    return round_ratio(run_mean(reader, RUN_STOCK, date, RUN_ALL), 1, WHOLE);
}

static void append_range(struct run_reader *reader, day date, struct text *out)
{
    text_append_grouped(out, run_quantile_of(reader, RUN_STOCK, date, RUN_ALL, RUN_P10));
    text_append(out, " to ");
    text_append_grouped(out, run_quantile_of(reader, RUN_STOCK, date, RUN_ALL, RUN_P90));
}

static int position(struct run_reader *reader, struct text *out, struct problem *problem)
{
    int64_t now = children_now(reader, problem), started = 0, ceased = 0;
    if (now < 0)
        return (int)now;
    wording_children(out, now);
    text_append(out, now == 1 ? " was in care on " : " were in care on ");
    calendar_append_words(out, reader->run->as_at);
    text_append(out, ".\n");
    int32_t months = run_past_months(reader);
    if (months <= YEAR_MONTHS)
        return 0;
    for (int32_t index = months - YEAR_MONTHS; index < months; index++) {
        started += run_past(reader, RUN_STARTS, run_past_date(reader, index), RUN_ALL) / WHOLE;
        ceased += run_past(reader, RUN_CEASES, run_past_date(reader, index), RUN_ALL) / WHOLE;
    }
    day before = run_past_date(reader, months - 1 - YEAR_MONTHS);
    text_append(out, "In the 12 months to ");
    calendar_append_words(out, reader->last);
    text_append(out, ", ");
    text_append_grouped(out, started);
    text_append(out, " started and ");
    text_append_grouped(out, ceased);
    text_append(out, " ceased: ");
    wording_change(out, run_past(reader, RUN_STOCK, before, RUN_ALL),
                   run_past(reader, RUN_STOCK, before, RUN_ALL) + (started - ceased));
    text_append(out, started == ceased ? " as on " : " than on ");
    calendar_append_words(out, before);
    text_append(out, ".\n");
    return 0;
}

static void add_outlook(struct run_reader *reader, day date, struct text *out)
{
    calendar_append_words(out, date);
    text_append(out, ": ");
    wording_children(out, children_on(reader, date));
    text_append(out, " expected; 80% range ");
    append_range(reader, date, out);
    text_append(out, ".\n");
}

static int outlook(struct run_reader *reader, struct text *out, struct problem *problem)
{
    (void)problem;
    day end = run_future_date(reader, reader->run->months - 1);
    for (int32_t months = YEAR_MONTHS; run_months_ahead(reader, months) != DAY_NONE; months += YEAR_MONTHS)
        add_outlook(reader, run_months_ahead(reader, months), out);
    if (run_months_ahead(reader, YEAR_MONTHS) == DAY_NONE)
        add_outlook(reader, end, out);
    return 0;
}

static int panel(struct run_reader *reader, struct text *out, struct problem *problem)
{
    enum { PER_CENT = 10, YEAR = 0, THREE_YEARS = 2 };
    const int64_t now = children_now(reader, problem);
    if (now < 0)
        return (int)now;
    const struct panel_lesson *lesson = care_panel_lesson(now);
    text_append(out, "Eight in ten English councils ");
    if (lesson->from == 0)
        text_format(out, "with fewer than %d children", lesson->below);
    else if (lesson->last)
        text_format(out, "with %d children or more", lesson->from);
    else
        text_format(out, "with %d to %d children", lesson->from, lesson->below - 1);
    text_format(out,
                " were within %" PRId64 "%% of their number a year later and within %" PRId64
                "%% three years later (%d to %d); of those that grew more than most in a year, %" PRId64
                "%% did so again in the next: growth told next to nothing of growth to come.\n",
                round_ratio(lesson->within[YEAR], 1, PER_CENT), round_ratio(lesson->within[THREE_YEARS], 1, PER_CENT),
                CARE_PANEL_LESSON_FIRST, CARE_PANEL_LESSON_LAST, round_ratio(care_panel_grew_again(), 1, PER_CENT));
    return 0;
}

/* How many children of a kind there are now, and at the end of the horizon. */
struct kind_change {
    int32_t state;
    int64_t now, then;
};

static int largest_first(const void *left, const void *right)
{
    const struct kind_change *a = left, *b = right;
    int64_t by_a = a->then > a->now ? a->then - a->now : a->now - a->then;
    int64_t by_b = b->then > b->now ? b->then - b->now : b->now - b->then;
    if (by_a != by_b)
        return by_a < by_b ? 1 : -1;
    return a->state - b->state;
}

static int moves(struct run_reader *reader, struct text *out, struct problem *problem)
{
    (void)problem;
    struct kind_change kinds[FLOW_STATES_MAX];
    int32_t states = reader->system->flow.states;
    day end = run_future_date(reader, reader->run->months - 1);
    for (int32_t state = 0; state < states; state++) {
        kinds[state].state = state;
        kinds[state].now = run_past(reader, RUN_STOCK, reader->last, state) / WHOLE;
        kinds[state].then = round_ratio(run_mean(reader, RUN_STOCK, end, state), 1, WHOLE);
    }
    qsort(kinds, (size_t)states, sizeof *kinds, largest_first);
    if (kinds[0].now == kinds[0].then)
        text_append(out, "No kind of placement is expected to change by a child or more.\n");
    for (int32_t i = 0; i < states && i < MOVES_MAX && kinds[i].now != kinds[i].then; i++) {
        text_format(out, "%s: ", run_state_title(reader->system, kinds[i].state));
        wording_children(out, kinds[i].now);
        text_append(out, " on ");
        calendar_append_words(out, reader->last);
        text_append(out, ", ");
        text_append_grouped(out, kinds[i].then);
        text_append(out, " expected on ");
        calendar_append_words(out, end);
        text_append(out, ": ");
        wording_change(out, kinds[i].now, kinds[i].then);
        text_append(out, ".\n");
    }
    return 0;
}

static int costs(struct run_reader *reader, struct text *out, struct problem *problem)
{
    (void)problem;
    struct run_year year;
    for (day from = reader->run->as_at + 1; run_year_from(reader, from, &year); from = year.to + 1) {
        calendar_append_year(out, year.year);
        if (year.part) {
            text_append(out, ", part year from ");
            calendar_append_words(out, year.from);
            text_append(out, " to ");
            calendar_append_words(out, year.to);
        }
        text_append(out, ": ");
        wording_pounds(out, run_mean(reader, RUN_YEAR_COST, year.to, RUN_ALL));
        text_append(out, " expected; 80% range ");
        wording_pounds(out, run_quantile_of(reader, RUN_YEAR_COST, year.to, RUN_ALL, RUN_P10));
        text_append(out, " to ");
        wording_pounds(out, run_quantile_of(reader, RUN_YEAR_COST, year.to, RUN_ALL, RUN_P90));
        text_append(out, ".\n");
    }
    return 0;
}

static const struct {
    const char *name;
    int (*append)(struct run_reader *reader, struct text *out, struct problem *problem);
} sentence_list[] = {{"position", position}, {"outlook", outlook}, {"panel", panel}, {"moves", moves}, {"costs", costs}};

/* Of the books: what is to be said of the year, in order. */
static int outturn(const struct table_sources *sources, struct text *out, struct problem *problem)
{
    struct outturn_page page;
    struct outturn_facts_held held = {0};
    struct outturn_sayings sayings = {0};
    int code = outturn_page_open(sources, &page, problem);
    if (code == 0)
        code = outturn_facts_gather(sources, &held, problem);
    if (code == 0)
        code = outturn_say(&page, &held.facts, &sayings, problem);
    for (int64_t i = 0; code == 0 && i < sayings.count; i++)
        text_format(out, "%s\n", text_string(&sayings.said[i].words));
    outturn_sayings_clear(&sayings);
    outturn_facts_clear(&held);
    outturn_page_close(&page);
    return code;
}

int sentences_append(const char *name, const struct table_sources *sources, struct text *out, struct problem *problem)
{
    if (strcmp(name, "outturn") == 0)
        return outturn(sources, out, problem);
    struct run_reader reader = run_reader_of(sources);
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    for (size_t i = 0; i < sizeof sentence_list / sizeof *sentence_list; i++)
        if (strcmp(sentence_list[i].name, name) == 0) {
            int code = sentence_list[i].append(&reader, out, problem);
            return code < 0 ? code : run_reader_check(&reader, problem);
        }
    problem_set(problem, PROBLEM_INPUT, "there is no sentence “%s”", name);
    return problem_next(problem, "Sentences: position, outlook, panel, moves, costs, outturn.");
}
