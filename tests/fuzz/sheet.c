/*
 * Fuzz target: any bytes as a sheet of a council's own. Reading must end in a named problem, in "this is none of them", or
 * with every row loaded or quarantined.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "returns/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

/* How many words a column has. */
static int64_t words_of(const struct sheet_column *column)
{
    int64_t words = 0;
    while (words < SHEET_WORDS_MAX && column->word[words])
        words++;
    return words;
}

static void check_number(const struct sheet_column *column, int64_t value)
{
    require(column->type != SHEET_YES || value == 0 || value == 1);
    require(column->type != SHEET_PERIOD || (value >= 1 && value <= 12));
    require(column->type != SHEET_WORD || (value >= 0 && value < words_of(column)));
}

static void check_cells(const struct sheet *sheet)
{
    for (int32_t c = 0; c < sheet->kind->columns; c++)
        for (int64_t i = 0; i < sheet->rows; i++) {
            const struct sheet_column *column = &sheet->kind->column[c];
            const bool blank = column->type == SHEET_TEXT ? !sheet->text[c][i][0] : sheet->number[c][i] == SHEET_BLANK;
            require(!column->filled || !blank);
            if (!blank && column->type != SHEET_TEXT)
                check_number(column, sheet->number[c][i]);
        }
    for (int64_t i = 0; i < sheet->rows && sheet->kind->fault; i++)
        require(!sheet->kind->fault(sheet, i).wrong);
    for (int64_t i = 0; i < sheet->own.quarantine_count; i++)
        require(sheet->own.quarantine[i].reason[0] && strlen(sheet->own.quarantine[i].excerpt) <= 200);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct sheet sheet;
    struct problem problem = {0};
    /* In memory of exactly this length, so that a byte read behind it is seen. */
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length)
        memcpy(copy, bytes, length);
    int status = sheet_read(copy, length, "fuzz.csv", &sheet, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    require(sheet.own.rows_read == sheet.rows + sheet.own.quarantine_count);
    require(!sheet.meant || (sheet.lacking && status == 0 && !sheet.own.rows_read) || sheet.kind);
    if (sheet.kind && status == 0)
        check_cells(&sheet);
    sheet_clear(&sheet);
    return 0;
}
