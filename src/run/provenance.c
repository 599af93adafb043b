#include "run/provenance.h"

#include <inttypes.h>

#include "base/text.h"
#include "care/odd_codes.h"
#include "casebook/code_meaning.h"
#include "casebook/import.h"
#include "money/money.h"
#include "run/rates.h"
#include "run/run_id.h"

/* Adds a row whose value was built in `value`, and empties it for the next. */
static int add(struct run_provenance *out, const char *kind, const char *item, struct text *value, const char *source,
               struct problem *problem)
{
    int code = text_check(value, problem);
    if (code == 0)
        code = run_provenance_add(out, kind, item, text_string(value), source, problem);
    text_reset(value);
    return code;
}

static int add_returns(const struct care_records *records, struct text *value, struct run_provenance *out,
                       struct problem *problem)
{
    for (int32_t i = 0; i < records->returns; i++) {
        const struct care_return *given = &records->return_of[i];
        struct text item = {0};
        text_append(&item, "return ");
        calendar_append_year(&item, given->year);
        text_append_grouped(value, given->children);
        text_format(value, " children, %s", given->annual ? "whole year" : "extract in the year, to ");
        if (!given->annual)
            calendar_append_words(value, given->last_date);
        int code = add(out, "data", text_string(&item), value, "the council's SSDA903 return", problem);
        text_clear(&item);
        if (code < 0)
            return code;
    }
    return 0;
}

static int add_fates(const struct care_fates *fates, struct text *value, struct run_provenance *out, struct problem *problem)
{
    for (int32_t fate = 0; fate < CARE_FATE_COUNT; fate++)
        if (fates->count[fate]) {
            text_append(value, value->length ? ", " : "");
            text_append_grouped(value, fates->count[fate]);
            text_format(value, " %s", care_fate_word((enum care_fate)fate));
        }
    if (add(out, "data", "episode rows", value, "homeward history --fates", problem) < 0)
        return problem->code;
    for (int32_t reason = 0; reason < CARE_REASON_COUNT; reason++) {
        if (!fates->warned[reason])
            continue;
        text_append_grouped(value, fates->warned[reason]);
        text_append(value, fates->warned[reason] == 1 ? " row" : " rows");
        if (add(out, "warning", care_reason_text((enum care_reason)reason), value, "homeward history --fates", problem) < 0)
            return problem->code;
    }
    return 0;
}

enum { CODES_NAMED = 20 };

/* Odd codes of the returns, by name; of very many the first, and how many more there are. */
static int add_odd_codes(const struct care_system *system, const struct gathered *gathered, struct text *value,
                         struct run_provenance *out, struct problem *problem)
{
    struct care_odd_codes odd = {0};
    struct text item = {0};
    char name[CODE_TEXT_SIZE];
    int code = care_odd_codes_find(system, &gathered->records, &gathered->fates, &odd, problem);
    for (int64_t i = 0; code == 0 && i < odd.count && i < CODES_NAMED; i++) {
        const struct care_odd_code *each = &odd.code[i];
        text_reset(&item);
        text_format(&item, "%s %s", care_field_name(each->field), code_text(each->value, name));
        care_odd_code_words(system, each, value);
        text_append(value, "; ");
        text_append_grouped(value, each->rows);
        text_append(value, each->rows == 1 ? " row" : " rows");
        bool say = each->field == CARE_PLACE && !each->another_year;
        code = add(out, "code", text_string(&item), value,
                   say ? "homeward data map set says what it stands for" : "the returns", problem);
    }
    if (code == 0 && odd.count > CODES_NAMED) {
        text_append_grouped(value, odd.count - CODES_NAMED);
        code = add(out, "code", "more codes that are not of their year", value, "homeward history --fates", problem);
    }
    text_clear(&item);
    care_odd_codes_clear(&odd);
    return code;
}

/* What add_meaning needs to add its rows. */
struct meanings {
    const struct care_system *system;
    const struct gathered *gathered;
    struct text *value;
    struct run_provenance *out;
};

static int64_t rows_of_place(const struct gathered *gathered, short_code place)
{
    int64_t rows = 0;
    for (int64_t row = 0; row < gathered->records.rows; row++)
        rows += gathered->records.place[row] == place && gathered->fates.fate[row] <= CARE_CLOSED;
    return rows;
}

static int add_meaning(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    struct meanings *meanings = self;
    if (meaning->own_rule || meaning->state_id < 0)
        return 0;
    struct text item = {0}, source = {0};
    text_format(&item, "PLACE %s", meaning->code);
    text_format(&source, "%s (%s, %.10s)", meaning->reason, meaning->said_by, meaning->said_at);
    int64_t rows = rows_of_place(meanings->gathered, code_of(meaning->code));
    text_format(meanings->value, "counted as %s; ", meanings->system->state_title[meaning->state_id]);
    text_append_grouped(meanings->value, rows);
    text_append(meanings->value, rows == 1 ? " row" : " rows");
    int code = add(meanings->out, "code", text_string(&item), meanings->value, text_string(&source), problem);
    text_clear(&item);
    text_clear(&source);
    return code;
}

