#include "briefing/import_sentence.h"

#include "briefing/wording.h"

enum { CODES_NAMED = 5 };

static void add_rows(struct text *out, int64_t rows)
{
    text_append_grouped(out, rows);
    text_append(out, rows == 1 ? " row" : " rows");
}

static void add_part(struct text *out, const char **before, int64_t rows, const char *word)
{
    if (rows == 0)
        return;
    text_append(out, *before);
    text_append_grouped(out, rows);
    text_format(out, " %s", word);
    *before = ", ";
}

void import_sentence_rows(const struct care_row_sum *sum, struct text *out)
{
    const char *before = ": ";
    if (sum->read == 0)
        return;
    text_append(out, "Episodes, ");
    add_rows(out, sum->read);
    for (int fate = 0; fate < CARE_FATE_COUNT; fate++)
        add_part(out, &before, sum->of_fate[fate], care_fate_word((enum care_fate)fate));
    add_part(out, &before, sum->quarantined, "quarantined");
    if (sum->children_without_header) {
        text_append(out, "; ");
        wording_children(out, sum->children_without_header);
        text_append(out, sum->children_without_header == 1 ? " has no header" : " have no header");
    }
    text_append_char(out, '.');
}

void import_sentence_codes(const struct care_system *system, const struct care_odd_codes *odd, struct text *out)
{
    char code[CODE_TEXT_SIZE];
    int64_t named = 0;
    for (int64_t i = 0; i < odd->count && odd->code[i].field == CARE_PLACE; i++) {
        if (odd->code[i].another_year)
            continue;
        if (named++ >= CODES_NAMED)
            continue;
        text_append(out, named == 1 ? "No list has PLACE " : ", ");
        text_format(out, "%s (", code_text(odd->code[i].value, code));
        add_rows(out, odd->code[i].rows);
        text_append_char(out, ')');
    }
    if (named == 0)
        return;
    if (named > CODES_NAMED)
        text_format(out, " and %d more", (int)(named - CODES_NAMED));
    text_format(out, ": counted as %s until homeward data map set says what %s for.",
                system->state_title[system->state_otherwise], named == 1 ? "it stands" : "they stand");
}
