#include "checks/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "casebook/authorities.h"
#include "returns/codes.h"

enum { FORMS = CHECK_TABLES / 2 };

/* How each table of the return stands in the casebook, in the order of check_table_name. */
static const struct form {
    const char *form;    /* return_file.form */
    const char *kept;    /* the casebook's table */
    const char *columns; /* of ours, besides row, CHILD and DOB */
    const char *values;  /* the same in the casebook's words: r is the row, b its dates of birth */
    bool birth;          /* has DOB */
    bool of_last;        /* the year before's is looked at */
} forms[FORMS] = {
    {"header", "header_row", "SEX, ETHNIC, UPN, UPN_HASH, MOTHER, MC_DOB",
     "r.sex, r.ethnic, r.upn, r.upn_hash, r.mother, b.own_child_born", true, true},
    {"episodes", "episode",
     "DECOM, RNE, LS, CIN, PLACE, PLACE_PROVIDER, DEC, REC, REASON_PLACE_CHANGE, HOME_POST, PL_POST, URN",
     "r.decom, r.rne, r.ls, r.cin, r.place, r.place_provider, r.dec, r.rec, r.reason_place_change, r.home_hash,"
     " r.place_hash, r.urn",
     false, true},
    {"reviews", "review", "REVIEW, REVIEW_CODE", "r.review, r.review_code", true, false},
    {"uasc", "uasc_row", "SEX, DUC", "r.sex, r.duc", true, true},
    {"oc2", "oc2_row",
     "SDQ_SCORE, SDQ_REASON, CONVICTED, HEALTH_CHECK, IMMUNISATIONS, TEETH_CHECK, HEALTH_ASSESSMENT, SUBSTANCE_MISUSE,"
     " INTERVENTION_RECEIVED, INTERVENTION_OFFERED",
     "r.sdq_score, r.sdq_reason, r.convicted, r.health_check, r.immunisations, r.teeth_check, r.health_assessment,"
     " r.substance_misuse, r.intervention_received, r.intervention_offered",
     true, false},
    {"oc3", "oc3_row", "IN_TOUCH, ACTIV, ACCOM", "r.in_touch, r.activ, r.accom", true, true},
    {"ad1", "ad1_row", "DATE_INT, DATE_MATCH, FOSTER_CARE, NB_ADOPTR, SEX_ADOPTR, LS_ADOPTR",
     "r.date_int, r.date_match, r.foster_care, r.nb_adoptr, r.sex_adoptr, r.ls_adoptr", true, true},
    {"placed_adoption", "placed_adoption_row", "DATE_PLACED, DATE_PLACED_CEASED, REASON_PLACED_CEASED",
     "r.date_placed, r.date_placed_ceased, r.reason_placed_ceased", true, true},
    {"previous_permanence", "previous_permanence_row", "PREV_PERM, LA_PERM, DATE_PERM, DATE_PERM_TEXT",
     "r.prev_perm, r.la_perm, day_of(r.date_perm), r.date_perm", true, true},
    {"missing", "missing_row", "MISSING, MIS_START, MIS_END", "r.missing, r.mis_start, r.mis_end", true, true},
    {"social_worker", "social_worker_row", "SW_ID, SW_FORM, SW_DECOM, SW_DECOM_TEXT, SW_DEC, SW_DEC_TEXT, SW_REASON",
     "r.sw_hash, r.sw_form, day_of(r.sw_decom), r.sw_decom, day_of(r.sw_dec), r.sw_dec, r.sw_reason", true, true},
    {"dolo", "dolo_row", "DOLO_START, DOLO_END", "r.dolo_start, r.dolo_end", true, false},
};

/* Asks a question that gives no rows. */
static int run_question(struct desk_question *question, struct problem *problem)
{
    int code = desk_next(question, problem);
    return code < 0 ? code : 0;
}

static int fill_codes(struct desk *desk, struct problem *problem)
{
    int32_t count;
    const struct return_code_list *list = return_code_lists(&count);
    struct desk_question *question;
    int code =
        desk_ask(desk, "INSERT INTO code (list, code, first_year, last_year) VALUES (?1, ?2, ?3, ?4)", &question, problem);
    for (int32_t i = 0; i < count; i++) {
        for (int32_t k = 0; code == 0 && k < list[i].count; k++) {
            desk_give_text(question, 1, list[i].name);
            desk_give_text(question, 2, list[i].entry[k].code);
            desk_give(question, 3, list[i].entry[k].first_year);
            desk_give(question, 4, list[i].entry[k].last_year);
            code = run_question(question, problem);
        }
    }
    desk_answered(question);
    return code;
}

int layout_begin(struct desk *desk, struct problem *problem)
{
    int code = desk_run(desk, check_tables_sql(), problem);
    return code < 0 ? code : fill_codes(desk, problem);
}

int layout_collection(struct desk *desk, int32_t year, day first_day, day last_day, const char *authority, bool has_last,
                      struct problem *problem)
{
    struct desk_question *question;
    int code = desk_ask(desk,
                        "INSERT INTO collection (year, first_day, last_day, authority, has_last)"
                        " VALUES (?1, ?2, ?3, ?4, ?5)",
                        &question, problem);
    if (code < 0)
        return code;
    desk_give(question, 1, year);
    desk_give(question, 2, first_day);
    desk_give(question, 3, last_day);
    desk_give_text(question, 4, authority);
    desk_give(question, 5, has_last);
    code = run_question(question, problem);
    desk_answered(question);
    return code;
}

static int32_t form_named(const char *name)
{
    for (int32_t form = 0; form < FORMS; form++)
        if (strcmp(forms[form].form, name) == 0)
            return form;
    return -1;
}

