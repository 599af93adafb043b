#include "synth/prices.h"

#include <inttypes.h>

#include "budget/tariff.h"
#include "money/money.h"
#include "returns/return_write.h"
#include "synth/luck.h"

enum { PER_MILLE_LEAST = 950, PER_MILLE_MOST = 1050 };

/* The price of a state in whole pounds; false when it has none. */
static bool pounds_of(const struct tariff *tariff, uint64_t seed, int32_t state, int32_t year, int64_t *pounds)
{
    struct chance_stream luck = synth_luck_of(seed, (uint32_t)state, SYNTH_LUCK_PRICES);
    int32_t per_mille = PER_MILLE_LEAST + synth_luck_below(&luck, PER_MILLE_MOST - PER_MILLE_LEAST + 1);
    struct money price, whole;
    if (!tariff_price(tariff, state, year, &price) || !money_scale(price, per_mille, 1000 * 100, &whole))
        return false;
    *pounds = whole.pence; /* hundredths of what they were */
    return true;
}

int64_t synth_prices_pence(const struct care_system *system, uint64_t seed, int32_t state, int32_t year)
{
    struct tariff tariff;
    int64_t pounds = 0;
    tariff_default(&system->flow, &tariff);
    return state < tariff.states && pounds_of(&tariff, seed, state, year, &pounds) ? pounds * 100 : 0;
}

int synth_prices_append(const struct care_system *system, uint64_t seed, int32_t year, struct text *out,
                        struct problem *problem)
{
    struct tariff tariff;
    char from[RETURN_CELL_SIZE];
    struct return_text date = return_date_text(calendar_year_start(year), from);
    tariff_default(&system->flow, &tariff);
    text_append(out, "type,weekly_price,from,uplift,source\n");
    for (int32_t state = 0; state < tariff.states; state++) {
        int64_t pounds;
        if (!pounds_of(&tariff, seed, state, year, &pounds))
            continue;
        text_format(out, "%s,%" PRId64 ",%.*s,", system->flow.state[state], pounds, (int)date.length, date.bytes);
        text_append_milli(out, tariff.line[state].uplift);
        text_append(out, ",made up\n");
    }
    return text_check(out, problem);
}
