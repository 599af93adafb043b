#include "recount.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <string.h>

#include <cmocka.h>

static bool is(short_code value, const char *word)
{
    return value == code_of(word);
}

static bool usable(const struct care_records *records, int64_t row)
{
    day born = records->born[records->child[row]];
    return records->decom[row] >= born && records->decom[row] < calendar_birthday(born, 18) &&
           (records->dec[row] == DAY_NONE || records->dec[row] >= records->decom[row]);
}

static bool same_codes(const struct care_records *records, int64_t a, int64_t b)
{
    return records->place[a] == records->place[b] && records->ls[a] == records->ls[b] &&
           records->rne[a] == records->rne[b] && records->provider[a] == records->provider[b] &&
           records->rec[a] == records->rec[b];
}

/* 3: the same PLACE, LS and RNE; 2: PLACE and LS; 1: RNE; 0: nothing or another DECOM. */
static int alike(const struct care_records *records, int64_t a, int64_t b)
{
    if (records->decom[a] != records->decom[b])
        return 0;
    if (records->place[a] == records->place[b] && records->ls[a] == records->ls[b])
        return records->rne[a] == records->rne[b] ? 3 : 2;
    return records->rne[a] == records->rne[b] ? 1 : 0;
}

static bool told_end(const struct care_records *records, int64_t row)
{
    return records->dec[row] != DAY_NONE && records->dec[row] <= records->known_to;
}

/* An open row beside which its return tells the same episode with the day it ended. */
static bool end_beside(const struct care_records *records, int64_t open, int64_t ended)
{
    return records->year[open] == records->year[ended] && records->dec[open] == DAY_NONE && told_end(records, ended) &&
           records->dec[ended] > records->decom[ended] && alike(records, open, ended) == 3 &&
           records->provider[open] == records->provider[ended];
}

/* Rule 1, word for word, over all rows of the child. */
static bool superseded(const struct care_records *records, int64_t first, int64_t end, int64_t row)
{
    for (int64_t newer = first; newer < end; newer++) {
        if (!usable(records, newer) || alike(records, row, newer) == 0)
            continue;
        if (records->year[newer] == records->year[row] && newer > row && same_codes(records, row, newer) &&
            records->dec[newer] == records->dec[row])
            return true;
        if (end_beside(records, row, newer))
            return true;
        if (records->year[newer] <= records->year[row])
            continue;
        bool of_another = false;
        for (int64_t k = first; k < end; k++)
            of_another = of_another || (usable(records, k) && records->year[k] == records->year[row] &&
                                        alike(records, k, newer) > alike(records, row, newer));
        if (!of_another)
            return true;
    }
    return false;
}

bool recount_in_return(const struct care_records *records, int64_t first, int64_t end, int32_t year)
{
    for (int64_t row = first; row < end; row++)
        if (records->year[row] == year && !is(records->ls[row], "V3") && !is(records->ls[row], "V4"))
            return true;
    return false;
}

static bool begins_before(const struct care_records *records, int64_t a, int64_t b)
{
    if (records->decom[a] != records->decom[b])
        return records->decom[a] < records->decom[b];
    bool a_day = records->dec[a] == records->decom[a], b_day = records->dec[b] == records->decom[b];
    return a_day != b_day ? a_day : a < b;
}

static bool exit_code(const struct care_records *records, int64_t row)
{
    return records->rec[row] != 0 && !is(records->rec[row], "X1") && told_end(records, row);
}

static day end_of(const struct care_records *records, int64_t row)
{
    return told_end(records, row) ? records->dec[row] : DAY_OPEN;
}

/* Whether the return of `row` tells another row, of the day on which `other` begins, that lasts to the end of `row` at least. */
static bool told_around(const struct care_records *records, int64_t row, int64_t other)
{
    int64_t first = row, child = records->child[row];
    while (first > 0 && records->child[first - 1] == child)
        first--;
    for (int64_t k = first; k < records->rows && records->child[k] == child; k++)
        if (records->year[k] == records->year[row] && records->decom[k] == records->decom[other] &&
            (records->dec[k] == DAY_NONE || records->dec[k] >= records->dec[row]))
            return true;
    return false;
}

/*
 * A row that no newer return tells, though one of them has the child in an episode on the day on which an open one began, or
 * from before an ended one to its end at least. A temporary stay that ended within care need not be told again, nor need one
 * that its own return told within the other.
 */
static bool denied(const struct standing *standing, int64_t row)
{
    const struct care_records *records = standing->recount->records;
    bool stay = is(records->place[row], "T3");
    for (int32_t k = 0; k < standing->count; k++) {
        int64_t other = standing->row[k];
        if (records->year[other] <= records->year[row])
            continue;
        if (!told_end(records, row)) {
            if (records->decom[other] <= records->decom[row] && end_of(records, other) > records->decom[row])
                return true;
            continue;
        }
        if (records->decom[other] >= records->decom[row] || end_of(records, other) < end_of(records, row))
            continue;
        if (exit_code(records, row) || (!stay && !told_around(records, row, other)))
            return true;
    }
    return false;
}

