/* Making, opening and refusing workspaces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "workspace_fixture.h"

static unsigned mode_of(const struct workspace *workspace, const char *name)
{
    char path[256];
    struct stat status = {0};
    snprintf(path, sizeof path, "%s/%s", workspace->folder, name);
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void path_of(const struct workspace *workspace, const char *name, char out[256])
{
    snprintf(out, 256, "%s/%s", workspace->folder, name);
}

static void a_new_workspace_says_who_it_is(void **state)
{
    struct workspace *workspace = *state;
    assert_string_equal(casebook_settings(workspace->casebook)->council, "Anyshire");
    assert_string_equal(casebook_settings(workspace->casebook)->authority, "E10000099");
    assert_int_equal(casebook_settings(workspace->casebook)->population, 0);
    assert_true(casebook_system(workspace->casebook)->flow.states == 11);
    assert_int_equal(casebook_tariff(workspace->casebook)->states, 11);
}

static void key_and_casebook_are_for_their_owner_only(void **state)
{
    struct workspace *workspace = *state;
    assert_int_equal(mode_of(workspace, "identity.key"), 0600);
    assert_int_equal(mode_of(workspace, "casebook.db"), 0600);
    assert_int_equal(mode_of(workspace, "casebook.db-wal"), 0600);
}

static void a_second_workspace_in_the_same_folder_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    const struct casebook_settings settings = {.council = "Other", .authority = "E10000099"};
    assert_int_equal(casebook_create(workspace->folder, &settings, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "already"));
    workspace_reopen(workspace);
    assert_string_equal(casebook_settings(workspace->casebook)->council, "Anyshire");
}

static void an_unknown_authority_is_refused_with_the_closest(void **state)
{
    (void)state;
    struct problem problem = {0};
    const struct casebook_settings settings = {.council = "Brum", .authority = "Birmingam"};
    assert_int_equal(casebook_create("/tmp/never-made", &settings, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "Birmingam"));
    assert_non_null(strstr(problem.next, "E08000025 (Birmingham)"));
    assert_false(file_exists("/tmp/never-made"));
}

static void a_council_without_a_name_is_refused(void **state)
{
    (void)state;
    struct problem problem = {0};
    const struct casebook_settings settings = {.council = "  ", .authority = "E10000099"};
    assert_int_equal(casebook_create("/tmp/never-made", &settings, &problem), PROBLEM_INPUT);
    assert_string_equal(problem.field, "council");
}

static void the_authority_may_be_given_in_small_letters(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    char folder[128];
    struct casebook *casebook = NULL;
    const struct casebook_settings settings = {.council = "Birmingham \"Brum\" \\ City",
                                               .authority = "e08000025",
                                               .population = 290000,
                                               .population_year = 2024,
                                               .population_source = "ONS: mid-year \"2024\""};
    snprintf(folder, sizeof folder, "%s/deep/er", workspace->root);
    assert_int_equal(casebook_create(folder, &settings, &problem), 0);
    assert_int_equal(casebook_open(folder, &casebook, &problem), 0);
    const struct casebook_settings *back = casebook_settings(casebook);
    assert_string_equal(back->council, settings.council);
    assert_string_equal(back->authority, "E08000025");
    assert_int_equal(back->population, 290000);
    assert_int_equal(back->population_year, 2024);
    assert_string_equal(back->population_source, settings.population_source);
    casebook_close(casebook);
}

static void a_folder_that_is_no_workspace_says_how_to_make_one(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    assert_int_equal(casebook_open(workspace->returns, &casebook, &problem), PROBLEM_NOT_FOUND);
    assert_null(casebook);
    assert_non_null(strstr(problem.next, "homeward init"));
}

static void a_key_that_others_may_read_is_refused_with_the_remedy(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    char path[256];
    path_of(workspace, "identity.key", path);
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.next, "chmod 600"));
    assert_int_equal(chmod(path, 0600), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), 0);
    casebook_close(casebook);
}

static void a_missing_key_says_what_cannot_be_done_and_how_to_restore_it(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    char path[256];
    path_of(workspace, "identity.key", path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_NOT_FOUND);
    assert_non_null(strstr(problem.text, "identity.key is missing"));
    assert_non_null(strstr(problem.next, "Put back"));
    assert_false(file_exists(path)); /* a new key would be the wrong one, and nobody would notice */
}

