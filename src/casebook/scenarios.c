#include "casebook/scenarios.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/import.h"
#include "casebook/library_files.h"
#include "casebook/scenario_yaml.h"
#include "casebook/store.h"

enum { SCENARIO_LIMIT = 1024 * 1024, SCENARIO_MODE = 0644, FOLDER_MODE = 0755, NAME_SIZE = SCENARIO_NAME_MAX + 32 };

/* What stands for the first day in the files of the library. */
static const char stand_in[] = "2000-01-01";

static const char to_begin_from[] =
    "# A scenario: what the council means to do, initiative by initiative. docs/plans.md has every kind of effect.\n"
    "name: New scenario\n"
    "initiatives:\n"
    "  - id: S01\n"
    "    name: Step-down to fostering\n"
    "    owner: not named yet\n"
    "    effects:\n"
    "      - move: [home_external, foster_inhouse]   # from, to: names of kinds of placement\n"
    "        add_per_month: 1                        # on average one more child a month moves\n"
    "        from: 2000-01-01\n"
    "        ramp_months: 6                          # grows evenly over so many months\n"
    "    cost: {one_off: 0, per_year: 0, grant: 0}   # pounds\n"
    "    chance_of_delivery: 1\n"
    "    evidence: {source: \"owner's assumption\", design: assumption}\n";

static int check_name(const char *name, struct problem *problem)
{
    const size_t length = strlen(name);
    if (length > 0 && length <= SCENARIO_NAME_MAX && name[0] != '-' &&
        strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == length)
        return 0;
    problem_set(problem, PROBLEM_USAGE, "“%.80s” cannot be the name of a scenario", name);
    return problem_next(problem, "Use small letters, digits, - and _, at most %d: step-down", SCENARIO_NAME_MAX);
}

/* Path of a scenario's file (free it), and how problems name it. */
static char *path_of(const struct casebook *casebook, const char *name, char shown[NAME_SIZE])
{
    snprintf(shown, NAME_SIZE, "scenarios/%s.yaml", name);
    return file_join(casebook->folder, shown);
}

static struct plan_limits limits_of(const struct casebook *casebook, day first, day last, const char *shown)
{
    const double cap = casebook_settings(casebook)->effects_cap;
    return (struct plan_limits){.system = &casebook_system(casebook)->flow,
                                .first = first,
                                .last = last,
                                .cap = cap > 0 ? cap : PLAN_CAP_DEFAULT,
                                .file = shown};
}

int casebook_scenario_names(const struct casebook *casebook, struct file_paths *out, struct problem *problem)
{
    char *folder = file_join(casebook->folder, "scenarios");
    int code = folder ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the names of scenarios");
    struct file_paths all = {0};
    *out = (struct file_paths){0};
    if (code == 0 && file_is_folder(folder))
        code = file_list(folder, &all, problem);
    for (int64_t i = 0; i < all.count && code == 0; i++) {
        char *name = all.path[i] + strlen(folder) + 1;
        const size_t length = strlen(name);
        if (length <= 5 || strcmp(name + length - 5, ".yaml") != 0 || strchr(name, '/'))
            continue;
        memmove(all.path[i], name, length - 5);
        all.path[i][length - 5] = '\0';
        char *keep = all.path[out->count];
        all.path[out->count++] = all.path[i];
        all.path[i] = keep;
    }
    if (code == 0) {
        for (int64_t i = out->count; i < all.count; i++)
            free(all.path[i]);
        out->path = all.path;
        out->capacity = all.capacity;
    } else {
        out->count = 0;
        file_paths_clear(&all);
    }
    free(folder);
    return code;
}

/* The bytes of a scenario; PROBLEM_NOT_FOUND says which there are. */
static int read_file(const struct casebook *casebook, const char *name, char shown[NAME_SIZE], struct file_bytes *out,
                     struct problem *problem)
{
    int code = check_name(name, problem);
    if (code < 0)
        return code;
    char *path = path_of(casebook, name, shown);
    if (!path)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the scenario");
    if (!file_exists(path)) {
        problem_set(problem, PROBLEM_NOT_FOUND, "there is no scenario called %s", name);
        code = problem_next(
            problem, "See which there are with: homeward scenario list. Make it with: homeward scenario new %s", name);
    } else {
        code = file_read(path, SCENARIO_LIMIT, out, problem);
    }
    free(path);
    return code;
}

