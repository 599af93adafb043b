#include "briefing/chart.h"

#include <duktape.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "table/render.h"

/* The bundle of ui/src/charts, compiled in. */
extern const unsigned char chart_script[];
extern const size_t chart_script_length;

static const struct chart_definition definitions[] = {
    {"C1", "C1", "Children in care: history and forecast"},
    {"C5", "C5", "Placement mix"},
};

enum { DEFINITIONS = sizeof definitions / sizeof *definitions };

const struct chart_definition *charts_all(int32_t *count)
{
    *count = DEFINITIONS;
    return definitions;
}

const struct chart_definition *charts_named(const char *id)
{
    for (int32_t i = 0; i < DEFINITIONS; i++)
        if (strcasecmp(definitions[i].id, id) == 0)
            return &definitions[i];
    return NULL;
}

static int unknown_chart(const char *id, struct problem *problem)
{
    struct text ids = {0};
    for (int32_t i = 0; i < DEFINITIONS; i++)
        text_format(&ids, "%s%s", i ? ", " : "", definitions[i].id);
    problem_set(problem, PROBLEM_NOT_FOUND, "there is no chart %s", id);
    problem_next(problem, "Choose one of: %s.", text_string(&ids));
    text_clear(&ids);
    return PROBLEM_NOT_FOUND;
}

struct chart_engine {
    duk_context *script; /* owned */
    size_t used;         /* bytes that the script holds, with our headings */
    bool refused;        /* an allocation was refused: the limit or the machine's memory was reached */
};

/* Every block is headed by its size, so that the sum can be kept; 16 bytes keep what follows aligned. */
enum { BLOCK_HEAD = 16 };

static void *block_resize(void *owner, void *block, duk_size_t size)
{
    struct chart_engine *engine = owner;
    unsigned char *head = block ? (unsigned char *)block - BLOCK_HEAD : NULL;
    size_t before = 0;
    if (head)
        memcpy(&before, head, sizeof before);
    size_t left = CHART_MEMORY_MAX - engine->used + before;
    unsigned char *resized = NULL;
    if (size <= left && left - size >= BLOCK_HEAD)
        resized = realloc(head, size + BLOCK_HEAD);
    if (!resized) {
        engine->refused = true;
        return NULL;
    }
    size_t now = size + BLOCK_HEAD;
    memcpy(resized, &now, sizeof now);
    engine->used += now - before;
    return resized + BLOCK_HEAD;
}

static void *block_take(void *owner, duk_size_t size)
{
    return block_resize(owner, NULL, size);
}

static void block_free(void *owner, void *block)
{
    if (!block)
        return;
    struct chart_engine *engine = owner;
    unsigned char *head = (unsigned char *)block - BLOCK_HEAD;
    size_t size;
    memcpy(&size, head, sizeof size);
    engine->used -= size;
    free(head);
}

/* What a protected call does and brings back. Everything that can throw runs inside one, so that nothing is ever fatal. */
struct script_call {
    const char *function; /* of the global object `homeward` */
    const char *id;
    const struct text *json;
    int32_t width, height; /* 0, 0: the function takes none */
    struct text *out;
};

static duk_ret_t script_load(duk_context *script, void *unused)
{
    (void)unused;
    duk_eval_lstring_noresult(script, (const char *)chart_script, chart_script_length);
    return 0;
}

static duk_ret_t script_run(duk_context *script, void *what)
{
    const struct script_call *call = what;
    duk_get_global_string(script, "homeward");
    duk_get_prop_string(script, -1, call->function);
    duk_push_string(script, call->id);
    duk_push_lstring(script, call->json->bytes, call->json->length);
    duk_push_int(script, call->width);
    duk_push_int(script, call->height);
    duk_call(script, 4);
    duk_size_t length = 0;
    const char *bytes = duk_require_lstring(script, -1, &length);
    text_append_bytes(call->out, bytes, length);
    return 0;
}

/*
 * Reads the error on top of the stack into a problem. What the charts themselves say of a table or a size is a plain Error,
 * for a person to read; any other name (TypeError, RangeError) is a fault of the charts.
 */
