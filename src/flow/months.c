#include "flow/months.h"

int flow_months_make(day start, int32_t count, struct arena *arena, struct flow_months *out, struct problem *problem)
{
    *out = (struct flow_months){.count = count, .calendar = calendar_month(start + 1)};
    out->days = calendar_month_end(out->calendar + count - 1) - start;
    out->first = arena_take(arena, (size_t)count * sizeof *out->first);
    out->end = arena_take(arena, (size_t)count * sizeof *out->end);
    out->of_day = arena_take(arena, (size_t)out->days * sizeof *out->of_day);
    if (!out->first || !out->end || !out->of_day)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the days of the forecast");
    for (int32_t m = 0; m < count; m++) {
        out->first[m] = m == 0 ? start + 1 : calendar_month_start(out->calendar + m);
        out->end[m] = calendar_month_end(out->calendar + m);
        for (day on = out->first[m]; on <= out->end[m]; on++)
            out->of_day[on - start - 1] = (uint16_t)(m * 32 + out->end[m] - on + 1);
    }
    return 0;
}
