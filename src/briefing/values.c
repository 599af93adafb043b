#include "briefing/values.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "briefing/month_flow.h"
#include "briefing/outturn_paper.h"
#include "table/rounding.h"
#include "briefing/run_reader.h"

/* What a value is made from: the run, and for figures of the future the month end that its number of months names. */
struct value_request {
    struct run_reader *reader;
    day date;
    struct text *out;
    struct problem *problem;
};

static int value_council(const struct value_request *request)
{
    text_append(request->out, request->reader->run->council);
    return 0;
}

static int value_authority(const struct value_request *request)
{
    text_append(request->out, request->reader->run->authority);
    return 0;
}

static int value_as_at(const struct value_request *request)
{
    calendar_append_words(request->out, request->reader->run->as_at);
    return 0;
}

static int value_run(const struct value_request *request)
{
    text_append(request->out, request->reader->run->id);
    return 0;
}

static int value_months(const struct value_request *request)
{
    text_format(request->out, "%" PRId32, request->reader->run->months);
    return 0;
}

static int value_paths(const struct value_request *request)
{
    text_append_grouped(request->out, request->reader->run->paths);
    return 0;
}

static int value_seed(const struct value_request *request)
{
    text_format(request->out, "%" PRIu64, request->reader->run->seed);
    return 0;
}

static int value_end(const struct value_request *request)
{
    calendar_append_words(request->out, run_future_date(request->reader, request->reader->run->months - 1));
    return 0;
}

static int value_children_now(const struct value_request *request)
{
    struct month_flow first;
    int code = month_flow_future(request->reader, 0, NULL, &first, request->problem);
    if (code == 0)
        text_append_grouped(request->out, first.exact[MONTH_OPENING] / 1000);
    return code;
}

static int value_children(const struct value_request *request)
{
    text_append_grouped(request->out, round_ratio(run_mean(request->reader, RUN_STOCK, request->date, RUN_ALL), 1, 1000));
    return 0;
}

static int value_range(const struct value_request *request)
{
    text_append_grouped(request->out, run_quantile_of(request->reader, RUN_STOCK, request->date, RUN_ALL, RUN_P10));
    text_append(request->out, " to ");
    text_append_grouped(request->out, run_quantile_of(request->reader, RUN_STOCK, request->date, RUN_ALL, RUN_P90));
    return 0;
}

static int value_date(const struct value_request *request)
{
    calendar_append_words(request->out, request->date);
    return 0;
}

static const struct {
    const char *name;
    bool months; /* takes a number of months: "children 12" */
    int (*append)(const struct value_request *request);
} value_list[] = {
    {"council", false, value_council},
    {"authority", false, value_authority},
    {"as_at", false, value_as_at},
    {"run", false, value_run},
    {"months", false, value_months},
    {"paths", false, value_paths},
    {"seed", false, value_seed},
    {"end", false, value_end},
    {"children_now", false, value_children_now},
    {"children", true, value_children},
    {"range", true, value_range},
    {"date", true, value_date},
};

enum { VALUES = sizeof value_list / sizeof *value_list };

static int refuse_name(const char *name, struct problem *problem)
{
    struct text list = {0};
    for (int i = 0; i < VALUES; i++)
        text_format(&list, "%s%s%s", i ? ", " : "", value_list[i].name, value_list[i].months ? " 12" : "");
    problem_set(problem, PROBLEM_INPUT, "there is no value “%s”", name);
    problem_next(problem, "Values: %s.", text_string(&list));
    text_clear(&list);
    return PROBLEM_INPUT;
}

/* The value whose name begins `name`; *rest is what follows it. -1 when there is none. */
static int find_value(const char *name, const char **rest)
{
    size_t length = strcspn(name, " ");
    *rest = name + length + strspn(name + length, " ");
    for (int i = 0; i < VALUES; i++)
        if (strlen(value_list[i].name) == length && strncmp(value_list[i].name, name, length) == 0 &&
            value_list[i].months == (**rest != '\0'))
            return i;
    return -1;
}

static int read_months(const struct run_reader *reader, const char *rest, day *date, struct problem *problem)
{
    char *end = NULL;
    long months = strtol(rest, &end, 10);
    *date = *end == '\0' && months >= 1 && months <= reader->run->months + 1 ? run_months_ahead(reader, (int32_t)months)
                                                                             : DAY_NONE;
    if (*date != DAY_NONE)
        return 0;
    problem_set(problem, PROBLEM_INPUT, "the run does not reach %s months ahead: it has %" PRId32, rest,
                reader->run->months);
    return problem_next(problem, "Name fewer months, or make a longer forecast: homeward forecast --months N.");
}

/* What can be said of the books without a run: council, year, what is closed. False when `name` is none of these. */
static bool append_of_books(const char *name, const struct table_sources *sources, struct text *out)
{
    if (strcmp(name, "council") == 0)
        text_append(out, sources->casebook ? casebook_settings(sources->casebook)->council : "the council");
    else if (strcmp(name, "year") == 0)
        calendar_append_year(out, sources->outturn->year);
    else if (strcmp(name, "closed") == 0)
        outturn_append_closed(out, sources->outturn);
    else
        return false;
    return true;
}

int value_append(const char *name, const struct table_sources *sources, struct text *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (sources->outturn && !sources->run && append_of_books(name, sources, out))
        return 0;
    struct value_request request = {.reader = &reader, .out = out, .problem = problem};
    if (run_reader_need_run(&reader, problem) < 0)
        return problem->code;
    const char *rest;
    int value = find_value(name, &rest);
    if (value < 0)
        return refuse_name(name, problem);
    if (value_list[value].months && read_months(&reader, rest, &request.date, problem) < 0)
        return problem->code;
    int code = value_list[value].append(&request);
    return code < 0 ? code : run_reader_check(&reader, problem);
}
