#include "checks/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "calendar/calendar.h"

enum { FORMS = CHECK_TABLES / 2 };

/* The children of one table's rows, by row. Owned. */
struct children {
    int64_t count, capacity, child_capacity;
    int32_t *row, *child;
    bool loaded;
};

/* Rules being run over one return. All but `children` borrowed. */
struct running {
    struct desk *desk;
    struct check_findings *findings;
    int32_t year;
    uint32_t came; /* 1 << table */
    struct children children[FORMS];
};

static int load_children(struct running *running, int32_t table, struct problem *problem)
{
    struct children *children = &running->children[table];
    struct desk_question *question;
    struct text sql = {0};
    text_format(&sql, "SELECT row, CHILD FROM %s ORDER BY row", check_table_name(table));
    int code = text_check(&sql, problem);
    if (code == 0)
        code = desk_ask(running->desk, text_string(&sql), &question, problem);
    text_clear(&sql);
    if (code < 0)
        return code;
    while ((code = desk_next(question, problem)) == 1) {
        int64_t needed = children->count + 1;
        if (array_reserve(&children->row, &children->capacity, needed, sizeof *children->row, problem) < 0 ||
            array_reserve(&children->child, &children->child_capacity, needed, sizeof *children->child, problem) < 0) {
            code = PROBLEM_MEMORY;
            break;
        }
        children->row[children->count] = (int32_t)desk_number(question, 0);
        children->child[children->count++] = (int32_t)desk_number(question, 1);
    }
    children->loaded = true;
    desk_answered(question);
    return code;
}

static int32_t child_of(const struct children *children, int32_t row)
{
    int64_t low = 0, high = children->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (children->row[middle] < row)
            low = middle + 1;
        else
            high = middle;
    }
    return low < children->count && children->row[low] == row ? children->child[low] : 0;
}

static int add_finding(struct running *running, int32_t rule, int32_t table, int64_t row, struct problem *problem)
{
    struct check_findings *findings = running->findings;
    if (!running->children[table].loaded && load_children(running, table, problem) < 0)
        return problem->code;
    int64_t added = check_findings_add(findings, problem);
    if (added < 0)
        return (int)added;
    findings->rule[added] = rule;
    findings->year[added] = running->year;
    findings->table[added] = (int8_t)table;
    findings->row[added] = (int32_t)row;
    findings->child[added] = child_of(&running->children[table], (int32_t)row);
    return 0;
}

/* A rule that cannot be run is a fault of the program that carries it. */
static int refuse_rule(const struct check_rule *rule, const char *what, struct problem *problem)
{
    char why[sizeof problem->text];
    memcpy(why, what, strnlen(what, sizeof why - 1) + 1);
    why[sizeof why - 1] = '\0';
    return problem_set(problem, PROBLEM_INTERNAL, "rule %s cannot be run: %s", rule->code, why);
}

static int run_rule(struct running *running, const struct check_rule *rule, int32_t number, struct problem *problem)
{
    int64_t first = running->findings->count;
    struct desk_question *question = NULL;
    int code = desk_ask(running->desk, rule->sql, &question, problem);
    if (code == 0 && desk_columns(question) != 2)
        code = problem_set(problem, PROBLEM_INPUT, "it gives %d columns, not 2", desk_columns(question));
    while (code == 0 && (code = desk_next(question, problem)) == 1) {
        const char *name = desk_text(question, 0);
        int32_t table = check_table_named(name, strlen(name));
        code = table < 0 || table >= FORMS || desk_is_null(question, 1)
                   ? problem_set(problem, PROBLEM_INPUT, "it gives a row that is in no table of the return")
                   : add_finding(running, number, table, desk_number(question, 1), problem);
    }
    desk_answered(question);
    if (code == PROBLEM_INPUT)
        return refuse_rule(rule, problem->text, problem);
    return code < 0 ? code : check_findings_order(running->findings, first, problem);
}

static int find_came(struct running *running, struct problem *problem)
{
    struct desk_question *question;
    int code = desk_ask(running->desk, "SELECT name FROM came", &question, problem);
    if (code < 0)
        return code;
    while ((code = desk_next(question, problem)) == 1) {
        const char *name = desk_text(question, 0);
        int32_t table = check_table_named(name, strlen(name));
        if (table >= 0)
            running->came |= (uint32_t)1 << table;
    }
    desk_answered(question);
    return code;
}

static int run_or_skip(struct running *running, const struct check_catalogue *catalogue, int32_t rule,
                       struct problem *problem)
{
    const struct check_rule *one = &catalogue->rule[rule];
    uint32_t missing = one->tables & ~running->came;
    if (!check_rule_in_force(one, running->findings->year_of[running->year].year))
        return 0;
    if (missing)
        return check_findings_add_skip(
            running->findings, (struct check_skip){.rule = rule, .year = running->year, .missing = missing}, problem);
    return run_rule(running, one, rule, problem);
}

