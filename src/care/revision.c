#include "care/revision.h"

#include <stdlib.h>

#include "base/array.h"

/* A child of one telling. */
struct told_child {
    int64_t name;          /* records.name */
    int32_t child, person; /* its numbers; person -1 when it has no period of care */
    int64_t spell, spells; /* its first spell, and the one after its last */
    int64_t row, rows;     /* its first row, and the one after its last */
};

/* All children of one telling, by name. */
struct told_children {
    const struct care_telling *telling;
    struct told_child *entry; /* owned */
    int64_t count;
};

/* Spells first … end - 1 of a telling, which are one period of care. */
struct period {
    int64_t first, end;
    day from, to; /* to is DAY_OPEN while it lasts */
    int32_t next; /* where the last spell went */
};

/* One child of both tellings on its way into the revision. */
struct comparison {
    struct care_revision *out;
    const struct care_telling *before, *after;
    const struct told_child *child_before, *child_after; /* one of them may be NULL */
    struct problem *problem;
    int code; /* the first failure */
};

const char *care_change_word(enum care_change_kind kind)
{
    static const char *const words[] = {
#define CARE_CHANGE_WORD(name, word, meaning) word,
        CARE_CHANGES(CARE_CHANGE_WORD)
#undef CARE_CHANGE_WORD
    };
    return words[kind];
}

static int name_order(const void *left, const void *right)
{
    const struct told_child *a = left, *b = right;
    return (a->name > b->name) - (a->name < b->name);
}

static int children_make(const struct care_telling *telling, struct told_children *out, struct problem *problem)
{
    const struct care_records *records = telling->records;
    const struct flow_histories *histories = telling->histories;
    *out = (struct told_children){.telling = telling, .count = records->children};
    out->entry = array_new(records->children, sizeof *out->entry, problem);
    if (!out->entry)
        return PROBLEM_MEMORY;
    for (int32_t i = 0; i < records->children; i++)
        out->entry[i] = (struct told_child){.name = records->name[i], .child = i, .person = -1};
    for (int64_t row = 0; row < records->rows; row++) {
        struct told_child *child = &out->entry[records->child[row]];
        child->row = child->rows ? child->row : row;
        child->rows = row + 1;
    }
    for (int64_t spell = 0; spell < histories->spells; spell++) {
        struct told_child *child = &out->entry[telling->of_child[histories->person[spell]]];
        child->spell = child->person < 0 ? spell : child->spell;
        child->person = histories->person[spell];
        child->spells = spell + 1;
    }
    if (out->count)
        qsort(out->entry, (size_t)out->count, sizeof *out->entry, name_order);
    return 0;
}

/* Nights of [from, to) up to the last day. */
static int64_t nights_between(day from, day to, day last)
{
    return (int64_t)(to == DAY_OPEN ? last + 1 : to) - from;
}

static int64_t nights_of(const struct care_telling *telling, const struct told_child *child)
{
    const struct flow_histories *histories = telling->histories;
    int64_t nights = 0;
    for (int64_t i = child->spell; i < child->spells; i++)
        nights += nights_between(histories->from[i], histories->to[i], histories->observed_to - 1);
    return nights;
}

static void sum_up(const struct care_telling *telling, struct care_told *out)
{
    const struct flow_histories *histories = telling->histories;
    day last = histories->observed_to - 1;
    out->children = histories->persons;
    for (int64_t i = 0; i < histories->spells; i++) {
        out->nights += nights_between(histories->from[i], histories->to[i], last);
        out->stock += histories->from[i] <= last && histories->to[i] > last;
    }
}

/*
 * The row that tells what begins (or `ends`) on the day: of those that stand then the one that began last; where none does,
 * the child's last row, so that a person can find the child.
 */
