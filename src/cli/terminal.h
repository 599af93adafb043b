/*
 * terminal: what only a door may touch: the clock, the person's name, the width of the screen, Ctrl-C and the progress line.
 *
 * HOMEWARD_NOW (a UTC time such as 2026-11-24T09:30:00Z) stands in for the clock in tests. Includes: base, calendar.
 */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdint.h>

#include "base/progress.h"
#include "calendar/calendar.h"

/* The time now in UTC, "2026-11-24T09:30:00Z"; `out` holds 24 bytes. Returns out. */
const char *terminal_now(char out[24]);

/* Today in UTC. */
day terminal_today(void);

/* Who is working: HOMEWARD_USER, else the login name, else "unknown". Borrowed. */
const char *terminal_user(void);

/* Columns of the screen: COLUMNS, else the terminal's own, else 100. */
int32_t terminal_width(void);

/* Listens for Ctrl-C and makes a progress that shows one line with time left (on a terminal only, never when quiet). */
void terminal_progress(struct progress *progress, bool quiet);

/* Wipes the progress line; call before anything else is printed. */
void terminal_progress_end(struct progress *progress);

#endif
