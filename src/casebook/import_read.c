/* import_read: what each file of an import holds, part by part. Its rows are read, asked what is needed, and let go. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/authorities.h"
#include "casebook/import_batch.h"

enum { HEADING_LIMIT = 4096, HEADINGS_MAX = 64, UNKNOWN_SHOWN = 3 };

struct import_item *import_item_add(struct import_batch *batch, int64_t source, struct problem *problem)
{
    if (array_reserve(&batch->item, &batch->items_capacity, batch->items + 1, sizeof *batch->item, problem) < 0)
        return NULL;
    struct import_item *item = &batch->item[batch->items];
    *item = (struct import_item){.source = source, .twin = -1, .last_date = DAY_NONE};
    item->report = arena_take(&batch->report->arena, sizeof *item->report);
    if (!item->report) {
        problem_set(problem, PROBLEM_MEMORY, "not enough memory for the report of the import");
        return NULL;
    }
    *item->report = (struct casebook_import_file){.path = batch->source[source].name,
                                                  .place = batch->source[source].place,
                                                  .table = RETURN_UNKNOWN,
                                                  .outcome = CASEBOOK_NOT_A_RETURN,
                                                  .year = INT32_MIN};
    memcpy(item->authority, batch->authority, sizeof item->authority);
    item->report->other_authority = batch->other_authority;
    batch->source[source].items++;
    batch->items++;
    return item;
}

int import_item_say(struct import_batch *batch, struct import_item *item, enum casebook_outcome outcome,
                    const struct problem *why, struct problem *problem)
{
    struct text text = {0};
    text_append(&text, why->text);
    if (why->next[0])
        text_format(&text, ". %s", why->next);
    item->report->outcome = outcome;
    item->report->message = import_keep_text(batch, text_string(&text), problem);
    text_clear(&text);
    return item->report->message ? 0 : PROBLEM_MEMORY;
}

bool import_item_is_new(const struct import_item *item)
{
    return item->report->outcome == CASEBOOK_LOADED && !item->report->list && item->twin < 0;
}

bool import_item_is_there(const struct import_item *item)
{
    return item->report->outcome <= CASEBOOK_SAME_ROWS && !item->report->list && item->twin < 0;
}

/* The headings of a file that cannot be read further, so far as its first line gives them: enough to know what was meant. */
static enum return_table table_meant(const char *bytes, size_t whole)
{
    char line[HEADING_LIMIT + 1];
    const char *heading[HEADINGS_MAX];
    size_t start = whole >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t length = strcspn(bytes + start, "\r\n");
    if (length > HEADING_LIMIT)
        return RETURN_UNKNOWN;
    int32_t count = 0;
    heading[count++] = line;
    for (size_t i = 0, out = 0; i <= length; i++) {
        char byte = i < length ? bytes[start + i] : '\0';
        if (byte == '"')
            continue;
        line[out++] = byte == ',' ? '\0' : byte;
        if (byte == ',' && count < HEADINGS_MAX)
            heading[count++] = line + out;
    }
    return return_recognise(heading, count);
}

/* Whether XML that cannot be read further was meant to be a return: it has the elements that every return has. */
static bool is_return_xml(const char *bytes)
{
    return bytes[strspn(bytes, " \t\r\n\xEF\xBB\xBF")] == '<' &&
           (strcasestr(bytes, "CHILDID>") || strcasestr(bytes, "<EPISODE"));
}

/* Who each row names. CHILD is the first column of every table. */
static int name_children(struct import_batch *batch, struct import_item *item, const struct return_file *file,
                         struct problem *problem)
{
    item->child = array_new(file->rows, sizeof *item->child, problem);
    if (!item->child)
        return PROBLEM_MEMORY;
    struct return_text last = {"", 0}; /* the rows of a child mostly stand together */
    int64_t number = 0;
    for (int64_t i = 0; i < file->rows; i++) {
        struct return_text cell = return_cell(file, EPISODES_CHILD, i);
        if (i == 0 || cell.length != last.length || memcmp(cell.bytes, last.bytes, cell.length) != 0)
            number = import_children_number(&batch->children, &batch->casebook->identity, item->authority, cell, problem);
        if (number < 0)
            return (int)number;
        item->child[i] = (int32_t)number;
        last = cell;
    }
    return import_named_make(item->child, file->rows, batch->children.count, &item->named[IMPORT_ANY_TIME], problem);
}

static int name_extras(struct import_batch *batch, struct import_item *item, const struct return_file *file,
                       struct problem *problem)
{
    struct text names = {0};
    for (int32_t i = 0; i < file->extra_count; i++)
        text_format(&names, "%s%s", i ? ", " : "", file->extra_name[i]);
    if (file->extra_count)
        item->report->extra_columns = import_keep_text(batch, text_string(&names), problem);
    int code = file->extra_count && !item->report->extra_columns ? PROBLEM_MEMORY : 0;
    text_clear(&names);
    return code;
}

