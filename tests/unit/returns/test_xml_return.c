#include "reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "returns/return_bundle.h"

#define HEADER_OF(id, born) "<CHILDID>" id "</CHILDID><SEX>1</SEX><DOB>" born "</DOB>"
#define IN_ROOT(children) "<R>\n" children "</R>\n"

static struct return_bundle bundle_of(const char *xml)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    assert_int_equal(return_bundle_read(xml, strlen(xml), "a.xml", &bundle, &problem), 0);
    for (int32_t i = 0; i < bundle.parts; i++) {
        const struct return_file *file = &bundle.part[i].file;
        assert_int_equal(file->rows_read, file->rows + file->quarantine_count);
        assert_string_equal(file->name, "a.xml");
        assert_string_equal(bundle.part[i].authority, "");
        assert_int_equal(bundle.part[i].year, INT32_MIN);
        assert_true(i == 0 || file->table > bundle.part[i - 1].file.table);
    }
    return bundle;
}

static const struct return_file *part_of(const struct return_bundle *bundle, enum return_table table)
{
    for (int32_t i = 0; i < bundle->parts; i++)
        if (bundle->part[i].file.table == table)
            return &bundle->part[i].file;
    return NULL;
}

static void append_cell(struct text *out, const struct return_file *file, int32_t column, int64_t row)
{
    const struct return_column *known = &return_layout(file->table)->column[column];
    char code[CODE_TEXT_SIZE];
    struct return_text cell = return_cell(file, column, row);
    day on = return_day(file, column, row);
    text_format(out, "%s=", known->name);
    if (known->kind == RETURN_DATE && on != DAY_NONE)
        calendar_append(out, on);
    if (known->kind == RETURN_CODE)
        text_append(out, code_text(return_code(file, column, row), code));
    if (known->kind == RETURN_NAME || known->kind == RETURN_PARTIAL_DATE)
        text_append_bytes(out, cell.bytes, cell.length);
    text_append(out, " ");
}

/* All that a part holds: "4: CHILD=7 …| NOTE=x", lines of the quarantine as "!5 reason". */
static void append_part(struct text *out, const struct return_file *file)
{
    for (int64_t row = 0; row < file->rows; row++) {
        text_format(out, "%d: ", (int)file->line[row]);
        for (int32_t k = 0; k < return_layout(file->table)->columns; k++)
            if (file->present[k])
                append_cell(out, file, k, row);
        for (int32_t k = 0; k < file->extra_count; k++) {
            struct return_text cell = file->extra[row * file->extra_count + k];
            text_format(out, "| %s=%.*s ", file->extra_name[k], (int)cell.length, cell.bytes);
        }
        text_append(out, "\n");
    }
    for (int64_t i = 0; i < file->quarantine_count; i++)
        text_format(out, "!%d %s\n", (int)file->quarantine[i].line, file->quarantine[i].reason);
}

/* Asserts all that an XML text gives for one table; "" when it has no part. */
static void assert_table(const char *xml, enum return_table table, const char *expected)
{
    struct return_bundle bundle = bundle_of(xml);
    const struct return_file *file = part_of(&bundle, table);
    struct text seen = {0};
    if (file)
        append_part(&seen, file);
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
    return_bundle_clear(&bundle);
}

