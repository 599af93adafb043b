/*
 * imported_episodes: the rows of episodes that came: how many an import brought, and those that could not be read. Those that
 * could are in the records (casebook_load_records): together they are all rows of the workspace's own authority.
 *
 * Includes: base, casebook/casebook, casebook/import.
 */
#ifndef CASEBOOK_IMPORTED_EPISODES_H
#define CASEBOOK_IMPORTED_EPISODES_H

#include <stdint.h>

#include "base/problem.h"
#include "casebook/casebook.h"
#include "casebook/import.h"

/* An episodes file that an import brought. */
struct casebook_episodes_file {
    int32_t file;          /* its number, as records.file carries it */
    int64_t read, kept;    /* rows; the others are quarantined */
    const char *authority; /* GSS code; borrowed for the call */
};

/* The episodes files of a snapshot, one call each, in the order in which they were kept. */
int casebook_each_episodes_file(struct casebook *casebook, int64_t snapshot,
                                int (*each)(void *self, const struct casebook_episodes_file *file, struct problem *problem),
                                void *self, struct problem *problem);

/* The rows of episodes files that could not be read, by file: in force at a snapshot, or now (0). One row has one entry. */
int casebook_each_quarantined_episode(struct casebook *casebook, int64_t known_at,
                                      int (*each)(void *self, const struct casebook_quarantined *row), void *self,
                                      struct problem *problem);

#endif
