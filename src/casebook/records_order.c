#include "casebook/records_order.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "casebook/code_years.h"

/* The rows by child, and the children, as numbers into `loaded`. */
struct order {
    const struct loaded *loaded;
    int32_t *row;   /* [rows] grouped by child */
    int32_t *child; /* [children] */
};

static int compare(int64_t left, int64_t right)
{
    return (left > right) - (left < right);
}

/* What two rows say, without whose they are, the household and the place in the file. */
static int compare_content(const struct loaded_row *left, const struct loaded_row *right)
{
    int order = compare(left->year, right->year);
    if (order == 0)
        order = compare(left->decom, right->decom);
    if (order == 0)
        order = compare(left->dec, right->dec);
    for (int k = 0; order == 0 && k < LOADED_CODES; k++)
        order = (left->code[k] > right->code[k]) - (left->code[k] < right->code[k]);
    return order;
}

static int row_order(const void *left, const void *right, void *loaded)
{
    const struct loaded_row *rows = ((const struct loaded *)loaded)->row;
    const struct loaded_row *first = &rows[*(const int32_t *)left], *second = &rows[*(const int32_t *)right];
    int order = compare_content(first, second);
    return order ? order : compare(first->line, second->line);
}

static int compare_rows(const struct order *order, const struct loaded_child *left, const struct loaded_child *right)
{
    for (int64_t i = 0; i < left->rows && i < right->rows; i++) {
        int found = compare_content(&order->loaded->row[order->row[left->first + i]],
                                    &order->loaded->row[order->row[right->first + i]]);
        if (found)
            return found;
    }
    return compare(left->rows, right->rows);
}

/* Nothing tells the two apart but where they stand. */
static int compare_lines(const struct order *order, const struct loaded_child *left, const struct loaded_child *right)
{
    if (left->rows && right->rows)
        return compare(order->loaded->row[order->row[left->first]].line, order->loaded->row[order->row[right->first]].line);
    return compare(left->name, right->name);
}

static int child_order(const void *left, const void *right, void *context)
{
    const struct order *order = context;
    const struct loaded_child *first = &order->loaded->child[*(const int32_t *)left];
    const struct loaded_child *second = &order->loaded->child[*(const int32_t *)right];
    int found = compare(first->born, second->born);
    if (found == 0)
        found = compare(first->first_decom, second->first_decom);
    if (found == 0)
        found = compare(first->sex, second->sex);
    if (found == 0)
        found = compare_rows(order, first, second);
    if (found == 0)
        found = compare(first->uasc, second->uasc);
    if (found == 0)
        found = compare(first->uasc_ceased, second->uasc_ceased);
    if (found == 0)
        found = compare(first->authority, second->authority);
    return found ? found : compare_lines(order, first, second);
}

/* Rows of one child beside each other, in the order of loading. */
static void group_rows(struct loaded *loaded, int32_t *grouped)
{
    for (int64_t i = 0; i < loaded->rows; i++) {
        struct loaded_child *child = &loaded->child[loaded->row[i].child];
        child->rows++;
        if (loaded->row[i].decom < child->first_decom)
            child->first_decom = loaded->row[i].decom;
    }
    int64_t at = 0;
    for (int64_t i = 0; i < loaded->children; i++) {
        loaded->child[i].first = at;
        at += loaded->child[i].rows;
        loaded->child[i].rows = 0;
    }
    for (int64_t i = 0; i < loaded->rows; i++) {
        struct loaded_child *child = &loaded->child[loaded->row[i].child];
        grouped[child->first + child->rows++] = (int32_t)i;
    }
}

