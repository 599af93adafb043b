#include "budget/paper.h"

#include <string.h>

enum { DIGITS_MOST = 15, MONTHS = 12000 /* thousandths of a month in a year */ };

static bool same(const char *left, const char *right)
{
    return strcmp(left, right) == 0;
}

/* The line of that name, or the first when none is named. */
static const struct position_line *line_of(const struct paper *paper, const char *name)
{
    for (int64_t i = 0; i < paper->positions; i++)
        if (!*name || same(paper->position[i].line, name))
            return &paper->position[i];
    return NULL;
}

static const struct paper_post *post_of(const struct paper *paper, const char *role)
{
    for (int64_t i = 0; i < paper->posts; i++)
        if (*role ? same(paper->post[i].role, role) : !*paper->post[i].part_of)
            return &paper->post[i];
    return NULL;
}

static bool known(int64_t value, int64_t *out)
{
    *out = value;
    return value != PAPER_BLANK;
}

static bool budget_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && known(line->budget, out);
}

static bool forecast_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && known(line->forecast, out);
}

static bool variance_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_variance(line, out);
}

static bool variance_share_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_variance_share(line, out);
}

static bool movement_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && known(line->movement, out);
}

static bool tolerance_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_tolerance(line, paper->tolerance, out);
}

static bool beyond_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_beyond(line, paper->tolerance, out);
}

static bool explained_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_explained(line, paper->cause, paper->causes, out);
}

static bool unexplained_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct position_line *line = line_of(paper, of);
    return line && position_unexplained(line, paper->cause, paper->causes, out);
}

static int32_t named(const char *const *names, int32_t count, const char *name)
{
    for (int32_t i = 0; i < count; i++)
        if (same(names[i], name))
            return i;
    return -1;
}

/* The first year's total of a version; of "" the last one. */
static bool total_of(const struct paper *paper, enum round_kind kind, const char *version, int64_t *out)
{
    struct round round;
    if (round_make(kind, paper->item, paper->items, &round, NULL) < 0 || round.versions == 0)
        return false;
    const int32_t at = *version ? named(round.version, round.versions, version) : round.versions - 1;
    return at >= 0 && round_total(&round, at, 0, out);
}

static bool pressures_of(const struct paper *paper, const char *of, int64_t *out)
{
    return total_of(paper, ROUND_PRESSURE, of, out);
}

static bool savings_of(const struct paper *paper, const char *of, int64_t *out)
{
    return total_of(paper, ROUND_SAVING, of, out);
}

/* From the first version to the last: of one line, or of all. */
static bool pressures_change_of(const struct paper *paper, const char *of, int64_t *out)
{
    struct round round;
    int64_t first, last;
    if (round_make(ROUND_PRESSURE, paper->item, paper->items, &round, NULL) < 0 || round.versions < 2)
        return false;
    if (!*of)
        return round_total(&round, 0, 0, &first) && round_total(&round, round.versions - 1, 0, &last) &&
               !__builtin_sub_overflow(last, first, out);
    const int32_t line = named(round.line, round.lines, of);
    return line >= 0 &&
           !__builtin_sub_overflow(round_pence(&round, line, round.versions - 1, 0), round_pence(&round, line, 0, 0), out);
}

static bool posts_added_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct paper_post *post = post_of(paper, of);
    return post && known(post->added, out);
}

static bool posts_after_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct paper_post *post = post_of(paper, of);
    return post && post->now != PAPER_BLANK && post->added != PAPER_BLANK &&
           !__builtin_add_overflow(post->now, post->added, out);
}

static bool posts_growth_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct paper_post *post = post_of(paper, of);
    return post && post->now != PAPER_BLANK && post->added != PAPER_BLANK && position_share(post->added, post->now, out);
}

static bool posts_named_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct paper_post *post = post_of(paper, of);
    return post && paper_parts_of_post(paper, post, out);
}

static bool post_cost_of(const struct paper *paper, const char *of, int64_t *out)
{
    const struct paper_post *post = post_of(paper, of);
    struct money each;
    if (!post || post->cost == PAPER_BLANK || post->added == PAPER_BLANK || post->added <= 0 ||
        !money_scale((struct money){post->cost}, 1000, post->added, &each))
        return false;
    *out = each.pence;
    return true;
}

/* The first and last count of a measure. */
static bool ends_of(const struct paper *paper, const char *measure, int64_t *first, int64_t *last)
{
    int32_t met = 0;
    *first = *last = 0;
    for (int64_t i = 0; i < paper->counts; i++) {
        if (!same(paper->count[i].measure, measure))
            continue;
        *last = paper->count[i].value;
        if (met++ == 0)
            *first = paper->count[i].value;
    }
    return met > 1;
}

static bool count_change_of(const struct paper *paper, const char *of, int64_t *out)
{
    int64_t first, last;
    return ends_of(paper, of, &first, &last) && !__builtin_sub_overflow(last, first, out);
}

static bool count_growth_of(const struct paper *paper, const char *of, int64_t *out)
{
    int64_t first, last;
    return ends_of(paper, of, &first, &last) && position_share(last - first, first, out);
}

