/*
 * yaml: a YAML document read with libfyaml, every value asked for by name and every complaint with its line.
 *
 * Reading never needs checking value by value: the first complaint is kept, later calls give zeroes, and yaml_close says at
 * the end whether the document was good. Numbers are read by our own digits, so that the locale never matters.
 *
 *     struct yaml yaml;
 *     yaml_open(&yaml, bytes, length, "homeward.yaml", problem);
 *     int64_t year = yaml_whole(&yaml, yaml_need(&yaml, yaml_root(&yaml), "year"), "year", 1990, 2100);
 *     return yaml_close(&yaml);
 *
 * Nodes are borrowed until yaml_close; a NULL node is allowed everywhere and is "not there". Inside of the room only.
 * Outside library: libfyaml. Includes: base.
 */
#ifndef CASEBOOK_YAML_H
#define CASEBOOK_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problem.h"

struct fy_document;
struct fy_node;

enum { YAML_LIMIT = 1024 * 1024 }; /* bytes; a settings file of a council has a few thousand */

struct yaml {
    struct fy_document *document; /* owned; NULL when the bytes are no YAML */
    const char *file;             /* name for problems; borrowed */
    struct problem *problem;      /* the caller's; holds the first complaint; never NULL */
    int code;                     /* 0, or the code of the first complaint */
    struct problem unasked;       /* where complaints go when the caller gave no problem */
};

/* Reads a document. What is wrong with it waits in yaml->code for yaml_close. */
void yaml_open(struct yaml *yaml, const char *bytes, size_t length, const char *file, struct problem *problem);

/* Frees the document; 0, or the code of the first complaint. */
int yaml_close(struct yaml *yaml);

struct fy_node *yaml_root(const struct yaml *yaml);

/* A value of a mapping: yaml_get gives NULL when it is not there, yaml_need complains as well. */
struct fy_node *yaml_get(struct fy_node *mapping, const char *key);
struct fy_node *yaml_need(struct yaml *yaml, struct fy_node *mapping, const char *key);

/* Complains when the mapping has a key that is not in `keys` (ended by NULL), or is no mapping at all. */
void yaml_only(struct yaml *yaml, struct fy_node *mapping, const char *const *keys);

/* One after another: *at is NULL before the first. The items of a sequence; the pairs of a mapping, whose key is copied to
 * `key`. */
struct fy_node *yaml_item(struct yaml *yaml, struct fy_node *sequence, void **at);
struct fy_node *yaml_pair(struct yaml *yaml, struct fy_node *mapping, void **at, char *key, size_t key_size);

/* Values; `field` names them in complaints. Texts that do not fit into `size` bytes are a complaint, and so are empty ones.
 */
void yaml_text(struct yaml *yaml, struct fy_node *node, const char *field, char *out, size_t size);
int64_t yaml_whole(struct yaml *yaml, struct fy_node *node, const char *field, int64_t low, int64_t high);
double yaml_decimal(struct yaml *yaml, struct fy_node *node, const char *field, double low, double high);
bool yaml_flag(struct yaml *yaml, struct fy_node *node, const char *field);

/* Where a node begins, counted from 1: at its first scalar, or where it is empty at its key; 0 and 0 when it is not there.
 */
void yaml_place(struct fy_node *node, int64_t *line, int32_t *column);

/* The bytes of a plain or quoted value or of a key, with its quotes: [from, to) in what was read. False for anything else.
 */
bool yaml_span(struct fy_node *node, size_t *from, size_t *to);

/* The first key of a mapping; NULL when it has none or is none. */
struct fy_node *yaml_first_key(struct fy_node *mapping);

bool yaml_is_list(struct fy_node *node);
bool yaml_is_flow(struct fy_node *node); /* a mapping in braces */

/* Keeps a complaint at the line and column of `node`, unless there is an earlier one. */
void yaml_complain(struct yaml *yaml, struct fy_node *node, const char *field, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "12", "0.35", ".5", "-1.25e-3": exact to the nearest double in any locale; false for anything else or over 15 digits. */
bool yaml_read_decimal(const char *bytes, size_t length, double *out);

#endif
