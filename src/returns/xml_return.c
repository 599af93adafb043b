#include "returns/xml_return.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "returns/parts.h"
#include "returns/quarantine.h"
#include "returns/return_row.h"
#include "returns/xml_child.h"
#include "returns/xml_places.h"
#include "returns/xml_walk.h"

enum { ROOT = 1, CHILD = 2 }; /* depths */

/* An element that has begun and not ended. */
struct level {
    enum return_table table; /* of the row that its fields belong to; of the header when that is the child itself */
    int32_t row;             /* number of that row; -1 for fields that stand in no block */
    bool block;              /* it is the block itself */
    size_t start;            /* length of the path before it */
    size_t base;             /* length of the path up to the block and its "/" */
};

struct reader {
    struct xml_places places;                                  /* the columns of every table */
    bool learning;                                             /* the first walk: no rows are made */
    int32_t depth;                                             /* elements that are open */
    struct level level[XML_WALK_DEPTH];                        /* those */
    size_t path_length;                                        /* of the path */
    char path[XML_WALK_DEPTH * (XML_WALK_NAME_BYTES + 1) + 1]; /* their names with "/" between, NUL-ended */
    struct xml_child child;                                    /* the rows of the child at hand */
    const char *name;                                          /* of the file; borrowed */
    struct return_bundle *out;                                 /* what is filled */
    int32_t part[RETURN_TABLES];                               /* the part of each table, or -1 */
    int64_t last_line[RETURN_TABLES];                          /* of its last row */
    bool clash;                                                /* two rows of a table begin on one line */
    int64_t rows_read;                                         /* rows of all tables */
    struct problem *problem;                                   /* the caller's */
};

static void push_path(struct reader *reader, const char *name)
{
    size_t length = strlen(name);
    memcpy(reader->path + reader->path_length, name, length);
    reader->path_length += length;
    reader->path[reader->path_length++] = '/';
    reader->path[reader->path_length] = '\0';
}

/* Begins a row for a block; in the first walk only its table is noted. */
static int begin_block(struct reader *reader, enum return_table table, int64_t line, struct level *level)
{
    const struct level *around = level - 1;
    *level = (struct level){.table = table, .row = -1, .block = true, .start = level->start, .base = reader->path_length};
    reader->places.used[table] = reader->places.block_seen = true;
    if (reader->learning)
        return 0;
    if (around->table == table && around->row >= 0)
        reader->child.row[around->row].wraps = true;
    level->row = xml_child_add(&reader->child, table, line, true, reader->problem);
    return level->row < 0 ? level->row : 0;
}

static int on_begin(void *self, const char *name, int64_t line)
{
    struct reader *reader = self;
    struct level *level = &reader->level[reader->depth++];
    size_t start = reader->path_length;
    push_path(reader, name);
    enum return_table table = reader->depth > CHILD ? xml_places_block(name) : RETURN_UNKNOWN;
    if (reader->depth == CHILD)
        xml_child_begin(&reader->child);
    if (reader->depth <= CHILD) {
        *level =
            (struct level){.table = RETURN_HEADER, .row = -1, .block = true, .start = start, .base = reader->path_length};
        return 0;
    }
    *level = level[-1];
    level->block = false;
    level->start = start;
    return table == RETURN_UNKNOWN ? 0 : begin_block(reader, table, line, level);
}

/* What a text is called that no layout knows: its path within the block ("COST/WEEK"), of which it may be an attribute. */
static void name_text(const struct reader *reader, const struct level *level, const char *name, bool leaf,
                      char out[RETURN_HEADING_BYTES + 2])
{
    const char *attribute = strchr(name, '@'), *path = level->block ? name : reader->path + level->base;
    size_t length = level->block ? strlen(name) : reader->path_length - 1 - level->base;
    bool between = !attribute && (level->block ? reader->depth != CHILD : !leaf); /* it stands between elements */
    snprintf(out, RETURN_HEADING_BYTES + 2, "%s%.*s%s", between ? "text of " : "", (int)length, path,
             attribute && !level->block ? attribute : "");
}

/* Puts a text in its place among the rows of the child. */
static int put_text(struct reader *reader, const struct level *level, const struct xml_place *place, struct return_text text,
                    int64_t line)
{
    bool own = place->table == level->table && level->row >= 0;
    int32_t row = own ? level->row : xml_child_loose(&reader->child, place, line, reader->problem);
    return row < 0 ? row : xml_child_put(&reader->child, row, &reader->places, place, text, reader->problem);
}

/* Puts a text in its place, or in the first walk gives it one. */
static int take_text(struct reader *reader, struct xml_place *place, const char *path, struct return_text text, int64_t line)
{
    if (!reader->learning)
        return put_text(reader, &reader->level[reader->depth - 1], place, text, line);
    reader->places.used[place->table] = reader->places.used[place->table] || text.length > 0;
    return xml_places_add(&reader->places, place, path, reader->problem);
}

