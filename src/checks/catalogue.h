/*
 * checks: the rules of the return, each one SQL file, run over what came and counted.
 *
 * catalogue: the rules that there are, read from `rules/ssda903/CODE.sql`. A file is comment lines and one statement:
 *
 *     -- code: 355
 *     -- message: The episode lasted less than a day.
 *     -- fields: DECOM, DEC
 *     -- tables: Episodes
 *     -- years: 0-
 *     SELECT 'Episodes', row FROM Episodes WHERE DECOM = DEC;
 *
 *     code      as DfE numbers it; the name of the file
 *     message   what is wrong, in plain words, about one child or one row
 *     fields    the columns that it is about
 *     tables    those that must have come for the rule to run ("Episodes_last": of the year before)
 *     years     the collection years in which it is in force: "2018-2024", or "2018-" to this day
 *     why       not needed: what the reader of the rule must know of its reasons; a comment without a key is one too
 *
 * A line that begins with two blanks or more goes on with the one before. The statement gives the failing rows: name of the
 * table, row. The tables that it sees, with their columns, are in rules/ssda903/tables.sql.
 *
 * Room: checks. It may touch memory and the casebook's desk; it writes nothing. Includes: base, calendar, returns, casebook.
 */
#ifndef CHECKS_CATALOGUE_H
#define CHECKS_CATALOGUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/problem.h"
#include "base/text.h"

/* The tables that rules see: the twelve of the return in the order of returns/layout.h, then the same of the year before. */
enum { CHECK_TABLES = 24 };

/* "Episodes", "Episodes_last": by number, and the number of a name, -1 when it is none. */
const char *check_table_name(int32_t table);
int32_t check_table_named(const char *name, size_t length);

struct check_rule {
    const char *code;              /* "355" */
    const char *message;           /* one sentence */
    const char *fields;            /* "DECOM, DEC" */
    const char *why;               /* "" when the file says nothing */
    uint32_t tables;               /* 1 << table for each that must have come */
    int32_t first_year, last_year; /* collection years in which it is in force; 9999: to this day */
    const char *sql;               /* its one statement */
};

struct check_catalogue {
    int32_t rules;
    struct check_rule *rule; /* by number, then by letters: 101, 1001, EPI */
    struct arena arena;      /* owns everything above */
};

/* The rules that are compiled in. PROBLEM_INTERNAL names the file that has not the form above (a test sees to it). */
int check_catalogue_open(struct check_catalogue *out, struct problem *problem);
void check_catalogue_close(struct check_catalogue *catalogue); /* safe on zeroes and twice */

/* Reads one rule from the text of its file; texts live in the arena. PROBLEM_INPUT says what is wrong with it. */
int check_rule_read(const char *name, const char *text, struct arena *arena, struct check_rule *out,
                    struct problem *problem);

/* Whether the rule holds for returns of that collection year. */
bool check_rule_in_force(const struct check_rule *rule, int32_t year);

/* Number of the rule of that code in any case, -1 when there is none. */
int32_t check_rule_named(const struct check_catalogue *catalogue, const char *code);

/* The text of rules/ssda903/tables.sql: the tables that rules see. */
const char *check_tables_sql(void);

/* "Episodes, Header_last" for a set of tables. */
void check_append_tables(struct text *out, uint32_t tables);

#endif
