/*
 * records_load: all rows of the workspace's own authority, in force or in force at a snapshot, out of the casebook.
 *
 * Where the headers of several years disagree about a child, the newest year wins; the sex and the date of birth each go by
 * their own newest year that gives one. How often they disagree, casebook_count_conflicts says.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import.h"
#include "casebook/records_order.h"
#include "casebook/snapshots.h"
#include "casebook/store.h"

/* Records on their way. */
struct loading {
    sqlite3 *database;
    const char *authority; /* whose rows */
    struct care_records *out;
    struct loaded loaded;
    int64_t rows_capacity, children_capacity;
    int32_t *number; /* [numbers] by row id of the child: its number in `loaded` + 1, 0 while no row in force named it */
    int64_t numbers;
    uint8_t *seen;    /* [numbers] 1 when the return being loaded has named the child already */
    int64_t known_at; /* the last snapshot whose files are known */
};

/* One file in force. */
struct file_in_force {
    int32_t id, year;
    bool annual;
    day last_date;
};

/* The number of a child that the row named, who is added when new; or a negative code. */
static int64_t child_number(struct loading *loading, int64_t id, struct problem *problem)
{
    if (id < 0 || id >= loading->numbers)
        return problem_set(problem, PROBLEM_STORE, "a row of the casebook names a child that is not there");
    if (loading->number[id])
        return loading->number[id] - 1;
    struct loaded *loaded = &loading->loaded;
    if (array_reserve(&loaded->child, &loading->children_capacity, loaded->children + 1, sizeof *loaded->child, problem) < 0)
        return PROBLEM_MEMORY;
    loaded->child[loaded->children] =
        (struct loaded_child){.name = id, .born = DAY_NONE, .first_decom = DAY_OPEN, .uasc_ceased = DAY_NONE};
    loading->number[id] = (int32_t)++loaded->children;
    return loaded->children - 1;
}

static short_code code_at(sqlite3_stmt *statement, int column)
{
    const void *bytes = sqlite3_column_blob(statement, column); /* of text: its bytes, without making a NUL-ended copy */
    short_code value = 0;
    if (bytes)
        code_pack(bytes, (size_t)sqlite3_column_bytes(statement, column), &value);
    return value;
}

static int load_episode(struct loading *loading, const struct file_in_force *file, sqlite3_stmt *statement,
                        struct care_return *into, struct problem *problem)
{
    struct loaded *loaded = &loading->loaded;
    int64_t id = sqlite3_column_int64(statement, 0);
    int64_t child = child_number(loading, id, problem);
    if (child < 0)
        return (int)child;
    if (array_reserve(&loaded->row, &loading->rows_capacity, loaded->rows + 1, sizeof *loaded->row, problem) < 0)
        return PROBLEM_MEMORY;
    struct loaded_row *row = &loaded->row[loaded->rows++];
    *row = (struct loaded_row){.child = (int32_t)child, .year = file->year, .file = file->id};
    row->line = sqlite3_column_int(statement, 1);
    row->decom = sqlite3_column_int(statement, 2);
    row->dec = sqlite3_column_type(statement, 3) == SQLITE_NULL ? DAY_OPEN : sqlite3_column_int(statement, 3);
    for (int k = 0; k < LOADED_CODES; k++)
        row->code[k] = code_at(statement, 4 + k);
    row->home = (uint64_t)sqlite3_column_int64(statement, 4 + LOADED_CODES);
    into->children += !loading->seen[id];
    loading->seen[id] = 1;
    return 0;
}

static int load_episodes(struct loading *loading, const struct file_in_force *file, struct problem *problem)
{
    int64_t place = care_records_add_return(loading->out, problem);
    if (place < 0)
        return (int)place;
    struct care_return *into = &loading->out->return_of[place];
    *into = (struct care_return){.year = file->year, .annual = file->annual, .last_date = file->last_date};
    memset(loading->seen, 0, (size_t)loading->numbers);
    sqlite3_stmt *statement;
    int code = store_prepare(loading->database,
                             "SELECT child, line, decom, dec, rne, ls, cin, place, place_provider, rec, reason_place_change,"
                             " home_hash FROM episode WHERE file = ?1 ORDER BY line",
                             &statement, problem);
    if (code == 0)
        sqlite3_bind_int(statement, 1, file->id);
    while (code == 0 && (code = store_next(statement, problem)) == 1)
        code = load_episode(loading, file, statement, into, problem);
    sqlite3_finalize(statement);
    return code;
}

