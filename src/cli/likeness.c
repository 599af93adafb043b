#include "cli/likeness.h"

#include <stdio.h>

#include "base/file.h"
#include "synth/like_figures.h"

enum { FILE_BYTES_MOST = 256 * 1024 * 1024, YEARS_USUAL = 6, YEARS_MOST = 12 };

static int read_file(const char *path, struct published *out, struct problem *problem)
{
    struct file_bytes bytes = {0};
    int code = file_read(path, FILE_BYTES_MOST, &bytes, problem);
    if (code == 0)
        code = published_read(bytes.bytes, bytes.length, file_name(path), out, problem);
    file_bytes_clear(&bytes);
    if (code == 0 && out->rows_used == 0) {
        published_clear(out);
        problem_set(problem, PROBLEM_INPUT, "the file has the columns of published figures, but none of children in care");
        problem_next(problem, "Give DfE's figures of children looked after by authority and year.");
        code = problem_at(problem, file_name(path), 0, 0, NULL);
    }
    return code;
}

/* Which years: as asked, else what the file tells. */
static int settle_years(const struct likeness_asked *asked, const struct published *published, int32_t authority,
                        struct likeness *out, struct problem *problem)
{
    const int32_t newest = synth_like_newest(published, authority);
    const int32_t last = asked->last_year ? asked->last_year + 1 : newest; /* 2024-25 ends in reporting year 2025 */
    out->told = synth_like_years(published, authority, last, asked->years ? asked->years : YEARS_USUAL);
    if (!newest)
        return problem_set(problem, PROBLEM_INPUT, "the file tells the stock, starts and ceases of %s for no year",
                           out->authority);
    if (out->told == 0) {
        problem_set(problem, PROBLEM_INPUT,
                    "the file does not tell the stock, starts and ceases of %s for the year ending in %d", out->authority,
                    last);
        return problem_next(problem, "The newest year that it tells ends in %d: --last-year %d.", newest, newest - 1);
    }
    out->last_year = last - 1;
    out->years = asked->years ? asked->years : out->told;
    return 0;
}

/* How many children more came than the published starts say. */
static double residual_of(const struct published *published, int32_t authority, const struct synth_like *wish)
{
    double sum = 0;
    for (int32_t year = wish->opens + 1; year <= wish->last; year++) {
        const int32_t now = published_figure(published, authority, PUBLISHED_STOCK, year),
                      before = published_figure(published, authority, PUBLISHED_STOCK, year - 1),
                      starts = published_figure(published, authority, PUBLISHED_STARTS, year),
                      ceases = published_figure(published, authority, PUBLISHED_CEASES, year);
        if (now >= 0 && before >= 0 && starts >= 0 && ceases >= 0)
            sum += now - before - starts + ceases;
    }
    return sum;
}

int likeness_read(const struct likeness_asked *asked, struct likeness *out, struct problem *problem)
{
    struct published published;
    *out = (struct likeness){0};
    int code = read_file(asked->path, &published, problem);
    if (code < 0)
        return code;
    const int32_t authority = published_named(&published, asked->name);
    if (authority < 0)
        code = published_not_named(&published, asked->name, problem);
    if (code == 0) {
        snprintf(out->authority, sizeof out->authority, "%s", published.authority[authority].name);
        out->number = published.authority[authority].number;
        out->told_twice = published.told_twice;
        code = settle_years(asked, &published, authority, out, problem);
    }
    if (code == 0) {
        synth_like_of_published(&published, authority, out->last_year + 1 - out->years, out->last_year + 1, &out->wish);
        out->residual = residual_of(&published, authority, &out->wish);
    }
    published_clear(&published);
    return code;
}

/* " (2021, 2023 to 2025)": three and more in a row as a run. */
static void append_years(struct text *out, const struct synth_like *wish, const bool is[SYNTH_LIKE_YEARS_MAX])
{
    const int32_t years = wish->last - wish->opens;
    bool first = true;
    for (int32_t at = 0; at <= years; at++) {
        int32_t end = at;
        if (!is[at])
            continue;
        while (end < years && is[end + 1])
            end++;
        text_format(out, "%s%d", first ? " (" : ", ", wish->opens + at);
        if (end > at)
            text_format(out, end > at + 1 ? " to %d" : ", %d", wish->opens + end);
        first = false;
        at = end;
    }
    text_append(out, ")");
}

static bool is_met(const struct synth_like *wish, const struct synth_like_choice *choice, int32_t kind, int32_t at)
{
    const double by = choice->got[kind][at] - wish->count[kind][at];
    return by > -0.5 && by < 0.5;
}

/* How far the farthest of some years of a kind is off. */
static double farthest(const struct synth_like *wish, const struct synth_like_choice *choice, int32_t kind,
                       const bool is[SYNTH_LIKE_YEARS_MAX])
{
    double most = 0;
    for (int32_t at = 0; at < SYNTH_LIKE_YEARS_MAX; at++) {
        const double by = choice->got[kind][at] - wish->count[kind][at], away = by < 0 ? -by : by;
        most = is[at] && away > most ? away : most;
    }
    return most;
}

enum group { TO_THE_CHILD, MISSED, NEAR };

/* The kinds of counts that were to be exact and are, that were to be and are not, and all others. */
static void append_kinds(struct text *out, const struct synth_like *wish, const struct synth_like_choice *choice,
                         enum group group)
{
    for (int32_t kind = 0; kind < SYNTH_LIKE_KIND_COUNT; kind++) {
        bool is[SYNTH_LIKE_YEARS_MAX] = {false}, any = false;
        for (int32_t at = 0; at <= wish->last - wish->opens; at++) {
            const enum group of = !wish->exact[kind][at] ? NEAR : is_met(wish, choice, kind, at) ? TO_THE_CHILD : MISSED;
            is[at] = wish->wanted[kind][at] && of == group;
            any = any || is[at];
        }
        if (!any)
            continue;
        text_append(out, out->length ? ", " : "");
        text_append(out, synth_like_words((enum synth_like_kind)kind));
        append_years(out, wish, is);
        if (group != TO_THE_CHILD)
            text_format(out, " within %.0f", farthest(wish, choice, kind, is));
    }
}

static void tell_group(const struct command_line *line, const struct likeness *likeness, const struct synth_report *report,
                       enum group group, const char *words)
{
    struct text text = {0};
    append_kinds(&text, &likeness->wish, &report->likeness, group);
    if (text.length)
        command_say(line, "%s: %s.", words, text_string(&text));
    text_clear(&text);
}

void likeness_tell(const struct command_line *line, const struct likeness *likeness, const struct synth_report *report)
{
    command_say(line, "Made like %s. The published figures that it has:", likeness->authority);
    tell_group(line, likeness, report, TO_THE_CHILD, "To the child");
    tell_group(line, likeness, report, MISSED, "To the child, but missed");
    tell_group(line, likeness, report, NEAR, "As near as it goes");
    if (likeness->residual > 0)
        command_say(
            line,
            "Children who came are %.0f more than the published starts, which count a child once a year: the stocks and "
            "those who left ask for them.",
            likeness->residual);
    if (likeness->told < likeness->years)
        command_say(line, "The file tells %d of the %d years; the years before are like the nation, at the council's size.",
                    likeness->told, likeness->years);
    command_say(line, "National: all that the file does not tell of %s: single ages, moves, homes, legal statuses, prices.",
                likeness->authority);
    if (likeness->told_twice)
        command_say(line, "The file tells %lld figures in two ways; the first of each counts.",
                    (long long)likeness->told_twice);
}
