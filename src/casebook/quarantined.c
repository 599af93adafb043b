#include "casebook/import.h"
#include "casebook/store.h"

static int each_of(struct casebook *casebook, bool ever, int (*each)(void *self, const struct casebook_quarantined *row),
                   void *self, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code =
        store_prepare(casebook->database,
                      "SELECT name, year, line, column_number, field, reason, excerpt, superseded_by, 1 AS place,"
                      " authority, form, brought_by"
                      " FROM return_file JOIN quarantined ON quarantined.file = return_file.id"
                      " WHERE superseded_by IS NULL OR ?1"
                      " UNION ALL SELECT name, -2147483648, line, column_number, field, reason, excerpt, superseded_by, 2,"
                      " authority, 'price list', brought_by"
                      " FROM price_list JOIN price_quarantined ON price_quarantined.list = price_list.id"
                      " WHERE superseded_by IS NULL OR ?1"
                      " UNION ALL SELECT name, -2147483648, line, column_number, field, reason, excerpt, superseded_by, 3,"
                      " authority, 'capacity list', brought_by"
                      " FROM capacity_list JOIN capacity_quarantined ON capacity_quarantined.list = capacity_list.id"
                      " WHERE superseded_by IS NULL OR ?1"
                      " UNION ALL SELECT name, -2147483648, line, column_number, field, reason, excerpt, given_up, 4,"
                      " authority, kind, brought_by FROM (SELECT *, (SELECT CASE WHEN count(*) = count(superseded_by)"
                      " THEN max(superseded_by) END FROM books_part WHERE books_part.file = books_file.id) AS given_up"
                      " FROM books_file) AS books JOIN books_quarantined ON books_quarantined.file = books.id"
                      " WHERE given_up IS NULL OR ?1"
                      " ORDER BY place, authority, year, form, brought_by, line, column_number",
                      &statement, problem);
    if (code == 0)
        sqlite3_bind_int(statement, 1, ever);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        const struct casebook_quarantined row = {
            .file = store_text(statement, 0),
            .year = sqlite3_column_int(statement, 1),
            .line = sqlite3_column_int64(statement, 2),
            .column = sqlite3_column_int(statement, 3),
            .field = store_text(statement, 4),
            .reason = store_text(statement, 5),
            .excerpt = store_text(statement, 6),
            .superseded_by = sqlite3_column_int64(statement, 7),
        };
        code = each(self, &row);
    }
    sqlite3_finalize(statement);
    return code;
}

int casebook_each_quarantined(struct casebook *casebook, int (*each)(void *self, const struct casebook_quarantined *row),
                              void *self, struct problem *problem)
{
    return each_of(casebook, false, each, self, problem);
}

int casebook_each_quarantined_ever(struct casebook *casebook,
                                   int (*each)(void *self, const struct casebook_quarantined *row), void *self,
                                   struct problem *problem)
{
    return each_of(casebook, true, each, self, problem);
}
