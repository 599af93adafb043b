/*
 * desk: tables laid out in memory beside the casebook, to be asked in SQL.
 *
 * A desk is a database of its own that is never on the disk. While it is being laid out, its tables are made and filled, and
 * those of the casebook can be read as `kept.NAME` (casebook/schema), all as of one moment; none of them can be changed.
 * After desk_seal the casebook is out of reach, and statements can read and nothing else: a rule that somebody else wrote
 * can be run. It serves one thread at a time.
 *
 *     struct desk *desk = NULL;
 *     desk_open(casebook, &desk, problem);
 *     desk_run(desk, "CREATE TABLE ends AS SELECT child, dec FROM kept.episode", problem);
 *     desk_seal(desk, problem);
 *     struct desk_question *question = NULL;
 *     desk_ask(desk, "SELECT child FROM ends WHERE dec = ?1", &question, problem);
 *     desk_give(question, 1, day);
 *     while ((code = desk_next(question, problem)) == 1) … desk_number(question, 0) …
 *     desk_answered(question);
 *
 * Functions that statements may call beside SQLite's own, all NULL for a NULL:
 *
 *     birthday(born, n)      the day on which somebody born on that day is n
 *     add_months(day, n)     the same day n months on, or the last day of that month
 *     day_of(text)           the day that a text dd/mm/yyyy is, NULL when it is none
 *
 * Outside library: SQLite (not in this header). Includes: base, calendar, casebook/casebook.
 */
#ifndef CASEBOOK_DESK_H
#define CASEBOOK_DESK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/problem.h"
#include "casebook/casebook.h"

struct desk;
struct desk_question;

/* An empty desk; of a casebook, or (NULL) of none. */
int desk_open(struct casebook *casebook, struct desk **out, struct problem *problem);
void desk_close(struct desk *desk); /* NULL is fine; questions are answered before */

/* Runs statements that make or fill tables. */
int desk_run(struct desk *desk, const char *sql, struct problem *problem);

/* Takes the casebook away and lets nothing be changed any more. */
int desk_seal(struct desk *desk, struct problem *problem);

/* Makes one statement ready. PROBLEM_INPUT says what SQLite does not understand of it. */
int desk_ask(struct desk *desk, const char *sql, struct desk_question **out, struct problem *problem);
void desk_answered(struct desk_question *question); /* NULL is fine */

/* Values of ?1, ?2 …; a text must live until the next value or the end, "" and NULL are NULL. */
void desk_give(struct desk_question *question, int32_t place, int64_t value);
void desk_give_text(struct desk_question *question, int32_t place, const char *text);

/* The next row: 1 when there is one, 0 at the end (values stay and it may be asked again), or a code. */
int desk_next(struct desk_question *question, struct problem *problem);

int32_t desk_columns(const struct desk_question *question);
bool desk_is_null(const struct desk_question *question, int32_t column);
int64_t desk_number(const struct desk_question *question, int32_t column);   /* 0 for NULL */
const char *desk_text(const struct desk_question *question, int32_t column); /* "" for NULL; borrowed until the next row */

#endif
