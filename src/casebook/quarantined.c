#include "casebook/import.h"
#include "casebook/store.h"

int casebook_each_quarantined(struct casebook *casebook, int (*each)(void *self, const struct casebook_quarantined *row),
                              void *self, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(casebook->database,
                      "SELECT name, year, line, column_number, field, reason, excerpt, 1 AS place, authority, form"
                      " FROM return_file JOIN quarantined ON quarantined.file = return_file.id"
                      " WHERE superseded_by IS NULL"
                      " UNION ALL SELECT name, -2147483648, line, column_number, field, reason, excerpt, 2, authority,"
                      " 'price list' FROM price_list JOIN price_quarantined ON price_quarantined.list = price_list.id"
                      " WHERE superseded_by IS NULL"
                      " ORDER BY place, authority, year, form, line, column_number",
                      &statement, problem);
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
