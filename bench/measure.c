/*
 * measure FILE COMMAND [ARGUMENT…]: runs a command and writes what it took into FILE, as one line:
 *
 *     wall-seconds processor-seconds peak-resident-KiB
 *
 * Processor time is user and system of the command and of all that it waited for; the peak is that of the largest of these
 * processes. Ends with the command's own status.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int main(int count, char **args)
{
    if (count < 3) {
        fprintf(stderr, "usage: measure FILE COMMAND [ARGUMENT...]\n");
        return 2;
    }
    double begun = now_seconds();
    pid_t child = fork();
    if (child == 0) {
        execvp(args[2], args + 2);
        fprintf(stderr, "measure: %s: %s\n", args[2], strerror(errno));
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) < 0) {
        fprintf(stderr, "measure: %s\n", strerror(errno));
        return 1;
    }
    double wall = now_seconds() - begun;
    FILE *out = fopen(args[1], "w");
    if (!out || fprintf(out, "%.4f %.4f %ld\n", wall, seconds(used.ru_utime) + seconds(used.ru_stime), used.ru_maxrss) < 0 ||
        fclose(out)) {
        fprintf(stderr, "measure: %s: %s\n", args[1], strerror(errno));
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
