#include "cli/check_reconcile.h"

#include "briefing/reconcile_sentence.h"
#include "briefing/tables.h"
#include "cli/period_words.h"
#include "run/closing.h"

/* The sentence stands above a table for people; where the output is for a program, it is talk. */
static int show(const struct command_line *line, const struct output *output, struct casebook *casebook,
                const struct run_reconciliation *ledger, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(casebook),
                                          .casebook = casebook,
                                          .books = &ledger->kept.books,
                                          .reconciliation = &ledger->found};
    struct text sentence = {0}, bytes = {0};
    struct table table = {0};
    reconcile_sentence(&ledger->kept.books, &ledger->found, &sentence);
    const bool above = output->format == RENDER_TEXT;
    int code = tables_build("reconcile", output->layout, &sources, &table, problem);
    if (above)
        text_format(&bytes, "%s\n\n", text_string(&sentence));
    if (code == 0)
        code = output_append(output, &table, &bytes, problem);
    if (code == 0)
        code = output_bytes(output, &bytes, problem);
    if (code == 0 && !above)
        command_say(line, "%s", text_string(&sentence));
    if (code == 0 && ledger->found.unexplained_size)
        command_say(line, "Next: put what you find out into an explained.csv and import it: homeward template explained");
    table_clear(&table);
    text_clear(&sentence);
    text_clear(&bytes);
    return code;
}

int check_reconcile(const struct command_line *line, const char *year, const char *period, const struct output *output,
                    struct problem *problem)
{
    struct casebook *casebook = NULL;
    struct run_reconciliation ledger = {0};
    int32_t of_year, of_period;
    int code = period_words_year(year, CASEBOOK_NEWEST_YEAR, &of_year, problem);
    if (code == 0)
        code = period_words_period(period, RUN_PERIODS_PAID, &of_period, problem);
    if (code == 0)
        code = casebook_open(line->workspace, &casebook, problem);
    if (code == 0)
        code = run_reconcile(casebook, of_year, of_period, CASEBOOK_NOW, &ledger, problem);
    if (code == 0)
        code = show(line, output, casebook, &ledger, problem);
    if (code == 0 && ledger.found.unexplained_size)
        code = problem_exit_status(PROBLEM_UNEXPLAINED);
    run_reconciliation_clear(&ledger);
    casebook_close(casebook);
    return code;
}
