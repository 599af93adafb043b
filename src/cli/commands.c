#include "cli/commands.h"

const struct command *const commands[] = {
    &cmd_init,     &cmd_template,    &cmd_import,   &cmd_data,     &cmd_check,   &cmd_history, &cmd_rates,  &cmd_period,
    &cmd_forecast, &cmd_sufficiency, &cmd_outturn,  &cmd_backtest, &cmd_table,   &cmd_chart,   &cmd_report, &cmd_pressures,
    &cmd_savings,  &cmd_budget,      &cmd_scenario, &cmd_synth,    &cmd_example, &cmd_help,    &cmd_manual, &cmd_completion,
};
const int32_t commands_count = (int32_t)(sizeof commands / sizeof *commands);

static const struct command_option program_options[] = {
    [PROGRAM_WORKSPACE] = {"workspace", 'w', "DIR", "the council's workspace (the folder you are in)"},
    [PROGRAM_QUIET] = {"quiet", 'q', NULL, "say nothing but problems"},
    {0},
};

const struct command command_program = {
    "homeward",
    "forecast children in care: how many, where, at what cost",
    "COMMAND …",
    program_options,
    NULL,
    "How many children will come into care, where they will live, what it will cost, and how sure anyone can be.",
    "homeward init anyshire --council Anyshire --authority E10000099\n"
    "homeward -w anyshire import returns/\n"
    "homeward -w anyshire check data\n"
    "homeward -w anyshire forecast --months 36\n"
    "homeward -w anyshire report build position -o report.html",
};
