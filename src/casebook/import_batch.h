/*
 * import_batch: one import on its way from paths to rows, as the files of this room that do the steps see it.
 *
 *     sources  every file, of a folder or an archive                                  import_sources.c
 *     read     what each holds, part by part: table, authority, children, content     import_read.c, import_content.c
 *     years    a part's own, or that of the episodes whose children it names          import_year.c, import_fit.c
 *     keep     snapshot, files, children, rows, quarantine                            import_keep.c, import_rows.c
 *
 * All of it happens between store_begin and store_commit of import.c. The rows of the first few MiB of files stay in memory;
 * the other files are read a second time, one by one, when they are kept. Inside of the room only.
 * Includes: base, calendar, returns, casebook/authorities, casebook, identity, import, import_children, import_tables,
 * store.
 */
#ifndef CASEBOOK_IMPORT_BATCH_H
#define CASEBOOK_IMPORT_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "casebook/authorities.h"
#include "casebook/identity.h"
#include "casebook/import.h"
#include "casebook/import_children.h"
#include "casebook/import_tables.h"
#include "casebook/store.h"
#include "returns/capacity.h"
#include "returns/price_list.h"
#include "returns/return_bundle.h"
#include "returns/sheet.h"

enum { IMPORT_FIRST_YEAR = 1990, IMPORT_YEARS = 110, IMPORT_HOLD_BYTES = 2 * 1024 * 1024 };

/* One file: of a path, or of the archive that a path is. */
struct import_source {
    int64_t path;                      /* number of the path */
    const char *name;                  /* "in/returns.zip/2019/episodes.csv"; borrowed from the report's arena */
    const char *place;                 /* enough of it to tell a council's files apart: "returns.zip/2019/episodes.csv" */
    uint8_t hash[IDENTITY_HASH_BYTES]; /* of its bytes */
    char order[33];                    /* plain hash of its bytes, the same in every workspace; never kept */
    bool readable;                     /* false when the bytes could not be had: no hashes then */
    int64_t twin;                      /* an earlier file of this import with the same bytes, or -1 */
    int64_t first, items;              /* what it holds */
    struct return_bundle held;         /* its rows, while it is among the first IMPORT_HOLD_BYTES; else no parts; owned */
};

/* How many rows of a part begin and end in each collection year from IMPORT_FIRST_YEAR; what lies outside is at the ends. */
struct import_dates {
    int32_t rows;                                     /* with a beginning */
    int64_t sum_begun;                                /* of the years in which they begin */
    int32_t begun[IMPORT_YEARS], ended[IMPORT_YEARS]; /* rows */
};

/* One part of a file: a table of one authority, and of one year where the file says so. */
struct import_item {
    struct casebook_import_file *report;         /* what becomes of it; borrowed from the report's arena */
    int64_t source;                              /* number of its file */
    int32_t part;                                /* which of the file's parts */
    int64_t twin;                                /* the item of an earlier file with the same bytes, or -1 */
    char authority[AUTHORITY_CODE_SIZE];         /* GSS code of whose rows these are */
    bool year_stated;                            /* the file itself says which year */
    uint8_t content[IDENTITY_HASH_BYTES];        /* of its rows: the same from CSV and XML */
    struct import_named named[IMPORT_PRESENCES]; /* whom its rows name; of episodes also who was in care how */
    int32_t *child;                              /* [report->rows] who each row names; owned */
    struct import_dates *dates;                  /* of a table whose rows have dates that tell the year; owned, else NULL */
    day last_date;                               /* of a part with a year: latest day of which its episodes speak */
    struct price_list prices;                    /* of a price list: its rows */
    int32_t *price_state;                        /* [prices.rows] the state of each; owned */
    struct capacity_list capacity;               /* of a capacity list: its rows */
    int32_t *capacity_state;                     /* [capacity.rows] the state of each; owned */
    struct sheet sheet;                          /* of one of the books: its rows */
};

/* Postcodes as they are kept, by how they are written. */
struct import_postcodes {
    struct import_known known;          /* where each is in the list */
    struct identity_postcode *postcode; /* owned */
    int64_t count, capacity;            /* how many, and for how many there is room */
};

struct import_batch {
    struct casebook *casebook;                     /* into which */
    const struct file_paths *paths;                /* what was named */
    const struct casebook_import_options *options; /* the door's */
    char authority[AUTHORITY_CODE_SIZE];           /* of the files that do not say */
    const char *other_authority; /* the same when it is not the workspace's own, else NULL; of the report's arena */
    struct progress *progress;   /* the door's, may be NULL */
    struct casebook_import_report *report; /* what is told at the end */
    struct import_children children;       /* whom it can name */
    struct import_postcodes postcodes;     /* that it has met */
    struct import_source *source;          /* in the order of the paths; owned */
    int64_t sources, sources_capacity;     /* how many, and for how many there is room */
    struct import_item *item;              /* in the order of the sources; owned */
    int64_t items, items_capacity;         /* the same */
    size_t held; /* bytes of the files so far whose rows are held; more than IMPORT_HOLD_BYTES: no more are */
};

