/*
 * Ten thousand damaged files through a whole import, one among good ones: it never crashes; every row is loaded or named;
 * and what refuses the import leaves the casebook as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/import_tables.h"
#include "casebook/store.h"
#include "workspace_fixture.h"

#include "../returns/zipping.h"

enum { FILES = 10000, OF_A_WORKSPACE = 250 };

#define EPISODES "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"

/* Good files, of which one is damaged: as bytes, for the last is an archive. */
struct good {
    const char *name;
    struct file_bytes bytes;
};

static const char *const texts[][2] = {
    {"e.csv", EPISODES "1,01/05/2019,S,C2,N1,U4,PR1,20/03/2020,E4A,,B12 9XQ,B13 1AB,SC123456\r\n"
                       "2,2019-06-01,S,C2,N1,U4,PR1,,,,B12 9XQ,,\r\n3,02/07/2019,S,V2,N8,K1,PR4,28/03/2020,E8,,,,\r\n"},
    {"h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,WBRI,A123456789012,1.0,01/02/2020\n"
              "2,2,02/02/2012,WBRI,UN1,,\n3,1,03/03/2005,AOTH,,,\n"},
    {"r.csv", "CHILD,DOB,REVIEW,REVIEW_CODE,Note\n1,01/01/2010,11/08/2019,PN1,\"two\nlines\"\n2,,12/08/2019,PN2,x\n"},
    {"m.csv", "LA,YEAR,CHILD,DOB,MISSING,MIS_START,MIS_END\nLeeds,2021,1,01/01/2010,M,09/09/2020,10/09/2020\n"
              "E10000099,2020-21,2,,A,09/09/2020,\nYork,2021,1,01/01/2010,M,09/09/2020,\n"},
    {"x.xml",
     "<R>\n<C>\n<HEADER><CHILDID>7</CHILDID><SEX>1</SEX><DOB>01/02/2003</DOB><UASC>1</UASC>\n"
     "<AREVIEW><REVIEW>01/05/2021</REVIEW></AREVIEW>\n<IN_TOUCH>YES</IN_TOUCH></HEADER>\n"
     "<EPISODE><DECOM>01/05/2021</DECOM><RNE>S</RNE><PL>U4</PL><DEC>20/03/2022</DEC><REC>E8</REC></EPISODE>\n</C>\n</R>\n"},
    {"p.csv",
     "type,weekly_price,from,uplift,source\nfoster_agency,900,01/04/2025,3.5,x\nparents,54,01/04/2025,6,\"y, z\"\n"},
};

enum { TEXTS = sizeof texts / sizeof *texts, GOOD = TEXTS + 1 };

static void make_good(struct good good[GOOD])
{
    struct zipping zipping = zipping_open();
    zipping_text(&zipping, "a/e.csv", EPISODES "8,01/05/2022,S,C2,N1,U4,PR1,20/03/2023,E4A,,,,\n");
    zipping_text(&zipping, "a/h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n8,1,01/01/2010,WBRI,,,\n");
    good[TEXTS] = (struct good){"z.zip", zipping_close(&zipping)};
    for (int i = 0; i < TEXTS; i++) {
        struct text text = {0};
        text_append(&text, texts[i][1]);
        good[i] = (struct good){texts[i][0], {text.bytes, text.length}};
    }
}

/* A fixed sequence of numbers below `below` (Knuth's MMIX generator). */
static size_t draw(uint64_t *state, size_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(*state >> 33) % below;
}

/* A copy with one to six damages: a byte changed, put in or taken out, a stretch doubled or taken out, or the rest cut off.
 */
static struct text damaged(const struct file_bytes *good, uint64_t *state)
{
    static const char spice[] = ",,,\"\"\"\n\n\r\t\0 .0/-19AZx<>&;\xC3\xA9\xEF";
    struct text out = {0};
    text_append_bytes(&out, good->bytes, good->length);
    for (size_t damages = 1 + draw(state, 6); damages > 0; damages--) {
        struct text fresh = {0};
        size_t at = draw(state, out.length + 1), rest = out.length - at, kind = draw(state, 6);
        size_t stretch = rest ? draw(state, rest < 40 ? rest : 40) : 0;
        size_t skipped = (kind == 0 || kind == 5) && rest   ? 1
                         : kind == 3                        ? stretch
                         : kind == 4 && draw(state, 8) == 0 ? rest
                                                            : 0;
        text_append_bytes(&fresh, out.bytes, at);
        if (kind <= 1)
            text_append_char(&fresh, spice[draw(state, sizeof spice - 1)]);
        if (kind == 2)
            text_append_bytes(&fresh, out.bytes + at, stretch);
        text_append_bytes(&fresh, out.bytes + at + skipped, rest - skipped);
        text_clear(&out);
        out = fresh;
    }
    return out;
}

