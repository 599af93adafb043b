#include "casebook/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_MAX = 15, POWER_MAX = 22 }; /* so that mantissa and power of ten are exact doubles, and one operation rounds */

/* Where a scalar begins or ends; NULL when the library does not know. */
static const struct fy_mark *mark_of(struct fy_node *node, bool end)
{
    struct fy_token *token = node && fy_node_is_scalar(node) ? fy_node_get_scalar_token(node) : NULL;
    return !token ? NULL : end ? fy_token_end_mark(token) : fy_token_start_mark(token);
}

/* The place of a node's first scalar; false when it has none. */
static bool first_scalar(struct fy_node *node, int64_t *line, int32_t *column)
{
    for (int depth = 0; node && depth < 64; depth++) {
        void *at = NULL;
        if (fy_node_is_scalar(node)) {
            const struct fy_mark *mark = mark_of(node, false);
            *line = mark ? mark->line + 1 : 0;
            *column = mark ? mark->column + 1 : 0;
            return mark != NULL;
        }
        if (fy_node_is_sequence(node)) {
            node = fy_node_sequence_iterate(node, &at);
        } else {
            struct fy_node_pair *pair = fy_node_mapping_iterate(node, &at);
            node = pair ? fy_node_pair_key(pair) : NULL;
        }
    }
    return false;
}

/* The key that has `node` as its value; NULL when there is none. */
static struct fy_node *key_of(struct fy_node *mapping, const struct fy_node *node)
{
    void *at = NULL;
    struct fy_node_pair *pair;
    while (fy_node_is_mapping(mapping) && (pair = fy_node_mapping_iterate(mapping, &at)))
        if (fy_node_pair_value(pair) == node)
            return fy_node_pair_key(pair);
    return NULL;
}

void yaml_place(struct fy_node *node, int64_t *line, int32_t *column)
{
    *line = 0;
    *column = 0;
    for (int depth = 0; node && depth < 64 && !first_scalar(node, line, column); depth++) {
        struct fy_node *parent = fy_node_get_parent(node);
        if (!parent || first_scalar(key_of(parent, node), line, column))
            return;
        node = parent;
    }
}

bool yaml_span(struct fy_node *node, size_t *from, size_t *to)
{
    const struct fy_mark *begins = mark_of(node, false), *ends = mark_of(node, true);
    if (!begins || !ends || fy_node_is_alias(node))
        return false;
    *from = begins->input_pos;
    *to = ends->input_pos;
    return true;
}

struct fy_node *yaml_first_key(struct fy_node *mapping)
{
    void *at = NULL;
    if (!mapping || !fy_node_is_mapping(mapping))
        return NULL;
    struct fy_node_pair *pair = fy_node_mapping_iterate(mapping, &at);
    return pair ? fy_node_pair_key(pair) : NULL;
}

bool yaml_is_list(struct fy_node *node)
{
    return node && fy_node_is_sequence(node);
}

bool yaml_is_flow(struct fy_node *node)
{
    return node && fy_node_get_style(node) == FYNS_FLOW;
}

