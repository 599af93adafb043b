#include "checks/catalogue.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "checks/rule_files.h"

enum { FORMS = CHECK_TABLES / 2, YEAR_LAST = 9999 };

static const char rule_folder[] = "ssda903/", tables_file[] = "ssda903/tables";

static const char *const table_name[CHECK_TABLES] = {
    "Header",        "Episodes",     "Reviews",         "UASC",          "OC2",
    "OC3",           "AD1",          "PlacedAdoption",  "PrevPerm",      "Missing",
    "SWEpisodes",    "DoLo",         "Header_last",     "Episodes_last", "Reviews_last",
    "UASC_last",     "OC2_last",     "OC3_last",        "AD1_last",      "PlacedAdoption_last",
    "PrevPerm_last", "Missing_last", "SWEpisodes_last", "DoLo_last",
};

const char *check_table_name(int32_t table)
{
    return table_name[table];
}

int32_t check_table_named(const char *name, size_t length)
{
    for (int32_t table = 0; table < CHECK_TABLES; table++)
        if (strlen(table_name[table]) == length && memcmp(table_name[table], name, length) == 0)
            return table;
    return -1;
}

void check_append_tables(struct text *out, uint32_t tables)
{
    bool any = false;
    for (int32_t table = 0; table < CHECK_TABLES; table++) {
        if (!(tables & (uint32_t)1 << table))
            continue;
        text_format(out, "%s%s", any ? ", " : "", table_name[table]);
        any = true;
    }
}

enum { CODE, MESSAGE, FIELDS, TABLES, YEARS, WHY, KEYS };

static const char *const key_name[KEYS] = {"code", "message", "fields", "tables", "years", "why"};

/* A rule file on its way to be a rule. */
struct reading {
    const char *name;        /* for problems: "ssda903/355" */
    const char *at;          /* where the next line begins */
    struct text value[KEYS]; /* of each key, its lines put together */
    struct problem *problem;
};

static int refuse(const struct reading *reading, const char *what)
{
    return problem_set(reading->problem, PROBLEM_INPUT, "rules/%s.sql %s", reading->name, what);
}

/* The key that a comment begins with, and what follows it; KEYS when it begins with none. */
static int key_of(const char *line, size_t length, const char **rest)
{
    for (int key = 0; key < KEYS; key++) {
        size_t size = strlen(key_name[key]);
        if (length <= size || memcmp(line, key_name[key], size) != 0 || line[size] != ':')
            continue;
        *rest = line + size + 1;
        return key;
    }
    return KEYS;
}

static void append_trimmed(struct text *out, const char *bytes, const char *end)
{
    while (bytes < end && *bytes == ' ')
        bytes++;
    while (end > bytes && (end[-1] == ' ' || end[-1] == '\r'))
        end--;
    if (out->length && end > bytes)
        text_append_char(out, ' ');
    text_append_bytes(out, bytes, (size_t)(end - bytes));
}

/* Reads the comment lines at the top; `at` is then where the statement begins. */
static int read_comments(struct reading *reading)
{
    int key = WHY;
    while (strncmp(reading->at, "--", 2) == 0) {
        const char *end = strchrnul(reading->at, '\n'), *line = reading->at + 2;
        bool goes_on = strncmp(line, "  ", 2) == 0;
        line += strspn(line, " ");
        int named = goes_on ? KEYS : key_of(line, (size_t)(end - line), &line);
        if (named < WHY && reading->value[named].length)
            return refuse(reading, "has a key twice");
        key = named < KEYS ? named : goes_on ? key : WHY;
        append_trimmed(&reading->value[key], line, end);
        reading->at = *end ? end + 1 : end;
    }
    for (key = 0; key < WHY; key++)
        if (reading->value[key].length == 0) {
            struct text what = {0};
            text_format(&what, "has no “-- %s:”", key_name[key]);
            refuse(reading, text_string(&what));
            text_clear(&what);
            return PROBLEM_INPUT;
        }
    return 0;
}

static int read_tables(const struct reading *reading, uint32_t *out)
{
    const char *at = text_string(&reading->value[TABLES]);
    while (*at) {
        const char *end = strchrnul(at, ',');
        int32_t table = check_table_named(at, (size_t)(end - at));
        if (table < 0)
            return refuse(reading, "names a table that there is not in “-- tables:”");
        *out |= (uint32_t)1 << table;
        at = *end ? end + 1 + strspn(end + 1, " ") : end;
    }
    return 0;
}

