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

static void check_cells(const struct sheet *sheet)
{
    for (int32_t c = 0; c < sheet->kind->columns; c++)
        for (int64_t i = 0; i < sheet->rows; i++) {
            const struct sheet_column *column = &sheet->kind->column[c];
            const bool blank = column->type == SHEET_TEXT ? !sheet->text[c][i][0] : sheet->number[c][i] == SHEET_BLANK;
            require(!column->filled || !blank);
            require(column->type != SHEET_YES || blank || sheet->number[c][i] == 0 || sheet->number[c][i] == 1);
        }
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
    if (sheet.kind)
        check_cells(&sheet);
    sheet_clear(&sheet);
    return 0;
}
