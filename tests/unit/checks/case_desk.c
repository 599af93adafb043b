#include "case_desk.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "casebook/identity.h"
#include "checks/check.h"
#include "checks/layout.h"

enum { FORMS = CHECK_TABLES / 2 };

static void good(int code, const struct problem *problem)
{
    if (code < 0)
        fail_msg("%s", problem->text);
}

void case_desk_open(struct case_desk *self)
{
    struct problem problem = {0};
    *self = (struct case_desk){0};
    good(desk_open(NULL, &self->desk, &problem), &problem);
    good(layout_begin(self->desk, &problem), &problem);
}

void case_desk_close(struct case_desk *self)
{
    desk_close(self->desk);
    for (int32_t i = 0; i < self->children; i++)
        free(self->child[i]);
    *self = (struct case_desk){0};
}

static void run_sql(struct case_desk *self, const char *sql, const char *first, int64_t second, const char *third)
{
    struct problem problem = {0};
    struct desk_question *question;
    good(desk_ask(self->desk, sql, &question, &problem), &problem);
    desk_give_text(question, 1, first);
    desk_give(question, 2, second);
    desk_give_text(question, 3, third);
    good(desk_next(question, &problem), &problem);
    desk_answered(question);
}

void case_desk_table(struct case_desk *self, const char *table, const char *const *column, int32_t columns)
{
    struct problem problem = {0};
    self->table = check_table_named(table, strlen(table));
    assert_true(self->table >= 0 && columns <= CASE_COLUMNS_MAX);
    self->columns = columns;
    for (int32_t i = 0; i < columns; i++) {
        struct desk_question *question;
        struct text sql = {0};
        self->column[i] = column[i];
        text_format(&sql, "SELECT \"%s\" FROM %s", column[i], table);
        if (desk_ask(self->desk, text_string(&sql), &question, &problem) < 0)
            snprintf(self->wrong, sizeof self->wrong, "rules see no %s of %s", column[i], table);
        else
            desk_answered(question);
        text_clear(&sql);
    }
    self->has_last = self->has_last || self->table >= FORMS;
    run_sql(self, "INSERT INTO came (name, file) SELECT ?1, 0 WHERE ?2 = 0 OR ?3", table, 0, NULL);
}

/* A cell as it is kept: a number, a text, or nothing. */
struct kept {
    bool is_text, is_number;
    int64_t number;
    char text[64];
};

static struct kept number_of(int64_t number)
{
    return (struct kept){.is_number = true, .number = number};
}

static struct kept text_of(const char *text)
{
    struct kept kept = {.is_text = *text != '\0'};
    snprintf(kept.text, sizeof kept.text, "%s", text);
    return kept;
}

static struct kept child_of(struct case_desk *self, const char *name)
{
    for (int32_t i = 0; i < self->children; i++)
        if (strcmp(self->child[i], name) == 0)
            return number_of(i + 1);
    assert_true(self->children < CASE_CHILDREN_MAX);
    self->child[self->children++] = strdup(name);
    return number_of(self->children);
}

/* dd/mm/yyyy of which parts may be ZZ. */
static bool is_partial(const char *text)
{
    static const char form[] = "dd/dd/dddd";
    day on;
    bool unknown = false;
    if (strlen(text) != sizeof form - 1)
        return false;
    for (size_t i = 0; text[i]; i++) {
        if (form[i] == '/' ? text[i] != '/' : !isdigit((unsigned char)text[i]) && text[i] != 'Z')
            return false;
        unknown = unknown || text[i] == 'Z';
    }
    return unknown || calendar_parse(text, strlen(text), &on);
}

static int64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a, 64 bits */
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return (int64_t)hash;
}

static void capitals(const char *cell, char *out, size_t size)
{
    size_t length = 0;
    while (*cell == ' ')
        cell++;
    for (; *cell && length + 1 < size; cell++)
        out[length++] = (char)toupper((unsigned char)*cell);
    while (length && out[length - 1] == ' ')
        length--;
    out[length] = '\0';
}

/* The layout's kind of a column; of one that rules have besides the return's, a code. */
static enum return_kind kind_of(const struct case_desk *self, const char *column)
{
    enum return_table table = (enum return_table)(self->table % FORMS);
    int32_t position = return_column_of(table, column);
    return position < 0 ? RETURN_CODE : return_layout(table)->column[position].kind;
}

/* Reads a cell as the reader of returns would; false when it could not. */
static bool read_cell(struct case_desk *self, const char *column, const char *cell, struct kept *out)
{
    static const struct identity nobody = {0};
    char text[64];
    day on;
    short_code packed;
    capitals(cell ? cell : "", text, sizeof text);
    const struct return_text bytes = {text, (uint32_t)strlen(text)};
    *out = (struct kept){0};
    if (!*text)
        return true;
    if (strcmp(column, "CHILD") == 0)
        *out = child_of(self, text);
    else if (strcmp(column, "UPN") == 0)
        *out = text_of(identity_upn(&nobody, bytes).kind);
    else if (strstr(column, "_POST") || strcmp(column, "SW_ID") == 0)
        *out = number_of(hash_of(text));
    else if (strcmp(column, "URN") == 0)
        *out = text_of(text);
    else if (strcmp(column, "UASC") == 0)
        *out = number_of(strtol(text, NULL, 10));
    else if (strcmp(column, "DATE_PERM") == 0 || strcmp(column, "SW_DECOM") == 0 || strcmp(column, "SW_DEC") == 0) {
        *out = calendar_parse(text, strlen(text), &on) ? number_of(on) : (struct kept){0};
        return is_partial(text);
    } else if (kind_of(self, column) == RETURN_DATE) {
        bool date = calendar_parse(text, strlen(text), &on);
        *out = number_of(date ? on : 0);
        return date;
    } else {
        *out = text_of(code_pack(text, strlen(text), &packed) ? text : "***");
    }
    return true;
}

