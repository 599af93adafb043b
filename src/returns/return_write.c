#include "returns/return_write.h"

#include <string.h>

static bool needs_quotes(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (strchr(",\"\r\n", cell.bytes[i]))
            return true;
    return false;
}

static void write_cell(struct text *out, struct return_text cell)
{
    if (!needs_quotes(cell)) {
        text_append_bytes(out, cell.bytes, cell.length);
        return;
    }
    text_append_char(out, '"');
    for (uint32_t i = 0; i < cell.length; i++) {
        if (cell.bytes[i] == '"')
            text_append_char(out, '"');
        text_append_char(out, cell.bytes[i]);
    }
    text_append_char(out, '"');
}

static bool in_use(const struct return_column *column, int32_t year)
{
    return year >= column->first_year;
}

void return_write_heading(struct text *out, enum return_table table, int32_t year)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t k = 0; layout && k < layout->columns; k++) {
        if (!in_use(&layout->column[k], year))
            continue;
        if (k)
            text_append_char(out, ',');
        text_append(out, layout->column[k].name);
    }
    text_append_char(out, '\n');
}

void return_write_row(struct text *out, enum return_table table, int32_t year, const struct return_text *cell)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t k = 0; layout && k < layout->columns; k++) {
        if (!in_use(&layout->column[k], year))
            continue;
        if (k)
            text_append_char(out, ',');
        write_cell(out, cell[k]);
    }
    text_append_char(out, '\n');
}

void return_write_merged_heading(struct text *out, enum return_table table, int32_t newest)
{
    text_append(out, "LA,YEAR,");
    return_write_heading(out, table, newest);
}

void return_write_merged_row(struct text *out, enum return_table table, int32_t newest, const char *authority, int32_t year,
                             const struct return_text *cell)
{
    write_cell(out, return_text_of(authority));
    text_format(out, ",%d,", year + 1);
    return_write_row(out, table, newest, cell);
}

struct return_text return_text_of(const char *string)
{
    return (struct return_text){string, (uint32_t)strlen(string)};
}

/* Writes `digits` decimal digits, with noughts in front; a faster and locale-free "%0*d". */
static void write_digits(char *to, int digits, int32_t value)
{
    for (int i = digits - 1; i >= 0; i--) {
        to[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

struct return_text return_date_text(day on, char buffer[RETURN_CELL_SIZE])
{
    buffer[0] = '\0';
    if (on == DAY_NONE || on == DAY_OPEN)
        return (struct return_text){buffer, 0};
    struct calendar_date date = calendar_date(on);
    memcpy(buffer, "dd/mm/yyyy", 11);
    write_digits(buffer, 2, date.day);
    write_digits(buffer + 3, 2, date.month);
    write_digits(buffer + 6, 4, date.year);
    return (struct return_text){buffer, 10};
}

struct return_text return_code_text(short_code value, char buffer[RETURN_CELL_SIZE])
{
    return return_text_of(code_text(value, buffer));
}

short_code return_sex_code(char sex, int32_t year)
{
    if (year >= 2024)
        return code_of(sex == 'M' ? "M" : sex == 'F' ? "F" : "U");
    return code_of(sex == 'M' ? "1" : sex == 'F' ? "2" : "");
}
