/*
 * encoding: the bytes of a file as UTF-8, whatever program saved it. Within this room.
 *
 * Excel's "CSV UTF-8" begins with a byte order mark, which is left off; its plain "CSV" is Windows-1252, where the pound
 * sign is the byte A3. Bytes that are UTF-8 are taken for it; any others are read as Windows-1252, in which every byte is a
 * character save five (81, 8D, 8F, 90, 9D), which become U+FFFD. Source of the table: Unicode Consortium, CP1252.TXT.
 * Includes: base.
 */
#ifndef RETURNS_ENCODING_H
#define RETURNS_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "base/text.h"

/* Whether all of the bytes are characters of UTF-8. */
bool encoding_is_utf8(const char *bytes, size_t length);

/* The Unicode character of a byte of Windows-1252; U+FFFD for the five that are none. */
uint32_t encoding_windows_character(unsigned char byte);

/* Appends the bytes to `out` as UTF-8, whatever they were. PROBLEM_MEMORY. */
int encoding_to_utf8(const char *bytes, size_t length, struct text *out, struct problem *problem);

#endif
