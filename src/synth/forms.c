#include "synth/forms.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/file.h"
#include "returns/return_archive_write.h"
#include "returns/return_write_xml.h"
#include "synth/sheet.h"

/* The authority of the LA column: one of those that are kept for made-up councils. */
static const char made_up_authority[] = "E10000099";

static int no_memory(struct problem *problem)
{
    return problem_set(problem, PROBLEM_MEMORY, "not enough memory to name a file");
}

/* Writes one file into the folder, which is there. */
static int put(const char *folder, const char *name, const struct text *content, struct problem *problem)
{
    int code = text_check(content, problem);
    if (code < 0)
        return code;
    char *path = file_join(folder, name);
    if (!path)
        return no_memory(problem);
    code = file_write(path, text_string(content), content->length, 0644, problem);
    free(path);
    return code;
}

/* The cells of a line, by position. */
static void cells_of(const struct synth_sheet *sheet, enum return_table table, int64_t line,
                     struct return_text cell[RETURN_COLUMNS_MAX])
{
    for (int32_t k = 0; k < return_layout(table)->columns; k++)
        cell[k] = synth_sheet_cell(sheet, line, k);
}

static bool same_child(const struct synth_sheet *sheet, int64_t line, struct return_text child)
{
    struct return_text cell = line <= sheet->lines ? synth_sheet_cell(sheet, line, 0) : (struct return_text){"", 0};
    return cell.length == child.length && memcmp(cell.bytes, child.bytes, child.length) == 0;
}

/* Writes a child's rows of a table; `next` is the first of its rows, as tables tell children in the same order. */
static void rows_write(struct return_xml *xml, const struct synth_sheet *sheet, enum return_table table, int64_t *next,
                       struct return_text child)
{
    struct return_text cell[RETURN_COLUMNS_MAX];
    for (; same_child(sheet, *next, child); ++*next) {
        cells_of(sheet, table, *next, cell);
        return_write_xml_row(xml, table, cell);
    }
}

/* In the order of the form: what belongs to the header first. */
static void child_write(struct return_xml *xml, const struct synth_sheet sheet[RETURN_TABLES], int64_t line,
                        int64_t next[RETURN_TABLES])
{
    static const enum return_table order[] = {RETURN_REVIEWS,
                                              RETURN_MISSING,
                                              RETURN_PREVIOUS_PERMANENCE,
                                              RETURN_PLACED_ADOPTION,
                                              RETURN_AD1,
                                              RETURN_OC2,
                                              RETURN_OC3,
                                              RETURN_EPISODES,
                                              RETURN_SOCIAL_WORKER,
                                              RETURN_DOLO};
    struct return_text header[RETURN_COLUMNS_MAX], uasc[RETURN_COLUMNS_MAX];
    cells_of(&sheet[RETURN_HEADER], RETURN_HEADER, line, header);
    bool is_uasc = same_child(&sheet[RETURN_UASC], next[RETURN_UASC], header[HEADER_CHILD]);
    if (is_uasc)
        cells_of(&sheet[RETURN_UASC], RETURN_UASC, next[RETURN_UASC]++, uasc);
    return_write_xml_child(xml, header, is_uasc ? uasc : NULL);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        rows_write(xml, &sheet[order[i]], order[i], &next[order[i]], header[HEADER_CHILD]);
}

static void sheets_clear(struct synth_sheet sheet[RETURN_TABLES])
{
    for (int table = 0; table < RETURN_TABLES; table++)
        synth_sheet_clear(&sheet[table]);
}

static int sheets_take(const struct synth_year *year, struct synth_sheet sheet[RETURN_TABLES], struct problem *problem)
{
    int code = 0;
    for (int table = 0; table < RETURN_TABLES && code == 0; table++)
        code = synth_sheet_take(&sheet[table], &year->table[table], problem);
    return code;
}

static int xml_write(const struct synth_year *year, const char *folder, struct problem *problem)
{
    struct synth_sheet sheet[RETURN_TABLES] = {0};
    int64_t next[RETURN_TABLES];
    struct text out = {0}, name = {0};
    struct return_xml xml;
    int code = sheets_take(year, sheet, problem);
    for (int table = 0; table < RETURN_TABLES; table++)
        next[table] = 2;
    return_write_xml_open(&xml, &out, year->year);
    for (int64_t line = 2; code == 0 && line <= sheet[RETURN_HEADER].lines; line++)
        child_write(&xml, sheet, line, next);
    return_write_xml_close(&xml);
    calendar_append_year(&name, year->year);
    text_append(&name, ".xml");
    if (code == 0)
        code = text_check(&name, problem);
    if (code == 0)
        code = put(folder, text_string(&name), &out, problem);
    text_clear(&out);
    text_clear(&name);
    sheets_clear(sheet);
    return code;
}

