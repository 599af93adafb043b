#include "casebook/import_tables.h"

#include <stddef.h>

/* One line a column reads better than one a field: */
/* clang-format off */

#define DAY(position, name) {position, IMPORT_DAY, name, NULL}
#define CODE(position, name) {position, IMPORT_CODE, name, NULL}
#define PARTIAL(position, name) {position, IMPORT_PARTIAL, name, NULL}
#define POSTCODE(position, hash, district) {position, IMPORT_POSTCODE, hash, district}
#define BORN(position) .born = position, .own_child_born = IMPORT_NO_COLUMN
#define HOLDS(from, to) .begins = from, .ends = to
#define NO_DATES HOLDS(IMPORT_NO_COLUMN, IMPORT_NO_COLUMN)

/* In the order of the layouts. Every table names children of its own year's episodes, but for OC3: it names young people who
 * turn 17 to 21 in the year, and most of them have left care in earlier years. */
static const struct import_table tables[RETURN_TABLES] = {
    [RETURN_HEADER] = {"header", "header_row", .born = HEADER_DOB, .own_child_born = HEADER_MC_DOB, NO_DATES,
        .presence = IMPORT_EVERYBODY, .columns = 4,
        .column = {
            CODE(HEADER_SEX, "sex"),
            CODE(HEADER_ETHNIC, "ethnic"),
            {HEADER_UPN, IMPORT_UPN, "upn", "upn_hash"},
            CODE(HEADER_MOTHER, "mother")}},
    [RETURN_EPISODES] = {"episodes", "episode", BORN(IMPORT_NO_COLUMN), NO_DATES, .columns = 12,
        .column = {
            DAY(EPISODES_DECOM, "decom"),
            DAY(EPISODES_DEC, "dec"),
            CODE(EPISODES_RNE, "rne"),
            CODE(EPISODES_LS, "ls"),
            CODE(EPISODES_CIN, "cin"),
            CODE(EPISODES_PLACE, "place"),
            CODE(EPISODES_PLACE_PROVIDER, "place_provider"),
            CODE(EPISODES_REC, "rec"),
            CODE(EPISODES_REASON_PLACE_CHANGE, "reason_place_change"),
            POSTCODE(EPISODES_HOME_POST, "home_hash", "home_district"),
            POSTCODE(EPISODES_PL_POST, "place_hash", "place_district"),
            {EPISODES_URN, IMPORT_URN, "urn", NULL}}},
    [RETURN_REVIEWS] = {"reviews", "review", BORN(REVIEWS_DOB), HOLDS(REVIEWS_REVIEW, REVIEWS_REVIEW), .columns = 2,
        .column = {
            DAY(REVIEWS_REVIEW, "review"),
            CODE(REVIEWS_REVIEW_CODE, "review_code")}},
    [RETURN_UASC] = {"uasc", "uasc_row", BORN(UASC_DOB), NO_DATES, .columns = 2,
        .column = {
            CODE(UASC_SEX, "sex"),
            DAY(UASC_DUC, "duc")}},
    [RETURN_OC2] = {"oc2", "oc2_row", BORN(OC2_DOB), NO_DATES, .presence = IMPORT_THROUGHOUT, .columns = 10,
        .column = {
            CODE(OC2_SDQ_SCORE, "sdq_score"),
            CODE(OC2_SDQ_REASON, "sdq_reason"),
            CODE(OC2_CONVICTED, "convicted"),
            CODE(OC2_HEALTH_CHECK, "health_check"),
            CODE(OC2_IMMUNISATIONS, "immunisations"),
            CODE(OC2_TEETH_CHECK, "teeth_check"),
            CODE(OC2_HEALTH_ASSESSMENT, "health_assessment"),
            CODE(OC2_SUBSTANCE_MISUSE, "substance_misuse"),
            CODE(OC2_INTERVENTION_RECEIVED, "intervention_received"),
            CODE(OC2_INTERVENTION_OFFERED, "intervention_offered")}},
    [RETURN_OC3] = {"oc3", "oc3_row", BORN(OC3_DOB), NO_DATES, .from_age = 17, .to_age = 21, .columns = 3,
        .column = {
            CODE(OC3_IN_TOUCH, "in_touch"),
            CODE(OC3_ACTIV, "activ"),
            CODE(OC3_ACCOM, "accom")}},
    [RETURN_AD1] = {"ad1", "ad1_row", BORN(AD1_DOB), HOLDS(AD1_DATE_MATCH, IMPORT_NO_COLUMN), .presence = IMPORT_CEASED,
        .columns = 6,
        .column = {
            DAY(AD1_DATE_INT, "date_int"),
            DAY(AD1_DATE_MATCH, "date_match"),
            CODE(AD1_FOSTER_CARE, "foster_care"),
            CODE(AD1_NB_ADOPTR, "nb_adoptr"),
            CODE(AD1_SEX_ADOPTR, "sex_adoptr"),
            CODE(AD1_LS_ADOPTR, "ls_adoptr")}},
    [RETURN_PLACED_ADOPTION] = {"placed_adoption", "placed_adoption_row", BORN(PLACED_ADOPTION_DOB),
        HOLDS(PLACED_ADOPTION_DATE_PLACED, PLACED_ADOPTION_DATE_PLACED_CEASED), .columns = 3,
        .column = {
            DAY(PLACED_ADOPTION_DATE_PLACED, "date_placed"),
            DAY(PLACED_ADOPTION_DATE_PLACED_CEASED, "date_placed_ceased"),
            CODE(PLACED_ADOPTION_REASON_PLACED_CEASED, "reason_placed_ceased")}},
    [RETURN_PREVIOUS_PERMANENCE] = {"previous_permanence", "previous_permanence_row", BORN(PREVIOUS_PERMANENCE_DOB), NO_DATES,
        .presence = IMPORT_STARTED, .columns = 3,
        .column = {
            CODE(PREVIOUS_PERMANENCE_PREV_PERM, "prev_perm"),
            CODE(PREVIOUS_PERMANENCE_LA_PERM, "la_perm"),
            PARTIAL(PREVIOUS_PERMANENCE_DATE_PERM, "date_perm")}},
    [RETURN_MISSING] = {"missing", "missing_row", BORN(MISSING_DOB), HOLDS(MISSING_MIS_START, MISSING_MIS_END), .columns = 3,
        .column = {
            CODE(MISSING_MISSING, "missing"),
            DAY(MISSING_MIS_START, "mis_start"),
            DAY(MISSING_MIS_END, "mis_end")}},
    [RETURN_SOCIAL_WORKER] = {"social_worker", "social_worker_row", BORN(SOCIAL_WORKER_DOB),
        HOLDS(SOCIAL_WORKER_SW_DECOM, SOCIAL_WORKER_SW_DEC), .columns = 4,
        .column = {
            {SOCIAL_WORKER_SW_ID, IMPORT_WORKER, "sw_form", "sw_hash"},
            PARTIAL(SOCIAL_WORKER_SW_DECOM, "sw_decom"),
            PARTIAL(SOCIAL_WORKER_SW_DEC, "sw_dec"),
            CODE(SOCIAL_WORKER_SW_REASON, "sw_reason")}},
    [RETURN_DOLO] = {"dolo", "dolo_row", BORN(DOLO_DOB), HOLDS(DOLO_DOLO_START, DOLO_DOLO_END), .columns = 2,
        .column = {
            DAY(DOLO_DOLO_START, "dolo_start"),
            DAY(DOLO_DOLO_END, "dolo_end")}},
};

/* clang-format on */

const struct import_table *import_table(enum return_table table)
{
    return table > RETURN_UNKNOWN && table < RETURN_TABLES ? &tables[table] : NULL;
}

void import_table_append_columns(const struct import_table *table, struct text *out)
{
    for (int8_t i = 0; i < table->columns; i++) {
        text_format(out, ", %s", table->column[i].name);
        if (table->column[i].second)
            text_format(out, ", %s", table->column[i].second);
    }
}
