#include "returns/capacity.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "returns/excerpt.h"

enum { YEAR_FIRST = 1948, YEAR_LAST = 2200, URN_BYTES = 12, DISTRICT_BYTES = 4, NUMBER_BYTES = 8 };

static const char *const grades[] = {"outstanding", "good", "requires improvement", "inadequate", "not yet inspected"};

const char *capacity_column_name(enum capacity_column column)
{
    static const char *const names[CAPACITY_COLUMNS] = {"kind", "provider",   "owner",        "places",           "from",
                                                        "to",   "ofsted_urn", "ofsted_grade", "postcode_district"};
    return names[column];
}

const char *capacity_owner_word(enum capacity_owner owner)
{
    static const char *const words[CAPACITY_OWNERS] = {"council", "block", "framework", "spot"};
    return words[owner];
}

const char *capacity_template(void)
{
    return "kind,provider,owner,places,from,to,ofsted_urn,ofsted_grade,postcode_district\n"
           "foster_inhouse,Our own carers,council,120,,,,,\n"
           "home_inhouse,A home of ours,council,4,,,SC000001,good,AN4\n"
           "home_inhouse,A home to open,council,3,2027-04-01,,,not yet inspected,AN1\n"
           "home_external,A provider under contract,block,6,2025-04-01,2028-04-01,SC000002,good,AN2\n"
           "home_external,Bought one by one,spot,,,,,,\n"
           "foster_agency,Regional framework,framework,,,,,,\n";
}

static const char *column_of(const struct own_reader *reader, int32_t column)
{
    (void)reader;
    return capacity_column_name((enum capacity_column)column);
}

static bool recognise(struct own_reader *reader)
{
    own_file_columns(reader, CAPACITY_COLUMNS);
    return own_file_has(reader, "kind") && own_file_has(reader, "owner") && own_file_has(reader, "places") &&
           !own_file_has(reader, "CHILD");
}

static bool is_number(struct return_text cell)
{
    for (uint32_t i = 0; i < cell.length; i++)
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
            return false;
    return cell.length > 0 && cell.length <= NUMBER_BYTES;
}

static bool read_owner(struct return_text cell, enum capacity_owner *out)
{
    for (int owner = 0; owner < CAPACITY_OWNERS; owner++)
        if (own_file_names(cell, capacity_owner_word((enum capacity_owner)owner))) {
            *out = (enum capacity_owner)owner;
            return true;
        }
    return false;
}

/* A grade as Ofsted writes it, or "" for a blank one; NULL when it is none. */
static const char *read_grade(struct return_text cell)
{
    if (cell.length == 0)
        return "";
    if (own_file_names(cell, "requires improvement to be good"))
        return grades[2];
    for (size_t i = 0; i < sizeof grades / sizeof *grades; i++)
        if (own_file_names(cell, grades[i]))
            return grades[i];
    return NULL;
}

static bool may_show(const struct own_reader *reader, int32_t column, struct return_text cell)
{
    const struct capacity_list *list = own_file_list(reader);
    enum capacity_owner owner;
    if (column == CAPACITY_PLACES)
        return is_number(cell);
    if (column == CAPACITY_OWNER)
        return read_owner(cell, &owner);
    if (column == CAPACITY_GRADE)
        return read_grade(cell) != NULL;
    const bool date = column == CAPACITY_FROM || column == CAPACITY_TO;
    return date && list->own.extra_count == 0 && excerpt_is_a_date(cell);
}

/* What is wrong with the places, or NULL. The owner has been read. */
static const char *read_places(struct return_text cell, struct capacity_row *row)
{
    row->places = CAPACITY_UNCOUNTED;
    if (cell.length == 0)
        return row->owner == CAPACITY_FRAMEWORK || row->owner == CAPACITY_SPOT
                   ? NULL
                   : "is blank, which only framework and spot may be";
    if (!is_number(cell))
        return "is not a whole number";
    row->places = 0;
    for (uint32_t i = 0; i < cell.length; i++)
        row->places = row->places * 10 + (cell.bytes[i] - '0');
    return row->places > CAPACITY_PLACES_MOST ? "is more than 10,000 in one row" : NULL;
}

static const char *read_date(struct return_text cell, day blank, day *out)
{
    *out = blank;
    if (cell.length == 0)
        return NULL;
    if (!calendar_parse(cell.bytes, cell.length, out))
        return "is not a date";
    const int32_t year = calendar_year(*out);
    return year < YEAR_FIRST || year > YEAR_LAST ? "is not in any year from 1948-49 to 2200-01" : NULL;
}

