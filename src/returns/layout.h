/*
 * layout: the tables of the SSDA903 return, their columns by collection year, and their code lists.
 *
 * Source: DfE, Children looked-after data return, as implemented by the public validators (csc-validator-be-903, MIT) and
 * data models; NOTICE names them. All twelve tables are known by their columns; header, episodes and UASC are loaded, the
 * others are recognised and named. A column that is in no layout is "extra": kept aside and named, never dropped in silence.
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

/* Positions of the columns of the three tables that are loaded. */
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
enum { UASC_CHILD, UASC_SEX, UASC_DOB, UASC_DUC };

enum return_kind { RETURN_DATE, RETURN_CODE, RETURN_NAME }; /* NAME: an identity or free text */

struct return_column {
    const char *name; /* "DECOM" */
    enum return_kind kind;
    bool must;          /* a row without it cannot be read */
    bool identifies;    /* masked in excerpts: CHILD, UPN, DOB, MC_DOB, postcodes */
    const char *codes;  /* name of its code list in returns/codes.h, or NULL */
    int32_t first_year; /* collection year that brought it; 0 when it was there before 2015-16 */
};

struct return_layout {
    const char *title; /* "Episodes" */
    bool loaded;       /* read row by row; the others are only named, until they are needed */
    int32_t columns;
    struct return_column column[RETURN_COLUMNS_MAX];
};

/* The layout of a table. Borrowed, constant. */
const struct return_layout *return_layout(enum return_table table);

/* Position of the column that a heading names (any case, blanks around it ignored), or -1 when the table has none such. */
int32_t return_column_of(enum return_table table, const char *heading);

/*
 * The table whose columns these headings are: the one of which most columns are present, and no other fits as well; at least
 * CHILD, one column that only that table has, and half of all its columns (extracts leave optional ones out; a list of
 * something else that happens to share CHILD and URN is no return). RETURN_UNKNOWN otherwise.
 */
enum return_table return_recognise(const char *const *headings, int32_t count);

#endif
