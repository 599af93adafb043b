#include "panel_study.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int study_add(struct study *study, const char *origin_and_file)
{
    char *end;
    const int32_t origin = (int32_t)strtoll(origin_and_file, &end, 10);
    if (*end != '=' || study->origins == STUDY_ORIGINS_MAX) {
        fprintf(stderr, "%s: give an origin and its samples as 2022=FILE\n", origin_and_file);
        return -1;
    }
    study->origin[study->origins] = origin;
    return samples_read(end + 1, &study->samples[study->origins++]);
}

void study_clear(struct study *study)
{
    for (int32_t i = 0; i < study->origins; i++)
        samples_clear(&study->samples[i]);
    panel_view_clear(&study->truth);
}

static const struct panel_unit *unit_numbered(const struct study *study, int32_t number)
{
    for (int32_t i = 0; i < study->truth.units; i++)
        if (study->truth.unit[i].number == number)
            return &study->truth.unit[i];
    return NULL;
}

static int32_t authority_numbered(const struct study *study, int32_t number)
{
    const struct published *all = &study->truth.authorities;
    for (int32_t i = 0; i < all->authorities; i++)
        if (all->authority[i].number == number)
            return i;
    return -1;
}

static double known(int32_t figure)
{
    return figure < 0 ? (double)NAN : figure;
}

/* Placements at 31 March. Supported accommodation and all other placements are scored together: a child's school, supported
 * home or other place was coded now as one and now as another. */
static double placed(const struct study *study, const char *quantity, int32_t authority, int32_t year)
{
    const struct published *all = &study->truth.authorities;
    static const char *const names[] = {"foster", "homes", "parents", "adoption"};
    static const enum published_figure_kind figures[] = {PUBLISHED_FOSTER, PUBLISHED_HOMES, PUBLISHED_PARENTS,
                                                         PUBLISHED_ADOPTION};
    double rest = known(published_figure(all, authority, PUBLISHED_STOCK, year));
    for (int32_t i = 0; i < 4; i++) {
        const double figure = known(published_figure(all, authority, figures[i], year));
        if (strncmp(quantity, names[i], strlen(names[i])) == 0)
            return figure;
        rest -= figure;
    }
    return strcmp(quantity, "rest") == 0 ? rest : (double)NAN;
}

double study_truth(const struct study *study, const char *quantity, int32_t council, int32_t year)
{
    static const char *const r1[] = {"_starts", "_ceases", "_ways_home"};
    const struct panel_unit *unit = study->of_authorities ? NULL : unit_numbered(study, council);
    const int32_t authority = authority_numbered(study, council), y = year - PANEL_FIRST;
    if (year > STUDY_LAST_TRUTH || y < 0)
        return NAN;
    for (int32_t k = 0; k < 3; k++)
        if (strstr(quantity, r1[k]))
            return panel_count(&study->truth, authority, (enum panel_series)k, year);
    /* A unit that was joined or split has figures of its own; one that was not, the same as its authority. */
    if (strncmp(quantity, "stock", 5) == 0)
        return unit ? unit->stock[y] : known(published_figure(&study->truth.authorities, authority, PUBLISHED_STOCK, year));
    if (strncmp(quantity, "starts", 6) == 0)
        return unit ? unit->starts[y] : panel_count(&study->truth, authority, PANEL_STARTS, year);
    if (strncmp(quantity, "ceases", 6) == 0)
        return unit ? unit->ceases[y] : panel_count(&study->truth, authority, PANEL_CEASES, year);
    return placed(study, quantity, authority, year);
}

int32_t study_size_of(double stock)
{
    return stock < 200 ? 0 : stock < 450 ? 1 : stock < 800 ? 2 : 3;
}

const char *study_size_name(int32_t size)
{
    static const char *const names[STUDY_SIZES] = {"under 200", "200-449", "450-799", "800 and over"};
    return size < 0 ? "all" : names[size];
}

int32_t study_cases(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                    struct score_case *out, int32_t *council)
{
    const struct samples *samples = &study->samples[origin];
    const int32_t from = study->origin[origin], year = from + ahead;
    int32_t cases = 0;
    for (int64_t i = 0; i < samples->lines && cases < PANEL_UNITS_MAX; i++) {
        const struct sample_line *line = &samples->line[i];
        if (line->year != year || strcmp(line->quantity, quantity) != 0)
            continue;
        const double truth = study_truth(study, quantity, line->council, year),
                     before = study_truth(study, quantity, line->council, from),
                     stock = study_truth(study, "stock", line->council, from);
        if (isnan(truth) || isnan(before) || (part.size >= 0 && study_size_of(stock) != part.size) ||
            (part.without_kent && line->council == STUDY_KENT))
            continue;
        if (council)
            council[cases] = line->council;
        out[cases++] = (struct score_case){line->paths, line->value, truth, before};
    }
    return cases;
}

bool study_score(const struct study *study, const char *quantity, int32_t origin, int32_t ahead, struct study_part part,
                 struct score *out)
{
    static struct score_case list[PANEL_UNITS_MAX];
    score_cases(list, study_cases(study, quantity, origin, ahead, part, list, NULL), out);
    return out->cases > 0;
}

void study_judge(struct study *study, bool met, const char *what, const char *target, const char *figure, ...)
{
    char text[128];
    va_list list;
    va_start(list, figure);
    vsnprintf(text, sizeof text, figure, list);
    va_end(list);
    printf("%-62s %-34s %-24s %s\n", what, text, target, met ? "yes" : "NO");
    study->judged++;
    study->met += met;
}
