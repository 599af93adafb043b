#include <stddef.h>

#include "returns/return_file.h"

/* Every date that can be read lies between 1 January 1900 and 31 December 2399. */
enum { FIRST_YEAR = 1899, LAST_YEAR = 2399, YEARS = LAST_YEAR - FIRST_YEAR + 1 };

enum { CHILDHOOD = 18 * 366 }; /* days; nobody is in care for longer */

enum { EASTER = 4 }; /* quiet days that can end a year: Good Friday to Easter Monday */

/* How many dates lie in each April–March window. */
struct year_counts {
    int64_t dec[YEARS];   /* ends of episodes */
    int64_t decom[YEARS]; /* their beginnings */
};

static void count_years(const struct return_file *file, struct year_counts *counts)
{
    for (int64_t i = 0; i < file->rows; i++) {
        day decom = return_day(file, EPISODES_DECOM, i), dec = return_day(file, EPISODES_DEC, i);
        if (decom == DAY_NONE)
            continue;
        counts->decom[calendar_year(decom) - FIRST_YEAR]++;
        if (dec != DAY_NONE && dec >= decom && dec - decom <= CHILDHOOD)
            counts->dec[calendar_year(dec) - FIRST_YEAR]++;
    }
}

/* The last window with at least that many DECOMs, or INT32_MIN. */
static int32_t last_year_of_decoms(const struct year_counts *counts, int64_t least)
{
    for (int32_t i = YEARS - 1; i >= 0; i--)
        if (counts->decom[i] >= least)
            return FIRST_YEAR + i;
    return INT32_MIN;
}

int32_t return_year_of(const struct return_file *episodes)
{
    struct year_counts counts = {.dec = {0}};
    if (episodes->table != RETURN_EPISODES)
        return INT32_MIN;
    count_years(episodes, &counts);
    int64_t decs = 0, later_decoms = 0;
    for (int32_t i = 0; i < YEARS; i++)
        decs += counts.dec[i];
    if (decs == 0) {
        int32_t year = last_year_of_decoms(&counts, 2);
        return year != INT32_MIN ? year : last_year_of_decoms(&counts, 1);
    }
    /* From the last window backwards, so that the DECOMs behind each are at hand and the later of two equal years wins. */
    int32_t best = INT32_MIN;
    int64_t fewest = INT64_MAX, most = 0;
    for (int32_t i = YEARS - 1; i >= 0; i--) {
        int64_t against = decs - counts.dec[i] + later_decoms, dates = counts.dec[i] + counts.decom[i];
        if (against < fewest || (against == fewest && dates > most)) {
            fewest = against;
            most = dates;
            best = FIRST_YEAR + i;
        }
        later_decoms += counts.decom[i];
    }
    return best;
}

/* The later of `last` and `on`, if `on` is within the year. */
static day later_within(day last, day on, int32_t year)
{
    bool within = on != DAY_NONE && on >= calendar_year_start(year) && on <= calendar_year_end(year);
    return within && (last == DAY_NONE || on > last) ? on : last;
}

static bool is_within(day on, int32_t year)
{
    return later_within(DAY_NONE, on, year) != DAY_NONE;
}

bool return_is_annual(const struct return_file *episodes, int32_t year, day *last)
{
    day latest = DAY_NONE;
    int64_t events = 0;
    for (int64_t i = 0; episodes->table == RETURN_EPISODES && i < episodes->rows; i++) {
        day decom = return_day(episodes, EPISODES_DECOM, i), dec = return_day(episodes, EPISODES_DEC, i);
        bool start = return_code(episodes, EPISODES_RNE, i) == code_of("S");
        latest = later_within(later_within(latest, decom, year), dec, year);
        events += is_within(dec, year) + (start && is_within(decom, year));
    }
    if (last)
        *last = latest;
    if (latest == DAY_NONE)
        return true;
    int64_t days = latest - calendar_year_start(year) + 1, quiet = calendar_year_end(year) - latest - EASTER;
    /* exp(-quiet events / days) < 1/10,000, that is quiet events / days > ln 10,000 = 9.2103. */
    return quiet <= 0 || quiet * events * 10000 <= 92103 * days;
}
