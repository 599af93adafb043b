#include "cli/exit_status.h"

#include "cli/command.h"

static const struct meaning {
    int status;        /* of the program */
    const char *words; /* what it says */
} meanings[] = {{0, "all is well"},
                {EXIT_FINDINGS, "something was found that a person should look at"},
#define PROBLEM_MEANING(name, number, exit_status, meaning) {exit_status, meaning},
                PROBLEM_CODES(PROBLEM_MEANING)
#undef PROBLEM_MEANING
};

enum { MEANINGS = sizeof meanings / sizeof *meanings };

int exit_status_after(int status)
{
    int next = -1;
    for (int i = 0; i < MEANINGS; i++)
        if (meanings[i].status > status && (next < 0 || meanings[i].status < next))
            next = meanings[i].status;
    return next;
}

void exit_status_meaning(int status, const char *separator, struct text *out)
{
    const char *before = "";
    for (int i = 0; i < MEANINGS; i++)
        if (meanings[i].status == status) {
            text_format(out, "%s%s", before, meanings[i].words);
            before = separator;
        }
}
