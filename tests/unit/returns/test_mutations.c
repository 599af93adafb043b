/*
 * A few thousand small damages to good files: whatever stands in a file, reading it never fails in any other way than by a
 * named problem, and every row is either loaded or quarantined.
 */
#include "reading.h"

/* A small generator of its own (Steele, Lea and Flood's SplitMix64), so that a failure comes back with the same seed. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t mixed = *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    return mixed ^ (mixed >> 31);
}

static size_t below(uint64_t *state, size_t limit)
{
    return (size_t)(next_number(state) % limit);
}

/* One damage: a byte changed, taken out or put in, a stretch taken out, doubled, or the file cut off. */
static void damage(struct text *text, uint64_t *state)
{
    static const char spice[] = ",,,\"\"\"\n\n\r\t .0/-19AZx\xC3\xA9\xEF";
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

static void assert_nothing_is_lost(const struct text *text, uint64_t *loaded, uint64_t *quarantined)
{
    struct return_file file = {0};
    struct problem problem = {0};
    struct arena arena = {0};
    const struct return_unknown *unknown;
    int32_t count;
    if (return_read_csv(text->bytes, text->length, "a.csv", &file, &problem) < 0) {
        assert_true(problem.code == PROBLEM_INPUT || problem.code == PROBLEM_LIMIT);
        assert_true(problem.text[0] != '\0');
        return;
    }
    assert_int_equal(file.rows_read, file.rows + file.quarantine_count);
    for (int64_t i = 0; i < file.quarantine_count; i++) {
        assert_true(file.quarantine[i].reason[0] != '\0');
        assert_true(strlen(file.quarantine[i].excerpt) <= 200);
        assert_true(i == 0 || file.quarantine[i].line > file.quarantine[i - 1].line);
    }
    assert_int_equal(return_unknown_codes(&file, 2020, &arena, &unknown, &count, &problem), 0);
    int32_t year = return_year_of(&file);
    if (year != INT32_MIN)
        return_is_annual(&file, year, NULL);
    *loaded += (uint64_t)file.rows;
    *quarantined += (uint64_t)file.quarantine_count;
    arena_clear(&arena);
    return_file_clear(&file);
}

static void damaged_files_lose_nothing(void **state)
{
    (void)state;
    static const char *const good[] = {
        EPISODES_HEADING GOOD_EPISODE GOOD_EPISODE "1002,2017-04-09,S,C2,N1,U4,PR1,,,,,,\r\n" GOOD_EPISODE,
        HEADER_HEADING "1001,2,17/12/1999,BCRB,B097131712320,1.0,21/11/2017\n1002,1,17/12/2001,WBRI,UN1,,\n",
        "CHILD,SEX,DOB,DUC,Comment\n1,1,01/02/2003,,\"two\nlines, \"\"quoted\"\"\"\n2,1,01/02/2003,01/02/2021,\n"};
    uint64_t numbers = 20170409, loaded = 0, quarantined = 0;
    for (int trial = 0; trial < 6000; trial++) {
        struct text text = {0};
        text_append(&text, good[trial % 3]);
        for (size_t damages = 1 + below(&numbers, 6); damages > 0; damages--)
            damage(&text, &numbers);
        assert_nothing_is_lost(&text, &loaded, &quarantined);
        text_clear(&text);
    }
    assert_true(loaded > 3000 && quarantined > 1000); /* the damage is neither too small nor too great to say anything */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(damaged_files_lose_nothing),
    };
    return cmocka_run_group_tests_name("mutations", tests, NULL, NULL);
}
