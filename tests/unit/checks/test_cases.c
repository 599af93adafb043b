/*
 * The rules against the worked cases of the public validators (data/checks903/cases.json of the shared data): every case of
 * which there is a rule finds exactly the rows that it should.
 *
 *     build/tests/unit/checks/test_cases [CODE]     all of them, or those of one rule
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/array.h"
#include "base/file.h"
#include "case_desk.h"

/* Cases in which a rule of ours finds other rows than the validators', each with the reason. */
static const struct difference {
    const char *rule;
    int number;        /* of its case */
    const char *finds; /* what ours finds */
    const char *reason;
} differences[] = {
    {"105", 1, "Header 6 7",
     "whether a child is UASC follows from the UASC table and is always 0 or 1: this is of the XML form"},
    {"353", 1, "Episodes 1", "a year before 1900 is not read as a date: rule 141 names the row"},
    {"558", 1, "Episodes 5", "the decision whose end is “28th Jan 1930” is quarantined, so that the child has one alone"},
    {"601", 1, "Episodes 1 3 5", "the AD1 rows whose dates are none are quarantined, and the children then have none"},
    {"612", 1, "Header 0", "the header rows with “dd/mm/yyyy” and the like for MC_DOB are quarantined"},
};

static struct check_catalogue catalogue;
static json_t *cases;

static const char *shared_file(const char *name, char *out, size_t size)
{
    const char *folder = getenv("HOMEWARD_SHARED");
    snprintf(out, size, "%s/data/checks903/%s", folder ? folder : "../shared", name);
    return file_exists(out) ? out : NULL;
}

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

static int number_at(const json_t *object, const char *key)
{
    return (int)json_integer_value(json_object_get(object, key));
}

/* "2026_27" is 2026: the newest year in which the case's form of the rule holds. */
static int32_t newest_year(const json_t *one)
{
    const json_t *in_force = json_object_get(one, "in_force");
    return (int32_t)strtol(json_string_value(json_array_get(in_force, json_array_size(in_force) - 1)), NULL, 10);
}

static day date_of(const json_t *one, const char *key, day otherwise)
{
    const char *text = text_at(json_object_get(one, "metadata"), key);
    day on = otherwise;
    calendar_parse(text, strlen(text), &on);
    return on;
}

static void lay_out(const json_t *one, struct case_desk *desk)
{
    const char *name;
    json_t *table;
    size_t row, column;
    json_t *cells, *cell;
    json_object_foreach(json_object_get(one, "tables"), name, table)
    {
        const json_t *alias = json_object_get(json_object_get(one, "column_alias"), name);
        const char *names[CASE_COLUMNS_MAX], *values[CASE_COLUMNS_MAX];
        const json_t *columns = json_object_get(table, "columns");
        for (column = 0; column < json_array_size(columns); column++) {
            names[column] = json_string_value(json_array_get(columns, column));
            if (*text_at(alias, names[column]))
                names[column] = text_at(alias, names[column]);
        }
        case_desk_table(desk, name, names, (int32_t)json_array_size(columns));
        json_array_foreach(json_object_get(table, "rows"), row, cells)
        {
            json_array_foreach(cells, column, cell) values[column] = json_string_value(cell);
            case_desk_row(desk, (int64_t)row, values);
        }
    }
}

/* In the form of case_desk_run. The order of tables is that of the catalogue. */
static void append_expected(const json_t *one, struct text *out)
{
    const json_t *expected = json_object_get(one, "expected_csv");
    if (!expected || json_object_get(expected, "error"))
        expected = json_object_get(one, "expected");
    for (int32_t table = 0; table < CHECK_TABLES; table++) {
        const json_t *rows = json_object_get(expected, check_table_name(table));
        for (size_t i = 0; i < json_array_size(rows); i++) {
            if (i == 0)
                text_format(out, "%s%s", out->length ? ", " : "", check_table_name(table));
            text_format(out, " %d", (int)json_integer_value(json_array_get(rows, i)));
        }
    }
}

