#include "casebook/casebook.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/file.h"
#include "casebook/code_meaning.h"
#include "casebook/import.h"
#include "casebook/schema.h"
#include "casebook/settings.h"
#include "casebook/store.h"
#include "casebook/tariff_in_force.h"

enum {
    SETTINGS_LIMIT = 1024 * 1024,
    SYSTEM_LIMIT = 1024 * 1024,
    OWNER_ONLY = 0600,
    FOLDER_MODE = 0700,
    SETTINGS_MODE = 0644
};

extern const unsigned char care_yaml[];
extern const size_t care_yaml_length;

int casebook_default_system(struct care_system *out, struct problem *problem)
{
    return casebook_read_system((const char *)care_yaml, care_yaml_length, out, problem);
}

/* "folder/name" or a problem. */
static char *path_in(const char *folder, const char *name, struct problem *problem)
{
    char *path = file_join(folder, name);
    if (!path)
        problem_set(problem, PROBLEM_MEMORY, "not enough memory to open the workspace");
    return path;
}

/* Whether the folder has a file of that name. */
static bool has_file(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    bool there = path && file_exists(path);
    free(path);
    return there;
}

/* An empty file that only its owner may read, before SQLite would make one that others may read as well. */
static int make_database_file(const char *path, struct problem *problem)
{
    int descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, OWNER_ONLY);
    if (descriptor < 0) {
        problem_set(problem, PROBLEM_FILE, "casebook.db cannot be made: %s", strerror(errno));
        problem_next(problem, "Check that you may write into the folder.");
        return problem_at(problem, path, 0, 0, NULL);
    }
    close(descriptor);
    return 0;
}

static int make_database(const char *folder, struct problem *problem)
{
    char *path = path_in(folder, "casebook.db", problem);
    if (!path)
        return PROBLEM_MEMORY;
    sqlite3 *database = NULL;
    int code = make_database_file(path, problem);
    if (code == 0)
        code = store_open(path, &database, problem);
    if (code == 0)
        code = schema_take_steps(database, problem);
    store_close(database);
    free(path);
    return code;
}

static int make_settings(const char *folder, const struct casebook_settings *settings, struct problem *problem)
{
    struct text text = {0};
    char *path = path_in(folder, "homeward.yaml", problem);
    int code = path ? settings_write(settings, &text, problem) : PROBLEM_MEMORY;
    if (code == 0)
        code = file_write(path, text.bytes, text.length, SETTINGS_MODE, problem);
    free(path);
    text_clear(&text);
    return code;
}

static int refuse_existing(const char *folder, struct problem *problem)
{
    if (has_file(folder, "homeward.yaml")) {
        problem_set(problem, PROBLEM_INPUT, "there is a workspace in %.150s already", folder);
        problem_next(problem, "Choose another folder, or work with the one that is there.");
    } else if (has_file(folder, "casebook.db")) {
        problem_set(problem, PROBLEM_INPUT, "there is a casebook.db in %.150s, but no homeward.yaml", folder);
        problem_next(problem, "Put homeward.yaml back, or choose another folder.");
    } else {
        return 0;
    }
    return problem_at(problem, folder, 0, 0, NULL);
}

/* The settings come last: a folder without homeward.yaml is no workspace yet, whatever stopped the making of it. */
int casebook_create(const char *folder, const struct casebook_settings *settings, struct problem *problem)
{
    struct casebook_settings wanted = *settings;
    for (char *at = wanted.authority; *at; at++)
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    int code = settings_check(&wanted, NULL) == 0 ? 0 : settings_check(settings, problem); /* in the person's own spelling */
    if (code == 0)
        code = file_make_folder(folder, FOLDER_MODE, problem);
    if (code == 0)
        code = refuse_existing(folder, problem);
    if (code == 0)
        code = identity_make(folder, problem);
    if (code == 0)
        code = make_database(folder, problem);
    if (code == 0)
        code = make_settings(folder, &wanted, problem);
    return code;
}

/* The workspace's own systems/care.yaml, or the built-in one. */
static int open_system(struct casebook *casebook, struct problem *problem)
{
    if (!has_file(casebook->folder, "systems/care.yaml"))
        return casebook_default_system(&casebook->system, problem);
    struct file_bytes bytes = {0};
    char *path = path_in(casebook->folder, "systems/care.yaml", problem);
    int code = path ? file_read(path, SYSTEM_LIMIT, &bytes, problem) : PROBLEM_MEMORY;
    if (code == 0)
        code = casebook_read_system(bytes.bytes, bytes.length, &casebook->system, problem);
    file_bytes_clear(&bytes);
    free(path);
    return code;
}

