/*
 * kill -9 in the middle of an import: the casebook is the one from before or the one from after, never something between,
 * and what was acknowledged is there.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "workspace_fixture.h"

enum { ROUNDS = 50, ROWS = 3000, REVIEWS = 1000 };

/* A return of ROWS episodes and REVIEWS reviews that differs from round to round. */
static void put_round(struct workspace *workspace, int round)
{
    struct text text = {0};
    text_append(&text, "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n");
    for (int i = 0; i < ROWS; i++)
        text_format(&text, "%d,%02d/05/2019,S,C2,N1,U4,PR1,%02d/03/2020,E4A,,B%d 1AA,,SC%06d\n", i / 3, i % 28 + 1,
                    i % 28 + 1, i % 90 + 1, round);
    workspace_put(workspace, "e.csv", text_string(&text));
    text_reset(&text);
    text_append(&text, "CHILD,DOB,REVIEW,REVIEW_CODE\n");
    for (int i = 0; i < REVIEWS; i++)
        text_format(&text, "%d,01/01/2010,%02d/08/2019,PN%d\n", i, (i + round) % 28 + 1, round % 8);
    workspace_put(workspace, "r.csv", text_string(&text));
    text_clear(&text);
}

static int64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Opens, imports, acknowledges by one byte through the pipe. Never returns. */
static void import_in_child(struct workspace *workspace, int acknowledge)
{
    struct problem problem = {0};
    char done = 'y';
    workspace->casebook = NULL;
    int code = casebook_open(workspace->folder, &workspace->casebook, &problem);
    if (code == 0)
        code = workspace_import(workspace, NULL, &problem);
    if (code == 0 && write(acknowledge, &done, 1) != 1)
        code = -1;
    _exit(code == 0 ? 0 : 1);
}

/* Kills the child `delay` microseconds after it began; true when the child had acknowledged. */
static bool import_and_kill(struct workspace *workspace, int64_t delay)
{
    int ends[2];
    char done = 'n';
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0)
        import_in_child(workspace, ends[1]);
    close(ends[1]);
    usleep((useconds_t)delay);
    kill(child, SIGKILL);
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
        ;
    bool acknowledged = read(ends[0], &done, 1) == 1 && done == 'y';
    close(ends[0]);
    return acknowledged;
}

static void a_killed_import_has_happened_whole_or_not_at_all(void **state)
{
    struct workspace *workspace = *state;
    casebook_close(workspace->casebook);
    workspace->casebook = NULL;
    put_round(workspace, 0);
    int64_t start = microseconds();
    workspace_reopen(workspace);
    assert_int_equal(workspace_import(workspace, NULL, NULL), 0);
    int64_t whole = microseconds() - start; /* the kills are spread over one and a half times as long */
    long long snapshots = 1;
    int before = 0, after = 0;
    for (int round = 1; round <= ROUNDS; round++) {
        casebook_close(workspace->casebook);
        workspace->casebook = NULL;
        put_round(workspace, round);
        bool acknowledged = import_and_kill(workspace, whole * 3 * round / (2 * ROUNDS));
        workspace_reopen(workspace);
        assert_int_equal(
            workspace_number(workspace, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'"), 1);
        assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
        long long now = workspace_number(workspace, "SELECT count(*) FROM snapshot");
        assert_true(now == snapshots || now == snapshots + 1);
        assert_true(!acknowledged || now == snapshots + 1);
        assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM episode"), now * ROWS);
        assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM review"), now * REVIEWS);
        assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM child_birth"), now * REVIEWS);
        assert_int_equal(workspace_number(workspace, "SELECT count(*) FROM return_file WHERE superseded_by IS NULL"), 2);
        now == snapshots ? before++ : after++;
        snapshots = now;
    }
    print_message("# killed %d times: %d left as before, %d done\n", ROUNDS, before, after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_killed_import_has_happened_whole_or_not_at_all, workspace_set_up,
                                        workspace_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
