#include "returns/layout.h"

#include <string.h>
#include <strings.h>

/* clang-format off: one line a table reads better than one a field. */

/* Columns in their usual forms. */
#define CHILD                                                                                                               \
    {                                                                                                                       \
        .name = "CHILD", .kind = RETURN_NAME, .must = true, .identifies = true                                              \
    }
#define BORN                                                                                                                \
    {                                                                                                                       \
        .name = "DOB", .kind = RETURN_DATE, .identifies = true                                                              \
    }
#define SEX                                                                                                                 \
    {                                                                                                                       \
        .name = "SEX", .kind = RETURN_CODE, .codes = "sex"                                                                  \
    }
#define DATE(column)                                                                                                        \
    {                                                                                                                       \
        .name = column, .kind = RETURN_DATE                                                                                 \
    }
#define CODE(column)                                                                                                        \
    {                                                                                                                       \
        .name = column, .kind = RETURN_CODE                                                                                 \
    }
#define LISTED(column, list)                                                                                                \
    {                                                                                                                       \
        .name = column, .kind = RETURN_CODE, .codes = list                                                                  \
    }
#define POSTCODE(column)                                                                                                    \
    {                                                                                                                       \
        .name = column, .kind = RETURN_NAME, .identifies = true                                                             \
    }
#define FLAG(column) LISTED(column, "flag")
#define SINCE(year, column, what, list)                                                                                     \
    {                                                                                                                       \
        .name = column, .kind = what, .first_year = year, .codes = list                                                     \
    }

static const struct return_layout layouts[RETURN_TABLES] = {
    [RETURN_HEADER] = {"Header",
                       7,
                       {CHILD,
                        SEX,
                        {.name = "DOB", .kind = RETURN_DATE, .must = true, .identifies = true},
                        LISTED("ETHNIC", "ethnicity"),
                        {.name = "UPN", .kind = RETURN_NAME, .identifies = true},
                        FLAG("MOTHER"),
                        {.name = "MC_DOB", .kind = RETURN_DATE, .identifies = true}}},
    [RETURN_EPISODES] = {"Episodes",
                         13,
                         {CHILD,
                          {.name = "DECOM", .kind = RETURN_DATE, .must = true},
                          LISTED("RNE", "rne"),
                          LISTED("LS", "legal_status"),
                          LISTED("CIN", "cin_need"),
                          LISTED("PLACE", "placement_type"),
                          LISTED("PLACE_PROVIDER", "place_provider"),
                          DATE("DEC"),
                          LISTED("REC", "rec"),
                          LISTED("REASON_PLACE_CHANGE", "reason_place_change"),
                          POSTCODE("HOME_POST"),
                          POSTCODE("PL_POST"),
                          SINCE(2015, "URN", RETURN_NAME, NULL)}},
    [RETURN_REVIEWS] = {"Reviews", 4, {CHILD, BORN, DATE("REVIEW"), LISTED("REVIEW_CODE", "review_code")}},
    [RETURN_UASC] = {"UASC", 4, {CHILD, SEX, BORN, DATE("DUC")}},
    [RETURN_OC2] = {"OC2",
                    12,
                    {CHILD, BORN, CODE("SDQ_SCORE"), LISTED("SDQ_REASON", "sdq_reason"), FLAG("CONVICTED"),
                     FLAG("HEALTH_CHECK"), FLAG("IMMUNISATIONS"), FLAG("TEETH_CHECK"), FLAG("HEALTH_ASSESSMENT"),
                     FLAG("SUBSTANCE_MISUSE"), FLAG("INTERVENTION_RECEIVED"), FLAG("INTERVENTION_OFFERED")}},
    [RETURN_OC3] = {"OC3",
                    5,
                    {CHILD, BORN, LISTED("IN_TOUCH", "in_touch"), LISTED("ACTIV", "activity"),
                     LISTED("ACCOM", "accommodation")}},
    [RETURN_AD1] = {"AD1",
                    8,
                    {CHILD, BORN, DATE("DATE_INT"), DATE("DATE_MATCH"), FLAG("FOSTER_CARE"), LISTED("NB_ADOPTR", "adopters"),
                     LISTED("SEX_ADOPTR", "adopter_sex"), LISTED("LS_ADOPTR", "adopter_legal_status")}},
    [RETURN_PLACED_ADOPTION] = {"Placed for adoption",
                                5,
                                {CHILD, BORN, DATE("DATE_PLACED"), DATE("DATE_PLACED_CEASED"),
                                 LISTED("REASON_PLACED_CEASED", "reason_placed_ceased")}},
    [RETURN_PREVIOUS_PERMANENCE] = {"Previous permanence",
                                    5,
                                    {CHILD, BORN, SINCE(2016, "PREV_PERM", RETURN_CODE, "previous_permanence"),
                                     SINCE(2016, "LA_PERM", RETURN_CODE, NULL),
                                     SINCE(2016, "DATE_PERM", RETURN_PARTIAL_DATE, NULL)}},
    [RETURN_MISSING] = {"Missing", 5, {CHILD, BORN, LISTED("MISSING", "missing"), DATE("MIS_START"), DATE("MIS_END")}},
    [RETURN_SOCIAL_WORKER] = {"Social worker episodes",
                              6,
                              {CHILD,
                               BORN,
                               {.name = "SW_ID", .kind = RETURN_NAME, .identifies = true, .first_year = 2023},
                               SINCE(2023, "SW_DECOM", RETURN_PARTIAL_DATE, NULL),
                               SINCE(2023, "SW_DEC", RETURN_PARTIAL_DATE, NULL),
                               SINCE(2023, "SW_REASON", RETURN_CODE, "social_worker_reason")}},
    [RETURN_DOLO] = {"Deprivation of liberty orders",
                     4,
                     {CHILD, BORN, SINCE(2026, "DOLO_START", RETURN_DATE, NULL),
                      SINCE(2026, "DOLO_END", RETURN_DATE, NULL)}},
};

