/*
 * import_children: everybody whom an import can name, by number.
 *
 * First the children of the casebook, then the new ones. A pseudonym is a slow hash, so it is made once for each way in
 * which a child is written: what was written is remembered as a fast hash under a key that lives no longer than the import.
 *
 * Inside of the room only. Includes: base, casebook/identity, casebook/store.
 */
#ifndef CASEBOOK_IMPORT_CHILDREN_H
#define CASEBOOK_IMPORT_CHILDREN_H

#include <stdint.h>

#include "casebook/identity.h"
#include "casebook/store.h"

/* What was looked up once, by a fast hash of the text. Its key is random, so that nobody can make two texts look the same.
 */
struct import_known {
    uint8_t key[16];      /* of the hash, random */
    uint8_t (*seen)[16];  /* [slots] hash of the text that is there */
    int32_t *value;       /* [slots] what it is + 1, 0 for a free slot */
    int64_t count, slots; /* slots is a power of two, at least twice the count */
};

struct import_children {
    int64_t count, capacity;                        /* how many, and for how many there is room */
    uint8_t (*pseudonym)[IDENTITY_PSEUDONYM_BYTES]; /* [count] */
    int64_t *id, id_capacity;  /* [count] row of the child table, rising; 0 for a new one until it is kept */
    int32_t *slot;             /* [slots] number + 1 of the child whose pseudonym falls there, 0 for none */
    int64_t slots;             /* a power of two, at least twice the count */
    struct import_known known; /* numbers by authority and CHILD as written */
};

/* A set of children by number, each once, rising. */
struct import_named {
    int32_t *child; /* owned */
    int64_t count;  /* how many */
};

/* The children of the casebook, of all authorities. */
int import_children_load(struct import_children *children, sqlite3 *database, struct problem *problem);
/* The number of a child, who is added when new; or a negative code. */
int64_t import_children_number(struct import_children *children, const struct identity *identity, const char *authority,
                               struct return_text child, struct problem *problem);
/* The number of a child by its row in the casebook, which must be there. */
int32_t import_children_by_id(const struct import_children *children, int64_t id);
void import_children_clear(struct import_children *children);

/* Where the text is or belongs, in a table that has room for one more; its value there is 0 when it is new. */
int import_known_slot(struct import_known *known, const char *text, size_t length, int64_t *slot, struct problem *problem);
void import_known_put(struct import_known *known, int64_t slot, int32_t value);
void import_known_clear(struct import_known *known);

/* The set of the `count` numbers in `child`. */
int import_named_make(const int32_t *child, int64_t count, int64_t children, struct import_named *out,
                      struct problem *problem);
/* The set of those of whom `flags`, [children], has what `mask` asks to be there and not to be there. */
int import_named_flagged(const uint8_t *flags, int64_t children, uint8_t mask, uint8_t value, struct import_named *out,
                         struct problem *problem);
/* The set of the children whom a query names by their rows. */
int import_named_query(const struct import_children *children, sqlite3_stmt *statement, struct import_named *out,
                       struct problem *problem);
void import_named_clear(struct import_named *named);

#endif