/* The last day of which episodes speak: their latest DECOM or DEC within the year that is not in the future. */
static day latest_known(const struct return_file *file, int32_t year, day today)
{
    day from = calendar_year_start(year), to = calendar_year_end(year), latest = DAY_NONE;
    if (today < to)
        to = today;
    for (int64_t i = 0; i < file->rows; i++) {
        const day dates[] = {return_day(file, EPISODES_DECOM, i), return_day(file, EPISODES_DEC, i)};
        for (int k = 0; k < 2; k++)
            if (dates[k] >= from && dates[k] <= to && dates[k] > latest)
                latest = dates[k];
    }
    return latest;
}

/* Who of the children of episodes was in care throughout the year, started or ceased in it. */
static int find_presence(const struct import_batch *batch, struct import_item *item, const struct return_file *file,
                         struct problem *problem)
{
    enum { STARTED = 1, CEASED = 2, STAYED = 4 };
    const day from = calendar_year_start(item->report->year), to = calendar_year_end(item->report->year);
    const int64_t children = batch->children.count;
    uint8_t *flags = array_new(children, sizeof *flags, problem);
    if (!flags)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < file->rows; i++) {
        day decom = return_day(file, EPISODES_DECOM, i), dec = return_day(file, EPISODES_DEC, i);
        bool goes_on = return_code(file, EPISODES_REC, i) == code_of("X1");
        if (return_code(file, EPISODES_RNE, i) == code_of("S") && decom > from && decom <= to)
            flags[item->child[i]] |= STARTED;
        if (dec == DAY_NONE || dec > to)
            flags[item->child[i]] |= STAYED;
        else if (dec >= from && !goes_on)
            flags[item->child[i]] |= CEASED;
    }
    struct import_named *named = item->named;
    int code = import_named_flagged(flags, children, STAYED | STARTED, STAYED, &named[IMPORT_THROUGHOUT], problem);
    if (code == 0)
        code = import_named_flagged(flags, children, STARTED, STARTED, &named[IMPORT_STARTED], problem);
    if (code == 0)
        code = import_named_flagged(flags, children, CEASED, CEASED, &named[IMPORT_CEASED], problem);
    free(flags);
    return code;
}

/* What an episodes part says about its year: which it is, whether it covers it, who was in care how. */
static int take_episodes(struct import_batch *batch, struct import_item *item, const struct return_file *file,
                         struct problem *problem)
{
    static const struct problem no_date = {.text = "no row has a date that can be read, so nobody can say which year it is",
                                           .next = "Look into the file."};
    struct casebook_import_file *report = item->report;
    if (!item->year_stated)
        report->year = return_year_of(file);
    if (report->year == INT32_MIN)
        return import_item_say(batch, item, CASEBOOK_NO_YEAR, &no_date, problem);
    day today = batch->options->today;
    report->annual = return_is_annual(file, report->year, NULL) && today > calendar_year_end(report->year);
    item->last_date = latest_known(file, report->year, report->annual ? DAY_OPEN : today);
    return find_presence(batch, item, file, problem);
}

/* Where a day is in the count of years; what lies outside is at the ends. */
static int32_t year_place(day on)
{
    int32_t place = calendar_year(on) - IMPORT_FIRST_YEAR;
    return place < 0 ? 0 : place >= IMPORT_YEARS ? IMPORT_YEARS - 1 : place;
}

/* A date, or a partial date of which all is known. */
static day whole_day(const struct return_file *file, int32_t column, int64_t row)
{
    day on = return_day(file, column, row);
    struct return_text text = return_cell(file, column, row);
    if (on == DAY_NONE)
        calendar_parse(text.bytes, text.length, &on);
    return on;
}

/* Between which days the row holds, by its own dates or by birthdays; DAY_NONE where it does not say. */
static void row_holds(const struct import_table *table, const struct return_file *file, int64_t row, day *begins, day *ends)
{
    *begins = *ends = DAY_NONE;
    if (table->begins != IMPORT_NO_COLUMN) {
        *begins = whole_day(file, table->begins, row);
        *ends = table->ends == IMPORT_NO_COLUMN ? DAY_NONE : whole_day(file, table->ends, row);
        return;
    }
    day born = return_day(file, table->born, row);
    if (born != DAY_NONE) {
        *begins = calendar_birthday(born, table->from_age);
        *ends = calendar_birthday(born, table->to_age);
    }
}

