#include "briefing/report_page.h"

#include <string.h>

#include "table/render.h"
#include "calendar/calendar.h"

/* templates/report.css, compiled in. */
extern const unsigned char template_style[];
extern const size_t template_style_length;

/* The words of the first heading without their marks; "Report" where there is none. They are escaped already. */
static void append_title(const char *body, struct text *html)
{
    static const char open[] = "<h1>", close[] = "</h1>";
    const char *from = strstr(body, open);
    const char *to = from ? strstr(from, close) : NULL;
    if (!to) {
        text_append(html, "Report");
        return;
    }
    bool mark = false;
    for (from += sizeof open - 1; from < to; from++) {
        mark = mark || *from == '<';
        if (!mark)
            text_append_char(html, *from);
        mark = mark && *from != '>';
    }
}

static void append_head(const struct run_result *run, const char *body, struct text *html)
{
    text_append(html,
                "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "img-src data:\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    append_title(body, html);
    if (run) {
        text_append(html, " \u00B7 ");
        render_html_escape(html, run->council);
    }
    text_append(html, "</title>\n<style>\n");
    text_append_bytes(html, (const char *)template_style, template_style_length);
    text_append(html, "</style>\n</head>\n");
}

static void append_fact(const char *name, const char *value, struct text *html)
{
    text_append(html, "<div><dt>");
    render_html_escape(html, name);
    text_append(html, "</dt><dd>");
    render_html_escape(html, value);
    text_append(html, "</dd></div>\n");
}

/* Which council, day and run one is looking at. */
static void append_identity(const struct run_result *run, struct text *html)
{
    struct text as_at = {0};
    text_append(html, "<header>\n<p class=\"product\">Homeward</p>\n");
    if (run) {
        calendar_append_words(&as_at, run->as_at);
        text_append(html, "<dl>\n");
        append_fact("Council", run->council, html);
        append_fact("As at", text_string(&as_at), html);
        append_fact("Run", run->id, html);
        text_append(html, "</dl>\n");
    }
    text_append(html, "</header>\n");
    html->failed |= as_at.failed;
    text_clear(&as_at);
}

int report_page(const struct run_result *run, const struct text *body, struct text *html, struct problem *problem)
{
    append_head(run, text_string(body), html);
    text_append(html, "<body>\n<a class=\"skip\" href=\"#content\">Skip to the report</a>\n");
    append_identity(run, html);
    text_append(html, "<main id=\"content\">\n");
    text_append(html, text_string(body));
    text_append(html, "</main>\n</body>\n</html>\n");
    html->failed |= body->failed;
    return text_check(html, problem);
}
