/*
 * One return in its three forms. Random children with random rows of all twelve tables are written as twelve CSV files, as
 * twelve pre-merged ones with a second year among them, and as XML; all must read back as the same typed rows.
 */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "returns/codes.h"
#include "returns/return_bundle.h"
#include "returns/return_write.h"
#include "returns/return_write_xml.h"

#include "numbers.h"

enum { YEAR = 2026, CHILDREN = 12, TEXT_SIZE = 24 };

/* The cells of one row, and room for their texts. */
struct cells {
    struct return_text cell[RETURN_COLUMNS_MAX];
    char text[RETURN_COLUMNS_MAX][TEXT_SIZE];
};

/* A return in the three forms; one text a table where the form has tables. */
struct forms {
    struct text csv[RETURN_TABLES], merged[RETURN_TABLES], xml;
    struct return_xml writer; /* of the XML */
    uint64_t numbers;         /* state of the generator */
};

static void random_date(uint64_t *numbers, char *out)
{
    struct return_text text = return_date_text(calendar_day(2000, 1, 1) + (day)below(numbers, 9000), out);
    assert_int_equal(text.length, 10);
}

static void random_name(uint64_t *numbers, char *out)
{
    static const char *const names[] = {"SW12", "ZX9 8QW", "O'Neil, \"x\"", "M\xC3\xBCller & <Co>", "]]>", "a;b", "&amp;"};
    snprintf(out, TEXT_SIZE, "%s", names[below(numbers, sizeof names / sizeof *names)]);
}

static void random_code(uint64_t *numbers, const struct return_column *column, char *out)
{
    const struct return_code_list *list = return_code_list(column->codes);
    if (list)
        snprintf(out, TEXT_SIZE, "%s", list->entry[below(numbers, (size_t)list->count)].code);
    else
        snprintf(out, TEXT_SIZE, "%d", (int)below(numbers, 40));
}

static void random_partial(uint64_t *numbers, char *out)
{
    random_date(numbers, out);
    if (below(numbers, 2))
        memcpy(out, "ZZ", 2);
    if (below(numbers, 3) == 0)
        memcpy(out, "ZZ/ZZ/ZZZZ", 10);
}

/* A random row; what is the child's own comes from its header. */
static void random_row(uint64_t *numbers, enum return_table table, const struct cells *header, struct cells *out)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t k = 0; k < layout->columns; k++) {
        const struct return_column *column = &layout->column[k];
        char *text = out->text[k];
        text[0] = '\0';
        /* The column behind CHILD and DOB is never blank: in XML, a row of OC3 or AD1 that says nothing is none. */
        bool blank = !column->must && k != 2 && below(numbers, 3) == 0;
        if (header && return_column_of(RETURN_HEADER, column->name) >= 0)
            snprintf(text, TEXT_SIZE, "%s", header->text[return_column_of(RETURN_HEADER, column->name)]);
        else if (blank)
            text[0] = '\0';
        else if (column->kind == RETURN_DATE)
            random_date(numbers, text);
        else if (column->kind == RETURN_PARTIAL_DATE)
            random_partial(numbers, text);
        else if (column->kind == RETURN_CODE)
            random_code(numbers, column, text);
        else
            random_name(numbers, text);
        out->cell[k] = return_text_of(text);
    }
}

static void write_row(struct forms *forms, enum return_table table, const struct cells *row)
{
    return_write_row(&forms->csv[table], table, YEAR, row->cell);
    return_write_merged_row(&forms->merged[table], table, YEAR, "E08000012", YEAR, row->cell);
    if (below(&forms->numbers, 2)) /* the year before, among it */
        return_write_merged_row(&forms->merged[table], table, YEAR, "E08000012", YEAR - 1, row->cell);
    if (table != RETURN_HEADER && table != RETURN_UASC)
        return_write_xml_row(&forms->writer, table, row->cell);
}

static void write_child(struct forms *forms, int number)
{
    /* What belongs to the header comes first. */
    static const enum return_table order[] = {
        RETURN_REVIEWS,
        RETURN_MISSING,
        RETURN_PREVIOUS_PERMANENCE,
        RETURN_PLACED_ADOPTION,
        RETURN_OC2,
        RETURN_OC3,
        RETURN_AD1,
        RETURN_EPISODES,
        RETURN_SOCIAL_WORKER,
        RETURN_DOLO,
    };
    struct cells header = {0}, row = {0};
    bool uasc = below(&forms->numbers, 3) == 0;
    random_row(&forms->numbers, RETURN_HEADER, NULL, &header);
    snprintf(header.text[HEADER_CHILD], TEXT_SIZE, "S%05d", number);
    header.cell[HEADER_CHILD] = return_text_of(header.text[HEADER_CHILD]);
    if (uasc)
        random_row(&forms->numbers, RETURN_UASC, &header, &row);
    return_write_xml_child(&forms->writer, header.cell, uasc ? row.cell : NULL);
    write_row(forms, RETURN_HEADER, &header);
    if (uasc)
        write_row(forms, RETURN_UASC, &row);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        for (size_t rows = below(&forms->numbers, 4); rows > 0; rows--) {
            random_row(&forms->numbers, order[i], &header, &row);
            write_row(forms, order[i], &row);
        }
    }
}