int casebook_scenario_mark(const struct casebook *casebook, const char *name, char out[9], struct problem *problem)
{
    char shown[NAME_SIZE], hash[33];
    struct file_bytes bytes = {0};
    int code = read_file(casebook, name, shown, &bytes, problem);
    if (code == 0) {
        casebook_hash(bytes.bytes, bytes.length, hash);
        memcpy(out, hash, 8);
        out[8] = '\0';
    }
    file_bytes_clear(&bytes);
    return code;
}

int casebook_load_scenario(const struct casebook *casebook, const char *name, day first, day last, struct plan_scenario *out,
                           struct problem *problem)
{
    struct file_bytes bytes = {0};
    char shown[NAME_SIZE];
    int code = read_file(casebook, name, shown, &bytes, problem);
    const struct plan_limits limits = limits_of(casebook, first, last, shown);
    if (code == 0)
        code = casebook_read_scenario(bytes.bytes, bytes.length, &limits, out, problem);
    file_bytes_clear(&bytes);
    return code;
}

/* The text of an entry of the library, or the one to begin from. */
static const char *text_to_begin(const char *entry, struct problem *problem)
{
    if (!entry)
        return to_begin_from;
    for (int32_t i = 0; i < library_files_count; i++) {
        const char *slash = strchr(library_files[i].name, '/');
        if (strcmp(library_files[i].name, entry) == 0 || (slash && strcmp(slash + 1, entry) == 0))
            return library_files[i].text;
    }
    problem_set(problem, PROBLEM_NOT_FOUND, "the library has no initiative called %.80s", entry);
    problem_next(problem, "See what it has with: homeward scenario library");
    return NULL;
}

/* The text with the day `from` in the place of the stand-in. */
static void append_dated(struct text *out, const char *text, day from)
{
    for (const char *found; (found = strstr(text, stand_in)); text = found + strlen(stand_in)) {
        text_append_bytes(out, text, (size_t)(found - text));
        calendar_append(out, from);
    }
    text_append(out, text);
}

static int write_new(const struct casebook *casebook, const char *name, const struct text *text, struct problem *problem)
{
    char shown[NAME_SIZE];
    char *folder = file_join(casebook->folder, "scenarios"), *path = path_of(casebook, name, shown);
    int code = folder && path ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the scenario");
    if (code == 0 && file_exists(path)) {
        problem_set(problem, PROBLEM_INPUT, "there is a scenario called %s already", name);
        code = problem_next(problem, "Choose another name, or change it with: homeward scenario set %s S01.owner=…", name);
    }
    if (code == 0)
        code = file_make_folder(folder, FOLDER_MODE, problem);
    if (code == 0)
        code = file_write(path, text_string(text), text->length, SCENARIO_MODE, problem);
    free(path);
    free(folder);
    return code;
}

int casebook_make_scenario(const struct casebook *casebook, const char *name, const char *entry, day from,
                           struct problem *problem)
{
    int code = check_name(name, problem);
    const char *text = code == 0 ? text_to_begin(entry, problem) : NULL;
    if (!text)
        return code < 0 ? code : problem ? (int)problem->code : PROBLEM_NOT_FOUND;
    struct text dated = {0};
    append_dated(&dated, text, from);
    code = text_check(&dated, problem);
    if (code == 0)
        code = write_new(casebook, name, &dated, problem);
    text_clear(&dated);
    return code;
}

int casebook_set_in_scenario(const struct casebook *casebook, const char *name, const char *path, const char *value,
                             day first, day last, struct problem *problem)
{
    struct file_bytes bytes = {0};
    struct text changed = {0};
    char shown[NAME_SIZE];
    int code = read_file(casebook, name, shown, &bytes, problem);
    const struct plan_limits limits = limits_of(casebook, first, last, shown);
    if (code == 0)
        code = casebook_change_scenario(bytes.bytes, bytes.length, path, value, &limits, &changed, problem);
    char *file = code == 0 ? path_of(casebook, name, shown) : NULL;
    if (code == 0 && !file)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the scenario");
    if (code == 0)
        code = file_write(file, text_string(&changed), changed.length, SCENARIO_MODE, problem);
    free(file);
    text_clear(&changed);
    file_bytes_clear(&bytes);
    return code;
}
