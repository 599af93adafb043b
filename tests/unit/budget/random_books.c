#include "random_books.h"

#include <stddef.h>

enum { SURELY = 1000, KINDS = 5 };

static const char *const names[] = {"Homes", "Fostering", "Agencies", "Supported", "Team", "Rent", "Contributions"};
static const char *const other_names[] = {"Homes", "Foster care", "Agencies", "Supported", "Teams", "Rent", "Contributions"};
static const char *const centres[] = {"C0", "C1", "C1", "C3", "C4", "C5", "C6", "C7", ""};
static const char *const providers[] = {"Ash", "Beech", "Cedar", ""};

static uint64_t next_word(struct random_luck *luck)
{
    uint64_t word = luck->at += 0x9E3779B97F4A7C15u;
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
    word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
    return word ^ (word >> 31);
}

int64_t random_between(struct random_luck *luck, int64_t least, int64_t most)
{
    return least + (int64_t)(next_word(luck) % (uint64_t)(most - least + 1));
}

bool random_comes(struct random_luck *luck, int32_t per_mille)
{
    return random_between(luck, 1, SURELY) <= per_mille;
}

static day some_day(struct random_luck *luck, int32_t before, int32_t after)
{
    return (day)(calendar_year_start(RANDOM_YEAR) + random_between(luck, -before, after));
}

static int64_t some_price(struct random_luck *luck)
{
    return random_comes(luck, 60) ? BOOKS_BLANK : random_between(luck, 0, 1500000);
}

static void make_package(struct random_luck *luck, day earliest, struct books_package *out)
{
    *out = (struct books_package){.child = random_between(luck, 0, 20),
                                  .from = (day)random_between(luck, earliest, calendar_year_end(RANDOM_YEAR)),
                                  .to = DAY_OPEN,
                                  .planned_to = DAY_NONE,
                                  .review_due = DAY_NONE,
                                  .state = (int32_t)random_between(luck, -1, KINDS - 1),
                                  .weekly = some_price(luck),
                                  .health = (int32_t)random_between(luck, 0, 50000),
                                  .education = (int32_t)random_between(luck, 0, 50000),
                                  .provider = providers[random_between(luck, 0, 3)],
                                  .cost_centre = centres[random_between(luck, 0, 8)]};
    if (random_comes(luck, 400))
        out->to = (day)(out->from + random_between(luck, 1, 400));
    if (random_comes(luck, 200))
        out->planned_to = (day)(out->from + random_between(luck, 1, 500));
}

static void make_post(struct random_luck *luck, struct books_post *out)
{
    static const char *const posts[] = {"P1", "P2", "P3", "P4"};
    const bool weekly = random_comes(luck, 500);
    *out = (struct books_post){.post = posts[random_between(luck, 0, 3)],
                               .team = random_comes(luck, 800) ? "Team" : "Nowhere",
                               .role = "",
                               .contract = "",
                               .from = random_comes(luck, 500) ? DAY_NONE : some_day(luck, 100, 300),
                               .to = random_comes(luck, 700) ? DAY_OPEN : some_day(luck, 0, 500),
                               .planned_to = random_comes(luck, 800) ? DAY_NONE : some_day(luck, 0, 500),
                               .yearly = weekly ? BOOKS_BLANK : random_between(luck, 0, 9000000),
                               .weekly = weekly ? random_between(luck, 0, 200000) : BOOKS_BLANK,
                               .vacant = random_comes(luck, 200)};
}

static void make_actual(struct random_luck *luck, struct books_actual *out)
{
    *out = (struct books_actual){.cost_centre = centres[random_between(luck, 0, 8)],
                                 .named = names[random_between(luck, 0, RANDOM_LINES - 1)],
                                 .period = (int32_t)random_between(luck, 1, BOOKS_PERIODS),
                                 .pence = random_between(luck, -2000000, 9000000),
                                 .restated = random_comes(luck, 50)};
}

static void make_line(struct random_luck *luck, int32_t at, struct books_line *out)
{
    const bool income = at == RANDOM_LINES - 1, placements = at < 4, told = placements && random_comes(luck, 700);
    *out = (struct books_line){.line = names[at],
                               .service = "Care",
                               .cost_centre = centres[at],
                               .original = random_comes(luck, 200) ? BOOKS_BLANK : random_between(luck, 0, 90000000),
                               .approved = random_between(luck, 0, 90000000) * (income ? -1 : 1),
                               .state = placements && random_comes(luck, 800) ? at : -1,
                               .number = told ? random_between(luck, 0, 20000) : BOOKS_BLANK,
                               .weekly = told ? random_between(luck, 0, 900000) : BOOKS_BLANK};
}

static void bind(struct random_books *out)
{
    struct problem problem;
    out->books.year = RANDOM_YEAR;
    out->books.package = out->package;
    out->books.line = out->line;
    out->books.actual = out->actual;
    out->books.post = out->post;
    books_place(&out->books, &problem);
}

