#include "reading.h"

#include "returns/return_write.h"
#include "returns/return_write_xml.h"

static void a_return_is_written_child_by_child(void **state)
{
    (void)state;
    struct text out = {0};
    struct return_xml xml;
    struct return_text header[RETURN_COLUMNS_MAX] = {{NULL, 0}}, row[RETURN_COLUMNS_MAX] = {{NULL, 0}};
    header[HEADER_CHILD] = return_text_of("7 & 8");
    header[HEADER_SEX] = return_text_of("1");
    header[HEADER_DOB] = return_text_of("01/02/2003");
    return_write_xml_open(&xml, &out, 2014);
    row[UASC_DUC] = return_text_of("31/01/2021");
    return_write_xml_child(&xml, header, row);
    memset(row, 0, sizeof row);
    row[REVIEWS_DOB] = return_text_of("not written");
    row[REVIEWS_REVIEW] = return_text_of("01/05/2014");
    return_write_xml_row(&xml, RETURN_REVIEWS, row);
    memset(row, 0, sizeof row);
    row[OC3_IN_TOUCH] = return_text_of("YES");
    return_write_xml_row(&xml, RETURN_OC3, row);
    memset(row, 0, sizeof row);
    row[EPISODES_DECOM] = return_text_of("02/05/2014");
    row[EPISODES_PLACE] = return_text_of("U4");
    row[EPISODES_URN] = return_text_of("of a later year");
    return_write_xml_row(&xml, RETURN_EPISODES, row);
    return_write_xml_child(&xml, header, NULL);
    return_write_xml_close(&xml);
    assert_string_equal(
        text_string(&out),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<EXPSSDA903>\n"
        "<CHILD>\n"
        "<HEADER><CHILDID>7 &amp; 8</CHILDID><SEX>1</SEX><DOB>01/02/2003</DOB><ETHNIC/><UPN/><MOTHER/><MC_DOB/>"
        "<UASC>1</UASC><DUC>31/01/2021</DUC>\n"
        "<AREVIEW><REVIEW>01/05/2014</REVIEW><REVIEW_CODE/></AREVIEW>\n"
        "<IN_TOUCH>YES</IN_TOUCH><ACTIV/><ACCOM/>\n"
        "</HEADER>\n"
        "<EPISODE><DECOM>02/05/2014</DECOM><RNE/><LS/><CIN/><PL>U4</PL><PLACE_PROVIDER/><DEC/><REC/>"
        "<REASON_PLACE_CHANGE/><HOME_POST/><PL_POST/></EPISODE>\n"
        "</CHILD>\n"
        "<CHILD>\n"
        "<HEADER><CHILDID>7 &amp; 8</CHILDID><SEX>1</SEX><DOB>01/02/2003</DOB><ETHNIC/><UPN/><MOTHER/><MC_DOB/>"
        "<UASC>0</UASC>\n"
        "</HEADER>\n"
        "</CHILD>\n"
        "</EXPSSDA903>\n");
    text_clear(&out);
}

static void what_xml_cannot_hold_is_replaced(void **state)
{
    (void)state;
    struct text out = {0};
    struct return_xml xml;
    struct return_text header[RETURN_COLUMNS_MAX] = {{NULL, 0}};
    header[HEADER_CHILD] = return_text_of("a<b>&\r\x01\t\"'");
    return_write_xml_open(&xml, &out, 2014);
    return_write_xml_child(&xml, header, NULL);
    return_write_xml_close(&xml);
    assert_non_null(strstr(text_string(&out), "<CHILDID>a&lt;b&gt;&amp;&#13;\xEF\xBF\xBD\t\"'</CHILDID>"));
    text_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_return_is_written_child_by_child),
        cmocka_unit_test(what_xml_cannot_hold_is_replaced),
    };
    return cmocka_run_group_tests_name("return_write_xml", tests, NULL, NULL);
}
