#include "cli/budget_request.h"

#include <inttypes.h>

#include "casebook/round_edit.h"
#include "cli/terminal.h"

const char *budget_option_or(const struct budget_request *request, int32_t option, const char *otherwise)
{
    return request->line->option[option] ? request->line->option[option] : otherwise;
}

struct round_item budget_item(const struct budget_request *request, enum round_kind kind, const char *line,
                              const char *category)
{
    struct round_item item = {.kind = kind,
                              .ref = budget_option_or(request, REF, ""),
                              .line = line,
                              .category = budget_option_or(request, CATEGORY, category),
                              .version = budget_option_or(request, kind == ROUND_PRESSURE ? ADD_TO : VERSION, ""),
                              .owner = budget_option_or(request, OWNER, ""),
                              .note = budget_option_or(request, NOTE, ""),
                              .evidence = budget_option_or(request, EVIDENCE, ""),
                              .group = budget_option_or(request, GROUP, ""),
                              .joint = request->line->option[JOINT] != NULL,
                              .recurrent = request->line->option[ONE_OFF] ? 0 : 1,
                              .type = ROUND_BLANK,
                              .status = ROUND_BLANK,
                              .delivered = ROUND_BLANK,
                              .forecast = ROUND_BLANK,
                              .in_year_pressure = ROUND_BLANK,
                              .years = ROUND_BLANK};
    for (int y = 0; y < ROUND_YEARS; y++)
        item.pence[y] = ROUND_BLANK;
    return item;
}

int budget_add_items(struct budget_request *request, const struct round_item *item, int64_t items)
{
    static const char *const shows[] = {"pressures", "savings", "budget gap"};
    char now[24];
    const struct round_edit edit = {.who = terminal_user(), .when = terminal_now(now)};
    int code = casebook_add_items(request->open.casebook, item, items, &edit, request->problem);
    if (code == 0)
        command_say(request->line, "Added to version “%s”: %" PRId64 " %s. Next: homeward %s --version \"%s\"",
                    item[0].version, items, items == 1 ? "line" : "lines",
                    item[0].kind == item[items - 1].kind ? shows[item[0].kind] : "budget gap", item[0].version);
    return code;
}

int budget_add_worked(struct budget_request *request, struct round_item *item, int64_t items)
{
    for (int64_t i = 0; i < items; i++)
        round_whole_pounds(&item[i]);
    return items ? budget_add_items(request, item, items) : 0;
}

int budget_need_books(const struct budget_request *request)
{
    if (request->open.books.books.year)
        return 0;
    problem_set(request->problem, PROBLEM_NOT_FOUND, "no budget has been imported");
    return problem_next(request->problem,
                        "homeward template budget shows its columns; import it: homeward import budget.csv");
}
