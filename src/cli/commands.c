#include "cli/commands.h"

const struct command *const commands[] = {
    &cmd_init,     &cmd_import, &cmd_check, &cmd_history, &cmd_rates,
    &cmd_forecast, &cmd_table,  &cmd_chart, &cmd_report,  &cmd_synth,
};
const int32_t commands_count = (int32_t)(sizeof commands / sizeof *commands);
