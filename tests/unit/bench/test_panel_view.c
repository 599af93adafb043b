/* What the programs that forecast the panel can see. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <math.h>

#include "panel_view.h"

static const char *const file_name[] = {"la_units_2016_2025.csv", "la_panel.csv", "la_panel_long.csv", "national_stats.csv"};

/* Two units, 2019 to 2023; figures of 2022 and 2023 are `late` more. */
static void write_figures(const char *folder, int32_t late, int32_t last_year)
{
    char path[4096];
    FILE *file[4];
    for (int32_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/data/facts/%s", folder, file_name[i]);
        file[i] = fopen(path, "w");
        assert_non_null(file[i]);
    }
    fputs("name,la,region,year,S,A,C,U\n", file[0]);
    fputs("la_code,la_name,region,measure,category,year,value,source\n", file[1]);
    fputs("short,item,year,name,value,la,region,v\n", file[2]);
    fputs("measure,category,year,area,value,source\n", file[3]);
    for (int32_t unit = 0; unit < 2; unit++)
        for (int32_t year = 2019; year <= last_year; year++) {
            const int32_t number = 343 + unit, more = year > 2021 ? late : 0, stock = 500 + 10 * unit + year - 2019 + more;
            const char *name = unit ? "Wirral" : "Sefton";
            fprintf(file[0], "%s,%d,North West,%d,%d.0,%d.0,%d.0,12.0\n", name, number, year, stock, 200 + more, 195 + more);
            fprintf(file[1], "%d.0,%s,North West,cla_number,Children looked after on 31 March each year,%d,%d,X\n", number,
                    name, year, stock);
            fprintf(file[1], "%d.0,%s,North West,cla_ceased: Reason episode ceased,Special guardianship order,%d,%d,X\n",
                    number, name, year, 30 + more);
            fprintf(file[2], "LACnum_Start,,%d,%s,%d,%d.0,North West,1\n", year, name, 200 + more, number);
            fprintf(file[3], "cla_31_march: Age group,Under 1 year,%d,England,%d,X\n", year, 3900 + more);
        }
    for (int32_t i = 0; i < 4; i++)
        fclose(file[i]);
}

static void make_folder(char *folder)
{
    char path[4096];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/data", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/data/facts", folder);
    assert_int_equal(mkdir(path, 0700), 0);
}

static void remove_folder(const char *folder)
{
    char path[4096];
    for (int32_t i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "%s/data/facts/%s", folder, file_name[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/data/facts", folder);
    rmdir(path);
    snprintf(path, sizeof path, "%s/data", folder);
    rmdir(path);
    rmdir(folder);
}

/* A view with its figures where they can be compared byte by byte. */
struct seen {
    struct panel_view view;
    struct published_authority authority[2], area[1];
    struct prior_counts starts, ways_home;
};

static void look(int32_t to, struct seen *out)
{
    memset(out, 0, sizeof *out);
    assert_int_equal(panel_view_read(to, &out->view), 0);
    assert_int_equal(out->view.units, 2);
    assert_int_equal(out->view.authorities.authorities, 2);
    memcpy(out->authority, out->view.authorities.authority, sizeof out->authority);
    memcpy(out->area, out->view.areas.authority, sizeof out->area);
    panel_units_counts(&out->view, PANEL_STARTS, &out->starts);
    panel_authorities_counts(&out->view, PANEL_WAYS_HOME, &out->ways_home, NULL);
    published_clear(&out->view.authorities);
    published_clear(&out->view.areas);
}

static void nothing_of_a_later_year_is_seen(void **state)
{
    (void)state;
    static struct seen clean, other;
    char folder[] = "panel-XXXXXX";
    const char *shared = getenv("HOMEWARD_SHARED");
    char *before = shared ? strdup(shared) : NULL;
    make_folder(folder);
    setenv("HOMEWARD_SHARED", folder, 1);
    write_figures(folder, 0, 2023);
    look(2021, &clean);
    write_figures(folder, 7777, 2023); /* other figures after 2021 */
    look(2021, &other);
    assert_memory_equal(&clean, &other, sizeof clean);
    write_figures(folder, 0, 2021); /* none after 2021 */
    look(2021, &other);
    assert_memory_equal(&clean, &other, sizeof clean);
    write_figures(folder, 7777, 2023); /* the test can fail: a later view does see them */
    look(2022, &other);
    assert_true(memcmp(clean.authority, other.authority, sizeof clean.authority) != 0);
    assert_int_equal((int)other.view.unit[0].stock[2022 - PANEL_FIRST], 503 + 7777);
    assert_true(isnan(other.view.unit[0].stock[2023 - PANEL_FIRST]));
    if (before)
        setenv("HOMEWARD_SHARED", before, 1);
    else
        unsetenv("HOMEWARD_SHARED");
    free(before);
    remove_folder(folder);
}

/* DfE: England's stock and that of Sefton, 31 March 2022 and 2025; 146 authorities with ways home every year since 2021. */
static void the_real_figures_are_read(void **state)
{
    (void)state;
    static struct panel_view view;
    static struct prior_counts counts;
    char path[4096];
    const char *shared = getenv("HOMEWARD_SHARED");
    snprintf(path, sizeof path, "%s/data/facts/%s", shared ? shared : "../shared", file_name[0]);
    if (access(path, R_OK) != 0) {
        print_message("# the published figures are not here (HOMEWARD_SHARED)\n");
        skip();
    }
    assert_int_equal(panel_view_read(2025, &view), 0);
    assert_int_equal(view.units, 148);
    assert_int_equal(
        published_figure(&view.authorities, published_named(&view.authorities, "Sefton"), PUBLISHED_STOCK, 2025), 506);
    assert_int_equal(published_figure(&view.areas, published_named(&view.areas, "England"), PUBLISHED_AGED_UNDER_1, 2022),
                     3960);
    panel_authorities_counts(&view, PANEL_WAYS_HOME, &counts, NULL);
    assert_int_equal(counts.units, 146);
    assert_int_equal(counts.years, 5);
    panel_view_clear(&view);
    panel_view_clear(&view);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_a_later_year_is_seen),
        cmocka_unit_test(the_real_figures_are_read),
    };
    return cmocka_run_group_tests_name("panel_view", tests, NULL, NULL);
}
