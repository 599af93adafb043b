/*
 * bench_returns: how many rows of an episodes file are read, typed and checked in a second of one core.
 *
 *     ninja -C build bench/bench_returns && build/bench/bench_returns [rows] [rounds]
 *
 * The file is made in memory (no disk is measured): 13 columns, about 72 bytes a row, two in three episodes ended. The best
 * of several rounds by processor time is printed, for other programs on the machine only ever make it slower; beside
 * it what libcsv alone takes to split the same bytes, and the same rows in the pre-merged form and in XML.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "clock.h"
#include "returns/return_bundle.h"
#include "returns/return_file.h"
#include "returns/return_write.h"
#include "returns/return_write_xml.h"

enum { YEAR = 2020 };

static const char *pick(const char *const *choices, int64_t count, int64_t number)
{
    return choices[number % count];
}

/* An episode, and room for its texts. */
struct episode {
    struct return_text cell[RETURN_COLUMNS_MAX];
    char child[16], decom[RETURN_CELL_SIZE], dec[RETURN_CELL_SIZE];
};

static void make_episode(struct episode *episode, int64_t i)
{
    static const char *const rne[] = {"S", "L", "P", "T", "B", "U"}, *const ls[] = {"C1", "C2", "V2", "E1", "J1"};
    static const char *const place[] = {"U4", "U6", "K2", "U1", "H5", "P1", "A5"}, *const provider[] = {"PR1", "PR4", "PR0"};
    static const char *const rec[] = {"X1", "X1", "E4A", "E45", "E11"}, *const need[] = {"N1", "N2", "N5", "N8"};
    struct return_text *cell = episode->cell;
    bool ended = i % 3 != 0;
    snprintf(episode->child, sizeof episode->child, "%d", (int)(100000 + i * 7 % 900000));
    cell[EPISODES_CHILD] = return_text_of(episode->child);
    cell[EPISODES_DECOM] = return_date_text(calendar_year_start(YEAR) - 200 + (day)(i % 500), episode->decom);
    cell[EPISODES_RNE] = return_text_of(pick(rne, 6, i));
    cell[EPISODES_LS] = return_text_of(pick(ls, 5, i / 2));
    cell[EPISODES_CIN] = return_text_of(pick(need, 4, i / 3));
    cell[EPISODES_PLACE] = return_text_of(pick(place, 7, i / 5));
    cell[EPISODES_PLACE_PROVIDER] = return_text_of(pick(provider, 3, i / 7));
    cell[EPISODES_DEC] = return_date_text(ended ? calendar_year_start(YEAR) + (day)(i % 365) : DAY_NONE, episode->dec);
    cell[EPISODES_REC] = return_text_of(ended ? pick(rec, 5, i / 11) : "");
    cell[EPISODES_REASON_PLACE_CHANGE] = return_text_of(i % 4 ? "" : "CARPL");
    cell[EPISODES_HOME_POST] = return_text_of("ZX9 8QW");
    cell[EPISODES_PL_POST] = return_text_of("ZX12 7QE");
    cell[EPISODES_URN] = return_text_of("SC123456");
}

static void write_plain(int64_t rows, struct text *out)
{
    struct episode episode = {.child = ""};
    return_write_heading(out, RETURN_EPISODES, YEAR);
    for (int64_t i = 0; i < rows; i++) {
        make_episode(&episode, i);
        return_write_row(out, RETURN_EPISODES, YEAR, episode.cell);
    }
}

/* 152 authorities and 8 years, so many rows of each standing together. */
static void write_merged(int64_t rows, int64_t together, struct text *out)
{
    struct episode episode = {.child = ""};
    char authority[16];
    return_write_merged_heading(out, RETURN_EPISODES, YEAR);
    for (int64_t i = 0; i < rows; i++) {
        int64_t part = i / together % (152 * 8);
        make_episode(&episode, i);
        snprintf(authority, sizeof authority, "E0%07d", (int)(part % 152));
        return_write_merged_row(out, RETURN_EPISODES, YEAR, authority, YEAR - (int32_t)(part / 152), episode.cell);
    }
}

/* Five episodes a child. */
static void write_xml(int64_t rows, struct text *out)
{
    struct return_xml xml;
    struct episode episode = {.child = ""};
    struct return_text header[RETURN_COLUMNS_MAX] = {{NULL, 0}};
    header[HEADER_DOB] = return_text_of("01/02/2010");
    return_write_xml_open(&xml, out, YEAR);
    for (int64_t i = 0; i < rows; i++) {
        make_episode(&episode, i);
        header[HEADER_CHILD] = episode.cell[EPISODES_CHILD];
        if (i % 5 == 0)
            return_write_xml_child(&xml, header, NULL);
        return_write_xml_row(&xml, RETURN_EPISODES, episode.cell);
    }
    return_write_xml_close(&xml);
}

