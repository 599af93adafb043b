#include "casebook/code_years.h"

#include "returns/codes.h"

enum { FAMILIAR = 1024, FAMILIAR_BITS = 10 };

/* One code of one field and year and what was found of it: a million rows have a few hundred of them. */
struct finding {
    short_code value; /* 0 in a free slot: blank is never asked */
    int32_t year;
    uint8_t field, odd; /* odd: 0, CARE_IN_NO_LIST or CARE_OF_ANOTHER_YEAR */
};

/* The lists, by field, and for speed what was found lately, each in the slot that its hash gives. */
struct judge {
    const struct return_code_list *list[CARE_FIELDS];
    struct finding familiar[FAMILIAR];
};

static uint8_t judge(struct judge *judge, enum care_field field, int32_t year, short_code value)
{
    if (value == 0)
        return 0;
    uint64_t mixed = (value ^ ((uint64_t)(uint32_t)year << 2 | field)) * UINT64_C(0x9E3779B97F4A7C15);
    struct finding *found = &judge->familiar[mixed >> (64 - FAMILIAR_BITS)];
    if (found->value != value || found->year != year || found->field != field) {
        const struct return_code_list *list = judge->list[field];
        int odd = return_code_valid(list, value, year) ? 0
                  : return_code_known(list, value)     ? CARE_OF_ANOTHER_YEAR
                                                       : CARE_IN_NO_LIST;
        *found = (struct finding){value, year, (uint8_t)field, (uint8_t)odd};
    }
    return found->odd ? care_odd(found->odd, field) : 0;
}

void code_years_judge(struct care_records *records)
{
    struct judge lists = {.list = {
                              [CARE_PLACE] = return_code_list("placement_type"),
                              [CARE_PROVIDER] = return_code_list("place_provider"),
                              [CARE_REC] = return_code_list("rec"),
                              [CARE_LS] = return_code_list("legal_status"),
                          }};
    for (int64_t row = 0; row < records->rows; row++) {
        int32_t year = records->year[row];
        records->odd[row] =
            (uint8_t)(judge(&lists, CARE_PLACE, year, records->place[row]) |
                      judge(&lists, CARE_PROVIDER, year, records->provider[row]) |
                      judge(&lists, CARE_REC, year, records->rec[row]) | judge(&lists, CARE_LS, year, records->ls[row]));
    }
}
