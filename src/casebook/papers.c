#include "casebook/papers.h"

#include <string.h>

#include "casebook/paper_files.h"
#include "money/money.h"
#include "returns/sheet.h"

/* The folder of a file's name: as many bytes. */
static size_t folder_of(const char *name)
{
    const char *slash = strchr(name, '/');
    return slash ? (size_t)(slash - name) : strlen(name);
}

static bool is_paper(const char *file)
{
    return strcmp(file + folder_of(file), "/paper") == 0;
}

static bool is_in(const char *file, const char *folder)
{
    return folder_of(file) == strlen(folder) && strncmp(file, folder, strlen(folder)) == 0;
}

static bool is_known(const char *folder)
{
    bool known = false;
    for (int32_t i = 0; i < paper_files_count; i++)
        known = known || (is_in(paper_files[i].name, folder) && is_paper(paper_files[i].name));
    return known;
}

void casebook_append_papers(struct text *out)
{
    bool first = true;
    for (int32_t i = 0; i < paper_files_count; i++) {
        if (!is_paper(paper_files[i].name))
            continue;
        text_append(out, first ? "" : ", ");
        text_append_bytes(out, paper_files[i].name, folder_of(paper_files[i].name));
        first = false;
    }
}

/* A sheet on its way into a paper. */
struct taking {
    const struct sheet *sheet;
    struct arena *arena;
    bool failed; /* no memory */
};

static const char *text_at(struct taking *taking, const char *column, int64_t row)
{
    const char *text = sheet_text(taking->sheet, column, row);
    const char *copy = arena_text(taking->arena, text, strlen(text));
    taking->failed = taking->failed || !copy;
    return copy;
}

static int64_t number_at(const struct taking *taking, const char *column, int64_t row)
{
    return sheet_number(taking->sheet, column, row);
}

/* Room for the rows of a sheet; the kind of file is in a paper once. */
static void *rows_of(struct taking *taking, size_t size, int64_t *count)
{
    void *rows = arena_take(taking->arena, (size_t)taking->sheet->rows * size + 1);
    *count = rows ? taking->sheet->rows : 0;
    taking->failed = taking->failed || !rows;
    return rows;
}

static void take_positions(struct taking *taking, struct paper *paper)
{
    paper->position = rows_of(taking, sizeof *paper->position, &paper->positions);
    for (int64_t i = 0; i < paper->positions; i++)
        paper->position[i] = (struct position_line){.line = text_at(taking, "line", i),
                                                    .service = text_at(taking, "service", i),
                                                    .report = text_at(taking, "report", i),
                                                    .source = text_at(taking, "source", i),
                                                    .budget = number_at(taking, "budget", i),
                                                    .forecast = number_at(taking, "forecast", i),
                                                    .told = number_at(taking, "variance", i),
                                                    .movement = number_at(taking, "movement", i)};
}

/* A cause of which a paper says why and not how much explains no pounds. */
static int64_t amount_of_cause(const struct taking *taking, int64_t row)
{
    const int64_t amount = number_at(taking, "amount", row);
    return amount == SHEET_BLANK ? 0 : amount;
}

static void take_causes(struct taking *taking, struct paper *paper)
{
    paper->cause = rows_of(taking, sizeof *paper->cause, &paper->causes);
    for (int64_t i = 0; i < paper->causes; i++)
        paper->cause[i] = (struct position_cause){.line = text_at(taking, "line", i),
                                                  .cause = text_at(taking, "cause", i),
                                                  .note = text_at(taking, "note", i),
                                                  .source = text_at(taking, "source", i),
                                                  .amount = amount_of_cause(taking, i),
                                                  .recurrent = number_at(taking, "recurrent", i)};
}

static void take_items(struct taking *taking, struct paper *paper)
{
    static const char *const years[ROUND_YEARS] = {"y1", "y2", "y3", "y4", "y5"};
    paper->item = rows_of(taking, sizeof *paper->item, &paper->items);
    for (int64_t i = 0; i < paper->items; i++) {
        struct round_item *item = &paper->item[i];
        item->kind = number_at(taking, "kind", i) == ROUND_SAVING ? ROUND_SAVING : ROUND_PRESSURE;
        item->ref = text_at(taking, "ref", i);
        item->line = text_at(taking, "line", i);
        item->category = text_at(taking, "category", i);
        item->version = text_at(taking, "version", i);
        item->owner = text_at(taking, "owner", i);
        item->note = text_at(taking, "note", i);
        item->evidence = text_at(taking, "evidence", i);
        item->recurrent = number_at(taking, "recurrent", i);
        for (int32_t y = 0; y < ROUND_YEARS; y++)
            item->pence[y] = number_at(taking, years[y], i);
    }
}

static void take_grants(struct taking *taking, struct paper *paper)
{
    paper->grant = rows_of(taking, sizeof *paper->grant, &paper->grants);
    for (int64_t i = 0; i < paper->grants; i++)
        paper->grant[i] = (struct paper_grant){.grant = text_at(taking, "grant", i),
                                               .pays_for = text_at(taking, "pays_for", i),
                                               .source = text_at(taking, "source", i),
                                               .amount = number_at(taking, "amount", i),
                                               .years = number_at(taking, "years", i)};
}

static void take_posts(struct taking *taking, struct paper *paper)
{
    paper->post = rows_of(taking, sizeof *paper->post, &paper->posts);
    for (int64_t i = 0; i < paper->posts; i++)
        paper->post[i] = (struct paper_post){.role = text_at(taking, "role", i),
                                             .part_of = text_at(taking, "part_of", i),
                                             .source = text_at(taking, "source", i),
                                             .now = number_at(taking, "posts_now", i),
                                             .added = number_at(taking, "posts_added", i),
                                             .cost = number_at(taking, "cost", i)};
}

