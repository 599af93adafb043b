/*
 * panel_lesson: what the published stocks of English authorities teach about how far a number of children in care moves.
 *
 *     const struct panel_lesson *lesson = care_panel_lesson(300);
 *     lesson->within[2];     // 187: eight in ten lay within 18.7% of it three years on
 *
 * From 148 comparable units, 31 March 2016 to 2025 (DfE, Children looked after in England, by the Local Authority
 * Interactive Tool). panel_lesson.c is made by bench/panel_lesson and never by hand. It is no forecast: no forecast uses it.
 * It stands beside one, so that a reader sees whether its range is of the size that councils have lived through.
 *
 * Constant data. Pure.
 */
#ifndef CARE_PANEL_LESSON_H
#define CARE_PANEL_LESSON_H

#include <stdbool.h>
#include <stdint.h>

enum {
    CARE_PANEL_LESSON_YEARS = 3,
    CARE_PANEL_LESSON_UNITS = 148,
    CARE_PANEL_LESSON_FIRST = 2016,
    CARE_PANEL_LESSON_LAST = 2025
};

struct panel_lesson {
    int32_t from, below;                     /* children in care: this size class */
    bool last;                               /* nothing is larger: `below` is only a bound */
    int32_t within[CARE_PANEL_LESSON_YEARS]; /* thousandths of today's number, one, two and three years on: eight in ten */
};

/* The lesson of councils of this size. Borrowed, constant. */
const struct panel_lesson *care_panel_lesson(int64_t children);

/* Of units that grew more than the middle one in a year, thousandths that did so again in the next: 500 is no memory. */
int32_t care_panel_grew_again(void);

#endif
