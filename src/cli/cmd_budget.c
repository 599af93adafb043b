#include <inttypes.h>
#include <string.h>

#include "base/array.h"
#include "budget/inflation.h"
#include "casebook/round_edit.h"
#include "cli/budget_request.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/round_view.h"
#include "cli/terminal.h"
#include "cli/words.h"
#include "returns/own_file.h"
#include "run/gap.h"

enum { GRANT_YEARS_MAX = 10, THOUSANDTHS = 1000 };

static const struct command_option options[] = {
    {"years", 0, "N", "with gap: how many years ahead (3); with add grant: how many years it is paid"},
    {"growth", 0, "PERCENT", "with gap: how much more funding there is each year (0)"},
    {"percent", 0, "PERCENT", "with pay and inflation: the award, or how much dearer it gets"},
    {"flat", 0, "POUNDS", "with pay: an amount a full-time post and year, before on-costs"},
    {"higher", 0, NULL, "with pay: the higher of --percent and --flat, post by post (both together)"},
    {"flat-up-to", 0, "POUNDS", "with pay: --flat up to this full-time pay before on-costs, --percent above it"},
    {"on-costs", 0, "PERCENT", "with pay: national insurance and pension on top of a flat amount (0)"},
    {"vacancy", 0, "PERCENT", "with pay: the share of posts that is vacant at any time (0)"},
    {"last-award", 0, "PERCENT", "with pay: what was agreed last year"},
    {"last-budget", 0, "PERCENT", "with pay: what last year's budget had for it"},
    {"from", 0, "DATE", "with pay and inflation: the day from which it holds (1 April of the next year)"},
    {"line", 0, "NAME",
     "with add: the line; with inflation: a contract (all that is bought without one); with pay: what to call it"},
    {"run", 0, "ID", "with demand: the run it comes from (the one last asked for)"},
    {"by-line", 0, NULL, "with demand and full-year: budget line by budget line"},
    {"ref", 0, "TEXT", "with add: a short name"},
    {"category", 0, "TEXT", "with add: pay, demand, inflation …"},
    {"amounts", 0, "POUNDS", "with add: pounds of each year, with commas between: 120000,150000"},
    {"one-off", 0, NULL, "with add: it does not stay in the budget"},
    {"owner", 0, "NAME", "who answers for it"},
    {"note", 0, "TEXT", "why"},
    {"evidence", 0, "TEXT", "with add: the run it comes from (its beginning will do)"},
    {"group", 0, "NAME", "with add: it acts on the same children as others of that group"},
    {"joint", 0, NULL, "with add: it carries the joint figure of its group"},
    {"version", 0, "NAME", "which version (the last: final ones after drafts)"},
    {"add-to", 0, "VERSION", "add the pressure to that version"},
    {"type", 0, "WORD", "with add saving: cashable, avoided, income or enabling"},
    {"status", 0, "WORD", "with add saving: delivered, \"on track\", \"at risk\" or \"not achievable\""},
    {"delivered", 0, "POUNDS", "with add saving: what has been delivered so far"},
    {"forecast", 0, "POUNDS", "with add saving: what is delivered by the end of its first year"},
    {"in-year-pressure", 0, "POUNDS", "with add saving: pressure that eats it up"},
    {"conditions", 0, "TEXT", "with add grant: what it is tied to"},
    {"pays-for", 0, "TEXT", "with add grant: what it is spent on"},
    OUTPUT_OPTIONS,
    {0},
};

static bool read_percent(const struct budget_request *request, int32_t option, int64_t *out)
{
    const char *given = request->line->option[option];
    *out = 0;
    if (!given)
        return true;
    struct return_text cell = {given, (uint32_t)strlen(given)};
    cell.length -= cell.length && cell.bytes[cell.length - 1] == '%';
    if (own_file_thousandths(cell, out))
        return true;
    problem_set(request->problem, PROBLEM_USAGE, "--%s takes a percentage such as 3.2%%, not “%.40s”", options[option].name,
                given);
    return false;
}

