/*
 * xml_return: the XML form of a return read into the parts of a bundle, one for each table that it fills. Within this room.
 *
 * The form, as the public validator reads it: a root of any name; every element in it is a child; HEADER with CHILDID, UPN,
 * SEX, DOB, ETHNIC, UASC, DUC, MOTHER, MC_DOB; blocks AREVIEW, AMISSING, PERMANENCE, AD_PLACED and OC2, each a row; the
 * fields of OC2, OC3 and AD1 also without a block, anywhere under the child; EPISODE, in which PL is PLACE. Beyond it:
 * blocks OC3 and AD1; SWDETAIL, SW_EPISODE, SWEPISODE or ASWEPISODE for a social worker; DOLO or ADOLO for an order. Names
 * in any case, with or without the prefix of a namespace.
 *
 * The text is walked through twice: once to learn which columns there are, once to read the rows. Includes: base, returns.
 */
#ifndef RETURNS_XML_RETURN_H
#define RETURNS_XML_RETURN_H

#include <stddef.h>

#include "base/problem.h"
#include "returns/return_bundle.h"

/* As return_bundle_read, for a file that is XML. */
int xml_return_read(const char *bytes, size_t length, const char *name, struct return_bundle *out, struct problem *problem);

#endif
