#include "briefing/report_page.h"

#include <string.h>

#include "briefing/outturn_paper.h"
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

static const char *council_of(const struct table_sources *sources)
{
    return sources->run                            ? sources->run->council
           : sources->outturn && sources->casebook ? casebook_settings(sources->casebook)->council
                                                   : "";
}

static void append_head(const struct table_sources *sources, const char *body, struct text *html)
{
    text_append(html,
                "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                "img-src data:\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    append_title(body, html);
    const char *council = council_of(sources);
    if (*council) {
        text_append(html, " \u00B7 ");
        render_html_escape(html, council);
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

/* Which council, day and run one is looking at; or which year of its books, and what of it is closed. */
static void append_identity(const struct table_sources *sources, struct text *html)
{
    struct text on = {0}, closed = {0};
    text_append(html, "<header>\n<p class=\"product\">Homeward</p>\n");
    if (sources->run || sources->outturn) {
        text_append(html, "<dl>\n");
        append_fact("Council", council_of(sources), html);
    }
    if (sources->run) {
        calendar_append_words(&on, sources->run->as_at);
        append_fact("As at", text_string(&on), html);
        append_fact("Run", sources->run->id, html);
    } else if (sources->outturn) {
        calendar_append_year(&on, sources->outturn->year);
        outturn_append_closed(&closed, sources->outturn);
        append_fact("Year", text_string(&on), html);
        append_fact("As at", text_string(&closed), html);
    }
    text_append(html, sources->run || sources->outturn ? "</dl>\n</header>\n" : "</header>\n");
    html->failed |= on.failed || closed.failed;
    text_clear(&on);
    text_clear(&closed);
}

int report_page(const struct table_sources *sources, const struct text *body, struct text *html, struct problem *problem)
{
    append_head(sources, text_string(body), html);
    text_append(html, "<body>\n<a class=\"skip\" href=\"#content\">Skip to the report</a>\n");
    append_identity(sources, html);
    text_append(html, "<main id=\"content\">\n");
    text_append(html, text_string(body));
    text_append(html, "</main>\n</body>\n</html>\n");
    html->failed |= body->failed;
    return text_check(html, problem);
}