void yaml_complain(struct yaml *yaml, struct fy_node *node, const char *field, const char *format, ...)
{
    if (yaml->code < 0)
        return;
    char text[200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    int64_t line;
    int32_t column;
    yaml_place(node, &line, &column);
    if (line > 0)
        yaml->code = problem_set(yaml->problem, PROBLEM_INPUT, "%s line %lld: %s", yaml->file, (long long)line, text);
    else
        yaml->code = problem_set(yaml->problem, PROBLEM_INPUT, "%s: %s", yaml->file, text);
    problem_next(yaml->problem, "Correct %s and try again.", yaml->file);
    problem_at(yaml->problem, yaml->file, line, column, field);
}

/*
 * Hears what libfyaml has to say: "<memory…>:3:1: error: duplicate key", then the line of the file that it is about. Only
 * the first is kept, and never a line of the file. (Its own collecting of errors leaks memory in 0.7.12.)
 */
static void hear(struct fy_diag *diagnosis, void *listener, const char *bytes, size_t length)
{
    (void)diagnosis;
    struct yaml *yaml = listener;
    const char *end = memchr(bytes, '\n', length);
    const char *place = memmem(bytes, length, ">:", 2);
    const char *why = memmem(bytes, length, "error: ", 7);
    if (yaml->code < 0 || !end || !place || !why || why > end)
        return;
    int64_t line = 0;
    int32_t column = 0;
    const char *at = place + 2;
    for (; at < end && *at >= '0' && *at <= '9'; at++)
        line = line * 10 + (*at - '0');
    for (at += at < end; at < end && *at >= '0' && *at <= '9'; at++)
        column = column * 10 + (*at - '0');
    why += strlen("error: ");
    yaml->code = problem_set(yaml->problem, PROBLEM_INPUT, "%s line %lld is not YAML: %.*s", yaml->file, (long long)line,
                             (int)(end - why), why);
    problem_next(yaml->problem, "Look for a missing colon, quote or blank at that line or the one above.");
    problem_at(yaml->problem, yaml->file, line, column, NULL);
}

/* Decodes the UTF-8 character at `at`; its length, or 0 when it is broken, longer than need be or no character of Unicode.
 */
static size_t decode(const unsigned char *at, size_t left, uint32_t *value)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    *value = *at;
    if (*at < 0x80)
        return 1;
    size_t length = *at >= 0xF0 ? 4 : *at >= 0xE0 ? 3 : 2;
    if (*at < 0xC2 || *at > 0xF4 || length > left)
        return 0;
    *value &= 0xFFu >> (length + 1);
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
        *value = *value << 6 | (at[i] & 0x3F);
    }
    bool character = *value >= least[length] && *value <= 0x10FFFF && (*value < 0xD800 || *value > 0xDFFF);
    return character ? length : 0;
}

/* Length of the character of text at `at`: not a control character, save tab and line end, and no byte order mark. */
static size_t character(const unsigned char *at, size_t left)
{
    uint32_t value;
    size_t length = decode(at, left, &value);
    bool control = (value < ' ' && value != '\t' && value != '\n' && value != '\r') || (value >= 0x7F && value < 0xA0);
    return control || value == 0xFEFF ? 0 : length;
}

/* Whether `byte` is one behind which a value or key may begin; 0 stands for the beginning of a line. */
static bool opens(char byte)
{
    return byte == '\0' || strchr("-?:,[{", byte);
}

/*
 * What libfyaml 0.7.12 cannot be trusted with and no file of ours needs: it runs for ever on some directives (lines that
 * begin with %) and falls over some keys that are written with a question mark. NULL when there is nothing to say. `before`
 * is the last character of the line so far that is no blank, 0 when there is none.
 */
static const char *distrusted(const char *at, const char *end, bool fresh, char before)
{
    if (fresh && *at == '%')
        return "lines that begin with % are not used here";
    if (*at == '?' && opens(before) && (at + 1 == end || strchr(" \t\r\n?:,[]{}", at[1])))
        return "a question mark needs quotes round its value";
    return NULL;
}

/* Whether the bytes are text that may be read on; complains otherwise. */
static bool is_plain(struct yaml *yaml, const char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length, *wrong = NULL;
    int64_t line = 1, begun = 0; /* where the line begins */
    bool fresh = true;           /* at the beginning of a line */
    char before = '\0';
    while (at < end && !wrong) {
        size_t step = character((const unsigned char *)at, (size_t)(end - at));
        wrong = step ? distrusted(at, end, fresh, before) : "a byte is no text (save the file as UTF-8)";
        if (wrong)
            break;
        fresh = *at == '\n' || *at == '\r';
        if (fresh || (*at != ' ' && *at != '\t'))
            before = fresh ? '\0' : *at;
        line += *at == '\n';
        at += step;
        if (fresh)
            begun = at - bytes;
    }
    if (!wrong)
        return true;
    yaml->code = problem_set(yaml->problem, PROBLEM_INPUT, "%s line %lld: %s", yaml->file, (long long)line, wrong);
    problem_next(yaml->problem, "Correct %s and try again.", yaml->file);
    problem_at(yaml->problem, yaml->file, line, (int32_t)(at - bytes - begun) + 1, NULL);
    return false;
}

