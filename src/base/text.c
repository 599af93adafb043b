#include "base/text.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void text_clear(struct text *text)
{
    free(text->bytes);
    *text = (struct text){.limit = text->limit};
}

void text_reset(struct text *text)
{
    text->length = 0;
    text->failed = false;
    if (text->bytes)
        text->bytes[0] = '\0';
}

/* Makes room for `more` bytes and the NUL; false (and failed) when it cannot. */
static bool text_reserve(struct text *text, size_t more)
{
    if (text->failed)
        return false;
    size_t limit = text->limit ? text->limit : TEXT_LIMIT_DEFAULT;
    if (more > limit - text->length) {
        text->failed = true;
        return false;
    }
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity)
        return true;
    size_t capacity = text->capacity ? text->capacity * 2 : 128;
    if (capacity < needed)
        capacity = needed;
    char *bytes = realloc(text->bytes, capacity);
    if (!bytes) {
        text->failed = true;
        return false;
    }
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

void text_append_bytes(struct text *text, const char *bytes, size_t count)
{
    if (!text_reserve(text, count))
        return;
    if (count)
        memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void text_append(struct text *text, const char *string)
{
    text_append_bytes(text, string, strlen(string));
}

void text_append_char(struct text *text, char byte)
{
    text_append_bytes(text, &byte, 1);
}

void text_pad(struct text *text, char byte, int count)
{
    for (int i = 0; i < count; i++)
        text_append_char(text, byte);
}

void text_format(struct text *text, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int needed = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (needed >= 0 && text_reserve(text, (size_t)needed)) {
        vsnprintf(text->bytes + text->length, (size_t)needed + 1, format, again);
        text->length += (size_t)needed;
    } else {
        text->failed = true;
    }
    va_end(again);
}

int text_check(const struct text *text, struct problem *problem)
{
    if (!text->failed)
        return 0;
    return problem_set(problem, PROBLEM_MEMORY, "a text grew larger than memory or its limit allows");
}

const char *text_string(const struct text *text)
{
    return text->bytes ? text->bytes : "";
}

int text_width(const char *string)
{
    int width = 0;
    for (const unsigned char *at = (const unsigned char *)string; *at; at++)
        width += (*at & 0xC0) != 0x80; /* continuation bytes take no column of their own */
    return width;
}

void text_append_grouped(struct text *text, int64_t value)
{
    char digits[32];
    uint64_t size = value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value;
    int count = snprintf(digits, sizeof digits, "%" PRIu64, size);
    if (value < 0)
        text_append_char(text, '-');
    for (int i = 0; i < count; i++) {
        if (i && (count - i) % 3 == 0)
            text_append_char(text, ',');
        text_append_char(text, digits[i]);
    }
}

void text_append_milli(struct text *text, int64_t milli)
{
    uint64_t size = milli < 0 ? (uint64_t)0 - (uint64_t)milli : (uint64_t)milli;
    text_format(text, "%s%" PRIu64 ".%03" PRIu64, milli < 0 ? "-" : "", size / 1000, size % 1000);
}

static char capital(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static int32_t least(int32_t left, int32_t right)
{
    return left < right ? left : right;
}

int32_t text_distance(const char *left, const char *right)
{
    int32_t row[TEXT_WORD_MAX + 1];
    const int32_t length = (int32_t)strnlen(right, TEXT_WORD_MAX);
    for (int32_t k = 0; k <= length; k++)
        row[k] = k;
    for (int32_t i = 0; i < TEXT_WORD_MAX && left[i]; i++) {
        int32_t corner = row[0]++;
        for (int32_t k = 1; k <= length; k++) {
            const int32_t changed = corner + (capital(left[i]) != capital(right[k - 1]));
            corner = row[k];
            row[k] = least(changed, least(row[k], row[k - 1]) + 1);
        }
    }
    return row[length];
}
