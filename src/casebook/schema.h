/*
 * schema: the numbered steps that make a casebook's tables, from an empty file to today's form.
 *
 * Each step is a file of src/casebook/schema, compiled in, and is taken once, in order, all missing ones in one transaction.
 * A step that was released is never changed: a new form is a new step. Inside of the room only. Includes: base,
 * casebook/store.
 */
#ifndef CASEBOOK_SCHEMA_H
#define CASEBOOK_SCHEMA_H

#include "base/problem.h"
#include "casebook/store.h"

/* Takes the steps that are missing; PROBLEM_INPUT when the casebook has one that this Homeward does not know. */
int schema_take_steps(sqlite3 *database, struct problem *problem);

#endif
