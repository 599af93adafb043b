#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "returns/xml_walk.h"

/* What the hooks were told, as text: "+A1" an element begins on line 1, "A=[x]" its text (with "~" when it is no leaf), "-"
 * it ends. */
static int begin(void *self, const char *name, int64_t line)
{
    text_format(self, "+%s%d ", name, (int)line);
    return 0;
}

static int text(void *self, const char *name, struct return_text text, bool leaf, int64_t line)
{
    (void)line;
    text_format(self, "%s%s=[", leaf ? "" : "~", name);
    text_append_bytes(self, text.bytes, text.length);
    text_append(self, "] ");
    return 0;
}

static int end(void *self)
{
    text_append(self, "- ");
    return 0;
}

static const struct xml_walk_hooks hooks = {.begin = begin, .text = text, .end = end};

static void assert_walk_bytes(const char *xml, size_t length, bool count_tags, const char *expected)
{
    struct text seen = {0};
    struct problem problem = {0};
    assert_int_equal(xml_walk(xml, length, count_tags, &hooks, &seen, &problem), 0);
    assert_string_equal(text_string(&seen), expected);
    text_clear(&seen);
}

static void assert_walk(const char *xml, const char *expected)
{
    assert_walk_bytes(xml, strlen(xml), false, expected);
}

static struct problem assert_stopped(const char *xml, int code)
{
    struct text seen = {0};
    struct problem problem = {0};
    assert_int_equal(xml_walk(xml, strlen(xml), false, &hooks, &seen, &problem), code);
    assert_int_equal(problem.code, code);
    assert_true(problem.next[0] != '\0');
    text_clear(&seen);
    return problem;
}

static void elements_and_texts_are_told_with_their_lines(void **state)
{
    (void)state;
    assert_walk("<A>\n <B> x </B>\n <B/>\n</A>", "+A1 +B2 B=[x] - +B3 B=[] - - ");
    assert_walk("<A>\r\n<B>\r\n x\r\n</B></A>", "+A1 +B2 B=[x] - - ");
    assert_walk("<A>1 &lt; 2 &#38; so</A>", "+A1 A=[1 < 2 & so] - ");
    assert_walk("<A><![CDATA[a<b]]></A>", "+A1 A=[a<b] - ");
}

static void text_between_elements_is_told_too(void **state)
{
    (void)state;
    assert_walk("<A>one<B>x</B>two<B>y</B></A>", "+A1 ~A=[one] +B1 B=[x] - ~A=[two] +B1 B=[y] - - ");
}

static void names_lose_their_prefix_and_attributes_are_texts(void **state)
{
    (void)state;
    assert_walk("<n:A xmlns:n='u' xmlns='v' xsi:nil='true'><n:B id='7' empty=''>x</n:B></n:A>",
                "+A1 +B1 ~B@id=[7] B=[x] - - ");
}

static void tags_may_be_counted_in_place_of_lines(void **state)
{
    (void)state;
    static const char xml[] = "<A><B/><B/></A>";
    assert_walk_bytes(xml, strlen(xml), true, "+A1 +B2 B=[] - +B3 B=[] - - ");
}

static void other_encodings_are_read(void **state)
{
    (void)state;
    assert_walk("<?xml version='1.0' encoding='Windows-1252'?><A>\x80\xE9\x81</A>",
                "+A1 A=[\xE2\x82\xAC\xC3\xA9\xEF\xBF\xBD] - ");
    assert_walk("<?xml version='1.0' encoding='ISO-8859-1'?><A>\xE9</A>", "+A1 A=[\xC3\xA9] - ");
    assert_walk_bytes("\xFF\xFE<\0A\0/\0>\0", 10, false, "+A1 A=[] - ");
    assert_walk("\xEF\xBB\xBF<A/>", "+A1 A=[] - ");
    struct problem problem = assert_stopped("<?xml version='1.0' encoding='EBCDIC-GB'?><A/>", PROBLEM_INPUT);
    assert_string_equal(problem.text, "the XML is broken: unknown encoding");
}

static void broken_xml_is_placed(void **state)
{
    (void)state;
    struct problem problem = assert_stopped("<A>\n  <B></A>", PROBLEM_INPUT);
    assert_string_equal(problem.text, "the XML is broken: mismatched tag");
    assert_int_equal(problem.row, 2);
    assert_int_equal(problem.column, 8); /* the A that should be a B */
    problem = assert_stopped("<A>\n<B>", PROBLEM_INPUT);
    assert_string_equal(problem.text, "the XML is broken: no element found");
    problem = assert_stopped("<A>caf\xE9</A>", PROBLEM_INPUT);
    assert_string_equal(problem.text, "the XML is broken: not well-formed (invalid token)");
    assert_stopped("", PROBLEM_INPUT);
    assert_stopped("<A/><B/>", PROBLEM_INPUT);
}

/* Entities are made in a document type definition, and it is refused before one is. */
static void a_document_type_definition_is_refused(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "<!DOCTYPE A [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><A>&b;</A>",
        "<!DOCTYPE A [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><A>&a;</A>",
        "<!DOCTYPE A SYSTEM \"http://example.invalid/a.dtd\"><A/>",
        "<!DOCTYPE A><A/>",
    };
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        struct problem problem = assert_stopped(hostile[i], PROBLEM_INPUT);
        assert_string_equal(problem.text,
                            "the XML has a document type definition (<!DOCTYPE \xE2\x80\xA6>), which is not read");
        assert_int_equal(problem.row, 1);
    }
    assert_stopped("<A>&a;</A>", PROBLEM_INPUT); /* an entity that nobody made */
}

