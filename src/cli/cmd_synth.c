#include <inttypes.h>
#include <string.h>

#include "casebook/casebook.h"
#include "cli/commands.h"
#include "cli/likeness.h"
#include "cli/terminal.h"
#include "synth/synth.h"

enum {
    CHILDREN,
    YEARS,
    LAST_YEAR,
    SEED,
    DRIFT,
    SIBLINGS,
    ERRORS,
    FORM,
    TRUTH,
    TRUTH_MONTHS,
    BOOKS,
    CLOSED,
    BOOK_ERRORS,
    LIKE,
    PANEL
};

enum { DRIFT_DECIMALS = 3, DRIFT_MOST = 500 /* thousandths */ };

static const struct command_option options[] = {
    {"children", 'c', "N", "about how many are in care in the end (700)"},
    {"years", 'y', "N", "how many years of returns (6)"},
    {"last-year", 0, "YEAR", "the year in which the last return begins: 2025 for 2025-26 (the newest that has ended)"},
    {"seed", 's', "N", "the number that all chance comes from (1)"},
    {"drift", 0, "X", "how far rates wander from quarter to quarter: standard deviation a year, 0.08 or so (0)"},
    {"siblings", 0, NULL, "brothers and sisters arrive as families, so that children come in lumps"},
    {"errors", 0, "N", "plant that many mistakes in the returns and list them in the truth file (0)"},
    {"form", 0, "FORM", "how the returns are written: csv, xml, zip or merged (csv)"},
    {"truth", 0, "FILE", "also write what happens in the months after the last return, and the planted mistakes"},
    {"truth-months", 0, "N", "how many months that is (36)"},
    {"books", 0, NULL,
     "also write the finance files of the year after the last return: ledger, payments, budget, staffing …"},
    {"closed", 0, "N", "how many periods of that year have payments (6)"},
    {"book-errors", 0, "N", "plant that many mistakes in ledger and payments and list them in books/planted.csv (0)"},
    {"like", 0, "NAME", "as many children in care, coming and leaving as that authority has, by --panel"},
    {"panel", 0, "FILE", "DfE's figures by authority and year: la_panel.csv, la_panel_long.csv or of their columns"},
    {0},
};

/* A number of --drift, such as 0.08, in thousandths. */
static bool read_drift(const struct command_line *line, int32_t *thousandths, struct problem *problem)
{
    const char *given = line->option[DRIFT], *next = given;
    int32_t decimals = -1, value = 0;
    *thousandths = 0;
    if (!given)
        return true;
    for (; (*next >= '0' && *next <= '9') || (*next == '.' && decimals < 0); next++) {
        if (*next == '.') {
            decimals = 0;
            continue;
        }
        if (decimals >= DRIFT_DECIMALS || value > DRIFT_MOST)
            break;
        decimals += decimals >= 0;
        value = value * 10 + (*next - '0');
    }
    for (int32_t i = decimals < 0 ? 0 : decimals; i < DRIFT_DECIMALS && value <= DRIFT_MOST; i++)
        value *= 10;
    *thousandths = value;
    if (next != given && *next == '\0' && value <= DRIFT_MOST)
        return true;
    problem_set(problem, PROBLEM_USAGE, "--drift takes a number from 0 to 0.5 with up to three decimals, not “%s”", given);
    problem_next(problem, "Real councils move like --drift 0.08; see homeward %s --help.", cmd_synth.name);
    return false;
}

static bool read_form(const struct command_line *line, enum synth_form *form, struct problem *problem)
{
    static const char *const words[] = {
        [SYNTH_CSV] = "csv", [SYNTH_XML] = "xml", [SYNTH_ZIP] = "zip", [SYNTH_MERGED] = "merged"};
    const char *given = line->option[FORM] ? line->option[FORM] : words[SYNTH_CSV];
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(given, words[i]) == 0) {
            *form = (enum synth_form)i;
            return true;
        }
    problem_set(problem, PROBLEM_USAGE, "--form takes csv, xml, zip or merged, not “%s”", given);
    problem_next(problem, "See homeward %s --help.", cmd_synth.name);
    return false;
}

static bool read_options(const struct command_line *line, struct synth_options *out, struct problem *problem)
{
    int64_t children, years, last_year, seed, mistakes, truth_months, closed, book_errors;
    int32_t drift;
    enum synth_form form;
    int32_t ended = calendar_year(terminal_today()) - 1;
    if (!command_number(line, &cmd_synth, CHILDREN, 20, 200000, 700, &children, problem) ||
        !command_number(line, &cmd_synth, YEARS, 1, 12, 6, &years, problem) ||
        !command_number(line, &cmd_synth, LAST_YEAR, 2016, 2026, ended, &last_year, problem) ||
        !command_number(line, &cmd_synth, SEED, 0, INT64_MAX, 1, &seed, problem) ||
        !command_number(line, &cmd_synth, ERRORS, 0, 10000, 0, &mistakes, problem) ||
        !command_number(line, &cmd_synth, TRUTH_MONTHS, 1, 120, 36, &truth_months, problem) ||
        !command_number(line, &cmd_synth, CLOSED, 1, 12, 6, &closed, problem) ||
        !command_number(line, &cmd_synth, BOOK_ERRORS, 0, 1000, 0, &book_errors, problem) ||
        !read_drift(line, &drift, problem) || !read_form(line, &form, problem))
        return false;
    if (mistakes > 0 && !line->option[TRUTH]) {
        problem_set(problem, PROBLEM_USAGE, "--errors needs a file that lists what was planted");
        problem_next(problem, "Add --truth FILE; see homeward %s --help.", cmd_synth.name);
        return false;
    }
    if (book_errors > 0 && !line->option[BOOKS]) {
        problem_set(problem, PROBLEM_USAGE, "--book-errors needs books to plant mistakes in");
        problem_next(problem, "Add --books; see homeward %s --help.", cmd_synth.name);
        return false;
    }
    *out = (struct synth_options){
        .children = (int32_t)children,
        .years = (int32_t)years,
        .last_year = (int32_t)last_year,
        .truth_months = (int32_t)truth_months,
        .seed = (uint64_t)seed,
        .drift = drift,
        .siblings = line->option[SIBLINGS] != NULL,
        .mistakes = (int32_t)mistakes,
        .form = form,
        .books = line->option[BOOKS] != NULL,
        .closed = (int32_t)closed,
        .book_errors = (int32_t)book_errors,
    };
    return true;
}

