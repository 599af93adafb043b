#include "cli/kept_run.h"

int kept_run_open(const struct command_line *line, const char *id, struct kept_run *out, struct problem *problem)
{
    *out = (struct kept_run){0};
    int code = casebook_open(line->workspace, &out->casebook, problem);
    if (code == 0)
        code = casebook_find_run(out->casebook, id, &out->result, problem);
    if (code < 0) {
        kept_run_close(out);
        return code;
    }
    if (out->result.overtaken)
        command_say(line,
                    "Files have come in since run %.8s was made.\n"
                    "Next: homeward forecast, for one that knows them.",
                    out->result.id);
    out->sources =
        (struct table_sources){.system = casebook_system(out->casebook), .casebook = out->casebook, .run = &out->result};
    return 0;
}

int kept_run_open_without(const struct command_line *line, struct kept_run *out, struct problem *problem)
{
    *out = (struct kept_run){0};
    int code = casebook_open(line->workspace, &out->casebook, problem);
    if (code == 0)
        out->sources = (struct table_sources){.system = casebook_system(out->casebook), .casebook = out->casebook};
    return code;
}

void kept_run_close(struct kept_run *kept)
{
    run_result_clear(&kept->result);
    casebook_close(kept->casebook);
    *kept = (struct kept_run){0};
}