void recount_stand(struct standing *out, const struct recount *recount, int64_t first, int64_t end)
{
    const struct care_records *records = recount->records;
    *out = (struct standing){.recount = recount, .child = records->child[first]};
    for (int64_t row = first; row < end; row++) {
        if (!usable(records, row) || superseded(records, first, end, row) || is(records->ls[row], "V3") ||
            is(records->ls[row], "V4"))
            continue;
        assert_true(out->count < ROWS_MAX);
        int32_t at = out->count++;
        for (; at > 0 && begins_before(records, row, out->row[at - 1]); at--)
            out->row[at] = out->row[at - 1];
        out->row[at] = row;
    }
    struct standing all = *out;
    out->count = 0;
    for (int32_t k = 0; k < all.count; k++)
        if (!denied(&all, all.row[k]))
            out->row[out->count++] = all.row[k];
    for (int32_t k = 0; k < out->count; k++)
        out->end[k] =
            told_end(records, out->row[k]) ? records->dec[out->row[k]] : recount->open_end(recount, first, end, out->row[k]);
}

/* The row before row k that is no stay inside another; -1 when there is none. */
static int32_t before(const struct standing *standing, int32_t k);

/* The row, of the same return or a newer, that goes on when row k, told within it, has ended without a way out; or -1. */
static int32_t around(const struct standing *standing, int32_t k);

/* The row in which the child is, by what was told before, when row k begins; -1 when there is none. */
static int32_t precedes(const struct standing *standing, int32_t k)
{
    int32_t earlier = before(standing, k), outer = earlier;
    while (outer >= 0 && standing->end[outer] < standing->recount->records->decom[standing->row[k]] - 1)
        outer = around(standing, outer);
    return outer >= 0 ? outer : earlier;
}

/* A temporary stay told while the placement before it goes on. */
static bool inside(const struct standing *standing, int32_t k)
{
    const struct care_records *records = standing->recount->records;
    if (!is(records->place[standing->row[k]], "T3") || exit_code(records, standing->row[k]))
        return false;
    int32_t host = precedes(standing, k);
    return host >= 0 && standing->end[host] >= standing->end[k];
}

static int32_t before(const struct standing *standing, int32_t k)
{
    for (k--; k >= 0 && inside(standing, k); k--)
        ;
    return k;
}

static int32_t around(const struct standing *standing, int32_t k)
{
    const struct care_records *records = standing->recount->records;
    int64_t row = standing->row[k];
    if (!told_end(records, row) || exit_code(records, row))
        return -1;
    for (int32_t outer = before(standing, k); outer >= 0; outer = before(standing, outer))
        if (standing->end[outer] > standing->end[k] && records->year[standing->row[outer]] >= records->year[row])
            return outer;
    return -1;
}

/* Whether the child is still in care, by what precedes, when row k begins: no gap, or one of a day that is bridged. */
static bool joins(const struct standing *standing, int32_t earlier, int32_t k)
{
    const struct care_records *records = standing->recount->records;
    day end = standing->end[earlier], begins = records->decom[standing->row[k]];
    bool left = exit_code(records, standing->row[earlier]) && end <= begins && is(records->rne[standing->row[k]], "S");
    return end >= begins - 1 && !left;
}

static int32_t state_told(const struct standing *standing, int32_t k, bool *known)
{
    const struct care_records *records = standing->recount->records;
    int64_t row = standing->row[k];
    bool temporary;
    return care_state_of(standing->recount->system, records->place[row], records->provider[row], &temporary, known);
}

/* Whether row k names another home than row p: another PLACE, or a provider that is known to make it another kind. */
static bool another_home(const struct standing *standing, int32_t k, int32_t p)
{
    const struct care_records *records = standing->recount->records;
    bool known, any;
    int32_t told = state_told(standing, k, &known);
    return records->place[standing->row[k]] != records->place[standing->row[p]] ||
           (known && told != state_told(standing, p, &any));
}

/* The row in whose home the child is once row k has begun: its own, unless it only goes on with the one before it. */
static int32_t home_row(const struct standing *standing, int32_t k)
{
    const struct care_records *records = standing->recount->records;
    int32_t earlier = precedes(standing, k);
    if (earlier < 0 || !joins(standing, earlier, k))
        return k;
    int64_t row = standing->row[k];
    int32_t home = home_row(standing, earlier);
    bool cuts = standing->end[earlier] > records->decom[row];
    if (is(records->place[row], "T3"))
        return home;
    if (is(records->rne[row], "L"))
        return cuts && another_home(standing, k, home) ? k : home;
    if (is(records->rne[row], "T") || is(records->rne[row], "U"))
        return another_home(standing, k, home) ? k : home;
    return k;
}

/* Whether row k is the last of a gap of one day, which row `next` bridges. */
static bool bridged(const struct standing *standing, int32_t k, int32_t next, day on)
{
    const struct care_records *records = standing->recount->records;
    return next >= 0 && standing->end[k] == on && records->decom[standing->row[next]] == on + 1 &&
           joins(standing, k, next);
}

/* The last row to have begun decides; once it has ended within care, the row around it. */
int32_t recount_state(const struct standing *standing, day on)
{
    const struct care_records *records = standing->recount->records;
    int32_t k = -1, next = -1;
    for (int32_t i = 0; i < standing->count; i++)
        if (!inside(standing, i)) {
            if (records->decom[standing->row[i]] <= on)
                k = i;
            else if (next < 0)
                next = i;
        }
    if (k < 0 || on >= calendar_birthday(records->born[standing->child], 18))
        return NOT_IN_CARE;
    bool known;
    for (; k >= 0; k = around(standing, k))
        if (on < standing->end[k] || bridged(standing, k, next, on))
            return state_told(standing, home_row(standing, k), &known);
    return NOT_IN_CARE;
}
