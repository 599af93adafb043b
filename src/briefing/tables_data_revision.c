#include <inttypes.h>

#include "base/text.h"
#include "briefing/data_cells.h"
#include "briefing/tables_data_snapshots.h"
#include "briefing/wording.h"
#include "casebook/import.h"

/* " 5 days", " 1 day". */
static void append_days(struct text *out, int64_t days)
{
    text_append_char(out, ' ');
    text_append_grouped(out, days < 0 ? -days : days);
    text_append(out, days == 1 || days == -1 ? " day" : " days");
}

static void append_words(struct text *out, const char *before, day on)
{
    text_append(out, before);
    calendar_append_words(out, on);
}

/* "the period of care that began on 1 May 2020 begins on 3 May 2020, 2 days later". */
static void append_shift(struct text *out, const char *was, const char *is, const struct care_change *change)
{
    int64_t by = (int64_t)change->after - change->before;
    append_words(out, was, change->before);
    append_words(out, is, change->after);
    text_append_char(out, ',');
    append_days(out, by);
    text_append(out, by > 0 ? " later" : " earlier");
}

static void append_placement(struct text *out, const struct care_system *system, const struct care_change *change)
{
    int64_t by = change->by;
    if (change->kind == CARE_MOVED) {
        text_format(out, "the move to \u201C%s\u201D", system->state_title[change->kind_after]);
        append_shift(out, " on ", " is on ", change);
    } else if (change->kind == CARE_NIGHTS) {
        text_append_grouped(out, by < 0 ? -by : by);
        text_format(out, " day%s %s in \u201C%s\u201D", by == 1 || by == -1 ? "" : "s", by > 0 ? "more" : "fewer",
                    system->state_title[change->kind_after]);
    } else if (by) {
        text_append_grouped(out, by < 0 ? -by : by);
        text_format(out, " move%s %s between homes of a kind", by == 1 || by == -1 ? "" : "s", by > 0 ? "more" : "fewer");
    } else {
        text_append(out, "as many days in each kind of placement, in another order");
    }
}

static void append_way_out(struct text *out, const struct care_system *system, const struct care_change *change)
{
    text_format(out, "the way out of care is \u201C%s\u201D, not \u201C%s\u201D",
                system->exit_title[change->kind_after - system->flow.states],
                system->exit_title[change->kind_before - system->flow.states]);
}

static void append_child(struct text *out, const struct care_change *change)
{
    switch (change->kind) {
    case CARE_NEW_CHILD:
        append_words(out, "new child: in care from ", change->after);
        break;
    case CARE_CHILD_COUNTED:
        append_words(out, "counted now that a header gives the date of birth: in care from ", change->after);
        break;
    case CARE_CHILD_GONE:
        append_words(out, "child gone: was in care from ", change->before);
        break;
    case CARE_CHILD_UNCOUNTED:
        append_words(out, "no longer counted, as no header gives the date of birth: was in care from ", change->before);
        break;
    case CARE_BORN:
        text_append(out, "another date of birth");
        break;
    default:
        text_append(out, change->kind_after ? "now an unaccompanied asylum-seeking child"
                                            : "no longer an unaccompanied asylum-seeking child");
    }
}

/* What changed, in words. */
static void append_change(struct text *out, const struct care_system *system, const struct care_change *change)
{
    switch (change->kind) {
    case CARE_NEW_PERIOD:
        append_words(out, "a further period of care from ", change->after);
        break;
    case CARE_PERIOD_GONE:
        append_words(out, "the period of care from ", change->before);
        text_append(out, " is gone");
        break;
    case CARE_BEGINS:
        append_shift(out, "the period that began on ", " begins on ", change);
        break;
    case CARE_ENDED:
        append_words(out, "a period that was open ended on ", change->after);
        break;
    case CARE_OPEN:
        append_words(out, "a period that ended on ", change->before);
        text_append(out, " is open now");
        break;
    case CARE_ENDS:
        append_shift(out, "the period that ended on ", " ends on ", change);
        break;
    case CARE_WAY_OUT:
        append_way_out(out, system, change);
        break;
    case CARE_MOVED:
    case CARE_NIGHTS:
    case CARE_MOVES:
        append_placement(out, system, change);
        break;
    default:
        append_child(out, change);
    }
}

static void add_place(struct casebook *casebook, const struct care_place *place, struct table *out)
{
    struct text words = {0};
    if (place->line)
        text_format(&words, "%s, line %d", casebook_file_name(casebook, place->file), place->line);
    table_text(out, text_string(&words));
    text_clear(&words);
}

static void add_wide(struct casebook *casebook, const struct care_change *change, struct table *out)
{
    struct text words = {0};
    append_change(&words, casebook_system(casebook), change);
    if (change->why)
        text_format(&words, " (%s)", care_reason_text(change->why));
    table_row(out);
    data_cell_number(out, change->child);
    table_text(out, text_string(&words));
    if (change->kind <= CARE_ENDS)
        table_number(out, change->by);
    else
        table_blank(out);
    add_place(casebook, &change->row_before, out);
    add_place(casebook, &change->row_after, out);
    text_clear(&words);
}