static int take_room(const struct loaded *loaded, struct care_records *out, struct problem *problem)
{
    const struct {
        void *column; /* address of the typed pointer */
        int64_t count;
        size_t size;
    } columns[] = {
        {&out->authority, loaded->children, sizeof *out->authority},
        {&out->born, loaded->children, sizeof *out->born},
        {&out->sex, loaded->children, sizeof *out->sex},
        {&out->uasc, loaded->children, sizeof *out->uasc},
        {&out->uasc_ceased, loaded->children, sizeof *out->uasc_ceased},
        {&out->name, loaded->children, sizeof *out->name},
        {&out->child, loaded->rows, sizeof *out->child},
        {&out->year, loaded->rows, sizeof *out->year},
        {&out->decom, loaded->rows, sizeof *out->decom},
        {&out->dec, loaded->rows, sizeof *out->dec},
        {&out->rne, loaded->rows, sizeof *out->rne},
        {&out->ls, loaded->rows, sizeof *out->ls},
        {&out->cin, loaded->rows, sizeof *out->cin},
        {&out->place, loaded->rows, sizeof *out->place},
        {&out->provider, loaded->rows, sizeof *out->provider},
        {&out->rec, loaded->rows, sizeof *out->rec},
        {&out->reason, loaded->rows, sizeof *out->reason},
        {&out->home, loaded->rows, sizeof *out->home},
        {&out->file, loaded->rows, sizeof *out->file},
        {&out->line, loaded->rows, sizeof *out->line},
        {&out->odd, loaded->rows, sizeof *out->odd},
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        int64_t capacity = 0;
        int code =
            array_reserve(columns[i].column, &capacity, columns[i].count ? columns[i].count : 1, columns[i].size, problem);
        if (code < 0)
            return code;
    }
    return 0;
}

static void put_row(const struct loaded_row *row, int32_t child, struct care_records *out)
{
    int64_t i = out->rows++;
    out->child[i] = child;
    out->year[i] = row->year;
    out->decom[i] = row->decom;
    out->dec[i] = row->dec == DAY_OPEN ? DAY_NONE : row->dec;
    out->rne[i] = row->code[0];
    out->ls[i] = row->code[1];
    out->cin[i] = row->code[2];
    out->place[i] = row->code[3];
    out->provider[i] = row->code[4];
    out->rec[i] = row->code[5];
    out->reason[i] = row->code[6];
    out->home[i] = row->home;
    out->file[i] = row->file;
    out->line[i] = row->line;
}

static void put_child(const struct order *order, const struct loaded_child *child, struct care_records *out)
{
    int64_t i = out->children++;
    out->authority[i] = child->authority;
    out->born[i] = child->born;
    out->sex[i] = child->sex;
    out->uasc[i] = child->uasc;
    out->uasc_ceased[i] = child->uasc_ceased;
    out->name[i] = child->name;
    for (int64_t k = 0; k < child->rows; k++)
        put_row(&order->loaded->row[order->row[child->first + k]], (int32_t)i, out);
}

int records_order(struct loaded *loaded, struct care_records *out, struct problem *problem)
{
    struct order order = {.loaded = loaded};
    order.row = array_new(loaded->rows, sizeof *order.row, problem);
    order.child = array_new(loaded->children, sizeof *order.child, problem);
    int code = order.row && order.child ? take_room(loaded, out, problem) : PROBLEM_MEMORY;
    if (code == 0) {
        group_rows(loaded, order.row);
        for (int64_t i = 0; i < loaded->children; i++) {
            const struct loaded_child *child = &loaded->child[i];
            if (child->rows > 1)
                qsort_r(order.row + child->first, (size_t)child->rows, sizeof *order.row, row_order, loaded);
            order.child[i] = (int32_t)i;
        }
        if (loaded->children)
            qsort_r(order.child, (size_t)loaded->children, sizeof *order.child, child_order, &order);
        for (int64_t i = 0; i < loaded->children; i++)
            put_child(&order, &loaded->child[order.child[i]], out);
        code_years_judge(out);
        out->rows_capacity = loaded->rows ? loaded->rows : 1;
        out->children_capacity = loaded->children ? loaded->children : 1;
    }
    free(order.row);
    free(order.child);
    return code;
}

void loaded_clear(struct loaded *loaded)
{
    free(loaded->row);
    free(loaded->child);
    *loaded = (struct loaded){0};
}