/* What the council has said of codes, with why and by whom; then codes of which nobody has. */
static int add_codes(struct casebook *casebook, const struct gathered *gathered, struct text *value,
                     struct run_provenance *out, struct problem *problem)
{
    const struct care_system *system = casebook_system(casebook);
    struct meanings meanings = {system, gathered, value, out};
    int code = casebook_each_code_meaning(casebook, add_meaning, &meanings, problem);
    return code < 0 ? code : add_odd_codes(system, gathered, value, out, problem);
}

static int add_parameters(const struct casebook_settings *settings, const struct run_forecast_options *options,
                          struct text *value, struct run_provenance *out, struct problem *problem)
{
    calendar_append_words(value, options->as_at);
    if (add(out, "parameter", "last day known", value, "newest return, or --as-at", problem) < 0)
        return problem->code;
    text_format(value, "%d months", options->months);
    if (add(out, "parameter", "horizon", value, "--months", problem) < 0)
        return problem->code;
    text_append_grouped(value, options->paths);
    if (add(out, "parameter", "paths", value, "--paths", problem) < 0)
        return problem->code;
    text_format(value, "%" PRIu64, options->seed);
    if (add(out, "parameter", "seed", value, "--seed", problem) < 0)
        return problem->code;
    if (settings->population > 0)
        text_append_grouped(value, settings->population);
    else
        text_append(value, "not given: rates per 10,000 are not shown");
    return add(out, "parameter", "children 0 to 17 in the area", value,
               settings->population > 0 ? settings->population_source : "add population: to homeward.yaml", problem);
}

static void append_price(struct text *value, const struct tariff_line *line)
{
    money_append_pounds(value, line->per_week);
    text_append(value, " a week in ");
    calendar_append_year(value, line->price_year);
    int32_t size = line->uplift < 0 ? -line->uplift : line->uplift;
    text_format(value, ", then %s%d.%02d", line->uplift < 0 ? "-" : "+", size / 1000, size % 1000 / 10);
    if (size % 10)
        text_format(value, "%d", size % 10);
    text_append(value, "% each April");
}

static int add_prices(const struct care_system *system, const struct tariff *tariff, struct text *value,
                      struct run_provenance *out, struct problem *problem)
{
    for (int32_t state = 0; state < tariff->states; state++) {
        const struct tariff_line *line = &tariff->line[state];
        if (!line->given)
            continue;
        append_price(value, line);
        if (add(out, "price", system->state_title[state], value, line->source, problem) < 0)
            return problem->code;
    }
    return 0;
}

static int add_drift(struct text *value, struct run_provenance *out, struct problem *problem)
{
    char hash[RUN_ID_SIZE];
    if (run_id_of_drift(hash, problem) < 0)
        return problem->code;
    text_append(value, hash);
    if (add(out, "prior", "how levels move", value,
            "starts of 148 authorities 2016 to 2025, ways home of 146 authorities 2021 to 2025 (DfE); residential: "
            "proposal, "
            "not published",
            problem) < 0)
        return problem->code;
    text_format(value, "%d%%", (int)(RATES_OWN_GROWTH * 100 + 0.5));
    return add(out, "assumption", "of the growth that its own rates imply a council keeps", value,
               "148 authorities 2016 to 2025: growth of one year says next to nothing of the next", problem);
}

static int add_engine(const struct casebook *casebook, const struct care_records *records, struct text *value,
                      struct run_provenance *out, struct problem *problem)
{
    char hash[RUN_ID_SIZE];
    const struct care_system *system = casebook_system(casebook);
    if (run_id_of_system(system, hash, problem) < 0)
        return problem->code;
    text_append(value, hash);
    if (add(out, "prior", "care system and national prior", value, system->prior_source, problem) < 0)
        return problem->code;
    text_append(value, "chance, unknown rates, and levels of entries, ways home and residential care that move");
    if (add(out, "prior", "what the ranges hold", value, "METHODS sections 4 and 7", problem) < 0 ||
        add_drift(value, out, problem) < 0)
        return problem->code;
    if (casebook_content_hash(records, hash, problem) < 0)
        return problem->code;
    text_append(value, hash);
    if (add(out, "data", "content of the returns (hash)", value, "without pseudonyms or order of import", problem) < 0)
        return problem->code;
    text_append(value, RUN_ENGINE_VERSION);
    return add(out, "engine", "engine version", value, "raised when results change", problem);
}

int provenance_of_forecast(struct casebook *casebook, const struct gathered *gathered,
                           const struct run_forecast_options *options, struct run_provenance *out, struct problem *problem)
{
    struct text value = {0};
    int code = add_returns(&gathered->records, &value, out, problem);
    if (code == 0)
        code = add_fates(&gathered->fates, &value, out, problem);
    if (code == 0)
        code = add_codes(casebook, gathered, &value, out, problem);
    if (code == 0)
        code = add_parameters(casebook_settings(casebook), options, &value, out, problem);
    if (code == 0)
        code = add_prices(casebook_system(casebook), casebook_tariff(casebook), &value, out, problem);
    if (code == 0)
        code = add_engine(casebook, &gathered->records, &value, out, problem);
    text_clear(&value);
    return code;
}