static void a_damaged_key_is_refused(void **state)
{
    struct workspace *workspace = *state;
    static const char *const damaged[] = {"", "0123", "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"};
    char path[256];
    path_of(workspace, "identity.key", path);
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct problem problem = {0};
        struct casebook *casebook = NULL;
        assert_int_equal(file_write(path, damaged[i], strlen(damaged[i]), 0600, &problem), 0);
        assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_INPUT);
        assert_non_null(strstr(problem.text, "64 hexadecimal digits"));
    }
}

static void a_missing_casebook_is_not_replaced_by_an_empty_one(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    char path[256];
    path_of(workspace, "casebook.db", path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_NOT_FOUND);
    assert_false(file_exists(path));
}

static void a_casebook_of_a_newer_homeward_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    workspace_sql(workspace, "INSERT INTO schema_step VALUES (99, 'from the future')");
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "newer Homeward"));
    assert_non_null(strstr(problem.text, "99"));
}

static void another_programs_database_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    workspace_sql(workspace, "PRAGMA application_id=1");
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "not a casebook"));
}

static void a_file_that_is_no_database_is_refused(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    char path[256], junk[8192];
    memset(junk, 'j', sizeof junk);
    casebook_close(workspace->casebook);
    workspace->casebook = NULL;
    path_of(workspace, "casebook.db", path);
    assert_int_equal(file_write(path, junk, sizeof junk, 0600, &problem), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_STORE);
    assert_non_null(strstr(problem.text, "damaged"));
}

static void all_tables_are_strict_and_the_file_is_in_wal(void **state)
{
    struct workspace *workspace = *state;
    assert_int_equal(workspace_number(workspace,
                                      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                                      " AND strict = 0 AND name NOT LIKE 'sqlite%'"),
                     0);
    assert_true(workspace_number(workspace, "SELECT count(*) FROM pragma_table_list WHERE strict = 1") >= 12);
    assert_int_equal(workspace_number(workspace, "SELECT journal_mode = 'wal' FROM pragma_journal_mode"), 1);
}

static void the_workspaces_own_care_system_takes_the_place_of_the_built_in(void **state)
{
    struct workspace *workspace = *state;
    struct problem problem = {0};
    struct casebook *casebook = NULL;
    char path[256];
    path_of(workspace, "systems", path);
    assert_int_equal(file_make_folder(path, 0700, &problem), 0);
    path_of(workspace, "systems/care.yaml", path);
    static const char own[] = "name: care\ngroups: [a]\nstats: []\n";
    assert_int_equal(file_write(path, own, strlen(own), 0600, &problem), 0);
    assert_int_equal(casebook_open(workspace->folder, &casebook, &problem), PROBLEM_INPUT);
    assert_non_null(strstr(problem.text, "line 3"));
    assert_non_null(strstr(problem.text, "stats"));
    assert_int_equal(problem.row, 3);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, workspace_set_up, workspace_tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_new_workspace_says_who_it_is),
        TEST(key_and_casebook_are_for_their_owner_only),
        TEST(a_second_workspace_in_the_same_folder_is_refused),
        TEST(an_unknown_authority_is_refused_with_the_closest),
        TEST(a_council_without_a_name_is_refused),
        TEST(the_authority_may_be_given_in_small_letters),
        TEST(a_folder_that_is_no_workspace_says_how_to_make_one),
        TEST(a_key_that_others_may_read_is_refused_with_the_remedy),
        TEST(a_missing_key_says_what_cannot_be_done_and_how_to_restore_it),
        TEST(a_damaged_key_is_refused),
        TEST(a_missing_casebook_is_not_replaced_by_an_empty_one),
        TEST(a_casebook_of_a_newer_homeward_is_refused),
        TEST(another_programs_database_is_refused),
        TEST(a_file_that_is_no_database_is_refused),
        TEST(all_tables_are_strict_and_the_file_is_in_wal),
        TEST(the_workspaces_own_care_system_takes_the_place_of_the_built_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
