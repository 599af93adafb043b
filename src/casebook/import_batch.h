/*
 * import_batch: one import on its way from paths to rows, as the files of this room that do the steps see it.
 *
 *     read     every file: bytes, hash, table, rows, the children whom the rows name          import_read.c
 *     years    an episodes file's own; a header or UASC file's by whose children it names     import_year.c
 *     keep     snapshot, files, children, rows, quarantine                                    import_keep.c
 *
 * All of it happens between store_begin and store_commit of import.c. Inside of the room only.
 * Includes: base, calendar, returns, casebook/casebook, import, store.
 */
#ifndef CASEBOOK_IMPORT_BATCH_H
#define CASEBOOK_IMPORT_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "casebook/identity.h"
#include "casebook/import.h"
#include "casebook/store.h"
#include "returns/price_list.h"

enum { IMPORT_AUTHORITY_SIZE = 16 };

/* Everybody whom this import can name: the authority's children of the casebook, then the new ones. Numbered from 0. */
struct import_children {
    int64_t count, capacity;
    uint8_t (*pseudonym)[IDENTITY_PSEUDONYM_BYTES]; /* [count] */
    int64_t *id, id_capacity; /* [count] row of the child table, rising; 0 for a new one until it is kept */
    int32_t *slot;            /* [slots] number + 1 of the child whose pseudonym falls there, 0 for none */
    int64_t slots;            /* a power of two, at least twice the count */
};

/* A set of children by number, each once, rising. */
struct import_named {
    int32_t *child; /* owned */
    int64_t count;
};

struct import_item {
    struct casebook_import_file *report; /* what becomes of the file; borrowed */
    uint8_t hash[IDENTITY_HASH_BYTES];   /* of its bytes */
    bool hashed;                         /* false when the bytes could not be had */
    char order[33];                      /* plain hash of its bytes, the same in every workspace; never kept */
    int64_t twin;                        /* an earlier file of this import with the same bytes, or -1 */
    struct return_file file;             /* its rows, when they are needed */
    struct price_list prices;            /* of a price list: its rows instead */
    int32_t *price_state;                /* [prices.rows] the state of each; owned */
    int32_t *child;                      /* [rows] who each row names; owned */
    struct import_named named;           /* the same as a set */
    day last_date;                       /* of a file with a year: latest day of which its episodes speak */
    int64_t supersedes;                  /* row of the file that it takes the place of, 0 for none */
};

struct import_batch {
    struct casebook *casebook;
    const struct casebook_import_options *options;
    char authority[IMPORT_AUTHORITY_SIZE]; /* of all files of this import */
    struct progress *progress;
    struct casebook_import_report *report;
    struct import_children children;
    struct import_item *item; /* [report->files]; owned */
};

/* The steps, in this order. Each returns 0 or a code, and says what became of each file in the report. */
int import_read(struct import_batch *batch, struct problem *problem);
int import_find_years(struct import_batch *batch, struct problem *problem);
int import_keep(struct import_batch *batch, struct problem *problem);

/*
 * The same steps of a price list (import_prices.c), which has no year and no children. `take`: 1 when the bytes are one and
 * its rows are taken, 0 when they are something else, or a code when they are one that cannot be used.
 */
int import_prices_take(struct import_batch *batch, struct import_item *item, const struct file_bytes *bytes,
                       struct problem *problem);
/* Whether the same bytes are the list in force; says so in the report. 1, 0 or a code. */
int import_prices_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem);
int import_prices_keep(struct import_batch *batch, struct import_item *item, struct problem *problem);

/* The rows of a file that could not be read. `insert`: into which table; its values are owner, line, column, field, reason,
 * excerpt. */
int import_keep_quarantined(struct import_batch *batch, const char *insert, const struct return_quarantined *row,
                            int64_t count, int64_t owner, struct problem *problem);

/* The children of the authority, as the casebook has them. */
int import_children_load(struct import_batch *batch, struct problem *problem);
/* The number of a child, who is added when new; or a negative code. */
int64_t import_children_number(struct import_children *children, const uint8_t *pseudonym, struct problem *problem);
/* The number of a child by its row in the casebook, which must be there. */
int32_t import_children_by_id(const struct import_children *children, int64_t id);
void import_children_clear(struct import_children *children);

/* The set of the `count` numbers in `child`. */
int import_named_make(const int32_t *child, int64_t count, int64_t children, struct import_named *out,
                      struct problem *problem);
/* The set of the children whom a query with one value (?1, a number or a text) names by their rows. */
int import_named_query(struct import_batch *batch, sqlite3_stmt *statement, struct import_named *out,
                       struct problem *problem);
void import_named_clear(struct import_named *named);

/* Text kept with the report; NULL (and a problem) when memory is out. */
const char *import_keep_text(struct import_batch *batch, const char *text, struct problem *problem);

/* "header", "episodes", "uasc": how the casebook calls a table. NULL for those that are not loaded. */
const char *import_form(enum return_table table);

#endif
