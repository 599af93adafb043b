/*
 * xml_walk: an XML text as elements and their texts, with lines and within limits. Within this room.
 *
 * expat does the reading. What it would let a hostile file do is shut off here: a document type definition is refused, so
 * that there are no entities to expand and nothing to fetch; and everything that could grow with the file has a limit. Texts
 * are UTF-8 with the blanks and line ends around them left off; UTF-8, UTF-16, Latin-1 and Windows-1252 are read.
 *
 *     static const struct xml_walk_hooks hooks = {.begin = …, .text = …, .end = …};
 *     code = xml_walk(bytes, length, false, &hooks, self, problem);
 *
 * Outside library: expat. Includes: base, returns.
 */
#ifndef RETURNS_XML_WALK_H
#define RETURNS_XML_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"
#include "returns/return_file.h"

enum {
    XML_WALK_DEPTH = 64,             /* elements within one another */
    XML_WALK_NAME_BYTES = 200,       /* of an element or attribute */
    XML_WALK_NAMES = 1000,           /* different ones in a file; expat keeps them all */
    XML_WALK_TEXT_BYTES = 64 * 1024, /* of an element or attribute */
    XML_WALK_TAG_BYTES = 1024 * 1024 /* of a tag or comment; expat keeps it until it ends */
};

/* What is told of each element. Names come without the prefix of a namespace. Not 0 ends the walk. */
struct xml_walk_hooks {
    /* It begins, on this line; its attributes follow as texts named "NAME@attribute" (not those of a namespace). */
    int (*begin)(void *self, const char *name, int64_t line);
    /* Its text: once when it is a leaf, which holds no elements (perhaps empty), else for each piece that is not blank. */
    int (*text)(void *self, const char *name, struct return_text text, bool leaf, int64_t line);
    /* It ends. */
    int (*end)(void *self);
};

/*
 * Walks through the whole text. `count_tags` gives the number of the element's start tag, from 1, in place of its line: for
 * a text without line ends. 0, what a hook returned, PROBLEM_INPUT with line and column for what is no XML or has a document
 * type definition, PROBLEM_LIMIT, or PROBLEM_MEMORY.
 */
int xml_walk(const char *bytes, size_t length, bool count_tags, const struct xml_walk_hooks *hooks, void *self,
             struct problem *problem);

/* Whether the bytes begin as an XML text does: with "<" behind a byte order mark and blanks, or the same in UTF-16. */
bool xml_walk_is(const char *bytes, size_t length);

#endif
