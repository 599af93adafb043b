/*
 * facts: a file of published figures as named columns of text, for programs that fit or score something on them.
 *
 * The files (la_units_2016_2025.csv, la_panel.csv …) are not in the repository: DfE's own downloads and what was made from
 * them lie in the folder that HOMEWARD_SHARED names, else in ../shared. Outside library: libcsv.
 *
 *     struct facts units = {0};
 *     facts_read("la_units_2016_2025.csv", &units);
 *     int32_t starts = facts_column(&units, "A");
 *     double value = facts_number(&units, row, starts);    // NAN when blank or no number
 *     facts_clear(&units);
 */
#ifndef BENCH_FACTS_H
#define BENCH_FACTS_H

#include <stdint.h>

struct facts {
    int32_t columns; /* of the heading */
    int64_t rows;    /* below it */
    char **cell;     /* [(rows + 1) * columns]: the heading, then the rows; owned */
};

/* 0, or -1 with a line on stderr that says what is missing and what to do. */
int facts_read(const char *name, struct facts *out);
void facts_clear(struct facts *facts);

int32_t facts_column(const struct facts *facts, const char *name); /* -1 when there is none */
const char *facts_text(const struct facts *facts, int64_t row, int32_t column);
double facts_number(const struct facts *facts, int64_t row, int32_t column);

#endif
