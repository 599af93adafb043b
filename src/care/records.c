#include "care/records.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* One column of a table: the address of its pointer and the size of an entry. */
struct column {
    void *array;
    size_t size;
};

/* Grows all columns of a table together; a column that failed leaves the others larger than they need be, no harm done. */
static int columns_reserve(const struct column *columns, size_t count, int64_t *capacity, int64_t needed,
                           struct problem *problem)
{
    int64_t grown = *capacity;
    for (size_t i = 0; i < count; i++) {
        int64_t own = *capacity;
        int result = array_reserve(columns[i].array, &own, needed, columns[i].size, problem);
        if (result < 0)
            return result;
        grown = own;
    }
    *capacity = grown;
    return 0;
}

int64_t care_records_add_return(struct care_records *records, struct problem *problem)
{
    int64_t capacity = records->returns_capacity;
    int result =
        array_reserve(&records->return_of, &capacity, (int64_t)records->returns + 1, sizeof *records->return_of, problem);
    if (result < 0)
        return result;
    if (capacity > INT32_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "there are more returns than Homeward takes");
    records->returns_capacity = (int32_t)capacity;
    records->return_of[records->returns] = (struct care_return){.last_date = DAY_NONE};
    return records->returns++;
}

int64_t care_records_add_child(struct care_records *records, struct problem *problem)
{
    const struct column columns[] = {
        {&records->authority, sizeof *records->authority},
        {&records->born, sizeof *records->born},
        {&records->sex, sizeof *records->sex},
        {&records->uasc, sizeof *records->uasc},
        {&records->uasc_ceased, sizeof *records->uasc_ceased},
        {&records->name, sizeof *records->name},
    };
    int64_t i = records->children;
    if (i >= INT32_MAX)
        return problem_set(problem, PROBLEM_LIMIT, "there are more children than Homeward takes");
    int result = columns_reserve(columns, sizeof columns / sizeof *columns, &records->children_capacity, i + 1, problem);
    if (result < 0)
        return result;
    records->authority[i] = 0;
    records->born[i] = DAY_NONE;
    records->sex[i] = 0;
    records->uasc[i] = 0;
    records->uasc_ceased[i] = DAY_NONE;
    records->name[i] = 0;
    return records->children++;
}

static int rows_reserve(struct care_records *records, struct problem *problem)
{
    const struct column columns[] = {
        {&records->child, sizeof *records->child},       {&records->year, sizeof *records->year},
        {&records->decom, sizeof *records->decom},       {&records->dec, sizeof *records->dec},
        {&records->rne, sizeof *records->rne},           {&records->ls, sizeof *records->ls},
        {&records->cin, sizeof *records->cin},           {&records->place, sizeof *records->place},
        {&records->provider, sizeof *records->provider}, {&records->rec, sizeof *records->rec},
        {&records->reason, sizeof *records->reason},     {&records->home, sizeof *records->home},
        {&records->file, sizeof *records->file},         {&records->line, sizeof *records->line},
        {&records->odd, sizeof *records->odd},
    };
    return columns_reserve(columns, sizeof columns / sizeof *columns, &records->rows_capacity, records->rows + 1, problem);
}

int64_t care_records_add_row(struct care_records *records, struct problem *problem)
{
    int result = rows_reserve(records, problem);
    if (result < 0)
        return result;
    int64_t i = records->rows;
    records->child[i] = records->year[i] = records->file[i] = records->line[i] = 0;
    records->decom[i] = records->dec[i] = DAY_NONE;
    records->rne[i] = records->ls[i] = records->cin[i] = records->place[i] = 0;
    records->provider[i] = records->rec[i] = records->reason[i] = 0;
    records->home[i] = 0;
    records->odd[i] = 0;
    return records->rows++;
}

void care_records_clear(struct care_records *records)
{
    void *const owned[] = {records->return_of,   records->authority, records->born,   records->sex,  records->uasc,
                           records->uasc_ceased, records->name,      records->child,  records->year, records->decom,
                           records->dec,         records->rne,       records->ls,     records->cin,  records->place,
                           records->provider,    records->rec,       records->reason, records->home, records->file,
                           records->line,        records->odd};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    memset(records, 0, sizeof *records);
}
