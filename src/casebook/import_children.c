#include "casebook/import_children.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

enum { WRITTEN_MAX = 256, FIRST_SLOTS = 1024 };

static uint64_t first_eight(const uint8_t *bytes)
{
    uint64_t place;
    memcpy(&place, bytes, sizeof place);
    return place;
}

/* The slot of `seen` that holds the hash, or the free one where it belongs. */
static int64_t known_slot(const struct import_known *known, const uint8_t *hash)
{
    uint64_t mask = (uint64_t)known->slots - 1;
    uint64_t at = first_eight(hash) & mask;
    while (known->value[at] && memcmp(known->seen[at], hash, sizeof known->seen[at]) != 0)
        at = (at + 1) & mask;
    return (int64_t)at;
}

static int known_grow(struct import_known *known, struct problem *problem)
{
    if (known->slots >= 2 * (known->count + 1))
        return 0;
    struct import_known grown = {.count = known->count, .slots = known->slots ? known->slots * 2 : FIRST_SLOTS};
    if (known->slots)
        memcpy(grown.key, known->key, sizeof grown.key);
    else
        randombytes_buf(grown.key, sizeof grown.key);
    grown.seen = array_new(grown.slots, sizeof *grown.seen, problem);
    grown.value = grown.seen ? array_new(grown.slots, sizeof *grown.value, problem) : NULL;
    if (!grown.value) {
        free(grown.seen);
        return PROBLEM_MEMORY;
    }
    for (int64_t i = 0; i < known->slots; i++) {
        if (!known->value[i])
            continue;
        int64_t at = known_slot(&grown, known->seen[i]);
        memcpy(grown.seen[at], known->seen[i], sizeof grown.seen[at]);
        grown.value[at] = known->value[i];
    }
    import_known_clear(known);
    *known = grown;
    return 0;
}

int import_known_slot(struct import_known *known, const char *text, size_t length, int64_t *slot, struct problem *problem)
{
    uint8_t hash[crypto_shorthash_siphashx24_BYTES];
    int code = known_grow(known, problem);
    if (code < 0)
        return code;
    crypto_shorthash_siphashx24(hash, (const unsigned char *)text, length, known->key);
    *slot = known_slot(known, hash);
    if (!known->value[*slot])
        memcpy(known->seen[*slot], hash, sizeof hash);
    return 0;
}

void import_known_put(struct import_known *known, int64_t slot, int32_t value)
{
    known->count += known->value[slot] == 0;
    known->value[slot] = value + 1;
}

void import_known_clear(struct import_known *known)
{
    free(known->seen);
    free(known->value);
    *known = (struct import_known){0};
}

/* A pseudonym is a keyed hash already: eight of its bytes say where to look. */
static int64_t slot_of(const struct import_children *children, const uint8_t *pseudonym)
{
    uint64_t mask = (uint64_t)children->slots - 1;
    uint64_t at = first_eight(pseudonym) & mask;
    while (children->slot[at] &&
           memcmp(children->pseudonym[children->slot[at] - 1], pseudonym, IDENTITY_PSEUDONYM_BYTES) != 0)
        at = (at + 1) & mask;
    return (int64_t)at;
}

static int grow_slots(struct import_children *children, struct problem *problem)
{
    if (children->slots >= 2 * (children->count + 1))
        return 0;
    int64_t slots = children->slots ? children->slots * 2 : FIRST_SLOTS;
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

static int64_t number_of(struct import_children *children, const uint8_t *pseudonym, struct problem *problem)
{
    int code = grow_slots(children, problem);
    if (code < 0)
        return code;
    int64_t at = slot_of(children, pseudonym);
    if (children->slot[at])
        return children->slot[at] - 1;
    int64_t number = children->count;
    if (number == INT32_MAX - 1)
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

int64_t import_children_number(struct import_children *children, const struct identity *identity, const char *authority,
                               struct return_text child, struct problem *problem)
{
    char written[WRITTEN_MAX];
    uint8_t pseudonym[IDENTITY_PSEUDONYM_BYTES];
    struct import_known *known = &children->known;
    size_t length = strlen(authority);
    int64_t slot = -1;
    if (length + 1 + child.length <= sizeof written) {
        memcpy(written, authority, length);
        written[length] = '|';
        memcpy(written + length + 1, child.bytes, child.length);
        int code = import_known_slot(known, written, length + 1 + child.length, &slot, problem);
        if (code < 0)
            return code;
        if (known->value[slot])
            return known->value[slot] - 1;
    }
    identity_pseudonym(identity, authority, child, pseudonym);
    int64_t number = number_of(children, pseudonym, problem);
    if (number >= 0 && slot >= 0)
        import_known_put(known, slot, (int32_t)number);
    return number;
}

int import_children_load(struct import_children *children, sqlite3 *database, struct problem *problem)
{
    sqlite3_stmt *statement;
    int code = store_prepare(database, "SELECT id, pseudonym FROM child ORDER BY id", &statement, problem);
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        int64_t number = number_of(children, sqlite3_column_blob(statement, 1), problem);
        code = number < 0 ? (int)number : 0;
        if (code == 0)
            children->id[number] = sqlite3_column_int64(statement, 0);
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
    import_known_clear(&children->known);
    *children = (struct import_children){0};
}

int import_named_flagged(const uint8_t *flags, int64_t children, uint8_t mask, uint8_t value, struct import_named *out,
                         struct problem *problem)
{
    int64_t count = 0;
    for (int64_t i = 0; i < children; i++)
        count += (flags[i] & mask) == value;
    *out = (struct import_named){.child = array_new(count, sizeof *out->child, problem)};
    for (int32_t i = 0; out->child && i < children; i++)
        if ((flags[i] & mask) == value)
            out->child[out->count++] = i;
    return out->child ? 0 : PROBLEM_MEMORY;
}

int import_named_make(const int32_t *child, int64_t count, int64_t children, struct import_named *out,
                      struct problem *problem)
{
    uint8_t *there = array_new(children, sizeof *there, problem);
    if (!there)
        return PROBLEM_MEMORY;
    for (int64_t i = 0; i < count; i++)
        there[child[i]] = 1;
    int code = import_named_flagged(there, children, 1, 1, out, problem);
    free(there);
    return code;
}

int import_named_query(const struct import_children *children, sqlite3_stmt *statement, struct import_named *out,
                       struct problem *problem)
{
    int32_t *child = NULL;
    int64_t count = 0, capacity = 0;
    int code = 0;
    while (code == 0 && (code = store_next(statement, problem)) == 1) {
        code = array_reserve(&child, &capacity, count + 1, sizeof *child, problem);
        if (code == 0)
            child[count++] = import_children_by_id(children, sqlite3_column_int64(statement, 0));
    }
    if (code == 0)
        code = import_named_make(child, count, children->count, out, problem);
    free(child);
    return code;
}

void import_named_clear(struct import_named *named)
{
    free(named->child);
    *named = (struct import_named){0};
}
