#include "cli/troff.h"

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

/* One UTF-8 character at `at`; its bytes in *length. A byte that begins none counts as itself. */
static uint32_t character_at(const char *at, size_t *length)
{
    const unsigned char *bytes = (const unsigned char *)at;
    *length = bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : bytes[0] >= 0xC0 ? 2 : 1;
    if (*length == 1)
        return bytes[0];
    uint32_t character = bytes[0] & (0xFFu >> (*length + 1));
    for (size_t i = 1; i < *length; i++) {
        if ((bytes[i] & 0xC0) != 0x80) {
            *length = 1;
            return bytes[0];
        }
        character = character << 6 | (bytes[i] & 0x3F);
    }
    return character;
}

/* The names that troff has for what our texts use; three dots where a screen may lack the one character. */
static const char *named(uint32_t character)
{
    static const struct name {
        uint32_t character; /* Unicode */
        const char *name;   /* what troff prints it by */
    } names[] = {{'\\', "\\e"},     {'`', "\\(ga"},    {'^', "\\(ha"},    {'~', "\\(ti"},    {0x2018, "\\(oq"},
                 {0x2019, "\\(cq"}, {0x201C, "\\(lq"}, {0x201D, "\\(rq"}, {0x2013, "\\(en"}, {0x2014, "\\(em"},
                 {0x2026, "..."},   {0xA3, "\\(Po"},   {0xD7, "\\(mu"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].character == character)
            return names[i].name;
    return NULL;
}

/* Between two letters a hyphen of prose is a hyphen; anywhere else it is a minus or a keyboard's. */
static bool is_hyphen(const char *word, const char *at)
{
    return at > word && isalpha((unsigned char)at[-1]) && isalpha((unsigned char)at[1]);
}

/* `length` bytes of one line, at the beginning of which troff would obey a dot or an apostrophe. */
static void append_escaped(struct text *out, const char *word, size_t length, bool literal)
{
    bool begins = out->length == 0 || out->bytes[out->length - 1] == '\n';
    if (begins && (*word == '.' || *word == '\''))
        text_append(out, "\\&");
    size_t taken;
    for (const char *at = word; at < word + length; at += taken) {
        uint32_t character = character_at(at, &taken);
        const char *name = named(character);
        if (name)
            text_append(out, name);
        else if (character == '-')
            text_append(out, literal || !is_hyphen(word, at) ? "\\-" : "-");
        else if (character == '\'' && literal)
            text_append(out, "\\(aq");
        else if (character < 0x80)
            text_append_char(out, (char)character);
        else
            text_format(out, "\\[u%04" PRIX32 "]", character);
    }
}

void troff_literal(struct text *out, const char *string)
{
    while (*string) {
        size_t length = strcspn(string, "\n");
        append_escaped(out, string, length, true);
        string += length;
        if (*string == '\n') {
            text_append_char(out, '\n');
            string++;
        }
    }
}

/* A word such as --run or -o, whatever stops it. */
static size_t option_length(const char *word, size_t length)
{
    size_t letters = strspn(word, "-");
    if (letters == 0 || letters > 2 || !isalpha((unsigned char)word[letters]))
        return 0;
    size_t most = strspn(word, "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return most < length ? most : length;
}

void troff_prose(struct text *out, const char *string)
{
    while (*string) {
        size_t length = strcspn(string, " \n");
        size_t option = option_length(string, length);
        if (option > 0) {
            text_append(out, "\\fB");
            append_escaped(out, string, option, true);
            text_append(out, "\\fR");
        }
        append_escaped(out, string + option, length - option, false);
        bool sentence = length > 0 && string[length - 1] == '.';
        string += length + strspn(string + length, " \n");
        text_append_char(out, *string == '\0' || sentence ? '\n' : ' ');
    }
}
