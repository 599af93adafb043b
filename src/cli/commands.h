/*
 * commands: the commands there are, each in its own file cmd_NAME.c. Includes: cli/command.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command cmd_init, cmd_import, cmd_data, cmd_check, cmd_history, cmd_rates, cmd_forecast, cmd_backtest,
    cmd_period, cmd_sufficiency, cmd_outturn, cmd_table, cmd_template, cmd_pressures, cmd_savings, cmd_budget, cmd_chart,
    cmd_report, cmd_scenario, cmd_synth, cmd_example, cmd_help, cmd_manual, cmd_completion;

/* Word `number` of those that may follow `homeward data`, with what it does; NULL after the last. */
const char *data_word(int32_t number, const char **summary);

/* The same for `homeward budget`. */
const char *budget_word(int32_t number, const char **summary);

/* The same for `homeward scenario`. */
const char *scenario_word(int32_t number, const char **summary);

/* The same for `homeward period`. */
const char *period_word(int32_t number, const char **summary);

#endif