void yaml_open(struct yaml *yaml, const char *bytes, size_t length, const char *file, struct problem *problem)
{
    *yaml = (struct yaml){.file = file};
    yaml->problem = problem ? problem : &yaml->unasked;
    if (length > YAML_LIMIT) {
        yaml->code = problem_set(yaml->problem, PROBLEM_LIMIT, "%s is larger than 1 MiB", file);
        return;
    }
    if (length == 0)
        yaml_complain(yaml, NULL, NULL, "the file is empty");
    if (length == 0 || !is_plain(yaml, bytes, length))
        return;
    struct fy_diag_cfg listen;
    fy_diag_cfg_default(&listen);
    listen.fp = NULL;
    listen.output_fn = hear;
    listen.user = yaml;
    listen.colorize = false;
    struct fy_diag *diagnosis = fy_diag_create(&listen);
    const struct fy_parse_cfg how = {.diag = diagnosis};
    yaml->document = diagnosis ? fy_document_build_from_string(&how, bytes, length) : NULL;
    fy_diag_unref(diagnosis);
    if (!yaml->document)
        yaml_complain(yaml, NULL, NULL, "it cannot be read as YAML");
    else if (!fy_document_root(yaml->document) || !fy_node_is_mapping(fy_document_root(yaml->document)))
        yaml_complain(yaml, fy_document_root(yaml->document), NULL,
                      "names with values are expected, like council: Anyshire");
}

int yaml_close(struct yaml *yaml)
{
    fy_document_destroy(yaml->document);
    yaml->document = NULL;
    return yaml->code;
}

struct fy_node *yaml_root(const struct yaml *yaml)
{
    return yaml->document ? fy_document_root(yaml->document) : NULL;
}

/* The bytes of a plain or quoted value; NULL for lists, mappings, aliases and nothing. */
static const char *scalar_of(struct fy_node *node, size_t *length)
{
    *length = 0;
    return node && fy_node_is_scalar(node) && !fy_node_is_alias(node) ? fy_node_get_scalar(node, length) : NULL;
}

static bool is_key(struct fy_node *node, const char *key)
{
    size_t length;
    const char *bytes = scalar_of(node, &length);
    return bytes && length == strlen(key) && memcmp(bytes, key, length) == 0;
}

struct fy_node *yaml_get(struct fy_node *mapping, const char *key)
{
    if (!mapping || !fy_node_is_mapping(mapping))
        return NULL;
    void *at = NULL;
    struct fy_node_pair *pair;
    while ((pair = fy_node_mapping_iterate(mapping, &at)))
        if (is_key(fy_node_pair_key(pair), key))
            return fy_node_pair_value(pair);
    return NULL;
}

struct fy_node *yaml_need(struct yaml *yaml, struct fy_node *mapping, const char *key)
{
    struct fy_node *found = yaml_get(mapping, key);
    if (!found)
        yaml_complain(yaml, mapping, key, "%s is missing", key);
    return found;
}

void yaml_only(struct yaml *yaml, struct fy_node *mapping, const char *const *keys)
{
    void *at = NULL;
    char key[64];
    while (yaml_pair(yaml, mapping, &at, key, sizeof key)) {
        bool known = false;
        for (const char *const *each = keys; *each; each++)
            known |= strcmp(*each, key) == 0;
        if (!known) {
            struct fy_node_pair *pair = at;
            yaml_complain(yaml, fy_node_pair_key(pair), key, "there is no setting called %s", key);
        }
    }
}

struct fy_node *yaml_item(struct yaml *yaml, struct fy_node *sequence, void **at)
{
    if (yaml->code < 0 || !sequence)
        return NULL;
    if (!fy_node_is_sequence(sequence)) {
        yaml_complain(yaml, sequence, NULL, "a list is expected here");
        return NULL;
    }
    return fy_node_sequence_iterate(sequence, at);
}

struct fy_node *yaml_pair(struct yaml *yaml, struct fy_node *mapping, void **at, char *key, size_t key_size)
{
    if (yaml->code < 0 || !mapping)
        return NULL;
    if (!fy_node_is_mapping(mapping)) {
        yaml_complain(yaml, mapping, NULL, "names with values are expected here");
        return NULL;
    }
    struct fy_node_pair *pair = fy_node_mapping_iterate(mapping, at);
    if (!pair)
        return NULL;
    yaml_text(yaml, fy_node_pair_key(pair), "a name", key, key_size);
    if (!fy_node_pair_value(pair))
        yaml_complain(yaml, fy_node_pair_key(pair), key, "%s has no value", key);
    return yaml->code < 0 ? NULL : fy_node_pair_value(pair);
}