void random_books_make(struct random_luck *luck, struct random_books *out)
{
    *out = (struct random_books){.books = {.lines = random_between(luck, 1, RANDOM_LINES),
                                           .packages = random_between(luck, 0, RANDOM_PACKAGES / 2),
                                           .posts = random_between(luck, 0, RANDOM_POSTS / 2),
                                           .actuals = random_between(luck, 0, RANDOM_ACTUALS / 2)}};
    for (int32_t i = 0; i < RANDOM_LINES; i++)
        make_line(luck, i, &out->line[i]);
    for (int64_t i = 0; i < out->books.packages; i++)
        make_package(luck, calendar_year_start(RANDOM_YEAR) - 300, &out->package[i]);
    for (int64_t i = 0; i < out->books.posts; i++)
        make_post(luck, &out->post[i]);
    for (int64_t i = 0; i < out->books.actuals; i++)
        make_actual(luck, &out->actual[i]);
    bind(out);
}

/* What a few months do to a package that stays in the ledger. */
static void change_package(struct random_luck *luck, struct books_package *package)
{
    if (random_comes(luck, 150))
        package->weekly = some_price(luck);
    if (random_comes(luck, 250))
        package->to = (day)(package->from + random_between(luck, 1, 400));
    if (random_comes(luck, 150))
        package->planned_to = random_comes(luck, 500) ? DAY_NONE : (day)(package->from + random_between(luck, 1, 500));
    if (random_comes(luck, 60))
        package->cost_centre = centres[random_between(luck, 0, 8)];
    if (random_comes(luck, 40))
        package->child = random_between(luck, 0, 20);
    if (random_comes(luck, 40))
        package->from += (day)random_between(luck, -9, 9);
}

static void move_packages_on(struct random_luck *luck, const struct random_books *from, struct random_books *out)
{
    int64_t *count = &out->books.packages;
    for (int64_t i = 0; i < from->books.packages; i++) {
        if (random_comes(luck, 60))
            continue;
        out->package[*count] = from->package[i];
        change_package(luck, &out->package[(*count)++]);
    }
    for (const int64_t all = *count + random_between(luck, 0, 8); *count < all && *count < RANDOM_PACKAGES; (*count)++) {
        struct books_package *package = &out->package[*count];
        make_package(luck, calendar_year_start(RANDOM_YEAR), package);
        const struct books_package *onward = &out->package[random_between(luck, 0, *count)];
        if (onward->to != DAY_OPEN && random_comes(luck, 600)) {
            package->child = onward->child;
            package->from = (day)(onward->to + random_between(luck, 0, 9));
        }
    }
}

void random_books_move_on(struct random_luck *luck, const struct random_books *from, struct random_books *out)
{
    *out = *from;
    out->books.packages = 0;
    move_packages_on(luck, from, out);
    for (int64_t i = 0; i < out->books.posts; i++)
        if (random_comes(luck, 300))
            make_post(luck, &out->post[i]);
    for (int64_t i = random_between(luck, 0, 3); i > 0; i--)
        make_post(luck, &out->post[out->books.posts++]);
    for (int64_t i = 0; i < out->books.actuals; i++)
        if (random_comes(luck, 100))
            out->actual[i].pence += random_between(luck, -5000, 5000);
    for (int64_t i = random_between(luck, 0, 20); i > 0; i--)
        make_actual(luck, &out->actual[out->books.actuals++]);
    for (int64_t i = 0; i < out->books.lines; i++) {
        if (random_comes(luck, 200))
            out->line[i].approved += random_between(luck, -100000, 100000);
        if (random_comes(luck, 100))
            out->line[i].line = other_names[i];
    }
    if (out->books.lines > 1 && random_comes(luck, 100))
        out->books.lines--;
    bind(out);
}

#define SHUFFLE(luck, list, count)                                                                                          \
    for (int64_t at = (count)-1; at > 0; at--) {                                                                            \
        const int64_t with = random_between(luck, 0, at);                                                                   \
        const __typeof__((list)[0]) kept = (list)[at];                                                                      \
        (list)[at] = (list)[with];                                                                                          \
        (list)[with] = kept;                                                                                                \
    }

void random_books_shuffle(struct random_luck *luck, struct random_books *books)
{
    SHUFFLE(luck, books->package, books->books.packages)
    SHUFFLE(luck, books->post, books->books.posts)
    SHUFFLE(luck, books->actual, books->books.actuals)
    bind(books);
}

void random_futures_make(struct random_luck *luck, const struct random_books *books, struct random_futures *out)
{
    const int64_t rows = books->books.lines + 1;
    *out = (struct random_futures){.futures = {.lines = books->books.lines,
                                               .replicates = (int32_t)random_between(luck, 1, RANDOM_FUTURES),
                                               .pence = out->pence,
                                               .cause = out->cause,
                                               .nights = out->nights}};
    for (int64_t i = 0; i < rows * out->futures.replicates; i++)
        out->pence[i] = random_between(luck, 0, 90000000);
    for (int64_t i = 0; i < rows * OUTTURN_CAUSE_COUNT; i++)
        out->cause[i] = random_comes(luck, 500) ? 0 : random_between(luck, -900000000, 900000000);
    for (int64_t i = 0; i < rows; i++)
        out->nights[i] = random_between(luck, 0, 100000);
}
