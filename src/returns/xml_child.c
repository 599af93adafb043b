#include "returns/xml_child.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

void xml_child_begin(struct xml_child *child)
{
    child->count = child->headers = 0;
    text_reset(&child->bytes);
    for (int table = 0; table < RETURN_TABLES; table++)
        child->first[table] = -1;
}

void xml_child_clear(struct xml_child *child)
{
    free(child->row);
    text_clear(&child->bytes);
    *child = (struct xml_child){.count = 0};
}

static int too_large(struct problem *problem, const char *what)
{
    problem_set(problem, PROBLEM_LIMIT, "one child has more than %s", what);
    return problem_next(problem, "Check that each child is an element of its own in the root.");
}

/* Makes the row of the header's loose fields that of its element; false when it has none, or has an element already. */
static bool adopt_header(struct xml_child *child, int64_t line)
{
    int32_t first = child->first[RETURN_HEADER];
    if (first < 0 || child->row[first].block)
        return false;
    child->row[first].block = true;
    child->row[first].line = line;
    return true;
}

int32_t xml_child_add(struct xml_child *child, enum return_table table, int64_t line, bool block, struct problem *problem)
{
    if (table == RETURN_HEADER && block && adopt_header(child, line))
        return child->first[RETURN_HEADER];
    if (child->count == XML_CHILD_ROWS_MAX)
        return too_large(problem, "10,000 rows");
    if (array_reserve(&child->row, &child->capacity, child->count + 1, sizeof *child->row, problem) < 0)
        return PROBLEM_MEMORY;
    int32_t number = (int32_t)child->count++;
    child->row[number] = (struct xml_row){.table = table, .line = line, .block = block};
    if (table == RETURN_HEADER && child->headers++ == 0)
        child->first[table] = number;
    else if (!block)
        child->first[table] = number;
    return number;
}

int32_t xml_child_loose(struct xml_child *child, const struct xml_place *place, int64_t line, struct problem *problem)
{
    int32_t number = child->first[place->table];
    bool further = place->table != RETURN_HEADER && place->table != RETURN_UASC;
    bool taken = number >= 0 && further && child->row[number].given[place->column];
    return number >= 0 && !taken ? number : xml_child_add(child, place->table, line, false, problem);
}

static struct return_text cell_of(const struct xml_child *child, const struct xml_row *row, int32_t column)
{
    if (column < 0 || !row->given[column] || row->length[column] == 0)
        return (struct return_text){"", 0};
    return (struct return_text){child->bytes.bytes + row->at[column], row->length[column]};
}

static int append(struct xml_child *child, struct return_text text, struct problem *problem)
{
    if (child->bytes.length + text.length > XML_CHILD_BYTES_MAX)
        return too_large(problem, "16 MiB of text");
    text_append_bytes(&child->bytes, text.bytes, text.length);
    return text_check(&child->bytes, problem);
}

/* What an extra column has so far and the separator, once more at the end of the bytes, so that the next can follow. */
static int append_again(struct xml_child *child, const struct xml_row *row, int32_t column, struct problem *problem)
{
    struct return_text before = cell_of(child, row, column);
    if (before.length == 0)
        return 0;
    if (child->bytes.length + 2 * (size_t)before.length > XML_CHILD_BYTES_MAX)
        return too_large(problem, "16 MiB of text");
    char *copy = malloc(before.length);
    if (!copy)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read an XML file");
    memcpy(copy, before.bytes, before.length);
    text_append_bytes(&child->bytes, copy, before.length);
    text_append(&child->bytes, "; ");
    free(copy);
    return text_check(&child->bytes, problem);
}

static bool runs_over_a_line(struct return_text text)
{
    return text.length && (memchr(text.bytes, '\n', text.length) || memchr(text.bytes, '\r', text.length));
}

int xml_child_put(struct xml_child *child, int32_t number, const struct xml_places *places, const struct xml_place *place,
                  struct return_text text, struct problem *problem)
{
    struct xml_row *row = &child->row[number];
    int32_t column = place->column;
    bool extra = places->columns[place->table].extra[column] >= 0, again = row->given[column];
    if (!extra && !row->fault && (again || runs_over_a_line(text))) {
        row->fault = again ? "stands twice" : "runs over the end of a line";
        row->fault_column = place->is_mark ? -1 : column;
        if (place->is_mark)
            row->fault = "UASC stands twice or over two lines";
    }
    size_t at = child->bytes.length;
    int code = extra && again ? append_again(child, row, column, problem) : 0;
    if (code == 0)
        code = append(child, text, problem);
    if (code < 0)
        return code;
    row->given[column] = true;
    row->at[column] = (uint32_t)at;
    row->length[column] = (uint32_t)(child->bytes.length - at);
    return 0;
}

