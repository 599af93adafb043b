#include "reading.h"

#include "returns/return_write.h"

static void a_written_table_reads_back_as_it_was(void **state)
{
    (void)state;
    static const char *const awkward[] = {"plain", "with, comma", "with \"quotes\"", "",
                                          "\"",    ",",           "apostrophe's",    "M\xC3\xBCller"};
    int32_t count = (int32_t)(sizeof awkward / sizeof *awkward);
    struct text out = {0};
    char decom[RETURN_CELL_SIZE], dec[RETURN_CELL_SIZE], place[RETURN_CELL_SIZE];
    return_write_heading(&out, RETURN_EPISODES, 2025);
    for (int32_t i = 0; i < count; i++) {
        struct return_text cell[RETURN_COLUMNS_MAX] = {{NULL, 0}};
        cell[EPISODES_CHILD] = return_text_of(awkward[i][0] ? awkward[i] : "x");
        cell[EPISODES_DECOM] = return_date_text(calendar_day(2025, 4, 1) + i, decom);
        cell[EPISODES_DEC] = return_date_text(i % 2 ? DAY_OPEN : calendar_day(2025, 12, 31), dec);
        cell[EPISODES_PLACE] = return_code_text(code_of("U4"), place);
        cell[EPISODES_HOME_POST] = return_text_of(awkward[i]);
        return_write_row(&out, RETURN_EPISODES, 2025, cell);
    }
    struct return_file file = reading(out.bytes);
    assert_int_equal(file.rows, count);
    assert_int_equal(file.extra_count, 0);
    for (int32_t i = 0; i < count; i++) {
        assert_cell(&file, EPISODES_CHILD, i, awkward[i][0] ? awkward[i] : "x");
        assert_cell(&file, EPISODES_HOME_POST, i, awkward[i]);
        assert_int_equal(return_day(&file, EPISODES_DECOM, i), calendar_day(2025, 4, 1) + i);
        assert_int_equal(return_day(&file, EPISODES_DEC, i), i % 2 ? DAY_NONE : calendar_day(2025, 12, 31));
        assert_code(&file, EPISODES_PLACE, i, "U4");
        assert_code(&file, EPISODES_REC, i, "");
    }
    return_file_clear(&file);
    text_clear(&out);
}

static void a_heading_has_the_columns_of_its_year(void **state)
{
    (void)state;
    struct text out = {0};
    return_write_heading(&out, RETURN_HEADER, 2016);
    return_write_heading(&out, RETURN_UASC, 2026);
    assert_string_equal(text_string(&out), HEADER_HEADING UASC_HEADING);
    text_reset(&out);
    return_write_heading(&out, RETURN_EPISODES, 2016);
    assert_string_equal(text_string(&out), EPISODES_HEADING);
    text_reset(&out);
    struct return_text cell[RETURN_COLUMNS_MAX] = {{NULL, 0}};
    cell[EPISODES_CHILD] = return_text_of("7");
    cell[EPISODES_URN] = return_text_of("SC1");
    return_write_heading(&out, RETURN_EPISODES, 2014); /* before the URN */
    return_write_row(&out, RETURN_EPISODES, 2014, cell);
    assert_string_equal(text_string(&out),
                        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST\n"
                        "7,,,,,,,,,,,\n");
    text_clear(&out);
}

static void the_pre_merged_form_has_authority_and_year_in_front(void **state)
{
    (void)state;
    struct text out = {0};
    struct return_text cell[RETURN_COLUMNS_MAX] = {{NULL, 0}};
    cell[UASC_CHILD] = return_text_of("7");
    return_write_merged_heading(&out, RETURN_UASC, 2020);
    return_write_merged_row(&out, RETURN_UASC, 2020, "Bath, City of", 2018, cell);
    assert_string_equal(text_string(&out), "LA,YEAR,CHILD,SEX,DOB,DUC\n\"Bath, City of\",2019,7,,,\n");
    text_reset(&out);
    return_write_merged_heading(&out, RETURN_EPISODES, 2020); /* the newest year has a URN, so every row has */
    return_write_merged_row(&out, RETURN_EPISODES, 2020, "E08000012", 2014, cell);
    assert_string_equal(text_string(&out), "LA,YEAR," EPISODES_HEADING "E08000012,2015,7,,,,,,,,,,,,\n");
    text_clear(&out);
}

static void dates_are_written_as_councils_write_them(void **state)
{
    (void)state;
    char buffer[RETURN_CELL_SIZE];
    assert_string_equal(return_date_text(calendar_day(2025, 6, 3), buffer).bytes, "03/06/2025");
    assert_int_equal(return_date_text(DAY_NONE, buffer).length, 0);
    for (day on = calendar_day(2000, 1, 1); on < calendar_day(2004, 12, 31); on += 17) {
        struct return_text cell = return_date_text(on, buffer);
        day back = DAY_NONE;
        assert_true(calendar_parse(cell.bytes, cell.length, &back));
        assert_int_equal(back, on);
    }
}

static void the_code_of_a_sex_changed_in_2024(void **state)
{
    (void)state;
    assert_true(return_sex_code('M', 2023) == code_of("1"));
    assert_true(return_sex_code('F', 2016) == code_of("2"));
    assert_true(return_sex_code('U', 2023) == 0);
    assert_true(return_sex_code('M', 2024) == code_of("M"));
    assert_true(return_sex_code('F', 2026) == code_of("F"));
    assert_true(return_sex_code('U', 2024) == code_of("U"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_written_table_reads_back_as_it_was),
        cmocka_unit_test(a_heading_has_the_columns_of_its_year),
        cmocka_unit_test(the_pre_merged_form_has_authority_and_year_in_front),
        cmocka_unit_test(dates_are_written_as_councils_write_them),
        cmocka_unit_test(the_code_of_a_sex_changed_in_2024),
    };
    return cmocka_run_group_tests_name("return_write", tests, NULL, NULL);
}
