/*
 * bench_sqlite_rows: what SQLite alone takes to keep a million episodes and to give them back: the floor of an import.
 *
 * A table like the casebook's `episode` (no foreign keys, nothing checked), rows that are ready in memory, eight to a
 * statement and all in one transaction, then every column of every row read. Whatever a program does around it, importing a
 * million rows and reading them for rates takes at least the two times printed here, by processor time.
 *
 *     ninja -C build bench/bench_sqlite_rows && build/bench/bench_sqlite_rows [rows]
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "clock.h"

enum { AT_ONCE = 8, NUMBERS = 7, TEXTS = 8, VALUES = NUMBERS + TEXTS };

static const char make[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
    "CREATE TABLE episode (file INTEGER NOT NULL, line INTEGER NOT NULL, child INTEGER NOT NULL, decom INTEGER NOT NULL,"
    " dec INTEGER, home_hash INTEGER, place_hash INTEGER, rne TEXT, ls TEXT, cin TEXT, place TEXT, place_provider TEXT,"
    " home_district TEXT, place_district TEXT, urn TEXT, PRIMARY KEY (file, line)) STRICT, WITHOUT ROWID;";

static const char *const text[TEXTS] = {"S", "C2", "N1", "U4", "PR4", "ZX9", "ZX12", "SC123456"};

static void bind(sqlite3_stmt *statement, int at, int64_t row)
{
    const int64_t number[NUMBERS] = {1, row, row * 7 % 300000, row % 20000, row % 20000 + 90, row * 2654435761, row * 40503};
    int place = at * VALUES;
    for (int i = 0; i < NUMBERS; i++)
        sqlite3_bind_int64(statement, ++place, number[i]);
    for (int i = 0; i < TEXTS; i++)
        sqlite3_bind_text(statement, ++place, text[i], -1, SQLITE_STATIC);
}

static int put_in(sqlite3 *database, int64_t rows)
{
    static const char one[] = "(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
    char sql[64 + AT_ONCE * sizeof one];
    sqlite3_stmt *statement = NULL;
    int length = snprintf(sql, sizeof sql, "INSERT INTO episode VALUES ");
    for (int i = 0; i < AT_ONCE; i++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, "%s%s", i ? "," : "", one);
    if (sqlite3_exec(database, "BEGIN", NULL, NULL, NULL) || sqlite3_prepare_v2(database, sql, -1, &statement, NULL))
        return -1;
    int code = 0;
    for (int64_t row = 0; code == 0 && row + AT_ONCE <= rows; row += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++)
            bind(statement, i, row + i);
        code = sqlite3_step(statement) == SQLITE_DONE ? sqlite3_reset(statement) : -1;
    }
    sqlite3_finalize(statement);
    return code ? code : sqlite3_exec(database, "COMMIT", NULL, NULL, NULL);
}

static int64_t read_back(sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    int64_t sum = 0;
    if (sqlite3_prepare_v2(database, "SELECT * FROM episode WHERE file = 1 ORDER BY line", -1, &statement, NULL))
        return -1;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < NUMBERS; i++)
            sum += sqlite3_column_int64(statement, i) & 1;
        for (int i = NUMBERS; i < VALUES; i++)
            sum += *(const char *)sqlite3_column_blob(statement, i);
    }
    sqlite3_finalize(statement);
    return sum;
}

static int measure(const char *path, int64_t rows)
{
    sqlite3 *database = NULL;
    int code = sqlite3_open(path, &database);
    if (code == 0)
        code = sqlite3_exec(database, make, NULL, NULL, NULL);
    const double begun = processor_seconds();
    if (code == 0)
        code = put_in(database, rows);
    const double kept = processor_seconds();
    if (code == 0 && read_back(database) <= 0)
        code = -1;
    const double read = processor_seconds();
    sqlite3_close(database);
    if (code == 0) {
        printf("sqlite alone: %lld rows put in\t%.4f\ts of a processor\n", (long long)rows, kept - begun);
        printf("sqlite alone: %lld rows read back\t%.4f\ts of a processor\n", (long long)rows, read - kept);
    }
    return code;
}

int main(int count, char **argument)
{
    char folder[] = "/tmp/homeward-bench-XXXXXX", path[64], beside[80];
    const int64_t rows = count > 1 ? strtoll(argument[1], NULL, 10) : 1000000;
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/rows.db", folder);
    const int code = measure(path, rows);
    for (int i = 0; i < 3; i++) {
        static const char *const end[] = {"", "-wal", "-shm"};
        snprintf(beside, sizeof beside, "%s%s", path, end[i]);
        unlink(beside);
    }
    rmdir(folder);
    if (code)
        fprintf(stderr, "bench_sqlite_rows: SQLite failed in %s\n", folder);
    return code != 0;
}