/* "2018-2024", "2018-". */
static int read_years(const struct reading *reading, struct check_rule *out)
{
    char *end;
    const char *text = text_string(&reading->value[YEARS]);
    long first = strtol(text, &end, 10), last = YEAR_LAST;
    bool good = isdigit((unsigned char)*text) && *end++ == '-';
    if (good && *end) {
        good = isdigit((unsigned char)*end);
        last = strtol(end, &end, 10);
    }
    if (!good || *end || first > last || last > YEAR_LAST)
        return refuse(reading, "has no “-- years:” of the form 2018-2024 or 2018-");
    out->first_year = (int32_t)first;
    out->last_year = (int32_t)last;
    return 0;
}

static const char *keep(struct arena *arena, const struct text *text)
{
    return arena_text(arena, text_string(text), text->length);
}

static int read_statement(const struct reading *reading, struct arena *arena, struct check_rule *out)
{
    const char *sql = reading->at + strspn(reading->at, " \r\n");
    const char *code = strrchr(reading->name, '/');
    if (strncasecmp(sql, "SELECT", 6) != 0 && strncasecmp(sql, "WITH", 4) != 0)
        return refuse(reading, "has no statement that begins with SELECT or WITH");
    if (strcmp(text_string(&reading->value[CODE]), code ? code + 1 : reading->name) != 0)
        return refuse(reading, "has another code than its name");
    out->code = keep(arena, &reading->value[CODE]);
    out->message = keep(arena, &reading->value[MESSAGE]);
    out->fields = keep(arena, &reading->value[FIELDS]);
    out->why = keep(arena, &reading->value[WHY]);
    out->sql = arena_text(arena, sql, strlen(sql));
    if (!out->code || !out->message || !out->fields || !out->why || !out->sql)
        return problem_set(reading->problem, PROBLEM_MEMORY, "not enough memory for the rules");
    return 0;
}

int check_rule_read(const char *name, const char *text, struct arena *arena, struct check_rule *out, struct problem *problem)
{
    struct reading reading = {.name = name, .at = text, .problem = problem};
    *out = (struct check_rule){0};
    int code = read_comments(&reading);
    if (code == 0)
        code = read_tables(&reading, &out->tables);
    if (code == 0)
        code = read_years(&reading, out);
    if (code == 0)
        code = read_statement(&reading, arena, out);
    for (int key = 0; key < KEYS; key++)
        text_clear(&reading.value[key]);
    return code;
}

/* Digits by their value, before letters; letters as they are. */
static int code_order(const void *left, const void *right)
{
    const char *a = ((const struct check_rule *)left)->code, *b = ((const struct check_rule *)right)->code;
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            char *a_end, *b_end;
            unsigned long a_number = strtoul(a, &a_end, 10), b_number = strtoul(b, &b_end, 10);
            if (a_number != b_number)
                return a_number < b_number ? -1 : 1;
            a = a_end;
            b = b_end;
        } else if (*a != *b) {
            return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
        } else {
            a++;
            b++;
        }
    }
    return (*a != 0) - (*b != 0);
}

static bool is_rule(const struct rule_file *file)
{
    return strncmp(file->name, rule_folder, sizeof rule_folder - 1) == 0 && strcmp(file->name, tables_file) != 0;
}

int check_catalogue_open(struct check_catalogue *out, struct problem *problem)
{
    struct problem unasked = {0};
    *out = (struct check_catalogue){0};
    problem = problem ? problem : &unasked;
    out->rule = arena_take(&out->arena, (size_t)rule_files_count * sizeof *out->rule);
    int code = out->rule ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the rules");
    for (int32_t i = 0; code == 0 && i < rule_files_count; i++)
        if (is_rule(&rule_files[i]))
            code = check_rule_read(rule_files[i].name, rule_files[i].text, &out->arena, &out->rule[out->rules++], problem);
    if (code == PROBLEM_INPUT) {
        problem->code = PROBLEM_INTERNAL; /* a fault of the program that carries it, not of what was given */
        code = PROBLEM_INTERNAL;
    }
    if (code < 0)
        check_catalogue_close(out);
    else
        qsort(out->rule, (size_t)out->rules, sizeof *out->rule, code_order);
    return code;
}

void check_catalogue_close(struct check_catalogue *catalogue)
{
    arena_clear(&catalogue->arena);
    *catalogue = (struct check_catalogue){0};
}

bool check_rule_in_force(const struct check_rule *rule, int32_t year)
{
    return rule->first_year <= year && year <= rule->last_year;
}

int32_t check_rule_named(const struct check_catalogue *catalogue, const char *code)
{
    for (int32_t rule = 0; rule < catalogue->rules; rule++)
        if (strcasecmp(catalogue->rule[rule].code, code) == 0)
            return rule;
    return -1;
}

const char *check_tables_sql(void)
{
    for (int32_t i = 0; i < rule_files_count; i++)
        if (strcmp(rule_files[i].name, tables_file) == 0)
            return rule_files[i].text;
    return "";
}