static bool read_pounds(const struct budget_request *request, const char *given, size_t length, const char *name,
                        int64_t *out)
{
    struct money amount;
    const struct return_text cell = {given, (uint32_t)length};
    if (length && own_file_pounds(cell, &amount)) {
        *out = amount.pence;
        return true;
    }
    problem_set(request->problem, PROBLEM_USAGE, "--%s takes pounds such as 120000, not “%.40s”", name, given);
    return false;
}

static bool read_from(const struct budget_request *request, day *out)
{
    const char *given = request->line->option[FROM];
    const int32_t year = request->open.books.books.year;
    *out = calendar_year_start(year + 1);
    if (!given)
        return true;
    if (!calendar_parse(given, strlen(given), out))
        problem_set(request->problem, PROBLEM_USAGE, "--from takes a day such as 2026-04-01, not “%.40s”", given);
    else if (calendar_year(*out) != year && calendar_year(*out) != year + 1) {
        problem_set(request->problem, PROBLEM_USAGE, "--from is a day of the year of the budget or of the next");
        problem_next(request->problem, "Give a day between 1 April %d and 31 March %d.", year, year + 2);
    }
    return request->problem->code == 0;
}

static int show_versions(struct budget_request *request)
{
    return table_of_versions(&request->open.view, &request->table, request->problem);
}

static int show_grants(struct budget_request *request)
{
    return table_of_items(&request->open.view, ROUND_GRANT, &request->table, request->problem);
}

static int show_gap(struct budget_request *request)
{
    const struct round_view *view = &request->open.view;
    struct gap_year year[ROUND_YEARS];
    struct run_gap_options wanted = {.version = view->version, .first_year = view->first_year};
    int64_t years;
    if (budget_need_books(request) < 0 || !read_percent(request, GROWTH, &wanted.growth) ||
        !command_number(request->line, &cmd_budget, YEARS, 1, ROUND_YEARS, 3, &years, request->problem))
        return request->problem->code;
    wanted.years = (int32_t)years;
    const int code = run_gap(request->open.casebook, &request->open.books.books, view->item, view->items, &wanted, year,
                             request->problem);
    return code < 0 ? code : table_of_gap(view, year, wanted.years, &request->table, request->problem);
}

/* Which rule the options tell. */
static bool read_rule(const struct budget_request *request, enum pay_rule *out)
{
    const bool percent = request->line->option[PERCENT] != NULL, flat = request->line->option[FLAT] != NULL,
               higher = request->line->option[HIGHER] != NULL, up_to = request->line->option[FLAT_UP_TO] != NULL;
    *out = higher ? PAY_HIGHER : up_to ? PAY_UP_TO : percent && flat ? PAY_BOTH : flat ? PAY_FLAT : PAY_PERCENT;
    if ((higher || up_to) ? percent && flat && !(higher && up_to) : percent || flat)
        return true;
    problem_set(request->problem, PROBLEM_USAGE,
                higher || up_to ? "--higher and --flat-up-to each go with --percent and --flat, and not with each other"
                                : "an award is a percentage, a flat amount, or both");
    problem_next(request->problem, "For example: homeward budget pay --percent 3.2%% --from 2026-04-01");
    return false;
}

/* Pounds of an option; 0 where it is not given. */
static bool read_optional_pounds(const struct budget_request *request, int32_t option, int64_t *out)
{
    const char *given = request->line->option[option];
    *out = 0;
    return !given || read_pounds(request, given, strlen(given), options[option].name, out);
}

static bool read_award(const struct budget_request *request, struct pay_award *out)
{
    *out = (struct pay_award){0};
    return read_rule(request, &out->rule) && read_percent(request, PERCENT, &out->percent) &&
           read_percent(request, ON_COSTS, &out->on_costs) && read_percent(request, VACANCY, &out->vacancy) &&
           read_percent(request, LAST_AWARD, &out->last_award) && read_percent(request, LAST_BUDGET, &out->last_budget) &&
           read_from(request, &out->from) && read_optional_pounds(request, FLAT, &out->flat) &&
           read_optional_pounds(request, FLAT_UP_TO, &out->flat_up_to);
}

