/*
 * troff: words put so that troff prints them and does not obey them.
 *
 *     troff_literal(&out, "--as-at");                  \-\-as\-at: to be copied from the page
 *     troff_prose(&out, "Up to 2025-26. See --run.");  two lines, the option bold, the sentence's end at a line's end
 *
 * The result is ASCII: letters beyond it become \[uXXXX], which troff prints as well as the screen allows. Includes: base.
 */
#ifndef CLI_TROFF_H
#define CLI_TROFF_H

#include "base/text.h"

/* Text that a person may copy: every hyphen is the one of the keyboard. Line ends stay. */
void troff_literal(struct text *out, const char *string);

/* Sentences, each on lines of its own; words that are options are bold. Ends with a line end. */
void troff_prose(struct text *out, const char *string);

#endif
