#include "casebook/import_tables.h"

#include <stddef.h>
#include <string.h>

/* clang-format off: one line a column reads better than one a field. */

#define NONE IMPORT_NO_COLUMN
#define DAY(position, name) {position, IMPORT_DAY, name, NULL}
#define CODE(position, name) {position, IMPORT_CODE, name, NULL}
#define PARTIAL(position, name) {position, IMPORT_PARTIAL, name, NULL}
#define POSTCODE(position, hash, district) {position, IMPORT_POSTCODE, hash, district}

/* In the order of the layouts. Of children in care every table names those of its own year's episodes; OC3 names the young
 * people who have left as well, and they are in the episodes of earlier years. */
static const struct import_table tables[RETURN_TABLES] = {
    [RETURN_HEADER] = {
        .form = "header", .rows = "header_row", .born = HEADER_DOB, .own_child_born = HEADER_MC_DOB,
        .begins = NONE, .ends = NONE, .may_lack = 100, .columns = 4,
        .column = {CODE(HEADER_SEX, "sex"), CODE(HEADER_ETHNIC, "ethnic"),
                   {HEADER_UPN, IMPORT_UPN, "upn", "upn_hash"}, CODE(HEADER_MOTHER, "mother")}},
    [RETURN_EPISODES] = {
        .form = "episodes", .rows = "episode", .born = NONE, .own_child_born = NONE,
        .begins = NONE, .ends = NONE, .may_lack = 100, .columns = 12,
        .column = {DAY(EPISODES_DECOM, "decom"), DAY(EPISODES_DEC, "dec"), CODE(EPISODES_RNE, "rne"),
                   CODE(EPISODES_LS, "ls"), CODE(EPISODES_CIN, "cin"), CODE(EPISODES_PLACE, "place"),
                   CODE(EPISODES_PLACE_PROVIDER, "place_provider"), CODE(EPISODES_REC, "rec"),
                   CODE(EPISODES_REASON_PLACE_CHANGE, "reason_place_change"),
                   POSTCODE(EPISODES_HOME_POST, "home_hash", "home_district"),
                   POSTCODE(EPISODES_PL_POST, "place_hash", "place_district"),
                   {EPISODES_URN, IMPORT_URN, "urn", NULL}}},
    [RETURN_REVIEWS] = {
        .form = "reviews", .rows = "review", .born = REVIEWS_DOB, .own_child_born = NONE,
        .begins = REVIEWS_REVIEW, .ends = REVIEWS_REVIEW, .may_lack = 100, .columns = 2,
        .column = {DAY(REVIEWS_REVIEW, "review"), CODE(REVIEWS_REVIEW_CODE, "review_code")}},
    [RETURN_UASC] = {
        .form = "uasc", .rows = "uasc_row", .born = UASC_DOB, .own_child_born = NONE,
        .begins = NONE, .ends = NONE, .may_lack = 100, .columns = 2,
        .column = {CODE(UASC_SEX, "sex"), DAY(UASC_DUC, "duc")}},
    [RETURN_OC2] = {
        .form = "oc2", .rows = "oc2_row", .born = OC2_DOB, .own_child_born = NONE,
        .begins = NONE, .ends = NONE, .whole_year = true, .may_lack = 100, .columns = 10,
        .column = {CODE(OC2_SDQ_SCORE, "sdq_score"), CODE(OC2_SDQ_REASON, "sdq_reason"), CODE(OC2_CONVICTED, "convicted"),
                   CODE(OC2_HEALTH_CHECK, "health_check"), CODE(OC2_IMMUNISATIONS, "immunisations"),
                   CODE(OC2_TEETH_CHECK, "teeth_check"), CODE(OC2_HEALTH_ASSESSMENT, "health_assessment"),
                   CODE(OC2_SUBSTANCE_MISUSE, "substance_misuse"),
                   CODE(OC2_INTERVENTION_RECEIVED, "intervention_received"),
                   CODE(OC2_INTERVENTION_OFFERED, "intervention_offered")}},
    [RETURN_OC3] = {
        .form = "oc3", .rows = "oc3_row", .born = OC3_DOB, .own_child_born = NONE,
        .begins = NONE, .ends = NONE, .from_age = 17, .may_lack = 2, .columns = 3,
        .column = {CODE(OC3_IN_TOUCH, "in_touch"), CODE(OC3_ACTIV, "activ"), CODE(OC3_ACCOM, "accom")}},
    [RETURN_AD1] = {
        .form = "ad1", .rows = "ad1_row", .born = AD1_DOB, .own_child_born = NONE,
        .begins = AD1_DATE_MATCH, .ends = NONE, .may_lack = 100, .columns = 6,
        .column = {DAY(AD1_DATE_INT, "date_int"), DAY(AD1_DATE_MATCH, "date_match"), CODE(AD1_FOSTER_CARE, "foster_care"),
                   CODE(AD1_NB_ADOPTR, "nb_adoptr"), CODE(AD1_SEX_ADOPTR, "sex_adoptr"),
                   CODE(AD1_LS_ADOPTR, "ls_adoptr")}},
    [RETURN_PLACED_ADOPTION] = {
        .form = "placed_adoption", .rows = "placed_adoption_row", .born = PLACED_ADOPTION_DOB, .own_child_born = NONE,
        .begins = PLACED_ADOPTION_DATE_PLACED, .ends = PLACED_ADOPTION_DATE_PLACED_CEASED, .may_lack = 100, .columns = 3,
        .column = {DAY(PLACED_ADOPTION_DATE_PLACED, "date_placed"),
                   DAY(PLACED_ADOPTION_DATE_PLACED_CEASED, "date_placed_ceased"),
                   CODE(PLACED_ADOPTION_REASON_PLACED_CEASED, "reason_placed_ceased")}},
    [RETURN_PREVIOUS_PERMANENCE] = {
        .form = "previous_permanence", .rows = "previous_permanence_row", .born = PREVIOUS_PERMANENCE_DOB,
        .own_child_born = NONE, .begins = NONE, .ends = NONE, .may_lack = 100, .columns = 3,
        .column = {CODE(PREVIOUS_PERMANENCE_PREV_PERM, "prev_perm"), CODE(PREVIOUS_PERMANENCE_LA_PERM, "la_perm"),
                   PARTIAL(PREVIOUS_PERMANENCE_DATE_PERM, "date_perm")}},
    [RETURN_MISSING] = {
        .form = "missing", .rows = "missing_row", .born = MISSING_DOB, .own_child_born = NONE,
        .begins = MISSING_MIS_START, .ends = MISSING_MIS_END, .may_lack = 100, .columns = 3,
        .column = {CODE(MISSING_MISSING, "missing"), DAY(MISSING_MIS_START, "mis_start"),
                   DAY(MISSING_MIS_END, "mis_end")}},
    [RETURN_SOCIAL_WORKER] = {
        .form = "social_worker", .rows = "social_worker_row", .born = SOCIAL_WORKER_DOB, .own_child_born = NONE,
        .begins = SOCIAL_WORKER_SW_DECOM, .ends = SOCIAL_WORKER_SW_DEC, .may_lack = 100, .columns = 4,
        .column = {{SOCIAL_WORKER_SW_ID, IMPORT_WORKER, "sw_form", "sw_hash"},
                   PARTIAL(SOCIAL_WORKER_SW_DECOM, "sw_decom"), PARTIAL(SOCIAL_WORKER_SW_DEC, "sw_dec"),
                   CODE(SOCIAL_WORKER_SW_REASON, "sw_reason")}},
    [RETURN_DOLO] = {
        .form = "dolo", .rows = "dolo_row", .born = DOLO_DOB, .own_child_born = NONE,
        .begins = DOLO_DOLO_START, .ends = DOLO_DOLO_END, .may_lack = 100, .columns = 2,
        .column = {DAY(DOLO_DOLO_START, "dolo_start"), DAY(DOLO_DOLO_END, "dolo_end")}},
};

/* clang-format on */

const struct import_table *import_table(enum return_table table)
{
    return table > RETURN_UNKNOWN && table < RETURN_TABLES ? &tables[table] : NULL;
}

enum return_table import_table_of_form(const char *form)
{
    for (int table = 0; table < RETURN_TABLES; table++)
        if (strcmp(tables[table].form, form) == 0)
            return (enum return_table)table;
    return RETURN_UNKNOWN;
}

void import_table_append_columns(const struct import_table *table, struct text *out)
{
    for (int8_t i = 0; i < table->columns; i++) {
        text_format(out, ", %s", table->column[i].name);
        if (table->column[i].second)
            text_format(out, ", %s", table->column[i].second);
    }
}