/* The pressure of all lines as an item. */
static int add_pay(struct budget_request *request, const struct pay_award *award)
{
    struct pay_pressure all;
    int code = pay_award_cost(&request->open.books.books, PAY_ALL_LINES, award, &all, request->problem);
    struct round_item item = budget_item(request, ROUND_PRESSURE, budget_option_or(request, LINE, "Pay award"), "pay");
    pay_award_levels(&request->open.books.books, award, &all, item.pence);
    return code < 0 ? code : budget_add_worked(request, &item, 1);
}

static int show_pay(struct budget_request *request)
{
    const struct books *books = &request->open.books.books;
    struct pay_award award;
    if (budget_need_books(request) < 0 || !read_award(request, &award))
        return request->problem->code;
    struct pay_pressure *cost = array_new(books->lines + 1, sizeof *cost, request->problem);
    int code = cost ? 0 : PROBLEM_MEMORY;
    for (int64_t i = 0; i <= books->lines && code == 0; i++)
        code = pay_award_cost(books, i < books->lines ? (int32_t)i : BOOKS_NO_LINE, &award, &cost[i], request->problem);
    if (code == 0)
        code = table_of_pay(request->open.view.council, books, cost, &request->table, request->problem);
    if (code == 0 && request->line->option[ADD_TO])
        code = add_pay(request, &award);
    free(cost);
    return code;
}

/* What a rise is asked of: the line of --line, or all that are bought without a contract of their own. */
struct dearer {
    int64_t percent;
    day from;
    const char *line, *category;
};

static bool is_meant(const struct books *books, int32_t line, const struct dearer *dearer)
{
    return dearer->line ? strcmp(books->line[line].line, dearer->line) == 0 : inflation_without_contract(books, line);
}

static int refuse_line(const struct budget_request *request, const char *name)
{
    if (name)
        problem_set(request->problem, PROBLEM_USAGE, "the budget has no line “%.60s”", name);
    else
        problem_set(request->problem, PROBLEM_USAGE, "no line of the budget is bought without a contract");
    return problem_next(request->problem, "homeward outturn lists the lines of the budget; name one: --line NAME");
}

static void add_dearer_row(struct table *out, const char *line, int64_t budget, const struct inflation_pressure *cost)
{
    table_text(out, line);
    table_number(out, budget);
    table_number(out, cost->this_year);
    table_number(out, cost->full_year);
}

/* A row and an item a line, and the total of several. How many, or a code. */
static int64_t work_out_dearer(struct budget_request *request, const struct dearer *dearer, struct round_item *item)
{
    const struct books *books = &request->open.books.books;
    struct inflation_pressure all = {0}, cost;
    int64_t count = 0, budget = 0;
    for (int32_t i = 0; i < (int32_t)books->lines; i++) {
        if (!is_meant(books, i, dearer))
            continue;
        if (!inflation_cost(books->line[i].approved, calendar_year(dearer->from), dearer->percent, dearer->from, &cost) ||
            !pence_add(&budget, books->line[i].approved) || !pence_add(&all.this_year, cost.this_year) ||
            !pence_add(&all.full_year, cost.full_year))
            return problem_set(request->problem, PROBLEM_LIMIT, "that is more than can be kept in pence");
        table_row(&request->table);
        add_dearer_row(&request->table, books->line[i].line, books->line[i].approved, &cost);
        item[count] = budget_item(request, ROUND_PRESSURE, books->line[i].line, dearer->category);
        inflation_levels(&cost, books->year, dearer->from, item[count++].pence);
    }
    if (count > 1) {
        table_total_row(&request->table);
        add_dearer_row(&request->table, "Total", budget, &all);
    }
    return count ? count : refuse_line(request, dearer->line);
}

