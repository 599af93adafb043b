#include "synth/books_planting.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/array.h"
#include "money/money.h"
#include "synth/luck.h"
#include "synth/particulars.h"

/* What the planting of one mistake has in hand. */
struct book_planting {
    const struct synth_council *council;
    const int32_t *name;
    struct synth_ledger *ledger;
    struct chance_stream luck;
    struct synth_book_planted at; /* filled by the kind, where it differs from the package */
    struct problem *problem;
};

/* 1 when planted, 0 when the package does not suit, or a negative code. */
typedef int book_try(struct book_planting *self, struct synth_package *package);

static bool is_open_after_closing(const struct synth_package *package)
{
    return package->paid.to == DAY_OPEN;
}

/* Open in the last night of the returns, as a kind that a return can tell. */
static bool is_in_the_returns(const struct book_planting *self, const struct synth_package *package)
{
    const struct books_package *paid = &package->paid;
    return paid->from <= self->council->as_at && paid->to > self->council->as_at &&
           paid->state != flow_state_named(&self->council->system->flow, "unregistered");
}

/* A number that no child of the council has. */
static int32_t unknown_name(struct book_planting *self)
{
    int32_t found;
    bool known;
    do {
        found = SYNTH_FIRST_NAME + synth_luck_below(&self->luck, SYNTH_NAMES - SYNTH_FIRST_NAME);
        known = false;
        for (int64_t c = 0; c < self->council->children && !known; c++)
            known = self->name[c] == found;
    } while (known);
    return found;
}

/* Adds a package that nobody should have, and is paid for. 1 or a negative code. */
static int add_package(struct book_planting *self, struct synth_package package)
{
    package.planted = true;
    self->at.weekly = package.paid.weekly;
    self->at.line = self->ledger->packages + 2;
    const int code = synth_ledger_add(self->ledger, &package, self->problem);
    return code < 0 ? code : 1;
}

static int plant_unknown_child(struct book_planting *self, struct synth_package *package)
{
    struct synth_package more = *package;
    if (!is_in_the_returns(self, package))
        return 0;
    more.name = unknown_name(self);
    return add_package(self, more);
}

/* Whether a child left for good within the years of the returns; *last is then where it lived. */
static bool has_left(const struct synth_council *council, const struct synth_child *child, const struct synth_spell **last)
{
    const struct synth_period *period = &council->period[child->first_period + child->periods - 1];
    *last = &council->spell[period->first_spell + period->spells - 1];
    return (*last)->to > council->opens && (*last)->to <= council->as_at;
}

/* Has the terms of the package, and of the child where it lived and since when. */
static int plant_left_care(struct book_planting *self, struct synth_package *package)
{
    const struct synth_council *council = self->council;
    const int64_t first = synth_luck_below(&self->luck, (int32_t)council->children);
    for (int64_t i = 0; i < council->children; i++) {
        const int64_t c = (first + i) % council->children;
        const struct synth_spell *last;
        if (!has_left(council, &council->child[c], &last) || last->state != package->paid.state ||
            !is_open_after_closing(package))
            continue;
        struct synth_package more = *package;
        more.name = self->name[c];
        more.paid.from = last->from;
        more.paid.planned_to = DAY_NONE;
        bool told = false;
        for (int64_t k = 0; k < self->ledger->packages; k++)
            told = told || self->ledger->package[k].name == more.name;
        if (!told)
            return add_package(self, more);
    }
    return 0;
}

static int plant_other_kind(struct book_planting *self, struct synth_package *package)
{
    const struct flow_system *flow = &self->council->system->flow;
    const int32_t agency = flow_state_named(flow, "foster_agency"), home = flow_state_named(flow, "home_external");
    if (!is_in_the_returns(self, package) || agency < 0 || home < 0)
        return 0;
    package->told.state = package->paid.state == agency ? home : agency;
    return 1;
}

static int plant_no_kind(struct book_planting *self, struct synth_package *package)
{
    if (!is_in_the_returns(self, package))
        return 0;
    package->told.state = -1;
    return 1;
}

static int leave_unexplained(struct book_planting *self, const struct synth_package *package)
{
    if (!books_package_periods(&package->paid, self->ledger->year, 1, self->ledger->closed, &self->at.unexplained))
        return problem_set(self->problem, PROBLEM_LIMIT, "the made-up council's books are too large");
    return 1;
}

static int plant_no_price(struct book_planting *self, struct synth_package *package)
{
    if (!is_open_after_closing(package))
        return 0;
    package->told.weekly = BOOKS_BLANK;
    return leave_unexplained(self, package);
}

static int plant_review_overdue(struct book_planting *self, struct synth_package *package)
{
    if (!is_open_after_closing(package) || package->paid.review_due < self->ledger->closed_to)
        return 0;
    package->told.review_due = self->ledger->closed_to - synth_luck_between(&self->luck, 30, 200);
    return 1;
}

static int plant_no_end(struct book_planting *self, struct synth_package *package)
{
    (void)self;
    if (!is_open_after_closing(package) || package->paid.planned_to == DAY_NONE)
        return 0;
    package->told.planned_to = DAY_NONE;
    return 1;
}