int check_desk(struct desk *desk, const struct check_catalogue *catalogue, int32_t rule, int32_t year,
               struct progress *progress, struct check_findings *findings, struct problem *problem)
{
    struct problem unasked = {0};
    struct running running = {.desk = desk, .findings = findings, .year = year};
    problem = problem ? problem : &unasked;
    int code = find_came(&running, problem);
    for (int32_t i = 0; code == 0 && i < catalogue->rules; i++) {
        if (rule != CHECK_EVERY_RULE && rule != i)
            continue;
        if (progress_step(progress, "checking", i, catalogue->rules))
            code = problem_set(problem, PROBLEM_STOPPED, "stopped; nothing has been changed");
        else
            code = run_or_skip(&running, catalogue, i, problem);
    }
    for (int32_t table = 0; table < FORMS; table++) {
        free(running.children[table].row);
        free(running.children[table].child);
    }
    return code;
}

/* A return that there is to check. */
struct candidate {
    char authority[16];
    int32_t year;
    bool episodes; /* its episodes have come: other tables alone are no return yet */
};

/* All of them, by authority then year. */
struct candidates {
    int32_t count;
    struct candidate *list;
};

static int find_candidates(struct casebook *casebook, struct candidates *out, struct problem *problem)
{
    struct desk *desk = NULL;
    struct desk_question *question = NULL;
    int64_t capacity = 0;
    int code = desk_open(casebook, &desk, problem);
    if (code == 0)
        code = desk_ask(desk,
                        "SELECT authority, year, max(form = 'episodes') FROM kept.return_file WHERE superseded_by IS NULL"
                        " GROUP BY 1, 2 ORDER BY 1, 2",
                        &question, problem);
    while (code == 0 && (code = desk_next(question, problem)) == 1) {
        code = array_reserve(&out->list, &capacity, out->count + 1, sizeof *out->list, problem);
        if (code < 0)
            break;
        struct candidate *one = &out->list[out->count++];
        *one = (struct candidate){.year = (int32_t)desk_number(question, 1), .episodes = desk_number(question, 2) != 0};
        strncpy(one->authority, desk_text(question, 0), sizeof one->authority - 1);
    }
    desk_answered(question);
    desk_close(desk);
    return code;
}

/* Whether it is the newest return of its authority: the last with episodes. */
static bool is_newest(const struct candidates *candidates, int32_t i)
{
    const struct candidate *list = candidates->list;
    if (!list[i].episodes)
        return false;
    for (int32_t k = i + 1; k < candidates->count && strcmp(list[k].authority, list[i].authority) == 0; k++)
        if (list[k].episodes)
            return false;
    return true;
}

static bool is_chosen(const struct candidates *candidates, int32_t i, int32_t year)
{
    if (year == CHECK_NEWEST)
        return is_newest(candidates, i);
    return year == CHECK_EVERY_YEAR || candidates->list[i].year == year;
}

static int refuse_year(const struct candidates *candidates, int32_t year, struct problem *problem)
{
    struct text words = {0};
    int32_t first = INT32_MAX, last = INT32_MIN;
    if (candidates->count == 0 || year == CHECK_NEWEST) {
        problem_set(problem, PROBLEM_NOT_FOUND, "the casebook has no episodes yet");
        return problem_next(problem, "Import the council's SSDA903 returns: homeward import FOLDER");
    }
    for (int32_t i = 0; i < candidates->count; i++) {
        first = candidates->list[i].year < first ? candidates->list[i].year : first;
        last = candidates->list[i].year > last ? candidates->list[i].year : last;
    }
    calendar_append_year(&words, year);
    problem_set(problem, PROBLEM_USAGE, "no return of %s is in the casebook", text_string(&words));
    text_reset(&words);
    calendar_append_year(&words, first);
    if (first != last) {
        text_append(&words, " to ");
        calendar_append_year(&words, last);
    }
    problem_next(problem, "There is %s; “all” checks every return.", text_string(&words));
    text_clear(&words);
    return PROBLEM_USAGE;
}

static int check_one(struct casebook *casebook, const struct check_catalogue *catalogue, int32_t rule,
                     const struct candidate *of, struct progress *progress, struct check_findings *out,
                     struct problem *problem)
{
    struct desk *desk = NULL;
    struct check_year year;
    int32_t number = 0;
    int code = desk_open(casebook, &desk, problem);
    if (code == 0)
        code = layout_begin(desk, problem);
    if (code == 0)
        code = layout_fill(desk, of->authority, of->year, &year, problem);
    if (code == 0)
        code = layout_finish(desk, problem);
    if (code == 0)
        code = number = check_findings_add_year(out, &year, problem);
    if (code >= 0)
        code = check_desk(desk, catalogue, rule, number, progress, out, problem);
    desk_close(desk);
    return code;
}

int check_returns(struct casebook *casebook, const struct check_catalogue *catalogue, const struct check_choice *choice,
                  struct progress *progress, struct check_findings *out, struct problem *problem)
{
    struct candidates candidates = {0};
    *out = (struct check_findings){0};
    int code = find_candidates(casebook, &candidates, problem);
    for (int32_t i = 0; code == 0 && i < candidates.count; i++)
        if (is_chosen(&candidates, i, choice->year))
            code = check_one(casebook, catalogue, choice->rule, &candidates.list[i], progress, out, problem);
    if (code == 0 && out->years == 0)
        code = refuse_year(&candidates, choice->year, problem);
    free(candidates.list);
    if (code < 0)
        check_findings_clear(out);
    return code;
}
