#include "returns/xml_places.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    enum return_table table;
} blocks[] = {
    {"HEADER", RETURN_HEADER},
    {"EPISODE", RETURN_EPISODES},
    {"AREVIEW", RETURN_REVIEWS},
    {"AMISSING", RETURN_MISSING},
    {"PERMANENCE", RETURN_PREVIOUS_PERMANENCE},
    {"AD_PLACED", RETURN_PLACED_ADOPTION},
    {"OC2", RETURN_OC2},
    {"OC3", RETURN_OC3},
    {"AD1", RETURN_AD1},
    {"SWDETAIL", RETURN_SOCIAL_WORKER},
    {"SW_EPISODE", RETURN_SOCIAL_WORKER},
    {"SWEPISODE", RETURN_SOCIAL_WORKER},
    {"ASWEPISODE", RETURN_SOCIAL_WORKER},
    {"DOLO", RETURN_DOLO},
    {"ADOLO", RETURN_DOLO},
};

/* The tables whose fields may stand anywhere under a child. */
static const enum return_table loose[] = {RETURN_OC2, RETURN_OC3, RETURN_AD1};

enum { AFTER_BIRTH = 2 /* the first column behind CHILD and DOB, which the loose tables share */ };

static void init_columns(struct return_columns *columns, enum return_table table)
{
    *columns = (struct return_columns){.table = table, .layout = return_layout(table), .authority = -1, .year = -1};
}

void xml_places_init(struct xml_places *places)
{
    *places = (struct xml_places){.uasc_mark = -1};
    init_columns(&places->outside, RETURN_UNKNOWN);
    for (int table = 0; table < RETURN_TABLES; table++) {
        init_columns(&places->columns[table], (enum return_table)table);
        for (int32_t k = 0; k < RETURN_COLUMNS_MAX; k++)
            places->column_at[table][k] = -1;
    }
}

void xml_places_clear(struct xml_places *places)
{
    arena_clear(&places->arena);
}

/* Whether two names are the same in any case; most differ in their first letter, and every element asks. */
static bool same_name(const char *left, const char *right)
{
    return ((left[0] ^ right[0]) & ~0x20) == 0 && strcasecmp(left, right) == 0;
}

enum return_table xml_places_block(const char *name)
{
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if (same_name(blocks[i].name, name))
            return blocks[i].table;
    return RETURN_UNKNOWN;
}

/* The position of a name in a table's layout from `first` on; -1 when it has none. */
static int32_t position_from(enum return_table table, int32_t first, const char *name)
{
    const struct return_layout *layout = return_layout(table);
    for (int32_t k = first; k < layout->columns; k++)
        if (same_name(layout->column[k].name, name))
            return k;
    return -1;
}

/* The same, also where the XML calls it something else. */
static int32_t position_of(enum return_table table, const char *name)
{
    if (same_name(name, "CHILDID"))
        return 0;
    if (table == RETURN_EPISODES && same_name(name, "PL"))
        return EPISODES_PLACE;
    return position_from(table, 0, name);
}

static int32_t extra_column(const struct return_columns *columns, const char *path)
{
    for (int32_t i = 0; i < columns->count; i++)
        if (columns->extra[i] >= 0 && strcmp(columns->heading[i], path) == 0)
            return i;
    return -1;
}

static struct xml_place known_place(const struct xml_places *places, enum return_table table, int32_t position)
{
    return (struct xml_place){.table = table, .position = position, .column = places->column_at[table][position]};
}

bool xml_places_known(const struct xml_places *places, enum return_table block, const char *name, struct xml_place *out)
{
    if (block == RETURN_HEADER && same_name(name, "UASC")) {
        *out = (struct xml_place){.table = RETURN_UASC, .position = -1, .column = places->uasc_mark, .is_mark = true};
        return true;
    }
    enum return_table table = block == RETURN_HEADER && same_name(name, "DUC") ? RETURN_UASC : block;
    int32_t position = position_of(table, name);
    for (size_t i = 0; i < sizeof loose / sizeof *loose && position < 0; i++) {
        table = loose[i];
        position = position_from(table, AFTER_BIRTH, name);
    }
    if (position >= 0)
        *out = known_place(places, table, position);
    return position >= 0;
}

