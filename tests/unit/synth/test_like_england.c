/* Real authorities' figures: a council like them has them, to the child. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "made_up_files.h"
#include "synth/council.h"
#include "synth/like_figures.h"

static bool read_figures(struct published *out)
{
    static const char *const names[] = {"la_panel.csv", "la_panel_long.csv"};
    const char *shared = getenv("HOMEWARD_SHARED");
    *out = (struct published){0};
    for (int32_t i = 0; i < 2; i++) {
        char path[4096];
        struct file_bytes bytes = {0};
        struct published one;
        snprintf(path, sizeof path, "%s/data/facts/%s", shared ? shared : "../shared", names[i]);
        if (access(path, R_OK) != 0) {
            print_message("# the published figures are not here (HOMEWARD_SHARED)\n");
            return false;
        }
        assert_int_equal(file_read(path, 1 << 28, &bytes, NULL), 0);
        assert_int_equal(published_read(bytes.bytes, bytes.length, names[i], &one, NULL), 0);
        assert_int_equal(published_add(out, &one, NULL), 0);
        file_bytes_clear(&bytes);
        published_clear(&one);
    }
    return true;
}

/*
 * Stock, ceases and placements to the child; one counted exactly may be missed by a child where many come and go
 * unaccompanied (Camden). Ages and reasons of ceasing: within a tenth, or three children.
 */
static void authorities_of_all_kinds_are_matched(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t last, years;
        double missed;
    } cases[] = {{"Sefton", 2025, 5, 0}, {"Herefordshire", 2022, 2, 0}, {"Rutland", 2022, 2, 0}, {"Camden", 2022, 2, 4}};
    static struct care_system care;
    struct published published;
    if (!read_figures(&published))
        skip();
    made_up_system(&care);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct synth_like like;
        struct synth_council council;
        struct problem problem = {0};
        const int32_t authority = published_named(&published, cases[i].name);
        assert_true(authority >= 0);
        synth_like_of_published(&published, authority, cases[i].last - cases[i].years, cases[i].last, &like);
        const struct synth_options options = {
            .children = 1, .years = cases[i].years, .last_year = cases[i].last - 1, .seed = 1, .like = &like};
        if (synth_council_make(&care, &options, NULL, &council, &problem) < 0)
            fail_msg("%s: %s", cases[i].name, problem.text);
        if (council.likeness.missed > cases[i].missed)
            fail_msg("%s: exact counts are missed by %.0f", cases[i].name, council.likeness.missed);
        assert_int_equal(council.in_care, published_figure(&published, authority, PUBLISHED_STOCK, cases[i].last));
        for (int32_t column = 0; column < SYNTH_LIKE_COLUMNS && cases[i].missed == 0; column++) {
            const int32_t kind = column / SYNTH_LIKE_YEARS_MAX, at = column % SYNTH_LIKE_YEARS_MAX;
            const double wanted = like.count[kind][at], by = council.likeness.got[kind][at] - wanted;
            if (like.wanted[kind][at] && (by > .1 * wanted + 3 || by < -.1 * wanted - 3))
                fail_msg("%s, %s %d: %.0f where %.0f were wanted", cases[i].name,
                         synth_like_words((enum synth_like_kind)kind), like.opens + at, wanted + by, wanted);
        }
        synth_council_clear(&council);
    }
    published_clear(&published);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(authorities_of_all_kinds_are_matched)};
    return cmocka_run_group_tests_name("like_england", tests, NULL, NULL);
}
