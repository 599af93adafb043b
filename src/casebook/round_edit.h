/*
 * round_edit: items of a budget round that are added by command, and versions that are finished.
 *
 * Nothing is overwritten: an added item is a part of its own beside what was imported (schema/7-books.sql), brought by a
 * snapshot of its own, and stays when a file of its version is imported again. A frozen version takes no more items, neither
 * by command nor by import.
 *
 * Includes: base, budget, casebook/casebook.
 */
#ifndef CASEBOOK_ROUND_EDIT_H
#define CASEBOOK_ROUND_EDIT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "budget/round.h"
#include "casebook/casebook.h"

/* What stands in the place of a file's name for items that came so. */
#define CASEBOOK_ADDED_BY_COMMAND "added by command"

struct round_edit {
    const char *who;  /* the person, as the door knows them */
    const char *when; /* UTC, from the door */
};

/*
 * Adds items, each to its version; all or none. PROBLEM_INPUT: a frozen version, a line that the version has already, an
 * item that says neither which kept run its figure comes from (evidence) nor who answers for it and why (owner and note).
 */
int casebook_add_items(struct casebook *casebook, const struct round_item *item, int64_t items,
                       const struct round_edit *edit, struct problem *problem);

/* PROBLEM_NOT_FOUND for a version without items; a version that is frozen already stays so. */
int casebook_freeze_version(struct casebook *casebook, const char *version, const struct round_edit *edit,
                            struct problem *problem);

/* 1 when the version is frozen, 0, or a code. */
int casebook_version_frozen(struct casebook *casebook, const char *version, struct problem *problem);

#endif
