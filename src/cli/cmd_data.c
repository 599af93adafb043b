#include <inttypes.h>
#include <string.h>

#include "briefing/tables_data_snapshots.h"
#include "casebook/import.h"
#include "cli/commands.h"
#include "cli/data_map.h"
#include "cli/known_past.h"
#include "cli/words.h"

enum { FILES, ALL, REASON, OUTPUT };

static const struct command_option options[] = {
    {"files", 0, NULL, "with list: every file that came in, and whether it is in force (import by import)"},
    {"all", 0, NULL, "with quarantine: rows of superseded files too (only those that are out of the numbers now)"},
    {"reason", 0, "TEXT", "with map set: why the code stands for that"},
    OUTPUT_OPTIONS,
    {0},
};

/* A request on its way: what was asked, and where the answer goes. */
struct request {
    struct command_line *line;
    char **argument;   /* what follows the word; borrowed */
    int32_t arguments; /* how many they are */
    struct output output;
    struct casebook *casebook;
    struct casebook_snapshots snapshots; /* after load */
    struct table table;
};

/* What came in, for the words that show it. */
static int load(struct request *request, struct problem *problem)
{
    return casebook_load_snapshots(request->casebook, &request->snapshots, problem);
}

static int show_list(struct request *request, struct problem *problem)
{
    if (load(request, problem) < 0)
        return problem->code;
    int code = request->line->option[FILES] ? table_of_kept_files(&request->snapshots, &request->table, problem)
                                            : table_of_snapshots(&request->snapshots, &request->table, problem);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

/* The number of the snapshot that a word names, once it is known to be there. */
static int read_snapshot(const struct request *request, const char *word, int64_t *out, struct problem *problem)
{
    int code = known_past_snapshot(word, out, problem);
    if (code == 0)
        code = casebook_need_snapshot(request->casebook, *out, problem);
    if (code == 0 && *out == CASEBOOK_NOW)
        *out = request->snapshots.snapshot[request->snapshots.count - 1].number;
    return code;
}

static int show_one(struct request *request, struct problem *problem)
{
    int64_t number;
    int code = load(request, problem);
    if (code == 0)
        code = read_snapshot(request, request->arguments ? request->argument[0] : "now", &number, problem);
    if (code == 0)
        code = table_of_snapshot(request->casebook, &request->snapshots, number, request->output.layout, &request->table,
                                 problem);
    return code < 0 ? code : output_table(&request->output, &request->table, problem);
}

static int show_diff(struct request *request, struct problem *problem)
{
    int64_t before, after;
    struct care_revision revision = {0};
    int code = load(request, problem);
    if (code == 0)
        code = read_snapshot(request, request->argument[0], &before, problem);
    if (code == 0)
        code = read_snapshot(request, request->argument[1], &after, problem);
    if (code == 0 && before > after) {
        problem_set(problem, PROBLEM_USAGE, "snapshot %" PRId64 " came after snapshot %" PRId64, before, after);
        code = problem_next(problem, "Name the older first: homeward data diff %" PRId64 " %" PRId64, after, before);
    }
    if (code == 0)
        code = gather_revision(request->casebook, before, after, &revision, problem);
    if (code == 0)
        code =
            table_of_revision(request->casebook, &revision, before, after, request->output.layout, &request->table, problem);
    if (code == 0)
        code = output_table(&request->output, &request->table, problem);
    if (code == 0 && revision.changes == 0)
        command_say(request->line, "Nobody's history changed.");
    care_revision_clear(&revision);
    return code;
}

static int show_quarantine(struct request *request, struct problem *problem)
{
    int64_t in_force = 0;
    bool ever = request->line->option[ALL] != NULL;
    int code = load(request, problem);
    if (code == 0)
        code = table_of_quarantine(request->casebook, ever, request->output.layout, &request->table, &in_force, problem);
    if (code == 0 && (request->table.rows > 0 || request->output.format != RENDER_TEXT))
        code = output_table(&request->output, &request->table, problem);
    if (code == 0 && in_force == 0)
        command_say(request->line, "Nothing is quarantined%s.",
                    request->table.rows ? " now: newer files have superseded those that were" : "");
    return code == 0 && in_force ? EXIT_FINDINGS : code;
}

static int show_map(struct request *request, struct problem *problem)
{
    return data_map(request->line, request->casebook, request->argument, request->arguments, request->line->option[REASON],
                    &request->output, problem);
}

static const struct command_word words[] = {
    {"list", "nothing more", 0, 0, 1u << FILES, "what came in, import by import"},
    {"show", "one snapshot, or none for the newest", 0, 1, 0, "what one import brought and changed (the newest)"},
    {"diff", "two snapshots, the older first", 2, 2, 0, "whose history changed from snapshot A to B"},
    {"quarantine", "nothing more", 0, 0, 1u << ALL, "the rows that could not be read, and why"},
    {"map", "list, set CODE=STATE or drop CODE", 1, 2, 1u << REASON, "what codes of PLACE stand for that no list knows"},
};

/* What each word does, in the same order: 0, EXIT_FINDINGS or a code. */
static int (*const acts[])(struct request *request, struct problem *problem) = {show_list, show_one, show_diff,
                                                                                show_quarantine, show_map};

static const struct command_words family = {&cmd_data, "say what to see of the data", sizeof words / sizeof *words, words,
                                            OUTPUT};

const char *data_word(int32_t number, const char **summary)
{
    return command_word_at(&family, number, summary);
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct request request = {.line = line, .argument = line->argument + 1, .arguments = line->arguments - 1};
    const int32_t chosen = command_word_chosen(line, &family, &problem);
    int code = chosen < 0 ? chosen : output_read(line, OUTPUT, &request.output, &problem);
    if (code == 0)
        code = casebook_open(line->workspace, &request.casebook, &problem);
    if (code == 0)
        code = acts[chosen](&request, &problem);
    table_clear(&request.table);
    casebook_snapshots_clear(&request.snapshots);
    casebook_close(request.casebook);
    return code < 0 ? command_fail(&problem) : code;
}

const struct command cmd_data = {
    "data",
    "what came in, and what a newer file changed",
    "WHAT [SNAPSHOT]…",
    options,
    run,
    "Every import is a snapshot with a number; a newer file supersedes the older of its table and year, and both are kept. "
    "A "
    "SNAPSHOT is its number, or now for the newest. diff holds the histories as known at one against those as known at "
    "another, up to the last day of which both speak, and names the children whose history changed by their number in the "
    "casebook and the row of the council's own file. quarantine ends with status 1 while rows are out of the numbers, and "
    "with 0 once corrected files have superseded theirs. map says what a code of PLACE stands for that no list knows: map "
    "list, "
    "map set Q9=supported --reason TEXT, map drop Q9. Until then it counts as other.",
    "homeward data diff 1 now",
};