void yaml_text(struct yaml *yaml, struct fy_node *node, const char *field, char *out, size_t size)
{
    out[0] = '\0';
    if (yaml->code < 0)
        return;
    size_t length;
    const char *bytes = scalar_of(node, &length);
    if (!bytes || length == 0 || memchr(bytes, '\0', length))
        yaml_complain(yaml, node, field, "%s needs a value", field);
    else if (length >= size)
        yaml_complain(yaml, node, field, "%s is longer than %zu bytes", field, size - 1);
    else
        memcpy(out, bytes, length), out[length] = '\0';
}

static const double powers_of_ten[POWER_MAX + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Reads "e-3" at `at`; adds it to *power. False when something else stands there. */
static bool read_power(const char *at, const char *end, int *power)
{
    if (at == end)
        return true;
    if (*at != 'e' && *at != 'E')
        return false;
    at++;
    bool negative = at < end && *at == '-';
    at += at < end && (*at == '-' || *at == '+');
    if (at == end || end - at > 2)
        return false;
    int value = 0;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9')
            return false;
        value = value * 10 + (*at - '0');
    }
    *power += negative ? -value : value;
    return true;
}

/* Reads "12.5" from *at on: its digits without the point, and the power of ten that puts the point back. False for none or
 * too many. */
static bool read_mantissa(const char **at, const char *end, int64_t *mantissa, int *power)
{
    int digits = 0, seen = 0;
    bool point = false;
    for (; *at < end && ((**at >= '0' && **at <= '9') || (**at == '.' && !point)); (*at)++) {
        if (**at == '.') {
            point = true;
            continue;
        }
        *mantissa = *mantissa * 10 + (**at - '0');
        digits += *mantissa > 0;
        *power -= point;
        if (digits > DIGITS_MAX || ++seen > POWER_MAX)
            return false;
    }
    return seen > 0;
}

bool yaml_read_decimal(const char *bytes, size_t length, double *out)
{
    const char *at = bytes, *end = bytes + length;
    bool negative = at < end && *at == '-';
    at += at < end && (*at == '-' || *at == '+');
    int64_t mantissa = 0;
    int power = 0;
    if (!read_mantissa(&at, end, &mantissa, &power) || !read_power(at, end, &power) || power < -POWER_MAX ||
        power > POWER_MAX)
        return false;
    double value = power < 0 ? (double)mantissa / powers_of_ten[-power] : (double)mantissa * powers_of_ten[power];
    *out = negative ? -value : value;
    return true;
}

double yaml_decimal(struct yaml *yaml, struct fy_node *node, const char *field, double low, double high)
{
    if (yaml->code < 0)
        return 0;
    size_t length;
    const char *bytes = scalar_of(node, &length);
    double value = 0;
    if (!bytes || !yaml_read_decimal(bytes, length, &value))
        yaml_complain(yaml, node, field, "%s needs a number like 0.25", field);
    else if (!(value >= low && value <= high))
        yaml_complain(yaml, node, field, "%s must lie between %.6g and %.6g", field, low, high);
    return yaml->code < 0 ? 0 : value;
}

int64_t yaml_whole(struct yaml *yaml, struct fy_node *node, const char *field, int64_t low, int64_t high)
{
    if (yaml->code < 0)
        return 0;
    size_t length;
    const char *bytes = scalar_of(node, &length);
    bool negative = bytes && length > 0 && bytes[0] == '-';
    int64_t value = 0;
    bool whole = bytes && length > negative && length <= 16;
    for (size_t i = negative; whole && i < length; i++) {
        whole = bytes[i] >= '0' && bytes[i] <= '9';
        value = value * 10 + (bytes[i] - '0');
    }
    value = negative ? -value : value;
    if (!whole || value < low || value > high)
        yaml_complain(yaml, node, field, "%s needs a whole number from %lld to %lld", field, (long long)low,
                      (long long)high);
    return yaml->code < 0 ? 0 : value;
}

bool yaml_flag(struct yaml *yaml, struct fy_node *node, const char *field)
{
    if (yaml->code < 0 || !node)
        return false;
    bool yes = is_key(node, "true") || is_key(node, "yes");
    if (!yes && !is_key(node, "false") && !is_key(node, "no"))
        yaml_complain(yaml, node, field, "%s needs true or false", field);
    return yes;
}
