#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/import_batch.h"

/* A pseudonym is a keyed hash already: eight of its bytes say where to look. */
static uint64_t first_place(const uint8_t *pseudonym)
{
    uint64_t place;
    memcpy(&place, pseudonym, sizeof place);
    return place;
}

/* The slot that holds the pseudonym, or the free one where it belongs. */
static int64_t slot_of(const struct import_children *children, const uint8_t *pseudonym)
{
    uint64_t mask = (uint64_t)children->slots - 1;
    uint64_t at = first_place(pseudonym) & mask;
    while (children->slot[at] &&
           memcmp(children->pseudonym[children->slot[at] - 1], pseudonym, IDENTITY_PSEUDONYM_BYTES) != 0)
        at = (at + 1) & mask;
    return (int64_t)at;
}

static int grow_slots(struct import_children *children, struct problem *problem)
{
    if (children->slots >= 2 * (children->count + 1))
        return 0;
    int64_t slots = children->slots ? children->slots * 2 : 1024;
    int32_t *slot = array_new(slots, sizeof *slot, problem);
    if (!slot)
        return PROBLEM_MEMORY;
    free(children->slot);
    children->slot = slot;
    children->slots = slots;
    for (int64_t i = 0; i < children->count; i++)
        slot[slot_of(children, children->pseudonym[i])] = (int32_t)i + 1;
    return 0;
}

int64_t import_children_number(struct import_children *children, const uint8_t *pseudonym, struct problem *problem)
{
    int code = grow_slots(children, problem);
    if (code < 0)
        return code;
    int64_t at = slot_of(children, pseudonym);
    if (children->slot[at])
        return children->slot[at] - 1;
    int64_t number = children->count;
    if (number == INT32_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "there are more children than Homeward can number");
    if (array_reserve(&children->pseudonym, &children->capacity, number + 1, sizeof *children->pseudonym, problem) < 0 ||
        array_reserve(&children->id, &children->id_capacity, number + 1, sizeof *children->id, problem) < 0)
        return PROBLEM_MEMORY;
    memcpy(children->pseudonym[number], pseudonym, IDENTITY_PSEUDONYM_BYTES);
    children->id[number] = 0;
    children->slot[at] = (int32_t)number + 1;
    children->count++;
    return number;
}

int import_children_load(struct import_batch *batch, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(batch->casebook->database, "SELECT id, pseudonym FROM child WHERE authority = ?1 ORDER BY id",
                             &statement, problem);
    if (code == 0)
        store_bind_text(statement, 1, batch->authority);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t number = import_children_number(&batch->children, sqlite3_column_blob(statement, 1), problem);
        code = number < 0 ? (int)number : 0;
        if (code == 0)
            batch->children.id[number] = sqlite3_column_int64(statement, 0);
    }
    sqlite3_finalize(statement);
    return code;
}

int32_t import_children_by_id(const struct import_children *children, int64_t id)
{
    int64_t low = 0, high = children->count;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (children->id[middle] != 0 && children->id[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return (int32_t)low;
}

void import_children_clear(struct import_children *children)
{
    free(children->pseudonym);
    free(children->id);
    free(children->slot);
    *children = (struct import_children){0};
}

int import_named_make(const int32_t *child, int64_t count, int64_t children, struct import_named *out,
                      struct problem *problem)
{
    uint8_t *there = array_new(children, sizeof *there, problem);
    out->child = there ? array_new(count < children ? count : children, sizeof *out->child, problem) : NULL;
    out->count = 0;
    if (!out->child) {
        free(there);
        return PROBLEM_MEMORY;
    }
    for (int64_t i = 0; i < count; i++)
        there[child[i]] = 1;
    for (int32_t i = 0; i < children; i++)
        if (there[i])
            out->child[out->count++] = i;
    free(there);
    return 0;
}

int import_named_query(struct import_batch *batch, sqlite3_stmt *statement, struct import_named *out,
                       struct problem *problem)
{
    int32_t *child = NULL;
    int64_t count = 0, capacity = 0;
    int code = 0;
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&child, &capacity, count + 1, sizeof *child, problem);
        if (code == 0)
            child[count++] = import_children_by_id(&batch->children, sqlite3_column_int64(statement, 0));
    }
    if (code == 0)
        code = import_named_make(child, count, batch->children.count, out, problem);
    free(child);
    return code;
}

void import_named_clear(struct import_named *named)
{
    free(named->child);
    *named = (struct import_named){0};
}
