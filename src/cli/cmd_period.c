#include <inttypes.h>
#include <string.h>

#include "briefing/tables.h"
#include "casebook/periods.h"
#include "casebook/restated.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/period_words.h"
#include "cli/terminal.h"
#include "cli/words.h"
#include "flow/futures.h"
#include "money/money.h"
#include "run/closing.h"

enum { REASON, UNEXPLAINED, PATHS, SEED, RUN_ON, OUTPUT };
enum { PATHS_DEFAULT = 1000, SEED_DEFAULT = 1 };

static const struct command_option options[] = {
    {"reason", 0, "TEXT", "with reopen: why"},
    {"unexplained-reason", 0, "TEXT", "with close: why pounds are left that nothing explains"},
    {"paths", 'p', "N", "with close: how many futures are simulated (1000)"},
    {"seed", 's', "N", "with close: the number that all chance comes from (1)"},
    {"run-on", 0, NULL, "with close: no futures; what is open runs on to 31 March"},
    OUTPUT_OPTIONS,
    {0},
};

/* A request on its way: what was asked, and where the answer goes. */
struct request {
    struct command_line *line;
    struct output output;
    struct casebook *casebook;
    int32_t year, period; /* of all but list */
    const char *named;    /* the year as typed */
};

static void append_pounds(struct text *out, const char *before, int64_t pence, const char *after)
{
    text_append(out, before);
    money_append_pounds(out, (struct money){pence});
    text_append(out, after);
}

static void say_closed(const struct request *request, const struct run_closing *closed)
{
    struct text words = {0};
    append_pounds(&words, "The ledger and the packages differ by ", closed->differs, "");
    if (closed->unexplained)
        append_pounds(&words, "; ", closed->unexplained, " is not explained, and the reason is kept.");
    else
        text_append(&words, ", all of it explained.");
    append_pounds(&words, closed->futures ? "\nThe year is expected to end at " : "\nThe year runs on to ", closed->expected,
                  "");
    append_pounds(&words, ", against a budget of ", closed->budget, "");
    command_say(request->line, "Closed P%d of %s as known at snapshot %" PRId64 ". %s (report %.8s, which is kept).",
                request->period, request->named, closed->snapshot, text_string(&words), closed->id);
    text_clear(&words);
}

static int close_one(struct request *request, struct problem *problem)
{
    char now[24];
    int64_t paths, seed;
    struct run_closing closed;
    struct command_line *line = request->line;
    if (!command_number(line, &cmd_period, PATHS, 1, FLOW_REPLICATES_MAX, PATHS_DEFAULT, &paths, problem) ||
        !command_number(line, &cmd_period, SEED, 0, INT64_MAX, SEED_DEFAULT, &seed, problem))
        return problem->code;
    const struct run_closing_options wanted = {.outturn = {.year = request->year,
                                                           .closed = request->period,
                                                           .paths = (int32_t)paths,
                                                           .seed = (uint64_t)seed,
                                                           .run_on = line->option[RUN_ON] != NULL,
                                                           .when = terminal_now(now),
                                                           .hands = {.company = line->company}},
                                               .reason = line->option[UNEXPLAINED],
                                               .who = terminal_user()};
    const int code = run_close_period(request->casebook, &wanted, &line->progress, &closed, problem);
    terminal_progress_end(&line->progress);
    if (code == 0)
        say_closed(request, &closed);
    return code;
}

static int reopen(struct request *request, struct problem *problem)
{
    char now[24];
    const struct casebook_speaker speaker = {.who = terminal_user(), .when = terminal_now(now)};
    const int code = casebook_reopen_period(request->casebook, request->year, request->period, request->line->option[REASON],
                                            &speaker, problem);
    if (code == 0)
        command_say(request->line, "P%d of %s is open again. Its report is kept; closing it again makes the next version.",
                    request->period, request->named);
    return code;
}

static int say_restated(const struct request *request, struct problem *problem)
{
    struct casebook_restated restated;
    int code = casebook_load_restated(request->casebook, &restated, problem);
    if (code == 0 && restated.count)
        command_say(request->line, "%" PRId64 " %s of closed periods %s changed since: homeward table restated",
                    restated.count, restated.count == 1 ? "payment" : "payments", restated.count == 1 ? "has" : "have");
    casebook_restated_clear(&restated);
    return code;
}

static int list(struct request *request, struct problem *problem)
{
    const struct table_sources sources = {.system = casebook_system(request->casebook), .casebook = request->casebook};
    struct table table = {0};
    int code = tables_build("periods", request->output.layout, &sources, &table, problem);
    if (code == 0 && (table.rows > 0 || request->output.format != RENDER_TEXT))
        code = output_table(&request->output, &table, problem);
    if (code == 0 && table.rows == 0)
        command_say(request->line, "No period has been closed yet. Close the first with: homeward period close 2025-26 P1");
    else if (code == 0)
        code = say_restated(request, problem);
    table_clear(&table);
    return code;
}

enum { OF_CLOSING = 1u << UNEXPLAINED | 1u << PATHS | 1u << SEED | 1u << RUN_ON };

static const struct command_word words[] = {
    {"close", "a year and a period: 2025-26 P6", 2, 2, OF_CLOSING, "close a month of the ledger and keep its report"},
    {"reopen", "a year and a period: 2025-26 P6", 2, 2, 1u << REASON, "open the last closed month again, with --reason"},
    {"list", "nothing more", 0, 0, 0, "every closing there was, and why one was opened again"},
};

/* What each word does, in the same order. */
static int (*const acts[])(struct request *request, struct problem *problem) = {close_one, reopen, list};

static const struct command_words family = {&cmd_period, "say what to do with periods", sizeof words / sizeof *words, words,
                                            OUTPUT};

const char *period_word(int32_t number, const char **summary)
{
    return command_word_at(&family, number, summary);
}

static int read_period(struct request *request, struct problem *problem)
{
    if (request->line->arguments < 3)
        return 0;
    request->named = request->line->argument[1];
    const int code = period_words_year(request->named, 0, &request->year, problem);
    return code < 0 ? code : period_words_period(request->line->argument[2], 0, &request->period, problem);
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct request request = {.line = line};
    const int32_t chosen = command_word_chosen(line, &family, &problem);
    int code = chosen < 0 ? chosen : output_read(line, OUTPUT, &request.output, &problem);
    if (code == 0)
        code = read_period(&request, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &request.casebook, &problem);
    if (code == 0)
        code = acts[chosen](&request, &problem);
    casebook_close(request.casebook);
    return code < 0 ? command_fail(&problem) : code;
}

const struct command cmd_period = {
    "period",
    "close the months of the ledger, and open one again",
    "STEP [YEAR] [PERIOD]",
    options,
    run,
    "P1 is April. Periods are closed in order. Closing pins what is known, and keeps the outturn report as it is: whatever "
    "is "
    "imported later, it stays, and payments that change are listed as restated (homeward table restated). While pounds "
    "between the ledger and the packages are not explained, it refuses with status 4, unless --unexplained-reason says why. "
    "The last closed period can be opened again with --reason; closing it again keeps both reports.",
    "homeward period close 2025-26 P6",
};
