#include "table/render.h"

#include <string.h>

#include "table/render_formats.h"

int render_format_named(const char *word)
{
    static const char *const words[] = {"table", "csv", "json", "md", "html"};
    for (int i = 0; i < (int)(sizeof words / sizeof *words); i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

int render_table(const struct table *table, enum render_format format, int32_t width, struct text *out,
                 struct problem *problem)
{
    int code = table_check(table, problem);
    if (code < 0)
        return code;
    switch (format) {
    case RENDER_TEXT:
        render_text(table, width, out);
        break;
    case RENDER_CSV:
        render_csv(table, out);
        break;
    case RENDER_JSON:
        code = render_json(table, out, problem);
        break;
    case RENDER_MARKDOWN:
        render_markdown(table, out);
        break;
    case RENDER_HTML:
        render_html(table, out);
        break;
    }
    return code < 0 ? code : text_check(out, problem);
}
