#include <string.h>

#include "briefing/run_reader.h"
#include "briefing/table_builders.h"
#include "budget/tariff.h"

static void add_row(struct table *out, const char *kind, const char *item, const char *value, const char *source)
{
    table_row(out);
    table_text(out, kind);
    table_text(out, item);
    table_text(out, value);
    table_text(out, source);
}

/* A price's source is the council's own words unless it begins with those of a proposal; a code's always is. */
static bool is_proposal(const char *kind, const char *source)
{
    if (strcmp(kind, "code") == 0)
        return false;
    if (strcmp(kind, "price") == 0)
        return strncmp(source, TARIFF_PROPOSAL, strlen(TARIFF_PROPOSAL)) == 0;
    return strcasestr(source, "proposal") != NULL;
}

int table_provenance(const struct table_sources *sources, struct table *out, struct problem *problem)
{
    struct run_reader reader = run_reader_of(sources);
    if (!reader.run)
        return run_reader_need_run(&reader, problem);
    const struct run_provenance *rows = &reader.run->provenance;
    table_begin_for(out, sources, "A1", "Provenance and assumptions", "what every number of this run rests on");
    table_column(out, "kind", "Kind", TABLE_TEXT, "");
    table_column(out, "item", "Item", TABLE_TEXT, "");
    table_column(out, "value", "Value", TABLE_TEXT, "");
    table_column(out, "source", "Source", TABLE_TEXT, "");
    add_row(out, "run", "run id", reader.run->id, "hash of all that follows; the same inputs give the same id");
    bool proposals = false;
    for (int64_t row = 0; row < rows->count; row++) {
        add_row(out, rows->kind[row], rows->item[row], rows->value[row], rows->source[row]);
        proposals = proposals || is_proposal(rows->kind[row], rows->source[row]);
    }
    if (proposals)
        table_note(out, "A proposal is a default of Homeward, not a published figure: replace it with the council's own.");
    table_note_ranges(reader.run, out);
    return 0;
}
