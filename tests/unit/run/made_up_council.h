/*
 * made_up_council: a council that does not exist, in a casebook below /tmp: its returns are written by synth and read by
 * the real import. For tests of whole runs.
 */
#ifndef TESTS_RUN_MADE_UP_COUNCIL_H
#define TESTS_RUN_MADE_UP_COUNCIL_H

#include "casebook/casebook.h"
#include "plan/scenario.h"
#include "synth/synth.h"

struct council {
    char folder[64];           /* where returns and workspace lie until it is closed */
    struct casebook *casebook; /* open, the returns in it */
};

/* For cmocka's set-up and tear-down; what cannot be made fails the group. */
int council_open(const struct synth_options *options, void **state);
int council_close(void **state);

/* Reads a scenario for a run of so many months after 31 March 2025; free() it. What is wrong with it fails the test. */
struct plan_scenario *council_scenario(const struct council *council, int32_t months, const char *yaml);

/* Writes a file and imports it; what cannot be imported fails the test. */
void council_give(struct council *council, const char *name, const char *text);

#endif
