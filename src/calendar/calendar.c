#include "calendar/calendar.h"

#include <string.h>

static const char *const month_names[12] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

/* Days from civil and back: the era-based formulas of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
 */
day calendar_day(int32_t year, int32_t month_number, int32_t day_of_month)
{
    year -= month_number <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (month_number + (month_number > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct calendar_date calendar_date(day on)
{
    int32_t shifted = on + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted_month = (5 * day_of_year + 2) / 153;
    struct calendar_date date = {
        .year = year_of_era + era * 400,
        .month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9,
        .day = day_of_year - (153 * shifted_month + 2) / 5 + 1,
    };
    date.year += date.month <= 2;
    return date;
}

static bool leap_year(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool calendar_valid(int32_t year, int32_t month_number, int32_t day_of_month)
{
    static const int32_t lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2399 || month_number < 1 || month_number > 12 || day_of_month < 1)
        return false;
    int32_t length = lengths[month_number - 1] + (month_number == 2 && leap_year(year));
    return day_of_month <= length;
}

/* Reads between `least` and `most` digits; returns how many, 0 when there are fewer. */
static size_t read_digits(const char *bytes, size_t length, size_t least, size_t most, int32_t *value)
{
    size_t count = 0;
    *value = 0;
    while (count < length && count < most && bytes[count] >= '0' && bytes[count] <= '9')
        *value = *value * 10 + (bytes[count++] - '0');
    return count >= least ? count : 0;
}

/* Three numbers with the same mark between them, widths as given; returns the bytes used, 0 when they are not there. */
static size_t read_triple(const char *bytes, size_t length, const size_t width[3][2], char mark, int32_t value[3])
{
    size_t at = 0;
    for (int i = 0; i < 3; i++) {
        if (i && (at >= length || bytes[at++] != mark))
            return 0;
        size_t count = read_digits(bytes + at, length - at, width[i][0], width[i][1], &value[i]);
        if (count == 0)
            return 0;
        at += count;
    }
    return at;
}

/* Nothing, or a time of midnight: "00:00", "00:00:00", with a blank or a T before it. */
static bool only_midnight(const char *bytes, size_t length)
{
    if (length == 0)
        return true;
    if (bytes[0] != ' ' && bytes[0] != 'T')
        return false;
    return (length == 6 && memcmp(bytes + 1, "00:00", 5) == 0) || (length == 9 && memcmp(bytes + 1, "00:00:00", 8) == 0);
}

bool calendar_parse(const char *bytes, size_t length, day *out)
{
    static const size_t british[3][2] = {{1, 2}, {1, 2}, {4, 4}};
    static const size_t iso[3][2] = {{4, 4}, {2, 2}, {2, 2}};
    int32_t value[3];
    int32_t year, day_of_month;
    size_t used = read_triple(bytes, length, british, '/', value);
    if (used) {
        year = value[2];
        day_of_month = value[0];
    } else {
        used = read_triple(bytes, length, iso, '-', value);
        year = value[0];
        day_of_month = value[2];
    }
    if (used == 0 || !only_midnight(bytes + used, length - used) || !calendar_valid(year, value[1], day_of_month))
        return false;
    *out = calendar_day(year, value[1], day_of_month);
    return true;
}

bool calendar_parse_year(const char *bytes, size_t length, int32_t *out)
{
    int32_t first, second;
    if (length != 7 || read_digits(bytes, 4, 4, 4, &first) == 0 || (bytes[4] != '-' && bytes[4] != '/') ||
        read_digits(bytes + 5, 2, 2, 2, &second) == 0 || first < 1900 || (first + 1) % 100 != second)
        return false;
    *out = first;
    return true;
}

int32_t calendar_month(day on)
{
    struct calendar_date date = calendar_date(on);
    return date.year * 12 + date.month - 1;
}

day calendar_month_start(int32_t month)
{
    return calendar_day(month / 12, month % 12 + 1, 1);
}

day calendar_month_end(int32_t month)
{
    return calendar_month_start(month + 1) - 1;
}

int32_t calendar_year(day on)
{
    struct calendar_date date = calendar_date(on);
    return date.year - (date.month < 4);
}

day calendar_year_start(int32_t year)
{
    return calendar_day(year, 4, 1);
}

day calendar_year_end(int32_t year)
{
    return calendar_day(year + 1, 3, 31);
}

int32_t calendar_age(day born, day on)
{
    struct calendar_date birth = calendar_date(born), now = calendar_date(on);
    bool before = now.month < birth.month || (now.month == birth.month && now.day < birth.day);
    return now.year - birth.year - before;
}

/* Days from 1 March of year 0 to 1 March of a year. */
static int32_t days_to_march(int32_t year)
{
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t year_of_era = year - era * 400;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100;
}

/* In years that begin in March a leap day is the last day, and every date but it lies as far behind 1 March in all years; it
 * itself falls on the next 1 March where there is none: the rule. */
day calendar_birthday(day born, int32_t age)
{
    int32_t shifted = born + 719468;
    int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int32_t day_of_era = shifted - era * 146097;
    int32_t year = era * 400 + (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    return born + days_to_march(year + age) - days_to_march(year);
}

void calendar_append(struct text *out, day on)
{
    struct calendar_date date = calendar_date(on);
    text_format(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

void calendar_append_words(struct text *out, day on)
{
    struct calendar_date date = calendar_date(on);
    text_format(out, "%d %s %d", date.day, month_names[date.month - 1], date.year);
}

void calendar_append_short(struct text *out, day on)
{
    text_format(out, "%d ", calendar_date(on).day);
    calendar_append_month(out, calendar_month(on));
}

void calendar_append_month(struct text *out, int32_t month)
{
    text_format(out, "%.3s %d", month_names[month % 12], month / 12);
}

void calendar_append_year(struct text *out, int32_t year)
{
    text_format(out, "%d-%02d", year, (year + 1) % 100);
}
