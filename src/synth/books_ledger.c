#include "synth/books_ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "chance/special.h"
#include "money/money.h"
#include "returns/return_write.h"
#include "synth/luck.h"
#include "synth/prices.h"

enum { PENCE = 100, SHARE_PERCENT = 1000 /* thousandths */, PROVIDERS = 12 };

bool synth_ledger_in_house(const struct flow_system *flow, int32_t state)
{
    return strstr(flow->state[state], "inhouse") != NULL;
}

int32_t synth_ledger_cost_centre(int32_t state)
{
    return 100 + 10 * state;
}

/* Log-normal about the list price, in whole pounds: the mean stays about the list price's. */
static int64_t price_of(const struct synth_ledger *ledger, int32_t state, struct chance_stream *luck)
{
    const double spread = 0.35, normal = chance_normal_quantile(chance_uniform(luck));
    const int64_t per_million = (int64_t)(1e6 * chance_exp(spread * normal - spread * spread / 2));
    return ledger->list_price[state] / PENCE * per_million / 1000000 * PENCE;
}

/* Draws the terms of a package: planned end, review, provider, and what health and education pay. */
static void draw_terms(const struct synth_ledger *ledger, struct chance_stream *luck, struct synth_package *out)
{
    struct books_package *package = &out->paid;
    const bool own = package->in_house, planned = package->to == DAY_OPEN && synth_luck_comes(luck, 250);
    package->review_due = ledger->closed_to + synth_luck_between(luck, -60, 150);
    package->planned_to = planned ? ledger->closed_to + synth_luck_between(luck, 20, 400) : DAY_NONE;
    out->provider = own ? 0 : 1 + synth_luck_below(luck, PROVIDERS);
    package->health = !own && synth_luck_comes(luck, 150) ? 10 * SHARE_PERCENT : 0;
    package->education = !own && synth_luck_comes(luck, 150) ? 20 * SHARE_PERCENT : 0;
}

int synth_ledger_add(struct synth_ledger *ledger, const struct synth_package *package, struct problem *problem)
{
    int code = array_reserve(&ledger->package, &ledger->capacity, ledger->packages + 1, sizeof *ledger->package, problem);
    if (code < 0)
        return code;
    ledger->package[ledger->packages] = *package;
    ledger->package[ledger->packages++].told = package->paid;
    return 0;
}

/* A package of a child, by the number that the returns have for it. */
static int add_spell(struct synth_ledger *ledger, const struct synth_council *council, int32_t name,
                     const struct synth_period *period, int32_t number, struct problem *problem)
{
    const struct synth_spell *spell = &council->spell[period->first_spell + number];
    struct chance_stream luck = synth_luck_of(council->seed, period->number, SYNTH_LUCK_PACKAGE);
    struct synth_package package = {.name = name};
    for (int32_t i = 0; i <= number; i++)
        package.paid.weekly = price_of(ledger, spell->state, &luck);
    if (ledger->list_price[spell->state] <= 0 || spell->from >= ledger->closed_to ||
        spell->to < calendar_year_start(ledger->year))
        return 0;
    package.paid.from = spell->from;
    package.paid.to = spell->to < ledger->closed_to ? spell->to : DAY_OPEN;
    package.paid.state = spell->state;
    package.paid.in_house = synth_ledger_in_house(&council->system->flow, spell->state);
    draw_terms(ledger, &luck, &package);
    return synth_ledger_add(ledger, &package, problem);
}

int synth_ledger_make(const struct synth_council *council, const int32_t *name, int32_t closed, struct synth_ledger *out,
                      struct problem *problem)
{
    int code = 0;
    *out = (struct synth_ledger){.year = council->last_year + 1, .closed = closed};
    out->closed_to = books_period_start(out->year, closed + 1);
    for (int32_t s = 0; s < council->system->flow.states; s++)
        out->list_price[s] = synth_prices_pence(council->system, council->seed, s, out->year);
    for (int64_t c = 0; c < council->children; c++)
        for (int32_t p = 0; p < council->child[c].periods; p++) {
            const struct synth_period *period = &council->period[council->child[c].first_period + p];
            for (int32_t i = 0; code == 0 && i < period->spells; i++)
                code = add_spell(out, council, name[c], period, i, problem);
        }
    if (code < 0)
        synth_ledger_clear(out);
    return code;
}

static void append_date(struct text *out, day on)
{
    char buffer[RETURN_CELL_SIZE];
    const struct return_text cell = return_date_text(on, buffer);
    text_append_bytes(out, cell.bytes, cell.length);
    text_append(out, ",");
}

static void append_share(struct text *out, int32_t share)
{
    if (share)
        text_format(out, "%d", share / SHARE_PERCENT);
    text_append(out, ",");
}

static void append_package(const struct synth_package *package, const struct flow_system *flow, struct text *out)
{
    const struct books_package *told = &package->told;
    text_format(out, "%d,", package->name);
    append_date(out, told->from);
    append_date(out, told->to);
    append_date(out, told->planned_to);
    text_format(out, "%s,Provider %d,", told->state < 0 ? "residental" : flow->state[told->state], package->provider);
    if (told->weekly != BOOKS_BLANK)
        money_append(out, (struct money){told->weekly});
    text_append(out, ",");
    append_share(out, told->health);
    append_share(out, told->education);
    text_format(out, "C%d,%s,", synth_ledger_cost_centre(package->paid.state), told->in_house ? "y" : "n");
    append_date(out, told->review_due);
    text_append(out, "n\n");
}

void synth_ledger_append(const struct synth_ledger *ledger, const struct flow_system *flow, struct text *out)
{
    text_append(out,
                "child,start,end,planned_end,type,provider,weekly_price,health_share,education_share,cost_centre,in_house,"
                "review_due,unregistered\n");
    for (int64_t i = 0; i < ledger->packages; i++)
        append_package(&ledger->package[i], flow, out);
}

void synth_ledger_clear(struct synth_ledger *ledger)
{
    free(ledger->package);
    *ledger = (struct synth_ledger){0};
}
