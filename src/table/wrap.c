#include "table/wrap.h"

/* Control characters count as blanks, so that no cell can move the cursor of a terminal. */
static bool is_blank(char byte)
{
    return (byte > 0 && byte <= ' ') || byte == 0x7F;
}

/* Bytes of the character that begins at `at`: itself and the continuation bytes behind it. */
static size_t character_length(const char *at)
{
    size_t length = 1;
    while (((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* A word: its bytes and columns. */
static struct wrapped word_at(const char *at)
{
    struct wrapped word = {.bytes = at};
    while (at[word.length] && !is_blank(at[word.length])) {
        word.length += character_length(at + word.length);
        word.columns++;
    }
    return word;
}

/* The first `width` characters of a word too long for the line. */
static struct wrapped word_cut(struct wrapped word, int32_t width)
{
    struct wrapped cut = {.bytes = word.bytes};
    while (cut.columns < width) {
        cut.length += character_length(word.bytes + cut.length);
        cut.columns++;
    }
    return cut;
}

static const char *skip_blanks(const char *at)
{
    while (is_blank(*at))
        at++;
    return at;
}

bool wrap_next(const char **at, int32_t width, struct wrapped *line)
{
    const char *next = skip_blanks(*at);
    *line = (struct wrapped){.bytes = next};
    if (width < 1)
        width = 1;
    while (*next) {
        struct wrapped word = word_at(next);
        if (line->columns == 0) {
            *line = word.columns > width ? word_cut(word, width) : word;
        } else if (line->columns + 1 + word.columns <= width) {
            line->columns += 1 + word.columns;
            line->length = (size_t)(word.bytes - line->bytes) + word.length;
        } else {
            break;
        }
        bool cut = line->bytes + line->length < word.bytes + word.length;
        next = line->bytes + line->length;
        *at = next;
        if (cut)
            break;
        next = skip_blanks(next);
    }
    return line->columns > 0;
}

void wrap_append(struct text *out, const struct wrapped *line)
{
    bool blank = false;
    for (size_t i = 0; i < line->length; i++) {
        if (!is_blank(line->bytes[i]))
            text_append_char(out, line->bytes[i]);
        else if (!blank)
            text_append_char(out, ' ');
        blank = is_blank(line->bytes[i]);
    }
}

void wrap_paragraph(struct text *out, const char *first, const char *string, int32_t width)
{
    const int32_t indent = text_width(first), room = width > 0 ? width - indent : INT32_MAX;
    struct wrapped line;
    for (bool begun = false; wrap_next(&string, room, &line); begun = true) {
        if (begun)
            text_pad(out, ' ', indent);
        else
            text_append(out, first);
        wrap_append(out, &line);
        text_append_char(out, '\n');
    }
}

int32_t wrap_lines(const char *string, int32_t width)
{
    struct wrapped line;
    int32_t lines = 0;
    while (wrap_next(&string, width, &line))
        lines++;
    return lines ? lines : 1;
}

int32_t wrap_longest_word(const char *string)
{
    int32_t longest = 0;
    for (string = skip_blanks(string); *string;) {
        struct wrapped word = word_at(string);
        if (word.columns > longest)
            longest = word.columns;
        string = skip_blanks(string + word.length);
    }
    return longest;
}