/* --like needs --panel, and takes its size from there; what comes after the last return is nobody's truth. */
static bool check_like(const struct command_line *line, struct problem *problem)
{
    if (!line->option[LIKE] && !line->option[PANEL])
        return true;
    if (!line->option[LIKE] || !line->option[PANEL])
        problem_set(problem, PROBLEM_USAGE,
                    "--like and --panel belong together: an authority and the file that tells of it");
    else if (line->option[CHILDREN])
        problem_set(problem, PROBLEM_USAGE, "--like takes the number of children from the file, so --children has no place");
    else if (line->option[TRUTH])
        problem_set(problem, PROBLEM_USAGE, "nobody knows what comes after published figures, so --like has no --truth");
    else
        return true;
    problem_next(problem, "For example: homeward synth returns --like Sefton --panel la_panel.csv");
    return false;
}

/* Reads the figures that the council is to have, and settles its size and years by them. */
static int read_likeness(const struct command_line *line, struct synth_options *given, struct likeness *out,
                         struct problem *problem)
{
    const struct likeness_asked asked = {.name = line->option[LIKE],
                                         .path = line->option[PANEL],
                                         .last_year = line->option[LAST_YEAR] ? given->last_year : 0,
                                         .years = line->option[YEARS] ? given->years : 0};
    if (!line->option[LIKE])
        return 0;
    const int code = likeness_read(&asked, out, problem);
    given->like = &out->wish;
    given->last_year = out->last_year;
    given->years = out->years;
    return code;
}

static int run(struct command_line *line)
{
    struct problem problem = {0};
    struct synth_options given;
    struct synth_report report;
    struct care_system system;
    struct likeness likeness;
    if (line->arguments != 1) {
        problem_set(&problem, PROBLEM_USAGE, "a made-up council needs one folder to be written to");
        problem_next(&problem, "For example: %s", cmd_synth.example);
        return command_fail(&problem);
    }
    int code = check_like(line, &problem) && read_options(line, &given, &problem) ? 0 : problem.code;
    if (code == 0)
        code = read_likeness(line, &given, &likeness, &problem);
    if (code == 0)
        code = casebook_default_system(&system, &problem);
    if (code == 0)
        code = synth_write(&system, &given, line->argument[0], line->option[TRUTH], &line->progress, &report, &problem);
    terminal_progress_end(&line->progress);
    if (code < 0)
        return command_fail(&problem);
    command_say(line,
                "Wrote returns of %d years (%d-%02d to %d-%02d) below %s: %" PRId64 " made-up children, %" PRId64
                " episodes, %" PRId64 " in care on the last 31 March. No child of it exists.",
                given.years, report.first_year, (report.first_year + 1) % 100, report.last_year,
                (report.last_year + 1) % 100, line->argument[0], report.children, report.episodes, report.in_care);
    if (given.books)
        command_say(line, "Wrote the books of %d-%02d below %s/books: %" PRId64 " packages, payments up to P%d.",
                    report.last_year + 1, (report.last_year + 2) % 100, line->argument[0], report.packages, given.closed);
    if (given.book_errors > 0)
        command_say(line, "Planted %" PRId64 " of %d mistakes in the books; each is listed in %s/books/planted.csv.",
                    report.planted_in_books, given.book_errors, line->argument[0]);
    if (line->option[LIKE])
        likeness_tell(line, &likeness, &report);
    if (given.mistakes > 0)
        command_say(line, "Planted %" PRId64 " of %d mistakes; each is listed in %s with how it must be found.",
                    report.planted, given.mistakes, line->option[TRUTH]);
    return 0;
}

const struct command cmd_synth = {
    "synth",
    "make up a council and write its returns",
    "DIR",
    options,
    run,
    "Simulates a council from national figures and writes its SSDA903 returns, all twelve tables, with a price list, "
    "for demonstrations, training and tests with a known truth. Its rates can wander as those of real councils do, its "
    "families can arrive together, and mistakes can be planted, each listed with the file, the line and how Homeward must "
    "find it. With --like it has the published numbers of a real authority, for whoever has no records at hand yet.",
    "homeward synth returns --children 700 --years 6 --seed 1",
};