/* The shape that the public validator reads, with every block of it. */
static const char whole[] =
    "<?xml version=\"1.0\"?>\n"
    "<EXPSSDA903>\n"
    "<CHILD>\n"
    "<HEADER><CHILDID>7</CHILDID><UPN>UN1</UPN><SEX>1</SEX><DOB>01/02/2003</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC>"
    "<DUC>31/01/2021</DUC><MOTHER>0</MOTHER><MC_DOB/>\n"
    "<AREVIEW><REVIEW>02/05/2019</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\n"
    "<AREVIEW><REVIEW>2019-11-02</REVIEW><REVIEW_CODE>pn2</REVIEW_CODE></AREVIEW>\n"
    "<AMISSING><MISSING>M</MISSING><MIS_START>03/05/2019</MIS_START><MIS_END>04/05/2019</MIS_END></AMISSING>\n"
    "<PERMANENCE><PREV_PERM>P1</PREV_PERM><LA_PERM>204</LA_PERM><DATE_PERM>ZZ/05/2010</DATE_PERM></PERMANENCE>\n"
    "<AD_PLACED><DATE_PLACED>05/05/2019</DATE_PLACED><DATE_PLACED_CEASED/><REASON_PLACED_CEASED/></AD_PLACED>\n"
    "<OC2><SDQ_SCORE>14.0</SDQ_SCORE><CONVICTED>0</CONVICTED></OC2>\n"
    "<DATE_INT>06/05/2019</DATE_INT><NB_ADOPTR>2</NB_ADOPTR>\n"
    "</HEADER>\n"
    "<IN_TOUCH>YES</IN_TOUCH><ACTIV>F1</ACTIV><ACCOM>B1</ACCOM>\n"
    "<EPISODE><DECOM>01/05/2019</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PL_POST>ZX9 7QE</PL_POST>"
    "<HOME_POST>ZX9 8QW</HOME_POST><URN>SC1</URN><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>01/06/2019</DEC><REC>X1</REC>"
    "<REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE></EPISODE>\n"
    "<SWEPISODE><SW_ID>SW9</SW_ID><SW_DECOM>ZZ/ZZ/ZZZZ</SW_DECOM><SW_REASON>MANAGE</SW_REASON></SWEPISODE>\n"
    "<DOLO><DOLO_START>07/05/2019</DOLO_START></DOLO>\n"
    "</CHILD>\n"
    "</EXPSSDA903>\n";

static void every_table_is_read_from_its_elements(void **state)
{
    (void)state;
    assert_table(whole, RETURN_HEADER, "4: CHILD=7 SEX=1 DOB=2003-02-01 ETHNIC=WBRI UPN=UN1 MOTHER=0 MC_DOB= \n");
    assert_table(whole, RETURN_UASC, "4: CHILD=7 SEX=1 DOB=2003-02-01 DUC=2021-01-31 \n");
    assert_table(whole, RETURN_REVIEWS,
                 "5: CHILD=7 DOB=2003-02-01 REVIEW=2019-05-02 REVIEW_CODE=PN1 \n"
                 "6: CHILD=7 DOB=2003-02-01 REVIEW=2019-11-02 REVIEW_CODE=PN2 \n");
    assert_table(whole, RETURN_MISSING, "7: CHILD=7 DOB=2003-02-01 MISSING=M MIS_START=2019-05-03 MIS_END=2019-05-04 \n");
    assert_table(whole, RETURN_PREVIOUS_PERMANENCE,
                 "8: CHILD=7 DOB=2003-02-01 PREV_PERM=P1 LA_PERM=204 DATE_PERM=ZZ/05/2010 \n");
    assert_table(whole, RETURN_PLACED_ADOPTION,
                 "9: CHILD=7 DOB=2003-02-01 DATE_PLACED=2019-05-05 DATE_PLACED_CEASED= REASON_PLACED_CEASED= \n");
    assert_table(whole, RETURN_OC2, "10: CHILD=7 DOB=2003-02-01 SDQ_SCORE=14 CONVICTED=0 \n");
    assert_table(whole, RETURN_AD1, "11: CHILD=7 DOB=2003-02-01 DATE_INT=2019-05-06 NB_ADOPTR=2 \n");
    assert_table(whole, RETURN_OC3, "13: CHILD=7 DOB=2003-02-01 IN_TOUCH=YES ACTIV=F1 ACCOM=B1 \n");
    assert_table(whole, RETURN_EPISODES,
                 "14: CHILD=7 DECOM=2019-05-01 RNE=S LS=C2 CIN=N1 PLACE=U4 PLACE_PROVIDER=PR1 DEC=2019-06-01 REC=X1 "
                 "REASON_PLACE_CHANGE=CARPL HOME_POST=ZX9 8QW PL_POST=ZX9 7QE URN=SC1 \n");
    assert_table(whole, RETURN_SOCIAL_WORKER,
                 "15: CHILD=7 DOB=2003-02-01 SW_ID=SW9 SW_DECOM=ZZ/ZZ/ZZZZ SW_REASON=MANAGE \n");
    assert_table(whole, RETURN_DOLO, "16: CHILD=7 DOB=2003-02-01 DOLO_START=2019-05-07 \n");
}

