/*
 * Fuzz target: any bytes as a capacity list. Reading must end in a named problem, in "this is none", or with every row
 * loaded or quarantined; every row must be one that can be, and any can be refused afterwards.
 *
 * How to look for new trouble with libFuzzer: as in returns_csv.c.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "returns/capacity.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void require(bool true_always)
{
    if (!true_always)
        abort(); /* libFuzzer and the replay both take it for a finding */
}

static void check_rows(const struct capacity_list *list)
{
    for (int64_t i = 0; i < list->rows; i++) {
        const struct capacity_row *row = &list->row[i];
        require(row->kind[0] && row->line > 1 && strlen(row->excerpt) <= 200);
        require(row->owner < CAPACITY_OWNERS && row->places >= CAPACITY_UNCOUNTED && row->places <= CAPACITY_PLACES_MOST);
        require(row->places >= 0 || row->owner == CAPACITY_FRAMEWORK || row->owner == CAPACITY_SPOT);
        require(row->to == DAY_OPEN || row->from == DAY_NONE || row->from < row->to);
        require(strlen(row->urn) <= 12 && strlen(row->district) <= 4 && row->grade);
    }
    for (int64_t i = 0; i < list->own.quarantine_count; i++) {
        require(list->own.quarantine[i].reason[0] && strlen(list->own.quarantine[i].excerpt) <= 200);
        require(i == 0 || list->own.quarantine[i].line > list->own.quarantine[i - 1].line);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct capacity_list list;
    struct problem problem = {0};
    /* In memory of exactly this length, so that a byte read behind it is seen. */
    char *copy = malloc(length ? length : 1);
    if (!copy)
        return 0;
    if (length)
        memcpy(copy, bytes, length);
    int status = capacity_read(copy, length, "fuzz.csv", &list, &problem);
    free(copy);
    require(status <= 0 && status == (int)problem.code);
    require(list.own.rows_read == list.rows + list.own.quarantine_count);
    check_rows(&list);
    while (list.rows > 0)
        require(capacity_refuse(&list, list.rows / 2, CAPACITY_KIND, "no kind of placement", &problem) == 0);
    require(list.own.rows_read == list.own.quarantine_count);
    check_rows(&list);
    capacity_clear(&list);
    return 0;
}
