/*
 * What is said of the year, sentence by sentence, and for each figure the cell that it comes from: so that nobody need take
 * a sentence on trust.
 */
#include "briefing/outturn_facts.h"
#include "briefing/table_builders.h"

/* Its words stand in the first row of a sentence only. */
static void add_figure(const struct outturn_said *said, int32_t at, struct table *out)
{
    const struct outturn_figure *figure = at < said->figures ? &said->figure[at] : NULL;
    struct text name = {0};
    text_format(&name, "N%d", said->number);
    table_row(out);
    table_text(out, text_string(&name));
    table_text(out, at == 0 ? text_string(&said->words) : "");
    table_text(out, figure ? figure->table : "");
    table_text(out, figure ? figure->row : "");
    table_text(out, figure ? figure->column : "");
    if (figure)
        table_number(out, figure->value);
    else
        table_blank(out);
    text_clear(&name);
}

int table_said(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct outturn_page page;
    struct outturn_facts_held held = {0};
    struct outturn_sayings sayings = {0};
    int code = outturn_page_open(sources, &page, problem);
    if (code == 0)
        code = outturn_facts_gather(sources, &held, problem);
    if (code == 0)
        code = outturn_say(&page, &held.facts, &sayings, problem);
    if (code == 0) {
        outturn_page_begin(&page, out, "said", "What is said of the year, and the cells it comes from", "as stored");
        table_column(out, "sentence", "Sentence", TABLE_TEXT, "");
        table_column(out, "words", "Words", TABLE_TEXT, "");
        table_column(out, "table", "Table", TABLE_TEXT, "");
        table_column(out, "row", "Row", TABLE_TEXT, "");
        table_column(out, "column", "Column", TABLE_TEXT, "");
        table_column(out, "value", "As stored", TABLE_COUNT, "");
    }
    for (int64_t i = 0; code == 0 && i < sayings.count; i++) {
        const struct outturn_said *said = &sayings.said[i];
        for (int32_t f = 0; f < (said->figures ? said->figures : 1); f++)
            add_figure(said, f, out);
    }
    if (code == 0)
        table_note(out, "As stored: whole pence, thousandths of placements, thousandths of a percent. A table is read with "
                        "homeward table; next_year is in its tidy layout.");
    outturn_sayings_clear(&sayings);
    outturn_facts_clear(&held);
    outturn_page_close(&page);
    return code;
}