static int64_t row_of(const struct care_telling *telling, const struct told_child *child, day on, bool ends)
{
    const struct care_fates *fates = telling->fates;
    int64_t found = -1;
    if (!child || child->rows == child->row)
        return -1;
    for (int64_t row = child->row; row < child->rows; row++) {
        day from = fates->from[row];
        if (from == DAY_NONE || on == DAY_NONE || (ends ? from >= on : from > on) || fates->to[row] < on)
            continue;
        if (found < 0 || from >= fates->from[found])
            found = row;
    }
    return found < 0 ? child->rows - 1 : found;
}

static struct care_place place_of(const struct care_telling *telling, int64_t row)
{
    return row < 0 ? (struct care_place){0} : (struct care_place){telling->records->file[row], telling->records->line[row]};
}

static struct care_change change_of(enum care_change_kind kind, day before, day after, int64_t by)
{
    return (struct care_change){
        .kind = kind, .before = before, .after = after, .kind_before = -1, .kind_after = -1, .by = by};
}

/* Adds a change of the child at hand, with the rows that tell it. */
static void add(struct comparison *on, struct care_change change)
{
    struct care_revision *out = on->out;
    bool ends = change.kind >= CARE_ENDED && change.kind <= CARE_WAY_OUT;
    day was = change.before == DAY_NONE ? change.after : change.before;
    day is = change.after == DAY_NONE ? change.before : change.after;
    int64_t row = row_of(on->after, on->child_after, is, ends);
    change.child = (on->child_after ? on->child_after : on->child_before)->name;
    change.row_before = place_of(on->before, row_of(on->before, on->child_before, was, ends));
    change.row_after = place_of(on->after, row);
    if (ends && (on->after->fates->fate[row] == CARE_CLOSED || on->after->fates->fate[row] == CARE_SHORTENED))
        change.why = (enum care_reason)on->after->fates->reason[row];
    if (on->code == 0)
        on->code = array_reserve(&out->change, &out->capacity, out->changes + 1, sizeof *out->change, on->problem);
    if (on->code == 0)
        out->change[out->changes++] = change;
}

/* The period that begins with spell `first` of a child whose spells end before `end`. */
static struct period period_at(const struct flow_histories *histories, int64_t first, int64_t end)
{
    struct period period = {.first = first, .end = first};
    if (first == end)
        return period;
    do
        period.end++;
    while (period.end < end && !histories->first[period.end]);
    period.from = histories->from[first];
    period.to = histories->to[period.end - 1];
    period.next = histories->next[period.end - 1];
    return period;
}

static void compare_ends(struct comparison *on, const struct period *before, const struct period *after)
{
    int64_t by = nights_between(before->to, after->to, on->out->last);
    if (before->to == DAY_OPEN && after->to != DAY_OPEN)
        add(on, change_of(CARE_ENDED, DAY_NONE, after->to, -nights_between(after->to, DAY_OPEN, on->out->last)));
    else if (after->to == DAY_OPEN && before->to != DAY_OPEN)
        add(on, change_of(CARE_OPEN, before->to, DAY_NONE, by));
    else if (before->to != after->to)
        add(on, change_of(CARE_ENDS, before->to, after->to, by));
    if (before->to == DAY_OPEN || after->to == DAY_OPEN || before->next == after->next)
        return;
    struct care_change change = change_of(CARE_WAY_OUT, before->to, after->to, 0);
    change.kind_before = before->next;
    change.kind_after = after->next;
    add(on, change);
}

/* Whether both are in the same kinds of placement, one after the other. */
static bool same_kinds(const struct comparison *on, const struct period *before, const struct period *after)
{
    int64_t count = before->end - before->first;
    if (after->end - after->first != count)
        return false;
    for (int64_t i = 0; i < count; i++)
        if (on->before->histories->state[before->first + i] != on->after->histories->state[after->first + i])
            return false;
    return true;
}

