/*
 * scenario: what a council means to do, as plain data: initiatives, and what each of them changes.
 *
 * A scenario is a list of initiatives; an initiative has an owner, a cost, a chance of being delivered, its evidence, and
 * effects. An effect says in plain units what changes, from which day, and over how many months it grows:
 *
 *   entries   × factor, or ± children a month, of these ages and kinds        fewer children come into care
 *   move      from → to: × factor, or ± children a month                      children step down from a home to fostering
 *   exit      from → exit: × factor, or ± children a month                    more children go home
 *   divert    this share of new placements of one kind goes to another        a panel asks for fostering first
 *   places    so many more or fewer places of a kind                          a home of four beds opens
 *   price     × factor, an uplift, or a weekly price of its own               a contract is negotiated anew
 *   cost      so many pounds once or a year                                   a team of six
 *   grant     the same, coming in
 *
 * "One child a month more" moves one child a month, on average over the futures. A factor on the share of children whom an
 * initiative reaches is told with `reach`: 0.8 at reach 0.5 is 0.9 of all.
 *
 * Numbers are as a person wrote them; money is whole pence. State, exit, band and stratum are ids of a flow system. Each
 * part remembers the line and column that it stood on, so that whoever finds fault with it can say where.
 * Plain data, nothing to free. Pure. Includes: base, calendar, flow, money.
 */
#ifndef PLAN_SCENARIO_H
#define PLAN_SCENARIO_H

#include <stdbool.h>
#include <stdint.h>

#include "calendar/calendar.h"
#include "flow/system.h"
#include "money/money.h"

enum {
    PLAN_INITIATIVES_MAX = 24,
    PLAN_EFFECTS_MAX = 96, /* of all initiatives together */
    PLAN_ID_SIZE = 16,
    PLAN_NAME_SIZE = 120,
    PLAN_TEXT_SIZE = 480,
    PLAN_ANY = -1, /* every state: exit: [any, home] */
    PLAN_RAMP_MAX = 120
};

enum plan_effect_kind {
    PLAN_ENTRIES,
    PLAN_MOVE,
    PLAN_EXIT,
    PLAN_DIVERT,
    PLAN_PLACES,
    PLAN_PRICE,
    PLAN_COST,
    PLAN_GRANT,
    PLAN_EFFECT_KINDS
};

/* In what unit an effect is told. */
enum plan_measure {
    PLAN_FACTOR,        /* amount: × the rate, number or price */
    PLAN_ADD_PER_MONTH, /* amount: children a month, ± */
    PLAN_SHARE,         /* amount: of new placements, 0 … 1 */
    PLAN_ADD,           /* amount: places, ± */
    PLAN_UPLIFT,        /* amount: a percentage on the price, once */
    PLAN_WEEKLY,        /* pence: the price of a week */
    PLAN_ONE_OFF,       /* pence: once, on the day `from` */
    PLAN_PER_YEAR       /* pence: of 365.25 days, from day to day */
};

enum plan_design { PLAN_CAUSAL, PLAN_ASSOCIATIONAL, PLAN_DESCRIPTIVE, PLAN_ASSUMPTION, PLAN_NONE, PLAN_DESIGNS };

/* Where a part stood in its file, counted from 1; 0 when it came from no file. */
struct plan_place {
    int64_t line;
    int32_t column;
};

struct plan_effect {
    enum plan_effect_kind kind;
    enum plan_measure measure;
    int32_t initiative; /* index */
    double amount;
    double reach;               /* of a factor: share of those concerned whom it reaches; 1 unless told */
    struct money money;         /* of PLAN_WEEKLY, PLAN_ONE_OFF, PLAN_PER_YEAR */
    int32_t from_state, to;     /* state or PLAN_ANY; destination (state, or states + exit). Price and places: from_state */
    uint32_t ages;              /* bit b: age band b; 0: all */
    uint64_t strata;            /* bit s: kind of entry s; 0: all */
    day from, until;            /* [from, until); DAY_OPEN: to the end of the run */
    int32_t ramp_months;        /* grows evenly over so many months from `from`; 0: at once */
    char label[PLAN_NAME_SIZE]; /* of a cost or grant: what for; may be empty */
    struct plan_place place;
};

struct plan_evidence {
    bool given;
    enum plan_design design;
    char source[PLAN_TEXT_SIZE];
    char outcome[PLAN_TEXT_SIZE];    /* what was measured, in which unit; may be empty */
    char population[PLAN_TEXT_SIZE]; /* on whom; may be empty */
    bool has_effect, has_low, has_high;
    double effect, low, high; /* of the outcome, in its unit */
};

struct plan_initiative {
    char id[PLAN_ID_SIZE]; /* "S01" */
    char name[PLAN_NAME_SIZE], owner[PLAN_NAME_SIZE];
    double chance_of_delivery; /* 0 … 1 */
    struct plan_evidence evidence;
    struct plan_place place;
};

struct plan_scenario {
    char name[PLAN_NAME_SIZE];
    char about[PLAN_TEXT_SIZE]; /* may be empty */
    int32_t initiatives, effects;
    struct plan_initiative initiative[PLAN_INITIATIVES_MAX];
    struct plan_effect effect[PLAN_EFFECTS_MAX]; /* rising in `initiative` */
};

/* "entries", "move", … as the file has them; "causal", … Borrowed. */
const char *plan_effect_kind_name(enum plan_effect_kind kind);
const char *plan_design_name(enum plan_design design);

/* The design of a name, -1 when there is none. */
int32_t plan_design_named(const char *name);

/* Whether an effect changes what children do, and not only what is paid. */
static inline bool plan_effect_moves(const struct plan_effect *effect)
{
    return effect->kind <= PLAN_DIVERT;
}

/* The initiative of an id, -1 when there is none. */
int32_t plan_initiative_named(const struct plan_scenario *scenario, const char *id);

/*
 * How far an effect has grown on a day: 0 before it begins and from `until` on, 1 when it has grown; in between the share of
 * the ramp that has passed, by whole days.
 */
double plan_effect_grown(const struct plan_effect *effect, day on);

#endif