#define FIGURES(X)                                                                                                          \
    X("budget", "line", PAPER_PENCE, budget_of)                                                                             \
    X("forecast", "line", PAPER_PENCE, forecast_of)                                                                         \
    X("variance", "line", PAPER_PENCE, variance_of)                                                                         \
    X("variance_share", "line", PAPER_SHARE, variance_share_of)                                                             \
    X("movement", "line", PAPER_PENCE, movement_of)                                                                         \
    X("tolerance", "line", PAPER_PENCE, tolerance_of)                                                                       \
    X("beyond_tolerance", "line", PAPER_PENCE, beyond_of)                                                                   \
    X("explained", "line", PAPER_PENCE, explained_of)                                                                       \
    X("unexplained", "line", PAPER_PENCE, unexplained_of)                                                                   \
    X("pressures", "version", PAPER_PENCE, pressures_of)                                                                    \
    X("pressures_change", "line", PAPER_PENCE, pressures_change_of)                                                         \
    X("savings", "version", PAPER_PENCE, savings_of)                                                                        \
    X("posts_added", "role", PAPER_COUNT, posts_added_of)                                                                   \
    X("posts_after", "role", PAPER_COUNT, posts_after_of)                                                                   \
    X("posts_growth", "role", PAPER_SHARE, posts_growth_of)                                                                 \
    X("posts_named", "role", PAPER_COUNT, posts_named_of)                                                                   \
    X("post_cost", "role", PAPER_PENCE, post_cost_of)                                                                       \
    X("count_change", "measure", PAPER_COUNT, count_change_of)                                                              \
    X("count_growth", "measure", PAPER_SHARE, count_growth_of)

const char *const paper_figures[] = {
#define FIGURE_NAME(name, of, unit, work) name,
    FIGURES(FIGURE_NAME)
#undef FIGURE_NAME
        NULL};

const char *const paper_figures_of[] = {
#define FIGURE_OF(name, of, unit, work) of,
    FIGURES(FIGURE_OF)
#undef FIGURE_OF
        NULL};

bool paper_work_out(const struct paper *paper, const char *figure, const char *of, int64_t *value, enum paper_unit *unit)
{
    static const struct {
        const char *name;
        enum paper_unit unit;
        bool (*work)(const struct paper *paper, const char *of, int64_t *out);
    } figures[] = {
#define FIGURE(name, of, unit, work) {name, unit, work},
        FIGURES(FIGURE)
#undef FIGURE
    };
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (same(figures[i].name, figure)) {
            *unit = figures[i].unit;
            return figures[i].work(paper, of, value);
        }
    return false;
}

bool paper_read_stated(const char *stated, int64_t *digits, int32_t *decimals)
{
    const bool minus = *stated == '-';
    int32_t count = 0;
    *digits = 0;
    *decimals = 0;
    bool point = false;
    for (const char *at = stated + minus; *at; at++) {
        if (*at == ',' || (*at == '%' && !at[1]))
            continue;
        if (*at == '.' && !point) {
            point = true;
            continue;
        }
        if (*at < '0' || *at > '9' || ++count > DIGITS_MOST)
            return false;
        *digits = *digits * 10 + (*at - '0');
        *decimals += point;
    }
    *digits = minus ? -*digits : *digits;
    return count > 0;
}

/* How many of a figure's own units one of the stated unit is: pence in a million pounds, thousandths of a percent in one. */
static int64_t size_of(const char *unit)
{
    static const struct {
        const char *unit;
        int64_t size;
    } sizes[] = {{"\u00A3m", 100000000}, {"\u00A3'000", 100000}, {"\u00A3", 100}, {"percent", 1000}, {"number", 1000}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (same(sizes[i].unit, unit))
            return sizes[i].size;
    return 0;
}

enum paper_verdict paper_compare(const struct paper *paper, const struct paper_stated *stated, int64_t *value, int64_t *told,
                                 enum paper_unit *unit)
{
    int64_t digits, size = size_of(stated->unit), apart;
    int32_t decimals;
    if (!paper_read_stated(stated->stated, &digits, &decimals))
        return PAPER_CANNOT_BE_WORKED_OUT;
    for (; decimals > 0 && size % 10 == 0; decimals--)
        size /= 10;
    if (size == 0 || decimals > 0 || __builtin_mul_overflow(digits, size, told) ||
        !paper_work_out(paper, stated->figure, stated->of, value, unit) || __builtin_sub_overflow(*value, *told, &apart))
        return PAPER_CANNOT_BE_WORKED_OUT;
    apart = apart < 0 ? -apart : apart;
    return apart <= size / 2 ? PAPER_AGREES : PAPER_DIFFERS;
}

bool paper_parts_of_post(const struct paper *paper, const struct paper_post *whole, int64_t *added)
{
    bool any = false;
    *added = 0;
    for (int64_t i = 0; i < paper->posts; i++)
        if (same(paper->post[i].part_of, whole->role) && paper->post[i].added != PAPER_BLANK) {
            any = true;
            if (__builtin_add_overflow(*added, paper->post[i].added, added))
                return false;
        }
    return any;
}

bool paper_periods_differ(const struct paper *paper, const char *measure)
{
    const struct paper_count *first = NULL;
    for (int64_t i = 0; i < paper->counts; i++) {
        const struct paper_count *count = &paper->count[i];
        if (!same(count->measure, measure))
            continue;
        if (first && first->months != count->months)
            return true;
        first = first ? first : count;
    }
    return false;
}

bool paper_year_pace(const struct paper_count *count, int64_t *out)
{
    struct money pace;
    if (count->months == PAPER_BLANK || count->months <= 0 ||
        !money_scale((struct money){count->value}, MONTHS, count->months, &pace))
        return false;
    *out = pace.pence;
    return true;
}