/* Codes 1 and 2 up to 2023-24, M and F since. */
static uint8_t sex_of(short_code value)
{
    if (value == code_of("1") || value == code_of("M"))
        return 'M';
    if (value == code_of("2") || value == code_of("F"))
        return 'F';
    return value == code_of("U") ? 'U' : 0;
}

/* Files come by rising year, so that the newest has the last word. */
static int load_header(struct loading *loading, const struct file_in_force *file, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(loading->database,
                             "SELECT header_row.child, sex, born FROM header_row JOIN child_birth USING (file, line)"
                             " WHERE header_row.file = ?1 ORDER BY line",
                             &statement, problem);
    if (code == 0)
        sqlite3_bind_int(statement, 1, file->id);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t number = child_number(loading, sqlite3_column_int64(statement, 0), problem);
        code = number < 0 ? (int)number : 0;
        if (code < 0)
            break;
        struct loaded_child *child = &loading->loaded.child[number];
        uint8_t sex = sex_of(code_at(statement, 1));
        day born = store_day(statement, 2);
        child->sex = sex ? sex : child->sex;
        child->born = born != DAY_NONE ? born : child->born;
    }
    sqlite3_finalize(statement);
    return code;
}

static int load_uasc(struct loading *loading, const struct file_in_force *file, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(loading->database, "SELECT child, duc FROM uasc_row WHERE file = ?1 ORDER BY line", &statement,
                             problem);
    if (code == 0)
        sqlite3_bind_int(statement, 1, file->id);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t number = child_number(loading, sqlite3_column_int64(statement, 0), problem);
        code = number < 0 ? (int)number : 0;
        if (code < 0)
            break;
        loading->loaded.child[number].uasc = 1;
        loading->loaded.child[number].uasc_ceased = store_day(statement, 1);
    }
    sqlite3_finalize(statement);
    return code;
}

static int load_file(struct loading *loading, sqlite3_stmt *files, struct problem *problem)
{
    const char *form = store_text(files, 1);
    const struct file_in_force file = {
        .id = sqlite3_column_int(files, 0),
        .year = sqlite3_column_int(files, 2),
        .annual = sqlite3_column_int(files, 3) != 0,
        .last_date = store_day(files, 4),
    };
    if (strcmp(form, "episodes") == 0)
        return load_episodes(loading, &file, problem);
    return strcmp(form, "header") == 0 ? load_header(loading, &file, problem) : load_uasc(loading, &file, problem);
}

static int load_files(struct loading *loading, struct problem *problem)
{
    int64_t newest;
    int code = store_number(loading->database, "SELECT max(id) FROM child", &newest, problem);
    if (code < 0)
        return code;
    loading->numbers = newest + 1;
    loading->number = array_new(loading->numbers, sizeof *loading->number, problem);
    loading->seen = loading->number ? array_new(loading->numbers, sizeof *loading->seen, problem) : NULL;
    if (!loading->seen)
        return PROBLEM_MEMORY;
    sqlite3_stmt *files;
    code = store_prepare(loading->database,
                         "SELECT id, form, year, annual, last_date FROM return_file"
                         " WHERE authority = ?1 AND form IN ('episodes', 'header', 'uasc') AND brought_by <= ?2"
                         " AND (superseded_by IS NULL OR superseded_by > ?2) ORDER BY year, form",
                         &files, problem);
    if (code == 0) {
        store_bind_text(files, 1, loading->authority);
        sqlite3_bind_int64(files, 2, loading->known_at);
    }
    while (code == 0 && (code = store_next(files, problem)) == 1)
        code = load_file(loading, files, problem);
    sqlite3_finalize(files);
    return code;
}

