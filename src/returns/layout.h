/*
 * layout: the tables of the SSDA903 return, their columns by collection year, and their code lists.
 *
 * Source: DfE, Children looked-after data return, as implemented by the public validators (csc-validator-be-903, MIT) and
 * data models; NOTICE names them. All twelve tables are known by their columns and read row by row. A column that is in no
 * layout is "extra": kept aside and named, never dropped in silence.
 *
 * Constant data. Pure. Includes: base.
 */
#ifndef RETURNS_LAYOUT_H
#define RETURNS_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum return_table {
    RETURN_UNKNOWN = -1,
    RETURN_HEADER,
    RETURN_EPISODES,
    RETURN_REVIEWS,
    RETURN_UASC,
    RETURN_OC2,
    RETURN_OC3,
    RETURN_AD1,
    RETURN_PLACED_ADOPTION,
    RETURN_PREVIOUS_PERMANENCE,
    RETURN_MISSING,
    RETURN_SOCIAL_WORKER,
    RETURN_DOLO,
    RETURN_TABLES
};

enum { RETURN_COLUMNS_MAX = 16 };

/* Positions of the columns of each table. */
enum { HEADER_CHILD, HEADER_SEX, HEADER_DOB, HEADER_ETHNIC, HEADER_UPN, HEADER_MOTHER, HEADER_MC_DOB };
enum {
    EPISODES_CHILD,
    EPISODES_DECOM,
    EPISODES_RNE,
    EPISODES_LS,
    EPISODES_CIN,
    EPISODES_PLACE,
    EPISODES_PLACE_PROVIDER,
    EPISODES_DEC,
    EPISODES_REC,
    EPISODES_REASON_PLACE_CHANGE,
    EPISODES_HOME_POST,
    EPISODES_PL_POST,
    EPISODES_URN
};
enum { REVIEWS_CHILD, REVIEWS_DOB, REVIEWS_REVIEW, REVIEWS_REVIEW_CODE };
enum { UASC_CHILD, UASC_SEX, UASC_DOB, UASC_DUC };
enum {
    OC2_CHILD,
    OC2_DOB,
    OC2_SDQ_SCORE,
    OC2_SDQ_REASON,
    OC2_CONVICTED,
    OC2_HEALTH_CHECK,
    OC2_IMMUNISATIONS,
    OC2_TEETH_CHECK,
    OC2_HEALTH_ASSESSMENT,
    OC2_SUBSTANCE_MISUSE,
    OC2_INTERVENTION_RECEIVED,
    OC2_INTERVENTION_OFFERED
};
enum { OC3_CHILD, OC3_DOB, OC3_IN_TOUCH, OC3_ACTIV, OC3_ACCOM };
enum { AD1_CHILD, AD1_DOB, AD1_DATE_INT, AD1_DATE_MATCH, AD1_FOSTER_CARE, AD1_NB_ADOPTR, AD1_SEX_ADOPTR, AD1_LS_ADOPTR };
enum {
    PLACED_ADOPTION_CHILD,
    PLACED_ADOPTION_DOB,
    PLACED_ADOPTION_DATE_PLACED,
    PLACED_ADOPTION_DATE_PLACED_CEASED,
    PLACED_ADOPTION_REASON_PLACED_CEASED
};
enum {
    PREVIOUS_PERMANENCE_CHILD,
    PREVIOUS_PERMANENCE_DOB,
    PREVIOUS_PERMANENCE_PREV_PERM,
    PREVIOUS_PERMANENCE_LA_PERM,
    PREVIOUS_PERMANENCE_DATE_PERM
};
enum { MISSING_CHILD, MISSING_DOB, MISSING_MISSING, MISSING_MIS_START, MISSING_MIS_END };
enum {
    SOCIAL_WORKER_CHILD,
    SOCIAL_WORKER_DOB,
    SOCIAL_WORKER_SW_ID,
    SOCIAL_WORKER_SW_DECOM,
    SOCIAL_WORKER_SW_DEC,
    SOCIAL_WORKER_SW_REASON
};
enum { DOLO_CHILD, DOLO_DOB, DOLO_DOLO_START, DOLO_DOLO_END };

enum return_kind {
    RETURN_DATE,
    RETURN_CODE,
    RETURN_NAME,        /* an identity or free text */
    RETURN_PARTIAL_DATE /* dd/mm/yyyy of which day, month or all may be ZZ: kept as text in that form */
};

struct return_column {
    const char *name; /* "DECOM" */
    enum return_kind kind;
    bool must;          /* a row without it cannot be read */
    bool identifies;    /* masked in excerpts: CHILD, UPN, DOB, MC_DOB, postcodes, SW_ID */
    const char *codes;  /* name of its code list in returns/codes.h, or NULL */
    int32_t first_year; /* collection year that brought it; 0 when it was there before 2015-16 */
};

struct return_layout {
    const char *title; /* "Episodes" */
    int32_t columns;
    struct return_column column[RETURN_COLUMNS_MAX];
};

/* The layout of a table. Borrowed, constant. */
const struct return_layout *return_layout(enum return_table table);

/* Whether a heading, without the blanks around it and in any case, is this name. */
bool return_heading_is(const char *heading, const char *name);

/* Position of the column that a heading names (any case, blanks around it ignored), or -1 when the table has none such. */
int32_t return_column_of(enum return_table table, const char *heading);

/*
 * The table whose columns these headings are: the one of which most columns are present, and no other fits as well; at least
 * CHILD, one column that only that table has, and half of all its columns (extracts leave optional ones out; a list of
 * something else that happens to share CHILD and URN is no return). RETURN_UNKNOWN otherwise.
 */
enum return_table return_recognise(const char *const *headings, int32_t count);

#endif