/* A look at a file: `source` is its number; the bytes, with a NUL behind them, are borrowed for the call. */
typedef int import_look(struct import_batch *batch, int64_t source, const char *bytes, size_t length,
                        struct problem *problem);

/* Finds every file of the paths, and reads each. One that cannot be read is an item that says so. */
int import_sources_find(struct import_batch *batch, import_look *look, struct problem *problem);
/* Reads those files again of which something is to be kept and nothing is held; PROBLEM_INPUT when one is no longer what it
 * was. */
int import_sources_again(struct import_batch *batch, import_look *look, struct problem *problem);
/* Whether any part of the file is to be kept. */
bool import_source_is_wanted(const struct import_batch *batch, const struct import_source *source);

/* The steps, in this order. Each returns 0 or a code, and says what became of each part in its report. */
int import_read(struct import_batch *batch, struct problem *problem);
int import_find_years(struct import_batch *batch, struct problem *problem);
int import_keep(struct import_batch *batch, struct problem *problem);

/* A new item of a source, of which nothing is known yet; NULL (and a problem) when memory is out. */
struct import_item *import_item_add(struct import_batch *batch, int64_t source, struct problem *problem);
/* The file is of no use as it is: an item that says why, and what to do. Memory is the only thing that fails here. */
int import_item_say(struct import_batch *batch, struct import_item *item, enum casebook_outcome outcome,
                    const struct problem *why, struct problem *problem);
/* Whether the item brings rows of a table of the return, so far as is known yet, and is not a second copy. */
bool import_item_is_new(const struct import_item *item);
/* The same, or its rows are in the casebook already. */
bool import_item_is_there(const struct import_item *item);

/*
 * What the rows of a part say, those that could not be read too, whatever form they came in and in whatever order: a keyed
 * hash. `child` is who each row names. Lines and names of files are not in it.
 */
int import_content(const struct import_batch *batch, const struct return_file *file, const int32_t *child,
                   uint8_t out[IDENTITY_HASH_BYTES], struct problem *problem);
/* Whether the rows of the item are in force already for its table, authority and year; says so in the report. 1, 0, code. */
int import_content_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem);

/*
 * The same steps of a price list (import_prices.c) and of a capacity list (import_capacity.c), which have no year and no
 * children. `take`: 1 when the bytes are one and its rows are taken, 0 when they are something else, or a code when they are
 * one that cannot be used.
 */
int import_prices_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                       struct problem *problem);
int import_prices_keep(struct import_batch *batch, struct import_item *item, struct problem *problem);
int import_capacity_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                         struct problem *problem);
int import_capacity_keep(struct import_batch *batch, struct import_item *item, struct problem *problem);
/* The same of the books (import_books.c); `in_force`: whether the same bytes are, 1 or 0, and said in the report. */
int import_books_take(struct import_batch *batch, struct import_item *item, const char *bytes, size_t length,
                      struct problem *problem);
int import_books_keep(struct import_batch *batch, struct import_item *item, struct problem *problem);
int import_books_in_force(struct import_batch *batch, struct import_item *item, struct problem *problem);

/* What they share (import_own_list.c). Whether the same bytes are the list in force; says so in the report. 1, 0 or a code.
 */
int import_own_list_in_force(struct import_batch *batch, struct import_item *item, enum casebook_list list,
                             struct problem *problem);
/* Tells of a list that was read, `rows` of which are good: 1, or a code. One without any is refused; `next` says what it
 * should have. */
int import_own_list_taken(struct import_batch *batch, struct import_item *item, const struct own_file *own, int64_t rows,
                          const char *the_list, const char *next, struct problem *problem);
/* Keeps a list in the place of the one in force, its rows (keep_rows puts them under its number) and what was set aside. */
typedef int import_own_rows(struct import_batch *batch, const struct import_item *item, int64_t list,
                            struct problem *problem);
int import_own_list_keep(struct import_batch *batch, struct import_item *item, const struct own_file *own,
                         import_own_rows *keep_rows, struct problem *problem);

/* The rows of a part, as import_tables.h says, under the file's row in the casebook. `child` is who each row names. */
int import_keep_rows(struct import_batch *batch, const struct return_file *part, const int32_t *child, int64_t file,
                     struct problem *problem);

/* The rows of a file that could not be read. `insert`: into which table; its values are owner, line, column, field, reason,
 * excerpt. */
int import_keep_quarantined(struct import_batch *batch, const char *insert, const struct return_quarantined *row,
                            int64_t count, int64_t owner, struct problem *problem);

/* Text kept with the report; NULL (and a problem) when memory is out. */
const char *import_keep_text(struct import_batch *batch, const char *text, struct problem *problem);

#endif
