/*
 * year_end: the outturn that a command, table or report is drawn from: made now from the books, or kept when a period was
 * closed.
 *
 *     YEAR_END_OPTIONS in the command's option table; then
 *     code = year_end_read(line, &cmd_outturn, FIRST, &options, problem);
 *     code = year_end_open(line, &options, &year_end, problem);
 *     tables_build("T1", layout, &year_end.sources, &table, problem);
 *     year_end_close(&year_end);
 *
 * Without --period it is made of all payments that are there. With the number of a period that is closed it is the report
 * that was kept then, unchanged; of one that is open, made as if it were closed. Includes: base, run, casebook, briefing,
 * cli/command.
 */
#ifndef CLI_YEAR_END_H
#define CLI_YEAR_END_H

#include "briefing/tables.h"
#include "budget/movement.h"
#include "budget/reconcile.h"
#include "casebook/casebook.h"
#include "cli/command.h"
#include "run/outturn.h"

enum { YEAR_END_OPTIONS_COUNT = 6 };

/* clang-format off */
#define YEAR_END_OPTIONS \
    {"year", 0, "YEAR", "financial year: 2025-26 (the newest with a budget)"}, \
    {"period", 0, "PERIOD", "P8 or 8: as kept when that period was closed, or as if it were the last (the newest paid)"}, \
    {"paths", 'p', "N", "how many futures are simulated (1000)"}, \
    {"seed", 's', "N", "the number that all chance comes from (1)"}, \
    {"run-on", 0, NULL, "nothing is simulated: every package stays to 31 March unless its end is known"}, \
    {"public", 0, NULL, "for publication: few children and the price of few placements are withheld"}
/* clang-format on */

struct year_end_options {
    int32_t year, period; /* 0: the newest */
    int32_t paths;
    uint64_t seed;
    bool run_on, for_public;
};

struct year_end {
    struct casebook *casebook;
    struct outturn_report report; /* made now, or as kept when its period was closed (run/reported.h) */
    struct movement movement;     /* why it differs from the kept report of the period before, where there is one */
    struct reconciliation found;  /* ledger and packages of the closed periods */
    struct run_rows history;      /* of year_end_look_back */
    struct table_sources sources; /* borrows all of these */
};

/* Reads the options that begin at position `first` of the command's table. */
int year_end_read(const struct command_line *line, const struct command *command, int32_t first,
                  struct year_end_options *out, struct problem *problem);

/* Makes or finds the outturn. year_end_look_back adds the children in care, for sentences; without returns there are none.
 */
int year_end_open(struct command_line *line, const struct year_end_options *options, struct year_end *out,
                  struct problem *problem);
int year_end_look_back(struct year_end *year_end, struct problem *problem);
void year_end_close(struct year_end *year_end); /* safe on zeroes and twice */

#endif
