#include "budget/outturn.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "budget/outturn_parts.h"
#include "budget/position.h"
#include "money/money.h"

enum { LOW = 100, HIGH = 900, WHOLE = 1000 /* thousandths */ };

static const char not_in_budget[] = "Not in the budget";

static const struct {
    const char *word, *words;
} causes[] = {
#define OUTTURN_CAUSE_WORDS(name, word, words) [name] = {word, words},
    OUTTURN_CAUSES(OUTTURN_CAUSE_WORDS)
#undef OUTTURN_CAUSE_WORDS
};

const char *outturn_cause_word(enum outturn_cause cause)
{
    return causes[cause].word;
}

const char *outturn_cause_words(enum outturn_cause cause)
{
    return causes[cause].words;
}

static int too_large(struct problem *problem)
{
    return problem_set(problem, PROBLEM_LIMIT, "the sums of the outturn are too large to be kept in pence");
}

static bool subtract(int64_t *sum, int64_t less)
{
    return !__builtin_sub_overflow(*sum, less, sum);
}

/* The line of this name; where it is none of the year's, BOOKS_NO_LINE. */
static int32_t line_named(const struct books *books, const char *name)
{
    for (int32_t i = 0; i < (int32_t)books->lines; i++)
        if (strcmp(books->line[i].line, name) == 0)
            return i;
    return BOOKS_NO_LINE;
}

static bool any_row_outside(const struct books *books)
{
    for (int64_t i = 0; i < books->packages; i++)
        if (books->package[i].line == BOOKS_NO_LINE)
            return true;
    for (int64_t i = 0; i < books->actuals; i++)
        if (books->actual[i].line == BOOKS_NO_LINE)
            return true;
    for (int64_t i = 0; i < books->posts; i++)
        if (books->post[i].line == BOOKS_NO_LINE)
            return true;
    return false;
}

/* Whether anything stands in no line of the budget: a row, a future, or a line of the last report that is no more. */
static bool any_outside(const struct outturn_question *question)
{
    const struct outturn_futures *futures = question->futures;
    const int64_t outside = question->books->lines;
    bool found = any_row_outside(question->books);
    for (int32_t r = 0; futures && !found && r < futures->replicates; r++)
        found = futures->pence[outside * futures->replicates + r] != 0;
    for (int64_t k = 0; !found && k < question->befores; k++)
        found = question->before[k].expected != 0 && line_named(question->books, question->before[k].line) == BOOKS_NO_LINE;
    return found;
}

/* A line of the budget; it is of placements only where there is a ledger of packages at all. */
static struct outturn_line named_line(const struct books *books, const struct books_line *of)
{
    return (struct outturn_line){.line = of->line,
                                 .service = of->service,
                                 .kind = of->state >= 0 && books->packages > 0 ? OUTTURN_PLACEMENTS : OUTTURN_PAYMENTS,
                                 .state = of->state,
                                 .original = of->original == BOOKS_BLANK ? of->approved : of->original,
                                 .budget = of->approved};
}

static void name_lines(const struct books *books, struct outturn *out)
{
    static const struct outturn_line nameless = {.service = "", .kind = OUTTURN_PAYMENTS, .state = -1};
    for (int64_t i = 0; i < out->lines; i++)
        out->line[i] = i < books->lines ? named_line(books, &books->line[i]) : nameless;
    if (out->lines > books->lines)
        out->line[books->lines].line = not_in_budget;
    out->total = nameless;
    out->total.line = "Total";
}

static bool add_actuals(const struct books *books, int32_t closed, struct outturn *out)
{
    for (int64_t i = 0; i < books->actuals; i++) {
        const struct books_actual *actual = &books->actual[i];
        if (actual->period > closed)
            continue;
        struct outturn_line *line = outturn_line_at(out, actual->line);
        line->restated = line->restated || actual->restated;
        if (!pence_add(&line->actual, actual->pence))
            return false;
    }
    return true;
}

/* Run-on of what packages and posts will cost, or of the rest of the budget where a line has neither. */
static bool add_run_on(const struct outturn_sums *sums, struct outturn *out)
{
    for (int64_t i = 0; i < out->lines; i++) {
        struct outturn_line *line = &out->line[i];
        int64_t rest = sums->packages_after[i];
        if (!outturn_profiled(line->budget, out->year, out->closed, &line->profiled) ||
            !pence_add(&rest, sums->posts_after[i]))
            return false;
        if (line->kind == OUTTURN_PAYMENTS && (!pence_add(&rest, line->budget) || !subtract(&rest, line->profiled)))
            return false;
        line->run_on = line->actual;
        if (!pence_add(&line->run_on, rest))
            return false;
        line->expected = line->run_on;
    }
    return true;
}

