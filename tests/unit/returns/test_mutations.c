/*
 * A few thousand small damages to good files: whatever stands in a file, reading it never fails in any other way than by a
 * named problem, and every row is either loaded or quarantined.
 */
#include "reading.h"

#include "returns/return_bundle.h"

#include "numbers.h"

/* One damage: a byte changed, taken out or put in, a stretch taken out, doubled, or the file cut off. */
static void damage(struct text *text, uint64_t *state)
{
    static const char spice[] = ",,,\"\"\"\n\n\r\t .0/-19AZx<>&;\xC3\xA9\xEF";
    struct text fresh = {0};
    size_t at = below(state, text->length + 1), rest = text->length - at;
    size_t stretch = rest ? below(state, rest < 40 ? rest : 40) : 0;
    size_t kind = below(state, 5);
    text_append_bytes(&fresh, text->bytes, at);
    if (kind <= 1)
        text_append_char(&fresh, spice[below(state, sizeof spice - 1)]);
    if (kind == 2)
        text_append_bytes(&fresh, text->bytes + at, stretch);
    size_t skipped = kind == 0 && rest ? 1 : kind == 3 ? stretch : kind == 4 && below(state, 8) == 0 ? rest : 0;
    text_append_bytes(&fresh, text->bytes + at + skipped, rest - skipped);
    text_clear(text);
    *text = fresh;
}

/* Asks of a part all that can be asked. */
static void ask(const struct return_file *file)
{
    struct arena arena = {0};
    const struct return_unknown *unknown;
    int32_t count;
    assert_int_equal(file->rows_read, file->rows + file->quarantine_count);
    for (int64_t i = 0; i < file->quarantine_count; i++) {
        assert_true(file->quarantine[i].reason[0] != '\0');
        assert_true(strlen(file->quarantine[i].excerpt) <= 200);
        assert_true(i == 0 || file->quarantine[i].line > file->quarantine[i - 1].line);
    }
    for (int64_t i = 1; i < file->rows; i++)
        assert_true(file->line[i] > file->line[i - 1]);
    assert_int_equal(return_unknown_codes(file, 2020, &arena, &unknown, &count, NULL), 0);
    int32_t year = return_year_of(file);
    if (year != INT32_MIN)
        return_is_annual(file, year, NULL);
    arena_clear(&arena);
}

/* What trials came to: enough of each, or the damage is too small or too great to say anything. */
struct tally {
    int64_t loaded, quarantined, refused, parts; /* rows, rows, files, parts */
};

static void assert_nothing_is_lost(const struct text *text, struct tally *tally)
{
    struct return_bundle bundle = {0};
    struct problem problem = {0};
    if (return_bundle_read(text->bytes, text->length, "a.csv", &bundle, &problem) < 0) {
        assert_true(problem.code == PROBLEM_INPUT || problem.code == PROBLEM_LIMIT);
        assert_true(problem.text[0] != '\0');
        assert_null(bundle.part);
        tally->refused++;
        return;
    }
    assert_true(bundle.parts > 0);
    for (int32_t i = 0; i < bundle.parts; i++) {
        ask(&bundle.part[i].file);
        tally->loaded += bundle.part[i].file.rows;
        tally->quarantined += bundle.part[i].file.quarantine_count;
    }
    tally->parts += bundle.parts;
    return_bundle_clear(&bundle);
}

/* Reads a good text `trials` times, each with up to so many damages. */
static struct tally damaged(const char *good, int trials, size_t most, uint64_t seed)
{
    struct tally tally = {0};
    for (int trial = 0; trial < trials; trial++) {
        struct text text = {0};
        text_append(&text, good);
        for (size_t damages = 1 + below(&seed, most); damages > 0; damages--)
            damage(&text, &seed);
        assert_nothing_is_lost(&text, &tally);
        text_clear(&text);
    }
    return tally;
}

static void damaged_files_lose_nothing(void **state)
{
    (void)state;
    static const char *const good[] = {
        EPISODES_HEADING GOOD_EPISODE GOOD_EPISODE "1002,2017-04-09,S,C2,N1,U4,PR1,,,,,,\r\n" GOOD_EPISODE,
        HEADER_HEADING "1001,2,17/12/1999,BCRB,B097131712320,1.0,21/11/2017\n1002,1,17/12/2001,WBRI,UN1,,\n",
        "CHILD,SEX,DOB,DUC,Comment\n1,1,01/02/2003,,\"two\nlines, \"\"quoted\"\"\"\n2,1,01/02/2003,01/02/2021,\n",
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,,SW1,ZZ/ZZ/ZZZZ,ZZ/05/2024,MANAGE\n2,,SW2,01/05/2024,,\n"};
    struct tally all = {0};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct tally tally = damaged(good[i], 2000, 6, 20170409 + i);
        all.loaded += tally.loaded;
        all.quarantined += tally.quarantined;
    }
    assert_true(all.loaded > 4000 && all.quarantined > 1500);
}

static void damaged_pre_merged_files_lose_nothing(void **state)
{
    (void)state;
    struct tally tally = damaged("LA,YEAR,CHILD,SEX,DOB,DUC\nA,2019,1,1,01/02/2003,\nB,2018-19,2,1,01/02/2003,\n"
                                 "A,2020,3,1,01/02/2003,\nB,2019,4,1,01/02/2003,\n",
                                 2000, 6, 20190331);
    assert_true(tally.loaded > 2000 && tally.quarantined > 500 && tally.parts > 3000);
}

static void damaged_xml_is_refused_or_loses_nothing(void **state)
{
    (void)state;
    struct tally tally = damaged("<R>\n<C>\n<HEADER><CHILDID>7</CHILDID><SEX>1</SEX><DOB>01/02/2003</DOB><UASC>1</UASC>\n"
                                 "<AREVIEW><REVIEW>01/05/2020</REVIEW></AREVIEW>\n<IN_TOUCH>YES</IN_TOUCH></HEADER>\n"
                                 "<EPISODE><DECOM>01/05/2019</DECOM><PL>U4</PL></EPISODE>\n"
                                 "<EPISODE><DECOM>01/06/2019</DECOM><PL>U4</PL></EPISODE>\n</C>\n</R>\n",
                                 6000, 1, 20210331);
    assert_true(tally.loaded > 3000 && tally.quarantined > 200 && tally.refused > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_files_lose_nothing),
        cmocka_unit_test(damaged_pre_merged_files_lose_nothing),
        cmocka_unit_test(damaged_xml_is_refused_or_loses_nothing),
    };
    return cmocka_run_group_tests_name("mutations", tests, NULL, NULL);
}
