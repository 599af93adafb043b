#include <inttypes.h>

#include "briefing/month_flow.h"
#include "table/rounding.h"
#include "briefing/run_reader.h"
#include "briefing/table_builders.h"

enum { PAST_MONTHS = 12 };

static void begin(const struct table_sources *sources, struct table *out)
{
    table_begin_for(out, sources, "T5", "Children in care: stocks and flows", "children by month");
    static const struct {
        const char *name, *heading;
    } parts[MONTH_PARTS] = {
        [MONTH_OPENING] = {"opening", "Opening"},
        [MONTH_STARTED] = {"started", "Started"},
        [MONTH_UASC] = {"started_uasc", "of which UASC"},
        [MONTH_CEASED] = {"ceased", "Ceased"},
        [MONTH_ADOPTED] = {"ceased_adopted", "of which adopted"},
        [MONTH_SGO] = {"ceased_sgo", "SGO"},
        [MONTH_HOME] = {"ceased_home", "home"},
        [MONTH_AGED_OUT] = {"ceased_at_18", "at 18"},
        [MONTH_OTHER] = {"ceased_other", "other"},
        [MONTH_CLOSING] = {"closing", "Closing"},
    };
    table_column(out, "month_end", "Month", TABLE_MONTH, "");
    for (int32_t part = 0; part < MONTH_PARTS; part++)
        table_column(out, parts[part].name, parts[part].heading, TABLE_MILLI, "children");
    table_column(out, "closing_p10", "80% range from", TABLE_COUNT, "children");
    table_with_next(out);
    table_column(out, "closing_p90", "80% range to", TABLE_COUNT, "children");
    table_column(out, "rate_per_10000", "Rate per 10,000", TABLE_MILLI, "children per 10,000 aged 0 to 17");
    table_column(out, "in_out_ratio", "In to out", TABLE_MILLI, "started divided by ceased");
    table_decimals(out, 2);
}

static void add_range(struct run_reader *reader, const struct month_flow *month, struct table *out)
{
    if (!month->forecast) {
        table_blank(out);
        table_blank(out);
        return;
    }
    table_number(out, run_quantile_of(reader, RUN_STOCK, month->date, RUN_ALL, RUN_P10));
    table_number(out, run_quantile_of(reader, RUN_STOCK, month->date, RUN_ALL, RUN_P90));
}

static void add_month(struct run_reader *reader, const struct month_flow *month, bool first_of_part, struct table *out)
{
    if (first_of_part)
        table_part_row(out);
    else
        table_row(out);
    table_number(out, month->date);
    for (int32_t part = 0; part < MONTH_PARTS; part++)
        table_shown(out, month->exact[part], month->shown[part], month->forecast ? 1 : 0);
    add_range(reader, month, out);
    if (reader->run->population > 0)
        table_number(out, round_ratio(month->exact[MONTH_CLOSING], 10000, reader->run->population));
    else
        table_not_available(out);
    if (month->exact[MONTH_CEASED] > 0)
        table_number(out, round_ratio(month->exact[MONTH_STARTED], 1000, month->exact[MONTH_CEASED]));
    else
        table_blank(out);
}

static int add_past(struct run_reader *reader, struct table *out, struct problem *problem)
{
    int32_t months = run_past_months(reader);
    for (int32_t index = months > PAST_MONTHS ? months - PAST_MONTHS : 0; index < months; index++) {
        struct month_flow month;
        if (month_flow_past(reader, run_past_date(reader, index), &month, problem) < 0)
            return problem->code;
        add_month(reader, &month, false, out);
    }
    return 0;
}

static int add_future(struct run_reader *reader, struct table *out, struct problem *problem)
{
    struct month_flow month, before = {0};
    for (int32_t index = 0; index < reader->run->months; index++) {
        if (month_flow_future(reader, index, index ? &before : NULL, &month, problem) < 0)
            return problem->code;
        add_month(reader, &month, index == 0, out);
        before = month;
    }
    return 0;
}

static void note_rate(int64_t population, struct table *out)
{
    struct text number = {0};
    text_append_grouped(&number, population);
    if (population > 0)
        table_note(out, "Rate per 10,000 of %s children aged 0 to 17, the same in every month.", text_string(&number));
    else
        table_note(out, "[x] Rate per 10,000: needs the number of children aged 0 to 17 in the area "
                        "(population in homeward.yaml).");
    text_clear(&number);
}

static void add_notes(const struct run_reader *reader, struct table *out)
{
    struct text date = {0};
    table_note_ranges(reader->run, out);
    calendar_append_month(&date, calendar_month(run_future_date(reader, 0)));
    table_note(out,
               "From %s on months are forecast: means of all paths. 80%% range: 8 in 10 paths close within it. It is given "
               "for closing only, because ranges of parts do not add up.",
               text_string(&date));
    if (reader->run->as_at != reader->last)
        table_note(out, "The forecast begins the day after %s; its first month opens with the children in care that night.",
                   table_words_of(&date, reader->run->as_at));
    table_note(out,
               "Opening + started \u2212 ceased = closing in every row: forecast months are rounded together, no number by "
               "more than a tenth. CSV and JSON carry three decimals.");
    note_rate(reader->run->population, out);
    table_note(out, "UASC: unaccompanied asylum-seeking children. SGO: special guardianship order. "
                    "In to out: started \u00F7 ceased.");
    text_clear(&date);
}

int table_stocks_and_flows(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    int code = run_reader_need_run(&reader, problem);
    if (code < 0)
        return code;
    begin(sources, out);
    code = add_past(&reader, out, problem);
    if (code == 0)
        code = add_future(&reader, out, problem);
    add_notes(&reader, out);
    return code < 0 ? code : run_reader_check(&reader, problem);
}
