/*
 * return_bundle: what one file holds, which is not always one table of one return.
 *
 * A plain CSV file is one part. A pre-merged file (columns LA and YEAR beside those of the table) is a part for each
 * authority and year in it. An XML return is a part for each table that it fills. Every part is a return_file whose lines
 * are lines of the file that it came from, so that a place is a place that a person can open.
 *
 *     struct return_bundle bundle = {0};
 *     if (return_bundle_read(bytes, length, "all-years.csv", &bundle, problem) == 0)
 *         for (int32_t i = 0; i < bundle.parts; i++)
 *             use(&bundle.part[i].file, bundle.part[i].year);
 *     return_bundle_clear(&bundle);
 *
 * The pre-merged form. LA is kept as text, without the blanks around it (a GSS code, a DfE number or a name: whoever knows
 * the authorities finds out which). YEAR may be a year alone, which is the one in which the collection ends, as public
 * pipelines name it ("2019" is the return of 2018-19), or "2018-19", "2018/19", "2018-2019", "2018/2019". LA without YEAR
 * and YEAR without LA will do: the other is as in a file that does not say. Neither is an extra column. Parts come in the
 * order in which they first appear. A row with a blank LA or a YEAR that is none, and a row whose cells may stand under the
 * wrong headings (too few, too many, a broken quote), is nobody's: it goes to the quarantine of the first part, with its
 * line and reason. Where no row says whose it is, that is the only part, with rows in its quarantine alone.
 *
 * The XML form. A root of any name; each element in it is a child; in that HEADER (CHILDID, UPN, SEX, DOB, ETHNIC, UASC,
 * DUC, MOTHER, MC_DOB) with AREVIEW, AMISSING, PERMANENCE, AD_PLACED, OC2 and the fields of OC3 and AD1; then EPISODE, in
 * which PL is PLACE; then SWDETAIL, SW_EPISODE, SWEPISODE or ASWEPISODE (a social worker's episode) and DOLO or ADOLO. A
 * field that is left out is blank. CHILD and DOB of every row come from the header unless the row says its own. UASC 1, or a
 * DUC without UASC, makes a UASC row with the header's SEX and DOB; UASC 0 makes none. Elements and attributes that no
 * layout knows are extra columns ("COST/WEEK", "EPISODE@id"); several in one row are joined by "; ". What stands outside any
 * child is only named, with the first table. A row's line is that of its element. Where two rows of a table begin on one
 * line, lines cannot tell rows apart: in such a file `line` is the number of the start tag. The parts come in the order of
 * enum return_table; they say no authority or year, and columns have no number in their quarantine (0). A file that is
 * broken, or has a document type definition, is refused whole, with line and column.
 *
 * May touch: memory only. Outside library: expat. Includes: base, calendar, returns.
 */
#ifndef RETURNS_RETURN_BUNDLE_H
#define RETURNS_RETURN_BUNDLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "returns/return_file.h"

enum { RETURN_AUTHORITY_SIZE = 64, RETURN_PARTS_MAX = 4096 /* a pre-merged file of England for 25 years has 3,800 */ };

struct return_part {
    char authority[RETURN_AUTHORITY_SIZE]; /* as the LA column names it, trimmed (a GSS code, a DfE number or a name); empty
                                              when the file does not say */
    int32_t year; /* collection year by the YEAR column (2020 for 2020-21); INT32_MIN when the file does not say */
    struct return_file file; /* the rows; its table is RETURN_UNKNOWN when no layout fits */
};

struct return_bundle {
    int32_t parts;            /* how many */
    int32_t capacity;         /* for how many there is room */
    struct return_part *part; /* owned */
};

/*
 * Reads a CSV or XML file into its parts; at least one. A file whose columns or elements fit no table is one part of
 * RETURN_UNKNOWN. Fails as return_read_csv does; with PROBLEM_LIMIT also for more than RETURN_PARTS_MAX parts, an extra
 * heading of more than 255 bytes, XML more than 64 elements deep, or a child of more than 10,000 rows or 16 MiB; and with
 * PROBLEM_INPUT for a ZIP archive or spreadsheet (return_archive.h reads the one) and for XML that is broken. On failure
 * `out` is empty.
 */
int return_bundle_read(const char *bytes, size_t length, const char *name, struct return_bundle *out,
                       struct problem *problem);
void return_bundle_clear(struct return_bundle *bundle); /* safe on zeroes and twice */

#endif
