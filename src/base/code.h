/*
 * code: the short codes of returns ("U4", "PR1", "E4A", "CUSTOD") as numbers.
 *
 * Up to eight ASCII bytes, upper case, the first in the highest byte; 0 is a blank cell. Comparing codes is comparing
 * numbers, and sorting numbers sorts codes. May touch: nothing.
 */
#ifndef BASE_CODE_H
#define BASE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint64_t short_code;

enum { CODE_MAX = 8, CODE_TEXT_SIZE = 9 };

/* Packs `length` bytes, raising lower case; 0 for none. False when there are more than eight or one is not printable ASCII.
 */
bool code_pack(const char *bytes, size_t length, short_code *out);

/* The code of a literal: code_of("U4"). Longer than eight bytes gives 0. */
short_code code_of(const char *string);

/* Unpacks into `out`, NUL-ended; returns out. */
const char *code_text(short_code value, char out[CODE_TEXT_SIZE]);

/*
 * Whether a value that no list knows may be shown: it is letters and at most two digits, no more than six of them in all and
 * four where there is a digit, as the codes of returns are. Numbers of children, dates and postcodes that stand in the wrong
 * column are not like that.
 */
bool code_may_be_shown(short_code value);

/* "***": what stands for a value that is no code at all, or that may not be shown. No list knows it. */
short_code code_masked(void);

/* The same as code_text, but "***" for what may not be shown. */
const char *code_shown(short_code value, char out[CODE_TEXT_SIZE]);

#endif
