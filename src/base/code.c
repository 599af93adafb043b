#include "base/code.h"

#include <string.h>

bool code_pack(const char *bytes, size_t length, short_code *out)
{
    if (length > CODE_MAX)
        return false;
    short_code packed = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x20 || byte > 0x7E)
            return false;
        if (byte >= 'a' && byte <= 'z')
            byte = (unsigned char)(byte - 'a' + 'A');
        packed |= (short_code)byte << (56 - 8 * i);
    }
    *out = packed;
    return true;
}

short_code code_of(const char *string)
{
    short_code packed = 0;
    return code_pack(string, strlen(string), &packed) ? packed : 0;
}

const char *code_text(short_code value, char out[CODE_TEXT_SIZE])
{
    for (int i = 0; i < CODE_MAX; i++)
        out[i] = (char)(value >> (56 - 8 * i));
    out[CODE_MAX] = '\0';
    return out;
}

bool code_may_be_shown(short_code value)
{
    char text[CODE_TEXT_SIZE];
    size_t length = strlen(code_text(value, text));
    int digits = 0;
    for (size_t i = 0; i < length; i++) {
        bool digit = text[i] >= '0' && text[i] <= '9';
        if (!digit && !(text[i] >= 'A' && text[i] <= 'Z'))
            return false;
        digits += digit;
    }
    return digits <= 2 && length <= (digits ? 4 : 6);
}

short_code code_masked(void)
{
    return code_of("***");
}

const char *code_shown(short_code value, char out[CODE_TEXT_SIZE])
{
    return code_text(code_may_be_shown(value) ? value : code_masked(), out);
}