static const struct difference *difference_of(const json_t *one)
{
    for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
        if (strcmp(differences[i].rule, text_at(one, "rule")) == 0 && differences[i].number == number_at(one, "case"))
            return &differences[i];
    return NULL;
}

static void the_rule_finds_the_rows_of_the_case(void **state)
{
    const json_t *one = *state;
    const struct difference *difference = difference_of(one);
    int32_t year = newest_year(one);
    const char *collection = text_at(json_object_get(one, "metadata"), "collectionYear");
    struct text found = {0}, expected = {0};
    struct case_desk desk;
    case_desk_open(&desk);
    lay_out(one, &desk);
    if (*desk.wrong)
        snprintf(desk.wrong + strlen(desk.wrong), sizeof desk.wrong - strlen(desk.wrong), " (not laid out)");
    else
        case_desk_run(&desk, &catalogue, text_at(one, "rule"),
                      *collection ? (int32_t)strtol(collection, NULL, 10) - 1 : year,
                      date_of(one, "collection_start", calendar_year_start(year)),
                      date_of(one, "collection_end", calendar_year_end(year)), &found);
    text_append(&found, desk.wrong);
    case_desk_close(&desk);
    append_expected(one, &expected);
    bool same = strcmp(text_string(&found), text_string(&expected)) == 0 ||
                (expected.length == 0 && strncmp(text_string(&found), "did not run", 11) == 0);
    if (difference && strcmp(text_string(&found), difference->finds) != 0)
        print_message("# %s case %d: was to find “%s” (%s), found “%s”\n", difference->rule, difference->number,
                      difference->finds, difference->reason, text_string(&found));
    else if (!difference && !same)
        print_message("# %s case %d: expected “%s”, found “%s”\n", text_at(one, "rule"), number_at(one, "case"),
                      text_string(&expected), text_string(&found));
    bool good = difference ? !same && strcmp(text_string(&found), difference->finds) == 0 : same;
    text_clear(&found);
    text_clear(&expected);
    assert_true(good);
}

static void the_shared_cases_are_here(void **state)
{
    (void)state;
    char path[512];
    if (shared_file("cases.json", path, sizeof path))
        return;
    print_message("# skipped: no cases.json of the shared data (HOMEWARD_SHARED or ../shared)\n");
    skip();
}

static char *name_of(const json_t *one)
{
    char *name = malloc(64);
    if (name)
        snprintf(name, 64, "rule_%s_finds_the_rows_of_case_%d", text_at(one, "rule"), number_at(one, "case"));
    return name;
}

int main(int count, char **args)
{
    char path[512];
    struct problem problem = {0};
    json_error_t error;
    int64_t tests = 0, capacity = 0, without = 0;
    struct CMUnitTest *test = NULL;
    if (check_catalogue_open(&catalogue, &problem) < 0) {
        printf("Bail out! %s\n", problem.text);
        return 1;
    }
    cases = shared_file("cases.json", path, sizeof path) ? json_load_file(path, 0, &error) : NULL;
    for (size_t i = 0; i <= json_array_size(cases); i++) {
        json_t *one = i ? json_array_get(cases, i - 1) : NULL;
        bool asked = i == 0 || count < 2 || strcmp(text_at(one, "rule"), args[1]) == 0;
        bool there = i == 0 || check_rule_named(&catalogue, text_at(one, "rule")) >= 0;
        without += !there;
        if (!asked || !there)
            continue;
        if (array_reserve(&test, &capacity, tests + 1, sizeof *test, NULL) < 0)
            return 1;
        test[tests++] = i ? (struct CMUnitTest){name_of(one), the_rule_finds_the_rows_of_the_case, NULL, NULL, one}
                          : (struct CMUnitTest)cmocka_unit_test(the_shared_cases_are_here);
    }
    print_message("# %d of %d cases are of a rule that is not here yet\n", (int)without, (int)json_array_size(cases));
    int failed = _cmocka_run_group_tests("cases", test, (size_t)tests, NULL, NULL);
    for (int64_t i = 1; i < tests; i++)
        free((void *)(uintptr_t)test[i].name);
    free(test);
    json_decref(cases);
    check_catalogue_close(&catalogue);
    return failed;
}
