#include "briefing/template.h"

#include <string.h>

bool template_next(const char *markdown, size_t length, struct template_line *line)
{
    if (line->next >= length)
        return false;
    line->bytes = markdown + line->next;
    const char *end = memchr(line->bytes, '\n', length - line->next);
    line->length = end ? (size_t)(end - line->bytes) : length - line->next;
    line->next += line->length + 1;
    line->number++;
    if (line->length > 0 && line->bytes[line->length - 1] == '\r')
        line->length--;
    return true;
}

size_t template_find(const char *bytes, size_t length, size_t from)
{
    for (size_t at = from; at + 1 < length; at++)
        if (bytes[at] == '{' && bytes[at + 1] == '{')
            return at;
    return length;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Copies bytes without blanks around them, cut to the room there is. */
static void copy_trimmed(char *to, size_t size, const char *bytes, size_t length)
{
    while (length > 0 && is_blank(*bytes)) {
        bytes++;
        length--;
    }
    while (length > 0 && is_blank(bytes[length - 1]))
        length--;
    if (length >= size)
        length = size - 1;
    memcpy(to, bytes, length);
    to[length] = '\0';
}

bool template_directive_at(const char *bytes, size_t length, struct template_directive *out)
{
    *out = (struct template_directive){.length = 0};
    if (length < 4 || bytes[0] != '{' || bytes[1] != '{')
        return false;
    const char *end = memmem(bytes + 2, length - 2, "}}", 2);
    if (!end)
        return false;
    const char *word = bytes + 2;
    while (word < end && is_blank(*word))
        word++;
    const char *rest = word;
    while (rest < end && !is_blank(*rest))
        rest++;
    copy_trimmed(out->word, sizeof out->word, word, (size_t)(rest - word));
    copy_trimmed(out->argument, sizeof out->argument, rest, (size_t)(end - rest));
    out->length = (size_t)(end - bytes) + 2;
    return true;
}

static bool only_blanks(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!is_blank(bytes[i]))
            return false;
    return true;
}

int template_line_kind(const struct template_line *line, struct template_directive *directive, bool *block,
                       struct problem *problem)
{
    *block = false;
    for (size_t at = template_find(line->bytes, line->length, 0); at < line->length;
         at = template_find(line->bytes, line->length, at)) {
        if (!template_directive_at(line->bytes + at, line->length - at, directive)) {
            problem_set(problem, PROBLEM_INPUT, "a directive is not closed");
            problem_next(problem, "End it with }} on the same line.");
            return problem_at(problem, NULL, line->number, (int32_t)at + 1, NULL);
        }
        size_t end = at + directive->length;
        bool alone = only_blanks(line->bytes, at) && only_blanks(line->bytes + end, line->length - end);
        if (strcmp(directive->word, "value") != 0) {
            *block = alone;
            if (alone)
                return 0;
            problem_set(problem, PROBLEM_INPUT, "{{%s …}} stands among words", directive->word);
            problem_next(problem, "Give it a line of its own; only {{value …}} may stand in a sentence.");
            return problem_at(problem, NULL, line->number, (int32_t)at + 1, NULL);
        }
        at = end;
    }
    return 0;
}
