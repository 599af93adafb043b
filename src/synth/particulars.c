#include "synth/particulars.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "synth/luck.h"

enum {
    NAMES = SYNTH_NAMES - SYNTH_FIRST_NAME,
    BOYS_UNACCOMPANIED =
        960, /* per mille of starts, DfE 2025: 19,500 of 32,270 starts are boys, nearly all unaccompanied ones */
    BOYS = 507,
    NO_UPN_UNACCOMPANIED = 600, /* a proposal */
    SCHOOL_FROM_AGE = 4
};

struct share {
    const char *code;
    int32_t weight, unaccompanied; /* among other children, among unaccompanied ones */
};

/* Children in care at 31 March 2025 by ethnic group (DfE); how the unaccompanied divide is a proposal that adds up to it. */
static const struct share ethnic_shares[] = {
    {"WBRI", 54150, 0},   {"WIRI", 170, 0},   {"WOTH", 2760, 400},  {"WIRT", 170, 0},    {"WROM", 570, 0},
    {"MWBC", 2860, 0},    {"MWBA", 1060, 0},  {"MWAS", 1730, 0},    {"MOTH", 2980, 100}, {"AIND", 350, 10},
    {"APKN", 1090, 50},   {"ABAN", 370, 50},  {"AOTH", 880, 1400},  {"CHNE", 100, 0},    {"BCRB", 1220, 0},
    {"BAFR", 1140, 2800}, {"BOTH", 1200, 70}, {"OOTH", 1780, 1640}, {"REFU", 110, 0},    {"NOBT", 530, 20},
};

/* Children who started in 2025 by need (DfE); the unaccompanied are N8, absent parenting. */
static const struct share need_shares[] = {
    {"N1", 18310, 0}, {"N2", 580, 0}, {"N3", 610, 0}, {"N4", 2370, 0},
    {"N5", 3050, 0},  {"N6", 580, 0}, {"N7", 30, 0},  {"N8", 150, 1},
};

enum { SHARES_MAX = 24 };

static short_code share_choose(const struct share *shares, int32_t count, bool unaccompanied, struct chance_stream *luck)
{
    int32_t weight[SHARES_MAX];
    for (int32_t i = 0; i < count; i++)
        weight[i] = unaccompanied ? shares[i].unaccompanied : shares[i].weight;
    return code_of(shares[synth_luck_weighted(luck, weight, count)].code);
}

#define SHARE_CHOOSE(shares, unaccompanied, luck)                                                                           \
    share_choose(shares, (int32_t)(sizeof shares / sizeof *shares), unaccompanied, luck)

int32_t *synth_names_new(const struct synth_council *council, struct problem *problem)
{
    if (council->children > NAMES / 2) {
        problem_set(problem, PROBLEM_LIMIT, "the council would have more children than six digits can name");
        problem_next(problem, "Ask for fewer children or fewer years.");
        return NULL;
    }
    uint8_t *taken = array_new(NAMES, sizeof *taken, problem);
    int32_t *name = array_new(council->children, sizeof *name, problem);
    if (!taken || !name) {
        free(taken);
        free(name);
        return NULL;
    }
    struct chance_stream luck = synth_luck_of(council->seed, 0, SYNTH_LUCK_NAMES);
    for (int64_t i = 0; i < council->children; i++) {
        int32_t number = synth_luck_below(&luck, NAMES);
        while (taken[number])
            number = synth_luck_below(&luck, NAMES);
        taken[number] = 1;
        name[i] = SYNTH_FIRST_NAME + number;
    }
    free(taken);
    return name;
}

/* Writes `digits` decimal digits with noughts in front and an ending NUL. */
static void digits_write(char *out, int32_t digits, int32_t value)
{
    out[digits] = '\0';
    for (int32_t i = digits - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

/*
 * A UPN of a school that is not there: check letter, 999 for the authority, four digits of the school, the year of joining,
 * three digits of the pupil. The letter is the sum of digit × place (2 to 13) modulo 23 (DfE, Unique pupil numbers guide).
 * School and pupil are an affine image of the six-digit name, so that no two children share one.
 */
static void upn_write(day born, int32_t name, char out[SYNTH_UPN_SIZE])
{
    static const char letters[] = "ABCDEFGHJKLMNPQRTUVWXYZ";
    int64_t image = ((int64_t)(name - SYNTH_FIRST_NAME) * 7919 + 12345) % NAMES;
    digits_write(out + 1, 3, 999);
    digits_write(out + 4, 4, 1000 + (int32_t)(image / 1000));
    digits_write(out + 8, 2, (calendar_date(born).year + SCHOOL_FROM_AGE) % 100);
    digits_write(out + 10, 3, (int32_t)(image % 1000));
    int32_t sum = 0;
    for (int32_t i = 1; i <= 12; i++)
        sum += (out[i] - '0') * (i + 1);
    out[0] = letters[sum % 23];
}

void synth_particulars_of(const struct synth_council *council, const struct synth_child *child, int32_t name,
                          struct synth_particulars *out)
{
    struct chance_stream own = synth_luck_of(council->seed, child->number, SYNTH_LUCK_CHILD);
    struct chance_stream shared = synth_luck_of(council->seed, child->family, SYNTH_LUCK_KIN);
    *out = (struct synth_particulars){0};
    digits_write(out->child, 6, name);
    out->sex = synth_luck_comes(&own, child->unaccompanied ? BOYS_UNACCOMPANIED : BOYS) ? 'M' : 'F';
    out->no_upn = synth_luck_comes(&own, child->unaccompanied ? NO_UPN_UNACCOMPANIED : 0);
    out->ethnic = SHARE_CHOOSE(ethnic_shares, child->unaccompanied, &shared);
    out->need = SHARE_CHOOSE(need_shares, child->unaccompanied, &shared);
    upn_write(child->born, name, out->upn);
}

const char *synth_upn_told(const struct synth_particulars *particulars, day born, day year_end)
{
    if (particulars->no_upn)
        return "UN2";
    return calendar_age(born, year_end) < SCHOOL_FROM_AGE ? "UN1" : particulars->upn;
}

/* "ZZ12 3AB": area, district 1–40, sector, two letters of those that inward codes use. */
static void postcode_write(struct chance_stream *luck, const char *area, char out[SYNTH_POSTCODE_SIZE])
{
    static const char letters[] = "ABDEFGHJLNPQRSTUWXYZ";
    int32_t district = synth_luck_below(luck, 40) + 1;
    memcpy(out, area, 2);
    char *next = out + 2;
    if (district >= 10)
        *next++ = (char)('0' + district / 10);
    *next++ = (char)('0' + district % 10);
    *next++ = ' ';
    *next++ = (char)('0' + synth_luck_below(luck, 10));
    *next++ = letters[synth_luck_below(luck, 20)];
    *next++ = letters[synth_luck_below(luck, 20)];
    *next = '\0';
}

void synth_home_postcode(const struct synth_council *council, uint32_t family, char out[SYNTH_POSTCODE_SIZE])
{
    struct chance_stream luck = synth_luck_of(council->seed, family, SYNTH_LUCK_HOME);
    postcode_write(&luck, "ZZ", out);
}

void synth_postcode(struct chance_stream *luck, bool inside, char out[SYNTH_POSTCODE_SIZE])
{
    bool next_door = synth_luck_comes(luck, 550);
    postcode_write(luck, inside ? "ZZ" : next_door ? "ZY" : "ZX", out);
}