static duk_ret_t error_read(duk_context *script, void *out)
{
    struct problem *problem = out;
    duk_get_prop_string(script, -1, "name");
    bool ours = strcmp(duk_safe_to_string(script, -1), "Error") == 0;
    duk_pop(script);
    duk_get_prop_string(script, -1, "message");
    const char *message = duk_safe_to_string(script, -1);
    if (ours)
        problem_set(problem, PROBLEM_INPUT, "%s", message);
    else
        problem_set(problem, PROBLEM_INTERNAL, "the chart could not be drawn: %s", message);
    return 0;
}

/* Runs `function` protected; what it throws becomes a problem. The stack is as before. */
static int script_protect(struct chart_engine *engine, duk_safe_call_function function, void *what, struct problem *problem)
{
    duk_context *script = engine->script;
    struct problem own = {0};
    engine->refused = false;
    bool failed = duk_safe_call(script, function, what, 0, 1) != DUK_EXEC_SUCCESS;
    if (failed && engine->refused) { /* a refusal alone is none: the script may have found room by collecting its garbage */
        problem_set(&own, PROBLEM_LIMIT, "the table needs more than %d MiB to be drawn as a chart", CHART_MEMORY_MAX >> 20);
        problem_next(&own, "Draw fewer rows, or take the table itself.");
    } else if (failed && duk_safe_call(script, error_read, &own, 1, 1) != DUK_EXEC_SUCCESS) {
        problem_set(&own, PROBLEM_INTERNAL, "the chart could not be drawn");
    }
    duk_pop(script);
    if (problem && failed)
        *problem = own;
    return own.code;
}

int chart_engine_open(struct chart_engine **out, struct problem *problem)
{
    *out = NULL;
    struct chart_engine *engine = calloc(1, sizeof *engine);
    if (!engine)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to draw a chart");
    engine->script = duk_create_heap(block_take, block_resize, block_free, engine, NULL);
    if (!engine->script) {
        chart_engine_close(engine);
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to draw a chart");
    }
    int code = script_protect(engine, script_load, NULL, problem);
    if (code < 0) {
        chart_engine_close(engine);
        return code;
    }
    *out = engine;
    return 0;
}

void chart_engine_close(struct chart_engine *engine)
{
    if (!engine)
        return;
    if (engine->script)
        duk_destroy_heap(engine->script);
    free(engine);
}

/* Fills in the JSON of the table, calls and appends; `call->out` is untouched when the script fails. */
static int engine_call(struct chart_engine *engine, struct script_call *call, const struct table *table,
                       struct problem *problem)
{
    const struct chart_definition *definition = charts_named(call->id);
    if (!definition)
        return unknown_chart(call->id, problem);
    call->id = definition->id;
    struct text json = {0};
    call->json = &json;
    int code = table_check(table, problem);
    if (code == 0)
        code = render_table(table, RENDER_JSON, 0, &json, problem);
    if (code == 0)
        code = text_check(&json, problem);
    if (code == 0)
        code = script_protect(engine, script_run, call, problem);
    if (code == 0)
        code = text_check(call->out, problem);
    text_clear(&json);
    return code;
}

int chart_engine_render(struct chart_engine *engine, const char *id, const struct table *table, int32_t width,
                        int32_t height, struct text *svg, struct problem *problem)
{
    struct script_call call = {.function = "svg", .id = id, .width = width, .height = height, .out = svg};
    return engine_call(engine, &call, table, problem);
}

int chart_engine_alt_text(struct chart_engine *engine, const char *id, const struct table *table, struct text *out,
                          struct problem *problem)
{
    struct script_call call = {.function = "altText", .id = id, .out = out};
    return engine_call(engine, &call, table, problem);
}

int chart_render(const char *id, const struct table *table, int32_t width, int32_t height, struct text *svg,
                 struct problem *problem)
{
    struct chart_engine *engine = NULL;
    int code = chart_engine_open(&engine, problem);
    if (code == 0)
        code = chart_engine_render(engine, id, table, width, height, svg, problem);
    chart_engine_close(engine);
    return code;
}

int chart_alt_text(const char *id, const struct table *table, struct text *out, struct problem *problem)
{
    struct chart_engine *engine = NULL;
    int code = chart_engine_open(&engine, problem);
    if (code == 0)
        code = chart_engine_alt_text(engine, id, table, out, problem);
    chart_engine_close(engine);
    return code;
}
