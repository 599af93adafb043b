#include "synth/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static int add(struct synth_sheet *sheet, const char *bytes, size_t length, struct problem *problem)
{
    int code = array_reserve(&sheet->line, &sheet->capacity, sheet->lines + 1, sizeof *sheet->line, problem);
    if (code == 0)
        sheet->line[sheet->lines++] = (struct return_text){bytes, (uint32_t)length};
    return code;
}

int synth_sheet_take(struct synth_sheet *sheet, const struct text *text, struct problem *problem)
{
    *sheet = (struct synth_sheet){0};
    int code = 0;
    for (size_t at = 0; at < text->length && code == 0;) {
        const char *end = memchr(text->bytes + at, '\n', text->length - at);
        size_t length = end ? (size_t)(end - text->bytes) - at : text->length - at;
        code = add(sheet, text->bytes + at, length, problem);
        at += length + 1;
    }
    if (code < 0)
        synth_sheet_clear(sheet);
    return code;
}

int synth_sheet_put(struct synth_sheet *sheet, struct text *text, struct problem *problem)
{
    struct text out = {0};
    for (int64_t i = 0; i < sheet->lines; i++) {
        if (!sheet->line[i].bytes)
            continue;
        text_append_bytes(&out, sheet->line[i].bytes, sheet->line[i].length);
        if (sheet->stray)
            text_append_char(&out, ',');
        if (sheet->stray && i == 0)
            text_append(&out, sheet->stray);
        text_append_char(&out, '\n');
    }
    int code = text_check(&out, problem);
    if (code < 0) {
        text_clear(&out);
        return code;
    }
    text_clear(text);
    *text = out;
    return 0;
}

void synth_sheet_clear(struct synth_sheet *sheet)
{
    free(sheet->line);
    arena_clear(&sheet->arena);
    *sheet = (struct synth_sheet){0};
}

/* Where a cell begins in its line, and how long it is; -1 when there is none. */
static int64_t cell_find(struct return_text line, int32_t column, uint32_t *length)
{
    uint32_t at = 0;
    for (int32_t i = 0; i < column; i++) {
        const char *comma = memchr(line.bytes + at, ',', line.length - at);
        if (!comma)
            return -1;
        at = (uint32_t)(comma - line.bytes) + 1;
    }
    const char *comma = memchr(line.bytes + at, ',', line.length - at);
    *length = comma ? (uint32_t)(comma - line.bytes) - at : line.length - at;
    return at;
}

struct return_text synth_sheet_cell(const struct synth_sheet *sheet, int64_t line, int32_t column)
{
    struct return_text content = sheet->line[line - 1];
    uint32_t length = 0;
    int64_t at = content.bytes ? cell_find(content, column, &length) : -1;
    return at < 0 ? (struct return_text){"", 0} : (struct return_text){content.bytes + at, length};
}

/* A copy that lives as long as the sheet. */
static int keep(struct synth_sheet *sheet, struct return_text *content, struct problem *problem)
{
    content->bytes = arena_text(&sheet->arena, content->bytes, content->length);
    return content->bytes ? 0 : problem_set(problem, PROBLEM_MEMORY, "not enough memory for the mistakes");
}

int synth_sheet_replace(struct synth_sheet *sheet, int64_t line, struct return_text content, struct problem *problem)
{
    int code = keep(sheet, &content, problem);
    if (code == 0)
        sheet->line[line - 1] = content;
    return code;
}

int synth_sheet_set(struct synth_sheet *sheet, int64_t line, int32_t column, const char *value, struct problem *problem)
{
    struct return_text content = sheet->line[line - 1];
    uint32_t length = 0;
    int64_t at = cell_find(content, column, &length);
    if (at < 0)
        return problem_set(problem, PROBLEM_INTERNAL, "a line has no cell to plant a mistake in");
    struct text changed = {0};
    text_append_bytes(&changed, content.bytes, (size_t)at);
    text_append(&changed, value);
    text_append_bytes(&changed, content.bytes + at + length, content.length - (uint32_t)at - length);
    int code = text_check(&changed, problem);
    if (code == 0)
        code = synth_sheet_replace(sheet, line, (struct return_text){changed.bytes, (uint32_t)changed.length}, problem);
    text_clear(&changed);
    return code;
}

int64_t synth_sheet_append(struct synth_sheet *sheet, struct return_text content, struct problem *problem)
{
    int code = keep(sheet, &content, problem);
    if (code == 0)
        code = add(sheet, content.bytes, content.length, problem);
    return code < 0 ? code : sheet->lines;
}

void synth_sheet_remove(struct synth_sheet *sheet, int64_t line)
{
    sheet->line[line - 1].bytes = NULL;
}

int64_t synth_sheet_line(const struct synth_sheet *sheet, int64_t line)
{
    int64_t place = 0;
    for (int64_t i = 0; i < line; i++)
        place += sheet->line[i].bytes != NULL;
    return place;
}
