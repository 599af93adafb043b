/*
 * published: what is published of every authority's children in care, year by year, read from the bytes of a CSV file.
 *
 * Two shapes are known by their columns, in any order and in any case, never by the file's name:
 *
 *     la_name,measure,category,year,value           a measure of children looked after and its category in DfE's words;
 *                                                   la_code and region may be there too, and area may stand for la_name
 *     short,year,name,value                         indicators of DfE's Local Authority Interactive Tool (LACnum,
 *                                                   LACnum_Start, LACceased …); la and region may be there too
 *
 * Years are reporting years: 2022 ends on 31 March 2022. Rows of other measures are passed by. Where the file has codes, the
 * number says which authority a row is of, for names are spelt in several ways; rows without one (joint rows) and those of
 * England and its regions (970 and above) are passed by. What is suppressed ("c", "-", a blank) is not 0: the figure is not
 * there. Where a figure stands twice the first counts, and `told_twice` says how many others differed.
 *
 *     struct published published = {0};
 *     if (published_read(bytes, length, "la_panel.csv", &published, problem) == 0)
 *         published_figure(&published, published_named(&published, "Sefton"), PUBLISHED_STOCK, 2025);
 *     published_clear(&published);
 *
 * Nothing in such a file is about one person. May touch: memory only. Includes: base.
 */
#ifndef RETURNS_PUBLISHED_H
#define RETURNS_PUBLISHED_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

/* The figures: DfE's measure and category, LAIT's short name. Reasons for ceasing are told by the first words that differ.
 */
#define PUBLISHED_LIST(X)                                                                                                   \
    X(STOCK, "cla_number", "Children looked after on 31 March", "LACnum")                                                   \
    X(STARTS, "cla_number", "Children starting to be looked after", "LACnum_Start")                                         \
    X(CEASES, "cla_number", "Children ceasing to be looked after", "LACceased")                                             \
    X(UASC, "cla_31_march: Unaccompanied asylum-seeking children", "UASC", "Unacc_Asylmn_Seek_Childn")                      \
    X(FOSTER, "cla_31_march: Placement", "Foster placements", NULL)                                                         \
    X(HOMES, "cla_31_march: Placement", "Secure homes and children's homes", NULL)                                          \
    X(SUPPORTED, "cla_31_march: Placement", "Independent and semi-independent living", NULL)                                \
    X(PARENTS, "cla_31_march: Placement", "Placed with parents", NULL)                                                      \
    X(ADOPTION, "cla_31_march: Placement", "Placed for adoption", NULL)                                                     \
    X(OTHER_RESIDENTIAL, "cla_31_march: Placement", "Other residential settings", NULL)                                     \
    X(SCHOOLS, "cla_31_march: Placement", "Residential schools", NULL)                                                      \
    X(OTHER_PLACEMENTS, "cla_31_march: Placement", "Other placements", NULL)                                                \
    X(AGED_UNDER_1, "cla_31_march: Age group", "Under 1 year", NULL)                                                        \
    X(AGED_1_TO_4, "cla_31_march: Age group", "1 to 4 years", NULL)                                                         \
    X(AGED_5_TO_9, "cla_31_march: Age group", "5 to 9 years", NULL)                                                         \
    X(AGED_10_TO_15, "cla_31_march: Age group", "10 to 15 years", NULL)                                                     \
    X(AGED_16_OVER, "cla_31_march: Age group", "16 years and over", NULL)                                                   \
    X(STARTED_UNDER_1, "cla_started: Age on starting", "Under 1 year", NULL)                                                \
    X(STARTED_1_TO_4, "cla_started: Age on starting", "1 to 4 years", NULL)                                                 \
    X(STARTED_5_TO_9, "cla_started: Age on starting", "5 to 9 years", NULL)                                                 \
    X(STARTED_10_TO_15, "cla_started: Age on starting", "10 to 15 years", NULL)                                             \
    X(STARTED_16_OVER, "cla_started: Age on starting", "16 years and over", NULL)                                           \
    X(STARTED_UASC, "cla_started: Unaccompanied asylum-seeking children", "UASC", NULL)                                     \
    X(CEASED_UNDER_1, "cla_ceased: Age on ceasing", "Under 1 year", NULL)                                                   \
    X(CEASED_1_TO_4, "cla_ceased: Age on ceasing", "1 to 4 years", NULL)                                                    \
    X(CEASED_5_TO_9, "cla_ceased: Age on ceasing", "5 to 9 years", NULL)                                                    \
    X(CEASED_10_TO_15, "cla_ceased: Age on ceasing", "10 to 15 years", NULL)                                                \
    X(CEASED_16, "cla_ceased: Age on ceasing", "16 years", NULL)                                                            \
    X(CEASED_17, "cla_ceased: Age on ceasing", "17 years", NULL)                                                            \
    X(CEASED_18, "cla_ceased: Age on ceasing", "18 years and over", NULL)                                                   \
    X(CEASED_ADOPTED, "cla_ceased: Reason episode ceased", "Adopted", "No_of LAC Adopted")                                  \
    X(CEASED_SGO, "cla_ceased: Reason episode ceased", "Special guardianship order", "LAC_ceased_SGO")                      \
    X(CEASED_HOME, "cla_ceased: Reason episode ceased",                                                                     \
      "Returned home to live with parents or other person with parental responsibility which was part", NULL)               \
    X(CEASED_HOME_UNPLANNED, "cla_ceased: Reason episode ceased",                                                           \
      "Returned home to live with parents or other person with parental responsibility which was not part", NULL)           \
    X(CEASED_RELATIVES, "cla_ceased: Reason episode ceased", "Left care to live with parents, relatives", NULL)             \
    X(CEASED_CAO, "cla_ceased: Reason episode ceased", "Residence order or child arrangement", NULL)                        \
    X(CEASED_TRANSFER, "cla_ceased: Reason episode ceased", "Care taken by another local authority", NULL)                  \
    X(HOME_PLACES, "ofsted_places", "Children's Homes", NULL)