/* An XML text of `depth` elements within one another. */
static void nest(struct text *out, int depth)
{
    for (int i = 0; i < depth; i++)
        text_append(out, "<A>");
    for (int i = 0; i < depth; i++)
        text_append(out, "</A>");
}

static void depth_names_and_texts_have_limits(void **state)
{
    (void)state;
    struct text xml = {0}, seen = {0};
    nest(&xml, XML_WALK_DEPTH);
    assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
    text_reset(&xml);
    nest(&xml, XML_WALK_DEPTH + 1);
    struct problem problem = assert_stopped(xml.bytes, PROBLEM_LIMIT);
    assert_string_equal(problem.text, "line 1 has an element within more than 64 others");
    for (int more = 0; more < 2; more++) {
        text_reset(&xml);
        text_append(&xml, "<A><");
        text_pad(&xml, 'n', XML_WALK_NAME_BYTES + more);
        text_append(&xml, "/></A>");
        if (more)
            assert_stopped(xml.bytes, PROBLEM_LIMIT);
        else
            assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
        text_reset(&xml);
        text_append(&xml, "<A>\n   ");
        text_pad(&xml, 'x', XML_WALK_TEXT_BYTES + more);
        text_append(&xml, "</A>");
        if (more)
            assert_stopped(xml.bytes, PROBLEM_LIMIT);
        else
            assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
        text_reset(&xml);
        text_append(&xml, "<A b='");
        text_pad(&xml, 'x', XML_WALK_TEXT_BYTES + more);
        text_append(&xml, "'/>");
        if (more)
            assert_stopped(xml.bytes, PROBLEM_LIMIT);
        else
            assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
    }
    text_clear(&xml);
    text_clear(&seen);
}

/* Neither the names that expat keeps nor a tag until it ends may grow as large as the file. */
static void kinds_of_names_and_long_tags_have_limits(void **state)
{
    (void)state;
    struct text xml = {0}, seen = {0};
    for (int more = 0; more < 2; more++) {
        text_reset(&xml);
        text_append(&xml, "<A>");
        for (int i = 1; i < 900 + more; i++)
            text_format(&xml, "<n%d/><n%d/>", i, i);
        text_append(&xml, "<A");
        for (int i = 0; i < 100; i++)
            text_format(&xml, " a%d='1'", i);
        text_append(&xml, "/></A>"); /* A, 899 or 900 others, 100 attributes */
        if (more)
            assert_stopped(xml.bytes, PROBLEM_LIMIT);
        else
            assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
    }
    for (int more = 0; more < 2; more++) {
        text_reset(&xml);
        text_append(&xml, "<A><!--");
        text_pad(&xml, '.', more ? 3 * XML_WALK_TAG_BYTES : XML_WALK_TAG_BYTES / 2);
        text_append(&xml, "--></A>");
        if (more) {
            struct problem problem = assert_stopped(xml.bytes, PROBLEM_LIMIT);
            assert_string_equal(problem.text, "line 1 has a tag or comment of more than a million characters");
        } else {
            assert_int_equal(xml_walk(xml.bytes, xml.length, false, &hooks, &seen, NULL), 0);
        }
    }
    text_clear(&xml);
    text_clear(&seen);
}

static int refuse(void *self, const char *name, int64_t line)
{
    (void)name;
    (void)line;
    return ++*(int *)self == 2 ? PROBLEM_STOPPED : 0;
}

static int ignore_text(void *self, const char *name, struct return_text cell, bool leaf, int64_t line)
{
    (void)leaf;
    (void)self;
    (void)name;
    (void)cell;
    (void)line;
    return 0;
}

static int ignore_end(void *self)
{
    (void)self;
    return 0;
}

static void a_hook_may_end_the_walk(void **state)
{
    (void)state;
    static const struct xml_walk_hooks stopping = {.begin = refuse, .text = ignore_text, .end = ignore_end};
    int begun = 0;
    assert_int_equal(xml_walk("<A><B/><B/><B/></A>", 19, false, &stopping, &begun, NULL), PROBLEM_STOPPED);
    assert_int_equal(begun, 2);
}

static void xml_is_known_by_its_first_character(void **state)
{
    (void)state;
    assert_true(xml_walk_is("<A/>", 4));
    assert_true(xml_walk_is(" \n<A/>", 6));
    assert_true(xml_walk_is("\xEF\xBB\xBF<A/>", 7));
    assert_true(xml_walk_is("\xFF\xFE<\0", 4));
    assert_true(xml_walk_is("\xFE\xFF\0<", 4));
    assert_false(xml_walk_is("CHILD,<A>", 9));
    assert_false(xml_walk_is("", 0));
    assert_false(xml_walk_is("\xEF\xBB\xBF", 3));
    assert_false(xml_walk_is("\xFF\xFE"
                             "C\0H\0",
                             6));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_and_texts_are_told_with_their_lines),
        cmocka_unit_test(text_between_elements_is_told_too),
        cmocka_unit_test(names_lose_their_prefix_and_attributes_are_texts),
        cmocka_unit_test(tags_may_be_counted_in_place_of_lines),
        cmocka_unit_test(other_encodings_are_read),
        cmocka_unit_test(broken_xml_is_placed),
        cmocka_unit_test(a_document_type_definition_is_refused),
        cmocka_unit_test(depth_names_and_texts_have_limits),
        cmocka_unit_test(kinds_of_names_and_long_tags_have_limits),
        cmocka_unit_test(a_hook_may_end_the_walk),
        cmocka_unit_test(xml_is_known_by_its_first_character),
    };
    return cmocka_run_group_tests_name("xml_walk", tests, NULL, NULL);
}
