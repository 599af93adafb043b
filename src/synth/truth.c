#include "synth/truth.h"

#include <inttypes.h>

#include "care/monthly.h"

static const char *const measure_name[FLOW_MEASURES] = {"stock", "starts", "ceases", "moves"};

/* The lines of one month and measure. */
static void lines_append(const struct flow_system *system, const struct care_monthly *monthly, enum flow_measure measure,
                         int32_t month, const char *more, struct text *out)
{
    for (int32_t s = 0; s <= system->states; s++) {
        int32_t state = s < system->states ? s : FLOW_ALL;
        for (int32_t b = 0; b <= system->age.count; b++) {
            int32_t band = b < system->age.count ? b : FLOW_ALL;
            calendar_append(out, monthly->month_end[month]);
            text_format(out, ",%s,%s,%s,%" PRId64 "%s\n", measure_name[measure], state < 0 ? "all" : system->state[state],
                        band < 0 ? "all" : system->age.name[band], care_monthly_get(monthly, measure, state, band, month),
                        more);
        }
    }
}

int synth_truth_append(const struct synth_council *council, bool mistakes, struct text *out, struct problem *problem)
{
    const struct flow_system *system = &council->system->flow;
    struct flow_histories histories = {0};
    struct care_monthly monthly = {0};
    text_append(out, "date,measure,state,age_band,value");
    text_append(out, mistakes ? ",kind,file,line,field,child_row,planted,found_by\n" : "\n");
    if (council->truth_to == council->as_at)
        return text_check(out, problem);
    int code = synth_council_histories(council, council->as_at + 1, council->truth_to + 1, &histories, problem);
    if (code == 0)
        code = care_monthly_count(system, &histories, &monthly, problem);
    if (code < 0)
        goto out;
    for (int32_t month = 0; month < monthly.months; month++)
        for (int measure = 0; measure < FLOW_MEASURES; measure++)
            lines_append(system, &monthly, (enum flow_measure)measure, month, mistakes ? ",,,,,,," : "", out);
    code = text_check(out, problem);
out:
    care_monthly_clear(&monthly);
    flow_histories_clear(&histories);
    return code;
}