static int take_dates(struct import_item *item, const struct return_file *file, struct problem *problem)
{
    const struct import_table *table = import_table(file->table);
    if (item->year_stated || (table->begins == IMPORT_NO_COLUMN && table->from_age == 0))
        return 0;
    item->dates = array_new(1, sizeof *item->dates, problem);
    for (int64_t i = 0; item->dates && i < file->rows; i++) {
        day begins, ends;
        row_holds(table, file, i, &begins, &ends);
        if (begins == DAY_NONE)
            continue;
        item->dates->rows++;
        item->dates->sum_begun += calendar_year(begins);
        item->dates->begun[year_place(begins)]++;
        if (ends != DAY_NONE)
            item->dates->ended[year_place(ends)]++;
    }
    return item->dates ? 0 : PROBLEM_MEMORY;
}

/* Whether the same bytes brought this part and it is in force; says so in the report. 1, 0 or a code. */
static int in_force(struct import_batch *batch, struct import_item *item, struct problem *problem)
{
    struct casebook_import_file *report = item->report;
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database,
                             "SELECT year, annual, last_date FROM return_file WHERE hash = ?1 AND authority = ?2"
                             " AND form = ?3 AND (?4 IS NULL OR year = ?4) AND superseded_by IS NULL ORDER BY year DESC",
                             &statement, problem);
    if (code == 0) {
        store_bind_bytes(statement, 1, batch->source[item->source].hash, IDENTITY_HASH_BYTES);
        store_bind_text(statement, 2, item->authority);
        store_bind_text(statement, 3, import_table(report->table)->form);
        if (item->year_stated)
            sqlite3_bind_int(statement, 4, report->year);
        code = store_next(statement, problem);
    }
    if (code == 1) {
        report->outcome = CASEBOOK_SAME;
        report->year = sqlite3_column_int(statement, 0);
        report->annual = sqlite3_column_int(statement, 1) != 0;
        item->last_date = store_day(statement, 2);
    }
    sqlite3_finalize(statement);
    return code;
}

/* All that is remembered of a part when its rows are let go. */
static int take_rows(struct import_batch *batch, struct import_item *item, const struct return_file *file,
                     struct problem *problem)
{
    int code = name_extras(batch, item, file, problem);
    if (code == 0)
        code = name_children(batch, item, file, problem);
    if (code == 0)
        code = import_content(batch, file, item->child, item->content, problem);
    if (code == 0)
        code = file->table == RETURN_EPISODES ? take_episodes(batch, item, file, problem) : take_dates(item, file, problem);
    if (code == 0)
        code = in_force(batch, item, problem);
    return code < 0 ? code : 0;
}

/* Whose rows they are, by the file itself. */
static int take_authority(struct import_batch *batch, struct import_item *item, const char *named, struct problem *problem)
{
    const char *own = batch->casebook->settings.authority;
    authority_resolve(named, own, item->authority);
    bool other = strcmp(item->authority, own) != 0;
    item->report->other_authority = other ? import_keep_text(batch, item->authority, problem) : NULL;
    return other && !item->report->other_authority ? PROBLEM_MEMORY : 0;
}

static int take_part(struct import_batch *batch, int64_t source, const struct return_bundle *bundle, int32_t part,
                     struct problem *problem)
{
    const struct return_part *from = &bundle->part[part];
    struct import_item *item = import_item_add(batch, source, problem);
    if (!item)
        return PROBLEM_MEMORY;
    item->part = part;
    if (from->file.table == RETURN_UNKNOWN)
        return 0;
    struct casebook_import_file *report = item->report;
    if (from->authority[0] && take_authority(batch, item, from->authority, problem) < 0)
        return PROBLEM_MEMORY;
    item->year_stated = from->year != INT32_MIN;
    report->outcome = CASEBOOK_LOADED;
    report->table = from->file.table;
    report->year = from->year;
    report->rows_read = from->file.rows_read;
    report->rows = from->file.rows;
    report->quarantined = from->file.quarantine_count;
    return take_rows(batch, item, &from->file, problem);
}

static bool named_before(const struct return_bundle *bundle, int32_t part)
{
    for (int32_t i = 0; i < part; i++)
        if (strcmp(bundle->part[i].authority, bundle->part[part].authority) == 0)
            return true;
    return false;
}

/* Whether every authority that the file names is one; else says which are not. */
static bool know_authorities(const struct import_batch *batch, const struct return_bundle *bundle, struct problem *why)
{
    char code[AUTHORITY_CODE_SIZE];
    struct text unknown = {0};
    int32_t count = 0;
    for (int32_t i = 0; i < bundle->parts; i++) {
        const char *authority = bundle->part[i].authority;
        if (!authority[0] || named_before(bundle, i) ||
            authority_resolve(authority, batch->casebook->settings.authority, code))
            continue;
        if (++count > UNKNOWN_SHOWN)
            continue;
        text_append(&unknown, count > 1 ? ", " : "");
        authority_append_unknown(authority, &unknown);
    }
    if (count > UNKNOWN_SHOWN)
        text_format(&unknown, " and %d more", count - UNKNOWN_SHOWN);
    if (count) {
        problem_set(why, PROBLEM_INPUT, "its LA column has what is no English authority: %s", text_string(&unknown));
        problem_next(why, "LA is a GSS code (E08000025), a DfE number (330) or a name (Birmingham)");
    }
    text_clear(&unknown);
    return count == 0;
}

