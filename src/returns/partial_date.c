#include "returns/partial_date.h"

#include <string.h>

/* One piece of a date: its number, or 0 when it is all Z. False when it is neither. */
static bool read_piece(const char *bytes, size_t length, size_t width, int32_t *value)
{
    size_t unknown = 0;
    *value = 0;
    for (size_t i = 0; i < length; i++) {
        bool digit = bytes[i] >= '0' && bytes[i] <= '9';
        if (!digit && bytes[i] != 'Z' && bytes[i] != 'z')
            return false;
        unknown += !digit;
        *value = *value * 10 + (digit ? bytes[i] - '0' : 0);
    }
    if (unknown)
        return unknown == length && length == width;
    return (length == width || (length == 1 && width == 2)) && *value > 0;
}

/* The three pieces between two marks, the first of them `width` wide. */
static bool read_pieces(struct return_text cell, char mark, const size_t width[3], int32_t value[3])
{
    const char *at = cell.bytes, *end = cell.bytes + cell.length;
    for (int i = 0; i < 3; i++) {
        const char *stop = i < 2 ? memchr(at, mark, (size_t)(end - at)) : end;
        if (!stop || stop - at > 4 || !read_piece(at, (size_t)(stop - at), width[i], &value[i]))
            return false;
        at = stop + (i < 2);
    }
    return true;
}

static void write_piece(char *to, size_t width, int32_t value)
{
    for (size_t i = width; i-- > 0; value /= 10)
        to[i] = (char)('0' + value % 10);
}

/* Whether the pieces (0 for what is unknown) can be those of a date. A leap year and a long month allow the most days. */
static bool can_be(struct calendar_date date)
{
    bool whole = date.day && date.month && date.year; /* all that is wholly known is read as a date or is none */
    return !whole && calendar_valid(date.year ? date.year : 2000, date.month ? date.month : 1, date.day ? date.day : 1);
}

bool partial_date_read(struct return_text cell, char out[RETURN_CELL_SIZE])
{
    static const size_t british[3] = {2, 2, 4}, iso[3] = {4, 2, 2};
    day on;
    int32_t value[3];
    if (cell.length == 0)
        return false;
    if (calendar_parse(cell.bytes, cell.length, &on))
        return return_date_text(on, out).length == PARTIAL_DATE_LENGTH;
    bool slashes = memchr(cell.bytes, '/', cell.length) != NULL;
    if (!read_pieces(cell, slashes ? '/' : '-', slashes ? british : iso, value))
        return false;
    struct calendar_date date = {.year = value[slashes ? 2 : 0], .month = value[1], .day = value[slashes ? 0 : 2]};
    if (!can_be(date))
        return false;
    memcpy(out, "ZZ/ZZ/ZZZZ", PARTIAL_DATE_LENGTH + 1);
    if (date.day)
        write_piece(out, 2, date.day);
    if (date.month)
        write_piece(out + 3, 2, date.month);
    if (date.year)
        write_piece(out + 6, 4, date.year);
    return true;
}
