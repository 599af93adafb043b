#include "cli/terminal.h"

#include <inttypes.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { WIDTH_UNKNOWN = 100, WIDTH_LEAST = 20, SHOW_EVERY_MS = 200, SHOW_AFTER_MS = 700 };

/* The one variable that outlives a call: a signal handler can reach nothing else. */
static volatile sig_atomic_t asked_to_stop;

static void hear_stop(int signal_number)
{
    (void)signal_number;
    asked_to_stop = 1;
}

const char *terminal_now(char out[24])
{
    const char *given = getenv("HOMEWARD_NOW");
    if (given && strlen(given) == 20) {
        snprintf(out, 24, "%s", given);
        return out;
    }
    time_t now = time(NULL);
    struct tm utc;
    gmtime_r(&now, &utc);
    strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return out;
}

day terminal_today(void)
{
    char now[24];
    day today = 0;
    calendar_parse(terminal_now(now), 10, &today);
    return today;
}

const char *terminal_user(void)
{
    const char *given = getenv("HOMEWARD_USER");
    if (given && *given)
        return given;
    const struct passwd *entry = getpwuid(getuid());
    return entry && entry->pw_name ? entry->pw_name : "unknown";
}

int32_t terminal_width(void)
{
    const char *given = getenv("COLUMNS");
    long columns = given ? strtol(given, NULL, 10) : 0;
    struct winsize size;
    if (columns <= 0 && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns <= 0)
        return WIDTH_UNKNOWN;
    return columns < WIDTH_LEAST ? WIDTH_LEAST : (int32_t)columns;
}

/* What the progress line remembers between calls. */
struct progress_line {
    char what[64];
    int64_t began_ms, shown_ms;
    bool visible;
};

static int64_t now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (int64_t)at.tv_sec * 1000 + at.tv_nsec / 1000000;
}

static void print_line(const char *what, int64_t done, int64_t total, int64_t spent_ms)
{
    fprintf(stderr, "\r\033[K%s", what);
    if (total > 0 && done > 0) {
        int64_t left = (spent_ms * (total - done) / done + 999) / 1000;
        fprintf(stderr, ": %" PRId64 "%%, about %" PRId64 " s left", done * 100 / total, left);
    }
    fflush(stderr);
}

static void show(struct progress *progress, const char *what, int64_t done, int64_t total)
{
    struct progress_line *line = progress->door;
    int64_t now = now_ms();
    if (strncmp(line->what, what, sizeof line->what - 1) != 0) {
        snprintf(line->what, sizeof line->what, "%s", what);
        line->began_ms = now;
    }
    if (now - line->began_ms < SHOW_AFTER_MS || now - line->shown_ms < SHOW_EVERY_MS)
        return;
    print_line(what, done, total, now - line->began_ms);
    line->shown_ms = now;
    line->visible = true;
}

static bool stopped(struct progress *progress)
{
    (void)progress;
    return asked_to_stop != 0;
}

void terminal_progress(struct progress *progress, bool quiet)
{
    static struct progress_line line;
    struct sigaction action = {.sa_handler = hear_stop, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL); /* what mpirun makes of Ctrl-C, and how a machine shuts down */
    *progress = (struct progress){.stopped = stopped, .door = &line};
    if (!quiet && isatty(STDERR_FILENO))
        progress->show = show;
}

void terminal_progress_end(struct progress *progress)
{
    struct progress_line *line = progress->door;
    if (line && line->visible) {
        fputs("\r\033[K", stderr);
        line->visible = false;
    }
}