static int on_text(void *self, const char *name, struct return_text text, bool leaf, int64_t line)
{
    struct reader *reader = self;
    const struct level *level = &reader->level[reader->depth - 1];
    struct xml_place place;
    char path[RETURN_HEADING_BYTES + 2];
    bool plain = leaf && !level->block;
    if (plain && xml_places_known(&reader->places, level->table, name, &place))
        return take_text(reader, &place, NULL, text, line);
    if (text.length == 0 && !plain)
        return 0;
    name_text(reader, level, name, leaf, path);
    if (reader->depth <= CHILD)
        return reader->learning ? xml_places_outside(&reader->places, path, reader->problem) : 0;
    place = xml_places_extra(&reader->places, level->table, path);
    return take_text(reader, &place, path, text, line);
}

/* The file of a table's part, which is made when the first row comes. */
static struct return_file *file_of(struct reader *reader, enum return_table table)
{
    if (reader->part[table] < 0) {
        int32_t part = parts_add(reader->out, reader->name, reader->problem);
        if (part < 0 ||
            return_row_columns(&reader->out->part[part].file, &reader->places.columns[table], reader->problem) < 0)
            return NULL;
        reader->part[table] = part;
    }
    return &reader->out->part[reader->part[table]].file;
}

static int load_row(struct reader *reader, int64_t number)
{
    struct return_text cell[RETURN_ROW_CELLS];
    const char *fault;
    int32_t fault_column;
    const struct xml_row *held = &reader->child.row[number];
    const struct return_columns *columns = &reader->places.columns[held->table];
    if (!xml_child_cells(&reader->child, number, &reader->places, cell, &fault, &fault_column))
        return 0;
    if (reader->rows_read++ == RETURN_ROWS_MAX)
        return problem_set(reader->problem, PROBLEM_LIMIT, "the file has more than %d rows", (int)RETURN_ROWS_MAX);
    struct return_file *file = file_of(reader, held->table);
    if (!file)
        return PROBLEM_MEMORY;
    reader->clash = reader->clash || held->line <= reader->last_line[held->table];
    reader->last_line[held->table] = held->line;
    const struct return_row row = {.line = held->line, .cells = columns->count, .cell = cell};
    if (!fault)
        return return_row_load(file, columns, &row, reader->problem);
    if (fault_column < 0)
        return quarantine_whole(file, columns, &row, fault, reader->problem);
    return quarantine_cell(file, columns, &row, fault_column, fault, reader->problem);
}

static int on_end(void *self)
{
    struct reader *reader = self;
    int code = 0;
    if (reader->depth == CHILD && !reader->learning)
        for (int64_t i = 0; i < reader->child.count && code == 0; i++)
            code = load_row(reader, i);
    reader->depth--;
    reader->path_length = reader->level[reader->depth].start;
    reader->path[reader->path_length] = '\0';
    return code;
}

static int walk(struct reader *reader, const char *bytes, size_t length, bool count_tags)
{
    static const struct xml_walk_hooks hooks = {.begin = on_begin, .text = on_text, .end = on_end};
    reader->depth = 0;
    reader->path_length = 0;
    reader->rows_read = 0;
    reader->clash = false;
    for (int table = 0; table < RETURN_TABLES; table++) {
        reader->part[table] = -1;
        reader->last_line[table] = 0;
    }
    return xml_walk(bytes, length, count_tags, &hooks, reader, reader->problem);
}

static int compare_parts(const void *left, const void *right)
{
    const struct return_part *a = left, *b = right;
    return (a->file.table > b->file.table) - (a->file.table < b->file.table);
}

/* Reads the rows; where lines cannot tell two of them apart, once more with start tags counted in place of lines. */
static int read_rows(struct reader *reader, const char *bytes, size_t length)
{
    int code = walk(reader, bytes, length, false);
    if (code == 0 && reader->clash) {
        return_bundle_clear(reader->out);
        code = walk(reader, bytes, length, true);
    }
    if (code == 0 && reader->out->parts > 1)
        qsort(reader->out->part, (size_t)reader->out->parts, sizeof *reader->out->part, compare_parts);
    return code;
}

int xml_return_read(const char *bytes, size_t length, const char *name, struct return_bundle *out, struct problem *problem)
{
    struct problem unheard = {.code = PROBLEM_NONE}, *told = problem ? problem : &unheard;
    struct reader *reader = calloc(1, sizeof *reader);
    *out = (struct return_bundle){0};
    if (!reader)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read an XML file");
    reader->problem = told;
    reader->name = name;
    reader->out = out;
    reader->learning = true;
    xml_places_init(&reader->places);
    int code = walk(reader, bytes, length, false);
    reader->learning = false;
    if (code == 0 && xml_places_is_return(&reader->places)) {
        code = xml_places_settle(&reader->places, told);
        if (code == 0)
            code = read_rows(reader, bytes, length);
    }
    /* A file of which no row is one of a return still is a part, so that there is something to say so of. */
    if (code == 0 && out->parts == 0 && parts_add(out, name, told) < 0)
        code = PROBLEM_MEMORY;
    xml_places_clear(&reader->places);
    xml_child_clear(&reader->child);
    free(reader);
    return parts_finish(out, name, code, told);
}
