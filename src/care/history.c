#include "care/history.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "care/episodes.h"
#include "care/fates.h"
#include "care/luck.h"
#include "care/spells.h"
#include "care/timeline.h"

/* Children of whom at least one spell is known, before they become persons: their luck needs all of them. */
struct people {
    int64_t count;
    int32_t *child;         /* number of the child */
    int64_t *spells;        /* spells of the first person to this one */
    struct care_luck *luck; /* who they are */
    uint32_t *number;       /* their luck */
};

static void people_clear(struct people *people)
{
    free(people->child);
    free(people->spells);
    free(people->luck);
    free(people->number);
}

static int people_make(struct people *people, int64_t children, struct problem *problem)
{
    people->child = array_new(children, sizeof *people->child, problem);
    people->spells = array_new(children, sizeof *people->spells, problem);
    people->luck = array_new(children, sizeof *people->luck, problem);
    people->number = array_new(children, sizeof *people->number, problem);
    return people->child && people->spells && people->luck && people->number ? 0 : PROBLEM_MEMORY;
}

/* 1 April of the oldest return; DAY_NONE when there is none. */
static day oldest_return(const struct care_records *records)
{
    day oldest = DAY_NONE;
    for (int32_t i = 0; i < records->returns; i++) {
        day start = calendar_year_start(records->return_of[i].year);
        if (oldest == DAY_NONE || start < oldest)
            oldest = start;
    }
    return oldest;
}

static int check_window(const struct care_records *records, day as_at, struct problem *problem)
{
    day from = oldest_return(records);
    if (from == DAY_NONE) {
        problem_set(problem, PROBLEM_INPUT, "there is no return to make histories of");
        return problem_next(problem, "Import the header and episodes of at least one year.");
    }
    if (as_at < from || as_at == DAY_OPEN) {
        problem_set(problem, PROBLEM_INPUT, "the last day of the history lies before the first return begins");
        struct calendar_date date = calendar_date(from);
        return problem_next(problem, "Choose a day on or after %04d-%02d-%02d, or import an older return.", date.year,
                            date.month, date.day);
    }
    return 0;
}

/* The contract of the rows; and the most rows that one child has. */
static int check_rows(const struct care_records *records, int64_t *most, struct problem *problem)
{
    int64_t run = 0;
    *most = 0;
    for (int64_t row = 0; row < records->rows; row++) {
        int32_t child = records->child[row];
        if (child < 0 || child >= records->children || (row > 0 && child < records->child[row - 1]))
            return problem_set(problem, PROBLEM_INTERNAL, "row %" PRId64 " of the records is not grouped by child", row);
        if (records->decom[row] == DAY_NONE)
            return problem_set(problem, PROBLEM_INTERNAL, "row %" PRId64 " of the records has no DECOM", row);
        run = row > 0 && child == records->child[row - 1] ? run + 1 : 1;
        *most = run > *most ? run : *most;
    }
    return 0;
}

static int child_read(const struct care_reading *reading, struct care_child *child, struct care_spells *spells,
                      struct problem *problem)
{
    day born = reading->records->born[child->number];
    child->eighteenth = born == DAY_NONE ? DAY_NONE : calendar_birthday(born, reading->system->flow.final_age);
    care_episodes_choose(reading, child);
    care_timeline_fit(reading, child);
    int result = care_spells_make(reading, child, spells, problem);
    care_episodes_warn_of_codes(reading, child);
    care_episodes_settle(reading, child);
    return result;
}

/* Reads every child; those with a spell become people. */
static int children_read(const struct care_reading *reading, struct care_episode *room, struct care_spells *spells,
                         struct people *people, struct problem *problem)
{
    const struct care_records *records = reading->records;
    struct care_child child = {.episode = room};
    for (int64_t row = 0; row < records->rows; row = child.end_row) {
        child.number = records->child[row];
        child.first_row = row;
        for (child.end_row = row + 1; child.end_row < records->rows; child.end_row++)
            if (records->child[child.end_row] != child.number)
                break;
        int64_t before = spells->count;
        int result = child_read(reading, &child, spells, problem);
        if (result < 0)
            return result;
        if (spells->count == before)
            continue;
        people->child[people->count] = child.number;
        people->spells[people->count] = spells->count;
        people->luck[people->count++] = (struct care_luck){
            .born = records->born[child.number],
            .first_start = spells->spell[before].from,
            .sex = records->sex[child.number],
        };
    }
    return 0;
}

static int histories_fill(const struct care_records *records, const struct people *people, const struct care_spells *spells,
                          struct flow_histories *histories, struct problem *problem)
{
    int64_t next = 0;
    for (int64_t i = 0; i < people->count; i++) {
        bool marked = records->uasc[people->child[i]] != 0;
        int result = flow_histories_add_person(histories, people->luck[i].born, people->number[i], marked, problem);
        for (; result >= 0 && next < people->spells[i]; next++) {
            const struct care_spell *spell = &spells->spell[next];
            result = flow_histories_add_spell(histories, spell->state, spell->from, spell->to, spell->next, spell->first,
                                              problem);
        }
        if (result < 0)
            return result;
    }
    return 0;
}

int care_history_build(const struct care_system *system, const struct care_records *records, day as_at,
                       struct flow_histories *histories, struct care_fates *fates, int32_t **of_child,
                       struct problem *problem)
{
    struct care_spells spells = {0};
    struct people people = {0};
    struct care_episode *room = NULL;
    int64_t most = 0;
    *histories = (struct flow_histories){0};
    *fates = (struct care_fates){0};
    if (of_child)
        *of_child = NULL;

    int result = check_window(records, as_at, problem);
    if (result == 0)
        result = check_rows(records, &most, problem);
    if (result < 0 || (result = care_fates_make(fates, records->rows, problem)) < 0)
        goto out;
    room = array_new(most * CARE_EPISODES_A_ROW, sizeof *room, problem);
    result = room ? people_make(&people, records->children, problem) : PROBLEM_MEMORY;
    if (result < 0)
        goto out;

    struct care_reading reading = {.system = system, .records = records, .as_at = as_at, .fates = fates};
    if ((result = children_read(&reading, room, &spells, &people, problem)) < 0 ||
        (result = care_luck_rank(people.luck, people.count, problem)) < 0 ||
        (result = care_luck_assign(people.luck, people.count, people.number, problem)) < 0)
        goto out;
    histories->observed_from = oldest_return(records);
    histories->observed_to = as_at + 1;
    if ((result = histories_fill(records, &people, &spells, histories, problem)) < 0)
        goto out;
    care_fates_count(fates);
    if (of_child) {
        *of_child = people.child;
        people.child = NULL;
    }
out:
    if (result < 0) {
        flow_histories_clear(histories);
        care_fates_clear(fates);
    }
    care_spells_clear(&spells);
    people_clear(&people);
    free(room);
    return result;
}