/* Letters and digits alone, at most so many. */
static bool is_code(struct return_text cell, uint32_t most)
{
    for (uint32_t i = 0; i < cell.length; i++) {
        const char c = cell.bytes[i];
        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))
            return false;
    }
    return cell.length <= most;
}

static const char *read_to(struct return_text cell, struct capacity_row *row)
{
    const char *wrong = read_date(cell, DAY_OPEN, &row->to);
    return !wrong && row->from != DAY_NONE && row->to <= row->from ? "is not after from" : wrong;
}

/* Reads one cell into the row; what is wrong with it, or NULL. */
static const char *read_cell(struct return_text cell, enum capacity_column column, struct capacity_row *row)
{
    switch (column) {
    case CAPACITY_KIND:
        return cell.length ? NULL : "is blank";
    case CAPACITY_OWNER:
        return read_owner(cell, &row->owner) ? NULL : "is not council, block, framework or spot";
    case CAPACITY_PLACES:
        return read_places(cell, row);
    case CAPACITY_FROM:
        return read_date(cell, DAY_NONE, &row->from);
    case CAPACITY_TO:
        return read_to(cell, row);
    case CAPACITY_URN:
        return is_code(cell, URN_BYTES) ? NULL : "is not an Ofsted number such as SC123456";
    case CAPACITY_GRADE:
        row->grade = read_grade(cell);
        return row->grade ? NULL : "is not an Ofsted grade";
    case CAPACITY_DISTRICT:
        return is_code(cell, DISTRICT_BYTES) ? NULL : "is not the first half of a postcode, such as AN4";
    default:
        return NULL;
    }
}

/* The texts of the row at hand. */
static int keep_texts(struct own_reader *reader, struct capacity_row *row)
{
    row->kind = own_file_text(reader, CAPACITY_KIND);
    row->provider = own_file_text(reader, CAPACITY_PROVIDER);
    row->urn = own_file_text(reader, CAPACITY_URN);
    char *district = own_file_text(reader, CAPACITY_DISTRICT);
    for (char *c = district; c && *c; c++)
        *c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
    row->district = district;
    return row->excerpt && row->kind && row->provider && row->urn && district ? 0 : own_file_no_memory(reader);
}

/* Every row is loaded first; one with a fault is then refused like one whose kind the caller does not know. */
static int load(struct own_reader *reader)
{
    struct capacity_list *list = own_file_list(reader);
    struct capacity_row row = {.line = own_file_line(reader), .excerpt = own_file_excerpt(reader), .grade = ""};
    const char *wrong = NULL;
    int column = -1;
    while (!wrong && ++column < CAPACITY_COLUMNS)
        wrong = read_cell(own_file_cell(reader, column), (enum capacity_column)column, &row);
    if (keep_texts(reader, &row) < 0 ||
        array_reserve(&list->row, &list->capacity, list->rows + 1, sizeof *list->row, own_file_problem(reader)) < 0)
        return PROBLEM_MEMORY;
    list->row[list->rows++] = row;
    if (!wrong)
        return 0;
    const char *reason = own_file_reason(&list->own, capacity_column_name((enum capacity_column)column), wrong);
    return capacity_refuse(list, list->rows - 1, (enum capacity_column)column, reason, own_file_problem(reader));
}

int capacity_read(const char *bytes, size_t length, const char *name, struct capacity_list *out, struct problem *problem)
{
    static const struct own_form form = {
        "a capacity list", "the capacity list",
        CAPACITY_ROWS_MAX, "A capacity list has a row a home, or a row a provider and contract.",
        recognise,         column_of,
        may_show,          load};
    *out = (struct capacity_list){0};
    int code = own_file_read(bytes, length, name, &form, out, &out->own, problem);
    if (code < 0) {
        const bool recognised = out->own.recognised;
        capacity_clear(out);
        out->own.recognised = recognised;
    }
    return code;
}

void capacity_clear(struct capacity_list *list)
{
    free(list->row);
    own_file_clear(&list->own);
    *list = (struct capacity_list){0};
}

int capacity_refuse(struct capacity_list *list, int64_t row, enum capacity_column column, const char *reason,
                    struct problem *problem)
{
    const struct capacity_row refused = list->row[row];
    int code = own_file_quarantine(&list->own, refused.line, (int32_t)column, capacity_column_name(column), reason,
                                   refused.excerpt, problem);
    if (code < 0)
        return code;
    list->rows--;
    memmove(list->row + row, list->row + row + 1, (size_t)(list->rows - row) * sizeof *list->row);
    return 0;
}
