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
#include <string.h>

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

/*
 * Work that is done several times over (a forecast from each of twelve days) is told as one: each time a part of the whole,
 * under the whole's name. Of what the part itself says only `counted` moves the whole on.
 *
 *     struct progress_part part;
 *     progress_part_begin(&part, progress, "back-tests", "paths", 12);
 *     for (part.at = 0; part.at < 12; part.at++)
 *         simulate(…, &part.progress, problem);
 */
struct progress_part {
    struct progress progress;   /* for the work; its door is this struct, so the struct must stay where it is */
    struct progress *whole;     /* borrowed; may be NULL */
    const char *what, *counted; /* name of the whole; of what counts in a part */
    int64_t at, parts;          /* which part this is, of how many */
};

static inline void progress_part_show(struct progress *self, const char *what, int64_t done, int64_t total)
{
    enum { STEPS = 1000 }; /* a part */
    const struct progress_part *part = (const struct progress_part *)self->door;
    const int64_t within = total > 0 && strcmp(what, part->counted) == 0 ? done * STEPS / total : 0;
    if (part->whole && part->whole->show)
        part->whole->show(part->whole, part->what, part->at * STEPS + within, part->parts * STEPS);
}

static inline bool progress_part_stopped(struct progress *self)
{
    const struct progress_part *part = (const struct progress_part *)self->door;
    return part->whole && part->whole->stopped && part->whole->stopped(part->whole);
}

/* Sets a part up, at number 0. */
static inline void progress_part_begin(struct progress_part *part, struct progress *whole, const char *what,
                                       const char *counted, int64_t parts)
{
    *part = (struct progress_part){.whole = whole, .what = what, .counted = counted, .parts = parts};
    part->progress = (struct progress){.show = progress_part_show, .stopped = progress_part_stopped, .door = part};
}

#endif