static void compare_moves(struct comparison *on, const struct period *before, const struct period *after)
{
    const struct flow_histories *was = on->before->histories, *is = on->after->histories;
    for (int64_t i = 1; i < before->end - before->first; i++) {
        day from = was->from[before->first + i], to = is->from[after->first + i];
        if (from == to)
            continue;
        struct care_change change = change_of(CARE_MOVED, from, to, (int64_t)to - from);
        change.kind_before = change.kind_after = is->state[after->first + i];
        add(on, change);
    }
}

/* What two tellings of the days that both give to a period say otherwise. */
struct difference {
    int64_t nights[FLOW_STATES_MAX]; /* more of each kind in the newer; they add up to nothing */
    int64_t moves;                   /* more in the newer */
    day first;                       /* the first day told otherwise; DAY_NONE: they say the same */
};

static void add_stretch(struct difference *out, int32_t was, int32_t is, day from, day to)
{
    if (was == is)
        return;
    out->nights[was] -= to - from;
    out->nights[is] += to - from;
    out->first = out->first == DAY_NONE ? from : out->first;
}

/* Walks both from day to day on which either moves. */
static void find_difference(const struct comparison *on, const struct period *before, const struct period *after,
                            struct difference *out)
{
    const struct flow_histories *was = on->before->histories, *is = on->after->histories;
    day from = before->from > after->from ? before->from : after->from;
    day end = before->to < after->to ? before->to : after->to;
    int64_t i = before->first, k = after->first;
    *out = (struct difference){.first = DAY_NONE};
    end = end == DAY_OPEN ? on->out->last + 1 : end;
    while (was->to[i] <= from)
        i++;
    while (is->to[k] <= from)
        k++;
    while (from < end) {
        day next = was->to[i] < is->to[k] ? was->to[i] : is->to[k];
        next = next < end ? next : end;
        add_stretch(out, was->state[i], is->state[k], from, next);
        bool moved_before = was->to[i] == next, moved_after = is->to[k] == next;
        if (next < end && moved_before != moved_after) {
            out->moves += moved_after - moved_before;
            out->first = out->first == DAY_NONE ? next : out->first;
        }
        i += moved_before;
        k += moved_after;
        from = next;
    }
}

/* Days in each kind of placement; where they are the same, the moves. */
static void compare_placements(struct comparison *on, const struct period *before, const struct period *after)
{
    struct difference found;
    int64_t changes = on->out->changes;
    find_difference(on, before, after, &found);
    for (int32_t state = 0; state < FLOW_STATES_MAX; state++) {
        if (found.nights[state] == 0)
            continue;
        struct care_change change = change_of(CARE_NIGHTS, found.first, found.first, found.nights[state]);
        change.kind_before = change.kind_after = state;
        add(on, change);
    }
    if (on->out->changes == changes && found.first != DAY_NONE)
        add(on, change_of(CARE_MOVES, found.first, found.first, found.moves));
}

static void compare_periods(struct comparison *on, const struct period *before, const struct period *after)
{
    if (before->from != after->from)
        add(on, change_of(CARE_BEGINS, before->from, after->from, (int64_t)before->from - after->from));
    compare_ends(on, before, after);
    if (same_kinds(on, before, after))
        compare_moves(on, before, after);
    else
        compare_placements(on, before, after);
}

/* Pairs the periods of both that overlap; the others are new or gone. */
static void compare_histories(struct comparison *on)
{
    const struct flow_histories *was = on->before->histories, *is = on->after->histories;
    const struct told_child *first = on->child_before, *second = on->child_after;
    struct period before = period_at(was, first->spell, first->spells), after = period_at(is, second->spell, second->spells);
    while (before.first < before.end || after.first < after.end) {
        bool only_before = after.first == after.end, only_after = before.first == before.end;
        if (!only_before && !only_after && before.from != after.from) {
            only_before = before.to <= after.from;
            only_after = after.to <= before.from;
        }
        if (only_before)
            add(on,
                change_of(CARE_PERIOD_GONE, before.from, DAY_NONE, -nights_between(before.from, before.to, on->out->last)));
        else if (only_after)
            add(on, change_of(CARE_NEW_PERIOD, DAY_NONE, after.from, nights_between(after.from, after.to, on->out->last)));
        else
            compare_periods(on, &before, &after);
        if (!only_after)
            before = period_at(was, before.end, first->spells);
        if (!only_before)
            after = period_at(is, after.end, second->spells);
    }
}