static int by_size(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* The value of rank ceil(per mille × n). */
static int64_t ranked(const int64_t *sorted, int32_t count, int32_t per_mille)
{
    const int64_t rank = ((int64_t)per_mille * count + WHOLE - 1) / WHOLE;
    return sorted[rank < 1 ? 0 : rank - 1];
}

/* Range and chances of a line whose futures are in `year`, which is sorted. */
static bool judge(int64_t *year, int32_t replicates, int32_t tolerance, struct outturn_line *line)
{
    struct money borne;
    int64_t over = 0, beyond = 0;
    if (line->budget == INT64_MIN ||
        !money_scale((struct money){line->budget < 0 ? -line->budget : line->budget}, tolerance, 100000, &borne) ||
        !pence_add(&borne.pence, line->budget))
        return false;
    qsort(year, (size_t)replicates, sizeof *year, by_size);
    for (int32_t r = 0; r < replicates; r++) {
        over += year[r] > line->budget;
        beyond += year[r] > borne.pence;
    }
    line->low = ranked(year, replicates, LOW);
    line->high = ranked(year, replicates, HIGH);
    line->chance_over = (over * WHOLE + replicates / 2) / replicates;
    line->chance_beyond = (beyond * WHOLE + replicates / 2) / replicates;
    return true;
}

/* The mean of each cause in whole pence, so that they add up to the mean of all. `run_on`: of the packages. */
static bool share_causes(const struct outturn_futures *futures, int64_t at, int64_t run_on, struct outturn_line *line)
{
    const int32_t replicates = futures->replicates;
    struct money part[OUTTURN_CAUSE_COUNT];
    int64_t mean, rest = 0;
    for (int32_t r = 0; r < replicates; r++)
        if (!pence_add(&rest, futures->pence[at * replicates + r]) || !subtract(&rest, run_on))
            return false;
    for (int c = 0; c < OUTTURN_CAUSE_COUNT; c++) {
        part[c].pence = futures->cause[at * OUTTURN_CAUSE_COUNT + c];
        if (!subtract(&rest, part[c].pence))
            return false;
    }
    return pence_add(&part[OUTTURN_OTHER].pence, rest) &&
           money_round_parts(part, OUTTURN_CAUSE_COUNT, replicates, line->cause, &mean) && pence_add(&line->expected, mean);
}

/* Each line's futures, then those of all together. `year` and `all` have room for a value a future. */
static bool expect(const struct outturn_futures *futures, const struct outturn_sums *sums, int32_t tolerance, int64_t *year,
                   int64_t *all, struct outturn *out)
{
    const int32_t count = futures->replicates;
    memset(all, 0, (size_t)count * sizeof *all);
    for (int64_t i = 0; i < out->lines; i++) {
        struct outturn_line *line = &out->line[i];
        if (!share_causes(futures, i, sums->packages_after[i], line))
            return false;
        for (int32_t r = 0; r < count; r++) {
            year[r] = line->run_on;
            if (!subtract(&year[r], sums->packages_after[i]) || !pence_add(&year[r], futures->pence[i * count + r]) ||
                !pence_add(&all[r], year[r]))
                return false;
        }
        if (!judge(year, count, tolerance, line))
            return false;
    }
    return true;
}

static void leave_unknown(struct outturn_line *line)
{
    line->low = line->high = line->chance_over = line->chance_beyond = OUTTURN_NONE;
}

/* What of `line` or of all the last report said; a line that the budget no longer has stands in what is in none. */
static bool compare_before(const struct outturn_question *question, struct outturn *out)
{
    const bool told = question->before != NULL;
    out->total.last = told ? 0 : OUTTURN_NONE;
    for (int64_t i = 0; i < out->lines; i++)
        out->line[i].last = out->total.last;
    for (int64_t k = 0; told && k < question->befores; k++) {
        const int32_t line = line_named(question->books, question->before[k].line);
        const int64_t expected = question->before[k].expected;
        if (line == BOOKS_NO_LINE && expected == 0)
            continue;
        if (!pence_add(&outturn_line_at(out, line)->last, expected) || !pence_add(&out->total.last, expected))
            return false;
    }
    return true;
}

/* last + movement = expected. */
static bool settle_movement(struct outturn_line *line)
{
    line->movement = OUTTURN_NONE;
    return line->last == OUTTURN_NONE || !__builtin_sub_overflow(line->expected, line->last, &line->movement);
}

/* Variance, its share, and what of it is permanent. */
static bool settle(struct outturn_line *line)
{
    if (__builtin_sub_overflow(line->expected, line->budget, &line->variance) || !settle_movement(line))
        return false;
    if (!position_share(line->variance, line->budget, &line->share))
        line->share = OUTTURN_NONE;
    const int64_t next = line->next_year, now = line->variance;
    line->permanent = now > 0 && next > 0 ? (next < now ? next : now) : now < 0 && next < 0 ? (next > now ? next : now) : 0;
    line->temporary = now - line->permanent;
    return true;
}

/* What of all lines is the sum of their columns; share, chances, range, number and price come from elsewhere. */
static const size_t summed[] = {
    offsetof(struct outturn_line, original),  offsetof(struct outturn_line, budget),
    offsetof(struct outturn_line, profiled),  offsetof(struct outturn_line, actual),
    offsetof(struct outturn_line, run_on),    offsetof(struct outturn_line, expected),
    offsetof(struct outturn_line, variance),  offsetof(struct outturn_line, next_year),
    offsetof(struct outturn_line, permanent), offsetof(struct outturn_line, temporary),
};

static int64_t *at_offset(struct outturn_line *line, size_t offset)
{
    return (int64_t *)((char *)line + offset);
}

static bool add_line(struct outturn_line *total, struct outturn_line *line)
{
    for (size_t i = 0; i < sizeof summed / sizeof *summed; i++)
        if (!pence_add(at_offset(total, summed[i]), *at_offset(line, summed[i])))
            return false;
    for (int c = 0; c < OUTTURN_CAUSE_COUNT; c++)
        if (!pence_add(&total->cause[c], line->cause[c]))
            return false;
    total->restated = total->restated || line->restated;
    return true;
}

static bool add_up(struct outturn *out)
{
    struct outturn_line *total = &out->total;
    for (int64_t i = 0; i < out->lines; i++)
        if (!add_line(total, &out->line[i]))
            return false;
    if (!position_share(total->variance, total->budget, &total->share))
        total->share = OUTTURN_NONE;
    return settle_movement(total);
}

/* Everything behind the sums of packages and posts. */
static bool work_out(const struct outturn_question *question, const struct outturn_sums *sums, int64_t *year, int64_t *all,
                     struct outturn *out)
{
    const struct outturn_futures *futures = question->futures;
    if (!add_actuals(question->books, question->closed, out) || !add_run_on(sums, out))
        return false;
    if (futures && !expect(futures, sums, question->tolerance, year, all, out))
        return false;
    if (!outturn_number_and_price(question, sums, out) || !compare_before(question, out))
        return false;
    for (int64_t i = 0; i < out->lines; i++) {
        if (!futures)
            leave_unknown(&out->line[i]);
        if (!settle(&out->line[i]))
            return false;
    }
    if (!add_up(out))
        return false;
    if (!futures)
        leave_unknown(&out->total);
    return !futures || judge(all, futures->replicates, question->tolerance, &out->total);
}

int outturn_make(const struct outturn_question *question, struct outturn *out, struct problem *problem)
{
    const struct books *books = question->books;
    const int32_t replicates = question->futures ? question->futures->replicates : 0;
    struct outturn_sums sums = {0};
    *out = (struct outturn){.year = books->year,
                            .closed = question->closed,
                            .tolerance = question->tolerance,
                            .replicates = replicates,
                            .lines = books->lines + any_outside(question)};
    out->line = array_new(out->lines, sizeof *out->line, problem);
    int64_t *year = out->line ? array_new(replicates, 2 * sizeof *year, problem) : NULL;
    int code = year ? outturn_sums_make(question, out->lines, &sums, problem) : PROBLEM_MEMORY;
    if (code == 0) {
        name_lines(books, out);
        outturn_sums_kinds(&sums, out);
        out->health_due = sums.health[0];
        out->education_due = sums.education[0];
        out->health_due_year = sums.health[1];
        out->education_due_year = sums.education[1];
        code = work_out(question, &sums, year, year + replicates, out) ? 0 : too_large(problem);
    }
    outturn_sums_clear(&sums);
    free(year);
    if (code < 0)
        outturn_clear(out);
    return code;
}

void outturn_clear(struct outturn *outturn)
{
    free(outturn->line);
    *outturn = (struct outturn){0};
}
