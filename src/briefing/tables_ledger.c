#include "briefing/tables_ledger.h"

#include <inttypes.h>

#include "base/text.h"

static const struct {
    const char *id, *words, *what_to_do;
} findings[LEDGER_FINDINGS] = {
    [LEDGER_UNKNOWN_CHILD] =
        {"unknown_child", "Packages of children that the returns do not know",
         "Compare the child\u2019s number in the ledger with the case system; if it is right, the child "
         "is missing from the return."},
    [LEDGER_LEFT_CARE] = {"left_care", "Packages that go on though care has ended",
                          "End the package in the ledger, or move it to the line that pays for support after care."},
    [LEDGER_OTHER_KIND] = {"other_kind", "Packages of another kind than where the child lives",
                           "See which of the two is behind: the type in the ledger, or the episode in the case system."},
    [LEDGER_NO_KIND] = {"no_kind", "Packages whose type is no kind of placement",
                        "Write the type as price lists do: home_external, foster_agency \u2026"},
    [LEDGER_NO_PACKAGE] = {"no_package", "Children in care without a package",
                           "Add the package, or find out who pays for the placement."},
};

static void add_pence(struct table *out, int64_t pence, bool known)
{
    if (known)
        table_number(out, pence);
    else
        table_not_available(out);
}

static void add_finding(const struct ledger_match *match, int finding, struct table *out)
{
    const struct ledger_match_total *total = &match->finding[finding];
    const bool priced = total->unpriced < total->items;
    table_row(out);
    table_text(out, findings[finding].words);
    table_number(out, total->items);
    add_pence(out, total->weekly, priced);
    add_pence(out, total->to_year_end, priced);
    table_text(out, findings[finding].what_to_do);
}

/* "Placed with parents 12, …": where children live of whom the ledger has nobody. */
static void note_outside(const struct care_system *system, const struct ledger_match *match, struct table *out)
{
    struct text list = {0};
    for (int32_t s = 0; s < system->flow.states; s++)
        if (match->outside[s])
            text_format(&list, "%s%s %" PRId64, list.length ? ", " : "", system->state_title[s], match->outside[s]);
    if (list.length)
        table_note(out, "The ledger has no package of these kinds, so their children are no finding: %s.",
                   text_string(&list));
    text_clear(&list);
}

static void note_unpriced(const struct ledger_match *match, struct table *out)
{
    int64_t unpriced = 0;
    for (int i = 0; i < LEDGER_FINDINGS; i++)
        unpriced += match->finding[i].unpriced;
    if (unpriced)
        table_note(out, "%" PRId64 " of them %s no price, and %s in no pounds.", unpriced, unpriced == 1 ? "has" : "have",
                   unpriced == 1 ? "is" : "are");
}

static void note_all(const struct care_system *system, const struct ledger_match *match, struct table *out)
{
    struct text on = {0}, until = {0};
    calendar_append_words(&on, match->on);
    calendar_append_words(&until, match->until - 1);
    table_note(out,
               "On the night of %s, the last that the returns know: %" PRId64 " open packages, %" PRId64
               " children in care. \u00A3 to the year\u2019s end: what they cost after it up to %s, at their own price, or "
               "up to their end or planned end.",
               text_string(&on), match->packages, match->children, text_string(&until));
    if (match->finding[LEDGER_NO_PACKAGE].items)
        table_note(
            out,
            "A child without a package is counted at the mean price of its kind in the ledger. Where the ledger lists only "
            "packages of the new year, a child who left the next morning is among them.");
    if (match->items)
        table_note(out, "Some findings say that the ledger costs too much and some too little: they are not added up.");
    note_unpriced(match, out);
    note_outside(system, match, out);
    if (match->later)
        table_note(out, "After that night %" PRId64 " %s, of children that the returns do not know yet.", match->later,
                   match->later == 1 ? "package begins" : "packages begin");
    text_clear(&on);
    text_clear(&until);
}

static void add_kind(const struct care_system *system, int32_t state, struct table *out)
{
    if (state >= 0 && state < system->flow.states)
        table_text(out, system->flow.state[state]);
    else
        table_blank(out);
}

static void add_number_or_blank(struct table *out, int64_t number)
{
    if (number)
        table_number(out, number);
    else
        table_blank(out);
}

static void add_items(const struct care_system *system, const struct ledger_match *match, struct table *out)
{
    table_column(out, "finding", "Finding", TABLE_TEXT, "");
    table_column(out, "line", "Line of the ledger", TABLE_COUNT, "");
    table_column(out, "child", "Child in the casebook", TABLE_COUNT, "");
    table_column(out, "in_ledger", "Kind in the ledger", TABLE_TEXT, "");
    table_column(out, "in_return", "Kind in the return", TABLE_TEXT, "");
    table_column(out, "weekly", "\u00A3 a week", TABLE_PENCE, "\u00A3");
    table_column(out, "to_year_end", "\u00A3 to the year\u2019s end", TABLE_PENCE, "\u00A3");
    for (const struct ledger_match_item *each = match->item; each < match->item + match->items; each++) {
        table_row(out);
        table_text(out, findings[each->finding].id);
        add_number_or_blank(out, each->line);
        add_number_or_blank(out, each->child);
        add_kind(system, each->in_ledger, out);
        add_kind(system, each->in_return, out);
        add_pence(out, each->weekly, each->weekly != BOOKS_BLANK);
        add_pence(out, each->to_year_end, each->to_year_end != BOOKS_BLANK);
    }
}

static void add_findings(const struct ledger_match *match, struct table *out)
{
    table_column(out, "finding", "Finding", TABLE_TEXT, "");
    table_column(out, "packages", "Packages or children", TABLE_COUNT, "");
    table_column(out, "weekly", "\u00A3 a week", TABLE_PENCE, "\u00A3");
    table_column(out, "to_year_end", "\u00A3 to the year\u2019s end", TABLE_PENCE, "\u00A3");
    table_column(out, "what_to_do", "What to do", TABLE_TEXT, "");
    for (int i = 0; i < LEDGER_FINDINGS; i++)
        if (match->finding[i].items)
            add_finding(match, i, out);
}

int table_of_ledger_match(const struct care_system *system, const struct ledger_match *match, enum table_layout layout,
                          struct table *out, struct problem *problem)
{
    table_begin(out, "ledger_match", "Ledger and returns: what does not match",
                layout == TABLE_TIDY ? "one row a package or child" : "ledger and returns in force");
    out->restricted = true;
    if (layout == TABLE_TIDY)
        add_items(system, match, out);
    else
        add_findings(match, out);
    note_all(system, match, out);
    return table_check(out, problem);
}
