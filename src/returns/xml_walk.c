#include "returns/xml_walk.h"

#include <expat.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "returns/encoding.h"

enum { PIECE = 1024 * 1024, NAMES_SLOTS = 4096 };

/* An element that has begun and not ended. */
struct open_element {
    char name[XML_WALK_NAME_BYTES + 1]; /* without prefix */
    int64_t line;                       /* where it began */
    bool holds_elements;                /* so its text is what stands between them */
};

struct walk {
    XML_Parser parser;                  /* owned */
    const struct xml_walk_hooks *hooks; /* the caller's */
    void *self;                         /* the caller's */
    struct problem *problem;            /* the caller's */
    int code;                           /* not 0: the walk is over, for this reason */
    bool count_tags;                    /* lines are numbers of start tags */
    int64_t tags;                       /* start tags so far */
    int32_t depth;                      /* elements that are open */
    struct open_element open[XML_WALK_DEPTH];
    struct text text;            /* since the last tag, without the blanks before it */
    int32_t names;               /* how many different names were met */
    uint64_t known[NAMES_SLOTS]; /* their hashes, each at or behind the slot that it gives; 0 in a free one */
};

bool xml_walk_is(const char *bytes, size_t length)
{
    static const char *const marks[] = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};
    size_t at = 0;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && at == 0; i++)
        if (length >= strlen(marks[i]) && memcmp(bytes, marks[i], strlen(marks[i])) == 0)
            at = strlen(marks[i]);
    /* In UTF-16 every other byte of what is looked for here is NUL. */
    while (at < length &&
           (bytes[at] == '\0' || bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r' || bytes[at] == '\n'))
        at++;
    return at < length && bytes[at] == '<';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static int64_t line_now(const struct walk *walk)
{
    return (int64_t)XML_GetCurrentLineNumber(walk->parser);
}

/* Ends the walk. */
static void stop(struct walk *walk, int code)
{
    if (code == 0 || walk->code)
        return;
    walk->code = code;
    XML_StopParser(walk->parser, XML_FALSE);
}

/* Ends the walk for something that is too large. */
static void stop_at_limit(struct walk *walk, const char *what)
{
    if (walk->code)
        return;
    problem_set(walk->problem, PROBLEM_LIMIT, "line %" PRId64 " has %s", line_now(walk), what);
    problem_next(walk->problem, "Check that this is the XML of a return, and export it again.");
    problem_at(walk->problem, NULL, line_now(walk), 0, NULL);
    stop(walk, PROBLEM_LIMIT);
}

/* The text gathered since the last tag, without the blanks behind it. */
static struct return_text gathered(const struct walk *walk)
{
    size_t length = walk->text.length;
    while (length && is_blank(walk->text.bytes[length - 1]))
        length--;
    return (struct return_text){length ? walk->text.bytes : "", (uint32_t)length};
}

/* Counts a name when it is new: expat keeps every name that it met. */
static void count_name(struct walk *walk, const char *name)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* Fowler, Noll and Vo's FNV-1a */
    for (const char *at = name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
    hash |= 1;
    size_t slot = (size_t)(hash >> 32) % NAMES_SLOTS;
    while (walk->known[slot] && walk->known[slot] != hash)
        slot = (slot + 1) % NAMES_SLOTS;
    if (walk->known[slot] == hash)
        return;
    if (walk->names == XML_WALK_NAMES) {
        stop_at_limit(walk, "a name that is the 1,001st of the file");
        return;
    }
    walk->known[slot] = hash;
    walk->names++;
}

/* Hands on the text of the innermost element: of one without elements in any case, else when there is one. */
static void tell_text(struct walk *walk)
{
    struct return_text text = gathered(walk);
    if (walk->depth && walk->code == 0) {
        const struct open_element *element = &walk->open[walk->depth - 1];
        if (text.length || !element->holds_elements)
            stop(walk, walk->hooks->text(walk->self, element->name, text, !element->holds_elements, element->line));
    }
    text_reset(&walk->text);
}

static const char *without_prefix(const char *name)
{
    const char *colon = strrchr(name, ':');
    return colon ? colon + 1 : name;
}

static bool is_of_a_namespace(const char *attribute)
{
    return strncmp(attribute, "xmlns", 5) == 0 || strchr(attribute, ':') != NULL;
}

static void tell_attributes(struct walk *walk, const struct open_element *element, const char **attribute)
{
    char name[2 * XML_WALK_NAME_BYTES + 2];
    for (; attribute[0] && walk->code == 0; attribute += 2) {
        size_t length = strlen(attribute[1]), first = strlen(element->name), second = strlen(attribute[0]);
        count_name(walk, attribute[0]);
        if (walk->code)
            return;
        if (is_of_a_namespace(attribute[0]) || length == 0)
            continue;
        if (length > XML_WALK_TEXT_BYTES || second > XML_WALK_NAME_BYTES) {
            stop_at_limit(walk, "an attribute of more than 64 KiB, or with a name of more than 200");
            return;
        }
        memcpy(name, element->name, first);
        name[first] = '@';
        memcpy(name + first + 1, attribute[0], second + 1);
        const struct return_text text = {attribute[1], (uint32_t)length};
        stop(walk, walk->hooks->text(walk->self, name, text, false, element->line));
    }
}

static void XMLCALL on_start(void *self, const char *full_name, const char **attribute)
{
    struct walk *walk = self;
    const char *name = without_prefix(full_name);
    if (walk->depth) {
        walk->open[walk->depth - 1].holds_elements = true;
        tell_text(walk);
    }
    if (walk->depth == XML_WALK_DEPTH) {
        stop_at_limit(walk, "an element within more than 64 others");
        return;
    }
    if (strlen(name) > XML_WALK_NAME_BYTES) {
        stop_at_limit(walk, "an element with a name of more than 200 characters");
        return;
    }
    count_name(walk, full_name);
    if (walk->code)
        return;
    walk->tags++;
    struct open_element *element = &walk->open[walk->depth++];
    element->line = walk->count_tags ? walk->tags : line_now(walk);
    element->holds_elements = false;
    memcpy(element->name, name, strlen(name) + 1);
    text_reset(&walk->text);
    stop(walk, walk->hooks->begin(walk->self, element->name, element->line));
    tell_attributes(walk, element, attribute);
}

static void XMLCALL on_end(void *self, const char *name)
{
    struct walk *walk = self;
    (void)name;
    tell_text(walk);
    if (walk->code)
        return;
    stop(walk, walk->hooks->end(walk->self));
    walk->depth--;
}

static void XMLCALL on_characters(void *self, const char *bytes, int length)
{
    struct walk *walk = self;
    size_t count = (size_t)length;
    while (walk->text.length == 0 && count && is_blank(bytes[0])) {
        bytes++;
        count--;
    }
    if (walk->text.length + count > XML_WALK_TEXT_BYTES)
        stop_at_limit(walk, "a text of more than 64 KiB");
    else if (walk->code == 0 && count)
        text_append_bytes(&walk->text, bytes, count);
}

/* A document type definition is where entities are made, and nothing that a return needs. */
static void XMLCALL on_doctype(void *self, const char *name, const char *system, const char *public, int internal)
{
    struct walk *walk = self;
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    if (walk->code)
        return;
    problem_set(walk->problem, PROBLEM_INPUT, "the XML has a document type definition (<!DOCTYPE …>), which is not read");
    problem_next(walk->problem, "Take the definition out; a return needs none.");
    problem_at(walk->problem, NULL, line_now(walk), 0, NULL);
    stop(walk, PROBLEM_INPUT);
}

/* The one encoding that expat does not know and councils' programs write. */
static int XMLCALL on_encoding(void *self, const char *name, XML_Encoding *encoding)
{
    (void)self;
    if (strcasecmp(name, "windows-1252") != 0 && strcasecmp(name, "cp1252") != 0)
        return XML_STATUS_ERROR;
    for (int byte = 0; byte < 256; byte++)
        encoding->map[byte] = (int)encoding_windows_character((unsigned char)byte);
    encoding->data = NULL;
    encoding->convert = NULL;
    encoding->release = NULL;
    return XML_STATUS_OK;
}

/* What expat found wrong, as a problem. */
static int say_broken(struct walk *walk)
{
    enum XML_Error error = XML_GetErrorCode(walk->parser);
    if (error == XML_ERROR_NO_MEMORY)
        return problem_set(walk->problem, PROBLEM_MEMORY, "not enough memory to read an XML file");
    int64_t line = line_now(walk);
    problem_set(walk->problem, PROBLEM_INPUT, "the XML is broken: %s", XML_ErrorString(error));
    if (error == XML_ERROR_UNKNOWN_ENCODING)
        problem_next(walk->problem, "Save it as UTF-8 and let its first line say so.");
    else
        problem_next(walk->problem, "Export it again from the program it comes from; a file that was cut short breaks so.");
    return problem_at(walk->problem, NULL, line, (int32_t)XML_GetCurrentColumnNumber(walk->parser) + 1, NULL);
}

static int parse(struct walk *walk, const char *bytes, size_t length)
{
    size_t at = 0;
    do {
        size_t count = length - at < PIECE ? length - at : PIECE;
        bool last = at + count == length;
        if (XML_Parse(walk->parser, bytes + at, (int)count, last) == XML_STATUS_ERROR)
            return walk->code ? walk->code : say_broken(walk);
        at += count;
        XML_Index begun = XML_GetCurrentByteIndex(walk->parser); /* what is not whole yet */
        if (!last && begun >= 0 && at - (size_t)begun > XML_WALK_TAG_BYTES) {
            stop_at_limit(walk, "a tag or comment of more than a million characters");
            return walk->code;
        }
    } while (at < length);
    return text_check(&walk->text, walk->problem);
}

int xml_walk(const char *bytes, size_t length, bool count_tags, const struct xml_walk_hooks *hooks, void *self,
             struct problem *problem)
{
    struct walk walk = {.hooks = hooks, .self = self, .problem = problem, .count_tags = count_tags};
    walk.parser = XML_ParserCreate(NULL);
    if (!walk.parser)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read an XML file");
    XML_SetUserData(walk.parser, &walk);
    XML_SetElementHandler(walk.parser, on_start, on_end);
    XML_SetCharacterDataHandler(walk.parser, on_characters);
    XML_SetStartDoctypeDeclHandler(walk.parser, on_doctype);
    XML_SetUnknownEncodingHandler(walk.parser, on_encoding, NULL);
    int code = parse(&walk, bytes, length);
    XML_ParserFree(walk.parser);
    text_clear(&walk.text);
    return code;
}