/* What is known of the child but where it was. */
static void compare_child(struct comparison *on)
{
    const struct flow_histories *was = on->before->histories, *is = on->after->histories;
    int32_t before = on->child_before->person, after = on->child_after->person;
    if (was->born[before] != is->born[after])
        add(on, change_of(CARE_BORN, DAY_NONE, DAY_NONE, 0));
    if (was->marked[before] == is->marked[after])
        return;
    struct care_change change = change_of(CARE_MARK, DAY_NONE, DAY_NONE, 0);
    change.kind_before = was->marked[before];
    change.kind_after = is->marked[after];
    add(on, change);
}

/* Whether the telling has rows of the child and no date of birth, so that it is in no history. */
static bool without_header(const struct care_telling *telling, const struct told_child *child)
{
    return child && child->rows > child->row && telling->records->born[child->child] == DAY_NONE;
}

static void compare_one(struct comparison *on)
{
    bool was = on->child_before && on->child_before->person >= 0, is = on->child_after && on->child_after->person >= 0;
    int64_t changes = on->out->changes;
    if (was && is) {
        compare_histories(on);
        compare_child(on);
        if (on->out->changes == changes)
            on->out->same++;
        else
            on->out->changed++;
    } else if (is) {
        day first = on->after->histories->from[on->child_after->spell];
        bool told = without_header(on->before, on->child_before);
        add(on,
            change_of(told ? CARE_CHILD_COUNTED : CARE_NEW_CHILD, DAY_NONE, first, nights_of(on->after, on->child_after)));
        on->out->added++;
    } else if (was) {
        day first = on->before->histories->from[on->child_before->spell];
        bool told = without_header(on->after, on->child_after);
        add(on, change_of(told ? CARE_CHILD_UNCOUNTED : CARE_CHILD_GONE, first, DAY_NONE,
                          -nights_of(on->before, on->child_before)));
        on->out->gone++;
    }
}

/* Every child of either, the one of a name beside the other. */
static void compare_all(struct comparison *on, const struct told_children *before, const struct told_children *after)
{
    for (int64_t i = 0, k = 0; i < before->count || k < after->count;) {
        const struct told_child *was = i < before->count ? &before->entry[i] : NULL;
        const struct told_child *is = k < after->count ? &after->entry[k] : NULL;
        on->child_before = was && (!is || was->name <= is->name) ? was : NULL;
        on->child_after = is && (!was || is->name <= was->name) ? is : NULL;
        i += on->child_before != NULL;
        k += on->child_after != NULL;
        compare_one(on);
    }
}

int care_revision_make(const struct care_telling *before, const struct care_telling *after, struct care_revision *out,
                       struct problem *problem)
{
    struct told_children was = {0}, is = {0};
    *out = (struct care_revision){.last = after->histories->observed_to - 1};
    if (before->histories->observed_to != after->histories->observed_to)
        return problem_set(problem, PROBLEM_INTERNAL, "two histories that end on different days were to be compared");
    int code = children_make(before, &was, problem);
    if (code == 0)
        code = children_make(after, &is, problem);
    if (code == 0) {
        struct comparison on = {.out = out, .before = before, .after = after, .problem = problem};
        sum_up(before, &out->before);
        sum_up(after, &out->after);
        compare_all(&on, &was, &is);
        code = on.code;
    }
    free(was.entry);
    free(is.entry);
    if (code < 0)
        care_revision_clear(out);
    return code;
}

void care_revision_clear(struct care_revision *revision)
{
    free(revision->change);
    *revision = (struct care_revision){0};
}