static int show_inflation(struct budget_request *request)
{
    struct dearer dearer = {.line = request->line->option[LINE]};
    if (budget_need_books(request) < 0 || !read_percent(request, PERCENT, &dearer.percent) ||
        !read_from(request, &dearer.from))
        return request->problem->code;
    dearer.category = dearer.line ? "contract inflation" : "non-contract inflation";
    struct round_item *item = array_new(request->open.books.books.lines, sizeof *item, request->problem);
    if (!item)
        return PROBLEM_MEMORY;
    table_begin(&request->table, "inflation", "What dearer prices cost", request->open.view.council);
    table_column(&request->table, "line", "Line", TABLE_TEXT, "");
    table_column(&request->table, "budget", "Budget", TABLE_PENCE, "£");
    table_column(&request->table, "this_year", "First year", TABLE_PENCE, "£");
    table_column(&request->table, "full_year", "Full year", TABLE_PENCE, "£");
    const int64_t count = work_out_dearer(request, &dearer, item);
    const int code = count < 0 ? (int)count : request->line->option[ADD_TO] ? budget_add_worked(request, item, count) : 0;
    free(item);
    return code;
}

static int read_amounts(const struct budget_request *request, struct round_item *item)
{
    const char *given = budget_option_or(request, AMOUNTS, "");
    for (int32_t y = 0; y < ROUND_YEARS; y++) {
        const size_t length = strcspn(given, ",");
        if (!read_pounds(request, given, length, "amounts", &item->pence[y]))
            return request->problem->code;
        given += length;
        if (!*given)
            return 0;
        given++;
    }
    return problem_set(request->problem, PROBLEM_USAGE, "--amounts takes up to %d years", ROUND_YEARS);
}

/* One of some words; ROUND_BLANK where the option is not given. */
static bool read_word(const struct budget_request *request, int32_t option, const char *const *all, int32_t count,
                      int64_t *out)
{
    const char *given = request->line->option[option];
    *out = ROUND_BLANK;
    for (int32_t i = 0; i < count && given; i++)
        if (strcmp(all[i], given) == 0)
            *out = i;
    if (!given || *out != ROUND_BLANK)
        return true;
    problem_set(request->problem, PROBLEM_USAGE, "--%s takes %s, %s, %s or %s, not “%.40s”", options[option].name, all[0],
                all[1], all[2], all[3], given);
    return false;
}

/* How a saving counts and how far it has come. */
static int read_saving(const struct budget_request *request, struct round_item *item)
{
    static const char *const types[] = {"cashable", "avoided", "income", "enabling"}, *const statuses[] = {
                                                                                          "delivered", "on track", "at risk",
                                                                                          "not achievable"};
    const char *const *option = request->line->option;
    const struct {
        int32_t option;
        int64_t *pence;
    } pounds[] = {{DELIVERED, &item->delivered}, {FORECAST, &item->forecast}, {IN_YEAR_PRESSURE, &item->in_year_pressure}};
    bool told = option[TYPE] || option[STATUS], read = true;
    for (size_t i = 0; i < sizeof pounds / sizeof *pounds; i++)
        told = told || option[pounds[i].option];
    if (item->kind != ROUND_SAVING && told)
        return problem_set(request->problem, PROBLEM_USAGE,
                           "only a saving has --type, --status, --delivered, --forecast and --in-year-pressure");
    for (size_t i = 0; i < sizeof pounds / sizeof *pounds && read; i++)
        read = !option[pounds[i].option] || read_optional_pounds(request, pounds[i].option, pounds[i].pence);
    read = read && read_word(request, TYPE, types, 4, &item->type) && read_word(request, STATUS, statuses, 4, &item->status);
    return read ? 0 : request->problem->code;
}

/* How long a grant is paid, what it is tied to and what it is spent on. */
static int read_grant(const struct budget_request *request, struct round_item *item)
{
    const char *const *option = request->line->option;
    int64_t years;
    if (item->kind != ROUND_GRANT && (option[YEARS] || option[CONDITIONS] || option[PAYS_FOR]))
        return problem_set(request->problem, PROBLEM_USAGE, "only a grant has --years, --conditions and --pays-for");
    item->conditions = budget_option_or(request, CONDITIONS, "");
    item->pays_for = budget_option_or(request, PAYS_FOR, "");
    if (!option[YEARS])
        return 0;
    if (!command_number(request->line, &cmd_budget, YEARS, 1, GRANT_YEARS_MAX, 1, &years, request->problem))
        return request->problem->code;
    item->years = years * THOUSANDTHS;
    return 0;
}