/* 31 March of the newest return, or the last day of an extract. */
static day known_to(const struct care_records *records)
{
    const struct care_return *newest = &records->return_of[records->returns - 1];
    return newest->annual ? calendar_year_end(newest->year) : newest->last_date;
}

int casebook_count_others(struct casebook *casebook, struct casebook_others *out, struct problem *problem)
{
    *out = (struct casebook_others){0};
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT count(DISTINCT authority), coalesce(sum(rows_kept), 0) FROM return_file"
                             " WHERE superseded_by IS NULL AND authority <> ?1",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        out->authorities = sqlite3_column_int64(statement, 0);
        out->rows = sqlite3_column_int64(statement, 1);
    }
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

/* What to do about a casebook without episodes of its own authority. */
static int refuse_empty(struct casebook *casebook, int64_t snapshot, struct problem *problem)
{
    struct casebook_others others;
    if (snapshot != CASEBOOK_NOW) {
        problem_set(problem, PROBLEM_NOT_FOUND, "the casebook had no episodes at snapshot %lld", (long long)snapshot);
        problem_next(problem, "Choose a later snapshot: homeward data list shows what came with each.");
        return PROBLEM_NOT_FOUND;
    }
    int code = casebook_count_others(casebook, &others, problem);
    if (code < 0)
        return code;
    if (others.authorities == 0) {
        problem_set(problem, PROBLEM_NOT_FOUND, "the casebook has no episodes yet");
        problem_next(problem, "Import the council's SSDA903 returns: homeward import FOLDER");
        return PROBLEM_NOT_FOUND;
    }
    problem_set(problem, PROBLEM_NOT_FOUND, "the casebook has no episodes of %.100s (%s), only rows of %lld other %s",
                casebook->settings.council, casebook->settings.authority, (long long)others.authorities,
                others.authorities == 1 ? "authority" : "authorities");
    problem_next(problem, "Import its returns, or make a workspace for the other authority: homeward init FOLDER"
                          " --council NAME --authority CODE");
    return PROBLEM_NOT_FOUND;
}

int casebook_load_records_at(struct casebook *casebook, int64_t snapshot, struct care_records *out, struct problem *problem)
{
    *out = (struct care_records){0};
    struct loading loading = {.database = casebook->database, .authority = casebook->settings.authority, .out = out};
    loading.known_at = snapshot == CASEBOOK_NOW ? INT64_MAX : snapshot;
    int code = casebook_need_snapshot(casebook, snapshot, problem);
    if (code == 0)
        code = load_files(&loading, problem);
    if (code == 0 && out->returns == 0)
        code = refuse_empty(casebook, snapshot, problem);
    if (code == 0)
        code = records_order(&loading.loaded, out, problem);
    if (code == 0)
        out->known_to = known_to(out);
    else
        care_records_clear(out);
    loaded_clear(&loading.loaded);
    free(loading.number);
    free(loading.seen);
    return code;
}

int casebook_load_records(struct casebook *casebook, struct care_records *out, struct problem *problem)
{
    return casebook_load_records_at(casebook, CASEBOOK_NOW, out, problem);
}

static int count_own(struct casebook *casebook, const char *sql, int64_t *out, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database, sql, &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        code = store_next(statement, problem);
    }
    *out = code == 1 ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return code < 0 ? code : 0;
}

int casebook_count_conflicts(struct casebook *casebook, struct casebook_conflicts *out, struct problem *problem)
{
    int code = count_own(casebook,
                         "SELECT count(*) FROM (SELECT header_row.child FROM return_file JOIN header_row ON file = id"
                         " JOIN child_birth USING (file, line) WHERE superseded_by IS NULL AND authority = ?1"
                         " GROUP BY header_row.child HAVING min(born) < max(born))",
                         &out->births, problem);
    return code < 0 ? code
                    : count_own(casebook,
                                "SELECT count(*) FROM (SELECT child FROM return_file JOIN header_row ON file = id"
                                " WHERE superseded_by IS NULL AND authority = ?1 AND sex IS NOT NULL GROUP BY child"
                                " HAVING count(DISTINCT CASE sex WHEN '1' THEN 'M' WHEN '2' THEN 'F' ELSE sex END) > 1)",
                                &out->sexes, problem);
}