/* Which tables came for the year and the year before. */
static int find_files(struct desk *desk, struct check_year *out, struct problem *problem)
{
    struct desk_question *question;
    int code = desk_ask(desk,
                        "SELECT form, year, id FROM kept.return_file WHERE superseded_by IS NULL"
                        " AND authority = ?1 AND year IN (?2, ?2 - 1) ORDER BY id",
                        &question, problem);
    if (code < 0)
        return code;
    desk_give_text(question, 1, out->authority);
    desk_give(question, 2, out->year);
    while ((code = desk_next(question, problem)) == 1) {
        int32_t form = form_named(desk_text(question, 0));
        bool last = desk_number(question, 1) != out->year;
        if (form >= 0 && (!last || forms[form].of_last))
            out->file[form + (last ? FORMS : 0)] = (int32_t)desk_number(question, 2);
    }
    desk_answered(question);
    return code;
}

static int ask_with_file(struct desk *desk, const struct text *sql, int32_t file, const char *name, struct problem *problem)
{
    struct desk_question *question = NULL;
    int code = text_check(sql, problem);
    if (code == 0)
        code = desk_ask(desk, text_string(sql), &question, problem);
    if (code < 0)
        return code;
    desk_give(question, 1, file);
    if (name)
        desk_give_text(question, 2, name);
    code = run_question(question, problem);
    desk_answered(question);
    return code;
}

static int fill_table(struct desk *desk, int32_t table, int32_t file, struct problem *problem)
{
    const struct form *form = &forms[table % FORMS];
    struct text sql = {0};
    text_format(&sql, "INSERT INTO %s (row, CHILD%s, %s) SELECT r.line, r.child%s, %s FROM kept.%s r%s WHERE r.file = ?1",
                check_table_name(table), form->birth ? ", DOB" : "", form->columns, form->birth ? ", b.born" : "",
                form->values, form->kept, form->birth ? " LEFT JOIN kept.child_birth b USING (file, line)" : "");
    int code = ask_with_file(desk, &sql, file, NULL, problem);
    text_reset(&sql);
    text_append(&sql, "INSERT INTO came (file, name) VALUES (?1, ?2)");
    if (code == 0)
        code = ask_with_file(desk, &sql, file, check_table_name(table), problem);
    text_reset(&sql);
    text_append(&sql,
                "INSERT INTO unreadable (form, row, field) SELECT ?2, line, field FROM kept.quarantined WHERE file = ?1");
    if (code == 0 && table < FORMS)
        code = ask_with_file(desk, &sql, file, check_table_name(table), problem);
    text_clear(&sql);
    return code;
}

int layout_fill(struct desk *desk, const char *authority, int32_t year, struct check_year *out, struct problem *problem)
{
    const struct authority *known = authority_find(authority);
    char number[16] = "";
    *out = (struct check_year){.year = year};
    snprintf(out->authority, sizeof out->authority, "%s", authority);
    if (known)
        snprintf(number, sizeof number, "%d", known->number);
    int code = find_files(desk, out, problem);
    bool has_last = false;
    for (int32_t table = 0; code == 0 && table < CHECK_TABLES; table++) {
        if (out->file[table])
            code = fill_table(desk, table, out->file[table], problem);
        has_last = has_last || (table >= FORMS && out->file[table]);
    }
    return code < 0 ? code
                    : layout_collection(desk, year, calendar_year_start(year), calendar_year_end(year), number, has_last,
                                        problem);
}

/* @ is "" or "_last". A child's first header, in the order of the file, gives the date of birth. */
static const char chain_sql[] =
    "CREATE INDEX Header@_child ON Header@ (CHILD); CREATE INDEX UASC@_child ON UASC@ (CHILD);"
    "UPDATE Header@ SET UASC = EXISTS (SELECT 1 FROM UASC@ WHERE UASC@.CHILD = Header@.CHILD)"
    " WHERE UASC IS NULL;"
    "UPDATE Episodes@ SET place_in_chain = chain.place, previous = chain.before, next = chain.behind,"
    " born = (SELECT DOB FROM Header@ WHERE Header@.CHILD = Episodes@.CHILD ORDER BY Header@.row LIMIT 1)"
    " FROM (SELECT rowid AS id, row_number() OVER child AS place, lag(row) OVER child AS before,"
    " lead(row) OVER child AS behind FROM Episodes@"
    " WINDOW child AS (PARTITION BY CHILD ORDER BY DECOM IS NULL, DECOM, row)) AS chain"
    " WHERE chain.id = Episodes@.rowid;"
    "CREATE INDEX Episodes@_child ON Episodes@ (CHILD, place_in_chain);";

/* Appends a statement with `word` in the place of each @. */
static void append_with(struct text *out, const char *sql, const char *word)
{
    for (; *sql; sql++) {
        if (*sql == '@')
            text_append(out, word);
        else
            text_append_char(out, *sql);
    }
}

int layout_finish(struct desk *desk, struct problem *problem)
{
    struct text sql = {0};
    append_with(&sql, chain_sql, "");
    append_with(&sql, chain_sql, "_last");
    text_append(&sql, "CREATE INDEX Episodes_last_row ON Episodes_last (row);");
    for (int32_t table = 0; table < CHECK_TABLES; table++) {
        const char *name = check_table_name(table);
        bool made = strncmp(name, "Header", 6) == 0 || strncmp(name, "UASC", 4) == 0 || strncmp(name, "Episodes", 8) == 0;
        if (!made && (table < FORMS || forms[table - FORMS].of_last))
            append_with(&sql, "CREATE INDEX @_child ON @ (CHILD);", name);
    }
    int code = text_check(&sql, problem);
    if (code == 0)
        code = desk_run(desk, text_string(&sql), problem);
    if (code == 0)
        code = desk_seal(desk, problem);
    text_clear(&sql);
    return code;
}
