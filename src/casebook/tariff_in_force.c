#include "casebook/tariff_in_force.h"

#include <string.h>

#include "base/file.h"
#include "casebook/settings.h"

/* "the council's price list, prices.csv: Contract register", cut between characters where it is too long. */
static int name_source(const char *file, const char *words, char *out, size_t size, struct problem *problem)
{
    struct text source = {0};
    text_format(&source, "the council's price list, %s%s%s", file_name(file), words[0] ? ": " : "", words);
    int code = text_check(&source, problem);
    size_t length = source.length < size ? source.length : size - 1;
    while (length < source.length && (source.bytes[length] & 0xC0) == 0x80)
        length--;
    if (code == 0) {
        memcpy(out, source.bytes, length);
        out[length] = '\0';
    }
    text_clear(&source);
    return code;
}

/* The row at hand: file, state, pence, day from which it holds, uplift, source. */
static int take_line(const struct casebook *casebook, sqlite3_stmt *row, struct tariff *out, struct problem *problem)
{
    int32_t state = flow_state_named(&casebook->system.flow, store_text(row, 1));
    if (state < 0)
        return 0;
    struct tariff_line *line = &out->line[state];
    *line = (struct tariff_line){
        .given = true,
        .own = true,
        .per_week = {sqlite3_column_int64(row, 2)},
        .price_year = calendar_year(store_day(row, 3)),
        .uplift = sqlite3_column_int(row, 4),
    };
    return name_source(store_text(row, 0), store_text(row, 5), line->source, sizeof line->source, problem);
}

static int take_price_list(const struct casebook *casebook, struct tariff *out, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(casebook->database,
                             "SELECT name, state, per_week, holds_from, uplift, source"
                             " FROM price_list JOIN price ON price.list = price_list.id"
                             " WHERE superseded_by IS NULL AND authority = ?1 ORDER BY holds_from, line",
                             &statement, problem);
    if (code == 0)
        store_bind_text(statement, 1, casebook->settings.authority);
    while (code == 0 && (code = store_next(statement, problem)) == 1)
        code = take_line(casebook, statement, out, problem);
    sqlite3_finalize(statement);
    return code;
}

int tariff_in_force(const struct casebook *casebook, struct tariff *out, struct problem *problem)
{
    struct casebook_settings settings;
    tariff_default(&casebook->system.flow, out);
    int code = take_price_list(casebook, out, problem);
    if (code < 0)
        return code;
    return settings_read(casebook->settings_text.bytes, casebook->settings_text.length, &casebook->system, &settings, out,
                         problem);
}
