#include "facts.h"

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file on its way. */
struct reading {
    struct facts *facts;
    int64_t cells, capacity; /* cells read; room for them */
    int32_t in_row;          /* cells of the present row */
    int failed;              /* memory is out, or a row has another number of cells than the heading */
};

static void take_cell(void *bytes, size_t length, void *self)
{
    struct reading *reading = self;
    struct facts *facts = reading->facts;
    if (reading->cells == reading->capacity) {
        reading->capacity = reading->capacity ? reading->capacity * 2 : 4096;
        char **grown = realloc(facts->cell, (size_t)reading->capacity * sizeof *grown);
        if (!grown) {
            reading->failed = 1;
            return;
        }
        facts->cell = grown;
    }
    facts->cell[reading->cells++] = strndup(bytes ? bytes : "", length);
    reading->in_row++;
}

static void take_row(int end, void *self)
{
    struct reading *reading = self;
    (void)end;
    if (reading->facts->columns == 0)
        reading->facts->columns = reading->in_row;
    else
        reading->facts->rows++;
    reading->failed = reading->failed || reading->in_row != reading->facts->columns;
    reading->in_row = 0;
}

static FILE *facts_open(const char *name)
{
    const char *shared = getenv("HOMEWARD_SHARED");
    char path[4096];
    snprintf(path, sizeof path, "%s/data/facts/%s", shared ? shared : "../shared", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fprintf(stderr, "%s is not there: name the folder with the published figures in HOMEWARD_SHARED\n", path);
    return file;
}

int facts_read(const char *name, struct facts *out)
{
    *out = (struct facts){0};
    FILE *file = facts_open(name);
    if (!file)
        return -1;
    struct reading reading = {.facts = out};
    struct csv_parser parser;
    char bytes[65536];
    size_t got;
    csv_init(&parser, CSV_EMPTY_IS_NULL);
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        csv_parse(&parser, bytes, got, take_cell, take_row, &reading);
    csv_fini(&parser, take_cell, take_row, &reading);
    csv_free(&parser);
    fclose(file);
    if (!reading.failed && out->columns)
        return 0;
    fprintf(stderr, "%s cannot be read: a row has another number of cells than the heading\n", name);
    facts_clear(out);
    return -1;
}

void facts_clear(struct facts *facts)
{
    for (int64_t i = 0; i < (facts->rows + 1) * facts->columns; i++)
        free(facts->cell[i]);
    free(facts->cell);
    *facts = (struct facts){0};
}

int32_t facts_column(const struct facts *facts, const char *name)
{
    for (int32_t i = 0; i < facts->columns; i++)
        if (strcmp(facts->cell[i], name) == 0)
            return i;
    return -1;
}

const char *facts_text(const struct facts *facts, int64_t row, int32_t column)
{
    return facts->cell[(row + 1) * facts->columns + column];
}

double facts_number(const struct facts *facts, int64_t row, int32_t column)
{
    char *end;
    const char *text = facts_text(facts, row, column);
    double value = strtod(text, &end);
    return *text && !*end ? value : NAN;
}
