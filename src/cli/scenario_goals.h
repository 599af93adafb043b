/*
 * scenario_goals: the words of `homeward scenario` that look ahead and back: seek, track, promote, moved.
 *
 * Each fills a table, prints it and says what is to be said of it. Includes: base, casebook, plan, table, run/planned,
 * cli/command, cli/output.
 */
#ifndef CLI_SCENARIO_GOALS_H
#define CLI_SCENARIO_GOALS_H

#include "casebook/casebook.h"
#include "cli/command.h"
#include "cli/output.h"
#include "briefing/tables.h"
#include "run/forecast.h"
#include "run/planned.h"

/* What the command hands over. */
struct scenario_asked {
    struct command_line *line;
    struct casebook *casebook;
    const char *name;                           /* of the scenario */
    const struct run_forecast_options *options; /* of a run */
    const struct output *output;                /* where tables go */
    struct plan_scenario *scenario;             /* read, and checked against the run when there is a base */
    struct planned_base *base;                  /* NULL for track */
};

/* EXIT_FINDINGS when no value that is permitted reaches the goal. `save`: the answer goes into the scenario's file. */
int scenario_seek(const struct scenario_asked *asked, const char *target, const char *vary, const char *chance, bool save,
                  struct table *out, struct problem *problem);
int scenario_track(const struct scenario_asked *asked, struct table *out, struct problem *problem);

/* `as`: saving or pressure. Adds the lines to the version and shows them. */
int scenario_promote(const struct scenario_asked *asked, const char *as, const char *version, const char *owner,
                     struct table *out, struct problem *problem);
int scenario_moved(const struct scenario_asked *asked, struct table *out, struct problem *problem);

#endif
