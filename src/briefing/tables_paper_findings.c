/*
 * What a budget paper states held against its own lines, and what a reader should ask about it.
 */
#include "briefing/paper_words.h"
#include "briefing/table_builders.h"
#include "table/rounding.h"

enum { THOUSAND = 1000, WHOLE_PERCENT = 1000 };

/* "£m" stands before a figure, "percent" behind it. */
static void add_stated(const struct paper *paper, const struct paper_stated *stated, struct table *out)
{
    static const char *const verdicts[] = {"agrees", "differs", "cannot be worked out"};
    int64_t value = 0, told;
    enum paper_unit unit;
    struct text words = {0};
    const enum paper_verdict verdict = paper_compare(paper, stated, &value, &told, &unit);
    table_row(out);
    table_text(out, stated->words);
    table_text(out, stated->unit);
    table_text(out, stated->stated);
    if (verdict != PAPER_CANNOT_BE_WORKED_OUT)
        paper_append_worked(&words, stated, value);
    table_text(out, text_string(&words));
    table_text(out, verdicts[verdict]);
    text_clear(&words);
}

int table_paper_stated(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "stated", "What the paper states, and what its lines give");
    table_column(out, "words", "Figure", TABLE_TEXT, "");
    table_column(out, "unit", "Unit", TABLE_TEXT, "");
    table_column(out, "stated", "Stated", TABLE_TEXT, "");
    table_column(out, "worked_out", "Worked out", TABLE_TEXT, "");
    table_column(out, "verdict", "Verdict", TABLE_TEXT, "");
    for (int64_t i = 0; i < paper->stated_figures; i++)
        add_stated(paper, &paper->stated[i], out);
    table_note(out, "A stated figure agrees when the exact one rounds to it.");
    return 0;
}

/* A finding is a row: what is so, and what to ask. The words are emptied. */
static void tell(struct table *out, struct text *words, const char *ask)
{
    table_row(out);
    table_text(out, text_string(words));
    table_text(out, ask);
    text_reset(words);
}

static void find_variances(const struct paper *paper, struct text *words, struct table *out)
{
    int64_t value, variance;
    for (int64_t i = 0; i < paper->positions; i++) {
        const struct position_line *line = &paper->position[i];
        if (!position_variance(line, &variance))
            continue;
        if (position_beyond(line, paper->tolerance, &value) && value > 0) {
            text_format(words, "%s: the variance of ", line->line);
            paper_append_pounds(words, variance);
            text_append(words, " is beyond the tolerance of ");
            paper_append_share(words, paper->tolerance);
            text_append(words, " by ");
            paper_append_pounds(words, value);
            tell(out, words, "What brings it back within the tolerance, by when, and who answers for it?");
        }
        if (paper->causes && position_unexplained(line, paper->cause, paper->causes, &value) && value != 0) {
            text_format(words, "%s: ", line->line);
            paper_append_pounds(words, value);
            text_append(words, " of the variance of ");
            paper_append_pounds(words, variance);
            text_append(words, " has no cause");
            tell(out, words, "What is it? Give it a line of its own until that is known.");
        }
    }
}

static void find_causes(const struct paper *paper, struct text *words, struct table *out)
{
    int32_t unsaid = 0;
    for (int64_t i = 0; i < paper->causes; i++)
        unsaid += paper->cause[i].recurrent == POSITION_NONE;
    if (unsaid == 0)
        return;
    text_format(words, "Of %d cause%s of the variance it is not said whether it is temporary or permanent", unsaid,
                unsaid == 1 ? "" : "s");
    tell(out, words, "What comes again next year and belongs into the budget?");
}

static void find_posts(const struct paper *paper, struct text *words, struct table *out)
{
    for (int64_t i = 0; i < paper->posts; i++) {
        const struct paper_post *post = &paper->post[i];
        int64_t named;
        if (post->added == PAPER_BLANK || !paper_parts_of_post(paper, post, &named) || named == post->added)
            continue;
        text_format(words, "%s: the roles add up to ", post->role);
        bool first = true;
        for (int64_t k = 0; k < paper->posts; k++) {
            if (strcmp(paper->post[k].part_of, post->role) != 0 || paper->post[k].added == PAPER_BLANK)
                continue;
            text_format(words, "%s%lld", first ? "" : " + ", (long long)(paper->post[k].added / THOUSAND));
            first = false;
        }
        text_format(words, " = %lld of %lld posts", (long long)(named / THOUSAND), (long long)(post->added / THOUSAND));
        tell(out, words, "Which roles are the others, and what do they cost?");
    }
}

static bool seen_before(const struct paper *paper, int64_t row)
{
    for (int64_t i = 0; i < row; i++)
        if (strcmp(paper->count[i].measure, paper->count[row].measure) == 0)
            return true;
    return false;
}

