#include "workspace_fixture.h"

#include <ftw.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

int workspace_set_up(void **state)
{
    struct workspace *workspace = calloc(1, sizeof *workspace);
    struct problem problem = {0};
    if (!workspace)
        return -1;
    snprintf(workspace->root, sizeof workspace->root, "/tmp/casebook-test-XXXXXX");
    if (!mkdtemp(workspace->root))
        return -1;
    snprintf(workspace->folder, sizeof workspace->folder, "%s/anyshire", workspace->root);
    snprintf(workspace->returns, sizeof workspace->returns, "%s/returns", workspace->root);
    const struct casebook_settings settings = {.council = "Anyshire", .authority = "E10000099"};
    if (casebook_create(workspace->folder, &settings, &problem) < 0 ||
        casebook_open(workspace->folder, &workspace->casebook, &problem) < 0 ||
        file_make_folder(workspace->returns, 0700, &problem) < 0) {
        fprintf(stderr, "# %s %s\n", problem.text, problem.next);
        return -1;
    }
    *state = workspace;
    return 0;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status;
    (void)kind;
    (void)walk;
    return remove(path);
}

int workspace_tear_down(void **state)
{
    struct workspace *workspace = *state;
    casebook_close(workspace->casebook);
    nftw(workspace->root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(workspace);
    return 0;
}

void workspace_reopen(struct workspace *workspace)
{
    struct problem problem = {0};
    casebook_close(workspace->casebook);
    workspace->casebook = NULL;
    if (casebook_open(workspace->folder, &workspace->casebook, &problem) < 0)
        fail_msg("%s", problem.text);
}

void workspace_put(struct workspace *workspace, const char *name, const char *content)
{
    char path[256], folder[256];
    struct problem problem = {0};
    snprintf(path, sizeof path, "%s/%s", workspace->returns, name);
    snprintf(folder, sizeof folder, "%.*s", (int)(file_name(path) - path - 1), path);
    if (file_make_folder(folder, 0700, &problem) < 0 || file_write(path, content, strlen(content), 0600, &problem) < 0)
        fail_msg("%s", problem.text);
}

void workspace_put_bytes(struct workspace *workspace, const char *name, const char *bytes, size_t length)
{
    char path[256];
    struct problem problem = {0};
    workspace_put(workspace, name, "");
    snprintf(path, sizeof path, "%s/%s", workspace->returns, name);
    if (file_write(path, bytes, length, 0600, &problem) < 0)
        fail_msg("%s", problem.text);
}

void workspace_import_well(struct workspace *workspace, struct casebook_import_report *report)
{
    struct problem problem = {0};
    if (workspace_import(workspace, report, &problem) < 0)
        fail_msg("%s %s", problem.text, problem.next);
}

void workspace_import_badly(struct workspace *workspace, int code, const char *why)
{
    struct text before = {0}, after = {0};
    struct problem problem = {0};
    struct casebook_import_report report = {0};
    workspace_dump(workspace, &before);
    assert_int_equal(workspace_import(workspace, &report, &problem), code);
    if (!strstr(problem.text, why))
        fail_msg("%s", problem.text);
    assert_int_equal(report.snapshot, 0);
    workspace_dump(workspace, &after);
    assert_string_equal(text_string(&before), text_string(&after));
    casebook_import_report_clear(&report);
    text_clear(&before);
    text_clear(&after);
}

void workspace_remove(struct workspace *workspace, const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", workspace->returns, name);
    assert_int_equal(unlink(path), 0);
}

int workspace_import_one(struct workspace *workspace, const char *name, day today, const char *authority,
                         struct casebook_import_report *report, struct problem *problem)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", workspace->returns, name);
    struct file_paths paths = {0};
    struct casebook_import_report own = {0};
    const struct casebook_import_options options = {
        .who = "A. Tester", .when = "2026-06-01T09:30:00Z", .today = today, .authority = authority};
    int code = file_list(path, &paths, problem);
    if (code == 0)
        code = casebook_import(workspace->casebook, &paths, &options, NULL, report ? report : &own, problem);
    file_paths_clear(&paths);
    casebook_import_report_clear(&own);
    return code;
}

int workspace_import(struct workspace *workspace, struct casebook_import_report *report, struct problem *problem)
{
    return workspace_import_one(workspace, "", calendar_day(2026, 6, 1), NULL, report, problem);
}

const struct casebook_import_file *report_file(const struct casebook_import_report *report, const char *name)
{
    for (int64_t i = 0; i < report->files; i++) {
        size_t length = strlen(report->file[i].path), ending = strlen(name);
        if (length >= ending && strcmp(report->file[i].path + length - ending, name) == 0)
            return &report->file[i];
    }
    fail_msg("the report has no file %s", name);
    return NULL;
}

static sqlite3 *own_connection(struct workspace *workspace)
{
    char path[256];
    sqlite3 *database = NULL;
    snprintf(path, sizeof path, "%s/casebook.db", workspace->folder);
    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    sqlite3_busy_timeout(database, 5000);
    return database;
}

static int dump_row(void *out, int columns, char **value, char **name)
{
    for (int i = 0; i < columns; i++)
        text_format(out, "%s=%s\t", name[i], value[i] ? value[i] : "NULL");
    text_append_char(out, '\n');
    return 0;
}

void workspace_dump(struct workspace *workspace, struct text *out)
{
    sqlite3 *database = own_connection(workspace);
    sqlite3_stmt *tables = NULL;
    assert_int_equal(sqlite3_prepare_v2(database,
                                        "SELECT name, 'SELECT * FROM \"' || name || '\" ORDER BY 1, 2' FROM sqlite_schema"
                                        " WHERE type = 'table' ORDER BY name",
                                        -1, &tables, NULL),
                     SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        text_format(out, "%s\n", (const char *)sqlite3_column_text(tables, 0));
        assert_int_equal(sqlite3_exec(database, (const char *)sqlite3_column_text(tables, 1), dump_row, out, NULL),
                         SQLITE_OK);
    }
    sqlite3_finalize(tables);
    sqlite3_close(database);
}

long long workspace_number(struct workspace *workspace, const char *sql)
{
    sqlite3 *database = own_connection(workspace);
    sqlite3_stmt *statement = NULL;
    long long number = -1;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return number;
}

static int list_row(void *out, int columns, char **value, char **name)
{
    (void)name;
    for (int i = 0; i < columns; i++)
        text_format(out, "%s%s", i ? "|" : "", value[i] ? value[i] : "-");
    text_append_char(out, '\n');
    return 0;
}

void workspace_assert(struct workspace *workspace, const char *sql, const char *expected)
{
    struct text found = {0};
    char *why = NULL;
    sqlite3 *database = own_connection(workspace);
    if (sqlite3_exec(database, sql, list_row, &found, &why) != SQLITE_OK)
        fail_msg("%s", why);
    sqlite3_close(database);
    assert_string_equal(text_string(&found), expected);
    text_clear(&found);
}

void workspace_sql(struct workspace *workspace, const char *sql)
{
    sqlite3 *database = own_connection(workspace);
    assert_int_equal(sqlite3_exec(database, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(database);
}

const char *shared_folder(void)
{
    const char *folder = getenv("HOMEWARD_SHARED");
    if (!folder)
        folder = "../shared";
    if (file_is_folder(folder))
        return folder;
    print_message("# skipped: no folder of shared data (HOMEWARD_SHARED or ../shared)\n");
    return NULL;
}
