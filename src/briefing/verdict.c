#include "briefing/verdict.h"

/* Thousandths as a whole percentage, and with one decimal. */
static int32_t whole_percent(int32_t thousandths)
{
    return (thousandths + 5) / 10;
}

static void append_percent(struct text *out, int32_t thousandths)
{
    const int32_t size = thousandths < 0 ? -thousandths : thousandths;
    text_format(out, "%d.%d%%", size / 10, size % 10);
}

static void append_limits(struct text *out, const struct backtest_verdict *verdict)
{
    if (verdict->outside & BACKTEST_TOO_NARROW)
        text_append(out, " Outside its limits: the range held too few outcomes; take it as too narrow for this council.");
    if (verdict->outside & BACKTEST_BIASED) {
        text_append(out, " Outside its limits: on average ");
        append_percent(out, verdict->bias);
        text_append(out, verdict->bias > 0 ? " too many children were expected." : " too few children were expected.");
    }
    if (verdict->outside & BACKTEST_WORSE)
        text_append(out, " Outside its limits: no change would have missed by clearly less.");
}

void verdict_append(struct text *out, const struct backtest_verdict *verdict)
{
    if (verdict->origins == 0) {
        text_append(out, "Not back-tested yet: homeward backtest.");
        return;
    }
    text_format(out, "In %d %s over %d %s on this council's own history the 80%% range held %d%% of outcomes; average miss ",
                verdict->origins, verdict->origins == 1 ? "back-test" : "back-tests", verdict->horizon,
                verdict->horizon == 1 ? "month" : "months", whole_percent(verdict->held));
    append_percent(out, verdict->miss);
    text_append(out, ", no change ");
    append_percent(out, verdict->miss_no_change);
    text_append_char(out, '.');
    append_limits(out, verdict);
    if (verdict->knows_later == 1)
        text_append(out, " The prior of 1 origin, before 2019, knows later years.");
    else if (verdict->knows_later > 1)
        text_format(out, " The prior of %d origins, before 2019, knows later years.", verdict->knows_later);
}
