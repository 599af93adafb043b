#include "synth/legal.h"

#include "synth/luck.h"

/* The statuses that are used, in the order of the weights below. */
enum { SECTION_20, INTERIM_ORDER, POLICE_PROTECTION, EMERGENCY_ORDER, FULL_ORDER, STARTS };

static const char *const status_code[STARTS] = {"V2", "C1", "L1", "L2", "C2"};

/* How children of an age start, in per mille; together they give England's shares. */
static const struct {
    int32_t age_to;
    int32_t weight[STARTS];
} start_weights[] = {
    {0, {270, 590, 100, 30, 10}},
    {9, {330, 480, 165, 15, 10}},
    {15, {590, 245, 145, 10, 10}},
    {99, {900, 50, 50, 0, 0}},
};

/* Of 1,000 children under section 20, how many come under an interim order later. */
enum { ORDER_UNDER_10 = 600, ORDER_UNDER_16 = 300 };

static day within(struct chance_stream *luck, day after, int32_t from, int32_t to)
{
    return after + from + synth_luck_below(luck, to - from + 1);
}

static int32_t starts_under(const struct synth_legal_facts *facts, int32_t age, struct chance_stream *luck)
{
    if (facts->unaccompanied)
        return SECTION_20;
    if (facts->with_parents == facts->from || facts->interim)
        return INTERIM_ORDER;
    int32_t row = 0;
    while (age > start_weights[row].age_to)
        row++;
    return synth_luck_weighted(luck, start_weights[row].weight, STARTS);
}

static void add(struct synth_status *status, int32_t *count, day on, const char *what)
{
    status[(*count)++] = (struct synth_status){on, code_of(what)};
}

/* Adds the status on `on` and those that follow from it. */
static void follow(const struct synth_legal_facts *facts, int32_t now, day on, struct chance_stream *luck,
                   struct synth_status *status, int32_t *count)
{
    int32_t age = calendar_age(facts->born, facts->from);
    add(status, count, on, status_code[now]);
    if (now == POLICE_PROTECTION) {
        now = synth_luck_comes(luck, 500) ? SECTION_20 : INTERIM_ORDER;
        on = within(luck, on, 1, 3);
        add(status, count, on, status_code[now]);
    } else if (now == EMERGENCY_ORDER) {
        now = INTERIM_ORDER;
        on = within(luck, on, 3, 8);
        add(status, count, on, status_code[now]);
    }
    int32_t order = age < 10 ? ORDER_UNDER_10 : age < 16 ? ORDER_UNDER_16 : 0;
    if (now == SECTION_20 && !facts->unaccompanied && synth_luck_comes(luck, order)) {
        now = INTERIM_ORDER;
        on = within(luck, on, 30, 500);
        add(status, count, on, status_code[now]);
    }
    if (now == INTERIM_ORDER)
        add(status, count, within(luck, on, 150, 400), status_code[FULL_ORDER]);
}

/* Puts a status into force from a day on, in place of all that would have begun on that day or later. */
static void overrule(struct synth_status *status, int32_t *count, day on, const char *what)
{
    while (*count > 0 && status[*count - 1].on >= on)
        --*count;
    add(status, count, on, what);
}

static short_code in_force(const struct synth_status *status, int32_t count, day on)
{
    short_code now = 0;
    for (int32_t i = 0; i < count && status[i].on <= on; i++)
        now = status[i].status;
    return now;
}

/* Nobody lives with parents under section 20: from the day on which it would be so, a care order holds. */
static void with_parents(struct synth_status *status, int32_t *count, day from)
{
    day first = in_force(status, *count, from) == code_of("V2") ? from : DAY_OPEN;
    for (int32_t i = 0; i < *count && first == DAY_OPEN; i++)
        if (status[i].on > from && status[i].status == code_of("V2"))
            first = status[i].on;
    if (first != DAY_OPEN)
        overrule(status, count, first, "C2");
}

int32_t synth_legal_plan(const struct synth_legal_facts *facts, struct chance_stream *luck,
                         struct synth_status status[SYNTH_STATUSES_MAX])
{
    int32_t count = 0;
    if (facts->remanded) {
        add(status, &count, facts->from, "J1");
        add(status, &count, within(luck, facts->from, 21, 120), "V2");
    } else {
        int32_t age = calendar_age(facts->born, facts->from);
        follow(facts, starts_under(facts, age, luck), facts->from, luck, status, &count);
    }
    if (facts->with_parents != DAY_OPEN)
        with_parents(status, &count, facts->with_parents);
    if (facts->placement_order_by != DAY_OPEN) {
        day granted = within(luck, facts->placement_order_by, -300, -45);
        if (granted < facts->from + 60)
            granted = facts->placement_order_by;
        if (granted < calendar_day(2005, 12, 30)) /* there were none before */
            granted = calendar_day(2005, 12, 30);
        overrule(status, &count, granted, "E1");
    }
    return count;
}