static void add_date(struct table *out, day on)
{
    if (on == DAY_NONE)
        table_blank(out);
    else
        table_number(out, on);
}

/* The id of a kind of placement or way out; of a mark, whether it is there. */
static void add_kind(const struct care_system *system, const struct care_change *change, int32_t kind, struct table *out)
{
    if (kind < 0)
        table_text(out, "");
    else if (change->kind == CARE_MARK)
        table_text(out, kind ? "uasc" : "");
    else
        table_text(out, flow_destination_name(&system->flow, kind));
}

static void add_place_cells(struct casebook *casebook, const struct care_place *place, struct table *out)
{
    table_text(out, place->line ? casebook_file_name(casebook, place->file) : "");
    if (place->line)
        table_number(out, place->line);
    else
        table_blank(out);
}

static void add_tidy(struct casebook *casebook, const struct care_change *change, struct table *out)
{
    const struct care_system *system = casebook_system(casebook);
    table_row(out);
    data_cell_number(out, change->child);
    table_text(out, care_change_word(change->kind));
    add_kind(system, change, change->kind_before, out);
    add_kind(system, change, change->kind_after, out);
    add_date(out, change->before);
    add_date(out, change->after);
    table_number(out, change->by);
    add_place_cells(casebook, &change->row_before, out);
    add_place_cells(casebook, &change->row_after, out);
    table_text(out, care_reason_text(change->why));
}

static void begin(const struct care_revision *revision, int64_t before, int64_t after, struct table *out)
{
    struct text title = {0}, subtitle = {0};
    text_format(&title, "Whose history changed from snapshot %" PRId64 " to %" PRId64, before, after);
    append_words(&subtitle, "Histories as known at each, up to ", revision->last);
    table_begin(out, "data_diff", text_string(&title), text_string(&subtitle));
    out->restricted = true;
    text_clear(&title);
    text_clear(&subtitle);
}

static void begin_wide(struct table *out)
{
    table_column(out, "child", "Child", TABLE_TEXT, "");
    table_column(out, "change", "What changed", TABLE_TEXT, "");
    table_column(out, "days", "Days in care", TABLE_COUNT, "days");
    table_column(out, "before", "Row before", TABLE_TEXT, "");
    table_column(out, "after", "Row after", TABLE_TEXT, "");
}

static void begin_tidy(struct table *out)
{
    table_column(out, "child", "Child", TABLE_TEXT, "");
    table_column(out, "change", "Change", TABLE_TEXT, "");
    table_column(out, "kind_before", "Kind before", TABLE_TEXT, "");
    table_column(out, "kind_after", "Kind after", TABLE_TEXT, "");
    table_column(out, "before", "Before", TABLE_DATE, "");
    table_column(out, "after", "After", TABLE_DATE, "");
    table_column(out, "by", "By", TABLE_COUNT, "");
    table_column(out, "file_before", "File before", TABLE_TEXT, "");
    table_column(out, "line_before", "Line before", TABLE_COUNT, "");
    table_column(out, "file_after", "File after", TABLE_TEXT, "");
    table_column(out, "line_after", "Line after", TABLE_COUNT, "");
    table_column(out, "why", "Why", TABLE_TEXT, "");
}

/* "Days in care: 1,200 before, 1,212 after (12 more)." */
static void note_sum(struct table *out, const char *what, int64_t before, int64_t after)
{
    struct text words = {0};
    text_append_grouped(&words, before);
    text_append(&words, " before, ");
    text_append_grouped(&words, after);
    text_append(&words, " after (");
    wording_change(&words, before, after);
    table_note(out, "%s: %s).", what, text_string(&words));
    text_clear(&words);
}

static void note_sums(const struct care_revision *revision, struct table *out)
{
    struct text words = {0}, stock = {0};
    wording_children(&words, revision->same);
    text_append(&words, revision->same == 1 ? " as it was, " : " as they were, ");
    text_append_grouped(&words, revision->changed);
    text_append(&words, " changed, ");
    text_append_grouped(&words, revision->added);
    text_append(&words, " new, ");
    text_append_grouped(&words, revision->gone);
    text_append(&words, " gone");
    append_words(&stock, "Children in care in the night of ", revision->last);
    table_note(out, "%s.", text_string(&words));
    note_sum(out, "Days in care", revision->before.nights, revision->after.nights);
    note_sum(out, text_string(&stock), revision->before.stock, revision->after.stock);
    text_clear(&words);
    text_clear(&stock);
}

int table_of_revision(struct casebook *casebook, const struct care_revision *revision, int64_t before, int64_t after,
                      enum table_layout layout, struct table *out, struct problem *problem)
{
    begin(revision, before, after, out);
    if (layout == TABLE_TIDY)
        begin_tidy(out);
    else
        begin_wide(out);
    for (int64_t i = 0; i < revision->changes; i++)
        if (layout == TABLE_TIDY)
            add_tidy(casebook, &revision->change[i], out);
        else
            add_wide(casebook, &revision->change[i], out);
    note_sums(revision, out);
    table_note(out, "A child is its number in the casebook; the row in the council's own file says who it is.");
    return table_check(out, problem);
}