/* Whether the ledger tells of another package of the kind in the year: a line with none is held against nothing. */
static bool has_another(const struct synth_ledger *ledger, const struct synth_package *package)
{
    for (int64_t i = 0; i < ledger->packages; i++) {
        const struct synth_package *other = &ledger->package[i];
        if (other != package && other->paid.state == package->paid.state && other->told.to >= other->told.from &&
            other->told.to > calendar_year_start(ledger->year))
            return true;
    }
    return false;
}

/* Of a package that began after the returns, so that they miss nothing. */
static int plant_ends_before_start(struct book_planting *self, struct synth_package *package)
{
    if (is_open_after_closing(package) || package->paid.from <= self->council->as_at + 1 ||
        !has_another(self->ledger, package))
        return 0;
    package->told.to = package->paid.from - synth_luck_between(&self->luck, 1, 60);
    return leave_unexplained(self, package);
}

static int plant_paid_twice(struct book_planting *self, struct synth_package *package)
{
    const int32_t period = 1 + synth_luck_below(&self->luck, self->ledger->closed);
    if (!books_package_periods(&package->paid, self->ledger->year, period, period, &self->at.unexplained))
        return problem_set(self->problem, PROBLEM_LIMIT, "the made-up council's books are too large");
    self->at.period = period;
    self->at.state = package->paid.state;
    return self->at.unexplained > 0;
}

/* One after another in this order; a new kind comes at the end. */
static const struct {
    const char *word, *found_by;
    book_try *plant;
    bool adds; /* a package, and leaves the one that was looked at as it is */
} kinds[] = {
    {"unknown child", "check ledger", plant_unknown_child, true},
    {"left care", "check ledger", plant_left_care, true},
    {"other kind", "check ledger", plant_other_kind, false},
    {"no kind", "check ledger", plant_no_kind, false},
    {"no price", "table exposures", plant_no_price, false},
    {"review overdue", "table exposures", plant_review_overdue, false},
    {"no end", "table exposures", plant_no_end, false},
    {"ends before start", "check data", plant_ends_before_start, false},
    {"paid twice", "check reconcile", plant_paid_twice, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

/* Asks one kind about the packages, from a random one on. 1 when planted, 0 when none suits, or a negative code. */
static int plant_one(struct book_planting *self, int32_t kind)
{
    struct synth_ledger *ledger = self->ledger;
    const int64_t packages = ledger->packages;
    const int64_t first = packages ? synth_luck_below(&self->luck, (int32_t)packages) : 0;
    for (int64_t i = 0; i < packages; i++) {
        const int64_t at = (first + i) % packages;
        if (ledger->package[at].planted)
            continue;
        self->at = (struct synth_book_planted){.kind = kinds[kind].word,
                                               .found_by = kinds[kind].found_by,
                                               .line = at + 2,
                                               .weekly = ledger->package[at].paid.weekly};
        const int code = kinds[kind].plant(self, &ledger->package[at]);
        if (code > 0 && !kinds[kind].adds)
            ledger->package[at].planted = true;
        if (code != 0)
            return code;
    }
    return 0;
}

int synth_book_mistakes_plant(const struct synth_council *council, const int32_t *name, int32_t wanted,
                              struct synth_ledger *ledger, struct synth_book_mistakes *out, struct problem *problem)
{
    struct book_planting self = {.council = council, .name = name, .ledger = ledger, .problem = problem};
    int32_t passed_over = 0; /* kinds one after another that found nothing */
    *out = (struct synth_book_mistakes){0};
    for (int32_t k = 0; out->count < wanted && passed_over < KINDS; k++) {
        self.luck = synth_luck_of(council->seed, (uint32_t)k, SYNTH_LUCK_MISBOOKED);
        int code = array_reserve(&out->planted, &out->capacity, out->count + 1, sizeof *out->planted, problem);
        if (code == 0)
            code = plant_one(&self, k % KINDS);
        if (code < 0)
            return code;
        passed_over = code ? 0 : passed_over + 1;
        if (code)
            out->planted[out->count++] = self.at;
    }
    return 0;
}

void synth_book_mistakes_append(const struct synth_book_mistakes *mistakes, struct text *out)
{
    text_append(out, "kind,file,line,weekly_price,unexplained,found_by\n");
    for (int64_t i = 0; i < mistakes->count; i++) {
        const struct synth_book_planted *planted = &mistakes->planted[i];
        text_format(out, "%s,%s,%" PRId64 ",", planted->kind, planted->period ? "actuals.csv" : "ledger.csv", planted->line);
        money_append(out, (struct money){planted->weekly});
        text_append(out, ",");
        money_append(out, (struct money){planted->unexplained});
        text_format(out, ",%s\n", planted->found_by);
    }
}

void synth_book_mistakes_clear(struct synth_book_mistakes *mistakes)
{
    free(mistakes->planted);
    *mistakes = (struct synth_book_mistakes){0};
}
