#include "returns/published.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/text.h"
#include "returns/csv_rows.h"
#include "returns/encoding.h"

/* Columns of both shapes. */
enum column { CODE, NAME, REGION, MEASURE, CATEGORY, SHORT, YEAR, VALUE, COLUMNS };

enum { DIGITS_MOST = 8, OFFERED = 3, REGIONS_FROM = 970 /* LAIT numbers England and its regions so */ };

static const struct {
    const char *measure, *category, *short_name;
} told[PUBLISHED_FIGURES] = {
#define PUBLISHED_ROW(name, measure, category, short_name) {measure, category, short_name},
    PUBLISHED_LIST(PUBLISHED_ROW)
#undef PUBLISHED_ROW
};

/* A file while it is read. */
struct reader {
    struct csv_rows rows;
    struct published *out;
    int32_t column[COLUMNS]; /* where each stands in the file, from 1; 0 when it is not there */
    int32_t last;            /* authority of the row before: most rows are of the same */
};

static bool is(struct return_text cell, const char *word)
{
    return cell.length == strlen(word) && strncasecmp(cell.bytes, word, cell.length) == 0;
}

static struct return_text cell_of(const struct reader *reader, enum column column)
{
    return csv_rows_cell(&reader->rows, reader->column[column] - 1);
}

/* Which column is which: some have more names than one. */
static void find_columns(struct reader *reader)
{
    static const char *const names[COLUMNS][3] = {[CODE] = {"la_code", "la"}, [NAME] = {"la_name", "name", "area"},
                                                  [REGION] = {"region"},      [MEASURE] = {"measure"},
                                                  [CATEGORY] = {"category"},  [SHORT] = {"short"},
                                                  [YEAR] = {"year"},          [VALUE] = {"value"}};
    for (int32_t i = 0; i < reader->rows.cells && i < CSV_ROWS_CELLS; i++)
        for (int32_t c = 0; c < COLUMNS; c++)
            for (int32_t k = 0; k < 3 && names[c][k]; k++)
                if (!reader->column[c] && is(csv_rows_cell(&reader->rows, i), names[c][k]))
                    reader->column[c] = i + 1;
}

static int check_columns(const struct reader *reader, struct problem *problem)
{
    const int32_t *at = reader->column;
    struct text missing = {0};
    if (!at[NAME])
        text_append(&missing, " la_name");
    if (!at[SHORT] && !(at[MEASURE] && at[CATEGORY]))
        text_append(&missing, at[MEASURE] ? " category" : at[CATEGORY] ? " measure" : " measure category");
    if (!at[YEAR])
        text_append(&missing, " year");
    if (!at[VALUE])
        text_append(&missing, " value");
    const int code = missing.length ? PROBLEM_INPUT : 0;
    if (missing.length) {
        problem_set(problem, PROBLEM_INPUT, "the file lacks these columns of published figures:%s", text_string(&missing));
        problem_next(problem, "It needs la_name, measure, category, year and value, or short, year, name and value.");
        problem_at(problem, NULL, reader->rows.line, 0, NULL);
    }
    text_clear(&missing);
    return code;
}

/* A whole number, perhaps with ".0" behind it; -1 for anything else. */
static int32_t whole(struct return_text cell)
{
    int32_t value = 0;
    uint32_t i = 0;
    for (; i < cell.length && i < DIGITS_MOST && cell.bytes[i] >= '0' && cell.bytes[i] <= '9'; i++)
        value = value * 10 + (cell.bytes[i] - '0');
    const bool point = i + 2 == cell.length && cell.bytes[i] == '.' && cell.bytes[i + 1] == '0';
    return i > 0 && (i == cell.length || point) ? value : -1;
}

/* The figure that the row is of, or PUBLISHED_FIGURES. */
static int32_t figure_of(const struct reader *reader)
{
    const struct return_text name = cell_of(reader, SHORT), measure = cell_of(reader, MEASURE),
                             category = cell_of(reader, CATEGORY);
    for (int32_t i = 0; i < PUBLISHED_FIGURES; i++) {
        const size_t words = strlen(told[i].category);
        if (reader->column[SHORT] && told[i].short_name && is(name, told[i].short_name))
            return i;
        if (reader->column[MEASURE] && is(measure, told[i].measure) && category.length >= words &&
            strncasecmp(category.bytes, told[i].category, words) == 0)
            return i;
    }
    return PUBLISHED_FIGURES;
}