static void take_counts(struct taking *taking, struct paper *paper)
{
    paper->count = rows_of(taking, sizeof *paper->count, &paper->counts);
    for (int64_t i = 0; i < paper->counts; i++)
        paper->count[i] = (struct paper_count){.measure = text_at(taking, "measure", i),
                                               .period = text_at(taking, "period", i),
                                               .source = text_at(taking, "source", i),
                                               .months = number_at(taking, "months", i),
                                               .value = number_at(taking, "value", i)};
}

static void take_stated(struct taking *taking, struct paper *paper)
{
    paper->stated = rows_of(taking, sizeof *paper->stated, &paper->stated_figures);
    for (int64_t i = 0; i < paper->stated_figures; i++)
        paper->stated[i] = (struct paper_stated){.figure = text_at(taking, "figure", i),
                                                 .of = text_at(taking, "of", i),
                                                 .stated = text_at(taking, "stated", i),
                                                 .unit = text_at(taking, "unit", i),
                                                 .words = text_at(taking, "words", i),
                                                 .source = text_at(taking, "source", i)};
}

static void take_initiatives(struct taking *taking, struct paper *paper)
{
    paper->initiative = rows_of(taking, sizeof *paper->initiative, &paper->initiatives);
    for (int64_t i = 0; i < paper->initiatives; i++)
        paper->initiative[i] = (struct paper_initiative){.initiative = text_at(taking, "initiative", i),
                                                         .grant = text_at(taking, "grant", i),
                                                         .source = text_at(taking, "source", i),
                                                         .children = number_at(taking, "children", i),
                                                         .saving = number_at(taking, "saving", i)};
}

/* "5%" or "5": thousandths of a percent. */
static int32_t tolerance_of(const char *words)
{
    int64_t digits;
    int32_t decimals;
    if (!paper_read_stated(words, &digits, &decimals) || digits < 0 || digits > 100000 || decimals > 3)
        return POSITION_TOLERANCE;
    for (int32_t i = decimals; i < 3; i++)
        digits *= 10;
    return (int32_t)digits;
}

static void take_facts(struct taking *taking, struct paper *paper)
{
    for (int64_t i = 0; i < taking->sheet->rows; i++) {
        const char *fact = sheet_text(taking->sheet, "fact", i), *value = text_at(taking, "value", i);
        if (!value)
            return;
        if (strcmp(fact, "title") == 0)
            paper->title = value;
        else if (strcmp(fact, "council") == 0)
            paper->council = value;
        else if (strcmp(fact, "date") == 0)
            paper->date = value;
        else if (strcmp(fact, "source") == 0)
            paper->source = value;
        else if (strcmp(fact, "unit") == 0)
            paper->pounds = value;
        else if (strcmp(fact, "tolerance") == 0)
            paper->tolerance = tolerance_of(value);
    }
}

static int take(struct taking *taking, struct paper *paper, struct problem *problem)
{
    static const struct {
        const char *kind;
        void (*take)(struct taking *taking, struct paper *paper);
    } kinds[] = {{"paper", take_facts},        {"outturn", take_positions}, {"causes", take_causes},
                 {"budget_items", take_items}, {"grants", take_grants},     {"posts", take_posts},
                 {"activity", take_counts},    {"stated", take_stated},     {"initiatives", take_initiatives}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(taking->sheet->kind->name, kinds[i].kind) == 0)
            kinds[i].take(taking, paper);
    return taking->failed ? problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a paper") : 0;
}

static int refuse(const struct paper_file *file, const struct sheet *sheet, struct problem *problem)
{
    if (!sheet->kind)
        return problem_set(problem, PROBLEM_INPUT, "%s.csv is no kind of file that a paper has", file->name);
    problem_set(problem, PROBLEM_INPUT, "%s.csv, line %lld: %s", file->name, (long long)sheet->own.quarantine[0].line,
                sheet->own.quarantine[0].reason);
    return problem->code;
}

static int read_file(const struct paper_file *file, struct paper_read *out, struct problem *problem)
{
    struct sheet sheet;
    struct taking taking = {.sheet = &sheet, .arena = &out->arena};
    int code = sheet_read(file->text, strlen(file->text), file->name, &sheet, problem);
    if (code == 0 && (!sheet.kind || sheet.own.quarantine_count > 0))
        code = refuse(file, &sheet, problem);
    if (code == 0)
        code = take(&taking, &out->paper, problem);
    sheet_clear(&sheet);
    return code;
}

static int refuse_name(const char *name, struct problem *problem)
{
    struct text names = {0};
    casebook_append_papers(&names);
    problem_set(problem, PROBLEM_USAGE, "there is no example “%s”", name);
    problem_next(problem, "Choose one of %s.", text_string(&names));
    text_clear(&names);
    return PROBLEM_USAGE;
}

int casebook_read_paper(const char *name, struct paper_read *out, struct problem *problem)
{
    int code = 0;
    *out = (struct paper_read){.paper = {.title = "", .council = "", .date = "", .source = "", .pounds = "\u00A3'000"}};
    out->paper.tolerance = POSITION_TOLERANCE;
    if (!is_known(name))
        return refuse_name(name, problem);
    for (int32_t i = 0; i < paper_files_count && code == 0; i++)
        if (is_in(paper_files[i].name, name))
            code = read_file(&paper_files[i], out, problem);
    out->paper.name = arena_text(&out->arena, name, strlen(name));
    if (code == 0 && !out->paper.name)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a paper");
    if (code < 0)
        paper_read_clear(out);
    return code;
}

void paper_read_clear(struct paper_read *read)
{
    arena_clear(&read->arena);
    *read = (struct paper_read){0};
}
