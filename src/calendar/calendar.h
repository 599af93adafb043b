/*
 * calendar: days, months, financial years and ages, as councils count them.
 *
 * A `day` is a whole number of days since 1 January 1970 (civil days without a zone; negative before). An interval is
 * [from, to): the child sleeps there on `from` and not on `to`, so its nights are to - from. A month is an int32: year * 12
 * + (month number - 1). A financial year runs from 1 April to 31 March and is named by the calendar year in which it begins:
 * 2025 is "2025-26". A collection year of the SSDA903 return is the same twelve months.
 *
 * Ages are whole birthdays passed. A child born on 29 February has its birthday on 1 March of a year that has no
 * 29 February (so it is 18 on 1 March), as the Family Law Reform Act 1969 s.9 and common practice have it.
 *
 *     day census = calendar_day(2026, 3, 31);
 *     int age = calendar_age(born, census);
 *
 * Pure. Includes: base.
 */
#ifndef CALENDAR_CALENDAR_H
#define CALENDAR_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

typedef int32_t day; /* days since 1970-01-01 */

#define DAY_NONE INT32_MIN /* no date: blank, or not known */
#define DAY_OPEN INT32_MAX /* has not ended; sorts after every date */

struct calendar_date {
    int32_t year, month, day; /* month 1–12, day 1–31 */
};

day calendar_day(int32_t year, int32_t month_number, int32_t day_of_month); /* must be a real date */
struct calendar_date calendar_date(day on);
bool calendar_valid(int32_t year, int32_t month_number, int32_t day_of_month); /* years 1900–2399 */

/*
 * Reads dd/mm/yyyy, d/m/yyyy, yyyy-mm-dd, or either with a time of 00:00[:00] behind it (spreadsheets add one). The whole of
 * `length` bytes must be the date; surrounding blanks are the caller's to trim. False leaves *out alone.
 */
bool calendar_parse(const char *bytes, size_t length, day *out);

/* Reads a financial year: "2023-24" or "2023/24". False leaves *out alone. */
bool calendar_parse_year(const char *bytes, size_t length, int32_t *out);

int32_t calendar_month(day on);
day calendar_month_start(int32_t month);
day calendar_month_end(int32_t month); /* its last day */

int32_t calendar_year(day on);         /* the financial (collection) year that holds the day: 2025 for 2025-26 */
day calendar_year_start(int32_t year); /* 1 April `year` */
day calendar_year_end(int32_t year);   /* 31 March `year` + 1 */

int32_t calendar_age(day born, day on);       /* whole years; negative before birth */
day calendar_birthday(day born, int32_t age); /* the day on which `age` is reached */

void calendar_append(struct text *out, day on);              /* "2026-03-31" */
void calendar_append_words(struct text *out, day on);        /* "31 March 2026" */
void calendar_append_short(struct text *out, day on);        /* "31 Mar 2026" */
void calendar_append_month(struct text *out, int32_t month); /* "Mar 2026" */
void calendar_append_year(struct text *out, int32_t year);   /* "2025-26" */

#endif