/* clang-format on */

const struct return_layout *return_layout(enum return_table table)
{
    return table > RETURN_UNKNOWN && table < RETURN_TABLES ? &layouts[table] : NULL;
}

bool return_heading_is(const char *heading, const char *name)
{
    heading += strspn(heading, " \t");
    size_t length = strlen(heading);
    while (length && (heading[length - 1] == ' ' || heading[length - 1] == '\t'))
        length--;
    return length == strlen(name) && strncasecmp(heading, name, length) == 0;
}

int32_t return_column_of(enum return_table table, const char *heading)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t i = 0; layout && i < layout->columns; i++)
        if (return_heading_is(heading, layout->column[i].name))
            return i;
    return -1;
}

/* Whether no other table has a column of that name. */
static bool only_here(enum return_table table, const char *name)
{
    for (int other = 0; other < RETURN_TABLES; other++)
        if (other != (int)table && return_column_of((enum return_table)other, name) >= 0)
            return false;
    return true;
}

/* How many columns of the table are among the headings; 0 when the headings cannot be this table. */
static int32_t table_fit(enum return_table table, const char *const *headings, int32_t count)
{
    const struct return_layout *layout = return_layout(table);
    int32_t fit = 0;
    bool child = false, own = false;
    for (int32_t i = 0; i < layout->columns; i++) {
        const char *name = layout->column[i].name;
        bool there = false;
        for (int32_t k = 0; k < count && !there; k++)
            there = return_heading_is(headings[k], name);
        fit += there;
        child = child || (there && i == 0);
        own = own || (there && only_here(table, name));
    }
    return child && own && fit * 2 >= layout->columns ? fit : 0;
}

enum return_table return_recognise(const char *const *headings, int32_t count)
{
    enum return_table best = RETURN_UNKNOWN;
    int32_t most = 0;
    for (int table = 0; table < RETURN_TABLES; table++) {
        int32_t fit = table_fit((enum return_table)table, headings, count);
        if (fit > most) {
            most = fit;
            best = (enum return_table)table;
        } else if (fit && fit == most) {
            best = RETURN_UNKNOWN; /* two tables fit equally well: which one it is, nobody can say */
        }
    }
    return best;
}
