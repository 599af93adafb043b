#include "care/fates.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

const char *care_fate_word(enum care_fate fate)
{
    static const char *const words[] = {
#define CARE_FATE_WORD(name, word, meaning) word,
        CARE_FATES(CARE_FATE_WORD)
#undef CARE_FATE_WORD
    };
    return (unsigned)fate < CARE_FATE_COUNT ? words[fate] : "";
}

const char *care_fate_meaning(enum care_fate fate)
{
    static const char *const meanings[] = {
#define CARE_FATE_MEANING(name, word, meaning) meaning,
        CARE_FATES(CARE_FATE_MEANING)
#undef CARE_FATE_MEANING
    };
    return (unsigned)fate < CARE_FATE_COUNT ? meanings[fate] : "";
}

const char *care_reason_text(enum care_reason reason)
{
    static const char *const texts[] = {
#define CARE_REASON_TEXT(name, text) text,
        CARE_REASONS(CARE_REASON_TEXT)
#undef CARE_REASON_TEXT
    };
    return (unsigned)reason < CARE_REASON_COUNT ? texts[reason] : "";
}

int care_fates_make(struct care_fates *fates, int64_t rows, struct problem *problem)
{
    *fates = (struct care_fates){.rows = rows};
    fates->fate = array_new(rows, sizeof *fates->fate, problem);
    fates->reason = array_new(rows, sizeof *fates->reason, problem);
    fates->warning = array_new(rows, sizeof *fates->warning, problem);
    fates->from = array_new(rows, sizeof *fates->from, problem);
    fates->to = array_new(rows, sizeof *fates->to, problem);
    if (!fates->fate || !fates->reason || !fates->warning || !fates->from || !fates->to) {
        care_fates_clear(fates);
        return PROBLEM_MEMORY;
    }
    for (int64_t row = 0; row < rows; row++)
        fates->from[row] = fates->to[row] = DAY_NONE;
    return 0;
}

void care_fates_count(struct care_fates *fates)
{
    memset(fates->count, 0, sizeof fates->count);
    memset(fates->warned, 0, sizeof fates->warned);
    for (int64_t row = 0; row < fates->rows; row++) {
        fates->count[fates->fate[row]]++;
        if (fates->warning[row] != CARE_NO_REASON)
            fates->warned[fates->warning[row]]++;
    }
}

void care_fates_clear(struct care_fates *fates)
{
    void *const owned[] = {fates->fate, fates->reason, fates->warning, fates->from, fates->to};
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        free(owned[i]);
    memset(fates, 0, sizeof *fates);
}