static void set(struct case_desk *self, int64_t row, const char *column, const struct kept *kept)
{
    struct problem problem = {0};
    struct desk_question *question;
    struct text sql = {0};
    text_format(&sql, "UPDATE %s SET \"%s\" = ?1 WHERE row = ?2", check_table_name(self->table), column);
    good(desk_ask(self->desk, text_string(&sql), &question, &problem), &problem);
    if (kept->is_number)
        desk_give(question, 1, kept->number);
    else
        desk_give_text(question, 1, kept->text);
    desk_give(question, 2, row);
    good(desk_next(question, &problem), &problem);
    desk_answered(question);
    text_clear(&sql);
}

/* What a column brings besides itself. */
static void set_companions(struct case_desk *self, int64_t row, const char *column, const char *cell)
{
    char text[64];
    struct kept kept;
    capitals(cell ? cell : "", text, sizeof text);
    if (!*text)
        return;
    if (strcmp(column, "UPN") == 0 && strncmp(text, "UN", 2) != 0) {
        kept = number_of(hash_of(text));
        set(self, row, "UPN_HASH", &kept);
    } else if (strcmp(column, "SW_ID") == 0) {
        kept = text_of(strncmp(text, "SW", 2) == 0 ? "SW" : strncmp(text, "XX", 2) == 0 ? "XX" : "other");
        set(self, row, "SW_FORM", &kept);
    } else if (strcmp(column, "DATE_PERM") == 0 || strcmp(column, "SW_DECOM") == 0 || strcmp(column, "SW_DEC") == 0) {
        char name[32];
        kept = text_of(text);
        snprintf(name, sizeof name, "%s_TEXT", column);
        set(self, row, name, &kept);
    }
}

void case_desk_row(struct case_desk *self, int64_t row, const char *const *cell)
{
    struct kept kept[CASE_COLUMNS_MAX];
    struct text sql = {0};
    if (*self->wrong)
        return;
    for (int32_t i = 0; i < self->columns; i++)
        if (!read_cell(self, self->column[i], cell[i], &kept[i])) {
            run_sql(self, "INSERT INTO unreadable (form, row, field) VALUES (?1, ?2, ?3)", check_table_name(self->table),
                    row, self->column[i]);
            return;
        }
    text_format(&sql, "INSERT INTO %s (row) SELECT ?2 WHERE ?1 IS ?1 AND ?3 IS ?3", check_table_name(self->table));
    run_sql(self, text_string(&sql), NULL, row, NULL);
    text_clear(&sql);
    for (int32_t i = 0; i < self->columns; i++) {
        set(self, row, self->column[i], &kept[i]);
        set_companions(self, row, self->column[i], cell[i]);
    }
}

void case_desk_text(struct case_desk *self, const char *table, const char *text)
{
    char *copy = strdup(text), *line_rest = NULL;
    int64_t row = -1;
    for (char *line = strtok_r(copy, "\n", &line_rest); line; line = strtok_r(NULL, "\n", &line_rest), row++) {
        const char *word[CASE_COLUMNS_MAX] = {0};
        int32_t words = 0;
        char *rest = NULL;
        for (char *at = strtok_r(line, " ", &rest); at; at = strtok_r(NULL, " ", &rest)) {
            assert_true(words < CASE_COLUMNS_MAX);
            word[words++] = strcmp(at, "-") == 0 ? NULL : at;
        }
        if (row < 0)
            case_desk_table(self, table, word, words);
        else
            assert_int_equal(words, self->columns);
        if (row >= 0)
            case_desk_row(self, row, word);
    }
    free(copy);
}

static void append_findings(const struct check_findings *found, struct text *out)
{
    struct text tables = {0};
    if (found->skips) {
        check_append_tables(&tables, found->skip[0].missing);
        text_format(out, "did not run: it needs %s", text_string(&tables));
    }
    text_clear(&tables);
    for (int64_t i = 0; i < found->count; i++) {
        if (i == 0 || found->table[i] != found->table[i - 1])
            text_format(out, "%s%s", i ? ", " : "", check_table_name(found->table[i]));
        text_format(out, " %d", found->row[i]);
    }
}

void case_desk_run(struct case_desk *self, const struct check_catalogue *catalogue, const char *code, int32_t year,
                   day first_day, day last_day, struct text *out)
{
    struct problem problem = {0};
    struct check_findings found = {0};
    const struct check_year of = {.year = year};
    int32_t rule = check_rule_named(catalogue, code);
    assert_true(rule >= 0);
    good(layout_collection(self->desk, year, first_day, last_day, NULL, self->has_last, &problem), &problem);
    good(layout_finish(self->desk, &problem), &problem);
    int32_t number = check_findings_add_year(&found, &of, &problem);
    good(number, &problem);
    good(check_desk(self->desk, catalogue, rule, number, NULL, &found, &problem), &problem);
    if (!check_rule_in_force(&catalogue->rule[rule], year))
        text_append(out, "is not in force");
    append_findings(&found, out);
    check_findings_clear(&found);
}
