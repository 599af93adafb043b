/*
 * scenario_edit: one value of a scenario changed in its text. Only the bytes of that value are touched, or one line is put
 * in; the changed text is read like any other before anybody keeps it.
 */
#include "casebook/scenario_yaml.h"

#include <stdlib.h>
#include <string.h>

#include "casebook/yaml.h"

enum { WORD_SIZE = 64, STEPS_MAX = 8 };

/* A path taken apart: S01 . effects [0] . from */
struct step {
    char key[WORD_SIZE]; /* "" when it is a place in a list */
    int32_t index;
};

struct path {
    const char *text;
    int32_t steps;
    struct step step[STEPS_MAX];
};

static int refuse_path(const char *path, const char *why, struct problem *problem)
{
    problem_set(problem, PROBLEM_USAGE, "“%.80s” names no value of the scenario: %s", path, why);
    return problem_next(problem,
                        "Say for example S01.effects[0].add_per_month=2, S01.owner=\"Head of Fostering\" or name=…");
}

/* "[12]" at *at. */
static bool take_index(const char **at, struct step *step)
{
    const char *digit = *at + 1;
    *step = (struct step){0};
    while (*digit >= '0' && *digit <= '9' && digit - *at < 5)
        step->index = step->index * 10 + (*digit++ - '0');
    if (digit == *at + 1 || *digit != ']')
        return false;
    *at = digit + 1;
    return true;
}

/* "name" or ".name" at *at. */
static bool take_key(const char **at, bool first, struct step *step)
{
    const char *from = *at + (first ? 0 : 1);
    size_t length = strcspn(from, ".[]");
    *step = (struct step){0};
    if ((!first && **at != '.') || length == 0 || length >= sizeof step->key)
        return false;
    memcpy(step->key, from, length);
    *at = from + length;
    return true;
}

static int read_path(const char *text, struct path *path, struct problem *problem)
{
    *path = (struct path){.text = text};
    for (const char *at = text; *at || path->steps == 0;) {
        if (path->steps == STEPS_MAX)
            return refuse_path(text, "it is too deep", problem);
        struct step *step = &path->step[path->steps];
        if (!(*at == '[' && path->steps ? take_index(&at, step) : take_key(&at, path->steps == 0, step)))
            return refuse_path(text, "it is not written like one", problem);
        path->steps++;
    }
    return 0;
}

/* Item `index` of a list. */
static struct fy_node *item_at(struct yaml *yaml, struct fy_node *list, int32_t index)
{
    void *at = NULL;
    struct fy_node *item = NULL;
    if (!yaml_is_list(list))
        return NULL;
    for (int32_t i = 0; i <= index; i++)
        if (!(item = yaml_item(yaml, list, &at)))
            return NULL;
    return item;
}

/* The initiative of an id. */
static struct fy_node *initiative(struct yaml *yaml, const char *id)
{
    void *at = NULL;
    struct fy_node *item, *list = yaml_get(yaml_root(yaml), "initiatives");
    char text[WORD_SIZE];
    while (yaml_is_list(list) && (item = yaml_item(yaml, list, &at))) {
        yaml_text(yaml, yaml_get(item, "id"), "id", text, sizeof text);
        if (strcmp(text, id) == 0)
            return item;
    }
    return NULL;
}

/* The mapping that the last key of a path stands in. */
static struct fy_node *walk_path(struct yaml *yaml, const struct path *path)
{
    if (path->steps == 1)
        return yaml_root(yaml);
    struct fy_node *node = initiative(yaml, path->step[0].key);
    for (int32_t i = 1; i + 1 < path->steps && node; i++)
        node = path->step[i].key[0] ? yaml_get(node, path->step[i].key) : item_at(yaml, node, path->step[i].index);
    return node;
}

/* A value as YAML: as it is where that cannot be misread, a list as it is, all else in double quotes. */
static void append_value(struct text *out, const char *value)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";
    const size_t length = strlen(value);
    if ((length && strspn(value, plain) == length && strcmp(value, "-") != 0) ||
        (value[0] == '[' && value[length - 1] == ']')) {
        text_append(out, value);
        return;
    }
    text_append_char(out, '"');
    for (const char *at = value; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_append_char(out, '\\');
        text_append_char(out, *at);
    }
    text_append_char(out, '"');
}

/* Where in the text a change goes, what stands before and behind it. */
struct change {
    size_t from, to; /* bytes that go away */
    struct text put; /* what comes in their place; owned */
};

