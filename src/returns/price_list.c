#include "returns/price_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "returns/excerpt.h"

enum { YEAR_FIRST = 1990, YEAR_LAST = 2200, UPLIFT_MOST = 100000 /* 100% */ };

static const int64_t price_most = 1000000 * INT64_C(100); /* a million pounds a week */

const char *price_column_name(enum price_column column)
{
    static const char *const names[PRICE_COLUMNS] = {"type", "provider_kind", "weekly_price", "from", "uplift", "source"};
    return names[column];
}

static const char *column_of(const struct own_reader *reader, int32_t column)
{
    (void)reader;
    return price_column_name((enum price_column)column);
}

static bool recognise(struct own_reader *reader)
{
    own_file_columns(reader, PRICE_COLUMNS);
    return own_file_has(reader, "type") && own_file_has(reader, "weekly_price") && own_file_has(reader, "from") &&
           !own_file_has(reader, "CHILD");
}

static bool may_show(const struct own_reader *reader, int32_t column, struct return_text cell)
{
    const struct price_list *list = own_file_list(reader);
    if (column == PRICE_WEEKLY_PRICE || column == PRICE_UPLIFT)
        return own_file_looks_like_a_number(cell);
    return column == PRICE_FROM && list->own.extra_count == 0 && excerpt_is_a_date(cell);
}

/* What is wrong with a price, or NULL. */
static const char *read_price(struct return_text cell, struct money *out)
{
    if (cell.length == 0)
        return "is blank";
    if (!own_file_pounds(cell, out))
        return "is not pounds and pence";
    if (out->pence < 0)
        return "is below nothing";
    return out->pence > price_most ? "is more than a million pounds a week" : NULL;
}

static const char *read_from(struct return_text cell, day *out)
{
    if (cell.length == 0)
        return "is blank";
    if (!calendar_parse(cell.bytes, cell.length, out))
        return "is not a date";
    int32_t year = calendar_year(*out);
    return year < YEAR_FIRST || year > YEAR_LAST ? "is not in any year from 1990-91 to 2200-01" : NULL;
}

static const char *read_uplift(struct return_text cell, int32_t *out)
{
    int64_t value;
    *out = 0;
    if (cell.length == 0)
        return NULL;
    if (cell.bytes[cell.length - 1] == '%')
        cell.length--;
    while (cell.length && cell.bytes[cell.length - 1] == ' ')
        cell.length--;
    if (!own_file_thousandths(cell, &value))
        return "is not a percentage with at most three decimals";
    if (value > UPLIFT_MOST || value < -UPLIFT_MOST)
        return "is more than 100% either way";
    *out = (int32_t)value;
    return NULL;
}

/* Reads one cell into the row; what is wrong with it, or NULL. */
static const char *read_cell(struct return_text cell, enum price_column column, struct price_row *row)
{
    switch (column) {
    case PRICE_TYPE:
        return cell.length ? NULL : "is blank";
    case PRICE_WEEKLY_PRICE:
        return read_price(cell, &row->per_week);
    case PRICE_FROM:
        return read_from(cell, &row->from);
    case PRICE_UPLIFT:
        return read_uplift(cell, &row->uplift);
    default:
        return NULL;
    }
}

/* Every row is loaded first; one with a fault is then refused like one whose type the caller does not know. */
static int load(struct own_reader *reader)
{
    struct price_list *list = own_file_list(reader);
    struct price_row row = {.line = own_file_line(reader),
                            .type = own_file_text(reader, PRICE_TYPE),
                            .provider_kind = own_file_text(reader, PRICE_PROVIDER_KIND),
                            .source = own_file_text(reader, PRICE_SOURCE),
                            .excerpt = own_file_excerpt(reader)};
    const char *wrong = NULL;
    int column = -1;
    while (!wrong && ++column < PRICE_COLUMNS)
        wrong = read_cell(own_file_cell(reader, column), (enum price_column)column, &row);
    if (!row.excerpt || !row.type || !row.provider_kind || !row.source)
        return own_file_no_memory(reader);
    if (array_reserve(&list->row, &list->capacity, list->rows + 1, sizeof *list->row, own_file_problem(reader)) < 0)
        return PROBLEM_MEMORY;
    list->row[list->rows++] = row;
    if (!wrong)
        return 0;
    const char *reason = own_file_reason(&list->own, price_column_name((enum price_column)column), wrong);
    return price_list_refuse(list, list->rows - 1, (enum price_column)column, reason, own_file_problem(reader));
}

int price_list_read(const char *bytes, size_t length, const char *name, struct price_list *out, struct problem *problem)
{
    static const struct own_form form = {"a price list",
                                         "the price list",
                                         PRICE_LIST_ROWS_MAX,
                                         "A price list has a row a kind of placement and day from which it holds.",
                                         recognise,
                                         column_of,
                                         may_show,
                                         load};
    *out = (struct price_list){0};
    int code = own_file_read(bytes, length, name, &form, out, &out->own, problem);
    if (code < 0)
        price_list_clear(out);
    return code;
}

void price_list_clear(struct price_list *list)
{
    free(list->row);
    own_file_clear(&list->own);
    *list = (struct price_list){0};
}

int price_list_refuse(struct price_list *list, int64_t row, enum price_column column, const char *reason,
                      struct problem *problem)
{
    const struct price_row refused = list->row[row];
    int code = own_file_quarantine(&list->own, refused.line, (int32_t)column, price_column_name(column), reason,
                                   refused.excerpt, problem);
    if (code < 0)
        return code;
    list->rows--;
    memmove(list->row + row, list->row + row + 1, (size_t)(list->rows - row) * sizeof *list->row);
    return 0;
}