/* A cell of the child's first header by position in its layout. */
static struct return_text header_cell(const struct xml_child *child, const struct xml_places *places, int32_t position)
{
    int32_t header = child->first[RETURN_HEADER];
    if (header < 0)
        return (struct return_text){"", 0};
    return cell_of(child, &child->row[header], places->column_at[RETURN_HEADER][position]);
}

/* Fills a blank cell of a known name from the header. */
static void fill(struct return_text cell[RETURN_ROW_CELLS], const struct xml_places *places, enum return_table table,
                 const char *name, struct return_text from)
{
    int32_t position = return_column_of(table, name);
    int32_t column = position < 0 ? -1 : places->column_at[table][position];
    if (column >= 0 && cell[column].length == 0)
        cell[column] = from;
}

static void fill_from_header(const struct xml_child *child, const struct xml_places *places, enum return_table table,
                             struct return_text cell[RETURN_ROW_CELLS])
{
    struct return_text born = header_cell(child, places, HEADER_DOB);
    day on;
    /* A date of birth that is none costs the header its row, and not every other row of the child. */
    if (!calendar_parse(born.bytes, born.length, &on))
        born = (struct return_text){"", 0};
    fill(cell, places, table, "CHILD", header_cell(child, places, HEADER_CHILD));
    fill(cell, places, table, "DOB", born);
    if (table == RETURN_UASC)
        fill(cell, places, table, "SEX", header_cell(child, places, HEADER_SEX));
}

static bool is_number(struct return_text text, char digit)
{
    bool plain = text.length == 1, pointed = text.length == 3 && memcmp(text.bytes + 1, ".0", 2) == 0;
    return (plain || pointed) && text.bytes[0] == digit;
}

/* Whether the child is unaccompanied: UASC is 1, or it is not said and there is a DUC. The rest is dropped or a fault. */
static bool is_unaccompanied(const struct return_text cell[RETURN_ROW_CELLS], const struct xml_places *places,
                             const char **fault)
{
    int32_t duc = places->column_at[RETURN_UASC][UASC_DUC];
    bool ceased = duc >= 0 && cell[duc].length > 0;
    struct return_text mark = places->uasc_mark < 0 ? (struct return_text){"", 0} : cell[places->uasc_mark];
    if (mark.length == 0 || is_number(mark, '0')) {
        if (mark.length && ceased)
            *fault = "UASC is 0, but there is a DUC";
        return ceased;
    }
    if (!is_number(mark, '1'))
        *fault = "UASC is neither 0 nor 1";
    return true;
}

/* Whether the file says anything in the row, and anything but blanks. */
static bool has_content(const struct xml_row *row, int32_t columns, bool blanks_count)
{
    for (int32_t i = 0; i < columns; i++)
        if (row->given[i] && (blanks_count || row->length[i]))
            return true;
    return false;
}

bool xml_child_cells(const struct xml_child *child, int64_t number, const struct xml_places *places,
                     struct return_text cell[RETURN_ROW_CELLS], const char **fault, int32_t *fault_column)
{
    const struct xml_row *row = &child->row[number];
    int32_t columns = places->columns[row->table].count;
    *fault = row->fault;
    *fault_column = row->fault ? row->fault_column : -1;
    if (row->block ? row->wraps && !has_content(row, columns, true) : !has_content(row, columns, false))
        return false;
    for (int32_t i = 0; i < columns; i++)
        cell[i] = cell_of(child, row, i);
    if (row->table == RETURN_HEADER)
        return true;
    fill_from_header(child, places, row->table, cell);
    if (row->table == RETURN_UASC && !row->fault && !is_unaccompanied(cell, places, fault))
        return false;
    if (child->headers > 1) {
        *fault = "the child has more than one HEADER, and nobody can say which one this belongs to";
        *fault_column = -1;
    }
    return true;
}