/* A run is named in full in the round, however short it was given; other words stay as they are. */
static void name_run(struct budget_request *request, struct round_item *item)
{
    struct run_result run = {0};
    struct problem none = {0};
    if (strlen(item->evidence) >= 8 && casebook_find_run(request->open.casebook, item->evidence, &run, &none) == 0) {
        const char *kept = arena_text(&request->table.arena, run.id, strlen(run.id));
        item->evidence = kept ? kept : item->evidence;
    }
    run_result_clear(&run);
}

static int add_one(struct budget_request *request)
{
    static const char *const kinds[] = {"pressure", "saving", "grant"};
    int32_t kind = 0;
    while (kind < 3 && strcmp(request->argument[0], kinds[kind]) != 0)
        kind++;
    const char *line = request->line->option[LINE], *version = request->line->option[VERSION];
    if (kind == 3 || !line || !version) {
        problem_set(request->problem, PROBLEM_USAGE,
                    kind == 3 ? "an item is a pressure, a saving or a grant, not “%.40s”"
                              : "an item has a line and a version%.0s",
                    request->argument[0]);
        return problem_next(request->problem, "For example: homeward budget add saving --version final --line \"Step-down\""
                                              " --amounts 120000 --owner NAME --note WHY");
    }
    struct round_item item = budget_item(request, (enum round_kind)kind, line, "");
    item.version = version;
    int code = read_amounts(request, &item);
    if (code == 0)
        code = read_saving(request, &item);
    if (code == 0)
        code = read_grant(request, &item);
    name_run(request, &item);
    return code < 0 ? code : budget_add_items(request, &item, 1);
}

static bool has_line(const struct round_view *view, const struct round_item *item, const char *version)
{
    for (int64_t i = 0; i < view->items; i++)
        if (view->item[i].kind == item->kind && strcmp(view->item[i].line, item->line) == 0 &&
            strcmp(view->item[i].version, version) == 0)
            return true;
    return false;
}

static int refuse_no_version(struct problem *problem, const char *version)
{
    problem_set(problem, PROBLEM_NOT_FOUND, "the budget round has no version “%.60s”", version);
    return problem_next(problem, "homeward budget versions lists those that are.");
}

/* The items of a version that another does not have, as they are. */
static int carry(struct budget_request *request)
{
    const struct round_view *view = &request->open.view;
    const char *from = request->argument[0], *to = request->line->option[ADD_TO];
    if (!to) {
        problem_set(request->problem, PROBLEM_USAGE, "say which version takes the items over");
        return problem_next(request->problem, "For example: homeward budget carry \"draft 1\" --add-to \"draft 2\"");
    }
    struct round_item *item = array_new(view->items + 1, sizeof *item, request->problem);
    int64_t items = 0, there = 0;
    if (!item)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < view->items; i++) {
        const bool of = strcmp(view->item[i].version, from) == 0;
        there += of;
        if (of && !has_line(view, &view->item[i], to)) {
            item[items] = view->item[i];
            item[items++].version = to;
        }
    }
    int code = there ? budget_refuse_second(request, item, items) : refuse_no_version(request->problem, from);
    if (code == 0 && items)
        code = budget_add_items(request, item, items);
    else if (code == 0)
        command_say(request->line, "Version “%s” has nothing that “%s” does not have.", from, to);
    free(item);
    return code;
}

static int freeze(struct budget_request *request)
{
    char now[24];
    const struct round_edit edit = {.who = terminal_user(), .when = terminal_now(now)};
    int code = casebook_freeze_version(request->open.casebook, request->argument[0], &edit, request->problem);
    if (code == 0)
        command_say(request->line, "Version “%s” is frozen: it takes no more items.", request->argument[0]);
    return code;
}

#define BIT(option) (1u << (option))
#define TEXTS (BIT(OWNER) | BIT(NOTE) | BIT(REF) | BIT(CATEGORY))

