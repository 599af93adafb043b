/*
 * particulars: what a made-up child is called, and what it is besides its way through care.
 *
 * Shares of sexes, ethnic groups and needs follow DfE's counts for 2025, for unaccompanied children and for others. Brothers
 * and sisters share postcode, ethnic group and need. Every postcode lies in the areas ZX, ZY and ZZ, which no post office
 * has.
 *
 * Inside synth/. Includes: base, calendar, chance.
 */
#ifndef SYNTH_PARTICULARS_H
#define SYNTH_PARTICULARS_H

#include <stdint.h>

#include "base/code.h"
#include "base/problem.h"
#include "calendar/calendar.h"
#include "chance/stream.h"
#include "synth/council.h"

enum { SYNTH_CHILD_SIZE = 8, SYNTH_UPN_SIZE = 16, SYNTH_POSTCODE_SIZE = 16, SYNTH_URN_SIZE = 16 };

/* CHILD has six digits, the first no nought. */
enum { SYNTH_FIRST_NAME = 100000, SYNTH_NAMES = 1000000 };

struct synth_particulars {
    char child[SYNTH_CHILD_SIZE]; /* six digits, unique in the council */
    char sex;                     /* 'M' or 'F' */
    short_code ethnic;            /* ETHNIC */
    short_code need;              /* CIN, the same in all periods */
    char upn[SYNTH_UPN_SIZE];     /* a letter and twelve digits, the letter right for the digits */
    bool no_upn;                  /* has never been to a school in England: UN2 */
};

/* Six-digit names, all different, one a child; free() them. NULL when memory is out. */
int32_t *synth_names_new(const struct synth_council *council, struct problem *problem);

void synth_particulars_of(const struct synth_council *council, const struct synth_child *child, int32_t name,
                          struct synth_particulars *out);

/* What UPN says in the return of a year that ends on `year_end`: under 4 UN1. Borrowed. */
const char *synth_upn_told(const struct synth_particulars *particulars, day born, day year_end);

/* HOME_POST of the family. */
void synth_home_postcode(const struct synth_council *council, uint32_t family, char out[SYNTH_POSTCODE_SIZE]);

/* A postcode inside the council, or outside. */
void synth_postcode(struct chance_stream *luck, bool inside, char out[SYNTH_POSTCODE_SIZE]);

#endif
