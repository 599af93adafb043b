#include "cli/known_past.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "casebook/import.h"

int known_past_snapshot(const char *word, int64_t *out, struct problem *problem)
{
    char *end = NULL;
    errno = 0;
    *out = strcmp(word, "now") == 0 ? CASEBOOK_NOW : strtoll(word, &end, 10);
    if (!end || (errno == 0 && end != word && *end == '\0' && *out > 0))
        return 0;
    problem_set(problem, PROBLEM_USAGE, "a snapshot is a number from 1, or the word now, not “%s”", word);
    return problem_next(problem, "homeward data list shows the snapshots.");
}

int known_past_command_at(struct command_line *line, const struct command *command, int32_t as_at, int32_t known_at,
                          int32_t output,
                          int (*show)(struct command_line *line, const struct output *output, struct known_past *past,
                                      struct problem *problem))
{
    struct problem problem = {0};
    struct output where;
    struct known_past past = {0};
    day on = DAY_NONE;
    int64_t known = CASEBOOK_NOW;
    int code = output_read(line, output, &where, &problem);
    if (code == 0 && as_at >= 0 && !command_date(line, command, as_at, &on, &problem))
        code = problem.code;
    if (code == 0 && known_at >= 0 && line->option[known_at])
        code = known_past_snapshot(line->option[known_at], &known, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &past.casebook, &problem);
    if (code == 0)
        code = gather_histories_known(past.casebook, known, on, &past.gathered, &problem);
    if (code == 0)
        code = show(line, &where, &past, &problem);
    gather_clear(&past.gathered);
    casebook_close(past.casebook);
    return code < 0 ? command_fail(&problem) : code;
}

int known_past_command(struct command_line *line, const struct command *command, int32_t as_at, int32_t output,
                       int (*show)(struct command_line *line, const struct output *output, struct known_past *past,
                                   struct problem *problem))
{
    return known_past_command_at(line, command, as_at, KNOWN_PAST_NO_SNAPSHOT, output, show);
}
