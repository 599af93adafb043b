#include "casebook/imported_episodes.h"

#include "casebook/store.h"

int casebook_each_episodes_file(struct casebook *casebook, int64_t snapshot,
                                int (*each)(void *self, const struct casebook_episodes_file *file, struct problem *problem),
                                void *self, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT id, rows_read, rows_kept, authority FROM return_file"
                             " WHERE brought_by = ?1 AND form = 'episodes' ORDER BY id",
                             &statement, problem);
    if (code == 0)
        sqlite3_bind_int64(statement, 1, snapshot);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        const struct casebook_episodes_file file = {
            .file = sqlite3_column_int(statement, 0),
            .read = sqlite3_column_int64(statement, 1),
            .kept = sqlite3_column_int64(statement, 2),
            .authority = store_text(statement, 3),
        };
        code = each(self, &file, problem);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_each_quarantined_episode(struct casebook *casebook, int64_t known_at,
                                      int (*each)(void *self, const struct casebook_quarantined *row), void *self,
                                      struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT name, year, line, column_number, field, reason, excerpt"
                             " FROM return_file JOIN quarantined ON quarantined.file = return_file.id"
                             " WHERE form = 'episodes' AND authority = ?1 AND brought_by <= ?2"
                             " AND (superseded_by IS NULL OR superseded_by > ?2) ORDER BY year, return_file.id, line",
                             &statement, problem);
    if (code == 0) {
        store_bind_text(statement, 1, casebook->settings.authority);
        sqlite3_bind_int64(statement, 2, known_at ? known_at : INT64_MAX);
    }
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        const struct casebook_quarantined row = {
            .file = store_text(statement, 0),
            .year = sqlite3_column_int(statement, 1),
            .line = sqlite3_column_int64(statement, 2),
            .column = sqlite3_column_int(statement, 3),
            .field = store_text(statement, 4),
            .reason = store_text(statement, 5),
            .excerpt = store_text(statement, 6),
        };
        code = each(self, &row);
    }
    sqlite3_finalize(statement);
    return code;
}