static int open_settings(struct casebook *casebook, struct problem *problem)
{
    struct file_bytes *text = &casebook->settings_text;
    char *path = path_in(casebook->folder, "homeward.yaml", problem);
    int code = path ? file_read(path, SETTINGS_LIMIT, text, problem) : PROBLEM_MEMORY;
    if (code == 0) {
        tariff_default(&casebook->system.flow, &casebook->tariff);
        code = settings_read(text->bytes, text->length, &casebook->system, &casebook->settings, &casebook->tariff, problem);
    }
    free(path);
    return code;
}

static int open_database(struct casebook *casebook, struct problem *problem)
{
    if (!has_file(casebook->folder, "casebook.db")) {
        problem_set(problem, PROBLEM_NOT_FOUND, "casebook.db is missing from the workspace %.150s", casebook->folder);
        problem_next(problem, "Put back the newest copy of it, or make a new workspace and import the returns again.");
        return problem_at(problem, casebook->folder, 0, 0, NULL);
    }
    char *path = path_in(casebook->folder, "casebook.db", problem);
    int code = path ? store_open(path, &casebook->database, problem) : PROBLEM_MEMORY;
    if (code == 0)
        code = schema_take_steps(casebook->database, problem);
    free(path);
    return code;
}

static int open_parts(struct casebook *casebook, struct problem *problem)
{
    if (!has_file(casebook->folder, "homeward.yaml")) {
        problem_set(problem, PROBLEM_NOT_FOUND, "%.150s is no workspace: it has no homeward.yaml", casebook->folder);
        problem_next(problem, "Make one: homeward init FOLDER --council NAME --authority CODE");
        return problem_at(problem, casebook->folder, 0, 0, NULL);
    }
    int code = open_system(casebook, problem);
    if (code == 0)
        code = open_settings(casebook, problem);
    if (code == 0)
        code = identity_open(casebook->folder, &casebook->identity, problem);
    if (code == 0)
        code = open_database(casebook, problem);
    casebook->own_place_rules = casebook->system.place_rules;
    if (code == 0)
        code = casebook_apply_code_meanings(casebook, problem);
    return code < 0 ? code : tariff_in_force(casebook, &casebook->tariff, problem);
}

int casebook_open(const char *folder, struct casebook **out, struct problem *problem)
{
    *out = NULL;
    struct casebook *casebook = calloc(1, sizeof *casebook);
    if (!casebook || !(casebook->folder = strdup(folder))) {
        free(casebook);
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to open the workspace");
    }
    int code = open_parts(casebook, problem);
    if (code < 0)
        casebook_close(casebook);
    else
        *out = casebook;
    return code;
}

void casebook_close(struct casebook *casebook)
{
    if (!casebook)
        return;
    store_close(casebook->database);
    identity_forget(&casebook->identity);
    file_bytes_clear(&casebook->settings_text);
    for (int64_t i = 0; i < casebook->file_names; i++)
        free(casebook->file_name[i]);
    free(casebook->file_name);
    free(casebook->folder);
    free(casebook);
}

const struct casebook_settings *casebook_settings(const struct casebook *casebook)
{
    return &casebook->settings;
}

const struct care_system *casebook_system(const struct casebook *casebook)
{
    return &casebook->system;
}

const struct tariff *casebook_tariff(const struct casebook *casebook)
{
    return &casebook->tariff;
}

/* Reads the names of all files that came since the last time. */
static int learn_file_names(struct casebook *casebook, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, "SELECT id, name FROM return_file WHERE id >= ?1 ORDER BY id", &statement,
                             problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, casebook->file_names);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t id = sqlite3_column_int64(statement, 0);
        code = array_reserve(&casebook->file_name, &casebook->file_names_capacity, id + 1, sizeof *casebook->file_name,
                             problem);
        while (code == 0 && casebook->file_names <= id)
            casebook->file_name[casebook->file_names++] = NULL;
        if (code == 0)
            casebook->file_name[id] = strdup(store_text(statement, 1));
    }
    sqlite3_finalize(statement);
    return code;
}

const char *casebook_file_name(struct casebook *casebook, int32_t file)
{
    if (file >= casebook->file_names)
        learn_file_names(casebook, NULL);
    const char *name = file >= 0 && file < casebook->file_names ? casebook->file_name[file] : NULL;
    return name ? name : "";
}