static void count_cell(void *cell, size_t length, void *self)
{
    (void)cell;
    *(size_t *)self += length;
}

static double split_only(const struct text *text)
{
    struct csv_parser parser;
    size_t bytes = 0;
    double start = processor_seconds();
    csv_init(&parser, CSV_STRICT);
    csv_parse(&parser, text->bytes, text->length, count_cell, NULL, &bytes);
    csv_fini(&parser, count_cell, NULL, &bytes);
    csv_free(&parser);
    return processor_seconds() - start;
}

/* Seconds to read and check the text; negative when it was not read whole. */
static double read_and_check(const struct text *text, int64_t rows)
{
    struct return_file file = {0};
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0;
    double start = processor_seconds();
    bool good = return_read_csv(text->bytes, text->length, "bench", &file, NULL) == 0 &&
                return_unknown_codes(&file, return_year_of(&file), &arena, &unknown, &count, NULL) == 0 &&
                file.rows == rows && count == 0;
    double seconds = processor_seconds() - start;
    arena_clear(&arena);
    return_file_clear(&file);
    return good ? seconds : -1;
}

/* Seconds to read the text into its parts and check each; negative when it was not read whole. */
static double read_parts(const struct text *text, int64_t rows)
{
    struct return_bundle bundle = {0};
    struct arena arena = {0};
    const struct return_unknown *unknown = NULL;
    int32_t count = 0;
    double start = processor_seconds();
    bool good = return_bundle_read(text->bytes, text->length, "bench", &bundle, NULL) == 0;
    for (int32_t i = 0; i < bundle.parts && good; i++) {
        const struct return_file *file = &bundle.part[i].file;
        good = return_unknown_codes(file, YEAR, &arena, &unknown, &count, NULL) == 0;
        rows -= file->table == RETURN_EPISODES ? file->rows : 0;
    }
    double seconds = processor_seconds() - start;
    arena_clear(&arena);
    return_bundle_clear(&bundle);
    return good && rows == 0 ? seconds : -1;
}

/* Prints the best of some rounds of reading the text into parts; false when it was not read whole. */
static bool measure_parts(const char *what, const struct text *text, int64_t rows, int64_t rounds)
{
    double least = 1e9;
    for (int64_t i = 0; i < rounds; i++) {
        double seconds = read_parts(text, rows);
        if (seconds < 0)
            return false;
        least = seconds < least ? seconds : least;
    }
    printf("returns: %s\t%.2f\tmillion rows/s, parts\n", what, (double)rows / least / 1e6);
    return true;
}

static bool measure_plain(const struct text *text, int64_t rows, int64_t rounds)
{
    double split = 1e9, whole = 1e9;
    for (int64_t i = 0; i < rounds; i++) {
        double seconds = read_and_check(text, rows), alone = split_only(text);
        if (seconds < 0)
            return false;
        whole = seconds < whole ? seconds : whole;
        split = alone < split ? alone : split;
    }
    printf("returns: rows read and checked\t%.2f\tmillion rows/s\n", (double)rows / whole / 1e6);
    printf("returns: rows that libcsv alone splits\t%.2f\tmillion rows/s, libcsv\n", (double)rows / split / 1e6);
    printf("returns: size of the file\t%.0f\tMB\n", (double)text->length / 1e6);
    return true;
}

int main(int count, char **argument)
{
    int64_t rows = count > 1 ? strtoll(argument[1], NULL, 10) : 1000000,
            rounds = count > 2 ? strtoll(argument[2], NULL, 10) : 5;
    struct text text = {.limit = SIZE_MAX / 2};
    write_plain(rows, &text);
    bool good = measure_plain(&text, rows, rounds);
    text_reset(&text);
    write_merged(rows, 800, &text);
    good = good && measure_parts("pre-merged, 1,216 parts, rows of a part together", &text, rows, rounds);
    text_reset(&text);
    write_merged(rows, 1, &text);
    good = good && measure_parts("pre-merged, 1,216 parts, no two rows together", &text, rows, rounds);
    text_reset(&text);
    write_xml(rows, &text);
    good = good && measure_parts("the same rows in XML", &text, rows, rounds);
    text_clear(&text);
    if (!good)
        fprintf(stderr, "a file was not read as it was written\n");
    return good ? 0 : 1;
}