static const struct command_word words[] = {
    {"versions", "nothing more", 0, 0, 0, "what changed between the versions of the round, line by line"},
    {"gap", "nothing more", 0, 0, BIT(YEARS) | BIT(GROWTH) | BIT(VERSION), "what is missing, year by year"},
    {"grants", "nothing more", 0, 0, BIT(VERSION), "grants by year, what they are tied to and what they pay for"},
    {"pay", "nothing more", 0, 0,
     BIT(PERCENT) | BIT(FLAT) | BIT(HIGHER) | BIT(FLAT_UP_TO) | BIT(ON_COSTS) | BIT(VACANCY) | BIT(LAST_AWARD) |
         BIT(LAST_BUDGET) | BIT(FROM) | BIT(LINE) | BIT(ADD_TO) | TEXTS,
     "what a pay award costs, by budget line"},
    {"inflation", "nothing more", 0, 0, BIT(PERCENT) | BIT(FROM) | BIT(LINE) | BIT(ADD_TO) | TEXTS,
     "what dearer prices cost: of one contract, or of all that is bought without"},
    {"demand", "nothing more", 0, 0, BIT(RUN) | BIT(BY_LINE) | BIT(ADD_TO) | TEXTS,
     "what a forecast asks for above this year's budget"},
    {"full-year", "nothing more", 0, 0, BIT(BY_LINE) | BIT(ADD_TO) | TEXTS, "what this year's outturn is in a full year"},
    {"add", "pressure, saving or grant", 1, 1,
     BIT(LINE) | BIT(AMOUNTS) | BIT(ONE_OFF) | BIT(EVIDENCE) | BIT(GROUP) | BIT(JOINT) | BIT(TYPE) | BIT(STATUS) |
         BIT(DELIVERED) | BIT(FORECAST) | BIT(IN_YEAR_PRESSURE) | BIT(YEARS) | BIT(CONDITIONS) | BIT(PAYS_FOR) |
         BIT(VERSION) | TEXTS,
     "adds an item to a version"},
    {"carry", "a version", 1, 1, BIT(ADD_TO), "takes over into another version what that one does not have yet"},
    {"freeze", "a version", 1, 1, 0, "finishes a version: it takes no more items"},
};

static int (*const acts[])(struct budget_request *request) = {
    show_versions,         show_gap, show_grants, show_pay, show_inflation, budget_show_demand,
    budget_show_full_year, add_one,  carry,       freeze};
enum { NEEDS_ROUND = 3 /* the words before this one */, SHOWS = 7 /* those before this one print a table */ };

static const struct command_words family = {&cmd_budget, "say what to do with the budget round",
                                            sizeof words / sizeof *words, words, OUTPUT};

const char *budget_word(int32_t number, const char **summary)
{
    return command_word_at(&family, number, summary);
}

/* What needs no version yet works with an empty round. */
static int open_round(struct budget_request *request, int32_t chosen)
{
    struct problem none = {0};
    const char *version = chosen < NEEDS_ROUND ? request->line->option[VERSION] : NULL;
    int code = round_view_open(request->line, version, NULL, &request->open, &none);
    if (code == PROBLEM_NOT_FOUND && chosen >= NEEDS_ROUND && request->open.view.council)
        return 0;
    *request->problem = code < 0 ? none : *request->problem;
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct budget_request request = {.line = line, .argument = line->argument + 1, .problem = &problem};
    const int32_t chosen = command_word_chosen(line, &family, &problem);
    int code = chosen < 0 ? chosen : output_read(line, OUTPUT, &request.output, &problem);
    if (code == 0)
        code = open_round(&request, chosen);
    if (code == 0)
        code = acts[chosen](&request);
    if (code == 0 && chosen < SHOWS)
        code = table_check(&request.table, &problem);
    if (code == 0 && chosen < SHOWS)
        code = output_table(&request.output, &request.table, &problem);
    table_clear(&request.table);
    round_view_close(&request.open);
    return code < 0 ? command_fail(&problem) : 0;
}

const struct command cmd_budget = {
    "budget",
    "the budget round: pay award, inflation, demand, gap, versions",
    "TASK",
    options,
    run,
    "Works out what the next budget must find, from assumptions and from a forecast, and keeps it version by version. pay, "
    "inflation and demand print what they cost and, with --add-to, add it to a version: the run it comes from, or who "
    "answers "
    "for it and why. Nothing is overwritten; a frozen version takes no more items.",
    "homeward budget pay --percent 3.2% --from 2026-04-01 --vacancy 4%",
};
