#include "returns/encoding.h"

#include <string.h>

/* The characters 80 … 9F of Windows-1252; all others are those of Latin-1, which are Unicode's. */
static const uint16_t windows[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

/* How many bytes the UTF-8 character at `at` has; 0 when there is none: cut short, overlong, a surrogate or too large. */
static size_t character_length(const unsigned char *at, size_t left)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : at[0] >= 0xC0 ? 2 : 0;
    if (length == 0 || at[0] > 0xF4 || length > left)
        return 0;
    uint32_t value = at[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3Fu);
    }
    bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < least[length] || value > 0x10FFFF || surrogate ? 0 : length;
}

/* How many bytes from `at` on are ASCII, counted in eights: most of every file is. */
static size_t ascii_run(const char *bytes, size_t at, size_t length)
{
    size_t from = at;
    uint64_t eight;
    for (; length - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, bytes + at, sizeof eight);
        if (eight & UINT64_C(0x8080808080808080))
            break;
    }
    return at - from;
}

bool encoding_is_utf8(const char *bytes, size_t length)
{
    size_t at = 0;
    while ((at += ascii_run(bytes, at, length)) < length) {
        size_t step = character_length((const unsigned char *)bytes + at, length - at);
        if (step == 0)
            return false;
        at += step;
    }
    return true;
}

uint32_t encoding_windows_character(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
}

static void append_windows(struct text *out, unsigned char byte)
{
    uint32_t value = encoding_windows_character(byte);
    if (value < 0x80) {
        text_append_char(out, (char)value);
        return;
    }
    if (value >= 0x800) {
        text_append_char(out, (char)(0xE0 | value >> 12));
        text_append_char(out, (char)(0x80 | (value >> 6 & 0x3F)));
    } else {
        text_append_char(out, (char)(0xC0 | value >> 6));
    }
    text_append_char(out, (char)(0x80 | (value & 0x3F)));
}

int encoding_to_utf8(const char *bytes, size_t length, struct text *out, struct problem *problem)
{
    if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    if (encoding_is_utf8(bytes, length))
        text_append_bytes(out, bytes, length);
    else
        for (size_t i = 0; i < length; i++)
            append_windows(out, (unsigned char)bytes[i]);
    return text_check(out, problem);
}
