/*
 * What a budget paper counts besides pounds: grants and years, posts, children and placements, the parts of its plan.
 */
#include "briefing/paper_words.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

enum { THOUSAND = 1000 };

static void told_or_none(struct table *out, int64_t value)
{
    if (value == PAPER_BLANK)
        table_not_available(out);
    else
        table_number(out, value);
}

int table_paper_grants(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "grants", "Grants and what they pay for");
    table_column(out, "grant", "Grant", TABLE_TEXT, "");
    table_column(out, "pays_for", "Pays for", TABLE_TEXT, "");
    table_column(out, "amount", "Amount \u00A3'000", TABLE_PENCE, "\u00A3'000");
    table_column(out, "years", "Years", TABLE_MILLI, "years");
    table_decimals(out, 0);
    table_column(out, "per_year", "A year \u00A3'000", TABLE_PENCE, "\u00A3'000");
    for (int64_t i = 0; i < paper->grants; i++) {
        const struct paper_grant *grant = &paper->grant[i];
        table_row(out);
        table_text(out, grant->grant);
        table_text(out, grant->pays_for);
        told_or_none(out, grant->amount);
        told_or_none(out, grant->years);
        told_or_none(out, grant->amount == PAPER_BLANK || grant->years == PAPER_BLANK || grant->years <= 0
                              ? PAPER_BLANK
                              : round_ratio(grant->amount, THOUSAND, grant->years));
    }
    table_note(out, "[x]: the paper does not say. Source: %s.", paper->source);
    return 0;
}

static void add_post(const struct paper *paper, const struct paper_post *post, struct table *out)
{
    static const char *const figures[] = {"posts_after", "posts_growth"};
    int64_t value = 0, added = 0;
    enum paper_unit unit;
    const bool whole = paper_parts_of_post(paper, post, &added);
    if (whole)
        table_total_row(out);
    else
        table_row(out);
    table_text(out, post->role);
    told_or_none(out, post->now);
    told_or_none(out, post->added);
    for (int32_t i = 0; i < 2; i++)
        told_or_none(out, paper_work_out(paper, figures[i], post->role, &value, &unit) ? value : PAPER_BLANK);
    told_or_none(out, post->cost);
    told_or_none(out, paper_work_out(paper, "post_cost", post->role, &value, &unit) ? value : PAPER_BLANK);
}

/* What the parts of a total leave over. */
static void add_rest(const struct paper *paper, const struct paper_post *post, struct table *out)
{
    int64_t added = 0;
    if (!paper_parts_of_post(paper, post, &added) || post->added == PAPER_BLANK || added == post->added)
        return;
    table_row(out);
    table_text(out, "Not told by role");
    table_not_available(out);
    table_number(out, post->added - added);
    for (int32_t i = 0; i < 4; i++)
        table_not_available(out);
}

/* The last count of children in care over the posts, now and to come. */
static void note_children_a_post(const struct paper *paper, struct table *out)
{
    const struct paper_post *post = paper->posts ? &paper->post[0] : NULL;
    const struct paper_count *last = NULL;
    for (int64_t i = 0; i < paper->counts; i++)
        last = strcmp(paper->count[i].measure, "Children in care") == 0 ? &paper->count[i] : last;
    if (!post || !last || post->now == PAPER_BLANK || post->added == PAPER_BLANK || post->now <= 0)
        return;
    const int64_t now = round_ratio(last->value, 10, post->now),
                  then = round_ratio(last->value, 10, post->now + post->added);
    table_note(out, "Children in care in %s for each of these posts: %lld.%lld now, %lld.%lld with those to come.",
               last->period, (long long)(now / 10), (long long)(now % 10), (long long)(then / 10), (long long)(then % 10));
}

static void note_grants(const struct paper *paper, struct table *out)
{
    for (int64_t i = 0; i < paper->grants; i++)
        for (int64_t k = 0; k < paper->posts; k++) {
            struct text words = {0};
            if (strcmp(paper->grant[i].pays_for, paper->post[k].role) != 0 || paper->post[k].cost == PAPER_BLANK)
                continue;
            paper_append_pounds(&words, paper->grant[i].amount);
            text_format(&words, " of the cost is %s; the council's own part is ", paper->grant[i].grant);
            paper_append_pounds(&words, paper->post[k].cost - paper->grant[i].amount);
            table_note(out, "%s.", text_string(&words));
            text_clear(&words);
        }
}