static void keep(struct return_text cell, char out[PUBLISHED_NAME_MAX])
{
    const size_t length = cell.length < PUBLISHED_NAME_MAX - 1 ? cell.length : PUBLISHED_NAME_MAX - 1;
    memcpy(out, cell.bytes, length);
    out[length] = '\0';
}

static int32_t find(const struct published *published, int32_t number, const char *name)
{
    for (int32_t i = 0; i < published->authorities; i++) {
        const struct published_authority *authority = &published->authority[i];
        if (number ? authority->number == number
                   : *name && (strcasecmp(authority->name, name) == 0 || strcasecmp(authority->other_name, name) == 0))
            return i;
    }
    return -1;
}

/* A new authority without figures. */
static int add(struct published *published, int32_t number, const char *name, struct problem *problem)
{
    if (published->authorities == PUBLISHED_AUTHORITIES_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "the published figures are of more than %d authorities",
                           (int)PUBLISHED_AUTHORITIES_MAX);
    int code = array_reserve(&published->authority, &published->capacity, published->authorities + 1,
                             sizeof *published->authority, problem);
    if (code < 0)
        return code;
    struct published_authority *out = &published->authority[published->authorities++];
    memset(out, 0, sizeof *out);
    memset(out->figure, 0xff, sizeof out->figure); /* PUBLISHED_NONE */
    out->number = number;
    memcpy(out->name, name, strlen(name) + 1);
    return 0;
}

/* The authority of the row at hand; -1 when the row is of none, or a negative code. */
static int take_authority(struct reader *reader, int32_t *out, struct problem *problem)
{
    char name[PUBLISHED_NAME_MAX];
    const int32_t number = reader->column[CODE] ? whole(cell_of(reader, CODE)) : 0;
    *out = -1;
    if (number < 0 || number >= REGIONS_FROM)
        return 0;
    keep(cell_of(reader, NAME), name);
    if (!number && !name[0])
        return 0;
    const bool same = number && reader->out->authorities && reader->out->authority[reader->last].number == number;
    int32_t found = same ? reader->last : find(reader->out, number, name);
    if (found < 0) {
        int code = add(reader->out, number, name, problem);
        if (code < 0)
            return code;
        found = reader->out->authorities - 1;
    }
    struct published_authority *authority = &reader->out->authority[found];
    if (!authority->region[0])
        keep(cell_of(reader, REGION), authority->region);
    if (strcasecmp(authority->name, name) != 0)
        memcpy(authority->other_name, name, sizeof name);
    *out = reader->last = found;
    return 0;
}

static int take_row(struct reader *reader, struct problem *problem)
{
    const int32_t figure = figure_of(reader), year = whole(cell_of(reader, YEAR)), value = whole(cell_of(reader, VALUE));
    int32_t authority;
    reader->out->rows_read++;
    if (figure == PUBLISHED_FIGURES || year < PUBLISHED_FIRST_YEAR || year >= PUBLISHED_FIRST_YEAR + PUBLISHED_YEARS)
        return 0;
    int code = take_authority(reader, &authority, problem);
    if (code < 0 || authority < 0 || value < 0)
        return code;
    int32_t *kept = &reader->out->authority[authority].figure[figure][year - PUBLISHED_FIRST_YEAR];
    reader->out->told_twice += *kept >= 0 && *kept != value;
    *kept = *kept >= 0 ? *kept : value;
    reader->out->rows_used++;
    return 0;
}

static int read_rows(struct reader *reader, struct problem *problem)
{
    int outcome = csv_rows_next(&reader->rows, problem);
    if (outcome < 0)
        return outcome;
    find_columns(reader);
    int code = check_columns(reader, problem);
    while (code == 0 && (outcome = csv_rows_next(&reader->rows, problem)) != CSV_ROWS_END)
        code = outcome < 0 ? outcome : outcome == CSV_ROWS_ROW ? take_row(reader, problem) : 0;
    return code;
}

