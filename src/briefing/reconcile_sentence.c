#include "briefing/reconcile_sentence.h"

#include <inttypes.h>

#include "money/money.h"

enum { NAMED = 3 };

const char *reconcile_line_name(const struct books *books, int32_t line)
{
    return line == BOOKS_NO_LINE ? "Not in the budget" : books->line[line].line;
}

static int64_t size_of(const struct reconcile_row *row)
{
    return row->unexplained < 0 ? -row->unexplained : row->unexplained;
}

/* The largest row that comes after `last` in order of size, the earlier of two as large; NULL after all. */
static const struct reconcile_row *next_largest(const struct reconciliation *found, const struct reconcile_row *last)
{
    const struct reconcile_row *next = NULL;
    for (int64_t i = 0; i < found->rows; i++) {
        const struct reconcile_row *row = &found->row[i];
        const bool after = !last || size_of(row) < size_of(last) || (size_of(row) == size_of(last) && row > last);
        if (row->unexplained && after && (!next || size_of(row) > size_of(next)))
            next = row;
    }
    return next;
}

static void append_row(const struct books *books, const struct reconcile_row *row, struct text *out)
{
    text_format(out, "%s P%d ", reconcile_line_name(books, row->line), row->period);
    money_append_pounds(out, (struct money){size_of(row)});
    text_append(out, row->unexplained > 0 ? " over" : " under");
}

static void append_unexplained(const struct books *books, const struct reconciliation *found, struct text *out)
{
    int64_t named = 0;
    money_append_pounds(out, (struct money){found->unexplained_size});
    text_append(out, " is not explained: ");
    for (const struct reconcile_row *row = NULL; named < NAMED && (row = next_largest(found, row)) != NULL; named++) {
        text_append(out, named ? ", " : "");
        append_row(books, row, out);
    }
    if (found->unexplained_rows > named)
        text_format(out, ", and %" PRId64 " more", found->unexplained_rows - named);
    text_append(out, ".");
}

void reconcile_sentence(const struct books *books, const struct reconciliation *found, struct text *out)
{
    if (found->unexplained_size) {
        append_unexplained(books, found, out);
    } else if (found->rows == 0) {
        text_append(out, "There is nothing to hold the payments against: no line of the budget has packages or posts.");
    } else {
        text_append(out, "Everything is explained: the ledger and the packages differ by ");
        money_append_pounds(out, (struct money){found->total.difference});
        text_append(out, ", all of it explained.");
    }
}