int table_paper_posts(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "posts", "Posts, now and to come");
    table_column(out, "role", "Role", TABLE_TEXT, "");
    table_column(out, "posts_now", "Now", TABLE_MILLI, "posts");
    table_decimals(out, 0);
    table_column(out, "posts_added", "To come", TABLE_MILLI, "posts");
    table_decimals(out, 0);
    table_column(out, "posts_after", "Afterwards", TABLE_MILLI, "posts");
    table_decimals(out, 0);
    table_column(out, "growth_percent", "Growth %", TABLE_MILLI, "%");
    table_column(out, "cost", "Cost \u00A3'000", TABLE_PENCE, "\u00A3'000");
    table_column(out, "cost_each", "Each \u00A3", TABLE_PENCE, "\u00A3");
    for (int64_t i = 0; i < paper->posts; i++)
        add_post(paper, &paper->post[i], out);
    for (int64_t i = 0; i < paper->posts; i++)
        add_rest(paper, &paper->post[i], out);
    note_children_a_post(paper, out);
    note_grants(paper, out);
    table_note(out, "Sums and posts only. [x]: the paper does not say. Source: %s.", paper->source);
    return 0;
}

/* The first count of the same measure, NULL when this is it. */
static const struct paper_count *first_of(const struct paper *paper, int64_t row)
{
    for (int64_t i = 0; i < row; i++)
        if (strcmp(paper->count[i].measure, paper->count[row].measure) == 0)
            return &paper->count[i];
    return NULL;
}

static void add_count(const struct paper *paper, int64_t row, struct table *out)
{
    const struct paper_count *count = &paper->count[row], *first = first_of(paper, row);
    const bool like = first && first->months == count->months;
    int64_t value = 0;
    table_row(out);
    table_text(out, count->measure);
    table_text(out, count->period);
    if (count->months == PAPER_BLANK)
        table_blank(out);
    else
        table_number(out, count->months);
    table_number(out, count->value);
    if (paper_year_pace(count, &value))
        table_number(out, value);
    else
        table_blank(out);
    if (like)
        table_number(out, count->value - first->value);
    else
        table_blank(out);
    if (like && position_share(count->value - first->value, first->value, &value))
        table_number(out, value);
    else
        table_blank(out);
}

int table_paper_activity(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "activity", "Children and placements");
    table_column(out, "measure", "What is counted", TABLE_TEXT, "");
    table_column(out, "period", "When", TABLE_TEXT, "");
    table_column(out, "months", "Months", TABLE_MILLI, "months");
    table_decimals(out, 0);
    table_column(out, "value", "Number", TABLE_MILLI, "");
    table_decimals(out, 0);
    table_column(out, "year_pace", "At a year's pace", TABLE_MILLI, "");
    table_decimals(out, 0);
    table_column(out, "change", "Change", TABLE_MILLI, "");
    table_decimals(out, 0);
    table_column(out, "change_percent", "Change %", TABLE_MILLI, "%");
    for (int64_t i = 0; i < paper->counts; i++)
        add_count(paper, i, out);
    table_note(out, "Change is since the first row of the same count, where the periods are as long. Source: %s.",
               paper->source);
    return 0;
}

int table_paper_initiatives(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "initiatives", "What the plan consists of");
    table_column(out, "initiative", "Initiative", TABLE_TEXT, "");
    table_column(out, "grant", "Grant", TABLE_TEXT, "");
    table_column(out, "children", "Children fewer", TABLE_MILLI, "children");
    table_column(out, "saving", "Saving \u00A3'000 a year", TABLE_PENCE, "\u00A3'000");
    for (int64_t i = 0; i < paper->initiatives; i++) {
        table_row(out);
        table_text(out, paper->initiative[i].initiative);
        table_text(out, paper->initiative[i].grant);
        told_or_none(out, paper->initiative[i].children);
        told_or_none(out, paper->initiative[i].saving);
    }
    table_note(out, "[x]: the paper does not say. Source: %s.", paper->source);
    return 0;
}