enum published_figure_kind {
#define PUBLISHED_ENUM(name, measure, category, short_name) PUBLISHED_##name,
    PUBLISHED_LIST(PUBLISHED_ENUM)
#undef PUBLISHED_ENUM
        PUBLISHED_FIGURES
};

enum {
    PUBLISHED_FIRST_YEAR = 2010,
    PUBLISHED_YEARS = 30,
    PUBLISHED_NONE = -1, /* a figure that is not there */
    PUBLISHED_NAME_MAX = 80,
    PUBLISHED_AUTHORITIES_MAX = 1000
};

struct published_authority {
    int32_t number; /* DfE's; 0 where the file has no codes */
    char name[PUBLISHED_NAME_MAX];
    char region[PUBLISHED_NAME_MAX];                    /* empty when the file does not say */
    int32_t figure[PUBLISHED_FIGURES][PUBLISHED_YEARS]; /* from PUBLISHED_FIRST_YEAR on; PUBLISHED_NONE */
    char other_name[PUBLISHED_NAME_MAX];                /* another spelling; empty when there is one only */
};

struct published {
    int32_t authorities; /* in the order in which the file first names them */
    int64_t capacity;
    struct published_authority *authority; /* [authorities]; owned */
    int64_t rows_read, rows_used;          /* rows below the heading; those that gave a figure */
    int64_t told_twice;                    /* rows that told a figure again, with another number */
};

/*
 * Reads a file; *out is filled on success and empty after a failure. A file that holds none of the figures is no failure:
 * rows_used is 0. PROBLEM_INPUT names the columns that are missing; PROBLEM_LIMIT (a cell or line too large, too many
 * authorities); PROBLEM_MEMORY.
 */
int published_read(const char *bytes, size_t length, const char *name, struct published *out, struct problem *problem);
void published_clear(struct published *published); /* safe on zeroes and twice */

/* Takes what another file says of the same authorities (by number; by name where one has none) where it is missing here;
 * authorities that only the other has are added. PROBLEM_MEMORY, PROBLEM_LIMIT. */
int published_add(struct published *published, const struct published *other, struct problem *problem);

/* A figure of an authority; PUBLISHED_NONE when it is not there. */
int32_t published_figure(const struct published *published, int32_t authority, enum published_figure_kind figure,
                         int32_t year);

/* An authority by name, capitals or not; by the beginning of a name where only one begins so; by DfE's number. -1 when there
 * is none. */
int32_t published_named(const struct published *published, const char *name);

/* PROBLEM_NOT_FOUND that offers the names nearest by spelling. */
int published_not_named(const struct published *published, const char *name, struct problem *problem);

/* DfE's words for a figure: "Foster placements". Borrowed. */
const char *published_words(enum published_figure_kind figure);

#endif