static void find_periods(const struct paper *paper, struct text *words, struct table *out)
{
    for (int64_t i = 0; i < paper->counts; i++) {
        const char *measure = paper->count[i].measure;
        if (seen_before(paper, i) || !paper_periods_differ(paper, measure))
            continue;
        text_format(words, "%s: periods of different lengths stand side by side (", measure);
        bool first = true;
        for (int64_t k = i; k < paper->counts; k++) {
            const struct paper_count *count = &paper->count[k];
            int64_t pace;
            if (strcmp(count->measure, measure) != 0)
                continue;
            text_format(words, "%s%s: %lld", first ? "" : ", ", count->period, (long long)(count->value / THOUSAND));
            if (count->months != 12 * THOUSAND && paper_year_pace(count, &pace))
                text_format(words, ", which is %lld a year", (long long)(pace / THOUSAND));
            first = false;
        }
        text_append(words, ")");
        tell(out, words, "Compare like with like: quarter with quarter, or years with a year's pace.");
    }
}

/* A share that is told without its budget: which budgets it could be of. */
static void append_implied(const struct paper *paper, const struct paper_stated *stated, struct text *words)
{
    int64_t digits, variance, least, most;
    int32_t decimals;
    enum paper_unit unit;
    if (strcmp(stated->figure, "variance_share") != 0 || !paper_read_stated(stated->stated, &digits, &decimals) ||
        decimals != 0 || !paper_work_out(paper, "variance", stated->of, &variance, &unit) ||
        !position_implied_budget(variance, digits * WHOLE_PERCENT, WHOLE_PERCENT, &least, &most))
        return;
    text_append(words, "; it would be of a budget between ");
    paper_append_pounds(words, least);
    text_append(words, " and ");
    paper_append_pounds(words, most);
}

static void find_stated(const struct paper *paper, struct text *words, struct table *out)
{
    for (int64_t i = 0; i < paper->stated_figures; i++) {
        const struct paper_stated *stated = &paper->stated[i];
        int64_t value, told;
        enum paper_unit unit;
        const enum paper_verdict verdict = paper_compare(paper, stated, &value, &told, &unit);
        if (verdict == PAPER_DIFFERS) {
            text_format(words, "%s: %s %s is stated, the lines give ", stated->words, stated->stated, stated->unit);
            paper_append_worked(words, stated, value);
            tell(out, words, "Which of the two holds?");
        } else if (verdict == PAPER_CANNOT_BE_WORKED_OUT) {
            text_format(words, "%s: %s %s cannot be worked out from the paper", stated->words, stated->stated, stated->unit);
            append_implied(paper, stated, words);
            tell(out, words, "What is it a share of? Give the figure beside it.");
        }
    }
}

/* What pressures leave when all savings are made in full. */
static void find_gap(const struct paper *paper, struct text *words, struct table *out)
{
    int64_t pressures, savings, gap;
    enum paper_unit unit;
    if (!paper_work_out(paper, "pressures", "", &pressures, &unit) ||
        !paper_work_out(paper, "savings", "", &savings, &unit) || __builtin_sub_overflow(pressures, savings, &gap) ||
        gap <= 0)
        return;
    text_append(words, "Pressures of ");
    paper_append_pounds(words, pressures);
    text_append(words, " less savings of ");
    paper_append_pounds(words, savings);
    text_append(words, ", all made in full, leave ");
    paper_append_pounds(words, gap);
    tell(out, words, "What meets it, and how sure is each saving? None has a range.");
}

static void find_initiatives(const struct paper *paper, struct text *words, struct table *out)
{
    int32_t without = 0;
    for (int64_t i = 0; i < paper->initiatives; i++)
        without += paper->initiative[i].children == PAPER_BLANK && paper->initiative[i].saving == PAPER_BLANK;
    if (without == 0)
        return;
    text_format(words, "%d of %d initiatives have neither children nor pounds", without, (int)paper->initiatives);
    tell(out, words, "How many children does each change, from when, and what does it save alone and together?");
}

int table_paper_findings(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    const struct paper *paper = paper_of(sources, problem);
    struct text words = {0};
    if (!paper)
        return problem->code;
    paper_begin(out, paper, "findings", "What a reader should ask");
    table_column(out, "finding", "What is so", TABLE_TEXT, "");
    table_column(out, "ask", "What to ask", TABLE_TEXT, "");
    find_variances(paper, &words, out);
    find_causes(paper, &words, out);
    find_posts(paper, &words, out);
    find_periods(paper, &words, out);
    find_stated(paper, &words, out);
    find_gap(paper, &words, out);
    find_initiatives(paper, &words, out);
    if (words.failed)
        out->failed = PROBLEM_MEMORY;
    text_clear(&words);
    return 0;
}
