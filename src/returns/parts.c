#include "returns/parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

int parts_finish(struct return_bundle *bundle, const char *name, int code, struct problem *problem)
{
    if (code == 0)
        return 0;
    return_bundle_clear(bundle);
    const struct problem told = *problem; /* a copy, for problem_at writes where it reads */
    problem_at(problem, name, told.row, told.column, told.field);
    return code;
}

int32_t parts_add(struct return_bundle *bundle, const char *name, struct problem *problem)
{
    int64_t capacity = bundle->capacity;
    if (array_reserve(&bundle->part, &capacity, bundle->parts + 1, sizeof *bundle->part, problem) < 0)
        return PROBLEM_MEMORY;
    bundle->capacity = (int32_t)capacity;
    struct return_part *part = &bundle->part[bundle->parts];
    *part = (struct return_part){.year = INT32_MIN, .file = {.table = RETURN_UNKNOWN}};
    part->file.name = arena_text(&part->file.arena, name, strlen(name));
    if (!part->file.name)
        return problem_set(problem, PROBLEM_MEMORY, "not enough memory to read a return");
    return bundle->parts++;
}

int parts_open(struct parts *parts, struct return_bundle *bundle, const char *name, const struct return_columns *columns,
               struct problem *problem)
{
    *parts = (struct parts){.bundle = bundle, .name = name, .columns = columns};
    int32_t first = parts_add(bundle, name, problem);
    return first < 0 ? first : return_row_columns(&bundle->part[first].file, columns, problem);
}

void parts_close(struct parts *parts)
{
    free(parts->order);
    parts->order = NULL;
}

static int compare_names(const char *left, struct return_text right)
{
    size_t length = strlen(left), common = length < right.length ? length : right.length;
    int found = memcmp(left, right.bytes, common);
    return found ? found : (length > right.length) - (length < right.length);
}

/* Below, at or above 0 as the part comes before, is, or comes behind this authority and year. */
static int compare_part(const struct return_part *part, struct return_text authority, int32_t year)
{
    return part->year != year ? (part->year < year ? -1 : 1) : compare_names(part->authority, authority);
}

/* The place in `order` at or behind which the part stands, if there is one. */
static int32_t place_of(const struct parts *parts, struct return_text authority, int32_t year)
{
    int32_t low = 0, high = parts->named;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compare_part(&parts->bundle->part[parts->order[middle]], authority, year) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A part for an authority and year that has none; its number goes to that place in the order. */
static int32_t make_part(struct parts *parts, struct return_text authority, int32_t year, int32_t place,
                         struct problem *problem)
{
    if (parts->named == RETURN_PARTS_MAX) {
        problem_set(problem, PROBLEM_LIMIT, "the columns LA and YEAR name more than %d authorities and years",
                    (int)RETURN_PARTS_MAX);
        return problem_next(problem, "Check that LA holds authorities and YEAR collection years; if so, divide the file.");
    }
    if (array_reserve(&parts->order, &parts->order_capacity, parts->named + 1, sizeof *parts->order, problem) < 0)
        return PROBLEM_MEMORY;
    int32_t number = 0;
    if (parts->named > 0) {
        number = parts_add(parts->bundle, parts->name, problem);
        if (number < 0 || return_row_columns(&parts->bundle->part[number].file, parts->columns, problem) < 0)
            return PROBLEM_MEMORY;
    }
    struct return_part *part = &parts->bundle->part[number];
    memcpy(part->authority, authority.bytes, authority.length);
    part->authority[authority.length] = '\0';
    part->year = year;
    memmove(parts->order + place + 1, parts->order + place, (size_t)(parts->named - place) * sizeof *parts->order);
    parts->order[place] = number;
    parts->named++;
    return number;
}

int32_t parts_find(struct parts *parts, struct return_text authority, int32_t year, struct problem *problem)
{
    if (parts->named && compare_part(&parts->bundle->part[parts->last], authority, year) == 0)
        return parts->last;
    int32_t place = place_of(parts, authority, year);
    bool there = place < parts->named && compare_part(&parts->bundle->part[parts->order[place]], authority, year) == 0;
    int32_t number = there ? parts->order[place] : make_part(parts, authority, year, place, problem);
    if (number >= 0)
        parts->last = number;
    return number;
}

/* The number that these digits are; -1 when there is anything else. */
static int32_t digits(const char *bytes, size_t length)
{
    int32_t value = 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < '0' || bytes[i] > '9')
            return -1;
        value = value * 10 + (bytes[i] - '0');
    }
    return value;
}

bool parts_year(struct return_text cell, int32_t *year)
{
    if (cell.length == 6 && memcmp(cell.bytes + 4, ".0", 2) == 0)
        cell.length = 4;
    int32_t first = cell.length >= 4 ? digits(cell.bytes, 4) : -1;
    if (first < 1900 || first > 2399)
        return false;
    if (cell.length == 4) {
        *year = first - 1;
        return true;
    }
    if ((cell.length != 7 && cell.length != 9) || (cell.bytes[4] != '-' && cell.bytes[4] != '/'))
        return false;
    int32_t end = digits(cell.bytes + 5, cell.length - 5);
    if (end != (cell.length == 9 ? first + 1 : (first + 1) % 100))
        return false;
    *year = first;
    return true;
}