/* Writes a file without waiting for the disk, which is not what is tested. */
static void put_file(struct workspace *workspace, const char *name, const char *bytes, size_t length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", workspace->returns, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(length ? bytes : "", 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* What the imports came to: enough of each, or the damage is too small or too great to say anything. */
struct tally {
    int refused, imported, nothing_new;
    int64_t rows, quarantined;
};

/* Every row of every part is in its table or in quarantine, and none is anywhere else. */
static void assert_all_is_there(struct workspace *workspace, struct tally *tally)
{
    struct text rows = {0}, sql = {0};
    for (int table = 0; table < RETURN_TABLES; table++)
        text_format(&rows, "%sSELECT file, '%s' AS form, count(*) AS n FROM %s GROUP BY file", table ? " UNION ALL " : "",
                    import_table((enum return_table)table)->form, import_table((enum return_table)table)->rows);
    text_format(
        &sql,
        "SELECT count(*) FROM return_file AS f LEFT JOIN (%s) AS r ON r.file = f.id LEFT JOIN (SELECT file, count(*) AS n"
        " FROM quarantined GROUP BY file) AS q ON q.file = f.id WHERE rows_kept <> ifnull(r.n, 0) OR"
        " rows_read <> rows_kept + ifnull(q.n, 0) OR (r.form IS NOT NULL AND r.form <> f.form)",
        text_string(&rows));
    workspace_assert(workspace, text_string(&sql), "0\n");
    workspace_assert(workspace, "SELECT count(*) FROM pragma_foreign_key_check", "0\n");
    workspace_assert(workspace, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", "0\n");
    tally->rows += workspace_number(workspace, "SELECT sum(rows_kept) FROM return_file");
    tally->quarantined += workspace_number(workspace, "SELECT count(*) FROM quarantined");
    text_clear(&rows);
    text_clear(&sql);
}

static void assert_parts_add_up(const struct casebook_import_report *report)
{
    for (int64_t i = 0; i < report->files; i++) {
        const struct casebook_import_file *file = &report->file[i];
        assert_int_equal(file->rows_read, file->rows + file->quarantined);
        bool told = file->message || file->outcome <= CASEBOOK_SAME_ROWS || file->outcome == CASEBOOK_NOT_A_RETURN;
        assert_true(told);
    }
}

/* Imports what lies there; a refused import must leave the dump `before` as it is, which an import that succeeds renews. */
static void import_damaged(struct workspace *workspace, struct text *before, struct tally *tally)
{
    struct casebook_import_report report = {0};
    struct problem problem = {0};
    struct text after = {0};
    int code = workspace_import(workspace, &report, &problem);
    workspace_dump(workspace, &after);
    if (code < 0) {
        assert_true(code == PROBLEM_INPUT || code == PROBLEM_LIMIT);
        assert_true(problem.text[0] && problem.next[0]);
    } else {
        assert_parts_add_up(&report);
    }
    if (code < 0 || report.snapshot == 0)
        assert_string_equal(text_string(&after), text_string(before));
    tally->refused += code < 0;
    tally->imported += code == 0 && report.snapshot;
    tally->nothing_new += code == 0 && !report.snapshot;
    casebook_import_report_clear(&report);
    text_clear(before);
    *before = after;
}

static void damaged_files_lose_nothing_and_change_nothing_when_refused(void **state)
{
    (void)state;
    struct good good[GOOD];
    struct tally tally = {0};
    uint64_t sequence = 20210331;
    make_good(good);
    for (int done = 0; done < FILES; done += OF_A_WORKSPACE) {
        void *fresh = NULL;
        struct text before = {0};
        assert_int_equal(workspace_set_up(&fresh), 0);
        struct workspace *workspace = fresh;
        assert_int_equal(store_run(workspace->casebook->database, "PRAGMA synchronous=OFF", NULL),
                         0); /* no disk is tested */
        workspace_dump(workspace, &before);
        for (int i = 0; i < GOOD; i++)
            put_file(workspace, good[i].name, good[i].bytes.bytes, good[i].bytes.length);
        for (int i = 0; i < OF_A_WORKSPACE; i++) {
            int which = (int)draw(&sequence, GOOD);
            struct text text = damaged(&good[which].bytes, &sequence);
            put_file(workspace, good[which].name, text.bytes, text.length);
            import_damaged(workspace, &before, &tally);
            put_file(workspace, good[which].name, good[which].bytes.bytes, good[which].bytes.length);
            text_clear(&text);
        }
        assert_all_is_there(workspace, &tally);
        text_clear(&before);
        workspace_tear_down(&fresh);
    }
    for (int i = 0; i < GOOD; i++)
        file_bytes_clear(&good[i].bytes);
    print_message("# %d refused, %d imported, %d with nothing new; %lld rows kept, %lld quarantined\n", tally.refused,
                  tally.imported, tally.nothing_new, (long long)tally.rows, (long long)tally.quarantined);
    assert_true(tally.refused > 1000 && tally.imported > 3000 && tally.nothing_new > 100);
    assert_true(tally.quarantined > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_files_lose_nothing_and_change_nothing_when_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
