#include "briefing/tables_codes.h"

#include "care/odd_codes.h"
#include "casebook/code_meaning.h"

/* What the rows of the table are made from. */
struct codes {
    const struct care_system *system;
    const struct care_records *records; /* NULL without returns */
    const struct care_fates *fates;     /* NULL without returns */
    struct table *out;
};

static void add_rows_of(const struct codes *codes, short_code place)
{
    int64_t rows = 0;
    if (!codes->records) {
        table_blank(codes->out);
        return;
    }
    for (int64_t row = 0; row < codes->records->rows; row++)
        rows += codes->records->place[row] == place && codes->fates->fate[row] <= CARE_CLOSED;
    table_number(codes->out, rows);
}

static const char *status_of(const struct casebook_code_meaning *meaning)
{
    if (meaning->own_rule)
        return "not used: systems/care.yaml has a rule for it";
    return meaning->state_id < 0 ? "not used: systems/care.yaml has no such kind" : "used";
}

static int add_meaning(void *self, const struct casebook_code_meaning *meaning, struct problem *problem)
{
    (void)problem;
    const struct codes *codes = self;
    table_row(codes->out);
    table_text(codes->out, meaning->code);
    table_text(codes->out, meaning->state);
    table_text(codes->out, meaning->state_id < 0 ? "" : codes->system->state_title[meaning->state_id]);
    add_rows_of(codes, code_of(meaning->code));
    table_text(codes->out, status_of(meaning));
    table_text(codes->out, meaning->reason);
    table_text(codes->out, meaning->said_by);
    table_text(codes->out, meaning->said_at);
    return codes->out->failed;
}

/* Codes of PLACE that are counted as other because nobody has said what they stand for. */
static int add_unexplained(const struct codes *codes, struct problem *problem)
{
    struct care_odd_codes odd = {0};
    char text[CODE_TEXT_SIZE];
    if (!codes->records)
        return 0;
    int code = care_odd_codes_find(codes->system, codes->records, codes->fates, &odd, problem);
    for (int64_t i = 0; code == 0 && i < odd.count && odd.code[i].field == CARE_PLACE; i++) {
        if (odd.code[i].another_year)
            continue;
        table_row(codes->out);
        table_text(codes->out, code_text(odd.code[i].value, text));
        table_text(codes->out, codes->system->flow.state[codes->system->state_otherwise]);
        table_text(codes->out, codes->system->state_title[codes->system->state_otherwise]);
        table_number(codes->out, odd.code[i].rows);
        table_text(codes->out, "unknown");
        table_blank(codes->out);
        table_blank(codes->out);
        table_blank(codes->out);
    }
    care_odd_codes_clear(&odd);
    return code;
}

int table_of_codes(struct casebook *casebook, const struct care_records *records, const struct care_fates *fates,
                   struct table *out, struct problem *problem)
{
    struct codes codes = {casebook_system(casebook), records, fates, out};
    table_begin(out, "codes", "Codes of PLACE that no list knows", "What they stand for, and who says so");
    table_column(out, "code", "PLACE", TABLE_TEXT, "");
    table_column(out, "state", "State", TABLE_TEXT, "");
    table_column(out, "title", "Counted as", TABLE_TEXT, "");
    table_column(out, "rows", "Rows", TABLE_COUNT, "rows");
    table_column(out, "status", "Status", TABLE_TEXT, "");
    table_column(out, "reason", "Reason", TABLE_TEXT, "");
    table_column(out, "said_by", "Said by", TABLE_TEXT, "");
    table_column(out, "said_at", "Said at", TABLE_TEXT, "");
    if (casebook_each_code_meaning(casebook, add_meaning, &codes, problem) < 0 || add_unexplained(&codes, problem) < 0)
        return problem->code;
    table_note(out, "Rows are those that stand in the histories. To say what a code stands for: homeward data map set "
                    "CODE=STATE --reason “…”.");
    return table_check(out, problem);
}
