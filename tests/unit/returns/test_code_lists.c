/*
 * Every code list against the facts that are shared with the project (data/codes; read there and not copied): the same
 * codes, and the same collection years as their dates from and to say.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "calendar/calendar.h"
#include "returns/codes.h"
#include "returns/csv_rows.h"
#include "returns/layout.h"

static const struct {
    const char *list, *file;
} sources[] = {
    {"sex", "sex"},
    {"ethnicity", "ethnicity"},
    {"rne", "ssda903_rne"},
    {"legal_status", "ssda903_legal_status"},
    {"cin_need", "ssda903_cin_need"},
    {"placement_type", "ssda903_placement_type"},
    {"place_provider", "ssda903_place_provider"},
    {"rec", "ssda903_rec"},
    {"reason_place_change", "ssda903_reason_place_change"},
    {"upn_unknown", "upn_unknown"},
    {"review_code", "ssda903_review_participation"},
    {"sdq_reason", "ssda903_sdq_reason"},
    {"in_touch", "oc3_in_touch"},
    {"activity", "oc3_activity"},
    {"accommodation", "oc3_accommodation"},
    {"reason_placed_ceased", "ssda903_reason_placed_ceased"},
    {"previous_permanence", "ssda903_prev_perm"},
    {"adopter_sex", "ssda903_sex_adopter"},
    {"adopter_legal_status", "ssda903_ls_adopter"},
    {"missing", "ssda903_missing"},
    {"social_worker_reason", "ssda903_sw_reason"},
};

static struct file_bytes shared_file(const char *folder, const char *name)
{
    char path[1024];
    struct file_bytes bytes = {0};
    const char *shared = getenv("HOMEWARD_SHARED");
    snprintf(path, sizeof path, "%s/data/%s%s.csv", shared ? shared : "../shared", folder, name);
    if (file_read(path, 1 << 20, &bytes, NULL) < 0) {
        print_message("# %s is not there: set HOMEWARD_SHARED to the folder of shared data\n", path);
        skip();
    }
    return bytes;
}

/* The collection year of a date cell; `open` when it is blank. */
static int32_t year_of(struct return_text cell, int32_t open)
{
    day on = 0;
    if (cell.length == 0)
        return open;
    assert_true(calendar_parse(cell.bytes, cell.length, &on));
    return calendar_year(on);
}

static bool holds(struct return_text cell, const char *word)
{
    return cell.length && memmem(cell.bytes, cell.length, word, strlen(word)) != NULL;
}

static void assert_as_published(const char *name, const char *file)
{
    const struct return_code_list *list = return_code_list(name);
    struct file_bytes bytes = shared_file("codes/codes_", file);
    struct csv_rows rows;
    int32_t count = 0;
    assert_non_null(list);
    assert_int_equal(csv_rows_open(&rows, bytes.bytes, bytes.length, NULL), 0);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_ROW); /* code,label,valid_from,valid_to */
    while (csv_rows_next(&rows, NULL) == CSV_ROWS_ROW) {
        short_code value = 0;
        struct return_text code = csv_rows_cell(&rows, 0);
        if (holds(csv_rows_cell(&rows, 1), "CIN census only"))
            continue;
        assert_true(code_pack(code.bytes, code.length, &value));
        int32_t first = year_of(csv_rows_cell(&rows, 2), 0), last = year_of(csv_rows_cell(&rows, 3), 9999);
        for (int32_t year = 2010; year <= 2030; year++)
            if (return_code_valid(list, value, year) != (year >= first && year <= last))
                fail_msg("%s %.*s in %d", name, (int)code.length, code.bytes, (int)year);
        count++;
    }
    if (count != list->count)
        fail_msg("%s has %d codes and %s %d", name, (int)list->count, file, (int)count);
    csv_rows_close(&rows);
    file_bytes_clear(&bytes);
}

static void every_list_has_the_codes_and_years_of_the_shared_facts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        assert_as_published(sources[i].list, sources[i].file);
}

static bool is(struct return_text cell, const char *word)
{
    return cell.length == strlen(word) && memcmp(cell.bytes, word, cell.length) == 0;
}

/* What the layout calls the tables, in their order here. */
static enum return_table table_called(struct return_text name)
{
    static const char *const names[RETURN_TABLES] = {"Header",   "Episodes", "Reviews",    "UASC",
                                                     "OC2",      "OC3",      "AD1",        "PlacedAdoption",
                                                     "PrevPerm", "Missing",  "SWEpisodes", "DoLo"};
    for (int table = 0; table < RETURN_TABLES; table++)
        if (is(name, names[table]))
            return (enum return_table)table;
    fail_msg("%.*s is no table", (int)name.length, name.bytes);
    return RETURN_UNKNOWN;
}

/* The kind that the third column of the layout means: "date dd/mm/yyyy", "0/1", "code_rne" … */
static void assert_kind(const struct return_column *column, struct return_text type)
{
    bool free_text = holds(type, "alphanumeric") || is(type, "postcode");
    if (holds(type, "date"))
        assert_true(column->kind == RETURN_DATE || column->kind == RETURN_PARTIAL_DATE);
    else
        assert_int_equal(column->kind, free_text ? RETURN_NAME : RETURN_CODE);
    if (is(type, "0/1"))
        assert_string_equal(column->codes, "flag");
}

static void every_layout_has_the_columns_of_the_shared_facts(void **state)
{
    (void)state;
    struct file_bytes bytes = shared_file("layouts/", "ssda903_layout");
    struct csv_rows rows;
    int32_t seen[RETURN_TABLES] = {0};
    assert_int_equal(csv_rows_open(&rows, bytes.bytes, bytes.length, NULL), 0);
    assert_int_equal(csv_rows_next(&rows, NULL), CSV_ROWS_ROW); /* file,order,column,type,required,first_collection_year */
    while (csv_rows_next(&rows, NULL) == CSV_ROWS_ROW) {
        enum return_table table = table_called(csv_rows_cell(&rows, 0));
        const struct return_column *column = &return_layout(table)->column[seen[table]++];
        assert_true(is(csv_rows_cell(&rows, 2), column->name));
        assert_kind(column, csv_rows_cell(&rows, 3));
    }
    for (int table = 0; table < RETURN_TABLES; table++)
        assert_int_equal(seen[table], return_layout((enum return_table)table)->columns);
    csv_rows_close(&rows);
    file_bytes_clear(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_list_has_the_codes_and_years_of_the_shared_facts),
        cmocka_unit_test(every_layout_has_the_columns_of_the_shared_facts),
    };
    return cmocka_run_group_tests_name("code_lists", tests, NULL, NULL);
}
