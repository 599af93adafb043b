#include "care/odd_codes.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

const char *care_field_name(enum care_field field)
{
    static const char *const names[CARE_FIELDS] = {
        [CARE_PLACE] = "PLACE", [CARE_PROVIDER] = "PLACE_PROVIDER", [CARE_REC] = "REC", [CARE_LS] = "LS"};
    return (unsigned)field < CARE_FIELDS ? names[field] : "";
}

static short_code value_of(const struct care_records *records, int64_t row, enum care_field field)
{
    const short_code *const column[CARE_FIELDS] = {[CARE_PLACE] = records->place,
                                                   [CARE_PROVIDER] = records->provider,
                                                   [CARE_REC] = records->rec,
                                                   [CARE_LS] = records->ls};
    return column[field][row];
}

/* Whether nobody knows the code: for PLACE and REC the care system decides, which may know more than the lists. */
static bool is_unknown(const struct care_system *system, const struct care_records *records, int64_t row,
                       enum care_field field)
{
    bool known = (records->odd[row] & care_odd(CARE_IN_NO_LIST, field)) == 0;
    if (field == CARE_PLACE)
        known = records->place[row] == 0 || care_place_known(system, records->place[row]);
    if (field == CARE_REC)
        care_exit_of(system, records->rec[row], &known);
    return !known;
}

static int add_row(const struct care_system *system, const struct care_records *records, int64_t row,
                   struct care_odd_codes *out, struct problem *problem)
{
    for (int f = 0; f < CARE_FIELDS; f++) {
        enum care_field field = (enum care_field)f;
        bool unknown = is_unknown(system, records, row, field);
        bool another_year = !unknown && (records->odd[row] & care_odd(CARE_OF_ANOTHER_YEAR, field)) != 0;
        if (!unknown && !another_year)
            continue;
        short_code value = value_of(records, row, field);
        if (array_reserve(&out->code, &out->capacity, out->count + 1, sizeof *out->code, problem) < 0)
            return PROBLEM_MEMORY;
        out->code[out->count++] = (struct care_odd_code){
            .field = field,
            .value = code_may_be_shown(value) ? value : code_masked(),
            .another_year = another_year,
            .rows = 1,
            .first = row,
        };
    }
    return 0;
}

static int compare(const void *left, const void *right)
{
    const struct care_odd_code *a = left, *b = right;
    if (a->field != b->field)
        return a->field < b->field ? -1 : 1;
    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    if (a->another_year != b->another_year)
        return a->another_year ? 1 : -1;
    return (a->first > b->first) - (a->first < b->first);
}

/* Equal ones, which stand side by side, as one. */
static void count(struct care_odd_codes *codes)
{
    int64_t kept = 0;
    for (int64_t i = 0; i < codes->count; i++) {
        struct care_odd_code *last = kept ? &codes->code[kept - 1] : NULL, *code = &codes->code[i];
        if (last && last->field == code->field && last->value == code->value && last->another_year == code->another_year)
            last->rows++;
        else
            codes->code[kept++] = *code;
    }
    codes->count = kept;
}

int care_odd_codes_find(const struct care_system *system, const struct care_records *records, const struct care_fates *fates,
                        struct care_odd_codes *out, struct problem *problem)
{
    *out = (struct care_odd_codes){0};
    for (int64_t row = 0; row < records->rows; row++) {
        if (fates->fate[row] > CARE_CLOSED || add_row(system, records, row, out, problem) == 0)
            continue;
        care_odd_codes_clear(out);
        return PROBLEM_MEMORY;
    }
    if (out->count)
        qsort(out->code, (size_t)out->count, sizeof *out->code, compare);
    count(out);
    return 0;
}

void care_odd_codes_clear(struct care_odd_codes *codes)
{
    free(codes->code);
    *codes = (struct care_odd_codes){0};
}

void care_odd_code_words(const struct care_system *system, const struct care_odd_code *code, struct text *out)
{
    if (code->another_year) {
        text_append(out, "a code of other collection years, taken for what it means there");
        return;
    }
    text_append(out, "no list has it: ");
    switch (code->field) {
    case CARE_PLACE:
        text_format(out, "counted as %s", system->state_title[system->state_otherwise]);
        break;
    case CARE_REC:
        text_format(out, "where it ends a period of care, counted as %s", system->exit_title[system->exit_otherwise]);
        break;
    case CARE_PROVIDER:
        text_append(out, "PLACE decides, and where it cannot the likeliest kind of home is taken");
        break;
    default:
        text_append(out, "counted as care, not as short breaks");
    }
}