static int take_bundle(struct import_batch *batch, int64_t source, const struct return_bundle *bundle,
                       struct problem *problem)
{
    struct problem why = {0};
    if (!know_authorities(batch, bundle, &why)) {
        struct import_item *item = import_item_add(batch, source, problem);
        if (!item)
            return PROBLEM_MEMORY;
        item->report->table = bundle->part[0].file.table;
        return import_item_say(batch, item, CASEBOOK_UNREADABLE, &why, problem);
    }
    int code = 0;
    for (int32_t i = 0; code == 0 && i < bundle->parts; i++)
        code = take_part(batch, source, bundle, i, problem);
    return code;
}

/* A file that cannot be read further: a broken return, a broken price list, or something that was never meant. */
static int take_broken(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                       const struct problem *why, struct problem *problem)
{
    if (why->code == PROBLEM_MEMORY)
        return problem_set(problem, PROBLEM_MEMORY, "%s", why->text);
    if (!item->report->list)
        item->report->table = table_meant(bytes, length);
    bool meant = item->report->list || item->report->table != RETURN_UNKNOWN || is_return_xml(bytes);
    return import_item_say(batch, item, meant ? CASEBOOK_UNREADABLE : CASEBOOK_NOT_A_RETURN, why, problem);
}

/* A file whose columns are no table of the return. */
static int take_other(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                      struct problem *problem)
{
    struct problem why = {0};
    int code = import_own_list_in_force(batch, item, CASEBOOK_PRICE_LIST, problem);
    if (code == 0)
        code = import_own_list_in_force(batch, item, CASEBOOK_CAPACITY_LIST, problem);
    if (code == 0)
        code = import_books_in_force(batch, item, problem);
    if (code != 0)
        return code < 0 ? code : 0;
    code = import_prices_take(batch, item, bytes, length, &why);
    if (code == 0)
        code = import_capacity_take(batch, item, bytes, length, &why);
    if (code == 0)
        code = import_books_take(batch, item, bytes, length, &why);
    return code < 0 ? take_broken(batch, item, bytes, length, &why, problem) : 0;
}

/* Takes the rows over, until there is no room for those of one file. */
static void hold(struct import_batch *batch, int64_t source, struct return_bundle *bundle, size_t length)
{
    batch->held += length > IMPORT_HOLD_BYTES ? IMPORT_HOLD_BYTES + 1 : length;
    if (batch->held > IMPORT_HOLD_BYTES)
        return;
    batch->source[source].held = *bundle;
    *bundle = (struct return_bundle){0};
}

static int read_bytes(struct import_batch *batch, int64_t source, const char *bytes, size_t length, struct problem *problem)
{
    struct return_bundle bundle = {0};
    struct problem why = {0};
    int code = return_bundle_read(bytes, length, file_name(batch->source[source].name), &bundle, &why);
    if (code == 0 && (bundle.parts != 1 || bundle.part[0].file.table != RETURN_UNKNOWN)) {
        code = take_bundle(batch, source, &bundle, problem);
        if (code == 0)
            hold(batch, source, &bundle, length);
    } else {
        struct import_item *item = import_item_add(batch, source, problem);
        if (!item)
            code = PROBLEM_MEMORY;
        else
            code = code < 0 ? take_broken(batch, item, bytes, length, &why, problem)
                            : take_other(batch, item, bytes, length, problem);
    }
    return_bundle_clear(&bundle);
    return code;
}

/* A second copy of a file brings nothing of its own. */
static int take_twin(struct import_batch *batch, int64_t source, struct problem *problem)
{
    const struct import_source *first = &batch->source[batch->source[source].twin];
    for (int64_t i = 0; i < first->items; i++) {
        int64_t twin = first->first + i;
        struct import_item *item = import_item_add(batch, source, problem);
        if (!item)
            return PROBLEM_MEMORY;
        item->twin = twin;
    }
    return 0;
}

static int read_source(struct import_batch *batch, int64_t source, const char *bytes, size_t length, struct problem *problem)
{
    return batch->source[source].twin >= 0 ? take_twin(batch, source, problem)
                                           : read_bytes(batch, source, bytes, length, problem);
}

int import_read(struct import_batch *batch, struct problem *problem)
{
    return import_sources_find(batch, read_source, problem);
}
