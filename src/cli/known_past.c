#include "cli/known_past.h"

int known_past_command(struct command_line *line, const struct command *command, int32_t as_at, int32_t output,
                       int (*show)(struct command_line *line, const struct output *output, struct known_past *past,
                                   struct problem *problem))
{
    struct problem problem = {0};
    struct output where;
    struct known_past past = {0};
    day on = DAY_NONE;
    int code = output_read(line, output, &where, &problem);
    if (code == 0 && as_at >= 0 && !command_date(line, command, as_at, &on, &problem))
        code = problem.code;
    if (code == 0)
        code = casebook_open(line->workspace, &past.casebook, &problem);
    if (code == 0)
        code = gather_histories(past.casebook, on, &past.gathered, &problem);
    if (code == 0)
        code = show(line, &where, &past, &problem);
    gather_clear(&past.gathered);
    casebook_close(past.casebook);
    return code < 0 ? command_fail(&problem) : code;
}
