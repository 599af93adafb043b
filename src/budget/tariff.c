#include "budget/tariff.h"

#include <string.h>

/*
 * The built-in prices: central figures of 2024-25. None of them is a published tariff: each is a proposal, most of them
 * anchored on a published figure that the source names. A council should import its own list. The uplift of
 * foster care and connected carers is the rise of the national minimum fostering allowance in 2025-26 (3.55%, The Fostering
 * Network); of all others the 6% that Herefordshire's budget of 2023-24 allowed for placements.
 */
enum { PRICES_OF = 2024, UPLIFT_ALLOWANCE = 3550, UPLIFT_PLACEMENT = 6000 };

#define BY_ALLOWANCE "; uplift: national minimum fostering allowance 2025-26, +3.55%"
#define BY_BUDGET "; uplift: Herefordshire's budget assumption 2023-24, 6%"

struct tariff_default_line {
    const char *state;
    int64_t pounds_per_week;
    int32_t uplift;
    const char *source;
};

static const struct tariff_default_line default_lines[] = {
    {"parents", 50, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "support package only" BY_BUDGET},
    {"connected_carer", 330, UPLIFT_ALLOWANCE, TARIFF_PROPOSAL "national minimum allowance plus support" BY_ALLOWANCE},
    {"foster_inhouse", 600, UPLIFT_ALLOWANCE, TARIFF_PROPOSAL "allowance, fee and supervising social worker" BY_ALLOWANCE},
    {"foster_agency", 1000, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "anchored on Liverpool's 977.76 a week (2024)" BY_BUDGET},
    {"adoption", 100, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "settling-in and allowances" BY_BUDGET},
    {"home_inhouse", 5500, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "full cost at 80-85% occupancy" BY_BUDGET},
    {"home_external", 6100, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "anchored on NAO's 318,400 a year (2023-24)" BY_BUDGET},
    {"secure", 10000, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "welfare placement in a secure home" BY_BUDGET},
    {"supported", 1000, UPLIFT_PLACEMENT, TARIFF_PROPOSAL "anchored on Lincolnshire's 260 to 6,776 a week" BY_BUDGET},
    {"other_residential", 5200, UPLIFT_PLACEMENT,
     TARIFF_PROPOSAL "residential school of 52 weeks, before health and education shares" BY_BUDGET},
    {"unregistered", 10500, UPLIFT_PLACEMENT,
     TARIFF_PROPOSAL "anchored on the Children's Commissioner's 10,500 a week (2025)" BY_BUDGET},
};

void tariff_default(const struct flow_system *system, struct tariff *out)
{
    *out = (struct tariff){.states = system->states};
    for (size_t i = 0; i < sizeof default_lines / sizeof *default_lines; i++) {
        const struct tariff_default_line *given = &default_lines[i];
        int32_t state = flow_state_named(system, given->state);
        if (state < 0)
            continue;
        struct tariff_line *line = &out->line[state];
        *line = (struct tariff_line){
            .given = true,
            .per_week = {given->pounds_per_week * 100},
            .price_year = PRICES_OF,
            .uplift = given->uplift,
        };
        strncpy(line->source, given->source, sizeof line->source - 1);
    }
}

bool tariff_price(const struct tariff *tariff, int32_t state, int32_t year, struct money *out)
{
    if (state < 0 || state >= tariff->states || !tariff->line[state].given)
        return false;
    const struct tariff_line *line = &tariff->line[state];
    struct money price = line->per_week;
    for (int32_t april = line->price_year; april < year; april++)
        if (!money_uplift(price, line->uplift, &price))
            return false;
    *out = price;
    return true;
}