/* A quoted value lies between marks that leave its quotes out. */
static void widen(const char *bytes, size_t length, struct change *change)
{
    const char quote = change->from ? bytes[change->from - 1] : '\0';
    if ((quote == '"' || quote == '\'') && change->to < length && bytes[change->to] == quote) {
        change->from--;
        change->to++;
    }
}

static bool change_value(const char *bytes, size_t length, struct fy_node *value, const char *text, struct change *change)
{
    if (!yaml_span(value, &change->from, &change->to) || change->to > length || change->from > change->to)
        return false;
    widen(bytes, length, change);
    append_value(&change->put, text);
    return true;
}

/* Where the line of the first pair ends, when the whole pair stands on it; 0 when it does not. */
static size_t end_of_pair(const char *bytes, size_t length, size_t key)
{
    const char *end = memchr(bytes + key, '\n', length - key);
    const size_t stop = end ? (size_t)(end - bytes) : length;
    int32_t open = 0;
    char last = '\0';
    for (size_t i = key; i < stop && !(bytes[i] == '#' && bytes[i - 1] == ' '); i++) {
        open += bytes[i] == '[' || bytes[i] == '{';
        open -= bytes[i] == ']' || bytes[i] == '}';
        last = bytes[i] == ' ' || bytes[i] == '\r' ? last : bytes[i];
    }
    return open || last == ':' || last == '|' || last == '>' ? 0 : stop;
}

/* A key that is not there yet: a line of its own behind the first pair, or before it; in braces before the first. */
static bool add_key(const char *bytes, size_t length, struct fy_node *mapping, const char *key, const char *text,
                    struct change *change)
{
    struct fy_node *first = yaml_first_key(mapping);
    int64_t line;
    int32_t column;
    size_t end;
    if (!first || !yaml_span(first, &change->from, &end) || change->from >= length)
        return false;
    yaml_place(first, &line, &column);
    const bool flow = yaml_is_flow(mapping);
    const size_t behind = flow ? 0 : end_of_pair(bytes, length, change->from);
    if (behind) {
        change->from = behind;
        text_append_char(&change->put, '\n');
        text_pad(&change->put, ' ', column - 1);
    }
    text_format(&change->put, "%s: ", key);
    append_value(&change->put, text);
    if (flow)
        text_append(&change->put, ", ");
    if (!flow && !behind) {
        text_append_char(&change->put, '\n');
        text_pad(&change->put, ' ', column - 1);
    }
    change->to = change->from;
    return true;
}

static int find_change(struct yaml *yaml, const char *bytes, size_t length, const struct path *path, const char *value,
                       struct change *change, struct problem *problem)
{
    const struct step *last = &path->step[path->steps - 1];
    struct fy_node *mapping = walk_path(yaml, path);
    if (!mapping || !last->key[0] || !yaml_first_key(mapping))
        return refuse_path(path->text, "there is no such part", problem);
    struct fy_node *node = yaml_get(mapping, last->key);
    if (!node && path->steps == 1 && strcmp(last->key, "about") != 0)
        return refuse_path(path->text, "a scenario itself has a name, what it is about and initiatives", problem);
    if (node ? change_value(bytes, length, node, value, change) : add_key(bytes, length, mapping, last->key, value, change))
        return 0;
    return refuse_path(path->text, "it is a list or has parts of its own; change those, or the file", problem);
}

int casebook_change_scenario(const char *bytes, size_t length, const char *path_text, const char *value,
                             const struct plan_limits *limits, struct text *out, struct problem *problem)
{
    struct path path;
    struct change change = {0};
    struct yaml yaml;
    int code = read_path(path_text, &path, problem);
    if (code < 0)
        return code;
    if (strpbrk(value, "\r\n"))
        return refuse_path(path_text, "a value is one line", problem);
    yaml_open(&yaml, bytes, length, limits->file, problem);
    code = yaml.code < 0 ? yaml.code : find_change(&yaml, bytes, length, &path, value, &change, problem);
    const int closed = yaml_close(&yaml);
    code = code < 0 ? code : closed;
    text_reset(out);
    if (code == 0) {
        text_append_bytes(out, bytes, change.from);
        text_append(out, text_string(&change.put));
        text_append_bytes(out, bytes + change.to, length - change.to);
        code = text_check(out, problem);
    }
    text_clear(&change.put);
    struct plan_scenario *read = code == 0 ? malloc(sizeof *read) : NULL;
    if (code == 0 && !read)
        code = problem_set(problem, PROBLEM_MEMORY, "not enough memory for the scenario");
    if (code == 0)
        code = casebook_read_scenario(text_string(out), out->length, limits, read, problem);
    free(read);
    return code;
}