/* Appends a table of one year to the file of all years. */
static int merged_append(const struct synth_year *year, int32_t newest, enum return_table table, struct text *out,
                         struct problem *problem)
{
    struct synth_sheet sheet = {0};
    struct return_text cell[RETURN_COLUMNS_MAX];
    int code = synth_sheet_take(&sheet, &year->table[table], problem);
    for (int64_t line = 2; code == 0 && line <= sheet.lines; line++) {
        cells_of(&sheet, table, line, cell);
        return_write_merged_row(out, table, newest, made_up_authority, year->year, cell);
    }
    synth_sheet_clear(&sheet);
    return code;
}

static int merged_write(const struct synth_year *year, int32_t years, enum return_table table, const char *folder,
                        struct problem *problem)
{
    struct text out = {0};
    int32_t newest = year[years - 1].year;
    int code = 0;
    if (!synth_year_has(newest, table))
        return 0;
    return_write_merged_heading(&out, table, newest);
    for (int32_t y = 0; y < years && code == 0; y++)
        code = merged_append(&year[y], newest, table, &out, problem);
    if (code == 0)
        code = put(folder, synth_year_file(table), &out, problem);
    text_clear(&out);
    return code;
}

/* "2024-25/header.csv"; free() it. NULL when memory is out. */
static char *path_in(int32_t year, enum return_table table)
{
    struct text folder = {0};
    calendar_append_year(&folder, year);
    char *path = text_check(&folder, NULL) < 0 ? NULL : file_join(text_string(&folder), synth_year_file(table));
    text_clear(&folder);
    return path;
}

static int zip_write(const struct synth_year *year, int32_t years, const char *folder, struct problem *problem)
{
    struct text out = {0};
    int64_t count = 0;
    struct return_archive_file *file = array_new((int64_t)years * RETURN_TABLES, sizeof *file, problem);
    char **path = file ? array_new((int64_t)years * RETURN_TABLES, sizeof *path, problem) : NULL;
    int code = path ? 0 : PROBLEM_MEMORY;
    for (int32_t y = 0; y < years && code == 0; y++)
        for (int table = 0; table < RETURN_TABLES && code == 0; table++) {
            const struct text *content = &year[y].table[table];
            if (content->length == 0)
                continue;
            path[count] = path_in(year[y].year, (enum return_table)table);
            code = path[count] ? text_check(content, problem) : no_memory(problem);
            file[count] = (struct return_archive_file){path[count], content->bytes, content->length};
            count++;
        }
    if (code == 0)
        code = return_archive_write(file, count, &out, problem);
    if (code == 0)
        code = put(folder, "returns.zip", &out, problem);
    for (int64_t i = 0; path && i < count; i++)
        free(path[i]);
    free(path);
    free(file);
    text_clear(&out);
    return code;
}

/* One step of the work: a year, or a table of all years. */
static int step_write(const struct synth_year *year, int32_t years, enum synth_form form, const char *folder, int32_t step,
                      struct problem *problem)
{
    if (form == SYNTH_MERGED)
        return merged_write(year, years, (enum return_table)step, folder, problem);
    if (form == SYNTH_ZIP)
        return zip_write(year, years, folder, problem);
    return form == SYNTH_XML ? xml_write(&year[step], folder, problem) : synth_year_write(&year[step], folder, problem);
}

int synth_forms_write(const struct synth_year *year, int32_t years, enum synth_form form, const char *folder,
                      struct progress *progress, struct problem *problem)
{
    int32_t steps = form == SYNTH_MERGED ? RETURN_TABLES : form == SYNTH_ZIP ? 1 : years;
    int code = file_make_folder(folder, 0755, problem);
    for (int32_t step = 0; step < steps && code == 0; step++) {
        code = step_write(year, years, form, folder, step, problem);
        progress_step(progress, "returns are written", step + 1, steps);
    }
    return code;
}