static void write_return(struct forms *forms, uint64_t seed)
{
    *forms = (struct forms){.numbers = seed};
    return_write_xml_open(&forms->writer, &forms->xml, YEAR);
    for (int table = 0; table < RETURN_TABLES; table++) {
        return_write_heading(&forms->csv[table], (enum return_table)table, YEAR);
        return_write_merged_heading(&forms->merged[table], (enum return_table)table, YEAR);
    }
    for (int i = 0; i < CHILDREN; i++)
        write_child(forms, i);
    return_write_xml_close(&forms->writer);
}

static void clear_forms(struct forms *forms)
{
    for (int table = 0; table < RETURN_TABLES; table++) {
        text_clear(&forms->csv[table]);
        text_clear(&forms->merged[table]);
    }
    text_clear(&forms->xml);
}

static struct return_bundle read_whole(const struct text *text)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    int code = return_bundle_read(text->bytes, text->length, "a", &bundle, &problem);
    if (code < 0)
        fail_msg("%s", problem.text);
    for (int32_t i = 0; i < bundle.parts; i++) {
        assert_int_equal(bundle.part[i].file.quarantine_count, 0);
        assert_int_equal(bundle.part[i].file.extra_count, 0);
    }
    return bundle;
}

/* Asserts that two files hold the same rows, save for the lines on which they stand. */
static void assert_same_rows(const struct return_file *left, const struct return_file *right)
{
    const struct return_layout *layout = return_layout(left->table);
    assert_int_equal(left->table, right->table);
    assert_int_equal(left->rows, right->rows);
    for (int64_t row = 0; row < left->rows; row++) {
        for (int32_t k = 0; k < layout->columns; k++) {
            struct return_text a = return_cell(left, k, row), b = return_cell(right, k, row);
            assert_int_equal(return_day(left, k, row), return_day(right, k, row));
            assert_true(return_code(left, k, row) == return_code(right, k, row));
            assert_int_equal(a.length, b.length);
            assert_memory_equal(a.bytes, b.bytes, a.length);
        }
    }
}

/* The part of a bundle that is this table and year; INT32_MIN where the file does not say the year. */
static const struct return_file *part_of(const struct return_bundle *bundle, enum return_table table, int32_t year)
{
    for (int32_t i = 0; i < bundle->parts; i++)
        if (bundle->part[i].file.table == table && bundle->part[i].year == year)
            return &bundle->part[i].file;
    return NULL;
}

static void the_three_forms_of_a_return_are_the_same_rows(void **state)
{
    (void)state;
    int64_t rows = 0;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        struct forms forms;
        write_return(&forms, seed);
        struct return_bundle xml = read_whole(&forms.xml);
        for (int table = 0; table < RETURN_TABLES; table++) {
            struct return_bundle csv = read_whole(&forms.csv[table]), merged = read_whole(&forms.merged[table]);
            const struct return_file *plain = &csv.part[0].file;
            const struct return_file *in_xml = part_of(&xml, (enum return_table)table, INT32_MIN);
            const struct return_file *in_merged = part_of(&merged, (enum return_table)table, YEAR);
            rows += plain->rows;
            assert_int_equal(in_xml != NULL, plain->rows > 0);
            assert_int_equal(in_merged != NULL, plain->rows > 0);
            if (plain->rows > 0) {
                assert_same_rows(plain, in_xml);
                assert_same_rows(plain, in_merged);
            }
            return_bundle_clear(&csv);
            return_bundle_clear(&merged);
        }
        return_bundle_clear(&xml);
        clear_forms(&forms);
    }
    assert_true(rows > 8000);
}

static void a_child_without_header_keeps_its_rows_in_every_form(void **state)
{
    (void)state;
    struct text xml = {0};
    struct return_xml writer;
    struct cells row = {0};
    row.cell[0] = return_text_of("S1");
    row.cell[OC3_DOB] = return_text_of("01/02/2003");
    row.cell[OC3_IN_TOUCH] = return_text_of("YES");
    return_write_xml_open(&writer, &xml, YEAR);
    return_write_xml_child(&writer, NULL, NULL);
    return_write_xml_row(&writer, RETURN_OC3, row.cell);
    row.cell[EPISODES_DECOM] = return_text_of("01/05/2026");
    row.cell[EPISODES_RNE] = return_text_of("S");
    return_write_xml_row(&writer, RETURN_EPISODES, row.cell);
    return_write_xml_close(&writer);
    struct return_bundle bundle = read_whole(&xml);
    assert_null(part_of(&bundle, RETURN_HEADER, INT32_MIN));
    const struct return_file *episodes = part_of(&bundle, RETURN_EPISODES, INT32_MIN);
    assert_int_equal(episodes->rows, 1);
    assert_cell(episodes, EPISODES_CHILD, 0, "S1");
    const struct return_file *oc3 = part_of(&bundle, RETURN_OC3, INT32_MIN);
    assert_cell(oc3, OC3_CHILD, 0, "S1");
    assert_int_equal(return_day(oc3, OC3_DOB, 0), calendar_day(2003, 2, 1));
    return_bundle_clear(&bundle);
    text_clear(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_three_forms_of_a_return_are_the_same_rows),
        cmocka_unit_test(a_child_without_header_keeps_its_rows_in_every_form),
    };
    return cmocka_run_group_tests_name("forms", tests, NULL, NULL);
}
