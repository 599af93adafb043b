/*
 * return_write_xml: a whole return in its XML form, child by child.
 *
 *     struct return_xml xml;
 *     return_write_xml_open(&xml, &out, 2025);
 *     return_write_xml_child(&xml, header, uasc);          // cells by position; `uasc` NULL when the child is none
 *     return_write_xml_row(&xml, RETURN_REVIEWS, review);  // what belongs to the header first
 *     return_write_xml_row(&xml, RETURN_EPISODES, episode);
 *     return_write_xml_close(&xml);
 *
 * Every row stands on a line of its own, with the columns of its year; a blank cell is an empty element. The child's number,
 * its date of birth and a UASC row's sex are written once, in the header. What is written here reads back through
 * return_bundle_read as the same rows, save that a row of OC3 or AD1 that is all blank is none, and that a control character
 * other than a tab or line end, which XML cannot hold, becomes U+FFFD. Cells must be UTF-8.
 *
 * May touch: memory only. Includes: base, returns.
 */
#ifndef RETURNS_RETURN_WRITE_XML_H
#define RETURNS_RETURN_WRITE_XML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "returns/layout.h"
#include "returns/return_file.h"

struct return_xml {
    struct text *out; /* what is written to; the caller's */
    int32_t year;     /* collection year */
    bool in_child;    /* a child has begun */
    bool in_header;   /* and its header has not ended */
    bool has_header;  /* it has one; else each row carries its own number and date of birth */
};

void return_write_xml_open(struct return_xml *xml, struct text *out, int32_t year);

/*
 * Begins a child, ending the one before: `header` and `uasc` hold the columns of those tables by position. A NULL header is
 * a child that has none; each of its rows then carries its own CHILD and DOB, and `uasc` must be NULL.
 */
void return_write_xml_child(struct return_xml *xml, const struct return_text *header, const struct return_text *uasc);

/*
 * A row of any table but header and UASC, by position. Episodes, social workers and liberty orders end the header, so they
 * come last.
 */
void return_write_xml_row(struct return_xml *xml, enum return_table table, const struct return_text *cell);

/* Ends the last child and the return. */
void return_write_xml_close(struct return_xml *xml);

#endif