/* Where the public validator gives an open episode the DEC and REC of the child's last one. */
static void what_an_episode_does_not_say_is_blank(void **state)
{
    (void)state;
    assert_table(
        IN_ROOT("<CHILD><HEADER>" HEADER_OF(
            "7", "01/02/2003") "</HEADER>\n"
                               "<EPISODE><DECOM>01/05/2019</DECOM><PL>U4</PL><DEC>01/06/2019</DEC><REC>X1</REC></EPISODE>\n"
                               "<EPISODE><DECOM>01/06/2019</DECOM></EPISODE>\n</CHILD>\n"),
        RETURN_EPISODES,
        "3: CHILD=7 DECOM=2019-05-01 PLACE=U4 DEC=2019-06-01 REC=X1 \n"
        "4: CHILD=7 DECOM=2019-06-01 PLACE= DEC= REC= \n");
}

static void only_a_one_makes_a_child_unaccompanied(void **state)
{
    (void)state;
    static const struct {
        const char *marks, *expected;
    } cases[] = {
        {"<UASC>0</UASC>", ""},
        {"<UASC>0</UASC><DUC/>", ""},
        {"<UASC></UASC>", ""},
        {"", ""},
        {"<UASC>0.0</UASC>", ""},
        {"<UASC>1</UASC>", "2: CHILD=7 SEX=1 DOB=2003-02-01 \n"},
        {"<UASC>1.0</UASC><DUC/>", "2: CHILD=7 SEX=1 DOB=2003-02-01 DUC= \n"},
        {"<DUC>31/01/2021</DUC>", "2: CHILD=7 SEX=1 DOB=2003-02-01 DUC=2021-01-31 \n"},
        {"<UASC>0</UASC><DUC>31/01/2021</DUC>", "!2 UASC is 0, but there is a DUC\n"},
        {"<UASC>yes</UASC>", "!2 UASC is neither 0 nor 1\n"},
        {"<UASC>1</UASC><UASC>0</UASC>", "!2 UASC stands twice or over two lines\n"},
        {"<UASC>1</UASC><DUC>31/02/2021</DUC>", "!2 DUC is not a date\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char xml[512];
        snprintf(xml, sizeof xml, IN_ROOT("<CHILD><HEADER>" HEADER_OF("7", "01/02/2003") "%s</HEADER></CHILD>\n"),
                 cases[i].marks);
        assert_table(xml, RETURN_UASC, cases[i].expected);
        assert_table(xml, RETURN_HEADER, "2: CHILD=7 SEX=1 DOB=2003-02-01 \n");
    }
}

static void the_header_may_stand_behind_the_rows(void **state)
{
    (void)state;
    assert_table(IN_ROOT("<CHILD>\n<EPISODE><DECOM>01/05/2019</DECOM></EPISODE>\n<HEADER>" HEADER_OF(
                     "7", "01/02/2003") "</HEADER></CHILD>\n<CHILD>\n<EPISODE><DECOM>01/05/2020</DECOM></"
                                        "EPISODE>\n<HEADER>" HEADER_OF("8", "01/02/2003") "</HEADER></CHILD>\n"),
                 RETURN_EPISODES, "3: CHILD=7 DECOM=2019-05-01 \n6: CHILD=8 DECOM=2020-05-01 \n");
}

static void a_child_without_header_or_number_is_quarantined(void **state)
{
    (void)state;
    static const char xml[] = IN_ROOT("<CHILD><HEADER>" HEADER_OF(
        "7", "01/02/2003") "</HEADER></CHILD>\n"
                           "<CHILD>\n<EPISODE><DECOM>01/05/2020</DECOM></EPISODE>\n</CHILD>\n"
                           "<CHILD>\n<HEADER><DOB>01/02/2003</DOB></HEADER>\n<EPISODE><DECOM>01/05/2020</DECOM></EPISODE></"
                           "CHILD>\n"
                           "<CHILD>\n<EPISODE><CHILDID>9</CHILDID><DECOM>01/05/2020</DECOM></EPISODE></CHILD>\n");
    assert_table(xml, RETURN_EPISODES, "10: CHILD=9 DECOM=2020-05-01 \n!4 CHILD is blank\n!8 CHILD is blank\n");
    assert_table(xml, RETURN_HEADER, "2: CHILD=7 SEX=1 DOB=2003-02-01 \n!7 CHILD is blank\n");
}

/* A bad date of birth costs the header, and not the reviews that would only repeat it. */
static void a_header_that_cannot_be_read_does_not_take_the_rows_with_it(void **state)
{
    (void)state;
    static const char xml[] = IN_ROOT("<CHILD>\n<HEADER>" HEADER_OF(
        "7", "31/02/2003") "\n<AREVIEW><REVIEW>01/05/2020</REVIEW></AREVIEW></HEADER></CHILD>\n");
    assert_table(xml, RETURN_HEADER, "!3 DOB is not a date\n");
    assert_table(xml, RETURN_REVIEWS, "4: CHILD=7 DOB= REVIEW=2020-05-01 \n");
}

static void a_field_that_stands_twice_is_the_rows_fault(void **state)
{
    (void)state;
    struct return_bundle bundle = bundle_of(IN_ROOT("<CHILD><HEADER>" HEADER_OF(
        "7", "01/02/2003") "</HEADER>\n"
                           "<EPISODE><DECOM>01/05/2019</DECOM><PL>U4</PL><DECOM>02/05/2019</DECOM></EPISODE>\n"
                           "<EPISODE><DECOM>01/05/2019</DECOM><PL>U4\nU5</PL></EPISODE>\n</CHILD>\n"));
    const struct return_file *file = part_of(&bundle, RETURN_EPISODES);
    assert_int_equal(file->quarantine_count, 2);
    assert_string_equal(file->quarantine[0].reason, "DECOM stands twice");
    assert_string_equal(file->quarantine[0].field, "DECOM");
    assert_int_equal(file->quarantine[0].column, 0); /* tags have no numbers */
    assert_string_equal(file->quarantine[1].reason, "PLACE runs over the end of a line");
    return_bundle_clear(&bundle);
}

static void a_child_with_two_headers_is_nobody_known(void **state)
{
    (void)state;
    static const char xml[] = IN_ROOT("<CHILD>\n<HEADER>" HEADER_OF("7", "01/02/2003") "</HEADER>\n<HEADER>" HEADER_OF(
        "8", "01/02/2004") "</HEADER>\n<EPISODE><DECOM>01/05/2019</DECOM></EPISODE>\n</CHILD>\n");
    assert_table(xml, RETURN_HEADER, "3: CHILD=7 SEX=1 DOB=2003-02-01 \n4: CHILD=8 SEX=1 DOB=2004-02-01 \n");
    assert_table(xml, RETURN_EPISODES,
                 "!5 the child has more than one HEADER, and nobody can say which one this belongs to\n");
}

static void leaves_of_a_second_row_begin_one(void **state)
{
    (void)state;
    assert_table(IN_ROOT("<CHILD>\n<HEADER>" HEADER_OF(
                     "7", "01/02/2003") "</HEADER>\n<IN_TOUCH>YES</IN_TOUCH>\n"
                                        "<ACTIV/>\n<IN_TOUCH>NO</IN_TOUCH>\n<ACTIV>0</ACTIV></CHILD>\n"
                                        "<CHILD><HEADER>" HEADER_OF("8", "01/02/2003") "</HEADER><IN_TOUCH/></CHILD>\n"),
                 RETURN_OC3,
                 "4: CHILD=7 DOB=2003-02-01 IN_TOUCH=YES ACTIV= \n6: CHILD=7 DOB=2003-02-01 IN_TOUCH=NO ACTIV=0 \n");
}

static void what_no_layout_knows_is_named_and_kept(void **state)
{
    (void)state;
    static const char xml[] =
        IN_ROOT("<MADE_BY>a program</MADE_BY>\n"
                "<CHILD>\n<HEADER>" HEADER_OF("7", "01/02/2003") "<SURNAME>Canary</SURNAME><SUFFIX/></HEADER>\n"
                                                                 "<EPISODE "
                                                                 "status=\"open\"><DECOM>01/05/2019</DECOM><COST><WEEK>900</"
                                                                 "WEEK><WEEK>950</WEEK></COST>stray</EPISODE>\n"
                                                                 "<EPISODE><DECOM>01/06/2019</DECOM></EPISODE>\n</CHILD>\n");
    assert_table(xml, RETURN_HEADER, "4: CHILD=7 SEX=1 DOB=2003-02-01 | SURNAME=Canary | SUFFIX= | MADE_BY= \n");
    assert_table(xml, RETURN_EPISODES,
                 "5: CHILD=7 DECOM=2019-05-01 | EPISODE@status=open | COST/WEEK=900; 950 | text of EPISODE=stray \n"
                 "6: CHILD=7 DECOM=2019-06-01 | EPISODE@status= | COST/WEEK= | text of EPISODE= \n");
}

static void a_text_between_elements_is_no_field(void **state)
{
    (void)state;
    assert_table(IN_ROOT("<CHILD><HEADER>" HEADER_OF("7", "01/02/2003") "</HEADER>\n<IN_TOUCH>a<X>1</X>b</IN_TOUCH>\n"
                                                                        "<OC3><ACTIV>F1</ACTIV></OC3></CHILD>\n"),
                 RETURN_OC3, "4: CHILD=7 DOB=2003-02-01 ACTIV=F1 \n");
    assert_table(IN_ROOT("<CHILD><HEADER>" HEADER_OF("7", "01/02/2003") "</HEADER>\n<IN_TOUCH>a<X>1</X>b</IN_TOUCH>\n"
                                                                        "</CHILD>\n"),
                 RETURN_HEADER, "2: CHILD=7 SEX=1 DOB=2003-02-01 | text of IN_TOUCH=a; b | IN_TOUCH/X=1 \n");
}

static void other_names_of_the_later_blocks_are_known(void **state)
{
    (void)state;
    static const char *const names[] = {"SWDETAIL", "SW_EPISODE", "SWEPISODE", "ASWEPISODE", "swepisode"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char xml[512];
        snprintf(xml, sizeof xml,
                 IN_ROOT("<CHILD><HEADER>" HEADER_OF("7", "01/02/2003") "\n<SWS><%s><SW_ID>SW1</SW_ID></%s></SWS>"
                                                                        "</HEADER></CHILD>\n"),
                 names[i], names[i]);
        assert_table(xml, RETURN_SOCIAL_WORKER, "3: CHILD=7 DOB=2003-02-01 SW_ID=SW1 \n");
    }
    assert_table(
        IN_ROOT("<CHILD><HEADER>" HEADER_OF(
            "7", "01/02/2003") "</HEADER>\n<SWDETAIL>\n<SWEPISODE><SW_ID>SW1"
                               "</SW_ID></SWEPISODE>\n<SWEPISODE><SW_ID>SW2</SW_ID></SWEPISODE></SWDETAIL></CHILD>\n"),
        RETURN_SOCIAL_WORKER,
        "4: CHILD=7 DOB=2003-02-01 SW_ID=SW1 \n5: CHILD=7 DOB=2003-02-01 SW_ID=SW2 \n"); /* the wrapper is no row */
    assert_table(IN_ROOT("<CHILD><HEADER>" HEADER_OF("7", "01/02/2013") "</HEADER>\n<ADOLO><DOLO_START>01/05/2026"
                                                                        "</DOLO_START></ADOLO></CHILD>\n"),
                 RETURN_DOLO, "3: CHILD=7 DOB=2013-02-01 DOLO_START=2026-05-01 \n");
}

/* Without line ends, lines cannot tell rows apart: start tags are counted in their place. */
static void rows_on_one_line_are_told_apart_by_their_tags(void **state)
{
    (void)state;
    static const char xml[] = "<R><C><HEADER><CHILDID>7</CHILDID><DOB>01/02/2003</DOB></HEADER>"
                              "<EPISODE><DECOM>01/05/2019</DECOM></EPISODE><EPISODE><DECOM/></EPISODE>"
                              "<EPISODE><DECOM>01/06/2019</DECOM></EPISODE></C></R>";
    assert_table(xml, RETURN_HEADER, "3: CHILD=7 DOB=2003-02-01 \n");
    assert_table(xml, RETURN_EPISODES, "6: CHILD=7 DECOM=2019-05-01 \n10: CHILD=7 DECOM=2019-06-01 \n!8 DECOM is blank\n");
}

static void quarantine_shows_nobody(void **state)
{
    (void)state;
    struct return_bundle bundle = bundle_of(
        IN_ROOT("<CHILD><HEADER><CHILDID>4711</CHILDID><UPN>A123</UPN><SEX>1</SEX><DOB>17/12/2009</DOB>"
                "<ETHNIC>far too long</ETHNIC><MC_DOB>soon</MC_DOB></HEADER>\n"
                "<EPISODE><DECOM>31/02/2019</DECOM><PL>U4</PL><HOME_POST>CN1 4RY</HOME_POST></EPISODE></CHILD>\n"));
    const struct return_quarantined *header = part_of(&bundle, RETURN_HEADER)->quarantine;
    assert_string_equal(header->reason, "MC_DOB is not a date");
    assert_string_equal(header->excerpt, "***,***,1,***,***,***");
    const struct return_quarantined *episode = part_of(&bundle, RETURN_EPISODES)->quarantine;
    assert_string_equal(episode->reason, "DECOM is not a date: 31/02/2019");
    assert_string_equal(episode->excerpt, "31/02/2019,U4,***,***"); /* as the elements come, and the child's number */
    return_bundle_clear(&bundle);
}

static void xml_of_something_else_is_unknown(void **state)
{
    (void)state;
    static const char census[] =
        "<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children><Child>"
        "<ChildIdentifiers><LAchildID>7</LAchildID><UPN>UN1</UPN></ChildIdentifiers></Child></Children></Message>";
    static const char *const others[] = {"<a/>", "<html><body><table><tr><td>1</td></tr></table></body></html>", census,
                                         "<R><CHILD><CHILDID>7</CHILDID></CHILD></R>"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct return_bundle bundle = {0};
        struct problem problem = {0};
        assert_int_equal(return_bundle_read(others[i], strlen(others[i]), "a.xml", &bundle, &problem), 0);
        assert_int_equal(bundle.parts, 1);
        assert_int_equal(bundle.part[0].file.table, RETURN_UNKNOWN);
        assert_int_equal(bundle.part[0].file.rows_read, 0);
        return_bundle_clear(&bundle);
    }
}

static void a_broken_file_is_refused_whole(void **state)
{
    (void)state;
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    char cut[sizeof whole];
    for (size_t length = 1; length < sizeof whole - 2; length++) {
        memcpy(cut, whole, length);
        assert_int_equal(return_bundle_read(cut, length, "a.xml", &bundle, &problem), PROBLEM_INPUT);
        assert_null(bundle.part);
        assert_string_equal(problem.file, "a.xml");
        assert_true(problem.row > 0);
    }
}

/* One child with `rows` reviews. */
static int read_reviews(int rows, int fields, struct problem *problem)
{
    struct text xml = {0};
    struct return_bundle bundle = {0};
    text_append(&xml, "<R><C><HEADER><CHILDID>7</CHILDID><DOB>01/02/2003</DOB>");
    for (int i = 0; i < fields; i++)
        text_format(&xml, "<X%d>1</X%d>", i, i);
    for (int i = 0; i < rows; i++)
        text_append(&xml, "<AREVIEW/>\n");
    text_append(&xml, "</HEADER></C></R>");
    int code = return_bundle_read(xml.bytes, xml.length, "a.xml", &bundle, problem);
    return_bundle_clear(&bundle);
    text_clear(&xml);
    return code;
}

static void a_child_has_limits(void **state)
{
    (void)state;
    struct problem problem = {0};
    assert_int_equal(read_reviews(9999, 62, &problem), 0); /* 9,999 and the header; CHILDID, DOB and 62 others */
    assert_int_equal(read_reviews(10000, 0, &problem), PROBLEM_LIMIT);
    assert_string_equal(problem.text, "one child has more than 10,000 rows");
    assert_int_equal(read_reviews(1, 63, &problem), PROBLEM_LIMIT);
    assert_string_equal(problem.text, "Header has more than 64 kinds of elements");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_is_read_from_its_elements),
        cmocka_unit_test(what_an_episode_does_not_say_is_blank),
        cmocka_unit_test(only_a_one_makes_a_child_unaccompanied),
        cmocka_unit_test(the_header_may_stand_behind_the_rows),
        cmocka_unit_test(a_child_without_header_or_number_is_quarantined),
        cmocka_unit_test(a_header_that_cannot_be_read_does_not_take_the_rows_with_it),
        cmocka_unit_test(a_field_that_stands_twice_is_the_rows_fault),
        cmocka_unit_test(a_child_with_two_headers_is_nobody_known),
        cmocka_unit_test(leaves_of_a_second_row_begin_one),
        cmocka_unit_test(what_no_layout_knows_is_named_and_kept),
        cmocka_unit_test(a_text_between_elements_is_no_field),
        cmocka_unit_test(other_names_of_the_later_blocks_are_known),
        cmocka_unit_test(rows_on_one_line_are_told_apart_by_their_tags),
        cmocka_unit_test(quarantine_shows_nobody),
        cmocka_unit_test(xml_of_something_else_is_unknown),
        cmocka_unit_test(a_broken_file_is_refused_whole),
        cmocka_unit_test(a_child_has_limits),
    };
    return cmocka_run_group_tests_name("xml_return", tests, NULL, NULL);
}