int published_read(const char *bytes, size_t length, const char *name, struct published *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE};
    struct reader reader = {.out = out};
    struct text text = {0};
    problem = problem ? problem : &unheard;
    *out = (struct published){0};
    int code = encoding_to_utf8(bytes, length, &text, problem);
    if (code == 0)
        code = csv_rows_open(&reader.rows, text_string(&text), text.length, problem);
    if (code == 0) {
        code = read_rows(&reader, problem);
        csv_rows_close(&reader.rows);
    }
    text_clear(&text);
    if (code < 0) {
        published_clear(out);
        const struct problem what = *problem; /* a copy, for problem_at writes where it reads */
        problem_at(problem, name, what.row, what.column, what.field);
    }
    return code;
}

void published_clear(struct published *published)
{
    free(published->authority);
    *published = (struct published){0};
}

int published_add(struct published *published, const struct published *other, struct problem *problem)
{
    for (int32_t i = 0; i < other->authorities; i++) {
        const struct published_authority *from = &other->authority[i];
        int32_t at = find(published, from->number, from->name);
        if (at < 0) {
            int code = add(published, from->number, from->name, problem);
            if (code < 0)
                return code;
            at = published->authorities - 1;
        }
        struct published_authority *to = &published->authority[at];
        if (!to->region[0])
            memcpy(to->region, from->region, sizeof to->region);
        if (!to->other_name[0] && strcasecmp(to->name, from->name) != 0)
            memcpy(to->other_name, from->name, sizeof to->other_name);
        for (int32_t k = 0; k < PUBLISHED_FIGURES * PUBLISHED_YEARS; k++)
            if ((&to->figure[0][0])[k] < 0)
                (&to->figure[0][0])[k] = (&from->figure[0][0])[k];
    }
    return 0;
}

int32_t published_figure(const struct published *published, int32_t authority, enum published_figure_kind figure,
                         int32_t year)
{
    if (authority < 0 || year < PUBLISHED_FIRST_YEAR || year >= PUBLISHED_FIRST_YEAR + PUBLISHED_YEARS)
        return PUBLISHED_NONE;
    return published->authority[authority].figure[figure][year - PUBLISHED_FIRST_YEAR];
}

int32_t published_named(const struct published *published, const char *name)
{
    const size_t length = strlen(name);
    const int32_t number = whole((struct return_text){name, (uint32_t)length});
    int32_t found = number > 0 ? find(published, number, "") : find(published, 0, name), begin = 0;
    if (found >= 0 || length == 0)
        return found;
    for (int32_t i = 0; i < published->authorities; i++) {
        const struct published_authority *authority = &published->authority[i];
        if (strncasecmp(authority->name, name, length) != 0 && strncasecmp(authority->other_name, name, length) != 0)
            continue;
        found = i;
        begin++;
    }
    return begin == 1 ? found : -1;
}

static int32_t away(const struct published_authority *authority, const char *name)
{
    return text_distance(authority->name, name);
}

int published_not_named(const struct published *published, const char *name, struct problem *problem)
{
    int32_t offered[OFFERED] = {0}, count = 0;
    for (int32_t i = 0; i < published->authorities; i++) {
        int32_t at = count < OFFERED ? count++ : OFFERED;
        for (; at > 0 && away(&published->authority[i], name) < away(&published->authority[offered[at - 1]], name); at--)
            if (at < OFFERED)
                offered[at] = offered[at - 1];
        if (at < OFFERED)
            offered[at] = i;
    }
    struct text names = {0};
    for (int32_t i = 0; i < count; i++)
        text_format(&names, "%s%s", i == 0 ? "" : i + 1 < count ? ", " : " or ", published->authority[offered[i]].name);
    problem_set(problem, PROBLEM_NOT_FOUND, "the published figures name no authority %.60s", name);
    problem_next(problem, "Nearest by spelling: %s.", text_string(&names));
    text_clear(&names);
    return PROBLEM_NOT_FOUND;
}

const char *published_words(enum published_figure_kind figure)
{
    return told[figure].category;
}
