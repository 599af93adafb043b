#include <jansson.h>

#include "table/render_formats.h"
#include "calendar/calendar.h"

/*
 * Thousandths are the only numbers that are not whole. Fifteen significant digits of the double nearest to n / 1000 are n /
 * 1000 again for every n below 10^15 (IEEE 754: 15 decimal digits survive a double), so what is printed is exact: 702.5,
 * -0.125. Whole ones are printed as whole numbers of any size.
 */
enum { JSON_DIGITS = 15 };
static const int64_t json_milli_end = 1000000000000000;

static const char *kind_word(enum table_kind kind)
{
    static const char *const words[] = {"text", "count", "milli", "pence", "date", "month"};
    return words[kind];
}

static json_t *milli_value(int64_t milli)
{
    if (milli % 1000 == 0)
        return json_integer(milli / 1000);
    if (milli <= -json_milli_end || milli >= json_milli_end)
        return NULL;
    return json_real((double)milli / 1000.0);
}

static json_t *date_value(day on)
{
    struct text date = {0};
    calendar_append(&date, on);
    json_t *value = date.failed ? NULL : json_string(text_string(&date));
    text_clear(&date);
    return value;
}

static json_t *cell_value(enum table_kind kind, const struct table_cell *cell)
{
    if (cell->state == TABLE_BLANK)
        return json_null();
    if (cell->state == TABLE_NOT_AVAILABLE)
        return json_string("[x]");
    if (cell->state == TABLE_WITHHELD)
        return json_string("[c]");
    switch (kind) {
    case TABLE_TEXT:
        return json_string(cell->text);
    case TABLE_COUNT:
    case TABLE_PENCE:
        return json_integer(cell->value);
    case TABLE_MILLI:
        return milli_value(cell->value);
    case TABLE_DATE:
    case TABLE_MONTH:
        return date_value((day)cell->value);
    }
    return NULL;
}

static json_t *row_object(const struct table *table, int64_t row)
{
    json_t *object = json_object();
    for (int32_t column = 0; object && column < table->columns; column++) {
        json_t *value = cell_value(table->column[column].kind, table_at(table, row, column));
        if (json_object_set_new(object, table->column[column].name, value) < 0) {
            json_decref(object);
            return NULL;
        }
    }
    return object;
}

static json_t *column_object(const struct table_column_head *column)
{
    const char *unit = column->kind == TABLE_PENCE ? "pence" : column->unit;
    return json_pack("{s:s, s:s, s:s, s:s}", "name", column->name, "heading", column->heading, "kind",
                     kind_word(column->kind), "unit", unit);
}

static int append_bytes(const char *bytes, size_t length, void *out)
{
    text_append_bytes(out, bytes, length);
    return 0;
}

/* Appends `value`, which it takes over, in one line. NULL (memory, or a number too large to be exact) is a failure. */
static bool append_json(struct text *out, json_t *value)
{
    const size_t flags = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(JSON_DIGITS);
    bool done = value && json_dump_callback(value, append_bytes, out, flags) == 0;
    json_decref(value);
    return done;
}

static bool append_member(struct text *out, const char *key, const char *value)
{
    text_format(out, "\"%s\":", key);
    bool done = append_json(out, json_string(value));
    text_append(out, ",\n");
    return done;
}

static bool append_list(struct text *out, const struct table *table, int64_t count,
                        json_t *(*element)(const struct table *, int64_t))
{
    bool done = true;
    text_append_char(out, '[');
    for (int64_t i = 0; done && i < count; i++) {
        text_append(out, i ? ",\n" : "\n");
        done = append_json(out, element(table, i));
    }
    text_append(out, count ? "\n]" : "]");
    return done;
}

static json_t *column_of(const struct table *table, int64_t column)
{
    return column_object(&table->column[column]);
}

static json_t *note_of(const struct table *table, int64_t note)
{
    return json_string(table->note[note]);
}

int render_json(const struct table *table, struct text *out, struct problem *problem)
{
    text_append(out, "{");
    bool done = append_member(out, "id", table->id) && append_member(out, "title", table->title) &&
                append_member(out, "subtitle", table->subtitle) && append_member(out, "run", table->run);
    text_append(out, "\"columns\":");
    done = done && append_list(out, table, table->columns, column_of);
    text_append(out, ",\n\"rows\":");
    done = done && append_list(out, table, table->rows, row_object);
    text_append(out, ",\n\"notes\":");
    done = done && append_list(out, table, table->notes, note_of);
    text_append(out, "}\n");
    if (done)
        return 0;
    return problem_set(problem, PROBLEM_LIMIT,
                       "table %s cannot be written as JSON: a number is too large to be exact, or memory is out", table->id);
}