struct xml_place xml_places_extra(const struct xml_places *places, enum return_table block, const char *path)
{
    return (struct xml_place){.table = block, .position = -1, .column = extra_column(&places->columns[block], path)};
}

/* A further column; its number or a negative problem. */
static int32_t add_column(struct xml_places *places, struct return_columns *columns, const char *name, int32_t position,
                          struct problem *problem)
{
    if (columns->count == RETURN_ROW_CELLS) {
        problem_set(problem, PROBLEM_LIMIT, "%s has more than %d kinds of elements",
                    columns->layout ? columns->layout->title : "the file", (int)RETURN_ROW_CELLS);
        return problem_next(problem, "Check that this is the XML of a return, and export it again.");
    }
    size_t length = strlen(name);
    if (length > RETURN_HEADING_BYTES)
        return problem_set(problem, PROBLEM_LIMIT, "an element's name with those around it is longer than %d characters",
                           (int)RETURN_HEADING_BYTES);
    int32_t column = columns->count;
    columns->heading[column] = arena_text(&places->arena, name, length);
    if (!columns->heading[column])
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory for the names of elements");
    columns->position[column] = position;
    columns->extra[column] = -1;
    columns->count++;
    return column;
}

static int32_t add_extra(struct xml_places *places, struct return_columns *columns, const char *path,
                         struct problem *problem)
{
    int32_t column = add_column(places, columns, path, -1, problem);
    if (column >= 0)
        columns->extra[column] = columns->extra_count++;
    return column;
}

int xml_places_add(struct xml_places *places, struct xml_place *place, const char *path, struct problem *problem)
{
    struct return_columns *columns = &places->columns[place->table];
    if (place->column >= 0)
        return 0;
    if (place->is_mark)
        place->column = places->uasc_mark = add_column(places, columns, "UASC", -1, problem);
    else if (place->position < 0)
        place->column = add_extra(places, columns, path, problem);
    else
        place->column = places->column_at[place->table][place->position] =
            add_column(places, columns, columns->layout->column[place->position].name, place->position, problem);
    return place->column < 0 ? place->column : 0;
}

int xml_places_outside(struct xml_places *places, const char *path, struct problem *problem)
{
    if (extra_column(&places->outside, path) >= 0)
        return 0;
    int32_t column = add_extra(places, &places->outside, path, problem);
    return column < 0 ? column : 0;
}

/* Whether the rows of a table get this column from the header or cannot do without it. */
static bool is_due(enum return_table table, const struct return_column *column)
{
    bool of_header = strcmp(column->name, "DOB") == 0 || (table == RETURN_UASC && strcmp(column->name, "SEX") == 0);
    return column->must || of_header;
}

/* Names of what stands outside any child go to the first table in use: they must be told somewhere. */
static int settle_outside(struct xml_places *places, struct return_columns *columns, struct problem *problem)
{
    for (int32_t i = 0; i < places->outside.count; i++) {
        if (extra_column(columns, places->outside.heading[i]) >= 0)
            continue;
        int32_t column = add_extra(places, columns, places->outside.heading[i], problem);
        if (column < 0)
            return column;
    }
    places->outside.count = 0;
    return 0;
}

int xml_places_settle(struct xml_places *places, struct problem *problem)
{
    for (int table = 0; table < RETURN_TABLES; table++) {
        const struct return_layout *layout = return_layout((enum return_table)table);
        for (int32_t k = 0; places->used[table] && k < layout->columns; k++) {
            struct xml_place place = known_place(places, (enum return_table)table, k);
            if (is_due(place.table, &layout->column[k]) && xml_places_add(places, &place, NULL, problem) < 0)
                return place.column;
        }
        int code = places->used[table] ? settle_outside(places, &places->columns[table], problem) : 0;
        if (code < 0)
            return code;
    }
    return 0;
}

bool xml_places_is_return(const struct xml_places *places)
{
    bool child = false;
    for (int table = 0; table < RETURN_TABLES; table++)
        child = child || places->column_at[table][0] >= 0;
    return child && places->block_seen;
}
