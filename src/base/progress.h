/*
 * progress: how a long piece of work says how far it is, and hears that it should stop.
 *
 * A door (cli, web, cluster) makes one and hands it down; the rooms below only call progress_step. A NULL progress is
 * silent and never stops. The work promises to call it often enough (a few times a second) and to leave everything as it was
 * when it is told to stop.
 *
 * May touch: nothing. Pure rooms may include it: the clock and the terminal are the door's.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    /* Called with what is being done and how much of it: `done` of `total` (total 0 when unknown). May be NULL. */
    void (*show)(struct progress *self, const char *what, int64_t done, int64_t total);
    /* Asked whether the person wants to stop (Ctrl-C, a closed page). May be NULL. */
    bool (*stopped)(struct progress *self);
    void *door; /* the door's own, untouched by others */
};

/* Tells the door; true when the work should stop now. */
static inline bool progress_step(struct progress *progress, const char *what, int64_t done, int64_t total)
{
    if (!progress)
        return false;
    if (progress->show)
        progress->show(progress, what, done, total);
    return progress->stopped && progress->stopped(progress);
}

#endif
